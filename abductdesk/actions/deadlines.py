"""Deadlines: facts read from the store, rules asked, answers remembered while the facts stay."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.facts import facts_of, settled
from abductdesk.actions.office import BRUSSELS, Look, query
from abductdesk.models import Case, Child, FollowUp, Person
from abductdesk.rules import engine
from abductdesk.rules.deadline import Deadline, Framework
from abductdesk.terms import CoDecider, Nature, Severity, Status

CHUNK = 500
MANY = 1000
NEAR_DAYS = 366
_OURS = frozenset({Nature.TASK, Nature.TARGET})
_RUNNING = (Status.OPEN, Status.EXTENDED)


@dataclass(frozen=True)
class Assessed:
    """What the rules say of one case on one day."""

    framework: Framework
    deadlines: tuple[Deadline, ...]

    def next(self) -> Deadline | None:
        """What people work to first: what is theirs to do or takes a right away within a year; else what
        somebody else is late with; else whatever comes."""
        dated = [
            line
            for line in self.deadlines
            if line.status in _RUNNING and line.warns and line.lead is not None
        ]
        ours = (line for line in dated if line.nature in _OURS or line.severity is Severity.HARD)
        near = [line for line in ours if line.days_left is not None and line.days_left <= NEAR_DAYS]
        late = [
            line for line in self.deadlines if line.status is Status.MISSED and line.nature is Nature.MONITOR
        ]
        return next(iter([*near, *late, *dated]), None)


def assess(look: Look, case_ids: Sequence[int]) -> dict[int, Assessed]:
    """Framework and deadlines of these cases; only cases whose facts changed are computed again."""
    remembered: dict[int, tuple[Any, Assessed]] = look.memory.setdefault("assessed", {})
    holds = settled(look)
    answers: dict[int, Assessed] = {}
    stale: dict[int, Any] = {}
    for chunk in _chunks(case_ids):
        counters = select(Case.id, Case.fact_counter).where(Case.id.in_(chunk))
        for case_id, counter in look.session.execute(counters):
            stamp = (counter, *holds)
            known = remembered.get(case_id)
            if known is not None and known[0] == stamp:
                answers[case_id] = known[1]
            else:
                stale[case_id] = stamp
    with _uncollected(len(stale)):
        for chunk in _chunks(list(stale)):
            for case_id, facts in facts_of(look, chunk).items():
                law, lines = engine.framework(facts, look.today), engine.deadlines(facts, look.today)
                answers[case_id] = Assessed(law, tuple(lines))
                remembered[case_id] = (stale[case_id], answers[case_id])
    return answers


@contextmanager
def _uncollected(cases: int) -> Iterator[None]:
    """Everything computed here is kept, so looking for garbage meanwhile finds none and doubles the time.

    The answers of thousands of cases are left out of later rounds too, which would stop the window for half
    a second each; `gc.unfreeze` gives them back when the office closes.
    """
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if cases >= MANY:
            gc.freeze()
        if wanted:
            gc.enable()


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


@dataclass(frozen=True)
class SupportDue:
    """What is due on a request for support: the decision, the answer of `who`, or the receipts."""

    request_id: int
    number: str
    who: CoDecider | None = None
    receipts: bool = False


@dataclass(frozen=True)
class Due:
    """One line of Today: a deadline or a follow-up of an open case. `on` orders it.

    A limit of a register belongs to no case (`case_id` 0): `register` is its tab and record; of a limit in
    hours `hours` are left, negative when past.
    """

    case_id: int
    reference: str
    names: str
    caseworker_id: int | None
    on: date
    deadline: Deadline | None = None
    follow_up: FollowUp | None = None
    register: tuple[str, int] | None = field(default=None, kw_only=True)
    hours: int | None = field(default=None, kw_only=True)
    support: SupportDue | None = field(default=None, kw_only=True)

    @property
    def id(self) -> tuple[object, ...]:
        """What the line is known by when the list is made anew."""
        if self.follow_up is not None:
            return self.case_id, self.follow_up.id
        if self.support is not None:
            return "support", self.support.request_id, self.support.who, self.support.receipts
        assert self.deadline is not None
        return self.case_id, self.deadline.id, self.deadline.event, self.deadline.children

    @property
    def blocked(self) -> bool:
        return self.deadline is not None and self.deadline.status is Status.BLOCKED

    @property
    def past(self) -> bool:
        """Whether a limit in hours is over, be it on the same day."""
        return self.hours is not None and self.hours < 0


@query()
def due(look: Look, *, within: int = 60, caseworker_id: int | None = None) -> list[Due]:
    """What is overdue or due within so many days over all open cases, the earliest first.

    Study cases stay out. A blocked limit stands at the date it would have if the law applied.
    """
    wanted = select(Case.id, Case.reference, Case.caseworker_id).where(
        Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study
    )
    if caseworker_id is not None:
        wanted = wanted.where((Case.caseworker_id == caseworker_id) | (Case.deputy_id == caseworker_id))
    cases = {row.id: row for row in look.session.execute(wanted)}
    horizon = look.today + timedelta(days=within)
    lines: list[tuple[date, int, Deadline | FollowUp]] = []
    for case_id, assessed in assess(look, list(cases)).items():
        for deadline in assessed.deadlines:
            on = due_on(deadline)
            if on is not None and on <= horizon:
                lines.append((on, case_id, deadline))
    follow_ups = select(FollowUp).where(FollowUp.done_on.is_(None), FollowUp.due <= horizon)
    for follow_up in look.session.scalars(follow_ups):
        if follow_up.case_id in cases:
            lines.append((follow_up.due, follow_up.case_id, follow_up))
    lines = _one_question_a_case(sorted(lines, key=lambda line: (line[0], line[1])))
    names = names_of_children(look, {case_id for _, case_id, _ in lines})
    return [
        Due(
            case_id,
            cases[case_id].reference,
            names.get(case_id, ""),
            cases[case_id].caseworker_id,
            on,
            line if isinstance(line, Deadline) else None,
            line if isinstance(line, FollowUp) else None,
        )
        for on, case_id, line in lines
    ]


def _one_question_a_case(
    lines: list[tuple[date, int, Deadline | FollowUp]],
) -> list[tuple[date, int, Deadline | FollowUp]]:
    """Of the limits that are blocked in a case only the earliest: what must be checked is asked once."""
    asked: set[int] = set()
    kept = []
    for day, case_id, line in lines:
        if isinstance(line, Deadline) and line.status is Status.BLOCKED:
            if case_id in asked:
                continue
            asked.add(case_id)
        kept.append((day, case_id, line))
    return kept


def due_on(deadline: Deadline) -> date | None:
    """The day on which an unsettled deadline stands in a list, or None where it has none."""
    if not deadline.warns or (deadline.recourse and deadline.status is Status.MISSED):
        return None  # computed and marked; or a recourse that nobody used: nothing is left to do
    if deadline.status in (Status.OPEN, Status.MISSED, Status.EXTENDED):
        return as_day(deadline.lead)
    if deadline.status is Status.BLOCKED and deadline.met_on is None and deadline.alternatives:
        return min(filter(None, (as_day(other.date) for other in deadline.alternatives)))
    return None


def as_day(at: date | datetime | None) -> date | None:
    """The day in Brussels of a date or moment."""
    return at.astimezone(BRUSSELS).date() if isinstance(at, datetime) else at


def names_of_children(look: Look, case_ids: Iterable[int]) -> dict[int, str]:
    """The children's names per case, eldest first."""
    found: dict[int, list[str]] = defaultdict(list)
    for chunk in _chunks(sorted(case_ids)):
        rows = (
            select(Child.case_id, Person.given_names, Person.family_names)
            .join(Person, Person.id == Child.person_id)
            .where(Child.case_id.in_(chunk))
            .order_by(Child.case_id, Person.born.is_(None), Person.born, Child.id)
        )
        for case_id, given, family in look.session.execute(rows):
            if name := f"{given} {family}".strip():
                found[case_id].append(name)
    return {case_id: ", ".join(names) for case_id, names in found.items()}
