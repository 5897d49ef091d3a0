"""The model behind `Table`: rows in memory with groups, or pages fetched for a snapshot of ids."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from abductdesk.ui.cells import Column, Group, Spoken, speak_cell
from abductdesk.ui.texts import words

Fetch = Callable[["array[int]", Callable[[Mapping[int, Any]], None]], None]
PAGE, PAGES_KEPT, CELLS_KEPT = 200, 24, 4000
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Model(QAbstractTableModel):
    """Rows by position. `row_at` is None for headings and for rows that are still on their way."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[Any] = []
        self._ids: array[int] | None = None
        self._fetch: Fetch | None = None
        self._pages: OrderedDict[int, Mapping[int, Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._snapshot = 0
        self._cells: dict[int, tuple[Spoken, ...]] = {}
        self.grouped = False

    def show_rows(self, rows: Sequence[Any]) -> None:
        self._reset(list(rows), grouped=False)

    def show_groups(self, groups: Sequence[Group]) -> None:
        flat: list[Any] = []
        for group in groups:
            if group.rows:
                flat += [group, *group.rows]
        self._reset(flat, grouped=True)

    def show_ids(self, ids: array[int], fetch: Fetch) -> None:
        self._reset([], grouped=False, ids=ids, fetch=fetch)

    def _reset(
        self, rows: list[Any], grouped: bool, ids: array[int] | None = None, fetch: Fetch | None = None
    ) -> None:
        self.beginResetModel()
        self._rows, self.grouped, self._ids, self._fetch = rows, grouped, ids, fetch
        self._drop_pages()
        self.endResetModel()

    def _drop_pages(self) -> None:
        self._snapshot += 1
        self._pages.clear()
        self._asked.clear()
        self._cells.clear()

    def refetch(self) -> None:
        self._drop_pages()

    def speak_again(self) -> None:
        """Another language: the cells and the titles are said anew."""
        self._cells.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self._columns) - 1))

    def row_at(self, at: int) -> Any:
        """The row at a position; None where there is none to open."""
        if at < 0:
            return None
        if self._ids is not None:
            if at >= len(self._ids):
                return None
            page = self._pages.get(at // PAGE)
            return None if page is None else page.get(self._ids[at])
        row = self._rows[at] if at < len(self._rows) else None
        return None if isinstance(row, Group) else row

    def group_at(self, at: int) -> Group | None:
        if not self.grouped or not 0 <= at < len(self._rows):
            return None
        row = self._rows[at]
        return row if isinstance(row, Group) else None

    def nearest_row(self, at: int) -> int:
        """The first position from here on that is not a heading."""
        while self.group_at(at) is not None:
            at += 1
        return at if 0 <= at < self.rowCount() else -1

    def key_at(self, at: int) -> Any:
        """What a row is known by when the list is shown anew: its id."""
        if self._ids is not None:
            return self._ids[at] if 0 <= at < len(self._ids) else None
        row = self.row_at(at)
        return None if row is None else getattr(row, "id", row)

    def find(self, key: Any) -> int:
        if self._ids is not None:
            try:
                return self._ids.index(key)
            except (ValueError, TypeError):
                return -1
        return next((at for at, row in enumerate(self._rows) if getattr(row, "id", row) == key), -1)

    def cells(self, at: int) -> tuple[Spoken, ...] | None:
        """What the row says, in the language spoken; None while it is on its way."""
        found = self._cells.get(at)
        if found is not None:
            return found
        row = self.row_at(at)
        if row is None:
            return None
        if len(self._cells) >= CELLS_KEPT:
            self._cells.clear()
        made = tuple(speak_cell(column.cell(row)) for column in self._columns)
        self._cells[at] = made
        return made

    def want(self, first: int, last: int) -> None:
        """These positions are in sight: fetch the pages that are missing."""
        if self._ids is None or self._fetch is None or not len(self._ids):
            return
        for page in range(first // PAGE, min(last, len(self._ids) - 1) // PAGE + 1):
            if page in self._pages:
                self._pages.move_to_end(page)
            elif page not in self._asked:
                self._asked.add(page)
                self._ask(page)

    def _ask(self, page: int) -> None:
        ids, fetch, snapshot = self._ids, self._fetch, self._snapshot
        if ids is None or fetch is None:
            return

        def deliver(rows: Mapping[int, Any]) -> None:
            if snapshot == self._snapshot:
                self._take(page, rows)

        fetch(ids[page * PAGE : (page + 1) * PAGE], deliver)

    def _take(self, page: int, rows: Mapping[int, Any]) -> None:
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, self.rowCount()) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self._columns) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        if parent.isValid():
            return 0
        return len(self._rows) if self._ids is None else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _ACCESSIBLE):
            return None
        group = self.group_at(index.row())
        if group is not None:
            return f"{words(group.title)}, {len(group.rows)}" if index.column() == 0 else ""
        cells = self.cells(index.row())
        if cells is None:
            return ""
        if role == _ACCESSIBLE and index.column() == 0:
            said = (
                f"{words(c.title)}: {cell.said}"
                for c, cell in zip(self._columns, cells, strict=True)
                if cell.said
            )
            return "; ".join(said)
        return cells[index.column()].said

    def headerData(self, at: int, way: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        if role in (_DISPLAY, _ACCESSIBLE) and way == Qt.Orientation.Horizontal:
            return words(self._columns[at].title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.group_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags  # the arrow keys pass over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
