"""The criteria for support: dated sets, changed from a day on. An old decision keeps its own set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from abductdesk.actions.office import EVERYBODY, Look, Work, action, query
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Criteria, SupportRequest
from abductdesk.rules.support_criteria import SHIPPED_FROM, Amounts, outdated_on
from abductdesk.terms import StaffRole

MANAGERS = frozenset({StaffRole.MANAGER})


@dataclass(frozen=True)
class CriteriaSet:
    """One set: its id (None: the shipped proposal), the day from which it holds, the amounts, its source."""

    id: int | None
    valid_from: date
    amounts: Amounts
    note: str = ""
    used: bool = False

    def outdated(self, today: date) -> bool:
        """Whether the income limits should have been indexed since."""
        return today >= outdated_on(self.valid_from)


SHIPPED = CriteriaSet(None, SHIPPED_FROM, Amounts())


def sets(look: Look) -> list[CriteriaSet]:
    """Every set, the oldest first; the shipped proposal comes before the bureau's own."""
    used = set(look.session.scalars(select(SupportRequest.criteria_id).distinct()))
    rows = look.session.scalars(select(Criteria).order_by(Criteria.valid_from, Criteria.id))
    own = [
        CriteriaSet(row.id, row.valid_from, Amounts.of(row.amounts), row.note or "", row.id in used)
        for row in rows
    ]
    return [SHIPPED, *own]


def criteria_on(look: Look, day: date) -> CriteriaSet:
    """The set that holds on a day: the newest that has begun by then, else the oldest."""
    found = sets(look)
    return next((each for each in reversed(found) if each.valid_from <= day), found[0])


def criteria_for(look: Look, submitted_on: date | None) -> CriteriaSet:
    """The set for a request: that of the day it was submitted. What ships is a proposal and no set of the
    bureau: what was submitted before the bureau had one is read by its first, once that holds."""
    found = criteria_on(look, submitted_on or look.today)
    if found.id is not None:
        return found
    begun = (each for each in sets(look) if each.id is not None and each.valid_from <= look.today)
    return next(begun, found)


def criteria_of(look: Look, criteria_id: int | None) -> CriteriaSet:
    """The set that a request was tested with."""
    return next(each for each in sets(look) if each.id == criteria_id)


@query(EVERYBODY)
def criteria_sets(look: Look) -> list[CriteriaSet]:
    """Every set of criteria, the oldest first."""
    return sets(look)


@action(MANAGERS)
def set_criteria(work: Work, valid_from: date, changes: Mapping[str, Any], note: str) -> int:
    """Let a set that differs by `changes` hold from today or a later day; returns its id. What was decided
    before keeps its own set."""
    if valid_from < work.today:
        raise Invalid("valid_from", "Criteria cannot change in the past. Choose today or a later day.")
    if not note.strip():
        raise Invalid("note", "Say where the amounts come from, and why they change.")
    amounts = changed(criteria_on(work, valid_from).amounts, changes)
    same_day = work.session.scalar(select(Criteria).where(Criteria.valid_from == valid_from))
    if same_day is not None:
        if any(each.id == same_day.id and each.used for each in sets(work)):
            raise Refused("A decision was taken under these criteria already. Choose a later day.")
        work.assign(same_day, amounts=amounts.kept(), note=note.strip())
        return same_day.id
    made = work.add(
        Criteria(staff_id=work.staff.id), valid_from=valid_from, note=note, amounts=amounts.kept()
    )
    return made.id


@action(MANAGERS)
def drop_criteria(work: Work, criteria_id: int) -> None:
    """Take back a set that has not begun yet."""
    planned = work.get(Criteria, criteria_id)
    if planned.valid_from <= work.today:
        raise Refused("These criteria hold already. Change them from a later day instead.")
    work.remove(planned)


def changed(amounts: Amounts, changes: Mapping[str, Any]) -> Amounts:
    """The amounts with these changes; raises `Invalid` for one that cannot be."""
    known = {each.name for each in fields(Amounts)}
    for name, value in changes.items():
        if name not in known:
            raise KeyError(name)
        if name == "europe":
            _check_states(value)
            continue
        if name == "incoming":
            continue
        if value is None and name != "per_dependant":
            raise Invalid(name, "Fill in an amount.")
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise Invalid(name, "An amount cannot be below zero.")
        if name in ("part_percent", "warn_percent") and int(value or 0) > 100:
            raise Invalid(name, "A share is at most 100 %.")
    states = changes.get("europe")
    tidy = {"europe": tuple(sorted(set(states)))} if states is not None else {}
    made = replace(amounts, **{**changes, **tidy})
    if made.part_single < made.full_single or made.part_family < made.full_family:
        raise Invalid("part_single", "The limit for partial support cannot lie below that for full support.")
    return made


def _check_states(codes: Any) -> None:
    if not codes or any(len(code) != 2 or not code.isalpha() or not code.isupper() for code in codes):
        raise Invalid("europe", "Choose at least one state.")
