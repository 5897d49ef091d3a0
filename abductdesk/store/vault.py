"""The vault: one folder with `vault.db` (encrypted) and `vault.keys` (who may open it).

Several windows and programs of one computer may have it open at once. A session lives inside `writing`
or `reading`; what it loaded stays usable afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Table, event, select
from sqlalchemy.orm import ORMExecuteState, Session

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.models import Erasure
from abductdesk.store import (
    backup,
    checking,
    engines,
    header,
    journal,
    making,
    passphrases,
    places,
    rekey,
    restoring,
    slots,
    versions,
)
from abductdesk.store.access import Access, SignIn, master_of, people, recovery_slot, slot_named
from abductdesk.store.examining import Keys
from abductdesk.store.header import Header, Slot

__all__ = ["RolledBack", "SignIn", "Vault", "people"]

T = TypeVar("T")
_ERASED = cast(Table, Erasure.__table__)


class RolledBack(Refused):
    """The journal misses entries the key file knows: the database is older than it was."""


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    """Bulk changes would pass by versions and the journal."""
    if state.is_orm_statement and (state.is_update or state.is_delete):
        raise TypeError("change records one by one: bulk changes pass by their version and the journal")


class Vault(Access):
    """An open vault."""

    def __init__(self, folder: Path, read: Header, slot: Slot, master: bytes) -> None:
        super().__init__(folder, read, slot, master)
        self._connect()

    def _connect(self) -> None:
        self._writer = engines.writer(self.path, self._database_key)
        self._reader = engines.reader(self.path, self._database_key)

    @classmethod
    def create(
        cls, folder: Path, *, bureau: str, person: str, passphrase: str, staff_id: int = 1
    ) -> tuple[Vault, str]:
        """A new vault and its recovery code, which is kept nowhere else. The caller inserts the first
        member of staff and the bureau's settings."""
        passphrases.require(passphrase, (bureau, person))
        places.check(folder)
        read, first, master, code = making.make(folder, bureau, staff_id, person, passphrase)
        return cls(folder, read, first, master), code

    @classmethod
    def open_with_passphrase(
        cls, folder: Path, name: str | None, passphrase: str, *, accept_older: bool = False
    ) -> Vault:
        """Open as the person of this sign-in name (None: the only one). Raises `slots.WrongSecret`,
        `HeaderMissing`, `HeaderDamaged`, `meanings.Damaged`, `RolledBack`, `Refused`."""
        read = _look(folder)
        slot = slot_named(read, name)
        private = slots.unlock(slot, read.vault, passphrase)
        return cls._open(folder, read, slot, private, accept_older)

    @classmethod
    def open_with_recovery(cls, folder: Path, code: str, *, accept_older: bool = False) -> Vault:
        """Open with the printed recovery code, in any case, with or without dashes."""
        typed = slots.read_code(code)
        read = _look(folder)
        slot = recovery_slot(read)
        vault = cls._open(folder, read, slot, slots.unlock(slot, read.vault, typed), accept_older)
        with vault.writing() as session:
            journal.append(session, 0, "opened_with_recovery_code", "vault", 0)
        return vault

    @classmethod
    def open_with_workstation(cls, folder: Path) -> Vault | None:
        """Open as the person this computer trusts; None where it trusts nobody (then ask for the
        passphrase). For program start only: after a lock the passphrase is always asked."""
        read = _look(folder)
        if not any(slot.kind == slots.WORKSTATION for slot in read.slots):
            return None
        from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

        for slot in read.slots:
            private = keyrings.fetch(read.vault, slot.id) if slot.kind == slots.WORKSTATION else None
            if private is not None:
                return cls._open(folder, read, slot, private, accept_older=False)
        return None

    @classmethod
    def _open(cls, folder: Path, read: Header, slot: Slot, private: bytes, accept_older: bool) -> Vault:
        master = master_of(read, slot, private)
        if rekey.is_underway(read):
            read, master = rekey.settle(folder, read, slot, private, master)
        key = slots.subkey(master, read.vault, slots.DATABASE).hex()
        versions.bring_up_to_date(folder, key, engines.probe(folder / engines.FILE, key))
        vault = cls(folder, read, slot, master)
        try:
            vault._check_head(read, accept_older)
        except BaseException:
            vault._dispose()
            raise
        shutil.rmtree(folder / restoring.ROOM, ignore_errors=True)  # a restore that was killed
        return vault

    def _check_head(self, read: Header, accept_older: bool) -> None:
        known = read.head
        with self._reader.connect() as link:
            found = journal.contains(link, known)
            restored = read.restoring is not None and journal.contains(link, read.restoring)
        if read.restoring is not None and (found or restored):
            with self._changing() as current:  # a restore was cut short: done, or not begun
                current.head = read.restoring if restored else current.head
                current.restoring = None
            return
        if found:
            return
        if not accept_older:
            raise RolledBack(
                N_(
                    "This vault is older than its key file says: the journal ends before entry {sequence}. "
                    "If you put back an older copy yourself, open it and confirm that; if not, restore the "
                    "latest backup and tell your administrator."
                ),
                sequence=known[0],
            )
        with self.writing() as session:
            journal.append(session, self.staff_id, "vault_restored", "vault", 0, {"known_entry": known[0]})
        self.write_head()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write transaction. It commits at the end of the block; any exception rolls it back.
        Raises `Refused` when the disk is full or another writer is slow."""
        with Session(self._writer, expire_on_commit=False, info={journal.KEY: self._journal_key}) as session:
            session.connection()  # the write lock is taken before anything is read
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that cannot write and never waits for a writer; it sees one moment of the vault."""
        with Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    def write_head(self) -> None:
        """Record the journal's last entry in `vault.keys` (on close, on lock, every five minutes), and what
        was erased."""
        with self._writer.begin() as link:
            current, head = self._header(), journal.head(link)
            rows = link.execute(select(_ERASED.c.kind, _ERASED.c.record))
            erased = tuple(sorted({*current.erased, *((str(row.kind), row.record) for row in rows)}))
            if (current.head, current.erased) != (head, erased):
                current.head, current.erased = head, erased
                self._sign_and_write(current)

    @property
    def erased(self) -> tuple[tuple[str, int], ...]:
        """What was ever erased, as (kind, record): the key file knows it even where the database is older."""
        return self._header().erased

    def forget(self) -> None:
        """After an erasure: remember it in `vault.keys`, and leave no trace of the old content in the file
        or its log. Deleted content was overwritten already; packing the file anew, as long as it fits into
        memory, is for what SQLite may leave between cells. Where another window is at work the log is emptied
        when the last one closes."""
        self.write_head()
        engines.tidy(self.path, self._database_key)

    def check_journal(self) -> journal.Report:
        """Check the journal's chain against itself and the head in `vault.keys`."""
        with self._reader.connect() as link:
            return journal.verify(link, self._journal_key, self._header().head)

    def check_journal_step(
        self, checked: journal.Checking | None, most: int
    ) -> journal.Checking | journal.Report:
        """The same in steps of so many entries, each a short read: give back what it returns, until it is the
        report. What the chain must contain is read at the beginning: it grows meanwhile."""
        found = checked or journal.Checking(self._journal_key, self._header().head)
        with self._reader.connect() as link:
            return found.report(link) if found.step(link, most) else found

    def missing_guards(self) -> tuple[str, ...]:
        """Triggers that keep the journal append-only and are not there."""
        return checking.missing_guards(self.path, self._database_key)

    def with_journal_key(self, check: Callable[[bytes], T]) -> T:
        """Let an exported journal be checked with the key that never leaves the vault."""
        return check(self._journal_key)

    def verify(self) -> checking.Check:
        """Check everything: every page, every index, every parent, the journal's guards and its chain."""
        found = tuple(checking.faults(self.path, self._database_key))
        if found:
            return checking.Check(found, (), None)
        unguarded = self.missing_guards()
        return checking.Check((), unguarded, self.check_journal())

    def back_up(self, reason: str = "", into: Path | None = None, at: datetime | None = None) -> Path:
        """Write an encrypted backup into the vault's own backups, or into a folder; return where it is."""
        self.write_head()
        return backup.make(self.folder, self._database_key, reason, into, at=at)

    def keys(self) -> Keys:
        """What opens this vault's backups, older ones too."""
        return Keys(self._header(), self.staff_id, self._master)

    def restore(self, source: Path, told: Mapping[str, Any]) -> restoring.Restored:
        """Put a backup in the place of everything that stands in the vault; see `restoring.restore`. Sign in
        again afterwards: what is in memory is of before."""
        if self._at_work():
            raise restoring.not_alone()
        with suppress(Refused):  # it may be damaged: that is why it is restored
            self.write_head()
        self._dispose()
        try:
            return restoring.restore(self.folder, source, self.keys(), told)
        finally:
            self._connect()

    def revoke(self, *staff_ids: int) -> None:
        """Take somebody's access away: every slot of theirs goes and the vault gets new keys. Raises
        `Refused` while another window or program has the vault open, or this one is at work in it."""
        if self.staff_id in staff_ids:
            raise Refused("You cannot take your own access away. Ask another administrator.")
        self._rekey([slot for slot in self._header().slots if slot.staff_id not in staff_ids])

    def require_alone(self) -> None:
        """Raise `Refused` while another window or program has the vault open, as `revoke` would."""
        self._let_go()
        try:
            rekey.require_alone(self.folder, self._database_key)
        finally:
            self._connect()

    def renew_recovery(self) -> str:
        """A new recovery code, and new keys, so that the old code opens nothing any more; raises
        `Refused` as `revoke` does."""
        code = slots.new_code()
        slot, _ = slots.new_slot(slots.RECOVERY, self.vault_id, 0, "", slots.read_code(code))
        self._rekey([other for other in self._header().slots if other.kind != slots.RECOVERY] + [slot])
        return code

    def _rekey(self, keep: list[Slot]) -> None:
        self._let_go()
        try:
            self._take(*rekey.change_keys(self.folder, self._header(), self._master, keep))
        finally:
            self._connect()

    def _let_go(self) -> None:
        """Close the files for a change of keys; `_connect` opens them again. Raises `Refused` at work."""
        if self._at_work():
            raise rekey.not_alone()
        self._dispose()

    def _at_work(self) -> bool:
        return bool(self._writer.pool.checkedout() or self._reader.pool.checkedout())  # type: ignore[attr-defined]

    def close(self) -> None:
        """Write the head and let go of the files. Harmless when done twice."""
        with suppress(Refused):  # another writer is slow: the head written before still holds
            self.write_head()
        self._dispose()

    def _dispose(self) -> None:
        self._writer.dispose()
        self._reader.dispose()


def _look(folder: Path) -> Header:
    """The key file of a folder that can be worked in."""
    places.check(folder)
    read = header.read(folder)
    engines.check_file(folder / engines.FILE)
    places.check_writable(folder)
    return read
