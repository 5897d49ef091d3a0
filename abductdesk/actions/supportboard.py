"""Support over all cases: what waits for whom, the requests by state, budgets, and the figures of parity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.budgets import BudgetState, budget_states
from abductdesk.actions.criteria import MANAGERS, CriteriaSet, changed, criteria_on
from abductdesk.actions.office import Look, query
from abductdesk.actions.support import Difference, asked_of, would_differ
from abductdesk.actions.supportdue import Waiting, waiting
from abductdesk.actions.supportflow import proposed_of
from abductdesk.actions.supportsums import balance_of
from abductdesk.actions.supportview import Step, next_steps
from abductdesk.models import Case, Person, SupportRequest
from abductdesk.terms import SupportRoute
from abductdesk.terms import SupportState as S

OVER = frozenset({S.SETTLED, S.WITHDRAWN, S.REFUSED})


@dataclass(frozen=True)
class Line:
    """One request in a list. `cents` is what was granted, else proposed, else asked; `owed` is to be paid
    back; `step` the main next step for whoever looks."""

    id: int
    case_id: int
    number: str
    reference: str
    person: str
    state: S
    route: SupportRoute
    asked_on: date
    cents: int
    paid: int
    owed: int
    step: Step | None


@dataclass(frozen=True)
class RouteFigures:
    """Requests of a year for one way, how many were granted something, and the sum. Parents who mediate get
    the same support as parents who go to court: the figures show it."""

    year: int
    route: SupportRoute
    requests: int
    decided: int
    granted: int
    cents: int


@dataclass(frozen=True)
class SupportBoard:
    """What the screen of support shows. `mine`: requests that wait for a step this person may take now."""

    today: date
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    budgets: tuple[BudgetState, ...]
    figures: tuple[RouteFigures, ...]
    criteria: CriteriaSet

    @property
    def approvals(self) -> tuple[Line, ...]:
        """Proposals that wait for this person's approval."""
        steps = ((line, line.step) for line in self.lines)
        return tuple(line for line, step in steps if step and step.key == "approve" and not step.refused)

    @property
    def silent(self) -> tuple[Waiting, ...]:
        """Authorities that have not answered in time."""
        return tuple(each for each in self.waiting if each.who is not None and each.due < self.today)


@query()
def support_board(look: Look) -> SupportBoard:
    """Everything about support over all cases."""
    rows = select(SupportRequest, Case, Person).join(Case, Case.id == SupportRequest.case_id)
    rows = rows.join(Person, Person.id == SupportRequest.person_id).order_by(SupportRequest.id.desc())
    lines = tuple(_line(look, *row) for row in look.session.execute(rows))
    return SupportBoard(
        look.today, lines, tuple(waiting(look)), tuple(budget_states(look)), tuple(_figures(look)),
        criteria_on(look, look.today),
    )  # fmt: skip


def _line(look: Look, request: SupportRequest, case: Case, person: Person) -> Line:
    balance = balance_of(look, request)
    cents = request.granted_cents
    if cents is None:
        cents = proposed_of(look, request.id) if request.tested else asked_of(look, request.id)
    steps = next_steps(look, request)
    owed = balance.unproven if request.state is S.RECOVERY else 0
    return Line(
        request.id, case.id, request.number, case.reference, person.name, request.state, request.route,
        request.asked_on, cents, balance.kept, owed, steps[0] if steps else None,
    )  # fmt: skip


def _figures(look: Look) -> list[RouteFigures]:
    found: dict[tuple[int, SupportRoute], list[SupportRequest]] = {}
    drafts = SupportRequest.state.not_in((S.DRAFT, S.WITHDRAWN))
    for request in look.session.scalars(select(SupportRequest).where(drafts)):
        found.setdefault((request.asked_on.year, request.route), []).append(request)
    order = list(SupportRoute)
    keys = sorted(found, key=lambda key: (-key[0], order.index(key[1])))
    return [_figures_of(year, route, found[year, route]) for year, route in keys]


def _figures_of(year: int, route: SupportRoute, requests: list[SupportRequest]) -> RouteFigures:
    decided = [request for request in requests if request.granted_cents is not None]
    granted = [request for request in decided if request.granted_cents]
    cents = sum(request.granted_cents or 0 for request in granted)
    return RouteFigures(year, route, len(requests), len(decided), len(granted), cents)


@query()
def yearly_figures(look: Look, year: int) -> list[RouteFigures]:
    """Requests and sums of a year, mediation beside court."""
    return [figures for figures in _figures(look) if figures.year == year]


@query(MANAGERS)
def criteria_preview(look: Look, valid_from: date, changes: Mapping[str, Any]) -> list[Difference]:
    """Which open requests would come out differently if the criteria changed so from a day on."""
    return would_differ(look, valid_from, changed(criteria_on(look, valid_from).amounts, changes))
