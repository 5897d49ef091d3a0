"""Dates that issued letters stated, and which of them have moved since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from abductdesk.actions.deadlines import as_day
from abductdesk.actions.office import Look
from abductdesk.i18n import Message
from abductdesk.models import Letter
from abductdesk.rules.deadline import Deadline
from abductdesk.rules.registry import RULES
from abductdesk.terms import LetterState, Status


@dataclass(frozen=True)
class StaleDate:
    """A letter went out with `stated` as the date of a limit; now it is `now`, or no date at all."""

    letter_id: int
    number: str
    recipient: str
    key: str
    name: Message
    stated: date
    now: date | None


def stated_key(line: Deadline) -> str:
    """By what a limit is known in an issued letter: its id, the event it runs from, the children."""
    event = "" if line.event is None else str(line.event)
    return "/".join((line.id, event, ",".join(map(str, line.children))))


def stale_dates(letters: Sequence[Letter], lines: Sequence[Deadline]) -> tuple[StaleDate, ...]:
    """What issued letters state otherwise than the case stands now.

    A letter that another has taken the place of says nothing any more, and nobody needs the date of a limit
    that has been met.
    """
    found = []
    for letter in letters:
        if letter.state is LetterState.SUPERSEDED:
            continue
        for key, written in letter.deadlines_stated.items():
            stated = date.fromisoformat(written)
            about = _about(key, lines)
            name = about[0].name if about else _name(key)
            if name is None or any(_holds(line, stated) for line in about):
                continue
            now = _date(about[0]) if about else None
            found.append(StaleDate(letter.id, letter.number, letter.recipient_name, key, name, stated, now))
    return tuple(found)


def stale_now(look: Look, case_id: int, lines: Sequence[Deadline]) -> tuple[StaleDate, ...]:
    """The same over the letters of one case, as these deadlines would have it."""
    letters = select(Letter).where(Letter.case_id == case_id).order_by(Letter.id)
    return stale_dates(look.session.scalars(letters).all(), lines)


def _about(key: str, lines: Sequence[Deadline]) -> list[Deadline]:
    """The limit of that key; where its event or its children went, what the same limit has become.

    Letters of the first days named instrument and article instead of the limit's id.
    """
    same = [line for line in lines if stated_key(line) == key]
    limit = key.split("/")[0]
    return same or [line for line in lines if limit in (line.id, f"{line.instrument.value} {line.article}")]


def _name(key: str) -> Message | None:
    """What a limit is called that the case no longer has."""
    limit = key.split("/")[0]
    named = (rule.name for rule in RULES if limit in (rule.id, f"{rule.instrument.value} {rule.article}"))
    return next(named, None)


def _holds(line: Deadline, stated: date) -> bool:
    return line.status is Status.MET or as_day(line.lead) == stated


def _date(line: Deadline) -> date | None:
    return None if line.status in (Status.NOT_APPLICABLE, Status.WAIVED) else as_day(line.lead)


def tell_by(stale: Sequence[StaleDate], today: date) -> date:
    """When it should be settled what a letter said: tomorrow where somebody counts on more time than there
    is, else within a week."""
    less = any(each.now is not None and each.now < each.stated for each in stale)
    return today + timedelta(days=1 if less else 7)
