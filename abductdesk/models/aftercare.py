"""The time after a return: follow-ups of each child, a psychologist, an end."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import SubjectKind, Wellbeing


class Aftercare(Record):
    """The aftercare of one child, from its return on."""

    __tablename__ = "aftercare"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    begun_on: Mapped[date] = field(N_("Begun on"))
    psychologist_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    offered_on: Mapped[date | None] = field(N_("Psychologist offered on"))
    declined_on: Mapped[date | None] = field(N_("Psychologist declined on"))
    ended_on: Mapped[date | None] = field(N_("Ended on"))
    end_report: Mapped[str | None] = field(
        N_("End report"), N_("What was done and what goes on elsewhere; nothing clinical."), kind="long"
    )


class AftercareContact(Record):
    """One follow-up: planned for a week after the return, done, and how the child is by a fixed scale."""

    __tablename__ = "aftercare_contact"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    aftercare_id: Mapped[int] = mapped_column(ForeignKey("aftercare.id"), index=True)
    week: Mapped[int]
    due: Mapped[date] = field(N_("Due"))
    done_on: Mapped[date | None] = field(N_("Done on"))
    wellbeing: Mapped[Wellbeing | None] = field(N_("How the child is"))
    note: Mapped[str | None] = field(N_("Short note"), N_("Not clinical."), length=300)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class PsychologistSession(Record):
    """A session with a psychologist and its cost; the support that pays for it, where there is one."""

    __tablename__ = "psychologist_session"
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    aftercare_id: Mapped[int] = mapped_column(ForeignKey("aftercare.id"), index=True)
    on: Mapped[date] = field(N_("Day"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"))
    cents: Mapped[int | None] = field(N_("Cost"), kind="cents")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("support_item.id"))
