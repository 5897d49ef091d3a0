"""Backups: made by the database while people work, encrypted, opened to be checked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from abductdesk.faults import Refused
from abductdesk.models import Staff
from abductdesk.store import backup, checking, engines, journal
from abductdesk.store.vault import Vault
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once


def test_a_backup_opens_like_the_vault(vault: Vault, vault_template: Template, tmp_path: Path) -> None:
    with vault.writing() as session:
        session.add(Staff(name="Ann"))
        journal.append(session, 1, "added", "staff", 1)
    made = vault.back_up("evening")
    with vault.writing() as session:
        session.add(Staff(name="Later"))
    restored = Path(shutil.copytree(made, tmp_path / "restored"))
    opened = open_at_once(restored, vault_template)
    with opened.reading() as session:
        assert [staff.name for staff in session.query(Staff)] == ["Ann"]
    assert opened.check_journal().head[0] == 1
    assert opened.check_journal().whole
    opened.close()
    Vault.open_with_passphrase(restored, PERSON, PASSPHRASE).close()


def test_backups_are_listed_newest_first_and_never_overwrite(vault: Vault, vault_folder: Path) -> None:
    names = [vault.back_up(reason).name for reason in ("one", "", "one")]
    (vault_folder / backup.FOLDER / "Copy from Zoé").mkdir()
    listed = backup.every(vault_folder)
    assert {found.folder.name for found in listed} == set(names)
    assert len(set(names)) == 3
    assert [found.made_at for found in listed] == sorted((found.made_at for found in listed), reverse=True)


def test_a_backup_during_a_write_shows_what_was_committed(vault: Vault, vault_template: Template) -> None:
    with vault.writing() as session:
        session.add(Staff(name="not yet"))
        session.flush()
        made = backup.make(vault.folder, vault._database_key)
    opened = open_at_once(made, vault_template)
    with opened.reading() as session:
        assert session.query(Staff).count() == 0
    opened.close()


def test_a_backup_holds_nothing_readable(vault: Vault) -> None:
    with vault.writing() as session:
        session.add(Staff(name="Readable Name"))
    made = vault.back_up()
    for path in made.iterdir():
        assert b"Readable Name" not in path.read_bytes()
    assert not (made / engines.FILE).read_bytes().startswith(b"SQLite format 3")


def test_a_backup_that_does_not_open_is_not_kept(
    vault: Vault, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(folder: Path, key: str) -> None:
        os.truncate(folder / engines.FILE, 4096 * 3)
        real(folder, key)

    real = backup.check
    with monkeypatch.context() as spoiled:
        spoiled.setattr(backup, "check", spoil)
        with pytest.raises(Refused):
            vault.back_up()
    assert backup.every(vault_folder) == []
    assert list((vault_folder / backup.FOLDER).iterdir()) == []


def test_damage_is_found_and_the_page_named(vault: Vault) -> None:
    key = vault._database_key
    assert checking.faults(vault.path, key) == []
    vault.close()
    content = bytearray(vault.path.read_bytes())
    content[4096 * 7 + 200] ^= 1
    vault.path.write_bytes(bytes(content))
    assert any("page 8" in fault for fault in checking.faults(vault.path, key))


def test_verify_of_a_damaged_vault(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    vault.close()
    content = bytearray(vault.path.read_bytes())
    content[4096 * 7 + 200] ^= 1
    vault.path.write_bytes(bytes(content))
    opened = open_at_once(vault_folder, vault_template)
    check = opened.verify()
    opened._dispose()
    assert not check.whole
    assert check.journal is None
    assert check.faults


def test_verify_tells_all_of_it(vault: Vault) -> None:
    with vault.writing() as session:
        journal.append(session, 1, "added", "staff", 1)
    check = vault.verify()
    assert check.whole
    assert check.journal is not None
    assert (check.faults, check.journal.entries) == ((), 1)
    link = engines.connect(vault.path, vault._database_key)
    link.execute("DROP TRIGGER journal_no_update")
    link.close()
    check = vault.verify()
    assert not check.whole
    assert check.unguarded == ("journal_no_update",)
