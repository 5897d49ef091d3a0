"""Events and deadlines of a case: recorded, corrected, moved, opened, walked along time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.terms import (
    CaseKind,
    EventKind,
    Notification,
    RefusalGround,
)
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Question
from abductdesk.ui.screens.case.deadlines import DeadlinesTab
from abductdesk.ui.screens.case.eventform import EventDialog
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.widgets import Pill
from abductdesk.ui.window import Window
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


def deadlines(screen: CaseScreen) -> DeadlinesTab:
    found = tab(screen, "deadlines")
    assert isinstance(found, DeadlinesTab)
    return found


def test_an_event_recorded_moves_the_dates_and_says_so(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    QTest.keyClick(screen.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = dialog(EventDialog)
    fill(form, kind=EventKind.COURT_SEISED)
    QTest.keyClicks(form.form.rows["date"].editor.main, "31/10/26")
    submit(form, qtbot)
    assert date(2026, 10, 31) in [event.date for event in office.ask(case_file, case_id).events]
    qtbot.waitUntil(screen.moved.isVisible)
    said = text_of(screen.moved)
    assert "Decision at first instance: now 12 December 2026" in said
    assert "One year to start return proceedings: met" in said
    assert "Six weeks: day 23 of 42" in {pill.text() for pill in screen.header.findChildren(Pill)}


def test_a_corrected_event_shows_before_and_after_and_undo_takes_it_back(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    deadlines(screen)
    press(screen, "Correct Removal", qtbot)
    form = dialog(EventDialog)
    fill(form, date=date(2026, 3, 10))
    submit(form, qtbot)
    qtbot.waitUntil(screen.moved.isVisible)
    assert "26 January 2027 → 9 March 2027" in text_of(screen.moved)
    window = screen.window()
    assert isinstance(window, Window)
    qtbot.waitUntil(lambda: window._undo is not None)
    window.undo()
    qtbot.waitUntil(lambda: "9 March 2027 → 26 January 2027" in text_of(screen.moved))
    assert office.ask(case_file, case_id).events[0].date == TODAY - timedelta(days=300)


def test_the_form_shows_only_what_matters_to_the_kind(screen: CaseScreen) -> None:
    screen.record()
    form = dialog(EventDialog)

    def shown() -> set[str]:
        return {name for name, row in form.form.rows.items() if row.isVisibleTo(form)}

    fill(form, kind=EventKind.REMOVAL)
    always = {"kind", "date", "precision", "confidence", "source"}
    assert shown() == always  # one child: nobody asks which
    fill(form, kind=EventKind.DECISION_NOTIFIED)
    assert shown() == always | {"of_id", "how", "party"}
    fill(form, kind=EventKind.DECISION_REFUSAL)
    assert shown() == always | {"grounds", "instance"}
    form.more.click()
    assert shown() == set(form.form.rows)
    assert not form.more.isVisible()


def test_a_day_in_the_future_is_refused_under_the_field_and_nothing_is_lost(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    screen.record()
    form = dialog(EventDialog)
    fill(
        form, kind=EventKind.DECISION_REFUSAL, date=TODAY + timedelta(days=9), grounds=[RefusalGround.ART_20]
    )
    form.submit()
    qtbot.waitUntil(lambda: "lies in the future" in form.form.error("date"))
    fill(form, date=TODAY)
    submit(form, qtbot)
    assert office.ask(case_file, case_id).events[-1].grounds == ["art_20"]


def test_an_answer_names_the_decision_it_notifies(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    decision = office.do(add_event, case_id, {"kind": EventKind.DECISION_REFUSAL, "date": TODAY}).result
    screen.refresh()
    qtbot.waitUntil(lambda: len(screen.room.file.events) == 2)
    screen.record()
    form = dialog(EventDialog)
    fill(form, kind=EventKind.DECISION_NOTIFIED, date=TODAY)
    fill(form, of_id=decision, how=Notification.BAILIFF)
    submit(form, qtbot)
    notified = office.ask(case_file, case_id).events[-1]
    assert (notified.of_id, notified.how) == (decision, Notification.BAILIFF)
    shown = deadlines(screen)
    qtbot.waitUntil(lambda: "about: Decision: refusal · By bailiff" in text_of(shown))


def test_an_event_is_removed_after_a_question(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    deadlines(screen)
    press(screen, "Remove Removal", qtbot)
    qtbot.waitUntil(lambda: "26 January 2027 → no date any more" in text_of(dialog(Question)))
    dialog(Question).yes.click()
    qtbot.waitUntil(lambda: office.ask(case_file, case_id).events == ())
    qtbot.waitUntil(lambda: "26 January 2027 → no date any more" in text_of(screen.moved))


def test_a_deadline_opens_by_keyboard_and_says_everything(screen: CaseScreen, qtbot: QtBot) -> None:
    shown = deadlines(screen)
    first, second = shown.folds.rows()[:2]
    shown.folds.enter(second)
    QTest.keyClick(second.button, Qt.Key.Key_Up)
    assert first.button.hasFocus()
    assert not first.open
    QTest.keyClick(first.button, Qt.Key.Key_Return)
    said = text_of(first)
    assert "One year to start return proceedings" in said
    assert "1980 Convention · Art. 12" in said
    assert "27 January 2026" in said and "26 January 2027" in said
    assert {"How it is counted", "If it lapses", "Days left", "Who is bound", "Source"} <= set(
        said.split("\n")
    )
    assert "64 days" in said
    QTest.keyClick(first.button, Qt.Key.Key_Return)
    assert not first.open


def test_what_is_open_stays_open_when_the_case_is_read_again(screen: CaseScreen, qtbot: QtBot) -> None:
    shown = deadlines(screen)
    shown.folds.rows()[0].toggle()
    file = screen.room.file
    screen.refresh()
    qtbot.waitUntil(lambda: screen.room.file is not file)
    assert shown.folds.rows()[0].open


def test_waiting_and_blocked_limits_say_for_what(office: Office, desk: Desk, qtbot: QtBot) -> None:
    values = {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "RU"}
    events = [{"kind": EventKind.REMOVAL, "date": date(2026, 10, 1)}]
    unsure = int(office.do(open_case, NewCase(values, events=events)).result)
    screen = opened(open_window(desk, qtbot, "today"), unsure, qtbot)
    said = text_of(deadlines(screen))
    assert "Blocked: check which law applies" in said
    assert "if the law applies" in said


def test_a_limit_that_has_not_begun_says_what_it_waits_for(screen: CaseScreen) -> None:
    assert "Waits for: Court seised" in text_of(deadlines(screen))
