"""Warnings by the ladder: limits by which a right is lost, as their day comes nearer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.deadlines import assess, due_on
from abductdesk.actions.office import Look, query
from abductdesk.actions.registerlimits import pending
from abductdesk.actions.scope import Scope, chosen, open_cases
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import Severity, Status

_WARN = (Status.OPEN, Status.EXTENDED, Status.BLOCKED)


@dataclass(frozen=True)
class Warned:
    """A limit that has come down to a rung of the ladder. `on` is the day people work to (for a blocked one
    the day it would have), `days` how far away it is; `register` as of a `Due`."""

    case_id: int
    reference: str
    caseworker_id: int | None
    deadline: Deadline
    on: date
    days: int
    rung: int
    register: tuple[str, int] | None = None

    @property
    def blocked(self) -> bool:
        return self.deadline.status is Status.BLOCKED


@query()
def warnings(look: Look, scope: Scope | None = None) -> tuple[Warned, ...]:
    """What is to be warned of in the open cases of a scope; None: the one that the person chose on Today."""
    return warned(look, open_cases(look, scope or chosen(look)))


def warned(look: Look, cases: Mapping[int, Any]) -> tuple[Warned, ...]:
    """The limits of these cases that stand at or below a rung, the nearest first.

    A limit that was missed stands under what is overdue; nothing can be saved by warning of it.
    """
    ladder = bureau_now(look).alert_days
    found = [
        Warned(case_id, cases[case_id].reference, cases[case_id].caseworker_id, line, on, days, rung)
        for case_id, assessed in assess(look, list(cases)).items()
        for line in assessed.deadlines
        if line.severity is Severity.HARD and line.status in _WARN
        if (on := due_on(line)) is not None
        if (rung := rung_of(days := (on - look.today).days, ladder)) is not None
        if not (line.status is Status.BLOCKED and days < 0)
    ]
    found += _of_registers(look, ladder)
    found.sort(key=lambda each: (each.on, each.case_id, each.deadline.id))
    asked: set[int] = set()
    return tuple(each for each in found if not (each.blocked and _known(each.case_id, asked)))


def _of_registers(look: Look, ladder: Iterable[int]) -> list[Warned]:
    """Requests and breaches whose limit still runs, for managers and whoever recorded them."""
    return [
        Warned(0, line.reference, line.caseworker_id, line.deadline, line.on, days, rung, line.register)
        for line in pending(look)
        if line.deadline is not None and line.deadline.status in _WARN and not line.past
        if (rung := rung_of(days := (line.on - look.today).days, ladder)) is not None
    ]


def _known(case_id: int, asked: set[int]) -> bool:
    """What must be checked is asked once a case."""
    known = case_id in asked
    asked.add(case_id)
    return known


def rung_of(days: int, ladder: Iterable[int]) -> int | None:
    """The lowest rung that so many days left have reached, or None while there is time."""
    return min((rung for rung in ladder if days <= rung), default=None)
