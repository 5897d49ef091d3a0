"""Sessions of a mediation: planned, changed, held, cancelled. A joint one must pass the safety of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.mediationfacts import PARENTS, add_of, follow, only, running
from abductdesk.actions.mediationsafety import refuse_joint
from abductdesk.actions.mediators import conflicts_of
from abductdesk.actions.office import BRUSSELS, Look, Work, action, query
from abductdesk.actions.wall import holds_on, names_place
from abductdesk.faults import Invalid, Refused
from abductdesk.models import (
    Absence,
    Case,
    CaseRole,
    ContactPoint,
    DirectoryEntry,
    Mediation,
    MediationSession,
    PairChoice,
)
from abductdesk.terms import (
    Attendance,
    ContactKind,
    EntryKind,
    EventKind,
    Role,
    SessionForm,
    SessionState,
    Suitability,
)

FIELDS = (
    "form", "party", "minutes", "online", "place", "first_id", "second_id", "interpreter_id",
    "children_involved", "measures",
)  # fmt: skip
SHORTEST, LONGEST = 15, 720
_DAY = timedelta(days=1)
_TAKES = {
    "first_id": EntryKind.MEDIATOR,
    "second_id": EntryKind.MEDIATOR,
    "interpreter_id": EntryKind.INTERPRETER,
}
_PARENT_ROLES = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)


def moment(on: date, at: time) -> datetime:
    """A day and a time in Brussels as a moment."""
    return datetime.combine(on, at, BRUSSELS)


def sessions_of(look: Look, mediation_id: int) -> list[MediationSession]:
    """The sessions of a mediation in the order of time."""
    found = select(MediationSession).where(MediationSession.mediation_id == mediation_id)
    return list(look.session.scalars(found.order_by(MediationSession.starts_at, MediationSession.id)))


@action()
def plan_session(work: Work, mediation_id: int, *, on: date, at: time, values: Mapping[str, Any]) -> int:
    """Plan a session; returns its id. The chosen mediators take part unless others are named."""
    mediation = running(work, mediation_id)
    chosen = only(values, *FIELDS)
    if not {"first_id", "second_id"} & chosen.keys():
        chosen |= _pair(work, mediation_id)
    new = MediationSession(starts_at=moment(on, at))
    session = add_of(work, mediation, new, **chosen)
    _check(work, mediation, session)
    return session.id


def _pair(look: Look, mediation_id: int) -> dict[str, int]:
    choice = look.session.scalar(
        select(PairChoice).where(PairChoice.mediation_id == mediation_id, PairChoice.replaced_on.is_(None))
    )
    return {"first_id": choice.first_id, "second_id": choice.second_id} if choice is not None else {}


@action()
def change_session(
    work: Work,
    session_id: int,
    *,
    seen: int,
    changes: Mapping[str, Any],
    on: date | None = None,
    at: time | None = None,
) -> None:
    """Change a planned session: form, time, place, people, measures."""
    session = work.get(MediationSession, session_id)
    mediation = running(work, session.mediation_id)
    _planned(session)
    values = only(changes, *FIELDS)
    if on is not None or at is not None:
        now = session.starts_at.astimezone(BRUSSELS)
        values["starts_at"] = moment(on or now.date(), at or now.time())
    work.change(session, seen, values)
    _check(work, mediation, session)


@action()
def hold_session(
    work: Work, session_id: int, *, seen: int, minutes_held: int, attendance: Mapping[str, str]
) -> None:
    """Record that a session was held: how long, and who was there (by party, or id of the directory)."""
    session = work.get(MediationSession, session_id)
    mediation = running(work, session.mediation_id)
    if session.state is SessionState.CANCELLED:
        raise Refused("This session was cancelled. Plan it again first.")
    if session.starts_at > work.now:
        raise Refused("This session lies in the future. Record it once it was held.")
    if not 0 < minutes_held <= LONGEST:
        raise Invalid("minutes_held", "Enter how many minutes it took, at most {most}.", most=LONGEST)
    day = session.starts_at.astimezone(BRUSSELS).date()
    if session.form is SessionForm.JOINT:
        refuse_joint(work, mediation, session.measures, until=day)
    kept = {key: Attendance(value).value for key, value in attendance.items()}
    held = {"state": SessionState.HELD, "minutes_held": minutes_held, "attendance": kept}
    work.change(session, seen, held)
    follow(work, session, EventKind.SESSION_HELD, day, session.party)


@action()
def cancel_session(work: Work, session_id: int, *, seen: int) -> None:
    """Cancel a planned session."""
    session = work.get(MediationSession, session_id)
    _planned(session)
    work.change(session, seen, {"state": SessionState.CANCELLED})


@action()
def plan_again(work: Work, session_id: int, *, seen: int) -> None:
    """A session that was cancelled, or recorded as held by mistake, is planned again."""
    session = work.get(MediationSession, session_id)
    mediation = running(work, session.mediation_id)
    if session.state is SessionState.PLANNED:
        raise Refused("This session is planned already.")
    work.change(session, seen, {"state": SessionState.PLANNED, "minutes_held": None, "attendance": {}})
    follow(work, session, EventKind.SESSION_HELD, None)
    _check(work, mediation, session)


@query()
def convocation(look: Look, session_id: int) -> MediationSession:
    """The session that a convocation may be written for; raises `Refused` where there may be none: every
    convocation, whatever makes it, asks here."""
    session = look.get(MediationSession, session_id)
    _planned(session)
    check_safety(look, session)
    return session


def check_safety(look: Look, session: MediationSession) -> None:
    """Raise `Refused` for a joint session that may not be."""
    if session.form is SessionForm.JOINT and session.state is SessionState.PLANNED:
        refuse_joint(look, look.get(Mediation, session.mediation_id), session.measures)


def _planned(session: MediationSession) -> None:
    if session.state is not SessionState.PLANNED:
        raise Refused("This session is no longer planned: {state}.", state=session.state)


def _check(work: Work, mediation: Mediation, session: MediationSession) -> None:
    if mediation.suitability is Suitability.UNSUITABLE:
        raise Refused("The mediation was found not suitable. Change that before a session is planned.")
    check_safety(work, session)
    if session.form is SessionForm.CAUCUS and session.party not in PARENTS:
        raise Invalid("party", "Say with which parent.")
    if session.form is not SessionForm.CAUCUS and session.party is not None:
        raise Invalid("party", "Only a session with one parent names the parent.")
    if not SHORTEST <= session.minutes <= LONGEST:
        raise Invalid("minutes", "A session takes {least} to {most} minutes.", least=SHORTEST, most=LONGEST)
    _check_place(work, session)
    _check_people(work, session)
    _check_calendar(work, session)


def _check_place(work: Work, session: MediationSession) -> None:
    """Either online or at a place, and never where a parent lives."""
    if session.online == bool(session.place):
        raise Invalid("place", "Give the place, or say that it is online.")
    if not session.place:
        return
    points = (
        select(ContactPoint)
        .join(CaseRole, CaseRole.person_id == ContactPoint.person_id)
        .where(
            CaseRole.case_id == session.case_id,
            CaseRole.role.in_(_PARENT_ROLES),
            ContactPoint.kind == ContactKind.ADDRESS,
        )
    )
    if any(
        names_place(session.place, point)
        for point in work.session.scalars(points)
        if holds_on(point, work.today)
    ):
        raise Invalid("place", "This is the address of a parent. Choose a neutral place.")


def _people(session: MediationSession) -> dict[str, int]:
    named = {name: getattr(session, name) for name in _TAKES}
    return {name: entry_id for name, entry_id in named.items() if entry_id is not None}


def _check_people(work: Work, session: MediationSession) -> None:
    people = _people(session)
    if len(set(people.values())) < len(people):
        raise Invalid("second_id", "The same person is named twice.")
    conflicts = conflicts_of(work, session.case_id)
    for name, entry_id in people.items():
        entry = work.get(DirectoryEntry, entry_id)
        if entry.kind is not _TAKES[name] or entry.merged_into_id is not None or entry.left_on is not None:
            raise Invalid(name, "{who} cannot be chosen here.", who=entry.name)
        if conflicts.get(entry_id):
            raise Invalid(
                name, "{who} has a conflict of interest in this case: {why}.", who=entry.name,
                why=conflicts[entry_id][0],
            )  # fmt: skip


def _check_calendar(work: Work, session: MediationSession) -> None:
    """Nobody is at two sessions at once, in this case or another, nor at one while absent."""
    people = _people(session)
    begins, ends = session.starts_at, session.starts_at + timedelta(minutes=session.minutes)
    days = begins.astimezone(BRUSSELS).date(), ends.astimezone(BRUSSELS).date()
    others = select(MediationSession, Case.reference).join(Case, Case.id == MediationSession.case_id)
    near = others.where(
        MediationSession.id != session.id,
        MediationSession.state != SessionState.CANCELLED,
        MediationSession.starts_at < ends,
        MediationSession.starts_at > begins - _DAY,
    )
    for other, reference in work.session.execute(near):
        busy = set(people.values()) & set(_people(other).values())
        if busy and other.starts_at + timedelta(minutes=other.minutes) > begins:
            name = next(name for name, entry_id in people.items() if entry_id in busy)
            raise Invalid(
                name, "{who} has another session at that time, {at} ({reference}).",
                who=work.get(DirectoryEntry, people[name]).name,
                at=other.starts_at.astimezone(BRUSSELS), reference=reference,
            )  # fmt: skip
    away = select(Absence).where(
        Absence.entry_id.in_(people.values()), Absence.since <= days[1], Absence.until >= days[0]
    )
    absence = work.session.scalar(away.limit(1))
    if absence is not None:
        name = next(name for name, entry_id in people.items() if entry_id == absence.entry_id)
        raise Invalid(
            name, "{who} is absent from {since} to {until}.",
            who=work.get(DirectoryEntry, absence.entry_id).name, since=absence.since, until=absence.until,
        )  # fmt: skip
