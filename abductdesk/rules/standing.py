"""Where a counted limit stands on a day: open, met, missed, or no longer needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from abductdesk.i18n import LN, L, Message
from abductdesk.rules.counted import Count
from abductdesk.rules.facts import Event
from abductdesk.rules.reading import Reading, earliest, latest
from abductdesk.rules.rule import Rule
from abductdesk.rules.wording import dated
from abductdesk.terms import EventKind, Nature, Precision, Severity, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """Status with its figures; `said` explains it, `waits_for` names what is missing to decide, `met_by` is
    the key of the event that met it."""

    status: Status
    met_on: date | None = None
    days_left: int | None = None
    days_over: int | None = None
    said: tuple[Message, ...] = ()
    waits_for: tuple[EventKind, ...] = ()
    met_by: int | None = None


def standing(
    rule: Rule, reading: Reading, children: frozenset[int], start: date, count: Count | None, today: date,
    event: Event | None,
) -> Standing:  # fmt: skip
    """The standing of a limit for these children, from `start`, on `today`.

    Without a `count` (a note without days) nothing can be missed.
    """
    end = _end(count)
    met = _completed(reading, _answers(rule, reading, rule.met_by, start, event), children)
    if met is not None:
        return replace(_met(rule, met, end), met_by=met.key)
    shown = _completed(reading, _answers(rule, reading, rule.shown_by, start, event), children)
    if shown is not None:
        return replace(_shown(rule, shown, end), met_by=shown.key)
    ended = _completed(reading, _answers(rule, reading, rule.ends, start, None), children)
    watched = rule.nature in (Nature.MONITOR, Nature.TARGET)
    if ended is not None and (end is None or earliest(ended) <= end or watched):
        return _over(ended, end if not rule.expires else None)
    birthday = reading.turn_sixteen(children) if rule.until_16 and children else None
    said: tuple[Message, ...] = ()
    if birthday is not None and (end is None or birthday <= end):
        if birthday <= today:
            why = L("Every child concerned was 16 on {day}: the Convention no longer applies.", day=birthday)
            return Standing(Status.NOT_APPLICABLE, said=(why,))
        if end is not None:
            said = (L("Before that, on {day}, the age of 16 ends the Convention.", day=birthday),)
    return _unmet(rule, reading, children, count, today, said, start, event)


def over(rule: Rule, reading: Reading, children: frozenset[int], start: date) -> Standing | None:
    """How a limit stands whose start was never recorded, once something ended it; None while nothing did."""
    ended = _completed(reading, _answers(rule, reading, rule.ends, start, None), children)
    return _over(ended, None) if ended is not None else None


def _over(ended: Event, end: date | None) -> Standing:
    """Nobody can be chased any more once all is over, even where the limit had passed by then."""
    said: Message = L("No longer needed: {event}.", event=dated(ended))
    late = (ended.date - end).days if end is not None and ended.precision is Precision.DAY else 0
    if late <= 0:
        return Standing(Status.NOT_APPLICABLE, said=(said,))
    passed = LN("It had run one day over by then.", "It had run {n} days over by then.", late)
    return Standing(Status.NOT_APPLICABLE, days_over=late, said=(said, passed))


def _unmet(
    rule: Rule, reading: Reading, children: frozenset[int], count: Count | None, today: date,
    said: tuple[Message, ...], start: date, event: Event | None,
) -> Standing:  # fmt: skip
    some = _answers(rule, reading, rule.met_by, start, event)
    if some:
        named = {child for answer in some for child in reading.children(answer)}
        missing = [position + 1 for position in sorted(children - named)]
        said += tuple(L("Not yet for child {number}.", number=number) for number in missing)
    if count is None:
        return Standing(Status.OPEN, said=said)
    end, due = _end(count), day_of(count.due)
    missed = end is not None and today > end
    if missed and rule.expires:
        return Standing(Status.NOT_APPLICABLE, said=(*said, L("It lasted until {day}.", day=end)))
    return Standing(Status.MISSED if missed else Status.OPEN, days_left=(due - today).days, said=said)


def _end(count: Count | None) -> date | None:
    """The day after which a limit is missed: the last lawful day, else the safe day."""
    if count is None:
        return None
    return day_of(count.legal_end if count.legal_end is not None else count.due)


def day_of(at: date | datetime) -> date:
    """The day of a date or of a moment in its own zone."""
    return at.date() if isinstance(at, datetime) else at


def _answers(
    rule: Rule, reading: Reading, kinds: Iterable[EventKind], start: date, event: Event | None
) -> list[Event]:
    """Events that can settle the limit: not before its start, and not said to answer another start."""
    found = [answer for answer in reading.of(kinds) if rule.met_early or latest(answer) >= start]
    if event is None:
        return found
    return [answer for answer in found if _answers_it(rule, reading, event, answer)]


def _answers_it(rule: Rule, reading: Reading, event: Event, answer: Event) -> bool:
    if answer.key == event.key:
        return False
    other = reading.event(answer.of)
    if other is not None and other.kind in rule.starts and other.key != event.key:
        return False
    return rule.settles(reading, event, answer)


def _completed(reading: Reading, answers: list[Event], children: frozenset[int]) -> Event | None:
    """The event with which every child concerned is covered; siblings may be answered one by one."""
    covered: frozenset[int] = frozenset()
    for answer in answers:
        covered |= reading.children(answer)
        if children <= covered:
            return answer
    return None


def _met(rule: Rule, met: Event, end: date | None) -> Standing:
    if met.precision is Precision.DAY:
        over = (met.date - end).days if end is not None else 0
        if over <= 0:
            return Standing(Status.MET, met.date, said=(L("Met: {event}.", event=dated(met)),))
        late = LN("Met one day late: {event}.", "Met {n} days late: {event}.", over, event=dated(met))
        return Standing(_late(rule), met.date, days_over=over, said=(late,))
    if end is None or latest(met) <= end:
        return Standing(Status.MET, said=(L("Met: {event}.", event=dated(met)),))
    if earliest(met) > end:
        return Standing(_late(rule), said=(L("Met late: {event}. Record the exact day.", event=dated(met)),))
    ask = L("Met in time or late? {event}. Record the exact day.", event=dated(met))
    return Standing(Status.WAITING, said=(ask,), waits_for=(met.kind,))


def _late(rule: Rule) -> Status:
    """Met late: where a right was lost it stays missed; another body's late answer is an answer."""
    return Status.MISSED if rule.nature is Nature.TASK and rule.severity is Severity.HARD else Status.MET


def _shown(rule: Rule, shown: Event, end: date | None) -> Standing:
    if end is None or latest(shown) <= end:
        said = L("Met by {event} at the latest; the day itself is not recorded.", event=dated(shown))
        return Standing(Status.MET, said=(said,))
    ask = L("It had happened by {event}; whether in time cannot be said. Record the day: {missing}.",
            event=dated(shown), missing=rule.met_by[0])  # fmt: skip
    return Standing(Status.WAITING, said=(ask,), waits_for=rule.met_by)
