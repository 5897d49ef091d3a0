"""Idle lock and clipboard."""

from __future__ import annotations

import sys
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.ui.countdown import Countdown, Strip
from abductdesk.ui.security import Clipboard, IdleLock, hints


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "time", made)
    return made


def pass_time(idle: IdleLock, clock: Clock, seconds: int) -> None:
    for _ in range(seconds):
        clock.now += 1
        idle.tick()


def test_it_warns_then_locks(clock: Clock, qtbot: QtBot) -> None:
    idle = IdleLock(100)
    left: list[int] = []
    locked: list[float] = []
    idle.countdown.connect(left.append)
    idle.locked.connect(lambda: locked.append(clock.now))
    idle.start()
    pass_time(idle, clock, 69)
    assert left == []
    pass_time(idle, clock, 30)
    assert left == list(range(30, 0, -1)) and locked == []
    pass_time(idle, clock, 1)
    assert left[-1] == 0 and locked == [1100.0]


def test_somebody_at_the_keyboard_keeps_it_open(clock: Clock, qtbot: QtBot) -> None:
    idle = IdleLock(100)
    left: list[int] = []
    locked: list[float] = []
    idle.countdown.connect(left.append)
    idle.locked.connect(lambda: locked.append(1))
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    idle.start()
    pass_time(idle, clock, 80)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert left[-1] == 0
    pass_time(idle, clock, 60)
    assert locked == []


def test_a_computer_that_slept_is_locked_when_it_wakes(clock: Clock, qtbot: QtBot) -> None:
    idle = IdleLock(10_000)
    idle.start()
    pass_time(idle, clock, 2)
    clock.now += 300
    with qtbot.waitSignal(idle.locked):
        idle.tick()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A field with the focus and something in it."""
    made = QLineEdit("+32 2 475 44 99")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    made.selectAll()
    return made


def test_what_is_copied_here_is_wiped_after_a_while(field: QLineEdit, qtbot: QtBot) -> None:
    clip = Clipboard(seconds=0)
    field.copy()
    assert QGuiApplication.clipboard().text() == "+32 2 475 44 99"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    assert clip is not None


def test_what_is_copied_here_is_marked_as_not_for_histories(field: QLineEdit, qtbot: QtBot) -> None:
    clip = Clipboard()
    field.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "+32 2 475 44 99"
    for name, value in hints(sys.platform).items():
        assert bytes(mime.data(name).data()) == value
    clip.wipe()
    assert QGuiApplication.clipboard().text() == ""


def test_what_each_system_understands_as_secret() -> None:
    assert hints("linux") == {"x-kde-passwordManagerHint": b"secret"}
    assert hints("win32") == {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": b"\0\0\0\0",
        "CanUploadToCloudClipboard": b"\0\0\0\0",
    }
    assert hints("darwin") == {}


def stands(countdown: Countdown) -> Strip | None:
    return countdown.strip


def test_the_countdown_stands_over_the_dialog_in_front_and_any_key_stops_it(
    clock: Clock, qtbot: QtBot
) -> None:
    window, idle = QWidget(), IdleLock(100)
    countdown = Countdown(window)
    window.resize(900, 600)
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.resize(500, 300)
    qtbot.addWidget(window)
    idle.countdown.connect(countdown.show_left)
    window.show()
    dialog.open()
    qtbot.waitUntil(lambda: dialog.windowHandle() is not None and dialog.isActiveWindow())
    idle.start()
    pass_time(idle, clock, 72)
    strip = stands(countdown)
    assert strip is not None and strip.isVisible() and strip.parentWidget() is dialog
    assert strip.text() == "Locks in 28 seconds. Press any key to stay."
    assert strip.geometry().right() < dialog.width()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    assert stands(countdown) is None
    pass_time(idle, clock, 99)
    dialog.done(0)
    pass_time(idle, clock, 0)
    countdown.show_left(1)
    strip = stands(countdown)
    assert strip is not None and strip.parentWidget() is window
    assert strip.text() == "Locks in 1 second. Press any key to stay."


def test_a_click_in_a_list_that_dropped_down_counts_as_use(clock: Clock, qtbot: QtBot) -> None:
    """It has a window of its own, which never has the focus."""
    combo, idle = QComboBox(), IdleLock(100)
    combo.addItems(["a", "b", "c"])
    qtbot.addWidget(combo)
    combo.show()
    qtbot.waitUntil(lambda: combo.windowHandle() is not None)
    idle.start()
    combo.showPopup()
    pass_time(idle, clock, 80)
    dropped = combo.view().window()
    popup = dropped.windowHandle()
    assert popup is not None and popup is not combo.windowHandle()
    left: list[int] = []
    idle.countdown.connect(left.append)
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton)
    assert left == [0]
    combo.hidePopup()


def test_what_another_program_copied_meanwhile_stays(
    field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = Clipboard()
    field.copy()
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)  # another program is in front
    QGuiApplication.clipboard().setText("theirs")
    clip.wipe()
    assert QGuiApplication.clipboard().text() == "theirs"
