"""Study cases: timelines of published judgments, without people, out of Today and out of figures."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.office import Work, action
from abductdesk.actions.people import NewChild
from abductdesk.exchange.timelines import Timeline, read_timeline
from abductdesk.faults import Refused
from abductdesk.models import Case, CaseEvent, Child
from abductdesk.rules.facts import Event
from abductdesk.terms import CaseKind, EventKind

_LONGEST = 200  # characters of a reference


@action()
def import_timeline(work: Work, content: bytes) -> int:
    """Keep one timeline (JSON) as a study case; returns its id. Raises `Refused` for a file that is none,
    and for a judgment that is here already."""
    told = read_timeline(content)
    reference = " ".join(told.reference.split())
    if not 0 < len(reference) <= _LONGEST:
        raise Refused(
            "A timeline needs the reference of its judgment, of at most {most} characters.", most=_LONGEST
        )
    if work.session.scalar(select(Case.id).where(Case.reference == reference)):
        raise Refused("{reference} was imported before. Nothing was changed.", reference=reference)
    case_id = open_case(
        work,
        NewCase(
            values=_case(told),
            children=[
                NewChild({"born": child.born, "born_precision": child.precision})
                for child in told.facts.children
            ],
            study=True,
            reference=reference,
            source=" — ".join(filter(None, (told.court, told.source)))[:2000] or None,
        ),
    )
    _add_events(work, case_id, told)
    return case_id


def _case(told: Timeline) -> dict[str, Any]:
    facts, law = told.facts, told.facts.framework
    values: dict[str, Any] = {
        "kind": _kind({event.kind for event in facts.events}),
        "habitual_residence_state": facts.habitual_residence,
        "requested_state": facts.requested_state,
        "custody_decision": facts.custody_decision,
        "left_behind_lives_in": facts.left_behind_lives_in,
        "taking_lives_in": facts.taking_lives_in,
        "summary": "\n".join(told.facts_worth_showing) or None,
    }
    if law is not None:
        values["recorded_instrument"] = law.instrument
        values["recorded_since"] = law.since
        values["recorded_source"] = law.source or None
    return values


def _kind(kinds: set[EventKind]) -> CaseKind:
    if EventKind.REMOVAL in kinds:
        return CaseKind.REMOVAL
    return CaseKind.RETENTION if EventKind.RETENTION in kinds else CaseKind.INFORMATION_ONLY


def _add_events(work: Work, case_id: int, told: Timeline) -> None:
    """The events, then which of them answers which: one may answer a later one of the file."""
    children = list(work.session.scalars(select(Child.id).where(Child.case_id == case_id).order_by(Child.id)))
    made: dict[int, CaseEvent] = {}
    for event in told.facts.events:
        made[event.key] = work.add(CaseEvent(case_id=case_id), **_event(event, told, children))
    for event in told.facts.events:
        if event.of is not None:
            work.assign(made[event.key], of_id=made[event.of].id)
    work.facts_changed(case_id)


def _event(event: Event, told: Timeline, children: list[int]) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "date": event.date,
        "precision": event.precision,
        "time": event.time,
        "confidence": event.confidence,
        "how": event.how,
        "party": event.party,
        "child_ids": [children[position] for position in event.children],
        "grounds": event.grounds,
        "instance": event.instance,
        "through_central_authority": event.through_central_authority,
        "source": told.sources.get(event.key),
        "note": told.notes.get(event.key),
    }
