"""What a copy of somebody's data, and a certificate of erasure, may know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from abductdesk.i18n import Message

Said = Message | str


@dataclass(frozen=True, slots=True)
class DataLine:
    """A field and its value, as a `Tongue` says both."""

    label: Message
    value: object


@dataclass(frozen=True, slots=True)
class DataPart:
    """One record: what kind it is, of which case (or ""), its lines."""

    title: Message
    reference: str
    lines: tuple[DataLine, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that is only counted: what, how often, since when and until when."""

    what: object
    count: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the copy, how much of it, and why."""

    what: Message
    count: int
    why: Message


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """A copy of everything held on one person (GDPR Art. 15). `kept` says of each case how long it stays;
    `staff`: the person works here."""

    bureau: str
    controller: str
    contact: str
    made_on: date
    name: str
    number: str
    parts: tuple[DataPart, ...]
    recipients: tuple[Counted, ...]
    uses: tuple[Counted, ...]
    kept: tuple[tuple[str, date | None], ...]
    left_out: tuple[LeftOut, ...]
    staff: bool = False


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """That something was erased, without saying who it was. `rotates_on` is the day by which no backup of
    the vault holds it any more, None where backups are not thrown away by age."""

    bureau: str
    controller: str
    number: str
    what: Message
    reference: str
    erased_on: date
    role: Message
    reason: str
    counts: tuple[tuple[Message, int], ...]
    rotates_on: date | None
    kept: int
    shared: int = 0
    extra: tuple[Message, ...] = field(default=())
