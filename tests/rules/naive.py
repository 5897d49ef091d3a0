"""A second, independent way to count: by walking the calendar day by day. Slow and plain on purpose."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

ONE = timedelta(days=1)
PUBLIC = {state: holidays.country_holidays(state) for state in ("BE", "FR", "DE", "PL", "NL", "ES", "GB")}


def works(state: str, day: date) -> bool:
    return day.isoweekday() not in (6, 7) and day not in PUBLIC[state]


def same_date(event: date, months: int) -> date:
    """Walk month by month, then stand on the date number or on the last day before the month is out."""
    year, month = event.year, event.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    day = date(year, month, 1)
    while day.day < event.day and (day + ONE).month == month:
        day += ONE
    return day


def eu_1182(event: date, n: int, unit: str, state: str) -> tuple[date, date]:
    """Raw and final end under Regulation 1182/71."""
    day = event
    if unit == "working day":
        counted = 0
        while counted < n:
            day += ONE
            counted += works(state, day)
        return day, day
    if unit in ("month", "year"):
        day = same_date(event, n * (12 if unit == "year" else 1))
    else:
        for _ in range(n * (7 if unit == "week" else 1)):
            day += ONE
    raw = day
    while not works(state, day):
        day += ONE
    if (n, unit) != (1, "day"):
        while True:
            inside, walk = 0, event + ONE
            while walk <= day:
                inside += works(state, walk)
                walk += ONE
            if inside >= 2 and works(state, day):
                break
            day += ONE
    return raw, day


def safe_day(event: date, months: int, state: str) -> tuple[date, date]:
    """Last safe day and last filing day (states that rest on Saturday and Sunday)."""
    safe = same_date(event, months) - ONE
    filing = safe
    while not works(state, filing):
        filing -= ONE
    return safe, filing


def office(event: date, n: int) -> date:
    day = event
    while n:
        day += ONE
        n -= works("BE", day)
    return day


def be_cj(
    event: date, n: int, unit: str, *, plain_letter: bool, appeal: bool, distance: int
) -> tuple[date, date, date]:
    """First counted day, end before it is moved, and final end under the Belgian Judicial Code."""
    first = event
    counted = 0
    while counted < (3 if plain_letter else 1):
        first += ONE
        counted += works("BE", first) or not plain_letter
    if unit == "month":
        end = first
        for _ in range(n):
            end = same_number(end, first.day)
        if end.day == first.day:
            end -= ONE
    else:
        end = first - ONE
        for _ in range(n * (7 if unit == "week" else 1)):
            end += ONE
    for _ in range(distance):
        end += ONE
    final = end
    while not works("BE", final):
        final += ONE
    summer = [date(first.year, 7, 1) + ONE * ahead for ahead in range(62)]
    if appeal and first in summer and final in summer:
        final = date(first.year, 9, 15)
        while not works("BE", final):
            final += ONE
    return first, end, final


def same_number(day: date, number: int) -> date:
    """The same date number in the next month, or the last day of that month."""
    walk = day
    while walk.month == day.month:
        walk += ONE
    month = walk.month
    while walk.day < number and (walk + ONE).month == month:
        walk += ONE
    return walk
