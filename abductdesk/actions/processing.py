"""The record of processing activities (GDPR Art. 30), made from the records, and the registers on paper.

Whose data a record holds and how long it is kept stand in the record (`holds`), which data in the labels of
its fields. What the program cannot know, such as a legal basis, is left to fill in and never invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from abductdesk import documents
from abductdesk.actions.breaches import BreachEntry, breaches
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.holds import refuse_held
from abductdesk.actions.nouns import NOUNS
from abductdesk.actions.office import BRUSSELS, Look, Work, action, query
from abductdesk.actions.registers import MANAGERS, Request, requests
from abductdesk.documents.listfacts import Said
from abductdesk.documents.privacyfacts import KeptData, ProcessingFacts, RegisterFacts
from abductdesk.exchange.writing import write_csv
from abductdesk.faults import Refused
from abductdesk.i18n import Country, L, Message, Tongue
from abductdesk.models import BY_KIND, Bureau, ContactPoint, Letter, Service
from abductdesk.models.base import Keep, fields_of
from abductdesk.terms import Act, CaseKind, ContactKind, RequestKind, Role, ServiceKind, SubjectKind

# what is kept of persons, under the names that an authority reads; a test finds the ones that were forgotten
KINDS: dict[str, Message] = {
    kind: noun
    for kind, noun in NOUNS.items()
    if kind in BY_KIND and BY_KIND[kind].holds.subject is not SubjectKind.NOBODY
} | {
    "data_request": L("Data-subject request"), "duty_to_inform": L("Information given to persons"),
    "exported_date": L("Date in a calendar file"), "draft": L("Unfinished form"), "staff": L("Staff"),
    "workstation": L("Trusted computer"),
}  # fmt: skip
# what records hold besides what forms show
_ALSO: dict[str, tuple[Message, ...]] = {
    "letter": (L("Recipient, language and the letter itself, as it was issued"),),
    "attachment": (L("the document itself"),),
    "draft": (L("What was typed and not saved yet"),),
    "exported_date": (L("Reference, limit and day, without names"),),
    "workstation": (L("Name of the computer"),),
    "staff": (L("Preferences"),),
}
_KEEPS: dict[Keep, Message] = {
    Keep.WITH_CASE: L("with the case"),
    Keep.WITH_PERSON: L("while a case of the person is kept"),
    Keep.WITH_STAFF: L("while the person works here, then as the journal needs it"),
    Keep.REGISTER: L("five years after the entry was closed"),
    Keep.FOR_THE_BUREAU: L("while it is useful"),
    Keep.JOURNAL: L("the entry stays, its detail can be erased"),
}
# Belgium and the other states of the European Economic Area
EEA = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
        "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip


class Paper(StrEnum):
    """A paper of data protection."""

    PROCESSING = "processing"
    REQUESTS = "requests"
    BREACHES = "breaches"


@dataclass(frozen=True)
class PaperWish:
    """Which paper, in which language; a register with the names of persons only when asked for."""

    paper: Paper
    language: str
    named: bool = False


@query(MANAGERS)
def privacy_paper(look: Look, wish: PaperWish) -> documents.Made:
    """The paper as it would leave now, to look at first."""
    return _made(look, wish)


@action(MANAGERS, Act.EXPORT)
def export_paper(work: Work, wish: PaperWish, *, table: bool = False) -> bytes:
    """The paper as it leaves the vault, as PDF or a register as CSV (`table`); journalled."""
    if wish.named:
        refuse_held(work, (request.entry.person_id for request in requests(work)))
    content = _table(work, wish) if table else _made(work, wish).bytes
    work.note(bureau_now(work), {"exported": wish.paper.value, "named": wish.named, "table": table})
    work.touched.clear()
    return content


def _made(look: Look, wish: PaperWish) -> documents.Made:
    if wish.paper is Paper.PROCESSING:
        return documents.processing_record(processing_facts(look), wish.language)
    return documents.privacy_register(_register(look, wish), wish.language)


def processing_facts(look: Look) -> ProcessingFacts:
    """What the vault knows of its own processing."""
    bureau = bureau_now(look)
    return ProcessingFacts(
        bureau=bureau.name,
        made_on=look.today,
        controller=bureau.controller or "",
        officer=bureau.privacy_contact or "",
        kept=tuple(_kept()),
        recipients=tuple(_recipients(look)),
        third_states=tuple(Country(code) for code in sorted(_third_states(look))),
        retention=_retention(bureau),
    )


def _kept() -> Iterable[KeptData]:
    """Every kind of record that holds data of somebody."""
    for kind, name in KINDS.items():
        model = BY_KIND[kind]
        labels = (*(Message(field.label) for field in fields_of(model).values()), *_ALSO.get(kind, ()))
        yield KeptData(name, Message(model.holds.subject.label), labels, _KEEPS[model.holds.keep])
    entry = L("Journal: who did what, when, on which record")
    yield KeptData(entry, Message(SubjectKind.STAFF.label), (), _KEEPS[Keep.JOURNAL])


def _recipients(look: Look) -> list[Said]:
    """The kinds of people who got letters, and of services that stand on cases."""
    roles = set(look.session.scalars(select(Letter.recipient_role).distinct()))
    kinds = set(look.session.scalars(select(Service.kind).distinct()))
    found: list[Said] = [Message(role.label) for role in Role if role in roles]
    return found + [Message(kind.label) for kind in ServiceKind if kind in kinds]


def _third_states(look: Look) -> set[str]:
    """States outside the European Economic Area to whose addresses letters went."""
    people = (
        select(ContactPoint.country)
        .join(Letter, Letter.person_id == ContactPoint.person_id)
        .where(ContactPoint.kind == ContactKind.ADDRESS)
    )
    services = select(Service.country).join(Letter, Letter.service_id == Service.id)
    found = {*look.session.scalars(people), *look.session.scalars(services)}
    return {code for code in found if code} - EEA


def _retention(bureau: Bureau) -> tuple[tuple[Said, int], ...]:
    years = bureau.retention or {}
    return tuple((Message(kind.label), int(years[kind.value])) for kind in CaseKind if years.get(kind.value))


# the registers

_TITLES: dict[Paper, Message] = {
    Paper.REQUESTS: L("Register of data-subject requests"),
    Paper.BREACHES: L("Register of data breaches (Art. 33(5))"),
}


def _register(look: Look, wish: PaperWish) -> RegisterFacts:
    entries: list[tuple[str, tuple[tuple[Said, Said], ...]]]
    if wish.paper is Paper.REQUESTS:
        found = sorted(requests(look), key=lambda each: each.id)
        entries = [(each.entry.number, _of_request(each, wish.named)) for each in found]
    else:
        entries = [
            (each.entry.number, _of_breach(each)) for each in sorted(breaches(look), key=lambda b: b.id)
        ]
    return RegisterFacts(
        bureau=bureau_now(look).name,
        made_on=look.today,
        title=_TITLES[wish.paper],
        entries=tuple(entries),
        named=wish.named and wish.paper is Paper.REQUESTS,
    )


def _of_request(request: Request, named: bool) -> tuple[tuple[Said, Said], ...]:
    """What people typed may name somebody: it is there only with the names."""
    entry = request.entry
    lines: list[tuple[Said, Said]] = [(L("What is asked"), Message(RequestKind(entry.kind).label))]
    if named:
        lines += [(L("Who asks"), entry.name), (L("What exactly"), entry.wish or "")]
    lines += [
        (L("Received on"), _day(entry.received_on)),
        (L("Identity checked on"), _day(entry.identity_checked_on)),
        (L("Due"), _day(request.limit.due)),
        (L("Extension told on"), _day(entry.extended_on)),
        (L("Answered on"), _day(entry.answered_on)),
        (L("Answer"), Message(entry.outcome.label) if entry.outcome else ""),
    ]
    if named:
        lines += [
            (L("Reason of the extension"), entry.extension_reason or ""),
            (L("Reason"), entry.reason or ""),
        ]
    return tuple(lines)


def _of_breach(breach: BreachEntry) -> tuple[tuple[Said, Said], ...]:
    entry = breach.entry
    return (
        (L("Known on"), L("{at}", at=entry.known_at.astimezone(BRUSSELS))),
        (L("What happened"), entry.what),
        (L("Which data"), entry.data or ""),
        (L("How many persons, about"), str(entry.persons) if entry.persons is not None else ""),
        (L("Likely consequences"), entry.consequences or ""),
        (L("Measures taken"), entry.measures or ""),
        (L("Processor concerned"), entry.processor or ""),
        (L("Risk"), Message(entry.risk.label)),
        (L("Authority notified"), L("{at}", at=entry.notified_at.astimezone(BRUSSELS))
            if entry.notified_at else ""),
        (L("Why later, or why not notified"), entry.delay_reason or ""),
        (L("Persons told on"), _day(entry.told_on)),
        (L("Why they need not be told (Art. 34(3))"), entry.untold_reason or ""),
        (L("Closed on"), _day(entry.closed_on)),
    )  # fmt: skip


def _day(day: object) -> Said:
    return L("{day}", day=day) if day is not None else ""


def _table(look: Look, wish: PaperWish) -> bytes:
    if wish.paper is Paper.PROCESSING:
        raise Refused("The record of processing is a paper, not a table.")
    tongue, facts = Tongue(wish.language), _register(look, wish)
    rows: list[Sequence[str]] = []
    headings: list[str] = [tongue.text(_NUMBER.text)]
    for number, lines in facts.entries:
        headings = [headings[0], *(tongue.value(name) for name, _ in lines)]
        rows.append([number, *(tongue.value(value) for _, value in lines)])
    if not rows:
        raise Refused("Nothing stands in this register yet.")
    return write_csv(headings, rows)


_NUMBER = L("Number")
