"""The key file beside the database: who may open the vault, and the last journal entry it knows.

`vault.keys` is canonical JSON with a checksum (damage shows without a key) and a MAC under the master
key (forgery shows with one). `vault.keys.bak` has the same content. Nothing in it is secret but the
names people sign in with and the name of the bureau can be read.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.store import meanings

FORMAT = 1
FILE = "vault.keys"
COPY = "vault.keys.bak"
PERSON, RECOVERY, WORKSTATION = "person", "recovery", "workstation"
KINDS = frozenset({PERSON, RECOVERY, WORKSTATION})
# what reading a file that is no header can raise
UNREADABLE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
_NONCE, _PUBLIC, _MOST_EPOCHS = 12, 32, 1_000_000
_LARGEST = 1_000_000  # bytes; a header is about 2 KB
_PATIENCE = 3.0  # seconds: virus scanners and backup programs let go of a file within this


class HeaderMissing(Refused):
    """`vault.keys` is not there; `has_copy` says whether its copy can take its place."""

    has_copy = False


class HeaderDamaged(HeaderMissing):
    """`vault.keys` is not what the program wrote."""


@dataclass
class Slot:
    """One way to open the vault: a key pair to whose public half the master key is sealed.

    `kind` is person, recovery or workstation. `sealed` is the private key under the passphrase or
    code (empty for a workstation, whose private key is in the system's keyring), `work` how the
    passphrase is made into a key, `seals` the master key of each epoch for this slot.
    """

    id: str
    kind: str
    staff_id: int
    name: str
    public: bytes
    sealed: bytes = b""
    work: dict[str, Any] = field(default_factory=dict)
    seals: dict[int, bytes] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "staff": self.staff_id,
            "name": self.name,
            "public": _text(self.public),
            "sealed": _text(self.sealed),
            "work": self.work,
            "seals": {str(epoch): _text(seal) for epoch, seal in self.seals.items()},
        }

    def has_form(self) -> bool:
        """Whether the slot is such as this program writes."""
        texts = (self.id, self.kind, self.name)
        right = all(isinstance(text, str) for text in texts) and self.kind in KINDS
        right = right and type(self.staff_id) is int and len(self.public) == _PUBLIC
        if not right or self.kind == WORKSTATION:
            return right
        work = self.work
        numbers = all(type(work.get(name)) is int for name in ("memory", "passes", "lanes"))
        salted = isinstance(work.get("salt"), str) and re.fullmatch(r"([0-9a-f]{2}){8,64}", work["salt"])
        return numbers and bool(salted) and len(self.sealed) > _NONCE

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Slot:
        return cls(
            id=plain["id"],
            kind=plain["kind"],
            staff_id=int(plain["staff"]),
            name=plain["name"],
            public=_bytes(plain["public"]),
            sealed=_bytes(plain["sealed"]),
            work=plain["work"],
            seals={int(epoch): _bytes(seal) for epoch, seal in plain["seals"].items()},
        )


@dataclass
class Header:
    """What `vault.keys` says. `epoch` counts the master keys; `journal_keys` holds the journal's key
    sealed under the master key of each epoch; `head` is the last journal entry recorded (number, MAC);
    `erased` are records that were erased (kind, id), for a restore of an older backup to erase again;
    `past` holds earlier master keys sealed under the present one, so that older backups open; `restoring`
    is the last entry of a backup that is being put in place (None: no restore is under way)."""

    vault: str
    bureau: str
    epoch: int
    slots: list[Slot]
    journal_keys: dict[int, bytes]
    head: tuple[int, str] = (0, "")
    mac: str = ""
    erased: tuple[tuple[str, int], ...] = ()
    past: dict[int, bytes] = field(default_factory=dict)
    restoring: tuple[int, str] | None = None

    def plain(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "vault": self.vault,
            "bureau": self.bureau,
            "epoch": self.epoch,
            "slots": [slot.plain() for slot in self.slots],
            "journal_keys": {str(epoch): _text(key) for epoch, key in self.journal_keys.items()},
            "head": list(self.head),
            # left out while empty, so that a key file from before keeps its MAC
            **({"erased": [list(one) for one in self.erased]} if self.erased else {}),
            **({"past": {str(epoch): _text(key) for epoch, key in self.past.items()}} if self.past else {}),
            **({"restoring": list(self.restoring)} if self.restoring else {}),
        }

    def mac_under(self, key: bytes) -> str:
        """HMAC-SHA256 over everything but the MAC and the checksum."""
        return hmac.new(key, canonical(self.plain()), "sha256").hexdigest()

    def sign(self, key: bytes) -> None:
        """Put the MAC on, after a change."""
        self.mac = self.mac_under(key)

    def is_signed(self, key: bytes) -> bool:
        return hmac.compare_digest(self.mac, self.mac_under(key))

    def dump(self) -> bytes:
        """The bytes of the file."""
        plain = {**self.plain(), "mac": self.mac}
        return canonical({**plain, "checksum": hashlib.sha256(canonical(plain)).hexdigest()}) + b"\n"

    @classmethod
    def load(cls, content: bytes) -> Header:
        """Raises one of `UNREADABLE` where the bytes are not a header, `Refused` where a newer program wrote
        them."""
        plain = json.loads(content)
        checksum = plain.pop("checksum")
        if checksum != hashlib.sha256(canonical(plain)).hexdigest():
            raise ValueError("checksum")
        if plain["format"] > FORMAT:
            raise Refused(
                "This vault was made by a newer version of AbductDesk. "
                "Install that version on this computer, then open the vault again."
            )
        made = cls(
            vault=plain["vault"],
            bureau=plain["bureau"],
            epoch=plain["epoch"],
            slots=[Slot.of(slot) for slot in plain["slots"]],
            journal_keys={int(epoch): _bytes(key) for epoch, key in plain["journal_keys"].items()},
            head=(int(plain["head"][0]), str(plain["head"][1])),
            mac=plain["mac"],
            erased=tuple((str(kind), int(record)) for kind, record in plain.get("erased", [])),
            past={int(epoch): _bytes(key) for epoch, key in plain.get("past", {}).items()},
            restoring=(int(under_way[0]), str(under_way[1]))
            if (under_way := plain.get("restoring"))
            else None,
        )
        made.require_form()
        return made

    def require_form(self) -> None:
        """Raise ValueError for what this program never writes: nothing in the file is trusted before its MAC
        is checked, and that needs the keys that stand in it."""
        texts = (self.vault, self.bureau, self.mac, self.head[1])
        right = all(isinstance(text, str) for text in texts)
        right = right and re.fullmatch(r"[0-9a-f]{32}", self.vault) is not None
        right = right and all(re.fullmatch(r"[0-9a-f]*", code) for code in (self.mac, self.head[1]))
        right = right and type(self.epoch) is int and 0 < self.epoch <= _MOST_EPOCHS and self.head[0] >= 0
        right = right and all(slot.has_form() for slot in self.slots) and bool(self.slots)
        right = right and all(len(key) > _NONCE for key in self.journal_keys.values())
        if not (right and any(slot.kind == RECOVERY for slot in self.slots)):
            raise ValueError("form")


def canonical(plain: Any) -> bytes:
    """One way only to write the same data as JSON."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def read(folder: Path) -> Header:
    """Raises `HeaderMissing` or `HeaderDamaged` (`has_copy`: offer `use_copy`)."""
    fault: HeaderMissing
    try:
        return _read(folder / FILE)
    except FileNotFoundError:
        fault = HeaderMissing(
            N_(
                "The key file vault.keys is missing from this folder, and the vault cannot be opened "
                "without it. Put it back from the copy beside it or from a backup."
            )
        )
    except PermissionError:
        raise Refused(
            "The key file vault.keys cannot be read by you. Ask who looks after this computer for access."
        ) from None
    except UNREADABLE:
        fault = HeaderDamaged(
            N_("The key file vault.keys is damaged. Put it back from the copy beside it or from a backup.")
        )
    fault.has_copy = has_copy(folder)
    raise fault


def _read(path: Path) -> Header:
    with path.open("rb") as file:
        return Header.load(file.read(_LARGEST))


def has_copy(folder: Path) -> bool:
    """Whether `vault.keys.bak` is there and whole."""
    try:
        _read(folder / COPY)
    except (OSError, Refused, *UNREADABLE):
        return False
    return True


def use_copy(folder: Path) -> None:
    """Put `vault.keys.bak` in the place of a missing or damaged `vault.keys`, which is kept aside."""
    if not has_copy(folder):
        raise Refused("The copy vault.keys.bak is missing or damaged too. Take vault.keys from a backup.")
    content = (folder / COPY).read_bytes()
    if (folder / FILE).exists():
        _replace_patiently(folder / FILE, folder / f"{FILE}.damaged")
    replace(folder / FILE, content)


def write(folder: Path, header: Header) -> None:
    """Write the signed header and its copy; the file is whole at every moment. Raises `Refused`."""
    content = header.dump()
    try:
        replace(folder / FILE, content)
        replace(folder / COPY, content)
    except OSError as error:
        raise meanings.meaning(error) or error from None


def replace(path: Path, content: bytes) -> None:
    """Put the content in place of the file at once: temporary file, fsync, replace."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace_patiently(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Let what another library wrote into a file survive a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Let the names in a folder survive a power cut (Windows does so by itself)."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _replace_patiently(source: Path, target: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            source.replace(target)
            return
        except PermissionError:
            if time.monotonic() > deadline:
                raise Refused(
                    "Another program holds the vault's key file. Close it, or wait a moment, and try again."
                ) from None
            time.sleep(0.05)
