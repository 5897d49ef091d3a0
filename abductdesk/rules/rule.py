"""What a declared time limit is: plain data that the engine reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from abductdesk.i18n import Message
from abductdesk.rules.counting import Regime
from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.periods import Period
from abductdesk.rules.reading import Reading
from abductdesk.terms import EventKind, Instrument, Nature, Severity, SourceTag, Status

CHECKED_ON = date(2026, 11, 22)


class Place(Enum):
    """Whose public holidays count: the state where the act must be done."""

    REQUESTED = auto()
    ORIGIN = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a limit applies to an event; `why` is the reason against it, or a question about it."""

    applies: bool = True
    why: Message | None = None


YES = Verdict()
Condition = Callable[[Reading, Event], Verdict]
Gate = Callable[[Reading, Framework], tuple[Status, Message]]


def _always(reading: Reading, event: Event) -> Verdict:
    return YES


def _every(reading: Reading, event: Event) -> bool:
    return True


def _nothing(reading: Reading, event: Event) -> tuple[Message, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One time limit as the law states it.

    `under` lists the frameworks it belongs to. `starts` are the events it runs from (`birth` instead for
    an age in years), `met_by` the events that meet it, `shown_by` events that show that it was met
    without saying when, `ends` events after which it no longer matters. Without a `period` it has no date
    at all. `concerns` picks the events that really start it, `applies` weighs its conditions, `notes` adds
    sentences. `precedents` are events from which its start is expected: while it is missing, the limit is
    shown with the earliest date it can have (with `each`, one per precedent). `together`: of several
    starts for the same children the earliest counts. `met_early`: an event before the start meets it too.
    `right`: when it has passed a right arises. `rare`: not shown while its start is not recorded.
    """

    id: str
    name: Message
    instrument: Instrument
    under: frozenset[Instrument]
    article: str
    nature: Nature
    severity: Severity
    binds: Message
    source: SourceTag
    lapse: Message
    checked_on: date = CHECKED_ON
    starts: tuple[EventKind, ...] = ()
    birth: int | None = None
    period: Period | None = None
    regime: Regime | None = None
    place: Place = Place.REQUESTED
    met_by: tuple[EventKind, ...] = ()
    shown_by: tuple[EventKind, ...] = ()
    ends: tuple[EventKind, ...] = (EventKind.RETURNED,)
    concerns: Callable[[Reading, Event], bool] = _every
    applies: Condition = _always
    notes: Callable[[Reading, Event], tuple[Message, ...]] = _nothing
    precedents: tuple[EventKind, ...] = ()
    each: bool = False
    together: bool = False
    met_early: bool = False
    right: bool = False
    rare: bool = False
    until_16: bool = True
    gate: Gate | None = None
