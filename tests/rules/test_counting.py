"""The worked examples of the law, every step in words, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from abductdesk.faults import Refused
from abductdesk.i18n import Tongue
from abductdesk.rules.calendar_dates import entry_into_force, month_end_cap
from abductdesk.rules.calendars import Calendar
from abductdesk.rules.counting import Recourse, Regime, count
from abductdesk.rules.office_days import office
from abductdesk.rules.periods import age_on, period
from abductdesk.rules.places import Distance, distance
from abductdesk.terms import Notification

HERE = Path(__file__).parent
ENGLISH = Tongue("en")


def cases(name: str) -> list[Any]:
    found: list[Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(case, id=case["case"]) for case in found]


@pytest.mark.parametrize("case", cases("count_eu1182") + cases("count_cal") + cases("count_office"))
def test_worked_examples(case: dict[str, Any]) -> None:
    counted = count(
        Regime(case["regime"]), case["from"], period(case["period"]), Calendar(case.get("state", "BE"))
    )
    assert counted.due == case["due"]
    assert counted.legal_end == case["legal_end"]
    assert counted.from_ == case.get("right_from")
    if "raw" in case:
        assert counted.raw == case["raw"]
    if "practical" in case:
        assert counted.practical == case["practical"]
    if "alternatives" in case:
        assert [other.date for other in counted.alternatives] == case["alternatives"]
    assert counted.steps


@pytest.mark.parametrize("case", cases("count_be_cj"))
def test_worked_examples_of_the_judicial_code(case: dict[str, Any]) -> None:
    counted = count(
        Regime.BE_CJ,
        case["from"],
        period(case["period"]),
        how=Notification(case["how"]) if "how" in case else None,
        recourse=Recourse(case.get("recourse", "none")),
        lives_in=case.get("lives_in"),
    )
    assert (counted.due, counted.legal_end) == (case["due"], case["legal_end"])
    assert [other.date for other in counted.alternatives] == case["alternatives"]
    assert counted.raw == case.get("raw", counted.raw)
    if "first" in case:
        assert ENGLISH.value(case["first"]) in ENGLISH.say(counted.steps[0])


def in_words(case: dict[str, Any]) -> str:
    return f"{case['regime']} {case['from']} {case['period']} {case.get('how') or case.get('lives_in') or ''}"


@pytest.mark.parametrize("case", yaml.safe_load((HERE / "steps.yaml").read_text("utf-8")), ids=in_words)
def test_every_step_is_said(case: dict[str, Any]) -> None:
    counted = count(
        Regime(case["regime"]),
        case["from"],
        period(case["period"]),
        Calendar(case["state"]),
        how=Notification(case["how"]) if "how" in case else None,
        recourse=Recourse(case.get("recourse", "none")),
        lives_in=case.get("lives_in"),
    )
    assert [ENGLISH.say(step) for step in counted.steps] == case["steps"]
    assert (counted.plain, counted.due, counted.practical) == (case["plain"], case["due"], case["practical"])
    assert [other.date for other in counted.alternatives] == case["alternatives"]
    assert list(counted.holidays) == case["holidays"]
    assert counted.state == case["counts_with"]


@pytest.mark.parametrize("case", cases("count_hours"))
def test_hours(case: dict[str, Any]) -> None:
    counted = count(Regime.EU_1182, datetime.fromisoformat(case["aware"]), period("72 hours"))
    assert isinstance(counted.due, datetime)
    assert counted.due.isoformat(timespec="minutes") == case["safe"]
    assert counted.legal_end == datetime.fromisoformat(case["outer"])
    readings = {other.date for other in counted.alternatives} | {counted.due}
    assert datetime.fromisoformat(case["elapsed"]) in readings


@pytest.mark.parametrize("case", cases("entry_into_force"))
def test_third_calendar_month(case: dict[str, Any]) -> None:
    assert entry_into_force(case["deposit"]) == case["in_force"]


def test_every_worked_example_is_here() -> None:
    names = {case.values[0]["case"] for name in _FILES for case in cases(name)}
    wanted = {f"{letter}{n}" for letter, last in _EXAMPLES.items() for n in range(1, last + 1)}
    assert names == wanted


_FILES = ("count_eu1182", "count_be_cj", "count_cal", "count_office", "count_hours", "entry_into_force")
_EXAMPLES = {"E": 18, "B": 30, "H": 4, "C": 12, "A": 6, "T": 2, "F": 5, "O": 14}


def test_two_readings_in_the_hour_that_comes_twice() -> None:
    """Eighteen hours from 09:30: 03:30 by the clock's face, 02:30 for the second time as they pass."""
    counted = count(Regime.EU_1182, datetime(2026, 10, 24, 9, 30), period("18 hours"))
    assert counted.due == datetime.fromisoformat("2026-10-25T02:30+01:00")
    assert [other.date for other in counted.alternatives] == [
        datetime.fromisoformat("2026-10-25T03:30+01:00")
    ]


def test_an_offset_is_read_in_the_clock_of_the_state() -> None:
    aware = datetime.fromisoformat("2026-11-20T13:20:00+00:00")
    counted = count(Regime.EU_1182, aware, period("72 hours"))
    assert counted.due == datetime.fromisoformat("2026-11-23T14:20+01:00")
    late = datetime.fromisoformat("2026-04-12T23:30:00+00:00")  # already 13 April in Brussels
    assert count(Regime.EU_1182, late, period("6 weeks")).raw == date(2026, 5, 25)


def test_the_hour_that_the_clock_leaves_out_or_gives_twice() -> None:
    left_out = count(Regime.EU_1182, datetime(2026, 3, 26, 2, 30), period("72 hours"))
    assert isinstance(left_out.due, datetime)
    assert left_out.due.isoformat() == "2026-03-29T03:30:00+02:00"
    twice = count(Regime.EU_1182, datetime(2026, 10, 22, 2, 30), period("72 hours"))
    assert isinstance(twice.due, datetime)
    assert twice.due.isoformat() == "2026-10-25T02:30:00+02:00"


def test_steps_name_the_holiday_in_the_language_asked() -> None:
    counted = count(Regime.EU_1182, date(2026, 4, 13), period("6 weeks"))
    said = [ENGLISH.say(step) for step in counted.steps]
    assert said == [
        "The day of the event, 13 April 2026, is not counted.",
        "Plus 6 weeks: 25 May 2026.",
        "25 May 2026 is a public holiday (Whit Monday): one day later.",
        "So the period ends on 26 May 2026.",
    ]


def test_clamped_month_says_so() -> None:
    counted = count(Regime.EU_1182, date(2027, 1, 31), period("1 month"))
    said = " ".join(ENGLISH.say(step) for step in counted.steps)
    assert "Plus one month there is no such date: last day of the month, 28 February 2027." in said
    assert "28 February 2027 is a Sunday: one day later." in said


def test_month_end_cap() -> None:
    assert month_end_cap(date(2026, 1, 31)) == date(2026, 2, 28)
    assert month_end_cap(date(2026, 11, 1)) == date(2026, 12, 31)


def test_office_closing_days() -> None:
    counted = office(date(2026, 11, 20), period("2 working days"), (date(2026, 11, 23),))
    assert counted.due == date(2026, 11, 25)
    assert "The bureau is closed on 23 November 2026." in [ENGLISH.say(step) for step in counted.steps]
    assert office(date(2026, 11, 20), period("0 days")).due == date(2026, 11, 20)


def test_a_court_that_rests_on_friday() -> None:
    """Israel rests on Friday and Saturday: a safe day on Saturday steps back to Thursday."""
    counted = count(Regime.CAL, date(2025, 11, 15), period("1 year"), Calendar("IL"))
    assert (counted.due, counted.practical) == (date(2026, 11, 14), date(2026, 11, 12))


@pytest.mark.parametrize(
    ("regime", "start", "length", "state", "says"),
    [
        ("EU-1182", date(2026, 1, 1), "72 hours", "BE", "Hours run from a time"),
        ("CAL", datetime(2026, 1, 1, 10), "72 hours", "BE", "Hours are counted under EU-1182 only"),
        ("CAL", date(2026, 1, 1), "5 working days", "BE", "CAL counts calendar time"),
        ("OFFICE", date(2026, 1, 1), "2 weeks", "BE", "OFFICE counts days"),
        ("EU-1182", date(2026, 1, 1), "0 days", "BE", "at least one unit"),
        ("EU-1182", date(2026, 1, 1), "5 days", "QQ", "are not known to this program"),
        ("EU-1182", date(9999, 12, 30), "5 days", "BE", "outside the calendar"),
        ("EU-1182", datetime(2026, 1, 1, 10), "72 hours", "US", "several clocks"),
    ],
)
def test_refusals(regime: str, start: date, length: str, state: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        count(Regime(regime), start, period(length), Calendar(state))
    assert says in ENGLISH.say(refused.value)


@pytest.mark.parametrize(
    "written", ["", "weeks", "6", "-6 weeks", "1.5 days", "6 fortnights", "999999 days", "٦ weeks"]
)
def test_periods_that_are_none(written: str) -> None:
    with pytest.raises(Refused):
        period(written)


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("hour", 10_000),
        ("day", 10_000),
        ("working day", 2_000),
        ("week", 1_000),
        ("month", 600),
        ("year", 100),
    ],
)
def test_how_long_a_period_may_be(unit: str, most: int) -> None:
    assert period(f"{most} {unit}s").n == most
    with pytest.raises(Refused, match="longer than this program counts"):
        period(f"{most + 1} {unit}s")


@pytest.mark.parametrize(
    ("state", "days", "unclear"),
    [
        ("BE", 0, False), ("NL", 15, False), ("GB", 15, False), ("AL", 30, False), ("PL", 30, False),
        ("TR", 30, True), ("AR", 80, False), ("MA", 80, False), ("GP", 15, True), ("GL", 30, True),
    ],
)  # fmt: skip
def test_days_of_distance(state: str, days: int, unclear: bool) -> None:
    assert distance(state) == Distance(days, unclear)


def test_a_calendar_that_the_bureau_corrected() -> None:
    """A day that the official list has and the library lacks moves the end; a day struck out does not."""
    added = Calendar("LU", added=((date(2026, 4, 23), "Day of the Official Journal"),))
    counted = count(Regime.EU_1182, date(2026, 3, 12), period("6 weeks"), added)
    assert counted.legal_end == date(2026, 4, 24)
    assert "Day of the Official Journal" in ENGLISH.say(counted.steps[2])
    removed = Calendar("BE", removed=frozenset({date(2026, 5, 25)}))
    assert count(Regime.EU_1182, date(2026, 4, 13), period("6 weeks"), removed).legal_end == date(2026, 5, 25)


def test_ages() -> None:
    assert age_on(date(2010, 12, 15), date(2026, 12, 14)) == 15
    assert age_on(date(2010, 12, 15), date(2026, 12, 15)) == 16
    assert age_on(date(2010, 12, 15), date(2026, 12, 16)) == 16
    assert age_on(date(2012, 2, 29), date(2030, 2, 28)) == 18
