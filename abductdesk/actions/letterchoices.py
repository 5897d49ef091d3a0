"""What is chosen for a letter: to whom, what goes into it, and the record it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from abductdesk.terms import Role

DAYS = ("contacted_on", "next_contact", "reply_by")


@dataclass(frozen=True)
class Addressee:
    """Somebody who can get a letter: a person on the case, a service involved in it, or an entry of the
    directory that takes part (a mediator, an interpreter)."""

    role: Role
    name: str
    language: str
    person_id: int | None = None
    service_id: int | None = None
    entry_id: int | None = None

    @property
    def ids(self) -> tuple[int | None, int | None, int | None]:
        """Person, service and entry: one of them."""
        return self.person_id, self.service_id, self.entry_id


@dataclass(frozen=True)
class Choices:
    """What the caseworker adds to a letter: what was agreed, dates to state, and which services to name.

    `about` is the id of the record that the letter is about, of the kind that `letterabout.ABOUT` names.

    `contacted_on` is when the recipient spoke with the bureau; for the left-behind parent it is the first
    call, or the day the case was opened, unless given. Nobody is told when the other parent called.

    No service is named unasked: a shelter can give away where somebody is, a complaint what was done.
    """

    agreed: Sequence[str] = ()
    next_contact: date | None = None
    reply_by: date | None = None
    services: Sequence[int] = ()
    contacted_on: date | None = None
    about: int | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Choices:
        """What was kept with an issued letter."""
        day = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in DAYS}
        given = tuple(kept.get("agreed", ())), tuple(kept.get("services", ()))
        return cls(given[0], services=given[1], about=kept.get("about"), **day)

    def kept(self) -> dict[str, Any]:
        """As it is kept with the letter, for a correction to begin from."""
        days = {name: day.isoformat() for name in DAYS if (day := getattr(self, name)) is not None}
        about = {"about": self.about} if self.about is not None else {}
        return {"agreed": list(self.agreed), "services": list(self.services), **about, **days}
