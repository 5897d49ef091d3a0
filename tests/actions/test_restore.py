"""Restoring: what would be lost is told first; done by those who may; erased data are remembered; a drill."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from abductdesk.actions import backups, erasedagain, restore, safe
from abductdesk.actions.caselist import Filter, case_ids
from abductdesk.actions.cases import change_case, open_case
from abductdesk.actions.office import Office
from abductdesk.actions.restore import Rescue
from abductdesk.faults import Refused
from abductdesk.models import Erasure, Staff
from abductdesk.store import header, journal
from abductdesk.store.slots import WrongSecret
from abductdesk.store.vault import Vault
from abductdesk.terms import ErasureKind, StaffRole
from tests.actions.conftest import NOW, removal
from tests.conftest import PASSPHRASE, PERSON


@pytest.fixture
def made(office: Office, case_id: int) -> Path:
    """A backup with one case in it."""
    backups.back_up_now(office)
    return backups.backup_state(office).backups[0].folder


def test_the_preview_says_what_came_after(
    office: Office, made: Path, case_id: int, colleague: Office
) -> None:
    office.do(change_case, case_id, seen=10**9, changes={"summary": "after"})
    colleague.do(open_case, removal())
    loss = restore.preview(office, made)
    assert dict(loss.by) == {"An Peeters": 1, "Bram Wouters": loss.changes - 1}
    assert [(one.reference, one.new) for one in loss.cases] == [
        ("PMB-2026-0002", True), ("PMB-2026-0001", False)
    ]  # fmt: skip
    assert (loss.case_count, loss.letter_count, loss.people, loss.brings_back) == (2, 0, 3, 0)
    assert loss.made_at == NOW


def test_nothing_done_since_is_said_too(office: Office, made: Path) -> None:
    loss = restore.preview(office, made)
    assert (loss.changes, loss.by, loss.cases) == (0, (), ())


def test_an_administrator_sees_numbers_but_no_case(
    office: Office, vault: Vault, made: Path, case_id: int
) -> None:
    office.do(change_case, case_id, seen=10**9, changes={"summary": "after"})
    with vault.writing() as session:
        session.add(Staff(id=9, name="Ada", roles=[StaffRole.ADMINISTRATOR.value]))
    loss = restore.preview(Office(vault, 9, clock=lambda: NOW), made)
    assert (loss.case_count, loss.cases, loss.letters) == (1, (), ())


def test_only_managers_and_administrators_restore(clerk: Office, office: Office, made: Path) -> None:
    loss = restore.preview(office, made)
    for refused in (lambda: restore.preview(clerk, made), lambda: restore.restore(clerk, made, loss)):
        with pytest.raises(Refused, match="Your role"):
            refused()


def test_a_restore_takes_it_back_and_can_be_taken_back(office: Office, made: Path, case_id: int) -> None:
    office.do(open_case, removal())
    folder, loss = office.vault.folder, restore.preview(office, made)
    kept = restore.restore(office, made, loss).kept
    office.vault.close()
    again = safe.sign_in(folder, PERSON, PASSPHRASE)
    assert len(again.ask(case_ids, Filter())) == 1
    with again.vault.reading() as session:
        entry = journal.entries_for(session, "vault", 0)[0]
    assert entry.detail is not None
    assert (entry.action, entry.detail["cases"]) == ("vault_restored", ["PMB-2026-0002"])
    assert kept is not None
    back = restore.preview(again, kept)
    assert back.brings_back > 0
    restore.restore(again, kept, back)
    again.vault.close()
    third = safe.sign_in(folder, PERSON, PASSPHRASE)
    assert len(third.ask(case_ids, Filter())) == 2
    assert safe.verify(third).whole
    third.vault.close()


def test_what_was_erased_since_waits_to_be_erased_again(office: Office, made: Path) -> None:
    assert erasedagain.pending(office) == []
    with office.vault.writing() as session:
        session.add(
            Erasure(number="E-1", kind=ErasureKind.PERSON, record=1, reason="asked", counts={},
                    erased_at=datetime.now(UTC), staff_id=1)
        )  # fmt: skip
    office.vault.write_head()
    assert erasedagain.pending(office) == []
    restore.restore(office, made, restore.preview(office, made))
    assert erasedagain.pending(office) == [("person", 1)]


def test_a_damaged_vault_is_rescued_with_the_passphrase_typed(office: Office, made: Path) -> None:
    folder = office.vault.folder
    office.do(open_case, removal())
    office.vault.close()
    os.truncate(folder / "vault.db", 4096 * 3)
    with pytest.raises(WrongSecret):
        restore.preview_unopened(Rescue(folder, PERSON, "not the passphrase at all"), made)
    rescue = Rescue(folder, PERSON, PASSPHRASE)
    (found,) = restore.backups_of(folder)
    loss = restore.preview_unopened(rescue, found.folder)
    assert not loss.readable and loss.changes > 0 and not loss.old_access
    assert restore.restore_unopened(rescue, found.folder).damaged
    again = safe.sign_in(folder, PERSON, PASSPHRASE)
    assert len(again.ask(case_ids, Filter())) == 1
    assert len(backups.backup_state(again).aside) == 1
    backups.discard_aside(again, backups.backup_state(again).aside[0])
    assert backups.backup_state(again).aside == ()
    again.vault.close()


def test_a_missing_database_and_a_lost_key_file(office: Office, made: Path) -> None:
    folder, rescue = office.vault.folder, Rescue(office.vault.folder, PERSON, PASSPHRASE)
    office.vault.close()
    for name in (header.FILE, header.COPY):
        (folder / name).unlink()
    loss = restore.preview_unopened(rescue, made)
    assert (loss.changes, loss.old_access, loss.readable) == (0, True, True)
    restore.restore_unopened(rescue, made)
    safe.sign_in(folder, PERSON, PASSPHRASE).vault.close()
    for name in ("vault.db", header.FILE, header.COPY):
        (folder / name).unlink()
    restore.restore_unopened(rescue, made)
    again = safe.sign_in(folder, PERSON, PASSPHRASE)
    assert len(again.ask(case_ids, Filter())) == 1
    again.vault.close()


def test_a_drill_restores_counts_and_leaves_nothing(office: Office, made: Path) -> None:
    before = sorted(made.parent.iterdir())
    found = restore.drill(made, office.vault.keys())
    assert (found.whole, found.cases, found.people, found.letters) == (True, 1, 3, 0)
    assert sorted(made.parent.iterdir()) == before
    os.truncate(made / "vault.db", 4096 * 4)
    with pytest.raises(Refused, match="damaged and cannot be restored"):
        restore.drill(made, office.vault.keys())
    assert sorted(made.parent.iterdir()) == before
