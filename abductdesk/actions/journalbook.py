"""The journal as people read it: filtered by person, kind of act, period and case; and one record's history.

Managers see everything. Administrators keep keys and see no case: they get who, what kind, when and which
number.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, RowMapping, Table, and_, func, or_, select

from abductdesk.actions import attempts, search, sight, verbs
from abductdesk.actions.casefile import HistoryLine, changes_of
from abductdesk.actions.office import BRUSSELS, EVERYBODY, Look, query
from abductdesk.models import Case, CaseEvent, Child, Entry, EntryDetail, EntrySubject, Person, Staff
from abductdesk.store import journal
from abductdesk.terms import Act, EventKind, StaffRole

KEEPERS = sight.KEEPERS
_ENTRY, _DETAIL, _SUBJECT = (cast(Table, each.__table__) for each in (Entry, EntryDetail, EntrySubject))
_OWN = ("staff", "vault")  # records that the vault's own doings name


@dataclass(frozen=True)
class Asked:
    """Which entries: of this person, of these kinds (empty: all), from and until these days in Brussels, on
    the case of this reference."""

    staff_id: int | None = None
    acts: frozenset[Act] = frozenset()
    since: date | None = None
    until: date | None = None
    reference: str = ""


@dataclass(frozen=True)
class Listing:
    """The numbers of the entries asked for, the newest first; everybody who works here; whether whoever asks
    sees what entries tell of cases."""

    numbers: array[int]
    staff: tuple[tuple[int, str], ...]
    content: bool


@dataclass(frozen=True)
class JournalRow:
    """One entry. `line` is what it tells, without changes for those who see no case; `reason` the sentence
    that refused; `about` the kind of record; `erased` whether its detail was; `reference` its case."""

    id: int
    act: Act
    line: HistoryLine
    reference: str
    case_id: int | None
    reason: str
    about: str
    erased: bool
    mac: str


def sees_content(staff: Staff) -> bool:
    """Whether this person may read what entries tell of cases."""
    return StaffRole.MANAGER in staff.roles


def _named(act: Act) -> list[str]:
    return [verb.name for verb in verbs.every().values() if verb.act is act and verb.changes]


def _of(act: Act) -> ColumnElement[bool]:
    """The condition of one kind of act."""
    refused = _ENTRY.c.record_kind == attempts.REFUSED
    if act is Act.REFUSAL:
        return refused
    if act is not Act.CHANGE:
        named = _ENTRY.c.action.in_(_named(act))
        return and_(~refused, or_(named, _own_doing()) if act is Act.KEYS else named)
    others = _named(Act.VIEW) + _named(Act.EXPORT) + _named(Act.KEYS)
    return and_(~refused, _ENTRY.c.action.not_in(others), ~_own_doing())


def _own_doing() -> ColumnElement[bool]:
    """What the vault itself tells of keys and backups is no action by name."""
    return and_(_ENTRY.c.record_kind.in_(_OWN), _ENTRY.c.action.not_in(list(verbs.every())))


def act_of(action: str, kind: str) -> Act:
    """What an entry tells."""
    if kind == attempts.REFUSED:
        return Act.REFUSAL
    verb = verbs.every().get(action)
    if verb is None:
        return Act.KEYS if kind in _OWN else Act.CHANGE
    return verb.act


def condition(look: Look, asked: Asked) -> ColumnElement[bool]:
    """The entries that are asked for."""
    wanted: list[ColumnElement[bool]] = []
    if asked.staff_id is not None:
        wanted.append(_ENTRY.c.staff_id == asked.staff_id)
    if asked.acts:
        wanted.append(or_(*(_of(act) for act in sorted(asked.acts))))
    if asked.since is not None:
        wanted.append(_ENTRY.c.at >= _begin(asked.since))
    if asked.until is not None:
        wanted.append(_ENTRY.c.at < _begin(asked.until + timedelta(days=1)))
    if asked.reference:
        wanted.append(_on_case(look, asked.reference.strip().upper()))
    return and_(True, *wanted)


def _on_case(look: Look, reference: str) -> ColumnElement[bool]:
    """On the case of this reference, or on its people where no case is named."""
    case_id = look.session.scalar(select(Case.id).where(func.upper(Case.reference) == reference))
    people = search.people_of(look, case_id) if case_id is not None else []
    of_people = and_(_SUBJECT.c.kind == Person.__tablename__, _SUBJECT.c.record.in_(people))
    about = select(_SUBJECT.c.sequence).where(of_people)
    return or_(
        _ENTRY.c.case_id == (case_id or 0), and_(_ENTRY.c.case_id.is_(None), _ENTRY.c.sequence.in_(about))
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


@query(KEEPERS)
def journal_numbers(look: Look, asked: Asked) -> Listing:
    """Which entries fit; raises `Refused` where a case is named by somebody who sees none."""
    wanted = select(_ENTRY.c.sequence).where(condition(look, asked)).order_by(_ENTRY.c.sequence.desc())
    staff = look.session.execute(select(Staff.id, Staff.name).order_by(Staff.name)).all()
    return Listing(
        array("q", look.session.connection().execute(wanted).scalars()),
        tuple((row.id, row.name) for row in staff),
        sees_content(look.staff),
    )


@query(KEEPERS)
def journal_rows(look: Look, numbers: Sequence[int]) -> list[JournalRow]:
    """These entries."""
    return rows_of(look, written(look, _ENTRY.c.sequence.in_(list(numbers))))


def written(look: Look, wanted: ColumnElement[bool]) -> list[RowMapping]:
    """Entries as they are stored, with their details, in their order."""
    entries = select(*_ENTRY.c, _DETAIL.c.salt, _DETAIL.c.detail).outerjoin_from(_ENTRY, _DETAIL)
    found = look.session.connection().execute(entries.where(wanted).order_by(_ENTRY.c.sequence))
    return list(found.mappings())


def rows_of(look: Look, found: Collection[RowMapping]) -> list[JournalRow]:
    """Entries in the words of whoever may read them."""
    content = sees_content(look.staff)
    staff = {row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))}
    cases: dict[int, str] = {}
    if content:
        wanted = {row["case_id"] for row in found if row["case_id"] is not None}
        named = select(Case.id, Case.reference).where(Case.id.in_(wanted))
        cases = {row.id: row.reference for row in look.session.execute(named)}
    return [_row(look, row, staff, cases, content) for row in found]


def _row(
    look: Look, row: RowMapping, staff: dict[int, str], cases: dict[int, str], content: bool
) -> JournalRow:
    detail = json.loads(row["detail"]) if row["detail"] else {}
    seen = content and sight.may_see_kind(look.staff, row["record_kind"])
    line = HistoryLine(
        row["sequence"],
        row["at"],
        staff.get(row["staff_id"], ""),
        row["action"],
        row["record_kind"],
        row["record_id"],
        changes_of(detail) if seen else (),
        str(detail.get("work") or row["sequence"]),
    )
    return JournalRow(
        id=row["sequence"],
        act=act_of(row["action"], row["record_kind"]),
        line=line,
        reference=cases.get(row["case_id"], ""),
        case_id=row["case_id"] if content else None,
        reason=str(detail.get("reason") or ""),
        about=str(detail.get("kind") or row["record_kind"]),
        erased=bool(row["detail_hash"]) and row["salt"] is None,
        mac=row["mac"],
    )


@dataclass(frozen=True)
class RecordHistory:
    """What was done to a record, the newest first, and what ids in it stand for. `events` are (kind, day)."""

    lines: tuple[HistoryLine, ...]
    staff: dict[int, str]
    people: dict[int, str] = field(default_factory=dict)
    children: dict[int, str] = field(default_factory=dict)
    events: dict[int, tuple[EventKind, date]] = field(default_factory=dict)


MOST = 500


@query(EVERYBODY)
def record_history(look: Look, kinds: Sequence[str], record_id: int | None = None) -> RecordHistory:
    """What happened to one record, or to all of these kinds; of a person also addresses and roles. Nobody
    reads the history of a record that they may not see, and of a colleague only keepers do."""
    own = kinds == (Staff.__tablename__,) and record_id == look.staff.id
    keeper = bool(KEEPERS & set(look.staff.roles))
    if not all(sight.may_see_kind(look.staff, kind) for kind in kinds):
        raise sight.not_allowed()
    if Staff.__tablename__ in kinds and not (own or keeper):
        raise sight.not_allowed()
    if kinds == (Person.__tablename__,) and record_id is not None:
        told = journal.entries_about(look.session, (Person.__tablename__, record_id), MOST)
    else:
        told = journal.entries_of_kinds(look.session, kinds, record_id, MOST)
    staff = {row.id: row.name for row in look.session.execute(select(Staff.id, Staff.name))}
    lines = tuple(
        HistoryLine(
            entry.sequence, entry.at, staff.get(entry.staff_id, ""), entry.action, entry.record_kind,
            entry.record_id, changes_of(entry.detail or {}),
            str((entry.detail or {}).get("work") or entry.sequence),
        )
        for entry in told
        if sight.may_see_kind(look.staff, entry.record_kind)
    )  # fmt: skip
    case_ids = {entry.case_id for entry in told if entry.case_id is not None}
    return RecordHistory(lines, staff, *(_names(look, case_ids) if case_ids else ()))


def _names(look: Look, case_ids: set[int]) -> tuple[dict[int, str], dict[int, str], dict[int, Any]]:
    """People, children and events that these cases name by id."""
    children = select(Child.id, Person).join(Person, Person.id == Child.person_id)
    found = look.session.execute(children.where(Child.case_id.in_(case_ids))).all()
    events = look.session.scalars(select(CaseEvent).where(CaseEvent.case_id.in_(case_ids)))
    return (
        {person.id: person.name for _, person in found},
        {child_id: person.name for child_id, person in found},
        {event.id: (event.kind, event.date) for event in events},
    )
