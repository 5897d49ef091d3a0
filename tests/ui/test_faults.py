"""Bugs: logged without data, shown once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.ui.faults import FaultDialog, Guard, describe
from tests.ui.helpers import assert_accessible

SECRET = "An Peeters, Kerkstraat 1"


def stumble() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as fault:
        raise ValueError(SECRET) from fault


def caught() -> ValueError:
    with pytest.raises(ValueError, match="An Peeters") as raised:
        stumble()
    return raised.value


@pytest.fixture
def guard(tmp_path: Path, qtbot: QtBot) -> Iterator[Guard]:
    over = QWidget()
    qtbot.addWidget(over)
    yield Guard(tmp_path / "log.txt", lambda: over)
    over.close()


def test_a_description_has_types_and_frames_and_no_text() -> None:
    said = describe(caught())
    assert "builtins.ValueError" in said and "builtins.KeyError" in said
    assert "ui/test_faults.py:" in said and "stumble" in said
    assert "Peeters" not in said


def test_it_is_logged_and_shown_once(guard: Guard, tmp_path: Path, qtbot: QtBot) -> None:
    for _ in range(3):
        guard.report(caught())
    over = guard._parent()
    assert over is not None
    qtbot.waitUntil(lambda: bool(over.findChildren(FaultDialog)))
    QApplication.processEvents()
    assert len(over.findChildren(FaultDialog)) == 1
    log = (tmp_path / "log.txt").read_text()
    assert log.count("builtins.ValueError") == 3 and "Peeters" not in log
    assert_accessible(over.findChildren(FaultDialog)[0])


def test_it_may_come_from_any_thread(guard: Guard, qtbot: QtBot) -> None:
    fault = caught()
    thread = threading.Thread(target=guard.report, args=(fault,))
    thread.start()
    thread.join()
    over = guard._parent()
    assert over is not None
    qtbot.waitUntil(lambda: bool(over.findChildren(FaultDialog)))


def test_a_log_does_not_grow_for_ever(guard: Guard, tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("x" * 600_000)
    guard.report(caught())
    assert (tmp_path / "log.txt").stat().st_size < 10_000
