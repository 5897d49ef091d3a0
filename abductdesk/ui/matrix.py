"""A table of numbers in which every number opens what it counts.

    matrix = Matrix(L("Deadlines by caseworker"))
    matrix.show_numbers(L("Caseworker"), columns, rows)     # columns: (key, title, tone); rows: Numbers
    matrix.opened.connect(self.show_lines)          # (row key, column key); the name opens (row key, None)

The arrow keys go from number to number; Enter, Space or a click opens it. A zero opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from abductdesk.ui.icons import paint_icon
from abductdesk.ui.painting import paint_avatar
from abductdesk.ui.texts import Text, bind, isolate, tongue, voice, words
from abductdesk.ui.theme import look

Index = QModelIndex | QPersistentModelIndex
ROW, HEADER, NAME, SMALLEST, WIDEST = 44, 38, 150, 56, 118
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Head:
    """A column of numbers: its key, title and the tone of its numbers."""

    key: Any
    title: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row: key, name, what stands below the name, its numbers by column, and its picture: an avatar or an
    icon."""

    key: Any
    name: Text
    caption: Text
    numbers: Mapping[Any, int]
    avatar: bool = False
    icon: str = ""


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first: Text = ""
        self.heads: Sequence[Head] = ()
        self.rows: Sequence[Numbers] = ()

    def show(self, first: Text, heads: Sequence[Head], rows: Sequence[Numbers]) -> None:
        self.beginResetModel()
        self.first, self.heads, self.rows = first, heads, rows
        self.endResetModel()

    def number(self, index: Index) -> int:
        """The number in a cell; in the first column the sum counts as one thing that can be opened."""
        row = self.rows[index.row()]
        if index.column() == 0:
            return 1
        return row.numbers.get(self.heads[index.column() - 1].key, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        return 0 if parent.isValid() or not self.heads else len(self.heads) + 1

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _SPOKEN):
            return None
        row = self.rows[index.row()]
        if index.column() == 0:
            said = (words(row.name), words(row.caption))
            return ", ".join(filter(None, said)) if role == _SPOKEN else said[0]
        number = tongue().value(self.number(index))
        if role == _DISPLAY:
            return number
        return f"{words(row.name)}, {words(self.heads[index.column() - 1].title)}: {number}"

    def headerData(self, at: int, way: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        if role in (_DISPLAY, _SPOKEN) and way == Qt.Orientation.Horizontal:
            return words(self.first if at == 0 else self.heads[at - 1].title)
        return None


class _Header(QHeaderView):
    def __init__(self, model: _Model) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._model = model
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: Any, at: int) -> None:  # noqa: N802
        painter.save()
        painter.fillRect(rect, look.colour("surface"))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(look.font("caption_strong"))
        painter.setPen(look.colour("text2"))
        side = Qt.AlignmentFlag.AlignLeft if at == 0 else Qt.AlignmentFlag.AlignRight
        way = self.layoutDirection()
        painter.setLayoutDirection(way)
        inner = QStyle.visualRect(way, rect, rect.adjusted(look.px(16 if at == 0 else 2), 0, -look.px(10), 0))
        title = str(self._model.headerData(at, Qt.Orientation.Horizontal))
        title = QFontMetrics(painter.font()).elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Matrix, model: _Model) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect, way = option.rect, self._view.layoutDirection()
        painter.setLayoutDirection(way)
        painter.setClipRect(rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver) and self._model.number(index)
        if chosen or over or self._marked(index):
            painter.fillRect(rect, look.colour("hover" if over and not chosen else "selection"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("hairline"))
        if index.column() == 0:
            self._paint_name(painter, rect, self._model.rows[index.row()], way)
        else:
            self._paint_number(painter, rect, index, way)
        if chosen:
            painter.setPen(look.colour("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -3))
        painter.restore()

    def _marked(self, index: Index) -> bool:
        column = self._model.heads[index.column() - 1].key if index.column() else None
        return self._view.marked == (self._model.rows[index.row()].key, column)

    def _paint_number(self, painter: QPainter, rect: QRect, index: Index, way: Qt.LayoutDirection) -> None:
        number = self._model.number(index)
        tone = self._model.heads[index.column() - 1].tone
        painter.setFont(look.font("strong" if number else "body"))
        painter.setPen(look.colour(f"{tone}_text" if number else "text3"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        inner = QStyle.visualRect(way, rect, rect.adjusted(0, 0, -look.px(10), 0))
        painter.drawText(inner, side, tongue().value(number) if number else "–")

    def _paint_name(self, painter: QPainter, rect: QRect, row: Numbers, way: Qt.LayoutDirection) -> None:
        left, size = rect.left() + look.px(16), look.px(26 if row.avatar else 16)
        picture = QRect(left, rect.center().y() - size // 2, size, size)
        if row.avatar:
            paint_avatar(painter, QStyle.visualRect(way, rect, picture), words(row.name))
        elif row.icon:
            paint_icon(painter, QStyle.visualRect(way, rect, picture), row.icon, "text2")
        room = rect.adjusted(look.px(16) + size + look.px(10), 0, -look.px(8), 0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        font, small = look.font("body"), look.font("caption")
        name, caption = isolate(words(row.name)), words(row.caption)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        metrics = QFontMetrics(font)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QStyle.visualRect(way, rect, room), side, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + look.px(8))
        painter.setFont(small)
        painter.setPen(look.colour("text3"))
        if QFontMetrics(small).horizontalAdvance(caption) <= room.width():
            painter.drawText(QStyle.visualRect(way, rect, room), side, caption)


class Matrix(QTableView):
    """See the top of the file."""

    opened = Signal(object, object)

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.marked: tuple[Any, Any] | None = None
        self.numbers = _Model(self)
        self.setModel(self.numbers)
        self.setHorizontalHeader(_Header(self.numbers))
        self.setItemDelegate(_Painter(self, self.numbers))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(8)
        self.clicked.connect(self.open_index)
        look.changed.connect(self._dress)
        voice.changed.connect(self.viewport().update)
        bind(self, "setAccessibleName", name)
        self._dress()

    def show_numbers(
        self,
        first: Text,
        heads: Sequence[Head],
        rows: Sequence[Numbers],
        marked: tuple[Any, Any] | None = None,
    ) -> None:
        """Show these numbers; the cell that was chosen stays chosen where it is still there. `marked` is the
        number (row key, column key) whose lines are shown elsewhere."""
        self.marked = marked
        at = self.currentIndex()
        kept = (self.numbers.rows[at.row()].key, at.column()) if at.isValid() else None
        self.numbers.show(first, heads, rows)
        place = next((n for n, row in enumerate(rows) if kept and row.key == kept[0]), 0)
        if rows:
            self.setCurrentIndex(self.numbers.index(place, kept[1] if kept else 1))
        self._fit()

    def open_index(self, index: QModelIndex) -> None:
        """Open what a number counts."""
        if index.isValid() and self.numbers.number(index):
            column = self.numbers.heads[index.column() - 1].key if index.column() else None
            self.opened.emit(self.numbers.rows[index.row()].key, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_index(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def wanted_height(self, most: int) -> int:
        """The height that shows so many rows at most."""
        return look.px(HEADER) + look.px(ROW) * min(most, len(self.numbers.rows)) + look.px(2)

    def _fit(self) -> None:
        """The names take what the numbers leave."""
        count, room = len(self.numbers.heads), self.viewport().width()
        if not count:
            return
        each = max(look.px(SMALLEST), min(look.px(WIDEST), (room - look.px(NAME)) // count))
        for at in range(count):
            self.setColumnWidth(at + 1, each)
        self.setColumnWidth(0, max(room - each * count, look.px(90)))

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look.px(ROW))
        self.horizontalHeader().setFixedHeight(look.px(HEADER))
        self._fit()
