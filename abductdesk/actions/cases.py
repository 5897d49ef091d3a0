"""Opening, changing, converting, linking, closing and voiding a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from abductdesk.actions import attempts, search
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.people import NewChild, NewPerson, add_child, add_person
from abductdesk.actions.returning import RUNNING
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Message
from abductdesk.models import Aftercare, Call, Case, CaseLink, Child, FollowUp, Letter, ReturnPlan, Staff
from abductdesk.terms import (
    Act,
    CaseKind,
    CaseLinkKind,
    Certainty,
    ClosureReason,
    Direction,
    EventKind,
    Outcome,
    Stage,
)

FACT_FIELDS = frozenset(
    {
        "kind", "habitual_residence_state", "requested_state", "left_behind_lives_in", "taking_lives_in",
        "custody_decision", "recorded_instrument", "recorded_since", "recorded_source",
    }
)  # fmt: skip

_OVERRIDE = ("recorded_instrument", "recorded_source")


@dataclass(frozen=True)
class NewCase:
    """What is known when a case is opened; `events` are (kind, day) facts to begin with."""

    values: Mapping[str, Any]
    children: Sequence[NewChild] = ()
    people: Sequence[NewPerson] = ()
    events: Sequence[Mapping[str, Any]] = ()
    call_id: int | None = None
    study: bool = False
    reference: str | None = None
    source: str | None = None
    opened_on: date | None = None


@action()
def open_case(work: Work, new: NewCase) -> int:
    """Open a case and everything known so far; returns its id."""
    opened_on = new.opened_on or work.today
    values: dict[str, Any] = dict(new.values)
    if not new.study:
        values.setdefault("caseworker_id", work.staff.id)
    values.setdefault("direction", _direction(values))
    if not new.study:  # a published judgment is its own source
        _check_framework(values)
    year, sequence = (None, None) if new.study else (opened_on.year, _next_sequence(work, opened_on.year))
    reference = new.reference if new.study else f"PMB-{year}-{sequence:04d}"
    if not reference:
        raise Refused("A study case needs the reference of its judgment.")
    if work.session.scalar(select(Case.id).where(Case.reference == reference)):
        raise Refused("There is already a case {reference}.", reference=reference)
    case = work.add(
        Case(),
        **values,
        reference=reference,
        year=year,
        sequence=sequence,
        study=new.study,
        source=new.source,
        opened_on=opened_on,
    )
    for child in new.children:
        add_child(work, case.id, child)
    for person in new.people:
        add_person(work, case.id, person)
    for event in new.events:
        add_event(work, case.id, event)
    if new.call_id is not None:
        call = work.get(Call, new.call_id)
        if call.case_id is not None:
            raise Refused("This call already belongs to a case.")
        work.assign(call, case_id=case.id)
    search.index_case(work, case.id)
    return case.id


def _check_framework(values: Mapping[str, Any]) -> None:
    if values.get("recorded_instrument") and not (values.get("recorded_source") or "").strip():
        raise Invalid("recorded_source", "Say where the framework was checked, and on which day.")


def _next_sequence(work: Work, year: int) -> int:
    return (work.session.scalar(select(func.max(Case.sequence)).where(Case.year == year)) or 0) + 1


def _direction(values: Mapping[str, Any]) -> Direction:
    if values.get("requested_state") == "BE":
        return Direction.INCOMING
    return Direction.OUTGOING if values.get("habitual_residence_state") == "BE" else Direction.OTHER


@action()
def change_case(work: Work, case_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change fields of a case. A caseworker or deputy must be a member of staff who works here."""
    case = work.get(Case, case_id)
    for name in ("caseworker_id", "deputy_id"):
        chosen = changes.get(name)
        if chosen is not None and not work.get(Staff, chosen).active:
            raise Invalid(name, "This person no longer works here. Choose somebody else.")
    if changes.get("stage") == Stage.CLOSED:
        raise Invalid("stage", "Close the case with its reason: use “Close case”.")
    if changes.keys() & set(_OVERRIDE):
        _check_framework({name: changes.get(name, getattr(case, name)) for name in _OVERRIDE})
    work.change(case, seen, changes)
    if FACT_FIELDS & changes.keys():
        work.facts_changed(case_id)


@action()
def convert_prevention(work: Work, case_id: int, *, kind: CaseKind, on: date) -> None:
    """Turn a prevention case into an abduction case: it has happened on this day. History stays."""
    case = work.get(Case, case_id)
    if case.kind is not CaseKind.PREVENTION:
        raise Refused("Only a prevention case can become an abduction case.")
    happened = {CaseKind.REMOVAL: EventKind.REMOVAL, CaseKind.RETENTION: EventKind.RETENTION}
    if kind not in happened:
        raise Invalid("kind", "Choose removal or retention.")
    if on > work.today:
        raise Invalid("on", "The day lies in the future. Convert the case once it has happened.")
    work.assign(case, kind=kind, certainty=Certainty.ALLEGED, converted_on=work.today)
    add_event(work, case_id, {"kind": happened[kind], "date": on})


@dataclass(frozen=True)
class ClosingCheck:
    """One line of the closing checklist."""

    sentence: Message
    done: bool


@query()
def closing_checklist(look: Look, case_id: int) -> list[ClosingCheck]:
    """What should be settled before a case is closed."""
    return _checklist(look, case_id)


def _checklist(look: Look, case_id: int) -> list[ClosingCheck]:
    outcomes = list(look.session.scalars(select(Child.outcome).where(Child.case_id == case_id)))
    undone = select(func.count()).where(FollowUp.case_id == case_id, FollowUp.done_on.is_(None))
    letters = look.session.scalar(
        select(func.count()).where(Letter.case_id == case_id, Letter.printed_on.is_(None))
    )
    leaving = select(func.count()).where(ReturnPlan.case_id == case_id, ReturnPlan.state.in_(RUNNING))
    cared = select(func.count()).where(Aftercare.case_id == case_id, Aftercare.ended_on.is_(None))
    return [
        ClosingCheck(L("Every child has an outcome."), bool(outcomes) and Outcome.PENDING not in outcomes),
        ClosingCheck(L("Every follow-up is done."), not look.session.scalar(undone)),
        ClosingCheck(L("Every issued letter has been printed or saved."), not letters),
        ClosingCheck(L("No return is being prepared or on the way."), not look.session.scalar(leaving)),
        ClosingCheck(L("The aftercare of every child has ended."), not look.session.scalar(cared)),
    ]


@action()
def close_case(
    work: Work, case_id: int, *, seen: int, reason: ClosureReason, despite_open_points: bool = False
) -> None:
    """Close a case with its reason. Open points of the checklist must be accepted on purpose."""
    case = work.get(Case, case_id)
    if not case.open:
        raise Refused("This case is already closed.")
    open_points = [line for line in _checklist(work, case_id) if not line.done]
    if open_points and not despite_open_points:
        raise Refused("Some points are still open. Settle them, or say that the case closes despite them.")
    work.change(case, seen, {"closure_reason": reason})
    work.assign(case, stage=Stage.CLOSED, closed_on=work.today)


@action()
def reopen_case(work: Work, case_id: int, *, seen: int) -> None:
    """Open a closed case again, at the intake stage."""
    case = work.get(Case, case_id)
    if case.closed_on is None:
        raise Refused("This case is not closed.")
    work.change(case, seen, {"closure_reason": None})
    work.assign(case, stage=Stage.INTAKE, closed_on=None)


@action()
def void_case(work: Work, case_id: int, *, seen: int, reason: str) -> None:
    """Void a case opened by mistake: it keeps its number and leaves lists and figures."""
    case = work.get(Case, case_id)
    if case.voided_on is not None:
        raise Refused("This case is already void.")
    if not reason.strip():
        raise Invalid("reason", "Say why the case was opened by mistake.")
    if work.session.scalar(select(Letter.id).where(Letter.case_id == case_id).limit(1)):
        raise Refused("A letter has been issued in this case, so it cannot be void. Close it instead.")
    work.change(case, seen, {"stage": Stage.CLOSED})
    work.assign(case, voided_on=work.today, void_reason=reason.strip()[:500])


@action()
def link_cases(work: Work, case_id: int, *, other_reference: str, kind: CaseLinkKind, note: str = "") -> int:
    """Link two cases; both show the link."""
    wanted = other_reference.strip().upper()
    other = work.session.scalar(select(Case).where(func.upper(Case.reference) == wanted))
    if other is None:
        raise Invalid("other_reference", "There is no case {reference}.", reference=wanted)
    if other.id == case_id:
        raise Invalid("other_reference", "A case cannot be linked to itself.")
    link = work.add(CaseLink(case_id=case_id, other_id=other.id), kind=kind, note=note)
    work.touched.add((Case.__tablename__, other.id))
    return link.id


@action()
def unlink_cases(work: Work, link_id: int) -> None:
    """Take a link between two cases away."""
    link = work.get(CaseLink, link_id)
    work.touched.add((Case.__tablename__, link.other_id))
    work.remove(link)


@action(act=Act.VIEW)
def record_view(work: Work, case_id: int) -> None:
    """Journal that somebody opened the case; once, where its content was read a moment before."""
    case = work.get(Case, case_id)
    seen: list[str] = work.memory.setdefault(attempts.viewed(case_id, work.today), [])
    if attempts.IMPLIED in seen:
        seen.remove(attempts.IMPLIED)
    else:
        work.note(case)
    work.touched.clear()
