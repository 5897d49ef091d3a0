"""People on a case: parents, children, lawyers; their roles and contact points; look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from abductdesk.actions import search
from abductdesk.actions.holds import refuse_held
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.folding import fold
from abductdesk.i18n import L, Message
from abductdesk.models import Case, CaseRole, Child, ContactPoint, Person
from abductdesk.terms import ContactKind, Role


@dataclass(frozen=True)
class NewPerson:
    """A person to add to a case in a role, with contact points. `person_id` reuses a known person."""

    role: Role
    values: Mapping[str, Any] = field(default_factory=dict)
    contacts: Sequence[Mapping[str, Any]] = ()
    person_id: int | None = None
    note: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class NewChild:
    """A child to add to a case: the person, and what is particular to the child."""

    person: Mapping[str, Any] = field(default_factory=dict)
    child: Mapping[str, Any] = field(default_factory=dict)
    person_id: int | None = None


def digits(phone: str) -> str:
    """A phone number for comparison: its last eight digits, which +32 2 512 34 56 and 02 512 34 56 share."""
    return re.sub(r"\D", "", phone)[-8:]


@action()
def add_person(work: Work, case_id: int, new: NewPerson) -> int:
    """Put a person on a case in a role; returns the person's id."""
    work.get(Case, case_id)
    refuse_held(work, [new.person_id])
    person = work.get(Person, new.person_id) if new.person_id else _add_person(work, new.values)
    _refuse_same_role(work, case_id, person.id, new.role)
    since = new.since or work.today
    work.add(CaseRole(case_id=case_id, person_id=person.id), role=new.role, since=since, note=new.note)
    for contact in new.contacts:
        add_contact(work, person.id, contact)
    search.index_person(work, person.id)
    return person.id


def _add_person(work: Work, values: Mapping[str, Any]) -> Person:
    check_birth(work, values)
    return work.add(Person(folded=_folded(values)), **values)


def _refuse_same_role(work: Work, case_id: int, person_id: int, role: Role) -> None:
    here = select(CaseRole.id).where(
        CaseRole.case_id == case_id,
        CaseRole.person_id == person_id,
        CaseRole.role == role,
        CaseRole.until.is_(None),
    )
    if work.session.scalar(here):
        raise Invalid("role", "This person already has this role on the case.")


def check_birth(look: Look, values: Mapping[str, Any]) -> None:
    """Raise `Invalid` for a birth date in the future."""
    born = values.get("born")
    if isinstance(born, date) and born > look.today:
        raise Invalid("born", "The birth date lies in the future. Check the year.")


def _folded(values: Mapping[str, Any] | Person) -> str:
    def read(name: str) -> str:
        value = values.get(name) if isinstance(values, Mapping) else getattr(values, name)
        return str(value or "")

    names = ("given_names", "family_names", "own_script_name", "other_spellings")
    return fold(" ".join(filter(None, map(read, names))))[:1000]


def refold(record: Person | ContactPoint) -> None:
    """Let what look-alikes are found by follow the record."""
    if isinstance(record, Person):
        record.folded = _folded(record)
    else:
        record.folded = _contact_key({"kind": record.kind, "value": record.value})


@action()
def change_person(work: Work, person_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a person's fields; a birth date moves the deadlines of the child's cases."""
    person = work.get(Person, person_id)
    refuse_held(work, [person_id])
    check_birth(work, changes)
    work.change(person, seen, changes)
    refold(person)
    search.index_person(work, person_id)
    if {"born", "born_precision"} & changes.keys():
        for case_id in work.session.scalars(select(Child.case_id).where(Child.person_id == person_id)):
            work.facts_changed(case_id)


@action()
def change_role(work: Work, role_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a person's role on a case, or say from when and until when it holds."""
    role = work.get(CaseRole, role_id)
    refuse_held(work, [role.person_id])
    work.change(role, seen, changes)
    if role.since and role.until and role.until < role.since:
        raise Invalid("until", "The role ends before it begins.")


@action()
def add_child(work: Work, case_id: int, new: NewChild) -> int:
    """Add a child to a case; returns the child's id on this case."""
    work.get(Case, case_id)
    refuse_held(work, [new.person_id])
    person = work.get(Person, new.person_id) if new.person_id else _add_person(work, new.person)
    here = select(Child.id).where(Child.case_id == case_id, Child.person_id == person.id)
    if work.session.scalar(here):
        raise Refused("This child is already on the case.")
    child = work.add(Child(case_id=case_id, person_id=person.id), **new.child)
    work.facts_changed(case_id)
    search.index_person(work, person.id)
    return child.id


@action()
def change_child(work: Work, child_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what is particular to the child on this case: outcome, grounds, whereabouts …"""
    child = work.get(Child, child_id)
    refuse_held(work, [child.person_id])
    work.change(child, seen, changes)
    if child.outcome_on and child.outcome_on > work.today:
        raise Invalid("outcome_on", "The outcome lies in the future. Enter it once it is there.")
    work.facts_changed(child.case_id)


@action()
def add_contact(work: Work, person_id: int, values: Mapping[str, Any]) -> int:
    """Add an address, phone or e-mail; who may see it defaults to the owner's own side."""
    refuse_held(work, [person_id])
    check_contact(values)
    point = work.add(ContactPoint(person_id=person_id, folded=_contact_key(values)), **values)
    _contact_touched(work, person_id)
    return point.id


@action()
def change_contact(work: Work, contact_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a contact point."""
    point = work.get(ContactPoint, contact_id)
    refuse_held(work, [point.person_id])
    check_contact({"kind": point.kind, "value": point.value, **changes})
    work.change(point, seen, changes)
    refold(point)
    _contact_touched(work, point.person_id)


@action()
def remove_contact(work: Work, contact_id: int) -> None:
    """Remove a contact point entered by mistake; an old one gets an end date instead."""
    point = work.get(ContactPoint, contact_id)
    refuse_held(work, [point.person_id])
    work.remove(point)
    _contact_touched(work, point.person_id)


def check_contact(values: Mapping[str, Any]) -> None:
    """Raise `Invalid` for a value that cannot be a phone number or an e-mail address."""
    value = str(values.get("value") or "").strip()
    match ContactKind(values.get("kind", "")):
        case ContactKind.EMAIL if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
            raise Invalid("value", "This is not an e-mail address, for example name@example.org.")
        case ContactKind.PHONE if len(re.sub(r"\D", "", value)) < 5:
            raise Invalid("value", "A phone number has at least five digits.")
        case _:
            pass


def _contact_key(values: Mapping[str, Any]) -> str:
    value = str(values["value"])
    return digits(value) if values["kind"] == ContactKind.PHONE else fold(value)[:400]


def _contact_touched(work: Work, person_id: int) -> None:
    work.touched.add((Person.__tablename__, person_id))
    search.index_person(work, person_id)


@dataclass(frozen=True)
class LookAlike:
    """Somebody in another case who may be the same; shown, never merged. `conflict` is True where
    the bureau already works for this person as the other parent."""

    case_id: int
    reference: str
    person_id: int
    name: str
    why: Message
    conflict: bool


@query()
def look_alikes(
    look: Look,
    *,
    names: Iterable[tuple[str, str, date | None, Role | None]],
    phones: Iterable[str] = (),
    case_id: int | None = None,
) -> list[LookAlike]:
    """The same child, parent or phone number in other cases, before a case is saved.

    `names` holds (given names, family names, birth date or None, role here or None for a child).
    """
    found: dict[tuple[int, int], LookAlike] = {}
    for given, family, born, role in names:
        folded = fold(f"{given} {family}")
        if not given.strip() or not family.strip():
            continue
        people = look.session.scalars(
            select(Person).where(or_(Person.folded == folded, Person.folded.startswith(folded + " ")))
        )
        for person in people:
            if born is None or person.born in (None, born):
                _collect(look, found, person, role, case_id, L("same name: {name}", name=person.name))
    for phone in phones:
        if len(digits(phone)) < 5:
            continue
        owners = select(Person).join(ContactPoint, ContactPoint.person_id == Person.id)
        for person in look.session.scalars(owners.where(ContactPoint.folded == digits(phone))):
            _collect(look, found, person, None, case_id, L("same phone number: {phone}", phone=phone))
    return sorted(found.values(), key=lambda like: (not like.conflict, like.reference))


def _collect(
    look: Look,
    found: dict[tuple[int, int], LookAlike],
    person: Person,
    role: Role | None,
    case_id: int | None,
    why: Message,
) -> None:
    opposite = {Role.LEFT_BEHIND_PARENT: Role.TAKING_PARENT, Role.TAKING_PARENT: Role.LEFT_BEHIND_PARENT}
    as_adult = select(Case.id, Case.reference, CaseRole.role).join(CaseRole, CaseRole.case_id == Case.id)
    as_child = select(Case.id, Case.reference).join(Child, Child.case_id == Case.id)
    rows: list[tuple[int, str, Role | None]] = [
        (row[0], row[1], row[2])
        for row in look.session.execute(as_adult.where(CaseRole.person_id == person.id, ~Case.study))
    ]
    rows += [
        (row[0], row[1], None)
        for row in look.session.execute(as_child.where(Child.person_id == person.id, ~Case.study))
    ]
    for other_id, reference, there in rows:
        if other_id == case_id:
            continue
        conflict = role is not None and there is opposite.get(role)
        found[other_id, person.id] = LookAlike(other_id, reference, person.id, person.name, why, conflict)
