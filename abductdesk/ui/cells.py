"""What a table row says and how it is painted: two lines, pills, icons, avatars, tags, group headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from abductdesk.ui.icons import paint_icon
from abductdesk.ui.painting import paint_avatar, paint_pill, pill_size
from abductdesk.ui.texts import Text, isolate, tongue, words
from abductdesk.ui.theme import look

if TYPE_CHECKING:
    from abductdesk.ui.rows import Model

PAD, INDENT = 16, 24


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows, from the leading edge: avatar, icon, tags, pill, then text over caption.

    `tone` colours pill and icon (accent, danger, warn, ok, neutral); `tags` are short codes in frames,
    joined by arrows ("NL", "FR"). What is shown by icon or colour alone is not said: add words.
    """

    text: Text = ""
    caption: Text = ""
    strong: bool = False
    pill: Text = ""
    tone: str = "neutral"
    icon: str = ""
    avatar: str = ""
    tags: tuple[str, ...] = ()
    second: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: key, title, how a row becomes a cell; `width` in px at 100 %, `stretch` its share of the
    rest; `sort` the key sent when its title is clicked; `drop` > 0 may hide, highest first."""

    key: str
    title: Text
    cell: Callable[[Any], Cell]
    width: int = 120
    stretch: int = 0
    sort: str = ""
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its rows."""

    title: Text
    icon: str
    tone: str
    rows: Sequence[Any] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cell in the language spoken, ready to paint; `said` is what a screen reader says."""

    text: str
    caption: str
    pill: str
    cell: Cell
    said: str


def speak_cell(cell: Cell) -> Spoken:
    """Say a cell in the language spoken now."""
    text, caption, pill = words(cell.text), words(cell.caption), words(cell.pill)
    parts = (cell.avatar if cell.avatar != text else "", " → ".join(cell.tags), pill, text, caption)
    said = ", ".join(part for part in parts if part)
    if tongue().right_to_left:  # names and dates keep their own direction inside the line
        text, caption, pill = isolate(text), isolate(caption), isolate(pill)
    return Spoken(text, caption, pill, cell, said)


def paint_header(
    painter: QPainter, rect: QRect, column: Column, down: bool | None, way: Qt.LayoutDirection, *, first: bool
) -> None:
    """A column title, with an arrow on the sorted one."""
    painter.save()
    painter.setLayoutDirection(way)
    painter.fillRect(rect, look.colour("surface"))
    painter.setPen(look.colour("border"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setFont(look.font("caption_strong"))
    painter.setPen(look.colour("text2"))
    pad = look.px(PAD if first else 8)
    inner = QStyle.visualRect(way, rect, rect.adjusted(pad, 0, -8, 0))
    metrics = QFontMetrics(look.font("caption_strong"))
    arrow = 0 if down is None else look.px(18)
    title = metrics.elidedText(words(column.title), Qt.TextElideMode.ElideRight, inner.width() - arrow)
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
    if down is not None:
        size, at = look.px(13), metrics.horizontalAdvance(title) + look.px(5)
        box = QRect(inner.left() + at, rect.center().y() - size // 2, size, size)
        paint_icon(painter, QStyle.visualRect(way, inner, box), "sort_down" if down else "sort_up", "text2")
    painter.restore()


class CellPainter(QStyledItemDelegate):
    """Paints from the model's cells directly: `data()` is not asked while painting."""

    def __init__(self, view: QAbstractItemView, model: Model) -> None:
        super().__init__(view)
        self._view, self._rows = view, model
        self._hovered = -1
        self.dress()

    def dress(self) -> None:
        """Take over the theme's fonts and colours."""
        self._body, self._caption = QFontMetrics(look.font("body")), QFontMetrics(look.font("caption"))
        self._strong = QFontMetrics(look.font("strong"))
        self._hairline = QPen(look.colour("hairline"))

    def hover(self, row: int) -> None:
        """The row below the pointer."""
        if row != self._hovered:
            self._hovered = row
            self._view.viewport().update()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(look.px(100), look.px(54))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        at, column, rect = index.row(), index.column(), option.rect
        way = self._view.layoutDirection()
        painter.save()
        painter.setLayoutDirection(way)
        painter.setClipRect(rect)
        group = self._rows.group_at(at)
        if group is not None:
            self._paint_group(painter, rect, group, way)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_ground(painter, rect, at, column, chosen, way)
            cells = self._rows.cells(at)
            pad = look.px(PAD + (INDENT if self._rows.grouped else 0)) if column == 0 else look.px(8)
            inner = rect.adjusted(pad, 0, -look.px(8), 0)
            if cells is None:
                self._paint_waiting(painter, QStyle.visualRect(way, rect, inner))
            else:
                self._paint_cell(painter, rect, inner, cells[column], way)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, at: int, column: int, chosen: bool, way: Qt.LayoutDirection
    ) -> None:
        if chosen:
            painter.fillRect(rect, look.colour("selection" if self._view.hasFocus() else "neutral_soft"))
        elif at == self._hovered:
            painter.fillRect(rect, look.colour("hover"))
        start = rect.left()
        if column == 0:
            if chosen:
                bar = QRect(rect.left(), rect.top(), look.px(3), rect.height())
                painter.fillRect(QStyle.visualRect(way, rect, bar), look.colour("accent"))
            start += look.px(PAD + (INDENT if self._rows.grouped else 0))
        hair = QRect(start, rect.bottom(), rect.right() - start + 1, 1)
        painter.fillRect(QStyle.visualRect(way, rect, hair), self._hairline.color())

    def _paint_waiting(self, painter: QPainter, inner: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("neutral_soft"))
        high = look.px(10)
        painter.drawRoundedRect(
            QRect(inner.left(), inner.center().y() - high // 2, min(inner.width(), look.px(120)), high), 4, 4
        )

    def _paint_group(self, painter: QPainter, rect: QRect, group: Group, way: Qt.LayoutDirection) -> None:
        size = look.px(16)
        icon = QRect(rect.left() + look.px(PAD), rect.center().y() - size // 2 + 1, size, size)
        paint_icon(painter, QStyle.visualRect(way, rect, icon), group.icon, group.tone)
        title = words(group.title)
        font = look.font("strong")
        room = rect.adjusted(look.px(PAD + INDENT), 0, 0, 0)
        painter.setFont(font)
        painter.setPen(look.colour(f"{group.tone}_text"))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QStyle.visualRect(way, rect, room), line, title)
        room.setLeft(room.left() + self._strong.horizontalAdvance(title) + look.px(8))
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text3"))
        painter.drawText(QStyle.visualRect(way, rect, room), line, str(len(group.rows)))

    def _paint_cell(
        self, painter: QPainter, rect: QRect, inner: QRect, said: Spoken, way: Qt.LayoutDirection
    ) -> None:
        cell, left = said.cell, inner.left()
        middle = rect.center().y() + 1

        def place(width: int, height: int) -> QRect:
            nonlocal left
            box = QRect(left, middle - height // 2, width, height)
            left += width + look.px(8)
            return QStyle.visualRect(way, rect, box)

        if cell.avatar:
            paint_avatar(painter, place(look.px(26), look.px(26)), cell.avatar)
        if cell.icon and not said.pill:
            paint_icon(painter, place(look.px(15), look.px(15)), cell.icon, cell.tone)
        if cell.tags:
            self._paint_tags(painter, cell.tags, place)
        if said.pill:
            size = pill_size(said.pill, cell.icon)
            width = min(size.width(), max(look.px(30), inner.right() - left + 1))
            paint_pill(painter, place(width, size.height()), said.pill, cell.tone, cell.icon)
        if said.text or said.caption:
            room = QRect(left, rect.top(), inner.right() - left + 1, rect.height())
            self._paint_texts(painter, QStyle.visualRect(way, rect, room), said)

    def _paint_tags(self, painter: QPainter, tags: Sequence[str], place: Callable[[int, int], QRect]) -> None:
        metrics = QFontMetrics(look.font("caption_strong"))
        for at, tag in enumerate(tags):
            if at:
                paint_icon(painter, place(look.px(13), look.px(13)), "arrow", "text3")
            box = place(metrics.horizontalAdvance(tag) + look.px(12), look.px(20))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(look.colour("input_border"))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
            painter.setPen(look.colour("text2"))
            painter.setFont(look.font("caption_strong"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)

    def _paint_texts(self, painter: QPainter, room: QRect, said: Spoken) -> None:
        # not clipped: the dots of what is cut off may come from a higher font and push an Ü's dots out
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip
        strong = said.cell.strong
        metrics = self._strong if strong else self._body
        high, low = metrics.height() + look.px(1), self._caption.height() if said.caption else 0
        top = room.center().y() - (high + low) // 2 + 1
        painter.setFont(look.font("strong" if strong else "body"))
        ink = "text"
        if said.cell.icon and not said.pill and said.cell.tone in ("danger", "warn"):
            ink = f"{said.cell.tone}_text"
        elif said.cell.second or said.pill:
            ink = "text2"
        painter.setPen(look.colour(ink))
        first = QRect(room.left(), top, room.width(), high)
        painter.drawText(
            first, line, metrics.elidedText(said.text, Qt.TextElideMode.ElideRight, room.width())
        )
        if said.caption:
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("text3"))
            text = self._caption.elidedText(said.caption, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top + high, room.width(), low), line, text)
