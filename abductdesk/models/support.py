"""Financial support: criteria that hold from a day, requests, decisions, money. Amounts are euro cents."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, Seen, field
from abductdesk.terms import (
    CoDecider,
    Consent,
    FundingState,
    OtherFunder,
    PaymentKind,
    SubjectKind,
    SupportKind,
    SupportRoute,
    SupportState,
    SupportUrgency,
)

_OURS = Holds(SubjectKind.PARENT, Keep.WITH_CASE)


class Criteria(Record):
    """The criteria and ceilings from a day on (`rules.support_criteria` says which). A set that a decision
    used is never changed: a new one begins on a later day."""

    __tablename__ = "criteria"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU, Seen.EVERYBODY)

    valid_from: Mapped[date] = field(N_("Holds from"))
    amounts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note: Mapped[str | None] = field(N_("Source and reason"), length=500)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class SupportRequest(Record):
    """One parent asks for financial support. The income is the applicant's own and is never shown to the
    other side. `released_cents`: committed, but no longer needed. The funder is no text that somebody wrote
    about a person: it stays when the case is anonymised, so that the ledger still adds up."""

    __tablename__ = "support_request"
    holds = _OURS

    number: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    route: Mapped[SupportRoute] = field(N_("For"))
    urgency: Mapped[SupportUrgency] = field(N_("Urgency"), default=SupportUrgency.NORMAL)
    state: Mapped[SupportState] = mapped_column(default=SupportState.DRAFT, index=True)
    asked_on: Mapped[date] = field(N_("Asked on"))
    submitted_on: Mapped[date | None]
    complete_on: Mapped[date | None]
    income_cents: Mapped[int | None] = field(N_("Net income a month"), kind="cents")
    with_family: Mapped[bool | None] = field(N_("Lives with a family"))
    dependants: Mapped[int | None] = field(N_("Persons they support"))
    income_evidence: Mapped[str | None] = field(N_("Proof of the income"), length=300)
    hardship: Mapped[str | None] = field(N_("Hardship"), N_("Why above the limit all the same."), kind="long")
    missing: Mapped[str | None] = field(N_("What is missing"), length=500)
    criteria_id: Mapped[int | None] = mapped_column(ForeignKey("criteria.id"))
    tested: Mapped[dict[str, Any]] = mapped_column(default=dict)
    advice: Mapped[str | None] = field(N_("Advice of the bureau"), kind="long")
    advised_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    advised_on: Mapped[date | None]
    granted_cents: Mapped[int | None]
    decided_on: Mapped[date | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str | None] = field(N_("Reason of the decision"), kind="long")
    appealed_on: Mapped[date | None] = field(N_("Appeal received on"))
    appeal_reason: Mapped[str | None] = field(N_("Why the decision is contested"), kind="long")
    appeal_decided_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    funder: Mapped[str | None] = mapped_column(String(200))
    committed_on: Mapped[date | None]
    released_cents: Mapped[int | None]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class SupportItem(Record):
    """One thing asked for. `units` are nights, sessions or journeys; `proposed_cents` is what
    the bureau advises, `granted_cents` what was decided."""

    __tablename__ = "support_item"
    holds = _OURS

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    kind: Mapped[SupportKind] = field(N_("What"))
    what: Mapped[str | None] = field(N_("Description"), length=300)
    child_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"))
    to_state: Mapped[str | None] = field(N_("From or to which state"), kind="country")
    units: Mapped[int] = field(N_("How many"), N_("Nights, sessions or journeys."), default=1)
    asked_cents: Mapped[int] = field(N_("Amount asked"), kind="cents")
    renewal: Mapped[bool] = field(N_("Renewal of the sessions"), N_("Once for each child."), default=False)
    day: Mapped[date | None] = field(N_("Day of the cost"))
    quote: Mapped[str | None] = field(N_("Quote"), length=300)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    proposed_cents: Mapped[int | None]
    granted_cents: Mapped[int | None]


class FundingFirst(Record):
    """Other funding that comes first: asked, granted, refused, or none."""

    __tablename__ = "funding_first"
    holds = _OURS

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    funder: Mapped[OtherFunder] = field(N_("Other funding"))
    state: Mapped[FundingState] = field(N_("Status"))
    cents: Mapped[int | None] = field(N_("Amount"), kind="cents")
    note: Mapped[str | None] = field(N_("Note"), length=300)


class CoDecision(Record):
    """A co-deciding authority was asked; silence is never consent."""

    __tablename__ = "co_decision"
    holds = _OURS

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    who: Mapped[CoDecider]
    asked_on: Mapped[date] = field(N_("Asked on"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    answered_on: Mapped[date | None] = field(N_("Answered on"))
    answer: Mapped[Consent | None] = field(N_("Answer"))
    granted_cents: Mapped[int | None] = field(N_("Up to"), kind="cents")
    reference: Mapped[str | None] = field(N_("Their reference"), length=100)


class Approval(Record):
    """Somebody other than the proposer approved or refused the proposal; above a limit it takes two."""

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("request_id", "staff_id"),)
    holds = _OURS

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    approves: Mapped[bool]
    reason: Mapped[str | None] = field(N_("Reason"), length=500)
    on: Mapped[date]


class Payment(Record):
    """Money that went out, or came back."""

    __tablename__ = "payment"
    holds = _OURS

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    kind: Mapped[PaymentKind] = field(N_("Kind of payment"), default=PaymentKind.PAYMENT)
    funder: Mapped[str] = mapped_column(String(200))
    cents: Mapped[int] = field(N_("Amount"), kind="cents")
    on: Mapped[date] = field(N_("Paid on"))
    payee: Mapped[str | None] = field(N_("Paid to"))
    reference: Mapped[str | None] = field(N_("Reference of the payment"), length=100)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class Receipt(Record):
    """A receipt for something that was paid; in another currency with its rate, the source and the day of it.
    `rate` is how many euro one unit costs, written out ("0.0926")."""

    __tablename__ = "receipt"
    holds = _OURS

    request_id: Mapped[int] = mapped_column(ForeignKey("support_request.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("support_item.id"))
    on: Mapped[date] = field(N_("Day of the receipt"))
    currency: Mapped[str] = field(N_("Currency"), length=3, default="EUR")
    minor: Mapped[int] = mapped_column()
    rate: Mapped[str | None] = field(N_("Exchange rate"), length=20)
    rate_source: Mapped[str | None] = field(N_("Source of the rate"))
    rate_on: Mapped[date | None] = field(N_("Day of the rate"))
    cents: Mapped[int] = mapped_column()
    accepted: Mapped[bool | None] = field(N_("Accepted"))
    note: Mapped[str | None] = field(N_("Note"), length=300)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None]


class Budget(Record):
    """What a funder gives for a year."""

    __tablename__ = "budget"
    __table_args__ = (UniqueConstraint("funder", "year"),)
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU, Seen.CASE_STAFF)

    funder: Mapped[str] = field(N_("Funder"), required=True)
    year: Mapped[int] = field(N_("Year"))
    cents: Mapped[int] = field(N_("Budget"), kind="cents")
