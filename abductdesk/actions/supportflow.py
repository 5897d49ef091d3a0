"""The way of a request for support, gate by gate. No one approves their own proposal; silence is no consent.

draft → submitted → incomplete ↔ complete → tested → advice → approval → co-decision → decision

Each step has its gate (`refuse_…`), which a screen can ask beforehand: see `supportsteps`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.criteria import MANAGERS, criteria_for, criteria_of
from abductdesk.actions.deadlines import assess as assess_law
from abductdesk.actions.office import Look, Work, action
from abductdesk.actions.support import as_asked, frozen, items_of, refuse_closed, touch
from abductdesk.actions.supportsums import payments_of
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.models import Approval, Case, CoDecision, Record, SupportItem, SupportRequest
from abductdesk.rules.shares import capped
from abductdesk.rules.support_criteria import EXCLUDED, assess
from abductdesk.terms import CoDecider, Consent, Instrument, SupportKind
from abductdesk.terms import SupportState as S

DECIDED = frozenset({S.GRANTED, S.PARTLY, S.REFUSED})
BEFORE = frozenset({S.SUBMITTED, S.INCOMPLETE, S.COMPLETE, S.TESTED, S.ADVISED, S.CO_DECISION})
# what may follow what; everything else is refused
MOVES: Mapping[S, frozenset[S]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.INCOMPLETE, S.COMPLETE, S.WITHDRAWN}),
    S.INCOMPLETE: frozenset({S.COMPLETE, S.WITHDRAWN}),
    S.COMPLETE: frozenset({S.INCOMPLETE, S.TESTED, S.WITHDRAWN}),
    S.TESTED: frozenset({S.COMPLETE, S.ADVISED, S.WITHDRAWN}),
    S.ADVISED: frozenset({S.COMPLETE, S.CO_DECISION, S.WITHDRAWN}),
    S.CO_DECISION: frozenset({S.COMPLETE, S.GRANTED, S.PARTLY, S.REFUSED, S.WITHDRAWN}),
    S.GRANTED: frozenset({S.COMMITTED, S.COMPLETE, S.RECOVERY, S.WITHDRAWN}),
    S.PARTLY: frozenset({S.COMMITTED, S.COMPLETE, S.RECOVERY, S.WITHDRAWN}),
    S.REFUSED: frozenset({S.COMPLETE, S.RECOVERY}),
    S.COMMITTED: frozenset({S.PAID, S.COMPLETE, S.SETTLED}),
    S.PAID: frozenset({S.RECEIPTS_CHECKED, S.COMPLETE}),
    S.RECEIPTS_CHECKED: frozenset({S.SETTLED, S.RECOVERY}),
    S.RECOVERY: frozenset({S.SETTLED}),
    S.SETTLED: frozenset(),
    S.WITHDRAWN: frozenset({S.RECOVERY}),
}


def refuse_move(request: SupportRequest, to: S) -> None:
    """Raise `Refused` where a state does not follow."""
    if to not in MOVES[request.state]:
        raise Refused("A request that is “{now}” cannot become “{then}”.", now=request.state, then=to)


def move(work: Work, request: SupportRequest, to: S, **values: Any) -> None:
    """Take the request to its next state; raises `Refused` where that does not follow."""
    refuse_move(request, to)
    work.assign(request, state=to, **values)
    touch(work, request)


def refuse_unless(request: SupportRequest, *states: S) -> None:
    """Raise `Refused` where the request is in none of these states."""
    if request.state not in states:
        raise Refused("This cannot be done while the request is “{now}”.", now=request.state)


def refuse_seen(request: SupportRequest, seen: int | None) -> None:
    """Raise `Changed` where the request is not the one that somebody looked at before they decided."""
    if seen is not None and request.version != seen:
        raise Changed(
            "Somebody else changed this request meanwhile. Look at it again before you decide.",
            fields={}, version=request.version,
        )  # fmt: skip


def refuse_proposer(look: Look, request: SupportRequest) -> None:
    """Whoever entered a request or gave the advice does not decide it."""
    if look.staff.id in (request.staff_id, request.advised_by):
        raise Refused("Whoever proposes does not approve. Ask another manager.")


def refuse_submit(look: Look, request: SupportRequest) -> None:
    refuse_move(request, S.SUBMITTED)
    refuse_closed(look.get(Case, request.case_id))
    if not items_of(look, request.id):
        raise Refused("Nothing is asked for yet. Add what the support is for.")


@action()
def submit(work: Work, request_id: int) -> None:
    """The parent hands the request in; from now on the days of the urgency count."""
    request = work.get(SupportRequest, request_id)
    refuse_submit(work, request)
    move(work, request, S.SUBMITTED, submitted_on=work.today)


@action()
def call_incomplete(work: Work, request_id: int, missing: str) -> None:
    """Say what is missing; the parent is asked for it."""
    if not missing.strip():
        raise Invalid("missing", "Say what is missing.")
    move(work, work.get(SupportRequest, request_id), S.INCOMPLETE, missing=missing.strip())


def refuse_incomplete(look: Look, request: SupportRequest) -> None:
    """Everything must be there: a proof of the income, and evidence for every item that can be paid."""
    if not (request.income_evidence or "").strip():
        raise Refused("The proof of the income is missing. Enter which paper it is.")
    for item in items_of(look, request.id):
        if item.kind not in EXCLUDED and not (item.evidence_id or (item.quote or "").strip()):
            raise Refused("“{item}” has no quote and no evidence yet.", item=item.kind)


def refuse_complete(look: Look, request: SupportRequest) -> None:
    refuse_move(request, S.COMPLETE)
    refuse_unless(request, S.SUBMITTED, S.INCOMPLETE)
    refuse_incomplete(look, request)


@action()
def call_complete(work: Work, request_id: int) -> None:
    """Say that everything is there; raises `Refused` with what is not."""
    request = work.get(SupportRequest, request_id)
    refuse_complete(work, request)
    move(work, request, S.COMPLETE, missing=None, complete_on=work.today)


def refuse_test(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, S.COMPLETE)
    refuse_incomplete(look, request)
    tested = assess(as_asked(look, request), criteria_for(look, request.submitted_on).amounts)
    if tested.missing:
        raise Refused("The test cannot run yet: {why}", why=tested.missing[0])


@action()
def run_test(work: Work, request_id: int) -> None:
    """Test the request with the criteria of the day it was submitted; raises `Refused` with what is not
    known yet. The version used is kept."""
    request = work.get(SupportRequest, request_id)
    refuse_test(work, request)
    used = criteria_for(work, request.submitted_on)
    asked = as_asked(work, request)
    tested = assess(asked, used.amounts)
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


def refuse_approval(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, S.ADVISED)
    refuse_proposer(look, request)
    if any(each.staff_id == look.staff.id for each in approvals_of(look, request.id)):
        raise Refused("You approved this already. A second manager must.")


@action(MANAGERS)
def approve(work: Work, request_id: int, reason: str = "", *, seen: int | None = None) -> None:
    """Approve a proposal. Whoever entered the request or gave the advice does not approve it. When enough
    managers have, the authorities are asked to co-decide, also about a proposal of nothing. `seen` is the
    version that was looked at."""
    request = work.get(SupportRequest, request_id)
    refuse_approval(work, request)
    refuse_seen(request, seen)
    record = Approval(request_id=request_id, staff_id=work.staff.id, approves=True, on=work.today)
    work.add(record, reason=reason)
    touch(work, request)
    if len(approvals_of(work, request_id)) < approvals_needed(work, request):
        return
    move(work, request, S.CO_DECISION)
    for who in co_deciders(work, request):
        work.add(CoDecision(request_id=request_id, who=who), asked_on=work.today)


@action(MANAGERS)
def send_back(work: Work, request_id: int, reason: str) -> None:
    """Send a request back to be completed or tested again; approvals and answers so far count no more."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.TESTED, S.ADVISED, S.CO_DECISION)
    if not reason.strip():
        raise Invalid("reason", "Say why it goes back.")
    reopen(work, request, missing=reason.strip())


def reopen(work: Work, request: SupportRequest, **values: Any) -> None:
    """Back to where it was complete. What was paid stays paid, and bound to its funder and year."""
    records: list[Record] = [*approvals_of(work, request.id), *answers_of(work, request.id)]
    for record in records:
        work.remove(record)
    for item in items_of(work, request.id):
        work.assign(item, proposed_cents=None, granted_cents=None)
    undone: dict[str, Any] = {
        "tested": {},
        "criteria_id": None,
        "granted_cents": None,
        "released_cents": None,
    }
    undone |= {"advice": None, "advised_by": None, "advised_on": None, "decided_by": None}
    if not payments_of(work, request.id):
        undone |= {"funder": None, "committed_on": None}
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
    request = work.get(SupportRequest, asked.request_id)
    refuse_unless(request, S.CO_DECISION)
    if not asked.asked_on <= on <= work.today:
        raise Invalid("answered_on", "The answer lies between the question and today.")
    if answer is Consent.AGREES_IN_PART:
        _check_part_agreed(cents, proposed_of(work, request.id))
    limit = cents if answer is Consent.AGREES_IN_PART else None
    values = {"answer": answer, "answered_on": on, "granted_cents": limit}
    work.change(asked, asked.version, {**values, "reference": reference.strip() or None})
    touch(work, request)


def _check_part_agreed(cents: int | None, proposed: int) -> None:
    if cents is None:
        raise Invalid("granted_cents", "Say up to how much they agree.")
    if cents <= 0:
        raise Invalid("granted_cents", "Agreeing to nothing is an objection. Choose that they object.")
    if cents >= proposed:
        raise Invalid("granted_cents", "That is all that is proposed. Choose that they agree.")


def refuse_decision(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, S.CO_DECISION)
    refuse_proposer(look, request)
    silent = next((each for each in answers_of(look, request.id) if each.answer is None), None)
    if silent is not None:
        raise Refused("{who} has not answered. Silence is never consent: ask again.", who=silent.who)


@action(MANAGERS)
def decide_support(work: Work, request_id: int, reason: str, *, seen: int | None = None) -> None:
    """Decide once every authority has answered: refused where one objects, else what all agree to."""
    request = work.get(SupportRequest, request_id)
    refuse_decision(work, request)
    refuse_seen(request, seen)
    if not reason.strip():
        raise Invalid("reason", "Give the reason of the decision.")
    items = items_of(work, request_id)
    granted = would_grant(items, answers_of(work, request_id))
    total = sum(granted.values())
    to = S.REFUSED if not total else S.PARTLY
    if total and total == sum(item.asked_cents for item in items):
        to = S.GRANTED
    for item in items:
        work.assign(item, granted_cents=granted.get(item.id, 0))
    decided = {"decided_on": work.today, "decided_by": work.staff.id, "reason": reason.strip()}
    move(work, request, to, granted_cents=total, **decided)


def would_grant(items: list[SupportItem], answers: list[CoDecision]) -> dict[int, int]:
    """What all agree to, by item: nothing where one objects, else at most the least that one agrees to."""
    proposed = {item.id: item.proposed_cents or 0 for item in items}
    if any(each.answer is Consent.OBJECTS for each in answers):
        return dict.fromkeys(proposed, 0)
    limits = [each.granted_cents for each in answers if each.granted_cents is not None]
    return capped(proposed, min([sum(proposed.values()), *limits]))
