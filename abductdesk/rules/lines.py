"""One deadline made from one rule and one event: its dates, where it stands, its sum in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache, reduce
from typing import Any

from abductdesk.i18n import N_, Country, L, Message
from abductdesk.rules import calendars
from abductdesk.rules.calendar_dates import age, safe_day, trigger
from abductdesk.rules.calendars import BELGIAN
from abductdesk.rules.counted import Count, Regime
from abductdesk.rules.deadline import Alternative, Deadline
from abductdesk.rules.facts import Child, Event
from abductdesk.rules.judicial_code import Recourse, be_cj
from abductdesk.rules.office_days import office
from abductdesk.rules.periods import Period, Unit
from abductdesk.rules.reading import Reading, earliest, latest, span
from abductdesk.rules.regulation_1182 import eu_1182, eu_1182_hours
from abductdesk.rules.rule import Place, Rule
from abductdesk.rules.standing import Standing, day_of, over, standing
from abductdesk.rules.states import BELGIUM
from abductdesk.rules.wording import dated, started
from abductdesk.terms import EventKind, Nature, Notification, Party, Precision, Status

Given = dict[str, Any]
CHASED = N_("It may be chased from {day}.")
_DAY_WANTED = L("Record the exact day.")
_IF_FIRST = L("if it happened on the first possible day")
_IF_LAST = L("if it happened on the last possible day")


def make(rule: Rule, given: Given | None = None, **more: Any) -> Deadline:
    """The rule as a deadline with these fields; without them it waits for its start."""
    return Deadline(**{**_common(rule), **(given or {}), **more})


@cache
def waiting(rule: Rule) -> Deadline:
    """The limit while nothing has started it: the same for every case."""
    return make(rule)


@cache
def _common(rule: Rule) -> Given:
    return {
        "id": rule.id,
        "name": rule.name,
        "instrument": rule.instrument,
        "article": rule.article,
        "nature": rule.nature,
        "status": Status.WAITING,
        "severity": rule.severity,
        "binds": rule.binds,
        "source": rule.source,
        "checked_on": rule.checked_on,
        "lapse": rule.lapse,
        "waits_for": rule.starts,
        "explanation": (L("Waits for: {event}.", event=_either(rule.starts)), _binds(rule)),
        "regime": str(rule.regime) if rule.regime else None,
        "recourse": rule.recourse is not Recourse.NONE,
        "expires": rule.expires,
    }


def _either(kinds: Sequence[EventKind]) -> Message:
    names = [L(kind.label) for kind in kinds] or [L("nothing")]
    return reduce(lambda one, other: L("{one} or {other}", one=one, other=other), names)


@cache
def _binds(rule: Rule) -> Message:
    return L("Binds: {who}.", who=rule.binds)


def from_event(rule: Rule, reading: Reading, event: Event, later: Sequence[Event], today: date) -> Deadline:
    """The limit as it runs from `event`; `later` starts for the same children are other readings."""
    given = _about(reading, event)
    verdict = rule.applies(reading, event)
    asked = (verdict.why,) if verdict.why is not None else ()
    if not verdict.applies:
        return make(rule, given, status=Status.NOT_APPLICABLE, waits_for=(), explanation=asked)
    if rule.period is None and rule.counts is None:
        return _undated(rule, reading, event, given, today)
    exact = event.precision is Precision.DAY
    if not exact and not (event.precision is Precision.MONTH and _safe(rule)):
        return _day_wanted(rule, reading, event, given)
    count = _count(rule, reading, event, earliest(event))
    if count is None:
        why = L("Record the state whose public holidays count: without it no date can be given.")
        return make(rule, given, waits_for=(), explanation=(started(event), why))
    stand = standing(rule, reading, frozenset(given["children"]), earliest(event), count, today, event)
    if verdict.held and stand.status is not Status.MET:
        return _held(rule, event, given, count, asked)
    others = [*count.alternatives, *rule.others(reading, event)]
    for other in later:
        if (counted := _count(rule, reading, other, earliest(other))) is not None:
            others.append(Alternative(counted.due, L("{start}: counted from there", start=started(other))))
    if not exact and (last := _count(rule, reading, event, latest(event))) is not None:
        others.append(Alternative(last.due, _IF_LAST))
    notes = () if stand.status is Status.MET else rule.notes(reading, event)
    said = (
        *_sum(rule, reading, event, count),
        *stand.said,
        *asked,
        *notes,
        *_bound(rule, reading, count, stand),
    )
    given |= _dates(rule, count, stand)
    return make(rule, given, alternatives=tuple(others), explanation=said, proposed=_proposed(rule, reading))


def from_birth(rule: Rule, reading: Reading, child: Child, today: date) -> Deadline:
    """The limit that one child's age sets."""
    assert rule.birth is not None
    given: Given = {"children": (child.position,)}
    number = child.position + 1
    if child.born is None:
        ask = L("The birth date of child {number} is not known: ask.", number=number)
        return make(rule, given, explanation=(ask,))
    if child.precision is not Precision.DAY:
        first, last = span(child.born, child.precision)
        others = (
            Alternative(age(first, rule.birth).due, L("if born on the first possible day")),
            Alternative(age(last, rule.birth).due, L("if born on the last possible day")),
        )
        stand = standing(
            rule, reading, frozenset(given["children"]), first, age(first, rule.birth), today, None
        )
        if stand.status is Status.MET:
            return make(rule, given, **_stood(stand), explanation=stand.said)
        ask = L("The birth date of child {number} is not known to the day: ask.", number=number)
        return make(rule, given, alternatives=others, explanation=(ask,))
    count = age(child.born, rule.birth)
    stand = standing(rule, reading, frozenset((child.position,)), child.born, count, today, None)
    sentence = L(
        "Child {number}, born on {born}, turns {years} on {birthday}; the last day before: {due}.",
        number=number,
        born=child.born,
        years=rule.birth,
        birthday=count.from_,
        due=count.due,
    )
    said = (sentence, *count.turns, *stand.said, _binds(rule))
    return make(rule, given, **_dates(rule, count, stand), start=child.born, explanation=said)


def expected(rule: Rule, reading: Reading, event: Event, today: date) -> Deadline:
    """The start is not recorded but `event` announces it: the earliest date it can have."""
    given = _about(reading, event)
    verdict = rule.applies(reading, event)
    asked = (verdict.why,) if verdict.why is not None else ()
    if not verdict.applies:
        return make(rule, given, status=Status.NOT_APPLICABLE, waits_for=(), explanation=asked)
    count = _count(rule, reading, event, earliest(event))
    if rule.met_early and count is not None:
        stand = standing(rule, reading, frozenset(given["children"]), earliest(event), count, today, event)
        if stand.status is Status.MET:
            return make(rule, given, **_stood(stand), waits_for=(), explanation=stand.said)
    if (ended := over(rule, reading, frozenset(given["children"]), earliest(event), today)) is not None:
        return make(rule, given, status=Status.NOT_APPLICABLE, waits_for=(), explanation=ended.said)
    soonest = L("{start}: the earliest it can be", start=started(event))
    others = (Alternative(count.due, soonest),) if count is not None else ()
    ask = L("Not recorded yet: {event}. Record the day.", event=rule.starts[0])
    said = (ask, *asked, *rule.notes(reading, event), _binds(rule))
    return make(rule, given, alternatives=others, explanation=said)


def _about(reading: Reading, event: Event) -> Given:
    return {
        "event": event.key,
        "start": earliest(event),
        "children": tuple(sorted(reading.children(event))),
    }


def _count(rule: Rule, reading: Reading, event: Event, day: date) -> Count | None:
    """The rule's period as if `event` fell on `day`; None where no calendar of the state is known."""
    if rule.counts is not None:
        return rule.counts(reading, replace(event, date=day, precision=Precision.DAY))
    period = _period(rule, reading, day)
    facts, code = reading.facts, rule.regime
    if code is Regime.OFFICE:
        return office(day, period, facts.office.closed, facts.office.calendar(BELGIUM) or BELGIAN)
    if code is Regime.CAL and period.unit in (Unit.DAY, Unit.WEEK):
        return trigger(day, period)
    calendar = facts.office.calendar(_state(rule, reading))
    if code is Regime.CAL:
        return safe_day(day, period, calendar)
    if calendar is None:
        return None
    if period.unit is Unit.HOUR:
        return eu_1182_hours(datetime.combine(day, event.time or time()), period, calendar)
    if code is Regime.EU_1182:
        counted = eu_1182(day, period, calendar)
    else:
        how, home = _how(rule, event), _home(reading, event)
        counted = be_cj(day, period, calendar, how=how, recourse=rule.recourse, lives_in=home)
    monitor = rule.nature is Nature.MONITOR
    return replace(counted, due=counted.raw, practical=None) if monitor else counted


def _state(rule: Rule, reading: Reading) -> str | None:
    match rule.place:
        case Place.REQUESTED:
            return reading.facts.requested_state
        case Place.ORIGIN:
            return reading.facts.habitual_residence
        case Place.BELGIUM:
            return BELGIUM


def _how(rule: Rule, event: Event) -> Notification | None:
    """How the event was notified, where that matters; unknown counts as bailiff, the earliest."""
    return event.how if rule.notified else None


def _home(reading: Reading, event: Event) -> str | None:
    """Where the party lives to whom the event was notified; None where that is not recorded."""
    match event.party:
        case Party.LEFT_BEHIND:
            return reading.facts.left_behind_lives_in
        case Party.TAKING:
            return reading.facts.taking_lives_in
        case _:
            return None


def _period(rule: Rule, reading: Reading, start: date) -> Period:
    """The period of the law, or the target that the bureau settled."""
    assert rule.period is not None
    settled = reading.facts.office.target(rule.id, start)
    return rule.period if settled is None else Period(settled, rule.period.unit)


def _proposed(rule: Rule, reading: Reading) -> bool:
    return rule.nature is Nature.TARGET and rule.id not in reading.facts.office.targets


def _safe(rule: Rule) -> bool:
    """Whether the limit is a safe day, for which the first possible day may stand in."""
    units = (Unit.MONTH, Unit.YEAR)
    return rule.regime is Regime.CAL and rule.period is not None and rule.period.unit in units


def _stood(stand: Standing) -> Given:
    return {"status": stand.status, "met_on": stand.met_on, "met_by": stand.met_by}


def _dates(rule: Rule, count: Count, stand: Standing) -> Given:
    right = count.from_
    if rule.right and count.legal_end is not None:
        right = day_of(count.legal_end) + calendars.DAY
    return {
        **_stood(stand),
        "due": count.due,
        "legal_end": count.legal_end,
        "practical": count.practical,
        "from_": right,
        "alternatives": count.alternatives,
        "waits_for": stand.waits_for,
        "days_left": stand.days_left,
        "days_over": stand.days_over,
        "holidays_of": count.state,
        "holidays": count.holidays,
    }


def _sum(rule: Rule, reading: Reading, event: Event, count: Count) -> tuple[Message, ...]:
    """The sum in one sentence, then what turned it."""
    start = started(event)
    if rule.counts is not None:
        return (L("{start}.", start=start), *count.steps)
    period = _period(rule, reading, earliest(event))
    if period.n == 0:
        return (L("{start}, the same day: {day}.", start=start, day=count.raw),)
    length = period.said
    if isinstance(count.due, datetime):
        first = L("{start}, plus {period}: {moment}.", start=start, period=length, moment=count.due)
        known = () if event.time is not None else (L("Record the time: counted from midnight."),)
        return (first, *known, *count.turns)
    if _safe(rule):
        first = L("{start}, plus {period}, the day before: {day}.", start=start, period=length, day=count.due)
    elif count.plain:
        first = L("{start}, plus {period}: {day}.", start=start, period=length, day=count.raw)
    else:
        first = L("{start}, plus {period}.", start=start, period=length)
    asked = () if event.precision is Precision.DAY else (_DAY_WANTED,)
    return (first, *asked, *count.turns)


def _bound(rule: Rule, reading: Reading, count: Count, stand: Standing) -> tuple[Message, ...]:
    said = [_binds(rule)]
    if _proposed(rule, reading):
        said.append(L("A target proposed by the program: the bureau has not settled it."))
    chased = rule.nature is Nature.MONITOR and not rule.expires and count.from_ is None
    if chased and stand.status in (Status.OPEN, Status.MISSED):
        said.append(L(CHASED, day=day_of(count.due) + calendars.DAY))
    if count.state is not None:
        said.append(L("Public holidays: {state}.", state=Country(count.state)))
    return tuple(said)


def _undated(rule: Rule, reading: Reading, event: Event, given: Given, today: date) -> Deadline:
    """A note without a number of days: open from its start until it is met or no longer matters."""
    stand = standing(rule, reading, frozenset(given["children"]), earliest(event), None, today, event)
    said = (L("{start}.", start=started(event)), *stand.said, _binds(rule))
    return make(rule, given, **_stood(stand), waits_for=stand.waits_for, explanation=said)


def _held(rule: Rule, event: Event, given: Given, count: Count, asked: tuple[Message, ...]) -> Deadline:
    """A question decides whether it runs at all: the date it would have, and the question first."""
    others = (Alternative(count.due, L("if it applies")),)
    said = (*asked, L("{start}.", start=started(event)), _binds(rule))
    return make(rule, given, alternatives=others, waits_for=(), explanation=said)


def _day_wanted(rule: Rule, reading: Reading, event: Event, given: Given) -> Deadline:
    """Only the month or year is known: no date, but the first and last it can be."""
    ends = ((earliest(event), _IF_FIRST), (latest(event), _IF_LAST))
    counted = [(_count(rule, reading, event, day), words) for day, words in ends]
    others = tuple(Alternative(count.due, words) for count, words in counted if count is not None)
    why = L("{event}: the day is not known, so no date is given.", event=dated(event))
    return make(
        rule,
        given,
        alternatives=others,
        waits_for=(event.kind,),
        explanation=(why, _DAY_WANTED, _binds(rule)),
    )
