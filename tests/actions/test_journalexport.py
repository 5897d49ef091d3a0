"""The journal as a file: what stands in it, for whom, and what a check of it finds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from abductdesk.actions.cases import change_case
from abductdesk.actions.journalbook import Asked, journal_numbers, journal_rows
from abductdesk.actions.journalexport import JournalWish, check_file, journal_file
from abductdesk.actions.office import Office
from abductdesk.exchange.journalfile import check_journal
from abductdesk.faults import NotAllowed, Refused
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import Priority, StaffRole
from tests.actions.conftest import TODAY

NAMES = ("Voorbeeld", "Exemple", "Lina", "Inès", "470 12 34 56")


@pytest.fixture
def administrator(vault: Vault, office: Office) -> Office:
    with vault.writing() as session:
        session.add(Staff(id=7, name="Ad Min", roles=[StaffRole.ADMINISTRATOR.value]))
    return Office(vault, 7, clock=office.clock)


def test_a_table_to_read_names_no_client(office: Office, case_id: int) -> None:
    content = journal_file(office, JournalWish(Asked()))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Number"
    assert [int(row[0]) for row in rows[1:]] == list(range(1, len(rows)))
    assert rows[1][2] == "An Peeters"
    assert not [name for name in NAMES if name in content.decode("utf-8-sig")]
    last = office.ask(journal_rows, [office.ask(journal_numbers, Asked()).numbers[0]])[0]
    assert last.line.action == "export_journal"


def test_details_are_there_for_a_manager_who_asks(
    office: Office, administrator: Office, case_id: int
) -> None:
    wish = JournalWish(Asked(), "json", details=True)
    content = journal_file(office, wish)
    assert "Voorbeeld" in content.decode()
    assert check_journal(content).whole
    with pytest.raises(NotAllowed):
        journal_file(administrator, wish)
    theirs = json.loads(journal_file(administrator, JournalWish(Asked(), "json")))
    assert {entry.get("case") for entry in theirs["entries"]} == {None}


def test_a_period_has_no_gap_and_says_what_was_checked(office: Office, case_id: int) -> None:
    made = json.loads(journal_file(office, JournalWish(Asked(since=TODAY, until=TODAY), "json")))
    numbers = [entry["sequence"] for entry in made["entries"]]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert made["check"]["whole"] is True
    assert made["head"]["sequence"] == numbers[-1]
    with pytest.raises(Refused, match="period"):
        journal_file(office, JournalWish(Asked(until=date(2020, 1, 1)), "json"))


def test_colleagues_cannot_take_it(colleague: Office) -> None:
    with pytest.raises(NotAllowed):
        journal_file(colleague, JournalWish(Asked()))


def _without(entries: list[dict[str, Any]], at: int) -> None:
    del entries[at]


def _swapped(entries: list[dict[str, Any]]) -> None:
    entries[3], entries[4] = entries[4], entries[3]


def _renamed(entries: list[dict[str, Any]]) -> None:
    entries[3]["action"] = "record_view"


def _rewritten(entries: list[dict[str, Any]]) -> None:
    told = next(entry for entry in entries if "detail" in entry)
    told["detail"] = told["detail"].replace("Voorbeeld", "Anders") + " "


@pytest.mark.parametrize(
    ("change", "seen_without_key"),
    [
        (lambda entries: _without(entries, 4), True),
        (lambda entries: _without(entries, -1), False),  # only the seal and the head show a cut end
        (_swapped, True),
        (_renamed, False),
        (_rewritten, True),
    ],
)
def test_a_changed_file_is_found(
    office: Office, case_id: int, change: Callable[[list[dict[str, Any]]], None], seen_without_key: bool
) -> None:
    office.do(change_case, case_id, seen=1, changes={"priority": Priority.URGENT})
    content = journal_file(office, JournalWish(Asked(), "json", details=True))
    assert check_file(office, content).whole
    plain = json.loads(content)
    change(plain["entries"])
    changed = json.dumps(plain).encode()
    assert check_journal(changed).whole is not seen_without_key
    found = check_file(office, changed)
    assert not found.whole
    assert found.sealed is False


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"null", b'"x"', b"\xff\xfe",
     b'{"format": "abductdesk-journal-1", "seal": "", "entries": [1]}',
     b'{"format": "abductdesk-journal-1", "entries": []}', b"[" * 100_000],
)  # fmt: skip
def test_what_is_no_journal_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="not a journal"):
        check_journal(content)
