"""Backups in the window: made by themselves, said calmly, restored after reading what would be lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions import backups, restore, safe
from abductdesk.actions.bureau import settings
from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.cases import change_case
from abductdesk.actions.office import Office
from abductdesk.actions.restore import Rescue
from abductdesk.app import Desktop
from abductdesk.faults import Refused
from abductdesk.models import Staff
from abductdesk.store import backup, header
from abductdesk.store.meanings import damaged
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole
from abductdesk.ui import keeper
from abductdesk.ui.backupform import BackupForm
from abductdesk.ui.backupnotice import BackupNotice
from abductdesk.ui.backupwords import folder_words
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Notice, Question
from abductdesk.ui.mending import MendDialog, OlderVault
from abductdesk.ui.restoring import RestoreDialog
from abductdesk.ui.screens.first_start import FirstStart
from abductdesk.ui.screens.safe.backups import BackupsTab
from abductdesk.ui.screens.today import Today
from abductdesk.ui.screens.unlock import Unlock
from abductdesk.ui.session import Session
from abductdesk.ui.window import Window
from tests.actions.conftest import NOW
from tests.conftest import PASSPHRASE, PERSON
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, dialog, open_window, press

LONG = 20_000  # a passphrase costs a third of a second, a checked backup as much


@pytest.fixture
def tab(desk: Desk, office: Office, qtbot: QtBot) -> BackupsTab:
    backups.back_up_now(office)
    window = open_window(desk, qtbot, "safe")
    window.go("safe", "backups")
    screen = window.current()
    found = getattr(screen, "tab", None)
    assert isinstance(found, BackupsTab)
    qtbot.waitUntil(lambda: found.table.model.rowCount() == 1)
    return found


def test_the_tab_says_all_and_names_everything(tab: BackupsTab, office: Office) -> None:
    said = shown_texts(tab)
    assert str(office.vault.folder) in " ".join(said)
    assert any("The newest 14 backups stay" in text for text in said)
    assert any("gone from the backups then" in text for text in said)
    assert_accessible(tab)
    assert_speaks(tab, {folder_words(office.vault.folder)})


def test_a_backup_is_verified_from_the_tab(tab: BackupsTab, qtbot: QtBot) -> None:
    press(tab, "Verify")
    qtbot.waitUntil(lambda: "The backup is whole" in tab.answer.text(), timeout=LONG)


def test_a_missing_second_place_is_said_on_the_tab_and_nothing_is_blocked(
    tab: BackupsTab, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    press(tab, "Settings…")
    form = dialog(BackupForm)
    form.form.rows["backup_folder"].editor.set_value(str(tmp_path / "nowhere"))
    form.submit()
    qtbot.waitUntil(lambda: "not there" in " ".join(shown_texts(form)))
    form.form.rows["backup_folder"].editor.set_value(str(stick))
    form.submit()
    qtbot.waitUntil(lambda: office.ask(settings).backup_folder == str(stick))
    stick.rmdir()
    qtbot.waitUntil(lambda: tab.backup.isEnabled())
    press(tab, "Back up now")
    qtbot.waitUntil(lambda: "not there" in tab.answer.text(), timeout=LONG)
    qtbot.waitUntil(lambda: tab.notice.isVisible())
    assert len(backup.every(office.vault.folder)) == 2


def test_others_see_how_things_stand_and_can_change_nothing(
    vault: Vault, office: Office, qtbot: QtBot, dressed: QApplication
) -> None:
    with vault.writing() as session:
        session.add(Staff(id=3, name="Chris Clerk", roles=[StaffRole.CLERK.value]))
    desk = Desk(Office(vault, 3, clock=lambda: NOW))
    window = open_window(desk, qtbot, "safe")
    window.go("safe", "backups")
    tab = window.findChild(BackupsTab)
    assert tab is not None
    qtbot.waitUntil(lambda: tab.values.isVisible())
    assert not tab.backup.isVisible() and not tab.restore_one.isVisible() and not tab.setup.isVisible()
    window.hide()
    desk.close()


def test_restoring_is_read_ticked_and_done(tab: BackupsTab, office: Office, qtbot: QtBot) -> None:
    abduction(office)
    locked: list[bool] = []
    window = tab.window()
    assert isinstance(window, Window)
    window.lock_wanted.connect(lambda: locked.append(True))
    press(tab, "Restore…")
    asked = dialog(RestoreDialog)
    qtbot.waitUntil(lambda: asked.read.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: "(new)" in " ".join(shown_texts(asked)))
    assert_accessible(asked)
    assert not asked.go.isEnabled()
    asked.read.setChecked(True)
    qtbot.waitUntil(lambda: tab.desk.idle)
    asked.submit()
    qtbot.waitUntil(lambda: bool(locked), timeout=LONG)
    assert len(office.ask(case_ids, Filter())) == 0
    assert {found.reason for found in backup.every(office.vault.folder)} == {"", "before-restore"}


def test_a_folder_that_is_no_backup_is_refused_in_the_dialog(
    tab: BackupsTab, qtbot: QtBot, tmp_path: Path
) -> None:
    tab.restore_folder(tmp_path)
    asked = dialog(RestoreDialog)
    qtbot.waitUntil(lambda: "damaged and cannot be restored" in asked.refusal.text())
    assert not asked.go.isEnabled() and asked.cancel.isEnabled()


# by themselves


def test_a_backup_makes_itself_and_the_status_bar_says_so(office: Office, qtbot: QtBot) -> None:
    session = Session(office)
    session.window.show()
    session.keeper.look()
    qtbot.waitUntil(
        lambda: any("Backup: today" in text for text in shown_texts(session.window)), timeout=LONG
    )
    assert len(backup.every(office.vault.folder)) == 1
    session.end()


def test_the_program_backs_up_when_it_is_closed_and_not_at_a_lock(
    office: Office, founded: Path, qtbot: QtBot
) -> None:
    folder = office.vault.folder
    Session(office).end()
    assert backup.every(folder) == []
    again = safe.sign_in(folder, PERSON, PASSPHRASE)
    Session(again).end(closing=True)
    assert len(backup.every(folder)) == 1


def test_today_says_what_is_wrong_to_those_who_can_mend_it(
    desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    abduction(office)
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_up(office, office.ask(settings).version, {"backup_folder": str(stick)})
    stick.rmdir()
    window = open_window(desk, qtbot, "today")
    today = window.current()
    assert isinstance(today, Today)
    qtbot.waitUntil(lambda: today.stack.currentIndex() == 1)
    notice = today.findChild(BackupNotice)
    assert notice is not None and not notice.isVisible()
    desk.notice(keeper.look(office))
    assert notice.isVisible() and "second place" in notice.text()
    assert notice.button is not None
    notice.button.click()
    assert window.findChild(BackupsTab) is not None
    stick.mkdir()
    desk.notice(keeper.look(office))
    assert "second place" not in notice.text()


def test_a_backup_that_fails_keeps_nobody_from_working(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        found = keeper.look(office)
    assert found.wanting and found.fault is not None
    assert "disk is full" in found.fault.text


def test_a_clock_that_went_back_is_said_at_the_start(vault: Vault, office: Office, qtbot: QtBot) -> None:
    abduction(office)
    session = Session(Office(vault, 1, clock=lambda: NOW.replace(year=2020)))
    session.window.show()
    qtbot.waitUntil(lambda: bool(session.window.findChildren(Notice)))
    (notice,) = session.window.findChildren(Notice)
    assert "counted from today" in notice.text.text()
    session.end()


# a vault that does not open


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
            desktop._end_session()
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
    assert len(backups.state_of(office).aside) == 1


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


def test_a_new_computer_begins_from_a_backup(
    left: Path, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = program(tmp_path / "new")
    first = desktop.front
    assert isinstance(first, FirstStart)
    first.from_backup.click()
    mend = dialog(MendDialog)
    assert "no backup beside the vault" in mend.answer.text()
    mend.offer([found.folder for found in restore.backups_in(left / backup.FOLDER)])
    mend.phrase.edit.setText(PASSPHRASE)
    mend.compare()
    qtbot.waitUntil(lambda: mend.read.isVisible(), timeout=LONG)
    mend.read.setChecked(True)
    mend.submit()
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=LONG)
    assert desktop.session is not None
    assert len(desktop.session.office.ask(case_ids, Filter())) == 1


def test_the_dialogs_follow_the_language(left: Path, qtbot: QtBot) -> None:
    mend = MendDialog(None, Rescue(left), damaged(), then=lambda _rescue: None)
    older = OlderVault(None, Refused("Enter the code."), open_it=lambda: None, restore_it=lambda: None)
    for made in (mend, older):
        qtbot.addWidget(made)
        made.show()
        assert_accessible(made)
        assert_speaks(made)


def test_damaged_files_are_deleted_only_when_asked(tab: BackupsTab, office: Office, qtbot: QtBot) -> None:
    kept = office.vault.folder / "kept-aside" / "2026-11-20T080000Z"
    kept.mkdir(parents=True)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.aside.isVisible())
    tab.ask_discard()
    question = dialog(Question)
    question.yes.click()
    qtbot.waitUntil(lambda: not kept.exists())
