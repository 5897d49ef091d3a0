"""Encrypted backups: a whole copy made by the database itself, with the key file, checked by opening it."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from abductdesk.faults import Refused
from abductdesk.store import checking, engines, header, meanings

FOLDER = "backups"
_STAMP = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: a folder that opens like a vault once it is copied to a place of its own."""

    folder: Path
    made_at: datetime
    reason: str


def make(folder: Path, key: str, reason: str = "", into: Path | None = None) -> Path:
    """Copy the vault of `folder` into a new folder under `into` (default: its own backups), check the
    copy, and return it. Raises `Refused` when the disk is full or the copy cannot be opened."""
    stamp = datetime.now(UTC).strftime(_STAMP)
    target = _free((into or folder / FOLDER) / "_".join(filter(None, (stamp, reason))))
    unfinished = target.with_name(f"{target.name}.part")
    try:
        unfinished.mkdir(mode=0o700, parents=True)
        with closing(engines.connect(folder / engines.FILE, key)) as link:
            link.execute("VACUUM INTO ?", (str(unfinished / engines.FILE),))
        header.replace(unfinished / header.FILE, (folder / header.FILE).read_bytes())
        check(unfinished, key)
        unfinished.rename(target)
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
    found = []
    for path in (folder / FOLDER).glob("*Z*"):
        stamp, _, reason = path.name.partition("_")
        if path.is_dir() and path.suffix != ".part":
            with suppress(ValueError):
                found.append(Backup(path, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), reason))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def _free(target: Path) -> Path:
    """The folder, with a number where two backups were made within a second."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.name}_{number}")
    return free


def _failed() -> Refused:
    return Refused(
        "The backup could not be made or does not open. Check the disk it goes to; "
        "the vault itself is unchanged."
    )
