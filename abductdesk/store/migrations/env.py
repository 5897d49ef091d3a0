"""Runs the migrations on the connection it is given; `scripts/migration.py` also gives the records."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Enum
from sqlalchemy.types import TypeDecorator


def _ours(name: str | None, kind: str, parents: Any) -> bool:
    """The search index and its shadow tables are made by hand."""
    return not (
        kind == "table"
        and name is not None
        and name != "search_entry"
        and (name == "search" or name.startswith("search_"))
    )


def _plain_type(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """Migrations know nothing of the program's own types."""
    if kind != "type":
        return False
    if isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    if isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    if isinstance(thing, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    include_name=_ours,
    render_item=_plain_type,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
