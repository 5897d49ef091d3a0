"""Settings: each change is saved by its own dialog, and a colleague can be let in."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions import safe
from abductdesk.actions.bureau import settings, staff_list
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change
from abductdesk.terms import StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.passphrase import NewPassphrase
from abductdesk.ui.screens.settings import Settings
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible

PHRASE = "orchid tunnel harbour violin 58"


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Settings:
    window = Window(desk, [Settings])
    qtbot.addWidget(window)
    window.show()
    window.go("settings")
    found = window.current()
    assert isinstance(found, Settings)
    qtbot.waitUntil(lambda: desk.idle)
    return found


def dialog(screen: Settings, kind: type, qtbot: QtBot) -> object:
    qtbot.waitUntil(lambda: bool(screen.findChildren(kind)))
    return screen.findChildren(kind)[-1]


def test_everything_on_the_page_has_a_name(screen: Settings) -> None:
    assert_accessible(screen)


def test_the_bureaus_address_is_changed(screen: Settings, office: Office, qtbot: QtBot) -> None:
    screen.edit_bureau()
    asked = dialog(screen, FormDialog, qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.rows["street"].editor.set_value("Voorbeeldlaan 10")
    asked.form.rows["closed_days"].editor.set_value(["2026-12-24"])
    asked.submit()
    qtbot.waitUntil(lambda: office.ask(settings).street == "Voorbeeldlaan 10")
    assert office.ask(settings).closed_days == ["2026-12-24"]


def test_a_colleague_is_let_in_with_name_roles_and_a_passphrase(
    screen: Settings, office: Office, qtbot: QtBot
) -> None:
    screen.staff.ask_name()
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


def test_a_backup_is_made_and_the_vault_checked(screen: Settings, office: Office, qtbot: QtBot) -> None:
    screen.back_up()
    qtbot.waitUntil(lambda: safe.state_of(office).backups == 1, timeout=10_000)
    screen.verify()
    qtbot.waitUntil(lambda: "whole" in screen.answer.text(), timeout=10_000)
