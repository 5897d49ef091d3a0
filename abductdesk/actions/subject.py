"""Somebody whose data are asked for or erased: their cases, who else is on them, what each is known by."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select

from abductdesk.actions import search
from abductdesk.actions.naming import Finder, Known, everything, known, persons_known
from abductdesk.actions.office import Look
from abductdesk.actions.people import digits
from abductdesk.folding import fold
from abductdesk.models import Call, Case, CaseRole, Child, ContactPoint, Person
from abductdesk.terms import Role

PARENTS = frozenset({Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT})


@dataclass(frozen=True)
class Subject:
    """A person with what they are known by, their cases, and the others on those cases."""

    person: Person
    known: Known
    cases: tuple[Case, ...]
    roles: frozenset[Role]
    child: bool
    others: dict[int, Known]
    calls: tuple[Call, ...]

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def case_ids(self) -> list[int]:
        return [case.id for case in self.cases]

    @property
    def family(self) -> bool:
        """Whether the case is about this person: a parent or a child, not a lawyer or a relative."""
        return self.child or bool(self.roles & PARENTS)

    def among(self, others: Iterable[int]) -> Finder:
        """Finds this person in texts beside others who stay, whose names and numbers are left alone."""
        return Finder(self.known, everything(self.others.get(other, Known()) for other in others))

    def others_finder(self) -> Finder:
        """Finds anybody else of this person's cases."""
        return Finder(everything(self.others.values()), self.known)


def subject_of(look: Look, person_id: int) -> Subject:
    """Read all of it; raises `Refused` when the person is gone."""
    person = look.get(Person, person_id)
    points = list(look.session.scalars(select(ContactPoint).where(ContactPoint.person_id == person_id)))
    case_ids = search.cases_of(look, person_id)
    cases = look.session.scalars(select(Case).where(Case.id.in_(case_ids)).order_by(Case.id))
    roles = look.session.scalars(select(CaseRole.role).where(CaseRole.person_id == person_id))
    child = look.session.scalar(select(Child.id).where(Child.person_id == person_id).limit(1))
    mine = known(person, points)
    return Subject(
        person,
        mine,
        tuple(cases),
        frozenset(roles),
        child is not None,
        _others(look, case_ids, person_id),
        _calls(look, person, points),
    )


def _others(look: Look, case_ids: Collection[int], person_id: int) -> dict[int, Known]:
    ids = {other for case_id in case_ids for other in search.people_of(look, case_id)} - {person_id}
    people = list(look.session.scalars(select(Person).where(Person.id.in_(ids))))
    points = look.session.scalars(select(ContactPoint).where(ContactPoint.person_id.in_(ids)))
    return persons_known(people, points)


def _calls(look: Look, person: Person, points: Iterable[ContactPoint]) -> tuple[Call, ...]:
    """Calls this person made, as far as name or number tell. A number others have too tells nothing alone."""
    name = fold(person.name)
    numbers = {digits(point.value) for point in points if len(digits(point.value)) >= 6}
    named = select(Call).where(or_(Call.caller_name.is_not(None), Call.caller_phone.is_not(None)))
    return tuple(
        call
        for call in look.session.scalars(named.order_by(Call.id))
        if (name and fold(call.caller_name or "") == name)
        or (not call.caller_name and digits(call.caller_phone or "") in numbers)
    )
