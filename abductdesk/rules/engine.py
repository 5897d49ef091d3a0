"""From facts to deadlines: every rule asked, every start counted, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from abductdesk.i18n import Country, L, Message
from abductdesk.rules import calendars
from abductdesk.rules.counting import Count, Regime, age, eu_1182, safe_day, trigger
from abductdesk.rules.deadline import Alternative, Deadline, Framework
from abductdesk.rules.facts import Child, Event, Facts
from abductdesk.rules.framework import by_states, direction, framework, undecided
from abductdesk.rules.periods import Unit
from abductdesk.rules.reading import Reading, earliest, latest, span
from abductdesk.rules.registry import RULES
from abductdesk.rules.rule import Place, Rule
from abductdesk.rules.standing import Standing, standing
from abductdesk.rules.wording import dated, started
from abductdesk.terms import EventKind, Instrument, Nature, Precision, Severity, Status

__all__ = ["RULES_VERSION", "deadlines", "direction", "framework"]

RULES_VERSION = f"2026-11-22+holidays-{calendars.LIBRARY_VERSION}"
_DATED = (Status.OPEN, Status.MISSED, Status.BLOCKED)
_GROUPS = (Status.WAITING, Status.EXTENDED, Status.WAIVED, Status.MET, Status.NOT_APPLICABLE)


def deadlines(facts: Facts, today: date) -> list[Deadline]:
    """All limits of the case on `today`, unsettled and dated ones first, the earliest first.

    While the framework is not known the limits of the Convention are blocked: `due` stays empty and
    the date stands in `alternatives`.
    """
    reading = Reading(facts)
    law = by_states(reading, today)
    found: list[Deadline] = []
    for rule in RULES:
        if rule.gate is not None:
            found += _gate(rule, reading, law)
        elif undecided(law) and Instrument.HAGUE_1980 in rule.under:
            found += (_blocked(line, law) for line in _lines(rule, reading, today))
        elif law.instrument in rule.under:
            found += _lines(rule, reading, today)
    return sorted(found, key=_urgency)


def _gate(rule: Rule, reading: Reading, law: Framework) -> Iterator[Deadline]:
    if rule.instrument is Instrument.BRUSSELS_IIB and law.instrument not in rule.under:
        return
    assert rule.gate is not None
    status, why = rule.gate(reading, law)
    said = (why, *law.reasons, *((law.check,) if law.check else ()))
    yield replace(_bare(rule), status=status, explanation=said)


def _lines(rule: Rule, reading: Reading, today: date) -> Iterator[Deadline]:
    """The limit once for each start (each child for an age), or once waiting for its start."""
    if rule.birth is not None:
        for child in reading.facts.children:
            yield _age(rule, reading, child, today)
        if not reading.facts.children:
            yield replace(_bare(rule), explanation=(L("No child is recorded: record the birth dates."),))
        return
    starts = [event for event in reading.of(rule.starts) if rule.concerns(reading, event)]
    for first, later in _together(rule, reading, starts):
        yield _from(rule, reading, first, later, today)
    missing = _without_start(rule, reading, starts)
    for event in missing:
        yield _expected(rule, reading, event)
    if not starts and not missing and not rule.rare:
        yield _bare(rule)


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
    returns = reading.of((EventKind.RETURNED,))
    return any(
        earliest(first) <= earliest(back) <= earliest(again)
        and (not reading.children(back) or reading.children(back) & reading.children(first))
        for back in returns
    )


def _without_start(rule: Rule, reading: Reading, starts: list[Event]) -> list[Event]:
    """Events that announce a start which is not recorded yet."""
    if not rule.precedents or (starts and not rule.each):
        return []
    expected = [event for event in reading.of(rule.precedents) if rule.concerns(reading, event)]
    if not rule.each:
        return expected[:1]
    answered = {decision.key for event in starts if (decision := reading.answered(event)[0]) is not None}
    return [event for event in expected if event.key not in answered]


@cache
def _bare(rule: Rule) -> Deadline:
    """The limit without dates: waiting for its start, or a note that needs none."""
    return Deadline(
        id=rule.id,
        name=rule.name,
        instrument=rule.instrument,
        article=rule.article,
        nature=rule.nature,
        status=Status.WAITING,
        severity=rule.severity,
        binds=rule.binds,
        source=rule.source,
        checked_on=rule.checked_on,
        lapse=rule.lapse,
        waits_for=rule.starts,
        regime=str(rule.regime) if rule.regime else None,
    )


def _state(rule: Rule, facts: Facts) -> str | None:
    return facts.requested_state if rule.place is Place.REQUESTED else facts.habitual_residence


def _count(rule: Rule, day: date, facts: Facts) -> Count | None:
    """The rule's period from a day, or None where the state whose holidays count is not known."""
    assert rule.period is not None
    state = _state(rule, facts)
    if rule.regime is Regime.CAL:
        if rule.period.unit in (Unit.DAY, Unit.WEEK):
            return trigger(day, rule.period)
        return safe_day(day, rule.period, state)
    if state is None or not calendars.known(state):
        return None
    counted = eu_1182(day, rule.period, state)
    return replace(counted, due=counted.raw) if rule.nature is Nature.MONITOR else counted


def _safe(rule: Rule) -> bool:
    return (
        rule.regime is Regime.CAL and rule.period is not None and rule.period.unit in (Unit.MONTH, Unit.YEAR)
    )


def _from(rule: Rule, reading: Reading, event: Event, later: list[Event], today: date) -> Deadline:
    """The limit as it runs from one event."""
    children = tuple(sorted(reading.children(event)))
    line = _with(rule, event=event.key, start=earliest(event), children=children)
    verdict = rule.applies(reading, event)
    if not verdict.applies:
        return replace(line, status=Status.NOT_APPLICABLE, explanation=_said(verdict.why))
    if rule.period is None:
        return _undated(rule, reading, event, line, today)
    exact = event.precision is Precision.DAY
    if not exact and not (event.precision is Precision.MONTH and _safe(rule)):
        return _day_wanted(rule, reading, event, line)
    count = _count(rule, earliest(event), reading.facts)
    if count is None:
        why = L("Record the state whose public holidays count: without it no date can be given.")
        return replace(line, explanation=(started(event), why))
    stand = standing(rule, reading, frozenset(children), earliest(event), count, today, event)
    others = [*count.alternatives]
    for other in later:
        if (counted := _count(rule, earliest(other), reading.facts)) is not None:
            others.append(Alternative(counted.due, L("counted from {event}", event=dated(other))))
    if not exact:
        last = _count(rule, latest(event), reading.facts)
        others += [Alternative(last.due, L("if it happened on the last possible day"))] if last else []
    said = (
        *_sum(rule, event, count),
        *stand.said,
        *_said(verdict.why),
        *rule.notes(reading, event),
        *_bound(rule, count),
    )
    return _dated(line, count, stand, tuple(others), said, rule)


def _dated(
    line: Deadline, count: Count, stand: Standing, others: tuple[Alternative, ...],
    said: tuple[Message, ...], rule: Rule,
) -> Deadline:  # fmt: skip
    end = count.legal_end
    right = count.from_
    if rule.right and end is not None:
        right = _day(end) + calendars.DAY
    return replace(
        line,
        status=stand.status,
        due=count.due,
        legal_end=end,
        practical=count.practical,
        from_=right,
        alternatives=others,
        waits_for=stand.waits_for,
        met_on=stand.met_on,
        days_left=stand.days_left,
        days_over=stand.days_over,
        explanation=said,
        holidays_of=count.state,
        holidays=count.holidays,
    )


def _sum(rule: Rule, event: Event, count: Count) -> tuple[Message, ...]:
    """The sum in one sentence, then what turned it."""
    assert rule.period is not None
    length, start = rule.period.said, started(event)
    if _safe(rule):
        first = L("{start}, plus {period}, the day before: {day}.", start=start, period=length, day=count.due)
    else:
        first = L("{start}, plus {period}: {day}.", start=start, period=length, day=count.raw)
    asked = () if event.precision is Precision.DAY else (L("Record the exact day."),)
    return (first, *asked, *count.turns)


def _bound(rule: Rule, count: Count) -> tuple[Message, ...]:
    said = [L("Binds: {who}.", who=rule.binds)]
    if rule.nature is Nature.MONITOR and count.from_ is None:
        said.append(L("It may be chased from {day}.", day=_day(count.due) + calendars.DAY))
    if count.state is not None:
        said.append(L("Public holidays: {state}.", state=Country(count.state)))
    return tuple(said)


def _undated(rule: Rule, reading: Reading, event: Event, line: Deadline, today: date) -> Deadline:
    """A note without a number of days: open from its start until it is met or no longer matters."""
    stand = standing(rule, reading, frozenset(line.children), earliest(event), None, today, event)
    said = (L("{start}.", start=started(event)), *stand.said, L("Binds: {who}.", who=rule.binds))
    return replace(line, status=stand.status, met_on=stand.met_on, waits_for=(), explanation=said)


def _day_wanted(rule: Rule, reading: Reading, event: Event, line: Deadline) -> Deadline:
    """Only the month or year is known: no date, but the first and last it can be."""
    ends = [_count(rule, day, reading.facts) for day in (earliest(event), latest(event))]
    readings = (L("if it happened on the first possible day"), L("if it happened on the last possible day"))
    others = tuple(
        Alternative(count.due, said) for count, said in zip(ends, readings, strict=True) if count is not None
    )
    said = (
        L("{event}: the day is not known, so no date is given.", event=dated(event)),
        L("Record the exact day."),
    )
    return replace(line, alternatives=others, waits_for=(event.kind,), explanation=said)


def _expected(rule: Rule, reading: Reading, event: Event) -> Deadline:
    """The start is not recorded but announced: the earliest date it can have, for what it is worth."""
    children = tuple(sorted(reading.children(event)))
    line = _with(rule, event=event.key, start=earliest(event), children=children)
    verdict = rule.applies(reading, event)
    if not verdict.applies:
        return replace(line, status=Status.NOT_APPLICABLE, explanation=_said(verdict.why))
    count = _count(rule, earliest(event), reading.facts)
    reading_ = L("the earliest possible: counted from {event}", event=dated(event))
    others = (Alternative(count.due, reading_),) if count is not None else ()
    ask = L("Not recorded yet: {event}. Record the day.", event=rule.starts[0])
    said = (ask, *_said(verdict.why), *rule.notes(reading, event), L("Binds: {who}.", who=rule.binds))
    return replace(line, alternatives=others, explanation=said)


def _age(rule: Rule, reading: Reading, child: Child, today: date) -> Deadline:
    """The limit that one child's age sets."""
    assert rule.birth is not None
    line = _with(rule, children=(child.position,))
    number = child.position + 1
    if child.born is None:
        return replace(
            line, explanation=(L("The birth date of child {number} is not known: ask.", number=number),)
        )
    if child.precision is not Precision.DAY:
        days = span(child.born, child.precision)
        words = (L("if born on the first possible day"), L("if born on the last possible day"))
        others = tuple(
            Alternative(age(day, rule.birth).due, said) for day, said in zip(days, words, strict=True)
        )
        ask = L("The birth date of child {number} is not known to the day: ask.", number=number)
        return replace(line, alternatives=others, explanation=(ask,))
    count = age(child.born, rule.birth)
    stand = standing(rule, reading, frozenset((child.position,)), child.born, count, today, None)
    first = L(
        "Child {number}, born on {born}, turns {years} on {birthday}; the last day before: {due}.",
        number=number, born=child.born, years=rule.birth, birthday=count.from_, due=count.due,
    )  # fmt: skip
    said = (first, *count.turns, *stand.said, L("Binds: {who}.", who=rule.binds))
    return _dated(replace(line, start=child.born), count, stand, count.alternatives, said, rule)


def _with(rule: Rule, **known: Any) -> Deadline:
    return replace(_bare(rule), **known)


def _said(why: Message | None) -> tuple[Message, ...]:
    return (why,) if why is not None else ()


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _blocked(line: Deadline, law: Framework) -> Deadline:
    """The limit as if the Convention applied: hiding the one date that may save a case is worse."""
    if line.status is Status.NOT_APPLICABLE:
        return line
    others = line.alternatives
    if line.due is not None:
        others = (Alternative(line.due, L("if the Convention is in force")),)
        if line.practical is not None and line.practical != line.due:
            others += (Alternative(line.practical, L("last filing day, if the Convention is in force")),)
    check = law.check or law.reasons[0]
    return replace(
        line, status=Status.BLOCKED, due=None, legal_end=None, practical=None, from_=None, days_left=None,
        days_over=None, alternatives=others, explanation=(check, *law.reasons, *line.explanation),
    )  # fmt: skip


def _urgency(line: Deadline) -> tuple[int, date, int, str]:
    at = line.lead
    if line.status is Status.BLOCKED and line.alternatives:
        at = min(_day(other.date) for other in line.alternatives)
    if line.status in _DATED and at is not None:
        return 0, _day(at), line.severity is not Severity.HARD, line.id
    group = _GROUPS.index(line.status) + 2 if line.status in _GROUPS else 1
    return group, _day(at) if at is not None else date.max, line.severity is not Severity.HARD, line.id
