"""The facts of one letter for one recipient, already behind the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.deadlines import as_day, assess
from abductdesk.actions.office import BRUSSELS, Look
from abductdesk.actions.search import given_names
from abductdesk.actions.stated import stated_key
from abductdesk.actions.wall import forbidden, holds_on, writable
from abductdesk.documents import facts as paper
from abductdesk.documents.wording import Letter as Template
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Country, L, Message
from abductdesk.models import Call, Case, CaseEvent, CaseRole, ContactPoint, Person, Service, Staff
from abductdesk.terms import (
    ContactKind,
    EventKind,
    Nature,
    Precision,
    Role,
    Safety,
    ServiceKind,
    Severity,
    SourceTag,
    Status,
)

DAYS = ("contacted_on", "next_contact", "reply_by")
BODIES = frozenset({ServiceKind.FPS_JUSTICE, ServiceKind.CENTRAL_AUTHORITY, ServiceKind.FPS_FOREIGN_AFFAIRS})


@dataclass(frozen=True)
class Addressee:
    """Somebody who can get a letter: a person on the case or a service involved in it."""

    role: Role
    name: str
    language: str
    person_id: int | None = None
    service_id: int | None = None


@dataclass(frozen=True)
class Choices:
    """What the caseworker adds to a letter: what was agreed, dates to state, and which services to name.

    `contacted_on` is when the recipient spoke with the bureau; for the left-behind parent it is the first
    call, or the day the case was opened, unless given. Nobody is told when the other parent called.

    No service is named unasked: a shelter can give away where somebody is, a complaint what was done.
    """

    agreed: Sequence[str] = ()
    next_contact: date | None = None
    reply_by: date | None = None
    services: Sequence[int] = ()
    contacted_on: date | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Choices:
        """What was kept with an issued letter."""
        day = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in DAYS}
        return cls(tuple(kept.get("agreed", ())), services=tuple(kept.get("services", ())), **day)

    def kept(self) -> dict[str, Any]:
        """As it is kept with the letter, for a correction to begin from."""
        days = {name: day.isoformat() for name in DAYS if (day := getattr(self, name)) is not None}
        return {"agreed": list(self.agreed), "services": list(self.services), **days}


@dataclass(frozen=True)
class Prepared:
    """The facts, and what the caseworker should know before issuing."""

    facts: paper.Facts
    warnings: tuple[Message, ...]


def addressees(look: Look, case_id: int, template: Template) -> list[Addressee]:
    """Who on this case can get this letter."""
    default = bureau_now(look).language
    people = (
        select(CaseRole.role, Person)
        .join(Person, Person.id == CaseRole.person_id)
        .where(CaseRole.case_id == case_id, CaseRole.role.in_(template.recipients))
        .where(or_(CaseRole.until.is_(None), CaseRole.until >= look.today))
        .order_by(CaseRole.id)
    )
    found = [
        Addressee(role, person.name, person.letter_language or default, person_id=person.id)
        for role, person in look.session.execute(people)
        if not person.deceased
    ]
    if Role.AUTHORITY in template.recipients:
        services = select(Service).where(Service.case_id == case_id, Service.kind.in_(BODIES))
        found += [
            Addressee(Role.AUTHORITY, body.organisation, body.letter_language or default, service_id=body.id)
            for body in look.session.scalars(services)
            if body.until is None or body.until >= look.today
        ]
    return found


def prepare(look: Look, case_id: int, to: Addressee, choices: Choices, number: str = "") -> Prepared:
    """Facts for this addressee only.

    Raises `Refused` where every way to write is marked never, `Invalid` for a day that has passed.
    """
    warnings: list[Message] = []
    _check_days(look, choices)
    case, settings = look.get(Case, case_id), bureau_now(look)
    if to.person_id is not None:
        recipient = _person(look, to, warnings)
    else:
        recipient = _body(look.get(Service, to.service_id or 0))
        if not recipient.reference:
            warnings.append(
                L("The reference of {body} is not entered; they may not find the case.", body=to.name)
            )
    worker = look.session.get(Staff, case.caseworker_id) if case.caseworker_id else look.staff
    worker = worker or look.staff
    facts = paper.Facts(
        recipient=recipient,
        bureau=paper.Bureau(
            name=settings.name,
            address=paper.Address(
                settings.street or "", settings.postcode or "", settings.city or "", country=settings.country
            ),
            place=settings.city or "",
            phone=settings.phone or "",
            email=settings.email or "",
        ),
        caseworker=paper.Caseworker(worker.name, worker.phone or "", worker.email or ""),
        case=_case(look, case, to.role, choices),
        date=look.today,
        number=number,
        deadlines=_deadlines(look, case_id, to.role),
        services=_services(look, case_id, choices.services),
    )
    return Prepared(facts, tuple(warnings))


def _check_days(look: Look, choices: Choices) -> None:
    for name in ("next_contact", "reply_by"):
        if (day := getattr(choices, name)) is not None and day < look.today:
            raise Invalid(name, "This day has passed. Choose a later one.")
    if choices.contacted_on is not None and choices.contacted_on > look.today:
        raise Invalid("contacted_on", "This day has not come yet. Choose an earlier one.")


def _person(look: Look, to: Addressee, warnings: list[Message]) -> paper.Recipient:
    person = look.get(Person, to.person_id or 0)
    points = list(look.session.scalars(select(ContactPoint).where(ContactPoint.person_id == person.id)))
    address = writable(points, look.today, ContactKind.ADDRESS)
    email = writable(points, look.today, ContactKind.EMAIL)
    refused = [point for point in points if forbidden(point) and point.kind is not ContactKind.PHONE]
    if refused and address is None and email is None:
        raise Refused(
            "Every address of {name} is marked never to be used, so no letter can go there. "
            "Enter an address that is safe.",
            name=person.name,
        )
    chosen = address or email
    if chosen is not None and Safety.WRITE not in chosen.safe:
        warnings.append(L("Nobody has asked {name} yet whether it is safe to write there.", name=person.name))
    return paper.Recipient(
        role=to.role,
        name=person.name,
        family_name=person.family_names or person.name,
        salutation=person.salutation,
        address=_address(address),
        email=email.value if email else "",
        reach=_reach(points, look.today),
    )


def _address(point: ContactPoint | None) -> paper.Address:
    if point is None:
        return paper.Address()
    return paper.Address(
        point.value, point.postcode or "", point.city or "", point.region or "", point.country or ""
    )


def _reach(points: Sequence[ContactPoint], day: date) -> tuple[str, ...]:
    """The recipient's own phones and e-mail that may be used, with the hours agreed."""
    usable = [
        point
        for point in points
        if point.kind is not ContactKind.ADDRESS
        and holds_on(point, day)
        and point.safe
        and not forbidden(point)
    ]
    return tuple(f"{point.value} ({point.hours})" if point.hours else point.value for point in usable)


def _body(service: Service) -> paper.Recipient:
    return paper.Recipient(
        role=Role.AUTHORITY,
        name=service.contact or "",
        family_name=service.contact or "",
        organisation=service.organisation,
        address=paper.Address(
            service.street or "", service.postcode or "", service.city or "", country=service.country or ""
        ),
        email=service.email or "",
        reference=service.reference or "",
    )


def _first_contact(look: Look, case: Case, role: Role) -> date | None:
    if role is not Role.LEFT_BEHIND_PARENT:
        return None
    first_call = look.session.scalar(select(Call.at).where(Call.case_id == case.id).order_by(Call.at))
    return first_call.astimezone(BRUSSELS).date() if first_call else case.opened_on


def _case(look: Look, case: Case, role: Role, choices: Choices) -> paper.CaseView:
    return paper.CaseView(
        reference=case.reference,
        kind=case.kind,
        children=tuple(given_names(look, case.id)),
        habitual_residence=_country(case.habitual_residence_state),
        requested_state=_country(case.requested_state),
        contacted_on=choices.contacted_on or _first_contact(look, case, role),
        agreed=tuple(point.strip() for point in choices.agreed if point.strip()),
        next_contact=choices.next_contact,
        reply_by=choices.reply_by,
        mediation_began=_day(look, case.id, EventKind.SESSION_HELD) or _both_consented(look, case.id),
        mediation_ended=_day(look, case.id, EventKind.MEDIATION_ENDED),
    )


def _country(code: str | None) -> Country | None:
    return Country(code) if code else None


def _days(look: Look, case_id: int, kind: EventKind) -> list[date]:
    wanted = (CaseEvent.case_id == case_id, CaseEvent.kind == kind, CaseEvent.precision == Precision.DAY)
    return list(look.session.scalars(select(CaseEvent.date).where(*wanted).order_by(CaseEvent.date)))


def _day(look: Look, case_id: int, kind: EventKind) -> date | None:
    return next(iter(_days(look, case_id, kind)), None)


def _both_consented(look: Look, case_id: int) -> date | None:
    """The day of the second consent: from then on the mediation is under way."""
    consents = _days(look, case_id, EventKind.CONSENT_GIVEN)
    return consents[1] if len(consents) > 1 else None


def _deadlines(look: Look, case_id: int, role: Role) -> tuple[paper.StatedDeadline, ...]:
    """Only what binds the left-behind parent and is verified; nobody else is told the other's dates."""
    if role not in (Role.LEFT_BEHIND_PARENT, Role.LAWYER_LEFT_BEHIND):
        return ()
    stated = []
    for line in assess(look, [case_id])[case_id].deadlines:
        day = as_day(line.lead)
        binding = line.nature is Nature.TASK and line.severity is Severity.HARD and line.status is Status.OPEN
        if binding and day is not None and line.source is not SourceTag.UNSURE:
            key = stated_key(line)
            stated.append(paper.StatedDeadline(line.name, day, line.instrument, line.article, key))
    return tuple(stated)


def _services(look: Look, case_id: int, named: Sequence[int]) -> tuple[paper.Service, ...]:
    rows = select(Service).where(Service.case_id == case_id, Service.id.in_(named)).order_by(Service.id)
    return tuple(paper.Service(body.organisation, body.does or "") for body in look.session.scalars(rows))
