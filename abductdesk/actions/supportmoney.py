"""The money of support: advanced, committed, paid, proven by receipts, paid back. Whole cents only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision, is_currency
from sqlalchemy import select

from abductdesk.actions.budgets import check_budget
from abductdesk.actions.criteria import MANAGERS, criteria_of, criteria_on
from abductdesk.actions.office import Look, Work, action
from abductdesk.actions.supportflow import DECIDED, move, refuse_proposer, refuse_unless
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Money
from abductdesk.models import Case, Payment, Receipt, SupportRequest
from abductdesk.terms import PaymentKind, SupportUrgency
from abductdesk.terms import SupportState as S

_BEFORE = (S.SUBMITTED, S.INCOMPLETE, S.COMPLETE, S.TESTED, S.ADVISED, S.CO_DECISION)


@dataclass(frozen=True)
class Balance:
    """Where the money of a request stands. `left` is still to be paid; `unproven` is paid, not paid back, and
    without an accepted receipt."""

    granted: int
    paid: int
    refunded: int
    proven: int

    @property
    def left(self) -> int:
        return self.granted - self.paid + self.refunded

    @property
    def unproven(self) -> int:
        """What is owed back: paid above what was granted, or without an accepted receipt."""
        kept = self.paid - self.refunded
        return kept - min(self.proven, self.granted, kept)


def payments_of(look: Look, request_id: int) -> list[Payment]:
    """Payments of a request, the oldest first."""
    found = select(Payment).where(Payment.request_id == request_id).order_by(Payment.on, Payment.id)
    return list(look.session.scalars(found))


def receipts_of(look: Look, request_id: int) -> list[Receipt]:
    """Receipts of a request, the oldest first."""
    found = select(Receipt).where(Receipt.request_id == request_id).order_by(Receipt.on, Receipt.id)
    return list(look.session.scalars(found))


def balance_of(look: Look, request: SupportRequest) -> Balance:
    """What was granted, paid, paid back and proven."""
    payments = payments_of(look, request.id)
    back = sum(each.cents for each in payments if each.kind is PaymentKind.REFUND)
    out = sum(each.cents for each in payments if each.kind is not PaymentKind.REFUND)
    proven = sum(each.cents for each in receipts_of(look, request.id) if each.accepted)
    return Balance(request.granted_cents or 0, out, back, proven)


@action(MANAGERS)
def pay_advance(
    work: Work, request_id: int, cents: int, *, funder: str, payee: str = "", reference: str = ""
) -> int:
    """Pay an emergency advance before the decision, up to the limit of the criteria. The decision regularises
    it: what was advanced counts as paid, or is to be recovered."""
    request = work.get(SupportRequest, request_id)
    if request.urgency is not SupportUrgency.EMERGENCY:
        raise Refused("An advance is for emergencies. Change the urgency first.")
    refuse_unless(request, *_BEFORE)
    refuse_proposer(work, request)
    most = criteria_on(work, request.submitted_on or work.today).amounts.advance
    if balance_of(work, request).paid + cents > most:
        raise Invalid("cents", "An advance is at most {most} in all.", most=Money(most))
    check_budget(work, funder, work.today.year, cents)
    return _add_payment(
        work, request, cents, kind=PaymentKind.ADVANCE, funder=funder, on=work.today, payee=payee,
        reference=reference,
    )  # fmt: skip


def _add_payment(work: Work, request: SupportRequest, cents: int, **values: Any) -> int:
    if cents <= 0:
        raise Invalid("cents", "Enter an amount above zero.")
    if values["on"] > work.today:
        raise Invalid("on", "This day has not come yet. Choose an earlier one.")
    record = Payment(request_id=request.id, staff_id=work.staff.id)
    made = work.add(record, cents=cents, **values).id
    work.touched |= {(SupportRequest.__tablename__, request.id), (Case.__tablename__, request.case_id)}
    return made


@action(MANAGERS)
def commit_support(work: Work, request_id: int, funder: str) -> None:
    """Commit what was granted to a funder's budget of the year. What was advanced counts as paid."""
    request = work.get(SupportRequest, request_id)
    balance = balance_of(work, request)
    if balance.left < 0:
        raise Refused("More was advanced than granted: the difference is to be recovered first.")
    if request.state in DECIDED:
        check_budget(work, funder, work.today.year, balance.left)
    move(work, request, S.COMMITTED, funder=funder.strip())
    if balance.left == 0:
        move(work, request, S.PAID)


@action(MANAGERS)
def pay(work: Work, request_id: int, cents: int, on: date, *, payee: str = "", reference: str = "") -> int:
    """Record a payment; never more than is left of what was granted."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.COMMITTED)
    left = balance_of(work, request).left
    if cents > left:
        raise Invalid("cents", "At most {left} is left to pay.", left=Money(left))
    made = _add_payment(
        work, request, cents, kind=PaymentKind.PAYMENT, funder=request.funder, on=on, payee=payee,
        reference=reference,
    )  # fmt: skip
    if cents == left:
        move(work, request, S.PAID)
    return made


@action()
def add_receipt(work: Work, request_id: int, values: Mapping[str, Any], minor: int) -> int:
    """Record a receipt. `minor` is its amount in the smallest unit of its currency; a foreign one needs the
    rate (euro for one unit), its source and its day, and is turned into euro cents, half up."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.COMMITTED, S.PAID, S.RECOVERY)
    if minor <= 0:
        raise Invalid("minor", "Enter an amount above zero.")
    if values["on"] > work.today:
        raise Invalid("on", "This day has not come yet. Choose an earlier one.")
    record = Receipt(request_id=request_id, minor=minor, cents=in_euro(values, minor))
    made = work.add(record, **values).id
    work.touched.add((SupportRequest.__tablename__, request_id))
    return made


def in_euro(values: Mapping[str, Any], minor: int) -> int:
    """The amount in euro cents, rounded half up."""
    currency = str(values.get("currency") or "EUR").upper()
    if currency == "EUR":
        return minor
    if not is_currency(currency):
        raise Invalid("currency", "“{value}” is not the code of a currency, such as GBP.", value=currency)
    try:
        rate = Decimal(str(values.get("rate") or "").replace(",", "."))
    except InvalidOperation:
        rate = Decimal(0)
    if not rate.is_finite() or rate <= 0:
        raise Invalid("rate", "Enter how many euro one {currency} costs, such as 0.0926.", currency=currency)
    if not (values.get("rate_source") or "").strip() or values.get("rate_on") is None:
        raise Invalid("rate_source", "Say where the rate was read, and of which day it is.")
    whole = Decimal(minor).scaleb(-get_currency_precision(currency)) * rate
    return int((whole * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@action()
def check_receipt(work: Work, receipt_id: int, *, accepted: bool, note: str = "") -> None:
    """Accept a receipt, or not, with a word why."""
    receipt = work.get(Receipt, receipt_id)
    if not accepted and not note.strip():
        raise Invalid("note", "Say why the receipt is not accepted.")
    checked = {"checked_by": work.staff.id, "checked_at": work.now}
    work.assign(receipt, accepted=accepted, note=note.strip() or None, **checked)
    work.touched.add((SupportRequest.__tablename__, receipt.request_id))


@action()
def close_receipts(work: Work, request_id: int) -> None:
    """All receipts are in and looked at: settled where they cover what was paid, else to be recovered."""
    request = work.get(SupportRequest, request_id)
    if any(each.accepted is None for each in receipts_of(work, request_id)):
        raise Refused("A receipt was not looked at yet. Accept it or say why not.")
    move(work, request, S.RECEIPTS_CHECKED)
    move(work, request, S.RECOVERY if balance_of(work, request).unproven else S.SETTLED)


@action(MANAGERS)
def recover(work: Work, request_id: int) -> None:
    """What was advanced is above what was granted: the difference is to be paid back."""
    request = work.get(SupportRequest, request_id)
    if balance_of(work, request).left >= 0:
        raise Refused("Nothing is to be recovered on this request.")
    move(work, request, S.RECOVERY)


@action(MANAGERS)
def record_refund(work: Work, request_id: int, cents: int, on: date, *, reference: str = "") -> None:
    """Record money that came back; the request is settled when nothing is owed any more."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.RECOVERY)
    owed = balance_of(work, request).unproven
    if cents > owed:
        raise Invalid("cents", "At most {owed} is owed.", owed=Money(owed))
    funder = request.funder or payments_of(work, request_id)[0].funder
    _add_payment(
        work, request, cents, kind=PaymentKind.REFUND, funder=funder, on=on, payee="", reference=reference
    )
    if cents == owed:
        move(work, request, S.SETTLED)


def receipts_due(look: Look, request: SupportRequest) -> date | None:
    """The day by which the receipts must be in, from the last payment; None where nothing was paid."""
    paid = [each.on for each in payments_of(look, request.id) if each.kind is not PaymentKind.REFUND]
    if not paid:
        return None
    return max(paid) + timedelta(days=criteria_of(look, request.criteria_id).amounts.receipt_days)
