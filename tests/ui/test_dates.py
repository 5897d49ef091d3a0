"""Dates and times as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from abductdesk.ui.dates import parse_date, parse_time, typed_date, typed_time

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/2/26", date(2026, 2, 3)),
        ("3.2.2026", date(2026, 2, 3)),
        ("3-2-2026", date(2026, 2, 3)),
        ("03 02 2026", date(2026, 2, 3)),
        ("2026-02-03", date(2026, 2, 3)),
        ("2026/2/3", date(2026, 2, 3)),
        (" 3/2 ", date(2026, 2, 3)),
        ("3.2.", date(2026, 2, 3)),
        ("030226", date(2026, 2, 3)),
        ("03022026", date(2026, 2, 3)),
        ("3 feb 2026", date(2026, 2, 3)),
        ("3 February 26", date(2026, 2, 3)),
        ("3feb", date(2026, 2, 3)),
        ("29/2/24", date(2024, 2, 29)),
        ("1/1/36", date(2036, 1, 1)),
        ("1/1/37", date(1937, 1, 1)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("+14", date(2026, 12, 6)),
        ("-1", date(2026, 11, 21)),
    ],
)
def test_typed(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("nl", "3 maart 2026"),
        ("fr", "3 mars 2026"),
        ("de", "3. März 2026"),
        ("de", "3 marz 26"),
        ("fr", "3 Mars"),
    ],
)
def test_months_in_the_language_spoken(language: str, typed: str) -> None:
    assert parse_date(typed, TODAY, Tongue(language)) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("31-11-2026", "November has 30 days. Use day-month-year, for example 30-11-2026."),
        ("29/2/2026", "February has 28 days. Use day-month-year, for example 28-02-2026."),
        ("3/13/2026", "There is no month 13. Use day-month-year, for example 22-11-2026."),
        ("soon", "This is not a date. Use day-month-year, for example 22-11-2026."),
        ("3 ju 2026", "This is not a date. Use day-month-year, for example 22-11-2026."),
        ("3 xyz 2026", "This month is not known. Use day-month-year, for example 22-11-2026."),
        ("3/2/1026", "The year must lie between 1900 and 2199. Check the year."),
    ],
)
def test_what_is_wrong_is_said_with_how_to_write_it(typed: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date(typed, TODAY)
    assert Tongue("en").say(refused.value) == says


@given(st.dates(date(1937, 1, 1), date(2036, 12, 31)))
def test_what_the_field_shows_can_be_read_back(day: date) -> None:
    for typed in (typed_date(day), day.isoformat(), f"{day.day}/{day.month}/{day.year % 100:02}"):
        assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("14u30", time(14, 30)),
        ("1430", time(14, 30)),
        ("9", time(9)),
        ("9h", time(9)),
        ("09:05", time(9, 5)),
    ],
)
def test_times(typed: str, moment: time) -> None:
    assert parse_time(typed) == moment
    assert parse_time(typed_time(moment)) == moment


@pytest.mark.parametrize("typed", ["25:00", "14:60", "noon", ""])
def test_no_time(typed: str) -> None:
    with pytest.raises(Refused):
        parse_time(typed)
