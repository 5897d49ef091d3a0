"""The journal cannot be changed without being seen: not an entry, not its end, not the whole file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from abductdesk.models import Entry, EntryDetail
from abductdesk.store import engines, journal
from abductdesk.store.vault import RolledBack, Vault
from tests.conftest import Template, open_at_once

FORGED = (
    "INSERT INTO journal SELECT sequence + 1, at, staff_id, action, record_kind, record_id, case_id, "
    "detail_hash, mac, mac FROM journal WHERE sequence = 5"
)


def fill(vault: Vault, entries: int = 5) -> None:
    for number in range(1, entries + 1):
        with vault.writing() as session:
            journal.append(
                session,
                1,
                "changed",
                "person",
                number,
                {"before": {"born": date(2020, 1, number)}, "after": {"born": None}},
                [("person", number), ("case_file", 7)],
                case_id=7,
            )


def tamper(vault: Vault, *statements: str) -> None:
    """What somebody with the key and another tool could do: the triggers dropped, then the rows."""
    link = engines.connect(vault.path, vault._database_key)
    link.execute("PRAGMA foreign_keys = OFF")
    for trigger in ("journal_no_update", "journal_no_delete", "journal_detail_no_update"):
        link.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        link.execute(statement)
    link.close()


def test_what_was_written_is_told(vault: Vault) -> None:
    fill(vault)
    with vault.reading() as session:
        (told,) = journal.entries_for(session, "person", 3)
        assert (told.sequence, told.staff_id, told.action, told.case_id) == (3, 1, "changed", 7)
        assert told.detail == {"before": {"born": "2020-01-03"}, "after": {"born": None}}
        assert told.at.tzinfo is not None
        assert [entry.sequence for entry in journal.entries_of_case(session, 7)] == [5, 4, 3, 2, 1]
        assert [entry.sequence for entry in journal.entries_of_case(session, 7, 2)] == [5, 4]
        assert [entry.sequence for entry in journal.entries_about(session, ("person", 2))] == [2]
        assert len(journal.entries_by(session, 1)) == 5
        assert journal.entries_by(session, 2) == []


def test_a_whole_chain(vault: Vault) -> None:
    fill(vault)
    vault.write_head()
    report = vault.check_journal()
    assert report.whole
    assert (report.entries, report.erased, report.head[0]) == (5, 0, 5)


@pytest.mark.parametrize(
    ("change", "broken_at"),
    [
        ("UPDATE journal SET action = 'nothing' WHERE sequence = 3", 3),
        ("UPDATE journal SET staff_id = 2 WHERE sequence = 1", 1),
        ("UPDATE journal SET at = '2020-01-01 00:00:00.000000' WHERE sequence = 5", 5),
        ("UPDATE journal SET detail_hash = '' WHERE sequence = 2", 2),
        ("UPDATE journal SET case_id = NULL WHERE sequence = 4", 4),
        ("DELETE FROM journal WHERE sequence = 3", 3),
        ("DELETE FROM journal WHERE sequence = 1", 1),
        ("UPDATE journal SET sequence = -sequence WHERE sequence IN (2, 3)", 1),
        (FORGED, 6),
    ],
)
def test_an_entry_edited_removed_or_added(vault: Vault, change: str, broken_at: int) -> None:
    fill(vault)
    tamper(vault, change)
    report = vault.check_journal()
    assert not report.whole
    assert report.broken_at == broken_at


def test_two_entries_swapped(vault: Vault) -> None:
    fill(vault)
    tamper(
        vault,
        "UPDATE journal SET sequence = 99 WHERE sequence = 2",
        "UPDATE journal SET sequence = 2 WHERE sequence = 3",
        "UPDATE journal SET sequence = 3 WHERE sequence = 99",
    )
    report = vault.check_journal()
    assert report.broken_at == 2
    assert not report.whole


@pytest.mark.parametrize("most", [1, 2, 100])
@pytest.mark.parametrize(
    "change",
    ["", "UPDATE journal SET action = 'x' WHERE sequence = 3", "DELETE FROM journal WHERE sequence = 5"],
)
def test_a_check_in_steps_says_the_same(vault: Vault, change: str, most: int) -> None:
    fill(vault)
    vault.write_head()
    tamper(vault, *([change] if change else []))
    found = vault.check_journal_step(None, most)
    while isinstance(found, journal.Checking):
        found = vault.check_journal_step(found, most)
    assert found == vault.check_journal()


def test_a_detail_changed(vault: Vault) -> None:
    fill(vault)
    tamper(vault, "UPDATE journal_detail SET detail = '{}' WHERE sequence = 4")
    report = vault.check_journal()
    assert report.rewritten == (4,)
    assert not report.whole


def test_a_detail_added_to_an_entry_without_one(vault: Vault) -> None:
    with vault.writing() as session:
        journal.append(session, 1, "viewed", "person", 1)
    tamper(vault, "INSERT INTO journal_detail VALUES (1, 'aa', '{}')")
    assert vault.check_journal().rewritten == (1,)


def test_the_end_cut_off(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    fill(vault)
    vault.write_head()
    tamper(vault, "DELETE FROM journal_detail WHERE sequence > 3", "DELETE FROM journal WHERE sequence > 3")
    report = vault.check_journal()
    assert report.broken_at is None, "a chain alone cannot show it"
    assert not report.head_found
    assert not report.whole
    with pytest.raises(RolledBack, match="older than its key file"):
        open_at_once(vault_folder, vault_template)


def test_the_write_ahead_log_deleted(vault: Vault, vault_folder: Path, vault_template: Template) -> None:
    fill(vault)
    vault.write_head()
    copy = shutil.copytree(vault_folder, vault_folder.with_name("copy"), ignore=lambda *_: {"vault.db-wal"})
    with pytest.raises(RolledBack):
        open_at_once(Path(copy), vault_template)


def test_a_longer_chain_than_recorded_is_fine(vault: Vault) -> None:
    fill(vault, 2)
    vault.write_head()
    fill(vault, 2)
    assert vault.check_journal().whole


def test_another_key_verifies_nothing(vault: Vault) -> None:
    fill(vault)
    with vault._reader.connect() as link:
        assert journal.verify(link, b"another key", journal.NO_HEAD).broken_at == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET action = 'x'",
        "DELETE FROM journal",
        "UPDATE journal_detail SET detail = '{}'",
        "REPLACE INTO journal SELECT * FROM journal",
    ],
)
def test_the_database_refuses_changes_to_entries(vault: Vault, statement: str) -> None:
    fill(vault)
    with pytest.raises(Exception, match="append-only"), vault.writing() as session:
        session.connection().execute(text(statement))
    assert vault.check_journal().whole


def test_records_of_the_journal_cannot_be_changed_through_sessions(vault: Vault) -> None:
    fill(vault)
    with pytest.raises(Exception, match="append-only"), vault.writing() as session:
        session.get_one(Entry, 2).action = "x"
    with pytest.raises(Exception, match="append-only"), vault.writing() as session:
        session.delete(session.get_one(EntryDetail, 2))
        session.delete(session.get_one(Entry, 2))
    with pytest.raises(TypeError), vault.writing() as session:
        session.query(Entry).delete()
    assert vault.check_journal().whole


def test_details_are_erased_by_subject_and_the_chain_still_verifies(vault: Vault) -> None:
    fill(vault)
    with vault.writing() as session:
        assert journal.erase_details(session, ("person", 2)) == 1
        assert journal.erase_details(session, ("person", 99)) == 0
    with vault.reading() as session:
        (told,) = journal.entries_for(session, "person", 2)
        assert told.detail is None
        assert journal.entries_about(session, ("person", 2)) == []
    report = vault.check_journal()
    assert report.whole
    assert report.erased == 1


def test_the_same_detail_hashes_differently_each_time(vault: Vault) -> None:
    with vault.writing() as session:
        for _ in range(2):
            journal.append(session, 1, "changed", "person", 1, {"name": "same"})
    with vault.reading() as session:
        first, second = session.query(Entry).all()
        assert first.detail_hash != second.detail_hash


def test_only_plain_data_stands_in_the_journal(vault: Vault) -> None:
    with pytest.raises(TypeError, match="cannot stand in the journal"), vault.writing() as session:
        journal.append(session, 1, "changed", "person", 1, {"what": object()})


def test_nothing_is_journalled_on_the_reader(vault: Vault) -> None:
    session: Session
    with pytest.raises(KeyError), vault.reading() as session:
        journal.append(session, 1, "changed", "person", 1)
