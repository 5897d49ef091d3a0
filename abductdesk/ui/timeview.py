"""What a timeline shows and how it is painted; `timeline.py` adds keyboard and mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from abductdesk.i18n import L
from abductdesk.ui.painting import paint_pill, paint_ring, pill_size
from abductdesk.ui.scale import Scale, ticks
from abductdesk.ui.texts import Text, tongue, voice, words
from abductdesk.ui.theme import look

ROW, FIRST, HEAD, FOOT = 38, 60, 34, 28
NAMES = (150, 280)


@dataclass(frozen=True, slots=True)
class Bar:
    """One limit from `start` to `end`. `light`: it binds somebody else; `said` is all of it in words."""

    key: Any
    name: Text
    start: date
    end: date
    tone: str
    inside: Text
    said: Text
    light: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One event."""

    day: date
    said: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Stop:
    """Where Left and Right stop: a day, the row (0 is the row of events), what is said, the key of a bar."""

    day: date
    row: int
    said: Text
    key: Any = None


class TimelineView(QWidget):
    """Rows of events and limits along time. `_at` is the stop that the keyboard is on."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self._marks: Sequence[Mark] = ()
        self._today = date.min
        self._span = "year"
        self._stops: list[Stop] = []
        self._at = -1
        self._ring = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        voice.changed.connect(self.update)
        look.changed.connect(self.updateGeometry)

    def show_lines(self, bars: Sequence[Bar], marks: Sequence[Mark], today: date) -> None:
        """Replace what is shown."""
        self._bars, self._marks, self._today = tuple(bars), tuple(marks), today
        self._collect()

    def show_span(self, span: str) -> None:
        """How much time is shown: "quarter", "year" or "all"."""
        self._span = span
        self._collect()

    def stops(self) -> list[str]:
        """Everything one can stop at, in words, for tests and readers."""
        return [words(stop.said) for stop in self._stops]

    def _collect(self) -> None:
        self._scale = Scale.around(
            self._span,
            self._today,
            [*(bar.start for bar in self._bars), *(mark.day for mark in self._marks)],
            [bar.end for bar in self._bars],
        )
        stops = [Stop(mark.day, 0, mark.said) for mark in self._marks]
        stops += [Stop(bar.end, at + 1, bar.said, bar.key) for at, bar in enumerate(self._bars)]
        self._stops = sorted(stops, key=lambda stop: (stop.day, stop.row))
        self._at = -1
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(600), look.px(HEAD + FIRST + ROW * len(self._bars) + FOOT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(360), self.sizeHint().height())

    def _field(self) -> QRect:
        names = self._names()
        return QRect(names, 0, max(self.width() - names - look.px(12), 40), self.height())

    def _names(self) -> int:
        """The width of the column of names: about a quarter, within bounds."""
        return min(max(self.width() // 4, look.px(NAMES[0])), look.px(NAMES[1]))

    def _x(self, day: date) -> float:
        field = self._field()
        along = min(max(self._scale.place(day), 0.0), 1.0)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return self.width() - field.left() - along * field.width()
        return field.left() + along * field.width()

    def _top(self, row: int) -> int:
        return look.px(HEAD) + (look.px(FIRST) + (row - 1) * look.px(ROW) if row else 0)

    def _middle(self, row: int) -> float:
        """Where the dates of a row stand: the events leave room for their words below."""
        return self._top(row) + (look.px(ROW) / 2 if row else look.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._today == date.min:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        self._paint_grid(painter)
        self._paint_name(painter, 0, L("Events"), light=False)
        for at, bar in enumerate(self._bars, 1):
            self._paint_name(painter, at, bar.name, light=bar.light)
            self._paint_bar(painter, at, bar)
        self._paint_today(painter)
        self._paint_marks(painter)
        self._paint_stop(painter)
        if self._ring:
            painter.end()
            paint_ring(self)

    def _paint_grid(self, painter: QPainter) -> None:
        bottom = self._top(len(self._bars) + 1)
        painter.setFont(look.font("caption"))
        for day, text in ticks(self._scale, tongue(), self._field().width() // look.px(62)):
            x = round(self._x(day))
            painter.setPen(look.colour("hairline"))
            painter.drawLine(x, look.px(HEAD - 6), x, bottom)
            painter.setPen(look.colour("text3"))
            box = QRect(x - look.px(50), 0, look.px(100), look.px(HEAD - 8))
            if abs(x - self._x(self._today)) > look.px(48):  # there stands “Today”
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(look.colour("hairline"))
        for row in range(len(self._bars) + 2):
            painter.drawLine(0, self._top(row), self.width(), self._top(row))

    def _paint_name(self, painter: QPainter, row: int, name: Text, *, light: bool) -> None:
        font = look.font("body" if light else "strong")
        painter.setFont(font)
        painter.setPen(look.colour("text2" if light else "text"))
        high = self._top(row + 1) - self._top(row)
        whole = QRect(0, self._top(row), self.width(), high)
        box = QRect(look.px(4), self._top(row), self._names() - look.px(14), high)
        text = QFontMetrics(font).elidedText(words(name), Qt.TextElideMode.ElideRight, box.width())
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QStyle.visualRect(self.layoutDirection(), whole, box), line, text)

    def _paint_bar(self, painter: QPainter, row: int, bar: Bar) -> None:
        one, other = sorted((self._x(bar.start), self._x(bar.end)))
        high = look.px(14 if bar.light else 22)
        box = QRectF(one, self._top(row) + (look.px(ROW) - high) / 2, max(other - one, look.px(4)), high)
        edge, radius = look.colour(bar.tone), 5 if not bar.light else high / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{bar.tone}_soft"))
        painter.drawRoundedRect(box, radius, radius)
        today = self._x(min(max(self._today, bar.start), bar.end))
        start = self._x(bar.start)
        past = QRectF(min(start, today), box.top(), abs(today - start), high)
        shade = QColor(edge)
        shade.setAlpha(90 if not bar.light else 60)
        painter.setBrush(shade)
        painter.drawRoundedRect(past, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(box, radius, radius)
        self._paint_inside(painter, bar, box)

    def _paint_inside(self, painter: QPainter, bar: Bar, box: QRectF) -> None:
        """The words of a bar: in it where there is room, else beside it."""
        font = look.font("caption" if bar.light else "caption_strong")
        metrics, text = QFontMetrics(font), words(bar.inside)
        wide = metrics.horizontalAdvance(text) + look.px(12)
        painter.setFont(font)
        painter.setPen(look.colour("text2" if bar.light else f"{bar.tone}_text"))
        top, high = box.center().y() - look.px(ROW) / 2, look.px(ROW)
        mirrored, gap = self.layoutDirection() is Qt.LayoutDirection.RightToLeft, look.px(8)
        outside = box.left() - wide > 0 if mirrored else box.right() + wide < self.width()
        if not bar.light and wide < box.width():
            left = box.right() - wide if mirrored else box.left() + gap
            room = QRectF(left, top, wide, high)
        elif outside:
            room = QRectF(box.left() - wide if mirrored else box.right() + gap, top, wide, high)
        else:  # on the bar, towards its end
            left = box.left() + gap if mirrored else box.right() - wide - gap
            room = QRectF(left, box.center().y() - look.px(9), wide, look.px(18))
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(room, look.px(9), look.px(9))
            painter.restore()
            room.translate(look.px(6), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, text)

    def _paint_today(self, painter: QPainter) -> None:
        x, text = round(self._x(self._today)), words(L("Today"))
        painter.setPen(QPen(look.colour("danger"), 1.5))
        painter.drawLine(x, look.px(HEAD - 8), x, self._top(len(self._bars) + 1))
        size = pill_size(text)
        box = QRect(x - size.width() // 2, look.px(2), size.width(), size.height())
        paint_pill(painter, box, text, "danger")

    def _paint_marks(self, painter: QPainter) -> None:
        """Diamonds, with their words below on two levels as far as there is room; what comes goes first."""
        metrics = QFontMetrics(look.font("caption"))
        field = self._field()
        left = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else field.left()
        last = left + field.width() + look.px(10)
        taken: tuple[list[QRectF], list[QRectF]] = ([], [])
        painter.setFont(look.font("caption"))
        inside = [mark for mark in self._marks if self._scale.first <= mark.day <= self._scale.last]
        for mark in sorted(inside, key=lambda mark: (mark.day < self._today, mark.day)):
            x, text = self._x(mark.day), words(mark.short)
            wide = metrics.horizontalAdvance(text) + look.px(10)
            start = min(max(x - wide / 2, left), last - wide)
            for level, boxes in enumerate(taken):
                box = QRectF(start, self._top(0) + look.px(22 + 17 * level), wide, look.px(17))
                if not any(box.intersects(other) for other in boxes):
                    painter.setPen(look.colour("text2"))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                    boxes.append(box)
                    break
            _diamond(painter, QPointF(x, self._middle(0)), look.px(6), look.colour("text2"))

    def _paint_stop(self, painter: QPainter) -> None:
        """Where the keyboard stands, and what is there, at the foot."""
        foot = QRect(look.px(4), self._top(len(self._bars) + 1), self.width() - look.px(8), look.px(FOOT))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        if not 0 <= self._at < len(self._stops):
            painter.drawText(foot, line, words(L("◆ event   Thin bars: limits that bind somebody else")))
            return
        stop = self._stops[self._at]
        painter.drawText(foot, line, words(stop.said))
        centre = QPointF(self._x(stop.day), self._middle(stop.row))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawEllipse(centre, look.px(9), look.px(9))


def _diamond(painter: QPainter, at: QPointF, size: float, colour: QColor) -> None:
    corners = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
    painter.setPen(QPen(look.colour("surface"), 1.5))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
