"""Where people work and what they had not finished: trusted computers, drafts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.models.base import Holds, Keep, Record, Seen
from abductdesk.terms import SubjectKind


class Workstation(Record):
    """A computer that opens the vault at once for one person. `slot` is its slot in the key file, which
    decides; this says which computer it is."""

    __tablename__ = "workstation"
    holds = Holds(SubjectKind.STAFF, Keep.WITH_STAFF, Seen.EVERYBODY)

    slot: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    computer: Mapped[str] = mapped_column(String(200))
    system: Mapped[str] = mapped_column(String(200))
    trusted_on: Mapped[date]
    revoked_on: Mapped[date | None]


class Draft(Record):
    """What somebody was typing when the program locked: `form` names the dialog, (`kind`, `record`) what it
    was about, `values` what stood in it. Gone when it is saved or thrown away."""

    __tablename__ = "draft"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    form: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(40), default="")
    record: Mapped[int | None]
    values: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime]
