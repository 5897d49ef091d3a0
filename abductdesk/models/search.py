"""What can be found: one folded text per record, indexed by FTS5 in the store."""

from __future__ import annotations

from sqlalchemy import Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.models.base import Base, Holds, Keep
from abductdesk.terms import SubjectKind


class SearchEntry(Base):
    """The folded text of one record (`kind`, `record`) and the case it belongs to, if any."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "record"),)
    holds = Holds(SubjectKind.PERSON, Keep.WITH_PERSON)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(40))
    record: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
