"""What funders give for a year, what of it is bound, and the ledger that adds up to the cent."""

from __future__ import annotations

from collections.abc import Iterator
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

EARLIEST, LATEST = 2020, 2100
_COMMITTED = frozenset({S.COMMITTED, S.PAID, S.RECEIPTS_CHECKED, S.SETTLED, S.RECOVERY})


@dataclass(frozen=True)
class LedgerEntry:
    """One line of the ledger: a commitment (`kind` is None) or a payment. `committed` is by how much the
    bound sum grows, `paid` what went out; money that came back is negative. `year`: whose budget bears it.
    Cents."""

    on: date
    number: str
    reference: str
    funder: str
    kind: PaymentKind | None
    committed: int
    paid: int
    year: int


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

    An advance or a payment back changes what is bound; a payment only uses up what was committed before. A
    payment of a later year still burdens the budget to which it was committed, and so does what comes back.
    """
    payments: dict[int, list[Payment]] = {}
    for payment in look.session.scalars(select(Payment).order_by(Payment.on, Payment.id)):
        payments.setdefault(payment.request_id, []).append(payment)
    requests = select(SupportRequest, Case.reference).join(Case, Case.id == SupportRequest.case_id)
    found: list[LedgerEntry] = []
    for request, reference in look.session.execute(requests.order_by(SupportRequest.id)):
        found += _of_request(request, reference, payments.get(request.id, []))
    return sorted(found, key=lambda entry: (entry.on, entry.number))


def _of_request(request: SupportRequest, reference: str, payments: list[Payment]) -> Iterator[LedgerEntry]:
    bound_on = request.committed_on
    if bound_on is not None and request.funder:
        rest = _bound(request, payments)
        yield LedgerEntry(bound_on, request.number, reference, request.funder, None, rest, 0, bound_on.year)
    for each in payments:
        signed = -each.cents if each.kind is PaymentKind.REFUND else each.cents
        bound = 0 if each.kind is PaymentKind.PAYMENT else signed
        year = _year(request, each, payments)
        yield LedgerEntry(each.on, request.number, reference, each.funder, each.kind, bound, signed, year)


def _bound(request: SupportRequest, payments: list[Payment]) -> int:
    """What a commitment binds besides advances: what was granted and is needed; what was paid while a
    contested decision is examined again."""
    if request.state not in _COMMITTED:
        return sum(each.cents for each in payments if each.kind is PaymentKind.PAYMENT)
    advanced = sum(each.cents for each in payments if each.kind is PaymentKind.ADVANCE)
    return (request.granted_cents or 0) - (request.released_cents or 0) - advanced


def _year(request: SupportRequest, payment: Payment, payments: list[Payment]) -> int:
    """The year whose budget bears a payment: that of the commitment, for an advance its own."""
    if payment.kind is PaymentKind.ADVANCE:
        return payment.on.year
    if request.committed_on is not None and request.funder == payment.funder:
        return request.committed_on.year
    theirs = [each.on.year for each in payments if each.funder == payment.funder]
    return theirs[0]


@query()
def ledger(look: Look, year: int | None = None) -> list[LedgerEntry]:
    """The ledger of a year, or all of it."""
    return [entry for entry in ledger_entries(look) if year is None or entry.year == year]


@action(MANAGERS)
def set_budget(work: Work, funder: str, year: int, cents: int) -> int:
    """Enter or change what a funder gives for a year; returns its id."""
    if cents < 0:
        raise Invalid("cents", "An amount cannot be below zero.")
    if not EARLIEST <= year <= LATEST:
        raise Invalid("year", "Enter a year between {first} and {last}.", first=EARLIEST, last=LATEST)
    found = work.session.scalar(select(Budget).where(Budget.funder == funder.strip(), Budget.year == year))
    if found is None:
        return work.add(Budget(), funder=funder, year=year, cents=cents).id
    work.change(found, found.version, {"cents": cents})
    return found.id


@query()
def budgets(look: Look) -> list[BudgetState]:
    """Every funder's years, the newest first."""
    return budget_states(look)


def budget_states(look: Look) -> list[BudgetState]:
    """Every funder's years, the newest first."""
    rows = list(look.session.scalars(select(Budget).order_by(Budget.year.desc(), Budget.funder)))
    entries = ledger_entries(look) if rows else []
    return [_state(look, row, entries) for row in rows]


def _state(look: Look, budget: Budget, entries: list[LedgerEntry]) -> BudgetState:
    mine = [each for each in entries if (each.funder, each.year) == (budget.funder, budget.year)]
    committed = sum(each.committed for each in mine)
    share = criteria_on(look, look.today).amounts.warn_percent
    return BudgetState(
        budget.id, budget.funder, budget.year, budget.cents, committed, sum(each.paid for each in mine),
        warns=committed > 0 and committed * 100 >= budget.cents * share,
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
