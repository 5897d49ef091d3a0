"""The board of a day: what is due over the open cases of a scope, and the six-week clocks that run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import Due, assess, due, names_of_children
from abductdesk.actions.office import Look, query
from abductdesk.actions.registerlimits import pending
from abductdesk.actions.retention import due_for
from abductdesk.actions.scope import Scope, chosen, open_cases
from abductdesk.actions.sixweeks import six_weeks
from abductdesk.actions.supportdue import lines_of
from abductdesk.actions.warnings import Warned, warned
from abductdesk.models import Case, Staff

__all__ = ["Board", "Clock", "Scope", "board"]


@dataclass(frozen=True)
class Clock:
    """Day `day` of the `days` in which a court should decide; beyond `days` it is over its time."""

    case_id: int
    reference: str
    names: str
    day: int
    days: int


@dataclass(frozen=True)
class Board:
    """What the office has to look at today. `empty`: the vault has no case at all; `staff`: names by id;
    `warnings`: what the ladder of the bureau warns of; `retention_due`: files whose period is over, told to
    managers alone."""

    scope: Scope
    today: date
    lines: tuple[Due, ...]
    clocks: tuple[Clock, ...]
    open_cases: int
    opened_this_month: int
    empty: bool
    staff: dict[int, str]
    warnings: tuple[Warned, ...] = ()
    retention_due: int = 0


@query()
def board(look: Look, scope: Scope | None = None, within: int = 60) -> Board:
    """What is overdue or due within so many days over the open cases of a scope; None: the one that the
    person chose last."""
    scope = scope or chosen(look)
    wanted = open_cases(look, scope)
    month = look.today.replace(day=1)
    lines = _lines(look, wanted, scope, within)
    return Board(
        scope=scope,
        today=look.today,
        lines=lines,
        clocks=_clocks(look, {case_id: row.reference for case_id, row in wanted.items()}),
        open_cases=len(wanted),
        opened_this_month=sum(row.opened_on >= month for row in wanted.values()),
        empty=not lines and look.session.scalar(select(Case.id).limit(1)) is None,
        staff={row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))},
        warnings=warned(look, wanted),
        retention_due=due_for(look),
    )


def _lines(look: Look, wanted: Mapping[int, Any], scope: Scope, within: int) -> tuple[Due, ...]:
    """Of the cases, and of the registers: requests and breaches concern whoever recorded them and managers,
    so they stand under what is one's own and under all."""
    horizon = look.today + timedelta(days=within)
    found = [line for line in due(look, within=within) if line.case_id in wanted]
    found += [line for line in lines_of(look) if line.case_id in wanted and line.on <= horizon]
    if scope is not Scope.TEAM:
        found += [line for line in pending(look) if line.on <= horizon]
    return tuple(sorted(found, key=lambda line: line.on))


def _clocks(look: Look, references: dict[int, str]) -> tuple[Clock, ...]:
    """Clocks that still run first, the fullest on top; then those that are over, the latest first."""
    running = {
        case_id: clock
        for case_id, assessed in assess(look, list(references)).items()
        if (clock := six_weeks(assessed, look.today)) is not None
    }
    names = names_of_children(look, running)
    found = [
        Clock(case_id, references[case_id], names.get(case_id, ""), clock.day, clock.days)
        for case_id, clock in running.items()
    ]
    return tuple(sorted(found, key=lambda clock: (clock.day > clock.days, abs(clock.days - clock.day))))
