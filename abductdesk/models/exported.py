"""What a calendar outside the vault was told, so that it can be told again when a date moves or goes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.models.base import Holds, Keep, Record
from abductdesk.terms import SubjectKind


class ExportedDate(Record):
    """One date as the calendar file of one caseworker (`staff_id`; empty: of everybody) last had it.

    `uid` is what calendars know the date by, `sequence` how often it changed, `changed_at` when it last
    did. `withdrawn`: it stands no longer and was cancelled. `state` and `summary` as last told.
    """

    __tablename__ = "exported_date"
    __table_args__ = (UniqueConstraint("uid", "staff_id"),)
    holds = Holds(SubjectKind.CHILD, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    uid: Mapped[str] = mapped_column(String(80))
    day: Mapped[date]
    state: Mapped[str] = mapped_column(String(40))
    summary: Mapped[str] = mapped_column(String(300))
    sequence: Mapped[int]
    changed_at: Mapped[datetime]
    withdrawn: Mapped[bool]
