"""Which backups stay, where else they are copied to, and that two programs do not make the same one.

What stays: the newest `kept`; besides them the newest of each of the last five weeks and of each of the last
six months; what was made before a change of the vault's shape or before a restore, for thirty days. Nothing
stays longer than `LONGEST`, but the newest always does: that day is the one on which what was erased is gone
from the backups too.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from abductdesk.faults import Refused
from abductdesk.store import backup, engines, header, meanings, places
from abductdesk.store.backup import Backup

WEEKS, MONTHS = 5, 6
LONGEST = timedelta(days=183)
PROTECTED = timedelta(days=30)
BEFORE = "before-"  # how the reason of a protected backup begins
_CLAIM = f"claimed{backup.UNFINISHED}"
_STILL_ALIVE = 120.0  # seconds without a sign after which a claim is left over from a kill
_CHUNK = 1 << 20


def to_delete(found: Sequence[Backup], kept: int, now: datetime) -> list[Backup]:
    """Which of these backups (newest first) go. One whose day lies ahead, made while the clock was wrong,
    is left alone."""
    past = [one for one in found if one.made_at <= now]
    staying = set(past[: max(1, kept)])
    weeks: dict[tuple[int, int], Backup] = {}
    months: dict[tuple[int, int], Backup] = {}
    for one in past:
        day = one.made_at.date()
        weeks.setdefault((day.isocalendar().year, day.isocalendar().week), one)
        months.setdefault((day.year, day.month), one)
    staying.update(list(weeks.values())[:WEEKS])
    staying.update(list(months.values())[:MONTHS])
    staying = {one for one in staying if now - one.made_at <= LONGEST}
    staying.update(one for one in past if one.reason.startswith(BEFORE) and now - one.made_at <= PROTECTED)
    staying.update(past[:1])
    return [one for one in past if one not in staying]


def delete(found: Backup) -> None:
    """Delete a backup; at no moment does half of one stand in the list. Raises `Refused`."""
    going = found.folder.with_name(f"{found.folder.name}{backup.UNFINISHED}")
    try:
        found.folder.rename(going)
        shutil.rmtree(going)
    except OSError as error:
        raise meanings.meaning(error) or missing_place() from None


@contextmanager
def claimed(folder: Path) -> Iterator[bool]:
    """Whether this program may make the backup that is due: False while another one is making it."""
    claim = folder / backup.FOLDER / _CLAIM
    try:
        claim.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if claim.exists() and not _alive(claim):
            shutil.rmtree(claim, ignore_errors=True)
        claim.mkdir(mode=0o700)
    except FileExistsError:
        yield False
        return
    except OSError as error:
        raise meanings.meaning(error) or error from None
    try:
        yield True
    finally:
        shutil.rmtree(claim, ignore_errors=True)


def _alive(claim: Path) -> bool:
    """Whether somebody is still at it: the claim, or a file of an unfinished backup, was touched lately."""
    seen = [claim, *claim.parent.glob(f"*{backup.UNFINISHED}/*")]
    touched = []
    for path in seen:
        with suppress(OSError):
            touched.append(path.stat().st_mtime)
    return any(abs(time.time() - at) < _STILL_ALIVE for at in touched)


def tidy(place: Path) -> None:
    """Remove what a kill or a stick pulled out left unfinished; to be called by who holds the claim."""
    with suppress(OSError):
        for path in place.glob(f"*Z*{backup.UNFINISHED}"):
            if not any(abs(time.time() - one.stat().st_mtime) < _STILL_ALIVE for one in path.iterdir()):
                shutil.rmtree(path, ignore_errors=True)


def check_place(place: Path, vault: Path) -> None:
    """Refuse a second place that is no folder, cannot be written, lies in the vault, or is synchronised to a
    cloud. A network folder is good enough for copies: each is read back whole, nobody works in it."""
    if not is_place(place):
        raise missing_place()
    if place.resolve().is_relative_to(vault.resolve()):
        raise Refused("This folder is inside the vault. Choose one on another disk, or a stick.")
    places.check_copies(place)
    places.check_writable(place)


def same_disk(place: Path, vault: Path) -> bool:
    """Whether a fault of one disk would take both."""
    try:
        return place.stat().st_dev == vault.stat().st_dev
    except OSError:
        return False


def copy(found: Backup, place: Path) -> Path:
    """Copy a finished backup into a folder of another disk, read it back whole, and return the copy; one
    that is there already is left alone. Raises `Refused` where the folder is not there or the copy
    differs."""
    target = place / found.folder.name
    unfinished = target.with_name(f"{target.name}{backup.UNFINISHED}")
    if not is_place(place):
        raise missing_place()
    if target.exists():
        return target
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        for name in (engines.FILE, header.FILE):
            written = _copy_file(found.folder / name, unfinished / name)
            if _digest(unfinished / name) != written:
                raise Refused(
                    "The copy of the backup in the second place is not what was written. Use another disk or "
                    "stick; the backup beside the vault is whole."
                )
        header.sync_folder(unfinished)
        unfinished.rename(target)
        header.sync_folder(place)
    except BaseException as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if isinstance(error, OSError):
            raise _second_place_fault(error) from None
        raise
    return target


def _copy_file(source: Path, target: Path) -> bytes:
    """Copy and flush to the disk; returns the digest of what was read."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while chunk := reading.read(_CHUNK):
            digest.update(chunk)
            writing.write(chunk)
        writing.flush()
        os.fsync(writing.fileno())
        if hasattr(os, "posix_fadvise"):  # so that reading back asks the disk and not the memory
            os.posix_fadvise(writing.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return digest.digest()


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def is_place(place: Path) -> bool:
    """Whether the second place is there."""
    try:
        return place.is_dir()
    except OSError:
        return False


def _second_place_fault(error: OSError) -> Refused:
    if meanings.is_full(error):
        return Refused(
            "The second place for backups is full. Free some space there, or choose another disk or stick; "
            "the backup beside the vault is whole."
        )
    return missing_place()


def missing_place() -> Refused:
    """The stick is not in, or the disk not connected."""
    return Refused(
        "The second place for backups is not there or cannot be written to. Put the stick in, connect the "
        "disk, or choose another folder; backups are made beside the vault meanwhile."
    )
