"""What a letter may know: plain facts made for one recipient, already behind the address wall.

Nothing here can hold the other side's address, phone or e-mail: there is no field for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from abductdesk.i18n import Country, Message
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

    @property
    def phone(self) -> str:
        """Where the recipient can ring: the caseworker, else the bureau."""
        return self.caseworker.phone or self.bureau.phone

    @property
    def email(self) -> str:
        """Where the recipient can write: the caseworker, else the bureau."""
        return self.caseworker.email or self.bureau.email
