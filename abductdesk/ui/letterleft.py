"""A letter left for a moment to enter what it lacks: where that is done, and what waits for the return.

What waits is in memory and goes with the desk; at the lock it becomes a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import Offer
from abductdesk.models import Letter
from abductdesk.ui.desk import Desk
from abductdesk.ui.typed import About, Kept

PLACES = {
    "Case, people": ("case", "people"),
    "Case, overview": ("case", "overview"),
    "Case, events": ("case", "deadlines"),
    "Case, deadlines": ("case", "deadlines"),
    "Case, services involved": ("case", "services"),
    "Case, mediation": ("case", "mediation"),
    "Case, return": ("case", "return"),
    "Case, support": ("case", "support"),
    "Case, aftercare": ("case", "aftercare"),
    "Directory": ("directory", ""),
    "Settings, bureau": ("settings", ""),
}
"""Where something missing is entered, as the letter calls it: screen and tab."""
LETTER = "case.letter"
"""The name of the form under which a draft of a letter is kept."""
ABOUT = About(LETTER)
_IDS = ("person", "service", "entry")


@dataclass(frozen=True)
class Left:
    """A letter as chosen and typed so far; `values` by the name of the choice, `subject` is the record that
    it is about."""

    letter: str
    to: Addressee | None
    language: str
    values: dict[str, Any]
    supersedes: Letter | None = None
    about: About = ABOUT
    subject: int | None = None
    kept: Kept = field(default_factory=Kept, compare=False)

    def as_typed(self) -> dict[str, Any]:
        """As plain data, for a draft."""
        to = dict(zip(_IDS, self.to.ids, strict=True)) if self.to is not None else {}
        supersedes = self.supersedes.id if self.supersedes is not None else None
        return {"letter": self.letter, "to": to, "language": self.language, "supersedes": supersedes,
                "subject": self.subject, "values": self.values}  # fmt: skip


_waiting: WeakKeyDictionary[Desk, dict[int | None, Left]] = WeakKeyDictionary()


def leave(desk: Desk, case_id: int | None, left: Left) -> None:
    """Let a letter on a case wait."""
    _waiting.setdefault(desk, {})[case_id] = left


def waiting(desk: Desk) -> list[Left]:
    """Every letter that waits."""
    return list(_waiting.get(desk, {}).values())


def from_typed(values: Mapping[str, Any], offer: Offer, supersedes: Letter | None, kept: Kept) -> Left:
    """A letter as a draft has it; who can get it no longer is left out."""
    kind = next((kind for kind in offer.kinds if kind.id == values.get("letter")), offer.kinds[0])
    ids = tuple(values.get("to", {}).get(name) for name in _IDS)
    same = (to for to in kind.addressees if to.ids == ids)
    language, typed = str(values.get("language", "")), dict(values.get("values", {}))
    subject = values.get("subject")
    return Left(kind.id, next(same, None), language, typed, supersedes, subject=subject, kept=kept)


def take_up(
    desk: Desk, case_id: int | None, letter: str, person_id: int | None, supersedes: Letter | None
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
    ids = (old.person_id, old.service_id, old.entry_id)
    same = (to for to in kind.addressees if to.ids == ids)
    values = {
        "agreed": "\n".join(added.agreed),
        "services": list(added.services),
        "contacted_on": added.contacted_on,
        "reply_by": added.reply_by,
        "next_contact": added.next_contact,
    }
    return Left(kind.id, next(same, None), old.language, values, old, subject=added.about)
