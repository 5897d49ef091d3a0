"""The rules of the house that no other tool checks: where imports stand, how long files are, whose data
records hold, what texts may say. Who may import whom is in pyproject.toml, under import-linter."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sqlalchemy import text

from abductdesk.models.base import Base, Holds
from abductdesk.store.vault import Vault
from scripts.catalogues import forms, read

ROOT = Path(__file__).parent.parent
PROGRAM = sorted((ROOT / "abductdesk").rglob("*.py"))
BESIDE = [path for room in ("tests", "benchmarks", "scripts") for path in sorted((ROOT / room).rglob("*.py"))]
MOST_LINES = 350
LISTS = {
    "abductdesk/terms.py",  # vocabularies one after the other: looked up, never read through
    "abductdesk/store/migrations/versions/0001_initial.py",  # written by a tool, never changed again
    "abductdesk/store/migrations/versions/0006_mediation.py",
    "abductdesk/ui/historywords.py",  # one sentence for every action
    "abductdesk/store/migrations/versions/0007_return_and_support.py",
}  # fmt: skip
# Where something is loaded late so that the program starts faster; each such file says what it saves.
LOADED_LATE = {
    "abductdesk/__main__.py",  # the window, or the command line
    "abductdesk/app/__init__.py",
    "abductdesk/app/doors.py",
    "abductdesk/cli/demo.py",  # the window's library: only its pictures need it
    "abductdesk/ui/desk.py",
    "abductdesk/documents/__init__.py",
    "abductdesk/exchange/vcards.py",  # the address books' library: few imports are of cards
    "abductdesk/exchange/ics.py",  # the calendar library: most days nobody exports
    "abductdesk/exchange/workbook.py",  # the spreadsheet library: the same
    "abductdesk/ui/printing.py",  # the PDF library: most screens show no letter
    "abductdesk/store/access.py",  # the keyring's library: few computers are trusted
    "abductdesk/store/making.py",  # the migrations' library: a vault is made once
    "abductdesk/store/restoring.py",
    "abductdesk/store/vault.py",
    "abductdesk/store/workstations.py",
    "abductdesk/store/versions.py",
}
# Functions that take a text for people, and at which places.
SPOKEN = {"N_": [0], "L": [0], "LN": [0, 1], "LC": [0, 1], "Refused": [0], "Changed": [0], "Invalid": [1]}
# What the two parents are never called, in any language of the office.
HURTFUL = re.compile(
    r"\b(victim|abductor|kidnapper|slachtoffer|ontvoerder|victime|ravisseu|kidnappeu|opfer\b|entführer)",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def imports_in(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))


def late_imports(path: Path) -> list[int]:
    """Lines on which a function imports something."""
    functions = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)]
    return [found.lineno for node in functions for found in imports_in(node)]


def test_imports_stand_at_the_top() -> None:
    late = {name_of(path): late_imports(path) for path in PROGRAM if name_of(path) not in LOADED_LATE}
    assert not {name: lines for name, lines in late.items() if lines}


def test_late_imports_say_what_they_save() -> None:
    late = [path for path in PROGRAM if late_imports(path)]
    assert late
    assert not [name_of(path) for path in late if not re.search(r"\d m?s\b", path.read_text("utf-8"))]


def test_files_are_read_in_one_sitting() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in PROGRAM + BESIDE}
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES and name not in LISTS}


def test_every_record_says_whose_data_it_holds() -> None:
    """Access requests, walls and erasure build on it."""
    models = [mapper.class_ for mapper in Base.registry.mappers]
    assert len(models) > 15
    assert not [model.__name__ for model in models if not isinstance(getattr(model, "holds", None), Holds)]
    assert {model.__tablename__ for model in models} == set(Base.metadata.tables)


def test_every_table_of_a_vault_belongs_to_a_record(vault: Vault) -> None:
    """A table made by hand in a migration would hold data that nobody answers for."""
    with vault.reading() as session:
        tables = set(session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
    made_by_the_index = {name for name in tables if name == "search" or name.startswith("search_")}
    tables -= made_by_the_index | {"alembic_version", "sqlite_sequence"}
    assert tables == set(Base.metadata.tables) - {"search_entry"}


def spoken_calls(path: Path) -> Iterator[tuple[str, int, ast.expr]]:
    """Every text for people: (function, line, the argument that must be a literal)."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        for place in SPOKEN.get(name, ()):
            if len(node.args) > place:
                yield name, node.lineno, node.args[place]


def test_texts_for_people_are_never_put_together() -> None:
    """Babel extracts literals; what is formatted or added up beforehand would never be translated."""
    wrong = {
        f"{name_of(path)}:{line} {name}"
        for path in PROGRAM
        for name, line, argument in spoken_calls(path)
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    }
    assert not wrong


def test_no_text_calls_a_parent_names() -> None:
    said = [
        argument.value
        for path in PROGRAM
        for _, _, argument in spoken_calls(path)
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    for path in sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po")):
        catalogue = [message for message in read(path) if message.id]
        said += [form for message in catalogue for form in (*forms(message.id), *forms(message.string))]
    assert len(said) > 300
    assert not [words for words in said if HURTFUL.search(words)]


def test_nothing_reaches_for_the_network() -> None:
    """Beside the contract in pyproject.toml, which sees packages and not what is inside Qt."""
    reaching = {
        f"{name_of(path)}:{found.lineno}"
        for path in PROGRAM
        for found in imports_in(tree_of(path))
        for name in [getattr(found, "module", None) or "", *(f".{alias.name}" for alias in found.names)]
        if re.search(r"\.(QtNetwork|QtWebEngine\w*|QtWebSockets|QtRemoteObjects)\b", name)
    }
    assert not reaching


def pins(lock: str) -> dict[str, str]:
    """Name to version, out of a lock file."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize(
    ("lock", "program", "groups"),
    [
        ("requirements.lock", True, ()),
        ("requirements-dev.lock", True, ("dev",)),
        ("requirements-bench.lock", False, ("bench",)),
    ],
)
def test_what_is_asked_for_is_locked(lock: str, program: bool, groups: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"]] if program else []
    asked += [line for group in groups for line in project["dependency-groups"][group]]
    locked = pins(lock)
    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in {lock}: run `make lock`"
        assert version in requirement.specifier, f"{requirement} is not {version}: run `make lock`"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"])
def test_a_lock_has_hashes_and_names_no_registry(lock: str) -> None:
    content = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", content)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in content
    assert "--index" not in content and "--find-links" not in content
