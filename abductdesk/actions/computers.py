"""Computers that open the vault at once for one person. The slot in the key file decides; the record says
which computer it is. A slot without a record is shown as an unknown computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.office import EVERYBODY, Look, Office, Work, action, guarded, query
from abductdesk.actions.signing import administers
from abductdesk.faults import Refused
from abductdesk.models import Staff, Workstation
from abductdesk.store import workstations
from abductdesk.terms import Act, StaffRole


@guarded(EVERYBODY)
def trust_this_computer(office: Office) -> None:
    """Open at once on this computer from now on; the passphrase is still asked after a lock."""
    slot, before = office.vault.trust_workstation()
    office.do(workstation_trusted, slot, *workstations.this_computer(), before)


@guarded(EVERYBODY)
def forget_this_computer(office: Office) -> None:
    """Ask for the passphrase on this computer again."""
    office.do(workstation_forgotten, office.vault.forget_workstation(), here=True)


@guarded(EVERYBODY)
def drop_computer(office: Office, slot: str) -> None:
    """Let a trusted computer ask for the passphrase again: one's own, or any for an administrator."""
    whose = dict(office.vault.workstations()).get(slot)
    if whose is None:
        raise Refused("This computer is not trusted any more. Look at the list again.")
    if whose != office.staff.id and not administers(office):
        raise Refused("This computer belongs to a colleague. Ask an administrator.")
    office.vault.drop_workstations([slot])
    office.do(workstation_forgotten, [slot])


@action(EVERYBODY, Act.KEYS)
def workstation_trusted(work: Work, slot: str, computer: str, system: str, before: Sequence[str]) -> None:
    """Record which computer one trusts, in the place of those before."""
    _forget(work, before)
    work.add(
        Workstation(), slot=slot, staff_id=work.staff.id, computer=computer, system=system,
        trusted_on=work.today,
    )  # fmt: skip


@action(EVERYBODY, Act.KEYS)
def workstation_forgotten(work: Work, slots: Sequence[str], *, here: bool = False) -> None:
    """Record that computers are not trusted any more: one's own, the one at hand, or any for an
    administrator."""
    _forget(work, slots, only_own=not here and StaffRole.ADMINISTRATOR not in work.staff.roles)
    work.note(work.get(Staff, work.staff.id))


def _forget(work: Work, slots: Sequence[str], *, only_own: bool = False) -> None:
    for record in work.session.scalars(select(Workstation).where(Workstation.slot.in_(slots))):
        if only_own and record.staff_id != work.staff.id:
            raise Refused("This computer belongs to a colleague. Ask an administrator.")
        if record.revoked_on is None:
            work.assign(record, revoked_on=work.today)


@dataclass(frozen=True)
class Computer:
    """A computer that opens the vault for somebody. Without a record of it `computer` is empty: it was
    trusted before computers were noted, or the power failed. `here`: it is this one."""

    slot: str
    staff_id: int
    whose: str
    computer: str
    system: str
    trusted_on: date | None
    here: bool

    @property
    def id(self) -> str:
        return self.slot


@guarded(EVERYBODY, changes=False)
def computers(office: Office) -> list[Computer]:
    """The trusted computers: one's own, for an administrator everybody's."""
    here = {*office.vault.workstations_here()}
    names, records = office.ask(recorded_computers)
    found = [
        _computer(slot, staff_id, names.get(staff_id, ""), records.get(slot), here=slot in here)
        for slot, staff_id in office.vault.workstations()
        if staff_id == office.staff.id or administers(office)
    ]
    return sorted(found, key=lambda each: (not each.here, each.whose.casefold(), each.computer.casefold()))


def _computer(slot: str, staff_id: int, whose: str, record: Workstation | None, *, here: bool) -> Computer:
    if record is None:
        return Computer(slot, staff_id, whose, "", "", None, here)
    return Computer(slot, staff_id, whose, record.computer, record.system, record.trusted_on, here)


@query(EVERYBODY)
def recorded_computers(look: Look) -> tuple[dict[int, str], dict[str, Workstation]]:
    """Names of colleagues, and what is recorded of trusted computers: one's own, or all."""
    records = select(Workstation)
    if StaffRole.ADMINISTRATOR not in look.staff.roles:
        records = records.where(Workstation.staff_id == look.staff.id)
    names = {person.id: person.name for person in look.session.scalars(select(Staff))}
    return names, {record.slot: record for record in look.session.scalars(records)}
