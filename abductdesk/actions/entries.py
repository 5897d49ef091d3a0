"""The simple entries of a case: services, proceedings, follow-ups, measures, notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions import search
from abductdesk.actions.office import Work, action
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, FollowUp, Letter, Measure, Note, Proceeding, Service

Entry = FollowUp | Measure | Note | Proceeding | Service
ENTRIES: dict[str, type[Entry]] = {
    model.__tablename__: model for model in (FollowUp, Measure, Note, Proceeding, Service)
}
_SPANS = (("since", "until"), ("begun_on", "ended_on"), ("taken_on", "ends_on"))


@action()
def add_entry(work: Work, case_id: int, kind: str, values: Mapping[str, Any]) -> int:
    """Add an entry of this kind (a table name of `ENTRIES`) to a case; returns its id."""
    work.get(Case, case_id)
    model = ENTRIES[kind]
    entry = model(case_id=case_id)
    if isinstance(entry, Note):
        entry.staff_id, entry.at = work.staff.id, work.now
    if isinstance(entry, FollowUp) and "who_id" not in values:
        entry.who_id = work.staff.id
    work.add(entry, **values)
    _check_span(entry)
    _index(work, entry)
    return entry.id


@action()
def change_entry(work: Work, kind: str, entry_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change an entry."""
    entry = work.get(ENTRIES[kind], entry_id)
    work.change(entry, seen, changes)
    _check_span(entry)
    _index(work, entry)


@action()
def remove_entry(work: Work, kind: str, entry_id: int) -> None:
    """Remove an entry; its content stays in the history and can be brought back."""
    entry = work.get(ENTRIES[kind], entry_id)
    if isinstance(entry, Service) and work.session.scalar(
        select(Letter.id).where(Letter.service_id == entry_id).limit(1)
    ):
        raise Refused("A letter was issued to this service, so it stays. Say until when it was involved.")
    work.remove(entry)
    _index(work, entry)


@action()
def tick_follow_up(work: Work, follow_up_id: int, *, seen: int, done: bool = True) -> None:
    """Mark a follow-up done today, or not done after all."""
    work.change(work.get(FollowUp, follow_up_id), seen, {"done_on": work.today if done else None})


def _index(work: Work, entry: Entry) -> None:
    """Only docket numbers and references of services are searched for."""
    if isinstance(entry, Proceeding | Service):
        search.index_case(work, entry.case_id)


def _check_span(entry: Entry) -> None:
    for first, last in _SPANS:
        begin, end = getattr(entry, first, None), getattr(entry, last, None)
        if isinstance(begin, date) and isinstance(end, date) and end < begin:
            raise Invalid(last, "The end lies before the beginning.")
