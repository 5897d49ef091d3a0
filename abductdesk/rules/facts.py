"""What a rule may know of a case: dated events, two states, children. No names, no notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from abductdesk.terms import (
    Confidence,
    EventKind,
    Instance,
    Instrument,
    Notification,
    Party,
    Precision,
    RefusalGround,
)


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact. With `precision` month or year the day (and month) of `date` is a filler.

    `key` identifies the event within the case (record id, or position in a facts file); `of` is the
    key of the event that this one notifies, answers or appeals. `children` holds positions of the
    children concerned; empty means all.
    """

    key: int
    kind: EventKind
    date: date
    precision: Precision = Precision.DAY
    time: time | None = None
    confidence: Confidence = Confidence.SEEN
    of: int | None = None
    how: Notification | None = None
    party: Party | None = None
    children: tuple[int, ...] = ()
    grounds: tuple[RefusalGround, ...] = ()
    instance: Instance | None = None
    through_central_authority: bool | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A child by position (0 = eldest). `born` is None when not known."""

    position: int
    born: date | None = None
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class RecordedFramework:
    """The instrument a person recorded after checking, or that the courts applied."""

    instrument: Instrument
    source: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the rules know of one case. States are ISO 3166 two-letter codes or None."""

    habitual_residence: str | None = None
    requested_state: str | None = None
    children: tuple[Child, ...] = ()
    events: tuple[Event, ...] = ()
    framework: RecordedFramework | None = None
    custody_decision: bool | None = None
    left_behind_lives_in: str | None = None
    taking_lives_in: str | None = None
    bureau_closed: tuple[date, ...] = field(default=())
