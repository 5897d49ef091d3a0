"""Calls: logged by keyboard, corrected, attached, made a case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.calls import calls, log_call
from abductdesk.actions.casefile import case_file
from abductdesk.actions.office import Office
from abductdesk.terms import CallChannel, CallerRelation, CaseKind, Urgency
from abductdesk.ui.calldialog import CallDialog
from abductdesk.ui.casepicker import CasePicker
from abductdesk.ui.desk import Desk
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.screens.calls import Calls
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, cell, dialog, open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier
FEAR = {
    "relation": CallerRelation.MOTHER, "caller_name": "Amina Haddad", "caller_phone": "+32 470 99 88 77",
    "urgency": Urgency.IMMINENT, "state_feared": "MA", "children_ages": "4, 7",
    "question": "He has the passports.",
}  # fmt: skip


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "calls")


def screen_of(window: Window, qtbot: QtBot, rows: int) -> Calls:
    screen = window.current()
    assert isinstance(screen, Calls)
    qtbot.waitUntil(lambda: screen.table.model.rowCount() == rows)
    return screen


def test_an_anonymous_call_is_logged_by_keyboard_from_anywhere(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    window.go("today")
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    made = dialog(CallDialog)
    qtbot.waitUntil(made.isActiveWindow)
    assert_accessible(made)
    assert made.form.rows["relation"].editor.main.hasFocus()
    QTest.keyClicks(made.form.rows["question"].editor.main, "Which papers should I keep?")
    QTest.keyClick(made.form.rows["question"].editor.main, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(office.ask(calls)) == 1)
    call = office.ask(calls)[0].call
    assert (call.relation, call.channel, call.urgency, call.question) == (
        CallerRelation.ANONYMOUS, CallChannel.PHONE, Urgency.NONE, "Which papers should I keep?",
    )  # fmt: skip


def test_the_list_says_who_what_and_how_urgent(office: Office, window: Window, qtbot: QtBot) -> None:
    office.do(log_call, FEAR)
    window.refresh_all()
    table = screen_of(window, qtbot, 1).table
    said = [cell(table, 0, key) for key in ("who", "what", "urgency")]
    assert [text.replace("\u2068", "").replace("\u2069", "") for text in said] == [
        "Amina Haddad, Mother",
        "He has the passports., Morocco · children 4, 7",
        "Imminent departure",
    ]
    assert cell(table, 0, "when").startswith("23 Nov 2026, 10:00")


def test_a_call_is_corrected(office: Office, window: Window, qtbot: QtBot) -> None:
    office.do(log_call, FEAR)
    window.refresh_all()
    screen = screen_of(window, qtbot, 1)
    screen.table.select(0)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    made = dialog(CallDialog)
    made.form.rows["referred_to"].editor.main.setFocus()
    QTest.keyClicks(made.form.rows["referred_to"].editor.main, "Police")
    made.submit()
    qtbot.waitUntil(lambda: office.ask(calls)[0].call.referred_to == "Police")


def test_a_call_becomes_a_case_with_what_it_says(office: Office, window: Window, qtbot: QtBot) -> None:
    office.do(log_call, FEAR)
    window.refresh_all()
    screen = screen_of(window, qtbot, 1)
    screen.table.select(0)
    press(screen, "Make it a case")
    new = dialog(NewCaseDialog)
    assert new.form.kind is CaseKind.PREVENTION
    QTest.keyClicks(new.form.family[0].form.rows["given_names"].editor.main, "Sami")
    press(new, "Create case")
    qtbot.waitUntil(lambda: isinstance(window.current(), CaseScreen))
    logged = office.ask(calls)[0]
    assert logged.call.case_id is not None
    file = office.ask(case_file, logged.call.case_id)
    assert (file.case.requested_state, file.case.fear_reasons) == ("MA", "He has the passports.")
    assert (file.people[0].person.name, file.people[0].contacts[0].value) == (
        "Amina Haddad",
        "+32 470 99 88 77",
    )
    window.go("calls")
    qtbot.waitUntil(lambda: not screen.make.isEnabled())


def test_save_and_open_a_case_in_one_go(window: Window, qtbot: QtBot) -> None:
    window.run("log_call")
    made = dialog(CallDialog)
    QTest.keyClicks(made.form.rows["question"].editor.main, "Taken yesterday")
    press(made, "Save and open a case")
    qtbot.waitUntil(
        lambda: any(isinstance(each, NewCaseDialog) for each in window.findChildren(NewCaseDialog))
    )
    assert dialog(NewCaseDialog).form.entered().case["summary"] == "Taken yesterday"


def test_a_call_is_attached_to_a_case_found_by_name(office: Office, window: Window, qtbot: QtBot) -> None:
    case_id = abduction(office)
    office.do(log_call, FEAR)
    window.refresh_all()
    screen = screen_of(window, qtbot, 1)
    screen.table.select(0)
    press(screen, "Attach to a case…")
    picker = dialog(CasePicker)
    QTest.keyClicks(picker.edit, "voorb")
    qtbot.waitUntil(lambda: picker.table.model.rowCount() == 1)
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.ask(calls)[0].call.case_id == case_id)
    press(screen.which, "Not yet a case")
    qtbot.waitUntil(lambda: screen.table.model.rowCount() == 0)


def test_everything_is_named_and_follows_the_language(office: Office, window: Window, qtbot: QtBot) -> None:
    office.do(log_call, FEAR)
    window.refresh_all()
    screen = screen_of(window, qtbot, 1)
    assert_accessible(screen)
    assert_speaks(screen)
