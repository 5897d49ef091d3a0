"""Making, opening and closing a vault, who may open it, and what its connections must be."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from abductdesk.faults import Refused
from abductdesk.models import Staff
from abductdesk.store import engines, header, journal, slots
from abductdesk.store.slots import WrongSecret
from abductdesk.store.vault import SignIn, Vault, people
from tests.conftest import BUREAU, PASSPHRASE, PERSON, Template


def test_a_new_vault_opens_with_the_passphrase_and_with_the_code(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "vault"
    made, code = Vault.create(folder, bureau=BUREAU, person=PERSON, passphrase=PASSPHRASE)
    with made.writing() as session:
        journal.append(session, 1, "hello", "case_file", 1)
    made.close()
    assert people(folder) == [SignIn(1, PERSON)]
    with_passphrase = Vault.open_with_passphrase(folder, PERSON, PASSPHRASE)
    assert (with_passphrase.staff_id, with_passphrase.name, with_passphrase.bureau) == (1, PERSON, BUREAU)
    with with_passphrase.reading() as session:
        assert [told.action for told in journal.entries_for(session, "case_file", 1)] == ["hello"]
    with_passphrase.close()
    with_code = Vault.open_with_recovery(folder, code)
    assert with_code.staff_id == 0
    with_code.close()


def test_only_its_owner_may_read_a_new_vault(vault_template: Template) -> None:
    if os.name != "posix":
        pytest.skip("rights are kept otherwise here")
    assert vault_template.folder.stat().st_mode & 0o077 == 0
    assert (vault_template.folder / "vault.db").stat().st_mode & 0o077 == 0


def test_the_code_is_read_as_people_type_it(vault_folder: Path, vault_template: Template) -> None:
    sloppy = vault_template.code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    Vault.open_with_recovery(vault_folder, sloppy).close()


def test_a_passphrase_typed_in_another_normal_form_opens(tmp_path: Path) -> None:
    made, _ = Vault.create(tmp_path / "v", bureau=BUREAU, person="A", passphrase="crème brûlée orchid violin")
    made.close()
    Vault.open_with_passphrase(tmp_path / "v", None, "crème brûlée orchid violin").close()


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too easy to guess"):
        Vault.create(tmp_path / "v", bureau=BUREAU, person=PERSON, passphrase="password123")
    assert not (tmp_path / "v").exists()


def test_no_vault_over_a_vault(vault_folder: Path) -> None:
    with pytest.raises(Refused, match="already holds a vault"):
        Vault.create(vault_folder, bureau=BUREAU, person=PERSON, passphrase=PASSPHRASE)
    Vault.open_with_passphrase(vault_folder, PERSON, PASSPHRASE).close()


def test_a_passphrase_is_worked_as_hard_as_promised(vault_folder: Path) -> None:
    for slot in header.read(vault_folder).slots:
        assert {**slot.work, "salt": ""} == {
            "name": "argon2id", "memory": 64 * 1024, "passes": 3, "lanes": 4, "salt": "",
        }  # fmt: skip
        assert len(bytes.fromhex(slot.work["salt"])) == 16


def test_what_a_connection_must_be(vault: Vault) -> None:
    with vault._writer.connect() as link:
        asked = {
            name: link.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in (
                "cipher_status", "journal_mode", "synchronous", "foreign_keys", "temp_store", "secure_delete",
            )
        }  # fmt: skip
    assert asked == {
        "cipher_status": "1",
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "secure_delete": 1,
    }


def test_a_library_that_does_not_encrypt_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    monkeypatch.setattr(engines, "sqlcipher", sqlite3)
    with pytest.raises(AssertionError, match="does not encrypt"):
        engines.connect(tmp_path / "plain.db", "ab" * 32, create=True)


@pytest.mark.parametrize("key", ["", "ab" * 31, "AB" * 32, "zz" * 32, "ab" * 32 + "'"])
def test_a_key_is_64_hexadecimal_digits(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal"):
        engines.connect(tmp_path / "any.db", key, create=True)


def test_the_reader_cannot_write(vault: Vault) -> None:
    with vault.reading() as session, pytest.raises(Refused):
        session.add(Staff(name="Ben"))
        session.flush()


def test_an_error_of_ours_stays_an_error(vault: Vault) -> None:
    with pytest.raises(Exception, match="no such table") as caught, vault.reading() as session:
        session.connection().exec_driver_sql("SELECT * FROM nowhere")
    assert not isinstance(caught.value, Refused)


def test_exception_texts_carry_no_data(vault: Vault) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught, vault.writing() as session:
        session.add(Staff(id=1, name="Secret Name"))
        session.flush()
        session.connection().exec_driver_sql(
            "INSERT INTO staff (id, version, name, roles, active, preferences) "
            "VALUES (?, 1, ?, '[]', 1, '{}')",
            (1, "Secret Name"),
        )
    assert "Secret Name" not in str(caught.value)


def test_bulk_changes_are_refused(vault: Vault) -> None:
    with pytest.raises(TypeError, match="one by one"), vault.writing() as session:
        session.query(Staff).update({"name": "Everybody"})


def test_people_come_and_change_their_passphrase(vault: Vault, vault_folder: Path) -> None:
    vault.add_person(2, "Ben Claes", "marble winter cactus engine")
    with pytest.raises(Refused, match="already signs in"):
        vault.add_person(3, "Ben Claes", "marble winter cactus engine")
    assert people(vault_folder) == [SignIn(1, PERSON), SignIn(2, "Ben Claes")]
    ben = Vault.open_with_passphrase(vault_folder, "Ben Claes", "marble winter cactus engine")
    with pytest.raises(WrongSecret):
        ben.change_passphrase("not his passphrase here", "pillow rocket saddle zebra")
    ben.change_passphrase("marble winter cactus engine", "pillow rocket saddle zebra")
    ben.close()
    Vault.open_with_passphrase(vault_folder, "Ben Claes", "pillow rocket saddle zebra").close()
    with pytest.raises(WrongSecret):
        Vault.open_with_passphrase(vault_folder, "Ben Claes", "marble winter cactus engine")
    with pytest.raises(Refused, match="Several people"):
        Vault.open_with_passphrase(vault_folder, None, PASSPHRASE)


def test_a_lost_passphrase_is_replaced_with_the_recovery_code(
    vault_folder: Path, vault_template: Template
) -> None:
    recovered = Vault.open_with_recovery(vault_folder, vault_template.code)
    with pytest.raises(Refused, match="recovery code"):
        recovered.change_passphrase("x", "pillow rocket saddle zebra")
    recovered.reset_passphrase(1, PERSON, "pillow rocket saddle zebra")
    with recovered.reading() as session:
        assert [told.action for told in journal.entries_by(session, 0)] == ["opened_with_recovery_code"]
    recovered.close()
    Vault.open_with_passphrase(vault_folder, PERSON, "pillow rocket saddle zebra").close()


def test_a_person_changes_their_name(vault: Vault, vault_folder: Path) -> None:
    vault.add_person(2, "Ben Claes", "marble winter cactus engine")
    with pytest.raises(Refused, match="already signs in"):
        vault.rename(2, PERSON)
    vault.rename(2, "Ben Maes")
    Vault.open_with_passphrase(vault_folder, "Ben Maes", "marble winter cactus engine").close()


def test_a_person_is_added_inside_the_transaction_that_records_them(vault: Vault, vault_folder: Path) -> None:
    with vault.writing() as session:
        ben = Staff(name="Ben Claes")
        session.add(ben)
        session.flush()
        vault.add_person(ben.id, ben.name, "marble winter cactus engine", during=session)
    assert [who.name for who in people(vault_folder)] == [PERSON, "Ben Claes"]


def test_closing_twice_is_harmless(vault: Vault) -> None:
    vault.close()
    vault.close()


def test_the_driver_is_new_enough() -> None:
    assert sqlcipher.sqlite_version_info >= (3, 53)


def test_several_passphrases_at_once_in_one_program(vault_folder: Path) -> None:
    """The library shares its lanes between threads: two derivations at once failed, or hung."""
    read = header.read(vault_folder)
    with ThreadPoolExecutor(4) as threads:
        found = {*threads.map(lambda _: slots.unlock(read.slots[0], read.vault, PASSPHRASE), range(8))}
    assert len(found) == 1
