"""Calls for help: logged in under two minutes, anonymous if need be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Refused
from abductdesk.models import Call, Case, Staff


@action()
def log_call(work: Work, values: Mapping[str, Any]) -> int:
    """Log a call that is made now; returns its id."""
    call = work.add(Call(staff_id=work.staff.id, at=work.now), **values)
    return call.id


@action()
def change_call(work: Work, call_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Correct a logged call."""
    work.change(work.get(Call, call_id), seen, changes)


@action()
def attach_call(work: Work, call_id: int, *, seen: int, case_id: int) -> None:
    """Say that a call belongs to a case that is already there."""
    call = work.get(Call, call_id)
    if call.case_id is not None:
        raise Refused("This call already belongs to a case.")
    work.get(Case, case_id)
    work.change(call, seen, {"case_id": case_id})


@dataclass(frozen=True)
class LoggedCall:
    """A call with who took it and the case it became."""

    call: Call
    taken_by: str
    reference: str | None

    @property
    def id(self) -> int:
        return self.call.id


@query()
def one_call(look: Look, call_id: int) -> Call:
    """A logged call; raises `Refused` when it is gone."""
    return look.get(Call, call_id)


@query()
def calls(look: Look, limit: int = 2000) -> list[LoggedCall]:
    """Logged calls, the newest first."""
    rows = (
        select(Call, Staff.name, Case.reference)
        .join(Staff, Staff.id == Call.staff_id)
        .outerjoin(Case, Case.id == Call.case_id)
        .order_by(Call.at.desc(), Call.id.desc())
        .limit(limit)
    )
    return [LoggedCall(call, name, reference) for call, name, reference in look.session.execute(rows)]
