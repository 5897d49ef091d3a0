"""The directory: entries added, changed, verified, gone and back; their absences and conflicts of interest.

To give a kind of entry one more field: its name in `FIELDS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from abductdesk.actions import directorywords as index
from abductdesk.actions.office import Work, action
from abductdesk.actions.people import digits
from abductdesk.faults import Invalid, Refused
from abductdesk.folding import fold
from abductdesk.i18n import N_, Message
from abductdesk.models import Absence, Conflict, DirectoryEntry, Person
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import EntryKind, Specialism

_NAMES = ("given_names", "family_names", "organisation")
_PLACE = ("street", "postcode", "city", "region", "country")
_REACH = ("phone", "email", "website", "letter_language")
_ALL = (*_NAMES, *_PLACE, *_REACH, "languages", "source", "read_on", "note")
_MONEY = ("fee_cents", "vat_percent")
_ACCREDITED = ("accreditation", "accredited_from", "accredited_until")

FIELDS: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.MEDIATOR: (
        *_ALL, "gender", "profession", "cultures", *_ACCREDITED, "child_inclusive", "online", "travel_zone",
        "most_cases", *_MONEY, "insurance_checked_on", "consent_on",
    ),
    EntryKind.LAWYER: (
        *_ALL, "bar", "admitted_on", "specialisms", "acts_for", "legal_aid", "courts", *_MONEY,
        "insurance_checked_on", "consent_on",
    ),
    EntryKind.PSYCHOLOGIST: (
        *_ALL, "gender", "cultures", "accreditation", "accredited_until", "specialisms", "online", *_MONEY,
        "third_party_payment", "waiting_weeks", "consent_on",
    ),
    EntryKind.INTERPRETER: (
        *_ALL, "gender", "sworn", "accreditation", "accredited_until", "online", "travel_zone", *_MONEY,
        "consent_on",
    ),
    EntryKind.AUTHORITY: _ALL,
}  # fmt: skip
"""Which fields a kind of entry has; all others stay empty."""

SPECIALISMS: Mapping[EntryKind, tuple[Specialism, ...]] = {
    EntryKind.LAWYER: (
        Specialism.RETURN_APPLICATION, Specialism.DEFENCE_TAKING, Specialism.CUSTODY, Specialism.CRIMINAL,
        Specialism.EU_ENFORCEMENT,
    ),
    EntryKind.PSYCHOLOGIST: (Specialism.CHILD, Specialism.TRAUMA, Specialism.FAMILY),
}  # fmt: skip
_CALLED: Mapping[tuple[EntryKind, str], str] = {
    (EntryKind.PSYCHOLOGIST, "accreditation"): N_("Licence number"),
    (EntryKind.PSYCHOLOGIST, "accredited_until"): N_("Recognised until"),
    (EntryKind.PSYCHOLOGIST, "specialisms"): N_("Trained in"),
    (EntryKind.INTERPRETER, "accreditation"): N_("Number in the register"),
    (EntryKind.INTERPRETER, "accredited_until"): N_("Registered until"),
    (EntryKind.LAWYER, "organisation"): N_("Firm"),
    (EntryKind.AUTHORITY, "organisation"): N_("Name of the authority"),
    (EntryKind.AUTHORITY, "given_names"): N_("Contact person: given names"),
    (EntryKind.AUTHORITY, "family_names"): N_("Contact person: family names"),
}
_PAST = ("read_on", "verified_on", "consent_on", "insurance_checked_on", "admitted_on", "accredited_from")
_SET_ELSEWHERE = frozenset({"verified_on"})  # by an import: the office verified before it had this program


@cache
def fields_for(kind: EntryKind) -> dict[str, Field]:
    """The fields of a kind, by name, called as that kind calls them; authorities must say when the source was
    read, and what they are called."""
    found = fields_of(DirectoryEntry)
    must = {"read_on", "organisation"} if kind is EntryKind.AUTHORITY else set[str]()
    return {
        name: replace(
            found[name],
            label=_CALLED.get((kind, name), found[name].label),
            required=found[name].required or name in must,
        )
        for name in FIELDS[kind]
    }


def check_entry(work_day: date, kind: EntryKind, values: Mapping[str, Any]) -> None:
    """Raise `Invalid` for what an entry of this kind cannot be."""
    for name in values.keys() - set(FIELDS[kind]) - _SET_ELSEWHERE:
        if values[name] not in (None, "", []):
            raise Invalid(name, "An entry of this kind has no such field.")
    for name, described in fields_for(kind).items():
        if described.required and values.get(name) in (None, ""):
            raise Invalid(name, "Fill in “{field}”.", field=Message(described.label))
    if not any(values.get(name) for name in _NAMES):
        raise Invalid("family_names", "Give a name, or the name of the firm or organisation.")
    for name in _PAST:
        if isinstance(day := values.get(name), date) and day > work_day:
            raise Invalid(name, "This day lies in the future. Check the year.")
    email, phone = str(values.get("email") or ""), str(values.get("phone") or "")
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", email.strip()):
        raise Invalid("email", "This is not an e-mail address, for example name@example.org.")
    if phone and len(re.sub(r"\D", "", phone)) < 5:
        raise Invalid("phone", "A phone number has at least five digits.")
    begin, end = values.get("accredited_from"), values.get("accredited_until")
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        raise Invalid("accredited_until", "The end lies before the beginning.")
    _check_numbers(values)
    allowed = {str(each) for each in SPECIALISMS.get(kind, ())}
    if wrong := {str(each) for each in values.get("specialisms") or ()} - allowed:
        raise Invalid("specialisms", "“{value}” is not a choice here.", value=Specialism(min(wrong)))


def _check_numbers(values: Mapping[str, Any]) -> None:
    vat, most, weeks = (values.get(name) for name in ("vat_percent", "most_cases", "waiting_weeks"))
    if vat is not None and not 0 <= vat <= 100:
        raise Invalid("vat_percent", "VAT is a percentage between 0 and 100.")
    if most is not None and not 0 < most <= 100:
        raise Invalid("most_cases", "Give a number between 1 and 100.")
    if weeks is not None and not 0 <= weeks <= 520:
        raise Invalid("waiting_weeks", "Give a number of weeks between 0 and 520.")


def folded_name(values: Mapping[str, Any] | DirectoryEntry) -> str:
    """Family name first, else the organisation: what entries are sorted and compared by."""

    def read(name: str) -> str:
        value = values.get(name) if isinstance(values, Mapping) else getattr(values, name)
        return str(value or "")

    name = fold(f"{read('family_names')} {read('given_names')}")
    return (name or fold(read("organisation")))[:1000]


def entry_key(email: str | None, phone: str | None) -> tuple[str, str]:
    """E-mail and phone as they are compared; empty where there is none."""
    number = digits(phone or "")
    return fold(email or ""), number if len(number) >= 5 else ""


def refresh(work: Work, entry: DirectoryEntry) -> None:
    """Let the name it is sorted by and the search index follow the record."""
    entry.folded = folded_name(entry)
    index.index_entry(work, entry.id)


@action()
def add_directory_entry(work: Work, kind: EntryKind, values: Mapping[str, Any]) -> int:
    """Add an entry; returns its id. None is without its source."""
    check_entry(work.today, kind, values)
    entry = work.add(DirectoryEntry(folded=folded_name(values)), kind=kind, **values)
    refresh(work, entry)
    return entry.id


@action()
def change_directory_entry(work: Work, entry_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change an entry's fields."""
    change_entry_fields(work, work.get(DirectoryEntry, entry_id), seen, changes)


def change_entry_fields(work: Work, entry: DirectoryEntry, seen: int, changes: Mapping[str, Any]) -> None:
    """Change fields within another action; raises as `change_directory_entry` does."""
    refuse_merged(entry)
    now = {name: getattr(entry, name) for name in FIELDS[entry.kind]}
    check_entry(work.today, entry.kind, {**now, **changes})
    work.change(entry, seen, changes)
    refresh(work, entry)


@action()
def verify_entry(work: Work, entry_id: int, *, seen: int, on: date | None = None) -> None:
    """Say that the entry was checked with whom it is about, today or on an earlier day."""
    set_verified(work, work.get(DirectoryEntry, entry_id), seen, on or work.today)


def set_verified(work: Work, entry: DirectoryEntry, seen: int, day: date) -> None:
    """Mark an entry verified within another action."""
    refuse_merged(entry)
    if day > work.today:
        raise Invalid("verified_on", "This day lies in the future. Check the year.")
    work.change(entry, seen, {"verified_on": day, "verified_by": work.staff.id})


@action()
def leave_directory(work: Work, entry_id: int, *, seen: int, on: date | None = None) -> None:
    """Take an entry out of the directory from a day on (today unless said). It stays, with what was given."""
    entry = work.get(DirectoryEntry, entry_id)
    if entry.left_on is not None:
        raise Refused("This entry has left the directory already.")
    if on is not None and on > work.today:
        raise Invalid("left_on", "This day lies in the future. Check the year.")
    work.change(entry, seen, {"left_on": on or work.today})


@action()
def return_to_directory(work: Work, entry_id: int, *, seen: int) -> None:
    """Bring an entry back that had left."""
    entry = work.get(DirectoryEntry, entry_id)
    if entry.left_on is None:
        raise Refused("This entry has not left the directory.")
    work.change(entry, seen, {"left_on": None})


def refuse_merged(entry: DirectoryEntry) -> None:
    """Raise `Refused` where another entry has taken this one over."""
    if entry.merged_into_id is not None:
        raise Refused("This entry was merged into another one. Change that one, or undo the merge.")


@action()
def add_absence(work: Work, entry_id: int, values: Mapping[str, Any]) -> int:
    """Days on which somebody cannot be asked; returns its id."""
    entry = work.get(DirectoryEntry, entry_id)
    absence = work.add(Absence(entry_id=entry.id), **values)
    if absence.until < absence.since:
        raise Invalid("until", "The end lies before the beginning.")
    work.touched.add((DirectoryEntry.__tablename__, entry.id))
    return absence.id


@action()
def remove_absence(work: Work, absence_id: int) -> None:
    """Remove an absence entered by mistake."""
    absence = work.get(Absence, absence_id)
    work.remove(absence)
    work.touched.add((DirectoryEntry.__tablename__, absence.entry_id))


@action()
def add_conflict(
    work: Work,
    entry_id: int,
    values: Mapping[str, Any],
    *,
    person_id: int | None = None,
    other_id: int | None = None,
) -> int:
    """A conflict of interest with a person of a case, another entry or a firm; returns its id."""
    entry = work.get(DirectoryEntry, entry_id)
    if person_id is not None:
        work.get(Person, person_id)
    if other_id is not None:
        if other_id == entry_id:
            raise Invalid("other_id", "An entry has no conflict with itself. Choose another one.")
        work.get(DirectoryEntry, other_id)
    if person_id is None and other_id is None and not values.get("firm"):
        raise Invalid("firm", "Say with whom: a person, another entry, or a firm.")
    made = Conflict(entry_id=entry.id, person_id=person_id, other_id=other_id)
    conflict = work.add(made, **values)
    work.touched.add((DirectoryEntry.__tablename__, entry.id))
    return conflict.id


@action()
def remove_conflict(work: Work, conflict_id: int) -> None:
    """Remove a conflict that is none."""
    conflict = work.get(Conflict, conflict_id)
    work.remove(conflict)
    work.touched.add((DirectoryEntry.__tablename__, conflict.entry_id))
