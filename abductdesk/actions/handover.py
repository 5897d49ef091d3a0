"""Handing a caseworker's open cases to a colleague: leave, illness, or a new division of work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from abductdesk.actions.deadlines import names_of_children
from abductdesk.actions.office import CASE_STAFF, Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, FollowUp, Staff
from abductdesk.terms import StaffRole, Stage

MANAGERS = frozenset({StaffRole.MANAGER})


@dataclass(frozen=True)
class HeldCase:
    """An open case of somebody, and how many of its open follow-ups are given to the same person."""

    id: int
    reference: str
    names: str
    stage: Stage
    follow_ups: int


@dataclass(frozen=True)
class Held:
    """What somebody has in hand. `elsewhere`: open follow-ups in cases of others; `colleagues` can take the
    cases over: id and name."""

    cases: tuple[HeldCase, ...]
    elsewhere: int
    colleagues: tuple[tuple[int, str], ...]


@query(MANAGERS)
def held_by(look: Look, staff_id: int | None) -> Held:
    """The open cases of a member of staff, or those that nobody has."""
    cases = list(look.session.scalars(_open_of(staff_id).order_by(Case.year, Case.sequence, Case.id)))
    names = names_of_children(look, [case.id for case in cases])
    given = Counter(look.session.scalars(_follow_ups_of(staff_id, FollowUp.case_id)))
    mine = {case.id for case in cases}
    return Held(
        tuple(
            HeldCase(case.id, case.reference, names.get(case.id, ""), case.stage, given[case.id])
            for case in cases
        ),
        sum(n for case_id, n in given.items() if case_id not in mine),
        tuple(
            (person.id, person.name)
            for person in look.session.scalars(select(Staff).where(Staff.active).order_by(Staff.name))
            if person.id != staff_id and _works_on_cases(person)
        ),
    )


@action(MANAGERS)
def hand_over(
    work: Work,
    from_id: int | None,
    to_id: int,
    case_ids: Sequence[int],
    *,
    follow_ups: bool = True,
    elsewhere: bool = False,
) -> int:
    """Give these open cases of a caseworker (None: of nobody) to a colleague; returns how many.

    `follow_ups`: with the open follow-ups in them that are given to the same person; `elsewhere`: also those
    in cases of others. A colleague who was the deputy no longer is. Raises `Refused` for somebody who cannot
    take cases, and when one of the cases is no longer open or no longer with this person.
    """
    to = work.get(Staff, to_id)
    if to_id == from_id:
        raise Invalid("to_id", "Choose a colleague: these cases are already with this person.")
    if not to.active:
        raise Invalid("to_id", "This person no longer works here. Choose somebody else.")
    if not _works_on_cases(to):
        raise Invalid("to_id", "This person does not work on cases. Choose a caseworker or a manager.")
    chosen = set(case_ids)
    if not chosen and not elsewhere:
        raise Refused("Choose at least one case to hand over.")
    cases = [case for case in work.session.scalars(_open_of(from_id)) if case.id in chosen]
    if len(cases) != len(chosen):
        raise Refused("Some of these cases are closed or with somebody else by now. Open the list again.")
    for case in cases:
        changes: dict[str, Any] = {"caseworker_id": to_id}
        if case.deputy_id == to_id:
            changes["deputy_id"] = None
        work.assign(case, **changes)
    for follow_up in work.session.scalars(_follow_ups_of(from_id, FollowUp)):
        if follow_ups if follow_up.case_id in chosen else elsewhere:
            work.assign(follow_up, who_id=to_id)
    return len(cases)


def _open_of(staff_id: int | None) -> Any:
    return select(Case).where(
        Case.closed_on.is_(None),
        Case.voided_on.is_(None),
        ~Case.study,
        Case.caseworker_id.is_not_distinct_from(staff_id),
    )


def _follow_ups_of(staff_id: int | None, what: Any) -> Any:
    """Open follow-ups given to somebody, in open cases. What is given to nobody goes with its case."""
    return (
        select(what)
        .join(Case, Case.id == FollowUp.case_id)
        .where(
            FollowUp.done_on.is_(None), FollowUp.who_id == staff_id, FollowUp.who_id.is_not(None),
            Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study,
        )
        .order_by(FollowUp.id)
    )  # fmt: skip


def _works_on_cases(person: Staff) -> bool:
    return bool(CASE_STAFF & {StaffRole(role) for role in person.roles})
