"""Who works here: letting somebody in, roles, suspension, lost passphrases, and taking access away.

A suspension binds the program and is lifted again; taking access away changes the keys and stays
(docs/decisions/suspended-or-revoked.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from abductdesk import documents
from abductdesk.actions.bureau import settings
from abductdesk.actions.office import ADMINISTRATORS, KEEPERS, Look, Office, Work, action, guarded, query
from abductdesk.actions.signing import record_new_keys
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, Staff, Workstation
from abductdesk.store import journal, passphrases
from abductdesk.terms import Act, StaffRole, Unit

propose_passphrase = passphrases.propose


@guarded(ADMINISTRATORS)
def admit(office: Office, values: Mapping[str, Any], passphrase: str, *, temporary: bool = True) -> int:
    """Let a person in, who signs in with this passphrase and chooses their own at once; returns the id.

    Raises `Refused` for a name that signs in already and for a passphrase that is too easy.
    """

    def give_key(person: Staff, session: Session) -> None:
        office.vault.add_person(person.id, person.name, passphrase, during=session)

    return int(office.do(add_staff, values, give_key, temporary=temporary).result)


@action(ADMINISTRATORS, Act.KEYS)
def add_staff(
    work: Work,
    values: Mapping[str, Any],
    give_key: Callable[[Staff, Session], None],
    *,
    temporary: bool = True,
) -> int:
    """Add the record of a person and, in the same transaction, the key."""
    if not values.get("roles"):
        raise Invalid("roles", "Choose at least one role.")
    person = work.add(Staff(must_change=temporary), **values)
    give_key(person, work.session)
    return person.id


@action(ADMINISTRATORS, Act.KEYS)
def change_staff(work: Work, staff_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change roles, unit, phone or e-mail of a person; the last administrator stays one."""
    person = _here(work, staff_id)
    allowed = {name: changes[name] for name in ("roles", "unit", "phone", "email") if name in changes}
    if "roles" in allowed and not allowed["roles"]:
        raise Invalid("roles", "Choose at least one role.")
    ends = _administers(person) and StaffRole.ADMINISTRATOR not in allowed.get("roles", person.roles)
    if ends and not _other_administrators(work, staff_id):
        raise Invalid(
            "roles", "{name} is the last administrator. Give a colleague that role first.", name=person.name
        )
    work.change(person, seen, allowed)


@action(ADMINISTRATORS, Act.KEYS)
def suspend_staff(work: Work, staff_id: int) -> None:
    """Suspend a person: no sign-in until it is lifted, and what they have open stops."""
    person = _another(work, staff_id)
    if person.suspended_on is not None:
        raise Refused("{name} is suspended already.", name=person.name)
    work.assign(person, suspended_on=work.today)


@action(ADMINISTRATORS, Act.KEYS)
def lift_suspension(work: Work, staff_id: int) -> None:
    """Lift a suspension: the person signs in as before."""
    person = _here(work, staff_id)
    if person.suspended_on is None:
        raise Refused("{name} is not suspended.", name=person.name)
    work.assign(person, suspended_on=None)


@guarded(ADMINISTRATORS)
def reset_passphrase(office: Office, staff_id: int, passphrase: str) -> None:
    """Give a person who lost it a new passphrase, and a key if they have none; they choose their own at
    once."""

    def give_key(person: Staff, session: Session) -> None:
        office.vault.reset_passphrase(person.id, person.name, passphrase, during=session)

    office.do(passphrase_reset, staff_id, give_key)


@action(ADMINISTRATORS, Act.KEYS)
def passphrase_reset(work: Work, staff_id: int, give_key: Callable[[Staff, Session], None]) -> None:
    """Journal that a person was given a new passphrase; the key file changes in the same transaction."""
    person = _another(work, staff_id)
    work.assign(person, must_change=True)
    give_key(person, work.session)


@guarded(ADMINISTRATORS, changes=False)
def passphrase_sheet(office: Office, name: str, passphrase: str, language: str) -> bytes:
    """The printable sheet with a temporary passphrase, made in memory."""
    bureau, today = office.ask(settings).name, office.today
    return documents.passphrase_sheet(bureau, name, passphrase, today, language).bytes


@guarded(ADMINISTRATORS)
def revoke(office: Office, staff_id: int) -> None:
    """Take a person's access away for good: record first, then new keys for everybody who stays.

    Raises `Refused`, and changes nothing, while another window has the vault open. The record shuts them out
    from the moment it is written; keys that a power cut left are taken at the next start.
    """
    office.vault.require_alone()
    name = office.do(end_access, staff_id).result
    try:
        finish_revoking(office)
    except Refused:
        raise Refused(
            "{name} is shut out from now on, but the key is still there: somebody opened the vault "
            "meanwhile. Close all other windows, then choose “Finish taking access away”.",
            name=name,
        ) from None


@guarded(ADMINISTRATORS)
def finish_revoking(office: Office) -> None:
    """Take the keys of people who left and still have one; raises `Refused` as `revoke` does."""
    left = office.vault.drop_unrecorded()
    if left:
        office.vault.revoke(*left)
        office.do(record_new_keys)


@action(ADMINISTRATORS, Act.KEYS)
def end_access(work: Work, staff_id: int) -> str:
    """Record that a person left, with all their trusted computers; returns the name."""
    person = _another(work, staff_id)
    work.assign(person, active=False, suspended_on=None, must_change=False)
    theirs = select(Workstation).where(Workstation.staff_id == staff_id, Workstation.revoked_on.is_(None))
    for computer in work.session.scalars(theirs):
        work.assign(computer, revoked_on=work.today)
    return person.name


@dataclass(frozen=True)
class SignedIn:
    """The last time somebody signed in, by what (`signing.How`) and after how many wrong passphrases."""

    at: datetime
    how: str
    wrong: int


@dataclass(frozen=True)
class Colleague:
    """Somebody as an administrator sees them. `key`: whether they have one; `signs_in_as`: under which
    name; `computers`: how many open the vault for them."""

    id: int
    name: str
    roles: tuple[StaffRole, ...]
    unit: Unit
    phone: str | None
    email: str | None
    active: bool
    suspended_on: date | None
    must_change: bool
    version: int
    last: SignedIn | None
    key: bool = False
    signs_in_as: str = ""
    computers: int = 0


@guarded(ADMINISTRATORS, changes=False)
def colleagues(office: Office) -> list[Colleague]:
    """Everybody who works or worked here, with their state and their keys."""
    keys = {who.staff_id: who.name for who in office.vault.people()}
    trusted = [staff_id for _, staff_id in office.vault.workstations()]
    return [
        replace(
            person,
            key=person.id in keys,
            signs_in_as=keys.get(person.id, ""),
            computers=trusted.count(person.id),
        )
        for person in office.ask(staff_states)
    ]


@query(ADMINISTRATORS)
def staff_states(look: Look) -> list[Colleague]:
    """Everybody with their state and last sign-in, those who left at the end."""
    people = look.session.scalars(select(Staff).order_by(Staff.active.desc(), Staff.name)).all()
    return [_colleague(look, person) for person in people]


def _colleague(look: Look, person: Staff) -> Colleague:
    told = journal.last_by(look.session, person.id, "signed_in")
    detail = (told.detail or {}) if told is not None else {}
    last = SignedIn(told.at, str(detail.get("how", "")), int(detail.get("wrong", 0))) if told else None
    return Colleague(
        person.id, person.name, tuple(StaffRole(role) for role in person.roles), person.unit, person.phone,
        person.email, person.active, person.suspended_on, person.must_change, person.version, last,
    )  # fmt: skip


@query(KEEPERS)
def open_cases_with(look: Look, staff_id: int) -> int:
    """How many open cases a person has as caseworker: the number alone, for who sees no case."""
    cases = Case.__table__  # below the wall on purpose: a count shows nothing of a case
    held = select(func.count()).where(
        cases.c.caseworker_id == staff_id, cases.c.closed_on.is_(None), cases.c.voided_on.is_(None),
        ~cases.c.study,
    )  # fmt: skip
    return int(look.session.execute(held).scalar_one())


def _here(work: Work, staff_id: int) -> Staff:
    person = work.get(Staff, staff_id)
    if not person.active:
        raise Refused("{name} no longer works here.", name=person.name)
    return person


def _another(work: Work, staff_id: int) -> Staff:
    """A colleague: nobody shuts themselves out, so an administrator always stays."""
    if staff_id == work.staff.id:
        raise Refused("You cannot do this to your own access. Ask another administrator.")
    return _here(work, staff_id)


def _administers(person: Staff) -> bool:
    return StaffRole.ADMINISTRATOR in person.roles


def _other_administrators(work: Work, staff_id: int) -> bool:
    """Whether somebody else who can sign in is an administrator."""
    others = work.session.scalars(
        select(Staff).where(Staff.id != staff_id, Staff.active, Staff.suspended_on.is_(None))
    )
    return any(_administers(other) for other in others)
