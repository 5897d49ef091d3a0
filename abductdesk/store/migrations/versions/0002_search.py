"""The search index with the triggers that keep it in step, and the triggers that guard the journal."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INDEX = """
CREATE VIRTUAL TABLE search USING fts5(
    text, kind UNINDEXED, record UNINDEXED, case_id UNINDEXED,
    content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3'
)
"""
_ADD = (
    "INSERT INTO search(rowid, text, kind, record, case_id) "
    "VALUES (new.id, new.text, new.kind, new.record, new.case_id);"
)
_DROP = (
    "INSERT INTO search(search, rowid, text, kind, record, case_id) "
    "VALUES ('delete', old.id, old.text, old.kind, old.record, old.case_id);"
)
_GUARDS = (
    ("journal_no_update", "UPDATE ON journal"),
    ("journal_no_delete", "DELETE ON journal"),
    ("journal_detail_no_update", "UPDATE ON journal_detail"),
)


def upgrade() -> None:
    op.execute(_INDEX)
    op.execute(f"CREATE TRIGGER search_added AFTER INSERT ON search_entry BEGIN {_ADD} END")
    op.execute(f"CREATE TRIGGER search_dropped AFTER DELETE ON search_entry BEGIN {_DROP} END")
    op.execute(f"CREATE TRIGGER search_changed AFTER UPDATE ON search_entry BEGIN {_DROP} {_ADD} END")
    for name, when in _GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
