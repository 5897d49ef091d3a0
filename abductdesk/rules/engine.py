"""From facts to deadlines: every rule asked, every start counted, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from abductdesk.i18n import L, Message
from abductdesk.rules import calendars, decided, lines
from abductdesk.rules.deadline import Alternative, Deadline, Framework
from abductdesk.rules.facts import Event, Facts
from abductdesk.rules.framework import by_states, check, direction, framework, undecided
from abductdesk.rules.reading import Reading, earliest
from abductdesk.rules.registry import RULES
from abductdesk.rules.rule import Rule
from abductdesk.rules.standing import day_of
from abductdesk.terms import EventKind, Instrument, Law, Severity, Status

__all__ = ["RULES_VERSION", "deadlines", "direction", "framework"]

RULES_VERSION = f"2026-11-26+holidays-{calendars.LIBRARY_VERSION}"
_DATED = (Status.OPEN, Status.MISSED, Status.BLOCKED, Status.EXTENDED)
_AFTER = {
    status: place
    for place, status in enumerate(
        (Status.WAITING, Status.WAIVED, Status.MET, Status.NOT_APPLICABLE), start=2
    )
}


def deadlines(facts: Facts, today: date) -> list[Deadline]:
    """All limits of the case on `today`, unsettled and dated ones first, the earliest first.

    While the framework is not known the limits of the Convention are blocked: `due` stays empty and
    the date stands in `alternatives`.
    """
    reading = Reading(facts)
    law = reading.law = by_states(reading, today)
    found: list[Deadline] = []
    for rule in _worth_asking(reading.kinds):
        if rule.gate is not None:
            found += _gate(rule, reading, law)
            continue
        reach = _reach(rule, reading, law)
        if reach is not False:
            made = _lines(rule, reading, today)
            found += made if reach is True else (_blocked(line, reach) for line in made)
    return sorted((decided.apply(line, facts, today) for line in found), key=_urgency)


@cache
def _worth_asking(kinds: frozenset[EventKind]) -> tuple[Rule, ...]:
    """The rules that can say something where these kinds are recorded: rare ones need their start."""
    return tuple(
        rule for rule in RULES
        if not rule.rare or not kinds.isdisjoint(rule.starts) or not kinds.isdisjoint(rule.precedents)
    )  # fmt: skip


def _reach(rule: Rule, reading: Reading, law: Framework) -> bool | Message:
    """Whether the rule reaches the case; a message says what must be checked first."""
    if rule.scope is not None:
        return rule.scope(reading, law)
    if undecided(law) and Instrument.HAGUE_1980 in rule.under:
        return check(law)
    return law.instrument in rule.under


def _gate(rule: Rule, reading: Reading, law: Framework) -> Iterator[Deadline]:
    if rule.instrument is Law.BRUSSELS_IIB and law.instrument not in rule.under:
        return
    assert rule.gate is not None
    status, why = rule.gate(reading, law)
    said = (why, *law.reasons, *((law.check,) if law.check else ()))
    yield lines.make(rule, status=status, explanation=said)


def _lines(rule: Rule, reading: Reading, today: date) -> list[Deadline]:
    """The limit once for each start (each child for an age), or once waiting for its start."""
    if rule.birth is not None:
        if not reading.facts.children:
            return [lines.make(rule, explanation=(L("No child is recorded: record the birth dates."),))]
        return [lines.from_birth(rule, reading, child, today) for child in reading.facts.children]
    starts = [event for event in reading.of(rule.starts) if rule.concerns(reading, event)]
    found = [
        lines.from_event(rule, reading, first, later, today)
        for first, later in _together(rule, reading, starts)
    ]
    found += [lines.expected(rule, reading, event, today) for event in _without_start(rule, reading, starts)]
    if not found and not rule.rare:
        return [lines.waiting(rule)]
    return found


def _together(rule: Rule, reading: Reading, starts: list[Event]) -> list[tuple[Event, list[Event]]]:
    """Starts that count alone; for `together` later ones for the same children go with the earliest.

    A return in between ends the group: a second removal starts anew.
    """
    if not rule.together:
        return [(event, []) for event in starts]
    groups: list[tuple[Event, list[Event]]] = []
    for event in starts:
        for first, later in groups:
            if reading.children(first) == reading.children(event) and not _came_back(reading, first, event):
                later.append(event)
                break
        else:
            groups.append((event, []))
    return groups


def _came_back(reading: Reading, first: Event, again: Event) -> bool:
    children = reading.children(first)
    return any(
        earliest(first) <= earliest(back) <= earliest(again)
        and (not children or bool(reading.children(back) & children))
        for back in reading.of((EventKind.RETURNED,))
    )


def _without_start(rule: Rule, reading: Reading, starts: list[Event]) -> list[Event]:
    """Events that announce a start which is not recorded yet."""
    if not rule.precedents or (starts and not rule.each):
        return []
    announced = [event for event in reading.of(rule.precedents) if rule.concerns(reading, event)]
    if not rule.each:
        return announced[:1]
    answered = {decision.key for event in starts if (decision := reading.answered(event)[0]) is not None}
    return [event for event in announced if event.key not in answered]


def _blocked(line: Deadline, checked: Message) -> Deadline:
    """The limit as if the Convention applied: hiding the one date that may save a case is worse."""
    if line.status is Status.NOT_APPLICABLE:
        return line
    others = line.alternatives
    if line.due is not None:
        others = (Alternative(line.due, L("if the Convention is in force")),)
        if line.practical is not None and line.practical != line.due:
            others += (Alternative(line.practical, L("last filing day, if the Convention is in force")),)
    return replace(
        line,
        status=Status.BLOCKED,
        due=None,
        legal_end=None,
        practical=None,
        from_=None,
        days_left=None,
        days_over=None,
        alternatives=others,
        explanation=(*line.explanation, checked),
    )


def _urgency(line: Deadline) -> tuple[int, date, bool, str]:
    at = line.lead
    if line.status is Status.BLOCKED and line.alternatives:
        at = min(day_of(other.date) for other in line.alternatives)
    day = day_of(at) if at is not None else date.max
    place = 0 if line.status in _DATED and at is not None else _AFTER.get(line.status, 1)
    if line.proposed:
        place = len(_AFTER) + 2  # what nobody settled yet stands in nobody's way
    return place, day, line.severity is not Severity.HARD, line.id
