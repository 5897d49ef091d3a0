"""A vault that does not open: its backup is offered where one signs in, and nothing damaged is deleted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions import backups, safe
from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.cases import change_case
from abductdesk.actions.office import Office
from abductdesk.actions.restore import Rescue
from abductdesk.app import Desktop
from abductdesk.faults import Refused
from abductdesk.store import header
from abductdesk.store.meanings import damaged
from abductdesk.ui.mending import MendDialog, OlderVault
from abductdesk.ui.screens.unlock import Unlock
from tests.conftest import PASSPHRASE, PERSON
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, dialog

LONG = 20_000  # a passphrase costs a third of a second, a checked backup as much


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


Program = Callable[[Path], Desktop]


@pytest.fixture
def program(home: None, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The wiring, without the hooks for errors; what is open at the end is closed."""
    made: list[Desktop] = []

    def begin(folder: Path) -> Desktop:
        monkeypatch.setattr("abductdesk.ui.faults.Guard.install", lambda self: None)
        desktop = Desktop(qapp, folder)
        made.append(desktop)
        desktop.begin()
        return desktop

    yield begin
    for desktop in made:
        if desktop.session is not None:
            desktop.session.end()
        for each in QApplication.topLevelWidgets():
            each.hide()
            each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def left(office: Office) -> Path:
    """A closed vault with a case, a backup of it, and a change after the backup."""
    case_id = abduction(office)
    backups.back_up_now(office)
    office.do(change_case, case_id, seen=10**9, changes={"summary": "after"})
    office.vault.close()
    return office.vault.folder


def unlock(desktop: Desktop) -> Unlock:
    front = desktop.front
    assert isinstance(front, Unlock)
    front.phrase.edit.setText(PASSPHRASE)
    front.submit()
    return front


def shown(kind: type, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets()),
        timeout=LONG,
    )


def test_a_damaged_vault_offers_its_backup_and_signs_in(left: Path, program: Program, qtbot: QtBot) -> None:
    os.truncate(left / "vault.db", 4096 * 3)
    desktop = program(left)
    unlock(desktop)
    shown(MendDialog, qtbot)
    mend = dialog(MendDialog)
    assert "cut short" in mend.sentence.text() or "damaged" in mend.sentence.text()
    qtbot.waitUntil(lambda: mend.read.isVisible(), timeout=LONG)
    assert "would be lost" in " ".join(shown_texts(mend))
    assert_accessible(mend)
    assert not mend.go.isEnabled()
    mend.read.setChecked(True)
    mend.submit()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=LONG)
    assert desktop.session is not None
    office = desktop.session.office
    assert len(office.ask(case_ids, Filter())) == 1
    assert len(backups.backup_state(office).aside) == 1


def test_a_missing_database_offers_its_backup(left: Path, program: Program, qtbot: QtBot) -> None:
    (left / "vault.db").unlink()
    unlock(program(left))
    shown(MendDialog, qtbot)


def test_a_lost_key_file_asks_for_the_passphrase_and_loses_nothing(
    left: Path, program: Program, qtbot: QtBot
) -> None:
    for name in (header.FILE, header.COPY):
        (left / name).unlink()
    desktop = program(left)
    shown(MendDialog, qtbot)
    mend = dialog(MendDialog)
    mend.phrase.edit.setText("not the passphrase at all")
    mend.compare()
    qtbot.waitUntil(lambda: "not right" in mend.answer.text(), timeout=LONG)
    mend.phrase.edit.setText(PASSPHRASE)
    mend.compare()
    qtbot.waitUntil(lambda: mend.read.isVisible(), timeout=LONG)
    assert "no record is taken back" in " ".join(shown_texts(mend))
    mend.read.setChecked(True)
    mend.submit()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=LONG)


def roll_back(left: Path) -> None:
    """Somebody puts an older database beside the newer key file."""
    older = (left / "vault.db").read_bytes()
    office = safe.sign_in(left, PERSON, PASSPHRASE)
    abduction(office)
    office.vault.close()
    (left / "vault.db").write_bytes(older)


def test_an_older_vault_is_explained_and_opened_only_when_confirmed(
    left: Path, program: Program, qtbot: QtBot
) -> None:
    roll_back(left)
    desktop = program(left)
    unlock(desktop)
    shown(OlderVault, qtbot)
    older = dialog(OlderVault)
    assert "older than its key file" in older.sentence.text()
    assert_accessible(older)
    assert not older.open_button.isEnabled()
    older.sure.setChecked(True)
    older.open_button.click()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=LONG)


def test_an_older_vault_can_be_restored_instead(left: Path, program: Program, qtbot: QtBot) -> None:
    roll_back(left)
    desktop = program(left)
    unlock(desktop)
    shown(OlderVault, qtbot)
    dialog(OlderVault).restore_button.click()
    shown(MendDialog, qtbot)
    mend = dialog(MendDialog)
    qtbot.waitUntil(lambda: mend.read.isVisible(), timeout=LONG)
    mend.read.setChecked(True)
    mend.submit()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=LONG)


def test_the_dialogs_follow_the_language(left: Path, qtbot: QtBot) -> None:
    mend = MendDialog(None, Rescue(left), damaged(), then=lambda _rescue: None)
    older = OlderVault(None, Refused("Enter the code."), open_it=lambda: None, restore_it=lambda: None)
    for made in (mend, older):
        qtbot.addWidget(made)
        made.show()
        assert_accessible(made)
        assert_speaks(made)
