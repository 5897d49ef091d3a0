"""One case as its screen shows it, and the history of a record in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from abductdesk.actions import attempts, search, sight
from abductdesk.actions.deadlines import Assessed, assess
from abductdesk.actions.holds import holds_on
from abductdesk.actions.informing import Duty, duties
from abductdesk.actions.letterabout import may_write
from abductdesk.actions.office import Look, query
from abductdesk.actions.stated import StaleDate, stale_dates
from abductdesk.models import (
    Attachment,
    Call,
    Case,
    CaseEvent,
    CaseLink,
    CaseRole,
    Child,
    ContactPoint,
    FollowUp,
    Letter,
    LimitDecision,
    Measure,
    Note,
    Person,
    Proceeding,
    ProcessingHold,
    Service,
    Staff,
)
from abductdesk.rules.periods import age_on
from abductdesk.store import journal


@dataclass(frozen=True)
class ChildOnCase:
    """A child of the case; `age` in completed years today, None where the birth date is not known."""

    child: Child
    person: Person
    age: int | None


@dataclass(frozen=True)
class PersonOnCase:
    """A person in a role, with contact points."""

    role: CaseRole
    person: Person
    contacts: tuple[ContactPoint, ...]


@dataclass(frozen=True)
class LinkedCase:
    """A link as seen from one of its two cases."""

    link: CaseLink
    case_id: int
    reference: str


@dataclass(frozen=True)
class CaseFile:
    """Everything the case screen shows, detached; `today` is the day it was read on, `stale` the dates that
    issued letters stated and that have moved since, `holds` the restrictions in force on its people, `duties`
    who of them must be told where their data came from."""

    today: date
    case: Case
    assessed: Assessed
    children: tuple[ChildOnCase, ...]
    people: tuple[PersonOnCase, ...]
    events: tuple[CaseEvent, ...]
    services: tuple[Service, ...]
    proceedings: tuple[Proceeding, ...]
    follow_ups: tuple[FollowUp, ...]
    measures: tuple[Measure, ...]
    notes: tuple[Note, ...]
    letters: tuple[Letter, ...]
    attachments: tuple[Attachment, ...]
    calls: tuple[Call, ...]
    links: tuple[LinkedCase, ...]
    decisions: tuple[LimitDecision, ...] = ()
    staff: dict[int, Staff] = field(default_factory=dict)
    stale: tuple[StaleDate, ...] = ()
    holds: tuple[ProcessingHold, ...] = ()
    duties: tuple[Duty, ...] = ()


@query(shows="case_id")
def case_file(look: Look, case_id: int) -> CaseFile:
    """The whole case; raises `Refused` when there is none."""
    case = look.get(Case, case_id)
    assessed = assess(look, [case_id])[case_id]
    letters = tuple(
        letter
        for letter in _of_case(look, Letter, case_id, Letter.id.desc())
        if may_write(look.staff, letter.letter)
    )
    return CaseFile(
        today=look.today,
        case=case,
        assessed=assessed,
        children=_children(look, case_id),
        people=_people(look, case_id),
        events=_of_case(look, CaseEvent, case_id, CaseEvent.date, CaseEvent.id),
        services=_of_case(look, Service, case_id, Service.id),
        proceedings=_of_case(look, Proceeding, case_id, Proceeding.begun_on, Proceeding.id),
        follow_ups=_of_case(look, FollowUp, case_id, FollowUp.due, FollowUp.id),
        measures=_of_case(look, Measure, case_id, Measure.taken_on, Measure.id),
        notes=_of_case(look, Note, case_id, Note.at.desc(), Note.id.desc()),
        letters=letters,
        attachments=_of_case(look, Attachment, case_id, Attachment.id.desc()),
        calls=_of_case(look, Call, case_id, Call.at.desc()),
        links=_links(look, case_id),
        decisions=_of_case(look, LimitDecision, case_id, LimitDecision.id),
        staff={person.id: person for person in look.session.scalars(select(Staff))},
        stale=stale_dates(letters, assessed.deadlines),
        holds=tuple(hold for hold, _ in holds_on(look, search.people_of(look, case_id))),
        duties=tuple(duties(look, [case_id])),
    )


def _of_case(look: Look, model: Any, case_id: int, *order: Any) -> tuple[Any, ...]:
    return tuple(look.session.scalars(select(model).where(model.case_id == case_id).order_by(*order)))


def _children(look: Look, case_id: int) -> tuple[ChildOnCase, ...]:
    rows = (
        select(Child, Person)
        .join(Person, Person.id == Child.person_id)
        .where(Child.case_id == case_id)
        .order_by(Person.born.is_(None), Person.born, Child.id)
    )
    return tuple(
        ChildOnCase(child, person, age_on(person.born, look.today) if person.born else None)
        for child, person in look.session.execute(rows)
    )


def _people(look: Look, case_id: int) -> tuple[PersonOnCase, ...]:
    rows = (
        select(CaseRole, Person)
        .join(Person, Person.id == CaseRole.person_id)
        .where(CaseRole.case_id == case_id)
        .order_by(CaseRole.id)
    )
    found = look.session.execute(rows).all()
    contacts: dict[int, list[ContactPoint]] = defaultdict(list)
    ids = [person.id for _, person in found]
    points = select(ContactPoint).where(ContactPoint.person_id.in_(ids)).order_by(ContactPoint.id)
    for point in look.session.scalars(points):
        contacts[point.person_id].append(point)
    return tuple(PersonOnCase(role, person, tuple(contacts[person.id])) for role, person in found)


def _links(look: Look, case_id: int) -> tuple[LinkedCase, ...]:
    links = look.session.scalars(
        select(CaseLink).where((CaseLink.case_id == case_id) | (CaseLink.other_id == case_id))
    )
    found = []
    for link in links:
        other = look.get(Case, link.other_id if link.case_id == case_id else link.case_id)
        found.append(LinkedCase(link, other.id, other.reference))
    return tuple(found)


@dataclass(frozen=True)
class HistoryLine:
    """One line of history: who did what when, and the fields that changed (before, after), where whoever
    asks may see that kind of record. Lines of one `work` were done at once."""

    sequence: int
    at: datetime
    staff: str
    action: str
    record_kind: str
    record_id: int
    changes: tuple[tuple[str, Any, Any], ...]
    work: str = ""


@query()
def case_history(look: Look, case_id: int, limit: int = 500) -> list[HistoryLine]:
    """What was done on a case and on its people, the newest first; not what was done on their other cases."""
    look.get(Case, case_id)
    staff = {person.id: person.name for person in look.session.scalars(select(Staff))}
    entries = {entry.sequence: entry for entry in journal.entries_of_case(look.session, case_id, limit)}
    for person_id in search.people_of(look, case_id):
        about = journal.entries_about(look.session, (Person.__tablename__, person_id), limit)
        entries |= {entry.sequence: entry for entry in about if entry.case_id in (None, case_id)}
    seen = (item for item in entries.items() if sight.may_see_kind(look.staff, item[1].record_kind))
    entries = dict(seen)  # what was done to records behind a wall is behind it too
    return [
        HistoryLine(
            entry.sequence,
            entry.at,
            staff.get(entry.staff_id, ""),
            entry.action,
            entry.record_kind,
            entry.record_id,
            changes_of(entry.detail or {}),
            str((entry.detail or {}).get("work") or entry.sequence),
        )
        for _, entry in sorted(entries.items(), reverse=True)[:limit]
        if entry.record_kind != attempts.REFUSED
    ]


def changes_of(detail: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    """The fields that an entry's detail tells, before and after."""
    before, after = detail.get("before") or {}, detail.get("after") or detail.get("added") or {}
    removed = detail.get("removed") or {}
    names = [name for name in {**before, **after, **removed} if name not in _INTERNAL]
    shown = ((name, before.get(name, removed.get(name)), after.get(name)) for name in names)
    return tuple(
        change for change in shown if change[1] not in (None, "", []) or change[2] not in (None, "", [])
    )


_INTERNAL = frozenset(
    {"id", "version", "folded", "fact_counter", "case_id", "person_id", "staff_id", "sha256"}
)
