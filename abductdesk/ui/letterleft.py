"""A letter left for a moment to enter what it lacks: where that is done, and what waits for the return.

What waits is in memory only and goes with the desk, when the program locks or ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import Offer
from abductdesk.models import Letter
from abductdesk.ui.desk import Desk

PLACES = {
    "Case, people": ("case", "people"),
    "Case, overview": ("case", "overview"),
    "Case, events": ("case", "deadlines"),
    "Case, deadlines": ("case", "deadlines"),
    "Case, services involved": ("case", "services"),
    "Settings, bureau": ("settings", ""),
}
"""Where something missing is entered, as the letter calls it: screen and tab."""


@dataclass(frozen=True)
class Left:
    """A letter as chosen and typed so far; `values` by the name of the choice."""

    letter: str
    to: Addressee | None
    language: str
    values: dict[str, Any]
    supersedes: Letter | None = None


_waiting: WeakKeyDictionary[Desk, dict[int, Left]] = WeakKeyDictionary()


def leave(desk: Desk, case_id: int, left: Left) -> None:
    """Let a letter on a case wait."""
    _waiting.setdefault(desk, {})[case_id] = left


def take_up(
    desk: Desk, case_id: int, letter: str, person_id: int | None, supersedes: Letter | None
) -> Left | None:
    """What waits on a case, once, where it is what is to be written now."""
    waiting = _waiting.get(desk, {})
    left = waiting.get(case_id)
    if left is None:
        return None
    if supersedes is not None:
        fits = left.supersedes is not None and left.supersedes.id == supersedes.id
    else:
        person = left.to.person_id if left.to is not None else None
        fits = letter in ("", left.letter) and person_id in (None, person)
    return waiting.pop(case_id) if fits else None


def from_issued(old: Letter, offer: Offer) -> Left:
    """An issued letter as it was chosen and typed."""
    added = Choices.of(old.added)
    kind = next((kind for kind in offer.kinds if kind.id == old.letter), offer.kinds[0])
    same = (to for to in kind.addressees if (to.person_id, to.service_id) == (old.person_id, old.service_id))
    values = {
        "agreed": "\n".join(added.agreed),
        "services": list(added.services),
        "contacted_on": added.contacted_on,
        "reply_by": added.reply_by,
        "next_contact": added.next_contact,
    }
    return Left(kind.id, next(same, None), old.language, values, old)
