"""The list of cases: ids in the wanted order first, rows by page, so that ten thousand stay quick."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select

from abductdesk.actions import search
from abductdesk.actions.deadlines import assess, due_on, names_of_children
from abductdesk.actions.office import Look, query
from abductdesk.models import Case, Staff
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import CaseKind, Direction, Priority, Stage


@dataclass(frozen=True)
class Filter:
    """What the list shows. `state` matches either side; `which` is open, closed, study, void, anonymised,
    or all but these."""

    words: str = ""
    which: str = "open"
    kind: CaseKind | None = None
    stage: Stage | None = None
    direction: Direction | None = None
    state: str | None = None
    caseworker_id: int | None = None


@dataclass(frozen=True)
class Row:
    """One case in the list; `next` is the deadline people work to first, `next_on` where it stands."""

    case_id: int
    reference: str
    names: str
    kind: CaseKind
    stage: Stage
    priority: Priority
    habitual_residence: str | None
    requested_state: str | None
    caseworker: str
    opened_on: date
    study: bool
    void: bool
    next: Deadline | None
    next_on: date | None


_KEPT = Case.anonymised_on.is_(None)  # an anonymised case stands in a list of its own
_WHICH: dict[str, Any] = {
    "open": and_(Case.closed_on.is_(None), Case.voided_on.is_(None), ~Case.study),
    "closed": and_(Case.closed_on.is_not(None), Case.voided_on.is_(None), ~Case.study, _KEPT),
    "study": and_(Case.study, _KEPT),
    "void": and_(Case.voided_on.is_not(None), _KEPT),
    "anonymised": Case.anonymised_on.is_not(None),
    "all": _KEPT,
}
_URGENT_FIRST = case((Case.priority == Priority.URGENT, 0), (Case.priority == Priority.HIGH, 1), else_=2)
_STAGES = case({stage: place for place, stage in enumerate(Stage)}, value=Case.stage)
ORDERS: dict[str, tuple[Any, ...]] = {
    "reference": (Case.year, Case.sequence, Case.reference),
    "opened": (Case.opened_on, Case.id),
    "stage": (_STAGES, Case.id),
    "priority": (_URGENT_FIRST, Case.id),
    "states": (Case.habitual_residence_state, Case.requested_state, Case.id),
    "caseworker": (Staff.name, Case.id),
}


@query()
def case_ids(look: Look, wanted: Filter, order: str = "next", descending: bool = False) -> list[int]:
    """Ids of the cases that match, in order: a key of `ORDERS`, or "next" for the nearest deadline."""
    ids = list(look.session.scalars(_ordered(_filtered(look, wanted), order, descending)))
    return _by_next_deadline(look, ids, descending) if order == "next" else ids


def _filtered(look: Look, wanted: Filter) -> Select[int]:
    found = select(Case.id).where(_WHICH[wanted.which])
    for column, value in (
        (Case.kind, wanted.kind),
        (Case.stage, wanted.stage),
        (Case.direction, wanted.direction),
    ):
        if value is not None:
            found = found.where(column == value)
    if wanted.state:
        found = found.where(
            or_(Case.habitual_residence_state == wanted.state, Case.requested_state == wanted.state)
        )
    if wanted.caseworker_id is not None:
        mine = or_(Case.caseworker_id == wanted.caseworker_id, Case.deputy_id == wanted.caseworker_id)
        found = found.where(mine)
    if wanted.words.strip():
        found = found.where(Case.id.in_(search.matching_cases(look, wanted.words)))
    return found


def _ordered(found: Select[int], order: str, descending: bool) -> Select[int]:
    columns = ORDERS.get(order, (Case.id,))
    if order == "caseworker":
        found = found.outerjoin(Staff, Staff.id == Case.caseworker_id)
    return found.order_by(*(column.desc() if descending else column.asc() for column in columns))


def _by_next_deadline(look: Look, ids: list[int], descending: bool) -> list[int]:
    shut = set(look.session.scalars(select(Case.id).where(~_WHICH["open"], ~Case.study)))
    running = [case_id for case_id in ids if case_id not in shut]
    nearest = {case_id: _next(assessed)[1] for case_id, assessed in assess(look, running).items()}
    dated = [case_id for case_id in running if nearest[case_id] is not None]
    dated.sort(key=lambda case_id: nearest[case_id] or date.max, reverse=descending)
    return dated + [case_id for case_id in ids if nearest.get(case_id) is None]


def _next(assessed: Any) -> tuple[Deadline | None, date | None]:
    found = assessed.next()
    return found, due_on(found) if found is not None else None


@query()
def case_rows(look: Look, ids: Sequence[int]) -> list[Row]:
    """The rows of these cases, in the order of the ids."""
    names = names_of_children(look, ids)
    assessed = assess(look, ids)
    found: dict[int, Row] = {}
    rows = select(Case, Staff.name).outerjoin(Staff, Staff.id == Case.caseworker_id).where(Case.id.in_(ids))
    for record, caseworker in look.session.execute(rows):
        nearest, on = _next(assessed[record.id]) if record.open else (None, None)
        found[record.id] = Row(
            record.id, record.reference, names.get(record.id, ""), record.kind, record.stage, record.priority,
            record.habitual_residence_state, record.requested_state, caseworker or "", record.opened_on,
            record.study, record.voided_on is not None, nearest, on,
        )  # fmt: skip
    return [found[case_id] for case_id in ids if case_id in found]


@query()
def case_counts(look: Look) -> dict[str, int]:
    """How many cases there are of each `which` of the filter."""
    return {
        which: look.session.scalar(select(func.count()).select_from(Case).where(condition)) or 0
        for which, condition in _WHICH.items()
    }


@dataclass(frozen=True)
class Listing:
    """A snapshot of the list: ids in order, how many cases there are of each `which`, the day, and who
    works here (id and name)."""

    ids: array[int]
    counts: Mapping[str, int]
    today: date
    staff: tuple[tuple[int, str], ...]


@query()
def case_list(look: Look, wanted: Filter, order: str = "next", descending: bool = False) -> Listing:
    """Everything the screen needs before it asks for the rows of a page."""
    staff = look.session.execute(select(Staff.id, Staff.name).where(Staff.active).order_by(Staff.name))
    return Listing(
        array("q", case_ids(look, wanted, order, descending)),
        case_counts(look),
        look.today,
        tuple((row.id, row.name) for row in staff),
    )
