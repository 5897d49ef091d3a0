"""What the emergency card of a journey may know: first names, and numbers that its bearer may have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CardNumber:
    """Somebody who can be rung: name, who that is, number."""

    name: str
    what: str
    phone: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The card for one bearer. `children` are first names only; `numbers` are behind the wall already."""

    bureau: str
    reference: str
    children: tuple[str, ...]
    leaves_on: date | None
    numbers: tuple[CardNumber, ...]
