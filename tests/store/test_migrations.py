"""Migrations: the newest equals the records, data survive, a failed one changes nothing, a backup first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from abductdesk.faults import Refused
from abductdesk.models import Base
from abductdesk.store import backup, engines, header, migrating, slots, versions
from abductdesk.store.vault import Vault
from tests.conftest import Template, open_at_once

PARENTS = """
    op.execute("CREATE TABLE elder (id INTEGER PRIMARY KEY, name VARCHAR(10))")
    op.execute("CREATE TABLE younger (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL "
               "REFERENCES elder(id) ON DELETE CASCADE)")
    op.execute("INSERT INTO elder VALUES (1, 'one'), (2, 'two')")
    op.execute("INSERT INTO younger VALUES (10, 1), (11, 1), (12, 2)")
"""
REBUILD = """
    with op.batch_alter_table("elder") as elder:
        elder.alter_column("name", type_=sa.String(50), nullable=False)
        elder.add_column(sa.Column("more", sa.Integer()))
"""
ORPHANS = """
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("DELETE FROM elder WHERE id = 1")
"""
BREAKS = """
    op.execute("CREATE TABLE half (id INTEGER)")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


@contextmanager
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *bodies: str) -> Iterator[list[str]]:
    """A later program that has more migrations."""
    folder = tmp_path / "program" / "migrations"
    shutil.copytree(migrating.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    numbers = [*versions.known()]
    for body in bodies:
        number = f"{int(numbers[-1]) + 1:04d}"
        text = f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = {number!r}\n"
        text += f"down_revision = {numbers[-1]!r}\n\n\ndef upgrade():{body}"
        (folder / "versions" / f"{number}_later.py").write_text(text)
        numbers.append(number)
    with monkeypatch.context() as patched:
        patched.setattr(migrating, "FOLDER", folder)
        patched.setattr(versions, "known", lambda: tuple(numbers))
        yield numbers


def key_of(folder: Path, template: Template) -> str:
    read = header.read(folder)
    master = slots.unseal(read.slots[0], read.vault, read.epoch, template.private)
    return slots.subkey(master, read.vault, slots.DATABASE).hex()


def rows(folder: Path, template: Template, statement: str) -> list[tuple[object, ...]]:
    link = engines.connect(folder / engines.FILE, key_of(folder, template))
    try:
        return list(link.execute(statement).fetchall())
    finally:
        link.close()


def test_the_newest_migration_equals_the_records(vault: Vault) -> None:
    with engines.migrator(vault.path, vault._database_key).connect() as link:
        settings = {"include_name": _ours, "compare_type": False, "compare_server_default": False}
        difference = compare_metadata(MigrationContext.configure(link, opts=settings), Base.metadata)
        link.engine.dispose()
    assert difference == [], "run: python scripts/migration.py 'what changed'"


def _ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or name == "search_entry" or not str(name).startswith("search")


def test_every_column_has_the_type_of_the_records(vault: Vault) -> None:
    with vault.reading() as session:
        found = sa.inspect(session.connection())
        for table in Base.metadata.sorted_tables:
            there = {column["name"]: str(column["type"]) for column in found.get_columns(table.name)}
            dialect = session.get_bind().dialect
            assert there == {column.name: column.type.compile(dialect) for column in table.columns}, (
                table.name
            )


def test_every_constraint_has_a_name(vault: Vault) -> None:
    for table in Base.metadata.sorted_tables:
        assert all(constraint.name for constraint in table.constraints), table.name


def test_migrations_know_nothing_of_the_records() -> None:
    for path in migrating.FOLDER.rglob("*.py"):
        assert "abductdesk" not in path.read_text(), path


def test_the_numbers_follow_one_another() -> None:
    assert list(versions.known()) == [f"{number:04d}" for number in range(1, len(versions.known()) + 1)]


def test_opening_a_current_vault_loads_no_migration_library(
    vault_folder: Path, vault_template: Template
) -> None:
    import subprocess

    script = (
        "import sys; from pathlib import Path; from abductdesk.store import header; "
        "from abductdesk.store.vault import Vault; "
        f"read = header.read(Path({str(vault_folder)!r})); "
        f"Vault._open(Path({str(vault_folder)!r}), read, read.slots[0], "
        f"bytes.fromhex({vault_template.private.hex()!r}), False).close(); "
        "print('alembic' in sys.modules, 'keyring' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False False"


def test_an_older_vault_is_brought_up_to_date_after_a_backup(
    vault_folder: Path, vault_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with later(tmp_path, monkeypatch, PARENTS) as numbers:
        open_at_once(vault_folder, vault_template).close()
        assert rows(vault_folder, vault_template, "SELECT version_num FROM alembic_version") == [
            (numbers[-1],)
        ]
        (made,) = backup.every(vault_folder)
        assert made.reason == f"before-{numbers[-1]}"
    open_at_once(made.folder, vault_template).close()


def test_rebuilding_a_table_keeps_its_children(
    vault_folder: Path, vault_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with later(tmp_path, monkeypatch, PARENTS, REBUILD):
        open_at_once(vault_folder, vault_template).close()
        assert rows(vault_folder, vault_template, "SELECT id, parent_id FROM younger") == [
            (10, 1),
            (11, 1),
            (12, 2),
        ]
        assert rows(vault_folder, vault_template, "SELECT * FROM elder") == [
            (1, "one", None),
            (2, "two", None),
        ]


def test_a_migration_that_loses_parents_is_refused(
    vault_folder: Path, vault_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with later(tmp_path, monkeypatch, PARENTS, ORPHANS), pytest.raises(Refused, match="lost their place"):
        open_at_once(vault_folder, vault_template)
    _nothing_changed(vault_folder, vault_template)


def test_a_migration_that_breaks_changes_nothing(
    vault_folder: Path, vault_template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        later(tmp_path, monkeypatch, PARENTS, BREAKS),
        pytest.raises(sa.exc.OperationalError, match="nowhere"),
    ):
        open_at_once(vault_folder, vault_template)
    _nothing_changed(vault_folder, vault_template)


def _nothing_changed(folder: Path, template: Template) -> None:
    assert rows(folder, template, "SELECT version_num FROM alembic_version") == [(versions.known()[-1],)]
    assert rows(folder, template, "SELECT name FROM sqlite_master WHERE name IN ('elder', 'half')") == []
    open_at_once(folder, template).close()


def test_the_script_finds_nothing_to_do_and_then_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    from scripts import migration

    with later(tmp_path, monkeypatch):
        monkeypatch.setattr(migration, "FOLDER", migrating.FOLDER / "versions")
        nothing = migration.write("nothing", initial=False)
        assert nothing.name == f"{int(versions.known()[-1]) + 1:04d}_nothing.py"
        assert "op." not in nothing.read_text()
        nothing.unlink()
        extra = sa.Table("extra", Base.metadata, sa.Column("id", sa.Integer, primary_key=True))
        try:
            assert 'create_table(\n        "extra"' in migration.write("extra", initial=False).read_text()
        finally:
            Base.metadata.remove(extra)


def test_the_first_migration_is_rewritten_from_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from scripts import migration

    with later(tmp_path, monkeypatch):
        monkeypatch.setattr(migration, "FOLDER", migrating.FOLDER / "versions")
        written = migration.write("initial", initial=True).read_text()
        assert (migrating.FOLDER / "versions" / "0002_search.py").exists()
    for table in Base.metadata.sorted_tables:
        assert f'create_table(\n        "{table.name}"' in written
