"""What if: the deadlines as they would be with other events or other states. Nothing is ever saved here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import Assessed, assess
from abductdesk.actions.events import check_day
from abductdesk.actions.facts import children_of, event_facts, facts_of
from abductdesk.actions.office import Look, query
from abductdesk.actions.records import check
from abductdesk.actions.stated import StaleDate, stale_now
from abductdesk.faults import Refused
from abductdesk.models import Case, CaseEvent
from abductdesk.models.base import fields_of
from abductdesk.rules import engine
from abductdesk.rules.facts import Event, Facts
from abductdesk.terms import EventKind

NEW = 1_000_000_000
"""Ids from here on are events that are only supposed: they come after those of the same day."""


@dataclass(frozen=True)
class Supposed:
    """An event as supposed, with the values of its fields; `id` as in the vault, or from `NEW` on."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Sandbox:
    """A copy of what a case's deadlines hang on, to be changed freely."""

    events: Sequence[Supposed]
    habitual_residence: str | None = None
    requested_state: str | None = None


@dataclass(frozen=True)
class Compared:
    """What the rules say of the case as it is and as supposed; `stale` are dates that letters stated and
    that would not hold any more."""

    before: Assessed
    after: Assessed
    stale: tuple[StaleDate, ...] = field(default=())


@query(shows="case_id")
def sandbox(look: Look, case_id: int) -> Sandbox:
    """The case as it is, as a copy to play with."""
    case = look.get(Case, case_id)
    return Sandbox(_recorded(look, case_id), case.habitual_residence_state, case.requested_state)


@query(shows="case_id")
def what_if(look: Look, case_id: int, supposed: Sandbox) -> Compared:
    """The deadlines of the case beside those it would have. Days may lie ahead: that is what is asked.

    Raises `Invalid` for a value that no event can have.
    """
    facts = facts_of(look, [case_id])[case_id]
    states = (supposed.habitual_residence, supposed.requested_state)
    if states != (facts.habitual_residence, facts.requested_state):
        # what was verified, was verified for the states of the case
        facts = replace(facts, habitual_residence=states[0], requested_state=states[1], framework=None)
    return _compared(look, case_id, facts, supposed.events)


@query(shows="case_id")
def preview_event(
    look: Look, case_id: int, event_id: int | None, values: Mapping[str, Any] | None
) -> Compared:
    """What would move if this event were recorded (no id), corrected, or taken out (no values).

    Refuses what recording it would refuse.
    """
    events = list(_recorded(look, case_id))
    old = next((event for event in events if event.id == event_id), None)
    if event_id is not None and old is None:
        raise Refused("This record is no longer there. Refresh the screen.")
    if values is None:
        events = [event for event in events if event.id != event_id]
    else:
        made = Supposed(event_id or NEW, {**(old.values if old else {}), **values})
        check_day(look, made.values.get("kind"), made.values.get("date"))
        events = [*(event for event in events if event.id != event_id), made]
    return _compared(look, case_id, facts_of(look, [case_id])[case_id], events)


def _recorded(look: Look, case_id: int) -> tuple[Supposed, ...]:
    """The events of the case as they are."""
    names = fields_of(CaseEvent)
    rows = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.date, CaseEvent.id)
    return tuple(
        Supposed(row.id, {name: getattr(row, name) for name in names}) for row in look.session.scalars(rows)
    )


def _compared(look: Look, case_id: int, facts: Facts, events: Sequence[Supposed]) -> Compared:
    positions = {child_id: at for at, child_id in enumerate(children_of(look, case_id))}
    opened = tuple(event for event in facts.events if event.kind is EventKind.CASE_OPENED)
    supposed = replace(facts, events=(*opened, *(_facts(event, positions) for event in events)))
    lines = tuple(engine.deadlines(supposed, look.today))
    after = Assessed(engine.framework(supposed, look.today), lines)
    return Compared(assess(look, [case_id])[case_id], after, stale_now(look, case_id, lines))


def _facts(event: Supposed, positions: Mapping[int, int]) -> Event:
    defaults = {name: described.default for name, described in fields_of(CaseEvent).items()}
    values = {**defaults, **check(CaseEvent, event.values, new=True)}
    return event_facts(SimpleNamespace(**values, id=event.id), positions)
