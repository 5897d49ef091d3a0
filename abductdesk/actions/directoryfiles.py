"""The directory as it leaves the office: the list for parents (PDF, CSV, vCard) and addresses to write to.

Only who agreed to be listed and is freshly verified stands on it; what the office notes for itself never
does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from abductdesk import documents
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.directorylist import current_entries, in_place, speaks
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.standing import LISTED_ALWAYS, months_now, standing_of
from abductdesk.actions.verification import verification_rounds
from abductdesk.documents.directoryfacts import AddressFacts, DirectoryFacts, ListedName
from abductdesk.exchange.csvfile import csv_bytes
from abductdesk.exchange.vcards import vcard_bytes
from abductdesk.faults import Refused
from abductdesk.i18n import N_, Listing, Message, Tongue
from abductdesk.models import DirectoryEntry, VerificationRound
from abductdesk.terms import Act, EntryKind, LanguageLevel, Specialism


class Form(StrEnum):
    """What kind of file the list is."""

    PDF = "pdf"
    CSV = "csv"
    VCARD = "vcf"


@dataclass(frozen=True)
class ListOrder:
    """Which list: of a kind, in which language it speaks, grouped by place or by language, narrowed to who
    speaks a language or works in a place; `with_lapsed` lets in whose verification has lapsed."""

    kind: EntryKind
    language: str
    by_language: bool = False
    speaks: str | None = None
    place: str = ""
    with_lapsed: bool = False


@dataclass(frozen=True)
class Counted:
    """How many stand on a list, and how many do not: no consent, not verified, not as wanted."""

    listed: int
    no_consent: int
    lapsed: int
    unwanted: int


@query()
def count_listed(look: Look, wanted: ListOrder) -> Counted:
    """Who would stand on the list, counted."""
    why = [_missing(look, entry, wanted, months_now(look)) for entry in current_entries(look, wanted.kind)]
    return Counted(why.count(""), why.count("consent"), why.count("lapsed"), why.count("unwanted"))


@query()
def preview_list(look: Look, wanted: ListOrder) -> bytes:
    """The list as PDF, to look at first. Raises `Refused` where nobody stands on it."""
    return _pdf(look, wanted)


@action(act=Act.EXPORT)
def export_directory(work: Work, wanted: ListOrder, form: Form) -> bytes:
    """The list as it leaves the vault; each entry on it is journalled as exported."""
    entries = _listed(work, wanted)
    match form:
        case Form.PDF:
            content = _pdf(work, wanted)
        case Form.CSV:
            content = _csv(entries, wanted.language)
        case Form.VCARD:
            content = _vcards(entries, wanted.language)
    for entry in entries:
        work.note(entry, {"exported": form.value, "language": wanted.language})
    work.touched.clear()
    return content


def _listed(look: Look, wanted: ListOrder) -> list[DirectoryEntry]:
    months = months_now(look)
    found = [
        entry for entry in current_entries(look, wanted.kind) if not _missing(look, entry, wanted, months)
    ]
    if not found:
        raise Refused(
            "Nobody stands on this list: entries need consent to be listed and a fresh verification."
        )
    return found


def _missing(look: Look, entry: DirectoryEntry, wanted: ListOrder, months: int) -> str:
    """Why an entry does not stand on the list; empty where it does."""
    if entry.consent_on is None and entry.kind not in LISTED_ALWAYS:
        return "consent"
    ended = entry.accredited_until is not None and entry.accredited_until < look.today
    if not wanted.with_lapsed and (ended or not standing_of(entry, look.today, months).fresh):
        return "lapsed"
    spoken = wanted.speaks is None or speaks(entry.languages, wanted.speaks, LanguageLevel.GOOD)
    if not spoken or (wanted.place.strip() and not in_place(entry, wanted.place)):
        return "unwanted"
    return ""


def _pdf(look: Look, wanted: ListOrder) -> bytes:
    names = tuple(map(listed_name, _listed(look, wanted)))
    facts = DirectoryFacts(bureau_now(look).name, look.today, wanted.kind, names, wanted.by_language)
    return documents.directory_list(facts, wanted.language).bytes


def listed_name(entry: DirectoryEntry) -> ListedName:
    """What of an entry may leave the office."""
    plain = {
        name: getattr(entry, name) or ""
        for name in (
            "organisation",
            "bar",
            "street",
            "postcode",
            "city",
            "region",
            "country",
            "phone",
            "email",
            "website",
        )
    }
    notes = [entry.acts_for.label] if entry.acts_for is not None else []
    for name, label in (
        ("legal_aid", N_("Takes legal aid")), ("child_inclusive", N_("Includes children")),
        ("online", N_("Works online")), ("sworn", N_("Sworn interpreter")),
        ("third_party_payment", N_("Third-party payment")),
    ):  # fmt: skip
        if getattr(entry, name):
            notes.append(label)
    return ListedName(
        entry.kind, entry.name, languages=tuple(entry.languages),
        specialisms=tuple(Specialism(each).label for each in entry.specialisms), notes=tuple(notes), **plain,
    )  # fmt: skip


_HEADINGS = (
    N_("Kind of entry"),
    N_("Given names"),
    N_("Family names"),
    N_("Firm or organisation"),
    N_("Bar"),
    N_("Street and number"),
    N_("Postcode"),
    N_("Town"),
    N_("Region"),
    N_("Country"),
    N_("Phone"),
    N_("E-mail"),
    N_("Website"),
    N_("Languages"),
    N_("Specialisms"),
    N_("Note"),
)


def _csv(entries: Sequence[DirectoryEntry], language: str) -> bytes:
    tongue = Tongue(language)
    return csv_bytes([tongue.text(each) for each in _HEADINGS], [_row(each, tongue) for each in entries])


def _row(entry: DirectoryEntry, tongue: Tongue) -> list[str]:
    name = listed_name(entry)
    return [
        tongue.value(entry.kind),
        entry.given_names,
        entry.family_names,
        name.organisation,
        name.bar,
        name.street,
        name.postcode,
        name.city,
        name.region,
        tongue.country(name.country) if name.country else "",
        name.phone,
        name.email,
        name.website,
        ", ".join(_spoken(each, tongue) for each in name.languages),
        ", ".join(tongue.text(each) for each in name.specialisms),
        ", ".join(tongue.text(each) for each in name.notes),
    ]


def _spoken(each: str, tongue: Tongue) -> str:
    code, _, level = each.partition(":")
    said = tongue.language_name(code)
    return f"{said} ({tongue.value(LanguageLevel(level))})" if level else said


def _vcards(entries: Sequence[DirectoryEntry], language: str) -> bytes:
    tongue = Tongue(language)
    return vcard_bytes(
        {
            "given_names": entry.given_names, "family_names": entry.family_names,
            "organisation": entry.organisation or "", "street": entry.street or "",
            "postcode": entry.postcode or "", "city": entry.city or "", "region": entry.region or "",
            "country": tongue.country(entry.country) if entry.country else "", "phone": entry.phone or "",
            "email": entry.email or "", "website": entry.website or "",
            "languages": ",".join(each.split(":")[0] for each in entry.languages),
            "kind": tongue.value(entry.kind), "note": _about(entry, tongue),
            "uid": f"abductdesk-directory-{entry.id}",
        }
        for entry in entries
    )  # fmt: skip


def _about(entry: DirectoryEntry, tongue: Tongue) -> str:
    name = listed_name(entry)
    said = Listing(tuple(Message(each) for each in (*name.specialisms, *name.notes)))
    return tongue.value(said) if said.items else ""


@action(act=Act.EXPORT)
def export_addresses(work: Work, round_id: int, form: Form, language: str) -> bytes:
    """Addresses of who has not answered in a verification round, to write to by hand or by mail merge."""
    record = work.get(VerificationRound, round_id)
    running = verification_rounds(work).running
    lines = [] if running is None or running.round.id != round_id else running.lines
    entries = [each.entry for each in lines if each.line.answer is None]
    if not entries:
        raise Refused("Everybody in this round has answered: there is nobody to write to.")
    names = tuple(replace(listed_name(entry), languages=(), specialisms=(), notes=()) for entry in entries)
    work.note(record, {"exported": form.value, "language": language})
    work.touched.clear()
    if form is Form.CSV:
        return _address_csv(entries, language)
    facts = AddressFacts(bureau_now(work).name, work.today, record.answer_by, names)
    return documents.address_list(facts, language).bytes


_ADDRESS_HEADINGS = (
    N_("Given names"),
    N_("Family names"),
    N_("Firm or organisation"),
    N_("Street and number"),
    N_("Postcode"),
    N_("Town"),
    N_("Country"),
    N_("E-mail"),
    N_("Phone"),
    N_("Language of letters"),
    N_("Verified on"),
)


def _address_csv(entries: Sequence[DirectoryEntry], language: str) -> bytes:
    tongue = Tongue(language)
    rows = [
        [
            entry.given_names, entry.family_names, entry.organisation or "", entry.street or "",
            entry.postcode or "", entry.city or "", tongue.country(entry.country) if entry.country else "",
            entry.email or "", entry.phone or "",
            tongue.language_name(entry.letter_language) if entry.letter_language else "",
            entry.verified_on.isoformat() if entry.verified_on else "",
        ]
        for entry in entries
    ]  # fmt: skip
    return csv_bytes([tongue.text(each) for each in _ADDRESS_HEADINGS], rows)
