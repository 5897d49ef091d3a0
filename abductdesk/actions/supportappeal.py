"""A request for support that is taken back, and a decision that is contested."""

from __future__ import annotations

from datetime import date

from abductdesk.actions.criteria import MANAGERS
from abductdesk.actions.office import Look, Work, action
from abductdesk.actions.support import touch
from abductdesk.actions.supportflow import (
    DECIDED,
    approvals_of,
    move,
    refuse_move,
    refuse_proposer,
    refuse_unless,
    reopen,
)
from abductdesk.actions.supportsums import balance_of, payments_of
from abductdesk.faults import Invalid, Refused
from abductdesk.models import SupportRequest
from abductdesk.terms import PaymentKind
from abductdesk.terms import SupportState as S

# a decision can be contested until the receipts are checked, also when it was paid
CONTESTABLE = DECIDED | {S.COMMITTED, S.PAID}


def refuse_withdrawal(look: Look, request: SupportRequest) -> None:
    refuse_move(request, S.WITHDRAWN)
    if any(each.kind is PaymentKind.PAYMENT for each in payments_of(look, request.id)):
        raise Refused("This request was paid already: it can no longer be withdrawn.")


@action()
def withdraw_support(work: Work, request_id: int) -> None:
    """The parent takes the request back, or does not need what was granted. What was advanced is to be paid
    back."""
    request = work.get(SupportRequest, request_id)
    refuse_withdrawal(work, request)
    move(work, request, S.WITHDRAWN, withdrawn_on=work.today)
    if balance_of(work, request).kept > 0:
        move(work, request, S.RECOVERY)


def refuse_appeal(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, *CONTESTABLE)
    if request.appealed_on is not None and request.appeal_decided_on is None:
        raise Refused("An appeal is open on this request already.")


@action()
def lodge_appeal(work: Work, request_id: int, on: date, reason: str) -> None:
    """The parent contests the decision, also after it was paid."""
    request = work.get(SupportRequest, request_id)
    refuse_appeal(work, request)
    if request.decided_on is None or not request.decided_on <= on <= work.today:
        raise Invalid("appealed_on", "The appeal lies between the decision and today.")
    if not reason.strip():
        raise Invalid("appeal_reason", "Say why the decision is contested.")
    work.assign(request, appealed_on=on, appeal_reason=reason.strip(), appeal_decided_on=None)
    touch(work, request)


def refuse_appeal_decision(look: Look, request: SupportRequest) -> None:
    """Whoever proposed, approved or took the decision does not decide the appeal."""
    refuse_unless(request, *CONTESTABLE)
    if request.appealed_on is None or request.appeal_decided_on is not None:
        raise Refused("No appeal is open on this request.")
    refuse_proposer(look, request)
    took_part = {request.decided_by, *(each.staff_id for each in approvals_of(look, request.id))}
    if look.staff.id in took_part:
        raise Refused("Whoever approved the decision does not decide the appeal. Ask another manager.")


@action(MANAGERS)
def decide_appeal(work: Work, request_id: int, *, again: bool, reason: str) -> None:
    """Decide an appeal: the request is examined again, or the decision stays."""
    request = work.get(SupportRequest, request_id)
    refuse_appeal_decision(work, request)
    if not reason.strip():
        raise Invalid("reason", "Give the reason of the decision.")
    if again:
        reopen(work, request, appeal_decided_on=work.today, missing=reason.strip())
        return
    both = "\n".join(filter(None, (request.reason, reason.strip())))
    work.assign(request, appeal_decided_on=work.today, reason=both)
    touch(work, request)
