"""The calendar: what stands on each day over all open cases, for one caseworker or for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from abductdesk.actions.deadlines import Assessed, Due, as_day, assess, due_on, names_of_children
from abductdesk.actions.facts import office_facts
from abductdesk.actions.mediationsafety import safety_of
from abductdesk.actions.office import BRUSSELS, Look, query
from abductdesk.actions.returning import views_of
from abductdesk.actions.sight import may_see
from abductdesk.i18n import L, Message
from abductdesk.models import Case, CaseEvent, FollowUp, Mediation, MediationSession, ReturnPlan, Staff
from abductdesk.rules.calendars import BELGIAN
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import EventKind, Precision, ReturnState, SessionForm, SessionState, Status

DAY = timedelta(days=1)
HOME = BELGIAN.state  # whose public holidays the office keeps
HEARINGS = frozenset({EventKind.INTRODUCTORY_HEARING, EventKind.ADJOURNED_HEARING, EventKind.APPEAL_HEARING})


@dataclass(frozen=True)
class Hearing:
    """A court event at a known day; `time` where it is known too."""

    id: int
    kind: EventKind
    time: time | None


@dataclass(frozen=True)
class Meeting:
    """A session of a mediation that was not cancelled; `flagged`: a joint one that may not be."""

    id: int
    form: SessionForm
    time: time
    held: bool
    flagged: bool


@dataclass(frozen=True)
class Departure:
    """The departure of a return, by its plan; `blocks`: so many things stand in its way."""

    id: int
    left: bool
    blocks: int


@dataclass(frozen=True)
class Entry(Due):
    """One line on one day: a deadline, a follow-up, a hearing, a session or a departure of an open case."""

    hearing: Hearing | None = None
    session: Meeting | None = None
    departure: Departure | None = field(default=None, kw_only=True)

    @property
    def id(self) -> tuple[object, ...]:
        if self.hearing is not None:
            return self.case_id, "hearing", self.hearing.id
        if self.session is not None:
            return self.case_id, "session", self.session.id
        if self.departure is not None:
            return self.case_id, "departure", self.departure.id
        return super().id

    @property
    def settled(self) -> bool:
        """Whether nothing has to be done any more: met, ticked, held, left."""
        if self.session is not None:
            return self.session.held
        if self.departure is not None:
            return self.departure.left
        if self.deadline is not None:
            return self.deadline.status is Status.MET
        return self.follow_up is not None and self.follow_up.done_on is not None

    @property
    def missed(self) -> bool:
        """Whether the day has passed without what was to be done."""
        return self.deadline is not None and self.deadline.status is Status.MISSED


@dataclass(frozen=True)
class Agenda:
    """What stands on the days `first` to `last`, by day. `free`: weekdays on which the office does not work,
    and why; `staff`: everybody who works here; `nothing`: there is no open case at all."""

    first: date
    last: date
    today: date
    me: int
    entries: tuple[Entry, ...]
    free: Mapping[date, Message]
    staff: tuple[tuple[int, str], ...]
    nothing: bool


@query()
def agenda(look: Look, first: date, last: date, caseworker_id: int | None = None) -> Agenda:
    """What stands on these days over the open cases of a caseworker (as deputy too) or of everybody."""
    cases = open_cases(look)
    people = select(Staff.id, Staff.name).order_by(Staff.name)
    return Agenda(
        first=first,
        last=last,
        today=look.today,
        me=look.staff.id,
        entries=tuple(entries(look, cases, caseworker_id, first, last)),
        free=_free_days(look, first, last),
        staff=tuple((row.id, row.name) for row in look.session.execute(people)),
        nothing=not cases,
    )


def open_cases(look: Look) -> dict[int, Any]:
    """Open cases of the bureau by id: reference, caseworker, deputy. Study cases stay out."""
    columns = (Case.id, Case.reference, Case.caseworker_id, Case.deputy_id)
    wanted = select(*columns).where(Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study)
    return {row.id: row for row in look.session.execute(wanted)}


def entries(
    look: Look,
    cases: Mapping[int, Any],
    caseworker_id: int | None = None,
    first: date = date.min,
    last: date = date.max,
) -> list[Entry]:
    """What stands on these days, by day; hearings and sessions before limits before follow-ups within one.
    Sessions are for those alone who may see the mediation."""
    theirs = {
        case_id: row
        for case_id, row in cases.items()
        if caseworker_id is None or caseworker_id in (row.caseworker_id, row.deputy_id)
    }
    found: list[tuple[date, int, int, Hearing | Meeting | Departure | Deadline | FollowUp]] = []
    for case_id, assessed in assess(look, list(theirs)).items():
        found += [
            (on, 1, case_id, line) for on, line in _standing(look, case_id, assessed) if first <= on <= last
        ]
    dated = select(FollowUp).where(FollowUp.due.between(first, last))
    for follow_up in look.session.scalars(dated):
        if follow_up.case_id in theirs or (caseworker_id == follow_up.who_id and follow_up.case_id in cases):
            found.append((follow_up.due, 2, follow_up.case_id, follow_up))
    found += [line for line in _hearings(look, first, last) if line[2] in theirs]
    if may_see(look.staff, MediationSession.holds.seen):
        found += [line for line in _sessions(look, first, last) if line[2] in theirs]
    found += [line for line in _departures(look, first, last) if line[2] in theirs]
    found.sort(key=lambda line: line[:3])
    names = names_of_children(look, {case_id for _, _, case_id, _ in found})
    return [
        Entry(
            case_id,
            cases[case_id].reference,
            names.get(case_id, ""),
            cases[case_id].caseworker_id,
            on,
            line if isinstance(line, Deadline) else None,
            line if isinstance(line, FollowUp) else None,
            line if isinstance(line, Hearing) else None,
            line if isinstance(line, Meeting) else None,
            departure=line if isinstance(line, Departure) else None,
        )
        for on, _, case_id, line in found
    ]


def _standing(look: Look, case_id: int, assessed: Assessed) -> list[tuple[date, Deadline]]:
    """The limits of a case with their days; remembered as long as the case is not assessed anew."""
    remembered: dict[int, tuple[Assessed, list[tuple[date, Deadline]]]] = look.memory.setdefault("agenda", {})
    known = remembered.get(case_id)
    if known is None or known[0] is not assessed:
        dated = ((stands_on(line), line) for line in assessed.deadlines)
        known = remembered[case_id] = (assessed, [(on, line) for on, line in dated if on is not None])
    return known[1]


def stands_on(deadline: Deadline) -> date | None:
    """The day of a limit in a calendar: as in the lists, and one that was met stays where it stood."""
    if deadline.status is Status.MET and deadline.warns:
        return as_day(deadline.lead)
    return due_on(deadline)


def _hearings(look: Look, first: date, last: date) -> Iterator[tuple[date, int, int, Hearing]]:
    columns = (CaseEvent.id, CaseEvent.case_id, CaseEvent.kind, CaseEvent.date, CaseEvent.time)
    dated = select(*columns).where(
        CaseEvent.kind.in_(HEARINGS),
        CaseEvent.precision == Precision.DAY,
        CaseEvent.date.between(first, last),
    )
    for row in look.session.execute(dated):
        yield row.date, 0, row.case_id, Hearing(row.id, row.kind, row.time)


def _sessions(look: Look, first: date, last: date) -> Iterator[tuple[date, int, int, Meeting]]:
    dated = (
        select(MediationSession, Mediation)
        .join(Mediation, Mediation.id == MediationSession.mediation_id)
        .where(MediationSession.state != SessionState.CANCELLED)
        .order_by(MediationSession.starts_at, MediationSession.id)
    )
    if first > date.min:
        dated = dated.where(MediationSession.starts_at > datetime.combine(first - DAY, time.min, BRUSSELS))
    if last < date.max:
        dated = dated.where(MediationSession.starts_at < datetime.combine(last, time.max, BRUSSELS))
    for session, mediation in look.session.execute(dated):
        at = session.starts_at.astimezone(BRUSSELS)
        if first <= at.date() <= last:
            joint = session.form is SessionForm.JOINT and session.state is SessionState.PLANNED
            flagged = joint and safety_of(look, mediation).bars(mediation, session.measures)
            held = session.state is SessionState.HELD
            yield at.date(), 0, session.case_id, Meeting(session.id, session.form, at.time(), held, flagged)


def _departures(look: Look, first: date, last: date) -> Iterator[tuple[date, int, int, Departure]]:
    """Returns on the day they left, or else are to leave; not those called off."""
    plans = look.session.scalars(
        select(ReturnPlan).where(
            ReturnPlan.state != ReturnState.CANCELLED,
            func.coalesce(ReturnPlan.departed_on, ReturnPlan.leaves_on).between(first, last),
        )
    )
    for view in views_of(look, list(plans)):
        on = view.plan.departed_on or view.plan.leaves_on
        assert on is not None
        left = view.plan.state is not ReturnState.PLANNED
        yield on, 0, view.plan.case_id, Departure(view.plan.id, left, len(view.blocks))


def _free_days(look: Look, first: date, last: date) -> dict[date, Message]:
    office = office_facts(look)
    calendar = office.calendars.get(HOME, BELGIAN)
    found: dict[date, Message] = {}
    for day in (first + DAY * n for n in range((last - first).days + 1)):
        if calendar.is_holiday(day):
            found[day] = calendar.holiday_name(day)
        elif day in office.closed:
            found[day] = L("Bureau closed")
    return found
