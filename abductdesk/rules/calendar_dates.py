"""CAL: calendar dates, the safe day first, where an instrument has no rule of counting of its own."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.rules.calendars import DAY, Calendar
from abductdesk.rules.counted import Count
from abductdesk.rules.deadline import Alternative
from abductdesk.rules.periods import Period, Unit, months_later


def calendar_dates(day: date, length: Period, calendar: Calendar) -> Count:
    """One year or some months give the safe day, more than one year an age, days and weeks a trigger."""
    if length.unit is Unit.WORKING_DAY:
        raise Refused("CAL counts calendar time: days, weeks, months or years.")
    if length.unit in (Unit.DAY, Unit.WEEK):
        return trigger(day, length)
    if length.unit is Unit.YEAR and length.n > 1:
        return age(day, length.n)
    return safe_day(day, length, calendar)


@cache
def safe_day(event: date, length: Period, calendar: Calendar | None) -> Count:
    """CAL for "less than one year" and "within six months": the day before the anniversary.

    `practical` is the last filing day on or before it where the child is; None when that state or its
    holidays are not known.
    """
    anniversary = months_later(event, length.months)
    due = anniversary - DAY
    steps = [L("Plus {period}: {day}; the day before: {due}.", period=length.said, day=anniversary, due=due)]
    if anniversary.day != event.day:
        steps.append(L("That date does not exist in that month: its last day counts."))
    practical, passed = None, []
    if calendar is not None:
        practical = calendar.filing_day(due)
        passed = [
            day for day in (due - DAY * back for back in range((due - practical).days))
            if calendar.is_holiday(day)
        ]  # fmt: skip
        if practical != due:
            steps.append(_stepped_back(due, practical, calendar))
    lenient = Alternative(anniversary, L("the anniversary itself: arguable, ask a lawyer"))
    state = calendar.state if calendar is not None else None
    return Count(due, due, None, practical, None, (lenient,), tuple(steps), state, tuple(passed))


def _stepped_back(due: date, practical: date, calendar: Calendar) -> Message:
    if calendar.is_holiday(due):
        return L(
            "{due} is a public holiday ({holiday}): last filing day {practical}.",
            due=due, holiday=calendar.holiday_name(due), practical=practical,
        )  # fmt: skip
    return L("{due} falls in a weekend: last filing day {practical}.", due=due, practical=practical)


@cache
def trigger(event: date, length: Period) -> Count:
    """CAL for a trigger: passed on the last day; the right exists from the day after."""
    days = length.n * (7 if length.unit is Unit.WEEK else 1)
    passed = event + timedelta(days=days)
    steps = (
        L("Plus {period}: {day}.", period=length.said, day=passed),
        L("The right exists from the day after: {day}.", day=passed + DAY),
    )
    return Count(passed, passed, passed, from_=passed + DAY, steps=steps, plain=1)


@cache
def age(born: date, years: int) -> Count:
    """CAL for an age: reached at 00:00 of the birthday; the rule applies until the day before."""
    birthday = months_later(born, 12 * years)
    steps = [L("The age of {years} is reached on {day}.", years=years, day=birthday)]
    others: tuple[Alternative, ...] = ()
    if birthday.day != born.day:
        steps.append(L("There is no 29 February in that year: the earlier day counts."))
        others = (Alternative(birthday + DAY, L("birthday on 1 March")),)
    last = birthday - DAY
    return Count(last, last, last, from_=birthday, alternatives=others, steps=tuple(steps))


def entry_into_force(deposit: date) -> date:
    """First day of the third calendar month after the deposit (Hague 1980, Arts. 38 and 43)."""
    return months_later(deposit.replace(day=1), 3)


def month_end_cap(filed: date) -> date:
    """Last day of the month after the month of the filing, never moved (Judicial Code, art. 1734(1))."""
    return months_later(filed.replace(day=1), 2) - DAY
