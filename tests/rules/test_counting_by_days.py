"""The regimes against an independent count of single days, on random days and periods."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abductdesk.i18n import Tongue
from abductdesk.rules.calendars import Calendar
from abductdesk.rules.counting import Recourse, Regime, count
from abductdesk.rules.periods import period
from abductdesk.terms import Notification
from tests.rules import naive

ENGLISH = Tongue("en")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
UNITS = st.sampled_from([("day", 120), ("working day", 40), ("week", 60), ("month", 40), ("year", 3)])
STATES = st.sampled_from(["BE", "FR", "DE", "PL", "NL", "ES", "GB"])


@st.composite
def lengths(draw: st.DrawFn) -> tuple[int, str]:
    unit, most = draw(UNITS)
    return draw(st.integers(1, most)), unit


@settings(max_examples=300, deadline=None)
@given(DAYS, lengths(), STATES)
def test_eu_1182_against_a_day_by_day_count(event: date, length: tuple[int, str], state: str) -> None:
    n, unit = length
    counted = count(Regime.EU_1182, event, period(f"{n} {unit}s"), Calendar(state))
    assert (counted.raw, counted.legal_end) == naive.eu_1182(event, n, unit, state)


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(1, 12), STATES)
def test_safe_day_against_a_day_by_day_count(event: date, months: int, state: str) -> None:
    counted = count(Regime.CAL, event, period(f"{months} months"), Calendar(state))
    assert (counted.due, counted.practical) == naive.safe_day(event, months, state)
    assert counted.legal_end is None
    assert [other.date for other in counted.alternatives] == [counted.due + timedelta(days=1)]


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(0, 60))
def test_office_against_a_day_by_day_count(event: date, n: int) -> None:
    assert count(Regime.OFFICE, event, period(f"{n} days")).due == naive.office(event, n)


@settings(max_examples=300, deadline=None)
@given(st.datetimes(datetime(2020, 1, 1), datetime(2036, 1, 1)), st.integers(1, 200))
def test_hours_never_show_the_later_reading(aware: datetime, n: int) -> None:
    counted = count(Regime.EU_1182, aware, period(f"{n} hours"))
    assert isinstance(counted.due, datetime) and isinstance(counted.legal_end, datetime)
    assert all(counted.due < other.date for other in counted.alternatives)
    assert timedelta(0) < counted.legal_end - counted.due <= timedelta(hours=2)
    assert counted.legal_end.minute == 0


@pytest.mark.prove
@settings(max_examples=20_000, deadline=None)
@given(DAYS, lengths(), STATES)
def test_eu_1182_against_a_day_by_day_count_at_length(
    event: date, length: tuple[int, str], state: str
) -> None:
    n, unit = length
    counted = count(Regime.EU_1182, event, period(f"{n} {unit}s"), Calendar(state))
    assert (counted.raw, counted.legal_end) == naive.eu_1182(event, n, unit, state)


CODE_UNITS = st.sampled_from([("day", 120), ("week", 20), ("month", 14)])


@st.composite
def recourses(draw: st.DrawFn) -> dict[str, Any]:
    unit, most = draw(CODE_UNITS)
    return {
        "n": draw(st.integers(1, most)),
        "unit": unit,
        "plain_letter": draw(st.booleans()),
        "appeal": draw(st.booleans()),
        "place": draw(st.sampled_from([("BE", 0), ("FR", 15), ("PL", 30), ("MA", 80)])),
    }


def _agree_on_the_judicial_code(event: date, asked: dict[str, Any]) -> None:
    state, days = asked["place"] if asked["appeal"] else ("BE", 0)
    counted = count(
        Regime.BE_CJ,
        event,
        period(f"{asked['n']} {asked['unit']}s"),
        how=Notification.PLAIN_LETTER if asked["plain_letter"] else Notification.BAILIFF,
        recourse=Recourse.APPEAL if asked["appeal"] else Recourse.NONE,
        lives_in=state,
    )
    known = {name: asked[name] for name in ("n", "unit", "plain_letter", "appeal")}
    first, raw, final = naive.be_cj(event, **known, distance=days)
    assert (counted.raw, counted.legal_end) == (raw, final)
    assert ENGLISH.value(first) in ENGLISH.say(counted.steps[0])
    assert isinstance(counted.due, date) and counted.due <= final
    assert counted.practical is not None and counted.practical <= counted.due
    assert naive.works("BE", counted.practical)


@settings(max_examples=300, deadline=None)
@given(DAYS, recourses())
def test_the_judicial_code_against_a_day_by_day_count(event: date, asked: dict[str, Any]) -> None:
    _agree_on_the_judicial_code(event, asked)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 24))
def test_strict_reading_of_months(event: date, n: int) -> None:
    """`due` is the earlier of the same date number, not moved, and the final end."""
    counted = count(Regime.BE_CJ, event, period(f"{n} months"))
    assert counted.due == min(naive.same_date(event, n), counted.legal_end)  # type: ignore[type-var]


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 30))
def test_working_days_of_the_judicial_code(event: date, n: int) -> None:
    counted = count(Regime.BE_CJ, event, period(f"{n} working days"))
    assert counted.legal_end == naive.office(event, n)
    assert counted.due <= counted.legal_end


@pytest.mark.prove
@settings(max_examples=20_000, deadline=None)
@given(DAYS, recourses())
def test_the_judicial_code_against_a_day_by_day_count_at_length(event: date, asked: dict[str, Any]) -> None:
    _agree_on_the_judicial_code(event, asked)
