"""A return through the window: from the decision to plan it to the last follow-up, the boards, and Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.aftercare import aftercare_of
from abductdesk.actions.casefile import case_file
from abductdesk.actions.departing import confirm_arrival, confirm_departure
from abductdesk.actions.office import Office
from abductdesk.actions.planning import add_return_part, open_plan
from abductdesk.actions.returning import return_plans
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import Tongue
from abductdesk.terms import EventKind, ReturnBasis, ReturnFrame, ReturnState, Wellbeing
from abductdesk.ui.carddialog import CardDialog
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Question
from abductdesk.ui.screens.case.returning import goingon, travel
from abductdesk.ui.screens.case.returning.forms import Moves
from abductdesk.ui.screens.case.returning.tab import ReturnTab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.returns import ReturnsScreen
from abductdesk.ui.screens.returns.aftercare import AftercareTab
from abductdesk.ui.screens.returns.board import BoardTab
from abductdesk.ui.screens.today import Today
from abductdesk.ui.texts import isolate
from abductdesk.ui.widgets import Button, Pill
from abductdesk.ui.window import Window
from tests.actions.conftest import NOW
from tests.ui.caseroom import fill, opened, press, submit, text_of
from tests.ui.conftest import TODAY
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, cell, dialog, open_window, said

LEAVES = TODAY + timedelta(days=10)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    yield open_window(desk, qtbot, "today")


def return_tab(window: Window, case_id: int, qtbot: QtBot) -> ReturnTab:
    screen = opened(window, case_id, qtbot, "return")
    tab = screen._built["return"]
    assert isinstance(tab, ReturnTab)
    qtbot.waitUntil(lambda: tab._shown and window.desk.idle)
    return tab


def begun(office: Office, case_id: int, **values: Any) -> int:
    start = {"basis": ReturnBasis.AGREEMENT, "leaves_on": LEAVES, **values}
    return int(office.do(open_plan, case_id, start).result)


def settled(window: Window, qtbot: QtBot) -> None:
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.desk.idle)
    QApplication.processEvents()


def ticked(tab: ReturnTab, at: int) -> bool:
    return tab.checklist.checks[at].isChecked()


def rung(tab: ReturnTab, week: int) -> bool:
    return any(contact.week == week and contact.done_on for contact in tab.care[0].contacts)


@pytest.mark.journey
def test_from_the_decision_to_the_last_follow_up(window: Window, office: Office, qtbot: QtBot) -> None:
    case_id = abduction(office)
    tab = return_tab(window, case_id, qtbot)
    press(tab, "Plan a return", qtbot)
    qtbot.waitUntil(lambda: bool(window.findChildren(FormDialog)))
    form = dialog(FormDialog)
    assert form.form.rows["frame"].editor.value() is ReturnFrame.EU
    fill(form, basis=ReturnBasis.DECISION, leaves_on=LEAVES, from_place="Lyon", to_place="Brussel")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: tab.view is not None)
    assert "Travel is blocked" in text_of(tab)

    press(tab, "Confirm departure…", qtbot)
    form = dialog(FormDialog)
    assert "despite" in form.form.rows, "blocked: a manager says why"
    form.done(0)
    for at in range(len(tab.checklist.checks)):
        check = tab.checklist.checks[at]
        check.setFocus()
        qtbot.keyClick(check, Qt.Key.Key_Space)
        settled(window, qtbot)
        qtbot.waitUntil(partial(ticked, tab, at))
    assert "Nothing blocks travel." in text_of(tab)
    assert "An Peeters" in text_of(tab.checklist), "done by whom"

    press(tab, "Confirm departure…", qtbot)
    form = dialog(FormDialog)
    assert list(form.form.rows) == ["departed_on"]
    submit(form, qtbot)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.plan.state is ReturnState.DEPARTED)
    press(tab, "Confirm arrival…", qtbot)
    submit(dialog(FormDialog), qtbot)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.plan.state is ReturnState.ARRIVED)
    assert EventKind.RETURNED in {event.kind for event in office.ask(case_file, case_id).events}

    qtbot.waitUntil(lambda: bool(tab.care))
    tab._choose("care")
    for week in (1, 4, 12, 26, 52):
        press(tab, f"Record · Week {week} · Lina Voorbeeld", qtbot)
        form = dialog(FormDialog)
        fill(form, wellbeing=Wellbeing.WELL, note="sleeps well")
        submit(form, qtbot)
        qtbot.waitUntil(partial(rung, tab, week))
        settled(window, qtbot)
    assert text_of(tab).count("sleeps well") == 5
    press(tab, "End the aftercare…", qtbot)
    form = dialog(FormDialog)
    fill(form, end_report="School and family go on.")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: tab.care[0].aftercare.ended_on is not None)
    settled(window, qtbot)
    assert "School and family go on." in text_of(tab)


def test_the_arrows_go_from_step_to_step_and_the_keyboard_stays(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    case_id = abduction(office)
    begun(office, case_id)
    tab = return_tab(window, case_id, qtbot)
    first, second = tab.checklist.checks[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    name = second.accessibleName()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    settled(window, qtbot)
    qtbot.waitUntil(lambda: tab.checklist.checks[1].isChecked())

    def holds() -> bool:
        held = QApplication.focusWidget()
        return held is not None and held is not second and held.accessibleName() == name

    qtbot.waitUntil(holds)


def test_another_day_is_shown_before_and_after(window: Window, office: Office, qtbot: QtBot) -> None:
    case_id = abduction(office)
    plan_id = begun(office, case_id)
    leg = {"from_place": "Lyon", "to_place": "Brussel", "departs_at": NOW + timedelta(days=10)}
    office.do(add_return_part, plan_id, "leg", leg)
    tab = return_tab(window, case_id, qtbot)
    press(tab, "Change the day…", qtbot)
    form = dialog(FormDialog)
    moves = form.findChild(Moves)
    assert moves is not None
    fill(form, leaves_on=LEAVES + timedelta(days=7))
    qtbot.waitUntil(lambda: "steps move" in text_of(moves))
    assert "→" in text_of(moves) and "booked leg stays" in text_of(moves)
    assert office.ask(return_plans, case_id)[0].plan.leaves_on == LEAVES, "nothing is saved yet"
    submit(form, qtbot)
    assert office.ask(return_plans, case_id)[0].plan.leaves_on == LEAVES + timedelta(days=7)


def test_parts_are_added_changed_and_removed(window: Window, office: Office, qtbot: QtBot) -> None:
    case_id = abduction(office)
    begun(office, case_id, from_place="Lyon", to_place="Brussel")
    tab = return_tab(window, case_id, qtbot)
    press(tab, "Add a leg", qtbot)
    form = dialog(FormDialog)
    assert form.form.rows["to_place"].editor.value() == "Brussel"

    fill(form, departs_time=time(10, 5), arrives_time=time(11, 40), carrier="SN 3587")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: tab.view is not None and bool(tab.view.legs))
    settled(window, qtbot)
    assert "Lyon → Brussel" in text_of(tab) and "no ticket yet" not in text_of(tab.steps)
    press(tab, "Add a paper", qtbot)
    form = dialog(FormDialog)
    child = office.ask(case_file, case_id).children[0].person.id
    fill(form, person_id=child, what="Passport")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: tab.view is not None and bool(tab.view.papers))
    press(tab, "Change · Lina Voorbeeld · Passport", qtbot)
    form = dialog(FormDialog)
    fill(form, ready_on=TODAY)
    submit(form, qtbot)
    qtbot.waitUntil(lambda: tab.view is not None and tab.view.papers[0][0].ready_on == TODAY)
    settled(window, qtbot)
    press(tab, "Remove · Lina Voorbeeld · Passport", qtbot)
    dialog(Question).yes.click()
    qtbot.waitUntil(lambda: tab.view is not None and not tab.view.papers)


def test_the_board_leads_to_the_case(window: Window, office: Office, qtbot: QtBot) -> None:
    case_id = abduction(office)
    begun(office, case_id)
    later = abduction(office, "Noor", "Later")
    begun(office, later, leaves_on=TODAY + timedelta(days=40))
    window.go("returns")
    screen = window.current()
    assert isinstance(screen, ReturnsScreen) and isinstance(screen.tab, BoardTab)
    board = screen.tab
    qtbot.waitUntil(lambda: len(board.rows) == 2)
    assert list(said(board.table)) == [
        "Leaves within two weeks, and is blocked, 1",
        "Later, or without a day, 1",
    ]
    assert "things more" in cell(board.table, 1, "blocks")
    assert "late" in cell(board.table, 1, "late")
    board.table.setFocus()
    board.table.select(1)
    qtbot.keyClick(board.table.view, Qt.Key.Key_Return)
    here = window.current()
    assert isinstance(here, CaseScreen)
    qtbot.waitUntil(lambda: here.tabs.current == "return")


def test_today_names_what_is_blocked_and_which_follow_ups_are_late(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    case_id = abduction(office)
    plan_id = begun(office, case_id)
    today = window.current()
    assert isinstance(today, Today)
    today._choose_scope("all")
    qtbot.waitUntil(lambda: today.returns.isVisibleTo(today))
    assert "Blocked by" in " ".join(pill.text() for pill in today.returns.findChildren(Pill))
    office.do(confirm_departure, plan_id, TODAY - timedelta(days=9), despite="At the gate.")
    office.do(confirm_arrival, plan_id, TODAY - timedelta(days=9))
    today.refresh()
    qtbot.waitUntil(lambda: "follow-up after a return" in " ".join(names_of_buttons(today.returns)))
    press(today.returns, "1 follow-up after a return", qtbot)
    screen = window.current()
    assert isinstance(screen, ReturnsScreen) and isinstance(screen.tab, AftercareTab)
    tab = screen.tab
    qtbot.waitUntil(lambda: bool(tab.rows))
    assert list(said(tab.table)) == ["Overdue, 1"]


def names_of_buttons(widget: QWidget) -> list[str]:
    return [button.accessibleName() for button in widget.findChildren(Button)]


def test_the_card_is_shown_and_saved(window: Window, office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    case_id = abduction(office)
    plan_id = begun(office, case_id)
    contact = {"name": "Consul", "phone": "+32 400 11 22 33"}
    office.do(add_return_part, plan_id, "emergency_contact", contact)
    tab = return_tab(window, case_id, qtbot)
    assert tab.view is not None
    travel.show_card(tab.room, tab.view)
    shown = dialog(CardDialog)
    qtbot.waitUntil(lambda: shown.save.isEnabled())
    shown.save_to(tmp_path / "nowhere" / "card.pdf")
    qtbot.waitUntil(shown.refusal.isVisible)
    assert shown.pages.isVisible() and shown.save.isEnabled() and shown.print.isEnabled()  # to try again
    shown.print.click()
    assert not shown.print.isEnabled()  # once is enough
    qtbot.waitUntil(lambda: bool(shown.findChildren(Question)))  # a word about the system's spool
    shown.findChildren(Question)[0].reject()
    shown.save_to(tmp_path / "card.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "card.pdf").is_file() and window.desk.idle)
    travel.save_calendar(tab.room, tab.view, tmp_path / "journey.ics")
    qtbot.waitUntil(lambda: (tmp_path / "journey.ics").is_file() and window.desk.idle)
    assert b"Voorbeeld" not in (tmp_path / "journey.ics").read_bytes()


def test_every_form_of_a_return_comes_back_from_its_draft(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    case_id = abduction(office)
    plan_id = begun(office, case_id)
    first = office.ask(return_plans, case_id)[0]
    other = abduction(office, "Noor", "Later")
    gone = begun(office, other)
    office.do(confirm_departure, gone, TODAY, despite="At the gate.")
    office.do(confirm_arrival, gone, TODAY)
    care = office.ask(aftercare_of, other)[0]
    child = care.aftercare.child_id
    records: dict[str, tuple[int, str, int | None, dict[str, Any]]] = {
        "return_plan": (case_id, "return_plan", plan_id, {}),
        "return_day": (case_id, "return_plan", plan_id, {}),
        "return_part": (case_id, "return_step", first.steps[0].id, {}),
        "return_leave": (case_id, "return_plan", plan_id, {}),
        "return_arrive": (case_id, "return_plan", plan_id, {}),
        "return_off": (case_id, "return_plan", plan_id, {}),
        "care_contact": (other, "aftercare_contact", care.contacts[0].id, {}),
        "care_more": (other, "aftercare", care.id, {}),
        "care_session": (other, "aftercare", care.id, {}),
        "care_end": (other, "aftercare", care.id, {}),
        "care_begin": (other, "", None, {"child": child}),
    }
    assert {f"case.{name}" for name in records} == goingon.FORMS
    for name, (case, kind, record, values) in records.items():
        screen = opened(window, case, qtbot, "return")
        taken: list[Any] = []
        draft = Unfinished(0, f"case.{name}", case, "", kind, record, values, NOW)
        goingon.reopen(screen.room, draft, taken.append)
        qtbot.waitUntil(partial(bool, taken))
        assert taken[0].about.form == f"case.{name}", name
        taken[0].done(0)
        settled(window, qtbot)


def test_the_screens_can_be_read_and_follow_the_language(
    window: Window, office: Office, qtbot: QtBot
) -> None:
    case_id = abduction(office)
    plan_id = begun(office, case_id, from_place="Lyon", to_place="Brussel", lodging="Hostel")
    office.do(add_return_part, plan_id, "emergency_contact", {"name": "Consul", "phone": "+32 400"})
    tab = return_tab(window, case_id, qtbot)
    assert_accessible(tab)
    data = {isolate(each) for each in ("Lyon", "Brussel", "Hostel", "Consul")}
    data |= {Tongue("en").date(LEAVES, weekday=True), "+32 400"}
    assert_speaks(tab, data)
    for key in ("board", "aftercare", "template"):
        window.go("returns", key)
        screen = window.current()
        assert isinstance(screen, ReturnsScreen)
        settled(window, qtbot)
        assert_accessible(screen.tab)
        assert_speaks(screen.tab)
