"""Coded vocabularies: the value is kept in English, the label is translated.

To add a value: one line here. A value once used in a vault is never renamed or removed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from abductdesk.i18n import N_


class Term(StrEnum):
    """A coded value with a translatable label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class CaseKind(Term):
    REMOVAL = "removal", N_("Wrongful removal")
    RETENTION = "retention", N_("Wrongful retention")
    PREVENTION = "prevention", N_("Prevention")
    ACCESS = "access", N_("Access across borders")
    RELOCATION = "relocation", N_("Lawful relocation")
    INFORMATION_ONLY = "information_only", N_("Information only")


class Certainty(Term):
    ESTABLISHED = "established", N_("Established")
    ALLEGED = "alleged", N_("Alleged")
    FEARED = "feared", N_("Feared")
    UNKNOWN = "unknown", N_("Unknown")


class Direction(Term):
    INCOMING = "incoming", N_("Into Belgium")
    OUTGOING = "outgoing", N_("Out of Belgium")
    OTHER = "other", N_("Between other states")


class Stage(Term):
    CALL = "call", N_("Call")
    INTAKE = "intake", N_("Intake")
    SCREENING = "screening", N_("Screening")
    FIRST_PARENT_INFORMED = "first_parent_informed", N_("First parent informed")
    SECOND_PARENT_CONTACTED = "second_parent_contacted", N_("Second parent contacted")
    BOTH_CONSENT = "both_consent", N_("Both consent")
    MEDIATORS_PROPOSED = "mediators_proposed", N_("Mediators proposed")
    SCHEDULED = "scheduled", N_("Sessions scheduled")
    MEDIATING = "mediating", N_("Mediating")
    AGREEMENT_DRAFTED = "agreement_drafted", N_("Agreement drafted")
    LEGAL_REVIEW = "legal_review", N_("Legal review")
    HOMOLOGATION = "homologation", N_("Homologation")
    RETURN_PREPARATION = "return_preparation", N_("Return being prepared")
    RETURNED = "returned", N_("Returned")
    AFTERCARE = "aftercare", N_("Aftercare")
    CLOSED = "closed", N_("Closed")


class Priority(Term):
    NORMAL = "normal", N_("Normal")
    HIGH = "high", N_("High")
    URGENT = "urgent", N_("Urgent")


class Outcome(Term):
    PENDING = "pending", N_("Pending")
    VOLUNTARY_RETURN = "voluntary_return", N_("Voluntary return")
    RETURN_ORDERED_BY_CONSENT = "return_ordered_by_consent", N_("Return ordered by consent")
    RETURN_ORDERED_CONTESTED = "return_ordered_contested", N_("Return ordered, contested")
    RETURN_REFUSED = "return_refused", N_("Return refused")
    ACCESS_AGREED = "access_agreed", N_("Access agreed")
    ACCESS_ORDERED = "access_ordered", N_("Access ordered")
    AGREED_NO_RETURN = "agreed_no_return", N_("Agreed not to return")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    NOT_FORMALISED = "not_formalised", N_("Not formalised")
    REJECTED_ART_27 = "rejected_art_27", N_("Rejected (Art. 27)")
    TRANSFERRED = "transferred", N_("Transferred")
    PREVENTED = "prevented", N_("Prevented")
    OTHER = "other", N_("Other outcome")
    UNKNOWN_SECRECY = "unknown_secrecy", N_("Unknown (secrecy)")


class RefusalGround(Term):
    NOT_HABITUALLY_RESIDENT = "not_habitually_resident", N_("Not habitually resident")
    NO_CUSTODY_RIGHTS = "no_custody_rights", N_("No custody rights")
    ART_12_SETTLED = "art_12_settled", N_("Art. 12: settled")
    ART_13_1A_NOT_EXERCISED = "art_13_1a_not_exercised", N_("Art. 13(1)(a): custody not exercised")
    ART_13_1A_CONSENT = "art_13_1a_consent", N_("Art. 13(1)(a): consent")
    ART_13_1A_ACQUIESCENCE = "art_13_1a_acquiescence", N_("Art. 13(1)(a): acquiescence")
    ART_13_1B = "art_13_1b", N_("Art. 13(1)(b): grave risk, limb not stated")
    ART_13_1B_PHYSICAL = "art_13_1b_physical", N_("Art. 13(1)(b): physical harm")
    ART_13_1B_PSYCHOLOGICAL = "art_13_1b_psychological", N_("Art. 13(1)(b): psychological harm")
    ART_13_1B_INTOLERABLE = "art_13_1b_intolerable", N_("Art. 13(1)(b): intolerable situation")
    ART_13_2_OBJECTION = "art_13_2_objection", N_("Art. 13(2): the child objects")
    ART_20 = "art_20", N_("Art. 20: fundamental rights")
    OTHER = "other", N_("Other ground")


class RejectionReason(Term):
    OVER_16 = "over_16", N_("Child over 16")
    NOT_LOCATED = "not_located", N_("Child not located")
    OTHER_STATE = "other_state", N_("Child in another state")
    NO_RIGHTS = "no_rights", N_("No rights of custody")
    INCOMPLETE = "incomplete", N_("Incomplete application")
    ALREADY_RETURNED = "already_returned", N_("Already returned")
    OTHER = "other", N_("Other reason")


class MediationResult(Term):
    NOT_OFFERED = "not_offered", N_("Not offered")
    DECLINED_LEFT_BEHIND = "declined_left_behind", N_("Declined by the left-behind parent")
    DECLINED_TAKING = "declined_taking", N_("Declined by the taking parent")
    UNSUITABLE_SAFETY = "unsuitable_safety", N_("Unsuitable: safety")
    UNSUITABLE_OTHER = "unsuitable_other", N_("Unsuitable: other reason")
    FULL_AGREEMENT = "full_agreement", N_("Full agreement")
    PARTIAL_AGREEMENT = "partial_agreement", N_("Partial agreement")
    NO_AGREEMENT = "no_agreement", N_("No agreement")
    STOPPED = "stopped", N_("Stopped")
    ONGOING = "ongoing", N_("Ongoing")


class CustodyBasis(Term):
    LAW = "law", N_("By operation of law")
    DECISION = "decision", N_("By a decision")
    AGREEMENT = "agreement", N_("By an agreement having legal effect")


class ReferralSource(Term):
    PARENT = "parent", N_("Parent")
    LAWYER = "lawyer", N_("Lawyer")
    FPS_JUSTICE = "fps_justice", N_("FPS Justice")
    FPS_FOREIGN_AFFAIRS = "fps_foreign_affairs", N_("FPS Foreign Affairs")
    COURT = "court", N_("Court")
    PROSECUTOR = "prosecutor", N_("Public prosecutor")
    POLICE = "police", N_("Police")
    HOTLINE_116000 = "hotline_116000", N_("Hotline 116 000")
    FOREIGN_CENTRAL_AUTHORITY = "foreign_central_authority", N_("Foreign Central Authority")
    FOREIGN_NGO = "foreign_ngo", N_("Foreign organisation")
    YOUTH_CARE = "youth_care", N_("Youth care")
    OTHER = "other", N_("Other service")


class TakingPerson(Term):
    MOTHER = "mother", N_("Mother")
    FATHER = "father", N_("Father")
    BOTH = "both", N_("Both parents")
    GRANDPARENT = "grandparent", N_("Grandparent")
    OTHER_RELATIVE = "other_relative", N_("Other relative")
    INSTITUTION = "institution", N_("Institution")
    OTHER = "other", N_("Other person")


class ClosureReason(Term):
    OUTCOME_REACHED = "outcome_reached", N_("Outcome reached")
    NO_FURTHER_CONTACT = "no_further_contact", N_("No further contact")
    WITHDRAWN_BY_PARENT = "withdrawn_by_parent", N_("Withdrawn by the parent")
    TRANSFERRED = "transferred", N_("Transferred to another service")
    CHILD_OF_AGE = "child_of_age", N_("Child of age")
    INFORMATION_GIVEN = "information_given", N_("Information given")
    OTHER = "other", N_("Other reason")


class Role(Term):
    """What a person is on a case."""

    LEFT_BEHIND_PARENT = "left_behind_parent", N_("Left-behind parent")
    TAKING_PARENT = "taking_parent", N_("Taking parent")
    LAWYER_LEFT_BEHIND = "lawyer_left_behind", N_("Lawyer of the left-behind parent")
    LAWYER_TAKING = "lawyer_taking", N_("Lawyer of the taking parent")
    RELATIVE = "relative", N_("Relative")
    CALLER = "caller", N_("Caller")
    AUTHORITY = "authority", N_("Authority")
    MEDIATOR = "mediator", N_("Mediator")
    INTERPRETER = "interpreter", N_("Interpreter")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    OTHER = "other", N_("Other person")


class StaffRole(Term):
    CASEWORKER = "caseworker", N_("Caseworker")
    MANAGER = "manager", N_("Manager")
    CLERK = "clerk", N_("Printing clerk")
    ADMINISTRATOR = "administrator", N_("Administrator")


class Act(Term):
    """What an entry of the journal tells."""

    VIEW = "view", N_("Looked at")
    CHANGE = "change", N_("Changed")
    EXPORT = "export", N_("Printed or exported")
    REFUSAL = "refusal", N_("Refused")
    KEYS = "keys", N_("Keys and backups")


class Unit(Term):
    """Where somebody works: what belongs to mediation is the bureau's alone."""

    BUREAU = "bureau", N_("The bureau")
    FOUNDATION = "foundation", N_("The rest of the foundation")


class Sex(Term):
    GIRL = "girl", N_("Girl")
    BOY = "boy", N_("Boy")
    OTHER = "other", N_("Other")


class Salutation(Term):
    """How a letter greets the person."""

    MADAM = "madam", N_("Madam")
    SIR = "sir", N_("Sir")
    NEUTRAL = "neutral", N_("Neutral")


class LanguageLevel(Term):
    """How well a language is spoken; kept with the language as "fr:good"."""

    NATIVE = "native", N_("mother tongue")
    GOOD = "good", N_("good")
    BASIC = "basic", N_("basic")


class EnvelopeProfile(Term):
    """Where the address stands on the sheet."""

    BELGIAN = "belgian", N_("Belgian (NBN Z 01-002)")
    DIN_5008_B = "din5008b", N_("German (DIN 5008 B)")


class ContactKind(Term):
    ADDRESS = "address", N_("Postal address")
    PHONE = "phone", N_("Phone")
    EMAIL = "email", N_("E-mail")


class Visibility(Term):
    """Who may see a contact point: the address wall."""

    BUREAU = "bureau", N_("Bureau only")
    OWNER_SIDE = "owner_side", N_("Own side")
    BOTH_SIDES = "both_sides", N_("Both sides")
    AUTHORITIES = "authorities", N_("Authorities")
    EVERYONE = "everyone", N_("Everyone")


class Safety(Term):
    """What may be done with a contact point."""

    WRITE = "write", N_("Safe to write")
    CALL = "call", N_("Safe to call")
    VOICEMAIL = "voicemail", N_("Safe to leave a message")
    HOURS = "hours", N_("Only at agreed hours")
    NEVER = "never", N_("Never use")


class EventKind(Term):
    REMOVAL = "removal", N_("Removal")
    RETENTION = "retention", N_("Retention: should have been back")
    LAWFUL_MOVE = "lawful_move", N_("Lawful move")
    LAST_CONTACT = "last_contact", N_("Last contact")
    WHEREABOUTS_KNOWN = "whereabouts_known", N_("Whereabouts known")
    APPLICATION_SENT = "application_sent", N_("Application sent")
    APPLICATION_RECEIVED = "application_received", N_("Application received")
    APPLICATION_ACKNOWLEDGED = "application_acknowledged", N_("Application acknowledged")
    COURT_SEISED = "court_seised", N_("Court seised")
    PETITION_REGISTERED = "petition_registered", N_("Petition registered")
    INTRODUCTORY_HEARING = "introductory_hearing", N_("Introductory hearing")
    ADJOURNED_HEARING = "adjourned_hearing", N_("Adjourned hearing")
    DECISION_RETURN = "decision_return", N_("Decision: return")
    DECISION_REFUSAL = "decision_refusal", N_("Decision: refusal")
    DECISION_NOTIFIED = "decision_notified", N_("Decision notified")
    APPEAL_LODGED = "appeal_lodged", N_("Appeal lodged")
    APPEAL_REGISTERED = "appeal_registered", N_("Appeal registered")
    APPEAL_READY = "appeal_ready", N_("Appeal ready to be examined")
    APPEAL_HEARING = "appeal_hearing", N_("Appeal hearing")
    APPEAL_DECIDED = "appeal_decided", N_("Appeal decided")
    OPPOSITION_LODGED = "opposition_lodged", N_("Opposition lodged")
    CASSATION_LODGED = "cassation_lodged", N_("Cassation lodged")
    REFUSAL_FILE_SENT = "refusal_file_sent", N_("Refusal file sent")
    REFUSAL_FILE_RECEIVED = "refusal_file_received", N_("Refusal file received")
    ORIGIN_COURT_SEISED = "origin_court_seised", N_("Court of origin seised")
    SUBMISSIONS_FILED = "submissions_filed", N_("Submissions filed")
    MERITS_DECISION_ORIGIN = "merits_decision_origin", N_("Custody decision in the state of origin")
    ENFORCEMENT_BEGUN = "enforcement_begun", N_("Enforcement begun")
    RETURNED = "returned", N_("Child returned")
    MEDIATION_ORDERED = "mediation_ordered", N_("Mediation ordered")
    MEDIATION_REQUESTED = "mediation_requested", N_("Mediation requested")
    MEDIATION_ENDED = "mediation_ended", N_("Mediation ended")
    SCREENING_DONE = "screening_done", N_("Screening done")
    CONSENT_GIVEN = "consent_given", N_("Consent given")
    SESSION_HELD = "session_held", N_("Session held")
    AGREEMENT_DRAFTED = "agreement_drafted", N_("Agreement drafted")
    AGREEMENT_SIGNED = "agreement_signed", N_("Agreement signed")
    HOMOLOGATION_LODGED = "homologation_lodged", N_("Homologation lodged")
    PROCEEDINGS_CLOSED = "proceedings_closed", N_("Proceedings closed")
    TRANSFER_REQUESTED = "transfer_requested", N_("Transfer requested from the other court")
    TRANSFER_ANSWERED = "transfer_answered", N_("Transfer answered")
    INFORMATION_REQUESTED = "information_requested", N_("Information requested between Central Authorities")
    INFORMATION_GIVEN = "information_given", N_("Information given")
    PLACEMENT_REQUESTED = "placement_requested", N_("Consent to a placement requested")
    PLACEMENT_ANSWERED = "placement_answered", N_("Placement request answered")
    COPY_RECEIVED = "copy_received", N_("Copy of the judgment received")
    DOMICILE_EXTRACT = "domicile_extract", N_("Domicile extract issued")
    MEDIATION_INFORMATION_SENT = (
        "mediation_information_sent",
        N_("Mediation information sent by the registry"),
    )
    MEDIATION_PROPOSED = "mediation_proposed", N_("Mediation proposed by registered letter")
    MEDIATOR_INFORMED = "mediator_informed", N_("Order sent to the mediator")
    MEDIATOR_ANSWERED = "mediator_answered", N_("Mediator announced the first meeting")
    CASE_BROUGHT_BACK = "case_brought_back", N_("Asked to bring the case back to court")
    SERVICE_REQUESTED = "service_requested", N_("Document received by the receiving agency")
    SERVICE_ACKNOWLEDGED = "service_acknowledged", N_("Receipt of the document acknowledged")
    SERVICE_DONE = "service_done", N_("Document served")
    SERVICE_REFUSED = "service_refused", N_("Document refused for its language")
    EVIDENCE_REQUESTED = "evidence_requested", N_("Evidence requested from the other court")
    EVIDENCE_ACKNOWLEDGED = "evidence_acknowledged", N_("Request for evidence acknowledged")
    EVIDENCE_TAKEN = "evidence_taken", N_("Evidence taken")
    LEGAL_AID_APPLIED = "legal_aid_applied", N_("Complete application for legal aid received")
    LEGAL_AID_FORWARDED = "legal_aid_forwarded", N_("Application for legal aid forwarded")
    FIRST_CONTACT = "first_contact", N_("First contact with the caller")
    URGENCY_CHECKED = "urgency_checked", N_("Urgency checked")
    AUTHORITY_ASKED = "authority_asked", N_("Central Authority asked about an application")
    MEDIATORS_PROPOSED = "mediators_proposed", N_("Mediators proposed")
    ENFORCEABILITY_CHECKED = "enforceability_checked", N_("Enforceability abroad checked")
    FILE_REVIEWED = "file_reviewed", N_("Case reviewed")
    CASE_OPENED = "case_opened", N_("Case opened")
    DATA_REQUEST_RECEIVED = "data_request_received", N_("Data-subject request received")
    DATA_REQUEST_EXTENDED = "data_request_extended", N_("Extension told to the person who asked")
    DATA_REQUEST_ANSWERED = "data_request_answered", N_("Data-subject request answered")
    DATA_OBTAINED = "data_obtained", N_("Data obtained from somebody else")
    PERSON_INFORMED = "person_informed", N_("Person informed about their data")
    BREACH_KNOWN = "breach_known", N_("Data breach known")
    BREACH_TOLD_TO_CONTROLLER = "breach_told_to_controller", N_("Data breach told to the controller")
    BREACH_NOTIFIED = "breach_notified", N_("Data breach notified to the authority")
    HIGH_RISK_FOUND = "high_risk_found", N_("High risk of a data breach found")
    PERSONS_TOLD = "persons_told", N_("Persons concerned told of the data breach")


# kinds that nobody types on a case: derived from it, or kept in a register of the bureau
NOT_TYPED_ON_A_CASE = frozenset(
    {
        EventKind.CASE_OPENED,
        EventKind.DATA_REQUEST_RECEIVED,
        EventKind.DATA_REQUEST_EXTENDED,
        EventKind.DATA_REQUEST_ANSWERED,
        EventKind.DATA_OBTAINED,
        EventKind.PERSON_INFORMED,
        EventKind.BREACH_KNOWN,
        EventKind.BREACH_TOLD_TO_CONTROLLER,
        EventKind.BREACH_NOTIFIED,
        EventKind.HIGH_RISK_FOUND,
        EventKind.PERSONS_TOLD,
    }
)


class Precision(Term):
    DAY = "day", N_("Day")
    MONTH = "month", N_("Month only")
    YEAR = "year", N_("Year only")


class Confidence(Term):
    SEEN = "seen", N_("Seen in a document")
    STATED = "stated", N_("Stated by a person")
    RECALLED = "recalled", N_("Recalled, not read again")


class Notification(Term):
    """How a decision was notified; unknown counts as bailiff, the earliest."""

    BAILIFF = "bailiff", N_("By bailiff")
    JUDICIAL_LETTER = "judicial_letter", N_("By judicial letter")
    REGISTERED_RECEIPT = "registered_receipt", N_("By registered letter with receipt")
    PLAIN_LETTER = "plain_letter", N_("By plain letter")
    HAND_RECEIPT = "hand_receipt", N_("By hand against receipt")
    POST_ABROAD = "post_abroad", N_("By post abroad")
    UNKNOWN = "unknown", N_("Unknown")


class Party(Term):
    LEFT_BEHIND = "left_behind", N_("Left-behind parent")
    TAKING = "taking", N_("Taking parent")
    CHILD = "child", N_("Child")
    PROSECUTOR = "prosecutor", N_("Public prosecutor")
    AUTHORITY = "authority", N_("Central Authority")
    COURT = "court", N_("Court")


class Instance(Term):
    FIRST = "first", N_("First instance")
    APPEAL = "appeal", N_("Appeal")
    CASSATION = "cassation", N_("Cassation")
    CONSTITUTIONAL = "constitutional", N_("Constitutional court")
    SUPREME = "supreme", N_("Supreme court")


class Instrument(Term):
    """Which law applies to the return of the child."""

    BRUSSELS_IIB = "brussels_iib", N_("1980 Convention and Brussels IIb")
    BRUSSELS_IIA = "brussels_iia", N_("1980 Convention and Regulation 2201/2003")
    HAGUE_1980 = "hague_1980", N_("1980 Convention")
    ADMINISTRATIVE_AGREEMENT = "administrative_agreement", N_("Administrative agreement")
    NONE = "none", N_("No treaty: FPS Foreign Affairs")
    UNKNOWN = "unknown", N_("Not known: check")


class Law(Term):
    """The text that sets a limit."""

    HAGUE_1980 = "hague_1980", N_("1980 Convention")
    BRUSSELS_IIB = "brussels_iib", N_("Brussels IIb")
    BRUSSELS_IIA = "brussels_iia", N_("Regulation 2201/2003")
    HAGUE_1996 = "hague_1996", N_("1996 Convention")
    LUXEMBOURG_1980 = "luxembourg_1980", N_("Luxembourg Convention")
    JUDICIAL_CODE = "judicial_code", N_("Belgian Judicial Code")
    GDPR = "gdpr", N_("General Data Protection Regulation")
    SERVICE = "service_2020_1784", N_("Regulation 2020/1784")
    EVIDENCE = "evidence_2020_1783", N_("Regulation 2020/1783")
    LEGAL_AID = "legal_aid_2003_8", N_("Directive 2003/8/EC")
    BUREAU = "bureau", N_("Practice of the bureau")


class DecisionKind(Term):
    """What a person may decide about one limit; always with a reason."""

    MET = "met", N_("Met on")
    EXTENDED = "extended", N_("Extended by the court until")
    WAIVED = "waived", N_("Waived")
    NOT_APPLICABLE = "not_applicable", N_("Not applicable here")


class Nature(Term):
    """What kind of limit it is."""

    TASK = "task", N_("Task")
    MONITOR = "monitor", N_("Monitor")
    GATE = "gate", N_("Gate")
    FLAG = "flag", N_("To bear in mind")
    TARGET = "target", N_("Office target")


class Status(Term):
    WAITING = "waiting", N_("Waiting")
    OPEN = "open", N_("Open")
    MET = "met", N_("Met")
    MISSED = "missed", N_("Missed")
    EXTENDED = "extended", N_("Extended")
    WAIVED = "waived", N_("Waived")
    NOT_APPLICABLE = "not_applicable", N_("Not applicable")
    BLOCKED = "blocked", N_("Blocked")


class Severity(Term):
    HARD = "hard", N_("A right is lost")
    SOFT = "soft", N_("Gives a right to chase")
    GATE = "gate", N_("Decides which law applies")
    PRACTICE = "practice", N_("Good practice")


class SourceTag(Term):
    """How well the source of a rule was read."""

    SEEN_TEXT = "SEEN-TEXT", N_("legal text read")
    SEEN_SEC = "SEEN-SEC", N_("secondary source read")
    KNOW = "KNOW", N_("not verified in a published text")
    UNSURE = "UNSURE", N_("unsure: ask a lawyer")


class ProceedingKind(Term):
    RETURN = "return", N_("Return")
    ACCESS = "access", N_("Access")
    CUSTODY = "custody", N_("Custody")
    CRIMINAL = "criminal", N_("Criminal")
    ENFORCEMENT = "enforcement", N_("Enforcement")
    PROTECTION = "protection", N_("Protection measure")
    OTHER = "other", N_("Other proceedings")


class Representation(Term):
    OWN_COUNSEL = "own_counsel", N_("Own counsel")
    PROSECUTOR = "prosecutor", N_("Represented by the prosecutor")
    NONE = "none", N_("Not represented")
    UNKNOWN = "unknown", N_("Unknown")


class ServiceKind(Term):
    """Services involved in a case."""

    CENTRAL_AUTHORITY = "central_authority", N_("Central Authority")
    FPS_JUSTICE = "fps_justice", N_("FPS Justice")
    FPS_FOREIGN_AFFAIRS = "fps_foreign_affairs", N_("FPS Foreign Affairs")
    POLICE = "police", N_("Police")
    PROSECUTOR = "prosecutor", N_("Public prosecutor")
    COURT = "court", N_("Court")
    WELFARE = "welfare", N_("Welfare or youth care")
    CONSULATE = "consulate", N_("Embassy or consulate")
    SCHOOL = "school", N_("School")
    OTHER = "other", N_("Other service")


class MeasureKind(Term):
    """Measures of a prevention case."""

    PASSPORT_WITHHELD = "passport_withheld", N_("Municipality asked to withhold a passport")
    TRAVEL_BAN = "travel_ban", N_("Travel ban by a court")
    SIS_ALERT = "sis_alert", N_("SIS alert")
    SCHOOL_INFORMED = "school_informed", N_("School informed")
    FAMILY_INFORMED = "family_informed", N_("Family informed")
    CONSULATE_INFORMED = "consulate_informed", N_("Consulate informed")
    OTHER = "other", N_("Other measure")


class CallChannel(Term):
    PHONE = "phone", N_("Phone")
    EMAIL = "email", N_("E-mail")
    VISIT = "visit", N_("Visit")
    WEB_FORM = "web_form", N_("Web form")
    HOTLINE = "hotline", N_("Hotline 116 000")


class CallerRelation(Term):
    MOTHER = "mother", N_("Mother")
    FATHER = "father", N_("Father")
    RELATIVE = "relative", N_("Relative")
    LAWYER = "lawyer", N_("Lawyer")
    PROFESSIONAL = "professional", N_("Professional")
    ANONYMOUS = "anonymous", N_("Anonymous")
    OTHER = "other", N_("Other person")


class Urgency(Term):
    NONE = "none", N_("No urgency")
    SOON = "soon", N_("Within days")
    IMMINENT = "imminent", N_("Imminent departure")


class CaseLinkKind(Term):
    SAME_FAMILY = "same_family", N_("Same family")
    SIBLINGS = "siblings", N_("Siblings")
    FOLLOWS = "follows", N_("Follows from")
    OTHER = "other", N_("Related")


class LetterState(Term):
    ISSUED = "issued", N_("Issued")
    SUPERSEDED = "superseded", N_("Superseded")


class SubjectKind(Term):
    """Whose data a record holds."""

    CHILD = "child", N_("Child")
    PARENT = "parent", N_("Parent")
    PERSON = "person", N_("Person on a case")
    STAFF = "staff", N_("Staff")
    NOBODY = "nobody", N_("Nobody")


class RequestKind(Term):
    """What somebody asks about their data (GDPR Arts. 15 to 21)."""

    ACCESS = "access", N_("Access (Art. 15)")
    RECTIFICATION = "rectification", N_("Rectification (Art. 16)")
    ERASURE = "erasure", N_("Erasure (Art. 17)")
    RESTRICTION = "restriction", N_("Restriction (Art. 18)")
    PORTABILITY = "portability", N_("Portability (Art. 20)")
    OBJECTION = "objection", N_("Objection (Art. 21)")


class RequestOutcome(Term):
    GRANTED = "granted", N_("Granted")
    PARTLY = "partly", N_("Granted in part")
    REFUSED = "refused", N_("Refused")


class HoldKind(Term):
    """Why somebody's data are kept but not used (GDPR Art. 18), or used against their objection (Art. 21)."""

    ACCURACY = "accuracy", N_("Accuracy contested (Art. 18(1)(a))")
    UNLAWFUL = "unlawful", N_("Unlawful, erasure not wanted (Art. 18(1)(b))")
    CLAIMS = "claims", N_("Needed by the person for legal claims (Art. 18(1)(c))")
    OBJECTION = "objection", N_("Objection being weighed (Art. 18(1)(d), Art. 21)")


class HoldException(Term):
    """For what data may be used although they are restricted (GDPR Art. 18(2))."""

    CONSENT = "consent", N_("The person agrees")
    CLAIMS = "claims", N_("Legal claims")
    PROTECTION = "protection", N_("Protection of another person, for example a child's return")
    PUBLIC_INTEREST = "public_interest", N_("Important public interest")


class BreachRisk(Term):
    UNKNOWN = "unknown", N_("Not assessed yet")
    NONE = "none", N_("Unlikely to harm anybody")
    RISK = "risk", N_("Risk to persons")
    HIGH = "high", N_("High risk to persons")


class InformException(Term):
    """Why somebody need not be told that data came from somebody else (GDPR Art. 14(5))."""

    KNOWS = "knows", N_("Has the information already (Art. 14(5)(a))")
    IMPOSSIBLE = "impossible", N_("Impossible, or would defeat the purpose (Art. 14(5)(b))")
    LAW = "law", N_("Laid down by law (Art. 14(5)(c))")
    SECRECY = "secrecy", N_("Professional secrecy (Art. 14(5)(d))")


class ErasureKind(Term):
    PERSON = "person", N_("Person erased")
    CASE = "case", N_("Case anonymised")
    CALL = "call", N_("Call erased")


class EntryKind(Term):
    """What an entry of the directory is."""

    MEDIATOR = "mediator", N_("Mediator")
    LAWYER = "lawyer", N_("Lawyer")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    INTERPRETER = "interpreter", N_("Interpreter")
    AUTHORITY = "authority", N_("Authority")


class Gender(Term):
    WOMAN = "woman", N_("Woman")
    MAN = "man", N_("Man")
    OTHER = "other", N_("Another gender")


class Profession(Term):
    """The two professions of the Wroclaw Declaration (2007)."""

    LEGAL = "legal", N_("Legal")
    PSYCHOSOCIAL = "psychosocial", N_("Psychosocial")
    BOTH = "both", N_("Legal and psychosocial")
    OTHER = "other", N_("Other profession")


class Specialism(Term):
    """What a lawyer of the directory does, or in what a psychologist is trained."""

    RETURN_APPLICATION = "return_application", N_("Application for return")
    DEFENCE_TAKING = "defence_taking", N_("Defence of the taking parent")
    CUSTODY = "custody", N_("Custody")
    CRIMINAL = "criminal", N_("Criminal law")
    EU_ENFORCEMENT = "eu_enforcement", N_("Enforcement in the EU")
    CHILD = "child", N_("Children")
    TRAUMA = "trauma", N_("Trauma")
    FAMILY = "family", N_("Families")


class ActsFor(Term):
    LEFT_BEHIND = "left_behind", N_("Left-behind parents")
    TAKING = "taking", N_("Taking parents")
    BOTH = "both", N_("Parents of either side")
    CHILD = "child", N_("Children")


class ConflictKind(Term):
    ACTED_FOR = "acted_for", N_("Has acted for this person")
    SAME_FIRM = "same_firm", N_("Same firm")
    RELATION = "relation", N_("Related or close")
    OTHER = "other", N_("Other conflict of interest")


class TrainingKind(Term):
    CROSS_BORDER_MEDIATION = "cross_border_mediation", N_("Cross-border family mediation")
    ABDUCTION_LAW = "abduction_law", N_("Law of international child abduction")
    HEARING_CHILDREN = "hearing_children", N_("Hearing children")
    VIOLENCE = "violence", N_("Violence and coercion")
    OTHER = "other", N_("Other training")


class Audience(Term):
    LAWYERS = "lawyers", N_("Lawyers")
    MEDIATORS = "mediators", N_("Mediators")
    PSYCHOLOGISTS = "psychologists", N_("Psychologists")
    POLICE = "police", N_("Police")
    MAGISTRATES = "magistrates", N_("Magistrates")
    OTHERS = "others", N_("Others")


class RoundAnswer(Term):
    """What came of asking an entry whether it is still right."""

    CONFIRMED = "confirmed", N_("Confirmed")
    CHANGED = "changed", N_("Changed")
    LEAVES = "leaves", N_("Wants to leave the list")
    UNREACHABLE = "unreachable", N_("Could not be reached")


class MediationStep(Term):
    """A parent's own steps towards mediation, in their order."""

    INFORMATION_TALK = "information_talk", N_("Information talk")
    SCREENING = "screening", N_("Screening")
    CONSENT = "consent", N_("Consent")
    AGREEMENT_TO_MEDIATE = "agreement_to_mediate", N_("Agreement to mediate signed")


class StepAnswer(Term):
    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    THINKING = "thinking", N_("Thinks it over")


class RiskLevel(Term):
    HIGH = "high", N_("High risk")
    MEDIUM = "medium", N_("Medium risk")
    LOW = "low", N_("Low risk")
    NONE_FOUND = "none_found", N_("No risk found")
    NOT_DONE = "not_done", N_("Not screened yet")


class Suitability(Term):
    SUITABLE = "suitable", N_("Suitable")
    WITH_MEASURES = "with_measures", N_("Suitable with measures")
    SEPARATE_ONLY = "separate_only", N_("Separate sessions only")
    UNSUITABLE = "unsuitable", N_("Not suitable")


class OfferAnswer(Term):
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Withdrawn by the bureau")
    REPLACED = "replaced", N_("Replaced later")


class SessionForm(Term):
    JOINT = "joint", N_("Joint")
    SHUTTLE = "shuttle", N_("Shuttle: parents in separate rooms")
    CAUCUS = "caucus", N_("With one parent")


class SessionState(Term):
    PLANNED = "planned", N_("Planned")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class Attendance(Term):
    PRESENT = "present", N_("Present")
    ONLINE = "online", N_("Online")
    ABSENT = "absent", N_("Absent")


class AgreementKind(Term):
    MEMORANDUM = "memorandum", N_("Memorandum of understanding")
    PARTIAL = "partial", N_("Partial agreement")
    FULL = "full", N_("Full agreement")


class AgreementTopic(Term):
    RETURN = "return", N_("Return")
    RESIDENCE = "residence", N_("Where the children live")
    CONTACT = "contact", N_("Contact")
    HOLIDAYS = "holidays", N_("Holidays")
    TRAVEL = "travel", N_("Travel and passports")
    SCHOOL = "school", N_("School")
    HEALTH = "health", N_("Health")
    LANGUAGE = "language", N_("Language and religion")
    MAINTENANCE = "maintenance", N_("Maintenance")
    COSTS = "costs", N_("Costs")
    PROCEEDINGS = "proceedings", N_("Pending proceedings")
    SAFETY = "safety", N_("Safety")


class Agreed(Term):
    AGREED = "agreed", N_("Agreed")
    IN_PART = "in_part", N_("Agreed in part")
    NOT_AGREED = "not_agreed", N_("Not agreed")


class CostBearer(Term):
    HALVES = "halves", N_("Each half")
    LEFT_BEHIND = "left_behind", N_("Left-behind parent")
    TAKING = "taking", N_("Taking parent")
    BUREAU = "bureau", N_("Financial support of the bureau")
    LEGAL_AID = "legal_aid", N_("Legal aid")
    OTHER = "other", N_("Somebody else")


class ReturnBasis(Term):
    AGREEMENT = "agreement", N_("Agreement of the parents")
    DECISION = "decision", N_("Decision of a court")
    VOLUNTARY = "voluntary", N_("Voluntary, without an agreement on paper")


class ReturnFrame(Term):
    """Which list of steps a return begins with."""

    EU = "eu", N_("Within the European Union")
    HAGUE = "hague", N_("1980 Convention, outside the European Union")
    NO_TREATY = "no_treaty", N_("No treaty")


class ReturnState(Term):
    PLANNED = "planned", N_("Being prepared")
    DEPARTED = "departed", N_("On the way")
    ARRIVED = "arrived", N_("Arrived")
    CANCELLED = "cancelled", N_("Called off")


class StepOwner(Term):
    """Who does a step of a return."""

    BUREAU = "bureau", N_("The bureau")
    LEFT_BEHIND = "left_behind", N_("Left-behind parent")
    TAKING = "taking", N_("Taking parent")
    LAWYERS = "lawyers", N_("Lawyers")
    CENTRAL_AUTHORITY = "central_authority", N_("Central Authority")
    CONSULATE = "consulate", N_("Embassy or consulate")
    POLICE = "police", N_("Police")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    OTHER = "other", N_("Somebody else")


class SupportRoute(Term):
    """Parents who mediate get the same support as parents who go to court."""

    MEDIATION = "mediation", N_("Mediation")
    COURT = "court", N_("Court proceedings")
    BOTH = "both", N_("Mediation and court proceedings")


class SupportUrgency(Term):
    NORMAL = "normal", N_("Normal")
    URGENT = "urgent", N_("Urgent")
    EMERGENCY = "emergency", N_("Emergency: same day")


class SupportState(Term):
    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Submitted")
    INCOMPLETE = "incomplete", N_("Incomplete")
    COMPLETE = "complete", N_("Complete")
    TESTED = "tested", N_("Tested")
    ADVISED = "advised", N_("Advice of the bureau given")
    CO_DECISION = "co_decision", N_("With the co-deciding authorities")
    GRANTED = "granted", N_("Granted")
    PARTLY = "partly", N_("Granted in part")
    REFUSED = "refused", N_("Refused")
    COMMITTED = "committed", N_("Committed")
    PAID = "paid", N_("Paid")
    RECEIPTS_CHECKED = "receipts_checked", N_("Receipts checked")
    SETTLED = "settled", N_("Settled")
    RECOVERY = "recovery", N_("To be recovered")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class SupportKind(Term):
    """What can be paid for."""

    TRAVEL_CHILD = "travel_child", N_("Travel of the child")
    TRAVEL_ESCORT = "travel_escort", N_("Travel of the escort")
    STAY = "stay", N_("Stay")
    TRAVEL_MEDIATION = "travel_mediation", N_("Travel to mediation")
    MEDIATION_FEES = "mediation_fees", N_("Fees of the mediators")
    INTERPRETER = "interpreter", N_("Interpreter")
    TRANSLATION = "translation", N_("Translation")
    PSYCHOLOGIST = "psychologist", N_("Psychologist")
    TRAVEL_PAPERS = "travel_papers", N_("Travel papers")
    EXCLUDED_EARLIER = "excluded_earlier", N_("Costs from before the request")
    EXCLUDED_FINE = "excluded_fine", N_("Fine")
    EXCLUDED_RECOVERY = "excluded_recovery", N_("Private recovery service")
    OTHER = "other", N_("Something else")


class OtherFunder(Term):
    LEGAL_AID = "legal_aid", N_("Legal aid")
    INSURANCE = "insurance", N_("Insurance")
    FOREIGN_AID = "foreign_aid", N_("Foreign legal or social aid")
    OTHER_PARENT = "other_parent", N_("The other parent")
    OTHER = "other", N_("Other funding")


class FundingState(Term):
    ASKED = "asked", N_("Asked")
    GRANTED = "granted", N_("Granted")
    REFUSED = "refused", N_("Refused")
    NONE = "none", N_("There is none")


class CoDecider(Term):
    FPS_JUSTICE = "fps_justice", N_("FPS Justice")
    FPS_FOREIGN_AFFAIRS = "fps_foreign_affairs", N_("FPS Foreign Affairs")


class Consent(Term):
    AGREES = "agrees", N_("Agrees")
    AGREES_IN_PART = "agrees_in_part", N_("Agrees in part")
    OBJECTS = "objects", N_("Objects")


class PaymentKind(Term):
    ADVANCE = "advance", N_("Emergency advance")
    PAYMENT = "payment", N_("Payment")
    REFUND = "refund", N_("Paid back")


class Wellbeing(Term):
    """A fixed scale for a short note; not clinical."""

    WELL = "well", N_("Doing well")
    RATHER_WELL = "rather_well", N_("Rather well")
    MIXED = "mixed", N_("Mixed")
    RATHER_ILL = "rather_ill", N_("Rather badly")
    ILL = "ill", N_("Doing badly")
    NOT_SEEN = "not_seen", N_("Could not be reached")
