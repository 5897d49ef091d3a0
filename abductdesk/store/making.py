"""Making a new vault: a fresh key file and an empty encrypted database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from abductdesk.faults import Refused
from abductdesk.store import engines, header, meanings, places, slots
from abductdesk.store.header import Header, Slot


def make(
    folder: Path, bureau: str, staff_id: int, person: str, passphrase: str
) -> tuple[Header, Slot, bytes, str]:
    """Write a vault into the folder; returns its header, the first person's slot, the master key and the
    recovery code. On any fault nothing of it stays."""
    _take_folder(folder)
    vault, master, code = slots.new_vault_id(), slots.new_key(), slots.new_code()
    first, _ = slots.new_slot(slots.PERSON, vault, staff_id, person, passphrase)
    recovery, _ = slots.new_slot(slots.RECOVERY, vault, 0, "", slots.read_code(code))
    made = Header(vault, bureau, 1, [first, recovery], {1: slots.wrap(master, vault, 1, slots.new_key())})
    for slot in made.slots:
        slots.seal(slot, vault, 1, master)
    made.sign(slots.subkey(master, vault, slots.HEADER_MAC))
    try:
        _make_database(folder, slots.subkey(master, vault, slots.DATABASE).hex())
        header.write(folder, made)
    except BaseException as error:  # noqa: BLE001  half a vault must not stay, whatever happened
        for path in _files(folder):
            path.unlink(missing_ok=True)
        raise meanings.meaning(error) or error from None
    return made, first, master, code


def _take_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise meanings.read_only() from None
    places.check_writable(folder)
    if any(path.exists() for path in _files(folder)):
        raise Refused("This folder already holds a vault. Open it, or choose another folder.")


def _files(folder: Path) -> list[Path]:
    database = engines.FILE
    names = (database, f"{database}-wal", f"{database}-shm", header.FILE, header.COPY)
    return [folder / name for name in names]


def _make_database(folder: Path, key: str) -> None:
    from abductdesk.store import migrating  # the migration library takes 0.3 s to load

    path = folder / engines.FILE
    with closing(engines.connect(path, key, create=True)) as link:
        link.execute("PRAGMA journal_mode = WAL")
    path.chmod(0o600)
    migrating.upgrade(folder, key)
