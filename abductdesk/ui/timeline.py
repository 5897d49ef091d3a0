"""Events and limits of a case along time: a row of events, one row for each limit, today in red.

    timeline.show_rows(Rows(bars, marks, band), today)
    timeline.chosen.connect(...)                 # the key of a bar: Enter, a double click, a click again

Left and Right go from date to date, Up and Down from row to row, Home and End to the first and last. Where
one stops, what belongs to it is joined to it: the event that starts a limit, the limits that an event starts.
It is said below too, and to screen readers. Everything shown stands in the lists below it as well.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from abductdesk.ui.pressing import BY_KEY
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import look
from abductdesk.ui.timerows import Band, Bar, Mark, Rows
from abductdesk.ui.timeview import TimelineView

__all__ = ["Band", "Bar", "Mark", "Rows", "Timeline"]


class Timeline(TimelineView):
    """See the top of the file."""

    chosen = Signal(object)
    stopped = Signal(int, int)
    """Top and height of the row one stopped at, so that it can be brought into sight."""

    def __init__(self, name: Text) -> None:
        super().__init__()
        bind(self, "setAccessibleName", name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        ahead = (
            Qt.Key.Key_Left if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else Qt.Key.Key_Right
        )
        back = Qt.Key.Key_Right if ahead is Qt.Key.Key_Left else Qt.Key.Key_Left
        last = len(self.rows.stops) - 1
        match Qt.Key(event.key()):
            case key if key is ahead:
                self._stop_at(min(self._at + 1, last))
            case key if key is back:
                self._stop_at(max(self._at - 1, 0))
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Home:
                self._stop_at(0)
            case Qt.Key.Key_End:
                self._stop_at(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose()
            case _:
                super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next row up or down that holds something; among events to the one nearest in time."""
        here = self.rows.stops[self._at] if 0 <= self._at < len(self.rows.stops) else None
        row, day = (here.row, here.day) if here is not None else (-1, self._today)
        beyond = [stop for stop in self.rows.stops if (stop.row - row) * by > 0]
        if not beyond:
            return
        wanted = (min if by > 0 else max)(stop.row for stop in beyond)
        nearest = min(
            (stop for stop in beyond if stop.row == wanted), key=lambda stop: abs((stop.day - day).days)
        )
        self._stop_at(self.rows.stops.index(nearest))

    def _stop_at(self, at: int) -> None:
        if 0 <= at < len(self.rows.stops):
            self._at = at
            stop = self.rows.stops[at]
            said = words(stop.said)
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            top = self._top(stop.row)
            self.stopped.emit(top, self._top(stop.row + 1) - top)
            self.update()

    def _choose(self) -> None:
        thing = self.selected()
        if isinstance(thing, Bar):
            self.chosen.emit(thing.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = self._near(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
        if at >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), words(self.rows.stops[at].said), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = self._near(event.position().toPoint())
        if at < 0:
            self._at = -1
            self.update()
        elif at == self._at:
            self._choose()
        else:
            self._stop_at(at)

    def _near(self, point: QPoint) -> int:
        """The stop under the pointer: an event, or anywhere on the row of a limit."""
        for at, stop in enumerate(self.rows.stops):
            if not self._top(stop.row) <= point.y() < self._top(stop.row + 1):
                continue
            if isinstance(stop.thing, Bar) or abs(self._x(stop.day) - point.x()) <= look.px(9):
                return at
        return -1

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring = event.reason() in BY_KEY
        if self._ring and self._at < 0:
            stops = self.rows.stops
            upcoming = (at for at, stop in enumerate(stops) if stop.day >= self._today)
            self._stop_at(next(upcoming, len(stops) - 1))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring = False
        super().focusOutEvent(event)
