"""Planning a return: the plan, and its legs, papers, emergency contacts and steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from abductdesk.actions.holds import refuse_held
from abductdesk.actions.office import BRUSSELS, Work, action
from abductdesk.actions.returning import RUNNING, proposed_frame
from abductdesk.actions.returnsteps import steps_for
from abductdesk.faults import Invalid, Refused
from abductdesk.models import (
    Case,
    CaseRole,
    Child,
    EmergencyContact,
    Leg,
    Person,
    ReturnPlan,
    ReturnStep,
    TravelPaper,
)
from abductdesk.models.base import fields_of
from abductdesk.terms import Role, Visibility

Part = Leg | TravelPaper | EmergencyContact | ReturnStep
PARTS: dict[str, type[Part]] = {
    model.__tablename__: model for model in (Leg, TravelPaper, EmergencyContact, ReturnStep)
}
PARENTS = frozenset({Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT})
_MOMENTS = {"departs_at": ("departs_day", "departs_time"), "arrives_at": ("arrives_day", "arrives_time")}
_OWN = frozenset(fields_of(ReturnPlan)) - {"state"}


@action()
def open_plan(work: Work, case_id: int, values: Mapping[str, Any]) -> int:
    """Begin the plan of a return with the steps of its framework; returns its id. Raises `Refused` where a
    child is on another plan that is not over."""
    case = work.get(Case, case_id)
    if not case.open:
        raise Refused("A return is planned on open cases only.")
    values = {"frame": proposed_frame(work, case_id), **values}
    _check_children(work, case_id, values.get("child_ids") or ())
    _check_day(work, None, values.get("leaves_on"))
    plan = work.add(ReturnPlan(case_id=case_id), **_allowed(values))
    _add_steps(work, plan, frozenset())
    touch(work, plan)
    return plan.id


def _allowed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in _OWN}


def _check_day(work: Work, before: date | None, day: Any) -> None:
    if isinstance(day, date) and day != before and day < work.today:
        raise Invalid("leaves_on", "This day has passed. Choose a later one.")


def _check_children(work: Work, case_id: int, child_ids: Iterable[int], plan_id: int | None = None) -> None:
    """No child is on two journeys at once: neither on this case nor on none at all."""
    theirs = {
        child.id: person
        for child, person in work.session.execute(
            select(Child, Person).join(Person, Person.id == Child.person_id).where(Child.case_id == case_id)
        )
    }
    wanted = set(child_ids)
    if not wanted <= theirs.keys():
        raise Invalid("child_ids", "This child is not on the case.")
    if not theirs:
        raise Refused("Add the child to the case first.")
    others = select(ReturnPlan).where(ReturnPlan.case_id == case_id, ReturnPlan.state.in_(RUNNING))
    for other in work.session.scalars(others):
        twice = (wanted or set(theirs)) & (set(other.child_ids) or set(theirs))
        if other.id != plan_id and twice:
            name = ", ".join(theirs[child].name for child in sorted(twice))
            raise Invalid("child_ids", "{name} is on another return that is not over. Choose the children, "
                          "or call that one off first.", name=name)  # fmt: skip


def _add_steps(work: Work, plan: ReturnPlan, there: Iterable[str]) -> None:
    for place, step in enumerate(steps_for(work, plan.frame)):
        if step.code not in there:
            work.add(
                ReturnStep(plan_id=plan.id, code=step.code, place=place), what=step.what, owner=step.owner,
                days_before=step.days_before, blocking=step.blocking,
            )  # fmt: skip


def touch(work: Work, plan: ReturnPlan) -> None:
    """Tell the screens that this plan changed."""
    work.touched |= {(ReturnPlan.__tablename__, plan.id), (Case.__tablename__, plan.case_id)}


def running(work: Work, plan_id: int) -> ReturnPlan:
    """The plan, if it may still be changed; raises `Refused` where it is over or its case is not open."""
    plan = work.get(ReturnPlan, plan_id)
    if plan.state not in RUNNING:
        raise Refused("This return is over. Begin a new plan.")
    if not work.get(Case, plan.case_id).open:
        raise Refused("The case is not open. Reopen it first.")
    return plan


@action()
def change_plan(work: Work, plan_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a plan; with the day of departure everything that is counted back from it moves, and with the
    framework the steps that are not done give way to those of the new one."""
    plan = running(work, plan_id)
    if "child_ids" in changes:
        _check_children(work, plan.case_id, changes["child_ids"] or (), plan.id)
    _check_day(work, plan.leaves_on, changes.get("leaves_on"))
    frame = plan.frame
    work.change(plan, seen, _allowed(changes))
    if plan.frame is not frame:
        _swap_steps(work, plan)
    touch(work, plan)


def _swap_steps(work: Work, plan: ReturnPlan) -> None:
    """Steps that are done, the plan's own, and those that both frameworks ask for stay."""
    wanted = {step.code for step in steps_for(work, plan.frame)}
    there = set()
    for step in list(work.session.scalars(select(ReturnStep).where(ReturnStep.plan_id == plan.id))):
        if step.code and step.done_on is None and step.code not in wanted:
            work.remove(step)
        else:
            there.add(step.code)
    _add_steps(work, plan, there - {""})


@action()
def add_return_part(work: Work, plan_id: int, kind: str, values: Mapping[str, Any]) -> int:
    """Add a leg, a paper, a contact or a step (a table name of `PARTS`); returns its id. A leg may give its
    moments as day and time in Brussels (`departs_day`, `departs_time`, …)."""
    plan = running(work, plan_id)
    record = PARTS[kind](plan_id=plan.id)
    made = work.add(record, **_checked(work, plan, record, values))
    touch(work, plan)
    return made.id


@action()
def change_return_part(work: Work, kind: str, part_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a leg, a paper, a contact or a step."""
    part = work.get(PARTS[kind], part_id)
    plan = running(work, part.plan_id)
    work.change(part, seen, _checked(work, plan, part, changes))
    touch(work, plan)


@action()
def remove_return_part(work: Work, kind: str, part_id: int) -> None:
    """Remove a leg, a paper, a contact or a step."""
    part = work.get(PARTS[kind], part_id)
    plan = running(work, part.plan_id)
    work.remove(part)
    touch(work, plan)


def _checked(work: Work, plan: ReturnPlan, part: Part, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, as the record takes it. Raises `Invalid` for what cannot be together."""
    match part:
        case Leg():
            return _checked_leg(part, dict(given))
        case TravelPaper():
            _check_paper(work, plan, given)
        case EmergencyContact():
            seen_by = given.get("visible_to", part.visible_to)
            side = given.get("side", part.side)
            if (side is not None and side not in PARENTS) or (
                seen_by == Visibility.OWNER_SIDE and side is None
            ):
                raise Invalid("side", "Choose the parent on whose side this contact is.")
        case ReturnStep():
            return _checked_step(work, plan, dict(given))
    return dict(given)


def _checked_leg(leg: Leg, values: dict[str, Any]) -> dict[str, Any]:
    for name, (day_name, time_name) in _MOMENTS.items():
        if {day_name, time_name} & values.keys():
            known = getattr(leg, name)
            local = known.astimezone(BRUSSELS) if known is not None else None
            day = values.pop(day_name, local and local.date())
            at = values.pop(time_name, local and local.time())
            values[name] = moment(day, at, day_name, time_name)
    begin, end = values.get("departs_at", leg.departs_at), values.get("arrives_at", leg.arrives_at)
    if begin is not None and end is not None and end <= begin:
        raise Invalid("arrives_day" if "arrives_at" in values else "departs_day",
                      "The arrival lies before the departure. Both are times in Brussels.")  # fmt: skip
    return values


def moment(day: date | None, at: time | None, day_name: str, time_name: str) -> datetime | None:
    """The moment in UTC of a day and time in Brussels; in the hour that comes twice in autumn the first.
    Raises `Invalid` where one of the two is missing, and for the hour that spring leaves out."""
    if day is None and at is None:
        return None
    if day is None:
        raise Invalid(day_name, "Add the day.")
    if at is None:
        raise Invalid(time_name, "Add the time, as the clock shows it in Brussels.")
    local = datetime.combine(day, at, BRUSSELS)
    found = local.astimezone(UTC)
    if found.astimezone(BRUSSELS).time() != at:
        raise Invalid(time_name, "The clocks go forward then: this time does not exist in Brussels.")
    return found


def _check_paper(work: Work, plan: ReturnPlan, given: Mapping[str, Any]) -> None:
    if "person_id" in given and given["person_id"] not in on_case(work, plan.case_id):
        raise Invalid("person_id", "Choose somebody on the case.")
    refuse_held(work, [given.get("person_id")])
    ready = given.get("ready_on")
    if ready is not None and ready > work.today:
        raise Invalid("ready_on", "This day has not come yet. Leave it empty until the paper is there.")


def on_case(work: Work, case_id: int) -> set[int]:
    """The people and children of a case."""
    people = select(CaseRole.person_id).where(CaseRole.case_id == case_id)
    children = select(Child.person_id).where(Child.case_id == case_id)
    return {*work.session.scalars(people), *work.session.scalars(children)}


def _checked_step(work: Work, plan: ReturnPlan, values: dict[str, Any]) -> dict[str, Any]:
    if (values.get("days_before") or 0) < 0:
        raise Invalid("days_before", "Days before departure cannot be below zero.")
    own = values.get("own_day")
    if own is not None and plan.leaves_on is not None and own > plan.leaves_on:
        raise Invalid("own_day", "This day lies after the departure on {day}.", day=plan.leaves_on)
    if "done_on" in values:
        done = values["done_on"]
        if done is not None and done > work.today:
            raise Invalid("done_on", "This day has not come yet. Choose an earlier one.")
        values["done_by"] = work.staff.id if done is not None else None
    return values


@action()
def tick_step(work: Work, step_id: int, *, done: bool = True) -> None:
    """Mark a step done today by whoever is at work, or not done after all."""
    step = work.get(ReturnStep, step_id)
    plan = running(work, step.plan_id)
    if (step.done_on is not None) is not done:  # whoever did it first stays named
        work.assign(step, done_on=work.today if done else None, done_by=work.staff.id if done else None)
    touch(work, plan)
