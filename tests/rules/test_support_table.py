"""The table that managers read, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from abductdesk.i18n import Tongue
from abductdesk.rules.support_criteria import SHIPPED_FROM, Amounts, Item, Request, assess, outdated_on
from abductdesk.terms import SupportKind

TABLE = yaml.safe_load(Path(__file__).with_name("support.yaml").read_text("utf-8"))
ASKED = date(2026, 3, 2)


def cents(euros: Any) -> int:
    return int(Decimal(str(euros)) * 100)


def item(number: int, row: dict[str, Any]) -> Item:
    return Item(
        number, SupportKind(row["kind"]), cents(row["asked"]), row.get("units", 1), row.get("to"),
        row.get("child"), row.get("day"),
    )  # fmt: skip


def used(row: dict[str, Any]) -> dict[tuple[SupportKind, int | None], int]:
    found = {}
    for key, euros in row.get("used", {}).items():
        kind, _, child = key.partition("/")
        found[SupportKind(kind), int(child) if child else None] = cents(euros)
    return found


def request_of(row: dict[str, Any]) -> Request:
    return Request(
        asked_on=ASKED, ages=tuple(row["ages"]), habitual_residence=row["lives_in"], requested_state="FR",
        open=row.get("open", True), income=None if row["income"] is None else cents(row["income"]),
        with_family=row["family"], dependants=row["dependants"], hardship=row.get("hardship", False),
        items=tuple(item(at, each) for at, each in enumerate(row["items"])),
        other_funding=cents(row.get("other", 0)), funding_open=row.get("undecided", False),
        granted_before=cents(row.get("before", 0)), used=used(row), renewed=frozenset(row.get("renewed", ())),
    )  # fmt: skip


def test_the_table_is_whole() -> None:
    names = [row["name"] for row in TABLE["rows"]]
    assert len(names) == len(set(names)) >= 50
    tried = {each["kind"] for row in TABLE["rows"] for each in row.get("items", ())}
    assert tried >= {kind.value for kind in SupportKind} - {"excluded_earlier"}
    known = {*TABLE["always"], "name", "gets", "says", "lacks", "hardship", "rise", "undecided", "open",
             "other", "used", "renewed", "before", "each"}  # fmt: skip
    assert all(set(row) <= known for row in TABLE["rows"])


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: row["name"])
def test_each_row(row: dict[str, Any]) -> None:
    whole = {**TABLE["always"], **row}
    amounts = Amounts(per_dependant=whole.get("rise", 30_000))
    found = assess(request_of(whole), amounts)
    say = Tongue("en").say
    if "lacks" in row:
        assert say(found.missing[0]) == row["lacks"]
        assert found.total == 0
        return
    assert not found.missing
    assert found.total == cents(row["gets"])
    if "each" in row:
        assert [each.cents for each in found.items] == [cents(euros) for euros in row["each"]]
    said = "\n".join([*map(say, found.lines), *(say(line) for each in found.items for line in each.why)])
    assert not [sentence for sentence in row.get("says", ()) if sentence not in said], said


def test_the_shipped_set_is_out_of_date_from_the_next_indexation() -> None:
    assert outdated_on(SHIPPED_FROM) == date(2026, 9, 1)
