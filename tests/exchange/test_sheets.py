"""What the program writes as a table runs nothing where it is opened."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from abductdesk.exchange.sheets import neutral, write_csv

FORMULAS = [
    "=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\ufeff=1",
    "＝1", "-2+3+cmd|' /C calc'!A0", "\n=1", "%0A=1", "|x",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Léa", "PMB-2026-0001", "", 12, -3, None, "a=b", "l’été"])
def test_what_is_none_stays_as_it_is(value: object) -> None:
    assert neutral(value) == value


@given(some.lists(some.lists(some.text(max_size=20), min_size=3, max_size=3), min_size=1, max_size=5))
def test_whatever_stands_in_it_the_rows_come_back_and_no_cell_is_a_formula(rows: list[list[str]]) -> None:
    content = write_csv(["a", "b", "c"], rows).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert [len(row) for row in back] == [3] * (len(rows) + 1)
    assert not [cell for row in back for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]
