"""A new case as a person opens one: by keyboard, with what is known shown before it is saved."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import CaseFile, case_file
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewPerson, add_person
from abductdesk.terms import CaseKind, Direction, EventKind, Precision, Role
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Question
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, dialog, open_window, press


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "cases")


@pytest.fixture
def new(window: Window, qtbot: QtBot) -> NewCaseDialog:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    found = dialog(NewCaseDialog)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def write(widget: QWidget, text: str) -> None:
    """Type into a field, as keys."""
    QTest.keyClicks(widget, text)


def fill(new: NewCaseDialog, given: str = "Noor", family: str = "Fictief") -> None:
    form = new.form
    form.case.rows["habitual_residence_state"].editor.set_value("BE")
    form.case.rows["requested_state"].editor.set_value("FR")
    write(form.case.rows["on"].editor.main, "3/2/26")
    child = form.family[0].form.rows
    for name, text in (("given_names", given), ("family_names", family), ("born", "1/5/2019")):
        write(child[name].editor.main, text)


def parent(new: NewCaseDialog, side: str, given: str, family: str, phone: str = "") -> None:
    rows = new.form.parents[side].rows
    for name, text in (("given_names", given), ("family_names", family), ("phone", phone)):
        write(rows[name].editor.main, text)


def opened(window: Window, office: Office, qtbot: QtBot) -> CaseFile:
    """The case that was made, once its screen is there."""
    qtbot.waitUntil(lambda: isinstance(window.current(), CaseScreen))
    assert window._here is not None
    case_id = window._here[1][0]
    assert isinstance(case_id, int)
    return office.ask(case_file, case_id)


def test_a_case_is_opened_with_everything_typed(
    new: NewCaseDialog, window: Window, office: Office, qtbot: QtBot
) -> None:
    fill(new)
    press(new, "Add another child")
    write(new.form.family[1].form.rows["given_names"].editor.main, "Adam")
    new.form.family[1].form.rows["born_precision"].editor.set_value(Precision.YEAR)
    write(new.form.family[1].form.rows["born"].editor.main, "1/1/2021")
    parent(new, "left", "Tom", "Fictief", "0470 11 22 33")
    parent(new, "taking", "Ines", "Exemple")
    QTest.keyClick(new, Qt.Key.Key_Return)
    file = opened(window, office, qtbot)
    assert (file.case.kind, file.case.direction) == (CaseKind.REMOVAL, Direction.OUTGOING)
    assert [(event.kind, event.date) for event in file.events] == [(EventKind.REMOVAL, date(2026, 2, 3))]
    assert [(each.person.name, each.person.born_precision) for each in file.children] == [
        ("Noor Fictief", Precision.DAY),
        ("Adam", Precision.YEAR),
    ]
    assert [(each.role.role, each.person.name, len(each.contacts)) for each in file.people] == [
        (Role.LEFT_BEHIND_PARENT, "Tom Fictief", 1),
        (Role.TAKING_PARENT, "Ines Exemple", 0),
    ]


def test_what_cannot_be_read_is_said_at_the_field_and_stays(new: NewCaseDialog) -> None:
    fill(new)
    on = new.form.case.rows["on"].editor.main
    on.clear()  # type: ignore[attr-defined]
    write(on, "31-11-2026")
    press(new, "Create case")
    assert "November has 30 days" in new.form.case.error("on")
    assert on.text() == "31-11-2026"  # type: ignore[attr-defined]
    assert on.hasFocus()


def test_a_refusal_of_the_office_keeps_everything(new: NewCaseDialog, qtbot: QtBot) -> None:
    fill(new)
    on = new.form.case.rows["on"].editor.main
    on.clear()  # type: ignore[attr-defined]
    write(on, "1-1-2027")
    parent(new, "left", "Tom", "Fictief")
    press(new, "Create case")
    qtbot.waitUntil(lambda: "lies in the future" in new.form.case.error("on"))
    assert new.isVisible()
    assert new.form.parents["left"].entered() == {"given_names": "Tom", "family_names": "Fictief"}
    assert new.main.isEnabled()


def test_a_phone_that_is_none_is_said_at_the_phone(new: NewCaseDialog, qtbot: QtBot) -> None:
    fill(new)
    parent(new, "left", "Tom", "Fictief", "12")
    press(new, "Create case")
    qtbot.waitUntil(lambda: "five digits" in new.form.parents["left"].error("phone"))


def test_it_is_said_at_the_person_whose_phone_or_birth_date_is_wrong(
    new: NewCaseDialog, qtbot: QtBot
) -> None:
    fill(new)
    parent(new, "left", "Tom", "Fictief", "+32 470 00 00 00")
    parent(new, "taking", "Ana", "Fictief", "12")
    first, second = new.form.family[0].form, new.form.add_child().form
    first.rows["born"].editor.set_value(date(2019, 5, 4))
    second.set_values({"given_names": "Lou", "born": date(2030, 1, 1)})
    press(new, "Create case")
    qtbot.waitUntil(lambda: "in the future" in second.error("born"))
    assert first.error("born") == ""
    second.rows["born"].editor.set_value(date(2020, 1, 1))
    press(new, "Create case")
    qtbot.waitUntil(lambda: "five digits" in new.form.parents["taking"].error("phone"))
    assert new.form.parents["left"].error("phone") == ""
    assert second.error("born") == ""


def test_a_child_needs_a_name(new: NewCaseDialog) -> None:
    press(new, "Create case")
    assert "Enter a name of the child" in new.form.family[0].form.error("given_names")


def test_a_prevention_case_asks_for_reasons_not_for_a_date(
    new: NewCaseDialog, window: Window, office: Office, qtbot: QtBot
) -> None:
    fill(new)
    new.form.case.rows["kind"].editor.set_value(CaseKind.PREVENTION)
    new.form.case.rows["kind"].editor.changed.emit()
    assert not new.form.case.rows["on"].isVisible()
    assert "Where the child may be taken" in shown_texts(new)
    write(new.form.case.rows["fear_reasons"].editor.main, "Passports are gone.")
    press(new, "Create case")
    file = opened(window, office, qtbot)
    assert (file.case.fear_reasons, file.case.requested_state, file.events) == (
        "Passports are gone.",
        "FR",
        (),
    )


@pytest.fixture
def known(office: Office) -> int:
    """A case with Lina Voorbeeld, and Eva Exemple as taking parent."""
    case_id = abduction(office)
    office.do(
        add_person, case_id, NewPerson(Role.TAKING_PARENT, {"given_names": "Eva", "family_names": "Exemple"})
    )
    return case_id


def test_known_people_are_shown_before_it_is_saved(
    known: int, new: NewCaseDialog, office: Office, window: Window, qtbot: QtBot
) -> None:
    fill(new, "Lina", "Voorbeeld")
    new.form.family[0].form.rows["born"].editor.set_value(date(2019, 5, 4))
    parent(new, "left", "Eva", "Exemple", "+32 470 12 34 56")
    press(new, "Create case")
    qtbot.waitUntil(lambda: new.steps.currentIndex() == 1)
    texts = " ".join(shown_texts(new))
    assert "Possible conflict" in texts
    assert "same name: Lina Voorbeeld" in texts
    assert "same phone number: +32 470 12 34 56" in texts
    press(new, "Create case")
    file = opened(window, office, qtbot)
    old = office.ask(case_file, known)
    assert file.children[0].person.id != old.children[0].person.id


def test_the_same_person_is_used_again(
    known: int, new: NewCaseDialog, office: Office, window: Window, qtbot: QtBot
) -> None:
    fill(new, "Lina", "Voorbeeld")
    new.form.family[0].form.rows["born"].editor.set_value(date(2019, 5, 4))
    press(new, "Create case")
    qtbot.waitUntil(lambda: new.steps.currentIndex() == 1)
    assert new.back.hasFocus()  # so that a second Enter does not pass over what is shown
    same = next(iter(new.known._same.values()))
    plain = same.grab().toImage()
    press(new, "Same person")
    assert same.grab().toImage() != plain
    press(new, "Create case")
    file = opened(window, office, qtbot)
    assert file.children[0].person.id == office.ask(case_file, known).children[0].person.id


def test_a_known_parent_keeps_the_phone_once(
    known: int, new: NewCaseDialog, office: Office, window: Window, qtbot: QtBot
) -> None:
    fill(new)
    parent(new, "left", "Tom", "Voorbeeld", "0032 470 12 34 56")
    press(new, "Create case")
    qtbot.waitUntil(lambda: new.steps.currentIndex() == 1)
    press(new, "Same person")
    press(new, "Create case")
    file = opened(window, office, qtbot)
    assert [point.value for point in file.people[0].contacts] == ["+32 470 12 34 56"]


def test_back_to_the_form_loses_nothing(known: int, new: NewCaseDialog, qtbot: QtBot) -> None:
    fill(new, "Lina", "Voorbeeld")
    new.form.family[0].form.rows["born"].editor.set_value(date(2019, 5, 4))
    press(new, "Create case")
    qtbot.waitUntil(lambda: new.steps.currentIndex() == 1)
    press(new, "Back to the form")
    assert new.form.entered().children["child1"]["given_names"] == "Lina"


def test_escape_asks_before_anything_typed_is_lost(new: NewCaseDialog, qtbot: QtBot) -> None:
    fill(new)
    QTest.keyClick(new, Qt.Key.Key_Escape)
    question = dialog(Question)
    question.no.click()
    assert new.isVisible()
    assert new.form.entered().children["child1"]["given_names"] == "Noor"


def test_everything_is_named_and_follows_the_language(new: NewCaseDialog) -> None:
    assert_accessible(new)
    assert_speaks(new)


def test_two_cases_in_a_row_do_not_remember(window: Window, office: Office, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.touched):
        desk.do(open_case, NewCase({"kind": CaseKind.ACCESS}))
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not dialog(NewCaseDialog).form.dirty


def test_tab_goes_as_the_eye_does(new: NewCaseDialog, qtbot: QtBot) -> None:
    second = new.form.add_child()
    qtbot.waitUntil(second.isVisible)
    kind = new.form.case.rows["kind"].editor.main
    kind.setFocus()
    tops: list[int] = []
    here = kind
    while not tops or here is not kind:
        tops.append(here.mapTo(new, QPoint(0, 0)).y())
        QTest.keyClick(here, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        here = focused
        assert len(tops) < 60
    assert tops == sorted(tops)
    assert len(tops) == 24
