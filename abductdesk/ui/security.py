"""Nobody at the desk: the program counts down and locks; what was copied leaves the clipboard.

idle = IdleLock(600); idle.countdown.connect(window.status.countdown); idle.locked.connect(lock)
idle.start()                     # after unlocking; idle.stop() while locked
clip = Clipboard()               # watches what is copied; clip.wipe() at the lock
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow

WARN_SECONDS = 30
WIPE_SECONDS = 45
_COPIED, _SELECTED = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
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


def hints(platform: str) -> dict[str, bytes]:
    """Formats beside the text that ask clipboard histories to leave it out; none where we know of none."""
    if platform == "win32":
        no = bytes(4)  # a DWORD
        return {
            "ExcludeClipboardContentFromMonitorProcessing": b"1",
            "CanIncludeInClipboardHistory": no,
            "CanUploadToCloudClipboard": no,
        }
    return {"x-kde-passwordManagerHint": b"secret"} if platform.startswith("linux") else {}


class Clipboard(QObject):
    """Wipes what was copied or selected in the program's windows: after a while, and at the lock. What
    another program copied meanwhile stays."""

    def __init__(self, seconds: int = WIPE_SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours = {_COPIED: "", _SELECTED: ""}
        self._hints = hints(sys.platform)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.wipe)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._copied)
        if clipboard.supportsSelection():
            clipboard.selectionChanged.connect(self._selected)

    def _copied(self) -> None:
        self._take(_COPIED)
        if self._ours[_COPIED]:
            self._mark()

    def _selected(self) -> None:
        self._take(_SELECTED)

    def _take(self, mode: QClipboard.Mode) -> None:
        """Remember what is ours."""
        here = QGuiApplication.focusWindow() is not None
        self._ours[mode] = QGuiApplication.clipboard().text(mode) if here else ""
        if self._ours[mode]:
            self._timer.start()
        elif not any(self._ours.values()):
            self._timer.stop()

    def _mark(self) -> None:
        """Say that it is not for histories: widgets copy without, so it is put there once more."""
        clipboard = QGuiApplication.clipboard()
        if not self._hints or clipboard.mimeData().hasFormat(next(iter(self._hints))):
            return
        marked = QMimeData()
        marked.setText(self._ours[_COPIED])
        for name, value in self._hints.items():
            marked.setData(name, value)
        clipboard.setMimeData(marked)

    def wipe(self) -> None:
        """Take what was copied or selected here away, if it is still there."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        for mode, text in self._ours.items():
            if text and clipboard.text(mode) == text:
                clipboard.clear(mode)
        self._ours = dict.fromkeys(self._ours, "")
