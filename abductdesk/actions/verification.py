"""Verification rounds: everybody whose verification lapses is asked whether the entry is still right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from abductdesk.actions.directory import change_entry_fields, set_verified
from abductdesk.actions.directorylist import current_entries
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.standing import Standing, lapses_on, months_now, standing_of
from abductdesk.faults import Invalid, Refused
from abductdesk.models import DirectoryEntry, RoundEntry, Staff, VerificationRound
from abductdesk.terms import RoundAnswer, StaffRole

MANAGERS = frozenset({StaffRole.MANAGER})
WITHIN = 60
"""Days ahead within which a verification must lapse to be asked for, unless said otherwise."""
ANSWER_DAYS = 30


@dataclass(frozen=True)
class Asked:
    """One entry of a round and where it stands. `lapses_on` is None where it never was verified."""

    line: RoundEntry
    entry: DirectoryEntry
    standing: Standing
    lapses_on: date | None


@dataclass(frozen=True)
class Figures:
    """What came of a round: how many were asked, by answer, and how many have not answered."""

    entries: int
    asked: int
    answers: Mapping[RoundAnswer, int]

    @property
    def open(self) -> int:
        return self.entries - sum(self.answers.values())


@dataclass(frozen=True)
class Round:
    """A verification round with its entries, those without an answer first, and its figures."""

    round: VerificationRound
    staff: str
    lines: tuple[Asked, ...]
    figures: Figures
    today: date


@dataclass(frozen=True)
class Rounds:
    """The round that runs, if any, and those that are over, the newest first; `due` is how many entries a new
    round would ask."""

    running: Round | None
    over: tuple[Round, ...]
    due: int
    today: date


def due_entries(look: Look, within: int) -> list[DirectoryEntry]:
    """Entries that were never verified, or whose verification lapses within so many days."""
    months, last = months_now(look), look.today + timedelta(days=within)
    return [
        entry
        for entry in current_entries(look)
        if entry.verified_on is None or lapses_on(entry.verified_on, months) <= last
    ]


@query()
def due_for_verification(look: Look, within: int = WITHIN) -> int:
    """How many entries a round would ask."""
    return len(due_entries(look, within))


@query()
def verification_rounds(look: Look) -> Rounds:
    """The running round and those that are over."""
    newest = select(VerificationRound).order_by(VerificationRound.id.desc())
    found = [_round(look, each) for each in look.session.scalars(newest)]
    running = next((each for each in found if each.round.closed_on is None), None)
    over = tuple(each for each in found if each.round.closed_on is not None)
    return Rounds(running, over, len(due_entries(look, WITHIN)), look.today)


def _round(look: Look, record: VerificationRound) -> Round:
    months = months_now(look)
    rows = (
        select(RoundEntry, DirectoryEntry)
        .join(DirectoryEntry, DirectoryEntry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == record.id)
        .order_by(RoundEntry.answer.is_not(None), DirectoryEntry.folded, RoundEntry.id)
    )
    lines = tuple(
        Asked(
            line, entry, standing_of(entry, look.today, months),
            lapses_on(entry.verified_on, months) if entry.verified_on else None,
        )
        for line, entry in look.session.execute(rows)
    )  # fmt: skip
    answers = [each.line.answer for each in lines if each.line.answer is not None]
    figures = Figures(
        len(lines),
        sum(each.line.asked_on is not None for each in lines),
        {answer: answers.count(answer) for answer in RoundAnswer},
    )
    return Round(record, look.get(Staff, record.staff_id).name, lines, figures, look.today)


@action(MANAGERS)
def begin_round(work: Work, *, within: int = WITHIN, answer_by: date | None = None) -> int:
    """Begin a round with everybody whose verification lapses within so many days; returns its id."""
    running = work.session.scalar(select(VerificationRound.id).where(VerificationRound.closed_on.is_(None)))
    if running is not None:
        raise Refused("A verification round is running. Close it before you begin another one.")
    by = answer_by or work.today + timedelta(days=ANSWER_DAYS)
    if by < work.today:
        raise Invalid("answer_by", "This day has passed. Choose a day to come.")
    entries = due_entries(work, within)
    if not entries:
        raise Refused("No verification lapses within {days} days: there is nobody to ask.", days=within)
    made = VerificationRound(begun_on=work.today, staff_id=work.staff.id)
    begun = work.add(made, answer_by=by)
    for entry in entries:
        work.add(RoundEntry(round_id=begun.id, entry_id=entry.id))
    return begun.id


@action()
def asked_by_mail(work: Work, line_ids: Collection[int], *, on: date | None = None) -> int:
    """Note that these entries of a round were asked by mail, today unless said; returns how many were new."""
    fresh = [line for line in (work.get(RoundEntry, each) for each in line_ids) if line.asked_on is None]
    if on is not None and on > work.today:
        raise Invalid("asked_on", "This day lies in the future. Check the year.")
    for line in fresh:
        _running(work, line)
        work.assign(line, asked_on=on or work.today)
    return len(fresh)


@action()
def answer_round(
    work: Work, line_id: int, answer: RoundAnswer, *, changes: Mapping[str, Any] | None = None, seen: int = 0
) -> None:
    """Record what came of asking. Confirmed: verified today. Changed: the changes of the entry (version
    `seen`) are made, and it is verified today. Wants to leave: it leaves the directory today."""
    line = work.get(RoundEntry, line_id)
    _running(work, line)
    entry = work.get(DirectoryEntry, line.entry_id)
    match answer:
        case RoundAnswer.CHANGED:
            change_entry_fields(work, entry, seen, changes or {})
            set_verified(work, entry, entry.version, work.today)
        case RoundAnswer.CONFIRMED:
            set_verified(work, entry, entry.version, work.today)
        case RoundAnswer.LEAVES if entry.left_on is None:
            work.assign(entry, left_on=work.today)
        case _:
            pass
    asked_on = line.asked_on or work.today
    work.assign(line, answer=answer, answered_on=work.today, asked_on=asked_on)


@action(MANAGERS)
def close_round(work: Work, round_id: int, *, seen: int) -> None:
    """Close a round. Who did not answer stays as verified as before: lapsed entries are on no list."""
    record = work.get(VerificationRound, round_id)
    if record.closed_on is not None:
        raise Refused("This verification round is closed already.")
    work.change(record, seen, {"closed_on": work.today})


def _running(look: Look, line: RoundEntry) -> VerificationRound:
    record = look.get(VerificationRound, line.round_id)
    if record.closed_on is not None:
        raise Refused("This verification round is closed. Begin another one, or change the entry itself.")
    return record
