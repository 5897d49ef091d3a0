"""Letters about a return and the time after it: each reader has a sheet of their own.

Where the child and the parent who travels with it will stay, the school and the journey itself are told to
that parent, and of the others to nobody who does not need it. Who travels is read from the plan, where the
parent is named; while it names no parent, no parent is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import select

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.letterlists import address_line
from abductdesk.actions.letterpeople import BODIES, PARENTS, bodies, on_case, people_as
from abductdesk.actions.lettersubject import About, Subject, Views
from abductdesk.actions.office import BRUSSELS, Look, Work
from abductdesk.actions.returning import PlanView, contacts_for, view_of
from abductdesk.actions.wall import side_of
from abductdesk.documents import facts as paper
from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.i18n import L, Message
from abductdesk.models import (
    Aftercare,
    AftercareContact,
    Child,
    DirectoryEntry,
    Leg,
    Letter,
    Person,
    ReturnPlan,
    ReturnStep,
    Service,
)
from abductdesk.terms import ReturnState, Role, ServiceKind, StepOwner

READERS = (*PARENTS, Role.LAWYER_LEFT_BEHIND, Role.LAWYER_TAKING, Role.RELATIVE)
RUNNING = (ReturnState.PLANNED, ReturnState.DEPARTED)
_STEPS = {
    Role.LEFT_BEHIND_PARENT: StepOwner.LEFT_BEHIND,
    Role.TAKING_PARENT: StepOwner.TAKING,
    Role.LAWYER_LEFT_BEHIND: StepOwner.LAWYERS,
    Role.LAWYER_TAKING: StepOwner.LAWYERS,
}
_STEPS_OF_BODIES = {
    ServiceKind.FPS_JUSTICE: StepOwner.CENTRAL_AUTHORITY,
    ServiceKind.CENTRAL_AUTHORITY: StepOwner.CENTRAL_AUTHORITY,
    ServiceKind.FPS_FOREIGN_AFFAIRS: StepOwner.CONSULATE,
}
_NUMBER = re.compile(r"\(?\+?\d[\d\s./()-]{6,}\d\)?")


def _plans(look: Look, case_id: int) -> list[Subject]:
    """The returns that are being prepared or under way; everybody who takes part gets a sheet."""
    plans = select(ReturnPlan).where(ReturnPlan.case_id == case_id, ReturnPlan.state.in_(RUNNING))
    to = (*people_as(look, case_id, READERS), *bodies(look, case_id, BODIES))
    return [
        Subject(plan.id, _label(plan), to)
        for plan in look.session.scalars(plans.order_by(ReturnPlan.id.desc()))
    ]


def _label(plan: ReturnPlan) -> Message:
    if plan.leaves_on is None:
        return L("Return, no day yet")
    return L("Return on {day}", day=plan.leaves_on)


def travels_with(look: Look, plan: ReturnPlan) -> tuple[Role, int] | None:
    """The one parent whom the plan names as travelling with the child: role and person."""
    named = [
        (role, person.id) for role, person in on_case(look, plan.case_id, PARENTS) if _is_named(person, plan)
    ]
    return named[0] if len(named) == 1 else None


def _is_named(person: Person, plan: ReturnPlan) -> bool:
    escort, name = f" {_plain(plan.escort or '')} ", _plain(person.name)
    return bool(name) and f" {name} " in escort


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


@dataclass(frozen=True)
class _Reader:
    """What one reader's sheet may hold: `own` is all of it (who travels), `journey` how they travel,
    `near` that the reader stands on the side of who travels."""

    own: bool
    near: bool
    journey: bool
    parent: bool


def _reader(look: Look, to: Addressee, plan: ReturnPlan) -> _Reader:
    traveller = travels_with(look, plan)
    own = traveller is not None and traveller[1] == to.person_id
    if to.role is Role.RELATIVE and to.person_id is not None:
        own = own or _is_named(look.get(Person, to.person_id), plan)
    near = own or (traveller is not None and side_of(traveller[0]) == side_of(to.role))
    return _Reader(own, near, near or to.role is Role.AUTHORITY, to.role in PARENTS)


def _sheet(look: Look, to: Addressee, plan_id: int, choices: Choices) -> Views:
    plan = look.get(ReturnPlan, plan_id)
    if plan.state not in RUNNING:
        raise Refused("This return is over. Begin a new plan.")
    found, reader = view_of(look, plan), _reader(look, to, plan)
    shown = reader.journey or reader.parent
    authority = to.role is Role.AUTHORITY
    escort = plan.escort or ""
    view = paper.ReturnView(
        leaves_on=plan.leaves_on,
        legs=tuple(_leg(leg, reader.own) for leg in found.legs) if reader.journey else (),
        escort=escort if reader.near else _no_numbers(escort),
        handover_place=(plan.handover_place or "") if shown else "",
        handover_people=_no_numbers(plan.handover_people or "") if shown else "",
        lodging=(plan.lodging or "") if reader.own and reader.parent else "",
        school=(plan.school or "") if reader.own and reader.parent else "",
        health=(plan.health or "") if reader.own else "",
        first_contact=(plan.first_contact or "") if reader.parent else "",
        papers=_papers(look, found, to, reader),
        protection=(plan.protection or "") if (reader.near and not _relative(to)) or authority else "",
        todo=_todo(look, found, to),
        contacts=_contacts(look, found, to),
    )
    return Views({"journey": view}, _children(look, plan), warnings=_warnings(look, plan))


def _relative(to: Addressee) -> bool:
    return to.role is Role.RELATIVE


def _no_numbers(text: str) -> str:
    """Without phone numbers: another side reads who, not how to reach them."""
    return re.sub(r"\s+([,;.)])", r"\1", _NUMBER.sub("", text)).strip(" ,;:–-")


def _leg(leg: Leg, own: bool) -> Message:
    """One leg in words; the ticket is for who travels."""
    values: dict[str, object] = {"from_place": leg.from_place, "to_place": leg.to_place}
    more = ", ".join(filter(None, (leg.carrier, leg.ticket if own else None)))
    values["carrier"] = more
    if leg.departs_at is None:
        return L("{from_place} – {to_place}, {carrier}", **values) if more else L(
            "{from_place} – {to_place}", **values
        )  # fmt: skip
    values["departs"] = leg.departs_at.astimezone(BRUSSELS)
    if leg.arrives_at is None:
        return L("{departs}: {from_place} – {to_place} {carrier}", **values)
    values["arrives"] = leg.arrives_at.astimezone(BRUSSELS)
    return L("{departs}: {from_place} – {to_place} {carrier}. Arrival {arrives} (time in Brussels)", **values)


def _papers(look: Look, found: PlanView, to: Addressee, reader: _Reader) -> tuple[str, ...]:
    """One's own papers; for who travels also the children's. Never a number."""
    children = set(look.session.scalars(select(Child.person_id).where(Child.case_id == found.plan.case_id)))
    carried: set[int | None] = {to.person_id, *(children if reader.own else ())}
    return tuple(f"{paper.what} ({name})" for paper, name in found.papers if paper.person_id in carried)


def _todo(look: Look, found: PlanView, to: Addressee) -> tuple[paper.ToDo, ...]:
    """The reader's own steps that are not done, the earliest first."""
    if to.service_id is not None:
        owner = _STEPS_OF_BODIES.get(look.get(Service, to.service_id).kind)
    else:
        owner = _STEPS.get(to.role)
    mine = [(step, found.due(step)) for step in found.steps if step.owner is owner and step.done_on is None]
    return tuple(paper.ToDo(_what(step), due) for step, due in mine if due is not None)


def _what(step: ReturnStep) -> Message | str:
    return Message(step.what) if step.code else step.what


def _contacts(look: Look, found: PlanView, to: Addressee) -> tuple[str, ...]:
    """The bureau, and the emergency numbers that this reader may have."""
    bureau = bureau_now(look)
    own = bureau.phone or look.staff.phone
    lines = [(bureau.name, own)] if own else []
    lines += [
        (f"{each.name} ({each.what})" if each.what else each.name, each.phone)
        for each in contacts_for(found, to.role)
    ]
    return tuple(f"{name}: {phone}".replace(phone, phone.replace(" ", "\u00a0")) for name, phone in lines)


def _children(look: Look, plan: ReturnPlan) -> tuple[str, ...] | None:
    if not plan.child_ids:
        return None
    rows = select(Person.given_names).join(Child, Child.person_id == Person.id)
    rows = rows.where(Child.id.in_(plan.child_ids)).order_by(Person.born.is_(None), Person.born, Child.id)
    return tuple(look.session.scalars(rows))


def _warnings(look: Look, plan: ReturnPlan) -> tuple[Message, ...]:
    if travels_with(look, plan) is not None:
        return ()
    return (
        L(
            "The plan names no parent as travelling with the child, so this sheet tells no parent where they "
            "will stay, how they travel, nor the school. Where a parent does, enter the full name under “Who "
            "travels with the child”."
        ),
    )


# after the return


def _aftercares(look: Look, case_id: int) -> list[Subject]:
    """The aftercare of each child that goes on; both parents are offered support."""
    parents = tuple(people_as(look, case_id, PARENTS))
    rows = (
        select(Aftercare, Person)
        .join(Child, Child.id == Aftercare.child_id)
        .join(Person, Person.id == Child.person_id)
        .where(Aftercare.case_id == case_id, Aftercare.ended_on.is_(None))
        .order_by(Aftercare.id)
    )
    return [
        Subject(each.id, L("{name}, since {day}", name=child.name, day=each.begun_on), parents)
        for each, child in look.session.execute(rows)
    ]


def lives_with(look: Look, aftercare: Aftercare) -> tuple[Role | None, Message | None]:
    """The parent the child is with, and what to check about that: whom the newest return names as travelling
    with it; without a plan of ours the left-behind parent; nobody where a plan names no parent."""
    plans = select(ReturnPlan).where(
        ReturnPlan.case_id == aftercare.case_id, ReturnPlan.state == ReturnState.ARRIVED
    )
    for plan in look.session.scalars(plans.order_by(ReturnPlan.id.desc())):
        if plan.child_ids and aftercare.child_id not in plan.child_ids:
            continue
        traveller = travels_with(look, plan)
        if traveller is not None:
            return traveller[0], None
        return None, L(
            "The plan of the return names no parent as travelling with the child, so the psychologist is "
            "named to nobody: the name could give away where the child is."
        )
    return Role.LEFT_BEHIND_PARENT, L(
        "No plan says with whom the child came home, so the psychologist is named to the left-behind parent "
        "only. Check that the child is there."
    )


def _offer(look: Look, to: Addressee, aftercare_id: int, choices: Choices) -> Views:
    """The offer to a parent; a psychologist near the child is named only to the parent it is with, since the
    name gives away where."""
    aftercare = look.get(Aftercare, aftercare_id)
    child = look.get(Person, look.get(Child, aftercare.child_id).person_id)
    entry = look.session.get(DirectoryEntry, aftercare.psychologist_id) if aftercare.psychologist_id else None
    home, doubt = lives_with(look, aftercare)
    warnings = (doubt,) if entry is not None and doubt is not None else ()
    if to.role is not home or aftercare.declined_on is not None:
        entry = None
    due = select(AftercareContact.due).where(
        AftercareContact.aftercare_id == aftercare_id,
        AftercareContact.done_on.is_(None),
        AftercareContact.due >= look.today,
    )
    view = paper.AftercareView(
        child=child.given_names or child.name,
        psychologist=entry.name if entry is not None else "",
        reach=" · ".join(filter(None, (address_line(entry), entry.phone, entry.email))) if entry else "",
        waiting_weeks=(entry.waiting_weeks or 0) if entry is not None else 0,
        calls=tuple(look.session.scalars(due.order_by(AftercareContact.due))),
    )
    return Views({"aftercare": view}, (view.child,), warnings=warnings)


def _offered(work: Work, letter: Letter, aftercare_id: int) -> None:
    aftercare = work.get(Aftercare, aftercare_id)
    if aftercare.offered_on is None:
        work.assign(aftercare, offered_on=work.today)


ABOUT = {
    "return_plan": About(L("Return"), L("Case, return"), _plans, _sheet),
    "aftercare_offer": About(L("Aftercare"), L("Case, aftercare"), _aftercares, _offer, issued=_offered),
    "aftercare_child": About(L("Aftercare"), L("Case, aftercare"), _aftercares, _offer),
}
