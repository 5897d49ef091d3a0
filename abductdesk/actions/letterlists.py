"""Letters about the directory: the list of lawyers that a parent was given, and whether an entry is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from abductdesk.actions.holdings import spoken
from abductdesk.actions.letterchoices import Addressee, Choices
from abductdesk.actions.letterpeople import PARENTS, entry_as, on_case, people_as
from abductdesk.actions.lettersubject import About, Subject, Views
from abductdesk.actions.office import Look, Work
from abductdesk.documents import facts as paper
from abductdesk.i18n import L, Language, Message, Money
from abductdesk.models import (
    Conflict,
    DirectoryEntry,
    GivenList,
    GivenName,
    Letter,
    Person,
    RoundEntry,
    VerificationRound,
)
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import ConflictKind, EntryKind, Role

# what an entry is asked about, in order: all that parents, lawyers or authorities may be told
SHOWN = (
    "kind", "organisation", "profession", "phone", "email", "website", "languages", "cultures", "specialisms",
    "accreditation", "accredited_from", "accredited_until", "bar", "admitted_on", "acts_for", "courts",
    "legal_aid", "child_inclusive", "online", "travel_zone", "fee_cents", "vat_percent",
    "third_party_payment", "waiting_weeks", "sworn", "consent_on", "verified_on",
)  # fmt: skip


def _lists(look: Look, case_id: int) -> list[Subject]:
    """The lists of lawyers given on a case, the newest first; only who got one gets it on paper."""
    given = select(GivenList).where(GivenList.case_id == case_id, GivenList.kind == EntryKind.LAWYER)
    parents = people_as(look, case_id, PARENTS)
    return [
        Subject(
            each.id,
            L("List of {day} for {name}", day=each.given_on, name=look.get(Person, each.person_id).name),
            tuple(to for to in parents if to.person_id == each.person_id),
        )
        for each in look.session.scalars(given.order_by(GivenList.id.desc()))
    ]


def _names(look: Look, to: Addressee, list_id: int, choices: Choices) -> Views:
    entries = select(DirectoryEntry).join(GivenName, GivenName.entry_id == DirectoryEntry.id)
    on_list = list(
        look.session.scalars(entries.where(GivenName.list_id == list_id).order_by(GivenName.place))
    )
    case_id = look.get(GivenList, list_id).case_id
    warnings = tuple(
        L("{name} has acted for the other parent: give a new list.", name=entry.name)
        for entry in on_list
        if _acts_against(look, entry, case_id, to)
    )
    return Views({"names": tuple(map(_named, on_list))}, warnings=warnings)


def _acts_against(look: Look, entry: DirectoryEntry, case_id: int, to: Addressee) -> bool:
    """Whether a conflict with the other parent became known after the list was given."""
    others = [person.id for _, person in on_case(look, case_id, PARENTS) if person.id != to.person_id]
    found = select(Conflict.id).where(
        Conflict.entry_id == entry.id,
        Conflict.person_id.in_(others),
        Conflict.kind == ConflictKind.ACTED_FOR,
    )
    return look.session.scalar(found.limit(1)) is not None


def _named(entry: DirectoryEntry) -> paper.Named:
    own = entry.name != entry.organisation
    return paper.Named(
        name=entry.name,
        firm=(entry.organisation or "") if own else "",
        address=address_line(entry),
        phone=(entry.phone or "").replace(" ", "\u00a0"),
        email=entry.email or "",
        languages=tuple(Language(code.partition(":")[0]) for code in entry.languages),
        legal_aid=bool(entry.legal_aid),
    )


def address_line(entry: DirectoryEntry) -> str:
    """Street and town on one line, as far as they are known."""
    street = ", ".join((entry.street or "").split("\n"))
    town = " ".join(filter(None, (entry.postcode, entry.city)))
    return ", ".join(filter(None, (street, town)))


def _given(work: Work, letter: Letter, list_id: int) -> None:
    work.assign(work.get(GivenList, list_id), letter_id=letter.id)


# is the entry still right?


def _asked(look: Look, _case_id: int) -> list[Subject]:
    """Every entry of a round that runs and has not answered."""
    rows = (
        select(RoundEntry, DirectoryEntry)
        .join(VerificationRound, VerificationRound.id == RoundEntry.round_id)
        .join(DirectoryEntry, DirectoryEntry.id == RoundEntry.entry_id)
        .where(VerificationRound.closed_on.is_(None), RoundEntry.answer.is_(None))
        .order_by(DirectoryEntry.folded, RoundEntry.id)
    )
    return [
        Subject(line.id, L("{name}", name=entry.name), (entry_as(look, entry, Role.OTHER),))
        for line, entry in look.session.execute(rows)
    ]


def _entry(look: Look, to: Addressee, line_id: int, choices: Choices) -> Views:
    line = look.get(RoundEntry, line_id)
    entry = look.get(DirectoryEntry, line.entry_id)
    by = look.get(VerificationRound, line.round_id).answer_by
    return Views({"entry": paper.EntryView(tuple(says(entry)), by if by >= look.today else None)})


def says(entry: DirectoryEntry) -> Iterator[Message]:
    """What the directory says of an entry, a line for each thing; neither its source nor notes."""
    fields = fields_of(DirectoryEntry)
    for name in SHOWN:
        value = getattr(entry, name)
        if value not in (None, "", []):
            yield L("{what}: {value}", what=Message(fields[name].label), value=_value(fields[name], value))
        if name == "profession" and (where := address_line(entry)):
            yield L("{what}: {value}", what=L("Address"), value=where)


def _value(described: Field, value: Any) -> object:
    return Money(value) if described.kind == "cents" else spoken(described, value)


def _written(work: Work, letter: Letter, line_id: int) -> None:
    line = work.get(RoundEntry, line_id)
    work.assign(line, letter_id=letter.id, asked_on=line.asked_on or work.today)


ABOUT = {
    "lawyer_list": About(L("List"), L("Directory"), _lists, _names, issued=_given),
    "directory_verification": About(L("Entry"), L("Directory"), _asked, _entry, issued=_written, apart=True),
}
