"""What the rules need to know, read from the store: facts of cases, and what the bureau settled for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import closed_days, targets_now
from abductdesk.actions.office import Look
from abductdesk.models import (
    Bureau,
    Case,
    CaseEvent,
    Child,
    HolidayChange,
    LimitDecision,
    Person,
    Staff,
    VerifiedState,
)  # fmt: skip
from abductdesk.rules import engine
from abductdesk.rules.calendars import Calendar
from abductdesk.rules.facts import Child as ChildFacts
from abductdesk.rules.facts import Decision, Event, Facts, RecordedFramework
from abductdesk.rules.facts import Office as OfficeFacts
from abductdesk.rules.facts import VerifiedState as VerifiedFacts
from abductdesk.store import journal
from abductdesk.terms import EventKind, RefusalGround

_FOR_ALL = tuple(model.__tablename__ for model in (Bureau, HolidayChange, VerifiedState))


def children_of(look: Look, case_id: int) -> list[int]:
    """The ids of the children of a case by position, eldest first."""
    rows = (
        select(Child.id)
        .join(Person, Person.id == Child.person_id)
        .where(Child.case_id == case_id)
        .order_by(Person.born.is_(None), Person.born, Child.id)
    )
    return list(look.session.scalars(rows))


def facts_of(look: Look, case_ids: Sequence[int]) -> dict[int, Facts]:
    """The facts of several cases in three reads. Children are positioned eldest first."""
    session = look.session
    children: dict[int, list[tuple[int, ChildFacts]]] = defaultdict(list)
    rows = (
        select(Child.case_id, Child.id, Person.born, Person.born_precision)
        .join(Person, Person.id == Child.person_id)
        .where(Child.case_id.in_(case_ids))
        .order_by(Child.case_id, Person.born.is_(None), Person.born, Child.id)
    )
    for case_id, child_id, born, precision in session.execute(rows):
        family = children[case_id]
        family.append((child_id, ChildFacts(len(family), born, precision)))
    events: dict[int, list[Event]] = defaultdict(list)
    columns = (
        CaseEvent.case_id, CaseEvent.id, CaseEvent.kind, CaseEvent.date, CaseEvent.precision, CaseEvent.time,
        CaseEvent.confidence, CaseEvent.of_id, CaseEvent.how, CaseEvent.party, CaseEvent.child_ids,
        CaseEvent.grounds, CaseEvent.instance, CaseEvent.through_central_authority,
    )  # fmt: skip
    found = select(*columns).where(CaseEvent.case_id.in_(case_ids)).order_by(CaseEvent.date, CaseEvent.id)
    for row in session.execute(found):
        positions = {child_id: child.position for child_id, child in children[row.case_id]}
        events[row.case_id].append(event_facts(row, positions))
    office = office_facts(look)
    decisions = _decisions(look, case_ids, children)
    cases = session.execute(select(*_CASE_COLUMNS).where(Case.id.in_(case_ids)))
    return {
        row.id: Facts(
            habitual_residence=row.habitual_residence_state,
            requested_state=row.requested_state,
            children=tuple(child for _, child in children[row.id]),
            events=(*_opened(row), *events[row.id]),
            framework=_recorded(row),
            custody_decision=row.custody_decision,
            left_behind_lives_in=row.left_behind_lives_in,
            taking_lives_in=row.taking_lives_in,
            decisions=tuple(decisions[row.id]),
            office=office,
        )
        for row in cases
    }


_CASE_COLUMNS = (
    Case.id, Case.habitual_residence_state, Case.requested_state, Case.custody_decision,
    Case.left_behind_lives_in, Case.taking_lives_in, Case.recorded_instrument, Case.recorded_since,
    Case.recorded_source, Case.opened_on,
    Case.study,
)  # fmt: skip


def _opened(row: Any) -> tuple[Event, ...]:
    """The opening, from which the bureau's own targets run; a study case is none of the bureau's."""
    return () if row.study else (Event(0, EventKind.CASE_OPENED, row.opened_on),)


def _decisions(
    look: Look, case_ids: Sequence[int], children: Mapping[int, list[tuple[int, ChildFacts]]]
) -> dict[int, list[Decision]]:
    """What people decided about limits of these cases, in the order in which they did."""
    found: dict[int, list[Decision]] = defaultdict(list)
    rows = (
        select(LimitDecision, Staff.name)
        .join(Staff, Staff.id == LimitDecision.staff_id)
        .where(LimitDecision.case_id.in_(case_ids))
        .order_by(LimitDecision.id)
    )
    for row, name in look.session.execute(rows):
        positions = {child_id: child.position for child_id, child in children[row.case_id]}
        about = tuple(sorted(positions[child] for child in row.child_ids if child in positions))
        found[row.case_id].append(
            Decision(row.rule, row.kind, row.reason, row.decided_on, name, row.day, row.event_id, about)
        )
    return found


def office_facts(look: Look) -> OfficeFacts:
    """What the bureau settled for all cases: closing days, corrected calendars, verified states, targets."""
    added: dict[str, list[tuple[date, str]]] = defaultdict(list)
    removed: dict[str, set[date]] = defaultdict(set)
    for change in look.session.scalars(select(HolidayChange).order_by(HolidayChange.day)):
        if change.works:
            removed[change.state].add(change.day)
        else:
            added[change.state].append((change.day, change.name or change.source))
    verified = look.session.scalars(select(VerifiedState).order_by(VerifiedState.id))
    return OfficeFacts(
        closed=closed_days(look),
        calendars={
            state: Calendar(state, tuple(added[state]), frozenset(removed[state]))
            for state in {*added, *removed}
        },
        verified={
            row.state: VerifiedFacts(row.state, row.in_force, row.source, row.verified_on, row.since)
            for row in verified
        },
        targets=targets_now(look),
    )


def settled(look: Look) -> tuple[object, ...]:
    """Changes whenever something that holds for all cases changes, or the day. The journal's numbers are
    never used twice; ids and versions are, once a record was removed."""
    return journal.last_about(look.session, _FOR_ALL), engine.RULES_VERSION, look.today


def event_facts(row: Any, positions: Mapping[int, int]) -> Event:
    """An event as the rules read it; `row` has the fields of `CaseEvent`, `positions` the children's."""
    return Event(
        key=row.id,
        kind=row.kind,
        date=row.date,
        precision=row.precision,
        time=row.time,
        confidence=row.confidence,
        of=row.of_id,
        how=row.how,
        party=row.party,
        children=tuple(sorted(positions[child] for child in row.child_ids if child in positions)),
        grounds=tuple(RefusalGround(ground) for ground in row.grounds),
        instance=row.instance,
        through_central_authority=row.through_central_authority,
    )


def _recorded(row: Any) -> RecordedFramework | None:
    if row.recorded_instrument is None:
        return None
    return RecordedFramework(row.recorded_instrument, row.recorded_source or "", row.recorded_since)
