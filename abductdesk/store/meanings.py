"""What errors of the database and the system say to a person, told without loading the database library:
the unlock window needs it before anything else."""

from __future__ import annotations

import errno

from abductdesk.faults import Refused
from abductdesk.i18n import N_

_BUSY, _CORRUPT, _FULL, _CANTOPEN, _NOTADB, _READONLY, _IOERR = 5, 11, 13, 14, 26, 8, 10
# what the database says while it copies itself comes without a number
_BY_WORDS = {"database or disk is full": _FULL, "disk I/O error": _IOERR, "database is locked": _BUSY}
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
    if not code:
        code = _BY_WORDS.get(str(error), 0)
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


def is_full(error: OSError) -> bool:
    """Whether a disk had no room left."""
    return _SYSTEM.get(error.errno or 0) == _FULL


def read_only() -> Refused:
    return Refused(
        "The vault's folder cannot be written to. Ask who looks after this computer for the right to write "
        "there, or move the vault to a folder of your own."
    )
