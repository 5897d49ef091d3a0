"""Idle lock and clipboard."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.ui.security import Clipboard, IdleLock


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


def test_what_another_program_copied_meanwhile_stays(
    field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = Clipboard()
    field.copy()
    monkeypatch.setattr(QGuiApplication, "focusWindow", lambda: None)  # another program is in front
    QGuiApplication.clipboard().setText("theirs")
    clip.wipe()
    assert QGuiApplication.clipboard().text() == "theirs"
