"""Mediation: logistics and results only, seen by the bureau alone.

What is said in mediation is confidential (Judicial Code art. 1728): there is no field for it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, Seen, field
from abductdesk.terms import (
    AgreementKind,
    CostBearer,
    MediationResult,
    MediationStep,
    OfferAnswer,
    Party,
    RiskLevel,
    SessionForm,
    SessionState,
    StepAnswer,
    SubjectKind,
    Suitability,
)

_OURS = Holds(SubjectKind.PERSON, Keep.WITH_CASE, Seen.BUREAU)


class Mediation(Record):
    """One attempt to mediate on a case; a case may have a second one later."""

    __tablename__ = "mediation"
    holds = _OURS

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    opened_on: Mapped[date]
    suitability: Mapped[Suitability | None] = field(N_("Suitability"))
    measures: Mapped[str | None] = field(N_("Safety measures"), length=500)
    ended_on: Mapped[date | None] = field(N_("Ended on"))
    result: Mapped[MediationResult] = field(N_("Result"), default=MediationResult.ONGOING)


class ParentStep(Record):
    """One step of one parent: planned, done, and the answer where there is one."""

    __tablename__ = "parent_step"
    holds = _OURS

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    party: Mapped[Party] = field(N_("Parent"))
    step: Mapped[MediationStep] = field(N_("Step"))
    planned_on: Mapped[date | None] = field(N_("Planned on"))
    done_on: Mapped[date | None] = field(N_("Done on"))
    answer: Mapped[StepAnswer | None] = field(N_("Answer"))
    how: Mapped[str | None] = field(N_("How"), N_("For example by video, with an interpreter."))


class Screening(Record):
    """A separate screening of one parent. `answers` holds yes, no or unknown by question (`rules.screening`);
    the newest of a parent counts."""

    __tablename__ = "screening"
    holds = _OURS

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    party: Mapped[Party] = field(N_("Parent"))
    on: Mapped[date] = field(N_("Done on"))
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    risk: Mapped[RiskLevel] = field(N_("Risk"))
    measures: Mapped[str | None] = field(N_("Safety measures"), length=500)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class SafetyOverride(Record):
    """A manager lets joint sessions happen in spite of a high risk, with the reason, until taken back."""

    __tablename__ = "safety_override"
    holds = _OURS

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    on: Mapped[date]
    reason: Mapped[str] = field(N_("Reason"), required=True, length=500)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    withdrawn_on: Mapped[date | None]


class PairChoice(Record):
    """The pair of mediators that was chosen, and the ranking it was chosen from, as it was that day."""

    __tablename__ = "pair_choice"
    holds = _OURS

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"))
    chosen_on: Mapped[date]
    reason: Mapped[str | None] = field(N_("Why this pair"), length=500)
    ranking: Mapped[dict[str, Any]] = mapped_column(default=dict)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    replaced_on: Mapped[date | None]


class MediatorOffer(Record):
    """A mediator was asked, and what they answered."""

    __tablename__ = "mediator_offer"
    holds = _OURS

    choice_id: Mapped[int] = mapped_column(ForeignKey("pair_choice.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    offered_on: Mapped[date] = field(N_("Asked on"))
    answered_on: Mapped[date | None] = field(N_("Answered on"))
    answer: Mapped[OfferAnswer | None] = field(N_("Answer"))
    reason: Mapped[str | None] = field(N_("Reason"), length=300)


class MediationSession(Record):
    """One session. `attendance` holds present, online or absent by party or directory entry."""

    __tablename__ = "mediation_session"
    holds = _OURS

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    form: Mapped[SessionForm] = field(N_("Form"), default=SessionForm.SHUTTLE)
    party: Mapped[Party | None] = field(N_("With which parent"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = field(N_("Length (minutes)"), default=180)
    online: Mapped[bool] = field(N_("Online"), default=False)
    place: Mapped[str | None] = field(N_("Place"), N_("Never the address of a parent."), length=300)
    first_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    interpreter_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    children_involved: Mapped[bool] = field(N_("Children take part"), default=False)
    measures: Mapped[str | None] = field(N_("Safety measures"), length=500)
    state: Mapped[SessionState] = field(N_("State"), default=SessionState.PLANNED)
    attendance: Mapped[dict[str, Any]] = mapped_column(default=dict)
    minutes_held: Mapped[int | None] = field(N_("Minutes held"))


class ChildVoice(Record):
    """A child was offered to be heard in the mediation: by whom and when, and that it was told the outcome.
    Not what it said."""

    __tablename__ = "child_voice"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE, Seen.BUREAU)

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    offered_on: Mapped[date | None] = field(N_("Offered on"))
    answer: Mapped[StepAnswer | None] = field(N_("Answer of the child"))
    heard_on: Mapped[date | None] = field(N_("Heard on"))
    heard_by_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    feedback_on: Mapped[date | None] = field(N_("Told the outcome on"))


class Agreement(Record):
    """What the parents agreed, by topic only, and its way to an order in both states.

    `points` holds agreed, in part or not agreed by topic; `papers` the days on which each paper of the
    homologation checklist was there; amounts are euro cents.
    """

    __tablename__ = "agreement"
    holds = _OURS

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"), index=True)
    kind: Mapped[AgreementKind] = field(N_("Kind of agreement"))
    drafted_on: Mapped[date | None] = field(N_("Drafted on"))
    points: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undertakings: Mapped[str | None] = field(
        N_("Undertakings"), N_("As they stand in the agreement; never what was said."), kind="long"
    )
    sent_to_lawyers_on: Mapped[date | None] = field(N_("Sent to both lawyers on"))
    left_behind_reviewed_on: Mapped[date | None] = field(N_("Reviewed for the left-behind parent on"))
    taking_reviewed_on: Mapped[date | None] = field(N_("Reviewed for the taking parent on"))
    enforceable_checked_on: Mapped[date | None] = field(
        N_("Enforceability abroad checked on"), N_("Before signature.")
    )
    signed_on: Mapped[date | None] = field(N_("Signed on"))
    papers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    court: Mapped[str | None] = field(N_("Family court"))
    lodged_on: Mapped[date | None] = field(N_("Homologation lodged on"))
    homologated_on: Mapped[date | None] = field(N_("Homologated on"))
    mirror_state: Mapped[str | None] = field(N_("Mirror order in"), kind="country")
    mirror_asked_on: Mapped[date | None] = field(N_("Mirror order asked on"))
    mirror_made_on: Mapped[date | None] = field(N_("Mirror order made on"))
    cost_cents: Mapped[int | None] = field(N_("Costs of the mediation"), kind="cents")
    cost_bearer: Mapped[CostBearer | None] = field(N_("Who bears them"))
    court_cost_cents: Mapped[int | None] = field(
        N_("Costs of court proceedings beside it"), N_("As the parents or lawyers stated them."), kind="cents"
    )
