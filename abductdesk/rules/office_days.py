"""OFFICE: the working days of the bureau itself."""

from __future__ import annotations

from datetime import date
from functools import cache

from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.rules.calendars import BELGIAN, DAY, SATURDAY, Calendar
from abductdesk.rules.counted import Count, skipped
from abductdesk.rules.periods import Period, Unit


@cache
def office(event: date, length: Period, closed: tuple[date, ...] = (), calendar: Calendar = BELGIAN) -> Count:
    """Office days: Monday to Friday less the Belgian legal holidays and the bureau's closing days."""
    if length.unit not in (Unit.DAY, Unit.WORKING_DAY):
        raise Refused("OFFICE counts days of the bureau: write days or working days.")
    due, left = event, length.n
    passed: list[date] = []
    while left:
        due += DAY
        if calendar.is_working_day(due) and due not in closed:
            left -= 1
        elif due.weekday() < SATURDAY:
            passed.append(due)
    steps = [L("The day of the event, {day}, is not counted.", day=event)]
    if length.n == 0:
        steps = [L("The same day: {day}.", day=event)]
    holidays = [day for day in passed if calendar.is_holiday(day)]
    if length.n:
        steps.append(skipped(calendar, holidays))
    steps += [L("The bureau is closed on {day}.", day=day) for day in passed if day not in holidays]
    return Count(due, due, due, steps=tuple(steps), state=calendar.state, holidays=tuple(passed))


def working_days_between(
    first: date, last: date, closed: tuple[date, ...] = (), calendar: Calendar = BELGIAN
) -> int:
    """How many office days lie after `first` and before `last`: both days themselves are not counted."""
    days = (first + DAY * n for n in range(1, (last - first).days))
    return sum(calendar.is_working_day(day) and day not in closed for day in days)
