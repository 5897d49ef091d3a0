"""Encrypted backups: a whole copy made by the database itself, with the key file, checked by opening it."""

from __future__ import annotations

import shutil
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.store import checking, engines, header, meanings

FOLDER = "backups"
UNFINISHED = ".part"
_STAMP = "%Y-%m-%dT%H%M%SZ"


class Failed(Refused):
    """No backup was made: the disk failed, or the copy is not whole."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: a folder that opens like a vault once it is copied to a place of its own."""

    folder: Path
    made_at: datetime
    reason: str

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(path.stat().st_size for path in self.folder.iterdir())


def make(
    folder: Path,
    key: str,
    reason: str = "",
    into: Path | None = None,
    *,
    at: datetime | None = None,
    held: engines.Link | None = None,
) -> Path:
    """Copy the vault of `folder` into a new folder under `into` (default: its own backups), check the
    copy, and return it. `held` is a connection that has the vault to itself. Raises `Damaged` where the
    vault is not whole, `Refused` when the disk is full or the copy cannot be opened."""
    target = free((into or folder / FOLDER) / "_".join(filter(None, (stamp(at), reason))))
    unfinished = target.with_name(f"{target.name}{UNFINISHED}")
    try:
        unfinished.mkdir(mode=0o700, parents=True)
        opened = nullcontext(held) if held else closing(engines.connect(folder / engines.FILE, key))
        with opened as link:  # held until the key file is copied too: the keys cannot change in between
            link.execute("VACUUM INTO ?", (str(unfinished / engines.FILE),))
            header.replace(unfinished / header.FILE, (folder / header.FILE).read_bytes())
        header.sync_file(unfinished / engines.FILE)
        check(unfinished, key)
        unfinished.rename(target)
        header.sync_folder(target.parent)
    except BaseException as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if isinstance(error, OSError | sqlcipher.Error):
            raise meanings.meaning(error) or _failed() from None
        raise
    return target


def check(folder: Path, key: str) -> None:
    """Open a backup and read all of it; raises `Refused` where a page is not whole."""
    engines.check_file(folder / engines.FILE)
    header.read(folder)
    if checking.faults(folder / engines.FILE, key):
        raise _failed()


def every(folder: Path) -> list[Backup]:
    """The vault's own backups, newest first; folders that people named otherwise are none of them."""
    return within(folder / FOLDER)


def within(place: Path) -> list[Backup]:
    """The finished backups in a folder, newest first; none where it cannot be read."""
    found = []
    with suppress(OSError):
        for path in place.glob("*Z*"):
            one = of(path)
            if one is not None:
                found.append(one)
    return sorted(found, key=lambda backup: (backup.made_at, backup.folder.name), reverse=True)


def of(path: Path) -> Backup | None:
    """The backup in this folder, by its name; None where it is none, or not finished."""
    begins, _, reason = path.name.partition("_")
    try:
        made_at = datetime.strptime(begins, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, made_at, reason) if path.suffix != UNFINISHED and path.is_dir() else None


def stamp(at: datetime | None = None) -> str:
    """How the name of a backup begins: its moment (default now), in UTC."""
    return (at or datetime.now(UTC)).astimezone(UTC).strftime(_STAMP)


def free(target: Path) -> Path:
    """The folder, with a number where two were made within a second."""
    number, free = 1, target
    while free.exists() or free.with_name(f"{free.name}{UNFINISHED}").exists():
        number += 1
        free = target.with_name(f"{target.name}_{number}")
    return free


def _failed() -> Failed:
    return Failed(
        N_(
            "The backup could not be made or does not open. Check the disk it goes to; "
            "the vault itself is unchanged."
        )
    )
