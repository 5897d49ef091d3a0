"""The list of deadlines on paper, in the four languages of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from abductdesk.documents import deadline_list
from abductdesk.documents.listfacts import ListFacts, ListLine
from abductdesk.i18n import LN, OFFICE_LANGUAGES, L
from abductdesk.terms import Law
from tests.documents.sample import GOLDEN, by_pdfium, by_poppler, lines, words

MONDAY = date(2026, 11, 23)
LAW = L(Law.BRUSSELS_IIB.label)


def line(day: int | None, days: int, reference: str, **more: object) -> ListLine:
    said = LN("In {n} day", "In {n} days", days) if days >= 0 else LN("{n} day late", "{n} days late", -days)
    values = {"what": L("Follow-up of the bureau"), "binds": L("either parent"), **more}
    return ListLine(date(2026, 11, day) if day else None, said, reference, **values)  # type: ignore[arg-type]


LIST = ListFacts(
    bureau="Bureau voor voorafgaande bemiddeling",
    made_on=MONDAY,
    until=date(2026, 11, 30),
    lines=(
        line(20, -3, "PMB-2026-0007", caseworker="Bram Wouters", late=True),
        line(
            24, 1, "PMB-2026-0003", caseworker="An Peeters",
            what=L("Decision at first instance"), article="Art. 24(2)", instrument=LAW,
            binds=L("the court of the requested state, save in exceptional circumstances"),
        ),
        line(26, 3, "PMB-2025-0114", caseworker="Bram Wouters"),
        line(26, 3, "PMB-2026-0020"),
        replace(line(None, 0, "PMB-2026-0021", caseworker="An Peeters"), days=L("Check which law applies")),
    ),
)  # fmt: skip
GIVEN = replace(
    LIST, named=True, by_day=True, lines=tuple(replace(each, names="Zoë Şahin-Łukasz") for each in LIST.lines)
)


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
@pytest.mark.parametrize(("name", "facts"), [("deadlines", LIST), ("deadlines_named", GIVEN)])
def test_the_list_says_exactly_this(language: str, name: str, facts: ListFacts) -> None:
    made = deadline_list(facts, language)
    assert by_pdfium(made.bytes) + "\n" == (GOLDEN / f"{name}_{language}.txt").read_text("utf-8")
    assert words(by_pdfium(made.bytes)) == words(by_poppler(made.bytes))
    assert made.bytes == deadline_list(facts, language).bytes


def test_names_stand_there_only_when_given() -> None:
    assert "Zoë" not in by_pdfium(deadline_list(LIST, "nl").bytes)
    assert by_pdfium(deadline_list(GIVEN, "nl").bytes).count("Zoë") == len(GIVEN.lines)


def test_it_says_what_it_was_narrowed_to() -> None:
    text = by_pdfium(deadline_list(replace(LIST, shown=(L("Overdue"), "Bram Wouters")), "fr").bytes)
    assert "Bram Wouters" in text.split("PMB", 1)[0]


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
def test_a_long_list_repeats_its_head_and_keeps_headings_with_their_lines(language: str) -> None:
    many = tuple(
        line(24 + number // 30, 1 + number // 30, f"PMB-2026-{number:04d}", what="W" * 60 + " and more words")
        for number in range(150)
    )
    made = deadline_list(replace(LIST, lines=many, by_day=True), language)
    assert made.pages > 3
    for page in range(made.pages):
        found = lines(made.bytes, page)
        assert max(each.right for each in found) <= 210 - 25 + 0.5
        assert f"{page + 1}/{made.pages}" in {each.text for each in found}
        table = [each.text for each in found if 30 < each.top < 270]
        assert not table[-1].endswith("2026") or table[-1].startswith("PMB")  # no heading at the foot
    assert sum(by_pdfium(made.bytes).count(f"PMB-2026-{number:04d}") for number in range(150)) == 150


if __name__ == "__main__":
    for code in OFFICE_LANGUAGES:
        for what, given in (("deadlines", LIST), ("deadlines_named", GIVEN)):
            read = by_pdfium(deadline_list(given, code).bytes)
            (GOLDEN / f"{what}_{code}.txt").write_text(read + "\n", "utf-8")
