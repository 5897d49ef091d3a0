"""To a new computer: a checked copy out, and the same vault in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from abductdesk.actions import moving, safe, signing
from abductdesk.actions.casefile import case_file
from abductdesk.actions.office import Office
from abductdesk.faults import Refused
from abductdesk.store import header, places
from abductdesk.store.slots import WrongSecret
from abductdesk.store.vault import Vault
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where the vault shall be on the new computer."""
    return tmp_path / "new computer" / "vault"


def test_everything_arrives_and_the_old_vault_is_untouched(
    office: Office, case_id: int, stick: Path, new: Path
) -> None:
    made = moving.copy_for_move(office, stick)
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    part = moving.bring(stick, new)
    there = moving.open_brought(part, new, PERSON, PASSPHRASE)
    assert there.vault.folder == new
    assert there.ask(case_file, case_id).case.reference == office.ask(case_file, case_id).case.reference
    assert safe.verify(there).whole
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before
    assert not part.exists()
    there.vault.close()


def test_a_wrong_passphrase_can_be_typed_again(office: Office, stick: Path, new: Path) -> None:
    moving.copy_for_move(office, stick)
    part = moving.bring(stick, new)
    with pytest.raises(WrongSecret):
        moving.open_brought(part, new, PERSON, "not this one at all")
    assert not new.exists() and part.exists()
    moving.open_brought(part, new, PERSON, PASSPHRASE).vault.close()


def test_the_recovery_code_opens_it_too(
    office: Office, stick: Path, new: Path, vault_template: Template
) -> None:
    moving.copy_for_move(office, stick)
    opened = moving.open_brought_by_code(moving.bring(stick, new), new, vault_template.code)
    there = signing.recover(opened, opened.people()[0], "pillow rocket saddle zebra")
    assert there.vault.folder == new
    there.vault.close()


def test_a_vault_that_was_not_closed_comes_with_all_it_had(
    vault: Vault, office: Office, case_id: int, new: Path, vault_template: Template
) -> None:
    """The computer died with the vault open: what is in the log beside it is not lost."""
    assert (vault.folder / "vault.db-wal").stat().st_size
    part = moving.bring(vault.folder.parent, new)
    assert (part / "vault.db-wal").exists()
    there = moving.open_brought(part, new, None, PASSPHRASE)
    there.ask(case_file, case_id)
    there.vault.close()


def cut(part: Path) -> None:
    content = (part / "vault.db").read_bytes()
    (part / "vault.db").write_bytes(content[:-4096])


def spoil(part: Path) -> None:
    content = bytearray((part / "vault.db").read_bytes())
    content[len(content) // 2] ^= 1
    (part / "vault.db").write_bytes(content)


@pytest.mark.parametrize("harm", [cut, spoil])
def test_a_copy_that_is_not_whole_never_takes_the_place(
    office: Office, stick: Path, new: Path, harm: Callable[[Path], None]
) -> None:
    harm(moving.copy_for_move(office, stick))
    part = moving.bring(stick, new)
    with pytest.raises(Refused):
        moving.open_brought(part, new, PERSON, PASSPHRASE)
    assert not new.exists()


def test_what_is_not_a_vault_is_said(stick: Path, new: Path, office: Office) -> None:
    with pytest.raises(Refused, match="no vault and no backup"):
        moving.bring(stick, new)
    first = moving.copy_for_move(office, stick)
    (first / "vault.keys").write_bytes(b"rubbish")
    with pytest.raises(header.HeaderDamaged):
        moving.bring(stick, new)
    moving.copy_for_move(office, stick)
    with pytest.raises(Refused, match="several vaults"):
        moving.bring(stick, new)
    assert not new.with_name("vault.part").exists()


def test_what_is_there_is_not_overwritten(office: Office, stick: Path, new: Path) -> None:
    moving.copy_for_move(office, stick)
    new.mkdir(parents=True)
    (new / "note.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        moving.bring(stick, new)
    assert (new / "note.txt").read_text() == "mine"


def test_it_is_never_put_on_a_network(
    office: Office, stick: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.copy_for_move(office, stick)
    there = str(new.parent)
    new.parent.mkdir()
    monkeypatch.setattr(places, "_mounts", lambda: ((there, "cifs"),))
    with pytest.raises(Refused, match="network"):
        moving.bring(stick, new)


def test_a_vault_in_use_is_not_copied(
    vault: Vault, office: Office, new: Path, monkeypatch: pytest.MonkeyPatch, vault_template: Template
) -> None:
    real = shutil.copyfile

    def copy_while_somebody_works(source: Path, target: Path) -> None:
        real(source, target)
        other = open_at_once(vault.folder, vault_template)
        office_there = Office(other, 1)
        office_there.do(signing.record_sign_in, signing.How.PASSPHRASE)
        other.close()

    monkeypatch.setattr(shutil, "copyfile", copy_while_somebody_works)
    with pytest.raises(Refused, match="at work in that vault"):
        moving.bring(vault.folder, new)
    assert not new.with_name("vault.part").exists()
