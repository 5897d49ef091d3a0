"""How long a case stays: for the period of its kind, or as long as somebody decided; nothing goes by itself.

The clock is derived. A closed case runs from its closing, a void one from the day it was voided (for the
period of information), a study case from its opening, a call without a case from its day (the same period).
The periods are the bureau's own settings, dated; they are proposals until a manager settles them. A
restriction or an open request of somebody on the case pauses it. Nothing goes until a person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import func, or_, select

from abductdesk.actions import search
from abductdesk.actions.bureau import bureau_now, change_settings
from abductdesk.actions.holdings import words_of
from abductdesk.actions.office import BRUSSELS, Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Call, Case, Child, DataRequest, Person, ProcessingHold
from abductdesk.models.bureau import RETENTION_YEARS
from abductdesk.rules.periods import months_later
from abductdesk.terms import CaseKind, StaffRole

MANAGERS = frozenset({StaffRole.MANAGER})
SOON = timedelta(days=90)
LONGEST = 100  # years
UNTIL_18, SETTLED = "until_18", "settled_on"  # beside the years, in the same setting


class Standing(StrEnum):
    """Where a file stands: still open, kept, soon over, due, due but paused."""

    OPEN = "open"
    KEPT = "kept"
    SOON = "soon"
    DUE = "due"
    PAUSED = "paused"


@dataclass(frozen=True)
class Periods:
    """The years by kind that hold today; `settled_on`: when a manager settled them, None while they are
    proposals; `until_18`: no case goes before its youngest child is of age."""

    years: Mapping[CaseKind, int]
    until_18: bool
    settled_on: date | None
    version: int
    planned: tuple[date, ...] = ()


@dataclass(frozen=True)
class Clock:
    """A file's clock. `since` is where it runs from, `until` the last day it is kept (None while it is open),
    `recorded` says that somebody decided that day, `paused` why it stands still."""

    since: date | None
    until: date | None
    recorded: bool
    standing: Standing
    paused: Message | None = None


@dataclass(frozen=True)
class Kept:
    """A file on the manager's list: a case, or a call without one (`kind` is the record's)."""

    kind: str
    id: int
    reference: str
    what: CaseKind
    study: bool
    void: bool
    clock: Clock
    version: int
    at: date

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.id


def periods(look: Look) -> Periods:
    """The bureau's periods today."""
    settings = bureau_now(look)
    found = settings.retention
    settled = found.get(SETTLED)
    return Periods(
        {kind: int(found.get(kind.value, RETENTION_YEARS[kind.value])) for kind in CaseKind},
        bool(found.get(UNTIL_18)),
        date.fromisoformat(settled) if settled else None,
        settings.version,
    )


def clock_of(look: Look, case: Case, held: Periods | None = None) -> Clock:
    """The clock of a case."""
    since, until = _run(look, case, held or periods(look))
    if since is None or until is None:
        return Clock(None, None, False, Standing.OPEN)
    paused = pause_of(look, search.people_of(look, case.id))
    return Clock(since, until, case.retention_until is not None, _standing(look, until, paused), paused)


def _run(look: Look, case: Case, held: Periods) -> tuple[date | None, date | None]:
    """From when to when the clock of a case runs; it has not begun on an open one."""
    since = case.voided_on or (case.opened_on if case.study else case.closed_on)
    if since is None or case.retention_until is not None:
        return since, case.retention_until
    kind = CaseKind.INFORMATION_ONLY if case.voided_on else case.kind
    until = months_later(since, 12 * held.years[kind])
    if held.until_18 and not case.study:
        until = max([until, *_majorities(look, case.id)])
    return since, until


def _majorities(look: Look, case_id: int) -> Iterable[date]:
    born = select(Person.born).join(Child, Child.person_id == Person.id).where(Child.case_id == case_id)
    return (months_later(day, 12 * 18) for day in look.session.scalars(born) if day is not None)


def _standing(look: Look, until: date, paused: Message | None) -> Standing:
    if until >= look.today:
        return Standing.SOON if until < look.today + SOON else Standing.KEPT
    return Standing.PAUSED if paused is not None else Standing.DUE


def pause_of(look: Look, people: Iterable[int]) -> Message | None:
    """Why nothing of these people may go now, if so."""
    ids = list(people)
    lifted = or_(ProcessingHold.until.is_(None), ProcessingHold.until > look.today)
    hold = select(ProcessingHold.id).where(
        ProcessingHold.person_id.in_(ids), ProcessingHold.since <= look.today, lifted
    )
    if look.session.scalar(hold.limit(1)) is not None:
        return L("Data of somebody on it are restricted (Art. 18).")
    asked = select(DataRequest.number).where(
        DataRequest.person_id.in_(ids), DataRequest.answered_on.is_(None)
    )
    number = look.session.scalar(asked.limit(1))
    return L("Request {number} is not answered yet.", number=number) if number is not None else None


@dataclass(frozen=True)
class RetentionList:
    """What is due, what soon will be, what is paused; the periods and the day it was read."""

    files: tuple[Kept, ...]
    periods: Periods
    today: date

    def of(self, standing: Standing) -> tuple[Kept, ...]:
        return tuple(each for each in self.files if each.clock.standing is standing)


@query(MANAGERS)
def retention_list(look: Look) -> RetentionList:
    """Every file that is due, soon due or paused, the longest overdue first."""
    held = periods(look)
    wanted = {Standing.DUE, Standing.SOON, Standing.PAUSED}
    found = [each for each in (*_cases(look, held), *_calls(look, held)) if each.clock.standing in wanted]
    found.sort(key=lambda each: (each.clock.until or date.max, each.reference, each.id))
    return RetentionList(tuple(found), held, look.today)


def due_for(look: Look) -> int:
    """How many files wait for whoever asks to decide on them; 0 for all but managers."""
    if not MANAGERS & set(look.staff.roles):
        return 0
    return len(retention_list(look).of(Standing.DUE))


def _cases(look: Look, held: Periods) -> Iterable[Kept]:
    ended = or_(Case.closed_on.is_not(None), Case.voided_on.is_not(None), Case.study)
    since = func.coalesce(Case.voided_on, Case.closed_on, Case.opened_on)
    first = or_(Case.retention_until <= look.today + SOON, since <= _earliest(look, min(held.years.values())))
    for case in look.session.scalars(select(Case).where(ended, first, Case.anonymised_on.is_(None))):
        _, until = _run(look, case, held)
        if until is not None and until < look.today + SOON:
            yield Kept(
                Case.__tablename__, case.id, case.reference, case.kind, case.study,
                case.voided_on is not None, clock_of(look, case, held), case.version, case.opened_on,
            )  # fmt: skip


def _earliest(look: Look, years: int) -> date:
    """What ended later than this cannot be due soon."""
    return months_later(look.today + SOON, -12 * years)


def _calls(look: Look, held: Periods) -> Iterable[Kept]:
    years = held.years[CaseKind.INFORMATION_ONLY]
    last = datetime.combine(_earliest(look, years) + timedelta(days=1), time(), BRUSSELS)
    for call in look.session.scalars(select(Call).where(Call.case_id.is_(None), Call.at < last)):
        if not any(getattr(call, name) for name in words_of(Call).texts if name != "children_ages"):
            continue  # nothing of it is left
        since = call.at.astimezone(BRUSSELS).date()
        until = months_later(since, 12 * years)
        clock = Clock(since, until, False, _standing(look, until, None))
        yield Kept(
            Call.__tablename__,
            call.id,
            "",
            CaseKind.INFORMATION_ONLY,
            False,
            False,
            clock,
            call.version,
            since,
        )


@action(MANAGERS)
def keep_longer(work: Work, case_id: int, *, seen: int, until: date, reason: str) -> None:
    """Keep a case until a later day, for a reason that its history says."""
    case = work.get(Case, case_id)
    if not reason.strip():
        raise Invalid("reason", "Say why the case is kept longer.")
    if until <= work.today:
        raise Invalid("until", "Choose a day to come.")
    if clock_of(work, case).until is None:
        raise Refused("This case is still open; its clock has not begun.")
    work.change(case, seen, {"retention_until": until})
    work.note(case, {"before": {}, "after": {"kept_because": reason.strip()[:500]}})


@query(MANAGERS)
def retention_periods(look: Look) -> Periods:
    """The periods that hold today."""
    return periods(look)


@action(MANAGERS)
def settle_periods(
    work: Work,
    *,
    seen: int,
    years: Mapping[CaseKind, int],
    until_18: bool = False,
    valid_from: date | None = None,
) -> None:
    """Settle how long files stay, from today or a later day. What is due is counted anew; nothing goes."""
    for kind, count in years.items():
        if not 1 <= count <= LONGEST:
            raise Invalid(kind.value, "A period has at least 1 and at most {most} years.", most=LONGEST)
    begins = valid_from or work.today
    held = {kind.value: count for kind, count in periods(work).years.items()}
    settled = held | {kind.value: count for kind, count in years.items()}
    settled |= {UNTIL_18: int(until_18)}
    change_settings(
        work,
        seen=seen,
        changes={"retention": {**settled, SETTLED: begins.isoformat()}},
        valid_from=valid_from,
    )
