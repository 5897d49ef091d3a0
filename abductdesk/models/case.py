"""The case and what belongs to it once: children with their outcomes, measures, links."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import (
    CaseKind,
    CaseLinkKind,
    Certainty,
    ClosureReason,
    CustodyBasis,
    Direction,
    Instrument,
    MeasureKind,
    MediationResult,
    Outcome,
    Priority,
    ReferralSource,
    RefusalGround,
    RejectionReason,
    Sex,
    Stage,
    SubjectKind,
    TakingPerson,
)


class Case(Record):
    """A case. Its reference comes from a yearly sequence without gaps; it is voided, never deleted."""

    __tablename__ = "case_file"
    __table_args__ = (UniqueConstraint("year", "sequence"),)
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    reference: Mapped[str] = mapped_column(String(200), unique=True)
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    study: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[CaseKind] = field(N_("Kind of case"))
    certainty: Mapped[Certainty] = field(N_("Certainty"), default=Certainty.ALLEGED)
    direction: Mapped[Direction] = field(N_("Direction"), default=Direction.OTHER)
    habitual_residence_state: Mapped[str | None] = field(
        N_("Habitual residence"), N_("Where the child lived just before."), kind="country"
    )
    requested_state: Mapped[str | None] = field(N_("Where the child is"), kind="country")
    stage: Mapped[Stage] = field(N_("Stage"), default=Stage.INTAKE, index=True)
    priority: Mapped[Priority] = field(N_("Priority"), default=Priority.NORMAL)
    caseworker_id: Mapped[int | None] = field(N_("Caseworker"), kind="staff", refers="staff.id", index=True)
    deputy_id: Mapped[int | None] = field(N_("Deputy"), kind="staff", refers="staff.id")
    referral_source: Mapped[ReferralSource | None] = field(N_("Referred by"))
    referral_stage: Mapped[str | None] = field(N_("Stage when referred"))
    taking_person: Mapped[TakingPerson | None] = field(N_("Who took or kept the child"))
    left_behind_lives_in: Mapped[str | None] = field(N_("Left-behind parent lives in"), kind="country")
    taking_lives_in: Mapped[str | None] = field(N_("Taking parent lives in"), kind="country")
    custody_decision: Mapped[bool | None] = field(N_("There is a custody decision"))
    recorded_instrument: Mapped[Instrument | None] = field(
        N_("Verified framework"), N_("Only after checking the official status table.")
    )
    recorded_since: Mapped[date | None] = field(N_("In force since"))
    recorded_source: Mapped[str | None] = field(N_("Source of the verification"), length=500)
    mediation_result: Mapped[MediationResult | None] = field(N_("Mediation"))
    summary: Mapped[str | None] = field(N_("Summary"), kind="long")
    fear_reasons: Mapped[str | None] = field(N_("Reasons for the fear"), kind="long")
    earlier_threats: Mapped[str | None] = field(N_("Earlier threats"), kind="long")
    passport_office_notified: Mapped[date | None] = field(N_("Passport office notified on"))
    opened_on: Mapped[date] = mapped_column(index=True)
    converted_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closure_reason: Mapped[ClosureReason | None] = field(N_("Reason for closing"))
    retention_until: Mapped[date | None] = field(N_("Keep until"))
    anonymised_on: Mapped[date | None]
    voided_on: Mapped[date | None]
    void_reason: Mapped[str | None] = mapped_column(String(500))
    source: Mapped[str | None] = mapped_column(String(2000))
    fact_counter: Mapped[int] = mapped_column(default=0)

    @property
    def open(self) -> bool:
        return self.closed_on is None and self.voided_on is None


class Child(Record):
    """A child on a case, with its own outcome: siblings may end differently."""

    __tablename__ = "child"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sex: Mapped[Sex | None] = field(N_("Sex"))
    passports: Mapped[str | None] = field(N_("Passports"), N_("Which, how many."))
    passport_holder: Mapped[str | None] = field(N_("Who holds the passports"))
    custody_basis: Mapped[CustodyBasis | None] = field(N_("Basis of custody"))
    school: Mapped[str | None] = field(N_("School"))
    where_now: Mapped[str | None] = field(N_("Where the child is now"), length=500)
    carer_before: Mapped[str | None] = field(N_("Carer before"))
    needs: Mapped[str | None] = field(N_("Needs"), kind="long")
    outcome: Mapped[Outcome] = field(N_("Outcome"), default=Outcome.PENDING)
    outcome_on: Mapped[date | None] = field(N_("Outcome on"))
    refusal_grounds: Mapped[list[str]] = field(
        N_("Grounds of refusal"), kind="terms", terms=RefusalGround, default=list
    )
    rejection_reason: Mapped[RejectionReason | None] = field(N_("Reason for rejection (Art. 27)"))


class Measure(Record):
    """A measure taken to prevent an abduction."""

    __tablename__ = "measure"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[MeasureKind] = field(N_("Measure"))
    taken_on: Mapped[date | None] = field(N_("Taken on"))
    ends_on: Mapped[date | None] = field(N_("Ends on"))
    by_whom: Mapped[str | None] = field(N_("By whom"))
    note: Mapped[str | None] = field(N_("Note"), kind="long")


class CaseLink(Record):
    """Two cases that belong together."""

    __tablename__ = "case_link"
    holds = Holds(SubjectKind.NOBODY, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[CaseLinkKind] = field(N_("How they belong together"))
    note: Mapped[str | None] = field(N_("Note"))
