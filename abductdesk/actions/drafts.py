"""A draft of a case, as a table tells it, on its way to records: what it becomes, and why it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.cases import NewCase
from abductdesk.actions.events import check_day
from abductdesk.actions.office import Look
from abductdesk.actions.people import NewChild, NewPerson, check_birth, check_contact
from abductdesk.actions.records import check
from abductdesk.exchange.drafts import Draft, PersonDraft
from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.i18n import N_, OFFICE_LANGUAGES, Tongue
from abductdesk.models import Case, CaseEvent, Child, ContactPoint, Note, Person, Service, Staff
from abductdesk.terms import Role, ServiceKind, Stage

_EARLIER = N_("Earlier register")
_CASEWORKER = N_("Caseworker")
_ROLES = {"left": Role.LEFT_BEHIND_PARENT, "taking": Role.TAKING_PARENT}
_NAMES = {
    ServiceKind.FPS_JUSTICE: N_("FPS Justice"),
    ServiceKind.FPS_FOREIGN_AFFAIRS: N_("FPS Foreign Affairs"),
    ServiceKind.POLICE: N_("Police"),
    ServiceKind.COURT: N_("Court"),
}


@dataclass(frozen=True)
class Here:
    """What the bureau has already: staff by folded name, references of the earlier register, its language."""

    staff: dict[str, int]
    imported: dict[str, str]
    tongue: Tongue
    today: date


def here(look: Look) -> Here:
    """Read once for a whole table."""
    staff = look.session.execute(select(Staff.name, Staff.id).where(Staff.active))
    called = {Tongue(language).text(_EARLIER) for language in OFFICE_LANGUAGES}
    imported = (
        select(Service.reference, Case.reference)
        .join(Case, Case.id == Service.case_id)
        .where(Service.kind == ServiceKind.OTHER, Service.organisation.in_(called))
    )
    return Here(
        {fold(name): staff_id for name, staff_id in staff},
        {fold(old or ""): new for old, new in look.session.execute(imported)},
        Tongue(bureau_now(look).language),
        look.today,
    )


def parents(made: Draft) -> Iterator[tuple[Role, PersonDraft]]:
    """The parents the row tells, with their roles."""
    for side, person in (("left", made.left), ("taking", made.taking)):
        if person is not None:
            yield _ROLES[side], person


def new_case(made: Draft, known: Here) -> NewCase:
    """The case as it is opened; one that was closed is closed afterwards."""
    values = dict(made.values)
    if made.closed_on is not None:
        values.pop("stage", None)
    if (caseworker := known.staff.get(fold(made.caseworker))) is not None:
        values["caseworker_id"] = caseworker
    return NewCase(
        values=values,
        children=[NewChild(person, child) for person, child in made.children],
        people=[
            NewPerson(role, person.values, person.contacts, since=made.opened_on)
            for role, person in parents(made)
        ],
        events=made.events,
        opened_on=made.opened_on,
    )


def services(made: Draft, known: Here) -> Iterator[dict[str, Any]]:
    """The references that others gave the case. The earlier register has an end, so that no letter counts
    it among the services at work."""
    for kind, reference in made.services:
        yield {"kind": kind, "organisation": known.tongue.text(_NAMES[kind]), "reference": reference}
    if made.reference:
        yield {
            "kind": ServiceKind.OTHER,
            "organisation": known.tongue.text(_EARLIER),
            "reference": made.reference,
            "until": made.opened_on or known.today,
        }


def note(made: Draft, known: Here) -> str:
    """The note of the row, and a caseworker who is not known here."""
    if not made.caseworker or fold(made.caseworker) in known.staff:
        return made.note
    return f"{made.note}\n{known.tongue.text(_CASEWORKER)}: {made.caseworker}".strip()


def refuse_unfit(look: Look, made: Draft, known: Here) -> None:
    """Raise the refusal that adding these records would meet."""
    if made.reference and (before := known.imported.get(fold(made.reference))):
        raise Refused("This reference was imported before, as {reference}.", reference=before)
    _refuse_days(look, made)
    new = new_case(made, known)
    check(Case, new.values)
    for child in new.children:
        check(Person, child.person)
        check_birth(look, child.person)
        check(Child, child.child)
    for person in new.people:
        check(Person, person.values)
        check_birth(look, person.values)
        for contact in person.contacts:
            check(ContactPoint, contact)
            check_contact(contact)
    for event in new.events:
        check(CaseEvent, event)
        check_day(look, event["kind"], event["date"])
    for service in services(made, known):
        check(Service, service)
    check(Note, {"text": note(made, known) or "-"})


def _refuse_days(look: Look, made: Draft) -> None:
    for day in filter(None, (made.opened_on, made.closed_on)):
        check(CaseEvent, {"date": day})  # between 1900 and 2100
        if day > look.today:
            raise Refused("{day} lies in the future: check when the case was opened or closed.", day=day)
    if made.closed_on is not None and made.closed_on < (made.opened_on or made.closed_on):
        raise Refused("The case would be closed before it was opened.")
    if made.values.get("stage") not in (None, Stage.CLOSED) and made.closed_on is not None:
        raise Refused("The row gives a day of closing but a stage of an open case.")
