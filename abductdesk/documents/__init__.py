"""Letters and sheets as PDF: (facts, language) → bytes. No database, no window, no records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from abductdesk import i18n
from abductdesk.documents.datafacts import CertificateFacts, CopyFacts
from abductdesk.documents.directoryfacts import AddressFacts, AttestationFacts, DirectoryFacts
from abductdesk.documents.facts import Facts
from abductdesk.documents.known import Missing
from abductdesk.documents.letters import LETTERS
from abductdesk.documents.listfacts import ListFacts
from abductdesk.documents.privacyfacts import ProcessingFacts, RegisterFacts
from abductdesk.documents.travelfacts import CardFacts, CardNumber
from abductdesk.documents.wording import DOMAIN, Letter, render
from abductdesk.faults import Refused

if TYPE_CHECKING:
    from datetime import date

    from abductdesk.documents.text.profiles import Profile

__all__ = [
    "LETTERS",
    "CardFacts",
    "CardNumber",
    "CertificateFacts",
    "CopyFacts",
    "Facts",
    "Letter",
    "ListFacts",
    "Made",
    "Missing",
    "address_list",
    "attestations",
    "certificate",
    "data_copy",
    "deadline_list",
    "directory_list",
    "journey_card",
    "languages",
    "letter",
    "make",
    "missing",
    "privacy_register",
    "processing_record",
    "recovery_sheet",
    "words_in",
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


def passphrase_sheet(bureau: str, person: str, phrase: str, made_on: date, language: str) -> Made:
    """The sheet for a colleague: a passphrase for the first sign-in. Kept nowhere."""
    from abductdesk.documents.recovery import typeset_sheet  # ReportLab again

    pdf, pages = typeset_sheet(bureau, person, phrase, made_on, language, temporary=True)
    return Made(pdf, sha256(pdf).hexdigest(), language, "passphrase-1", pages)


def deadline_list(facts: ListFacts, language: str) -> Made:
    """The list of deadlines on paper; kept nowhere. `Refused` for a character that cannot be drawn."""
    from abductdesk.documents.weekly_list import typeset_list  # ReportLab again

    pdf, pages = typeset_list(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "deadlines-1", pages)


def journey_card(facts: CardFacts, language: str) -> Made:
    """The emergency card of a journey; kept nowhere. `Refused` for a character that cannot be drawn."""
    from abductdesk.documents.emergency_card import typeset_card  # ReportLab again

    pdf, pages = typeset_card(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "card-1", pages)


def data_copy(facts: CopyFacts, language: str) -> Made:
    """A copy of somebody's data; kept nowhere. What the font cannot draw is said to be in the data file."""
    from abductdesk.documents.copy_sheet import typeset_copy  # ReportLab again

    pdf, pages = typeset_copy(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "data-1", pages)


def certificate(facts: CertificateFacts, language: str) -> Made:
    """The certificate of an erasure, which can be made again whenever it is asked for."""
    from abductdesk.documents.certificate_sheet import typeset_certificate  # ReportLab again

    pdf, pages = typeset_certificate(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "erasure-1", pages)


def words_in(content: bytes, media_type: str) -> str | None:
    """The words of a document, as far as the program can read it: PDF, office files, mail and plain text.
    None for pictures and whatever else only a person can read."""
    from abductdesk.documents.reading import read_words  # the PDF library, 0.13 s: only erasing asks

    return read_words(content, media_type)


def processing_record(facts: ProcessingFacts, language: str) -> Made:
    """The record of processing activities; kept nowhere. `Refused` for what cannot be drawn."""
    from abductdesk.documents.privacy_papers import typeset_processing  # ReportLab again

    pdf, pages = typeset_processing(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "processing-1", pages)


def privacy_register(facts: RegisterFacts, language: str) -> Made:
    """A register of data protection on paper; kept nowhere. `Refused` for what cannot be drawn."""
    from abductdesk.documents.privacy_papers import typeset_register  # ReportLab again

    pdf, pages = typeset_register(facts, language)
    return Made(pdf, sha256(pdf).hexdigest(), language, "register-1", pages)


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
