"""Dates, states, languages and coded values as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.exchange.values import day_of, language_of, state_of, term_of
from abductdesk.faults import Refused
from abductdesk.terms import CaseKind, Precision, ReferralSource, Sex, Stage, Term


@pytest.mark.parametrize(
    "written",
    ["3/2/26", "03-02-2026", "2026-02-03", "03.02.2026", "3 februari 2026", "3 févr. 2026", "3. Februar 2026",
     "3 Feb 2026", "46056", "2026-02-03 00:00:00", "2026-02-03T00:00:00", "2026/2/3"],
)  # fmt: skip
def test_days(written: str) -> None:
    assert day_of(written) == (date(2026, 2, 3), Precision.DAY)


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2019", date(2019, 1, 1), Precision.YEAR),
        ("05/2019", date(2019, 5, 1), Precision.MONTH),
        ("mei 2019", date(2019, 5, 1), Precision.MONTH),
        ("3/2/95", date(1995, 2, 3), Precision.DAY),
        ("29/02/2024", date(2024, 2, 29), Precision.DAY),
    ],
)
def test_what_is_less_than_a_day_says_so(written: str, day: date, precision: Precision) -> None:
    assert day_of(written) == (day, precision)


@pytest.mark.parametrize(
    "written",
    [
        "31/2/2026",
        "29/02/2025",
        "3/13/26",
        "morgen",
        "0",
        "12",
        "3/2/026",
        "99999",
        "1/2/3/4",
        "-",
        "3/2",
        "٣/٢/٢٠٢٦x",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="is not a date"):
        day_of(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [("BE", "BE"), ("belgië", "BE"), ("Belgique", "BE"), ("Belgien", "BE"), ("uk", "GB"), ("Marokko", "MA"),
     ("Türkiye", "TR"), ("turquie", "TR"), ("Pays-Bas", "NL"), ("Verenigde Staten", "US"), ("b", "BE")],
)  # fmt: skip
def test_states(written: str, code: str) -> None:
    assert state_of(written) == code


@pytest.mark.parametrize("written", ["Atlantis", "ZZ", "EU", "123", "=A1"])
def test_what_is_no_state_is_refused(written: str) -> None:
    with pytest.raises(Refused, match="is not a state"):
        state_of(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Nederlands", "nl"),
        ("FR", "fr"),
        ("arabe", "ar"),
        ("العربية", "ar"),
        ("Portugees", "pt_PT"),
        ("allemand", "de"),
    ],
)
def test_languages(written: str, code: str) -> None:
    assert language_of(written) == code


def test_a_language_without_letters_is_refused() -> None:
    with pytest.raises(Refused):
        language_of("Klingon")


@pytest.mark.parametrize(
    ("terms", "written", "value"),
    [
        (CaseKind, "Ontvoering", CaseKind.REMOVAL),
        (CaseKind, "wrongful removal", CaseKind.REMOVAL),
        (CaseKind, "information_only", CaseKind.INFORMATION_ONLY),
        (CaseKind, "Information only", CaseKind.INFORMATION_ONLY),
        (Sex, "V", Sex.GIRL),
        (Stage, "Second parent contacted", Stage.SECOND_PARENT_CONTACTED),
        (ReferralSource, "SPF Justice", ReferralSource.FPS_JUSTICE),
        (ReferralSource, "other", ReferralSource.OTHER),
    ],
)
def test_terms(terms: type[Term], written: str, value: Term) -> None:
    assert term_of(terms, written) is value


def test_a_word_of_another_list_is_no_choice() -> None:
    with pytest.raises(Refused):
        term_of(ReferralSource, "x")
