"""Nothing readable reaches the disk: canaries are looked for everywhere; a plain database must leak."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from sqlalchemy import text

from abductdesk.models import Attachment, Case, Note, Person, Staff
from abductdesk.store import backup, engines, journal, search
from abductdesk.store.vault import Vault
from tests.conftest import Template

CANARY = "Canary7f3aQz"
BULK = f"{CANARY} " * 400


def needles(*secrets: bytes) -> list[bytes]:
    """The canary as it could lie on a disk, and keys raw and in hexadecimal."""
    words = [CANARY, CANARY.casefold(), CANARY.upper()]
    found = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    for secret in secrets:
        found += [secret, secret.hex().encode(), secret.hex().upper().encode()]
    return found


def everything_on_disk(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Files of the folders, and files this process holds open, deleted ones too. SQLite's own files are
    read through another process: reading them here would drop its locks."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), _outside(str(path))
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = link.readlink()
        except FileNotFoundError:
            continue
        if str(target).startswith("/") and not str(target).startswith(("/dev", "/proc", "/sys")):
            yield str(target), _outside(f"/proc/{os.getpid()}/fd/{link.name}")


def _outside(path: str) -> bytes:
    return subprocess.run(["cat", path], capture_output=True, check=True).stdout


def leaks(wanted: list[bytes], *folders: Path) -> set[str]:
    found = set()
    for name, content in everything_on_disk(*folders):
        if any(needle in content for needle in wanted):
            found.add(name)
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


NUMBERS = "WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 3000)"
SQL = (
    f"CREATE TEMP TABLE aside AS SELECT body || value AS body FROM plain, ({NUMBERS} SELECT value FROM n)",
    "CREATE TEMP TABLE sorted AS SELECT body FROM aside ORDER BY body DESC",
)


def fill(vault: Vault) -> None:
    """Insert, change, delete, roll back, index, sort, search, keep in temporary tables, journal."""
    with vault.writing() as session:
        session.add(Staff(id=1, name=CANARY))
        person = Person(family_names=CANARY, given_names=f"{CANARY} inserted")
        gone = Person(family_names=f"{CANARY} deleted")
        session.add_all([person, gone])
        session.flush()
        journal.append(session, 1, "added", "person", person.id, {"name": CANARY}, [("person", person.id)])
        for number in range(300):
            search.put(session, "person", number, None, f"{BULK} {number}")
    with vault.writing() as session:
        session.get_one(Person, person.id).family_names = f"{CANARY} updated"
        session.delete(session.get_one(Person, gone.id))
    with pytest.raises(KeyError), vault.writing() as session:
        session.add_all(Person(family_names=f"{BULK} rolled back {number}") for number in range(2000))
        session.flush()
        raise KeyError
    with vault.reading() as session:
        assert len(search.find(session, CANARY, 400)) == 300


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks behind open files through /proc")
def test_no_canary_on_disk(
    vault: Vault, vault_folder: Path, vault_template: Template, temporary: Path
) -> None:
    gc.collect()
    fill(vault)
    copy = vault.back_up("leaks")
    with vault._writer.connect() as link:
        link.execute(text("CREATE TEMP TABLE plain AS SELECT text AS body FROM search_entry LIMIT 20"))
        link.execute(text("PRAGMA cache_size = 20"))
        for statement in SQL:
            link.execute(text(statement))
        assert link.execute(text("SELECT count(*) FROM sorted")).scalar_one() == 60_000
        keys = (vault._master, bytes.fromhex(vault._database_key), vault._journal_key, vault_template.private)
        assert leaks(needles(*keys), vault_folder, temporary) == set()
    assert backup.every(vault_folder)[0].folder == copy


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks behind open files through /proc")
def test_the_positive_control_leaks(tmp_path: Path, temporary: Path) -> None:
    """The same search finds the canary in a plain database: in its file, its log, its temporary files."""
    folder = tmp_path / "plain"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as link:
        link.execute("PRAGMA journal_mode = WAL")
        link.execute("PRAGMA temp_store = 1")
        link.execute("PRAGMA cache_size = 20")
        link.execute("CREATE TABLE plain (body)")
        link.execute("INSERT INTO plain VALUES (?)", (BULK,))
        for statement in SQL:
            link.execute(statement)
        found = leaks(needles(), folder, temporary)
    assert str(folder / "plain.db-wal") in found
    assert any("deleted" in name or str(temporary) in name for name in found), "temporary files are seen too"


def test_keys_leak_would_be_seen(vault: Vault, vault_folder: Path, temporary: Path) -> None:
    (temporary / "notes.txt").write_text(f"key: {vault._database_key}")
    assert leaks(needles(bytes.fromhex(vault._database_key)), vault_folder, temporary) == {
        str(temporary / "notes.txt")
    }


def test_an_independent_reader_opens_it_with_the_key_only(vault: Vault) -> None:
    with vault.writing() as session:
        session.add(Staff(name=CANARY))
    key = vault._database_key
    vault.close()
    with closing(apsw.Connection(str(vault.path))) as link:
        link.pragma("cipher", "sqlcipher")
        link.pragma("legacy", 4)
        link.execute(f"PRAGMA key = \"x'{key}'\"")
        assert link.execute("SELECT name FROM staff").get == CANARY
    with closing(apsw.Connection(str(vault.path))) as link, pytest.raises(apsw.NotADBError):
        link.execute("SELECT name FROM staff")


def test_every_page_and_the_log_look_random(vault: Vault, vault_folder: Path) -> None:
    fill(vault)
    for name in (engines.FILE, f"{engines.FILE}-wal"):
        content = _outside(str(vault_folder / name))
        assert not content.startswith(b"SQLite format 3")
        body = content[4096 : 4096 + 200_000]
        assert max(body.count(bytes([value])) for value in range(256)) < len(body) / 100


def test_no_record_is_shown_by_printing_it() -> None:
    for record in (
        Person(family_names=CANARY),
        Note(text=CANARY),
        Staff(name=CANARY),
        Case(reference=CANARY),
        Attachment(name=CANARY),
    ):
        assert CANARY not in repr(record)
