"""What happens on a case: events, proceedings, services, follow-ups, calls, notes."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import (
    CallChannel,
    CallerRelation,
    Confidence,
    EventKind,
    Instance,
    Notification,
    Party,
    Precision,
    ProceedingKind,
    RefusalGround,
    Representation,
    ServiceKind,
    SubjectKind,
    Urgency,
)


class CaseEvent(Record):
    """A dated fact; legal time limits start from events and are met by events.

    `origin` names the record of the mediation that it comes from ("screening:3"): it is changed there.
    """

    __tablename__ = "event"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[EventKind] = field(N_("What happened"))
    date: Mapped[date] = field(N_("Date"))
    time: Mapped[time | None] = field(N_("Time"))
    precision: Mapped[Precision] = field(N_("Date known to the"), default=Precision.DAY)
    confidence: Mapped[Confidence] = field(N_("How sure"), default=Confidence.STATED)
    source: Mapped[str | None] = field(N_("Source"), length=500)
    of_id: Mapped[int | None] = field(
        N_("Which event it notifies, answers or appeals"),
        N_("Left empty: the latest decision before it."),
        kind="event",
        refers="event.id",
    )
    how: Mapped[Notification | None] = field(
        N_("How it was notified"), N_("Unknown counts as bailiff, the earliest date.")
    )
    party: Mapped[Party | None] = field(N_("By or for whom"))
    child_ids: Mapped[list[int]] = field(
        N_("Children concerned"), N_("None chosen means all."), kind="children", default=list
    )
    grounds: Mapped[list[str]] = field(N_("Grounds"), kind="terms", terms=RefusalGround, default=list)
    instance: Mapped[Instance | None] = field(N_("Instance"))
    through_central_authority: Mapped[bool | None] = field(N_("Through the Central Authority"))
    note: Mapped[str | None] = field(N_("Note"), N_("For people; no deadline reads it."), kind="long")
    origin: Mapped[str | None] = mapped_column(String(60), index=True)


class Proceeding(Record):
    """Court or administrative proceedings; several may run side by side."""

    __tablename__ = "proceeding"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[ProceedingKind] = field(N_("Kind of proceedings"))
    state: Mapped[str | None] = field(N_("State"), kind="country")
    court: Mapped[str | None] = field(N_("Court or authority"))
    docket: Mapped[str | None] = field(N_("Docket number"), length=100)
    begun_on: Mapped[date | None] = field(N_("Begun on"))
    ended_on: Mapped[date | None] = field(N_("Ended on"))
    left_behind_represented: Mapped[Representation] = field(
        N_("Left-behind parent represented by"), default=Representation.UNKNOWN
    )
    taking_represented: Mapped[Representation] = field(
        N_("Taking parent represented by"), default=Representation.UNKNOWN
    )
    result: Mapped[str | None] = field(N_("Result"), length=500)


class Service(Record):
    """A service involved in the case: who, what, since when, whom to call."""

    __tablename__ = "service"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[ServiceKind] = field(N_("Kind of service"))
    organisation: Mapped[str] = field(N_("Organisation"), required=True)
    does: Mapped[str | None] = field(N_("What it does in this case"), length=500)
    reference: Mapped[str | None] = field(N_("Its reference"), length=100)
    contact: Mapped[str | None] = field(N_("Contact person"))
    phone: Mapped[str | None] = field(N_("Phone"), length=40)
    email: Mapped[str | None] = field(N_("E-mail"))
    street: Mapped[str | None] = field(N_("Street and number"))
    postcode: Mapped[str | None] = field(N_("Postcode"), length=20)
    city: Mapped[str | None] = field(N_("Town"))
    country: Mapped[str | None] = field(N_("Country"), kind="country")
    letter_language: Mapped[str | None] = field(N_("Language of letters"), kind="language", length=5)
    since: Mapped[date | None] = field(N_("Since"))
    until: Mapped[date | None] = field(N_("Until"))


class FollowUp(Record):
    """Something the bureau wants to do by a day; typed by hand and shown as such."""

    __tablename__ = "follow_up"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    what: Mapped[str] = field(N_("What"), required=True, length=300)
    who_id: Mapped[int | None] = field(N_("Who"), kind="staff", refers="staff.id")
    due: Mapped[date] = field(N_("Due"))
    done_on: Mapped[date | None] = field(N_("Done on"))


class Call(Record):
    """A call for help, anonymous if need be; it can become a case."""

    __tablename__ = "call"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    channel: Mapped[CallChannel] = field(N_("How"), default=CallChannel.PHONE)
    relation: Mapped[CallerRelation] = field(N_("Who calls"), default=CallerRelation.ANONYMOUS)
    caller_name: Mapped[str | None] = field(N_("Name"), N_("May stay empty."))
    caller_phone: Mapped[str | None] = field(N_("Phone"), length=40)
    urgency: Mapped[Urgency] = field(N_("Urgency"), default=Urgency.NONE)
    state_feared: Mapped[str | None] = field(N_("State the child is in, or may be taken to"), kind="country")
    children_ages: Mapped[str | None] = field(N_("Ages of the children"), N_("For example 4, 7."), length=60)
    question: Mapped[str | None] = field(N_("What is asked"), kind="long")
    advice: Mapped[str | None] = field(N_("Advice given"), kind="long")
    referred_to: Mapped[str | None] = field(N_("Referred to"))


class Note(Record):
    """A dated note on a case. What was said in mediation has no place here (Judicial Code art. 1728)."""

    __tablename__ = "note"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    text: Mapped[str] = field(
        N_("Note"),
        N_("Never what was said in mediation: it is confidential by law."),
        kind="long",
        required=True,
    )
