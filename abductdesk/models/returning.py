"""Going home: the plan of a return, its legs, papers, people and steps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import ReturnBasis, ReturnFrame, ReturnState, Role, StepOwner, SubjectKind, Visibility


class ReturnPlan(Record):
    """The return of some or all children of a case. Steps are counted back from `leaves_on`."""

    __tablename__ = "return_plan"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    child_ids: Mapped[list[int]] = field(
        N_("Children"), N_("None chosen means all."), kind="children", default=list
    )
    basis: Mapped[ReturnBasis] = field(N_("Basis of the return"))
    frame: Mapped[ReturnFrame] = field(N_("Framework"))
    leaves_on: Mapped[date | None] = field(N_("Day of departure"))
    from_place: Mapped[str | None] = field(N_("From"))
    to_place: Mapped[str | None] = field(N_("To"))
    escort: Mapped[str | None] = field(N_("Who travels with the child"), length=300)
    handover_place: Mapped[str | None] = field(N_("Place of the handover"), length=300)
    handover_people: Mapped[str | None] = field(N_("Who is there at the handover"), length=300)
    preparation: Mapped[str | None] = field(N_("How the child is prepared"), kind="long")
    consular_post: Mapped[str | None] = field(N_("Consular post"), length=300)
    warrant_checked_on: Mapped[date | None] = field(N_("Police and arrest warrants checked on"))
    warrant_result: Mapped[str | None] = field(N_("What the check said"), length=300)
    lodging: Mapped[str | None] = field(N_("Where they will stay"), length=300)
    school: Mapped[str | None] = field(N_("School"), length=300)
    health: Mapped[str | None] = field(N_("Health"), length=500)
    protection: Mapped[str | None] = field(N_("Protective measures before travel"), kind="long")
    first_contact: Mapped[str | None] = field(N_("First contact with the other parent"), length=300)
    state: Mapped[ReturnState] = field(N_("State"), default=ReturnState.PLANNED)
    departed_on: Mapped[date | None]
    arrived_on: Mapped[date | None]
    override_reason: Mapped[str | None] = mapped_column(String(500))
    override_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    called_off_on: Mapped[date | None]
    called_off_because: Mapped[str | None] = mapped_column(String(500))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))


class Leg(Record):
    """One leg of the journey."""

    __tablename__ = "leg"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    plan_id: Mapped[int] = mapped_column(ForeignKey("return_plan.id"), index=True)
    departs_at: Mapped[datetime | None]
    arrives_at: Mapped[datetime | None]
    from_place: Mapped[str] = field(N_("From"), required=True)
    to_place: Mapped[str] = field(N_("To"), required=True)
    carrier: Mapped[str | None] = field(N_("Carrier and number"))
    ticket: Mapped[str | None] = field(N_("Ticket"), length=100)


class TravelPaper(Record):
    """A passport, identity card, laissez-passer or visa that somebody needs for the journey."""

    __tablename__ = "travel_paper"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    plan_id: Mapped[int] = mapped_column(ForeignKey("return_plan.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str] = field(N_("Paper"), N_("Passport, laissez-passer, visa."), required=True)
    number: Mapped[str | None] = field(N_("Number"), length=60)
    valid_until: Mapped[date | None] = field(N_("Valid until"))
    holder: Mapped[str | None] = field(N_("Who holds it"))
    ready_on: Mapped[date | None] = field(N_("Ready on"))


class EmergencyContact(Record):
    """Somebody who can be rung on the way; `visible_to` is the address wall, `side` whose own side it
    means."""

    __tablename__ = "emergency_contact"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    plan_id: Mapped[int] = mapped_column(ForeignKey("return_plan.id"), index=True)
    name: Mapped[str] = field(N_("Name"), required=True)
    what: Mapped[str | None] = field(N_("Who that is"))
    phone: Mapped[str] = field(N_("Phone"), required=True, length=40)
    visible_to: Mapped[Visibility] = field(N_("Who may see it"), default=Visibility.EVERYONE)
    side: Mapped[Role | None] = field(N_("On whose side"), N_("For “Own side”: of which parent."))


class ReturnStep(Record):
    """One step of a plan: due so many days before departure, unless a day of its own was set."""

    __tablename__ = "return_step"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    plan_id: Mapped[int] = mapped_column(ForeignKey("return_plan.id"), index=True)
    code: Mapped[str] = mapped_column(String(60), default="")
    what: Mapped[str] = field(N_("What"), required=True, length=300)
    owner: Mapped[StepOwner] = field(N_("Who"), default=StepOwner.BUREAU)
    staff_id: Mapped[int | None] = field(N_("Member of staff"), kind="staff", refers="staff.id")
    days_before: Mapped[int] = field(N_("Days before departure"), default=0)
    own_day: Mapped[date | None] = field(N_("On a day of its own"))
    blocking: Mapped[bool] = field(N_("No departure without it"), default=False)
    done_on: Mapped[date | None] = field(N_("Done on"))
    done_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    place: Mapped[int] = mapped_column(default=0)


class StepTemplate(Record):
    """A step that every new plan of a framework begins with; the bureau edits them."""

    __tablename__ = "step_template"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU)

    frame: Mapped[ReturnFrame] = field(N_("Framework"))
    code: Mapped[str] = mapped_column(String(60), default="")
    what: Mapped[str] = field(N_("What"), required=True, length=300)
    owner: Mapped[StepOwner] = field(N_("Who"), default=StepOwner.BUREAU)
    days_before: Mapped[int] = field(N_("Days before departure"), default=0)
    blocking: Mapped[bool] = field(N_("No departure without it"), default=False)
    place: Mapped[int] = mapped_column(default=0)
    retired_on: Mapped[date | None]
