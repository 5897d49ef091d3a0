"""Where a vault may be, for what Windows, macOS and Linux would answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from abductdesk.faults import Refused
from abductdesk.store import places
from abductdesk.store.places import Place, why_not
from abductdesk.store.vault import Vault
from tests.conftest import BUREAU, PASSPHRASE, PERSON

LINUX = (
    ("/", "ext4"),
    ("/home", "btrfs"),
    ("/mnt/share", "cifs"),
    ("/mnt/share/local", "ext4"),
    ("/net", "nfs4"),
)
ONEDRIVE = {"OneDriveCommercial": r"C:\Users\ann\OneDrive - Bureau"}

NETWORK = [
    Place("win32", r"\\server\share\vault"),
    Place("win32", r"\\?\UNC\server\share\vault"),
    Place("win32", "//server/share/vault"),
    Place("win32", r"Z:\vault", drive_type=4),
    Place("linux", "/mnt/share/vault", mounts=LINUX),
    Place("linux", "/net/vault", mounts=LINUX),
    Place("linux", "/home/ann/remote/v", mounts=(*LINUX, ("/home/ann/remote", "fuse.sshfs"))),
    Place("linux", "/run/user/1000/gvfs/smb-share/v", mounts=(("/run/user/1000/gvfs", "fuse.gvfsd-fuse"),)),
    Place("linux", "/mnt/c/vault", mounts=(("/", "ext4"), ("/mnt/c", "9p"))),
    Place("darwin", "/Volumes/office/vault", mounts=(("/", "apfs"), ("/Volumes/office", "smbfs"))),
]
SYNCHRONISED = [
    Place("win32", r"C:\Users\ann\OneDrive\vault", drive_type=3),
    Place("win32", r"C:\Users\ann\OneDrive - Bureau\Documents\vault", drive_type=3),
    Place("win32", r"c:\users\ANN\onedrive - bureau\Desktop\v", drive_type=3, environment=ONEDRIVE),
    Place("win32", r"D:\Elsewhere\v", drive_type=3, environment={"OneDrive": r"D:\Elsewhere"}),
    Place("win32", r"C:\Users\ann\Dropbox (Bureau)\vault", drive_type=3),
    Place("win32", r"C:\Users\ann\iCloudDrive\vault", drive_type=3),
    Place("win32", r"G:\vault", drive_type=3, volume="Google Drive"),
    Place("darwin", "/Users/ann/Library/CloudStorage/OneDrive-Bureau/vault", mounts=(("/", "apfs"),)),
    Place("darwin", "/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/v", mounts=(("/", "apfs"),)),
    Place("linux", "/home/ann/Nextcloud/vault", mounts=LINUX),
    Place("linux", "/home/ann/work/vault", mounts=LINUX, marks=(".stfolder",)),
    Place("linux", "/home/ann/g/v", mounts=(*LINUX, ("/home/ann/g", "fuse.rclone"))),
]
GOOD = [
    Place("win32", r"C:\Users\ann\AppData\Local\AbductDesk\vault", drive_type=3, environment=ONEDRIVE),
    Place("win32", r"E:\vault", drive_type=2),
    Place("win32", r"C:\Users\ann\OneDriver\vault", drive_type=3),
    Place("linux", "/home/ann/.local/share/AbductDesk/vault", mounts=LINUX),
    Place("linux", "/mnt/share/local/vault", mounts=LINUX),
    Place("linux", "/mnt/shared/vault", mounts=LINUX),
    Place("linux", "/root/vault", mounts=(("/", "9p"), ("/proc", "proc"))),
    Place("darwin", "/Users/ann/Library/Application Support/AbductDesk/v", mounts=(("/", "apfs"),)),
    Place("linux", "/home/ann/inbox/vault", mounts=()),
]


@pytest.mark.parametrize("place", NETWORK, ids=lambda place: place.folder)
def test_network_folders_are_refused_with_the_reason(place: Place) -> None:
    refused = why_not(place)
    assert refused is not None
    assert "on a network" in refused.text
    assert "terminal server" in refused.text


@pytest.mark.parametrize("place", SYNCHRONISED, ids=lambda place: place.folder)
def test_synchronised_folders_are_refused_with_the_reason(place: Place) -> None:
    refused = why_not(place)
    assert refused is not None
    assert "copied to the cloud" in refused.text


@pytest.mark.parametrize("place", GOOD, ids=lambda place: place.folder)
def test_local_folders_are_fine(place: Place) -> None:
    assert why_not(place) is None


def test_what_linux_says_of_its_mounts() -> None:
    text = "/dev/vda / ext4 rw 0 0\n//srv/x /mnt/our\\040share cifs rw 0 0\n"
    assert places.read_mounts(text) == (("/", "ext4"), ("/mnt/our share", "cifs"))


def test_what_macos_says_of_its_mounts() -> None:
    text = "/dev/disk3s1 on / (apfs, sealed, local)\n//ann@srv/x on /Volumes/our share (smbfs, nodev)\n"
    assert places.read_mac_mounts(text) == (("/", "apfs"), ("/Volumes/our share", "smbfs"))


def test_this_computer_is_read(tmp_path: Path) -> None:
    place = places.this_place(tmp_path / "not" / "yet")
    assert place.folder == str((tmp_path / "not" / "yet").resolve())
    places.check(tmp_path)


def test_a_link_does_not_hide_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "harmless").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(Refused, match="copied to the cloud"):
        places.check(tmp_path / "harmless" / "vault")


def test_marks_of_synchronising_programs_are_seen(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(Refused, match="copied to the cloud"):
        places.check(tmp_path / "deep" / "vault")


def test_no_vault_is_made_or_opened_in_such_a_folder(vault_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "OneDrive"
    with pytest.raises(Refused, match="copied to the cloud"):
        Vault.create(target / "v", bureau=BUREAU, person=PERSON, passphrase=PASSPHRASE)
    assert not target.exists()
    vault_folder.rename(target)
    with pytest.raises(Refused, match="copied to the cloud"):
        Vault.open_with_passphrase(target, PERSON, PASSPHRASE)


def test_new_vaults_go_to_the_local_data_folder() -> None:
    assert "Documents" not in places.default_folder().parts
    assert "AbductDesk" in places.default_folder().parts
