"""One clear sentence for everything that can be wrong with a vault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from abductdesk.faults import Refused
from abductdesk.models import Note, Staff
from abductdesk.store import engines, header, journal, slots
from abductdesk.store.header import HeaderDamaged, HeaderMissing
from abductdesk.store.meanings import Damaged
from abductdesk.store.slots import WrongSecret
from abductdesk.store.vault import RolledBack, Vault, people
from tests.conftest import BUREAU, PASSPHRASE, PERSON, Template, open_at_once


def write_something(vault: Vault, text: str = "hello") -> None:
    with vault.writing() as session:
        journal.append(session, 1, text, "case_file", 1)


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x10
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ABCDE", "The recovery code has 30"),
        ("U" * 30, "never occurs in a recovery code"),
        ("Z" * 30, "does not belong to this vault"),
    ],
)
def test_a_wrong_recovery_code(vault_folder: Path, typed: str, said: str) -> None:
    with pytest.raises(WrongSecret, match=said):
        Vault.open_with_recovery(vault_folder, typed)


def test_the_wrong_passphrase(vault_folder: Path) -> None:
    with pytest.raises(WrongSecret, match="The passphrase is not right"):
        Vault.open_with_passphrase(vault_folder, PERSON, "not the passphrase at all")


def test_nobody_of_that_name(vault_folder: Path) -> None:
    with pytest.raises(Refused, match="Nobody signs in"):
        Vault.open_with_passphrase(vault_folder, "Nobody", PASSPHRASE)


def test_a_failed_making_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="disk is full"):
        Vault.create(tmp_path / "v", bureau=BUREAU, person=PERSON, passphrase=PASSPHRASE)
    assert [path.name for path in (tmp_path / "v").iterdir() if path.name != "backups"] == []


@pytest.mark.parametrize("length", [0, 1000, 4096 * 5 + 17])
def test_a_cut_database(vault_folder: Path, vault_template: Template, length: int) -> None:
    os.truncate(vault_folder / "vault.db", length)
    with pytest.raises(Damaged, match="cut short"):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)


def test_a_database_cut_between_two_pages(vault_folder: Path, vault_template: Template) -> None:
    os.truncate(vault_folder / "vault.db", 4096 * 5)
    with pytest.raises(Damaged, match="is damaged"):
        open_at_once(vault_folder, vault_template)


def test_a_flipped_byte_on_the_first_page(vault_folder: Path, vault_template: Template) -> None:
    flip(vault_folder / "vault.db", 1000)
    with pytest.raises(Damaged, match="is damaged"):
        open_at_once(vault_folder, vault_template)


def test_a_flipped_byte_on_a_page_read_later(vault_folder: Path, vault_template: Template) -> None:
    pages = (vault_folder / "vault.db").stat().st_size // 4096
    for page in range(2, pages):
        flip(vault_folder / "vault.db", page * 4096 + 100)
    with pytest.raises(Damaged, match="is damaged"):
        opened = open_at_once(vault_folder, vault_template)
        try:
            with opened.reading() as session:
                session.query(Staff).all()
                session.query(Note).all()
        finally:
            opened._dispose()


def test_a_database_of_another_vault(vault_folder: Path, tmp_path: Path, vault_template: Template) -> None:
    other, _ = Vault.create(tmp_path / "other", bureau=BUREAU, person="B", passphrase=PASSPHRASE)
    other.close()
    shutil.copy(tmp_path / "other" / "vault.db", vault_folder / "vault.db")
    with pytest.raises(Damaged):
        open_at_once(vault_folder, vault_template)


def test_a_missing_database_is_not_made_anew(vault_folder: Path) -> None:
    (vault_folder / "vault.db").unlink()
    with pytest.raises(Refused, match=r"vault.db is missing"):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)
    assert not (vault_folder / "vault.db").exists()


def test_a_missing_key_file_is_put_back_from_its_copy(vault_folder: Path, vault_template: Template) -> None:
    (vault_folder / "vault.keys").unlink()
    with pytest.raises(HeaderMissing, match=r"vault.keys is missing") as caught:
        people(vault_folder)
    assert caught.value.has_copy
    header.use_copy(vault_folder)
    open_at_once(vault_folder, vault_template).close()


@pytest.mark.parametrize("at", [5, 200, -10])
def test_a_flipped_byte_in_the_key_file(vault_folder: Path, vault_template: Template, at: int) -> None:
    flip(vault_folder / "vault.keys", at)
    with pytest.raises(HeaderDamaged, match=r"vault.keys is damaged") as caught:
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)
    assert caught.value.has_copy
    header.use_copy(vault_folder)
    open_at_once(vault_folder, vault_template).close()


def test_a_key_file_and_copy_both_damaged(vault_folder: Path) -> None:
    flip(vault_folder / "vault.keys", 50)
    flip(vault_folder / "vault.keys.bak", 50)
    with pytest.raises(HeaderDamaged) as caught:
        people(vault_folder)
    assert not caught.value.has_copy
    with pytest.raises(Refused, match="from a backup"):
        header.use_copy(vault_folder)


def test_a_forged_key_file(vault_folder: Path, vault_template: Template) -> None:
    forged = header.read(vault_folder)
    intruder, _ = slots.new_slot(slots.PERSON, forged.vault, 9, "Intruder", "orchid tunnel harbour violin")
    forged.slots.append(intruder)
    header.write(vault_folder, forged)  # its checksum is right; its MAC cannot be
    with pytest.raises(HeaderDamaged, match="something other than AbductDesk"):
        open_at_once(vault_folder, vault_template)


@pytest.mark.parametrize(("name", "value"), [("memory", 32), ("memory", 64 * 1024 * 1024), ("passes", 1)])
def test_a_key_file_that_weakens_or_hangs_the_passphrase(vault_folder: Path, name: str, value: int) -> None:
    forged = header.read(vault_folder)
    forged.slots[0].work[name] = value
    header.write(vault_folder, forged)
    with pytest.raises(Refused, match="protected like this"):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)


def test_a_key_file_of_a_newer_program(vault_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(header, "FORMAT", header.FORMAT + 1)
        header.write(vault_folder, header.read(vault_folder))
    with pytest.raises(Refused, match="newer version of AbductDesk"):
        people(vault_folder)


def test_a_database_of_a_newer_program(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    with vault._writer.begin() as link:
        link.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Refused, match="newer version of AbductDesk"):
        open_at_once(vault_folder, vault_template)


def test_an_older_database_is_noticed_and_can_be_accepted(
    vault_folder: Path, vault_template: Template, tmp_path: Path
) -> None:
    first = open_at_once(vault_folder, vault_template)
    write_something(first, "one")
    first.close()
    older = shutil.copy(vault_folder / "vault.db", tmp_path / "older.db")
    second = open_at_once(vault_folder, vault_template)
    write_something(second, "two")
    second.close()
    shutil.copy(older, vault_folder / "vault.db")
    with pytest.raises(RolledBack, match="older than its key file"):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)
    accepted = Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE, accept_older=True)
    assert accepted.check_journal().whole
    with accepted.reading() as session:
        assert journal.entries_for(session, "vault", 0)[0].action == "vault_restored"
    accepted.close()
    open_at_once(vault_folder, vault_template).close()


def test_a_full_disk(vault: Vault) -> None:
    write_something(vault, "before")
    with vault._writer.begin() as link:  # the database answers as it does when the disk has no room left
        pages = link.exec_driver_sql("PRAGMA page_count").scalar_one()
        link.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused, match="disk is full"), vault.writing() as session:
        journal.append(session, 1, "large", "case_file", 1, {"text": "x" * 100_000})
    with vault.reading() as session:
        assert [told.action for told in journal.entries_for(session, "case_file", 1)] == ["before"]


def test_a_disk_too_full_to_open_the_vault(vault_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(vault_folder.iterdir())
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refused, match="disk is full"):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)
    assert sorted(vault_folder.iterdir()) == before


def test_another_writer_who_takes_too_long(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 0.05)
    vault._dispose()  # new connections take the shorter patience
    with vault.writing(), pytest.raises(Refused, match="has been writing"), vault.writing():
        pytest.fail("two write transactions at once")


@pytest.fixture
def open_to_all(vault_folder: Path) -> Iterator[Path]:
    """A copy of the vault that another user can reach: pytest keeps its own folders to their owner."""
    if os.name != "posix":
        pytest.skip("rights are kept otherwise here")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    copy = Path(shutil.copytree(vault_folder, place / "vault"))
    yield copy
    copy.chmod(0o755)
    shutil.rmtree(place)


def as_somebody_else(folder: Path) -> str:
    """What opening the vault says to a user who owns nothing of it (where the tests run as root)."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from abductdesk.actions import safe\n"
        "from abductdesk.faults import Refused\n"
        "if os.getuid() == 0:\n"
        "    os.setgid(65534); os.setuid(65534)\n"
        "try:\n"
        f"    assert safe.has_vault(Path({str(folder)!r}))\n"
        f"    safe.sign_in(Path({str(folder)!r}), None, {PASSPHRASE!r})\n"
        "except Refused as refused:\n"
        "    print(refused)\n"
    )
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout


def test_a_folder_that_cannot_be_written(open_to_all: Path) -> None:
    for path in open_to_all.iterdir():
        path.chmod(0o444)
    open_to_all.chmod(0o555)
    assert "cannot be written to" in as_somebody_else(open_to_all)


def test_a_folder_that_cannot_be_looked_into(open_to_all: Path) -> None:
    open_to_all.chmod(0o000)
    assert "cannot be read by you" in as_somebody_else(open_to_all)
