"""Erasing somebody, anonymising a case, erasing what old calls say.

A manager decides, after a preview. What is erased goes from every table, the search index, the details of the
journal and the free pages of the file; the chain still verifies. The register of erasures names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from abductdesk.actions import search
from abductdesk.actions.erasing import COUNTED, Eraser, words_of_document
from abductdesk.actions.naming import Finder
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.retention import MANAGERS, Standing, clock_of, pause_of
from abductdesk.actions.subject import Subject, subject_of
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Attachment, Call, Case, Erasure, Letter, Person, ProcessingHold
from abductdesk.terms import ErasureKind, HoldKind

_NUMBER = re.compile(r"ER-\d{4}-(\d+)")


@dataclass(frozen=True)
class ToRead:
    """A document of their cases that only a person can read: it goes too unless somebody keeps it."""

    id: int
    name: str
    reference: str


@dataclass(frozen=True)
class ErasePreview:
    """What would go, and what stands against it. `refusals` cannot be overruled, `grounds` can, by a manager
    with a reason (Art. 17(3)). `confirm` is what must be typed."""

    name: str
    confirm: str
    counts: tuple[tuple[Message, int], ...]
    refusals: tuple[Message, ...]
    grounds: tuple[Message, ...]
    notes: tuple[Message, ...]
    documents: tuple[ToRead, ...]


@query(MANAGERS)
def erase_preview(look: Look, person_id: int) -> ErasePreview:
    """What erasing this person would do."""
    subject = _standing_person(look, person_id)
    letters = select(func.count()).where(Letter.person_id == person_id)
    counts = [
        (L("Cases the person is on"), len(subject.cases)),
        (L("Letters to the person"), look.session.scalar(letters) or 0),
        (L("Calls by the person"), len(subject.calls)),
        (L("Documents on these cases"), len(_attachments(look, subject.case_ids))),
    ]
    notes = [L("Texts, letters and documents that name the person are cleared of it, on every case.")]
    if subject.others_finder().shared or any(
        known.words & subject.known.words for known in subject.others.values()
    ):
        notes.append(L("A name that others on these cases bear as well stays where it may mean them."))
    return ErasePreview(
        subject.person.name,
        subject.cases[-1].reference if subject.cases else subject.person.name,
        tuple(counts),
        tuple(_refusals(subject)),
        tuple(_grounds(look, subject)),
        tuple(notes),
        tuple(_unreadable(look, subject.case_ids)),
    )


@action(MANAGERS)
def erase_person(
    work: Work, person_id: int, *, reason: str, despite: bool = False, keep: Collection[int] = ()
) -> int:
    """Erase a person; returns the id of the erasure. `despite` overrules the grounds of Art. 17(3) for the
    reason given; `keep` are documents somebody looked at and that do not concern the person."""
    subject = _standing_person(work, person_id)
    for refusal in _refusals(subject):
        raise Refused(refusal.text, **refusal.values)
    for ground in _grounds(work, subject):
        if not despite:
            raise Refused("{ground} A manager may decide otherwise, with a reason.", ground=ground)
    _check_reason(reason, [subject])
    number = next_number(work)
    eraser = Eraser(work, keep)
    eraser.person(subject)
    eraser.sweep()
    return register(work, number, ErasureKind.PERSON, person_id, reason, eraser)


@query(MANAGERS)
def anonymise_preview(look: Look, case_ids: Sequence[int]) -> ErasePreview:
    """What anonymising these cases would do."""
    cases = [look.get(Case, case_id) for case_id in case_ids]
    gone = _people_going(look, case_ids)
    staying = {one for case_id in case_ids for one in search.people_of(look, case_id)} - set(gone)
    letters = select(func.count()).where(Letter.case_id.in_(case_ids))
    notes = [L("Kind, states, months, ages, outcomes and the reference stay, for the yearly figures.")]
    if staying:
        notes.append(L("Those who are on other cases too leave this one and stay on the others."))
    return ErasePreview(
        "",
        cases[0].reference if len(cases) == 1 else str(len(cases)),
        (
            (L("Cases"), len(cases)),
            (L("People who are on no other case"), len(gone)),
            (L("Letters"), look.session.scalar(letters) or 0),
            (L("Documents"), len(_attachments(look, case_ids))),
        ),
        tuple(_case_refusals(cases)),
        tuple(ground for case in cases for ground in _case_grounds(look, case)),
        tuple(notes),
        (),
    )


@action(MANAGERS)
def anonymise_cases(work: Work, case_ids: Sequence[int], *, reason: str, despite: bool = False) -> list[int]:
    """Anonymise cases whose period is over; returns the ids of the erasures. The cases stay, read-only."""
    cases = [work.get(Case, case_id) for case_id in dict.fromkeys(case_ids)]
    if not cases:
        return []
    for refusal in _case_refusals(cases):
        raise Refused(refusal.text, **refusal.values)
    for case in cases:
        for ground in _case_grounds(work, case):
            if not despite:
                raise Refused(
                    "{reference}: {ground} A manager may decide otherwise, with a reason.",
                    reference=case.reference, ground=ground,
                )  # fmt: skip
    _check_reason(reason, [subject_of(work, person_id) for person_id in _people(work, case_ids)])
    return anonymise(work, cases, reason)


def anonymise(work: Work, cases: Sequence[Case], reason: str, again: bool = False) -> list[int]:
    """Anonymise cases, whatever stands against it; returns the ids of the erasures. The certificate of the
    first counts what was taken out of other texts for all of them."""
    gone = _people_going(work, [case.id for case in cases])
    leaving: list[tuple[Case, Eraser, list[int]]] = []
    for case in cases:
        here = [person for person in _people(work, [case.id]) if person in gone]
        eraser = Eraser(work)
        eraser.case(case, [subject_of(work, person_id) for person_id in here])
        leaving.append((case, eraser, here))
    first, *others = (eraser for _, eraser, _ in leaving)
    first.sweep(others)
    made = []
    for case, eraser, here in leaving:
        number = next_number(work, again)
        made.append(register(work, number, ErasureKind.CASE, case.id, reason, eraser))
        for at, person_id in enumerate(here, 1):
            _enter(work, f"{number}.{at}", ErasureKind.PERSON, person_id, reason, {})
    return made


@action(MANAGERS)
def erase_calls(work: Work, call_ids: Sequence[int], *, reason: str) -> list[int]:
    """Erase what calls say whose period is over; that there was a call stays, for the yearly figures."""
    _check_reason(reason, [])
    return [_erase_call(work, work.get(Call, call_id), reason) for call_id in call_ids]


def _erase_call(work: Work, call: Call, reason: str, again: bool = False) -> int:
    if call.case_id is not None:
        raise Refused("This call belongs to a case and stays as long as the case does.")
    number, eraser = next_number(work, again), Eraser(work)
    eraser.call(call)
    eraser.sweep()
    return register(work, number, ErasureKind.CALL, call.id, reason, eraser)


# what stands against it


def _standing_person(look: Look, person_id: int) -> Subject:
    subject = subject_of(look, person_id)
    if subject.person.erased_on is not None:
        raise Refused("This person was erased already.")
    return subject


def _refusals(subject: Subject) -> Iterable[Message]:
    for case in subject.cases:
        if case.open and not case.study:
            yield L("{reference} is open and needs this person (Art. 17(3)). Close it first.",
                    reference=case.reference)  # fmt: skip


def _grounds(look: Look, subject: Subject) -> Iterable[Message]:
    claims = select(ProcessingHold.id).where(
        ProcessingHold.person_id == subject.id, ProcessingHold.kind == HoldKind.CLAIMS,
        ProcessingHold.until.is_(None) | (ProcessingHold.until > look.today),
    )  # fmt: skip
    if look.session.scalar(claims.limit(1)) is not None:
        yield L("The person needs the data for legal claims (Art. 18(1)(c)).")
    for case in subject.cases:
        clock = clock_of(look, case)
        if case.anonymised_on is None and clock.standing in (Standing.KEPT, Standing.SOON):
            yield L(
                "{reference} is kept until {day} (Art. 17(3)).", reference=case.reference, day=clock.until
            )


def _case_refusals(cases: Iterable[Case]) -> Iterable[Message]:
    for case in cases:
        if case.anonymised_on is not None:
            yield L("{reference} was anonymised already.", reference=case.reference)
        elif case.open and not case.study:
            yield L("{reference} is still open. Close it first.", reference=case.reference)


def _case_grounds(look: Look, case: Case) -> Iterable[Message]:
    clock = clock_of(look, case)
    if clock.until is not None and clock.until >= look.today:
        yield L("The period is not over: {reference} is kept until {day}.", reference=case.reference,
                day=clock.until)  # fmt: skip
    paused = pause_of(look, search.people_of(look, case.id))
    if paused is not None:
        yield paused


def _check_reason(reason: str, subjects: Iterable[Subject]) -> None:
    if not reason.strip():
        raise Invalid("reason", "Say why; the reason stays in the register.")
    if any(Finder(subject.known).finds(reason) for subject in subjects):
        raise Invalid(
            "reason", "The reason names somebody. It stays in the register, so write it without names."
        )


# who and what


def _people(look: Look, case_ids: Iterable[int]) -> list[int]:
    """Everybody on these cases who was not erased."""
    ids = {person for case_id in case_ids for person in search.people_of(look, case_id)}
    stay = select(Person.id).where(Person.id.in_(ids), Person.erased_on.is_(None)).order_by(Person.id)
    return list(look.session.scalars(stay))


def _people_going(look: Look, case_ids: Sequence[int]) -> list[int]:
    """Those of them who are on no other case that is kept."""
    kept = set(look.session.scalars(select(Case.id).where(Case.anonymised_on.is_(None)))) - set(case_ids)
    return [person for person in _people(look, case_ids) if not kept & set(search.cases_of(look, person))]


def _attachments(look: Look, case_ids: Sequence[int]) -> list[Attachment]:
    held = select(Attachment).where(Attachment.case_id.in_(case_ids), Attachment.size > 0)
    return list(look.session.scalars(held.order_by(Attachment.id)))


def _unreadable(look: Look, case_ids: Sequence[int]) -> Iterable[ToRead]:
    for record in _attachments(look, case_ids):
        if words_of_document(look, record) is None:
            yield ToRead(record.id, record.name, look.get(Case, record.case_id).reference)


# the register


def next_number(work: Work, again: bool = False) -> str:
    """ER-2026-0001 …; one that was erased again after a restore ends in R, so that a number that the lost
    part of the register gave is never given to something else."""
    year = work.today.year
    given = work.session.scalars(select(Erasure.number).where(Erasure.number.startswith(f"ER-{year}-")))
    last = max((int(found[1]) for number in given if (found := _NUMBER.match(number))), default=0)
    return f"ER-{year}-{last + 1:04d}{'R' if again else ''}"


def register(work: Work, number: str, kind: ErasureKind, record: int, reason: str, eraser: Eraser) -> int:
    counts = {name: eraser.counts[name] for name in COUNTED if eraser.counts[name]}
    return _enter(work, number, kind, record, reason, {**counts, "shared": eraser.shared})


def _enter(
    work: Work, number: str, kind: ErasureKind, record: int, reason: str, counts: dict[str, int]
) -> int:
    entry = Erasure(kind=kind, record=record, erased_at=work.now, counts=counts, staff_id=work.staff.id)
    return work.add(entry, number=number, reason=reason.strip()[:300]).id
