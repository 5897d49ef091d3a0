"""Undo: one's own last change, taken back by an ordinary journalled action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from abductdesk.actions import directory, directorywords, search
from abductdesk.actions.events import refuse_decided
from abductdesk.actions.holds import refuse_held
from abductdesk.actions.mediationsessions import check_safety
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.people import refold
from abductdesk.actions.records import revive
from abductdesk.faults import Refused
from abductdesk.models import (
    BY_KIND,
    Case,
    CaseEvent,
    CaseRole,
    Child,
    ContactPoint,
    DirectoryEntry,
    LimitDecision,
    MediationSession,
    Person,
    Record,
)
from abductdesk.store import journal

# What has left the office, or is a promise of the program, cannot be taken back.
FINAL = frozenset(
    {
        "issue_letter", "record_print", "save_letter", "open_case", "import_cases", "import_timeline",
        "undo_last", "record_view", "remove_attachment", "add_staff",
        "change_staff", "suspend_staff", "lift_suspension", "end_access", "passphrase_reset",
        "passphrase_changed", "recovered_by_code", "workstation_trusted", "workstation_forgotten",
        "erase_person", "anonymise_cases", "erase_calls", "erase_again",
        "record_request", "report_breach",
        "issue_attestations", "import_entries",
        "record_screening", "override_safety", "withdraw_override",
        "decide_support", "decide_appeal",
    }
)  # fmt: skip
FIRST_LOOK = 60  # entries of the journal: most transactions are far smaller


@dataclass(frozen=True)
class Undoable:
    """One's own last change that can still be taken back."""

    work: str
    action: str
    at: datetime
    record_kind: str


@query()
def last_change(look: Look) -> Undoable | None:
    """One's own last change, or None where it cannot be undone."""
    entries = _last_work(look)
    if not entries or entries[0].action in FINAL or _conflict(look, entries) is not None:
        return None
    last = entries[0]
    return Undoable(str((last.detail or {}).get("work")), last.action, last.at, last.record_kind)


@action()
def undo_last(work: Work, *, number: str) -> str:
    """Take back one's own last change `number`; returns the name of the action that was undone."""
    entries = _last_work(work)
    if not entries or (entries[0].detail or {}).get("work") != number:
        raise Refused("Something else was done since. Look at the history.")
    if entries[0].action in FINAL:
        raise Refused("This cannot be undone.")
    if _conflict(work, entries) is not None:
        raise _changed()
    refuse_held(work, (_whose(work, entry) for entry in entries))
    try:
        for entry in entries:
            _take_back(work, entry)
    except IntegrityError:  # somebody has hung another record on it, or taken away what it hung on
        raise _changed() from None
    return entries[0].action


def _changed() -> Refused:
    return Refused("The record was changed since, so this cannot be undone. Change it by hand.")


def _last_work(look: Look) -> list[journal.Told]:
    """The entries of one's own last transaction that changed something, newest first."""
    most = FIRST_LOOK
    while True:
        told = journal.entries_by(look.session, look.staff.id, most)
        mine = [entry for entry in told if _changes(entry)]
        number = (mine[0].detail or {}).get("work") if mine else None
        last = [entry for entry in mine if (entry.detail or {}).get("work") == number]
        if not mine or len(last) < len(mine) or len(told) < most:
            return last
        most *= 8  # one transaction fills all that was read: the rest of it must be taken back too


def _changes(entry: journal.Told) -> bool:
    return bool({"added", "after", "removed"} & (entry.detail or {}).keys())


def _conflict(look: Look, entries: list[journal.Told]) -> Record | None:
    """A record that somebody changed since, if any."""
    newest: dict[tuple[str, int], int] = {}
    for entry in entries:
        newest.setdefault((entry.record_kind, entry.record_id), entry.sequence)
    for (kind, record_id), sequence in newest.items():
        since = journal.entries_for(look.session, kind, record_id, 30)
        if any(entry.sequence > sequence and _changes(entry) for entry in since):
            return look.session.get(BY_KIND[kind], record_id)
    return None


def _take_back(work: Work, entry: journal.Told) -> None:
    model, detail = BY_KIND[entry.record_kind], entry.detail or {}
    if "removed" in detail:
        content = revive(model, detail["removed"])
        version = int(detail.get("version") or 0) + 1  # nobody can have seen this one
        work.session.execute(insert(model).values(id=entry.record_id, version=version, **content))
        record = work.get(model, entry.record_id)
        work.note(record, {"added": detail["removed"]})
    else:
        record = work.get(model, entry.record_id)
        if "added" in detail:
            _refuse_named(work, record)
            work.remove(record)
        else:
            work.assign(record, **revive(model, detail["before"]))
    _refresh(work, record, gone="added" in detail)


def _whose(work: Work, entry: journal.Told) -> int | None:
    """Whose data would be changed back."""
    if entry.record_kind == Person.__tablename__:
        return entry.record_id
    if BY_KIND[entry.record_kind] not in (ContactPoint, CaseRole, Child):
        return None
    detail = entry.detail or {}
    gone = detail.get("removed") or detail.get("added") or {}
    found = gone.get("person_id") or getattr(
        work.session.get(BY_KIND[entry.record_kind], entry.record_id), "person_id", None
    )
    return int(found) if found is not None else None


def _refuse_named(work: Work, record: Record) -> None:
    """What names a child would concern all of them once the child is gone; a decision hangs on its event."""
    if isinstance(record, CaseEvent):
        refuse_decided(work, record.id)
    if isinstance(record, Child):
        for model in (CaseEvent, LimitDecision):
            named = work.session.scalars(select(model.child_ids).where(model.case_id == record.case_id))
            if any(record.id in children for children in named):
                raise _changed()


def _refresh(work: Work, record: Record, *, gone: bool) -> None:
    """Search index and deadlines follow what was taken back; no joint session comes back that may not be."""
    if isinstance(record, MediationSession) and not gone:
        check_safety(work, record)
    case_id = record.id if isinstance(record, Case) else getattr(record, "case_id", None)
    if isinstance(case_id, int):
        work.facts_changed(case_id)
        search.index_case(work, case_id)
    if isinstance(record, DirectoryEntry):
        directorywords.drop_entry(work, record.id) if gone else directory.refresh(work, record)
    person_id = record.id if isinstance(record, Person) else getattr(record, "person_id", None)
    if isinstance(record, Person | ContactPoint) and isinstance(person_id, int):
        if not gone:
            refold(record)
        if gone and isinstance(record, Person):
            search.drop_person(work, person_id)
        else:
            search.index_person(work, person_id)
            for case in search.cases_of(work, person_id):
                work.facts_changed(case)
