"""What sheets of the directory may know: attestations of trainings, the list of names, lists of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from abductdesk.terms import EntryKind, TrainingKind


@dataclass(frozen=True, slots=True)
class AttestationFacts:
    """One attestation: who followed which training, of how many hours, when, given by whom."""

    number: str
    name: str
    organisation: str
    title: str
    kind: TrainingKind
    on: date
    until: date | None
    hours: int | None
    place: str
    given_by: str
    bureau: str
    signed: str
    issued_on: date
    town: str


@dataclass(frozen=True, slots=True)
class ListedName:
    """An entry as it leaves the office: only what whom it is about agreed to have listed. `languages` are
    "code:level", `specialisms` and `notes` labels of terms, `country` a code."""

    kind: EntryKind
    name: str
    organisation: str = ""
    bar: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    languages: tuple[str, ...] = ()
    specialisms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryFacts:
    """The list of a kind of entry on a day, grouped by place or by language."""

    bureau: str
    made_on: date
    kind: EntryKind
    names: tuple[ListedName, ...]
    by_language: bool = False


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """Names and addresses on paper, for whoever writes to them by hand; `purpose` says what it is for."""

    bureau: str
    made_on: date
    answer_by: date
    names: tuple[ListedName, ...]
