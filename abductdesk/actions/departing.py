"""Leaving and arriving: a departure that nothing blocks, an arrival that is an event, a return called off."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.events import add_event
from abductdesk.actions.office import Work, action
from abductdesk.actions.planning import running, touch
from abductdesk.actions.returning import view_of
from abductdesk.faults import Invalid, Refused
from abductdesk.models import CaseEvent, Child, ReturnPlan
from abductdesk.terms import EventKind, Precision, ReturnState, StaffRole


@action()
def confirm_departure(work: Work, plan_id: int, on: date, *, despite: str = "") -> None:
    """They have left. Refused while something blocks travel, unless a manager says so with a reason."""
    plan = running(work, plan_id)
    if plan.state is not ReturnState.PLANNED:
        raise Refused("This return is no longer being prepared.")
    if on > work.today:
        raise Invalid("departed_on", "This day has not come yet. Choose an earlier one.")
    blocks = view_of(work, plan).blocks
    values: dict[str, Any] = {}
    if blocks:
        if not despite.strip():
            raise Refused("Departure is blocked: {what}.", what=blocks[0].what)
        if StaffRole.MANAGER not in work.staff.roles:
            raise Refused("Only a manager lets a departure happen in spite of what blocks it.")
        if len(despite.strip()) > 500:
            raise Invalid("despite", "The reason is too long: at most {most} characters.", most=500)
        values = {"override_reason": despite.strip(), "override_by": work.staff.id}
    work.assign(plan, state=ReturnState.DEPARTED, departed_on=on, **values)
    touch(work, plan)


@action()
def take_back_departure(work: Work, plan_id: int) -> None:
    """They have not left after all: the return is being prepared again."""
    plan = running(work, plan_id)
    if plan.state is not ReturnState.DEPARTED:
        raise Refused("The departure is not confirmed.")
    work.assign(plan, state=ReturnState.PLANNED, departed_on=None, override_reason=None, override_by=None)
    touch(work, plan)


@action()
def confirm_arrival(work: Work, plan_id: int, on: date) -> None:
    """They have arrived: the return becomes an event of the case, and the aftercare of each child begins.
    An event of that day that somebody recorded already is taken as it is."""
    plan = running(work, plan_id)
    if plan.state is not ReturnState.DEPARTED or plan.departed_on is None:
        raise Refused("Confirm the departure first.")
    if not plan.departed_on <= on <= work.today:
        raise Invalid("arrived_on", "The arrival lies between the departure and today.")
    theirs = list(work.session.scalars(select(Child.id).where(Child.case_id == plan.case_id)))
    back = sorted(plan.child_ids or theirs)
    event_id = _recorded(work, plan, on, set(back), set(theirs))
    if event_id is None:
        some = back if set(back) != set(theirs) else []
        event_id = add_event(work, plan.case_id, {"kind": EventKind.RETURNED, "date": on, "child_ids": some})
    # who travelled stays fixed, though a child may be added to the case later
    work.assign(plan, state=ReturnState.ARRIVED, arrived_on=on, child_ids=back, event_id=event_id)
    touch(work, plan)


def _recorded(work: Work, plan: ReturnPlan, on: date, back: set[int], theirs: set[int]) -> int | None:
    events = select(CaseEvent).where(
        CaseEvent.case_id == plan.case_id,
        CaseEvent.kind == EventKind.RETURNED,
        CaseEvent.date == on,
        CaseEvent.precision == Precision.DAY,
    )
    found = (event.id for event in work.session.scalars(events) if back <= (set(event.child_ids) or theirs))
    return next(found, None)


@action()
def call_off_return(work: Work, plan_id: int, reason: str) -> None:
    """The return does not happen this way; the reason stays with the plan."""
    plan = running(work, plan_id)
    if not reason.strip():
        raise Invalid("reason", "Say why the return is called off.")
    if len(reason.strip()) > 500:
        raise Invalid("reason", "The reason is too long: at most {most} characters.", most=500)
    work.assign(
        plan, state=ReturnState.CANCELLED, called_off_on=work.today, called_off_because=reason.strip()
    )
    touch(work, plan)
