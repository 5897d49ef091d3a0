"""What a person decided about a limit: met, extended by the court, waived, not applicable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from abductdesk.i18n import LN, L, Message
from abductdesk.rules.calendars import DAY
from abductdesk.rules.counted import Regime
from abductdesk.rules.deadline import Alternative, Deadline
from abductdesk.rules.facts import Decision, Facts
from abductdesk.rules.lines import CHASED
from abductdesk.rules.standing import day_of
from abductdesk.terms import DecisionKind, Nature, Severity, Status


def apply(line: Deadline, facts: Facts, today: date) -> Deadline:
    """The limit as decided; the latest decision about it counts, and the sum stays in the explanation."""
    about = [decision for decision in facts.decisions if _concerns(decision, line)]
    if not about:
        return line
    decision = about[-1]
    kept = line.explanation
    if decision.kind is not DecisionKind.EXTENDED:  # nothing is left to be chased
        kept = tuple(sentence for sentence in kept if sentence.text != CHASED)
    said = replace(line, decided=True, explanation=(_said(decision), *kept))
    match decision.kind:
        case DecisionKind.MET:
            return _met(said, decision)
        case DecisionKind.EXTENDED:
            return _extended(said, decision, facts, today)
        case DecisionKind.WAIVED:
            return replace(said, status=Status.WAIVED, days_left=None)
        case DecisionKind.NOT_APPLICABLE:
            return replace(said, status=Status.NOT_APPLICABLE, days_left=None)


def extendable(regime: str | None, severity: Severity) -> bool:
    """No court extends a year, six months or an age that a Convention or Regulation sets."""
    return not (regime == Regime.CAL and severity is Severity.HARD)


def _concerns(decision: Decision, line: Deadline) -> bool:
    return (
        decision.rule == line.id
        and decision.event in (None, line.event)
        and decision.children in ((), line.children)
    )


def _said(decision: Decision) -> Message:
    given = {"reason": decision.reason, "who": decision.by, "on": decision.decided_on}
    match decision.kind:
        case DecisionKind.MET:
            return L("Recorded as met on {day}: {reason} ({who}, {on}).", day=decision.day, **given)
        case DecisionKind.EXTENDED:
            return L("Extended by the court until {day}: {reason} ({who}, {on}).", day=decision.day, **given)
        case DecisionKind.WAIVED:
            return L("Waived: {reason} ({who}, {on}).", **given)
        case DecisionKind.NOT_APPLICABLE:
            return L("Not applicable: {reason} ({who}, {on}).", **given)


def _met(line: Deadline, decision: Decision) -> Deadline:
    """Met on that day; where that was too late and a right was lost it stays missed."""
    assert decision.day is not None
    end = line.legal_end or line.due
    over = (decision.day - day_of(end)).days if end is not None else 0
    if over <= 0:
        return replace(
            line, status=Status.MET, met_on=decision.day, days_left=None, days_over=None, waits_for=()
        )
    late = LN("That was one day late.", "That was {n} days late.", over)
    lost = line.nature is Nature.TASK and line.severity is Severity.HARD
    return replace(
        line, status=Status.MISSED if lost else Status.MET, met_on=decision.day, days_left=None,
        days_over=over, waits_for=(), explanation=(line.explanation[0], late, *line.explanation[1:]),
    )  # fmt: skip


def _extended(line: Deadline, decision: Decision, facts: Facts, today: date) -> Deadline:
    """The new day is the end; what met the limit by then met it in time."""
    until = decision.day
    assert until is not None
    if line.met_on is not None and line.met_on <= until:
        return replace(line, status=Status.MET, due=until, legal_end=until, days_over=None)
    calendar = facts.office.calendar(line.holidays_of)
    practical = calendar.filing_day(until) if line.practical is not None and calendar is not None else None
    chased = line.from_ is not None and line.due is not None and day_of(line.from_) > day_of(line.due)
    before = (Alternative(line.due, L("before the extension")),) if line.due is not None else ()
    said = tuple(
        L(CHASED, day=until + DAY) if sentence.text == CHASED else sentence for sentence in line.explanation
    )
    return replace(
        line,
        explanation=said,
        status=Status.MISSED if today > until else Status.EXTENDED,
        due=until,
        legal_end=until,
        from_=until + timedelta(days=1) if chased else line.from_,
        practical=practical,
        alternatives=(*before, *line.alternatives),
        days_left=(until - today).days,
        days_over=None if line.met_on is None else (line.met_on - until).days,
    )
