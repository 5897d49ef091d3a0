"""Where a vault may be: on a disk of this computer, not on a network, not in a synchronised folder.

A network share can lose locks, and with them work that was already confirmed, without any error.
`why_not` is a function over given facts, so that what Windows would answer is tested everywhere.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from secrets import token_hex

import platformdirs

from abductdesk.faults import Refused
from abductdesk.store import meanings

_SYSTEM: str = sys.platform
_ROOM = 64 * 1024  # bytes; the database needs half of that to open
_REMOTE_DRIVE = 4  # GetDriveTypeW
_NETWORK_TYPES = """
cifs smb smb2 smb3 smbfs smb-rdr nfs nfs3 nfs4 afpfs ncpfs webdav davfs davfs2 afs coda ceph gfs2 glusterfs
lustre beegfs ocfs2 9p drvfs vboxsf prl_fs vmhgfs fuse.sshfs fuse.smbnetfs fuse.davfs2 fuse.glusterfs
fuse.ceph fuse.vmhgfs-fuse fuse.gvfsd-fuse fuse.s3fs
"""
_NETWORK = frozenset(_NETWORK_TYPES.split())
_SYNCED_TYPES = frozenset({"fuse.rclone", "fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.insync"})
_SYNCED_NAMES = re.compile(
    r"(onedrive|dropbox|google ?drive|googledrive-.*|icloud ?drive|nextcloud|owncloud|pcloud ?drive|mega|"
    r"my drive|box|box sync|sync\.com|seafile|proton ?drive|cloudstorage|mobile documents|"
    r"creative cloud files)"
    r"( ?[-(].*)?",
    re.IGNORECASE,
)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "DROPBOX_PATH")
_MARKS = (
    ".dropbox",
    ".dropbox.cache",
    ".stfolder",
    ".owncloudsync.log",
    ".tmp.drivedownload",
    ".seafile-data",
)


@dataclass(frozen=True)
class Place:
    """What is known of a folder. `folder` is absolute with links resolved; `drive_type` and `volume`
    are what Windows says of its drive; `mounts` are (mount point, type of file system); `marks` are names
    found in the folder or above it that synchronising programs leave."""

    system: str
    folder: str
    drive_type: int | None = None
    volume: str = ""
    mounts: tuple[tuple[str, str], ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


def default_folder() -> Path:
    """Where a new vault goes unless people choose: the local application data folder."""
    return Path(platformdirs.user_data_path("AbductDesk", appauthor=False, roaming=False)) / "vault"


def check(folder: Path) -> None:
    """Refuse a folder where a vault would not be safe, with the reason."""
    refused = why_not(this_place(folder))
    if refused is not None:
        raise refused


def check_copies(folder: Path) -> None:
    """Refuse a folder that a cloud program copies out of the bureau; for copies a network is no harm."""
    place = this_place(folder)
    if _is_synchronised(place, PureWindowsPath(place.folder) if _SYSTEM == "win32" else Path(place.folder)):
        raise _synchronised()


def check_writable(folder: Path) -> None:
    """Refuse a folder where nothing can be written, found out by writing (rights alone tell too little); a
    full disk has its own sentence, which the database would call an error of the disk."""
    probe = folder / f".abductdesk-{token_hex(4)}"
    try:
        probe.touch(mode=0o600)
        probe.write_bytes(bytes(_ROOM))
    except OSError as error:
        raise meanings.meaning(error) or meanings.read_only() from None
    finally:
        with suppress(OSError):
            probe.unlink()


def why_not(place: Place) -> Refused | None:
    """The reason why a vault must not be there, or None."""
    path = PureWindowsPath(place.folder) if place.system == "win32" else PurePosixPath(place.folder)
    if _is_network(place, path):
        return Refused(
            "This folder is on a network. A shared folder can lose saved work without a warning, so a vault "
            "must be on a disk of this computer, or of one terminal server for everybody. "
            "Choose a local folder."
        )
    if _is_synchronised(place, path):
        return _synchronised()
    return None


def _synchronised() -> Refused:
    return Refused(
        "This folder is copied to the cloud by another program, which can damage the vault and takes it "
        "out of the bureau. Choose a folder that is not synchronised."
    )


def _is_network(place: Place, path: PurePath) -> bool:
    if place.system == "win32":
        return path.drive.startswith(("\\\\", "//")) or place.drive_type == _REMOTE_DRIVE
    point, kind = mount_of(place.mounts, place.folder)
    return kind in _NETWORK and (point, kind) != ("/", "9p")  # a sandbox's own disk


def _is_synchronised(place: Place, path: PurePath) -> bool:
    if place.marks or any(_SYNCED_NAMES.fullmatch(part) for part in (*path.parts, place.volume)):
        return True
    if mount_of(place.mounts, place.folder)[1] in _SYNCED_TYPES:
        return True
    roots = (place.environment.get(name, "") for name in _SYNCED_VARIABLES)
    return any(root and path.is_relative_to(root) for root in roots)


def mount_of(mounts: tuple[tuple[str, str], ...], folder: str) -> tuple[str, str]:
    """The mount that holds the folder (point, type): the longest point above it, the last one there."""
    path, found = PurePosixPath(folder), ("", "")
    for point, kind in mounts:
        if path.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, kind.lower())
    return found


def this_place(folder: Path) -> Place:
    """What this computer says of a folder, which need not exist yet."""
    whole = folder.expanduser().resolve()
    there = next(path for path in (whole, *whole.parents) if _exists(path) or path == path.parent)
    drive_type, volume = _windows_drive(whole)
    return Place(
        system=_SYSTEM,
        folder=str(whole),
        drive_type=drive_type,
        volume=volume,
        mounts=_mounts(),
        environment={name: os.environ.get(name, "") for name in _SYNCED_VARIABLES},
        marks=tuple(mark for path in (there, *there.parents) for mark in _MARKS if _has(path, mark)),
    )


def _has(folder: Path, mark: str) -> bool:
    # ~/.dropbox is the program's settings, not a synchronised folder
    return folder != Path.home() and _exists(folder / mark)


def _exists(path: Path) -> bool:
    """Whether it is there; no where one may not look."""
    try:
        return path.exists()
    except PermissionError:
        return False


def _mounts() -> tuple[tuple[str, str], ...]:
    if _SYSTEM == "linux":
        return read_mounts(Path("/proc/self/mounts").read_text(errors="surrogateescape"))
    if _SYSTEM == "darwin":
        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return read_mac_mounts(told.stdout)
    return ()


def read_mounts(text: str) -> tuple[tuple[str, str], ...]:
    """Mount points and types from `/proc/self/mounts`, which writes a space as \\040."""
    rows = [line.split(" ") for line in text.splitlines()]
    octal = re.compile(r"\\([0-7]{3})")
    return tuple(
        (octal.sub(lambda found: chr(int(found[1], 8)), row[1]), row[2]) for row in rows if len(row) > 2
    )


def read_mac_mounts(text: str) -> tuple[tuple[str, str], ...]:
    """Mount points and types from macOS's `mount`: "//x on /Volumes/x (smbfs, nodev)"."""
    return tuple(re.findall(r"^.*? on (.+) \((\w+)[,)]", text, re.MULTILINE))


def _windows_drive(folder: Path) -> tuple[int | None, str]:
    if _SYSTEM != "win32":
        return None, ""
    root = folder.anchor
    name = ctypes.create_unicode_buffer(261)
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.GetVolumeInformationW(root, name, len(name), None, None, None, None, 0)
    return int(kernel.GetDriveTypeW(root)), name.value
