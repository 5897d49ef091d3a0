"""What funders give for a year, what of it is bound, and the ledger that adds up to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.criteria import MANAGERS, criteria_on
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Money
from abductdesk.models import Budget, Case, Payment, SupportRequest
from abductdesk.terms import PaymentKind
from abductdesk.terms import SupportState as S

_COMMITTED = frozenset({S.COMMITTED, S.PAID, S.RECEIPTS_CHECKED, S.SETTLED, S.RECOVERY})


@dataclass(frozen=True)
class LedgerEntry:
    """One line of the ledger: a commitment (`kind` is None) or a payment. `committed` is by how much the
    bound sum grows, `paid` what went out; money that came back is negative. Cents."""

    on: date
    number: str
    reference: str
    funder: str
    kind: PaymentKind | None
    committed: int
    paid: int


@dataclass(frozen=True)
class BudgetState:
    """A funder's year: the budget, what is committed (advances at once), what of it is paid, what is left.
    `warns`: the warning share is reached."""

    id: int
    funder: str
    year: int
    budget: int
    committed: int
    paid: int
    warns: bool

    @property
    def left(self) -> int:
        return self.budget - self.committed


def ledger_entries(look: Look) -> list[LedgerEntry]:
    """Every commitment and payment by day; committed less paid is what is still to be paid, to the cent.

    An advance or a payment back changes what is bound; a payment only uses up what was committed before.
    """
    payments: dict[int, list[Payment]] = {}
    for payment in look.session.scalars(select(Payment).order_by(Payment.on, Payment.id)):
        payments.setdefault(payment.request_id, []).append(payment)
    requests = select(SupportRequest, Case.reference).join(Case, Case.id == SupportRequest.case_id)
    found = []
    for request, reference in look.session.execute(requests.order_by(SupportRequest.id)):
        theirs = payments.get(request.id, [])
        if request.state in _COMMITTED and request.funder and request.decided_on:
            advanced = sum(each.cents for each in theirs if each.kind is PaymentKind.ADVANCE)
            rest = (request.granted_cents or 0) - advanced
            found.append(
                LedgerEntry(request.decided_on, request.number, reference, request.funder, None, rest, 0)
            )
        for each in theirs:
            signed = -each.cents if each.kind is PaymentKind.REFUND else each.cents
            bound = 0 if each.kind is PaymentKind.PAYMENT else signed
            found.append(
                LedgerEntry(each.on, request.number, reference, each.funder, each.kind, bound, signed)
            )
    return sorted(found, key=lambda entry: (entry.on, entry.number))


@query()
def ledger(look: Look, year: int | None = None) -> list[LedgerEntry]:
    """The ledger of a year, or all of it."""
    return [entry for entry in ledger_entries(look) if year is None or entry.on.year == year]


@action(MANAGERS)
def set_budget(work: Work, funder: str, year: int, cents: int) -> int:
    """Enter or change what a funder gives for a year; returns its id."""
    if cents < 0:
        raise Invalid("cents", "An amount cannot be below zero.")
    found = work.session.scalar(select(Budget).where(Budget.funder == funder.strip(), Budget.year == year))
    if found is None:
        return work.add(Budget(), funder=funder, year=year, cents=cents).id
    work.assign(found, cents=cents)
    return found.id


@query()
def budgets(look: Look) -> list[BudgetState]:
    """Every funder's years, the newest first."""
    rows = list(look.session.scalars(select(Budget).order_by(Budget.year.desc(), Budget.funder)))
    entries = ledger_entries(look) if rows else []
    return [_state(look, row, entries) for row in rows]


def _state(look: Look, budget: Budget, entries: list[LedgerEntry]) -> BudgetState:
    mine = [each for each in entries if (each.funder, each.on.year) == (budget.funder, budget.year)]
    committed = sum(each.committed for each in mine)
    share = criteria_on(look, look.today).amounts.warn_percent
    return BudgetState(
        budget.id, budget.funder, budget.year, budget.cents, committed, sum(each.paid for each in mine),
        warns=committed * 100 >= budget.cents * share,
    )  # fmt: skip


def check_budget(work: Work, funder: str, year: int, cents: int) -> None:
    """Raise `Refused` where the funder has no budget for the year or not enough left."""
    found = work.session.scalar(select(Budget).where(Budget.funder == funder.strip(), Budget.year == year))
    if found is None:
        raise Refused(
            "There is no budget of {funder} for {year}. Enter it first.", funder=funder, year=str(year)
        )
    left = _state(work, found, ledger_entries(work)).left
    if cents > left:
        raise Refused("The budget of {funder} has only {left} left.", funder=funder, left=Money(left))
