"""The case: opened, read, changed by its menu, seen by keyboard and in every language."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import NewCase, change_case, open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, change_person
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import (
    CaseKind,
    CaseLinkKind,
    ClosureReason,
    EventKind,
    Instrument,
    Outcome,
    Priority,
    StaffRole,
    Stage,
)
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Question
from abductdesk.ui.screens.case import commands
from abductdesk.ui.screens.case.screen import TABS, CaseScreen
from abductdesk.ui.texts import isolate, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Pill
from abductdesk.ui.window import Window
from tests.ui.caseroom import fill, opened, press, submit, text_of
from tests.ui.conftest import NOW, TODAY
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, dialog, follow_up, open_window


@pytest.fixture
def case_id(office: Office) -> int:
    """Lina, taken to France ten months ago; a court was seised 23 days ago."""
    return abduction(office, seised=23)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "today")


@pytest.fixture
def screen(window: Window, case_id: int, qtbot: QtBot) -> CaseScreen:
    return opened(window, case_id, qtbot)


def pills(screen: CaseScreen) -> set[str]:
    return {pill.text() for pill in screen.header.findChildren(Pill) if pill.isVisibleTo(screen)}


def test_the_header_says_whose_case_it_is_and_where_it_stands(screen: CaseScreen, qtbot: QtBot) -> None:
    assert screen.header.heading.whole() == "Lina Voorbeeld"
    qtbot.waitUntil(lambda: pills(screen) == {"Intake", "Six weeks: day 23 of 42"})
    said = text_of(screen.header)
    assert "7 years" in said
    assert "Belgium → France" in said
    assert "1980 Convention and Brussels IIb" in said


def test_opening_is_journalled_once_however_many_tabs_are_seen(
    screen: CaseScreen, window: Window, office: Office, case_id: int, qtbot: QtBot
) -> None:
    for tab in TABS:
        screen.show_tab(tab)
    window.open_case(case_id, "notes")

    def views() -> int:
        return sum(line.action == "record_view" for line in office.ask(case_history, case_id))

    qtbot.waitUntil(lambda: views() > 0)
    assert views() == 1
    window.go("today")
    window.open_case(case_id)
    qtbot.waitUntil(lambda: views() == 2)


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_can_be_reached_and_named(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot, tab: str
) -> None:
    follow_up(office, case_id, "Call back", 2)
    for kind, values in (
        ("service", {"kind": "police", "organisation": "Police zone", "reference": "77"}),
        ("proceeding", {"kind": "return", "court": "Lille", "docket": "26/1"}),
        ("note", {"text": "A note"}),
    ):
        office.do(add_entry, case_id, kind, values)
    screen.refresh()
    screen.show_tab(tab)
    qtbot.waitUntil(lambda: len(screen.room.file.notes) == 1 and len(shown_texts(screen)) > 12)
    assert_accessible(screen)


@pytest.mark.parametrize("tab", [tab for tab in TABS if tab != "history"])
def test_every_tab_speaks_the_language(screen: CaseScreen, tab: str) -> None:
    screen.show_tab(tab)
    names = ("Lina Voorbeeld", "Tom Voorbeeld", "An Peeters", "PMB-2026-0001", "+32 470 12 34 56")
    data = {*names, *(isolate(name) for name in names), "Belgium", "France", "Belgium → France"}
    dates = {text for text in shown_texts(screen) if text[:1].isdigit() or text.endswith("2026")}
    assert_speaks(screen, data | dates)


def test_tabs_turn_by_keyboard_and_the_case_is_left_by_escape(
    screen: CaseScreen, window: Window, qtbot: QtBot
) -> None:
    qtbot.waitUntil(screen.tabs.button("overview").hasFocus)  # it came with the answer
    QTest.keyClick(screen.tabs.button("overview"), Qt.Key.Key_Right)
    assert screen.tabs.current == "people"
    QTest.keyClick(screen.tabs.button("people"), Qt.Key.Key_Left)
    QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert screen.tabs.current == "people"
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert screen.tabs.current == "overview"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.current() is not screen


def test_a_case_that_is_not_there_is_said(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.refused) as said:
        window.open_case(4711)
    assert "no longer there" in said.args[0].text


def test_long_names_and_large_text_do_not_make_the_window_wider(
    office: Office, window: Window, qtbot: QtBot
) -> None:
    name = {"given_names": "Maximiliaan " * 12, "family_names": "van der Verzonnen-Fictief " * 6}
    new = NewCase({"kind": CaseKind.REMOVAL}, children=[NewChild(name)])
    screen = opened(window, int(office.do(open_case, new).result), qtbot)
    window.resize(1280, 800)
    for scale in (100, 150):
        look.choose("light", scale)
        QApplication.processEvents()
        assert window.width() == 1280
    assert screen.header.heading.toolTip().startswith("Maximiliaan")


def test_somebody_else_changing_a_name_is_seen_at_once(
    screen: CaseScreen, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    person = screen.room.file.children[0].person
    desk.do(change_person, person.id, seen=person.version, changes={"given_names": "Noor"})
    qtbot.waitUntil(lambda: screen.header.heading.whole() == "Noor Voorbeeld")


def test_another_case_leaves_nothing_of_the_last_one(
    screen: CaseScreen, office: Office, window: Window, qtbot: QtBot
) -> None:
    screen.show_tab("people")
    other = opened(window, abduction(office, "Milan", "Fictief"), qtbot)
    assert other is screen
    assert screen.tabs.current == "overview"
    assert "Lina" not in text_of(screen)


def test_the_case_is_edited_and_only_what_changed_is_sent(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    screen.edit()
    edit = dialog(FormDialog)
    fill(edit, stage=Stage.MEDIATING, summary="Both want to talk.")
    submit(edit, qtbot)
    case = office.ask(case_file, case_id).case
    assert (case.stage, case.summary) == (Stage.MEDIATING, "Both want to talk.")
    qtbot.waitUntil(lambda: "Mediating" in pills(screen))
    changed = next(line for line in office.ask(case_history, case_id) if line.action == "change_case")
    assert {name for name, _, _ in changed.changes} == {"stage", "summary"}


def test_two_windows_one_field_the_second_sees_both_values_and_chooses(
    screen: CaseScreen, office: Office, vault: Vault, case_id: int, qtbot: QtBot
) -> None:
    with vault.writing() as session:
        session.add(Staff(id=2, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
    colleague = Office(vault, 2, clock=lambda: NOW)
    screen.edit()
    edit = dialog(FormDialog)
    fill(edit, summary="mine")
    colleague.do(change_case, case_id, seen=screen.room.file.case.version, changes={"summary": "theirs"})
    edit.submit()
    meanwhile = edit.form.rows["summary"].meanwhile
    qtbot.waitUntil(lambda: not meanwhile.isHidden())
    assert "theirs" in text_of(meanwhile)
    submit(edit, qtbot)  # “Keep mine” is what happens when one saves again
    assert office.ask(case_file, case_id).case.summary == "mine"


def test_priority_is_set_from_the_menu_and_taken_back(
    screen: CaseScreen, window: Window, office: Office, case_id: int, qtbot: QtBot
) -> None:
    offers = {words(offer.title): offer for offer in commands.offered(screen.room) if offer is not None}
    offers["Priority: Urgent"].run()
    qtbot.waitUntil(lambda: "Urgent" in pills(screen))
    qtbot.waitUntil(lambda: window._undo is not None)
    window.undo()
    qtbot.waitUntil(lambda: "Urgent" not in pills(screen))
    assert office.ask(case_file, case_id).case.priority is Priority.NORMAL


def test_the_menu_offers_what_can_be_done(screen: CaseScreen, qtbot: QtBot) -> None:
    QTest.keyClick(screen.window(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    menu = next(each for each in screen.findChildren(QMenu) if each.isVisible())
    offered = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert offered[0] == "Edit case…"
    assert "Close case…" in offered
    assert not [text for text in offered if "abduction case" in text]


def test_closing_asks_for_the_checklist_and_reopening_undoes_it(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    commands.close(screen.room)
    qtbot.waitUntil(lambda: bool(_open_forms()))
    closing = dialog(FormDialog)
    assert "Every child has an outcome." in text_of(closing)
    assert "Still open" in text_of(closing)
    fill(closing, reason=ClosureReason.OUTCOME_REACHED)
    closing.submit()
    qtbot.waitUntil(lambda: "Settle them" in text_of(closing))
    fill(closing, despite_open_points=True)
    submit(closing, qtbot)
    qtbot.waitUntil(lambda: screen.banner.isVisible() and "Closed on" in screen.banner.text())
    assert not office.ask(case_file, case_id).case.open
    commands.reopen(screen.room)
    qtbot.waitUntil(lambda: not screen.banner.isVisible())
    assert office.ask(case_file, case_id).case.stage is Stage.INTAKE


def _open_forms() -> list[FormDialog]:
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog) and each.isVisible()
    ]


def test_a_case_opened_by_mistake_is_void_and_takes_no_letters(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    commands.void(screen.room)
    void = dialog(FormDialog)
    fill(void, reason="Opened twice")
    submit(void, qtbot)
    qtbot.waitUntil(lambda: screen.banner.text() == "Void: Opened twice")
    qtbot.waitUntil(lambda: "Void since 23 November 2026" in pills(screen))
    assert not screen.letter.isEnabled()
    assert office.ask(case_file, case_id).case.reference == "PMB-2026-0001"


def test_a_prevention_case_becomes_an_abduction_case(office: Office, window: Window, qtbot: QtBot) -> None:
    values = {"kind": CaseKind.PREVENTION, "habitual_residence_state": "BE", "requested_state": "MA"}
    case_id = int(office.do(open_case, NewCase(values)).result)
    screen = opened(window, case_id, qtbot)
    qtbot.waitUntil(lambda: "Prevention" in pills(screen))
    commands.convert(screen.room)
    convert = dialog(FormDialog)
    fill(convert, kind=CaseKind.REMOVAL, on=date(2026, 11, 20))
    submit(convert, qtbot)
    qtbot.waitUntil(lambda: "Prevention" not in pills(screen))
    file = office.ask(case_file, case_id)
    assert file.case.kind is CaseKind.REMOVAL
    assert [(event.kind, event.date) for event in file.events] == [(EventKind.REMOVAL, date(2026, 11, 20))]


def test_cases_are_linked_seen_from_both_and_unlinked(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    abduction(office, "Milan", "Fictief")
    commands.link(screen.room)
    link = dialog(FormDialog)
    fill(link, other_reference="PMB-2026-0099", kind=CaseLinkKind.SIBLINGS)
    link.submit()
    qtbot.waitUntil(lambda: link.form.error("other_reference") != "")
    assert link.form.error("other_reference") == "There is no case PMB-2026-0099."
    fill(link, other_reference="pmb-2026-0002")
    submit(link, qtbot)
    qtbot.waitUntil(lambda: "PMB-2026-0002" in text_of(screen))
    press(screen, "Remove the link to PMB-2026-0002", qtbot)
    dialog(Question).yes.click()
    qtbot.waitUntil(lambda: "PMB-2026-0002" not in text_of(screen))
    assert office.ask(case_file, case_id).links == ()


def test_an_unknown_framework_says_what_to_check_and_the_answer_is_recorded(
    office: Office, window: Window, qtbot: QtBot
) -> None:
    values = {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "RU"}
    events = [{"kind": EventKind.REMOVAL, "date": date(2026, 10, 1)}]
    case_id = int(office.do(open_case, NewCase(values, events=events)).result)
    screen = opened(window, case_id, qtbot)
    assert "To check" in text_of(screen)
    press(screen, "Record verified framework", qtbot)
    law = dialog(FormDialog)
    fill(law, recorded_instrument=Instrument.HAGUE_1980)
    law.submit()
    qtbot.waitUntil(lambda: law.form.error("recorded_source") != "")
    fill(law, recorded_since=date(2011, 10, 1), recorded_source="Status table, 23 November 2026")
    submit(law, qtbot)
    qtbot.waitUntil(lambda: "Recorded by a person" in {pill.text() for pill in screen.findChildren(Pill)})
    assert office.ask(case_file, case_id).assessed.framework.instrument is Instrument.HAGUE_1980


def test_next_steps_put_ones_own_overdue_work_before_what_others_owe(
    office: Office, window: Window, case_id: int, qtbot: QtBot
) -> None:
    office.do(add_event, case_id, {"kind": EventKind.APPLICATION_RECEIVED, "date": date(2026, 9, 28)})
    follow_up(office, case_id, "Ask for the docket", -3)
    screen = opened(window, case_id, qtbot)
    said = [
        text for text in shown_texts(screen) if text in ("Ask for the docket", "Acknowledge the application")
    ]
    assert said == ["Ask for the docket", "Acknowledge the application"]
    assert {"3 days late", "49 days over"} <= {pill.text() for pill in screen.findChildren(Pill)}
    assert Outcome.PENDING is screen.room.file.children[0].child.outcome
    assert screen.room.file.today == TODAY
