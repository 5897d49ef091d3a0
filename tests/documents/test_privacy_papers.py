"""The record of processing and the registers on paper, in the four languages of the office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from abductdesk.documents import Made, privacy_register, processing_record
from abductdesk.documents.privacyfacts import KeptData, ProcessingFacts, RegisterFacts
from abductdesk.i18n import OFFICE_LANGUAGES, Country, L
from abductdesk.terms import BreachRisk, CaseKind, RequestKind, Role, ServiceKind, SubjectKind
from tests.documents.sample import GOLDEN, by_pdfium, by_poppler, words

MONDAY = date(2026, 11, 23)
BUREAU = "Bureau voor voorafgaande bemiddeling"
RECORD = ProcessingFacts(
    bureau=BUREAU,
    made_on=MONDAY,
    controller="Stichting Voorbeeld, Houtstraat 1, 1000 Brussel",
    officer="",
    kept=(
        KeptData(
            L("Child"),
            L(SubjectKind.CHILD.label),
            (L("School"), L("Where the child is now")),
            L("with the case"),
        ),
        KeptData(L("Staff"), L(SubjectKind.STAFF.label), (), L("while it is useful")),
    ),
    recipients=(L(Role.TAKING_PARENT.label), L(ServiceKind.CENTRAL_AUTHORITY.label)),
    third_states=(Country("MA"), Country("TR")),
    retention=((L(CaseKind.REMOVAL.label), 10), (L(CaseKind.INFORMATION_ONLY.label), 2)),
)
EMPTY = replace(RECORD, controller="", kept=(), recipients=(), third_states=(), retention=())
REQUESTS = RegisterFacts(
    bureau=BUREAU,
    made_on=MONDAY,
    title=L("Register of data-subject requests"),
    entries=(
        ("DR-2026-0001", ((L("What is asked"), L(RequestKind.ACCESS.label)),
                          (L("Received on"), L("{day}", day=MONDAY)), (L("Answer"), ""))),
        ("DR-2026-0002", ((L("What is asked"), L(RequestKind.ERASURE.label)),)),
    ),
)  # fmt: skip
NAMED = replace(REQUESTS, named=True, entries=(("DR-2026-0001", ((L("Who asks"), "Zoë Şahin-Łukasz"),)),))
BREACHES = RegisterFacts(
    bureau=BUREAU,
    made_on=MONDAY,
    title=L("Register of data breaches (Art. 33(5))"),
    entries=(("BR-2026-0001", ((L("Risk"), L(BreachRisk.HIGH.label)),)),),
)
PAPERS: dict[str, Callable[[str], Made]] = {
    "processing": lambda language: processing_record(RECORD, language),
    "requests": lambda language: privacy_register(REQUESTS, language),
    "breaches": lambda language: privacy_register(BREACHES, language),
}


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
@pytest.mark.parametrize("name", list(PAPERS))
def test_a_paper_says_exactly_this(language: str, name: str) -> None:
    made = PAPERS[name](language)
    assert by_pdfium(made.bytes) + "\n" == (GOLDEN / f"privacy_{name}_{language}.txt").read_text("utf-8")
    assert words(by_pdfium(made.bytes)) == words(by_poppler(made.bytes))
    assert made.bytes == PAPERS[name](language).bytes


def test_what_nobody_entered_is_left_to_fill_in() -> None:
    """Never a guess: controller, officer, legal bases, safeguards and time limits."""
    fill = "To be filled in: ___"
    assert by_pdfium(processing_record(RECORD, "en").bytes).count(fill) == 6
    empty = by_pdfium(processing_record(EMPTY, "en").bytes)
    assert empty.count(fill) == 7
    assert "No letter has been issued" in empty and "outside the European Economic Area" in empty


def test_names_stand_there_only_when_given() -> None:
    assert "Without names of persons." in by_pdfium(privacy_register(REQUESTS, "en").bytes)
    named = by_pdfium(privacy_register(NAMED, "en").bytes)
    assert "Zoë Şahin-Łukasz" in named and "Confidential: names people." in named


def test_a_long_register_keeps_each_entry_together() -> None:
    lines = tuple((L("What exactly"), "said once") for _ in range(6))
    many = replace(REQUESTS, entries=tuple((f"DR-2026-{n:04d}", lines) for n in range(40)))
    made = privacy_register(many, "de")
    assert made.pages > 5
    pages = by_pdfium(made.bytes).split("\n\f\n")
    for page in pages:
        assert page.count("said once") == 6 * page.count("DR-2026-")
    assert "No entry yet." in by_pdfium(privacy_register(replace(REQUESTS, entries=()), "en").bytes)


if __name__ == "__main__":
    for code in OFFICE_LANGUAGES:
        for what, make in PAPERS.items():
            (GOLDEN / f"privacy_{what}_{code}.txt").write_text(by_pdfium(make(code).bytes) + "\n", "utf-8")
