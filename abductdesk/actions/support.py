"""Requests for financial support: what is asked, by whom, and what the criteria make of it.

Only a request that was not decided can be changed. The way of a request is in `supportflow`, its money in
`supportmoney`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.criteria import CriteriaSet, criteria_for, criteria_of
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.models import (
    Case,
    CaseRole,
    Child,
    FundingFirst,
    Person,
    Record,
    SupportItem,
    SupportRequest,
)
from abductdesk.models.base import fields_of
from abductdesk.rules.support_criteria import PER_CHILD, Item, Request, Tested, assess
from abductdesk.terms import FundingState, Role, SupportKind, SupportState

PARENTS = frozenset({Role.LEFT_BEHIND_PARENT, Role.TAKING_PARENT})
EDITABLE = frozenset(
    {SupportState.DRAFT, SupportState.SUBMITTED, SupportState.INCOMPLETE, SupportState.COMPLETE}
)
OWN_CHANGES = frozenset(
    {
        "route", "urgency", "asked_on", "income_cents", "with_family", "dependants", "income_evidence",
        "hardship",
    }
)  # fmt: skip
MOST_PERSONS, MOST_UNITS = 30, 999  # more is a slip of the keyboard
_GRANTED = frozenset(
    {
        SupportState.GRANTED, SupportState.PARTLY, SupportState.COMMITTED, SupportState.PAID,
        SupportState.RECEIPTS_CHECKED, SupportState.SETTLED, SupportState.RECOVERY,
    }
)  # fmt: skip


def _next_number(work: Work) -> str:
    prefix = f"SU-{work.today.year}-"
    numbers = select(SupportRequest.number).where(SupportRequest.number.startswith(prefix))
    taken = work.session.scalars(numbers)
    return f"{prefix}{max((int(number[len(prefix) :]) for number in taken), default=0) + 1:04d}"


@action()
def open_request(work: Work, case_id: int, person_id: int, values: Mapping[str, Any]) -> int:
    """Open a request of one parent; returns its id. Raises `Refused` for anybody else and for a case that is
    not open."""
    case = work.get(Case, case_id)
    refuse_closed(case)
    roles = select(CaseRole.role).where(CaseRole.case_id == case_id, CaseRole.person_id == person_id)
    if not PARENTS & set(work.session.scalars(roles)):
        raise Refused("Support is for the parents of the case. Add this person as a parent first.")
    values = {"asked_on": work.today, **values}
    _check(work, values)
    record = SupportRequest(
        number=_next_number(work), case_id=case_id, person_id=person_id, staff_id=work.staff.id
    )
    return work.add(record, **_own(values)).id


@action()
def change_support(work: Work, request_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what a request says, until it is tested."""
    request = editable(work, request_id)
    _check(work, changes)
    work.change(request, seen, _own(changes))


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in OWN_CHANGES}


def refuse_closed(case: Case) -> None:
    """Raise `Refused` where no support can be asked for on a case."""
    if not case.open or case.study:
        raise Refused("Support is asked for on open cases of the bureau only.")


def _check(work: Work, values: Mapping[str, Any]) -> None:
    if not 0 <= (values.get("dependants") or 0) <= MOST_PERSONS:
        raise Invalid("dependants", "Enter a number of persons between 0 and {most}.", most=MOST_PERSONS)
    if values.get("asked_on") is not None and values["asked_on"] > work.today:
        raise Invalid("asked_on", "This day has not come yet. Choose an earlier one.")


def editable(look: Look, request_id: int) -> SupportRequest:
    """The request; raises `Refused` once it was tested."""
    request = look.get(SupportRequest, request_id)
    if request.state not in EDITABLE:
        raise Refused("This request was tested already. Send it back before you change it.")
    return request


_PARTS: dict[str, type[SupportItem] | type[FundingFirst]] = {
    SupportItem.__tablename__: SupportItem,
    FundingFirst.__tablename__: FundingFirst,
}


@action()
def add_part(work: Work, request_id: int, kind: str, values: Mapping[str, Any]) -> int:
    """Add an item or other funding (a table name of `_PARTS`) to a request; returns its id."""
    request = editable(work, request_id)
    record: Record = _PARTS[kind](request_id=request.id)
    _check_part(work, request, values)
    part = work.add(record, **_asked(kind, values))
    touch(work, request)
    return part.id


@action()
def change_part(work: Work, kind: str, part_id: int, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Change an item or other funding."""
    part = work.get(_PARTS[kind], part_id)
    request = editable(work, part.request_id)
    _check_part(work, request, changes)
    work.change(part, seen, _asked(kind, changes))
    touch(work, request)


@action()
def remove_part(work: Work, kind: str, part_id: int) -> None:
    """Remove an item or other funding."""
    part = work.get(_PARTS[kind], part_id)
    request = editable(work, part.request_id)
    work.remove(part)
    touch(work, request)


def _asked(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form may say of a part: what is proposed and granted is decided elsewhere."""
    allowed = {*fields_of(_PARTS[kind]), "child_id", "evidence_id"}
    return {name: value for name, value in values.items() if name in allowed}


def _check_part(work: Work, request: SupportRequest, values: Mapping[str, Any]) -> None:
    if not 1 <= (1 if values.get("units") is None else values["units"]) <= MOST_UNITS:
        raise Invalid("units", "Enter a number between 1 and {most}.", most=MOST_UNITS)
    child_id = values.get("child_id")
    if child_id is not None and work.get(Child, child_id).case_id != request.case_id:
        raise Invalid("child_id", "This child is not on the case.")


def touch(work: Work, request: SupportRequest) -> None:
    """Screens that show the request or its case read it anew."""
    work.touched |= {(SupportRequest.__tablename__, request.id), (Case.__tablename__, request.case_id)}


def items_of(look: Look, request_id: int) -> list[SupportItem]:
    """The items of a request, in the order in which they were added."""
    found = select(SupportItem).where(SupportItem.request_id == request_id).order_by(SupportItem.id)
    return list(look.session.scalars(found))


def asked_of(look: Look, request_id: int) -> int:
    """What is asked for in all, in cents."""
    return sum(item.asked_cents for item in items_of(look, request_id))


def funding_of(look: Look, request_id: int) -> list[FundingFirst]:
    """Other funding of a request."""
    found = select(FundingFirst).where(FundingFirst.request_id == request_id).order_by(FundingFirst.id)
    return list(look.session.scalars(found))


def as_asked(look: Look, request: SupportRequest) -> Request:
    """The request as the criteria read it: with what was granted on the case before."""
    case = look.get(Case, request.case_id)
    funding = funding_of(look, request.id)
    earlier, used, renewed = _granted_before(look, request)
    now = Request(
        asked_on=request.asked_on,
        ages=_ages(look, case.id, request.asked_on),
        habitual_residence=case.habitual_residence_state,
        requested_state=case.requested_state,
        open=case.open,
        income=request.income_cents,
        with_family=request.with_family,
        dependants=request.dependants,
        hardship=bool((request.hardship or "").strip()),
        items=tuple(
            Item(item.id, item.kind, item.asked_cents, item.units, item.to_state, item.child_id, item.day)
            for item in items_of(look, request.id)
        ),
        other_funding=sum(one.cents or 0 for one in funding if one.state is FundingState.GRANTED),
        funding_open=any(one.state is FundingState.ASKED for one in funding),
        granted_before=earlier,
        used=used,
        renewed=renewed,
    )
    return _as_then(now, request.tested) if request.tested else now


def _ages(look: Look, case_id: int, day: date) -> tuple[int | None, ...]:
    born = select(Person.born).join(Child, Child.person_id == Person.id).where(Child.case_id == case_id)
    return tuple(_age(each, day) for each in look.session.scalars(born))


def _age(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _granted_before(
    look: Look, request: SupportRequest
) -> tuple[int, dict[tuple[SupportKind, int | None], int], frozenset[int]]:
    """What other requests of the case were granted: of the file in all, and of this parent's ceilings; and
    the children whose sessions are renewed, here or there."""
    rows = look.session.execute(
        select(SupportItem, SupportRequest.person_id)
        .join(SupportRequest, SupportRequest.id == SupportItem.request_id)
        .where(SupportRequest.case_id == request.case_id, SupportRequest.id != request.id)
        .where(SupportRequest.state.in_(_GRANTED))
    )
    total, used = -_released(look, request), dict[tuple[SupportKind, int | None], int]()
    mine = items_of(look, request.id)
    renewed = {item.child_id for item in mine if item.renewal and item.child_id is not None}
    for item, person_id in rows:
        total += item.granted_cents or 0
        if person_id == request.person_id or item.kind in PER_CHILD:
            child = item.child_id if item.kind in PER_CHILD else None
            used[item.kind, child] = used.get((item.kind, child), 0) + (item.granted_cents or 0)
        if item.renewal and item.granted_cents and item.child_id is not None:
            renewed.add(item.child_id)
    return max(0, total), used, frozenset(renewed)


def _released(look: Look, request: SupportRequest) -> int:
    """What was granted on the case and is no longer needed: it counts for nothing."""
    released = select(SupportRequest.released_cents).where(
        SupportRequest.case_id == request.case_id, SupportRequest.id != request.id
    )
    return sum(cents or 0 for cents in look.session.scalars(released))


def frozen(asked: Request, tested: Tested) -> dict[str, Any]:
    """What a test is kept with, so that it reads the same for ever, whatever becomes of the case."""
    used = [[kind.value, child, cents] for (kind, child), cents in (asked.used or {}).items()]
    return {
        "granted_before": asked.granted_before, "used": used, "total": tested.total, "open": asked.open,
        "ages": list(asked.ages), "renewed": sorted(asked.renewed), "lived_in": asked.habitual_residence,
        "requested": asked.requested_state,
    }  # fmt: skip


def _as_then(now: Request, kept: Mapping[str, Any]) -> Request:
    """The request as it was tested."""
    return replace(
        now,
        granted_before=kept["granted_before"],
        used={(SupportKind(kind), child): cents for kind, child, cents in kept["used"]},
        open=kept["open"],
        ages=tuple(kept["ages"]),
        renewed=frozenset(kept["renewed"]),
        habitual_residence=kept["lived_in"],
        requested_state=kept["requested"],
    )


@dataclass(frozen=True)
class Outcome:
    """A request, what it holds, the criteria that apply, and what they make of it now."""

    request: SupportRequest
    person: str
    items: tuple[SupportItem, ...]
    funding: tuple[FundingFirst, ...]
    criteria: CriteriaSet
    tested: Tested


def outcome_of(look: Look, request: SupportRequest, criteria: CriteriaSet | None = None) -> Outcome:
    """What the criteria make of a request: those it was tested with, else those of its submission."""
    if criteria is None:
        tested = bool(request.tested)
        criteria = (
            criteria_of(look, request.criteria_id) if tested else criteria_for(look, request.submitted_on)
        )
    return Outcome(
        request,
        look.get(Person, request.person_id).name,
        tuple(items_of(look, request.id)),
        tuple(funding_of(look, request.id)),
        criteria,
        assess(as_asked(look, request), criteria.amounts),
    )


@query()
def support_request(look: Look, request_id: int) -> Outcome:
    """One request with what the criteria make of it, line by line."""
    return outcome_of(look, look.get(SupportRequest, request_id))


@query(shows="case_id")
def requests_of(look: Look, case_id: int) -> list[Outcome]:
    """The requests of a case, the oldest first."""
    found = select(SupportRequest).where(SupportRequest.case_id == case_id).order_by(SupportRequest.id)
    return [outcome_of(look, request) for request in look.session.scalars(found)]


@dataclass(frozen=True)
class Difference:
    """An open request that other criteria would decide_support otherwise; amounts are cents."""

    request_id: int
    number: str
    now: int
    then: int


@query()
def would_differ(look: Look, valid_from: date, amounts: Any) -> list[Difference]:
    """Which open requests come out differently under criteria from a day on; old decisions never do."""
    found = []
    open_ones = select(SupportRequest).where(SupportRequest.state.in_(EDITABLE)).order_by(SupportRequest.id)
    for request in look.session.scalars(open_ones):
        if (request.submitted_on or max(look.today, valid_from)) < valid_from:
            continue
        before = outcome_of(look, request).tested.total
        after = assess(as_asked(look, request), amounts).total
        if before != after:
            found.append(Difference(request.id, request.number, before, after))
    return found
