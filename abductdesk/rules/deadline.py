"""What a rule answers: one deadline with its dates and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from abductdesk.i18n import Message
from abductdesk.terms import EventKind, Instrument, Law, Nature, Severity, SourceTag, Status


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another date that a second reading, or an unchecked condition, would give."""

    date: date | datetime
    reading: Message


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit on one case.

    `due` is the date people work to, `legal_end` the last lawful day, `practical` the last filing day
    on or before `due`, `from_` the day a right arises. `explanation` is the sum in sentences, first
    the shortest. `event` is the key of the event it starts from, `start` the day counted from, `met_by` the
    key of the event that met it; `children` the positions it is about. `regime` is the way of counting,
    `holidays_of` the state whose holidays were used and `holidays` those that mattered. `proposed`: an
    office target that the bureau has not settled; `decided`: a person decided about it, and the explanation
    says who and why; `recourse`: a party may leave it unused, and then nothing is late;
    `expires`: it lasts until its end, and nobody is late then.
    """

    id: str
    name: Message
    instrument: Law
    article: str
    nature: Nature
    status: Status
    severity: Severity
    binds: Message
    source: SourceTag
    checked_on: date
    lapse: Message
    due: date | datetime | None = None
    legal_end: date | datetime | None = None
    practical: date | None = None
    from_: date | None = None
    alternatives: tuple[Alternative, ...] = ()
    waits_for: tuple[EventKind, ...] = ()
    met_on: date | None = None
    met_by: int | None = None
    days_left: int | None = None
    days_over: int | None = None
    explanation: tuple[Message, ...] = ()
    event: int | None = None
    children: tuple[int, ...] = ()
    start: date | None = None
    regime: str | None = None
    holidays_of: str | None = None
    holidays: tuple[date, ...] = ()
    proposed: bool = False
    decided: bool = False
    recourse: bool = False
    expires: bool = False

    @property
    def warns(self) -> bool:
        """Whether people are warned by it: not by one that is unsure or an office target only proposed."""
        return self.source is not SourceTag.UNSURE and not self.proposed

    @property
    def lead(self) -> date | datetime | None:
        """The date a screen shows first: the practical filing day where it is earlier than `due`."""
        return self.practical or self.due


@dataclass(frozen=True, slots=True)
class Framework:
    """Which instrument applies, and why; `check` says what to verify where it is unknown, `state` whose
    status with Belgium that is."""

    instrument: Instrument
    reasons: tuple[Message, ...]
    check: Message | None = None
    recorded: bool = False
    state: str | None = None
