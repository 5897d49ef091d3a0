"""Events: the dated facts that legal time limits start from and are met by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.comehome import follow_return, leave_return
from abductdesk.actions.office import Look, Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, CaseEvent, Child, LimitDecision
from abductdesk.terms import EventKind

# Only what can be known beforehand may lie in the future.
MAY_LIE_AHEAD = frozenset(
    {
        EventKind.RETENTION,
        EventKind.INTRODUCTORY_HEARING,
        EventKind.ADJOURNED_HEARING,
        EventKind.APPEAL_HEARING,
    }
)

# What an event that follows the mediation has from there.
_FIXED = frozenset({"kind", "date", "precision", "party", "child_ids"})


@action()
def add_event(work: Work, case_id: int, values: Mapping[str, Any]) -> int:
    """Record an event; returns its id. A return begins the aftercare of each child. Raises `Invalid` for a
    day that cannot be."""
    work.get(Case, case_id)
    _check(work, case_id, None, values)
    event = work.add(CaseEvent(case_id=case_id), **values)
    follow_return(work, event)
    work.facts_changed(case_id)
    return event.id


@action()
def change_event(work: Work, event_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Correct an event; every deadline that hangs on it moves."""
    event = work.get(CaseEvent, event_id)
    if _FIXED & changes.keys():
        _refuse_followed(event)
    _check(work, event.case_id, event, changes)
    work.change(event, seen, changes)
    follow_return(work, event)
    work.facts_changed(event.case_id)


@action()
def remove_event(work: Work, event_id: int) -> None:
    """Take out an event entered by mistake; its content stays in the history."""
    event = work.get(CaseEvent, event_id)
    _refuse_followed(event)
    take_out(work, event)


def _refuse_followed(event: CaseEvent) -> None:
    if event.origin is not None:
        raise Refused("This event comes from the mediation of the case. Change it there.")


def take_out(work: Work, event: CaseEvent) -> None:
    """Remove an event, unless another one or a decision hangs on it."""
    answering = work.session.scalar(select(CaseEvent.kind).where(CaseEvent.of_id == event.id).limit(1))
    if answering is not None:
        raise Refused(
            "Another event refers to this one: {kind}. Change or remove that one first.", kind=answering
        )
    refuse_decided(work, event.id)
    leave_return(work, event)
    work.remove(event)
    work.facts_changed(event.case_id)


def refuse_decided(look: Look, event_id: int) -> None:
    """Raise `Refused` where a decision on a deadline would lose the event that it hangs on."""
    if look.session.scalar(select(LimitDecision.id).where(LimitDecision.event_id == event_id).limit(1)):
        raise Refused("A decision on a deadline hangs on this event. Take the decision back first.")


def check_day(look: Look, kind: Any, day: Any) -> None:
    """Raise `Invalid` for a day in the future, where the kind of event cannot be known beforehand."""
    if isinstance(day, date) and day > look.today and kind not in MAY_LIE_AHEAD:
        raise Invalid(
            "date",
            "{day} lies in the future. Enter the event once it has happened, or plan a follow-up.",
            day=day,
        )


def _check(work: Work, case_id: int, event: CaseEvent | None, values: Mapping[str, Any]) -> None:
    check_day(work, values.get("kind", event and event.kind), values.get("date", event and event.date))
    of_id = values.get("of_id")
    if of_id is not None:
        other = work.session.get(CaseEvent, of_id)
        if other is None or other.case_id != case_id or (event is not None and of_id == event.id):
            raise Invalid("of_id", "Choose another event of this case.")
    children = set(values.get("child_ids") or ())
    if children - set(work.session.scalars(select(Child.id).where(Child.case_id == case_id))):
        raise Invalid("child_ids", "Choose among the children of this case.")
