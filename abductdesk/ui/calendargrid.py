"""A calendar of days, by mouse and keyboard.

    grid = CalendarGrid(L("Calendar"))
    grid.show_days(first, weeks, entries, free, today, month=11); grid.choose(day)
    grid.moved.connect(...)       # date: the keyboard chose another day, in sight or not
    grid.pointed.connect(...)     # date: the mouse chose one
    grid.opened.connect(...)      # date: Enter, a double click, or a click on "3 more"
    grid.picked.connect(...)      # Entry: a click on it, or Enter where it stands alone

Arrows go by days and weeks, Home and End to Monday and Sunday, Page Up and Page Down by months. What stands
on a day is said to screen readers; the list of a day and the agenda hold the same as tables.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip

from abductdesk.i18n import LN
from abductdesk.ui.calendarfield import DAY, CalendarField, Chip
from abductdesk.ui.calendarwords import day_title, lines_of
from abductdesk.ui.pressing import BY_KEY
from abductdesk.ui.texts import Text, bind, words

EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)
SAID = 3


def shift_month(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


class CalendarGrid(CalendarField):
    """See the top of the file."""

    moved = Signal(object)
    pointed = Signal(object)
    opened = Signal(object)
    picked = Signal(object)

    def __init__(self, name: Text) -> None:
        super().__init__()
        bind(self, "setAccessibleName", name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def choose(self, day: date) -> None:
        """Mark a day as the chosen one, without a signal."""
        self._day = day
        self.setAccessibleDescription(self.said())
        self.update()

    def said(self) -> str:
        """The chosen day in words: its date, how much stands on it, and the first of it."""
        found = self.entries_of(self._day)
        parts = [words(day_title(self._day, self._free)), words(LN("{n} entry", "{n} entries", len(found)))]
        parts += [", ".join(lines_of(entry, self._today)) for entry in found[:SAID]]
        return ". ".join(parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ahead = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        match event.key():
            case Qt.Key.Key_Right:
                self._go(self._day + DAY * ahead)
            case Qt.Key.Key_Left:
                self._go(self._day - DAY * ahead)
            case Qt.Key.Key_Down:
                self._go(self._day + DAY * 7)
            case Qt.Key.Key_Up:
                self._go(self._day - DAY * 7)
            case Qt.Key.Key_Home:
                self._go(monday_of(self._day))
            case Qt.Key.Key_End:
                self._go(monday_of(self._day) + DAY * 6)
            case Qt.Key.Key_PageDown:
                self._go(shift_month(self._day, 1))
            case Qt.Key.Key_PageUp:
                self._go(shift_month(self._day, -1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case _:
                super().keyPressEvent(event)

    def _go(self, day: date) -> None:
        if EARLIEST <= day <= LATEST:
            self.choose(day)
            self.moved.emit(day)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.said()))

    def _open(self) -> None:
        found = self.entries_of(self._day)
        if len(found) == 1:
            self.picked.emit(found[0])
        elif found:
            self.opened.emit(self._day)

    # mouse

    def _chip_at(self, point: QPoint) -> Chip | None:
        return next((chip for chip in self.chips() if chip.rect.contains(point)), None)

    def _day_at(self, point: QPoint) -> date | None:
        return next((day for day in self._days() if self._cell(day).contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        chip, day = self._chip_at(point), self._day_at(point)
        if chip is not self._hovered:
            self._hovered = chip
            self.setCursor(Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor)
            self.update()
        if chip is not None and chip.entry is not None:
            said = "\n".join(lines_of(chip.entry, self._today))
            QToolTip.showText(event.globalPosition().toPoint(), said, self, chip.rect)
        elif day is not None and day in self._free:
            said = words(day_title(day, self._free))
            QToolTip.showText(event.globalPosition().toPoint(), said, self, self._cell(day))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        day = self._day_at(point)
        if event.button() is Qt.MouseButton.LeftButton and day is not None:
            self.choose(day)
            self.pointed.emit(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        chip = self._chip_at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or chip is None or chip.day != self._day:
            return
        if chip.entry is not None:
            self.picked.emit(chip.entry)
        else:
            self.opened.emit(chip.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._chip_at(event.position().toPoint()) is None and self.entries_of(self._day):
            self.opened.emit(self._day)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._anew()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring = event.reason() in BY_KEY
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring = False
        super().focusOutEvent(event)
