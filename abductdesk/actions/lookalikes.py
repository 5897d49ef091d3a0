"""Who of the people just typed may be known already: asked before a case is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.office import Look, query
from abductdesk.actions.people import LookAlike, look_alikes
from abductdesk.models import CaseRole, ContactPoint, Person
from abductdesk.terms import ContactKind, Role

_OTHER_PARENT = {
    Role.LEFT_BEHIND_PARENT: Role.TAKING_PARENT,
    Role.TAKING_PARENT: Role.LEFT_BEHIND_PARENT,
}


@dataclass(frozen=True)
class Asked:
    """Somebody who was typed; `key` tells the screen who, `role` is None for a child."""

    key: str
    given: str = ""
    family: str = ""
    born: date | None = None
    role: Role | None = None
    phone: str = ""


@dataclass(frozen=True)
class Alike:
    """Somebody known who may be the one asked for; `born` and `phones` help to tell."""

    key: str
    like: LookAlike
    conflict: bool
    born: date | None
    phones: tuple[str, ...]


@query()
def alike_to(look: Look, asked: Sequence[Asked]) -> list[Alike]:
    """Known people who may be those asked for, conflicts first.

    A conflict: the bureau works for this person as the other parent in another case.
    """
    found = []
    for one in asked:
        names = [(one.given, one.family, one.born, one.role)]
        for like in look_alikes(look, names=names, phones=[one.phone] if one.phone else []):
            person = look.get(Person, like.person_id)
            phones = select(ContactPoint.value).where(
                ContactPoint.person_id == person.id, ContactPoint.kind == ContactKind.PHONE
            )
            conflict = like.conflict or _is_other_parent(look, one.role, like)
            found.append(Alike(one.key, like, conflict, person.born, tuple(look.session.scalars(phones))))
    return sorted(found, key=lambda alike: not alike.conflict)


def _is_other_parent(look: Look, role: Role | None, like: LookAlike) -> bool:
    there = _OTHER_PARENT.get(role) if role is not None else None
    return there is not None and bool(
        look.session.scalar(
            select(CaseRole.id).where(
                CaseRole.case_id == like.case_id,
                CaseRole.person_id == like.person_id,
                CaseRole.role == there,
            )
        )
    )
