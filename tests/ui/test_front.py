"""Unlocking and the first start, on a real vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from abductdesk.faults import Refused
from abductdesk.store import passphrases
from abductdesk.store.vault import Vault
from abductdesk.ui.screens.first_start import FirstStart, Wish, groups
from abductdesk.ui.screens.unlock import Unlock
from abductdesk.ui.secrets import SecretField
from tests.conftest import PASSPHRASE, PERSON, Template
from tests.ui.helpers import assert_accessible, assert_speaks


@pytest.fixture
def unlock(vault_folder: Path, qtbot: QtBot) -> Unlock:
    made = Unlock(
        [(PERSON, PERSON)],
        unlock=lambda name, phrase: Vault.open_with_passphrase(vault_folder, name, phrase),
        recover=lambda code: Vault.open_with_recovery(vault_folder, code),
        can_trust=True,
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_passphrase_opens_and_is_forgotten(unlock: Unlock, qtbot: QtBot) -> None:
    unlock.trust.setChecked(True)
    unlock.phrase.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(unlock.opened) as opened:
        QTest.keyClick(unlock.phrase.edit, Qt.Key.Key_Return)
        assert not unlock.go.isEnabled()
    assert opened.args is not None
    vault, trust = opened.args
    assert isinstance(vault, Vault) and trust
    assert unlock.phrase.text() == ""
    vault.close()


def test_a_wrong_one_is_said_under_the_field_and_can_be_typed_again(unlock: Unlock, qtbot: QtBot) -> None:
    unlock.phrase.edit.setText("orchid tunnel harbour violet")
    unlock.submit()
    qtbot.waitUntil(unlock.go.isEnabled)
    assert unlock.phrase.edit.accessibleDescription()
    assert unlock.phrase.edit.selectedText()


def test_nothing_typed_asks_nothing(unlock: Unlock) -> None:
    unlock.submit()
    assert unlock.go.isEnabled()
    assert unlock.phrase.edit.accessibleDescription() == "Enter your passphrase."


def test_the_recovery_code_opens(unlock: Unlock, vault_template: Template, qtbot: QtBot) -> None:
    unlock.other.click()
    assert not unlock.phrase.isVisible() and unlock.code.isVisible()
    unlock.code.setText(vault_template.code.lower())
    with qtbot.waitSignal(unlock.recovered) as recovered:
        unlock.submit()
    assert recovered.args is not None
    recovered.args[0].close()
    unlock.code.setText("nonsense")
    unlock.submit()
    qtbot.waitUntil(unlock.banner.isVisible)


def test_it_is_named_and_follows_the_language(unlock: Unlock) -> None:
    assert_accessible(unlock)
    assert_speaks(unlock, {PERSON})


def test_one_person_is_not_asked_who_they_are(unlock: Unlock, qtbot: QtBot) -> None:
    assert not unlock.who.isVisible()
    several = Unlock([("a", "An"), ("b", "Bram")], unlock=lambda name, phrase: (name, phrase))
    qtbot.addWidget(several)
    several.show()
    several.who.choose("b")
    several.phrase.edit.setText("x")
    with qtbot.waitSignal(several.opened) as opened:
        several.submit()
    assert opened.args == [("b", "x"), False]


def test_caps_lock_is_noticed_and_the_phrase_can_be_shown(qtbot: QtBot) -> None:
    field = SecretField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.edit, "A")  # a capital without shift
    assert field.edit.accessibleDescription() == "Caps Lock seems to be on."
    QTest.keyClicks(field.edit, "b")
    assert field.edit.accessibleDescription() == ""
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    field._show.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field._show.accessibleName() == "Hide"


def refuse_network(folder: Path) -> None:
    if "network" in str(folder):
        raise Refused("This folder is on the network. Choose one on this computer.")


@pytest.fixture
def first(tmp_path: Path, qtbot: QtBot) -> FirstStart:
    def create(wish: Wish) -> tuple[Vault, str]:
        return Vault.create(wish.folder, bureau=wish.bureau, person=wish.person, passphrase=wish.passphrase)

    made = FirstStart(
        create=create, strength=passphrases.strength, folder=tmp_path / "vault", check=refuse_network
    )
    qtbot.addWidget(made)
    made.show()
    return made


def fill_in(first: FirstStart) -> None:
    first.bureau.setText("Bureau Test")
    first.person.setText("An Peeters")
    first.next.click()


def test_from_nothing_to_a_vault(first: FirstStart, tmp_path: Path, qtbot: QtBot) -> None:
    fill_in(first)
    first.phrase.edit.setText(PASSPHRASE)
    assert first.meter.value() >= 3
    first.again.edit.setText(PASSPHRASE)
    first.make.click()
    qtbot.waitUntil(lambda: first.steps.currentIndex() == 2, timeout=10_000)
    shown = first.code.text()
    first.typed.setText("wrong")
    with qtbot.assertNotEmitted(first.created):
        first.finish.click()
    first.typed.setText(f" {groups(shown)[-1].lower()}")
    with qtbot.waitSignal(first.created) as created:
        first.finish.click()
    assert created.args is not None
    vault, wish = created.args
    assert wish == Wish("Bureau Test", "An Peeters", PASSPHRASE, tmp_path / "vault")
    assert first.code.text() == "" and first.phrase.text() == ""
    vault.close()
    Vault.open_with_recovery(tmp_path / "vault", "-".join(groups(shown))).close()


def test_every_step_says_what_is_missing(first: FirstStart) -> None:
    first.next.click()
    assert first.banner.text() == "Please enter the name of the bureau."
    first.folder.setText("/network/vault")
    fill_in(first)
    assert first.banner.text() == "This folder is on the network. Choose one on this computer."
    first.folder.setText("/here")
    first.next.click()
    first.phrase.edit.setText("An Peeters")
    first.make.click()
    assert "easy to guess" in first.phrase._error.text()
    first.phrase.edit.setText(PASSPHRASE)
    first.again.edit.setText(PASSPHRASE[:-1])
    first.make.click()
    assert first.again._error.text() == "The two are not the same. Type it once more."


def test_enter_goes_from_step_to_step(first: FirstStart, qtbot: QtBot) -> None:
    first.person.setText("An Peeters")
    QTest.keyClick(first.bureau, Qt.Key.Key_Return)
    assert first.banner.text() == "Please enter the name of the bureau."
    first.bureau.setText("Bureau Test")
    QTest.keyClick(first.folder, Qt.Key.Key_Return)
    assert first.steps.currentIndex() == 1
    first.phrase.edit.setText(PASSPHRASE)
    with qtbot.waitActive(first):
        first.activateWindow()
    QTest.keyClick(first.phrase.edit, Qt.Key.Key_Return)
    assert first.again.edit.hasFocus()


def test_every_step_is_named_and_follows_the_language(first: FirstStart) -> None:
    for step in range(3):
        first._show(step)
        assert_accessible(first)
        assert_speaks(first)
