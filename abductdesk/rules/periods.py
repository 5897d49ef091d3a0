"""Periods as the law writes them: "6 weeks", "5 working days", "72 hours", "1 year"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from abductdesk.faults import Refused
from abductdesk.i18n import LN, L, Message

LONGEST = {"hour": 10_000, "day": 10_000, "working day": 2_000, "week": 1_000, "month": 600, "year": 100}
_WRITTEN = re.compile(
    r"\s*([0-9]{1,6})\s+(hour|working day|office day|day|week|month|year)s?\s*", re.IGNORECASE
)


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A number of units of time."""

    n: int
    unit: Unit

    @property
    def months(self) -> int:
        """Calendar months of a period in months or years."""
        return self.n * (12 if self.unit is Unit.YEAR else 1)

    @property
    def said(self) -> Message:
        """The period in words."""
        return _said(self.n, self.unit)


def period(written: str) -> Period:
    """Read a period; refuses what is not a whole number and a unit."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise Refused(
            "{period} is not a period. Write a number and hours, days, working days, weeks, months or years.",
            period=written,
        )
    unit = Unit(found[2].lower().replace("office", "working"))
    if int(found[1]) > LONGEST[unit]:
        raise Refused("{period} is longer than this program counts.", period=written.strip())
    return Period(int(found[1]), unit)


def months_later(day: date, months: int) -> date:
    """The same date number so many months later, or the last day of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:
        return date(year, month + 1, day.day)  # every month has it
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Full years reached at 00:00 of `day`; a child born on 29 February turns on 28 February."""
    years = day.year - born.year
    return years if months_later(born, 12 * years) <= day else years - 1


@cache
def _said(n: int, unit: Unit) -> Message:
    if n == 0:
        return L("the same day")
    match unit:
        case Unit.HOUR:
            return LN("one hour", "{n} hours", n)
        case Unit.DAY:
            return LN("one day", "{n} days", n)
        case Unit.WORKING_DAY:
            return LN("one working day", "{n} working days", n)
        case Unit.WEEK:
            return LN("one week", "{n} weeks", n)
        case Unit.MONTH:
            return LN("one month", "{n} months", n)
        case Unit.YEAR:
            return LN("one year", "{n} years", n)
