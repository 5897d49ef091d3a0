"""Calendar files (iCalendar, RFC 5545): whole days and appointments out of plain data.

A date that moved keeps its `uid` and has a higher `sequence`; one that stands no longer is `cancelled`.
There is no METHOD: the file is imported, it invites nobody. The library is loaded with the first export:
it costs 80 ms at the start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//AbductDesk//Calendar//EN"


@dataclass(frozen=True)
class DayEvent:
    """One day in a calendar. `changed` is when it last moved; `tentative` that it may not apply."""

    uid: str
    day: date
    summary: str
    description: str
    sequence: int
    changed: datetime
    tentative: bool = False
    cancelled: bool = False


@dataclass(frozen=True)
class Appointment:
    """A time in a calendar, in UTC in the file. `changed` is when it was last told."""

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    description: str
    place: str
    sequence: int
    changed: datetime


@dataclass(frozen=True)
class TimedEvent(DayEvent):
    """Something that begins at a moment, and ends at another where that is known."""

    begins: datetime | None = None
    ends: datetime | None = None


def write_calendar(events: Iterable[DayEvent], name: str) -> bytes:
    """The file, UTF-8; the same events give the same bytes."""
    return _file(map(_component, events), name)


def write_appointment(appointment: Appointment) -> bytes:
    """A file with one appointment, UTF-8; the same appointment gives the same bytes."""
    return _file([_timed(appointment)], appointment.summary)


def _file(components: Iterable[Event], name: str) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    for key, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("x-wr-calname", name),
    ):
        made.add(key, value)
    for component in components:
        made.add_component(component)
    return bytes(made.to_ical())


def _timed(appointment: Appointment) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", appointment.uid)
    made.add("dtstamp", appointment.changed.astimezone(UTC))
    made.add("last-modified", appointment.changed.astimezone(UTC))
    made.add("sequence", appointment.sequence)
    made.add("dtstart", appointment.starts.astimezone(UTC))
    made.add("dtend", appointment.ends.astimezone(UTC))
    made.add("summary", appointment.summary)
    if appointment.description:
        made.add("description", appointment.description)
    if appointment.place:
        made.add("location", appointment.place)
    made.add("status", "CONFIRMED")
    made.add("class", "PRIVATE")
    return made


def _component(event: DayEvent) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed)  # without a METHOD it says the same as LAST-MODIFIED
    made.add("last-modified", event.changed)
    made.add("sequence", event.sequence)
    if isinstance(event, TimedEvent) and event.begins is not None:
        made.add("dtstart", event.begins)
        made.add("dtend", event.ends or event.begins)
    else:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", event.summary)
    if event.description:
        made.add("description", event.description)
    made.add("status", "CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    return made
