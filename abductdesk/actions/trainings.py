"""The register of trainings: what was given, who took part, who was there, and attestations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from abductdesk import documents
from abductdesk.actions.bureau import bureau_now
from abductdesk.actions.directorylist import current_entries
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.documents.directoryfacts import AttestationFacts
from abductdesk.faults import Invalid, Refused
from abductdesk.models import DirectoryEntry, Participant, Training
from abductdesk.terms import Act, Audience, EntryKind

AUDIENCES = {
    EntryKind.LAWYER: Audience.LAWYERS,
    EntryKind.MEDIATOR: Audience.MEDIATORS,
    EntryKind.PSYCHOLOGIST: Audience.PSYCHOLOGISTS,
}


@dataclass(frozen=True)
class TrainingLine:
    """A training and how many took part, were there, and got their attestation."""

    training: Training
    participants: int
    attended: int
    attested: int


@dataclass(frozen=True)
class TrainingPage:
    """A training with its participants, by name."""

    training: Training
    participants: tuple[Participant, ...]
    today: date


@query()
def training_list(look: Look) -> list[TrainingLine]:
    """All trainings, the newest first."""
    counts = {
        row[0]: row[1:]
        for row in look.session.execute(
            select(
                Participant.training_id,
                func.count(),
                func.count().filter(Participant.attended.is_(True)),
                func.count(Participant.attestation),
            ).group_by(Participant.training_id)
        )
    }
    rows = select(Training).order_by(Training.on.desc(), Training.id.desc())
    return [TrainingLine(each, *counts.get(each.id, (0, 0, 0))) for each in look.session.scalars(rows)]


@query()
def training_page(look: Look, training_id: int) -> TrainingPage:
    """One training with who took part."""
    rows = select(Participant).where(Participant.training_id == training_id)
    found = tuple(look.session.scalars(rows.order_by(Participant.name, Participant.id)))
    return TrainingPage(look.get(Training, training_id), found, look.today)


@action()
def add_training(work: Work, values: Mapping[str, Any]) -> int:
    """Enter a training; returns its id."""
    training = work.add(Training(), **values)
    _check(training)
    return training.id


@action()
def change_training(work: Work, training_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a training; not what stands on attestations that were issued."""
    training = work.get(Training, training_id)
    if changes.keys() & {"title", "on", "until", "hours", "given_by"} and _attested(work, training_id):
        raise Refused(
            "Attestations of this training were issued, so title, days, hours and giver stay as they are."
        )
    work.change(training, seen, changes)
    _check(training)


@action()
def remove_training(work: Work, training_id: int) -> None:
    """Remove a training that nobody took part in."""
    training = work.get(Training, training_id)
    taken = select(Participant.id).where(Participant.training_id == training_id).limit(1)
    if work.session.scalar(taken):
        raise Refused("People took part in this training, so it stays. Remove them first if it is a mistake.")
    work.remove(training)


def _check(training: Training) -> None:
    if training.until is not None and training.until < training.on:
        raise Invalid("until", "The end lies before the beginning.")
    if training.hours is not None and not 0 < training.hours <= 1000:
        raise Invalid("hours", "Give a number of hours between 1 and 1000.")


def _attested(look: Look, training_id: int) -> bool:
    issued = select(Participant.id).where(
        Participant.training_id == training_id, Participant.attestation.is_not(None)
    )
    return look.session.scalar(issued.limit(1)) is not None


@action()
def add_participants(work: Work, training_id: int, entry_ids: Collection[int]) -> list[int]:
    """Let entries of the directory take part; those who do already are left alone. Returns the new ids."""
    work.get(Training, training_id)
    there = set(
        work.session.scalars(select(Participant.entry_id).where(Participant.training_id == training_id))
    )
    made = []
    for entry_id in entry_ids:
        if entry_id in there:
            continue
        entry = work.get(DirectoryEntry, entry_id)
        values = {"name": entry.name, "organisation": entry.organisation}
        who = Participant(training_id=training_id, entry_id=entry_id)
        made.append(work.add(who, **values, audience=AUDIENCES.get(entry.kind, Audience.OTHERS)).id)
        work.touched.add((DirectoryEntry.__tablename__, entry_id))
    return made


@action()
def add_participant(work: Work, training_id: int, values: Mapping[str, Any]) -> int:
    """Let somebody take part who is not in the directory; returns the id."""
    work.get(Training, training_id)
    return work.add(Participant(training_id=training_id), **values).id


@action()
def change_participant(work: Work, participant_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change a participant; not the name on an attestation that was issued."""
    who = work.get(Participant, participant_id)
    if who.attestation is not None and changes.keys() & {"name", "attended"}:
        raise Refused("An attestation was issued, so name and attendance stay as they are.")
    work.change(who, seen, changes)


@action()
def remove_participant(work: Work, participant_id: int) -> None:
    """Remove somebody who was entered by mistake."""
    who = work.get(Participant, participant_id)
    if who.attestation is not None:
        raise Refused("An attestation was issued, so this participant stays.")
    work.remove(who)


@action()
def mark_attended(work: Work, participant_ids: Collection[int], *, attended: bool | None = True) -> None:
    """Say who was there, or was not (None: not known any more)."""
    for participant_id in participant_ids:
        who = work.get(Participant, participant_id)
        if who.attestation is not None and attended is not True:
            raise Refused("An attestation was issued to {name}, so attendance stays.", name=who.name)
        work.assign(who, attended=attended)


@action(act=Act.EXPORT)
def issue_attestations(work: Work, training_id: int, language: str) -> documents.Made:
    """One PDF with an attestation on a page of its own for everybody who was there; each gets its number
    once, and the same one when it is made again."""
    training = work.get(Training, training_id)
    if (training.until or training.on) > work.today:
        raise Refused("This training is not over yet. Attestations are issued afterwards.")
    rows = select(Participant).where(Participant.training_id == training_id, Participant.attended.is_(True))
    there = list(work.session.scalars(rows.order_by(Participant.name, Participant.id)))
    if not there:
        raise Refused("Nobody is marked as having attended. Mark who was there first.")
    for who in there:
        if who.attestation is None:
            work.assign(who, attestation=_next_number(work), attested_on=work.today)
    work.note(training, {"exported": "attestations", "language": language})
    return documents.attestations(_facts(work, training, there), language)


def _next_number(look: Look) -> str:
    """Numbers of a year follow each other without gaps."""
    year = look.today.year
    used = look.session.scalars(
        select(Participant.attestation).where(Participant.attestation.startswith(f"AT-{year}-"))
    )
    last = max((int(number.rpartition("-")[2]) for number in used if number), default=0)
    return f"AT-{year}-{last + 1:04d}"


def _facts(look: Look, training: Training, there: Sequence[Participant]) -> tuple[AttestationFacts, ...]:
    bureau = bureau_now(look)
    return tuple(
        AttestationFacts(
            number=who.attestation or "",
            name=who.name,
            organisation=who.organisation or "",
            title=training.title,
            kind=training.kind,
            on=training.on,
            until=training.until,
            hours=training.hours,
            place=training.place or "",
            given_by=training.given_by or bureau.name,
            bureau=bureau.name,
            signed=look.staff.name,
            issued_on=who.attested_on or look.today,
            town=bureau.city or "",
        )
        for who in there
    )


@query()
def possible_participants(look: Look, training_id: int) -> list[tuple[int, str, EntryKind]]:
    """Entries who could take part and do not yet, by name: id, name, kind."""
    there = select(Participant.entry_id).where(
        Participant.training_id == training_id, Participant.entry_id.is_not(None)
    )
    taking = set(look.session.scalars(there))
    return [
        (entry.id, entry.name, entry.kind)
        for entry in current_entries(look)
        if entry.id not in taking and entry.kind is not EntryKind.AUTHORITY
    ]
