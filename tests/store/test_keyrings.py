"""The system's keyring opens a trusted computer; else the passphrase does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from abductdesk.faults import Refused
from abductdesk.store import header, keyrings
from abductdesk.store.vault import Vault
from tests.conftest import PASSPHRASE, PERSON, Template

ROOT = Path(__file__).parents[2]


class InMemory(KeyringBackend):
    """A keyring that works, for as long as the test lasts."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(InMemory):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class Locked(InMemory):
    """Raises what its system raises, not an error of the keyring library."""

    def get_password(self, service: str, username: str) -> str | None:
        raise SystemError("locked collection")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise SystemError("locked collection")

    delete_password = get_password  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    return use(InMemory(), monkeypatch)


def use(backend: InMemory, monkeypatch: pytest.MonkeyPatch) -> InMemory:
    """Let the system have this keyring and count it as real."""
    monkeypatch.setattr(
        keyrings, "_REAL", {*keyrings._REAL, (type(backend).__module__, type(backend).__name__)}
    )
    keyring.set_keyring(backend)
    return backend


def test_a_trusted_computer_opens_at_once(vault: Vault, vault_folder: Path, works: InMemory) -> None:
    assert keyrings.is_available()
    vault.trust_workstation()
    vault.close()
    opened = Vault.open_with_workstation(vault_folder)
    assert opened is not None
    assert (opened.staff_id, opened.name) == (1, PERSON)
    assert opened.trusts_this_computer()
    opened.forget_workstation()
    assert not opened.trusts_this_computer()
    opened.close()
    assert works.kept == {}
    assert Vault.open_with_workstation(vault_folder) is None
    assert [slot.kind for slot in header.read(vault_folder).slots] == ["person", "recovery"]


def test_trusting_twice_leaves_one_key(vault: Vault, vault_folder: Path, works: InMemory) -> None:
    vault.trust_workstation()
    vault.trust_workstation()
    assert len(works.kept) == 1
    assert [slot.kind for slot in header.read(vault_folder).slots].count("workstation") == 1
    opened = Vault.open_with_workstation(vault_folder)
    assert opened is not None
    opened.close()


def test_a_computer_nobody_trusted_asks(vault_folder: Path, works: InMemory) -> None:
    assert Vault.open_with_workstation(vault_folder) is None


def test_a_lost_keyring_asks_for_the_passphrase(vault: Vault, vault_folder: Path, works: InMemory) -> None:
    vault.trust_workstation()
    vault.close()
    works.kept.clear()  # what a reset of the Windows password does
    assert Vault.open_with_workstation(vault_folder) is None
    Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE).close()


def test_rubbish_in_the_keyring_asks_for_the_passphrase(
    vault: Vault, vault_folder: Path, works: InMemory
) -> None:
    vault.trust_workstation()
    for place in works.kept:
        works.kept[place] = "not base 64 at all!"
    assert Vault.open_with_workstation(vault_folder) is None


def test_a_revoked_person_is_revoked_on_their_computer_too(
    vault: Vault, vault_folder: Path, works: InMemory, vault_template: Template
) -> None:
    vault.add_person(2, "Ben", "marble winter cactus engine")
    ben = Vault.open_with_passphrase(vault_folder, "Ben", "marble winter cactus engine")
    ben.trust_workstation()
    ben.close()
    vault.revoke(2)
    assert Vault.open_with_workstation(vault_folder) is None


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring, InMemory])
def test_no_real_keyring_means_no_trust(
    vault: Vault, vault_folder: Path, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())  # InMemory is not on the list here: it could be a file
    assert not keyrings.is_available()
    with pytest.raises(Refused, match="has no keyring"):
        vault.trust_workstation()
    assert [slot.kind for slot in header.read(vault_folder).slots] == ["person", "recovery"]
    assert Vault.open_with_workstation(vault_folder) is None


@pytest.mark.parametrize("kind", [Forgetful, Locked])
def test_a_keyring_that_does_not_keep_is_not_trusted(
    vault: Vault, vault_folder: Path, monkeypatch: pytest.MonkeyPatch, kind: type[InMemory]
) -> None:
    use(kind(), monkeypatch)
    with pytest.raises(Refused, match="has no keyring"):
        vault.trust_workstation()
    assert [slot.kind for slot in header.read(vault_folder).slots] == ["person", "recovery"]


def test_a_keyring_that_locks_later_asks(
    vault: Vault, vault_folder: Path, works: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.trust_workstation()
    use(Locked(), monkeypatch)
    assert Vault.open_with_workstation(vault_folder) is None
    vault.forget_workstation()


def test_a_real_keyring_is_found_in_a_chain(works: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: type[KeyringBackend] = null.Keyring
    chain: type[KeyringBackend] = chainer.ChainerBackend
    monkeypatch.setattr(chain, "backends", [nothing(), works])
    keyring.set_keyring(chain())
    assert keyrings._backend() is works


def test_the_recovery_code_trusts_no_computer(
    vault_folder: Path, vault_template: Template, works: InMemory
) -> None:
    recovered = Vault.open_with_recovery(vault_folder, vault_template.code)
    with pytest.raises(Refused, match="Sign in with your own name"):
        recovered.trust_workstation()
    recovered.close()


def test_windows_keeps_the_key_on_this_computer(vault: Vault, works: InMemory) -> None:
    works.persist = "enterprise"  # type: ignore[attr-defined]  # what the Windows back end starts with
    vault.trust_workstation()
    assert works.persist == "local_machine"  # type: ignore[attr-defined]


def in_a_session_of_its_own(tmp_path: Path, script: str, *, unlock: bool) -> str:
    """Run Python under a fresh D-Bus session, with an unlocked GNOME keyring or without any."""
    if shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None:
        pytest.skip("dbus-run-session or gnome-keyring-daemon is not installed")
    start = (
        "printf secret | gnome-keyring-daemon --unlock --components=secrets > /dev/null; " if unlock else ""
    )
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    command = ["dbus-run-session", "--", "sh", "-c", f'{start}exec "$0" -c "$1"', sys.executable, script]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_the_gnome_keyring_for_real(vault_folder: Path, vault_template: Template, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path\n"
        "from abductdesk.store.vault import Vault\n"
        f"folder = Path({str(vault_folder)!r})\n"
        f"vault = Vault.open_with_passphrase(folder, None, {PASSPHRASE!r})\n"
        "vault.trust_workstation(); vault.close()\n"
        "again = Vault.open_with_workstation(folder)\n"
        "print(again.name); again.forget_workstation(); again.close()\n"
        "print(Vault.open_with_workstation(folder))\n"
    )
    assert in_a_session_of_its_own(tmp_path, script, unlock=True) == f"{PERSON}\nNone\n"


def test_a_session_without_a_secret_service(
    vault_folder: Path, vault_template: Template, tmp_path: Path
) -> None:
    script = (
        "from abductdesk.store import keyrings\n"
        "print(keyrings.is_available(), keyrings.fetch('v', 's'))\n"
        "try:\n"
        "    keyrings.keep('v', 's', b'key')\n"
        "except Exception as error:\n"
        "    print(type(error).__name__)\n"
    )
    told = in_a_session_of_its_own(tmp_path, script, unlock=False)
    assert told.splitlines()[-1] == "Refused"
    assert "None" in told
