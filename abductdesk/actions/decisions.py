"""Decisions on a limit: met, extended by the court, waived, not applicable. Nothing is silently dismissed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from abductdesk.actions.deadlines import as_day
from abductdesk.actions.facts import children_of, facts_of
from abductdesk.actions.office import Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, LimitDecision
from abductdesk.rules import engine
from abductdesk.rules.deadline import Deadline
from abductdesk.rules.decided import extendable
from abductdesk.terms import DecisionKind

WITH_A_DAY = (DecisionKind.MET, DecisionKind.EXTENDED)


def kinds_for(limit: Deadline) -> list[DecisionKind]:
    """What can be decided about a limit: no court extends a treaty's year, nor what has no date."""
    may_extend = limit.due is not None and extendable(limit.regime, limit.severity)
    return [kind for kind in DecisionKind if kind is not DecisionKind.EXTENDED or may_extend]


@action()
def decide(
    work: Work,
    case_id: int,
    *,
    rule: str,
    event: int | None = None,
    children: Sequence[int] = (),
    kind: DecisionKind,
    reason: str = "",
    day: date | None = None,
) -> int:
    """Record what was decided about one limit of a case, as it stands there; returns the decision's id.

    `event` and `children` (positions) are those of the limit. Raises `Invalid` for a reason or a day that is
    missing or cannot be, `Refused` where the case has no such limit any more.
    """
    work.get(Case, case_id)
    limit = _limit(work, case_id, rule, event, tuple(children))
    settled_on = day if kind in WITH_A_DAY else None
    _check(work, limit, kind, settled_on)
    ids = children_of(work, case_id)
    decision = LimitDecision(case_id=case_id, staff_id=work.staff.id, decided_on=work.today)
    values: dict[str, Any] = {"kind": kind, "reason": reason, "day": settled_on}
    about = [ids[position] for position in children]
    work.add(decision, rule=rule, event_id=event, child_ids=about, **values)
    work.facts_changed(case_id)
    return decision.id


@action()
def change_decision(work: Work, decision_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Correct a decision; it is then the decision of whoever corrected it. Raises as `decide` does."""
    decision = work.get(LimitDecision, decision_id)
    ids = children_of(work, decision.case_id)
    children = tuple(sorted(ids.index(child) for child in decision.child_ids if child in ids))
    limit = _limit(work, decision.case_id, decision.rule, decision.event_id, children, before=decision_id)
    kind = changes.get("kind", decision.kind)
    day = changes.get("day", decision.day) if kind in WITH_A_DAY else None
    _check(work, limit, kind, day)
    work.change(decision, seen, {**changes, "day": day})
    work.assign(decision, staff_id=work.staff.id, decided_on=work.today)
    work.facts_changed(decision.case_id)


@action()
def take_back_decision(work: Work, decision_id: int) -> None:
    """Take a decision back: the limit stands again as it stood before. The history keeps both."""
    decision = work.get(LimitDecision, decision_id)
    work.remove(decision)
    work.facts_changed(decision.case_id)


def _limit(
    work: Work, case_id: int, rule: str, event: int | None, children: tuple[int, ...],
    before: int | None = None,
) -> Deadline:  # fmt: skip
    """The limit as it stands, or as it stood when decision `before` was taken."""
    facts = facts_of(work, [case_id])[case_id]
    if before is not None:
        about = LimitDecision.case_id == case_id, LimitDecision.id < before
        earlier = work.session.scalar(select(func.count()).select_from(LimitDecision).where(*about)) or 0
        facts = replace(facts, decisions=facts.decisions[:earlier])
    for line in engine.deadlines(facts, work.today):
        if (line.id, line.event, line.children) == (rule, event, children):
            return line
    raise Refused("The case no longer has this deadline. Look at the list again.")


def _check(work: Work, limit: Deadline, kind: DecisionKind, day: date | None) -> None:
    if kind in WITH_A_DAY and day is None:
        raise Invalid("day", "Enter the day.")
    if kind is DecisionKind.MET and day is not None and day > work.today:
        raise Invalid("day", "{day} lies in the future. Record it once it is met.", day=day)
    if kind is DecisionKind.EXTENDED:
        due = as_day(limit.due)
        if due is None:
            raise Invalid("kind", "This deadline has no date that could be extended.")
        if day is not None and day <= due:
            raise Invalid("day", "The new day must come after {day}.", day=due)
        if not extendable(limit.regime, limit.severity):
            raise Invalid("kind", "No court can extend this day: the Convention or the Regulation sets it.")
