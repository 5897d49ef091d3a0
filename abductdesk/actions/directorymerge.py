"""Two entries of the directory that are one: shown when one is added, merged only by a person, and undone.

The entry that is taken over keeps everything it has; whoever reads the other reads both. Undo is one field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from abductdesk.actions.directory import entry_key, folded_name, refuse_merged
from abductdesk.actions.office import Look, Work, action, query
from abductdesk.actions.standing import roots
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.models import DirectoryEntry
from abductdesk.terms import EntryKind

_COMPARED = select(
    DirectoryEntry.id,
    DirectoryEntry.kind,
    DirectoryEntry.folded,
    DirectoryEntry.email,
    DirectoryEntry.phone,
    DirectoryEntry.left_on,
).where(DirectoryEntry.merged_into_id.is_(None))


@dataclass(frozen=True)
class Similar:
    """An entry that may be the one just typed, and why."""

    entry_id: int
    name: str
    organisation: str
    kind: EntryKind
    left: bool
    why: tuple[Message, ...]


@dataclass(frozen=True)
class Known:
    """What entries are compared by, read once: ids by folded name, by e-mail and by phone."""

    names: Mapping[str, list[int]]
    emails: Mapping[str, list[int]]
    phones: Mapping[str, list[int]]

    def same(self, values: Mapping[str, Any]) -> dict[int, list[Message]]:
        """Ids of entries that share a name, an e-mail or a phone number, with what they share."""
        found: dict[int, list[Message]] = {}
        email, phone = entry_key(values.get("email"), values.get("phone"))
        for ids, why in (
            (self.names.get(folded_name(values), []), L("same name")),
            (self.emails.get(email, []), L("same e-mail: {email}", email=str(values.get("email") or ""))),
            (self.phones.get(phone, []), L("same phone number: {phone}", phone=values.get("phone") or "")),
        ):
            for entry_id in ids:
                found.setdefault(entry_id, []).append(why)
        return found


def known(look: Look) -> Known:
    """Everybody of the directory, those who left too, as they are compared."""
    names: dict[str, list[int]] = {}
    emails: dict[str, list[int]] = {}
    phones: dict[str, list[int]] = {}
    for row in look.session.execute(_COMPARED):
        email, phone = entry_key(row.email, row.phone)
        for keys, key in ((names, row.folded), (emails, email), (phones, phone)):
            if key:
                keys.setdefault(key, []).append(row.id)
    return Known(names, emails, phones)


@query()
def similar_entries(look: Look, values: Mapping[str, Any], entry_id: int | None = None) -> list[Similar]:
    """Entries that may be the one of these values; `entry_id` is the one that is being changed."""
    same = known(look).same(values)
    same.pop(entry_id or 0, None)
    return list(as_similar(look, same))


def as_similar(look: Look, same: Mapping[int, list[Message]]) -> Iterator[Similar]:
    """The entries behind these ids, by name."""
    rows = select(DirectoryEntry).where(DirectoryEntry.id.in_(same)).order_by(DirectoryEntry.folded)
    for entry in look.session.scalars(rows) if same else ():
        yield Similar(
            entry.id, entry.name, entry.organisation or "", entry.kind, entry.left_on is not None,
            tuple(same[entry.id]),
        )  # fmt: skip


@action()
def merge_entries(work: Work, keep_id: int, gone_id: int, *, seen: int) -> None:
    """Let `keep` take over `gone` (whose version was `seen`). Both stay as they are recorded; conflicts,
    trainings and given lists of both are read together."""
    keep, gone = work.get(DirectoryEntry, keep_id), work.get(DirectoryEntry, gone_id)
    refuse_merged(keep)
    refuse_merged(gone)
    if keep.id == gone.id:
        raise Refused("This is the same entry. Choose another one.")
    if keep.kind is not gone.kind:
        raise Refused("Only entries of the same kind are merged: somebody may be a mediator and a lawyer.")
    work.change(gone, seen, {"merged_into_id": keep.id})
    work.touched.add((DirectoryEntry.__tablename__, keep.id))


@action()
def unmerge_entry(work: Work, entry_id: int, *, seen: int) -> None:
    """Undo a merge: the entry stands for itself again, with all it had."""
    entry = work.get(DirectoryEntry, entry_id)
    if entry.merged_into_id is None:
        raise Refused("This entry is not merged into another one.")
    work.touched.add((DirectoryEntry.__tablename__, entry.merged_into_id))
    work.change(entry, seen, {"merged_into_id": None})


def merged_into(look: Look) -> dict[int, int]:
    """For each merged entry, the entry that stands for it."""
    pairs = select(DirectoryEntry.id, DirectoryEntry.merged_into_id)
    merged = look.session.execute(pairs.where(DirectoryEntry.merged_into_id.is_not(None)))
    return roots({gone: into for gone, into in merged if into is not None})


def ids_of(look: Look, entry_id: int) -> list[int]:
    """The entry and all that were merged into it."""
    return [entry_id, *(gone for gone, root in merged_into(look).items() if root == entry_id)]
