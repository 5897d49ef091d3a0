"""Says over whatever window is in front that the program is about to lock; any key or click stops it.

countdown = Countdown(window); idle.countdown.connect(countdown.show_left)
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from abductdesk.i18n import LN
from abductdesk.ui.texts import bind
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import IconTile, label, row

SPOKEN = frozenset({30, 10})
"""Seconds at which a screen reader says it: every second would be noise."""


class Strip(QFrame):
    """One line at the top of a window; takes no clicks and no focus."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("look", "banner")
        self.setProperty("tone", "warn")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self._text = label("", "strong")
        self.setLayout(
            row(IconTile("due", "warn_text", size=18), self._text, spacing=10, margins=(14, 8, 16, 8))
        )

    def say(self, seconds: int) -> None:
        said = LN(
            "Locks in {n} second. Press any key to stay.",
            "Locks in {n} seconds. Press any key to stay.",
            seconds,
        )
        bind(self._text, "setText", said)
        self.adjustSize()
        over = self.parentWidget()
        assert over is not None
        self.move(max((over.width() - self.width()) // 2, 0), look.px(10))
        self.show()
        self.raise_()
        if seconds in SPOKEN:
            told = QAccessibleAnnouncementEvent(self, self._text.text())
            told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(told)

    def text(self) -> str:
        return self._text.text()


class Countdown(QObject):
    """Follows the window in front, so that it is seen over a dialog as well."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self.strip: Strip | None = None

    def show_left(self, seconds: int) -> None:
        """Seconds left; 0 takes it away."""
        over = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        if self.strip is not None and isValid(self.strip):
            if seconds and self.strip.parentWidget() is over:
                self.strip.say(seconds)
                return
            self.strip.hide()
            self.strip.deleteLater()
        self.strip = None
        if seconds:
            self.strip = Strip(over)
            self.strip.say(seconds)
