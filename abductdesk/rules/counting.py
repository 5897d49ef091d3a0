"""The counting regimes: how a period becomes a date. Pure functions; every step is said in words.

EU-1182 is Regulation (EEC, Euratom) 1182/71, CAL the calendar with the safe day first, OFFICE the
bureau's own working days. A further regime is one more function here and one more line in `Regime`
and in `count`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from abductdesk.faults import Refused
from abductdesk.i18n import Country, L, Listing, Message
from abductdesk.rules import calendars
from abductdesk.rules.calendars import DAY, SATURDAY
from abductdesk.rules.deadline import Alternative
from abductdesk.rules.periods import Period, Unit, age_on, months_later

__all__ = ["Count", "Regime", "age", "age_on", "count", "entry_into_force", "eu_1182", "eu_1182_hours",
           "month_end_cap", "office", "safe_day", "trigger"]  # fmt: skip


class Regime(StrEnum):
    EU_1182 = "EU-1182"
    CAL = "CAL"
    OFFICE = "OFFICE"


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


def count(regime: Regime, start: date | datetime, length: Period, state: str = "BE") -> Count:
    """Count from the command line or by hand: the limit is taken to bind a party.

    Under CAL one year or some months give the safe day, more than one year an age, days and weeks a
    trigger. Refuses what the regime cannot count.
    """
    calendars.require(state)
    if regime is not Regime.OFFICE and length.n < 1:
        raise Refused("A period has at least one unit.")
    try:
        if length.unit is Unit.HOUR:
            if regime is not Regime.EU_1182:
                raise Refused("Hours are counted under EU-1182 only.")
            return eu_1182_hours(start, length, state)
        day = start.astimezone(calendars.zone(state)).date() if isinstance(start, datetime) else start
        if regime is Regime.EU_1182:
            return eu_1182(day, length, state)
        return office(day, length) if regime is Regime.OFFICE else _calendar(day, length, state)
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        raise Refused("The end of this period lies outside the calendar.") from None


def _calendar(day: date, length: Period, state: str) -> Count:
    if length.unit is Unit.WORKING_DAY:
        raise Refused("CAL counts calendar time: days, weeks, months or years.")
    if length.unit in (Unit.DAY, Unit.WEEK):
        return trigger(day, length)
    if length.unit is Unit.YEAR and length.n > 1:
        return age(day, length.n)
    return safe_day(day, length, state)


@cache
def eu_1182(event: date, length: Period, state: str) -> Count:
    """Regulation 1182/71 for days, working days, weeks, months and years (Arts. 2 and 3)."""
    steps = [L("The day of the event, {day}, is not counted.", day=event)]
    passed: list[date] = []
    if length.unit is Unit.WORKING_DAY:
        raw = _working_days_after(event, length.n, state, passed)
        steps.append(_skipped(state, passed))
    else:
        raw = _same_day_later(event, length, steps)
    plain = 2 if length.unit in (Unit.DAY, Unit.WEEK) or raw.day == event.day else 1
    if length.unit is Unit.WORKING_DAY:
        plain = 1
    final = _next_working_day(raw, state, steps, passed)
    if length.n > 1 or length.unit not in (Unit.DAY, Unit.WORKING_DAY):
        final = _two_working_days(event, final, state, steps)
    return Count(raw, final, final, steps=tuple(steps), state=state, holidays=tuple(passed), plain=plain)


def _same_day_later(event: date, length: Period, steps: list[Message]) -> date:
    if length.unit in (Unit.DAY, Unit.WEEK):
        end = event + timedelta(days=length.n * (7 if length.unit is Unit.WEEK else 1))
        steps.append(L("Plus {period}: {day}.", period=length.said, day=end))
        return end
    end = months_later(event, length.months)
    if end.day != event.day:
        steps.append(
            L(
                "Plus {period} there is no such date: last day of the month, {day}.",
                period=length.said,
                day=end,
            )
        )
    else:
        steps.append(L("Plus {period}, same date: {day}.", period=length.said, day=end))
    return end


def _working_days_after(event: date, n: int, state: str, passed: list[date]) -> date:
    day = event
    while n:
        day += DAY
        if calendars.is_working_day(state, day):
            n -= 1
        elif day.weekday() < SATURDAY:
            passed.append(day)
    return day


def _skipped(state: str, passed: Collection[date]) -> Message:
    if not passed:
        return L("Saturdays, Sundays and public holidays of {state} are not counted.", state=Country(state))
    names = tuple(
        L("{day} ({holiday})", day=day, holiday=calendars.holiday_name(state, day)) for day in passed
    )
    return L(
        "Not counted: Saturdays, Sundays and the public holidays of {state}: {days}.",
        state=Country(state),
        days=Listing(names),
    )


def _next_working_day(day: date, state: str, steps: list[Message], passed: list[date]) -> date:
    """Art. 3(4): an end on a holiday, a Sunday or a Saturday moves to the next working day."""
    first = day
    while not calendars.is_working_day(state, day):
        steps.append(_moved(state, day))
        if calendars.is_holiday(state, day):
            passed.append(day)
        day += DAY
    if day != first:
        steps.append(L("So the period ends on {day}.", day=day))
    return day


def _moved(state: str, day: date) -> Message:
    if calendars.is_holiday(state, day):
        name = calendars.holiday_name(state, day)
        return L("{day} is a public holiday ({holiday}): one day later.", day=day, holiday=name)
    if day.weekday() == SATURDAY:
        return L("{day} is a Saturday: one day later.", day=day)
    return L("{day} is a Sunday: one day later.", day=day)


def _two_working_days(event: date, end: date, state: str, steps: list[Message]) -> date:
    """Art. 3(5): a period of two days or more holds at least two working days."""

    def inside(last: date) -> int:
        days = (event + DAY * ahead for ahead in range(1, (last - event).days + 1))
        return sum(calendars.is_working_day(state, day) for day in days)

    if (end - event).days > 10:
        return end  # more than ten days always hold two working days
    while inside(end) < 2:
        end += DAY
        while not calendars.is_working_day(state, end):
            end += DAY
        steps.append(L("There must be two working days inside: moved to {day}.", day=end))
    return end


def eu_1182_hours(event: date | datetime, length: Period, state: str) -> Count:
    """Regulation 1182/71 in hours: no move over weekends; the earlier of two readings is `due`."""
    if not isinstance(event, datetime):
        raise Refused("Hours run from a time: write the date and the time.")
    clock = calendars.zone(state)
    local = event.astimezone(clock) if event.tzinfo else event.replace(tzinfo=clock)
    instant, hours = local.astimezone(UTC), timedelta(hours=length.n)
    elapsed = _at(instant + hours, clock)
    # wall-clock arithmetic; the round trip mends a time that the clock change leaves out
    face = _at((local.replace(fold=0) + hours).astimezone(UTC), clock)
    whole = instant.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    outer = _at(whole + hours, clock)
    due = min(elapsed, face)
    readings = (
        Alternative(elapsed, L("{period} as they pass", period=length.said)),
        Alternative(face, L("{period} by the face of the clock", period=length.said)),
    )
    steps = (
        L("Known on {moment}.", moment=local),
        L("Plus {period}: {moment}.", period=length.said, moment=due),
        L("The hour in which it happened is not counted: at the very latest {moment}.", moment=outer),
        L("Weekends and holidays change nothing."),
    )
    others = tuple(other for other in readings if other.date != due)
    return Count(elapsed, due, outer, alternatives=others, steps=steps, state=state)


def _at(instant: datetime, clock: ZoneInfo) -> datetime:
    """The moment with its own offset: two moments of one zone would be compared by the clock's face."""
    local = instant.astimezone(clock)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta(0)), fold=0)


@cache
def safe_day(event: date, length: Period, state: str | None) -> Count:
    """CAL for "less than one year" and "within six months": the day before the anniversary.

    `practical` is the last filing day on or before it in `state`, where the child is; None when the
    state or its holidays are not known.
    """
    anniversary = months_later(event, length.months)
    due = anniversary - DAY
    steps = [L("Plus {period}: {day}; the day before: {due}.", period=length.said, day=anniversary, due=due)]
    if anniversary.day != event.day:
        steps.append(L("That date does not exist in that month: its last day counts."))
    practical, passed = None, []
    if state is not None and calendars.known(state):
        practical = calendars.filing_day(state, due)
        passed = [
            day for day in (due - DAY * back for back in range((due - practical).days))
            if calendars.is_holiday(state, day)
        ]  # fmt: skip
        if practical != due:
            steps.append(_stepped_back(due, practical, state))
    lenient = Alternative(anniversary, L("the anniversary itself: arguable, ask a lawyer"))
    return Count(due, due, None, practical, None, (lenient,), tuple(steps), state, tuple(passed))


def _stepped_back(due: date, practical: date, state: str) -> Message:
    if calendars.is_holiday(state, due):
        return L(
            "{due} is a public holiday ({holiday}): last filing day {practical}.",
            due=due, holiday=calendars.holiday_name(state, due), practical=practical,
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
    """Last day of the month after the month of the filing; never moved."""
    return months_later(filed.replace(day=1), 2) - DAY


def office(event: date, length: Period, closed: Collection[date] = ()) -> Count:
    """Office days: Monday to Friday less the Belgian legal holidays and the bureau's closing days."""
    if length.unit not in (Unit.DAY, Unit.WORKING_DAY):
        raise Refused("OFFICE counts days of the bureau: write days or working days.")
    due, left = event, length.n
    passed: list[date] = []
    while left:
        due += DAY
        if calendars.is_working_day("BE", due) and due not in closed:
            left -= 1
        elif due.weekday() < SATURDAY:
            passed.append(due)
    steps = [L("The day of the event, {day}, is not counted.", day=event)]
    if length.n == 0:
        steps = [L("The same day: {day}.", day=event)]
    holidays = [day for day in passed if calendars.is_holiday("BE", day)]
    if length.n:
        steps.append(_skipped("BE", holidays))
    steps += [L("The bureau is closed on {day}.", day=day) for day in passed if day not in holidays]
    return Count(due, due, due, steps=tuple(steps), state="BE", holidays=tuple(passed))
