"""From the start of the program to the window: temporary passphrases, suspension, a vault brought along."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions import safe
from abductdesk.actions.computers import computers
from abductdesk.actions.moving import copy_for_move
from abductdesk.actions.office import Office
from abductdesk.actions.staff import admit, suspend_staff
from abductdesk.app import LOG, Desktop
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole
from abductdesk.ui.passphrase import NewPassphrase
from abductdesk.ui.screens.first_start import FirstStart
from abductdesk.ui.screens.unlock import Unlock
from tests.conftest import PASSPHRASE, PERSON
from tests.store.test_keyrings import InMemory, put_back, works

__all__ = ["put_back", "works"]
GIVEN, OWN = "marble winter cactus engine", "pillow rocket saddle zebra"
W = TypeVar("W", bound=QWidget)
Begin = Callable[[Path], Desktop]


@pytest.fixture
def begin(dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """The program as it starts on a vault's folder, its hooks taken off again at the end."""
    monkeypatch.setenv("ABDUCTDESK_CONFIG", str(tmp_path / "config"))
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    made: list[Desktop] = []

    def start(folder: Path) -> Desktop:
        desktop = Desktop(dressed, folder)
        made.append(desktop)
        desktop.begin()
        return desktop

    yield start
    for desktop in made:
        if desktop.session is not None:
            desktop.session.end()
        if desktop.front is not None:
            desktop.front.hide()
            desktop.front.deleteLater()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    log = tmp_path / "config" / LOG
    assert not log.exists() or "Error" not in log.read_text("utf-8"), "what goes to the hooks fails no test"


def front(desktop: Desktop, kind: type[W]) -> W:
    assert isinstance(desktop.front, kind)
    return desktop.front


def sign_in(desktop: Desktop, name: str, phrase: str, qtbot: QtBot) -> Unlock:
    unlock = front(desktop, Unlock)
    unlock.who.choose(name)
    unlock.phrase.edit.setText(phrase)
    unlock.submit()
    # answered: the window is open, or the passphrase can be typed again
    qtbot.waitUntil(lambda: desktop.session is not None or unlock.go.isEnabled(), timeout=10_000)
    return unlock


@pytest.fixture
def bram(office: Office) -> int:
    return admit(office, {"name": "Bram Wouters", "roles": [StaffRole.CASEWORKER]}, GIVEN)


def test_a_newcomer_chooses_a_passphrase_before_the_window_opens(
    office: Office, vault: Vault, bram: int, begin: Begin, qtbot: QtBot
) -> None:
    desktop = begin(vault.folder)
    unlock = sign_in(desktop, "Bram Wouters", GIVEN, qtbot)
    assert desktop.session is None
    dialog = unlock.findChildren(NewPassphrase)[-1]
    for phrase in (GIVEN, OWN):
        dialog.new.edit.setText(phrase)
        dialog.again.edit.setText(phrase)
        dialog.submit()
        qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000) if phrase == GIVEN else None
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=10_000)
    safe.sign_in(vault.folder, "Bram Wouters", OWN).vault.close()


def test_leaving_that_question_opens_nothing(
    office: Office, vault: Vault, bram: int, begin: Begin, qtbot: QtBot
) -> None:
    desktop = begin(vault.folder)
    unlock = sign_in(desktop, "Bram Wouters", GIVEN, qtbot)
    unlock.findChildren(NewPassphrase)[-1].reject()
    assert desktop.session is None and unlock.isVisible()


def test_a_suspension_locks_an_open_window_and_says_why(
    office: Office, vault: Vault, bram: int, begin: Begin, qtbot: QtBot
) -> None:
    theirs = safe.sign_in(vault.folder, "Bram Wouters", GIVEN)
    safe.choose_passphrase(theirs, OWN)
    theirs.vault.close()
    desktop = begin(vault.folder)
    sign_in(desktop, "Bram Wouters", OWN, qtbot)
    session = desktop.session
    assert session is not None
    qtbot.waitUntil(lambda: session.desk.idle)
    office.do(suspend_staff, bram)
    session._look_again()  # what its timer does every ten seconds
    qtbot.waitUntil(lambda: desktop.session is None, timeout=10_000)
    assert "suspended since" in front(desktop, Unlock).note.text()
    unlock = sign_in(desktop, "Bram Wouters", OWN, qtbot)
    assert desktop.session is None
    assert "suspended since" in unlock.phrase.edit.accessibleDescription()


def test_a_lost_keyring_is_said_and_the_computer_trusted_again(
    office: Office, vault: Vault, begin: Begin, qtbot: QtBot, works: InMemory
) -> None:
    safe.trust_this_computer(office)
    works.kept.clear()
    desktop = begin(vault.folder)
    unlock = front(desktop, Unlock)
    qtbot.waitUntil(unlock.note.isVisible, timeout=10_000)
    assert "no longer trusted" in unlock.note.text()
    unlock.trust.setChecked(True)
    sign_in(desktop, PERSON, PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: bool(works.kept), timeout=10_000)
    qtbot.waitUntil(lambda: [each.here for each in computers(office)] == [True])


def test_a_vault_is_brought_to_a_new_computer(
    office: Office, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    copy_for_move(office, tmp_path / "stick")
    new = tmp_path / "new" / "vault"
    desktop = begin(new)
    first = front(desktop, FirstStart)
    first.bring_from(tmp_path)
    qtbot.waitUntil(first.banner.isVisible)
    assert "several vaults" in first.banner.text()
    first.bring_from(tmp_path / "stick")
    qtbot.waitUntil(lambda: isinstance(desktop.front, Unlock), timeout=10_000)
    front(desktop, Unlock).back.click()
    assert not new.with_name("vault.part").exists()
    front(desktop, FirstStart).bring_from(tmp_path / "stick")
    qtbot.waitUntil(lambda: isinstance(desktop.front, Unlock), timeout=10_000)
    sign_in(desktop, PERSON, "not this one at all", qtbot)
    assert not new.exists()
    sign_in(desktop, PERSON, PASSPHRASE, qtbot)
    qtbot.waitUntil(lambda: desktop.session is not None, timeout=10_000)
    assert safe.people(new)[0].name == PERSON
