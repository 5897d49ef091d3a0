"""What follows from the event of a return: aftercare that opens, moves and goes with it, and its plan."""

from __future__ import annotations

from sqlalchemy import select

from abductdesk.actions.aftercare import WEEK, contacts_of, count_anew, open_aftercare
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.office import Work
from abductdesk.models import (
    Aftercare,
    Case,
    CaseEvent,
    Child,
    PsychologistSession,
    ReturnPlan,
)
from abductdesk.terms import EventKind, ReturnState


def follow_return(work: Work, event: CaseEvent) -> None:
    """Let the aftercare and the plan follow an event that was recorded or corrected. A study case has none,
    nor has a return so long ago that every follow-up would be late."""
    leave_return(work, event, but=event.kind is EventKind.RETURNED)
    case = work.get(Case, event.case_id)
    weeks = bureau_now(work).aftercare_weeks
    last = event.date + max(weeks, default=0) * WEEK
    if event.kind is not EventKind.RETURNED or not case.open or case.study or last < work.today:
        return
    theirs = select(Child.id).where(Child.case_id == event.case_id).order_by(Child.id)
    for child_id in event.child_ids or work.session.scalars(theirs).all():
        open_aftercare(work, child_id, event.date, event.id)


def leave_return(work: Work, event: CaseEvent, *, but: bool = False) -> None:
    """Let go of what followed from an event that goes, or that is another now: aftercare on which nothing
    was done yet goes too, a plan is on the way again. With `but` the event is still a return: what followed
    moves to its day and its children."""
    children = set(event.child_ids) if but else set()
    for plan in list(work.session.scalars(select(ReturnPlan).where(ReturnPlan.event_id == event.id))):
        if but:
            if plan.arrived_on != event.date:
                work.assign(plan, arrived_on=event.date)
        else:
            work.assign(plan, state=ReturnState.DEPARTED, arrived_on=None, event_id=None)
    for found in list(work.session.scalars(select(Aftercare).where(Aftercare.event_id == event.id))):
        if but and (not children or found.child_id in children):
            if found.begun_on != event.date and found.ended_on is None:
                count_anew(work, found, event.date, event.id)
        elif (earlier := _other_return(work, event, found.child_id)) is not None:
            if found.ended_on is None:
                count_anew(work, found, earlier.date, earlier.id)
            else:
                work.assign(found, event_id=earlier.id)
        elif _untouched(work, found):
            for contact in contacts_of(work, found.id):
                work.remove(contact)
            work.remove(found)
        else:
            work.assign(found, event_id=None)


def _other_return(work: Work, event: CaseEvent, child_id: int) -> CaseEvent | None:
    """The latest other return of this child on the case."""
    others = (
        select(CaseEvent)
        .where(CaseEvent.case_id == event.case_id, CaseEvent.kind == EventKind.RETURNED)
        .where(CaseEvent.id != event.id)
        .order_by(CaseEvent.date.desc(), CaseEvent.id.desc())
    )
    for other in work.session.scalars(others):
        if not other.child_ids or child_id in other.child_ids:
            return other
    return None


def _untouched(work: Work, aftercare: Aftercare) -> bool:
    """Whether nothing was done yet: no follow-up, no psychologist, no session, no end."""
    done = any(contact.done_on is not None for contact in contacts_of(work, aftercare.id))
    sessions = select(PsychologistSession.id).where(PsychologistSession.aftercare_id == aftercare.id).limit(1)
    said = aftercare.offered_on or aftercare.ended_on
    return not (done or said or work.session.scalar(sessions) is not None)
