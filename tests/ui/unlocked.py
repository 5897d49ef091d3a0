"""The whole program in one test: unlock, window, lock, unlock again, on a real vault."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.app import Desktop
from abductdesk.store import process
from abductdesk.ui.screens.unlock import Unlock
from abductdesk.ui.session import Session
from tests.conftest import PASSPHRASE


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what is remembered about a computer is this computer's."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    # this process stays as it is: a test of crashes that comes later wants core files
    monkeypatch.setattr(process, "resource", None)


@pytest.fixture
def desktop(vault_of_one: Path, dressed: QApplication, own_home: None, qtbot: QtBot) -> Iterator[Desktop]:
    """The program at its unlock window."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = Desktop(dressed, vault_of_one)
    made.begin()
    yield made
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    if made.session is not None:
        made.session.end()
    if made.front is not None:
        made.front.hide()
        made.front.deleteLater()
    delete_at_last()


def unlock(desktop: Desktop) -> Unlock:
    """The unlock window, in sight."""
    assert isinstance(desktop.front, Unlock) and desktop.front.isVisible()
    return desktop.front


def sign_in(desktop: Desktop, qtbot: QtBot, passphrase: str = PASSPHRASE) -> Session:
    """Type the passphrase; returns the person at work."""
    front = unlock(desktop)
    front.phrase.edit.setText(passphrase)
    front.submit()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=20_000)
    session = desktop.session
    assert session is not None
    qtbot.waitUntil(lambda: session.desk.idle)
    return session


def in_sight() -> list[QWidget]:
    """Every window that can be seen."""
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def delete_at_last() -> None:
    """What was to be deleted later is deleted now."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
