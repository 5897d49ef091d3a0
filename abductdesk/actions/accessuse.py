"""Who received somebody's data, and what was done with them inside: by category, with numbers and days.

Names of staff are not told: they act for the bureau, which answers for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from abductdesk.actions.office import BRUSSELS, Look
from abductdesk.actions.subject import Subject
from abductdesk.documents.datafacts import Counted
from abductdesk.i18n import L, Message
from abductdesk.models import Entry, EntrySubject, Letter

_LOOKED = frozenset({"record_view", "open_letter"})
_OUT = frozenset({"save_letter", "save_attachment", "record_print"})
CATEGORIES: dict[str, Message] = {
    "looked": L("Looked at"),
    "changed": L("Written or changed"),
    "out": L("Printed, saved or exported"),
}


def recipients_of(look: Look, subject: Subject) -> Iterator[Counted]:
    """Letters of the person's files by the role of who received them (Art. 15(1)(c)); the letters to
    somebody whom the files are not about are their own alone."""
    rows = select(Letter.recipient_role, func.count(), func.min(Letter.issued_at), func.max(Letter.issued_at))
    wanted = Letter.case_id.in_(subject.case_ids) if subject.family else Letter.person_id == subject.id
    for role, count, first, last in look.session.execute(rows.where(wanted).group_by(Letter.recipient_role)):
        yield Counted(role, count, _day(first), _day(last))


def uses_of(look: Look, subject: Subject) -> Iterator[Counted]:
    """What the journal holds about the person, and about the files that are about them."""
    about = select(EntrySubject.sequence).where(
        EntrySubject.kind == "person", EntrySubject.record == subject.id
    )
    wanted: ColumnElement[bool] = Entry.sequence.in_(about)
    if subject.family:
        wanted = or_(wanted, Entry.case_id.in_(subject.case_ids))
    yield from _uses(look, wanted)


def staff_uses(look: Look, staff_id: int) -> Iterator[Counted]:
    """What the journal holds of somebody's work."""
    yield from _uses(look, Entry.staff_id == staff_id)


def _uses(look: Look, wanted: Any) -> Iterable[Counted]:
    table = Entry.__table__  # below the ORM: whoever works here may see their own
    rows = select(table.c.action, func.count(), func.min(table.c.at), func.max(table.c.at))
    found: dict[str, list[tuple[int, datetime, datetime]]] = {name: [] for name in CATEGORIES}
    for action, count, first, last in look.session.connection().execute(
        rows.where(wanted).group_by(table.c.action)
    ):
        found[_category(action)].append((count, first, last))
    for name, counted in found.items():
        if counted:
            total = sum(count for count, _, _ in counted)
            first = min(first for _, first, _ in counted)
            last = max(last for _, _, last in counted)
            yield Counted(CATEGORIES[name], total, _day(first), _day(last))


def _category(action: str) -> str:
    if action in _LOOKED:
        return "looked"
    return "out" if action in _OUT or action.startswith("export_") else "changed"


def _day(at: datetime) -> Any:
    return at.astimezone(BRUSSELS).date()
