"""No change without an entry: what an action changed and did not journal itself is journalled for it.

Such an entry names the record and its fields, no values: an action that erases must not find them kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from abductdesk.models import Draft, ExportedDate, Record
from abductdesk.store import journal

if TYPE_CHECKING:
    from abductdesk.actions.office import Work

KEY = "changed"  # where the session of an action collects what it changed, in its `info`
# told otherwise: a calendar's dates by one entry for each case; what is being typed, once it is saved
UNTOLD = frozenset({ExportedDate.__tablename__, Draft.__tablename__})

Changed = dict[tuple[str, int], frozenset[str]]


@event.listens_for(Session, "after_flush")
def _remember(session: Session, _context: UOWTransaction) -> None:
    changed: Changed | None = session.info.get(KEY)
    if changed is None:
        return
    for record in (*session.new, *session.dirty, *session.deleted):
        if isinstance(record, Record) and record.__tablename__ not in UNTOLD:
            names = {attribute.key for attribute in inspect(record).attrs if attribute.history.has_changes()}
            if names or record in session.deleted:
                place = (record.__tablename__, record.id)
                changed[place] = changed.get(place, frozenset()) | names


def complete(work: Work) -> None:
    """Journal what the action changed and did not tell."""
    work.session.flush()
    changed: Changed = work.session.info[KEY]
    for (kind, record_id), names in changed.items():
        if (kind, record_id) not in work.told:
            journal.append(
                work.session,
                staff_id=work.staff.id,
                action=work.action,
                record_kind=kind,
                record_id=record_id,
                detail={"work": work.number, "fields": sorted(names)},
                at=work.now,
            )
            work.touched.add((kind, record_id))
