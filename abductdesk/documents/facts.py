"""What a letter may know: plain facts made for one recipient, already behind the address wall.

Nothing here can hold the other side's address, phone or e-mail: there is no field for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from abductdesk.i18n import Country, L, Language, Listing, Message, Money
from abductdesk.terms import CaseKind, Law, Role, Salutation


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as typed; `country` is an ISO 3166 code, `street` may hold several lines."""

    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    care_of: str = ""

    def __bool__(self) -> bool:
        return bool(self.street or self.postal_code or self.city)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom the letter is for.

    `name` is empty for a body without a named person. `reach` says in words how they can be reached
    safely ("+32 470 12 34 56, weekday mornings"); `reference` is their own reference of the case.
    """

    role: Role
    name: str = ""
    family_name: str = ""
    salutation: Salutation = Salutation.NEUTRAL
    organisation: str = ""
    address: Address = field(default_factory=Address)
    email: str = ""
    reach: tuple[str, ...] = ()
    reference: str = ""

    @property
    def called(self) -> str:
        """The person, else the body."""
        return self.name or self.organisation

    @property
    def destination(self) -> Address | str:
        """Where the letter can go: a postal address, else an e-mail address."""
        return self.address or self.email


@dataclass(frozen=True, slots=True)
class Bureau:
    """The sender. `place` is where letters are dated; Brussels is written as the letter's language does."""

    name: str
    address: Address = field(default_factory=Address)
    place: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Caseworker:
    """Who signs and can be asked."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """What this recipient may know of the case.

    `children` are given names. `agreed` holds what was agreed in a conversation, one sentence each, in
    the letter's language. `mediation_began` and `mediation_ended` are dates only: never what was said.
    """

    reference: str = ""
    kind: CaseKind | None = None
    children: tuple[str, ...] = ()
    habitual_residence: Country | None = None
    requested_state: Country | None = None
    contacted_on: date | None = None
    agreed: tuple[str, ...] = ()
    next_contact: date | None = None
    reply_by: date | None = None
    mediation_began: date | None = None
    mediation_ended: date | None = None


@dataclass(frozen=True, slots=True)
class StatedDeadline:
    """A legal deadline as stated to this recipient: what must be done, by when, where the law says so.

    `key` names the limit for good, so that a later change of its date can be told.
    """

    name: Message | str
    due: date
    instrument: Law
    article: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service at work on the case and what it does there, in the letter's language."""

    name: str
    does: str = ""

    @property
    def line(self) -> str:
        return f"{self.name} – {self.does}" if self.does else self.name


@dataclass(frozen=True, slots=True)
class MediationTerms:
    """Usual figures of a mediation: whole euros an hour for each mediator, hours, days, weeks."""

    euros_from: int = 100
    euros_to: int = 130
    hours_from: int = 10
    hours_to: int = 15
    days_from: int = 2
    days_to: int = 3
    weeks: int = 2


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session of mediation as this recipient may know it: never where a parent can be found.

    `starts` and `ends` are times of day in Brussels; `with_whom` are the mediators. `separate` is true where
    the parents do not meet, `alone` where only one takes part. `parents` and `measures` are for who helps.
    """

    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    online: bool = False
    separate: bool = False
    alone: bool = False
    parents: tuple[str, ...] = ()
    with_whom: tuple[str, ...] = ()
    interpreter: str = ""
    children_take_part: bool = False
    measures: str = ""


@dataclass(frozen=True, slots=True)
class EngagementView:
    """What a mediator must know to take a mediation on: the minimum of data.

    `parents` are the parents' names, `languages` and `countries` what the pair has to cover, `colleague` the
    other mediator, `fee` for an hour without VAT; `screened` that each parent was screened for safety.
    """

    parents: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    countries: tuple[Country, ...] = ()
    ages: tuple[int, ...] = ()
    colleague: str = ""
    fee: Money | None = None
    before: date | None = None
    measures: str = ""
    screened: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A professional on a list: name, firm, and how to reach them, as they agreed to be listed."""

    name: str
    firm: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    languages: tuple[Language, ...] = ()
    legal_aid: bool = False

    @property
    def line(self) -> str:
        """Name and firm."""
        return ", ".join(filter(None, (self.name, self.firm)))

    @property
    def reach(self) -> str:
        """Where they can be reached."""
        return " · ".join(filter(None, (self.address, self.phone, self.email)))

    @property
    def shown(self) -> Message:
        """All of it on one line, as far as it is known."""
        known = {
            "who": self.line,
            "reach": self.reach,
            "spoken": Listing(self.languages) if self.languages else "",
            "aid": L("Takes legal aid") if self.legal_aid else "",
        }
        return Message(" – ".join("{" + name + "}" for name, value in known.items() if value), known)


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What was agreed, by topic only, and the papers the court asks for: those there, those `lacking`."""

    kind: Message | None = None
    drafted_on: date | None = None
    agreed: tuple[Message, ...] = ()
    open: tuple[Message, ...] = ()
    papers: tuple[Message, ...] = ()
    lacking: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ToDo:
    """What this recipient does, and by when."""

    what: Message | str
    due: date


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A return as this recipient may know it, by their role: what is not theirs is empty.

    `legs` and `todo` are in the order of time, `contacts` are the emergency numbers this recipient may have.
    """

    leaves_on: date | None = None
    legs: tuple[Message, ...] = ()
    escort: str = ""
    handover_place: str = ""
    handover_people: str = ""
    lodging: str = ""
    school: str = ""
    health: str = ""
    first_contact: str = ""
    papers: tuple[str, ...] = ()
    protection: str = ""
    todo: tuple[ToDo, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a calculation: what it is for, the amount, and why."""

    what: Message
    amount: Money
    why: Message | None = None


@dataclass(frozen=True, slots=True)
class SupportView:
    """A request for support as the recipient may know it: the applicant reads of the own income, the public
    authorities that decide with the bureau (then `applicant` is set) only what share it allows.

    `proposed` is what they are asked to agree to, by `answer_by`. `missing` is what must still come, `whole`
    that nothing does; `lines` say how the income and the criteria were read; `items` what
    each thing comes to; `granted`, `refused` and `partly` say which decision it is.
    """

    number: str = ""
    asked_on: date | None = None
    asked: tuple[Sum, ...] = ()
    missing: str = ""
    whole: bool = False
    answer_by: date | None = None
    applicant: str = ""
    proposed: Money | None = None
    granted: Money | None = None
    refused: bool = False
    partly: bool = False
    decided_on: date | None = None
    lines: tuple[Message, ...] = ()
    items: tuple[Sum, ...] = ()
    criteria_from: date | None = None
    reason: str = ""
    receipts_within: int = 0


@dataclass(frozen=True, slots=True)
class AftercareView:
    """The offer after a return: one child, whom it could see, and when the bureau rings."""

    child: str = ""
    psychologist: str = ""
    reach: str = ""
    waiting_weeks: int = 0
    calls: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryView:
    """What the directory says of the recipient: one line for each thing, and by when to answer."""

    says: tuple[Message, ...] = ()
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one letter to one recipient may know. `number` is empty until the letter is issued."""

    recipient: Recipient
    bureau: Bureau
    caseworker: Caseworker
    case: CaseView
    date: date
    number: str = ""
    deadlines: tuple[StatedDeadline, ...] = ()
    services: tuple[Service, ...] = ()
    mediation: MediationTerms = field(default_factory=MediationTerms)
    session: SessionView = field(default_factory=SessionView)
    engagement: EngagementView = field(default_factory=EngagementView)
    names: tuple[Named, ...] = ()
    agreement: AgreementView = field(default_factory=AgreementView)
    journey: ReturnView = field(default_factory=ReturnView)
    support: SupportView = field(default_factory=SupportView)
    aftercare: AftercareView = field(default_factory=AftercareView)
    entry: EntryView = field(default_factory=EntryView)

    @property
    def phone(self) -> str:
        """Where the recipient can ring: the caseworker, else the bureau."""
        return self.caseworker.phone or self.bureau.phone

    @property
    def email(self) -> str:
        """Where the recipient can write: the caseworker, else the bureau."""
        return self.caseworker.email or self.bureau.email
