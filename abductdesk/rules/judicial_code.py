"""BE-CJ: how the Belgian Judicial Code counts time limits for acts of procedure (arts. 48 to 57).

Source: Judicial Code, Part I, arts. 40, 47bis, 48, 50, 52, 53, 53bis, 54, 55 and 57, text consolidated to
1 January 2023, read on 22 November 2026. What is contested is said in the steps; where two readings give
two dates, `due` is the earlier and the other stands in `alternatives`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from abductdesk.faults import Refused
from abductdesk.i18n import Country, L, Message
from abductdesk.rules.calendars import DAY, Calendar
from abductdesk.rules.counted import Count, next_working_day, skipped, working_days_after
from abductdesk.rules.deadline import Alternative
from abductdesk.rules.periods import Period, Unit, months_later
from abductdesk.rules.places import distance
from abductdesk.terms import Notification

_SATURDAYS = L("if Saturday counts as a working day")
_ABROAD = L("counted from the day after presentation abroad (art. 40): arguable, ask a lawyer")
_VACATION = L("extended by the judicial vacation (art. 50): arguable, ask a lawyer")


class Recourse(StrEnum):
    """Which recourse the period is for: it decides on distance (art. 55) and judicial vacation (art. 50)."""

    NONE = "none"
    APPEAL = "appeal"
    OPPOSITION = "opposition"
    CASSATION = "cassation"
    RETURN_CASE = "return_case"  # appeal or opposition under art. 1322bis: no distance (art. 1322septies)


_VACATION_HELPS = (Recourse.APPEAL, Recourse.OPPOSITION)
_DISTANCE_HELPS = (*_VACATION_HELPS, Recourse.CASSATION)


@dataclass(frozen=True, slots=True)
class _End:
    """One reading: the end before and after it is moved, and the extended end where that is arguable."""

    raw: date
    final: date
    arguable: date | None
    steps: tuple[Message, ...]
    holidays: tuple[date, ...]


@cache
def be_cj(
    event: date,
    length: Period,
    calendar: Calendar,
    *,
    how: Notification | None = None,
    recourse: Recourse = Recourse.NONE,
    lives_in: str | None = None,
) -> Count:
    """Count a period of the Judicial Code from `event`; None in `how` is any event that is no notification.

    `lives_in` is the state of the party whose recourse it is. Months give two dates: `due` is the earlier
    of the same date number (not moved) and the final end, `legal_end` the final end.
    """
    if length.unit is Unit.WORKING_DAY:
        return _working_days(event, length, calendar)
    if length.unit is Unit.HOUR:
        raise Refused("Hours are counted under EU-1182 only.")
    first, said, others = _first_counted(event, how, calendar)
    added = distance(lives_in) if recourse in _DISTANCE_HELPS and lives_in is not None else None
    days = added.days if added is not None else 0
    end = _end(first, length, days, calendar, recourse)
    steps = [said, _plus(first, end.raw - timedelta(days=days), length)]
    if added is not None and lives_in is not None and days:
        steps.append(L("Plus {n} days of distance (art. 55), living in {state}: {day}.",
                       n=days, state=Country(lives_in), day=end.raw))  # fmt: skip
        if added.unclear:
            steps.append(L("Which distance counts for that place is not clear: the shorter is taken."))
    steps += end.steps
    finals = [_end(day, length, days, calendar, recourse).final for day, _ in others]
    alternatives = [
        Alternative(final, why) for final, (_, why) in zip(finals, others, strict=True) if final != end.final
    ]
    if end.arguable is not None:
        alternatives.append(Alternative(end.arguable, _VACATION))
    eve = months_later(first - DAY, length.months) if length.unit in (Unit.MONTH, Unit.YEAR) else None
    if eve is not None and (eve := eve + timedelta(days=days)) < end.final:
        steps.append(
            L("A strict reading counts from the day itself and moves nothing: work to {day}.", day=eve)
        )
    if finals and finals[0] < end.final:
        steps.append(L("If Saturday counts as a working day it ends earlier: work to {day}.", day=finals[0]))
    due = min([end.final, *(sooner for sooner in (eve, *finals) if sooner is not None)])
    plain = 2 if length.unit in (Unit.DAY, Unit.WEEK) and how is not Notification.PLAIN_LETTER else 0
    return Count(
        end.raw, due, end.final, calendar.filing_day(due), None, tuple(alternatives), tuple(steps),
        calendar.state, end.holidays, plain,
    )  # fmt: skip


def _first_counted(
    event: date, how: Notification | None, calendar: Calendar
) -> tuple[date, Message, list[tuple[date, Message]]]:
    """The first counted day (arts. 52, 53bis, 57), why, and what other readings make of it."""
    if how is Notification.PLAIN_LETTER:
        third = working_days_after(event, 3, calendar, [])
        sooner = working_days_after(event, 3, calendar, [], saturdays=True)
        said = L(
            "The first day counted is {day}, the third working day after posting (art. 53bis).", day=third
        )
        return third, said, [(sooner, _SATURDAYS)] if sooner != third else []
    first = event + DAY
    if how is Notification.POST_ABROAD:
        said = L(
            "The first day counted is {day}; by post abroad the earliest reading is taken (arts. 40, 57).",
            day=first,
        )
        return first, said, [(first + DAY, _ABROAD)]
    if how in (Notification.JUDICIAL_LETTER, Notification.REGISTERED_RECEIPT):
        said = L("The first day counted is {day}, the day after presentation (art. 53bis).", day=first)
        return first, said, []
    return first, L("The first day counted is {day}, the day after (art. 52).", day=first), []


def _plus(first: date, raw: date, length: Period) -> Message:
    if length.unit in (Unit.DAY, Unit.WEEK):
        return L("Plus {period}: {day}.", period=length.said, day=raw)
    if raw == months_later(first, length.months):
        return L(
            "Plus {period} there is no such date: last day of the month, {day}.", period=length.said, day=raw
        )
    return L("Plus {period}, to the eve of the same date (art. 54): {day}.", period=length.said, day=raw)


def _end(first: date, length: Period, added: int, calendar: Calendar, recourse: Recourse) -> _End:
    """From the first counted day to the end: months, distance, last day, judicial vacation."""
    raw = _unmoved(first, length) + timedelta(days=added)
    steps: list[Message] = []
    passed: list[date] = []
    final = next_working_day(raw, calendar, steps, passed)
    arguable = None
    if recourse in (*_VACATION_HELPS, Recourse.RETURN_CASE) and _vacation(first) == _vacation(raw) != 0:
        extended = calendar.working_day_from(date(raw.year, 9, 15))
        if recourse is Recourse.RETURN_CASE:
            arguable = extended
            steps.append(L("The judicial vacation is not relied on in a return case."))
        elif _vacation(final):
            steps.append(L("It begins and ends in the judicial vacation (art. 50): extended to {day}.",
                           day=extended))  # fmt: skip
            final = extended
        else:
            arguable = extended
            steps.append(L("It ends in the judicial vacation only before it is moved: not extended."))
    return _End(raw, final, arguable, tuple(steps), tuple(passed))


def _unmoved(first: date, length: Period) -> date:
    """Arts. 52 and 54: from the date number to the eve of the date number, or the last day of a month
    without it. Weeks are seven days: the Code has no rule of its own."""
    if length.unit in (Unit.DAY, Unit.WEEK):
        return first + timedelta(days=length.n * (7 if length.unit is Unit.WEEK else 1) - 1)
    same = months_later(first, length.months)
    return same if same.day != first.day else same - DAY


def _vacation(day: date) -> int:
    """The year of the judicial vacation (1 July to 31 August) in which the day lies, or 0."""
    return day.year if day.month in (7, 8) else 0


def _working_days(event: date, length: Period, calendar: Calendar) -> Count:
    """Working days: the day after the event is number one; whether Saturday counts is disputed."""
    passed: list[date] = []
    end = working_days_after(event, length.n, calendar, passed)
    sooner = working_days_after(event, length.n, calendar, [], saturdays=True)
    others = (Alternative(sooner, _SATURDAYS),) if sooner != end else ()
    steps = [L("The day of the event, {day}, is not counted.", day=event), skipped(calendar, passed)]
    if others:
        steps.append(L("If Saturday counts as a working day it ends earlier: work to {day}.", day=sooner))
    return Count(end, sooner, end, calendar.filing_day(sooner), None, others, tuple(steps), calendar.state,
                 tuple(passed))  # fmt: skip
