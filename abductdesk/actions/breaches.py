"""The register of breaches of personal data (GDPR Arts. 33 and 34), which names nobody.

Anybody who works here reports one; caseworkers and managers assess it and record who was told; a manager
closes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import BRUSSELS, EVERYBODY, Look, Work, action, query
from abductdesk.actions.registerlimits import NOTIFY, counted, hours_left, limits_of
from abductdesk.actions.registers import MANAGERS, next_number, refuse_to_come
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Breach, Staff
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import BreachRisk

TOLD = ("what", "data", "persons", "consequences", "measures", "processor")
ASSESSED = (*TOLD, "risk", "high_risk_on")


@action(EVERYBODY)
def report_breach(work: Work, values: Mapping[str, Any], known_at: datetime) -> str:
    """Record that data were lost, altered or seen by somebody who should not; returns the number under which
    it stands in the register. The 72 hours run from `known_at`, when the bureau became aware."""
    if known_at > work.now:
        raise Invalid("known_on", "This moment has not come yet. Check the day and the time.")
    wanted = {name: value for name, value in values.items() if name in TOLD}
    _check_persons(wanted)
    number = next_number(work, Breach, "BR")
    return work.add(Breach(number=number, known_at=known_at, staff_id=work.staff.id), **wanted).number


@action()
def assess_breach(
    work: Work, breach_id: int, *, seen: int, changes: Mapping[str, Any], known_at: datetime | None = None
) -> None:
    """Correct or complete a breach, and say how great the risk is. From the day on which a high risk is
    found the persons concerned must be told without undue delay (Art. 34)."""
    breach = _open(work, breach_id)
    wanted = {name: value for name, value in changes.items() if name in ASSESSED}
    _check_persons(wanted)
    refuse_to_come(work, wanted, "high_risk_on")
    if known_at is not None and known_at > work.now:
        raise Invalid("known_on", "This moment has not come yet. Check the day and the time.")
    risk = wanted.get("risk", breach.risk)
    found = wanted.get("high_risk_on", breach.high_risk_on)
    wanted["high_risk_on"] = (found or work.today) if risk is BreachRisk.HIGH else None
    if known_at is not None:
        wanted["known_at"] = known_at
    work.change(breach, seen, wanted)


def _check_persons(values: Mapping[str, Any]) -> None:
    if (values.get("persons") or 0) < 0:
        raise Invalid("persons", "Say how many persons, about; leave it empty where nobody knows yet.")


@action()
def notify_breach(work: Work, breach_id: int, *, seen: int, at: datetime, delay_reason: str = "") -> None:
    """Record when the authority was notified. After the 72 hours the reasons of the delay go with it
    (Art. 33(1)); without them it is refused."""
    breach = _open(work, breach_id)
    if at > work.now:
        raise Invalid("notified_on", "This moment has not come yet. Check the day and the time.")
    if at < breach.known_at:
        raise Invalid("notified_on", "The breach became known later than that. Check the day and the time.")
    limit = next(line for line in counted(work, breach) if line.id == NOTIFY)
    due = limit.due
    if isinstance(due, datetime) and at > due and not delay_reason.strip():
        raise Invalid(
            "delay_reason",
            "The 72 hours ended on {due}: give the reasons of the delay (Art. 33(1)).",
            due=due,
        )
    work.change(breach, seen, {"notified_at": at, "delay_reason": delay_reason or breach.delay_reason})


@action()
def leave_unnotified(work: Work, breach_id: int, *, seen: int, reason: str) -> None:
    """Record that the breach is unlikely to harm anybody, and why, so that the authority is not notified; the
    register keeps it all the same (Art. 33(5))."""
    breach = _open(work, breach_id)
    if not reason.strip():
        raise Invalid("delay_reason", "Say why nobody is likely to be harmed: the authority may ask.")
    work.change(breach, seen, {"risk": BreachRisk.NONE, "high_risk_on": None, "delay_reason": reason})


@action()
def tell_persons(
    work: Work, breach_id: int, *, seen: int, on: date | None = None, untold_reason: str = ""
) -> None:
    """Record when the persons concerned were told, or why they need not be (Art. 34(3))."""
    breach = _open(work, breach_id)
    refuse_to_come(work, {"told_on": on}, "told_on")
    if on is None and not untold_reason.strip():
        raise Invalid("told_on", "Say when they were told, or why they need not be (Art. 34(3)).")
    if on is not None and on < breach.known_at.astimezone(BRUSSELS).date():
        raise Invalid("told_on", "The breach became known later than that. Check the day.")
    work.change(breach, seen, {"told_on": on, "untold_reason": untold_reason or None})


@action(MANAGERS)
def close_breach(work: Work, breach_id: int, *, seen: int) -> None:
    """Close a breach once it is assessed and everybody was told whom the law says."""
    breach = _open(work, breach_id)
    if breach.risk is BreachRisk.UNKNOWN:
        raise Refused("Assess the risk first: the register must say it (Art. 33(5)).")
    if breach.notified_at is None and breach.risk is not BreachRisk.NONE:
        raise Refused("Notify the authority first, or record why nobody is likely to be harmed.")
    if breach.risk is BreachRisk.NONE and breach.notified_at is None and not breach.delay_reason:
        raise Refused("Say first why the authority is not notified.")
    if breach.risk is BreachRisk.HIGH and breach.told_on is None and not breach.untold_reason:
        raise Refused("Tell the persons concerned first, or record why they need not be told (Art. 34(3)).")
    work.change(breach, seen, {"closed_on": work.today})


@action(MANAGERS)
def reopen_breach(work: Work, breach_id: int, *, seen: int) -> None:
    """Open a closed breach again: something more came to light."""
    breach = work.get(Breach, breach_id)
    if breach.closed_on is None:
        raise Refused("This breach is not closed.")
    work.change(breach, seen, {"closed_on": None})


def _open(work: Work, breach_id: int) -> Breach:
    breach = work.get(Breach, breach_id)
    if breach.closed_on is not None:
        raise Refused("This breach is closed. A manager can open it again.")
    return breach


@dataclass(frozen=True)
class BreachEntry:
    """A breach with what follows from it; `hours` are left to notify the authority, negative when past."""

    entry: Breach
    limits: tuple[Deadline, ...]
    recorded_by: str
    hours: int | None

    @property
    def id(self) -> int:
        return self.entry.id

    @property
    def limit(self) -> Deadline:
        return self.limits[0]


@query()
def breaches(look: Look) -> list[BreachEntry]:
    """The register, the newest first."""
    rows = select(Breach, Staff.name).join(Staff, Staff.id == Breach.staff_id).order_by(Breach.id.desc())
    found = []
    for entry, name in look.session.execute(rows):
        limits = limits_of(look, entry, name)
        hours = hours_left(look, next(line for line in limits if line.id == NOTIFY))
        found.append(BreachEntry(entry, limits, name, hours))
    return found
