"""Linux: what logind and the screen savers of the desktops tell on the bus.

With logind we also ask the computer to wait for us (at most five seconds) before it sleeps, so that the
lock is there before the lid opens again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
MANAGER, SESSION, PROPERTIES = f"{LOGIN}.Manager", f"{LOGIN}.Session", "org.freedesktop.DBus.Properties"
SAVERS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}
"""Service (which is also the interface) and path of each desktop's screen saver; all say `ActiveChanged`."""


def possible(platform: str) -> bool:
    """Whether there is a bus to ask: without one Qt would start a bus of its own."""
    if not platform.startswith("linux"):
        return False
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())


def session_path(name: str) -> str:
    """The path of a session of logind, from `XDG_SESSION_ID`: what is no letter or digit, and a digit in
    front, is written as its code. Empty where the session is not known."""
    if not name:
        return ""
    marks = [
        each
        if each.isascii() and each.isalnum() and not (at == 0 and each.isdigit())
        else f"_{ord(each):02x}"
        for at, each in enumerate(name)
    ]
    return f"{LOGIN_PATH}/session/{''.join(marks)}"


def alarming(changed: dict[str, object]) -> bool:
    """Whether these changed properties of our session say that it is locked or that another one is shown."""
    return changed.get("Active") is False or changed.get("LockedHint") is True


class BusListener(QObject):
    """Listens to both buses; either may be missing."""

    alarmed = Signal()

    def __init__(
        self, session: QDBusConnection, system: QDBusConnection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._system = session, system
        self._waits: QDBusUnixFileDescriptor | None = None
        for bus, service, path, interface, signal, slot in self._signals():
            if bus.isConnected():
                bus.connect(service, path, interface, signal, self, _slot(slot))
        if _serves(system, LOGIN):
            self._ask_to_wait()

    def _signals(self) -> list[tuple[QDBusConnection, str, str, str, str, str]]:
        heard = [(self._system, LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", "sleeps(bool)")]
        mine = session_path(os.environ.get("XDG_SESSION_ID", ""))
        if mine:
            heard += [
                (self._system, LOGIN, mine, SESSION, "Lock", "locked()"),
                (self._system, LOGIN, mine, PROPERTIES, "PropertiesChanged",
                 "changed(QString,QVariantMap,QStringList)"),
            ]  # fmt: skip
        for saver, path in SAVERS.items():
            heard.append((self._session, saver, path, saver, "ActiveChanged", "covered(bool)"))
        return heard

    def end(self) -> None:
        """Listen no longer, and let the computer sleep."""
        for bus, service, path, interface, signal, slot in self._signals():
            if bus.isConnected():
                bus.disconnect(service, path, interface, signal, self, _slot(slot))
        self._waits = None

    def _ask_to_wait(self) -> None:
        asked = QDBusMessage.createMethodCall(LOGIN, LOGIN_PATH, MANAGER, "Inhibit")
        asked.setArguments(["sleep", "AbductDesk", "Locks before the computer sleeps", "delay"])
        self._system.callWithCallback(asked, self, _slot("held(QDBusMessage)"))

    @Slot(QDBusMessage)
    def held(self, told: QDBusMessage) -> None:
        """The computer waits for us for as long as this is kept."""
        given = told.arguments()
        if given and isinstance(given[0], QDBusUnixFileDescriptor):
            self._waits = given[0]

    @Slot(bool)
    def sleeps(self, soon: bool) -> None:
        if soon:
            self.alarmed.emit()
            self._waits = None

    @Slot(bool)
    def covered(self, on: bool) -> None:
        if on:
            self.alarmed.emit()

    @Slot()
    def locked(self) -> None:
        self.alarmed.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, interface: str, values: dict[str, object], _gone: list[str]) -> None:
        if interface == SESSION and alarming(values):
            self.alarmed.emit()


def tells(session: QDBusConnection, system: QDBusConnection) -> tuple[bool, bool]:
    """Whether these buses tell of sleep, and of the screen."""
    login = _serves(system, LOGIN)
    return login, login or any(_serves(session, saver) for saver in SAVERS)


def _serves(bus: QDBusConnection, service: str) -> bool:
    asked = bus.interface() if bus.isConnected() else None
    return asked is not None and bool(asked.isServiceRegistered(service).value())


def _slot(name: str) -> Any:
    """A slot by its name: Qt takes this text, though PySide's types say bytes."""
    return SLOT(name)
