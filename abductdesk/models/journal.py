"""Who did what when: an append-only chain, with details that can be erased by subject."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from abductdesk.models.base import Base, Holds, Keep
from abductdesk.terms import SubjectKind


class Entry(Base):
    """One entry of the chain. `mac` covers the entry and the MAC before it; `detail_hash` is empty
    where there is no detail. `staff_id` has no foreign key: the chain outlives what it names."""

    __tablename__ = "journal"
    __table_args__ = (Index(None, "record_kind", "record_id"),)
    holds = Holds(SubjectKind.STAFF, Keep.JOURNAL)

    sequence: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(80))
    record_kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int]
    case_id: Mapped[int | None] = mapped_column(index=True)
    detail_hash: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    mac: Mapped[str] = mapped_column(String(64))


class EntryDetail(Base):
    """What exactly changed (canonical JSON) and the salt of its hash; erasing it leaves the chain whole."""

    __tablename__ = "journal_detail"
    holds = Holds(SubjectKind.PERSON, Keep.JOURNAL)

    sequence: Mapped[int] = mapped_column(ForeignKey("journal.sequence"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    detail: Mapped[str] = mapped_column(Text)


class EntrySubject(Base):
    """Whom a detail is about, by record kind and id, so that it can be erased or handed over."""

    __tablename__ = "journal_subject"
    __table_args__ = (Index(None, "kind", "record"),)
    holds = Holds(SubjectKind.PERSON, Keep.JOURNAL)

    sequence: Mapped[int] = mapped_column(ForeignKey("journal.sequence"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    record: Mapped[int] = mapped_column(Integer, primary_key=True)
