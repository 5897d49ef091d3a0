"""New keys for a vault, in two phases, so that a kill at any moment leaves a vault that opens.

First everybody who stays gets the next master key, and that is written down; then the database changes
its key in one transaction; then the old master key is forgotten. Whoever opens a vault in between tries
the present key, then the next.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.exceptions import InvalidTag

from abductdesk.faults import Refused
from abductdesk.store import engines, header, meanings, slots
from abductdesk.store.header import Header, Slot


def not_alone() -> Refused:
    return Refused(
        "The keys can only be changed while nobody else has the vault open. Close AbductDesk in all other "
        "windows and sessions, then try again."
    )


def change_keys(folder: Path, read: Header, master: bytes, keep: list[Slot]) -> tuple[Header, bytes]:
    """Give the vault a new master key, sealed to `keep` only; returns the new header and master key.
    Raises `Refused` while anybody else has the database open."""
    path = folder / engines.FILE
    with closing(engines.connect(path, _database(read, master))) as link:
        _be_alone(link)
        fresh = slots.new_key()
        try:
            _prepare(folder, read, master, fresh, keep)
            link.execute(f"PRAGMA rekey = \"x'{_database(read, fresh)}'\"")
            link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (OSError, Refused, sqlcipher.Error) as error:
            _take_back(folder, read, master)
            raise meanings.meaning(error) or error from None
        _finish(folder, read, master, fresh)
    return read, fresh


def require_alone(folder: Path, key: str) -> None:
    """Raise `Refused` while anybody else has the database open."""
    with closing(engines.connect(folder / engines.FILE, key)) as link:
        _be_alone(link)


def is_underway(read: Header) -> bool:
    """Whether a change of keys was begun and not finished."""
    return read.epoch + 1 in read.journal_keys


def settle(folder: Path, read: Header, slot: Slot, private: bytes, master: bytes) -> tuple[Header, bytes]:
    """Finish, or take back, a change of keys that was interrupted; returns the header and master key
    that hold now. While the change is still running elsewhere, nothing is touched."""
    fresh: bytes | None = None
    with suppress(KeyError, InvalidTag):
        fresh = slots.unseal(slot, read.vault, read.epoch + 1, private)
    if fresh is not None and _opens(folder, _database(read, fresh)):
        return _conclude(folder, read, master, fresh), fresh
    if _opens(folder, _database(read, master)):
        return _conclude(folder, read, master, None), master
    if fresh is None:
        raise Refused("Your access to this vault was taken away. Ask an administrator.")
    raise meanings.damaged()


def _conclude(folder: Path, read: Header, master: bytes, fresh: bytes | None) -> Header:
    """Under the write lock, finish the change (with the fresh key) or take it back, unless another
    program has done so meanwhile."""
    with closing(engines.connect(folder / engines.FILE, _database(read, fresh or master))) as link:
        link.execute("BEGIN IMMEDIATE")
        now = header.read(folder)
        if is_underway(now) and now.is_signed(slots.subkey(master, now.vault, slots.HEADER_MAC)):
            if fresh is None:
                _take_back(folder, now, master)
            else:
                _finish(folder, now, master, fresh)
        link.execute("COMMIT")
    return now


def _database(read: Header, master: bytes) -> str:
    return slots.subkey(master, read.vault, slots.DATABASE).hex()


def _be_alone(link: engines.Link) -> None:
    """Hold the database file alone until the connection is closed."""
    try:
        link.execute("PRAGMA busy_timeout = 500")
        link.execute("PRAGMA locking_mode = EXCLUSIVE")
        link.execute("BEGIN EXCLUSIVE")
        link.execute("COMMIT")
    except sqlcipher.OperationalError:
        raise not_alone() from None
    except sqlcipher.Error as error:
        raise meanings.meaning(error) or error from None


def _prepare(folder: Path, read: Header, master: bytes, fresh: bytes, keep: list[Slot]) -> None:
    upcoming = read.epoch + 1
    journal_key = slots.unwrap(master, read.vault, read.epoch, read.journal_keys[read.epoch])
    read.journal_keys[upcoming] = slots.wrap(fresh, read.vault, upcoming, journal_key)
    known = {slot.id for slot in read.slots}
    read.slots += [slot for slot in keep if slot.id not in known]
    staying = {slot.id for slot in keep}
    for slot in read.slots:
        if slot.id in staying:
            slots.seal(slot, read.vault, upcoming, fresh)
    _sign(folder, read, master)


def _finish(folder: Path, read: Header, master: bytes, fresh: bytes) -> None:
    earlier = {
        epoch: slots.unwrap(master, read.vault, epoch, sealed, slots.PAST_WRAP)
        for epoch, sealed in read.past.items()
    }
    earlier[read.epoch] = master  # backups of before must still open for those who stay
    read.past = {
        epoch: slots.wrap(fresh, read.vault, epoch, key, slots.PAST_WRAP) for epoch, key in earlier.items()
    }
    read.epoch += 1
    read.journal_keys = {read.epoch: read.journal_keys[read.epoch]}
    read.slots = [slot for slot in read.slots if read.epoch in slot.seals]
    for slot in read.slots:
        slot.seals = {read.epoch: slot.seals[read.epoch]}
    _sign(folder, read, fresh)


def _take_back(folder: Path, read: Header, master: bytes) -> None:
    read.journal_keys = {read.epoch: read.journal_keys[read.epoch]}
    read.slots = [slot for slot in read.slots if read.epoch in slot.seals]
    for slot in read.slots:
        slot.seals = {read.epoch: slot.seals[read.epoch]}
    _sign(folder, read, master)


def _sign(folder: Path, read: Header, master: bytes) -> None:
    read.sign(slots.subkey(master, read.vault, slots.HEADER_MAC))
    header.write(folder, read)


def _opens(folder: Path, key: str) -> bool:
    try:
        engines.probe(folder / engines.FILE, key)
    except meanings.Damaged:
        return False
    return True
