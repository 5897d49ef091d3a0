"""Bringing a vault's tables to today's shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from abductdesk.faults import Refused
from abductdesk.store import engines

FOLDER = Path(__file__).parent / "migrations"


def upgrade(folder: Path, key: str, to: str = "head") -> None:
    """Run the missing migrations in one transaction with foreign keys off (rebuilding a table would
    delete its children), and check them before it commits; on any fault nothing has changed."""
    engine = engines.migrator(folder / engines.FILE, key)
    try:
        with engine.begin() as link:
            command.upgrade(config(link), to)
            if link.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise Refused(
                    "The vault could not be brought to this version: records would have lost their place. "
                    "Nothing was changed. Report this, and go on with the version you had."
                )
    finally:
        engine.dispose()


def config(link: Connection, metadata: MetaData | None = None, **attributes: Any) -> Config:
    """Alembic's settings for one connection; no file is read."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.attributes.update(connection=link, metadata=metadata, **attributes)
    return settings
