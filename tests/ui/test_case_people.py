"""People of a case: added, found again, reached, never called; each child with its outcome."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.office import Office
from abductdesk.terms import (
    ContactKind,
    Outcome,
    RefusalGround,
    Role,
    Safety,
    Visibility,
)
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.screens.case.people import PeopleTab
from abductdesk.ui.screens.case.personforms import AddChild, AddPerson
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.widgets import Button, Pill
from tests.ui.caseroom import fill, opened, press, submit, tab, text_of
from tests.ui.conftest import TODAY
from tests.ui.office import abduction, dialog, open_window


@pytest.fixture
def case_id(office: Office) -> int:
    """Lina, taken to France ten months ago."""
    return abduction(office)


@pytest.fixture
def screen(desk: Desk, case_id: int, qtbot: QtBot) -> CaseScreen:
    return opened(open_window(desk, qtbot, "today"), case_id, qtbot)


def test_a_person_is_added_with_a_phone(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    tab(screen, "people")
    press(screen, "Add person", qtbot)
    form = dialog(AddPerson)
    fill(form, role=Role.TAKING_PARENT, given_names="Inès", family_names="Exemple", phone="12")
    form.submit()
    qtbot.waitUntil(lambda: "five digits" in text_of(form))
    fill(form, phone="+33 6 12 34 56 78")
    submit(form, qtbot)
    added = next(
        entry for entry in office.ask(case_file, case_id).people if entry.role.role is Role.TAKING_PARENT
    )
    assert added.person.name == "Inès Exemple"
    assert added.contacts[0].visible_to is Visibility.OWNER_SIDE


def test_a_person_already_known_is_shown_first_and_can_be_taken(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    other = abduction(office, "Milan", "Fictief")
    known = office.ask(case_file, other).people[0].person
    AddPerson(screen.room).open()
    form = dialog(AddPerson)
    fill(form, role=Role.TAKING_PARENT, given_names="Tom", family_names="Fictief")
    form.submit()
    qtbot.waitUntil(lambda: "same name" in text_of(form))
    assert "other parent" in text_of(form)  # left behind there, taking here
    assert not [
        each for each in office.ask(case_file, case_id).people if each.role.role is Role.TAKING_PARENT
    ]
    press(form, "Take \u2068Tom Fictief\u2069 (PMB-2026-0002)", qtbot)
    submit(form, qtbot)
    roles = {entry.role.role: entry.person.id for entry in office.ask(case_file, case_id).people}
    assert roles[Role.TAKING_PARENT] == known.id


def test_a_child_is_found_by_name_and_put_on_the_case(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    abduction(office, "Milan", "Fictief")
    tab(screen, "people")
    press(screen, "Add child", qtbot)
    form = dialog(AddChild)
    QTest.keyClicks(form.search, "milan")
    qtbot.waitUntil(lambda: any("Milan" in each.text() for each in form.findChildren(Button)))
    press(form, "Take \u2068Milan Fictief\u2069 (PMB-2026-0002)", qtbot)
    submit(form, qtbot)
    assert [entry.person.given_names for entry in office.ask(case_file, case_id).children] == [
        "Lina",
        "Milan",
    ]
    qtbot.waitUntil(lambda: screen.header.heading.whole() == "Lina Voorbeeld and Milan Fictief")


def test_never_is_said_loudly_and_an_old_address_is_ended_not_removed(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    person = office.ask(case_file, case_id).people[0].person
    people = tab(screen, "people")
    assert isinstance(people, PeopleTab)
    press(screen, "Add address, phone or e-mail", qtbot)
    form = dialog(FormDialog)
    fill(
        form,
        kind=ContactKind.EMAIL,
        value="tom@example.org",
        safe=[Safety.NEVER],
        visible_to=Visibility.BUREAU,
    )
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Never use: E-mail" in text_of(people))
    assert {"NEVER USE", "Seen by: Bureau only"} <= {pill.text() for pill in people.findChildren(Pill)}
    press(screen, "No longer in use · tom@example.org", qtbot)
    qtbot.waitUntil(lambda: office.ask(case_file, case_id).people[0].contacts[-1].until == TODAY)
    assert office.ask(case_file, case_id).people[0].person.id == person.id


def test_each_child_has_its_own_outcome(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    tab(screen, "people")
    press(screen, "Outcome · Lina Voorbeeld", qtbot)
    form = dialog(FormDialog)
    fill(
        form,
        outcome=Outcome.RETURN_REFUSED,
        outcome_on=TODAY,
        refusal_grounds=[RefusalGround.ART_13_2_OBJECTION],
    )
    submit(form, qtbot)
    child = office.ask(case_file, case_id).children[0].child
    assert (child.outcome, child.refusal_grounds) == (Outcome.RETURN_REFUSED, ["art_13_2_objection"])
    qtbot.waitUntil(lambda: "Art. 13(2): the child objects" in text_of(screen))
