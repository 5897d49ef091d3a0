"""Attestations and lists of the directory: in four languages, each page what it should be, nothing cut."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from abductdesk import documents
from abductdesk.documents.directoryfacts import AddressFacts, AttestationFacts, DirectoryFacts, ListedName
from abductdesk.faults import Refused
from abductdesk.terms import EntryKind, TrainingKind

DAY = date(2026, 11, 23)
ATTESTATION = AttestationFacts(
    number="AT-2026-0001",
    name="Élise Voorbeeld",
    organisation="Kantoor Verzonnen",
    title="Two states, one child",
    kind=TrainingKind.ABDUCTION_LAW,
    on=date(2026, 10, 1),
    until=date(2026, 10, 2),
    hours=12,
    place="Gent",
    given_by="Bureau Test",
    bureau="Bureau Test",
    signed="An Peeters",
    issued_on=DAY,
    town="Brussel",
)
NAME = ListedName(
    EntryKind.LAWYER, "Ada Fictief", "Fictief Advocaten", "Balie Gent", "Voorbeeldstraat 1", "9000", "Gent",
    country="BE", phone="+32 2 512 34 56", email="ada@example.org", languages=("nl:native", "ar:good"),
    specialisms=("Custody",), notes=("Takes legal aid",),
)  # fmt: skip


def pages(made: documents.Made) -> list[str]:
    document = PdfDocument(io.BytesIO(made.bytes))
    found = [page.get_textpage().get_text_bounded() for page in document]
    assert len(found) == made.pages
    return found


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_each_attestation_stands_on_its_own_page_in_each_language(language: str) -> None:
    two = replace(ATTESTATION, number="AT-2026-0002", name="Bea Bedacht", organisation="", hours=None)
    made = documents.attestations((ATTESTATION, two), language)
    first, second = pages(made)
    assert made.language == language
    assert all(said in first for said in ("AT-2026-0001", "Élise Voorbeeld", "Two states, one child", "12"))
    assert "Bea Bedacht" in second and "Élise" not in second
    assert first.count("Bureau Test") == second.count("Bureau Test")  # both have their letterhead
    assert "1/2" not in first  # pages of different people are not counted together


def test_the_same_attestation_has_the_same_bytes() -> None:
    one, two = (documents.attestations((ATTESTATION,), "en") for _ in range(2))
    assert one.sha256 == two.sha256


def test_a_name_that_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Refused, match="right to left"):
        documents.attestations((replace(ATTESTATION, name="ياسمين"),), "en")


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("kind", list(EntryKind))
def test_a_list_names_everybody_once_by_place(kind: EntryKind, language: str) -> None:
    names = tuple(replace(NAME, kind=kind, name=f"Ada Fictief{at:02}") for at in range(40))
    made = documents.directory_list(DirectoryFacts("Bureau Test", DAY, kind, names), language)
    text = "\n".join(pages(made))
    assert all(text.count(each.name) == 1 for each in names)
    assert made.pages > 1


def test_by_language_somebody_stands_below_each_language_spoken_well() -> None:
    basic = replace(NAME, name="Bea Bedacht", languages=("nl:basic", "ar:good"))
    facts = DirectoryFacts("Bureau Test", DAY, EntryKind.LAWYER, (NAME, basic), by_language=True)
    text = "\n".join(pages(documents.directory_list(facts, "en")))
    assert (text.count("Ada Fictief"), text.count("Bea Bedacht")) == (2, 1)


def test_addresses_abroad_name_the_country() -> None:
    abroad = replace(NAME, name="Bea Bedacht", city="Lille", country="FR")
    facts = AddressFacts("Bureau Test", DAY, date(2026, 12, 23), (NAME, abroad))
    (text,) = pages(documents.address_list(facts, "en"))
    assert "France" in text and "23 December 2026" in text
