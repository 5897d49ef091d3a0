"""Nobody at the desk: the program counts down and locks; what was copied leaves the clipboard.

idle = IdleLock(600); idle.countdown.connect(window.status.countdown); idle.locked.connect(lock)
idle.start()                     # after unlocking; idle.stop() while locked
clip = Clipboard()               # watches what is copied; clip.wipe() at the lock
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARN_SECONDS = 30
WIPE_SECONDS = 45
SLEPT_SECONDS = 90  # the clock jumped this far between two ticks: the computer slept
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleLock(QObject):
    """Watches the windows that have the focus, not the whole application: that would slow every event."""

    locked = Signal()
    countdown = Signal(int)
    """Seconds left, from 30 on; 0 when somebody is back."""

    def __init__(self, seconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._last = self._tick_at = time.time()
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())

    def start(self) -> None:
        """Somebody is here; count from now."""
        self.stir()
        self._tick_at = self._last
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def stir(self) -> None:
        """Somebody did something."""
        self._last = time.time()
        if self._warned:
            self._warned = False
            self.countdown.emit(0)

    def tick(self) -> None:
        """Called every second."""
        now = time.time()
        for window in QGuiApplication.topLevelWindows():  # a list or menu that drops down never has the focus
            self._watch(window)
        slept = now - self._tick_at > SLEPT_SECONDS
        self._tick_at = now
        left = self.seconds - int(now - self._last)
        if slept or left <= 0:
            self.stop()
            self._warned = False
            self.countdown.emit(0)
            self.locked.emit()
        elif left <= WARN_SECONDS:
            self._warned = True
            self.countdown.emit(left)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _ACTIVITY:
            self.stir()
        return False


class Clipboard(QObject):
    """Wipes what was copied in the program's windows: after a while, and at the lock. What another program
    copied meanwhile stays."""

    def __init__(self, seconds: int = WIPE_SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.wipe)
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def _changed(self) -> None:
        here = QGuiApplication.focusWindow() is not None
        self._ours = QGuiApplication.clipboard().text() if here else ""
        if self._ours:
            self._timer.start()
        else:
            self._timer.stop()

    def wipe(self) -> None:
        """Take what was copied here out of the clipboard, if it is still there."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._ours and clipboard.text() == self._ours:
            clipboard.clear()
        self._ours = ""
