"""The limits of requests and breaches (GDPR): their entries as facts, counted by the rules like any other.

Nothing is typed by hand: the register keeps what happened, the rules say what follows. Registers are short,
so each entry is counted alone and remembered until it, the bureau's calendar or the day changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import Due, due_on
from abductdesk.actions.facts import office_facts, settled
from abductdesk.actions.office import BRUSSELS, Look
from abductdesk.models import Breach, DataRequest, Staff
from abductdesk.rules import engine
from abductdesk.rules.deadline import Deadline
from abductdesk.rules.facts import Decision, Event, Facts
from abductdesk.terms import BreachRisk, DecisionKind, EventKind, Law, RequestOutcome, StaffRole, Status

REQUESTS, BREACHES = "requests", "breaches"  # the tabs of the screen, and what a line leads to
ANSWER, EXTENDED, REFUSED = "gdpr-art12-3-answer", "gdpr-art12-3-extend", "gdpr-art12-4-refuse"
NOTIFY, PROCESSOR, TELL = "gdpr-art33-72h", "gdpr-art33-2-processor", "gdpr-art34-inform"


def request_events(request: DataRequest) -> Iterator[Event]:
    """What happened to a request, as the rules read it."""
    yield Event(request.id, EventKind.DATA_REQUEST_RECEIVED, request.received_on)
    if request.extended_on is not None:
        yield Event(-1, EventKind.DATA_REQUEST_EXTENDED, request.extended_on)
    if request.answered_on is not None:
        yield Event(-2, EventKind.DATA_REQUEST_ANSWERED, request.answered_on)


def breach_events(breach: Breach) -> Iterator[Event]:
    """What happened about a breach, as the rules read it; moments by the clock in Brussels."""
    yield _at(breach.id, EventKind.BREACH_KNOWN, breach.known_at)
    if breach.processor:
        yield _at(-1, EventKind.BREACH_TOLD_TO_CONTROLLER, breach.known_at)
    if breach.notified_at is not None:
        yield _at(-2, EventKind.BREACH_NOTIFIED, breach.notified_at)
    if breach.high_risk_on is not None and breach.risk is BreachRisk.HIGH:
        yield Event(-3, EventKind.HIGH_RISK_FOUND, breach.high_risk_on)
    if breach.told_on is not None:
        yield Event(-4, EventKind.PERSONS_TOLD, breach.told_on)


def _at(key: int, kind: EventKind, at: datetime) -> Event:
    local = at.astimezone(BRUSSELS)
    return Event(key, kind, local.date(), time=local.time())  # which of two hours in October: time.fold


def _decided(breach: Breach, by: str) -> Iterator[Decision]:
    """What the law exempts, with the reason that the register keeps."""
    if breach.risk is BreachRisk.NONE and breach.notified_at is None:
        why = breach.delay_reason or ""
        yield Decision(
            NOTIFY, DecisionKind.NOT_APPLICABLE, why, breach.known_at.astimezone(BRUSSELS).date(), by
        )
    if breach.untold_reason and breach.told_on is None:
        day = breach.high_risk_on or breach.known_at.astimezone(BRUSSELS).date()
        yield Decision(TELL, DecisionKind.NOT_APPLICABLE, breach.untold_reason, day, by)


def limits_of(look: Look, entry: DataRequest | Breach, by: str = "") -> tuple[Deadline, ...]:
    """The limits of one entry, the one that people work to first."""
    remembered: dict[tuple[str, int], tuple[Any, tuple[Deadline, ...]]]
    remembered = look.memory.setdefault("registers", {})
    key, stamp = (entry.__tablename__, entry.id), (entry.version, by, *settled(look))
    known = remembered.get(key)
    if known is None or known[0] != stamp:
        known = remembered[key] = (stamp, counted(look, entry, by))
    return known[1]


def counted(look: Look, entry: DataRequest | Breach, by: str = "") -> tuple[Deadline, ...]:
    """The same, counted now: for what is about to change."""
    if isinstance(entry, DataRequest):
        facts = Facts(events=tuple(request_events(entry)), office=office_facts(look))
        return _ordered(_counted(look, facts), _order_of_request(entry))
    given = tuple(breach_events(entry)), tuple(_decided(entry, by))
    facts = Facts(events=given[0], decisions=given[1], office=office_facts(look))
    order = [NOTIFY, TELL, *([PROCESSOR] if entry.processor else [])]
    return _ordered(_counted(look, facts), order)


def _counted(look: Look, facts: Facts) -> dict[str, Deadline]:
    found = engine.deadlines(facts, look.today)
    return {line.id: line for line in found if line.instrument is Law.GDPR}


def _ordered(found: dict[str, Deadline], order: Sequence[str]) -> tuple[Deadline, ...]:
    lines = [found[name] for name in order if name in found]
    # what does not apply (an extension told too late) explains, and is not what people work to
    return tuple(sorted(lines, key=lambda line: line.status is Status.NOT_APPLICABLE))


def _order_of_request(request: DataRequest) -> list[str]:
    """The extension where there is one; for a refusal its own paragraph; each limit once."""
    refused = request.outcome is RequestOutcome.REFUSED and request.extended_on is None
    first = REFUSED if refused else ANSWER
    return [EXTENDED, first] if request.extended_on is not None else [first]


def hours_left(look: Look, limit: Deadline) -> int | None:
    """Whole hours left of a limit in hours, negative when past; None for one in days or settled."""
    if not isinstance(limit.due, datetime) or limit.status not in (Status.OPEN, Status.MISSED):
        return None
    if limit.met_on is not None:
        return None
    return int((limit.due - look.now).total_seconds() // 3600)


def pending(look: Look) -> list[Due]:
    """Limits of the registers that still run, for managers and for whoever recorded the entry."""
    names = {row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))}
    requests = select(DataRequest).where(DataRequest.answered_on.is_(None))
    breaches = select(Breach).where(Breach.closed_on.is_(None), Breach.notified_at.is_(None))
    entries: list[DataRequest | Breach] = [
        *look.session.scalars(requests.order_by(DataRequest.id)),
        *look.session.scalars(breaches.order_by(Breach.id)),
    ]
    manages = StaffRole.MANAGER in look.staff.roles
    found = []
    for entry in entries:
        if not manages and entry.staff_id != look.staff.id:
            continue
        limit = limits_of(look, entry, names.get(entry.staff_id, ""))[0]
        on = due_on(limit)
        if on is not None:
            tab = REQUESTS if isinstance(entry, DataRequest) else BREACHES
            found.append(
                Due(
                    0, entry.number, "", entry.staff_id, on, limit,
                    register=(tab, entry.id), hours=hours_left(look, limit),
                )
            )  # fmt: skip
    return sorted(found, key=lambda line: (line.on, line.reference))
