"""What the parents agreed, by topic, and its way to an order in both states. And each child's own voice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.mediationfacts import add_of, check_past, follow, only, running
from abductdesk.actions.office import Look, Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.models import (
    Agreement,
    Child,
    ChildVoice,
    DirectoryEntry,
    Mediation,
    MediationSession,
    PairChoice,
)
from abductdesk.models.base import fields_of
from abductdesk.rules.candidates import valid_on
from abductdesk.rules.homologation import PAPERS, Line, checklist
from abductdesk.terms import Agreed, AgreementTopic, EventKind, SessionState

FIELDS = (*fields_of(Agreement), "points", "papers")
ASKED = tuple(paper for paper in PAPERS if not paper.derived)
"""The papers whose day somebody records."""
# Each of these days is a fact of the case.
_EVENTS = {
    "drafted_on": EventKind.AGREEMENT_DRAFTED,
    "enforceable_checked_on": EventKind.ENFORCEABILITY_CHECKED,
    "signed_on": EventKind.AGREEMENT_SIGNED,
    "lodged_on": EventKind.HOMOLOGATION_LODGED,
}
_LATER = (
    ("drafted_on", "sent_to_lawyers_on"), ("drafted_on", "signed_on"), ("signed_on", "lodged_on"),
    ("lodged_on", "homologated_on"), ("mirror_asked_on", "mirror_made_on"),
)  # fmt: skip
_NEEDS = (("lodged_on", "signed_on"), ("homologated_on", "lodged_on"))
_PAST = (*_EVENTS, "sent_to_lawyers_on", "left_behind_reviewed_on", "taking_reviewed_on", "homologated_on",
         "mirror_asked_on", "mirror_made_on")  # fmt: skip


@action()
def add_agreement(work: Work, mediation_id: int, values: Mapping[str, Any]) -> int:
    """Begin an agreement; returns its id."""
    mediation = running(work, mediation_id)
    if agreement_of(work, mediation_id) is not None:
        raise Refused("This mediation has an agreement already. Change that one.")
    agreement = add_of(work, mediation, Agreement(), **_values(values))
    _settle(work, agreement)
    return agreement.id


@action()
def change_agreement(work: Work, agreement_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change an agreement; the events of the case follow its days. The homologation may come after the end of
    the mediation."""
    agreement = work.get(Agreement, agreement_id)
    work.change(agreement, seen, _values(changes))
    _settle(work, agreement)


def agreement_of(look: Look, mediation_id: int) -> Agreement | None:
    """The agreement of a mediation."""
    return look.session.scalar(select(Agreement).where(Agreement.mediation_id == mediation_id).limit(1))


def _values(changes: Mapping[str, Any]) -> dict[str, Any]:
    found = only(changes, *FIELDS)
    if "points" in found:
        points = {AgreementTopic(topic).value: answer for topic, answer in found["points"].items()}
        found["points"] = {topic: Agreed(answer).value for topic, answer in points.items() if answer}
    if "papers" in found:
        known = {paper.id for paper in ASKED}
        papers = {name: day for name, day in found["papers"].items() if name in known and day}
        found["papers"] = {
            name: day.isoformat() if isinstance(day, date) else str(day) for name, day in papers.items()
        }
    return found


def _settle(work: Work, agreement: Agreement) -> None:
    """Check the order of its days, and let the events follow."""
    for name in _PAST:
        check_past(work, name, getattr(agreement, name))
    for earlier, later in _LATER:
        begun, ended = getattr(agreement, earlier), getattr(agreement, later)
        if begun is not None and ended is not None and ended < begun:
            raise Invalid(later, "This day lies before the step that comes first. Check both days.")
    for later, earlier in _NEEDS:
        if getattr(agreement, later) is not None and getattr(agreement, earlier) is None:
            raise Invalid(later, "First signed, then lodged, then homologated. Record the step before.")
    for name in ("cost_cents", "court_cost_cents"):
        if (getattr(agreement, name) or 0) < 0:
            raise Invalid(name, "An amount cannot be negative.")
    if agreement.homologated_on is not None and not accredited(work, agreement):
        raise Invalid(
            "homologated_on",
            "No mediator of this agreement was accredited on the day of signing: without one the court does"
            " not homologate it (Judicial Code art. 1733). Check the accreditation in the directory.",
        )
    for name, kind in _EVENTS.items():
        follow(work, agreement, kind, getattr(agreement, name))


def accredited(look: Look, agreement: Agreement) -> bool | None:
    """Whether a mediator of the agreement was accredited on the day it was signed (today while it is not);
    None where no mediator is known."""
    day = agreement.signed_on or look.today
    chosen = select(PairChoice.first_id, PairChoice.second_id, PairChoice.chosen_on, PairChoice.replaced_on)
    ids: set[int] = set()
    for row in look.session.execute(chosen.where(PairChoice.mediation_id == agreement.mediation_id)):
        if row.replaced_on is None or row.replaced_on > day:
            ids |= {row.first_id, row.second_id}
    held = select(MediationSession.first_id, MediationSession.second_id).where(
        MediationSession.mediation_id == agreement.mediation_id,
        MediationSession.state == SessionState.HELD,
    )
    ids |= {entry_id for row in look.session.execute(held) for entry_id in row if entry_id is not None}
    entries = list(look.session.scalars(select(DirectoryEntry).where(DirectoryEntry.id.in_(ids))))
    if not entries:
        return None
    return any(valid_on(entry.accredited_from, entry.accredited_until, day) for entry in entries)


def checklist_of(look: Look, agreement: Agreement) -> tuple[Line, ...]:
    """The homologation checklist of an agreement as it stands."""
    papers = {name: date.fromisoformat(day) for name, day in agreement.papers.items()}
    lodging = agreement.lodged_on or look.today
    return checklist(papers, agreement.signed_on, accredited(look, agreement), lodging)


# each child's own voice


@action()
def record_voice(
    work: Work, mediation_id: int, child_id: int, *, changes: Mapping[str, Any], seen: int = 0
) -> int:
    """Record that a child was offered to be heard, whether it wanted to, when and by whom it was heard, and
    that it was told the outcome. Never what it said. Returns the id of the record."""
    mediation = work.get(Mediation, mediation_id)
    child = work.get(Child, child_id)
    if child.case_id != mediation.case_id:
        raise Refused("This child is not on this case.")
    values = only(changes, "offered_on", "answer", "heard_on", "heard_by_id", "feedback_on")
    found = select(ChildVoice).where(ChildVoice.mediation_id == mediation_id, ChildVoice.child_id == child_id)
    voice = work.session.scalar(found.limit(1))
    if voice is None:
        voice = add_of(work, mediation, ChildVoice(child_id=child_id), **values)
    else:
        work.change(voice, seen, values)
    for name in ("offered_on", "heard_on", "feedback_on"):
        check_past(work, name, getattr(voice, name))
    if voice.answer is not None and voice.offered_on is None:
        raise Invalid("offered_on", "Say on which day the child was offered to be heard.")
    if voice.heard_by_id is not None:
        work.get(DirectoryEntry, voice.heard_by_id)
        if voice.heard_on is None:
            raise Invalid("heard_on", "Say on which day the child was heard.")
    return voice.id
