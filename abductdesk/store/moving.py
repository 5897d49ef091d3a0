"""Bringing a vault to this computer: from a stick, another folder or a backup, always as a copy.

The copy is made beside its place, opened and checked there, and only then put in place: what does not open
never takes the place of a vault, and nothing is ever opened on a stick or a network.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from abductdesk.faults import Refused
from abductdesk.i18n import Listing
from abductdesk.store import engines, header, meanings, places

_TAKEN = (engines.FILE, f"{engines.FILE}-wal", header.FILE, header.COPY)
_NAMED = 5  # as many backups are named when one must be chosen


def find(folder: Path) -> Path:
    """The vault or backup in a folder, itself or up to two folders down; raises `Refused` where there is
    none, or more than one."""
    if _is_vault(folder):
        return folder
    try:
        near = {path.parent for depth in ("*", "*/*") for path in folder.glob(f"{depth}/{header.FILE}")}
    except OSError:
        near = set()
    found = sorted((path for path in near if _is_vault(path)), key=lambda path: path.name, reverse=True)
    if not found:
        raise Refused("There is no vault and no backup in this folder. Choose the folder with vault.keys.")
    if len(found) > 1:
        raise Refused(
            "There are several vaults or backups in this folder. Choose one of them: {names}.",
            names=Listing(tuple(path.name for path in found[:_NAMED])),
        )
    return found[0]


def _is_vault(folder: Path) -> bool:
    try:
        return (folder / engines.FILE).is_file() and (folder / header.FILE).is_file()
    except OSError:
        return False


def copy(source: Path, folder: Path) -> Path:
    """Copy a vault or backup to beside the folder where it shall be, and return where the copy is. Raises
    `Refused` for a place that is not safe or holds something, and while somebody works in the vault."""
    places.check(folder)
    if folder.exists() and any(folder.iterdir()):
        raise Refused("The folder for the vault is not empty. Move what is in it elsewhere, then try again.")
    part = folder.with_name(f"{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        before = _state(source)
        for name in before:
            shutil.copyfile(source / name, part / name)
            (part / name).chmod(0o600)
        if _state(source) != before:
            raise Refused("Somebody is at work in that vault. Close AbductDesk there, then try again.")
        header.read(part)
        engines.check_file(part / engines.FILE)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise meanings.meaning(error) or _unread() from None
    except Refused:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return part


def put_in_place(part: Path, folder: Path) -> None:
    """Give a checked copy its place, at once; raises `Refused` where the system does not let it."""
    try:
        for path in part.iterdir():
            if path.is_file():
                _to_disk(path)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise meanings.meaning(error) or _unread() from None


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _state(source: Path) -> dict[str, tuple[int, int]]:
    """The files that are taken along, and what would tell that one was written to meanwhile."""
    there = {name: (source / name).stat() for name in _TAKEN if (source / name).exists()}
    return {name: (found.st_size, found.st_mtime_ns) for name, found in there.items()}


def _unread() -> Refused:
    return Refused("The copy could not be made. Check that the stick or disk is still there, then try again.")
