"""Who can get a letter, and where it goes: people and services of the case, entries of the directory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.letterchoices import Addressee
from abductdesk.actions.office import Look
from abductdesk.actions.wall import forbidden, holds_on, writable
from abductdesk.documents import facts as paper
from abductdesk.documents.wording import Letter as Template
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.models import CaseRole, ContactPoint, DirectoryEntry, Person, Service
from abductdesk.terms import ContactKind, Gender, Role, Safety, Salutation, ServiceKind

BODIES = frozenset({ServiceKind.FPS_JUSTICE, ServiceKind.CENTRAL_AUTHORITY, ServiceKind.FPS_FOREIGN_AFFAIRS})
PARENTS = (Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT)
_SALUTATIONS = {Gender.WOMAN: Salutation.MADAM, Gender.MAN: Salutation.SIR}


def addressees(look: Look, case_id: int, template: Template) -> list[Addressee]:
    """Who on this case can get this letter."""
    found = people_as(look, case_id, template.recipients)
    if Role.AUTHORITY in template.recipients:
        found += bodies(look, case_id, BODIES)
    return found


def people_as(look: Look, case_id: int, roles: Collection[Role]) -> list[Addressee]:
    """The people who are one of these on the case, today or later, and alive."""
    default = bureau_now(look).language
    return [
        Addressee(role, person.name, person.letter_language or default, person_id=person.id)
        for role, person in on_case(look, case_id, roles)
        if not person.deceased
    ]


def on_case(look: Look, case_id: int, roles: Collection[Role]) -> list[tuple[Role, Person]]:
    """Who has one of these roles on the case today."""
    people = (
        select(CaseRole.role, Person)
        .join(Person, Person.id == CaseRole.person_id)
        .where(CaseRole.case_id == case_id, CaseRole.role.in_(roles))
        .where(or_(CaseRole.until.is_(None), CaseRole.until >= look.today))
        .order_by(CaseRole.id)
    )
    return [(role, person) for role, person in look.session.execute(people)]


def bodies(look: Look, case_id: int, kinds: Collection[ServiceKind]) -> list[Addressee]:
    """The public bodies of these kinds at work on the case."""
    default = bureau_now(look).language
    services = select(Service).where(Service.case_id == case_id, Service.kind.in_(kinds)).order_by(Service.id)
    return [
        Addressee(Role.AUTHORITY, body.organisation, body.letter_language or default, service_id=body.id)
        for body in look.session.scalars(services)
        if body.until is None or body.until >= look.today
    ]


def entry_as(look: Look, entry: DirectoryEntry, role: Role) -> Addressee:
    """An entry of the directory that can be written to."""
    return Addressee(role, entry.name, entry.letter_language or bureau_now(look).language, entry_id=entry.id)


def recipient(look: Look, to: Addressee, warnings: list[Message]) -> paper.Recipient:
    """Who the letter is for and where it goes; what to know before is added to `warnings`.

    Raises `Refused` where every way to write is marked never.
    """
    if to.person_id is not None:
        return _person(look, to, warnings)
    if to.entry_id is not None:
        return _entry(look.get(DirectoryEntry, to.entry_id), to.role)
    made = _body(look.get(Service, to.service_id or 0))
    if not made.reference:
        warnings.append(
            L("The reference of {body} is not entered; they may not find the case.", body=to.name)
        )
    return made


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


def _entry(entry: DirectoryEntry, role: Role) -> paper.Recipient:
    named = bool(entry.family_names or entry.given_names)
    return paper.Recipient(
        role=role,
        name=entry.name if named else "",
        family_name=entry.family_names or entry.name,
        salutation=_SALUTATIONS.get(entry.gender, Salutation.NEUTRAL) if entry.gender else Salutation.NEUTRAL,
        organisation=entry.organisation or "",
        address=paper.Address(
            entry.street or "",
            entry.postcode or "",
            entry.city or "",
            entry.region or "",
            entry.country or "",
        ),
        email=entry.email or "",
    )
