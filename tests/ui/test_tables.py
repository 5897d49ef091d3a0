"""Tables: in memory, in groups, and 100,000 rows by pages."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.i18n import L
from abductdesk.ui.cards import EmptyState
from abductdesk.ui.rows import PAGE, PAGES_KEPT
from abductdesk.ui.tables import Cell, Column, Group, Table
from abductdesk.ui.texts import Pseudo, speak
from abductdesk.ui.theme import look
from tests.ui.helpers import assert_accessible

ENTER, HOME, END, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Down


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    days: int = 0


def named(row: Row) -> Cell:
    return Cell(row.name, f"PMB-{row.id}", strong=True)


def late(row: Row) -> Cell:
    return Cell(pill=L("{n} days late", n=row.days), tone="danger", icon="late")


COLUMNS = [
    Column("name", L("Case"), named, 160, stretch=2, sort="name"),
    Column("due", L("Due"), late, 150),
    Column("way", L("From → to"), lambda row: Cell(tags=("BE", "FR")), 130, drop=1),
    Column("who", L("Owner"), lambda row: Cell(avatar="An Peeters"), 70, drop=2),
]  # fmt: skip
ROWS = [Row(5, "Noor"), Row(6, "Milan", 2), Row(7, "Zoë", 1)]


def table(qtbot: QtBot, **more: Any) -> Table:
    made = Table(COLUMNS, name=L("Cases"), **more)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    QApplication.processEvents()
    return made


class Pages:
    """The reader's side of a paged table: keeps what was asked until it is answered."""

    def __init__(self) -> None:
        self.asked: list[tuple[array[int], Callable[[Mapping[int, Row]], None]]] = []

    def fetch(self, ids: array[int], deliver: Callable[[Mapping[int, Row]], None]) -> None:
        self.asked.append((ids, deliver))

    def answer(self) -> None:
        for ids, deliver in self.asked:
            deliver({id: Row(id, f"Case {id}") for id in ids})
        self.asked.clear()


def test_rows_are_said_column_by_column(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    said = made.model.data(made.model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Case: Milan, PMB-6; Due: 2 days late; From → to: BE → FR; Owner: An Peeters"
    assert_accessible(made)


def test_the_language_changes_what_is_said_and_the_titles(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    with qtbot.waitSignal(made.model.headerDataChanged):
        speak(Pseudo())
    assert "⟦2 days late" in made.model.data(made.model.index(1, 1))
    assert made.model.headerData(0, Qt.Orientation.Horizontal).startswith("⟦Case")


def test_enter_and_double_click_open_the_row(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    made.select(0)
    QTest.keyClick(made.view, DOWN)
    with qtbot.waitSignal(made.opened) as opened:
        QTest.keyClick(made.view, ENTER)
    assert opened.args == [ROWS[1]]
    place = QPoint(40, made.view.rowViewportPosition(2) + 10)
    QTest.mouseClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(made.opened) as opened:
        QTest.mouseDClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [ROWS[2]]


def test_home_and_end_pass_over_headings(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_groups(
        [
            Group(L("Overdue"), "late", "danger", ROWS[:2]),
            Group(L("Never"), "due", "warn"),
            Group(L("Later"), "ok", "ok", ROWS[2:]),
        ]
    )
    assert made.model.rowCount() == 5
    QTest.keyClick(made.view, HOME)
    assert made.current() == ROWS[0]
    QTest.keyClick(made.view, END)
    assert made.current() == ROWS[2]
    assert made.model.data(made.model.index(0, 0)) == "Overdue, 2"
    assert made.view.rowHeight(0) == 36 < made.view.rowHeight(1) == 54


def test_arrows_pass_over_headings_too(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_groups(
        [Group(L("Overdue"), "late", "danger", ROWS[:2]), Group(L("Later"), "ok", "ok", ROWS[2:])]
    )
    made.select(0)
    for _ in range(2):
        QTest.keyClick(made.view, DOWN)
    assert made.current() == ROWS[2]


def test_the_selected_row_stays_selected_when_the_list_is_shown_anew(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    made.select(2)
    made.show_rows([Row(9, "New"), *ROWS])
    assert made.current() == ROWS[2]


def test_a_click_on_a_title_asks_for_another_order(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    header = made.view.horizontalHeader().viewport()
    asked = []
    made.sort_wanted.connect(lambda key, down: asked.append((key, down)))
    for at in (30, 30, made.view.columnViewportPosition(1) + 10):  # the second column has no sort key
        QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
    assert asked == [("name", False), ("name", True)]


def test_columns_that_matter_less_go_first_when_it_is_narrow(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    hidden = {}
    for width in (800, 490, 400, 300):
        made.resize(width, 300)
        QApplication.processEvents()
        hidden[width] = [column.key for at, column in enumerate(COLUMNS) if made.view.isColumnHidden(at)]
    assert hidden == {800: [], 490: ["who"], 400: ["way", "who"], 300: ["way", "who"]}


def test_nothing_to_show_shows_what_to_do(qtbot: QtBot) -> None:
    nothing = EmptyState("cases", L("No cases yet"), L("They come here."))
    made = table(qtbot, empty=nothing)
    made.show_rows([])
    assert made.currentWidget() is nothing
    made.show_rows(ROWS)
    assert made.currentWidget() is made.view


def test_a_hundred_thousand_rows_paint_at_once_and_fetch_only_what_is_seen(qtbot: QtBot) -> None:
    made, pages = table(qtbot), Pages()
    ids = array("q", range(1_000_000, 1_100_000))
    begun = perf_counter()
    made.show_ids(ids, pages.fetch)
    made.view.grab()
    assert perf_counter() - begun < 1.0
    assert [len(asked) for asked, _ in pages.asked] == [PAGE]
    assert made.current() is None and made.model.cells(0) is None
    pages.answer()
    assert made.model.cells(0) is not None
    QTest.keyClick(made.view, END)
    made.view.grab()
    assert [asked[-1] for asked, _ in pages.asked] == [1_099_999]
    pages.answer()
    assert made.current() == Row(1_099_999, "Case 1099999")


def test_scrolling_through_everything_keeps_memory_small(qtbot: QtBot) -> None:
    made, pages = table(qtbot), Pages()
    made.show_ids(array("q", range(20_000)), pages.fetch)
    for at in range(0, 20_000, PAGE):
        made.model.want(at, at + 10)
        pages.answer()
    assert len(made.model._pages) == PAGES_KEPT


def test_a_late_answer_to_an_old_snapshot_is_dropped(qtbot: QtBot) -> None:
    made, pages = table(qtbot), Pages()
    made.show_ids(array("q", [1, 2]), pages.fetch)
    made.view.grab()
    made.show_ids(array("q", [3]), pages.fetch)
    made.view.grab()
    old, new = pages.asked
    new[1]({3: Row(3, "new")})
    old[1]({1: Row(1, "old"), 2: Row(2, "old")})
    assert made.model.row_at(0) == Row(3, "new")


def test_it_is_painted_from_the_right_where_one_reads_so(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_rows(ROWS)
    made.select(0)

    def bar_is_left() -> bool:
        picture = made.view.viewport().grab().toImage()
        middle = made.view.rowHeight(0) // 2
        return picture.pixelColor(1, middle) == look.colour("accent")

    assert bar_is_left()
    speak(Pseudo())
    QApplication.processEvents()
    assert not bar_is_left()
    picture = made.view.viewport().grab().toImage()
    assert picture.pixelColor(picture.width() - 2, made.view.rowHeight(0) // 2) == look.colour("accent")


def test_larger_text_makes_rows_higher(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.show_groups([Group(L("Overdue"), "late", "danger", ROWS)])
    look.choose(scale=200)
    assert (made.view.rowHeight(0), made.view.rowHeight(1)) == (72, 108)
