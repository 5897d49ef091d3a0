"""The facts of one letter for one recipient, already behind the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from abductdesk.actions import letterabout, letterpeople
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.deadlines import as_day, assess
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.letterpeople import addressees
from abductdesk.actions.office import BRUSSELS, Look
from abductdesk.actions.search import given_names
from abductdesk.actions.stated import stated_key
from abductdesk.documents import facts as paper
from abductdesk.faults import Invalid
from abductdesk.i18n import Country, Message
from abductdesk.models import Call, Case, CaseEvent, Service, Staff
from abductdesk.terms import EventKind, Nature, Precision, Role, Severity, SourceTag, Status

__all__ = ["Addressee", "Choices", "Prepared", "addressees", "prepare"]


@dataclass(frozen=True)
class Prepared:
    """The facts, what the caseworker should know before issuing, and whose data they state beside the
    recipient's and the children's."""

    facts: paper.Facts
    warnings: tuple[Message, ...]
    people: tuple[int, ...] = ()


def prepare(
    look: Look, case_id: int | None, to: Addressee, choices: Choices, number: str = "", *, letter: str = ""
) -> Prepared:
    """Facts for this addressee only; `letter` says what the record chosen in `choices` is.

    Raises `Refused` where every way to write is marked never or the addressee does not get this letter,
    `Invalid` for a day that has passed.
    """
    warnings: list[Message] = []
    _check_days(look, choices)
    settings = bureau_now(look)
    case = look.get(Case, case_id) if case_id is not None else None
    recipient = letterpeople.recipient(look, to, warnings)
    views = letterabout.views(look, letter, case_id, to, choices)
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
        caseworker=_caseworker(look, case),
        case=_case(look, case, to, choices)
        if case is not None
        else paper.CaseView(reply_by=choices.reply_by),
        date=look.today,
        number=number,
        deadlines=_deadlines(look, case.id, to.role) if case is not None else (),
        services=_services(look, case.id, choices.services) if case is not None else (),
    )
    facts = replace(facts, **views.facts)
    if views.children is not None:
        facts = replace(facts, case=replace(facts.case, children=views.children))
    return Prepared(facts, (*warnings, *views.warnings), views.people)


def _caseworker(look: Look, case: Case | None) -> paper.Caseworker:
    given = case.caseworker_id if case is not None else None
    worker = (look.session.get(Staff, given) if given else None) or look.staff
    return paper.Caseworker(worker.name, worker.phone or "", worker.email or "")


def _check_days(look: Look, choices: Choices) -> None:
    for name in ("next_contact", "reply_by"):
        if (day := getattr(choices, name)) is not None and day < look.today:
            raise Invalid(name, "This day has passed. Choose a later one.")
    if choices.contacted_on is not None and choices.contacted_on > look.today:
        raise Invalid("contacted_on", "This day has not come yet. Choose an earlier one.")


def _first_contact(look: Look, case: Case, role: Role) -> date | None:
    if role is not Role.LEFT_BEHIND_PARENT:
        return None
    first_call = look.session.scalar(select(Call.at).where(Call.case_id == case.id).order_by(Call.at))
    return first_call.astimezone(BRUSSELS).date() if first_call else case.opened_on


def _case(look: Look, case: Case, to: Addressee, choices: Choices) -> paper.CaseView:
    if to.entry_id is not None:  # a mediator or an interpreter: the minimum of data
        return paper.CaseView(reference=case.reference, reply_by=choices.reply_by)
    return paper.CaseView(
        reference=case.reference,
        kind=case.kind,
        children=tuple(given_names(look, case.id)),
        habitual_residence=_country(case.habitual_residence_state),
        requested_state=_country(case.requested_state),
        contacted_on=choices.contacted_on or _first_contact(look, case, to.role),
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
