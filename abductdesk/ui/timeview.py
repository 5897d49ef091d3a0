"""How a timeline is laid out and painted; `timeline.py` adds keyboard and mouse, `timerows.py` its data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from abductdesk.i18n import LN, L
from abductdesk.ui.painting import paint_pill, paint_ring, pill_size
from abductdesk.ui.scale import Scale, ticks
from abductdesk.ui.texts import Text, tongue, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.timepaint import diamond, paint_band, paint_bar, paint_text
from abductdesk.ui.timerows import Bar, Mark, Rows

ROW, THIN, FIRST, HEAD, FOOT = 34, 26, 60, 34, 46
NAMES = (150, 290)
DIMMED = 0.38
LONG = 12
"""With more rows than this the scale stands at the foot too."""


class TimelineView(QWidget):
    """Rows of events and limits along time. `_at` is the stop that is selected."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows()
        self._today = date.min
        self._span = "year"
        self._at = -1
        self._ring = False
        self._tops: list[int] = [0]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        voice.changed.connect(self.update)
        look.changed.connect(self._lay_out)

    def show_rows(self, rows: Rows, today: date) -> None:
        """Replace what is shown; what was selected stays so where it is still there."""
        held = self.selected()
        self.rows, self._today = rows, today
        self._collect()
        key = held.key if held is not None else None
        same = (at for at, stop in enumerate(rows.stops) if key is not None and stop.thing.key == key)
        self._at = next(same, -1)

    def show_span(self, span: str) -> None:
        """How much time is shown: "quarter", "year" or "all"."""
        self._span = span
        self._collect()

    def stops(self) -> list[str]:
        """Everything one can stop at, in words, for tests and readers."""
        return [words(stop.said) for stop in self.rows.stops]

    def selected(self) -> Bar | Mark | None:
        """The limit or event that is selected."""
        return self.rows.stops[self._at].thing if 0 <= self._at < len(self.rows.stops) else None

    def joined(self) -> list[Bar | Mark]:
        """What is joined to what is selected."""
        thing = self.selected()
        return self.rows.related(thing) if thing is not None else []

    def _collect(self) -> None:
        self._scale = Scale.around(self._span, self._today, list(self.rows.days()), list(self.rows.ends()))
        self.rows.collect()
        self._lay_out()

    def _lay_out(self) -> None:
        highs = [look.px(FIRST)]
        if self.rows.band is not None:
            highs.append(look.px(ROW))
        highs += [look.px(THIN if bar.thin else ROW) for bar in self.rows.bars]
        self._tops = list(accumulate(highs, initial=look.px(HEAD)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        scale = look.px(HEAD - 8) if len(self.rows.bars) > LONG else 0
        return QSize(look.px(600), self._tops[-1] + scale + look.px(FOOT))

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
        return self._tops[min(max(row, 0), len(self._tops) - 1)]

    def _middle(self, row: int) -> float:
        """Where the dates of a row stand: the events leave room for their words below."""
        return (self._top(row) + self._top(row + 1)) / 2 if row else self._top(0) + look.px(14)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._today == date.min:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        self._paint_grid(painter)
        self._paint_name(painter, 0, L("Events"), light=False)
        held, near = self.selected(), self.joined()
        if self.rows.band is not None:
            self._paint_name(painter, 1, self.rows.band.name, light=True)
            paint_band(painter, self.rows.band, self._box(1, self.rows.band.start, self.rows.band.end, 18))
        self._paint_links(painter, held, near)
        for bar in self.rows.bars:
            row = self.rows.row_of(bar)
            painter.setOpacity(1.0 if held is None or bar is held or bar in near else DIMMED)
            self._paint_name(painter, row, bar.name, light=bar.light or bar.end is None)
            self._paint_limit(painter, row, bar, held=bar is held or bar in near)
        painter.setOpacity(1.0)
        self._paint_today(painter)
        self._paint_marks(painter, held, near)
        self._paint_ends(painter, held, near)
        self._paint_foot(painter, held)
        if self._ring:
            painter.end()
            paint_ring(self)

    def _box(self, row: int, start: date, end: date, high: int) -> QRectF:
        one, other = sorted((self._x(start), self._x(end)))
        tall = look.px(high)
        return QRectF(one, self._middle(row) - tall / 2, max(other - one, look.px(4)), tall)

    def _paint_limit(self, painter: QPainter, row: int, bar: Bar, *, held: bool) -> None:
        end = bar.end or max(self._scale.last, bar.start)
        high = 12 if bar.end is None else 14 if bar.light else 22
        box = self._box(row, bar.start, end, high)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        today, start = self._x(min(max(self._today, bar.start), end)), self._x(bar.start)
        past = QRectF(min(start, today), box.top(), abs(today - start), box.height())
        paint_bar(painter, bar, box, past, held=held)
        beyond = bar.end is not None and (
            "‹ {}" if bar.end < self._scale.first else "{} ›" if bar.end > self._scale.last else ""
        )
        text = beyond.format(words(bar.inside)) if beyond else words(bar.inside)
        rows = QRectF(0, self._top(row), self.width(), self._top(row + 1) - self._top(row))
        paint_text(painter, bar, text, box, rows, mirrored=mirrored)

    def _paint_grid(self, painter: QPainter) -> None:
        bottom, field, today = self._tops[-1], self._field(), self._x(self._today)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = self.width() - field.left() if mirrored else field.left()
        past = QRectF(min(edge, today), look.px(HEAD), abs(today - edge), bottom - look.px(HEAD))
        painter.fillRect(past, look.colour("page"))  # what lies behind us stands on another ground
        painter.setFont(look.font("caption"))
        for day, text in ticks(self._scale, tongue(), field.width() // look.px(62)):
            x = round(self._x(day))
            painter.setPen(look.colour("hairline"))
            painter.drawLine(x, look.px(HEAD - 6), x, bottom)
            painter.setPen(look.colour("text3"))
            box = QRect(x - look.px(50), 0, look.px(100), look.px(HEAD - 8))
            if abs(x - today) > look.px(48):  # there stands “Today”
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            if len(self.rows.bars) > LONG:
                painter.drawText(box.translated(0, bottom), Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(look.colour("hairline"))
        for top in self._tops:
            painter.drawLine(0, top, self.width(), top)

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

    def _paint_today(self, painter: QPainter) -> None:
        x, text = round(self._x(self._today)), words(L("Today"))
        painter.setPen(QPen(look.colour("danger"), 1.5))
        painter.drawLine(x, look.px(HEAD - 8), x, self._tops[-1])
        size = pill_size(text)
        box = QRect(x - size.width() // 2, look.px(2), size.width(), size.height())
        paint_pill(painter, box, text, "danger")

    def _paint_marks(self, painter: QPainter, held: Bar | Mark | None, near: list[Bar | Mark]) -> None:
        """Diamonds, with their words below on two levels as far as there is room; what is joined to the
        selected limit goes first, then what comes."""
        painter.setFont(look.font("caption"))
        metrics, field = QFontMetrics(look.font("caption")), self._field()
        left = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else field.left()
        last = left + field.width() + look.px(10)
        taken: tuple[list[QRectF], list[QRectF]] = ([], [])
        told = [mark for mark in self.rows.marks if mark is held or mark in near]
        inside = [mark for mark in self.rows.marks if self._scale.first <= mark.day <= self._scale.last]
        inside += [mark for mark in told if mark not in inside]
        for mark in sorted(inside, key=lambda mark: (mark not in told, mark.day < self._today, mark.day)):
            x, text, row = self._x(mark.day), words(mark.short), self.rows.row_of(mark)
            painter.setOpacity(1.0 if held is None or mark in told else DIMMED)
            ink = "accent" if mark in told else "text2"
            diamond(painter, QPointF(x, self._middle(row)), look.px(6), look.colour(ink))
            if row:
                continue
            wide = metrics.horizontalAdvance(text) + look.px(10)
            start = min(max(x - wide / 2, left), last - wide)
            for level, boxes in enumerate(taken):
                box = QRectF(start, self._top(0) + look.px(22 + 17 * level), wide, look.px(17))
                if not any(box.intersects(other) for other in boxes):
                    painter.setPen(look.colour("accent_text" if mark in told else "text2"))
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                    boxes.append(box)
                    break
        painter.setOpacity(1.0)
        self._paint_earlier(painter, taken[1])

    def _paint_earlier(self, painter: QPainter, taken: list[QRectF]) -> None:
        """How many events lie before what is shown, where there is room for it."""
        before = sum(mark.day < self._scale.first and not self.rows.row_of(mark) for mark in self.rows.marks)
        text, field = words(LN("‹ {n} earlier event", "‹ {n} earlier events", before)), self._field()
        wide = QFontMetrics(look.font("caption")).horizontalAdvance(text) + look.px(10)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = self.width() - field.left() - wide if mirrored else field.left()
        box = QRectF(edge, self._top(0) + look.px(39), wide, look.px(17))
        if before and not any(box.intersects(other) for other in taken):
            painter.setPen(look.colour("text3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _links(self, held: Bar | Mark | None, near: list[Bar | Mark]) -> Iterator[tuple[Mark, Bar, QColor]]:
        """Which event is joined to which limit, and in which colour: that it meets it, or starts it."""
        for other in near:
            mark, bar = (other, held) if isinstance(other, Mark) else (held, other)
            if isinstance(mark, Mark) and isinstance(bar, Bar):
                met = bar.met_by == mark.key and bar.event != mark.key
                yield mark, bar, look.colour("ok" if met else "accent")

    def _paint_links(self, painter: QPainter, held: Bar | Mark | None, near: list[Bar | Mark]) -> None:
        """Lines down from an event to the limits that it starts or meets, below the bars."""
        for mark, bar, colour in self._links(held, near):
            x, top = self._x(mark.day), self._top(self.rows.row_of(mark) + 1)
            painter.setPen(QPen(colour, 1.5))
            painter.drawLine(QPointF(x, top), QPointF(x, self._middle(self.rows.row_of(bar))))

    def _paint_ends(self, painter: QPainter, held: Bar | Mark | None, near: list[Bar | Mark]) -> None:
        """Where those lines end, and what is selected."""
        for mark, bar, colour in self._links(held, near):
            painter.setPen(QPen(look.colour("surface"), 1.5))
            painter.setBrush(colour)
            at = QPointF(self._x(mark.day), self._middle(self.rows.row_of(bar)))
            painter.drawEllipse(at, look.px(4), look.px(4))
        if held is not None:
            stop = self.rows.stops[self._at]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawEllipse(QPointF(self._x(stop.day), self._middle(stop.row)), look.px(9), look.px(9))

    def _paint_foot(self, painter: QPainter, held: Bar | Mark | None) -> None:
        """What is selected, in words; else what the signs mean."""
        foot = QRect(
            look.px(4), self.height() - look.px(FOOT - 6), self.width() - look.px(8), look.px(FOOT - 6)
        )
        painter.setFont(look.font("caption"))
        painter.setPen(QColor(look.colour("text" if held is not None else "text3")))
        said = held.said if held is not None else L(
            "◆ event   Thin bars: limits that bind somebody else   Dashed: waits, or not certain yet"
        )  # fmt: skip
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(foot, flags, words(said))
