"""The counting regimes: how a period becomes a date. Pure functions; every step is said in words.

EU-1182 is Regulation (EEC, Euratom) 1182/71 (`regulation_1182.py`), BE-CJ arts. 48 to 57 of the Belgian
Judicial Code (`judicial_code.py`), CAL the calendar with the safe day first (`calendar_dates.py`), OFFICE
the bureau's own working days (`office_days.py`). A further regime is one more file, one more line in
`Regime` and one in `count`.
"""

from __future__ import annotations

from datetime import date, datetime

from abductdesk.faults import Refused
from abductdesk.rules import calendars, places
from abductdesk.rules.calendar_dates import calendar_dates
from abductdesk.rules.calendars import BELGIAN, Calendar
from abductdesk.rules.counted import Count, Regime
from abductdesk.rules.judicial_code import Recourse, be_cj
from abductdesk.rules.office_days import office
from abductdesk.rules.periods import Period, Unit
from abductdesk.rules.regulation_1182 import eu_1182, eu_1182_hours
from abductdesk.terms import Notification

__all__ = ["Count", "Recourse", "Regime", "count"]


def count(
    regime: Regime,
    start: date | datetime,
    length: Period,
    calendar: Calendar = BELGIAN,
    *,
    how: Notification | None = None,
    recourse: Recourse = Recourse.NONE,
    lives_in: str | None = None,
) -> Count:
    """Count from the command line or by hand: the limit is taken to bind a party.

    `how`, `recourse` and `lives_in` matter under BE-CJ only. Refuses what the regime cannot count.
    """
    state = calendar.state
    calendars.require(state)
    if lives_in is not None and not places.known(lives_in):
        raise Refused("{code} is not a state: write its two capital letters, as in BE.", code=lives_in[:80])
    if regime is not Regime.OFFICE and length.n < 1:
        raise Refused("A period has at least one unit.")
    try:
        if length.unit is Unit.HOUR:
            if regime is not Regime.EU_1182:
                raise Refused("Hours are counted under EU-1182 only.")
            return eu_1182_hours(start, length, calendar)
        day = start.astimezone(calendars.zone(state)).date() if isinstance(start, datetime) else start
        match regime:
            case Regime.EU_1182:
                return eu_1182(day, length, calendar)
            case Regime.BE_CJ:
                return be_cj(day, length, calendar, how=how, recourse=recourse, lives_in=lives_in)
            case Regime.OFFICE:
                return office(day, length)
            case Regime.CAL:
                return calendar_dates(day, length, calendar)
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        raise Refused("The end of this period lies outside the calendar.") from None
