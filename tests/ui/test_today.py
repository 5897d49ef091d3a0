"""Today: by urgency, ticked in place, filtered, opened by keyboard."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Office
from abductdesk.models import Staff
from abductdesk.terms import CaseKind, EventKind, StaffRole
from abductdesk.ui.clocks import ClockRow
from abductdesk.ui.desk import Desk
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.today import Today
from abductdesk.ui.theme import look
from abductdesk.ui.window import Window
from tests.ui.conftest import TODAY
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, cell, dialog, follow_up, open_window, press, said

CALL_BACK, ASK, SEND, CHECK = (
    "Call the father back",
    "Ask for the docket",
    "Send the list",
    "Check the papers",
)


@pytest.fixture
def busy(office: Office) -> list[int]:
    """A case with follow-ups, one with the court at day 30, one with a late court, one to check."""
    first = abduction(office)
    for what, days in ((CALL_BACK, -2), (ASK, 0), (SEND, 3), (CHECK, 30)):
        follow_up(office, first, what, days)
    running = abduction(office, "Noor", "Fictief", seised=30)
    late = abduction(office, "Milan", "Verzonnen", seised=60)
    values = {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "TN"}
    events = [{"kind": EventKind.REMOVAL, "date": TODAY.replace(year=TODAY.year - 1, month=12)}]
    unsure = office.do(open_case, NewCase(values=values, events=events)).result
    return [first, running, late, int(unsure)]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "today")


def screen_of(window: Window, qtbot: QtBot) -> Today:
    screen = window.current()
    assert isinstance(screen, Today)
    qtbot.waitUntil(lambda: screen.stack.currentIndex() > 0)
    return screen


def shows(screen: Today, cases: str) -> bool:
    return screen.open_card.accessibleName().startswith(cases)


def test_an_empty_office_offers_the_first_case(window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    assert screen.stack.currentIndex() == 2
    press(screen.stack, "Open the first case")
    dialog(NewCaseDialog).close()


def test_lines_stand_by_urgency(busy: list[int], window: Window, qtbot: QtBot) -> None:
    groups = said(screen_of(window, qtbot).table)
    first = {heading: lines[0].split(",")[0] for heading, lines in groups.items()}
    assert list(first) == [
        "Overdue, 1", "Due today, 1", "This week, 1", "Others are late: may be chased, 2", "Later, 3",
        "Check which law applies, 1",
    ]  # fmt: skip
    assert [first[group][1:-1] for group in list(first)[:3]] == [CALL_BACK, ASK, SEND]
    assert first["Check which law applies, 1"] == "One year to start return proceedings"


def test_the_cards_count(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    cards = [card.accessibleName() for card in (*screen.cards.values(), screen.open_card)]
    assert cards == [
        "Overdue: 1 oldest 2 days",
        "Due today: 1",
        "This week: 1 next 7 days",
        "Open cases: 4 4 new this month",
    ]


def test_figures_are_whole_where_there_is_little_room(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    screen.warned.show()
    window.resize(window.minimumSize())
    cards = (*screen.cards.values(), screen.open_card)
    qtbot.waitUntil(lambda: window.size() == window.minimumSize())
    QApplication.processEvents()
    assert [card.height() >= card.minimumSizeHint().height() for card in cards] == [True] * 4


def test_a_card_shows_only_its_lines_and_all_again(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    screen.cards["late"].click()
    assert list(said(screen.table)) == ["Overdue, 1"]
    assert screen.everything.isVisible()
    screen.cards["late"].click()
    assert len(said(screen.table)) == 6


def test_a_limit_of_somebody_else_is_chased_not_late(busy: list[int], window: Window, qtbot: QtBot) -> None:
    table = screen_of(window, qtbot).table
    due = {cell(table, at, "what"): cell(table, at, "due") for at in range(table.model.rowCount())}
    late = next(text for what, text in due.items() if what.startswith("Decision at first instance"))
    assert late.startswith("May be chased")
    assert all("late" not in text for what, text in due.items() if "Follow-up" not in what)


def test_space_ticks_and_undo_brings_it_back(
    busy: list[int], window: Window, qtbot: QtBot, office: Office
) -> None:
    screen = screen_of(window, qtbot)
    assert screen.table.current().follow_up.what == CALL_BACK
    QTest.keyClick(screen.table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Overdue, 1" not in said(screen.table))
    assert screen.table.current().follow_up.what == ASK
    assert office.ask(case_file, busy[0]).follow_ups[0].done_on == TODAY
    qtbot.waitUntil(lambda: window._undo is not None)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Overdue, 1" in said(screen.table))
    assert office.ask(case_file, busy[0]).follow_ups[0].done_on is None


def test_enter_opens_the_case_at_its_deadlines(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    opened = window.current()
    assert isinstance(opened, CaseScreen)
    assert opened.tabs.current == "deadlines"


def test_the_clock_says_the_day_and_opens_its_case(busy: list[int], window: Window, qtbot: QtBot) -> None:
    rows = screen_of(window, qtbot).findChildren(ClockRow)
    assert [row.accessibleName().replace("\u2068", "").replace("\u2069", "") for row in rows] == [
        "Noor Fictief, day 30 of 42",
        "Milan Verzonnen, 18 days over",
    ]
    rows[0].click()
    assert isinstance(window.current(), CaseScreen)


def test_mine_colleagues_and_all(busy: list[int], office: Office, window: Window, qtbot: QtBot) -> None:
    with office.vault.writing() as session:
        session.add(Staff(id=2, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
    theirs = abduction(office, caseworker_id=2)
    follow_up(office, theirs, "Their own", -1)
    screen = screen_of(window, qtbot)
    counts = {}
    for scope, cases in (
        ("Colleagues", "Open cases: 1"),
        ("All", "Open cases: 5"),
        ("Mine", "Open cases: 4"),
    ):
        press(screen.scopes, scope)
        qtbot.waitUntil(partial(shows, screen, cases))
        counts[scope] = screen.cards["late"].accessibleName()
    assert [counts[scope].split()[1] for scope in ("Mine", "Colleagues", "All")] == ["1", "1", "2"]


def test_what_others_change_appears(busy: list[int], desk: Desk, window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    desk.do(add_entry, busy[1], "follow_up", {"what": "New one", "due": TODAY})
    qtbot.waitUntil(lambda: "Due today, 2" in said(screen.table))


@pytest.mark.parametrize(
    ("scheme", "scale", "size"), [("light", 100, (1280, 800)), ("dark", 150, (1440, 900))]
)
def test_it_fits_is_named_and_speaks(
    busy: list[int], window: Window, qtbot: QtBot, scheme: str, scale: int, size: tuple[int, int]
) -> None:
    look.choose(scheme, scale)
    window.resize(*size)
    screen = screen_of(window, qtbot)
    assert_accessible(screen)
    assert_speaks(screen, data={"1", "4", "An Peeters"})
    assert screen.table.view.horizontalScrollBar().maximum() == 0
