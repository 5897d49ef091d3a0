"""What a rule may know of a case: dated events, two states, children. No names, no notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from abductdesk.rules.calendars import Calendar, known
from abductdesk.terms import (
    Confidence,
    DecisionKind,
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
class Decision:
    """What a person decided about one limit, with the reason; it is a fact and stays beside the sum.

    `rule` is the limit's id, `event` the key of the event that it runs from and `children` the positions it
    is about: None and empty mean every line of that limit. `day` is the day it was met on, or the day until
    which it was extended.
    """

    rule: str
    kind: DecisionKind
    reason: str
    decided_on: date
    by: str = ""
    day: date | None = None
    event: int | None = None
    children: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifiedState:
    """What a person read in the official status table about a state and Belgium (1980 Convention)."""

    state: str
    in_force: bool
    source: str
    verified_on: date
    since: date | None = None


@dataclass(frozen=True)
class Office:
    """What the bureau settled for all cases: closing days, calendars it corrected, states it verified, and
    its own targets by the id of the limit: each value with the day from which it holds, the earliest first.
    A target not among them is only proposed."""

    closed: tuple[date, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    verified: Mapping[str, VerifiedState] = field(default_factory=dict)
    targets: Mapping[str, tuple[tuple[date, int], ...]] = field(default_factory=dict)

    def calendar(self, state: str | None) -> Calendar | None:
        """The public holidays of a state, or None where they are not known."""
        if state is None or not known(state):
            return None
        return self.calendars.get(state) or Calendar(state)

    def target(self, rule: str, start: date) -> int | None:
        """What held on the day the target starts from; where nothing did yet, what was settled first."""
        values = self.targets.get(rule)
        if not values:
            return None
        return next((value for day, value in reversed(values) if day <= start), values[0][1])


OFFICE = Office()


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
    decisions: tuple[Decision, ...] = ()
    office: Office = field(default=OFFICE, repr=False)
