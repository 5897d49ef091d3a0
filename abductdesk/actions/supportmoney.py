"""The money of support: advanced, committed, paid, proven by receipts, paid back. Whole cents only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision, is_currency

from abductdesk.actions.budgets import check_budget
from abductdesk.actions.criteria import MANAGERS, criteria_for
from abductdesk.actions.office import Look, Work, action
from abductdesk.actions.support import refuse_closed, touch
from abductdesk.actions.supportflow import BEFORE, move, refuse_move, refuse_proposer, refuse_unless
from abductdesk.actions.supportsums import balance_of, payments_of, receipts_of
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Money
from abductdesk.models import Case, Payment, Receipt, SupportRequest
from abductdesk.terms import PaymentKind, SupportUrgency
from abductdesk.terms import SupportState as S


def refuse_advance(look: Look, request: SupportRequest) -> None:
    """Only in an emergency, before the decision, on an open case, and not by whoever proposes."""
    if request.urgency is not SupportUrgency.EMERGENCY:
        raise Refused("An advance is for emergencies. Change the urgency first.")
    refuse_unless(request, *BEFORE)
    refuse_closed(look.get(Case, request.case_id))
    refuse_proposer(look, request)
    if advance_left(look, request) <= 0:
        raise Refused("The most that can be advanced was paid.")


def advance_left(look: Look, request: SupportRequest) -> int:
    """How much can still be advanced under the criteria, in cents."""
    most = criteria_for(look, request.submitted_on).amounts.advance
    return most - balance_of(look, request).paid


@action(MANAGERS)
def pay_advance(
    work: Work, request_id: int, cents: int, *, funder: str, payee: str = "", reference: str = "",
    paid_then: int | None = None,
) -> int:  # fmt: skip
    """Pay an emergency advance before the decision, up to the limit of the criteria. The decision regularises
    it: what was advanced counts as paid, or is to be recovered. `paid_then` is what had been paid when the
    form was opened."""
    request = work.get(SupportRequest, request_id)
    refuse_advance(work, request)
    _refuse_paid_meanwhile(work, request, paid_then)
    left = advance_left(work, request)
    if cents > left:
        most = criteria_for(work, request.submitted_on).amounts.advance
        raise Invalid("cents", "An advance is at most {most} in all.", most=Money(most))
    check_budget(work, funder, work.today.year, cents)
    return _add_payment(
        work, request, cents, kind=PaymentKind.ADVANCE, funder=funder.strip(), on=work.today, payee=payee,
        reference=reference,
    )  # fmt: skip


def _refuse_paid_meanwhile(work: Work, request: SupportRequest, paid_then: int | None) -> None:
    if paid_then is not None and balance_of(work, request).paid != paid_then:
        raise Refused("Somebody recorded a payment meanwhile. Look at the payments first.")


def _add_payment(work: Work, request: SupportRequest, cents: int, *, funder: str, **values: Any) -> int:
    if cents <= 0:
        raise Invalid("cents", "Enter an amount above zero.")
    if values["on"] > work.today:
        raise Invalid("on", "This day has not come yet. Choose an earlier one.")
    record = Payment(request_id=request.id, staff_id=work.staff.id, funder=funder)
    made = work.add(record, cents=cents, **values).id
    touch(work, request)
    return made


def refuse_commitment(look: Look, request: SupportRequest) -> None:
    refuse_move(request, S.COMMITTED)
    if balance_of(look, request).left < 0:
        raise Refused("More was advanced than granted: the difference is to be recovered first.")


@action(MANAGERS)
def commit_support(work: Work, request_id: int, funder: str) -> None:
    """Commit what was granted to a funder's budget of the year. What was advanced counts as paid. A request
    that was paid before it was contested stays with its funder and its year."""
    request = work.get(SupportRequest, request_id)
    refuse_commitment(work, request)
    if request.committed_on is not None and request.funder and funder.strip() != request.funder:
        raise Invalid(
            "funder", "Paid by {funder} before it was contested: it stays so.", funder=request.funder
        )
    on = request.committed_on or work.today
    balance = balance_of(work, request)
    check_budget(work, funder, on.year, balance.left)
    move(work, request, S.COMMITTED, funder=funder.strip(), committed_on=on)
    if balance.left == 0:
        move(work, request, S.PAID)


def refuse_payment(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, S.COMMITTED)


@action(MANAGERS)
def pay(
    work: Work, request_id: int, cents: int, on: date, *, payee: str = "", reference: str = "",
    paid_then: int | None = None,
) -> int:  # fmt: skip
    """Record a payment; never more than is left of what was granted."""
    request = work.get(SupportRequest, request_id)
    refuse_payment(work, request)
    _refuse_paid_meanwhile(work, request, paid_then)
    left = balance_of(work, request).left
    if cents > left:
        raise Invalid("cents", "At most {left} is left to pay.", left=Money(left))
    if request.decided_on is not None and on < request.decided_on:
        raise Invalid("on", "The payment lies before the decision of {day}.", day=request.decided_on)
    made = _add_payment(
        work, request, cents, kind=PaymentKind.PAYMENT, funder=request.funder or "", on=on, payee=payee,
        reference=reference,
    )  # fmt: skip
    if cents == left:
        move(work, request, S.PAID)
    return made


@action(MANAGERS)
def release_rest(work: Work, request_id: int) -> None:
    """What is left of the commitment is not needed: it goes back to the budget."""
    request = work.get(SupportRequest, request_id)
    refuse_unless(request, S.COMMITTED)
    balance = balance_of(work, request)
    released = balance.released + balance.left
    move(work, request, S.PAID if balance.kept else S.SETTLED, released_cents=released)


def refuse_receipt(look: Look, request: SupportRequest) -> None:
    if not payments_of(look, request.id):
        raise Refused("Nothing was paid yet: a receipt comes after a payment.")
    if request.state is S.SETTLED:
        raise Refused("This cannot be done while the request is “{now}”.", now=request.state)


@action()
def add_receipt(work: Work, request_id: int, values: Mapping[str, Any], minor: int) -> int:
    """Record a receipt. `minor` is its amount in the smallest unit of its currency; a foreign one needs the
    rate (euro for one unit), its source and its day, and is turned into euro cents, half up."""
    request = work.get(SupportRequest, request_id)
    refuse_receipt(work, request)
    if minor <= 0:
        raise Invalid("minor", "Enter an amount above zero.")
    if values["on"] > work.today:
        raise Invalid("on", "This day has not come yet. Choose an earlier one.")
    values = {**values, "currency": str(values.get("currency") or "EUR").strip().upper()}
    record = Receipt(request_id=request_id, minor=minor, cents=in_euro(values, minor))
    made = work.add(record, **values).id
    touch(work, request)
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
    request = work.get(SupportRequest, receipt.request_id)
    if request.state is S.SETTLED:
        raise Refused("This cannot be done while the request is “{now}”.", now=request.state)
    if not accepted and not note.strip():
        raise Invalid("note", "Say why the receipt is not accepted.")
    work.assign(receipt, accepted=accepted, checked_by=work.staff.id, checked_at=work.now)
    work.change(receipt, receipt.version, {"note": note.strip() or None})
    touch(work, request)
    if request.state is S.RECOVERY and not balance_of(work, request).unproven:
        move(work, request, S.SETTLED)


def refuse_closing(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, S.PAID)
    if request.appealed_on is not None and request.appeal_decided_on is None:
        raise Refused("An appeal is open on this request already.")
    if any(each.accepted is None for each in receipts_of(look, request.id)):
        raise Refused("A receipt was not looked at yet. Accept it or say why not.")


@action()
def close_receipts(work: Work, request_id: int) -> None:
    """All receipts are in and looked at: settled where they cover what was paid, else to be recovered."""
    request = work.get(SupportRequest, request_id)
    refuse_closing(work, request)
    move(work, request, S.RECEIPTS_CHECKED)
    move(work, request, S.RECOVERY if balance_of(work, request).unproven else S.SETTLED)


def refuse_recovery(look: Look, request: SupportRequest) -> None:
    refuse_move(request, S.RECOVERY)
    if balance_of(look, request).left >= 0:
        raise Refused("Nothing is to be recovered on this request.")


@action(MANAGERS)
def recover(work: Work, request_id: int) -> None:
    """What was advanced is above what was granted: the difference is to be paid back."""
    request = work.get(SupportRequest, request_id)
    refuse_recovery(work, request)
    move(work, request, S.RECOVERY)


def refuse_refund(look: Look, request: SupportRequest) -> None:
    refuse_unless(request, S.RECOVERY)


def paid_by(look: Look, request_id: int) -> dict[str, int]:
    """What each funder paid and did not get back, in cents, who paid last first."""
    found: dict[str, int] = {}
    for each in reversed(payments_of(look, request_id)):
        signed = -each.cents if each.kind is PaymentKind.REFUND else each.cents
        found[each.funder] = found.get(each.funder, 0) + signed
    return {funder: cents for funder, cents in found.items() if cents > 0}


@action(MANAGERS)
def record_refund(
    work: Work, request_id: int, cents: int, on: date, *, reference: str = "", funder: str = ""
) -> None:
    """Record money that came back to the funder that had paid it; the request is settled when nothing is owed
    any more."""
    request = work.get(SupportRequest, request_id)
    refuse_refund(work, request)
    owed = balance_of(work, request).unproven
    if cents > owed:
        raise Invalid("cents", "At most {owed} is owed.", owed=Money(owed))
    paid = paid_by(work, request_id)
    funder = funder or next(iter(paid))
    if cents > paid.get(funder, 0):
        most = Money(paid.get(funder, 0))
        raise Invalid("cents", "{funder} paid only {most}.", funder=funder, most=most)
    _add_payment(
        work, request, cents, kind=PaymentKind.REFUND, funder=funder, on=on, payee="", reference=reference
    )
    if not balance_of(work, request).unproven:
        move(work, request, S.SETTLED)


def minor_units(typed: str, currency: str) -> int:
    """An amount as typed, in the smallest unit of its currency (cents; whole yen). The last comma or point
    before less than three digits begins the fraction, in a currency of three digits also before three.
    Raises `Invalid`."""
    code = currency.strip().upper()
    if not is_currency(code):
        raise Invalid("currency", "“{value}” is not the code of a currency, such as GBP.", value=currency)
    digits = get_currency_precision(code)
    plain = re.sub(r"[\s\u00a0\u202f'’]", "", typed)
    thousands = (
        r"\d+" if digits == 3 and len(re.findall(r"[.,]", plain)) == 1 else r"\d{1,3}(?:[.,]\d{3})*|\d+"
    )
    found = re.fullmatch(rf"({thousands})(?:[.,](\d+))?", plain)
    fraction = (found[2] or "") if found else ""
    if found is None or len(fraction) > digits:
        raise Invalid(
            "minor", "This is not an amount in {currency}. Type it with digits only.", currency=code
        )
    return int(re.sub(r"\D", "", found[1]) + fraction.ljust(digits, "0"))
