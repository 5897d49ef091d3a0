"""The office at work: runs one action in one transaction, or one query on the reader.

To add an action: one function `(work, …)` with `@action(…)` in the file of its noun. To add a query:
one function `(look, …)` with `@query(…)`. A session never leaves this room; records come out detached.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from abductdesk.actions import sight
from abductdesk.actions.records import check, plain
from abductdesk.faults import Changed, Refused
from abductdesk.i18n import N_
from abductdesk.models import Case, Person, Record, Staff
from abductdesk.store import journal
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole

BRUSSELS = ZoneInfo("Europe/Brussels")
CASE_STAFF = sight.CASE_STAFF
EVERYBODY = frozenset(StaffRole)

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Touched:
    """What an action changed: (record kind, id), and what it returned."""

    records: frozenset[tuple[str, int]]
    result: Any = None

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.records)


@dataclass
class Look:
    """What a query gets: a session that cannot write, who asks, and when."""

    session: Session
    staff: Staff
    now: datetime
    memory: dict[Any, Any]

    @property
    def today(self) -> date:
        """The day in Brussels."""
        return self.now.astimezone(BRUSSELS).date()

    def get(self, model: type[R], record_id: int) -> R:
        """The record; raises `Refused` when it is gone."""
        found = self.session.get(model, record_id)
        if found is None:
            raise Refused("This record is no longer there. Refresh the screen.")
        return found


@dataclass
class Work(Look):
    """What an action gets besides: adding, changing and removing records, each one journalled.

    `number` marks the entries of one transaction, so that undo takes all of it back. `later` holds what
    follows from the changes and is done once at the end, however often it was asked for. `erased` asks that
    what was deleted be overwritten on the disk and remembered in the key file, once the transaction stands.
    """

    action: str = ""
    number: str = ""
    touched: set[tuple[str, int]] = field(default_factory=set)
    later: dict[tuple[str, int], Callable[[], None]] = field(default_factory=dict)
    erased: bool = False

    def settle(self) -> None:
        """Do what was put off, and what that puts off in turn."""
        while self.later:
            self.later.pop(next(iter(self.later)))()

    def add(self, record: R, **values: Any) -> R:
        """Add a record with checked values, journal it, and return it with its id."""
        for name, value in check(type(record), values, new=True).items():
            setattr(record, name, value)
        self._refuse_sealed(record)
        self.session.add(record)
        self.session.flush()
        after = {name: plain(getattr(record, name)) for name in _journalled(record)}
        self.note(record, {"added": after})
        return record

    def change(self, record: Record, seen: int, changes: Mapping[str, Any]) -> None:
        """Change fields of a record; raises `Changed` where somebody else changed one of them since
        version `seen`."""
        checked = check(type(record), changes)
        self._refuse_stale(record, seen, checked)
        before = {name: getattr(record, name) for name in checked}
        differing = {name: value for name, value in checked.items() if before[name] != value}
        if differing:
            self.assign(record, **differing)

    def assign(self, record: Record, **values: Any) -> None:
        """Set fields that the action itself decides, and journal the difference."""
        self._refuse_sealed(record)
        before = {name: plain(getattr(record, name)) for name in values}
        for name, value in values.items():
            setattr(record, name, value)
        self.session.flush()
        self.note(record, {"before": before, "after": {name: plain(value) for name, value in values.items()}})

    def remove(self, record: Record) -> None:
        """Delete a record; its content stays in the journal's detail so that it can be brought back."""
        self._refuse_sealed(record)
        content = {name: plain(getattr(record, name)) for name in _journalled(record)}
        self.note(record, {"removed": content})
        self.session.delete(record)
        self.session.flush()

    def note(self, record: Record, detail: dict[str, Any] | None = None) -> None:
        """Journal something about a record and say that it was touched."""
        kind = record.__tablename__
        version = getattr(record, "version", None)
        case_id = record.id if isinstance(record, Case) else getattr(record, "case_id", None)
        journal.append(
            self.session,
            staff_id=self.staff.id,
            action=self.action,
            record_kind=kind,
            record_id=record.id,
            detail={"version": version, "work": self.number, **detail} if detail is not None else None,
            subjects=_subjects(record),
            case_id=case_id,
            at=self.now,
        )
        self.touched.add((kind, record.id))
        if case_id is not None:
            self.touched.add((Case.__tablename__, case_id))

    def facts_changed(self, case_id: int) -> None:
        """A fact that deadlines are computed from has changed on this case."""
        cases = Case.__table__  # below the ORM: the counter is not something people edit, so no version
        raised = update(cases).where(cases.c.id == case_id).values(fact_counter=cases.c.fact_counter + 1)  # type: ignore[arg-type]
        self.session.connection().execute(raised)
        self.touched.add((Case.__tablename__, case_id))

    def _refuse_sealed(self, record: Record) -> None:
        """A case that was anonymised, and a person who was erased, stay as they are."""
        link = self.session.connection()  # below the wall: whoever works here may not bring anything back
        for model, sealed, said in _SEALS:
            table = model.__table__
            own = record.id if isinstance(record, model) else getattr(record, _KEYS[model], None)
            when = select(table.c[sealed]).where(table.c.id == own)
            if own is not None and link.execute(when).scalar_one_or_none() is not None:
                raise Refused(said)

    def _refuse_stale(self, record: Record, seen: int, changes: Mapping[str, Any]) -> None:
        if record.version == seen:
            return
        meanwhile: set[str] = set()
        for entry in journal.entries_for(self.session, record.__tablename__, record.id):
            detail = entry.detail or {}
            if int(detail.get("version") or 0) > seen:
                meanwhile |= set(detail.get("after") or {})
        both = {
            name: (getattr(record, name), value)
            for name, value in changes.items()
            if name in meanwhile and getattr(record, name) != value
        }
        if both:
            raise Changed(
                "Somebody else changed this record meanwhile. Compare both values and choose.",
                fields=both,
                version=record.version,
            )


_SEALS = (
    (Case, "anonymised_on", N_("This case was anonymised: it stays as it is, for the yearly figures.")),
    (Person, "erased_on", N_("This person was erased. Add the person anew if you work for them again.")),
)
_KEYS: dict[type[Record], str] = {Case: "case_id", Person: "person_id"}


def _journalled(record: Record) -> list[str]:
    skipped = {"id", "version", "content"}
    return [attribute.key for attribute in record.__mapper__.column_attrs if attribute.key not in skipped]


def _subjects(record: Record) -> list[journal.Subject]:
    """Whose data the detail holds, so that it can be erased by subject."""
    found = [(record.__tablename__, record.id)]
    for name, kind in (("person_id", Person.__tablename__), ("case_id", Case.__tablename__)):
        value = getattr(record, name, None)
        if value is not None:
            found.append((kind, value))
    return found


@dataclass(frozen=True)
class Verb:
    """A registered action or query and who may use it."""

    name: str
    roles: frozenset[StaffRole]
    changes: bool


VERBS: dict[str, Verb] = {}


def action(
    roles: frozenset[StaffRole] = CASE_STAFF,
) -> Callable[[Callable[Concatenate[Work, P], T]], Callable[Concatenate[Work, P], T]]:
    """Register a function as an action that staff with one of `roles` may do."""

    def register(function: Callable[Concatenate[Work, P], T]) -> Callable[Concatenate[Work, P], T]:
        VERBS[_name(function)] = Verb(_name(function), roles, changes=True)
        return function

    return register


def query(
    roles: frozenset[StaffRole] = CASE_STAFF,
) -> Callable[[Callable[Concatenate[Look, P], T]], Callable[Concatenate[Look, P], T]]:
    """Register a function as a query that staff with one of `roles` may ask."""

    def register(function: Callable[Concatenate[Look, P], T]) -> Callable[Concatenate[Look, P], T]:
        VERBS[_name(function)] = Verb(_name(function), roles, changes=False)
        return function

    return register


def _name(function: Callable[..., Any]) -> str:
    return str(getattr(function, "__name__", function))


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


class Office:
    """One member of staff at work on one vault. Thread-safe: writing is serial, reading goes beside it."""

    def __init__(self, vault: Vault, staff_id: int, clock: Callable[[], datetime] = utc_now) -> None:
        self.vault = vault
        self.clock = clock
        self._memory: dict[Any, Any] = {}
        self._writing = threading.Lock()
        with vault.reading() as session:
            found = session.get(Staff, staff_id)
        if found is None or not found.active:
            raise Refused("This person no longer works with this vault. Ask an administrator.")
        self.staff = found

    @property
    def today(self) -> date:
        """The day in Brussels."""
        return self.clock().astimezone(BRUSSELS).date()

    def do(self, verb: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> Touched:
        """Run an action in one transaction; nothing of it stays when it raises. A refusal is journalled."""
        name = _name(verb)
        with self._writing:
            try:
                self.may(VERBS[name].roles)
                with self.vault.writing() as session:
                    session.info[sight.KEY] = self.staff
                    work = Work(session, self.staff, self.clock(), self._memory, name, token_hex(8))
                    result = verb(work, *args, **kwargs)
                    work.settle()
                if work.erased:
                    self.vault.forget()
            except Refused as refused:
                self._journal_refusal(name, refused)
                raise
        if (Staff.__tablename__, self.staff.id) in work.touched:
            self._reload_staff()
        return Touched(frozenset(work.touched), result)

    def ask(self, verb: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query on the reader, which never waits for a writer."""
        self.may(VERBS[_name(verb)].roles)
        with self.vault.reading() as session:
            session.info[sight.KEY] = self.staff
            return verb(Look(session, self.staff, self.clock(), self._memory), *args, **kwargs)

    def may(self, roles: frozenset[StaffRole]) -> None:
        """Raise `Refused` unless whoever is at work has one of these roles."""
        if not roles & set(self.staff.roles):
            raise Refused("Your role does not allow this. Ask a manager or an administrator.")

    def _journal_refusal(self, name: str, refused: Refused) -> None:
        with self.vault.writing() as session:
            journal.append(
                session,
                staff_id=self.staff.id,
                action=name,
                record_kind="refused",
                record_id=0,
                detail={"reason": refused.text},
                subjects=[],
            )

    def _reload_staff(self) -> None:
        with self.vault.reading() as session:
            found = session.get(Staff, self.staff.id)
        if found is not None:
            self.staff = found
