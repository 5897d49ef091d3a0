"""Who may open the vault: the keys of an open vault and the changes to its key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.store import engines, header, passphrases, slots
from abductdesk.store.header import Header, HeaderDamaged, Slot


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who can open the vault with a passphrase."""

    staff_id: int
    name: str


def people(folder: Path) -> list[SignIn]:
    """Who can sign in, by name. Raises `HeaderMissing` or `HeaderDamaged`."""
    found = [slot for slot in header.read(folder).slots if slot.kind == slots.PERSON]
    return sorted((SignIn(slot.staff_id, slot.name) for slot in found), key=lambda who: who.name.casefold())


def slot_named(read: Header, name: str | None) -> Slot:
    """The slot of this sign-in name (None: the only one); raises `Refused`."""
    found = [slot for slot in read.slots if slot.kind == slots.PERSON and name in (None, slot.name)]
    if len(found) > 1:
        raise Refused("Several people use this vault. Say as whom you open it.")
    if not found:
        raise Refused("Nobody signs in to this vault as “{name}”. Choose one of the names shown.", name=name)
    return found[0]


def recovery_slot(read: Header) -> Slot:
    """The slot of the recovery code."""
    return next(slot for slot in read.slots if slot.kind == slots.RECOVERY)


def master_of(read: Header, slot: Slot, private: bytes) -> bytes:
    """The present master key by a slot's private key; raises `HeaderDamaged` where something else wrote
    the key file."""
    try:
        master = slots.unseal(slot, read.vault, read.epoch, private)
    except (InvalidTag, KeyError):
        raise not_ours() from None
    if not read.is_signed(slots.subkey(master, read.vault, slots.HEADER_MAC)):
        raise not_ours()
    return master


def not_ours() -> HeaderDamaged:
    """The key file carries a seal or a MAC that this vault's keys did not make."""
    return HeaderDamaged(
        N_(
            "The key file vault.keys was changed by something other than AbductDesk. "
            "Put it back from the copy beside it or from a backup, and tell your administrator."
        )
    )


class Access:
    """The keys in memory while a vault is open, and who else may open it. `staff_id` and `name` say who
    opened it (0 and "" with the recovery code)."""

    _writer: Engine

    def __init__(self, folder: Path, read: Header, slot: Slot, master: bytes) -> None:
        self.folder = folder
        self.vault_id, self.bureau = read.vault, read.bureau
        self.staff_id, self.name = slot.staff_id, slot.name
        self._take(read, master)

    def _take(self, read: Header, master: bytes) -> None:
        self._master, self._epoch = master, read.epoch
        self._journal_key = slots.unwrap(master, read.vault, read.epoch, read.journal_keys[read.epoch])

    @property
    def path(self) -> Path:
        return self.folder / engines.FILE

    def _subkey(self, use: bytes) -> bytes:
        return slots.subkey(self._master, self.vault_id, use)

    @property
    def _database_key(self) -> str:
        return self._subkey(slots.DATABASE).hex()

    def people(self) -> list[SignIn]:
        """Who can sign in, by name."""
        return people(self.folder)

    def add_person(self, staff_id: int, name: str, passphrase: str, *, during: Session | None = None) -> None:
        """Let somebody sign in. `during` is the open write session that inserts the member of staff."""
        passphrases.require(passphrase, (name, self.bureau))
        slot, _ = slots.new_slot(slots.PERSON, self.vault_id, staff_id, name, passphrase)
        slots.seal(slot, self.vault_id, self._epoch, self._master)
        with self._changing(during) as current:
            if any(other.name == name for other in current.slots if other.kind == slots.PERSON):
                raise Refused("Somebody already signs in as “{name}”. Choose another name.", name=name)
            current.slots.append(slot)

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of whoever opened the vault; raises `slots.WrongSecret` for the old one."""
        passphrases.require(new, (self.name, self.bureau))
        mine = self._mine(self._header())
        slots.lock(mine, self.vault_id, slots.unlock(mine, self.vault_id, old), new)
        with self._changing() as current:
            self._mine(current).sealed, self._mine(current).work = mine.sealed, mine.work

    def reset_passphrase(self, staff_id: int, new: str) -> None:
        """Give somebody a new passphrase when the old one is lost (an administrator, or after opening
        with the recovery code)."""
        name = _slot_of(self._header(), staff_id).name
        passphrases.require(new, (name, self.bureau))
        slot, _ = slots.new_slot(slots.PERSON, self.vault_id, staff_id, name, new)
        slots.seal(slot, self.vault_id, self._epoch, self._master)
        with self._changing() as current:
            current.slots[current.slots.index(_slot_of(current, staff_id))] = slot

    def rename(self, staff_id: int, name: str, *, during: Session | None = None) -> None:
        """Let somebody sign in under another name, as their record was changed in `during`."""
        with self._changing(during) as current:
            others = [slot for slot in current.slots if slot.staff_id != staff_id]
            if any(slot.name == name for slot in others if slot.kind == slots.PERSON):
                raise Refused("Somebody already signs in as “{name}”. Choose another name.", name=name)
            for slot in current.slots:
                if slot.staff_id == staff_id:
                    slot.name = name

    def trust_workstation(self) -> None:
        """Let this computer open the vault for its present user without asking. Raises `Refused` where
        the system has no keyring; the passphrase keeps working in any case."""
        from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

        self._mine(self._header())
        slot, private = slots.new_slot(slots.WORKSTATION, self.vault_id, self.staff_id, self.name, None)
        slots.seal(slot, self.vault_id, self._epoch, self._master)
        keyrings.keep(self.vault_id, slot.id, private)
        self.forget_workstation()  # one person on one computer
        with self._changing() as current:
            current.slots.append(slot)

    def forget_workstation(self) -> None:
        """Ask for the passphrase again on this computer."""
        from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

        here = self._trusted_here()
        with self._changing() as current:
            current.slots = [slot for slot in current.slots if slot.id not in here]
        for slot_id in here:
            keyrings.forget(self.vault_id, slot_id)

    def trusts_this_computer(self) -> bool:
        """Whether this computer opens the vault without asking (for anybody who signs in to it)."""
        return bool(self._trusted_here())

    def _trusted_here(self) -> list[str]:
        """Workstation slots whose key is in this computer's keyring."""
        trusted = [slot.id for slot in self._header().slots if slot.kind == slots.WORKSTATION]
        if not trusted:
            return []
        from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

        return [slot_id for slot_id in trusted if keyrings.fetch(self.vault_id, slot_id) is not None]

    def _mine(self, current: Header) -> Slot:
        if self.staff_id == 0:
            raise Refused("You opened the vault with the recovery code. Sign in with your own name for this.")
        return _slot_of(current, self.staff_id)

    def _header(self) -> Header:
        """The key file as it is now, known to be ours."""
        current = header.read(self.folder)
        if not current.is_signed(self._subkey(slots.HEADER_MAC)):
            raise not_ours()
        return current

    def _sign_and_write(self, current: Header) -> None:
        current.sign(self._subkey(slots.HEADER_MAC))
        header.write(self.folder, current)

    @contextmanager
    def _changing(self, during: Session | None = None) -> Iterator[Header]:
        """The header under the database's write lock, so that two programs never undo each other."""
        with nullcontext() if during else self._writer.begin():
            current = self._header()
            yield current
            self._sign_and_write(current)


def _slot_of(current: Header, staff_id: int) -> Slot:
    for slot in current.slots:
        if slot.kind == slots.PERSON and slot.staff_id == staff_id:
            return slot
    raise Refused("This person cannot sign in to the vault any more. Ask an administrator.")
