"""What a counted period is, and the steps that several regimes share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from abductdesk.i18n import Country, L, Listing, Message
from abductdesk.rules.calendars import DAY, SATURDAY, Calendar
from abductdesk.rules.deadline import Alternative


class Regime(StrEnum):
    EU_1182 = "EU-1182"
    CAL = "CAL"
    OFFICE = "OFFICE"
    BE_CJ = "BE-CJ"


@dataclass(frozen=True, slots=True)
class Count:
    """A counted period. `raw` is the end before any move; the other dates are as in `Deadline`.

    `steps` is the sum in sentences, the first `plain` of them only restate it; `state` is whose holidays
    were used, `holidays` those that mattered.
    """

    raw: date | datetime
    due: date | datetime
    legal_end: date | datetime | None
    practical: date | None = None
    from_: date | None = None
    alternatives: tuple[Alternative, ...] = ()
    steps: tuple[Message, ...] = ()
    state: str | None = None
    holidays: tuple[date, ...] = ()
    plain: int = 1

    @property
    def turns(self) -> tuple[Message, ...]:
        """The steps that changed something: what a sentence with start and end does not show."""
        return self.steps[self.plain :]


def working_days_after(
    event: date, n: int, calendar: Calendar, passed: list[date], *, saturdays: bool = False
) -> date:
    """The n-th working day after `event`; holidays on other days are added to `passed`."""
    day = event
    while n:
        day += DAY
        if calendar.is_working_day(day, saturdays=saturdays):
            n -= 1
        elif day.weekday() < SATURDAY:
            passed.append(day)
    return day


def skipped(calendar: Calendar, passed: Collection[date]) -> Message:
    """Which days were not counted."""
    state = calendar.state
    if not passed:
        return L("Saturdays, Sundays and public holidays of {state} are not counted.", state=Country(state))
    names = tuple(L("{day} ({holiday})", day=day, holiday=calendar.holiday_name(day)) for day in passed)
    return L(
        "Not counted: Saturdays, Sundays and the public holidays of {state}: {days}.",
        state=Country(state),
        days=Listing(names),
    )


def next_working_day(day: date, calendar: Calendar, steps: list[Message], passed: list[date]) -> date:
    """An end on a holiday, a Sunday or a Saturday moves to the next working day (Regulation 1182/71,
    Art. 3(4); Judicial Code, art. 53)."""
    first = day
    while not calendar.is_working_day(day):
        steps.append(_moved(calendar, day))
        if calendar.is_holiday(day):
            passed.append(day)
        day += DAY
    if day != first:
        steps.append(L("So the period ends on {day}.", day=day))
    return day


def _moved(calendar: Calendar, day: date) -> Message:
    if calendar.is_holiday(day):
        name = calendar.holiday_name(day)
        return L("{day} is a public holiday ({holiday}): one day later.", day=day, holiday=name)
    if day.weekday() == SATURDAY:
        return L("{day} is a Saturday: one day later.", day=day)
    return L("{day} is a Sunday: one day later.", day=day)
