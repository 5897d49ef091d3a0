"""Where everything stands in a calendar of days, and how it is painted; `calendargrid.py` adds keyboard and
mouse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from abductdesk.actions.agenda import Entry
from abductdesk.i18n import LN, L, Message
from abductdesk.ui.calendarwords import Sign, sign_of, what_of
from abductdesk.ui.icons import paint_icon
from abductdesk.ui.painting import paint_ring
from abductdesk.ui.texts import isolate, tongue, voice, words
from abductdesk.ui.theme import CARD_RADIUS, look

DAY = timedelta(days=1)
HEAD, GUTTER, TOP, CHIP, TALL, GAP, PAD = 34, 34, 28, 20, 57, 2, 5
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Chip:
    """A place in a day's field: one entry, or `more` of them that had no room."""

    rect: QRect
    day: date
    entry: Entry | None = None
    more: int = 0


class CalendarField(QWidget):
    """Weeks of seven days, Monday first. With one week each entry takes three lines and says whose it is."""

    def __init__(self) -> None:
        super().__init__()
        self._first, self._weeks, self._month = date(2000, 1, 3), 6, 0
        self._today = self._day = date.min
        self._entries: Mapping[date, Sequence[Entry]] = {}
        self._free: Mapping[date, Message] = {}
        self._chips: list[Chip] | None = None
        self._hovered: Chip | None = None
        self._ring = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        voice.changed.connect(self._anew)
        look.changed.connect(self._anew)

    def show_days(
        self,
        first: date,
        weeks: int,
        entries: Sequence[Entry],
        free: Mapping[date, Message],
        today: date,
        month: int = 0,
    ) -> None:
        """Show so many weeks from a Monday on; days outside `month` (1 to 12; 0: none) are quieter."""
        by_day: dict[date, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_day[entry.on].append(entry)
        self._first, self._weeks, self._month = first, weeks, month
        self._entries, self._free, self._today = by_day, free, today
        self._anew()

    @property
    def last(self) -> date:
        return self._first + DAY * (7 * self._weeks - 1)

    def entries_of(self, day: date) -> Sequence[Entry]:
        return self._entries.get(day, ())

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(760), look.px(520))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(420), look.px(260))

    # places

    def _anew(self) -> None:
        self._chips, self._hovered = None, None
        self.update()

    def _cell(self, day: date) -> QRect:
        """The field of a day, where it is painted."""
        week, place = divmod((day - self._first).days, 7)
        left, top = look.px(GUTTER), look.px(HEAD)
        wide, high = self.width() - left, self.height() - top
        x, y = left + wide * place // 7, top + high * week // self._weeks
        box = QRect(x, y, left + wide * (place + 1) // 7 - x, top + high * (week + 1) // self._weeks - y)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _days(self) -> list[date]:
        return [self._first + DAY * at for at in range(7 * self._weeks)]

    def chips(self) -> list[Chip]:
        """Everything that has a place now."""
        if self._chips is None:
            self._chips = [chip for day in self._days() for chip in self._chips_of(day)]
        return self._chips

    def _chips_of(self, day: date) -> list[Chip]:
        found, cell = self.entries_of(day), self._cell(day)
        high, step = self._chip_height(), self._chip_height() + look.px(GAP)
        pad, top = look.px(PAD), cell.top() + look.px(TOP)
        room = max(cell.bottom() - top, 0) // step
        if len(found) > room:  # the line that says how many more is as high as a small chip
            room = max(cell.bottom() - top - look.px(CHIP), 0) // step
        chips = [
            Chip(QRect(cell.left() + pad, top + step * at, cell.width() - 2 * pad, high), day, entry)
            for at, entry in enumerate(found[:room])
        ]
        if len(found) > room:
            box = QRect(cell.left() + pad, top + step * room, cell.width() - 2 * pad, look.px(CHIP))
            if self._low:
                wide = min(look.px(30), cell.width() - look.px(PAD + 24) - look.px(6))  # beside the number
                box = QRect(cell.right() - look.px(4) - wide, cell.top() + look.px(5), wide, look.px(CHIP))
                box = QStyle.visualRect(self.layoutDirection(), cell, box)
            chips.append(Chip(box, day, more=len(found) - room))
        return chips

    @property
    def _low(self) -> bool:
        """Whether days have room for their number only: how much stands on them is said beside it."""
        return (self.height() - look.px(HEAD)) // self._weeks < look.px(TOP + CHIP + GAP)

    def _chip_height(self) -> int:
        return look.px(TALL if self._weeks == 1 else CHIP)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._today == date.min:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        corners = QPainterPath()
        corners.addRoundedRect(QRectF(self.rect()), CARD_RADIUS - 1, CARD_RADIUS - 1)
        painter.setClipPath(corners)
        self._paint_heads(painter)
        for day in self._days():
            self._paint_day(painter, day)
        for chip in self.chips():
            if chip.entry is not None:
                self._paint_chip(painter, chip, chip.entry)
            else:
                self._paint_more(painter, chip)
        self._paint_chosen(painter)
        painter.end()
        if self._ring:
            paint_ring(self, CARD_RADIUS)

    def _paint_heads(self, painter: QPainter) -> None:
        wide = self.width() // 7 > look.px(112)
        names = get_day_names("wide" if wide else "abbreviated", "stand-alone", tongue().locale)
        painter.setFont(look.font("caption_strong"))
        painter.setPen(look.colour("text2"))
        for place in range(7):
            cell = self._cell(self._first + DAY * place)
            painter.drawText(QRect(cell.left(), 0, cell.width(), look.px(HEAD)), _CENTRE, names[place])
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        for week in range(self._weeks):
            monday = self._first + DAY * 7 * week
            cell = self._cell(monday)
            box = QRect(0, cell.top(), look.px(GUTTER), look.px(TOP))
            number = str(monday.isocalendar().week)
            painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), box), _CENTRE, number)

    def _ground(self, day: date) -> str:
        if day in self._free:
            return "neutral_soft"
        return "page" if day.weekday() > 4 else "surface"

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell, way = self._cell(day), self.layoutDirection()
        painter.fillRect(cell, look.colour(self._ground(day)))
        painter.setPen(look.colour("hairline"))
        painter.drawLine(cell.topLeft(), cell.topRight())
        side = cell.right() if way is Qt.LayoutDirection.RightToLeft else cell.left()
        painter.drawLine(side, cell.top(), side, cell.bottom())
        number = QRect(cell.left() + look.px(PAD), cell.top() + look.px(4), look.px(24), look.px(22))
        number = QStyle.visualRect(way, cell, number)
        outside = self._month not in (0, day.month)
        if day == self._today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(number, number.height() / 2, number.height() / 2)
        ink = "on_accent" if day == self._today else "text3" if outside else "text"
        painter.setFont(look.font("body" if outside else "strong"))
        painter.setPen(look.colour(ink))
        painter.drawText(number, _CENTRE, str(day.day))
        self._paint_name(painter, day, cell)

    def _paint_name(self, painter: QPainter, day: date, cell: QRect) -> None:
        """“Today”, and why the office does not work."""
        parts = [words(L("Today"))] if day == self._today else []
        parts += [words(self._free[day])] if day in self._free else []
        box = QRect(cell.left() + look.px(PAD + 30), cell.top() + look.px(4), 0, look.px(22))
        box.setRight(cell.right() - look.px(PAD + 2))
        if not parts or (self._low and self.entries_of(day)):
            return  # the count stands there
        box = QStyle.visualRect(self.layoutDirection(), cell, box)
        font = look.font("caption")
        text = QFontMetrics(font).elidedText(" · ".join(parts), Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(look.colour("accent_text" if day == self._today else "text2"))
        painter.drawText(box, _LINE, text)

    def _paint_chip(self, painter: QPainter, chip: Chip, entry: Entry) -> None:
        sign, box = sign_of(entry, self._today), QRectF(chip.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ink = _paint_body(painter, box, sign, self._hovered is chip)
        size, way = look.px(13), self.layoutDirection()
        first = min(chip.rect.height(), look.px(CHIP))
        icon = QRect(chip.rect.left() + look.px(5), chip.rect.top() + (first - size) // 2, size, size)
        paint_icon(painter, QStyle.visualRect(way, chip.rect, icon), sign.icon, _icon_ink(sign))
        room = chip.rect.adjusted(look.px(22), 0, -look.px(5), 0)
        room = QStyle.visualRect(way, chip.rect, room)
        painter.setPen(look.colour(ink))
        if self._weeks == 1:
            self._paint_lines(painter, room, entry, sign)
            return
        font = _font(sign, "caption")
        text = QFontMetrics(font).elidedText(words(what_of(entry)), Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.drawText(room, _LINE, text)

    def _paint_lines(self, painter: QPainter, room: QRect, entry: Entry, sign: Sign) -> None:
        """What in two lines, then whose."""
        font = _font(sign, "caption_strong" if sign.look in ("strong", "filled") else "caption")
        metrics, low = QFontMetrics(font), look.px(17)
        first, second = _two_lines(words(what_of(entry)), metrics, room.width())
        painter.setFont(font)
        lines = [line for line in (first, second) if line]
        at = QRect(room.left(), room.top() + look.px(2), room.width(), low)
        for text in lines:
            painter.drawText(at, _LINE, text)
            at.translate(0, low)
        small = QFontMetrics(look.font("caption"))
        whose = small.elidedText(
            isolate(entry.names) or entry.reference, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(look.font("caption"))
        painter.drawText(at, _LINE, whose)

    def _paint_more(self, painter: QPainter, chip: Chip) -> None:
        alone = chip.more == len(self.entries_of(chip.day))
        said = LN("{n} entry", "{n} entries", chip.more) if alone else LN("{n} more", "{n} more", chip.more)
        text, box = words(said), chip.rect.adjusted(look.px(5), 0, 0, 0)
        if self._low:
            text, box = str(chip.more), chip.rect
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(look.font("caption_strong"))
        painter.setPen(look.colour("accent_text"))
        painter.drawText(box, _CENTRE if self._low else _LINE, text)

    def _paint_chosen(self, painter: QPainter) -> None:
        if self._first <= self._day <= self.last:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent" if self.hasFocus() else "input_border"), 2))
            box = QRectF(self._cell(self._day)).adjusted(1.5, 1.5, -1, -1)
            painter.drawRoundedRect(box, 4, 4)


def _paint_body(painter: QPainter, box: QRectF, sign: Sign, hovered: bool) -> str:
    """The ground or frame of a chip; returns the colour of its words."""
    if sign.look == "strong":
        painter.setBrush(look.colour("accent_hover" if hovered else "accent"))
        painter.drawRoundedRect(box, 4, 4)
        return "on_accent"
    if sign.look == "filled":
        painter.setBrush(look.colour(f"{sign.tone}_soft"))
        painter.drawRoundedRect(box, 4, 4)
        if hovered:
            _frame(painter, box, sign.tone)
        return f"{sign.tone}_text"
    if sign.look == "framed" or hovered:
        _frame(painter, box, sign.tone if hovered or sign.tone == "warn" else "input_border")
    return "text2"


def _frame(painter: QPainter, box: QRectF, token: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour(token), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _icon_ink(sign: Sign) -> str:
    return "on_accent" if sign.look == "strong" else f"{sign.tone}_text"


def _font(sign: Sign, kind: str) -> QFont:
    font = QFont(look.font(kind))
    font.setStrikeOut(sign.look == "struck")
    return font


def _two_lines(text: str, metrics: QFontMetrics, wide: int) -> tuple[str, str]:
    """A text in at most two lines, broken between words, the second cut with dots."""
    first, rest = "", text.split()
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= wide:
        first = f"{first} {rest.pop(0)}".strip()
    if not first and rest:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide), ""
    return first, metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, wide)
