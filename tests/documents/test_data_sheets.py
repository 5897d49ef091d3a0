"""A copy of somebody's data and a certificate of erasure, in the four languages of the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from abductdesk.documents import CertificateFacts, CopyFacts, Made, certificate, data_copy
from abductdesk.documents.datafacts import Counted, DataLine, DataPart, LeftOut
from abductdesk.i18n import OFFICE_LANGUAGES, Country, L
from abductdesk.terms import ContactKind, Outcome, Role
from tests.documents.sample import GOLDEN, by_pdfium, by_poppler, lines, words

DAY = date(2026, 11, 23)
BUREAU = "Bureau voor voorafgaande bemiddeling"
COPY = CopyFacts(
    bureau=BUREAU,
    controller="Stichting Voorbeeld, Voorbeeldlaan 292, 1020 Brussel",
    contact="privacy@premediation.example",
    made_on=DAY,
    name="Zoë Şahin-Łukasz",
    number="DR-2026-0007",
    parts=(
        DataPart(
            L("Person"), "",
            (DataLine(L("Given names"), "Zoë"), DataLine(L("Born on"), date(1988, 2, 1))),
        ),
        DataPart(
            L("Contact"), "",
            (DataLine(L("Kind"), ContactKind.ADDRESS), DataLine(L("Country"), Country("BE"))),
        ),
        DataPart(
            L("Note"), "PMB-2026-0042",
            (DataLine(L("Note"), "Zoë asked whether [another person] may travel.\nShe calls again."),),
        ),
        DataPart(L("Person"), "", (DataLine(L("Name in own script"), "زوي Şahin"),)),
    ),
    recipients=(Counted(Role.AUTHORITY, 2, date(2026, 3, 1), DAY),),
    uses=(Counted(L("Looked at"), 14, date(2026, 2, 1), DAY),),
    kept=(("PMB-2026-0042", None), ("PMB-2024-0003", date(2034, 5, 6))),
    left_out=(
        LeftOut(L("Contact"), 3, L("These are the data of other people (Art. 15(4)).")),
        LeftOut(L("Service"), 1, L("It may give away where somebody is, or who helps them.")),
    ),
)  # fmt: skip
CERTIFICATE = CertificateFacts(
    bureau=BUREAU,
    controller="Stichting Voorbeeld, Voorbeeldlaan 292, 1020 Brussel",
    number="ER-2026-0001",
    what=L("A file was anonymised, with the people who are on no other"),
    reference="PMB-2016-0042",
    erased_on=DAY,
    role=L("Manager"),
    reason="De bewaartermijn is voorbij.",
    counts=((L("People"), 4), (L("Records emptied"), 31), (L("Details of journal entries"), 120)),
    rotates_on=date(2026, 12, 7),
    kept=14,
    shared=2,
)
SHEETS: dict[str, Callable[[str], Made]] = {
    "data_copy": lambda language: data_copy(COPY, language),
    "certificate": lambda language: certificate(CERTIFICATE, language),
}


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
@pytest.mark.parametrize("name", SHEETS)
def test_the_sheet_says_exactly_this(language: str, name: str) -> None:
    made: Made = SHEETS[name](language)
    assert by_pdfium(made.bytes) + "\n" == (GOLDEN / f"{name}_{language}.txt").read_text("utf-8")
    assert words(by_pdfium(made.bytes)) == words(by_poppler(made.bytes))
    assert made.bytes == SHEETS[name](language).bytes


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
def test_the_certificate_is_one_page_and_names_nobody(language: str) -> None:
    assert certificate(CERTIFICATE, language).pages == 1
    assert certificate(replace(CERTIFICATE, rotates_on=None), language).pages == 1


def test_a_very_long_text_breaks_over_pages() -> None:
    long = DataPart(L("Note"), "PMB-2026-0042", (DataLine(L("Note"), "zzyzx " * 4000),))
    many = tuple(replace(long, title=L("Note")) for _ in range(2))
    made = data_copy(replace(COPY, parts=many), "de")
    assert made.pages > 4
    assert by_pdfium(made.bytes).count("zzyzx") == 8000
    for page in range(made.pages):
        assert max(each.right for each in lines(made.bytes, page)) <= 210 - 25 + 0.5


def test_nothing_held_is_said() -> None:
    empty = replace(COPY, parts=(), recipients=(), uses=(), kept=(), left_out=(), number="")
    said = " ".join(by_pdfium(data_copy(empty, "en").bytes).split())
    assert "The bureau holds nothing else on you." in said
    assert "No letter has left the bureau" in said


def test_staff_read_of_their_work_and_of_no_files() -> None:
    said = " ".join(by_pdfium(data_copy(replace(COPY, staff=True, recipients=()), "en").bytes).split())
    assert "your work" in said
    assert "Who received" not in said


def test_values_are_said_in_words() -> None:
    part = DataPart(L("Child"), "PMB-2026-0042", (DataLine(L("Outcome"), Outcome.VOLUNTARY_RETURN),))
    said = by_pdfium(data_copy(replace(COPY, parts=(part,)), "nl").bytes)
    assert Outcome.VOLUNTARY_RETURN.value not in said


if __name__ == "__main__":
    for code in OFFICE_LANGUAGES:
        for what, make in SHEETS.items():
            (GOLDEN / f"{what}_{code}.txt").write_text(by_pdfium(make(code).bytes) + "\n", "utf-8")
