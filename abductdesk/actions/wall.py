"""The address wall: what of one side never reaches the other, and which address may be written to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.office import Look
from abductdesk.actions.people import digits
from abductdesk.folding import fold
from abductdesk.models import CaseRole, ContactPoint, Person
from abductdesk.terms import ContactKind, Role, Safety, Visibility

_SIDES = {
    Role.LEFT_BEHIND_PARENT: "left_behind",
    Role.LAWYER_LEFT_BEHIND: "left_behind",
    Role.TAKING_PARENT: "taking",
    Role.LAWYER_TAKING: "taking",
    Role.AUTHORITY: "authority",
}
_EVERYBODY = frozenset({"left_behind", "taking", "authority", "other"})


def side_of(role: Role) -> str:
    """On whose side somebody with this role stands."""
    return _SIDES.get(role, "other")


def may_see(reader: Role, owner: Role, visibility: Visibility) -> bool:
    """Whether a reader in one role may see a contact point of an owner in another."""
    seers: dict[Visibility, frozenset[str]] = {
        Visibility.BUREAU: frozenset(),
        Visibility.OWNER_SIDE: frozenset({side_of(owner)}) - {"other"},
        Visibility.BOTH_SIDES: frozenset({"left_behind", "taking"}),
        Visibility.AUTHORITIES: frozenset({"authority"}),
        Visibility.EVERYONE: _EVERYBODY,
    }
    return side_of(reader) in seers[visibility]


def holds_on(point: ContactPoint, day: date) -> bool:
    """Whether a contact point is in use on a day."""
    return (point.since is None or point.since <= day) and (point.until is None or point.until >= day)


def forbidden(point: ContactPoint) -> bool:
    """Whether the point is marked never to be used."""
    return Safety.NEVER in point.safe


def writable(points: Iterable[ContactPoint], day: date, kind: ContactKind) -> ContactPoint | None:
    """The point of this kind that may be written to: one marked safe before one not yet asked about."""
    found = [
        point for point in points if point.kind is kind and holds_on(point, day) and not forbidden(point)
    ]
    safe = [point for point in found if Safety.WRITE in point.safe]
    unasked = [point for point in found if not point.safe]
    return next(iter(safe + unasked), None)


@dataclass(frozen=True)
class Guarded:
    """Something that the reader of a letter must not find in it."""

    owner: str
    kind: ContactKind


def breach(look: Look, case_id: int, reader_id: int | None, reader: Role, text: str) -> Guarded | None:
    """The first contact point of somebody else that this text would give away, if any.

    What the reader has as an own contact point (the home or the phone both parents shared) is no secret.
    """
    rows = (
        select(ContactPoint, CaseRole.role, Person)
        .join(CaseRole, CaseRole.person_id == ContactPoint.person_id)
        .join(Person, Person.id == ContactPoint.person_id)
        .where(CaseRole.case_id == case_id, ContactPoint.person_id != (reader_id or 0))
    )
    own = look.session.scalars(select(ContactPoint).where(ContactPoint.person_id == (reader_id or 0)))
    known = {trace for point in own for trace in traces(point)}
    signs, numbers = _signs(text), "".join(filter(str.isdigit, text))
    for point, owner, person in look.session.execute(rows):
        if may_see(reader, owner, point.visible_to):
            continue
        where = numbers if point.kind is ContactKind.PHONE else signs
        if any(trace in where for trace in traces(point) - known):
            return Guarded(person.name, point.kind)
    return None


def traces(point: ContactPoint) -> set[str]:
    """What gives a contact point away: the digits of a phone number, else all of it and each numbered line
    (a line without a number may be the name of a town)."""
    if point.kind is ContactKind.PHONE:
        return {found for found in (digits(point.value),) if len(found) >= 6}
    numbered = [line for line in point.value.splitlines() if any(map(str.isdigit, line))]
    return {found for found in map(_signs, (point.value, *numbered)) if len(found) >= 5}


def _signs(text: str) -> str:
    """Letters and digits alone: a comma, a dash or a new line hides nothing."""
    return "".join(filter(str.isalnum, fold(text)))


def names_place(text: str, point: ContactPoint) -> bool:
    """Whether a text names the place of an address: the words of a numbered line of it in their order, or
    all of an address without a number."""
    spoken = _tokens(text)
    numbered = [line for line in point.value.splitlines() if any(map(str.isdigit, line))]
    lines = [line for line in map(_tokens, numbered or [point.value]) if line]
    return any(
        line == spoken[at : at + len(line)] for line in lines for at in range(len(spoken) - len(line) + 1)
    )


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
