"""Connections to the encrypted database: how they are opened, what is asserted, what errors mean."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, ExceptionContext, QueuePool, create_engine, event

from abductdesk.faults import Refused
from abductdesk.i18n import N_

FILE = "vault.db"
PAGE = 4096
Link = Any  # a connection of the driver, which has no types
_KEY = re.compile(r"[0-9a-f]{64}")
_BUSY, _CORRUPT, _FULL, _CANTOPEN, _NOTADB, _READONLY, _IOERR = 5, 11, 13, 14, 26, 8, 10
_PATIENCE = 10.0  # seconds a writer waits for another one
_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READONLY,
    errno.EACCES: _READONLY,
    errno.EPERM: _READONLY,
    errno.EIO: _IOERR,
}


class Damaged(Refused):
    """The database file is not whole: a backup is needed."""


def damaged() -> Damaged:
    return Damaged(
        N_(
            "The vault's file vault.db is damaged. Restore the latest backup; "
            "keep the damaged file until then."
        )
    )


def meaning(error: BaseException) -> Refused | None:
    """What an error of the database or the system says to a person, or None: then it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, OSError):
        code = _SYSTEM.get(error.errno or 0, 0)
    if code in (_CORRUPT, _NOTADB):
        return damaged()
    if code == _FULL:
        return Refused(
            "The disk is full, so nothing was saved. Free some space on it, then do this again; "
            "everything saved before is safe."
        )
    if code == _BUSY:
        return Refused(
            "Another window or program has been writing to the vault for a while. "
            "Wait a moment and try again."
        )
    if code == _READONLY:
        return read_only()
    if code in (_IOERR, _CANTOPEN):
        return Refused(
            "The disk that holds the vault answered with an error. Check that it is still connected, "
            "then open the vault again."
        )
    return None


def read_only() -> Refused:
    return Refused(
        "The vault's folder cannot be written to. Ask who looks after this computer for the right to write "
        "there, or move the vault to a folder of your own."
    )


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
        raise Refused(
            "The vault's file vault.db is missing from this folder. Choose the right folder, "
            "or restore a backup."
        ) from None
    if size < PAGE or size % PAGE:
        raise Damaged(
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
        raise meaning(error) or error from None


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
        refused = meaning(context.original_exception)
        if refused is not None:
            raise refused from None

    return engine
