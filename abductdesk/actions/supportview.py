"""A request for support as staff see it: what was asked and tested, who answered, the money, the next steps.

A step that this person cannot take says why: its gate is asked, nothing is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions import sight, verbs
from abductdesk.actions import supportappeal as appeal
from abductdesk.actions import supportflow as flow
from abductdesk.actions import supportmoney as money
from abductdesk.actions.office import Look, query
from abductdesk.actions.support import PARENTS, Outcome, outcome_of
from abductdesk.actions.supportdue import answer_due, decision_due
from abductdesk.actions.supportsums import Balance, balance_of, payments_of, receipts_due, receipts_of
from abductdesk.faults import Refused
from abductdesk.models import (
    Approval,
    Budget,
    CaseRole,
    CoDecision,
    Payment,
    Person,
    Receipt,
    Staff,
    SupportRequest,
)
from abductdesk.terms import SupportState as S
from abductdesk.terms import SupportUrgency

Gate = Callable[[Look, SupportRequest], None]


def _open(_look: Look, _request: SupportRequest) -> None:
    """The state alone decides, and it is in the table."""


# step: the action that takes it, and its gate
STEPS: dict[str, tuple[Callable[..., Any], Gate]] = {
    "submit": (flow.submit, flow.refuse_submit),
    "call_complete": (flow.call_complete, flow.refuse_complete),
    "call_incomplete": (flow.call_incomplete, _open),
    "run_test": (flow.run_test, flow.refuse_test),
    "advise": (flow.advise, _open),
    "approve": (flow.approve, flow.refuse_approval),
    "decide": (flow.decide_support, flow.refuse_decision),
    "commit": (money.commit_support, money.refuse_commitment),
    "pay": (money.pay, money.refuse_payment),
    "receipt": (money.add_receipt, money.refuse_receipt),
    "close_receipts": (money.close_receipts, money.refuse_closing),
    "refund": (money.record_refund, money.refuse_refund),
    "advance": (money.pay_advance, money.refuse_advance),
    "recover": (money.recover, money.refuse_recovery),
    "lodge_appeal": (appeal.lodge_appeal, appeal.refuse_appeal),
    "decide_appeal": (appeal.decide_appeal, appeal.refuse_appeal_decision),
    "release": (money.release_rest, money.refuse_payment),
    "send_back": (flow.send_back, _open),
    "withdraw": (appeal.withdraw_support, appeal.refuse_withdrawal),
}
# what can follow, the main step first
_NEXT: dict[S, tuple[str, ...]] = {
    S.DRAFT: ("submit", "withdraw"),
    S.SUBMITTED: ("call_complete", "call_incomplete", "withdraw"),
    S.INCOMPLETE: ("call_complete", "withdraw"),
    S.COMPLETE: ("run_test", "call_incomplete", "withdraw"),
    S.TESTED: ("advise", "send_back", "withdraw"),
    S.ADVISED: ("approve", "send_back", "withdraw"),
    S.CO_DECISION: ("decide", "send_back", "withdraw"),
    S.GRANTED: ("commit", "withdraw"),
    S.PARTLY: ("commit", "withdraw"),
    S.REFUSED: (),
    S.COMMITTED: ("pay", "receipt", "release"),
    S.PAID: ("close_receipts", "receipt"),
    S.RECOVERY: ("refund", "receipt"),
    S.RECEIPTS_CHECKED: (),
    S.SETTLED: (),
    S.WITHDRAWN: (),
}


@dataclass(frozen=True)
class Step:
    """A next step; `refused` says why this person cannot take it now."""

    key: str
    refused: Refused | None = None


@dataclass(frozen=True)
class RequestView:
    """Everything about one request. `needed` approvals; `would_grant` is what a decision now would come to;
    `staff` are names by id; `funders` have a budget; `advance_left` is what may still be advanced."""

    outcome: Outcome
    steps: tuple[Step, ...]
    answers: tuple[tuple[CoDecision, date], ...]
    approvals: tuple[Approval, ...]
    needed: int
    payments: tuple[Payment, ...]
    receipts: tuple[Receipt, ...]
    balance: Balance
    decision_due: date | None
    receipts_due: date | None
    would_grant: int
    advance_left: int
    paid_by: dict[str, int]
    staff: dict[int, str]
    funders: tuple[str, ...]

    @property
    def request(self) -> SupportRequest:
        return self.outcome.request

    def step(self, key: str) -> Step | None:
        """A next step by its key; None where it is none."""
        return next((each for each in self.steps if each.key == key), None)


@dataclass(frozen=True)
class SupportFile:
    """The requests of a case, the newest first, and the parents who can ask."""

    today: date
    requests: tuple[RequestView, ...]
    parents: tuple[tuple[int, str], ...]


def next_steps(look: Look, request: SupportRequest) -> tuple[Step, ...]:
    """What can follow, for whoever looks."""
    keys = list(_NEXT[request.state])
    if request.urgency is SupportUrgency.EMERGENCY and request.state in flow.BEFORE:
        keys.insert(1, "advance")
    if request.state in appeal.CONTESTABLE:
        pending = request.appealed_on is not None and request.appeal_decided_on is None
        keys.append("decide_appeal" if pending else "lodge_appeal")
    if request.state in flow.DECIDED and balance_of(look, request).left < 0:
        keys.insert(0, "recover")
    return tuple(Step(key, _refusal(look, request, key)) for key in keys)


def _refusal(look: Look, request: SupportRequest, key: str) -> Refused | None:
    verb, gate = STEPS[key]
    if not verbs.VERBS[verbs.name_of(verb)].roles & set(look.staff.roles):
        return sight.not_allowed()
    try:
        gate(look, request)
    except Refused as refused:
        return refused
    return None


def view_of(look: Look, request: SupportRequest) -> RequestView:
    """One request with all that belongs to it."""
    outcome = outcome_of(look, request)
    answers = flow.answers_of(look, request.id)
    tested = bool(request.tested)
    return RequestView(
        outcome=outcome,
        steps=next_steps(look, request),
        answers=tuple((each, answer_due(look, request, each)) for each in answers),
        approvals=tuple(flow.approvals_of(look, request.id)),
        needed=flow.approvals_needed(look, request) if tested else 0,
        payments=tuple(payments_of(look, request.id)),
        receipts=tuple(receipts_of(look, request.id)),
        balance=balance_of(look, request),
        decision_due=decision_due(look, request) if request.state in flow.BEFORE else None,
        receipts_due=receipts_due(look, request),
        would_grant=sum(flow.would_grant(list(outcome.items), answers).values()),
        advance_left=money.advance_left(look, request),
        paid_by=money.paid_by(look, request.id),
        staff={row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))},
        funders=tuple(look.session.scalars(select(Budget.funder).distinct().order_by(Budget.funder))),
    )


@query(shows="case_id")
def support_file(look: Look, case_id: int) -> SupportFile:
    """Everything about support on a case."""
    found = select(SupportRequest).where(SupportRequest.case_id == case_id).order_by(SupportRequest.id.desc())
    parents = select(Person).join(CaseRole, CaseRole.person_id == Person.id)
    theirs = parents.where(CaseRole.case_id == case_id, CaseRole.role.in_(PARENTS)).order_by(CaseRole.id)
    names = {person.id: person.name for person in look.session.scalars(theirs)}
    requests = tuple(view_of(look, request) for request in look.session.scalars(found))
    return SupportFile(look.today, requests, tuple(names.items()))
