"""What the system tells and allows: it goes to sleep, the screen locks, the person changes; no screenshots.

guards = Guards(self); guards.alarmed.connect(lock)
known_here()                                             # what this system offers, for the settings
guards.keep_out_of_pictures(True)                        # what shows from now on; nothing where it cannot be

To add a system: one file here with what it tells, one line in `_listen`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication

from abductdesk.ui.guards import bus, windows

LOOK_MS = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """What this system offers: tells that it goes to sleep, tells that its screen locks or the person
    changes, leaves windows out of pictures of the screen."""

    sleep: bool = False
    screen: bool = False
    pictures: bool = False


def known_here() -> Known:
    """What the system offers on which the program runs."""
    if sys.platform == "win32":
        return Known(sleep=True, screen=True, pictures=True)
    if not bus.possible(sys.platform):
        return Known()
    return Known(*bus.tells(QDBusConnection.sessionBus(), QDBusConnection.systemBus()))


class Guards(QObject):
    """Listens as long as it lives; without a bus or on an unknown system it is silent."""

    alarmed = Signal()
    """Nobody must be able to look on: the computer sleeps, is locked, or another person comes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listener: bus.BusListener | windows.Listener | None = None
        self._affinity: windows.Affinity | None = None
        self._listen(sys.platform)

    def _listen(self, platform: str) -> None:
        if platform == "win32":
            self._listener = windows.Listener(self.alarmed.emit)
            self._listener.register()
            self._affinity = windows.Affinity()
            self._again = QTimer(self, interval=LOOK_MS)
            self._again.timeout.connect(self._affinity.look)  # menus and lists never have the focus
            QGuiApplication.instance().focusWindowChanged.connect(self._affinity.look)  # type: ignore[union-attr]
        elif bus.possible(platform):
            self.hear(QDBusConnection.sessionBus(), QDBusConnection.systemBus())

    def hear(self, session: QDBusConnection, system: QDBusConnection) -> None:
        """Listen on these buses."""
        self._listener = heard = bus.BusListener(session, system, self)
        heard.alarmed.connect(self.alarmed)

    def keep_out_of_pictures(self, on: bool) -> None:
        """Leave the program's windows out of screenshots, recordings and shared screens, or not."""
        if self._affinity is not None:
            self._affinity.want(on)
            self._again.start() if on else self._again.stop()

    def end(self) -> None:
        """Listen no longer; a computer that waits for us may sleep."""
        if self._listener is not None:
            self._listener.end()
            self._listener = None
