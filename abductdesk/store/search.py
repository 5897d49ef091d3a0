"""Finding records by words: the folded text is kept in step with its FTS5 index by triggers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, delete, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from abductdesk.folding import fold, match_query
from abductdesk.models.search import SearchEntry

_FIND = text(
    "SELECT entry.kind, entry.record, entry.case_id FROM search JOIN search_entry AS entry "
    "ON entry.id = search.rowid WHERE search MATCH :query ORDER BY search.rank LIMIT :most"
)
_ENTRIES = cast(Table, SearchEntry.__table__)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that matched, best first."""

    kind: str
    record: int
    case_id: int | None


def put(session: Session, kind: str, record: int, case_id: int | None, words: str) -> None:
    """Make the record findable by these words (folded here), in place of what it had."""
    new = {"kind": kind, "record": record, "case_id": case_id, "text": fold(words)}
    added = insert(SearchEntry).values(**new)
    changed = added.on_conflict_do_update(
        index_elements=["kind", "record"], set_={"case_id": case_id, "text": new["text"]}
    )
    session.connection().execute(changed)


def drop(session: Session, kind: str, record: int) -> None:
    """Make the record findable no more."""
    gone = (_ENTRIES.c.kind == kind) & (_ENTRIES.c.record == record)
    session.connection().execute(delete(_ENTRIES).where(gone))


def rebuild(session: Session) -> None:
    """Make the index anew: what was dropped would stay in its segments until they are merged."""
    session.connection().execute(text("INSERT INTO search(search) VALUES ('rebuild')"))


def find(session: Session, words: str, most: int = 50) -> list[Found]:
    """Records that have every word (as a prefix); none where nothing was typed."""
    query = match_query(words)
    if not query:
        return []
    rows = session.execute(_FIND, {"query": query, "most": most})
    return [Found(kind, record, case_id) for kind, record, case_id in rows]
