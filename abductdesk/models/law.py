"""What people decide or verify beside the rules: decisions on limits, states, public holidays."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, Seen, field
from abductdesk.terms import DecisionKind, SubjectKind


class LimitDecision(Record):
    """What a person decided about one limit of a case, with the reason; the sum of the law stays beside it.

    `rule` is the limit's id, `event_id` the event that it runs from (0: the opening of the case), `child_ids`
    the children it is about.
    """

    __tablename__ = "limit_decision"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    rule: Mapped[str] = mapped_column(String(80))
    event_id: Mapped[int | None]
    child_ids: Mapped[list[int]] = mapped_column(default=list)
    kind: Mapped[DecisionKind] = field(N_("Decision"))
    day: Mapped[date | None] = field(N_("Day"), N_("The day it was met on, or until which it was extended."))
    reason: Mapped[str] = field(
        N_("Reason"), N_("Who decided, and on what ground."), required=True, length=500
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    decided_on: Mapped[date]


class VerifiedState(Record):
    """What the official status table says of a state and Belgium (1980 Convention), and who read it when."""

    __tablename__ = "verified_state"
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU, Seen.EVERYBODY)

    state: Mapped[str] = field(N_("State"), kind="country", required=True, index=True)
    in_force: Mapped[bool] = field(N_("1980 Convention in force with Belgium"), required=True)
    since: Mapped[date | None] = field(N_("In force since"))
    source: Mapped[str] = field(N_("Source"), N_("Where it was read."), required=True, length=500)
    verified_on: Mapped[date] = field(N_("Verified on"), required=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class HolidayChange(Record):
    """A public holiday that the calendar of a state lacks, or one that it has wrongly."""

    __tablename__ = "holiday_change"
    __table_args__ = (UniqueConstraint("state", "day"),)
    holds = Holds(SubjectKind.NOBODY, Keep.FOR_THE_BUREAU, Seen.EVERYBODY)

    state: Mapped[str] = field(N_("State"), kind="country", required=True)
    day: Mapped[date] = field(N_("Day"), required=True)
    works: Mapped[bool] = field(
        N_("A working day after all"), N_("Struck out: the calendar has it wrongly."), default=False
    )
    name: Mapped[str | None] = field(N_("Name of the holiday"))
    source: Mapped[str] = field(
        N_("Source"), N_("For example the Official Journal."), required=True, length=500
    )
