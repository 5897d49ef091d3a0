"""Screens without a screen: Qt draws offscreen, in the program's own look, and its warnings fail the test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a real one only for those who ask for it

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from abductdesk.actions.office import Office
from abductdesk.ui.desk import Desk
from abductdesk.ui.texts import speak
from abductdesk.ui.theme import look
from tests.actions.conftest import NOW, TODAY, founded, office, vault

__all__ = ["NOW", "TODAY", "founded", "office", "vault"]  # the same office as the tests of actions


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    look.dress("light")
    return qapp


@pytest.fixture(autouse=True)
def plain(dressed: QApplication) -> Iterator[None]:
    """Every test begins and ends in English, light, at 100 %."""
    yield
    if look.tokens.dark or look.scale != 100:
        look.choose("light", 100)
    speak("en")


@pytest.fixture
def desk(office: Office, dressed: QApplication) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()
