"""The list of cases: searched, filtered, sorted, opened; thousands without a pause."""

from __future__ import annotations

from array import array
from dataclasses import replace
from functools import partial
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.caselist import Filter, case_list
from abductdesk.actions.cases import NewCase, change_case, open_case, void_case
from abductdesk.actions.office import Office
from abductdesk.terms import CaseKind, Priority, Stage
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.cases import Cases
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, cell, open_window, press


@pytest.fixture
def filled(office: Office) -> list[int]:
    """Three open cases and one void one."""
    ids = [abduction(office), abduction(office, "Noor", "Fictief", requested_state="NL", seised=10)]
    ids.append(
        int(office.do(open_case, NewCase({"kind": CaseKind.ACCESS, "priority": Priority.URGENT})).result)
    )
    void = abduction(office, "Amal", "Verzonnen")
    office.do(void_case, void, seen=1, reason="twice")
    return [*ids, void]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "cases")


def screen_of(window: Window, qtbot: QtBot, rows: int) -> Cases:
    screen = window.current()
    assert isinstance(screen, Cases)
    waits_for(screen, qtbot, rows)
    return screen


def waits_for(screen: Cases, qtbot: QtBot, rows: int) -> None:
    def there() -> bool:
        model = screen.table.model
        return model.rowCount() == rows and (not rows or model.row_at(0) is not None)

    qtbot.waitUntil(there)


def names(screen: Cases) -> list[str]:
    rows = (screen.table.model.row_at(at) for at in range(screen.table.model.rowCount()))
    return [row.names or row.reference for row in rows]


def first_says(screen: Cases, words: str) -> bool:
    return words in str(screen.table.model.index(0, 0).data())


def test_without_cases_it_offers_the_first(window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot, 0)
    qtbot.waitUntil(lambda: screen.stack.currentIndex() == 1)
    assert "Open the first case" in shown_texts(screen)


def test_the_nearest_deadline_comes_first(filled: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot, 3)
    assert names(screen) == ["Noor Fictief", "Lina Voorbeeld", "PMB-2026-0003"]
    assert cell(screen.table, 0, "states") == "BE → NL"
    assert cell(screen.table, 1, "next") == "In 2 months, One year to start return proceedings"
    assert cell(screen.table, 2, "case") == "PMB-2026-0003, Access across borders · Urgent"


def test_typing_finds_and_nothing_found_offers_a_way_back(
    filled: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot, 3)
    assert screen.search.hasFocus()
    QTest.keyClicks(screen.search, "fict")
    waits_for(screen, qtbot, 1)
    assert names(screen) == ["Noor Fictief"]
    QTest.keyClicks(screen.search, "xxx")
    waits_for(screen, qtbot, 0)
    assert "Nothing found" in shown_texts(screen)
    press(screen.table, "Clear filters")
    waits_for(screen, qtbot, 3)
    assert screen.search.text() == ""


def test_filters_narrow_together(filled: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot, 3)
    screen.combos["kind"].setCurrentIndex(screen.combos["kind"].values().index(CaseKind.REMOVAL))
    waits_for(screen, qtbot, 2)
    screen.combos["state"].setCurrentIndex(screen.combos["state"].values().index("NL"))
    waits_for(screen, qtbot, 1)
    assert names(screen) == ["Noor Fictief"]
    press(screen, "Clear filters")
    waits_for(screen, qtbot, 3)


def test_which_cases_with_their_counts(filled: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot, 3)
    press(screen.which, "Void 1")
    waits_for(screen, qtbot, 1)
    assert names(screen) == ["Amal Verzonnen"]
    press(screen.which, "All 4")
    waits_for(screen, qtbot, 4)


def test_a_header_sorts_and_turns_round(filled: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot, 3)
    header = screen.table.view.header
    for expected in ("PMB-2026-0001", "PMB-2026-0003"):
        header.sectionClicked.emit(0)
        qtbot.waitUntil(partial(first_says, screen, expected))


def test_enter_in_the_search_then_on_the_row_opens_it(
    filled: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot, 3)
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    assert isinstance(window.current(), CaseScreen)
    assert window._here == ("case", (filled[1], ""))


def test_a_change_elsewhere_shows(filled: list[int], desk: Desk, window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot, 3)
    desk.do(change_case, filled[1], seen=1, changes={"stage": Stage.MEDIATING})
    qtbot.waitUntil(
        lambda: screen.table.model.row_at(0) is not None and "Mediating" in cell(screen.table, 0, "stage")
    )


def test_everything_is_named_and_follows_the_language(
    filled: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot, 3)
    screen.search.setText("a")
    qtbot.waitUntil(screen.clear.isVisible)
    assert_accessible(screen)
    assert_speaks(screen)


def test_ids_are_shown_at_once_however_many(
    filled: list[int], window: Window, qtbot: QtBot, office: Office
) -> None:
    screen = screen_of(window, qtbot, 3)
    found = office.ask(case_list, Filter())
    many = replace(found, ids=array("q", [*found.ids, *range(1000, 101_000)]))
    begun = perf_counter()
    screen.show_list(many)
    QApplication.processEvents()
    assert perf_counter() - begun < 0.5
