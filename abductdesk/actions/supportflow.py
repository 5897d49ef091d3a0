"""The way of a request for support, gate by gate. No one approves their own proposal; silence is no consent.

draft → submitted → incomplete ↔ complete → tested → advice → approval → co-decision → decision → appeal
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.bureau import closed_days
from abductdesk.actions.criteria import MANAGERS, criteria_of, criteria_on
from abductdesk.actions.deadlines import assess as assess_law
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.support import as_asked, frozen, items_of
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Approval, Case, CoDecision, Record, SupportRequest
from abductdesk.rules.office_days import office as office_days
from abductdesk.rules.periods import Period, Unit
from abductdesk.rules.shares import capped
from abductdesk.rules.support_criteria import EXCLUDED, assess
from abductdesk.terms import CoDecider, Consent, Instrument, SupportKind, SupportUrgency
from abductdesk.terms import SupportState as S

DECIDED = frozenset({S.GRANTED, S.PARTLY, S.REFUSED})
# what may follow what; everything else is refused
MOVES: Mapping[S, frozenset[S]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.INCOMPLETE, S.COMPLETE, S.WITHDRAWN}),
    S.INCOMPLETE: frozenset({S.COMPLETE, S.WITHDRAWN}),
    S.COMPLETE: frozenset({S.INCOMPLETE, S.TESTED, S.WITHDRAWN}),
    S.TESTED: frozenset({S.COMPLETE, S.ADVISED, S.WITHDRAWN}),
    S.ADVISED: frozenset({S.COMPLETE, S.CO_DECISION, S.REFUSED, S.WITHDRAWN}),
    S.CO_DECISION: frozenset({S.COMPLETE, S.GRANTED, S.PARTLY, S.REFUSED, S.WITHDRAWN}),
    S.GRANTED: frozenset({S.COMMITTED, S.COMPLETE, S.RECOVERY}),
    S.PARTLY: frozenset({S.COMMITTED, S.COMPLETE, S.RECOVERY}),
    S.REFUSED: frozenset({S.COMPLETE, S.RECOVERY}),
    S.COMMITTED: frozenset({S.PAID}),
    S.PAID: frozenset({S.RECEIPTS_CHECKED}),
    S.RECEIPTS_CHECKED: frozenset({S.SETTLED, S.RECOVERY}),
    S.RECOVERY: frozenset({S.SETTLED}),
    S.SETTLED: frozenset(),
    S.WITHDRAWN: frozenset(),
}


def move(work: Work, request: SupportRequest, to: S, **values: Any) -> None:
    """Take the request to its next state; raises `Refused` where that does not follow."""
    if to not in MOVES[request.state]:
        raise Refused("A request that is “{now}” cannot become “{then}”.", now=request.state, then=to)
    work.assign(request, state=to, **values)
    work.touched.add((Case.__tablename__, request.case_id))


def refuse_unless(request: SupportRequest, *states: S) -> None:
    """Raise `Refused` where the request is in none of these states."""
    if request.state not in states:
        raise Refused("This cannot be done while the request is “{now}”.", now=request.state)


def refuse_proposer(work: Work, request: SupportRequest) -> None:
    """Whoever entered a request or gave the advice does not decide it."""
    if work.staff.id in (request.staff_id, request.advised_by):
        raise Refused("Whoever proposes does not approve. Ask another manager.")


@action()
def submit(work: Work, request_id: int) -> None:
    """The parent hands the request in; from now on the days of the urgency count."""
    request = work.get(SupportRequest, request_id)
    if not items_of(work, request_id):
        raise Refused("Nothing is asked for yet. Add what the support is for.")
    move(work, request, S.SUBMITTED, submitted_on=work.today)


@action()
def call_incomplete(work: Work, request_id: int, missing: str) -> None:
    """Say what is missing; the parent is asked for it."""
    if not missing.strip():
        raise Invalid("missing", "Say what is missing.")
    move(work, work.get(SupportRequest, request_id), S.INCOMPLETE, missing=missing.strip())


@action()
def call_complete(work: Work, request_id: int) -> None:
    """Everything is there: a proof of the income, and evidence for every item that can be paid."""
    request = work.get(SupportRequest, request_id)
    if not (request.income_evidence or "").strip():
        raise Refused("The proof of the income is missing. Enter which paper it is.")
    for item in items_of(work, request_id):
        if item.kind not in EXCLUDED and not (item.evidence_id or (item.quote or "").strip()):
            raise Refused("“{item}” has no quote and no evidence yet.", item=item.kind)
    move(work, request, S.COMPLETE, missing=None, complete_on=work.today)


@action()
def run_test(work: Work, request_id: int) -> None:
    """Test the request with the criteria of the day it was submitted; raises `Refused` with what is not
    known yet. The version used is kept."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.COMPLETE)
    used = criteria_on(work, request.submitted_on or work.today)
    asked = as_asked(work, request)
    tested = assess(asked, used.amounts)
    if tested.missing:
        raise Refused("The test cannot run yet: {why}", why=tested.missing[0])
    proposed = {granted.key: granted.cents for granted in tested.items}
    for item in items_of(work, request_id):
        work.assign(item, proposed_cents=proposed[item.id])
    move(work, request, S.TESTED, criteria_id=used.id, tested=frozen(asked, tested))


@action()
def advise(work: Work, request_id: int, advice: str, amounts: Mapping[int, int] | None = None) -> None:
    """Give the bureau's advice. `amounts` (cents by item) may stay below what the test came to, never
    above."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.TESTED)
    if not advice.strip():
        raise Invalid("advice", "Give the advice in a sentence or two.")
    for item in items_of(work, request_id):
        cents = (amounts or {}).get(item.id, item.proposed_cents or 0)
        if not 0 <= cents <= (item.proposed_cents or 0):
            raise Refused("“{item}” cannot get more than the test came to.", item=item.kind)
        if cents != item.proposed_cents:
            work.assign(item, proposed_cents=cents)
    move(work, request, S.ADVISED, advice=advice.strip(), advised_by=work.staff.id, advised_on=work.today)


def proposed_of(look: Look, request_id: int) -> int:
    """What is proposed in all, in cents."""
    return sum(item.proposed_cents or 0 for item in items_of(look, request_id))


def approvals_of(look: Look, request_id: int) -> list[Approval]:
    """Who approved, in order."""
    found = select(Approval).where(Approval.request_id == request_id).order_by(Approval.id)
    return list(look.session.scalars(found))


def approvals_needed(look: Look, request: SupportRequest) -> int:
    """How many managers must approve: two above the limit of the criteria."""
    limit = criteria_of(look, request.criteria_id).amounts.two_approvals
    return 2 if proposed_of(look, request.id) > limit else 1


@action(MANAGERS)
def approve(work: Work, request_id: int, reason: str = "") -> None:
    """Approve a proposal. Whoever entered the request or gave the advice does not approve it. When enough
    managers have, it goes to the co-deciding authorities; a proposal of nothing becomes a refusal."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.ADVISED)
    refuse_proposer(work, request)
    given = approvals_of(work, request_id)
    if any(each.staff_id == work.staff.id for each in given):
        raise Refused("You approved this already. A second manager must.")
    record = Approval(request_id=request_id, staff_id=work.staff.id, approves=True, on=work.today)
    work.add(record, reason=reason)
    work.touched |= {(SupportRequest.__tablename__, request_id), (Case.__tablename__, request.case_id)}
    if len(given) + 1 < approvals_needed(work, request):
        return
    if proposed_of(work, request_id) == 0:
        _decide(work, request, S.REFUSED, {}, request.advice or "")
        return
    move(work, request, S.CO_DECISION)
    for who in co_deciders(work, request):
        work.add(CoDecision(request_id=request_id, who=who), asked_on=work.today)


@action(MANAGERS)
def send_back(work: Work, request_id: int, reason: str) -> None:
    """Send a request back to be completed or tested again; approvals and answers so far count no more."""
    if not reason.strip():
        raise Invalid("reason", "Say why it goes back.")
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.TESTED, S.ADVISED, S.CO_DECISION)
    _reopen(work, request, missing=reason.strip())


def _reopen(work: Work, request: SupportRequest, **values: Any) -> None:
    records: list[Record] = [*approvals_of(work, request.id), *answers_of(work, request.id)]
    for record in records:
        work.remove(record)
    for item in items_of(work, request.id):
        work.assign(item, proposed_cents=None, granted_cents=None)
    undone: dict[str, Any] = {"tested": {}, "criteria_id": None}
    undone |= {"advice": None, "advised_by": None, "advised_on": None}
    move(work, request, S.COMPLETE, **undone, **values)


def co_deciders(look: Look, request: SupportRequest) -> tuple[CoDecider, ...]:
    """FPS Justice always; FPS Foreign Affairs where there is no treaty (or it is not known) or where there
    are consular costs."""
    law = assess_law(look, [request.case_id])[request.case_id].framework
    no_treaty = law.instrument in (Instrument.NONE, Instrument.UNKNOWN)
    consular = any(item.kind is SupportKind.TRAVEL_PAPERS for item in items_of(look, request.id))
    abroad = (CoDecider.FPS_FOREIGN_AFFAIRS,) if no_treaty or consular else ()
    return (CoDecider.FPS_JUSTICE, *abroad)


def answers_of(look: Look, request_id: int) -> list[CoDecision]:
    """Who was asked to co-decide, and what they answered."""
    found = select(CoDecision).where(CoDecision.request_id == request_id).order_by(CoDecision.id)
    return list(look.session.scalars(found))


@action()
def record_answer(
    work: Work,
    co_decision_id: int,
    answer: Consent,
    on: date,
    *,
    cents: int | None = None,
    reference: str = "",
) -> None:
    """Record what an authority answered; `cents` is up to how much it agrees, where in part."""
    asked = work.get(CoDecision, co_decision_id)
    refuse_unless(work.get(SupportRequest, asked.request_id), S.CO_DECISION)
    if not asked.asked_on <= on <= work.today:
        raise Invalid("answered_on", "The answer lies between the question and today.")
    if answer is Consent.AGREES_IN_PART and not cents:
        raise Invalid("granted_cents", "Say up to how much they agree.")
    limit = cents if answer is Consent.AGREES_IN_PART else None
    work.assign(
        asked, answer=answer, answered_on=on, granted_cents=limit, reference=reference.strip() or None
    )
    work.touched.add((SupportRequest.__tablename__, asked.request_id))


@action(MANAGERS)
def decide(work: Work, request_id: int, reason: str) -> None:
    """Decide once every authority has answered: refused where one objects, else what all agree to."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.CO_DECISION)
    refuse_proposer(work, request)
    if not reason.strip():
        raise Invalid("reason", "Give the reason of the decision.")
    answers = answers_of(work, request_id)
    silent = next((each for each in answers if each.answer is None), None)
    if silent is not None:
        raise Refused("{who} has not answered. Silence is never consent: ask again.", who=silent.who)
    items = items_of(work, request_id)
    proposed = {item.id: item.proposed_cents or 0 for item in items}
    limits = [each.granted_cents for each in answers if each.granted_cents is not None]
    objected = any(each.answer is Consent.OBJECTS for each in answers)
    granted = {} if objected else capped(proposed, min([sum(proposed.values()), *limits]))
    total = sum(granted.values())
    whole = total == sum(item.asked_cents for item in items)
    _decide(work, request, S.REFUSED if not total else S.GRANTED if whole else S.PARTLY, granted, reason)


def _decide(work: Work, request: SupportRequest, to: S, granted: Mapping[int, int], reason: str) -> None:
    for item in items_of(work, request.id):
        work.assign(item, granted_cents=granted.get(item.id, 0))
    total = sum(granted.values())
    move(work, request, to, granted_cents=total, decided_on=work.today, reason=reason.strip())


@action()
def withdraw(work: Work, request_id: int) -> None:
    """The parent takes the request back before a decision."""
    move(work, work.get(SupportRequest, request_id), S.WITHDRAWN)


@action()
def lodge_appeal(work: Work, request_id: int, on: date, reason: str) -> None:
    """The parent contests the decision."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, *DECIDED)
    if request.decided_on is None or not request.decided_on <= on <= work.today:
        raise Invalid("appealed_on", "The appeal lies between the decision and today.")
    if not reason.strip():
        raise Invalid("appeal_reason", "Say why the decision is contested.")
    work.assign(request, appealed_on=on, appeal_reason=reason.strip(), appeal_decided_on=None)


@action(MANAGERS)
def decide_appeal(work: Work, request_id: int, *, again: bool, reason: str) -> None:
    """Decide an appeal: the request is examined again, or the decision stays. Not by who approved it."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, *DECIDED)
    if request.appealed_on is None or request.appeal_decided_on is not None:
        raise Refused("No appeal is open on this request.")
    refuse_proposer(work, request)
    if any(each.staff_id == work.staff.id for each in approvals_of(work, request_id)):
        raise Refused("Whoever approved the decision does not decide the appeal. Ask another manager.")
    if not reason.strip():
        raise Invalid("reason", "Give the reason of the decision.")
    if again:
        _reopen(work, request, appeal_decided_on=work.today, missing=reason.strip(), granted_cents=None)
    else:
        work.assign(request, appeal_decided_on=work.today, reason=f"{request.reason}\n{reason.strip()}")


@dataclass(frozen=True)
class Waiting:
    """A request that somebody must do something about by a day; `who`: an authority that has not answered."""

    request: SupportRequest
    due: date
    who: CoDecider | None = None


@query()
def support_waiting(look: Look) -> list[Waiting]:
    """What is due on open requests: the decision by their urgency, answers of authorities; earliest first."""
    closed = closed_days(look)
    states = [S.SUBMITTED, S.INCOMPLETE, S.COMPLETE, S.TESTED, S.ADVISED, S.CO_DECISION]
    found = []
    for request in look.session.scalars(select(SupportRequest).where(SupportRequest.state.in_(states))):
        begun = request.submitted_on or look.today
        amounts = criteria_on(look, begun).amounts
        days = {
            SupportUrgency.NORMAL: amounts.normal_days,
            SupportUrgency.URGENT: amounts.urgent_days,
            SupportUrgency.EMERGENCY: 0,
        }[request.urgency]
        found.append(Waiting(request, _after(begun, days, closed)))
        found += [
            Waiting(request, _after(asked.asked_on, amounts.answer_days, closed), asked.who)
            for asked in answers_of(look, request.id)
            if asked.answer is None
        ]
    return sorted(found, key=lambda each: (each.due, each.request.id))


def _after(day: date, days: int, closed: tuple[date, ...]) -> date:
    due = office_days(day, Period(days, Unit.WORKING_DAY), closed).due
    assert isinstance(due, date)
    return due
