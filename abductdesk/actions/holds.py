"""Restriction of processing (GDPR Art. 18): somebody's data are kept and may be read, but not used.

Every action that changes such data or lets them leave the bureau asks `refuse_held` first. Limits keep
running, whatever is restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions import search
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.registers import MANAGERS, refuse_to_come
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, Child, DataRequest, Letter, Person, ProcessingHold, Staff
from abductdesk.terms import HoldException


def refuse_held(work: Work, person_ids: Iterable[int | None]) -> None:
    """Raise `Refused` where the data of one of these persons are restricted and no manager allowed a use.

    Where one did (Art. 18(2)), the use is journalled with the restriction.
    """
    for hold, _name in _refused_or_allowed(work, person_ids):
        work.note(hold, {"used": work.action, "for": hold.exception.value if hold.exception else ""})


def look_held(look: Look, person_ids: Iterable[int | None]) -> None:
    """The same for a query: raises, and journals nothing."""
    list(_refused_or_allowed(look, person_ids))


def _refused_or_allowed(look: Look, person_ids: Iterable[int | None]) -> list[tuple[ProcessingHold, str]]:
    found = holds_on(look, {person_id for person_id in person_ids if person_id is not None})
    for hold, name in found:
        if not allowed(hold, look.today):
            raise Refused(
                "The data of {name} are restricted since {day}: {ground}. They may be read, but not changed "
                "or passed on. A manager can allow a use, with its reason (Art. 18(2)).",
                name=name, day=hold.since, ground=hold.kind,
            )  # fmt: skip
    return found


def holds_on(look: Look, person_ids: Iterable[int]) -> list[tuple[ProcessingHold, str]]:
    """The restrictions in force on these persons, with their names."""
    rows = (
        select(ProcessingHold, Person)
        .join(Person, Person.id == ProcessingHold.person_id)
        .where(ProcessingHold.until.is_(None), ProcessingHold.person_id.in_(set(person_ids)))
        .order_by(ProcessingHold.id)
    )
    return [(hold, person.name) for hold, person in look.session.execute(rows)]


def allowed(hold: ProcessingHold, today: date) -> bool:
    """Whether a manager allowed a use that has not run out."""
    return hold.exception is not None and hold.exception_until is not None and today <= hold.exception_until


def stated_by(look: Look, case_id: int | None, person_id: int | None) -> list[int | None]:
    """Whose data a letter on this case states: its recipient's and the children's."""
    children = look.session.scalars(select(Child.person_id).where(Child.case_id == case_id))
    return [person_id, *children]


def stated_in(look: Look, letter: Letter) -> list[int | None]:
    """Whose data an issued letter states; `people` were kept with it beside its recipient."""
    return [*stated_by(look, letter.case_id, letter.person_id), *letter.added.get("people", ())]


def children_on(look: Look, case_ids: Iterable[int]) -> list[int]:
    """The children of these cases, as persons."""
    return list(look.session.scalars(select(Child.person_id).where(Child.case_id.in_(set(case_ids)))))


@action(MANAGERS)
def restrict(work: Work, person_id: int, values: Mapping[str, Any], request_id: int | None = None) -> int:
    """Restrict the use of somebody's data from a day on; returns the restriction's id."""
    work.get(Person, person_id)
    if request_id is not None and work.get(DataRequest, request_id).person_id != person_id:
        raise Refused("This request is about somebody else.")
    if holds_on(work, [person_id]):
        raise Refused("The data of this person are restricted already.")
    given = {"since": work.today, **values}
    refuse_to_come(work, given, "since")
    hold = ProcessingHold(person_id=person_id, request_id=request_id, staff_id=work.staff.id)
    made = work.add(hold, **given)
    _concerns(work, person_id)
    return made.id


@action(MANAGERS)
def lift_restriction(work: Work, hold_id: int, *, seen: int, told_on: date | None) -> None:
    """Lift a restriction from today on. The person must have been told before (Art. 18(3))."""
    hold = _in_force(work, hold_id)
    if told_on is None:
        raise Invalid("told_on", "Tell the person first: they must know before it is lifted (Art. 18(3)).")
    refuse_to_come(work, {"told_on": told_on}, "told_on")
    if told_on < hold.since:
        raise Invalid("told_on", "The restriction began later than that. Check the day.")
    work.change(hold, seen, {"told_on": told_on, "until": work.today})
    _concerns(work, hold.person_id)


@action(MANAGERS)
def allow_use(
    work: Work, hold_id: int, *, seen: int, exception: HoldException, reason: str, until: date
) -> None:
    """Allow a use of restricted data until a day, for one of the grounds of Art. 18(2)."""
    hold = _in_force(work, hold_id)
    if not reason.strip():
        raise Invalid("exception_reason", "Give the reason: every use is journalled with it.")
    if until < work.today:
        raise Invalid("exception_until", "This day has passed. Choose a later one.")
    wanted = {"exception": exception, "exception_reason": reason, "exception_until": until}
    work.change(hold, seen, wanted)
    _concerns(work, hold.person_id)


@action(MANAGERS)
def end_use(work: Work, hold_id: int, *, seen: int) -> None:
    """No longer allow the use: the restriction holds fully again."""
    hold = _in_force(work, hold_id)
    work.change(hold, seen, {"exception": None, "exception_reason": None, "exception_until": None})
    _concerns(work, hold.person_id)


def _in_force(work: Work, hold_id: int) -> ProcessingHold:
    hold = work.get(ProcessingHold, hold_id)
    if hold.until is not None:
        raise Refused("This restriction was lifted already.")
    return hold


def _concerns(work: Work, person_id: int) -> None:
    """Every window that shows the person, or a case they are on, asks again."""
    work.touched.add((Person.__tablename__, person_id))
    work.touched |= {(Case.__tablename__, case_id) for case_id in search.cases_of(work, person_id)}


@dataclass(frozen=True)
class Hold:
    """A restriction with whom it is about, the newest case they are on, and who set it."""

    entry: ProcessingHold
    person: str
    set_by: str
    case_id: int | None
    reference: str
    allowed: bool

    @property
    def id(self) -> int:
        return self.entry.id


@query()
def restrictions(look: Look) -> list[Hold]:
    """All restrictions, those in force first, then the newest."""
    rows = (
        select(ProcessingHold, Person, Staff.name)
        .join(Person, Person.id == ProcessingHold.person_id)
        .join(Staff, Staff.id == ProcessingHold.staff_id)
        .order_by(ProcessingHold.until.is_not(None), ProcessingHold.id.desc())
    )
    return [_hold(look, entry, person, name) for entry, person, name in look.session.execute(rows)]


def _hold(look: Look, entry: ProcessingHold, person: Person, set_by: str) -> Hold:
    cases = search.cases_of(look, person.id)
    last = look.get(Case, cases[-1]) if cases else None
    return Hold(
        entry,
        person.name,
        set_by,
        last.id if last is not None else None,
        last.reference if last is not None else "",
        allowed(entry, look.today),
    )
