"""The return: its plan, what blocks travel, departure and arrival, and what moves when the date moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.aftercare import open_aftercare
from abductdesk.actions.deadlines import assess, names_of_children
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.returnsteps import steps_for
from abductdesk.faults import Invalid, Refused
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
from abductdesk.terms import EventKind, Instrument, ReturnFrame, ReturnState, StaffRole

Part = Leg | TravelPaper | EmergencyContact | ReturnStep
PARTS: dict[str, type[Part]] = {
    model.__tablename__: model for model in (Leg, TravelPaper, EmergencyContact, ReturnStep)
}
_FRAMES = {
    Instrument.BRUSSELS_IIB: ReturnFrame.EU,
    Instrument.BRUSSELS_IIA: ReturnFrame.EU,
    Instrument.HAGUE_1980: ReturnFrame.HAGUE,
}


@dataclass(frozen=True)
class Block:
    """What stands in the way of departure: a step that is not done, or what the papers show."""

    what: Message
    step_id: int | None = None


@dataclass(frozen=True)
class PlanView:
    """A plan with all that belongs to it, and what blocks travel."""

    plan: ReturnPlan
    reference: str
    names: str
    legs: tuple[Leg, ...]
    papers: tuple[tuple[TravelPaper, str], ...]
    contacts: tuple[EmergencyContact, ...]
    steps: tuple[ReturnStep, ...]
    blocks: tuple[Block, ...]

    def due(self, step: ReturnStep) -> date | None:
        """The day by which a step must be done; None while the day of departure is not known."""
        return due_on(self.plan, step)


def due_on(plan: ReturnPlan, step: ReturnStep, leaves_on: date | None = None) -> date | None:
    """Counted back in days from departure (`leaves_on`: another one to try), unless it has its own day."""
    leaves = leaves_on or plan.leaves_on
    if step.own_day is not None:
        return step.own_day
    return leaves - timedelta(days=step.days_before) if leaves is not None else None


def proposed_frame(look: Look, case_id: int) -> ReturnFrame:
    """Which list of steps fits the law that applies; no treaty where it is not known."""
    return _FRAMES.get(assess(look, [case_id])[case_id].framework.instrument, ReturnFrame.NO_TREATY)


@query()
def frame_for(look: Look, case_id: int) -> ReturnFrame:
    """Which list of steps a plan on this case would begin with."""
    return proposed_frame(look, case_id)


@action()
def open_plan(work: Work, case_id: int, values: Mapping[str, Any]) -> int:
    """Begin the plan of a return with the steps of its framework; returns its id."""
    case = work.get(Case, case_id)
    if not case.open:
        raise Refused("A return is planned on open cases only.")
    values = {"frame": proposed_frame(work, case_id), **values}
    _check_children(work, case_id, values)
    plan = work.add(ReturnPlan(case_id=case_id), **values)
    for place, step in enumerate(steps_for(work, plan.frame)):
        work.add(
            ReturnStep(plan_id=plan.id, code=step.code, place=place), what=step.what, owner=step.owner,
            days_before=step.days_before, blocking=step.blocking,
        )  # fmt: skip
    _touch(work, plan)
    return plan.id


def _check_children(work: Work, case_id: int, values: Mapping[str, Any]) -> None:
    theirs = set(work.session.scalars(select(Child.id).where(Child.case_id == case_id)))
    if not set(values.get("child_ids") or ()) <= theirs:
        raise Invalid("child_ids", "This child is not on the case.")


def _touch(work: Work, plan: ReturnPlan) -> None:
    work.touched |= {(ReturnPlan.__tablename__, plan.id), (Case.__tablename__, plan.case_id)}


def _planned(work: Work, plan_id: int) -> ReturnPlan:
    plan = work.get(ReturnPlan, plan_id)
    if plan.state not in (ReturnState.PLANNED, ReturnState.DEPARTED):
        raise Refused("This return is over. Begin a new plan.")
    return plan


@action()
def change_plan(work: Work, plan_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a plan; with the day of departure everything that is counted back from it moves."""
    plan = _planned(work, plan_id)
    _check_children(work, plan.case_id, changes)
    day = changes.get("leaves_on")
    if day is not None and day != plan.leaves_on and day < work.today:
        raise Invalid("leaves_on", "This day has passed. Choose a later one.")
    work.change(plan, seen, {name: value for name, value in changes.items() if name != "state"})
    _touch(work, plan)


@action()
def add_return_part(work: Work, plan_id: int, kind: str, values: Mapping[str, Any]) -> int:
    """Add a leg, a paper, a contact or a step (a table name of `PARTS`); returns its id."""
    plan = _planned(work, plan_id)
    record = PARTS[kind](plan_id=plan.id)
    _check_part(values)
    made = work.add(record, **values)
    _touch(work, plan)
    return made.id


@action()
def change_return_part(work: Work, kind: str, part_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a leg, a paper, a contact or a step."""
    part = work.get(PARTS[kind], part_id)
    plan = _planned(work, part.plan_id)
    _check_part(changes)
    work.change(part, seen, changes)
    _touch(work, plan)


@action()
def remove_return_part(work: Work, kind: str, part_id: int) -> None:
    """Remove a leg, a paper, a contact or a step."""
    part = work.get(PARTS[kind], part_id)
    plan = _planned(work, part.plan_id)
    work.remove(part)
    _touch(work, plan)


def _check_part(values: Mapping[str, Any]) -> None:
    begin, end = values.get("departs_at"), values.get("arrives_at")
    if begin is not None and end is not None and end <= begin:
        raise Invalid("arrives_at", "The arrival lies before the departure.")
    if (values.get("days_before") or 0) < 0:
        raise Invalid("days_before", "Days before departure cannot be below zero.")


@action()
def tick_step(work: Work, step_id: int, *, done: bool = True) -> None:
    """Mark a step done today by whoever is at work, or not done after all."""
    step = work.get(ReturnStep, step_id)
    plan = _planned(work, step.plan_id)
    work.assign(step, done_on=work.today if done else None, done_by=work.staff.id if done else None)
    _touch(work, plan)


def blocks_of(
    plan: ReturnPlan, steps: tuple[ReturnStep, ...], papers: tuple[tuple[TravelPaper, str], ...]
) -> tuple[Block, ...]:
    """What blocks travel: no day, blocking steps that are not done, papers not ready or no longer valid."""
    found = []
    if plan.leaves_on is None:
        found.append(Block(L("The day of departure is not set")))
    found += [
        Block(L(step.what) if step.code else L("{step}", step=step.what), step.id)
        for step in steps
        if step.blocking and step.done_on is None
    ]
    for paper, name in papers:
        values = {"paper": paper.what, "name": name}
        if paper.ready_on is None:
            found.append(Block(L("{paper} of {name} is not ready", **values)))
        elif (
            paper.valid_until is not None
            and plan.leaves_on is not None
            and paper.valid_until < plan.leaves_on
        ):
            found.append(Block(L("{paper} of {name} is no longer valid on the day of departure", **values)))
    return tuple(found)


def view_of(look: Look, plan: ReturnPlan) -> PlanView:
    """The plan with all that belongs to it."""
    steps = tuple(
        sorted(_parts(look, ReturnStep, plan), key=lambda step: (-step.days_before, step.place, step.id))
    )
    people = {paper.person_id for paper in _parts(look, TravelPaper, plan)}
    names = {each.id: each.name for each in look.session.scalars(select(Person).where(Person.id.in_(people)))}
    papers = tuple((paper, names[paper.person_id]) for paper in _parts(look, TravelPaper, plan))
    case = look.get(Case, plan.case_id)
    return PlanView(
        plan,
        case.reference,
        _names(look, plan),
        tuple(
            sorted(_parts(look, Leg, plan), key=lambda leg: (leg.departs_at is None, leg.departs_at, leg.id))
        ),
        papers,
        tuple(_parts(look, EmergencyContact, plan)),
        steps,
        blocks_of(plan, steps, papers) if plan.state is ReturnState.PLANNED else (),
    )


def _names(look: Look, plan: ReturnPlan) -> str:
    if not plan.child_ids:
        return names_of_children(look, [plan.case_id]).get(plan.case_id, "")
    children = select(Person).join(Child, Child.person_id == Person.id).where(Child.id.in_(plan.child_ids))
    return ", ".join(person.name for person in look.session.scalars(children.order_by(Child.id)))


def _parts(look: Look, model: Any, plan: ReturnPlan) -> list[Any]:
    return list(look.session.scalars(select(model).where(model.plan_id == plan.id).order_by(model.id)))


@query()
def return_plans(look: Look, case_id: int) -> list[PlanView]:
    """The plans of a case, the newest first."""
    rows = select(ReturnPlan).where(ReturnPlan.case_id == case_id).order_by(ReturnPlan.id.desc())
    return [view_of(look, plan) for plan in look.session.scalars(rows)]


@query()
def returns_board(look: Look) -> list[PlanView]:
    """Every return that is being prepared or under way, the nearest departure first."""
    running = (ReturnState.PLANNED, ReturnState.DEPARTED)
    plans = look.session.scalars(select(ReturnPlan).where(ReturnPlan.state.in_(running)))
    found = [view_of(look, plan) for plan in plans]
    return sorted(found, key=lambda view: (view.plan.leaves_on is None, view.plan.leaves_on, view.plan.id))


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


@action()
def confirm_departure(work: Work, plan_id: int, on: date, *, despite: str = "") -> None:
    """They have left. Refused while something blocks travel, unless a manager says so with a reason."""
    plan = work.get(ReturnPlan, plan_id)
    if plan.state is not ReturnState.PLANNED:
        raise Refused("This return is no longer being prepared.")
    if on > work.today:
        raise Invalid("departed_on", "This day has not come yet. Choose an earlier one.")
    blocks = view_of(work, plan).blocks
    values: dict[str, Any] = {}
    if blocks:
        if not despite.strip():
            raise Refused("Departure is blocked: {what}.", what=blocks[0].what)
        if StaffRole.MANAGER not in work.staff.roles:
            raise Refused("Only a manager lets a departure happen in spite of what blocks it.")
        values = {"override_reason": despite.strip(), "override_by": work.staff.id}
    work.assign(plan, state=ReturnState.DEPARTED, departed_on=on, **values)
    _touch(work, plan)


@action()
def confirm_arrival(work: Work, plan_id: int, on: date) -> None:
    """They have arrived: the return becomes an event of the case, and the aftercare of each child begins."""
    plan = work.get(ReturnPlan, plan_id)
    if plan.state is not ReturnState.DEPARTED or plan.departed_on is None:
        raise Refused("Confirm the departure first.")
    if not plan.departed_on <= on <= work.today:
        raise Invalid("arrived_on", "The arrival lies between the departure and today.")
    work.assign(plan, state=ReturnState.ARRIVED, arrived_on=on)
    add_event(work, plan.case_id, {"kind": EventKind.RETURNED, "date": on, "child_ids": plan.child_ids})
    theirs = select(Child.id).where(Child.case_id == plan.case_id).order_by(Child.id)
    for child_id in plan.child_ids or work.session.scalars(theirs).all():
        open_aftercare(work, child_id, on)
    _touch(work, plan)


@action()
def call_off_return(work: Work, plan_id: int, reason: str) -> None:
    """The return does not happen this way; the reason stays with the plan."""
    plan = _planned(work, plan_id)
    if not reason.strip():
        raise Invalid("reason", "Say why the return is called off.")
    work.assign(plan, state=ReturnState.CANCELLED, override_reason=reason.strip())
    _touch(work, plan)
