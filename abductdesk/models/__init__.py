"""What the bureau records: one file per noun; `models.base` says how to add one."""

from __future__ import annotations

from abductdesk.models.base import Base, Record
from abductdesk.models.bureau import Bureau, ImportMapping, Staff
from abductdesk.models.case import Case, CaseLink, Child, Measure
from abductdesk.models.exported import ExportedDate
from abductdesk.models.history import Call, CaseEvent, FollowUp, Note, Proceeding, Service
from abductdesk.models.journal import Entry, EntryDetail, EntrySubject
from abductdesk.models.law import HolidayChange, LimitDecision, VerifiedState
from abductdesk.models.paper import Attachment, Letter
from abductdesk.models.person import CaseRole, ContactPoint, Person
from abductdesk.models.search import SearchEntry

__all__ = [
    "Attachment",
    "Base",
    "Bureau",
    "Call",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseRole",
    "Child",
    "ContactPoint",
    "Entry",
    "EntryDetail",
    "EntrySubject",
    "ExportedDate",
    "FollowUp",
    "HolidayChange",
    "ImportMapping",
    "Letter",
    "LimitDecision",
    "Measure",
    "Note",
    "Person",
    "Proceeding",
    "Record",
    "SearchEntry",
    "Service",
    "Staff",
    "VerifiedState",
]

BY_KIND: dict[str, type[Record]] = {
    model.__tablename__: model for model in sorted(Record.__subclasses__(), key=lambda model: model.__name__)
}
"""Record kinds by table name, as the journal and notices name them."""
