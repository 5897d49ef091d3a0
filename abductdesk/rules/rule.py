"""What a declared time limit is: plain data that the engine reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from abductdesk.i18n import Message
from abductdesk.rules.counted import Count
from abductdesk.rules.counting import Recourse, Regime
from abductdesk.rules.deadline import Alternative, Framework
from abductdesk.rules.facts import Event
from abductdesk.rules.periods import Period
from abductdesk.rules.reading import Reading
from abductdesk.terms import EventKind, Instrument, Law, Nature, Severity, SourceTag, Status

CHECKED_ON = date(2026, 11, 22)


class Place(Enum):
    """Whose public holidays count: the state where the act must be done."""

    REQUESTED = auto()
    ORIGIN = auto()
    BELGIUM = auto()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a limit applies to an event; `why` is the reason against it, or a question about it.

    `held`: the question decides, so no date is given before it is answered, only what it would be.
    """

    applies: bool = True
    why: Message | None = None
    held: bool = False


YES = Verdict()
Condition = Callable[[Reading, Event], Verdict]
Gate = Callable[[Reading, Framework], tuple[Status, Message]]
# whether the rule reaches this case at all: yes, no, or what a person must check first
Scope = Callable[[Reading, Framework], bool | Message]


def _always(reading: Reading, event: Event) -> Verdict:
    return YES


def _every(reading: Reading, event: Event) -> bool:
    return True


def _nothing(reading: Reading, event: Event) -> tuple[Message, ...]:
    return ()


def _none_other(reading: Reading, event: Event) -> tuple[Alternative, ...]:
    return ()


def _any(reading: Reading, event: Event, answer: Event) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One time limit as the law states it.

    `under` lists the frameworks it belongs to; `scope` decides instead where the framework alone does not.
    `starts` are the events it runs from (`birth` instead for
    an age in years), `met_by` the events that meet it, `shown_by` events that show that it was met
    without saying when, `ends` events after which it no longer matters. Without a `period` it has no date
    at all. `concerns` picks the events that really start it, `applies` weighs its conditions, `notes` adds
    sentences. `precedents` are events from which its start is expected: while it is missing, the limit is
    shown with the earliest date it can have (with `each`, one per precedent). `together`: of several
    starts for the same children the earliest counts. `met_early`: an event before the start meets it too.
    `right`: when it has passed a right arises. `expires`: it lasts until its end, and nobody is late then.
    `rare`: not shown while its start is not recorded.
    `settles` picks the answers that count, `others` adds dates of other readings. `recourse` and `notified`
    belong to BE-CJ: for which recourse it is, and whether it runs from a notification, so that the way of
    notifying matters. `counts` replaces the counting of a period where the law has a way of its own.
    """

    id: str
    name: Message
    instrument: Law
    under: frozenset[Instrument] = frozenset()
    scope: Scope | None = None
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
    expires: bool = False
    rare: bool = False
    until_16: bool = True
    gate: Gate | None = None
    settles: Callable[[Reading, Event, Event], bool] = _any
    others: Callable[[Reading, Event], tuple[Alternative, ...]] = _none_other
    recourse: Recourse = Recourse.NONE
    notified: bool = False
    counts: Callable[[Reading, Event], Count] | None = None
