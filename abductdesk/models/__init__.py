"""What the bureau records: one file per noun; `models.base` says how to add one."""

from __future__ import annotations

from abductdesk.models.aftercare import Aftercare, AftercareContact, PsychologistSession
from abductdesk.models.base import Base, Record
from abductdesk.models.bureau import Bureau, ImportMapping, Staff
from abductdesk.models.case import Case, CaseLink, Child, Measure
from abductdesk.models.directory import (
    Absence,
    Conflict,
    DirectoryEntry,
    GivenList,
    GivenName,
    Participant,
    RoundEntry,
    Training,
    VerificationRound,
)
from abductdesk.models.exported import ExportedDate
from abductdesk.models.history import Call, CaseEvent, FollowUp, Note, Proceeding, Service
from abductdesk.models.journal import Entry, EntryDetail, EntrySubject
from abductdesk.models.law import HolidayChange, LimitDecision, VerifiedState
from abductdesk.models.mediation import (
    Agreement,
    ChildVoice,
    Mediation,
    MediationSession,
    MediatorOffer,
    PairChoice,
    ParentStep,
    SafetyOverride,
    Screening,
)
from abductdesk.models.paper import Attachment, Letter
from abductdesk.models.person import CaseRole, ContactPoint, Person
from abductdesk.models.privacy import Breach, DataRequest, DutyToInform, Erasure, ProcessingHold
from abductdesk.models.returning import (
    EmergencyContact,
    Leg,
    ReturnPlan,
    ReturnStep,
    StepTemplate,
    TravelPaper,
)
from abductdesk.models.search import SearchEntry
from abductdesk.models.support import (
    Approval,
    Budget,
    CoDecision,
    Criteria,
    FundingFirst,
    Payment,
    Receipt,
    SupportItem,
    SupportRequest,
)
from abductdesk.models.workplace import Draft, Workstation

__all__ = [
    "Absence",
    "Aftercare",
    "AftercareContact",
    "Agreement",
    "Approval",
    "Attachment",
    "Base",
    "Breach",
    "Budget",
    "Bureau",
    "Call",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseRole",
    "Child",
    "ChildVoice",
    "CoDecision",
    "Conflict",
    "ContactPoint",
    "Criteria",
    "DataRequest",
    "DirectoryEntry",
    "Draft",
    "DutyToInform",
    "EmergencyContact",
    "Entry",
    "EntryDetail",
    "EntrySubject",
    "Erasure",
    "ExportedDate",
    "FollowUp",
    "FundingFirst",
    "GivenList",
    "GivenName",
    "HolidayChange",
    "ImportMapping",
    "Leg",
    "Letter",
    "LimitDecision",
    "Measure",
    "Mediation",
    "MediationSession",
    "MediatorOffer",
    "Note",
    "PairChoice",
    "ParentStep",
    "Participant",
    "Payment",
    "Person",
    "Proceeding",
    "ProcessingHold",
    "PsychologistSession",
    "Receipt",
    "Record",
    "ReturnPlan",
    "ReturnStep",
    "RoundEntry",
    "SafetyOverride",
    "Screening",
    "SearchEntry",
    "Service",
    "Staff",
    "StepTemplate",
    "SupportItem",
    "SupportRequest",
    "Training",
    "TravelPaper",
    "VerificationRound",
    "VerifiedState",
    "Workstation",
]

BY_KIND: dict[str, type[Record]] = {
    model.__tablename__: model for model in sorted(Record.__subclasses__(), key=lambda model: model.__name__)
}
"""Record kinds by table name, as the journal and notices name them."""
