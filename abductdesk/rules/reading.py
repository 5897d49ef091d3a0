"""One case's facts, laid out so that rules can ask them quickly."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from abductdesk.rules.deadline import Framework
from abductdesk.rules.facts import Child, Event, Facts
from abductdesk.rules.periods import months_later
from abductdesk.terms import EventKind, Precision, RefusalGround

SIXTEEN = 12 * 16
# decisions that refuse a return for these reasons alone open Art. 29 of Regulation 2019/1111
ARTICLE_13_GROUNDS = frozenset(
    {
        RefusalGround.ART_13_1B,
        RefusalGround.ART_13_1B_PHYSICAL,
        RefusalGround.ART_13_1B_PSYCHOLOGICAL,
        RefusalGround.ART_13_1B_INTOLERABLE,
        RefusalGround.ART_13_2_OBJECTION,
    }
)
DECISIONS = (EventKind.DECISION_RETURN, EventKind.DECISION_REFUSAL, EventKind.APPEAL_DECIDED)
# a step that exists only once proceedings for return have begun
IN_PROCEEDINGS = (
    EventKind.COURT_SEISED, EventKind.PETITION_REGISTERED, EventKind.INTRODUCTORY_HEARING,
    EventKind.ADJOURNED_HEARING, *DECISIONS, EventKind.APPEAL_LODGED, EventKind.APPEAL_REGISTERED,
    EventKind.APPEAL_READY, EventKind.APPEAL_HEARING,
)  # fmt: skip


def span(day: date, precision: Precision) -> tuple[date, date]:
    """First and last day that a date known to the day, month or year can mean."""
    if precision is Precision.DAY:
        return day, day
    if precision is Precision.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return date(day.year, 1, 1), date(day.year, 12, 31)


def earliest(event: Event) -> date:
    """First day on which the event can have happened."""
    return event.date if event.precision is Precision.DAY else span(event.date, event.precision)[0]


def latest(event: Event) -> date:
    """Last day on which the event can have happened."""
    return event.date if event.precision is Precision.DAY else span(event.date, event.precision)[1]


def sixteenth(child: Child) -> tuple[date, date] | None:
    """Earliest and latest day on which the child turns 16, or None when the birth is not known."""
    if child.born is None:
        return None
    low, high = span(child.born, child.precision)
    return months_later(low, SIXTEEN), months_later(high, SIXTEEN)


class Reading:
    """Facts of one case by kind of event, earliest first. Built once per question, then only read."""

    __slots__ = ("_by_kind", "_everybody", "_keys", "facts", "law")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.law: Framework | None = None  # set once it is decided
        self._by_kind: dict[EventKind, list[Event]] = {}
        self._keys: dict[int, Event] = {}
        for event in sorted(facts.events, key=lambda event: (earliest(event), event.key)):
            self._by_kind.setdefault(event.kind, []).append(event)
            self._keys[event.key] = event
        self._everybody = frozenset(child.position for child in facts.children)

    def of(self, kinds: Iterable[EventKind]) -> list[Event]:
        """Events of these kinds, earliest first."""
        lists = [self._by_kind[kind] for kind in kinds if kind in self._by_kind]
        if len(lists) == 1:
            return lists[0]
        found = [event for events in lists for event in events]
        found.sort(key=lambda event: (earliest(event), event.key))
        return found

    def has(self, kind: EventKind) -> bool:
        return kind in self._by_kind

    @property
    def kinds(self) -> frozenset[EventKind]:
        """The kinds of events that are recorded."""
        return frozenset(self._by_kind)

    def event(self, key: int | None) -> Event | None:
        """The event with this key."""
        return self._keys.get(key) if key is not None else None

    def children(self, event: Event) -> frozenset[int]:
        """Positions of the children concerned; empty only when no child is recorded.

        What notifies, answers or appeals a decision is about the children of that decision, unless it says so
        itself.
        """
        seen: set[int] = set()
        about: Event | None = event
        while about is not None and not about.children and about.key not in seen:
            seen.add(about.key)
            about = self._keys.get(about.of) if about.of is not None else None
        named = about.children if about is not None else ()
        return frozenset(named) & self._everybody or self._everybody

    def child(self, position: int) -> Child | None:
        return next((child for child in self.facts.children if child.position == position), None)

    def answered(self, event: Event) -> tuple[Event | None, bool]:
        """The decision that `event` notifies and whether that was guessed: the latest before it."""
        named = self.event(event.of)
        if named is not None:
            return named, False
        before = [other for other in self.of(DECISIONS) if earliest(other) <= latest(event)]
        return (before[-1] if before else None), True

    def refuses(self, decision: Event) -> bool:
        """Whether the decision refuses the return (a higher court's decision: when it gives grounds)."""
        if decision.kind is EventKind.DECISION_REFUSAL:
            return True
        return decision.kind is EventKind.APPEAL_DECIDED and bool(decision.grounds)

    def turn_sixteen(self, positions: Iterable[int]) -> date | None:
        """The day on which the last of these children is surely 16; None while that is not known."""
        last: date | None = None
        for position in positions:
            child = self.child(position)
            birthday = sixteenth(child) if child else None
            if birthday is None:
                return None
            last = birthday[1] if last is None else max(last, birthday[1])
        return last
