"""Taking access away: new keys for everybody left, in two phases that survive a kill."""

from __future__ import annotations

import random
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from abductdesk.faults import Refused
from abductdesk.models import Note, Staff
from abductdesk.store import engines, header, journal, meanings, rekey, slots
from abductdesk.store.header import HeaderDamaged
from abductdesk.store.slots import WrongSecret
from abductdesk.store.vault import Vault
from tests.conftest import PASSPHRASE, PERSON, Template, open_at_once
from tests.store.test_two_programs import start

BEN = "marble winter cactus engine"


def with_ben(vault: Vault) -> None:
    vault.add_person(2, "Ben", BEN)
    with vault.writing() as session:
        journal.append(session, 1, "before", "staff", 2, {"a": 1})


def test_a_revoked_person_opens_nothing_and_everybody_else_does(
    vault: Vault, vault_folder: Path, vault_template: Template
) -> None:
    with_ben(vault)
    old_header, old_key = (vault_folder / "vault.keys").read_bytes(), vault._database_key
    vault.revoke(2)
    with vault.writing() as session:
        journal.append(session, 1, "after", "staff", 2)
    assert vault.check_journal().whole, "old entries verify under the same journal key"
    vault.close()
    assert [who.name for who in vault.people()] == [PERSON]
    with pytest.raises(meanings.Damaged):
        engines.probe(vault_folder / "vault.db", old_key)
    open_at_once(vault_folder, vault_template).close()
    Vault.open_with_recovery(vault_folder, vault_template.code).close()
    (vault_folder / "vault.keys").write_bytes(old_header)
    with pytest.raises(Refused):
        Vault.open_with_passphrase(vault_folder, "Ben", BEN)


def test_nobody_takes_their_own_access_away(vault: Vault) -> None:
    with pytest.raises(Refused, match="your own access"):
        vault.revoke(1)


def test_a_new_recovery_code_ends_the_old_one(
    vault: Vault, vault_folder: Path, vault_template: Template
) -> None:
    fresh = vault.renew_recovery()
    vault.close()
    with pytest.raises(WrongSecret):
        Vault.open_with_recovery(vault_folder, vault_template.code)
    Vault.open_with_recovery(vault_folder, fresh).close()


def test_keys_change_only_while_nobody_else_is_there(
    vault: Vault, vault_folder: Path, vault_template: Template
) -> None:
    with_ben(vault)
    other = start("hold", vault_folder, vault_template)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    with pytest.raises(Refused, match="nobody else has the vault open"):
        vault.revoke(2)
    assert not rekey.is_underway(header.read(vault_folder))
    other.communicate("\n")
    vault.revoke(2)


def test_keys_do_not_change_under_work_in_progress(vault: Vault) -> None:
    with_ben(vault)
    with vault.reading() as session:
        session.get(Staff, 1)
        with pytest.raises(Refused, match="nobody else has the vault open"):
            vault.revoke(2)
    vault.revoke(2)


def begin(vault: Vault, keep_ids: set[int]) -> bytes:
    """Only the first phase, as if the program died right after it."""
    fresh, read = slots.new_key(), vault._header()
    rekey._prepare(
        vault.folder, read, vault._master, fresh, [slot for slot in read.slots if slot.staff_id in keep_ids]
    )
    return fresh


def test_died_before_the_database_changed(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    with_ben(vault)
    begin(vault, {0, 1})
    vault._dispose()
    opened = open_at_once(vault_folder, vault_template)
    assert not rekey.is_underway(header.read(vault_folder))
    assert [who.name for who in opened.people()] == [PERSON, "Ben"], "nothing has happened"
    opened.close()


def test_died_after_the_database_changed(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    with_ben(vault)
    fresh = begin(vault, {0, 1})
    vault._dispose()
    link = engines.connect(vault.path, vault._database_key)
    rekey._be_alone(link)
    link.execute(f"PRAGMA rekey = \"x'{slots.subkey(fresh, vault.vault_id, slots.DATABASE).hex()}'\"")
    link.close()
    with pytest.raises(Refused, match="access to this vault was taken away"):
        Vault.open_with_passphrase(vault_folder, "Ben", BEN)
    opened = open_at_once(vault_folder, vault_template)
    assert [who.name for who in opened.people()] == [PERSON]
    assert opened.check_journal().whole
    opened.close()
    Vault.open_with_recovery(vault_folder, vault_template.code).close()


def test_a_change_of_keys_that_fails_is_taken_back(
    vault: Vault, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_ben(vault)

    class Failing:
        def __init__(self, link: engines.Link) -> None:
            self.link = link

        def execute(self, statement: str) -> object:
            if statement.startswith("PRAGMA rekey"):
                error = sqlcipher.OperationalError("database or disk is full")
                error.sqlite_errorcode = 13
                raise error
            return self.link.execute(statement)

        def close(self) -> None:
            self.link.close()

    real = engines.connect
    with monkeypatch.context() as full:
        full.setattr(engines, "connect", lambda path, key: Failing(real(path, key)))
        with pytest.raises(Refused, match="disk is full"):
            vault.revoke(2)
    assert not rekey.is_underway(header.read(vault_folder))
    assert [who.name for who in vault.people()] == [PERSON, "Ben"]
    vault.revoke(2)


def kill_while_renewing(folder: Path, template: Template, wait: float) -> bool:
    """Kill a program that changes the keys, so long after it began; was it in the middle?"""
    with start("renew", folder, template) as program:
        assert program.stdout is not None
        program.stdout.readline()
        while not rekey.is_underway(header.read(folder)) and program.poll() is None:
            pass
        with suppress(subprocess.TimeoutExpired):
            program.wait(wait)
        program.kill()
    underway = rekey.is_underway(header.read(folder))
    opened = open_at_once(folder, template)
    assert opened.check_journal().whole
    with opened.reading() as session:
        assert session.query(Note).count() == 0
        assert session.query(Staff).count() == 400
    opened.close()
    assert not rekey.is_underway(header.read(folder))
    return underway


def kill_often(folder: Path, template: Template, times: int) -> None:
    opened = open_at_once(folder, template)
    with opened.writing() as session:
        session.add_all(Staff(name=f"Staff {number}", preferences={"x": "y" * 9000}) for number in range(400))
        journal.append(session, 1, "x", "staff", 1)
    opened.close()
    chance = random.Random(times)
    midway = [kill_while_renewing(folder, template, chance.uniform(0, 0.1)) for _ in range(times)]
    assert any(midway)


def test_kill_while_the_keys_change(vault_folder: Path, vault_template: Template) -> None:
    kill_often(vault_folder, vault_template, 4)


@pytest.mark.prove
def test_kill_while_the_keys_change_fifty_times(vault_folder: Path, vault_template: Template) -> None:
    kill_often(vault_folder, vault_template, 50)


def test_seals_cannot_be_swapped_between_slots(vault: Vault, vault_folder: Path) -> None:
    read = header.read(vault_folder)
    read.slots[0].seals = dict(read.slots[1].seals)
    header.write(vault_folder, read)
    with pytest.raises(HeaderDamaged, match="something other than AbductDesk"):
        Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE)
