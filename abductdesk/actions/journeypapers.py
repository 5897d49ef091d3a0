"""What of a journey leaves the vault: its calendar file, by reference only, and the emergency card."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlalchemy import or_, select

from abductdesk import documents
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.holds import look_held, refuse_held
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.returning import PlanView, contacts_for, view_of
from abductdesk.actions.wall import breach
from abductdesk.documents import CardFacts, CardNumber, Made
from abductdesk.exchange.ics import DayEvent, TimedEvent, write_calendar
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES, L, Message, Tongue
from abductdesk.models import Case, CaseRole, Child, Person, ReturnPlan, Staff
from abductdesk.store import journal
from abductdesk.terms import Act, ReturnState, Role

JOURNEY_FILE = "journey.ics"
CARD_FILE = "emergency-card.pdf"
BEARERS = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT, Role.RELATIVE, Role.OTHER)


@dataclass(frozen=True)
class Bearer:
    """Somebody on the case who may carry an emergency card."""

    person_id: int
    name: str
    role: Role
    language: str


@query()
def card_bearers(look: Look, plan_id: int) -> list[Bearer]:
    """Who on the case of a plan may carry the card."""
    plan = look.get(ReturnPlan, plan_id)
    rows = (
        select(CaseRole.role, Person)
        .join(Person, Person.id == CaseRole.person_id)
        .where(CaseRole.case_id == plan.case_id, CaseRole.role.in_(BEARERS))
        .where(or_(CaseRole.until.is_(None), CaseRole.until >= look.today))
        .order_by(CaseRole.id)
    )
    usual = bureau_now(look).language
    found = []
    for role, person in look.session.execute(rows):
        language = person.letter_language or usual
        if not person.deceased:
            spoken = language if language in OFFICE_LANGUAGES else "en"
            found.append(Bearer(person.id, person.name, role, spoken))
    return found


def _card(look: Look, plan_id: int, person_id: int, language: str) -> Made:
    plan = look.get(ReturnPlan, plan_id)
    bearer = next((each for each in card_bearers(look, plan_id) if each.person_id == person_id), None)
    if bearer is None:
        raise Refused("Choose somebody on the case who may carry the card.")
    facts = _facts(look, view_of(look, plan), bearer)
    made = documents.journey_card(facts, language)
    told = "\n".join(" ".join((number.name, number.what, number.phone)) for number in facts.numbers)
    if (guarded := breach(look, plan.case_id, person_id, bearer.role, told)) is not None:
        raise Refused(
            "A number of {owner} stands among the emergency contacts, which {name} may not have. Change who "
            "may see it.", owner=guarded.owner, name=bearer.name,
        )  # fmt: skip
    return made


def _facts(look: Look, view: PlanView, bearer: Bearer) -> CardFacts:
    settings, case = bureau_now(look), look.get(Case, view.plan.case_id)
    worker = look.session.get(Staff, case.caseworker_id) if case.caseworker_id else None
    numbers = []
    if worker is not None and worker.phone:
        numbers.append(CardNumber(worker.name, settings.name, worker.phone))
    if settings.phone:
        numbers.append(CardNumber(settings.name, "", settings.phone))
    numbers += [
        CardNumber(contact.name, contact.what or "", contact.phone)
        for contact in contacts_for(view, bearer.role)
    ]
    if not numbers:
        raise Refused("There is no number to put on the card. Add an emergency contact that {name} may have.",
                      name=bearer.name)  # fmt: skip
    children = _travellers(look, view.plan)
    first = tuple(child.given_names.split()[0] for child in children if child.given_names.strip())
    return CardFacts(settings.name, view.reference, first, view.plan.leaves_on, tuple(numbers))


def _travellers(look: Look, plan: ReturnPlan) -> list[Person]:
    children = (
        select(Person)
        .join(Child, Child.person_id == Person.id)
        .where(Child.case_id == plan.case_id)
        .order_by(Person.born.is_(None), Person.born, Child.id)
    )
    if plan.child_ids:
        children = children.where(Child.id.in_(plan.child_ids))
    return list(look.session.scalars(children))


def _stated(look: Look, plan_id: int, *more: int) -> list[int]:
    return [*(child.id for child in _travellers(look, look.get(ReturnPlan, plan_id))), *more]


@query()
def emergency_card(look: Look, plan_id: int, person_id: int, language: str) -> Made:
    """The card for its bearer as it would leave. Raises `Refused` where a number is behind the wall, or the
    data of somebody on it are restricted."""
    look_held(look, _stated(look, plan_id, person_id))
    return _card(look, plan_id, person_id, language)


@action(act=Act.EXPORT)
def export_emergency_card(work: Work, plan_id: int, person_id: int, language: str) -> bytes:
    """The card, to the printer or into a file."""
    refuse_held(work, _stated(work, plan_id, person_id))
    made = _card(work, plan_id, person_id, language)
    work.note(work.get(ReturnPlan, plan_id), {"exported": "emergency_card", "person": person_id})
    work.touched.clear()
    return made.bytes


@action(act=Act.EXPORT)
def export_journey(work: Work, plan_id: int, language: str) -> bytes:
    """The journey as a calendar file: departures and arrivals by reference, without names, places, flights.
    What was called off is in it as cancelled."""
    plan = work.get(ReturnPlan, plan_id)
    refuse_held(work, _stated(work, plan_id))
    view, tongue = view_of(work, plan), Tongue(language)
    events = [event for event in _events(work, view, tongue) if event is not None]
    if not events:
        raise Refused("The day of departure is not set, so there is nothing to put into a calendar.")
    work.note(plan, {"exported": "journey", "dates": len(events)})
    work.touched.clear()
    return write_calendar(events, "AbductDesk")


def _events(work: Work, view: PlanView, tongue: Tongue) -> list[DayEvent | None]:
    timed = [leg for leg in view.legs if leg.departs_at is not None]
    count = len(timed)
    found: list[DayEvent | None] = [
        _event(work, view, tongue, f"leg\0{leg.id}",
               L("Journey {number} of {count} · {reference}", number=at, count=count,
                 reference=view.reference) if count > 1 else
               L("Journey · {reference}", reference=view.reference), leg)
        for at, leg in enumerate(timed, 1)
    ]  # fmt: skip
    if not found and view.plan.leaves_on is not None:
        said = L("Day of departure · {reference}", reference=view.reference)
        found.append(_event(work, view, tongue, "day", said))
    return found


def _event(
    work: Work, view: PlanView, tongue: Tongue, what: str, said: Message, leg: object = None
) -> DayEvent | None:
    whole = f"journey\0{view.plan.id}\0{what}"
    digest = hmac.digest(work.session.info[journal.KEY], whole.encode(), "sha256").hex()
    begins, ends = getattr(leg, "departs_at", None), getattr(leg, "arrives_at", None)
    day = begins.date() if begins is not None else view.plan.leaves_on
    if day is None:
        return None
    return TimedEvent(
        uid=f"{digest[:32]}@abductdesk",
        day=day,
        summary=tongue.say(said),
        description="",
        sequence=int(work.now.timestamp()) // 60,  # a later file always comes above an earlier one
        changed=work.now.replace(microsecond=0),
        cancelled=view.plan.state is ReturnState.CANCELLED,
        begins=begins,
        ends=ends,
    )
