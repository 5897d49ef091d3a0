"""Screens without a screen: Qt draws offscreen, in the program's own look, and its warnings fail the test."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from abductdesk.actions.bureau import found_bureau
from abductdesk.actions.office import Office
from abductdesk.store.vault import Vault
from abductdesk.ui.desk import Desk
from abductdesk.ui.texts import speak
from abductdesk.ui.theme import look
from tests.conftest import Template, open_at_once

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


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


@pytest.fixture(scope="session")
def founded(vault_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a bureau and its first person, made once."""
    folder = Path(shutil.copytree(vault_template.folder, tmp_path_factory.mktemp("founded") / "vault"))
    vault = open_at_once(folder, vault_template)
    found_bureau(vault, bureau="Bureau Test", person="An Peeters", today=date(2026, 1, 5))
    vault.close()
    return folder


@pytest.fixture
def vault(founded: Path, vault_template: Template, tmp_path: Path) -> Iterator[Vault]:
    opened = open_at_once(Path(shutil.copytree(founded, tmp_path / "vault")), vault_template)
    yield opened
    opened.close()


@pytest.fixture
def office(vault: Vault) -> Office:
    """An Peeters at work, on 23 November 2026."""
    return Office(vault, 1, clock=lambda: NOW)


@pytest.fixture
def desk(office: Office, dressed: QApplication) -> Iterator[Desk]:
    made = Desk(office)
    yield made
    made.close()
