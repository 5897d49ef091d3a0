"""Who may open the vault: the keys of an open vault and the changes to its key file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cryptography.exceptions import InvalidTag
from sqlalchemy import Engine, Table, select
from sqlalchemy.orm import Session

from abductdesk.faults import Refused
from abductdesk.i18n import N_
from abductdesk.models import Staff
from abductdesk.store import engines, header, passphrases, slots, workstations
from abductdesk.store.header import Header, HeaderDamaged, Slot

_STAFF = cast(Table, Staff.__table__)


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
            self._refuse_same_name(current.slots, name)
            current.slots.append(slot)

    def change_passphrase(self, old: str, new: str, *, during: Session | None = None) -> None:
        """Change the passphrase of whoever opened the vault; raises `slots.WrongSecret` for the old one."""
        passphrases.require(new, (self.name, self.bureau))
        mine = self._mine(self._header())
        private = slots.unlock(mine, self.vault_id, old)
        self._refuse_present(mine, new)
        slots.lock(mine, self.vault_id, private, new)
        with self._changing(during) as current:
            self._mine(current).sealed, self._mine(current).work = mine.sealed, mine.work

    def choose_passphrase(self, new: str, *, during: Session | None = None) -> None:
        """A passphrase of one's own in the place of the one that was given, which is not taken again."""
        passphrases.require(new, (self.name, self.bureau))
        self._refuse_present(self._mine(self._header()), new)
        self.reset_passphrase(self.staff_id, self.name, new, during=during)

    def _refuse_present(self, mine: Slot, new: str) -> None:
        with suppress(slots.WrongSecret):
            slots.unlock(mine, self.vault_id, new)
            raise Refused("This is the passphrase you have now. Choose another one.")

    def reset_passphrase(self, staff_id: int, name: str, new: str, *, during: Session | None = None) -> None:
        """Give somebody a new passphrase when the old one is lost, and a key where they have none (an
        administrator, or after opening with the recovery code). They keep the name they sign in with."""
        there = next((slot for slot in self._header().slots if _is_person(slot, staff_id)), None)
        name = there.name if there is not None else name
        passphrases.require(new, (name, self.bureau))
        slot, _ = slots.new_slot(slots.PERSON, self.vault_id, staff_id, name, new)
        slots.seal(slot, self.vault_id, self._epoch, self._master)
        with self._changing(during) as current:
            others = [other for other in current.slots if not _is_person(other, staff_id)]
            self._refuse_same_name(others, name)
            current.slots = [*others, slot]

    @staticmethod
    def _refuse_same_name(others: list[Slot], name: str) -> None:
        if any(other.name == name for other in others if other.kind == slots.PERSON):
            raise Refused("Somebody already signs in as “{name}”. Choose another name.", name=name)

    def rename(self, staff_id: int, name: str, *, during: Session | None = None) -> None:
        """Let somebody sign in under another name, as their record was changed in `during`."""
        with self._changing(during) as current:
            self._refuse_same_name([slot for slot in current.slots if slot.staff_id != staff_id], name)
            for slot in current.slots:
                if slot.staff_id == staff_id:
                    slot.name = name

    def trust_workstation(self) -> tuple[str, list[str]]:
        """Let this computer open the vault for its present user without asking; returns the slot and those
        it takes the place of. Raises `Refused` where the system has no keyring; the passphrase keeps working
        in any case."""
        from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

        self._mine(self._header())
        slot, private = slots.new_slot(slots.WORKSTATION, self.vault_id, self.staff_id, self.name, None)
        slot.work = {workstations.HERE: workstations.here(self.vault_id)}
        slots.seal(slot, self.vault_id, self._epoch, self._master)
        keyrings.keep(self.vault_id, slot.id, private)
        before = self.forget_workstation()  # one person on one computer
        with self._changing() as current:
            current.slots.append(slot)
        return slot.id, before

    def forget_workstation(self) -> list[str]:
        """Ask for the passphrase again on this computer; returns the slots that were dropped."""
        dropped = self.workstations_here()
        self.drop_workstations(dropped)
        return dropped

    def workstations_here(self) -> list[str]:
        """Workstation slots of this computer: whoever's its keyring has the key of, and one's own whose key
        it has lost."""
        mine = [
            slot.id
            for slot in self._header().slots
            if slot.staff_id == self.staff_id and workstations.is_here(slot, self.vault_id)
        ]
        return [*{*self._trusted_here(), *mine}]

    def drop_workstations(self, slot_ids: Iterable[str]) -> None:
        """Let these computers open nothing by themselves any more."""
        from abductdesk.store import keyrings  # 0.1 s to load, and few computers are trusted

        going = {*slot_ids}
        with self._changing() as current:
            current.slots = [
                slot for slot in current.slots if slot.kind != slots.WORKSTATION or slot.id not in going
            ]
        for slot_id in going:
            keyrings.forget(self.vault_id, slot_id)

    def workstations(self) -> list[tuple[str, int]]:
        """The computers that open the vault by themselves: slot, and for whom."""
        return [(slot.id, slot.staff_id) for slot in self._header().slots if slot.kind == slots.WORKSTATION]

    def drop_unrecorded(self) -> list[int]:
        """Drop the keys of people whose record was never written, since the power failed in between; returns
        those who have a key though they left, which only new keys for everybody end."""
        with self._writer.begin() as link:  # nobody is half-way through letting somebody in
            recorded = {
                row.id: bool(row.active) for row in link.execute(select(_STAFF.c.id, _STAFF.c.active))
            }
            current = self._header()
            known = [
                slot for slot in current.slots if slot.kind == slots.RECOVERY or slot.staff_id in recorded
            ]
            if recorded and len(known) < len(current.slots):
                current.slots = known
                self._sign_and_write(current)
        return sorted({slot.staff_id for slot in known if not recorded.get(slot.staff_id, True)})

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


def _is_person(slot: Slot, staff_id: int) -> bool:
    return slot.kind == slots.PERSON and slot.staff_id == staff_id


def _slot_of(current: Header, staff_id: int) -> Slot:
    for slot in current.slots:
        if _is_person(slot, staff_id):
            return slot
    raise Refused("This person cannot sign in to the vault any more. Ask an administrator.")
