"""One table for all lists, driven by column declarations; rows in memory, or pages of a snapshot of ids.

    table = Table([
        Column("name", L("Case"), lambda c: Cell(c.title, c.reference, strong=True), stretch=3, sort="title"),
        Column("due", L("Due"), lambda c: Cell(c.due, pill=L("2 days late"), tone="danger"), width=190),
        Column("who", L("Owner"), lambda c: Cell(avatar=c.owner), width=70, drop=1),
    ], name=L("Deadlines"), empty=EmptyState("deadline", L("Nothing due"), L("…")))
    table.show_rows(rows)                                   # in memory
    table.show_groups([Group(L("Overdue"), "late", "danger", rows), ...])
    table.show_ids(array("q", ids), fetch)                  # 10,000 and more: fetch(ids, deliver) asks the
                                                            # desk and calls deliver({id: row}) later
    table.opened.connect(self.open_row)                     # Enter or double click: the row
    table.sort_wanted.connect(self.ask_again)               # (sort key, descending): the query sorts

Cells are made once per row and kept; every row is two lines high. Columns with the highest `drop` hide first
when it is narrow.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QWidget,
)

from abductdesk.i18n import L
from abductdesk.ui.cells import Cell, CellPainter, Column, Group, paint_header
from abductdesk.ui.rows import Fetch, Model
from abductdesk.ui.texts import Text, bind, voice, words
from abductdesk.ui.theme import look

__all__ = ["Cell", "Column", "Fetch", "Group", "Table"]
ROW, TIGHT_ROW, GROUP, HEADER = 54, 40, 36, 38


class _Header(QHeaderView):
    """Column titles; the sorted one shows an arrow."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._columns = columns
        self.sorted_by: tuple[str, bool] = ("", False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), look.px(HEADER))

    def paintSection(self, painter: QPainter, rect: Any, at: int) -> None:  # noqa: N802
        column = self._columns[at]
        down = self.sorted_by[1] if column.sort and column.sort == self.sorted_by[0] else None
        paint_header(painter, rect, column, down, self.layoutDirection(), first=at == 0)


class _View(QTableView):
    def __init__(self, table: Table, model: Model, columns: Sequence[Column]) -> None:
        super().__init__()
        self._table = table
        self.header = _Header(columns)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.painting = CellPainter(self, model)
        self.setItemDelegate(self.painting)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(8)
        self.doubleClicked.connect(table.open_index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.open_index(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self.model().rowCount() - 1
            self._table.select(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        self._table.open_menu(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self.painting.hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._table.fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        self._table.ask_for_pages()


class Table(QStackedWidget):
    """The table and what stands in its place while there is nothing to show."""

    opened = Signal(object)
    selected = Signal(object)
    sort_wanted = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: Text,
        empty: QWidget | None = None,
        menu: Callable[[Any], Sequence[QAction]] | None = None,
        sort: tuple[str, bool] = ("", False),
        tight: bool = False,
    ) -> None:
        super().__init__()
        self._columns, self._menu, self._tight = tuple(columns), menu, tight
        self.model = Model(self._columns, self)
        self.view = _View(self, self.model, self._columns)
        self.view.header.sorted_by = sort
        self.addWidget(self.view)
        if empty is not None:
            self.addWidget(empty)
        bind(self.view, "setAccessibleName", name)
        self.view.header.sectionClicked.connect(self._header_clicked)
        self.view.selectionModel().currentRowChanged.connect(self._row_changed)
        self.view.entered.connect(lambda index: self.view.painting.hover(index.row()))
        look.changed.connect(self._dress)
        voice.changed.connect(self.model.speak_again)
        self.setFocusProxy(self.view)
        self._dress()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the row that was selected stays selected where it is still there."""
        self._show(lambda: self.model.show_rows(rows))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show rows below headings; empty groups are left out."""
        self._show(lambda: self.model.show_groups(groups))

    def show_ids(self, ids: array[int], fetch: Fetch) -> None:
        """Show a snapshot of ids; `fetch(ids, deliver)` gets one page of ids when it comes into sight."""
        self._show(lambda: self.model.show_ids(ids, fetch))

    def refetch(self) -> None:
        """Ask again for the pages in sight, keeping the snapshot."""
        self.model.refetch()
        self.view.viewport().update()

    def current(self) -> Any:
        """The selected row, or None."""
        return self.model.row_at(self.view.currentIndex().row())

    def select(self, at: int) -> None:
        """Select a row by position and bring it into sight."""
        at = self.model.nearest_row(at)
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at, 0))
            self.view.scrollTo(self.model.index(at, 0))

    def key_of(self, at: int) -> str:
        """The key of the column at a position, for example where one clicked."""
        return self._columns[at].key

    def open_index(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.opened.emit(row)

    def open_menu(self, at: QPoint) -> None:
        """What can be done with the row, and sorting for those who use no mouse."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = self.current()
        if row is not None and self._menu is not None:
            menu.addActions(list(self._menu(row)))
            menu.addSeparator()
        for at_column, column in enumerate(self._columns):
            if column.sort:
                action = menu.addAction(words(L("Sort by {column}", column=words(column.title))))
                action.triggered.connect(lambda _=False, at_column=at_column: self._header_clicked(at_column))
        if not menu.isEmpty():
            menu.popup(at)

    def ask_for_pages(self) -> None:
        first, last = self.view.rowAt(0), self.view.rowAt(self.view.viewport().height() - 1)
        self.model.want(max(first, 0), last if last >= 0 else self.model.rowCount() - 1)

    def fit_columns(self) -> None:
        """Share the width: fixed columns as declared, the rest by their stretch; hide what does not fit."""
        shown = list(self._columns)
        room = self.view.viewport().width()
        for column in sorted((c for c in self._columns if c.drop), key=lambda c: -c.drop):
            if sum(look.px(c.width) for c in shown) > room:
                shown.remove(column)
        wanted = sum(look.px(c.width) for c in shown)
        rest = max(0, room - wanted)
        squeeze = min(1.0, room / max(1, wanted))  # nothing scrolls sideways: texts are cut instead
        shares = sum(c.stretch for c in shown) or 1
        for at, column in enumerate(self._columns):
            self.view.setColumnHidden(at, column not in shown)
            width = int(look.px(column.width) * squeeze)
            self.view.setColumnWidth(at, width + rest * column.stretch // shares)

    def _show(self, change: Callable[[], None]) -> None:
        kept = self.model.key_at(self.view.currentIndex().row())
        self.view.clearSpans()
        change()
        rows = self.view.verticalHeader()
        for at in range(self.model.rowCount()) if self.model.grouped else ():
            heading = self.model.group_at(at) is not None
            rows.resizeSection(at, look.px(GROUP) if heading else rows.defaultSectionSize())
            if heading:
                self.view.setSpan(at, 0, 1, len(self._columns))
        self.setCurrentIndex(0 if self.model.rowCount() or self.count() == 1 else 1)
        at = self.model.find(kept) if kept is not None else -1
        if at >= 0:
            self.view.setCurrentIndex(self.model.index(at, 0))

    def _dress(self) -> None:
        self.view.painting.dress()
        rows = self.view.verticalHeader()
        rows.setDefaultSectionSize(look.px(TIGHT_ROW if self._tight else ROW))
        if self.model.grouped:
            for at in range(self.model.rowCount()):
                heading = self.model.group_at(at) is not None
                rows.resizeSection(at, look.px(GROUP) if heading else rows.defaultSectionSize())
        self.fit_columns()

    def _header_clicked(self, at: int) -> None:
        key = self._columns[at].sort
        if key:
            was, down = self.view.header.sorted_by
            self.view.header.sorted_by = (key, not down if was == key else False)
            self.view.header.viewport().update()
            self.sort_wanted.emit(*self.view.header.sorted_by)

    def _row_changed(self, index: QModelIndex, _was: QModelIndex) -> None:
        self.selected.emit(self.model.row_at(index.row()))
