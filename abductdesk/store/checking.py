"""Is the vault whole? The database's own checks, the guards of the journal, and the journal's chain."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from abductdesk.store import engines, journal, meanings

_GUARDS = ("journal_detail_no_update", "journal_no_delete", "journal_no_update")


@dataclass(frozen=True, slots=True)
class Check:
    """What was found: `faults` of the database in its own words, journal guards that are missing, and
    the chain (None where the damage does not let it be read)."""

    faults: tuple[str, ...]
    unguarded: tuple[str, ...]
    journal: journal.Report | None

    @property
    def whole(self) -> bool:
        return not self.faults and not self.unguarded and self.journal is not None and self.journal.whole


def faults(path: Path, key: str) -> list[str]:
    """What the database's own checks find: damaged pages, broken indexes, lost parents."""
    try:
        with closing(engines.connect(path, key, query_only=True)) as link:
            found = [str(row[0]) for row in link.execute("PRAGMA cipher_integrity_check")]
            if found:
                return found
            found = [str(row[0]) for row in link.execute("PRAGMA integrity_check")]
            lost = [f"lost parent in {row[0]}" for row in link.execute("PRAGMA foreign_key_check")]
    except sqlcipher.Error as error:
        if meanings.meaning(error) is None:
            raise
        return [str(error)]
    return [] if found == ["ok"] and not lost else [line for line in found if line != "ok"] + lost


def missing_guards(path: Path, key: str) -> tuple[str, ...]:
    """Triggers that keep the journal append-only and are not there."""
    with closing(engines.connect(path, key, query_only=True)) as link:
        there = {row[0] for row in link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    return tuple(name for name in _GUARDS if name not in there)
