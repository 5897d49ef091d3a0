"""Windows: messages about sleep and session, and windows that stay out of pictures of the screen.

The messages come to a window of our own that is never shown, so no other message passes through Python.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
WTS_ALARMS = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11

SetAffinity = Callable[[int, int], int]


class Msg(ctypes.Structure):
    """The beginning of a message of Windows (MSG)."""

    _fields_ = (
        ("hwnd", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wParam", ctypes.c_size_t),
        ("lParam", ctypes.c_ssize_t),
    )


def alarming(message: int, what: int) -> bool:
    """Whether a message says that the computer sleeps, is locked, or that another person comes."""
    if message == WM_POWERBROADCAST:
        return what == PBT_APMSUSPEND
    return message == WM_WTSSESSION_CHANGE and what in WTS_ALARMS


def exclude(handle: int, on: bool, set_affinity: SetAffinity) -> bool:
    """Leave one window out of pictures: not there at all (Windows 10 2004 and later), else black."""
    if not on:
        return bool(set_affinity(handle, WDA_NONE))
    return bool(set_affinity(handle, WDA_EXCLUDEFROMCAPTURE) or set_affinity(handle, WDA_MONITOR))


class Listener(QWidget):
    """Gets the messages of the system; never shown."""

    def __init__(self, alarm: Callable[[], object]) -> None:
        super().__init__()
        self._alarm = alarm

    def register(self) -> None:
        """Ask for the messages about our session."""
        _library("wtsapi32").WTSRegisterSessionNotification(int(self.winId()), 0)

    def end(self) -> None:
        _library("wtsapi32").WTSUnRegisterSessionNotification(int(self.winId()))
        self.deleteLater()

    def nativeEvent(  # noqa: N802
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]
            told = Msg.from_address(int(message))
            if alarming(told.message, told.wParam):
                self._alarm()
        return False, 0  # handled by Qt as well


class Affinity:
    """Applies the wish to every window there is, once each."""

    def __init__(self, set_affinity: SetAffinity | None = None) -> None:
        self._set = set_affinity or _library("user32").SetWindowDisplayAffinity
        self._done: set[int] = set()
        self._on = False

    def want(self, on: bool) -> None:
        self._on, self._done = on, set() if on is not self._on else self._done
        self.look()

    def look(self, *_focused: object) -> None:
        """Windows that have come since the last look."""
        shown = {int(window.winId()) for window in QGuiApplication.topLevelWindows() if window.isVisible()}
        for handle in shown - self._done:
            exclude(handle, self._on, self._set)
        self._done = shown


def _library(name: str) -> Any:
    return getattr(ctypes.windll, name)  # type: ignore[attr-defined]
