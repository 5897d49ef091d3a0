"""The registers that data protection asks for: requests, breaches, who was told, restrictions, erasures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, Seen, field
from abductdesk.terms import (
    BreachRisk,
    ErasureKind,
    HoldException,
    HoldKind,
    InformException,
    RequestKind,
    RequestOutcome,
    SubjectKind,
)


class DataRequest(Record):
    """What somebody asked about their own data, and what was answered (GDPR Art. 12)."""

    __tablename__ = "data_request"
    holds = Holds(SubjectKind.PERSON, Keep.REGISTER)

    number: Mapped[str] = mapped_column(String(40), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = field(N_("Who asks"), required=True)
    kind: Mapped[RequestKind] = field(N_("What is asked"))
    received_on: Mapped[date] = field(N_("Received on"))
    how: Mapped[str | None] = field(N_("How it came"), N_("For example by letter or by phone."))
    wish: Mapped[str | None] = field(N_("What exactly"), kind="long")
    identity_checked_on: Mapped[date | None] = field(N_("Identity checked on"))
    identity_how: Mapped[str | None] = field(N_("How the identity was checked"), length=300)
    extended_on: Mapped[date | None] = field(
        N_("Extension told on"), N_("With reasons, inside the first month (Art. 12(3)).")
    )
    extension_reason: Mapped[str | None] = field(N_("Reason of the extension"), length=500)
    answered_on: Mapped[date | None] = field(N_("Answered on"))
    outcome: Mapped[RequestOutcome | None] = field(N_("Answer"))
    reason: Mapped[str | None] = field(
        N_("Reason"), N_("A refusal names its ground and where to complain (Art. 12(4))."), kind="long"
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class Breach(Record):
    """A breach of personal data, assessed and told to whom the law says (GDPR Arts. 33 and 34).

    It names nobody, and whoever works here may report one; the register itself is asked for by case staff.
    """

    __tablename__ = "breach"
    holds = Holds(SubjectKind.NOBODY, Keep.REGISTER, Seen.EVERYBODY)

    number: Mapped[str] = mapped_column(String(40), unique=True)
    known_at: Mapped[datetime]
    what: Mapped[str] = field(
        N_("What happened"), N_("Without names: the register is shown to the authority."), kind="long",
        required=True,
    )  # fmt: skip
    data: Mapped[str | None] = field(N_("Which data"), length=500)
    persons: Mapped[int | None] = field(N_("How many persons, about"))
    consequences: Mapped[str | None] = field(N_("Likely consequences"), kind="long")
    measures: Mapped[str | None] = field(N_("Measures taken"), kind="long")
    processor: Mapped[str | None] = field(N_("Processor concerned"))
    risk: Mapped[BreachRisk] = field(N_("Risk"), default=BreachRisk.UNKNOWN)
    high_risk_on: Mapped[date | None] = field(N_("High risk found on"))
    notified_at: Mapped[datetime | None]
    delay_reason: Mapped[str | None] = field(N_("Why later, or why not notified"), length=500)
    told_on: Mapped[date | None] = field(N_("Persons told on"))
    untold_reason: Mapped[str | None] = field(N_("Why they need not be told (Art. 34(3))"), length=500)
    closed_on: Mapped[date | None]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class DutyToInform(Record):
    """Somebody whose data came from somebody else: told when, or why not (GDPR Art. 14)."""

    __tablename__ = "duty_to_inform"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    obtained_on: Mapped[date] = field(N_("Data obtained on"))
    informed_on: Mapped[date | None] = field(N_("Informed on"))
    exception: Mapped[InformException | None] = field(N_("Exception"))
    reason: Mapped[str | None] = field(N_("Reason"), length=500)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class ProcessingHold(Record):
    """Somebody's data are kept but not used (GDPR Art. 18) until the hold is lifted.

    A manager may allow a use meanwhile (Art. 18(2)): for what, why, and until which day.
    """

    __tablename__ = "processing_hold"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_PERSON)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("data_request.id"))
    kind: Mapped[HoldKind] = field(N_("Ground"))
    since: Mapped[date] = field(N_("From"))
    until: Mapped[date | None] = field(N_("Lifted on"))
    reason: Mapped[str] = field(N_("Reason"), required=True, length=500)
    told_on: Mapped[date | None] = field(
        N_("Person told on"), N_("Before the restriction is lifted (Art. 18(3)).")
    )
    exception: Mapped[HoldException | None] = field(N_("Allowed for"))
    exception_reason: Mapped[str | None] = field(N_("Why it is allowed"), length=500)
    exception_until: Mapped[date | None] = field(N_("Allowed until"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class Erasure(Record):
    """What was erased, without saying who it was: number of the certificate, kind, record and counts. Its
    list is also kept in the key file, so that restoring an older backup erases again."""

    __tablename__ = "erasure"
    holds = Holds(SubjectKind.NOBODY, Keep.REGISTER, Seen.KEEPERS)

    number: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[ErasureKind]
    record: Mapped[int]
    reason: Mapped[str] = field(
        N_("Reason"), N_("Without names: this entry stays."), required=True, length=300
    )
    erased_at: Mapped[datetime]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
