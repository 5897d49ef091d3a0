"""kill -9 while the vault is migrated, backed up or restored: it opens, and nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from abductdesk.faults import Refused
from abductdesk.models import Case
from abductdesk.store import backup, engines, header, journal, keeping, restoring, versions
from abductdesk.store.meanings import Damaged
from abductdesk.store.vault import Vault
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once
from tests.store.test_migrations import rows
from tests.store.test_restoring import actions, at_shape, names, two
from tests.store.test_two_programs import start

__all__ = ["two"]


def kill_while(what: str, folder: Path, template: Template, chance: random.Random, *more: str) -> None:
    """Start a program, and kill it somewhere in the middle of what it does."""
    with start(what, folder, template, *more) as program:
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(
            chance.random() ** 3 * 0.5
        )  # between the first byte and the last, more often near the first
        program.kill()


def killed_restores(vault: Vault, made: Path, template: Template, times: int) -> set[str]:
    """After each kill the vault holds all of today or all of the backup, and opens."""
    vault.close()
    chance, seen = random.Random(times), set[str]()
    whole = shutil.copytree(vault.folder, vault.folder.with_name("whole"))
    for _ in range(times):
        shutil.rmtree(vault.folder)
        shutil.copytree(whole, vault.folder)
        kill_while("restore", vault.folder, template, chance, str(made))
        opened = open_at_once(vault.folder, template)
        with opened.reading() as session:
            after = [told.action for told in journal.entries_for(session, "vault", 1)]
        assert (after == ["after"]) != (actions(opened) == ["vault_restored"])
        assert opened.verify().whole
        assert header.read(vault.folder).restoring is None
        assert names(opened) == {PERSON: True}
        seen.add("today" if after else "backup")
        opened.close()
        Vault.open_with_passphrase(vault.folder, PERSON, PASSPHRASE).close()
        assert not (vault.folder / restoring.ROOM).exists()
    return seen


def test_a_kill_in_the_middle_of_a_restore(vault: Vault, two: Path, vault_template: Template) -> None:
    killed_restores(vault, two, vault_template, 4)


@pytest.mark.prove
def test_a_kill_in_the_middle_of_a_restore_fifty_times(
    vault: Vault, two: Path, vault_template: Template
) -> None:
    assert killed_restores(vault, two, vault_template, 50) == {"today", "backup"}


def killed_backups(vault: Vault, template: Template, times: int) -> None:
    """A killed backup is none; the vault and the backups of before are whole."""
    chance = random.Random(times)
    vault.close()
    for _ in range(times):
        kill_while("backup", vault.folder, template, chance)
        opened = open_at_once(vault.folder, template)
        assert opened.verify().whole
        for found in backup.every(vault.folder):
            backup.check(found.folder, opened._database_key)
        opened.close()


def test_a_kill_in_the_middle_of_a_backup(vault: Vault, vault_template: Template) -> None:
    killed_backups(vault, vault_template, 3)


@pytest.mark.prove
def test_a_kill_in_the_middle_of_a_backup_fifty_times(vault: Vault, vault_template: Template) -> None:
    killed_backups(vault, vault_template, 50)


def killed_rescues(vault: Vault, made: Path, template: Template, times: int) -> set[str]:
    """A damaged vault, and a kill while it is restored: it is damaged still or restored, never half."""
    vault.close()
    os.truncate(vault.folder / "vault.db", 4096 * 3)
    chance, seen = random.Random(times), set[str]()
    whole = shutil.copytree(vault.folder, vault.folder.with_name("whole"))
    for _ in range(times):
        shutil.rmtree(vault.folder)
        shutil.copytree(whole, vault.folder)
        kill_while("rescue", vault.folder, template, chance, str(made))
        try:
            opened = open_at_once(vault.folder, template)
        except Damaged:
            seen.add("damaged")
            with start("rescue", vault.folder, template, str(made)) as again:
                assert again.communicate()[0].endswith("restored\n")
            opened = open_at_once(vault.folder, template)
        else:
            seen.add("restored")
        assert actions(opened) == ["vault_restored"]
        assert opened.verify().whole
        opened.close()
        kept = list((vault.folder / restoring.ASIDE).rglob("vault.db"))
        assert [path.stat().st_size for path in kept] == [4096 * 3]
    return seen


def test_a_kill_while_a_damaged_vault_is_restored(vault: Vault, two: Path, vault_template: Template) -> None:
    killed_rescues(vault, two, vault_template, 3)


@pytest.mark.prove
def test_a_kill_while_a_damaged_vault_is_restored_fifty_times(
    vault: Vault, two: Path, vault_template: Template
) -> None:
    assert killed_rescues(vault, two, vault_template, 50) == {"damaged", "restored"}


def killed_migrations(template: Template, place: Path, times: int) -> set[str]:
    """After a kill the vault has the old shape or the new; opened again it has the new one, and its data."""
    old = Path(shutil.copytree(template.folder, place / "old"))
    reference = at_shape(old, versions.known()[0], template.folder, template)
    chance, seen, folder = random.Random(times), set[str](), place / "vault"
    for _ in range(times):
        shutil.copytree(old, folder)
        kill_while("open", folder, template, chance)
        seen |= {str(row[0]) for row in rows(folder, template, "SELECT version_num FROM alembic_version")}
        opened = open_at_once(folder, template)
        with opened.reading() as session:
            assert session.scalars(select(Case.reference)).all() == [reference]
        assert opened.verify().whole
        opened.close()
        for found in backup.every(folder):
            assert engines.probe(found.folder / engines.FILE, opened._database_key) == versions.known()[0]
        shutil.rmtree(folder)
    return seen


def test_a_kill_in_the_middle_of_a_migration(vault_template: Template, tmp_path: Path) -> None:
    killed_migrations(vault_template, tmp_path, 3)


@pytest.mark.prove
def test_a_kill_in_the_middle_of_a_migration_fifty_times(vault_template: Template, tmp_path: Path) -> None:
    assert killed_migrations(vault_template, tmp_path, 50) == {versions.known()[0], versions.known()[-1]}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is soon full."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("room", range(20_000, 1_700_000, 300_000))
def test_a_disk_that_is_full_while_a_backup_is_restored(
    vault: Vault, two: Path, vault_template: Template, small_disk: Path, room: int
) -> None:
    vault.close()
    folder = Path(shutil.copytree(vault.folder, small_disk / "vault"))
    opened = open_at_once(folder, vault_template)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(free - room))
    done = False
    try:
        opened.restore(folder / backup.FOLDER / two.name, {})
        done = True
    except Refused as refused:
        assert "disk is full" in refused.text or "could not be made" in refused.text
    (small_disk / "filler").unlink()
    assert header.read(folder).restoring is None
    opened.close()
    again = open_at_once(folder, vault_template)
    assert again.verify().whole
    with again.reading() as session:
        after = journal.entries_for(session, "vault", 1)
    assert bool(after) != done
    again.close()
    assert not (folder / restoring.ROOM).exists()


def test_a_second_place_that_cannot_be_written(vault: Vault, two: Path, small_disk: Path) -> None:
    if subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=False).returncode:
        pytest.skip("no right to mount here")
    with pytest.raises(Refused, match="cannot be written to"):
        keeping.copy(backup.every(vault.folder)[0], small_disk)
