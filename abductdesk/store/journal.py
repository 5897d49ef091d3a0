"""The journal: entries chained by HMAC, written in the transaction of what they tell.

Each MAC covers the entry and the MAC before it, so an edited, removed or swapped entry shows; the head
kept in `vault.keys` shows a chain that was cut or an older file put back. A detail is outside the chain
but for a salted hash: it can be erased and the chain still verifies.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from abductdesk.models.journal import Entry, EntryDetail, EntrySubject

KEY = "journal_key"  # where a session of the store carries the key, in its `info`
NO_HEAD = (0, "")
Head = tuple[int, str]
Subject = tuple[str, int]
_ENTRY, _DETAIL, _SUBJECT = (cast(Table, model.__table__) for model in (Entry, EntryDetail, EntrySubject))
# made once: every change of a record runs them
_ADD_ENTRY, _ADD_DETAIL, _ADD_SUBJECT = insert(_ENTRY), insert(_DETAIL), insert(_SUBJECT)
_CHECKED = (
    select(*_ENTRY.c, _DETAIL.c.salt, _DETAIL.c.detail)
    .outerjoin_from(_ENTRY, _DETAIL)
    .order_by(_ENTRY.c.sequence)
)
_LAST = select(_ENTRY.c.sequence, _ENTRY.c.mac).order_by(_ENTRY.c.sequence.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as people read it; `detail` is None where there was none or it was erased."""

    sequence: int
    at: datetime
    staff_id: int
    action: str
    record_kind: str
    record_id: int
    case_id: int | None
    detail: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the chain found. `broken_at` is the first entry that is not as it was written,
    `rewritten` the entries whose detail was changed, `head` the last entry."""

    entries: int
    broken_at: int | None
    rewritten: tuple[int, ...]
    erased: int
    head: Head
    head_found: bool

    @property
    def whole(self) -> bool:
        return self.broken_at is None and not self.rewritten and self.head_found


def append(
    session: Session,
    staff_id: int,
    action: str,
    record_kind: str,
    record_id: int,
    detail: Mapping[str, Any] | None = None,
    subjects: Iterable[Subject] = (),
    *,
    case_id: int | None = None,
    at: datetime | None = None,
) -> int:
    """Write one entry in the session's transaction and return its number.

    `detail` is plain data (dates allowed); `subjects` names by (record kind, id) whom it is about; `at` is
    the moment of the action that writes it (default now).
    """
    session.flush()
    link = session.connection()
    number, previous = head(link)
    told = json.dumps(detail, default=_plain, sort_keys=True, ensure_ascii=False) if detail else ""
    salt = secrets.token_hex(16)
    entry = {
        "sequence": number + 1,
        "at": at or datetime.now(UTC),
        "staff_id": staff_id,
        "action": action,
        "record_kind": record_kind,
        "record_id": record_id,
        "case_id": case_id,
        "detail_hash": _hash(salt, told) if told else "",
        "previous": previous,
    }
    entry["mac"] = mac_of(session.info[KEY], entry)
    link.execute(_ADD_ENTRY, entry)
    if told:
        link.execute(_ADD_DETAIL, {"sequence": number + 1, "salt": salt, "detail": told})
    rows = [{"sequence": number + 1, "kind": kind, "record": record} for kind, record in {*subjects}]
    if rows:
        link.execute(_ADD_SUBJECT, rows)
    return number + 1


def head(link: Connection) -> Head:
    """The last entry's number and MAC; (0, "") where there is none."""
    found = link.execute(_LAST).one_or_none()
    return (found.sequence, found.mac) if found else NO_HEAD


def contains(link: Connection, known: Head) -> bool:
    """Whether the chain has this entry (longer is fine)."""
    if known == NO_HEAD:
        return True
    mac = link.execute(select(_ENTRY.c.mac).where(_ENTRY.c.sequence == known[0])).scalar_one_or_none()
    return mac is not None and hmac.compare_digest(str(mac), known[1])


@dataclass
class Checking:
    """A check of the whole chain and every detail's hash, in steps: nobody waits for all of it. Entries are
    only ever added, so what one step has checked still holds in the next."""

    key: bytes
    known: Head
    entries: int = 0
    erased: int = 0
    broken_at: int | None = None
    rewritten: list[int] = field(default_factory=list)
    _last: Head | None = None

    def step(self, link: Connection, most: int) -> bool:
        """Check the next entries; True when the end is reached."""
        found = _CHECKED if self._last is None else _CHECKED.where(_ENTRY.c.sequence > self._last[0])
        rows = link.execute(found.limit(most)).all()
        for row in rows:
            self._check(row)
        return len(rows) < most

    def _check(self, row: Any) -> None:
        self.entries += 1
        if self.broken_at is None and not self._follows(row):
            self.broken_at = self.entries
        if row.detail_hash and row.salt is None:
            self.erased += 1
        elif row.salt is not None and row.detail_hash != _hash(row.salt, row.detail):
            self.rewritten.append(row.sequence)
        self._last = (row.sequence, row.mac)

    def _follows(self, row: Any) -> bool:
        """Whether the row is the entry that was written after the last one."""
        if row.sequence != self.entries or row.previous != (self._last[1] if self._last else ""):
            return False
        return hmac.compare_digest(row.mac, mac_of(self.key, row._mapping))

    def report(self, link: Connection) -> Report:
        """What was found, once the end is reached."""
        rewritten, found = tuple(self.rewritten), contains(link, self.known)
        return Report(self.entries, self.broken_at, rewritten, self.erased, head(link), found)


def verify(link: Connection, key: bytes, known: Head) -> Report:
    """Recompute the whole chain and every detail's hash."""
    checking = Checking(key, known)
    while not checking.step(link, 10_000):
        pass
    return checking.report(link)


def entries_for(session: Session, record_kind: str, record_id: int, most: int = 200) -> list[Told]:
    """What happened to one record, newest first."""
    about = (_ENTRY.c.record_kind == record_kind) & (_ENTRY.c.record_id == record_id)
    return _told(session, about, most)


def entries_of_kinds(
    session: Session, kinds: Iterable[str], record_id: int | None = None, most: int = 200
) -> list[Told]:
    """What happened to records of these kinds, or to the one of this id, newest first."""
    about: Any = _ENTRY.c.record_kind.in_([*kinds])
    if record_id is not None:
        about = about & (_ENTRY.c.record_id == record_id)
    return _told(session, about, most)


def entries_by(session: Session, staff_id: int, most: int = 200) -> list[Told]:
    """What one member of staff did, newest first."""
    return _told(session, _ENTRY.c.staff_id == staff_id, most)


def last_by(session: Session, staff_id: int, action: str) -> Told | None:
    """The last time a member of staff did this, or None."""
    found = _told(session, (_ENTRY.c.staff_id == staff_id) & (_ENTRY.c.action == action), 1)
    return found[0] if found else None


def entries_of_case(session: Session, case_id: int, most: int = 500) -> list[Told]:
    """What happened on one case, newest first."""
    return _told(session, _ENTRY.c.case_id == case_id, most)


def entries_about(session: Session, subject: Subject, most: int = 200) -> list[Told]:
    """What happened to everything that holds the subject's data, newest first."""
    numbers = select(_SUBJECT.c.sequence).where(
        (_SUBJECT.c.kind == subject[0]) & (_SUBJECT.c.record == subject[1])
    )
    return _told(session, _ENTRY.c.sequence.in_(numbers), most)


def after(session: Session, sequence: int) -> list[Told]:
    """The entries after this one that changed something, oldest first, without their details."""
    wanted = select(_ENTRY).where((_ENTRY.c.sequence > sequence) & (_ENTRY.c.detail_hash != ""))
    return [
        Told(
            row.sequence, row.at, row.staff_id, row.action, row.record_kind, row.record_id, row.case_id, None
        )
        for row in session.execute(wanted.order_by(_ENTRY.c.sequence))
    ]  # fmt: skip


def last_common(one: Connection, other: Connection) -> int:
    """The last entry that two vaults of the same origin share; each MAC covers all before it."""
    low, high = 0, min(head(one)[0], head(other)[0])
    while low < high:
        middle = (low + high + 1) // 2
        mac = other.execute(select(_ENTRY.c.mac).where(_ENTRY.c.sequence == middle)).scalar_one()
        low, high = (middle, high) if contains(one, (middle, str(mac))) else (low, middle - 1)
    return low


def last_at(session: Session) -> datetime | None:
    """The moment of the last entry that is no sign-in: that of now would hide that the clock went back."""
    last = (
        select(_ENTRY.c.at).where(_ENTRY.c.action != "signed_in").order_by(_ENTRY.c.sequence.desc()).limit(1)
    )
    return session.connection().execute(last).scalar_one_or_none()


def erase_details(session: Session, subject: Subject) -> int:
    """Erase every detail about the subject; returns how many. The chain still verifies."""
    about = select(_SUBJECT.c.sequence).where(
        (_SUBJECT.c.kind == subject[0]) & (_SUBJECT.c.record == subject[1])
    )
    return erase_entries(session, session.connection().execute(about).scalars().all())


def erase_entries(session: Session, sequences: Iterable[int]) -> int:
    """Erase the details of these entries; returns how many there were."""
    link, found = session.connection(), sorted(set(sequences))
    for sequence in found:
        link.execute(delete(_DETAIL).where(_DETAIL.c.sequence == sequence))
        link.execute(delete(_SUBJECT).where(_SUBJECT.c.sequence == sequence))
    return len(found)


def details(session: Session) -> Iterator[RowMapping]:
    """Every detail that is there: sequence, case_id, record_kind, record_id and the detail as JSON."""
    columns = (_ENTRY.c.sequence, _ENTRY.c.case_id, _ENTRY.c.record_kind, _ENTRY.c.record_id)
    rows = select(*columns, _DETAIL.c.detail).join_from(_DETAIL, _ENTRY)
    yield from session.connection().execute(rows).mappings().all()


def subjects_of(session: Session, sequence: int) -> list[Subject]:
    """Whom the detail of an entry is about."""
    rows = select(_SUBJECT.c.kind, _SUBJECT.c.record).where(_SUBJECT.c.sequence == sequence)
    return [(row.kind, row.record) for row in session.connection().execute(rows)]


def last_about(session: Session, kinds: Iterable[str]) -> int:
    """The number of the last entry about records of these kinds; 0 where there is none."""
    last = select(func.max(_ENTRY.c.sequence)).where(_ENTRY.c.record_kind.in_([*kinds]))
    return session.connection().execute(last).scalar_one() or 0


def _told(session: Session, condition: Any, most: int) -> list[Told]:
    entries = select(_ENTRY, _DETAIL.c.detail).outerjoin_from(_ENTRY, _DETAIL).where(condition)
    rows = session.execute(entries.order_by(_ENTRY.c.sequence.desc()).limit(most))
    return [
        Told(
            row.sequence, row.at, row.staff_id, row.action, row.record_kind, row.record_id, row.case_id,
            json.loads(row.detail) if row.detail else None,
        )
        for row in rows
    ]  # fmt: skip


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot stand in the journal")


def _hash(salt: str, told: str) -> str:
    return sha256(f"{salt}\n{told}".encode()).hexdigest()


def mac_of(key: bytes, entry: Mapping[str, Any] | RowMapping) -> str:
    """The MAC that an entry must carry: HMAC-SHA256 over all of it and the MAC before it."""
    covered = [
        entry["sequence"], entry["at"].isoformat(), entry["staff_id"], entry["action"], entry["record_kind"],
        entry["record_id"], entry["case_id"], entry["detail_hash"], entry["previous"],
    ]  # fmt: skip
    return hmac.new(key, json.dumps(covered, ensure_ascii=False).encode(), "sha256").hexdigest()
