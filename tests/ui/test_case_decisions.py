"""Deciding about a deadline where it stands, and recording the status of a state where it is missing."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.lawbook import lawbook
from abductdesk.actions.office import Office
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import DecisionKind, Status
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.screens.case.deadlines import DeadlinesTab
from abductdesk.ui.screens.case.screen import CaseScreen
from tests.ui.caseroom import fill, opened, press, submit, tab, text_of
from tests.ui.office import abduction, open_window

YEAR = "hague80-art12-one-year"
WEEKS = "b2b-art24-first-instance"


def form_over(screen: CaseScreen, qtbot: QtBot) -> FormDialog:
    def found() -> list[FormDialog]:
        every = [each for each in QApplication.topLevelWidgets() if isinstance(each, FormDialog)]
        return [each for each in every if each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def limits(office: Office, case_id: int) -> tuple[Deadline, ...]:
    return office.ask(case_file, case_id).assessed.deadlines


def year(office: Office, case_id: int) -> Status:
    return next(line.status for line in limits(office, case_id) if line.id == YEAR)


def test_a_deadline_is_decided_and_the_decision_taken_back(office: Office, desk: Desk, qtbot: QtBot) -> None:
    case_id = abduction(office)
    screen = opened(open_window(desk, qtbot, "cases"), case_id, qtbot)
    deadlines = tab(screen, "deadlines")
    assert isinstance(deadlines, DeadlinesTab)
    deadlines.point_at(next(key for key in deadlines._by_key if YEAR in str(key)))
    press(deadlines, "Decide about this deadline…", qtbot)
    form = form_over(screen, qtbot)
    assert form.form.rows["day"].editor.isVisibleTo(form)
    fill(form, kind=DecisionKind.WAIVED)
    assert not form.form.rows["day"].isVisibleTo(form), "what is waived has no day"
    form.accept_button.click()
    qtbot.waitUntil(lambda: "Please fill this in." in text_of(form))
    fill(form, reason="The parents agreed that the child stays")
    submit(form, qtbot)
    assert year(office, case_id) is Status.WAIVED
    qtbot.waitUntil(lambda: "Waived: The parents agreed" in text_of(deadlines))
    press(deadlines, "Take the decision back", qtbot)
    qtbot.waitUntil(lambda: year(office, case_id) is Status.OPEN)


def test_the_status_of_a_state_is_recorded_where_it_is_missing(
    office: Office, desk: Desk, qtbot: QtBot
) -> None:
    case_id = abduction(office, requested_state="AL")
    screen = opened(open_window(desk, qtbot, "cases"), case_id, qtbot)
    press(tab(screen, "overview"), "Record the status of Albania", qtbot)
    form = form_over(screen, qtbot)
    fill(form, source="status table", since=date(2010, 1, 1))
    submit(form, qtbot)
    assert [found.state for found in office.ask(lawbook).verified] == ["AL"]
    qtbot.waitUntil(lambda: "verified on" in text_of(tab(screen, "overview")))
    assert year(office, case_id) is Status.OPEN


def decision_form(deadlines: DeadlinesTab, screen: CaseScreen, name: str, qtbot: QtBot) -> FormDialog:
    press(deadlines, name, qtbot)
    return form_over(screen, qtbot)


def test_an_extension_is_recorded_shown_and_corrected(office: Office, desk: Desk, qtbot: QtBot) -> None:
    case_id = abduction(office, seised=20)
    screen = opened(open_window(desk, qtbot, "cases"), case_id, qtbot)
    deadlines = tab(screen, "deadlines")
    assert isinstance(deadlines, DeadlinesTab)
    before = next(line.due for line in limits(office, case_id) if line.id == WEEKS)
    assert isinstance(before, date)
    deadlines.point_at(next(key for key in deadlines._by_key if WEEKS in str(key)))
    form = decision_form(deadlines, screen, "Decide about this deadline…", qtbot)
    fill(form, kind=DecisionKind.EXTENDED, day=before, reason="Order of the court")
    form.accept_button.click()
    qtbot.waitUntil(lambda: "must come after" in form.form.error("day"))
    fill(form, day=before + timedelta(days=30))
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Extended by the court until" in text_of(deadlines))
    assert "extended" in text_of(deadlines).splitlines()
    stands = {line.id: line.status for line in limits(office, case_id)}
    assert stands[WEEKS] is Status.EXTENDED
    qtbot.waitUntil(screen.moved.isVisible)
    assert "One date changed" in text_of(screen.moved)
    form = decision_form(deadlines, screen, "Correct the decision…", qtbot)
    assert form.form.rows["day"].editor.value() == before + timedelta(days=30)
    fill(form, day=before + timedelta(days=20))
    submit(form, qtbot)
    (kept,) = office.ask(case_file, case_id).decisions
    assert kept.day == before + timedelta(days=20)
    qtbot.waitUntil(lambda: "Extended by the court until" in text_of(tab(screen, "deadlines")))
    history = tab(screen, "history")
    qtbot.waitUntil(lambda: "corrected a decision on a deadline" in text_of(history))


def test_a_decision_is_reached_by_the_keyboard(office: Office, desk: Desk, qtbot: QtBot) -> None:
    window = open_window(desk, qtbot, "cases")
    screen = opened(window, abduction(office), qtbot)
    deadlines = tab(screen, "deadlines")
    assert isinstance(deadlines, DeadlinesTab)
    deadlines.point_at(next(key for key in deadlines._by_key if YEAR in str(key)))
    deadlines.setFocus()
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is not None and focus.accessibleName() == "Decide about this deadline…":
            break
        QTest.keyClick(focus or window, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None and focus.accessibleName() == "Decide about this deadline…"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    form_over(screen, qtbot).reject()
