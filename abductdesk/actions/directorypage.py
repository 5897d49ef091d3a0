"""One entry of the directory with all that hangs on it, read through what was merged into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from abductdesk.actions.casefile import HistoryLine, changes_of
from abductdesk.actions.directorymerge import ids_of, merged_into
from abductdesk.actions.office import Look, query
from abductdesk.actions.standing import Standing, lapses_on, months_now, standing_of
from abductdesk.models import (
    Absence,
    Case,
    Conflict,
    DirectoryEntry,
    GivenList,
    GivenName,
    Participant,
    Person,
    Staff,
    Training,
)
from abductdesk.store import journal
from abductdesk.terms import TrainingKind


@dataclass(frozen=True)
class ConflictLine:
    """A conflict of interest and with whom, by name."""

    conflict: Conflict
    whom: str


@dataclass(frozen=True)
class Followed:
    """A training that somebody followed; `attestation` is its number where one was issued."""

    training: Training
    participant: Participant


@dataclass(frozen=True)
class Given:
    """A list on which the entry stood: for which case, given to whom."""

    case_id: int
    reference: str
    parent: str
    on: date
    place: int


@dataclass(frozen=True)
class EntryPage:
    """An entry as its page shows it. `merged` are the entries that it took over, `root` the one that took it
    over; `cross_border` whether it followed a training in cross-border family mediation."""

    entry: DirectoryEntry
    standing: Standing
    lapses_on: date | None
    verified_by: str
    absences: tuple[Absence, ...]
    conflicts: tuple[ConflictLine, ...]
    trainings: tuple[Followed, ...]
    given: tuple[Given, ...]
    merged: tuple[DirectoryEntry, ...]
    root: DirectoryEntry | None
    today: date

    @property
    def cross_border(self) -> bool:
        return any(
            each.participant.attended and each.training.kind is TrainingKind.CROSS_BORDER_MEDIATION
            for each in self.trainings
        )


@query()
def entry_page(look: Look, entry_id: int) -> EntryPage:
    """The entry with its absences, conflicts, trainings and given lists."""
    entry, months = look.get(DirectoryEntry, entry_id), months_now(look)
    ids = ids_of(look, entry_id)
    verifier = look.session.get(Staff, entry.verified_by) if entry.verified_by else None
    absences = select(Absence).where(Absence.entry_id.in_(ids)).order_by(Absence.since.desc())
    root = merged_into(look).get(entry_id)
    return EntryPage(
        entry,
        standing_of(entry, look.today, months),
        lapses_on(entry.verified_on, months) if entry.verified_on else None,
        verifier.name if verifier is not None else "",
        tuple(look.session.scalars(absences)),
        _conflicts(look, ids),
        followed(look, ids),
        _given(look, ids),
        tuple(look.get(DirectoryEntry, gone) for gone in ids[1:]),
        look.get(DirectoryEntry, root) if root is not None else None,
        look.today,
    )


def _conflicts(look: Look, ids: list[int]) -> tuple[ConflictLine, ...]:
    """Conflicts that it has, and those that other entries have with it."""
    rows = select(Conflict).where(Conflict.entry_id.in_(ids) | Conflict.other_id.in_(ids))
    found = []
    for conflict in look.session.scalars(rows.order_by(Conflict.id)):
        names = [conflict.firm or ""]
        if conflict.person_id is not None:
            names.append(look.get(Person, conflict.person_id).name)
        other = conflict.other_id if conflict.entry_id in ids else conflict.entry_id
        if other is not None:
            names.append(look.get(DirectoryEntry, other).name)
        found.append(ConflictLine(conflict, ", ".join(filter(None, names))))
    return tuple(found)


def followed(look: Look, ids: list[int]) -> tuple[Followed, ...]:
    """Trainings that these entries took part in, the newest first."""
    rows = select(Training, Participant).join(Participant, Participant.training_id == Training.id)
    found = look.session.execute(
        rows.where(Participant.entry_id.in_(ids)).order_by(Training.on.desc(), Participant.id)
    )
    return tuple(Followed(row[0], row[1]) for row in found)


def _given(look: Look, ids: list[int]) -> tuple[Given, ...]:
    rows = (
        select(Case.id, Case.reference, Person, GivenList.given_on, GivenName.place)
        .join(GivenList, GivenList.id == GivenName.list_id)
        .join(Case, Case.id == GivenList.case_id)
        .join(Person, Person.id == GivenList.person_id)
        .where(GivenName.entry_id.in_(ids))
        .order_by(GivenList.given_on.desc(), GivenList.id.desc())
    )
    return tuple(Given(row[0], row[1], row[2].name, row[3], row[4]) for row in look.session.execute(rows))


@query()
def entry_history(look: Look, entry_id: int, limit: int = 200) -> list[HistoryLine]:
    """What was done with the entry itself, the newest first."""
    staff = {person.id: person.name for person in look.session.scalars(select(Staff))}
    return [
        HistoryLine(
            entry.sequence, entry.at, staff.get(entry.staff_id, ""), entry.action, entry.record_kind,
            entry.record_id, changes_of(entry.detail or {}),
            str((entry.detail or {}).get("work") or entry.sequence),
        )
        for entry in journal.entries_for(look.session, DirectoryEntry.__tablename__, entry_id, limit)
    ]  # fmt: skip
