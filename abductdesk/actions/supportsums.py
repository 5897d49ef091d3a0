"""Where the money of a request for support stands. Amounts are euro cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from abductdesk.actions.criteria import criteria_for, criteria_of
from abductdesk.actions.office import Look
from abductdesk.models import Payment, Receipt, SupportRequest
from abductdesk.terms import PaymentKind


@dataclass(frozen=True)
class Balance:
    """Where the money of a request stands. `left` is still to be paid; `unproven` is paid, not paid back, and
    without an accepted receipt. `released` was granted and is no longer needed."""

    granted: int
    paid: int
    refunded: int
    proven: int
    released: int = 0

    @property
    def kept(self) -> int:
        """What went out and did not come back."""
        return self.paid - self.refunded

    @property
    def left(self) -> int:
        return self.granted - self.released - self.kept

    @property
    def unproven(self) -> int:
        """What is owed back: paid above what was granted, or without an accepted receipt."""
        return self.kept - min(self.proven, self.granted, self.kept)


def payments_of(look: Look, request_id: int) -> list[Payment]:
    """Payments of a request, the oldest first."""
    found = select(Payment).where(Payment.request_id == request_id).order_by(Payment.on, Payment.id)
    return list(look.session.scalars(found))


def receipts_of(look: Look, request_id: int) -> list[Receipt]:
    """Receipts of a request, the oldest first."""
    found = select(Receipt).where(Receipt.request_id == request_id).order_by(Receipt.on, Receipt.id)
    return list(look.session.scalars(found))


def balance_of(look: Look, request: SupportRequest) -> Balance:
    """What was granted, paid, paid back, proven and released."""
    payments = payments_of(look, request.id)
    back = sum(each.cents for each in payments if each.kind is PaymentKind.REFUND)
    out = sum(each.cents for each in payments if each.kind is not PaymentKind.REFUND)
    proven = sum(each.cents for each in receipts_of(look, request.id) if each.accepted)
    return Balance(request.granted_cents or 0, out, back, proven, request.released_cents or 0)


def receipts_due(look: Look, request: SupportRequest) -> date | None:
    """The day by which the receipts must be in, from the last payment; None where nothing was paid."""
    paid = [each.on for each in payments_of(look, request.id) if each.kind is not PaymentKind.REFUND]
    if not paid:
        return None
    tested = bool(request.tested)
    used = criteria_of(look, request.criteria_id) if tested else criteria_for(look, request.submitted_on)
    return max(paid) + timedelta(days=used.amounts.receipt_days)
