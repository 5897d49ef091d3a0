"""Putting a backup in the place of the vault, so that a kill at any moment leaves a vault that opens.

The backup is first brought to the keys and the shape of today in a room of its own. The key file of today
stays: whoever was shut out stays out. Then the key file names the new last entry beside the old one, the
database changes in one transaction (or, where it cannot be read, by a new name), and the key file forgets the
old one. Whoever opens the vault in between finds one of the two.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from abductdesk.faults import Refused
from abductdesk.store import backup, checking, engines, header, journal, meanings, slots, versions
from abductdesk.store.examining import Keys, bad, check_files, key_of
from abductdesk.store.header import Header, HeaderMissing
from abductdesk.store.journal import Head

ROOM = "restoring"
ASIDE = "kept-aside"
BEFORE_RESTORE = "before-restore"
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the vault of before: a backup, or its damaged files (None: there was nothing)."""

    kept: Path | None
    damaged: bool


def prepare(source: Path, room: Path, keys: Keys) -> Header | None:
    """Make in `room` a copy of a backup under the keys and in the shape of today, with every page checked;
    returns the backup's own key file. Raises `BadBackup`, or `Refused` where a newer program made it."""
    check_files(source)
    key, read = key_of(source, keys)
    path, present = room / engines.FILE, keys.database(keys.read.epoch)
    try:
        shutil.copyfile(source / engines.FILE, path)
        if checking.faults(path, key):
            raise bad()
        found = engines.probe(path, key)
        versions.check_known(found)
        if key != present:
            with closing(engines.connect(path, key)) as link:
                link.execute(f"PRAGMA rekey = \"x'{present}'\"")
                link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if found != versions.known()[-1]:
            from abductdesk.store import migrating  # the migration library takes 0.3 s to load

            migrating.upgrade(room, present)
    except meanings.Damaged:
        raise bad() from None
    except (OSError, sqlcipher.Error) as error:
        raise meanings.meaning(error) or error from None
    return read


def restore(folder: Path, source: Path, keys: Keys, told: Mapping[str, Any]) -> Restored:
    """Put the backup `source` in the place of the vault in `folder`, which `keys` open (where its key file is
    lost: the backup's own). `told` goes into the journal's entry. What stood there is kept: as a backup, or
    its damaged files as they are. Raises `BadBackup`, `Refused`; then nothing has changed."""
    target = _target(folder, keys)
    room = folder / ROOM
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(folder, keys) as held:
            shutil.rmtree(room, ignore_errors=True)
            room.mkdir(mode=0o700)
            own = prepare(source, room, keys)
            kept = _back_up_first(folder, keys, held)
            staff = _rows(held, "staff") if kept and held else None
            target.erased = _union(target.erased, own.erased if own else (), _erased(held))
            target.restoring = _finish_copy(room, target, keys, staff, told)
            _write(folder, target, keys)
            if kept and held:
                with closing(engines.connect(room / engines.FILE, keys.database(target.epoch))) as link:
                    link.backup(held)
                _conclude(folder, target, keys)
                return Restored(kept, damaged=False)
        aside = _swap(folder, room)
        _conclude(folder, target, keys)
        return Restored(aside, damaged=True)
    except (OSError, sqlcipher.Error) as error:
        if target.restoring is not None:  # it was not put in place: today's last entry holds
            target.restoring = None
            with suppress(Refused):
                _write(folder, target, keys)
        raise meanings.meaning(error) or error from None
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _target(folder: Path, keys: Keys) -> Header:
    """The key file that will stand beside the restored database."""
    if keys_are_lost(folder, keys):
        return Header.load(keys.read.dump())
    now = header.read(folder)
    if not now.is_signed(slots.subkey(keys.master, now.vault, slots.HEADER_MAC)):
        raise Refused(
            "The vault in this folder has other keys than the backup. Sign in with the passphrase of today, "
            "or restore into another folder."
        )
    return now


def keys_are_lost(folder: Path, keys: Keys) -> bool:
    """Whether the key file in a folder is missing, damaged, or written by something else."""
    try:
        now = header.read(folder)
    except HeaderMissing:
        return True
    signed = now.is_signed(slots.subkey(keys.master, now.vault, slots.HEADER_MAC))
    return now.vault == keys.read.vault and now.epoch == keys.read.epoch and not signed


@contextmanager
def _alone(folder: Path, keys: Keys) -> Iterator[engines.Link | None]:
    """The vault's database, held alone; None where there is none that can be read."""
    link = None
    try:
        engines.check_file(folder / engines.FILE)
        link = engines.connect(folder / engines.FILE, keys.database(keys.read.epoch))
    except meanings.Damaged:
        pass  # nothing there to be held
    except sqlcipher.Error as error:
        if not isinstance(meanings.meaning(error), meanings.Damaged):
            raise
    with closing(link) if link else nullcontext():
        yield link if link and _takes(link) else None


def _takes(link: engines.Link) -> bool:
    """Take the database for this connection alone; False where it cannot be read."""
    try:
        link.execute("PRAGMA busy_timeout = 500")
        link.execute("PRAGMA locking_mode = EXCLUSIVE")
        link.execute("BEGIN EXCLUSIVE")
        link.execute("COMMIT")
    except sqlcipher.OperationalError:
        raise not_alone() from None
    except sqlcipher.DatabaseError:
        return False
    return True


def _back_up_first(folder: Path, keys: Keys, held: engines.Link | None) -> Path | None:
    """The vault of before as a backup; None where it is too damaged for one."""
    if held is None:
        return None
    try:
        header.read(folder)
        return backup.make(folder, keys.database(keys.read.epoch), BEFORE_RESTORE, held=held)
    except (meanings.Damaged, backup.Failed, HeaderMissing):
        return None


def _rows(link: engines.Link | None, table: str) -> Rows | None:
    if link is None:
        return None
    found = link.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _erased(link: engines.Link | None) -> tuple[tuple[str, int], ...]:
    """What the database knows to be erased, as far as it can be read."""
    with suppress(sqlcipher.Error):
        return tuple((str(row["kind"]), int(row["record"])) for row in _rows(link, "erasure") or ())
    return ()


def _union(*erased: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted({one for some in erased for one in some}))


def _finish_copy(room: Path, target: Header, keys: Keys, staff: Rows | None, told: Mapping[str, Any]) -> Head:
    """Bring who works here over from the vault of before, let nobody in whose key is gone, and write the
    entry that anchors the journal anew; returns it."""
    engine = engines.writer(room / engines.FILE, keys.database(target.epoch))
    try:
        with Session(engine, info={journal.KEY: keys.journal_key}) as session:
            link = session.connection()
            _carry_over(link, staff or ())
            _settle_access(link, target)
            detail = {**told, "known_entry": target.head[0]}
            journal.append(session, keys.staff_id, "vault_restored", "vault", 0, detail)
            head = journal.head(link)
            session.commit()
    finally:
        engine.dispose()
    with closing(engines.connect(room / engines.FILE, keys.database(target.epoch))) as last:
        last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    header.sync_file(room / engines.FILE)
    return head


def _carry_over(link: Connection, staff: Rows) -> None:
    there = {row[0] for row in link.execute(text("SELECT id FROM staff"))}
    for row in staff:
        names = [name for name in row if name != "id"]
        if row["id"] in there:
            sets = ", ".join(f'"{name}" = :{name}' for name in names)
            link.execute(text(f"UPDATE staff SET {sets} WHERE id = :id"), dict(row))  # noqa: S608 our columns
        else:
            columns = ", ".join(f'"{name}"' for name in ("id", *names))
            values = ", ".join(f":{name}" for name in ("id", *names))
            link.execute(text(f"INSERT INTO staff ({columns}) VALUES ({values})"), dict(row))  # noqa: S608


def _settle_access(link: Connection, target: Header) -> None:
    """No slot without its person (their number may be given again), nobody active without a slot."""
    there = {row[0] for row in link.execute(text("SELECT id FROM staff"))}
    target.slots = [slot for slot in target.slots if slot.kind == slots.RECOVERY or slot.staff_id in there]
    keyed = {slot.staff_id for slot in target.slots if slot.kind == slots.PERSON}
    for staff_id in sorted(there - keyed):
        link.execute(text("UPDATE staff SET active = 0 WHERE id = :id"), {"id": staff_id})


def _swap(folder: Path, room: Path) -> Path | None:
    """Move the damaged files aside, untouched, the database first (so that it is never opened without its
    log), and give the restored one its name."""
    aside = backup.free(folder / ASIDE / backup.stamp())
    for name in (engines.FILE, f"{engines.FILE}-wal", f"{engines.FILE}-shm"):
        if (folder / name).exists():
            aside.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / name).rename(aside / name)
    (room / engines.FILE).replace(folder / engines.FILE)
    header.sync_folder(folder)
    return aside if aside.exists() else None


def _conclude(folder: Path, target: Header, keys: Keys) -> None:
    assert target.restoring is not None
    target.head, target.restoring = target.restoring, None
    _write(folder, target, keys)


def _write(folder: Path, target: Header, keys: Keys) -> None:
    target.sign(slots.subkey(keys.master, target.vault, slots.HEADER_MAC))
    header.write(folder, target)


def opens_present(folder: Path, keys: Keys) -> bool:
    """Whether keys from a backup open the database that stands in the folder: then only the key file was
    lost, and nothing else need go back."""
    with suppress(Refused, sqlcipher.Error):
        engines.check_file(folder / engines.FILE)
        engines.probe(folder / engines.FILE, keys.database(keys.read.epoch))
        return True
    return False


def put_back_keys(folder: Path, keys: Keys) -> None:
    """Put the key file of a backup beside the database it opens; a damaged one is kept aside."""
    if (folder / header.FILE).exists():
        aside = backup.free(folder / ASIDE / backup.stamp())
        aside.mkdir(mode=0o700, parents=True)
        (folder / header.FILE).rename(aside / header.FILE)
    _write(folder, Header.load(keys.read.dump()), keys)


def not_alone() -> Refused:
    return Refused(
        "A backup can only be restored while nobody else has the vault open. Close AbductDesk in all other "
        "windows and sessions, then try again."
    )
