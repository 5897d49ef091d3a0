"""Events and limits of a case along time: a row of events, one row for each limit, today in red.

    timeline.show_lines(bars, marks, today)      # bars: Bar, marks: Mark
    timeline.chosen.connect(...)                 # the key of a bar: Enter, or a click on it

Left and Right go from date to date, Home and End to the first and last; what is there is said below and to
screen readers. Everything it shows stands in the lists below it too.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from abductdesk.ui.pressing import BY_KEY
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import look
from abductdesk.ui.timeview import FIRST, HEAD, ROW, Bar, Mark, TimelineView

__all__ = ["Bar", "Mark", "Timeline"]


class Timeline(TimelineView):
    """See the top of the file."""

    chosen = Signal(object)

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
        last = len(self._stops) - 1
        match Qt.Key(event.key()):
            case key if key is ahead:
                self._stop_at(min(self._at + 1, last))
            case key if key is back:
                self._stop_at(max(self._at - 1, 0))
            case Qt.Key.Key_Home:
                self._stop_at(0)
            case Qt.Key.Key_End:
                self._stop_at(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose()
            case _:
                super().keyPressEvent(event)

    def _stop_at(self, at: int) -> None:
        if 0 <= at < len(self._stops):
            self._at = at
            said = words(self._stops[at].said)
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
            self.update()

    def _choose(self) -> None:
        if 0 <= self._at < len(self._stops) and self._stops[self._at].key is not None:
            self.chosen.emit(self._stops[self._at].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = self._near(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor)
        if at >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), words(self._stops[at].said), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = self._near(event.position().toPoint())
        if at >= 0:
            self._stop_at(at)
            self._choose()

    def _near(self, point: QPoint) -> int:
        """The stop under the pointer: an event, or anywhere on the row of a limit."""
        below = point.y() - look.px(HEAD + FIRST)
        row = below // look.px(ROW) + 1 if below >= 0 else 0
        for at, stop in enumerate(self._stops):
            if stop.row == row and (row > 0 or abs(self._x(stop.day) - point.x()) <= look.px(9)):
                return at
        return -1

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring = event.reason() in BY_KEY
        if self._ring and self._at < 0:
            upcoming = (at for at, stop in enumerate(self._stops) if stop.day >= self._today)
            self._stop_at(next(upcoming, len(self._stops) - 1))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._ring = False
        super().focusOutEvent(event)
