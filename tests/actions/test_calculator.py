"""The date calculator asks the same counting as the rules, with the calendars that the bureau corrected."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.calculator import UNITS, Asked, Count, Recourse, Regime, Unit, calculate
from abductdesk.actions.office import Office
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.models import HolidayChange
from abductdesk.store.vault import Vault
from abductdesk.terms import Notification


def ask(office: Office, regime: Regime, start: date | None, n: int | None, unit: Unit, **more: Any) -> Count:
    return office.ask(calculate, Asked(regime, start, n, unit, **more))


def said(found: Count) -> str:
    tongue = Tongue("en")
    return " ".join(tongue.say(step) for step in found.steps)


def test_six_weeks_roll_over_whit_monday(office: Office) -> None:
    found = ask(office, Regime.EU_1182, date(2026, 4, 13), 6, Unit.WEEK)  # E2
    assert (found.raw, found.legal_end) == (date(2026, 5, 25), date(2026, 5, 26))
    assert "The day of the event, 13 April 2026, is not counted." in said(found)
    assert "25 May 2026 is a public holiday (Whit Monday): one day later." in said(found)


def test_a_clamped_month_says_so(office: Office) -> None:
    found = ask(office, Regime.EU_1182, date(2027, 1, 31), 1, Unit.MONTH)  # E9
    assert found.legal_end == date(2027, 3, 1)
    assert "there is no such date: last day of the month, 28 February 2027" in said(found)


def test_the_belgian_count_knows_notification_recourse_and_home(office: Office) -> None:
    served = ask(
        office, Regime.BE_CJ, date(2026, 3, 16), 1, Unit.MONTH, recourse=Recourse.APPEAL, lives_in="FR"
    )
    assert served.legal_end == date(2026, 5, 4)  # B13
    in_return = ask(
        office, Regime.BE_CJ, date(2026, 3, 16), 1, Unit.MONTH, recourse=Recourse.RETURN_CASE, lives_in="FR"
    )
    assert in_return.legal_end == date(2026, 4, 16)  # B15
    posted = ask(office, Regime.BE_CJ, date(2026, 4, 2), 1, Unit.MONTH, how=Notification.PLAIN_LETTER)
    assert posted.legal_end == date(2026, 5, 7)  # B26
    assert "third working day after posting" in said(posted)


def test_a_safe_day_and_its_last_filing_day(office: Office) -> None:
    found = ask(office, Regime.CAL, date(2026, 2, 22), 1, Unit.YEAR, state="FR")
    assert (found.due, found.practical) == (date(2027, 2, 21), date(2027, 2, 19))
    assert [other.date for other in found.alternatives] == [date(2027, 2, 22)]


def test_hours_run_from_a_time(office: Office) -> None:
    found = ask(office, Regime.EU_1182, date(2026, 3, 27), 72, Unit.HOUR, time=time(10, 30))  # H2
    assert isinstance(found.due, datetime)
    assert (found.due.date(), found.due.time()) == (date(2026, 3, 30), time(10, 30))


def test_the_office_counts_its_own_closing_days(office: Office) -> None:
    asked = (Regime.OFFICE, date(2026, 12, 23), 2, Unit.WORKING_DAY)
    assert ask(office, *asked).due == date(2026, 12, 28)
    office.do(change_settings, seen=office.ask(settings).version, changes={"closed_days": ["2026-12-24"]})
    assert ask(office, *asked).due == date(2026, 12, 29)
    assert ask(office, Regime.OFFICE, date(2026, 12, 23), 0, Unit.WORKING_DAY).due == date(2026, 12, 23)


def test_a_corrected_calendar_counts_here_too(office: Office, vault: Vault) -> None:
    asked = (Regime.EU_1182, date(2026, 10, 20), 2, Unit.WEEK)
    assert ask(office, *asked, state="FR").due == date(2026, 11, 3)
    with vault.writing() as session:
        session.add(HolidayChange(state="FR", day=date(2026, 11, 3), name="A day of mourning", source="JO"))
    found = ask(office, *asked, state="FR")
    assert found.due == date(2026, 11, 4)
    assert "A day of mourning" in said(found)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": None}, "start"),
        ({"n": None}, "n"),
        ({"n": 0}, "n"),
        ({"n": 100_000}, "n"),
        ({"state": None}, "state"),
        ({"state": "AC"}, "state"),
        ({"unit": Unit.HOUR}, "time"),
        ({"regime": Regime.BE_CJ, "unit": Unit.HOUR, "time": time(9)}, "unit"),
        ({"start": date(9999, 12, 1), "n": 20}, "n"),
        ({"unit": Unit.HOUR, "time": time(9), "state": "US"}, "state"),
    ],
)
def test_each_refusal_names_its_field(office: Office, change: dict[str, Any], field: str) -> None:
    good: dict[str, Any] = {"regime": Regime.EU_1182, "start": date(2026, 4, 13), "n": 6, "unit": Unit.WEEK}
    with pytest.raises(Invalid) as caught:
        office.ask(calculate, Asked(**{**good, **change}))
    assert caught.value.field == field


def test_every_unit_offered_can_be_counted(office: Office) -> None:
    for regime, units in UNITS.items():
        for unit in units:
            assert ask(office, regime, date(2026, 4, 13), 2, unit, time=time(9)).due


def test_a_clerk_does_not_count(clerk: Office) -> None:
    with pytest.raises(Refused, match="role"):
        ask(clerk, Regime.EU_1182, date(2026, 4, 13), 6, Unit.WEEK)
