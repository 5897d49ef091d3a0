"""The office at work: runs one action in one transaction, or one query on the reader.

To add an action: one function `(work, …)` with `@action(…)` in the file of its noun. To add a query:
one function `(look, …)` with `@query(…)`. What works on keys or files, outside one transaction: a function
`(office, …)` with `@guarded(…)`. Whoever may do what is written down from these into docs/roles.md
(`python -m scripts.roles`). A session never leaves this room; records come out detached.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.orm import Session

from abductdesk.actions import attempts, completeness, sight, verbs
from abductdesk.actions.records import case_of, check, journalled, plain, subjects_of
from abductdesk.actions.seals import refuse_sealed
from abductdesk.actions.verbs import (
    ADMINISTRATORS,
    CASE_STAFF,
    EVERYBODY,
    KEEPERS,
    Verb,
    action,
    guarded,
    query,
)
from abductdesk.faults import Changed, NotAllowed, Refused
from abductdesk.i18n import N_
from abductdesk.models import Case, Record, Staff
from abductdesk.store import journal
from abductdesk.store.vault import Vault

__all__ = [
    "ADMINISTRATORS", "CASE_STAFF", "EVERYBODY", "KEEPERS", "Look", "Office", "ShutOut", "Touched", "Work",
    "action", "guarded", "query", "utc_now",
]  # fmt: skip
BRUSSELS = ZoneInfo("Europe/Brussels")

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
    told: set[tuple[str, int]] = field(default_factory=set)
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
        refuse_sealed(self.session, record)
        self.session.add(record)
        self.session.flush()
        after = {name: plain(getattr(record, name)) for name in journalled(record)}
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
        refuse_sealed(self.session, record)
        before = {name: plain(getattr(record, name)) for name in values}
        for name, value in values.items():
            setattr(record, name, value)
        self.session.flush()
        self.note(record, {"before": before, "after": {name: plain(value) for name, value in values.items()}})

    def remove(self, record: Record) -> None:
        """Delete a record; its content stays in the journal's detail so that it can be brought back."""
        refuse_sealed(self.session, record)
        content = {name: plain(getattr(record, name)) for name in journalled(record)}
        self.note(record, {"removed": content})
        self.session.delete(record)
        self.session.flush()

    def note(self, record: Record, detail: dict[str, Any] | None = None) -> None:
        """Journal something about a record and say that it was touched."""
        kind = record.__tablename__
        version = getattr(record, "version", None)
        case_id = case_of(record)
        told = {"version": version, "work": self.number, **detail} if detail is not None else None
        self.tell(kind, record.id, told, subjects=subjects_of(record, case_id), case_id=case_id)
        self.told.add((kind, record.id))
        self.touched.add((kind, record.id))
        if case_id is not None:
            self.touched.add((Case.__tablename__, case_id))

    def tell(
        self,
        kind: str,
        record_id: int,
        detail: dict[str, Any] | None = None,
        *,
        subjects: Sequence[journal.Subject] = (),
        case_id: int | None = None,
    ) -> None:
        """Journal what is about no single record, such as a list that was exported."""
        journal.append(
            self.session,
            staff_id=self.staff.id,
            action=self.action,
            record_kind=kind,
            record_id=record_id,
            detail=detail,
            subjects=subjects,
            case_id=case_id,
            at=self.now,
        )

    def facts_changed(self, case_id: int) -> None:
        """A fact that deadlines are computed from has changed on this case."""
        cases = Case.__table__  # below the ORM: the counter is not something people edit, so no version
        raised = update(cases).where(cases.c.id == case_id).values(fact_counter=cases.c.fact_counter + 1)  # type: ignore[arg-type]
        self.session.connection().execute(raised)
        self.touched.add((Case.__tablename__, case_id))

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


class ShutOut(NotAllowed):
    """Whoever is at work may do nothing at all: they left, are suspended, or still have the passphrase they
    were given."""


def _left() -> ShutOut:
    return ShutOut(N_("This person no longer works with this vault. Ask an administrator."))


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
        self._owed: deque[dict[str, Any]] = deque()  # entries that a reader owes the journal
        with vault.reading() as session:
            found = session.get(Staff, staff_id)
        if found is None:
            refused = _left()
            self._owe(staff_id, **attempts.entry("sign_in", refused))
            raise refused
        self.staff = found

    @property
    def today(self) -> date:
        """The day in Brussels."""
        return self.clock().astimezone(BRUSSELS).date()

    def do(self, verb: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> Touched:
        """Run an action in one transaction; nothing of it stays when it raises. A refusal is journalled."""
        name = verbs.name_of(verb)
        with self.attempt(name, attempts.about(verb, args, kwargs)):
            with self._writing, self.vault.writing() as session:
                self._gate(session, verbs.VERBS[name])
                session.info[completeness.KEY] = {}
                work = Work(session, self.staff, self.clock(), self._memory, name, token_hex(8))
                result = verb(work, *args, **kwargs)
                work.settle()
                completeness.complete(work)
            if work.erased:
                self.vault.forget()
            self._pay()
        if (Staff.__tablename__, self.staff.id) in work.touched:
            self._reload_staff()
        return Touched(frozenset(work.touched), result)

    def ask(self, verb: Callable[Concatenate[Look, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query on the reader, which never waits for a writer. That a case was seen is journalled, and
        that somebody was not allowed to see."""
        found = verbs.VERBS[verbs.name_of(verb)]
        try:
            with self.vault.reading() as session:
                self._gate(session, found)
                answer = verb(Look(session, self.staff, self.clock(), self._memory), *args, **kwargs)
        except NotAllowed as refused:
            about = attempts.about(verb, args, kwargs)
            self._owe(self.staff.id, **attempts.entry(found.name, refused, about))
            refused.journalled = True
            raise
        if found.shows and (case_id := attempts.given(verb, args, kwargs)[found.shows]):
            self._note_view(case_id)
        return answer

    def pass_gate(self, verb: Verb) -> None:
        """Raise `NotAllowed` unless whoever is at work may do this now."""
        with self.vault.reading() as session:
            self._gate(session, verb)

    def _gate(self, session: Session, verb: Verb) -> None:
        """The one gate of everything: who is at work as their record stands at this moment, since roles are
        changed and people suspended while their windows are open."""
        staff = session.get(Staff, self.staff.id)
        if staff is None or not staff.active:
            raise _left()
        session.expunge(staff)
        self.staff = session.info[sight.KEY] = staff
        if staff.suspended_on is not None:
            raise ShutOut(
                N_("Your access has been suspended since {day}. Ask an administrator."),
                day=staff.suspended_on,
            )
        if staff.must_change and not verb.newcomer:
            raise ShutOut(
                N_(
                    "You still have the passphrase that you were given. Open AbductDesk with it and choose "
                    "one of your own first."
                )
            )
        if not verb.roles & set(staff.roles):
            raise sight.not_allowed()

    @contextmanager
    def attempt(self, name: str, about: attempts.About = attempts.NOTHING) -> Iterator[None]:
        """Journal a refusal of what is tried in this block, once."""
        try:
            yield
        except Refused as refused:
            if not refused.journalled:
                self._owe(self.staff.id, **attempts.entry(name, refused, about))
                refused.journalled = True
            raise

    def _note_view(self, case_id: int) -> None:
        """Once a day for each case; whoever opens it anew says so by `record_view`."""
        seen: list[str] = []
        if self._memory.setdefault(attempts.viewed(case_id, self.today), seen) is seen:
            seen.append(attempts.IMPLIED)
            self._owe(self.staff.id, **attempts.view(case_id))

    def _owe(self, staff_id: int, **entry: Any) -> None:
        """Write an entry now, or when the writer that is at work has done: a reader never waits."""
        self._owed.append({"staff_id": staff_id, **entry, "at": self.clock()})
        self._pay()

    def _pay(self) -> None:
        while self._owed and self._writing.acquire(blocking=False):
            try:
                entries = tuple(self._owed)
                with self.vault.writing() as session:
                    for entry in entries:
                        journal.append(session, **entry)
                for _ in entries:
                    self._owed.popleft()
            except Refused:  # another program is writing: they are still owed
                return
            finally:
                self._writing.release()

    def _reload_staff(self) -> None:
        with self.vault.reading() as session:
            found = session.get(Staff, self.staff.id)
        if found is not None:
            self.staff = found
