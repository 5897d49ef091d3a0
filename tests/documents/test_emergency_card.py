"""The emergency card in the four languages of the office: twice the same on one sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from abductdesk.documents import CardFacts, CardNumber, journey_card
from abductdesk.i18n import OFFICE_LANGUAGES
from tests.documents.sample import GOLDEN, by_pdfium, by_poppler, lines, words

FACTS = CardFacts(
    bureau="Bureau voor voorafgaande bemiddeling",
    reference="PMB-2026-0042",
    children=("Zoë", "Łukasz"),
    leaves_on=date(2026, 12, 23),
    numbers=(
        CardNumber("Elke Janssens", "Bureau voor voorafgaande bemiddeling", "+32 2 555 01 23"),
        CardNumber("Consular duty officer", "", "+32 2 501 81 11"),
        CardNumber("Tante Mia", "wacht in de aankomsthal", "+32 470 55 12 34"),
    ),
)


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
def test_the_card_says_exactly_this(language: str) -> None:
    made = journey_card(FACTS, language)
    assert made.pages == 1
    assert by_pdfium(made.bytes) + "\n" == (GOLDEN / f"emergency_card_{language}.txt").read_text("utf-8")
    assert words(by_pdfium(made.bytes)) == words(by_poppler(made.bytes))
    assert made.bytes == journey_card(FACTS, language).bytes


def test_both_cards_say_the_same_and_stay_on_the_sheet() -> None:
    many = replace(FACTS, numbers=FACTS.numbers * 4, leaves_on=None)
    made = journey_card(many, "de")
    assert made.pages == 1
    said = by_pdfium(made.bytes)
    assert said.count("+32 2 501 81 11") == 8
    assert max(each.right for each in lines(made.bytes, 0)) <= 210 - 20


if __name__ == "__main__":
    for code in OFFICE_LANGUAGES:
        said = by_pdfium(journey_card(FACTS, code).bytes)
        (GOLDEN / f"emergency_card_{code}.txt").write_text(said + "\n", "utf-8")
