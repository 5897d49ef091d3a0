"""What matching knows of mediators and parents, and what it says of two mediators. Plain data, no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from abductdesk.i18n import N_, Message
from abductdesk.terms import Gender, LanguageLevel, Profession, Term

FLUENT = frozenset({LanguageLevel.NATIVE, LanguageLevel.GOOD})


def valid_on(first: date | None, last: date | None, day: date) -> bool:
    """Whether an accreditation from `first` to `last` was valid on a day; without `first` there is none."""
    return first is not None and first <= day and (last is None or day <= last)


class Wroclaw(Term):
    """The four criteria of the Wroclaw Declaration on binational mediation (2007; known, not read)."""

    BINATIONAL = "binational", N_("Cultures")
    BILINGUAL = "bilingual", N_("Languages")
    GENDERS = "genders", N_("Genders")
    PROFESSIONS = "professions", N_("Professions")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator as matching knows one. `absent` are spans of days, `load` mediations that run now, `most`
    how many they take at once (None: not said), `fee_cents` for an hour without VAT; `conflicts` exclude."""

    id: int
    name: str = ""
    languages: tuple[tuple[str, LanguageLevel], ...] = ()
    cultures: frozenset[str] = frozenset()
    gender: Gender | None = None
    profession: Profession | None = None
    accredited_from: date | None = None
    accredited_until: date | None = None
    cross_border: bool = False
    absent: tuple[tuple[date, date], ...] = ()
    load: int = 0
    most: int | None = None
    online: bool | None = None
    travels: frozenset[str] = frozenset()
    fee_cents: int | None = None
    vat_percent: int | None = None
    conflicts: tuple[Message, ...] = ()

    def level(self, language: str) -> LanguageLevel | None:
        """How well they speak it, None for not at all."""
        return next((level for code, level in self.languages if code == language), None)

    def speaks(self, wanted: frozenset[str]) -> bool:
        """Whether they can mediate in one of these languages: mother tongue or good."""
        return any(code in wanted and level in FLUENT for code, level in self.languages)

    def accredited_on(self, day: date) -> bool:
        """Whether the accreditation was valid on that day."""
        return valid_on(self.accredited_from, self.accredited_until, day)

    def away(self, first: date, last: date) -> bool:
        """Whether an absence touches these days."""
        return any(since <= last and first <= until for since, until in self.absent)

    @property
    def full(self) -> bool:
        return self.most is not None and self.load >= self.most


@dataclass(frozen=True, slots=True)
class Side:
    """What a parent brings: languages that they speak well, and countries whose culture is theirs."""

    languages: frozenset[str] = frozenset()
    cultures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Needs:
    """What two mediators are wanted for: both parents, the days planned, where or online, and whether the
    agreement shall be homologated (which takes an accredited mediator)."""

    left_behind: Side
    taking: Side
    first: date
    last: date
    homologation: bool = True
    online: bool = False
    country: str | None = None

    def reaches(self, candidate: Candidate) -> bool:
        """Whether the mediator works online, or comes to where it is held."""
        if self.online:
            return candidate.online is True
        return self.country is None or self.country in candidate.travels


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the four, met or not, and why in words."""

    key: Wroclaw
    met: bool
    why: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mediators: the four criteria, what else is to be known, what they would cost."""

    first: int
    second: int
    criteria: tuple[Criterion, ...]
    flags: tuple[Message, ...] = ()
    cost_cents: tuple[int, int] | None = None

    @property
    def met(self) -> int:
        """How many of the four criteria are met."""
        return sum(criterion.met for criterion in self.criteria)

    @property
    def ids(self) -> tuple[int, int]:
        return self.first, self.second
