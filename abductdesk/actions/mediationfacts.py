"""Facts of the mediation as events of the case, so that its limits start from them and are met by them.

The mediation is where they are recorded and changed. Each one has a shadow among the events of the case: it
comes, moves and goes with its record in one transaction, and nobody changes it from the other side.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy import select

from abductdesk.actions.events import check_day, take_out
from abductdesk.actions.office import Look, Work
from abductdesk.faults import Invalid, Refused
from abductdesk.models import CaseEvent, Mediation, Record
from abductdesk.terms import Confidence, EventKind, Party, Precision

PARENTS = (Party.LEFT_BEHIND, Party.TAKING)
R = TypeVar("R", bound=Record)


class Recorded(Protocol):
    """A record of the mediation of a case."""

    __tablename__: str
    id: int
    case_id: int


def follow(
    work: Work, record: Recorded, kind: EventKind, day: date | None, party: Party | None = None
) -> None:
    """Let the event of this kind follow the record: on this day, or gone. An event that somebody had typed
    for the same day becomes its shadow. Raises `Invalid` for a day to come, `Refused` where a decision or
    another event hangs on an event that would go."""
    origin = f"{record.__tablename__}:{record.id}"
    event = work.session.scalar(
        select(CaseEvent).where(CaseEvent.origin == origin, CaseEvent.kind == kind).limit(1)
    )
    if day is None:
        if event is not None:
            take_out(work, event)
        return
    check_day(work, kind, day)
    if event is None:
        typed = select(CaseEvent).where(
            CaseEvent.case_id == record.case_id,
            CaseEvent.kind == kind,
            CaseEvent.date == day,
            CaseEvent.precision == Precision.DAY,
            CaseEvent.party.is_(None) if party is None else CaseEvent.party == party,
            CaseEvent.origin.is_(None),
        )
        event = work.session.scalar(typed.order_by(CaseEvent.id).limit(1))
        if event is not None:
            work.assign(event, origin=origin)
        else:
            new = CaseEvent(case_id=record.case_id, origin=origin)
            work.add(new, kind=kind, date=day, party=party, confidence=Confidence.SEEN)
    elif (event.date, event.party) != (day, party):
        work.assign(event, date=day, party=party)
    else:
        return
    work.facts_changed(record.case_id)


def check_past(work: Work, name: str, day: date | None) -> None:
    """Raise `Invalid` for a day that has not come yet in a field that says what was done."""
    if day is not None and day > work.today:
        raise Invalid(name, "This day has not come yet. Record it once it has happened.")


def running(look: Look, mediation_id: int) -> Mediation:
    """A mediation that has not ended; raises `Refused` for one that has."""
    mediation = look.get(Mediation, mediation_id)
    if mediation.ended_on is not None:
        raise Refused("This mediation has ended. Open it again first.")
    return mediation


def parent(party: Any) -> Party:
    """One of the two parents; anybody else is `Invalid`."""
    if party not in PARENTS:
        raise Invalid("party", "Choose one of the two parents.")
    return Party(party)


def add_of(work: Work, mediation: Mediation, record: R, **values: Any) -> R:
    """Add a record that belongs to a mediation and so to its case."""
    return work.add(record, mediation_id=mediation.id, case_id=mediation.case_id, **values)


def only(changes: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """These fields and no others: the rest is not changed this way."""
    return {name: value for name, value in changes.items() if name in names}
