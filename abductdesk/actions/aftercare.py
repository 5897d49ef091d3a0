"""The time after a return: follow-ups of each child at set weeks, a psychologist, sessions, an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.models import (
    Aftercare,
    AftercareContact,
    Case,
    Child,
    DirectoryEntry,
    Person,
    PsychologistSession,
    SupportItem,
    SupportRequest,
)
from abductdesk.terms import EntryKind, SupportKind, Wellbeing

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class AftercareView:
    """The aftercare of one child with its follow-ups and sessions."""

    aftercare: Aftercare
    reference: str
    child: str
    psychologist: str
    contacts: tuple[AftercareContact, ...]
    sessions: tuple[PsychologistSession, ...]

    @property
    def cents(self) -> int:
        """What the sessions cost so far, in euro cents."""
        return sum(session.cents or 0 for session in self.sessions)

    def next(self) -> AftercareContact | None:
        """The earliest follow-up that is not done."""
        return next((contact for contact in self.contacts if contact.done_on is None), None)


def open_aftercare(work: Work, child_id: int, returned_on: date) -> int:
    """Begin the aftercare of a child, with a follow-up at each of the bureau's weeks; once only."""
    child = work.get(Child, child_id)
    there = work.session.scalar(
        select(Aftercare.id).where(Aftercare.child_id == child_id, Aftercare.ended_on.is_(None))
    )
    if there is not None:
        return there
    made = work.add(Aftercare(case_id=child.case_id, child_id=child_id), begun_on=returned_on)
    for week in bureau_now(work).aftercare_weeks:
        work.add(AftercareContact(aftercare_id=made.id, week=week), due=returned_on + week * WEEK)
    _touch(work, made)
    return made.id


def _touch(work: Work, aftercare: Aftercare) -> None:
    work.touched |= {(Aftercare.__tablename__, aftercare.id), (Case.__tablename__, aftercare.case_id)}


def _running(work: Work, aftercare_id: int) -> Aftercare:
    found = work.get(Aftercare, aftercare_id)
    if found.ended_on is not None:
        raise Refused("This aftercare has ended.")
    return found


@action()
def begin_aftercare(work: Work, child_id: int, returned_on: date) -> int:
    """Begin the aftercare of a child that came home without a plan of ours; returns its id."""
    if returned_on > work.today:
        raise Invalid("begun_on", "This day has not come yet. Choose an earlier one.")
    return open_aftercare(work, child_id, returned_on)


@action()
def offer_psychologist(
    work: Work, aftercare_id: int, entry_id: int | None, *, declined: bool = False
) -> None:
    """A psychologist of the directory was offered (None: none is known), or the family declined."""
    aftercare = _running(work, aftercare_id)
    if entry_id is not None and work.get(DirectoryEntry, entry_id).kind is not EntryKind.PSYCHOLOGIST:
        raise Refused("Choose a psychologist of the directory.")
    values = {"declined_on": work.today} if declined else {"psychologist_id": entry_id, "declined_on": None}
    work.assign(aftercare, offered_on=aftercare.offered_on or work.today, **values)
    _touch(work, aftercare)


@action()
def record_contact(work: Work, contact_id: int, *, on: date, wellbeing: Wellbeing, note: str = "") -> None:
    """A follow-up was done: how the child is by the fixed scale, and a short note."""
    contact = work.get(AftercareContact, contact_id)
    aftercare = _running(work, contact.aftercare_id)
    if not aftercare.begun_on <= on <= work.today:
        raise Invalid("done_on", "The day lies between the return and today.")
    work.change(contact, contact.version, {"done_on": on, "wellbeing": wellbeing, "note": note})
    work.assign(contact, staff_id=work.staff.id)
    _touch(work, aftercare)


@action()
def plan_contact(work: Work, aftercare_id: int, due: date) -> int:
    """Put down one more follow-up; returns its id."""
    aftercare = _running(work, aftercare_id)
    if due < aftercare.begun_on:
        raise Invalid("due", "The day lies before the return.")
    week = (due - aftercare.begun_on).days // 7
    made = work.add(AftercareContact(aftercare_id=aftercare_id, week=week), due=due)
    _touch(work, aftercare)
    return made.id


@action()
def record_psychologist_session(work: Work, aftercare_id: int, values: Mapping[str, Any]) -> int:
    """Record a session and its cost; where support pays for it, the item must be a psychologist's for this
    child."""
    aftercare = _running(work, aftercare_id)
    if values["on"] > work.today:
        raise Invalid("on", "This day has not come yet. Choose an earlier one.")
    item_id = values.get("item_id")
    if item_id is not None:
        item = work.get(SupportItem, item_id)
        request = work.get(SupportRequest, item.request_id)
        if item.kind is not SupportKind.PSYCHOLOGIST or request.case_id != aftercare.case_id:
            raise Invalid("item_id", "Choose support for a psychologist on this case.")
    rest = {name: value for name, value in values.items() if name not in ("item_id", "entry_id")}
    record = PsychologistSession(
        aftercare_id=aftercare_id, item_id=item_id, entry_id=values.get("entry_id", aftercare.psychologist_id)
    )
    made = work.add(record, **rest)
    _touch(work, aftercare)
    return made.id


@action()
def end_aftercare(work: Work, aftercare_id: int, report: str) -> None:
    """End the aftercare with a report. Follow-ups that were not done go, with their reason in the report."""
    aftercare = _running(work, aftercare_id)
    if not report.strip():
        raise Invalid("end_report", "Write the end report: what was done and what goes on elsewhere.")
    for contact in contacts_of(work, aftercare_id):
        if contact.done_on is None:
            work.remove(contact)
    work.change(aftercare, aftercare.version, {"ended_on": work.today, "end_report": report})
    _touch(work, aftercare)


def contacts_of(look: Look, aftercare_id: int) -> list[AftercareContact]:
    """The follow-ups of an aftercare by day."""
    rows = select(AftercareContact).where(AftercareContact.aftercare_id == aftercare_id)
    return list(look.session.scalars(rows.order_by(AftercareContact.due, AftercareContact.id)))


def _view(look: Look, aftercare: Aftercare) -> AftercareView:
    child = look.get(Person, look.get(Child, aftercare.child_id).person_id)
    entry = look.session.get(DirectoryEntry, aftercare.psychologist_id) if aftercare.psychologist_id else None
    sessions = select(PsychologistSession).where(PsychologistSession.aftercare_id == aftercare.id)
    return AftercareView(
        aftercare,
        look.get(Case, aftercare.case_id).reference,
        child.name,
        entry.name if entry is not None else "",
        tuple(contacts_of(look, aftercare.id)),
        tuple(look.session.scalars(sessions.order_by(PsychologistSession.on, PsychologistSession.id))),
    )


@query()
def aftercare_of(look: Look, case_id: int) -> list[AftercareView]:
    """The aftercare of each child of a case."""
    rows = select(Aftercare).where(Aftercare.case_id == case_id).order_by(Aftercare.id)
    return [_view(look, each) for each in look.session.scalars(rows)]


@dataclass(frozen=True)
class AftercareDue:
    """A follow-up of a child that is due or late."""

    contact: AftercareContact
    case_id: int
    reference: str
    child: str


@query()
def aftercare_due(look: Look, within: int = 7) -> list[AftercareDue]:
    """Follow-ups that are late or due within so many days, the earliest first."""
    rows = (
        select(AftercareContact, Aftercare, Case.reference, Person)
        .join(Aftercare, Aftercare.id == AftercareContact.aftercare_id)
        .join(Case, Case.id == Aftercare.case_id)
        .join(Child, Child.id == Aftercare.child_id)
        .join(Person, Person.id == Child.person_id)
        .where(AftercareContact.done_on.is_(None), Aftercare.ended_on.is_(None))
        .where(AftercareContact.due <= look.today + timedelta(days=within))
        .order_by(AftercareContact.due, AftercareContact.id)
    )
    return [
        AftercareDue(contact, aftercare.case_id, reference, person.name)
        for contact, aftercare, reference, person in look.session.execute(rows)
    ]
