"""Backups in the window: made by themselves, said calmly, restored after reading what would be lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions import backups, safe
from abductdesk.actions.bureau import settings
from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.office import Office
from abductdesk.models import Staff
from abductdesk.store import backup
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole
from abductdesk.ui import keeper
from abductdesk.ui.backupform import BackupForm
from abductdesk.ui.backupnotice import BackupNotice
from abductdesk.ui.backupwords import folder_words
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Notice, Question
from abductdesk.ui.restoring import RestoreDialog
from abductdesk.ui.screens.safe.backups import BackupsTab
from abductdesk.ui.screens.today import Today
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


def test_damaged_files_are_deleted_only_when_asked(tab: BackupsTab, office: Office, qtbot: QtBot) -> None:
    kept = office.vault.folder / "kept-aside" / "2026-11-20T080000Z"
    kept.mkdir(parents=True)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.aside.isVisible())
    tab.ask_discard()
    question = dialog(Question)
    question.yes.click()
    qtbot.waitUntil(lambda: not kept.exists())
