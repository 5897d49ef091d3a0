"""Opening a backup where it lies, by the keys of today or of its own day, and telling whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, text

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.store import checking, engines, header, journal, meanings, slots, versions
from abductdesk.store.access import master_of, recovery_slot, slot_named
from abductdesk.store.header import Header, HeaderMissing


class BadBackup(Refused):
    """The backup is not whole, or not of this vault; another one is needed."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A key file, who opened it (0: the recovery code) and the master key: enough to open backups, also
    where the vault itself does not open."""

    read: Header
    staff_id: int
    master: bytes

    def database(self, epoch: int) -> str:
        """The database key of an epoch; raises KeyError where it is not known."""
        return slots.subkey(self.master_at(epoch), self.read.vault, slots.DATABASE).hex()

    def master_at(self, epoch: int) -> bytes:
        if epoch == self.read.epoch:
            return self.master
        return slots.unwrap(self.master, self.read.vault, epoch, self.read.past[epoch], slots.PAST_WRAP)

    @property
    def journal_key(self) -> bytes:
        """The same in every epoch."""
        read = self.read
        return slots.unwrap(self.master, read.vault, read.epoch, read.journal_keys[read.epoch])


def keys_by_passphrase(folder: Path, name: str | None, passphrase: str) -> Keys:
    """The keys of a vault or a backup by passphrase, without its database; raises what opening raises."""
    read = header.read(folder)
    slot = slot_named(read, name)
    private = slots.unlock(slot, read.vault, passphrase)
    return Keys(read, slot.staff_id, master_of(read, slot, private))


def keys_by_code(folder: Path, code: str) -> Keys:
    """The same by the recovery code."""
    typed, read = slots.read_code(code), header.read(folder)
    slot = recovery_slot(read)
    return Keys(read, 0, master_of(read, slot, slots.unlock(slot, read.vault, typed)))


def key_of(source: Path, keys: Keys) -> tuple[str, Header | None]:
    """The database key of a backup and its key file (None where that is lost: then the keys of today and of
    before are tried). Raises `BadBackup`."""
    try:
        read = header.read(source)
    except HeaderMissing:
        return _try_keys(source, keys), None
    if read.vault != keys.read.vault:
        raise BadBackup(N_("This backup is of another vault. Choose one of this vault."))
    try:
        master = keys.master_at(read.epoch)
    except (KeyError, InvalidTag):
        raise BadBackup(
            N_(
                "This backup was made under other keys, which today's key file does not know. Restore it "
                "into a folder of its own, with a passphrase or the recovery code of that day."
            )
        ) from None
    if not read.is_signed(slots.subkey(master, read.vault, slots.HEADER_MAC)):
        raise BadBackup(
            N_("The key file of this backup was changed by something else. Choose another backup.")
        )
    return keys.database(read.epoch), read


def _try_keys(source: Path, keys: Keys) -> str:
    for epoch in (keys.read.epoch, *sorted(keys.read.past, reverse=True)):
        key = keys.database(epoch)
        with (
            suppress(sqlcipher.Error),
            closing(engines.connect(source / engines.FILE, key, query_only=True)) as link,
        ):
            link.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return key
    raise bad()


@contextmanager
def looking_into(source: Path, keys: Keys) -> Iterator[tuple[Connection, Header | None]]:
    """A backup as it lies there, open for reading only; raises `BadBackup`."""
    check_files(source)
    key, read = key_of(source, keys)
    engine = engines.reader(source / engines.FILE, key)
    try:
        with engine.connect() as link:
            yield link, read
    except meanings.Damaged:
        raise bad() from None
    finally:
        engine.dispose()


def check_files(source: Path) -> None:
    """Raises `BadBackup` for a backup whose database is missing or cut."""
    try:
        engines.check_file(source / engines.FILE)
    except meanings.Damaged:
        raise bad() from None


def check_version(link: Connection) -> None:
    """Refuse a backup that a newer program made."""
    versions.check_known(str(link.execute(text("SELECT version_num FROM alembic_version")).scalar_one()))


def examine(source: Path, keys: Keys) -> journal.Report:
    """Read every page of a backup and follow its journal; raises `BadBackup`."""
    check_files(source)
    key, read = key_of(source, keys)
    if checking.faults(source / engines.FILE, key):
        raise bad()
    with looking_into(source, keys) as (link, _):
        return journal.verify(link, keys.journal_key, read.head if read else journal.NO_HEAD)


def count(room: Path, keys: Keys, tables: Sequence[str]) -> tuple[journal.Report, list[int]]:
    """Follow the journal of a prepared copy and count the rows of its tables."""
    engine = engines.reader(room / engines.FILE, keys.database(keys.read.epoch))
    try:
        with engine.connect() as link:
            report = journal.verify(link, keys.journal_key, journal.NO_HEAD)
            rows = [link.execute(text(f"SELECT count(*) FROM {name}")) for name in tables]  # noqa: S608
            return report, [int(one.scalar_one()) for one in rows]
    finally:
        engine.dispose()


def bad() -> BadBackup:
    return BadBackup(
        N_("This backup is damaged and cannot be restored. Choose another one; it was left as it is.")
    )
