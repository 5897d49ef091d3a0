"""Connections to the encrypted database: how they are opened, what is asserted."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, QueuePool, create_engine, event

from abductdesk.i18n import N_
from abductdesk.store import meanings

FILE = "vault.db"
PAGE = 4096
Link = Any  # a connection of the driver, which has no types
_KEY = re.compile(r"[0-9a-f]{64}")
_PACKED = 256 * 1024 * 1024  # bytes; temporary data stay in memory, so a larger file is not packed
_PATIENCE = 10.0  # seconds a writer waits for another one


def connect(path: Path, key: str, *, create: bool = False, query_only: bool = False) -> Any:
    """A raw connection with every precaution taken; raises the driver's errors, and AssertionError
    where the library does not encrypt."""
    if not _KEY.fullmatch(key):
        raise ValueError("a database key has 64 hexadecimal digits")
    link = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        link.execute("PRAGMA cipher_log_level = NONE")
        link.execute(f"PRAGMA key = \"x'{key}'\"")
        status = link.execute("PRAGMA cipher_status").fetchone()
        version = link.execute("PRAGMA cipher_version").fetchone()
        link.execute("PRAGMA temp_store = 2")
        store = link.execute("PRAGMA temp_store").fetchone()
        # a plain SQLite, or a mistyped pragma, would write everything in the clear without a word
        if not (status and str(status[0]) == "1" and version and version[0] and store[0] == 2):
            raise AssertionError("the database library does not encrypt")
        link.execute("PRAGMA foreign_keys = ON")
        link.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would pass by the journal's guards
        link.execute("PRAGMA synchronous = FULL")
        link.execute("PRAGMA secure_delete = ON")
        link.execute("PRAGMA cache_size = -65536")
        if query_only:
            link.execute("PRAGMA query_only = ON")
    except BaseException:
        link.close()
        raise
    return link


def check_file(path: Path) -> None:
    """Refuse a missing, empty or cut file by its size alone (opening it here would drop SQLite's locks)."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise meanings.Damaged(
            N_(
                "The vault's file vault.db is missing from this folder. Choose the right folder, "
                "or restore a backup."
            )
        ) from None
    if size < PAGE or size % PAGE:
        raise meanings.Damaged(
            N_(
                "The vault's file vault.db has been cut short. Restore the latest backup; "
                "keep the damaged file until then."
            )
        )


def probe(path: Path, key: str) -> str:
    """Read the database with this key and return the number of its last migration; raises `Damaged`
    where the key does not fit (the key's slot was right, so the file is not)."""
    try:
        with closing(connect(path, key)) as link:
            link.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if link.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                link.execute("PRAGMA journal_mode = WAL")
            return str(link.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except sqlcipher.Error as error:
        raise meanings.meaning(error) or error from None


def tidy(path: Path, key: str) -> None:
    """Pack the file anew if it is not too large, and empty its log. What is busy stays for another time."""
    with closing(connect(path, key)) as link, suppress(sqlcipher.OperationalError):
        if path.stat().st_size <= _PACKED:
            link.execute("VACUUM")
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def writer(path: Path, key: str) -> Engine:
    """Engine whose transactions begin IMMEDIATE: a second writer waits at the door, never in the middle."""
    return _engine(lambda: connect(path, key), "BEGIN IMMEDIATE", size=2)


def reader(path: Path, key: str) -> Engine:
    """Engine that cannot write and never waits for a writer."""
    return _engine(lambda: connect(path, key, query_only=True), "BEGIN", size=4)


def migrator(path: Path, key: str) -> Engine:
    """Engine for migrations: foreign keys are off until they are checked at the end."""

    def creator() -> Any:
        link = connect(path, key)
        link.execute("PRAGMA foreign_keys = OFF")
        return link

    return _engine(creator, "BEGIN IMMEDIATE", size=1)


def _engine(creator: Callable[[], Any], begin: str, *, size: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=4,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def _explain(context: ExceptionContext) -> None:
        refused = meanings.meaning(context.original_exception)
        if refused is not None:
            raise refused from None

    return engine
