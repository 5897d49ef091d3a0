"""The vault's screen: colleagues, backups, checks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions import safe
from abductdesk.actions.bureau import staff_list
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change
from abductdesk.terms import StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.passphrase import NewPassphrase
from abductdesk.ui.screens.safe import SafeScreen
from abductdesk.ui.screens.safe.backups import BackupsTab
from abductdesk.ui.screens.safe.people import PeopleTab
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible

PHRASE = "orchid tunnel harbour violin 58"


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SafeScreen:
    window = Window(desk, [SafeScreen])
    qtbot.addWidget(window)
    window.show()
    window.go("safe")
    found = window.current()
    assert isinstance(found, SafeScreen)
    qtbot.waitUntil(lambda: desk.idle)
    return found


def dialog(screen: QWidget, kind: type, qtbot: QtBot) -> object:
    qtbot.waitUntil(lambda: bool(screen.findChildren(kind)))
    return screen.findChildren(kind)[-1]


def test_everything_on_every_tab_has_a_name(screen: SafeScreen) -> None:
    for tab in screen.tabs:
        screen.show_tab(tab.key)
        assert_accessible(screen)


def test_a_colleague_is_let_in_with_name_roles_and_a_passphrase(
    screen: SafeScreen, office: Office, qtbot: QtBot
) -> None:
    tab = screen.tab
    assert isinstance(tab, PeopleTab)
    tab.staff.ask_name()
    asked = dialog(screen, FormDialog, qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.rows["name"].editor.set_value("Bram Wouters")
    asked.form.rows["roles"].editor.set_value([StaffRole.CASEWORKER])
    asked.submit()
    phrase = dialog(screen, NewPassphrase, qtbot)
    assert isinstance(phrase, NewPassphrase)
    phrase.new.edit.setText("too short")
    phrase.again.edit.setText("too short")
    phrase.submit()
    assert len(office.ask(staff_list)) == 1
    phrase.new.edit.setText(PHRASE)
    phrase.again.edit.setText(PHRASE)
    phrase.submit()
    qtbot.waitUntil(lambda: len(office.ask(staff_list)) == 2, timeout=10_000)
    assert office.ask(last_change) is None, "a key that was given is not undone"
    theirs = safe.sign_in(office.vault.folder, "Bram Wouters", PHRASE)
    assert theirs.staff.roles == [StaffRole.CASEWORKER.value]
    theirs.vault.close()


def test_a_backup_is_made_and_the_vault_checked(screen: SafeScreen, office: Office, qtbot: QtBot) -> None:
    screen.show_tab("backups")
    tab = screen.tab
    assert isinstance(tab, BackupsTab)
    tab.back_up()
    qtbot.waitUntil(lambda: safe.state_of(office).backups == 1, timeout=10_000)
    qtbot.waitUntil(tab.check.isEnabled, timeout=10_000)
    tab.verify()
    qtbot.waitUntil(lambda: "whole" in tab.answer.text(), timeout=10_000)
