"""docs/faults.md stays true: every test it names exists, every sentence is one that the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.catalogues import forms
from scripts.translations import program_template
from tests.test_house import ROOT, tree_of

_ROW = re.compile(r"^\| (?P<fault>[^|]+) \| “(?P<said>[^|]+)” \| (?P<kept>[^|]+) \| `(?P<test>[^|`]+)` \|$")
LINES = [
    line
    for line in (ROOT / "docs" / "faults.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| fault ")
]
ROWS = [found.groupdict() for line in LINES if (found := _ROW.match(line))]


def test_every_row_has_a_fault_a_sentence_what_is_kept_and_a_proof() -> None:
    assert len(ROWS) == len(LINES) > 30
    assert len({row["fault"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("test", sorted({row["test"] for row in ROWS}))
def test_every_proof_exists(test: str) -> None:
    path, _, name = test.partition("::")
    names = {getattr(node, "name", "") for node in tree_of(ROOT / Path(path)).body}
    assert name.startswith("test_")
    assert name in names


def test_every_sentence_is_in_the_catalogue() -> None:
    said = {form for message in program_template() if message.id for form in forms(message.id)}
    assert [row["said"] for row in ROWS if row["said"] not in said] == []
