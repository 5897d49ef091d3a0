"""What is kept as it was: issued letters and attachments, inside the vault."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.i18n import N_
from abductdesk.models.base import Holds, Keep, Record, field
from abductdesk.terms import LetterState, Role, SubjectKind, Visibility


class Letter(Record):
    """An issued letter, frozen: bytes, hash, language, template and deadlines as stated.

    It goes to a person or service of a case, or to an entry of the directory (then a case may be missing).
    `added` is what the caseworker put into it (`Choices.kept`), for a correction to begin from.
    """

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("year", "sequence"),)
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int | None] = mapped_column(ForeignKey("case_file.id"), index=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    letter: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("directory_entry.id"), index=True)
    recipient_role: Mapped[Role] = mapped_column()
    recipient_name: Mapped[str] = mapped_column(String(400))
    language: Mapped[str] = mapped_column(String(5))
    issued_at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    state: Mapped[LetterState] = mapped_column(default=LetterState.ISSUED)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    printed_on: Mapped[date | None]
    draft_wording: Mapped[bool]
    template_version: Mapped[str] = mapped_column(String(64))
    rules_version: Mapped[str] = mapped_column(String(64))
    deadlines_stated: Mapped[dict[str, Any]] = mapped_column(default=dict)
    added: Mapped[dict[str, Any]] = mapped_column(default=dict)
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)


class Attachment(Record):
    """A document kept with a case; its bytes never leave the vault unless a person saves them."""

    __tablename__ = "attachment"
    holds = Holds(SubjectKind.PERSON, Keep.WITH_CASE)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime]
    name: Mapped[str] = field(N_("Name"), required=True)
    visible_to: Mapped[Visibility] = field(N_("Who may see it"), default=Visibility.BUREAU)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
