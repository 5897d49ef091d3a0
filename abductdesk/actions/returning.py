"""The return as it stands: the plan with all that belongs to it, what blocks travel, what a new day moves.

Planning is in `planning`, leaving and arriving in `departing`, what leaves the vault in `journeypapers`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import as_day, assess
from abductdesk.actions.office import Look, query
from abductdesk.actions.returnsteps import WORDS
from abductdesk.actions.wall import may_see
from abductdesk.i18n import L, Message
from abductdesk.models import (
    Case,
    Child,
    EmergencyContact,
    Leg,
    Person,
    ReturnPlan,
    ReturnStep,
    TravelPaper,
)
from abductdesk.terms import Instrument, ReturnFrame, ReturnState, Role, Visibility

SOON = 14
"""So many days ahead a departure stands on Today."""
RUNNING = (ReturnState.PLANNED, ReturnState.DEPARTED)
_FRAMES = {
    Instrument.BRUSSELS_IIB: ReturnFrame.EU,
    Instrument.BRUSSELS_IIA: ReturnFrame.EU,
    Instrument.HAGUE_1980: ReturnFrame.HAGUE,
}


@dataclass(frozen=True)
class Block:
    """What stands in the way of departure: a step that is not done, or what dates and papers show."""

    what: Message
    step_id: int | None = None


@dataclass(frozen=True)
class PlanView:
    """A plan with all that belongs to it, and what blocks travel. `names` are those of the children."""

    plan: ReturnPlan
    reference: str
    names: str
    legs: tuple[Leg, ...]
    papers: tuple[tuple[TravelPaper, str], ...]
    contacts: tuple[EmergencyContact, ...]
    steps: tuple[ReturnStep, ...]
    blocks: tuple[Block, ...]
    caseworker_id: int | None = None

    @property
    def id(self) -> int:
        return self.plan.id

    def due(self, step: ReturnStep) -> date | None:
        """The day by which a step must be done; None while the day of departure is not known."""
        return due_on(self.plan, step)

    def undone(self) -> list[ReturnStep]:
        """Steps that are still to do, the earliest first; those without a day last."""
        left = [step for step in self.steps if step.done_on is None]
        return sorted(left, key=lambda step: self.due(step) or date.max)

    def late(self, today: date) -> list[ReturnStep]:
        """Steps whose day has passed."""
        return [step for step in self.undone() if (self.due(step) or today) < today]


def due_on(plan: ReturnPlan, step: ReturnStep, leaves_on: date | None = None) -> date | None:
    """Counted back in days from departure (`leaves_on`: another one to try), unless it has its own day."""
    leaves = leaves_on or plan.leaves_on
    if step.own_day is not None:
        return step.own_day
    return leaves - timedelta(days=step.days_before) if leaves is not None else None


def said_step(step: ReturnStep) -> Message:
    """What a step says: in everybody's language where it is one of the program's own, else as typed."""
    own = step.what != WORDS.get(step.code)
    return L("{step}", step=step.what) if own else Message(step.what)


def proposed_frame(look: Look, case_id: int) -> ReturnFrame:
    """Which list of steps fits the law that applies; no treaty where it is not known."""
    return _FRAMES.get(assess(look, [case_id])[case_id].framework.instrument, ReturnFrame.NO_TREATY)


@query()
def frame_for(look: Look, case_id: int) -> ReturnFrame:
    """Which list of steps a plan on this case would begin with."""
    return proposed_frame(look, case_id)


def blocks_of(
    plan: ReturnPlan,
    steps: Sequence[ReturnStep],
    papers: Sequence[tuple[TravelPaper, str]],
    legs: Sequence[Leg] = (),
) -> tuple[Block, ...]:
    """What blocks travel: no day, legs that say another day, blocking steps that are not done, papers that
    are not ready or run out before the journey ends."""
    found = []
    first, last = _days_of(legs)
    if plan.leaves_on is None:
        found.append(Block(L("The day of departure is not set")))
    elif first is not None and first != plan.leaves_on:
        found.append(Block(L("The first leg is booked for {leg}, the plan says {day}",
                             leg=first, day=plan.leaves_on)))  # fmt: skip
    found += [Block(said_step(step), step.id) for step in steps if step.blocking and step.done_on is None]
    end = max(filter(None, (plan.leaves_on, last)), default=None)
    for paper, name in papers:
        values = {"paper": paper.what, "name": name}
        if paper.ready_on is None:
            found.append(Block(L("{paper} of {name} is not ready", **values)))
        elif paper.valid_until is not None and end is not None and paper.valid_until < end:
            found.append(Block(L("{paper} of {name} runs out before the journey ends", **values)))
    return tuple(found)


def _days_of(legs: Sequence[Leg]) -> tuple[date | None, date | None]:
    """The days in Brussels on which the booked legs begin and end."""
    starts = [as_day(leg.departs_at) for leg in legs if leg.departs_at is not None]
    ends = [as_day(at) for leg in legs for at in (leg.departs_at, leg.arrives_at) if at is not None]
    return min(filter(None, starts), default=None), max(filter(None, ends), default=None)


def views_of(look: Look, plans: Sequence[ReturnPlan]) -> list[PlanView]:
    """These plans, in their order, each with all that belongs to it."""
    ids = [plan.id for plan in plans]
    legs, papers = _parts(look, Leg, ids), _parts(look, TravelPaper, ids)
    contacts, steps = _parts(look, EmergencyContact, ids), _parts(look, ReturnStep, ids)
    people = {paper.person_id for each in papers.values() for paper in each}
    names = {each.id: each.name for each in look.session.scalars(select(Person).where(Person.id.in_(people)))}
    cases = _cases(look, {plan.case_id for plan in plans})
    children = _children(look, cases)
    found = []
    for plan in plans:
        mine = tuple((paper, names[paper.person_id]) for paper in papers[plan.id])
        todo = tuple(sorted(steps[plan.id], key=lambda step: (-step.days_before, step.place, step.id)))
        way = tuple(sorted(legs[plan.id], key=_when))
        blocks = blocks_of(plan, todo, mine, way) if plan.state is ReturnState.PLANNED else ()
        case = cases[plan.case_id]
        who = [
            name for child, name in children[plan.case_id] if not plan.child_ids or child in plan.child_ids
        ]
        found.append(
            PlanView(plan, case.reference, ", ".join(filter(None, who)), way, mine, tuple(contacts[plan.id]),
                     todo, blocks, case.caseworker_id)
        )  # fmt: skip
    return found


def view_of(look: Look, plan: ReturnPlan) -> PlanView:
    """The plan with all that belongs to it."""
    return views_of(look, [plan])[0]


def _when(leg: Leg) -> tuple[bool, Any, int]:
    return leg.departs_at is None, leg.departs_at, leg.id


def _parts(look: Look, model: Any, ids: Sequence[int]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for part in look.session.scalars(select(model).where(model.plan_id.in_(ids)).order_by(model.id)):
        found[part.plan_id].append(part)
    return found


def _cases(look: Look, ids: Iterable[int]) -> dict[int, Case]:
    return {case.id: case for case in look.session.scalars(select(Case).where(Case.id.in_(ids)))}


def _children(look: Look, case_ids: Iterable[int]) -> defaultdict[int, list[tuple[int, str]]]:
    """The children of each case with their names, eldest first."""
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = (
        select(Child, Person)
        .join(Person, Person.id == Child.person_id)
        .where(Child.case_id.in_(case_ids))
        .order_by(Person.born.is_(None), Person.born, Child.id)
    )
    for child, person in look.session.execute(rows):
        found[child.case_id].append((child.id, person.name))
    return found


def contacts_for(view: PlanView, reader: Role) -> list[EmergencyContact]:
    """The emergency contacts that somebody in this role may have, by the address wall."""
    return [
        contact
        for contact in view.contacts
        if may_see(reader, contact.side or Role.OTHER, Visibility(contact.visible_to))
    ]


@query(shows="case_id")
def return_plans(look: Look, case_id: int) -> list[PlanView]:
    """The plans of a case, the newest first."""
    rows = select(ReturnPlan).where(ReturnPlan.case_id == case_id).order_by(ReturnPlan.id.desc())
    return views_of(look, list(look.session.scalars(rows)))


@query()
def returns_board(look: Look, within: int | None = None) -> list[PlanView]:
    """Every return that is being prepared or under way on an open case, the nearest departure first; with
    `within` only those that leave within so many days, are on the way, or have a step that is late."""
    plans = look.session.scalars(
        select(ReturnPlan)
        .join(Case, Case.id == ReturnPlan.case_id)
        .where(ReturnPlan.state.in_(RUNNING), Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study)
    )
    found = views_of(look, list(plans))
    if within is not None:
        found = [view for view in found if _near(view, look.today, within)]
    return sorted(found, key=lambda view: (view.plan.leaves_on is None, view.plan.leaves_on, view.plan.id))


def _near(view: PlanView, today: date, within: int) -> bool:
    leaves = view.plan.leaves_on
    soon = leaves is not None and leaves <= today + timedelta(days=within)
    return soon or view.plan.state is ReturnState.DEPARTED or bool(view.late(today))


@dataclass(frozen=True)
class MovedStep:
    """A step whose day moves with the departure."""

    step: ReturnStep
    before: date | None
    after: date | None


@query()
def would_move(look: Look, plan_id: int, leaves_on: date) -> list[MovedStep]:
    """What moves if the departure moves to this day: open steps with their day before and after."""
    view = view_of(look, look.get(ReturnPlan, plan_id))
    return [
        MovedStep(step, view.due(step), due_on(view.plan, step, leaves_on))
        for step in view.steps
        if step.done_on is None and step.own_day is None and view.plan.leaves_on != leaves_on
    ]
