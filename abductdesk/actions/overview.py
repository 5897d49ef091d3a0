"""Every deadline over all open cases: who has it, how grave it is, where the case leads, and how late it is.

`overview` reads once; narrowing, grouping and counting are plain functions over what it found, so that a
number and the lines behind it can never differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import Assessed, Due, assess, due_on, names_of_children
from abductdesk.actions.office import Look, query
from abductdesk.actions.registerlimits import pending
from abductdesk.folding import fold
from abductdesk.models import Case, FollowUp, Staff
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import Nature, Severity, StaffRole, Status

HORIZON = 30
NOBODY = 0  # stands for cases that nobody has
FOLLOW_UP = "follow_up"  # beside the natures of limits
_NOTED = frozenset({Nature.FLAG, Nature.GATE})  # to bear in mind: nobody can be chased for it


class Figure(StrEnum):
    """What is counted. The three spans hold one another; all others stand apart."""

    OVERDUE = "overdue"
    MISSED = "missed"
    WEEK = "7"
    FORTNIGHT = "14"
    MONTH = "30"
    BLOCKED = "blocked"
    OTHERS = "others"


SPANS = {Figure.WEEK: 7, Figure.FORTNIGHT: 14, Figure.MONTH: HORIZON}


class By(StrEnum):
    """What lines are grouped by."""

    CASEWORKER = "caseworker"
    SEVERITY = "severity"
    STATE = "state"
    DATE = "date"


@dataclass(frozen=True)
class Line(Due):
    """A deadline or follow-up with what it is counted under.

    `owner_id` is who has it: whoever a follow-up was given to, else the caseworker, else `NOBODY`. `state` is
    the other state of the pair, seen from Belgium. A framework that blocks a case without any date stands at
    `date.max`.
    """

    owner_id: int = NOBODY
    state: str = ""
    figures: frozenset[Figure] = frozenset()

    @property
    def dated(self) -> bool:
        return self.on != date.max

    @property
    def severity(self) -> Severity | None:
        """How grave its lapse is; None for a follow-up."""
        return self.deadline.severity if self.deadline is not None else None

    @property
    def nature(self) -> str:
        """The nature of the limit, or `FOLLOW_UP`."""
        return self.deadline.nature if self.deadline is not None else FOLLOW_UP

    @property
    def noted(self) -> bool:
        """Whether it is only to bear in mind: nobody is bound by it."""
        return self.deadline is not None and self.deadline.nature in _NOTED


@dataclass(frozen=True)
class Wanted:
    """What is shown of all lines; None and "" leave nothing out. `day` is a key of `By.DATE`."""

    figure: Figure | None = None
    caseworker_id: int | None = None
    severity: Severity | None = None
    nature: str | None = None
    state: str | None = None
    day: date | None = None
    words: str = ""


@dataclass(frozen=True)
class Overview:
    """Lines that are late, blocked or due within the horizon, the earliest first.

    `cases`: how many open cases each caseworker has; `staff`: everybody by id; `preferences`: one's own.
    """

    today: date
    me: int
    manager: bool
    lines: tuple[Line, ...]
    cases: Mapping[int, int]
    staff: Mapping[int, str]
    preferences: Mapping[str, Any]


@query()
def overview(look: Look) -> Overview:
    """Deadlines and follow-ups over all open cases; study cases stay out."""
    cases = _open_cases(look)
    staff = select(Staff.id, Staff.name).order_by(Staff.name)
    return Overview(
        today=look.today,
        me=look.staff.id,
        manager=StaffRole.MANAGER in look.staff.roles,
        lines=tuple(lines(look, cases)),
        cases=Counter(row.caseworker_id or NOBODY for row in cases.values()),
        staff={row.id: row.name for row in look.session.execute(staff)},
        preferences=dict(look.staff.preferences),
    )


def _open_cases(look: Look) -> dict[int, Any]:
    columns = (
        Case.id, Case.reference, Case.caseworker_id, Case.habitual_residence_state, Case.requested_state
    )  # fmt: skip
    wanted = select(*columns).where(Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study)
    return {row.id: row for row in look.session.execute(wanted)}


def lines(look: Look, cases: Mapping[int, Any] | None = None) -> list[Line]:
    """The lines of these cases, or of all open ones; the earliest first, what has no date last."""
    cases = _open_cases(look) if cases is None else cases
    last = look.today + timedelta(days=HORIZON)
    found: list[tuple[date, int, Deadline | FollowUp]] = []
    for case_id, assessed in assess(look, list(cases)).items():
        standing = _standing(look, case_id, assessed)
        found += ((on, case_id, line) for on, line in standing if _shown(line, on, look.today))
    undone = select(FollowUp).where(FollowUp.done_on.is_(None), FollowUp.due <= last)
    for follow_up in look.session.scalars(undone):
        if follow_up.case_id in cases:
            found.append((follow_up.due, follow_up.case_id, follow_up))
    found.sort(key=lambda line: line[:2])
    names = names_of_children(look, {case_id for _, case_id, _ in found})
    made = [_line(look, cases[case_id], names.get(case_id, ""), on, what) for on, case_id, what in found]
    made += [_of_register(look, line) for line in pending(look) if line.on <= last]
    return sorted(made, key=lambda line: line.on)


def _of_register(look: Look, due: Due) -> Line:
    """A request or a breach: it belongs to no case, and whoever recorded it has it."""
    figures = _figures(due.deadline, -1 if due.past else (due.on - look.today).days)
    return Line(
        0, due.reference, "", due.caseworker_id, due.on, due.deadline, register=due.register,
        hours=due.hours, owner_id=due.caseworker_id or NOBODY, figures=frozenset(figures),
    )  # fmt: skip


def _shown(line: Deadline, on: date, today: date) -> bool:
    """What is blocked or stands before the horizon; what was only to bear in mind is over once past."""
    if line.status is Status.BLOCKED:
        return True
    return on <= today + timedelta(days=HORIZON) and (on >= today or line.nature not in _NOTED)


def _standing(look: Look, case_id: int, assessed: Assessed) -> list[tuple[date, Deadline]]:
    """The limits of a case with their days; remembered as long as the case is not assessed anew."""
    remembered: dict[int, tuple[Assessed, list[tuple[date, Deadline]]]] = look.memory.setdefault(
        "overview", {}
    )
    known = remembered.get(case_id)
    if known is None or known[0] is not assessed:
        known = remembered[case_id] = (assessed, list(_dated(assessed)))
    return known[1]


def _dated(assessed: Assessed) -> Iterator[tuple[date, Deadline]]:
    """Every unsettled limit with a day, and one of those that are blocked: what to check is asked once."""
    asked: list[tuple[date, Deadline]] = []
    for line in assessed.deadlines:
        on = due_on(line)
        if line.status is Status.BLOCKED:
            if line.warns and line.met_on is None:
                asked.append((on or date.max, line))
        elif on is not None:
            yield on, line
    if asked:
        yield min(asked, key=lambda each: each[0])


def _line(look: Look, case: Any, names: str, on: date, what: Deadline | FollowUp) -> Line:
    limit = what if isinstance(what, Deadline) else None
    follow_up = what if isinstance(what, FollowUp) else None
    return Line(
        case.id,
        case.reference,
        names,
        case.caseworker_id,
        on,
        limit,
        follow_up,
        owner_id=(follow_up and follow_up.who_id) or case.caseworker_id or NOBODY,
        state=_abroad(case),
        figures=frozenset(_figures(limit, (on - look.today).days)),
    )


def _abroad(case: Any) -> str:
    """The other state of the pair, seen from Belgium; between two others the one where the child is."""
    pair = (case.requested_state, case.habitual_residence_state)
    return next((state for state in pair if state not in (None, "BE")), "")


def _figures(limit: Deadline | None, days: int) -> Iterator[Figure]:
    """Where a line counts that is so many days away."""
    if limit is not None and limit.status is Status.BLOCKED:
        yield Figure.BLOCKED
    elif days >= 0:
        yield from (figure for figure, most in SPANS.items() if days <= most)
    elif limit is not None and limit.nature is Nature.MONITOR:
        yield Figure.OTHERS
    elif limit is not None and limit.status is Status.MISSED and limit.severity is Severity.HARD:
        yield Figure.MISSED
    else:
        yield Figure.OVERDUE


def narrow(found: Iterable[Line], wanted: Wanted, today: date, said: Callable[[Line], str]) -> list[Line]:
    """The lines that are wanted; `said` is what a line says, folded."""
    words = fold(wanted.words).split()
    return [
        line
        for line in found
        if (wanted.figure is None or wanted.figure in line.figures)
        and (wanted.caseworker_id is None or wanted.caseworker_id == line.owner_id)
        and (wanted.severity is None or wanted.severity == line.severity)
        and (wanted.nature is None or wanted.nature == line.nature)
        and (wanted.state is None or wanted.state == line.state)
        and (wanted.day is None or wanted.day == key_of(line, By.DATE, today))
        and (not words or _says(line, words, said))
    ]


def _says(line: Line, words: Sequence[str], said: Callable[[Line], str]) -> bool:
    text = f"{fold(line.reference)} {fold(line.names)} {said(line)}"
    return all(word in text for word in words)


def key_of(line: Line, by: By, today: date) -> Any:
    """What a line is grouped under: a person's id, a severity, a state, or a day (`date.min` for all that is
    past)."""
    match by:
        case By.CASEWORKER:
            return line.owner_id
        case By.SEVERITY:
            return line.severity
        case By.STATE:
            return line.state
        case By.DATE:
            return line.on if line.on >= today else date.min


def without(wanted: Wanted, by: By) -> Wanted:
    """The filter that leaves out neither a figure nor a group: what a table of numbers counts."""
    match by:
        case By.CASEWORKER:
            return replace(wanted, figure=None, caseworker_id=None)
        case By.SEVERITY:
            nature = None if wanted.nature == FOLLOW_UP else wanted.nature
            return replace(wanted, figure=None, severity=None, nature=nature)
        case By.STATE:
            return replace(wanted, figure=None, state=None)
        case _:
            return replace(wanted, figure=None, day=None)


def grouped(found: Iterable[Line], by: By, today: date) -> dict[Any, list[Line]]:
    """The lines by what they are grouped under, in the order in which they come."""
    groups: dict[Any, list[Line]] = {}
    for line in found:
        groups.setdefault(key_of(line, by, today), []).append(line)
    return groups


def count(found: Iterable[Line]) -> Counter[Figure]:
    """How many lines stand under each figure."""
    return Counter(figure for line in found for figure in line.figures)
