"""Restoring a backup: who stays shut out, what is kept, what is never put together."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from abductdesk.faults import Refused
from abductdesk.models import Case, Erasure, Staff
from abductdesk.store import (
    backup,
    engines,
    examining,
    header,
    journal,
    keeping,
    migrating,
    restoring,
    versions,
)
from abductdesk.store.examining import BadBackup
from abductdesk.store.meanings import Damaged
from abductdesk.store.vault import Vault
from abductdesk.terms import ErasureKind
from tests.conftest import BUREAU, PASSPHRASE, PERSON, Template, open_at_once
from tests.store.test_migrations import PARENTS, key_of, later

BEN, PHRASE = "Ben", "marble winter cactus engine"


def write(vault: Vault, name: str, staff_id: int) -> None:
    with vault.writing() as session:
        session.add(Staff(id=staff_id, name=name))
        journal.append(session, 1, "added", "staff", staff_id)


def names(vault: Vault) -> dict[str, bool]:
    with vault.reading() as session:
        return {person.name: person.active for person in session.query(Staff)}


def actions(vault: Vault) -> list[str]:
    with vault.reading() as session:
        return [told.action for told in journal.entries_for(session, "vault", 0)]


@pytest.fixture
def two(vault: Vault) -> Path:
    """A vault with its first person, a backup, and one more entry after it; returns the backup."""
    write(vault, PERSON, 1)
    made = vault.back_up()
    with vault.writing() as session:
        journal.append(session, 1, "after", "vault", 1)
    return made


def test_what_came_after_is_gone_and_kept_in_a_backup(
    vault: Vault, two: Path, vault_template: Template
) -> None:
    restored = vault.restore(two, {"why": "test"})
    assert not restored.damaged
    assert restored.kept is not None and restored.kept.name.endswith("before-restore")
    assert actions(vault) == ["vault_restored"]
    assert vault.check_journal().whole
    with vault.reading() as session:
        assert journal.entries_for(session, "vault", 1) == []
    vault.close()
    opened = open_at_once(vault.folder, vault_template)
    opened.restore(restored.kept, {})
    with opened.reading() as session:
        assert [told.action for told in journal.entries_for(session, "vault", 1)] == ["after"]
    assert opened.verify().whole
    opened.close()
    assert not (vault.folder / restoring.ROOM).exists()


def test_who_works_here_and_who_was_shut_out_stays_as_it_is_today(
    vault: Vault, vault_folder: Path, vault_template: Template
) -> None:
    write(vault, PERSON, 1)
    write(vault, BEN, 2)
    vault.add_person(2, BEN, PHRASE)
    made = vault.back_up()
    with vault.writing() as session:
        session.get_one(Staff, 2).active = False
    vault.revoke(2)
    write(vault, "Cleo", 3)
    vault.add_person(3, "Cleo", "pillow rocket saddle zebra")
    vault.restore(made, {})
    assert names(vault) == {PERSON: True, BEN: False, "Cleo": True}
    assert [who.name for who in vault.people()] == [PERSON, "Cleo"]
    vault.close()
    with pytest.raises(Refused, match="Nobody signs in"):
        Vault.open_with_passphrase(vault_folder, BEN, PHRASE)
    Vault.open_with_passphrase(vault_folder, "Cleo", "pillow rocket saddle zebra").close()


def test_a_damaged_vault_lets_nobody_back_in_either(
    vault: Vault, vault_folder: Path, vault_template: Template
) -> None:
    write(vault, PERSON, 1)
    write(vault, BEN, 2)
    vault.add_person(2, BEN, PHRASE)
    made = vault.back_up()
    vault.revoke(2)
    write(vault, "Cleo", 3)
    vault.add_person(3, "Cleo", "pillow rocket saddle zebra")
    vault.close()
    os.truncate(vault_folder / "vault.db", 4096 * 3)
    damaged = (vault_folder / "vault.db").read_bytes()
    keys = examining.keys_by_passphrase(vault_folder, PERSON, PASSPHRASE)
    done = restoring.restore(vault_folder, made, keys, {})
    assert done.damaged and done.kept is not None
    assert (done.kept / "vault.db").read_bytes() == damaged, "the damaged file was left as it was"
    opened = open_at_once(vault_folder, vault_template)
    assert names(opened) == {PERSON: True, BEN: False}
    assert [who.name for who in opened.people()] == [PERSON], "a slot without a record could become another's"
    assert opened.verify().whole
    opened.close()


def test_what_was_erased_is_remembered_through_a_restore(vault: Vault) -> None:
    write(vault, PERSON, 1)
    made = vault.back_up()
    with vault.writing() as session:
        session.add(
            Erasure(number="E-1", kind=ErasureKind.PERSON, record=7, reason="asked", counts={},
                    erased_at=datetime.now(UTC), staff_id=1)
        )  # fmt: skip
    vault.restore(made, {})
    assert vault.erased == ((ErasureKind.PERSON.value, 7),)
    with vault.reading() as session:
        assert session.query(Erasure).count() == 0
    vault.restore(made, {})
    assert vault.erased == ((ErasureKind.PERSON.value, 7),)


def test_a_backup_from_before_several_changes_of_keys_still_opens(vault: Vault) -> None:
    write(vault, PERSON, 1)
    made = vault.back_up()
    for _ in range(3):
        vault.renew_recovery()
    vault.restore(made, {})
    assert vault.verify().whole
    assert sorted(header.read(vault.folder).past) == [1, 2, 3]


def test_a_backup_without_its_key_file_opens_with_the_keys_of_today(vault: Vault, two: Path) -> None:
    vault.renew_recovery()
    (two / "vault.keys").unlink()
    vault.restore(two, {})
    assert actions(vault) == ["vault_restored"]
    assert vault.verify().whole


def test_a_cut_backup_is_refused_and_nothing_changes(vault: Vault, two: Path) -> None:
    before = vault.check_journal().head
    os.truncate(two / "vault.db", 4096 * 4)
    with pytest.raises(BadBackup, match="damaged and cannot be restored"):
        vault.restore(two, {})
    os.truncate(two / "vault.db", 100)
    with pytest.raises(BadBackup, match="damaged and cannot be restored"):
        vault.restore(two, {})
    assert vault.check_journal().head == before
    assert not (vault.folder / restoring.ROOM).exists()


def test_a_backup_of_another_vault_is_refused(vault: Vault, tmp_path: Path) -> None:
    other, _ = Vault.create(tmp_path / "other", bureau=BUREAU, person="B", passphrase=PASSPHRASE)
    made = other.back_up()
    other.close()
    with pytest.raises(BadBackup, match="of another vault"):
        vault.restore(made, {})


def test_a_backup_of_a_newer_program_is_refused(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with vault._writer.begin() as link:
        link.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made = vault.back_up()
    with vault._writer.begin() as link:
        link.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{versions.known()[-1]}'")
    with pytest.raises(Refused, match="newer version of AbductDesk"):
        vault.restore(made, {})


def test_a_backup_of_an_older_program_is_brought_up_to_date(
    vault: Vault, vault_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(vault, PERSON, 1)
    made = vault.back_up()
    vault.close()
    with later(tmp_path, monkeypatch, PARENTS):
        opened = open_at_once(vault.folder, vault_template)
        opened.restore(made, {})
        with opened.reading() as session:
            assert session.connection().exec_driver_sql("SELECT count(*) FROM younger").scalar_one() == 3
        assert opened.verify().whole
        opened.close()


def at_shape(folder: Path, number: str, source: Path, template: Template) -> str:
    """Give a vault, made by today's program, an empty database of an older one with a person, a case and a
    journal entry in it; returns the reference of the case."""
    key = key_of(source, template)
    (folder / "vault.db").unlink()
    with closing(engines.connect(folder / "vault.db", key, create=True)) as link:
        link.execute("PRAGMA journal_mode = WAL")
    migrating.upgrade(folder, key, to=number)
    reference = f"PMB-2026-{number}"
    with closing(engines.connect(folder / "vault.db", key)) as link:
        add_row(link, "staff", id=1, name=PERSON, roles='["caseworker"]', active=1)
        add_row(link, "case_file", id=1, reference=reference, kind="removal")
    keys = examining.keys_by_passphrase(source, PERSON, PASSPHRASE)
    engine = engines.writer(folder / "vault.db", key)
    with Session(engine, info={journal.KEY: keys.journal_key}) as session:
        journal.append(session, 1, "open_case", "case_file", 1)
        session.commit()
    engine.dispose()
    return reference


def add_row(link: engines.Link, table: str, **values: object) -> None:
    """Insert a row; what the table demands besides gets something of its type."""
    for _, name, kind, needed, default, _key in link.execute(f"PRAGMA table_info({table})"):
        if needed and default is None and name not in values:
            fill = {"DATE": "2026-02-03", "DATETIME": "2026-02-03 10:00:00", "JSON": "{}"}
            values[name] = fill.get(kind, 0 if kind in ("INTEGER", "BOOLEAN") else "")
    marks = ", ".join("?" for _ in values)
    link.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


@pytest.mark.parametrize("number", versions.known()[:-1])
def test_a_backup_of_every_older_shape_restores_with_its_data(
    vault: Vault, vault_folder: Path, vault_template: Template, tmp_path: Path, number: str
) -> None:
    write(vault, PERSON, 1)
    old = Path(shutil.copytree(vault_template.folder, tmp_path / "old"))
    reference = at_shape(old, number, vault_template.folder, vault_template)
    made = backup.make(old, key_of(old, vault_template), into=vault_folder / backup.FOLDER)
    vault.restore(made, {})
    with vault.reading() as session:
        assert session.scalars(select(Case.reference)).all() == [reference]
        assert [told.action for told in journal.entries_for(session, "case_file", 1)] == ["open_case"]
    assert vault.verify().whole
    vault.close()
    open_at_once(vault_folder, vault_template).close()


def test_nobody_restores_below_the_feet_of_another_window(
    vault: Vault, two: Path, vault_template: Template
) -> None:
    other = open_at_once(vault.folder, vault_template)
    names(other)
    with pytest.raises(Refused, match="nobody else has the vault open"):
        vault.restore(two, {})
    other.close()
    vault.restore(two, {})


def test_a_lost_key_file_comes_from_a_backup_and_no_record_goes_back(
    vault: Vault, two: Path, vault_template: Template
) -> None:
    vault.close()
    for name in (header.FILE, header.COPY):
        (vault.folder / name).write_bytes(b"garbage")
    keys = examining.keys_by_passphrase(two, PERSON, PASSPHRASE)
    assert restoring.opens_present(vault.folder, keys)
    restoring.put_back_keys(vault.folder, keys)
    opened = open_at_once(vault.folder, vault_template)
    with opened.reading() as session:
        assert [told.action for told in journal.entries_for(session, "vault", 1)] == ["after"]
    opened.close()
    (aside,) = (vault.folder / restoring.ASIDE).iterdir()
    assert (aside / header.FILE).read_bytes() == b"garbage"


def test_a_new_computer_gets_the_vault_from_a_stick(
    vault: Vault, two: Path, tmp_path: Path, vault_template: Template
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (found,) = backup.every(vault.folder)
    copied = keeping.copy(found, stick)
    keys = examining.keys_by_passphrase(copied, PERSON, PASSPHRASE)
    assert restoring.restore(tmp_path / "new" / "vault", copied, keys, {}).kept is None
    opened = open_at_once(tmp_path / "new" / "vault", vault_template)
    assert actions(opened) == ["vault_restored"]
    assert opened.verify().whole
    opened.close()


def test_old_keys_never_replace_the_keys_of_today(vault: Vault, two: Path) -> None:
    vault.renew_recovery()
    vault.close()
    old = examining.keys_by_passphrase(two, PERSON, PASSPHRASE)
    with pytest.raises(Refused, match="has other keys than the backup"):
        restoring.restore(vault.folder, two, old, {})


@pytest.mark.parametrize("at", ["_swap", "_conclude", "_write"])
def test_a_power_cut_at_each_step_leaves_a_vault_that_opens(
    vault: Vault, two: Path, vault_template: Template, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """The steps one by one, on a vault that opens (where nothing is swapped) and on a cut one."""

    class PowerCut(BaseException):
        pass

    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    vault.close()
    os.truncate(vault.folder / "vault.db", 4096 * 3)
    keys = examining.keys_by_passphrase(vault.folder, PERSON, PASSPHRASE)
    with monkeypatch.context() as patched:
        patched.setattr(restoring, at, cut)
        with pytest.raises(PowerCut):
            restoring.restore(vault.folder, two, keys, {})
    if at == "_conclude":
        open_at_once(vault.folder, vault_template).close()
        assert header.read(vault.folder).restoring is None
        return
    with pytest.raises(Damaged):
        open_at_once(vault.folder, vault_template)
    keys = examining.keys_by_passphrase(vault.folder, PERSON, PASSPHRASE)
    restoring.restore(vault.folder, two, keys, {})
    opened = open_at_once(vault.folder, vault_template)
    assert opened.verify().whole
    opened.close()


def test_an_earlier_master_key_opens_only_with_the_present_one(vault: Vault) -> None:
    old = vault._master
    vault.renew_recovery()
    keys = vault.keys()
    assert keys.master_at(1) == old != keys.master
    assert old not in (vault.folder / header.FILE).read_bytes()
    key, _ = examining.key_of(vault.back_up(), keys)
    assert key == keys.database(2)
    assert engines.probe(vault.path, key)
