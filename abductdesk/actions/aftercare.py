"""The time after a return: follow-ups of each child at set weeks, and an end. It opens by itself: with the
arrival of a plan, and with every event "returned" that somebody records. Sessions: `psychologists`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import SETTINGS_STAFF, bureau_now, change_settings
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
)
from abductdesk.terms import Wellbeing

WEEK = timedelta(weeks=1)
LONGEST = 260
"""Weeks: no follow-up is planned later than five years after a return."""


@dataclass(frozen=True)
class AftercareView:
    """The aftercare of one child with its follow-ups and sessions."""

    aftercare: Aftercare
    reference: str
    child: str
    psychologist: str
    contacts: tuple[AftercareContact, ...]
    sessions: tuple[PsychologistSession, ...]
    caseworker_id: int | None = None

    @property
    def id(self) -> int:
        return self.aftercare.id

    @property
    def cents(self) -> int:
        """What the sessions cost so far, in euro cents."""
        return sum(session.cents or 0 for session in self.sessions)

    def next(self) -> AftercareContact | None:
        """The earliest follow-up that is not done."""
        return next((contact for contact in self.contacts if contact.done_on is None), None)


def open_aftercare(work: Work, child_id: int, returned_on: date, event_id: int | None = None) -> int:
    """Begin the aftercare of a child, with a follow-up at each of the bureau's weeks. Where one runs already
    it goes on: a later return counts what is still to do anew from its day."""
    child = work.get(Child, child_id)
    there = work.session.scalar(
        select(Aftercare).where(Aftercare.child_id == child_id, Aftercare.ended_on.is_(None))
    )
    if there is not None:
        if event_id is not None and returned_on > there.begun_on:
            count_anew(work, there, returned_on, event_id)
        return there.id
    made = work.add(
        Aftercare(case_id=child.case_id, child_id=child_id, event_id=event_id), begun_on=returned_on
    )
    _plan(work, made, bureau_now(work).aftercare_weeks)
    touch(work, made)
    return made.id


def _plan(work: Work, aftercare: Aftercare, weeks: Sequence[int]) -> None:
    for week in weeks:
        due = aftercare.begun_on + week * WEEK
        work.add(AftercareContact(aftercare_id=aftercare.id, week=week), due=due)


def count_anew(work: Work, aftercare: Aftercare, returned_on: date, event_id: int) -> None:
    """What was done stays; what was not is planned from another day, at the weeks it was planned for."""
    left = [contact for contact in contacts_of(work, aftercare.id) if contact.done_on is None]
    work.assign(aftercare, begun_on=returned_on, event_id=event_id)
    for contact in left:
        work.assign(contact, due=returned_on + contact.week * WEEK)
    touch(work, aftercare)


def touch(work: Work, aftercare: Aftercare) -> None:
    """Tell the screens that this aftercare changed."""
    work.touched |= {(Aftercare.__tablename__, aftercare.id), (Case.__tablename__, aftercare.case_id)}


def running(work: Work, aftercare_id: int) -> Aftercare:
    """The aftercare, if it still runs."""
    found = work.get(Aftercare, aftercare_id)
    if found.ended_on is not None:
        raise Refused("This aftercare has ended.")
    return found


# follow-ups


@action()
def begin_aftercare(work: Work, child_id: int, returned_on: date) -> int:
    """Begin the aftercare of a child that came home and has none; returns its id."""
    if returned_on > work.today:
        raise Invalid("begun_on", "This day has not come yet. Choose an earlier one.")
    if not work.get(Case, work.get(Child, child_id).case_id).open:
        raise Refused("The case is not open. Reopen it first.")
    return open_aftercare(work, child_id, returned_on)


@action()
def record_contact(
    work: Work,
    contact_id: int,
    *,
    on: date,
    wellbeing: Wellbeing,
    note: str = "",
    seen: int | None = None,
    again_on: date | None = None,
) -> None:
    """A follow-up was done: how the child is by the fixed scale, and a short note. `again_on` plans one
    more, for example where nobody could be reached."""
    contact = work.get(AftercareContact, contact_id)
    aftercare = running(work, contact.aftercare_id)
    if not aftercare.begun_on <= on <= work.today:
        raise Invalid("done_on", "The day lies between the return and today.")
    values = {"done_on": on, "wellbeing": wellbeing, "note": note}
    work.change(contact, contact.version if seen is None else seen, values)
    work.assign(contact, staff_id=work.staff.id)
    if again_on is not None:
        _one_more(work, aftercare, again_on, "again_on")
    touch(work, aftercare)


@action()
def plan_contact(work: Work, aftercare_id: int, due: date) -> int:
    """Put down one more follow-up; returns its id."""
    aftercare = running(work, aftercare_id)
    made = _one_more(work, aftercare, due, "due")
    touch(work, aftercare)
    return made.id


def _one_more(work: Work, aftercare: Aftercare, due: date, name: str) -> AftercareContact:
    if due < work.today:
        raise Invalid(name, "This day has passed. Choose a later one.")
    week = (due - aftercare.begun_on).days // 7
    return work.add(AftercareContact(aftercare_id=aftercare.id, week=week), due=due)


@action()
def drop_contact(work: Work, contact_id: int) -> None:
    """Take out a follow-up that is not needed; one that was done stays."""
    contact = work.get(AftercareContact, contact_id)
    aftercare = running(work, contact.aftercare_id)
    if contact.done_on is not None:
        raise Refused("This follow-up was done. It stays.")
    work.remove(contact)
    touch(work, aftercare)


@action()
def end_aftercare(work: Work, aftercare_id: int, report: str) -> None:
    """End the aftercare with a report. Follow-ups that were not done go, with their reason in the report."""
    aftercare = running(work, aftercare_id)
    if not report.strip():
        raise Invalid("end_report", "Write the end report: what was done and what goes on elsewhere.")
    for contact in contacts_of(work, aftercare_id):
        if contact.done_on is None:
            work.remove(contact)
    work.change(aftercare, aftercare.version, {"ended_on": work.today, "end_report": report})
    touch(work, aftercare)


@action()
def reopen_aftercare(work: Work, aftercare_id: int) -> None:
    """Go on with an aftercare that had ended; the report stays until the next end."""
    aftercare = work.get(Aftercare, aftercare_id)
    if aftercare.ended_on is None:
        raise Refused("This aftercare goes on.")
    others = select(Aftercare.id).where(
        Aftercare.child_id == aftercare.child_id, Aftercare.ended_on.is_(None)
    )
    if work.session.scalar(others) is not None:
        raise Refused("A later aftercare of this child runs. Go on with that one.")
    work.assign(aftercare, ended_on=None)
    touch(work, aftercare)


@action(SETTINGS_STAFF)
def set_aftercare_weeks(work: Work, *, seen: int, weeks: Sequence[int]) -> None:
    """Set the weeks after a return at which a child is followed up, from today on. Aftercare that runs keeps
    the days it was planned for."""
    wanted = sorted(set(weeks))
    if not wanted or wanted[0] < 1 or wanted[-1] > LONGEST:
        raise Invalid(
            "weeks", "Write weeks between 1 and {most}, for example 1, 4, 12, 26, 52.", most=LONGEST
        )
    change_settings(work, seen=seen, changes={"aftercare_weeks": wanted})


# what there is


def contacts_of(look: Look, aftercare_id: int) -> list[AftercareContact]:
    """The follow-ups of an aftercare by day."""
    rows = select(AftercareContact).where(AftercareContact.aftercare_id == aftercare_id)
    return list(look.session.scalars(rows.order_by(AftercareContact.due, AftercareContact.id)))


def views_of(look: Look, found: Sequence[Aftercare]) -> list[AftercareView]:
    """These, in their order, each with all that belongs to it."""
    ids = [aftercare.id for aftercare in found]
    people = select(Child.id, Person).join(Person, Person.id == Child.person_id)
    children = {
        child_id: person.name
        for child_id, person in look.session.execute(
            people.where(Child.id.in_({aftercare.child_id for aftercare in found}))
        )
    }
    cases = _by_id(look, Case, {aftercare.case_id for aftercare in found})
    entries = _by_id(look, DirectoryEntry, {aftercare.psychologist_id for aftercare in found})
    contacts, sessions = _below(look, AftercareContact, ids), _below(look, PsychologistSession, ids)
    views = []
    for aftercare in found:
        entry, case = entries.get(aftercare.psychologist_id), cases[aftercare.case_id]
        ordered = sorted(contacts[aftercare.id], key=lambda contact: (contact.due, contact.id))
        held = sorted(sessions[aftercare.id], key=lambda session: (session.on, session.id))
        views.append(
            AftercareView(
                aftercare, case.reference, children[aftercare.child_id], entry.name if entry else "",
                tuple(ordered), tuple(held), case.caseworker_id,
            )
        )  # fmt: skip
    return views


def _by_id(look: Look, model: Any, ids: set[Any]) -> dict[Any, Any]:
    return {row.id: row for row in look.session.scalars(select(model).where(model.id.in_(ids - {None})))}


def _below(look: Look, model: Any, ids: Sequence[int]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in look.session.scalars(select(model).where(model.aftercare_id.in_(ids))):
        found[row.aftercare_id].append(row)
    return found


@query(shows="case_id")
def aftercare_of(look: Look, case_id: int) -> list[AftercareView]:
    """The aftercare of each child of a case; what runs first."""
    rows = select(Aftercare).where(Aftercare.case_id == case_id)
    ordered = rows.order_by(Aftercare.ended_on.is_not(None), Aftercare.id)
    return views_of(look, list(look.session.scalars(ordered)))


@query()
def aftercare_board(look: Look) -> list[AftercareView]:
    """The aftercare of every child on an open case that runs, the earliest follow-up first."""
    rows = (
        select(Aftercare)
        .join(Case, Case.id == Aftercare.case_id)
        .where(Aftercare.ended_on.is_(None), Case.closed_on.is_(None))
        .where(Case.voided_on.is_(None), ~Case.study)
    )
    found = views_of(look, list(look.session.scalars(rows)))
    return sorted(found, key=lambda view: (due.due if (due := view.next()) else date.max, view.id))


@dataclass(frozen=True)
class AftercareDue:
    """A follow-up of a child that is due or late."""

    contact: AftercareContact
    case_id: int
    reference: str
    child: str
    caseworker_id: int | None = None

    @property
    def id(self) -> int:
        return self.contact.id


@query()
def aftercare_due(look: Look, within: int = 7) -> list[AftercareDue]:
    """Follow-ups on open cases that are late or due within so many days, the earliest first."""
    rows = (
        select(AftercareContact, Aftercare, Case, Person)
        .join(Aftercare, Aftercare.id == AftercareContact.aftercare_id)
        .join(Case, Case.id == Aftercare.case_id)
        .join(Child, Child.id == Aftercare.child_id)
        .join(Person, Person.id == Child.person_id)
        .where(AftercareContact.done_on.is_(None), Aftercare.ended_on.is_(None))
        .where(Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study)
        .where(AftercareContact.due <= look.today + timedelta(days=within))
        .order_by(AftercareContact.due, AftercareContact.id)
    )
    return [
        AftercareDue(contact, aftercare.case_id, case.reference, person.name, case.caseworker_id)
        for contact, aftercare, case, person in look.session.execute(rows)
    ]
