"""Letters and sheets as PDF: (facts, language) → bytes. No database, no window, no records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from abductdesk import i18n
from abductdesk.documents.directoryfacts import AddressFacts, AttestationFacts, DirectoryFacts
from abductdesk.documents.facts import Facts
from abductdesk.documents.known import Missing
from abductdesk.documents.letters import LETTERS
from abductdesk.documents.listfacts import ListFacts
from abductdesk.documents.wording import DOMAIN, Letter, render
from abductdesk.faults import Refused

if TYPE_CHECKING:
    from datetime import date

    from abductdesk.documents.text.profiles import Profile

__all__ = [
    "LETTERS",
    "Facts",
    "Letter",
    "ListFacts",
    "Made",
    "Missing",
    "address_list",
    "attestations",
    "deadline_list",
    "directory_list",
    "languages",
    "letter",
    "make",
    "missing",
    "recovery_sheet",
]

Bytes = bytes  # `Made.bytes` hides the class inside its own body


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document: exactly these bytes are issued, kept and printed."""

    bytes: Bytes
    sha256: str
    language: str
    template_version: str
    pages: int


def languages() -> tuple[str, ...]:
    """The languages that have a catalogue of letters, English first. All shipped wording is draft."""
    return i18n.languages(DOMAIN)


def letter(letter_id: str) -> Letter:
    """The letter of that id; `Refused` where there is none."""
    if letter_id not in LETTERS:
        raise Refused("There is no letter called {letter}. Choose one of: {known}.",
                      letter=letter_id, known=i18n.Listing(tuple(LETTERS)))  # fmt: skip
    return LETTERS[letter_id]


def missing(letter_id: str, facts: Facts, *, overlay: Mapping[str, str] | None = None) -> list[Missing]:
    """What must be entered before this letter can be made, in reading order; empty when ready."""
    return letter(letter_id).missing(facts, overlay)


def make(
    letter_id: str,
    facts: Facts,
    language: str,
    *,
    profile: str | Profile = "belgian",
    overlay: Mapping[str, str] | None = None,
) -> Made:
    """The letter as PDF; the same facts, wording and language give the same bytes.

    `profile` is a window envelope (a name in `text.profiles.PROFILES`, or a `Profile` moved by an offset);
    `overlay` maps a paragraph's id to the bureau's own wording in this language. Raises `Refused` for
    missing facts, a language or wording that is not there, an address too long for the window, and
    characters that cannot be drawn.
    """
    # ReportLab takes 0.35 s to import: the first letter pays, not the start of the program
    from abductdesk.documents.text.profiles import PROFILES
    from abductdesk.documents.typeset import typeset

    rendered = render(letter(letter_id), facts, language, overlay)
    pdf, pages = typeset(rendered, facts, PROFILES[profile] if isinstance(profile, str) else profile)
    return Made(pdf, sha256(pdf).hexdigest(), language, rendered.template_version, pages)


def recovery_sheet(bureau: str, person: str, code: str, made_on: date, language: str) -> Made:
    """The sheet for the safe: what the recovery code is, and the code in groups. Kept nowhere."""
    from abductdesk.documents.recovery import typeset_sheet  # ReportLab again: first start need not wait

    pdf, pages = typeset_sheet(bureau, person, code, made_on, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "recovery-1", pages)


def deadline_list(facts: ListFacts, language: str) -> Made:
    """The list of deadlines on paper; kept nowhere. `Refused` for a character that cannot be drawn."""
    from abductdesk.documents.weekly_list import typeset_list  # ReportLab again

    pdf, pages = typeset_list(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "deadlines-1", pages)


def attestations(each: Sequence[AttestationFacts], language: str) -> Made:
    """Attestations of a training, one on a page. `Refused` for a character that cannot be drawn."""
    from abductdesk.documents.attestation import typeset_attestations  # ReportLab again

    pdf, pages = typeset_attestations(each, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "attestation-1", pages)


def directory_list(facts: DirectoryFacts, language: str) -> Made:
    """The list of names for parents. `Refused` for a character that cannot be drawn."""
    from abductdesk.documents.names_list import typeset_names  # ReportLab again

    pdf, pages = typeset_names(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "directory-1", pages)


def address_list(facts: AddressFacts, language: str) -> Made:
    """Addresses to write to, with room for the answers. `Refused` for a character that cannot be drawn."""
    from abductdesk.documents.names_list import typeset_addresses  # ReportLab again

    pdf, pages = typeset_addresses(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "addresses-1", pages)
