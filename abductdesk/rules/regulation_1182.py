"""EU-1182: Regulation (EEC, Euratom) 1182/71, for every period that a Council or Commission act sets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.rules import calendars
from abductdesk.rules.calendars import DAY, Calendar
from abductdesk.rules.counted import Count, next_working_day, skipped, working_days_after
from abductdesk.rules.deadline import Alternative
from abductdesk.rules.periods import Period, Unit, months_later


@cache
def eu_1182(event: date, length: Period, calendar: Calendar) -> Count:
    """Regulation 1182/71 for days, working days, weeks, months and years (Arts. 2 and 3)."""
    steps = [L("The day of the event, {day}, is not counted.", day=event)]
    passed: list[date] = []
    if length.unit is Unit.WORKING_DAY:
        raw = working_days_after(event, length.n, calendar, passed)
        steps.append(skipped(calendar, passed))
    else:
        raw = _same_day_later(event, length, steps)
    plain = 2 if length.unit in (Unit.DAY, Unit.WEEK) or raw.day == event.day else 1
    if length.unit is Unit.WORKING_DAY:
        plain = 1
    final = next_working_day(raw, calendar, steps, passed)
    if length.n > 1 or length.unit not in (Unit.DAY, Unit.WORKING_DAY):
        final = _two_working_days(event, final, calendar, steps)
    return Count(raw, final, final, steps=tuple(steps), state=calendar.state, holidays=tuple(passed),
                 plain=plain)  # fmt: skip


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


def _two_working_days(event: date, end: date, calendar: Calendar, steps: list[Message]) -> date:
    """Art. 3(5): a period of two days or more holds at least two working days."""

    def inside(last: date) -> int:
        days = (event + DAY * ahead for ahead in range(1, (last - event).days + 1))
        return sum(calendar.is_working_day(day) for day in days)

    if (end - event).days > 10:
        return end  # more than ten days always hold two working days
    while inside(end) < 2:
        end = calendar.working_day_from(end + DAY)
        steps.append(L("There must be two working days inside: moved to {day}.", day=end))
    return end


def eu_1182_hours(event: date | datetime, length: Period, calendar: Calendar) -> Count:
    """Regulation 1182/71 in hours: no move over weekends; the earlier of two readings is `due`."""
    if not isinstance(event, datetime):
        raise Refused("Hours run from a time: write the date and the time.")
    clock = calendars.zone(calendar.state)
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
    return Count(elapsed, due, outer, alternatives=others, steps=steps, state=calendar.state, plain=2)


def _at(instant: datetime, clock: ZoneInfo) -> datetime:
    """The moment with its own offset: two moments of one zone would be compared by the clock's face."""
    local = instant.astimezone(clock)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta(0)), fold=0)
