"""The list on paper: what stands in it, who is named, and what the journal keeps of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from abductdesk.actions.bureau import newest_entry
from abductdesk.actions.casefile import case_history
from abductdesk.actions.cases import open_case
from abductdesk.actions.deadlinelist import ListWish, deadline_list, export_deadlines
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Office
from abductdesk.actions.overview import overview
from abductdesk.actions.undo import last_change
from abductdesk.faults import Refused
from abductdesk.models import FollowUp
from tests.actions.conftest import TODAY, removal
from tests.documents.sample import by_pdfium

CALL = "Call Tom Voorbeeld back"


def follow_up(office: Office, case_id: int, days: int, what: str = CALL) -> None:
    values = {"what": what, "due": TODAY + timedelta(days=days)}
    office.do(add_entry, case_id, FollowUp.__tablename__, values)


@pytest.fixture
def cases(office: Office) -> tuple[int, int, int]:
    """One with something late, one with something next week, one with something in three weeks."""
    found = tuple(int(office.do(open_case, removal()).result) for _ in range(3))
    for case_id, days in zip(found, (-3, 5, 21), strict=True):
        follow_up(office, case_id, days)
    return found[0], found[1], found[2]


def references(office: Office, wish: ListWish) -> set[str]:
    text = by_pdfium(office.ask(deadline_list, wish).bytes)
    return {word for word in text.split() if word.startswith("PMB-")}


def test_references_and_no_names_unless_asked(office: Office, cases: tuple[int, int, int]) -> None:
    quiet = by_pdfium(office.ask(deadline_list, ListWish("en")).bytes)
    assert "PMB-2026-0001" in quiet
    assert "Follow-up of the bureau" in quiet
    assert not [name for name in ("Voorbeeld", "Lina", "Tom", "Exemple") if name in quiet]
    named = by_pdfium(office.ask(deadline_list, ListWish("en", named=True)).bytes)
    assert "Lina Voorbeeld" in named
    assert CALL in named
    assert "names people" in named


def test_how_far_ahead_and_whether_what_is_late_is_wanted(
    office: Office, cases: tuple[int, int, int]
) -> None:
    own = frozenset(line.id for line in office.ask(overview).lines if line.follow_up is not None)
    assert references(office, ListWish("nl", ids=own)) == {"PMB-2026-0001", "PMB-2026-0002"}
    assert references(office, ListWish("nl", ids=own, late=False)) == {"PMB-2026-0002"}
    all_three = {"PMB-2026-0001", "PMB-2026-0002", "PMB-2026-0003"}
    assert references(office, ListWish("nl", ids=own, days=30)) == all_three


def test_only_the_lines_that_were_chosen(office: Office, cases: tuple[int, int, int]) -> None:
    chosen = [line for line in office.ask(overview).lines if line.case_id == cases[2]]
    wish = ListWish("fr", days=30, ids=frozenset(line.id for line in chosen), by_day=True)
    assert references(office, wish) == {"PMB-2026-0003"}


def test_an_empty_list_is_refused(office: Office, cases: tuple[int, int, int]) -> None:
    with pytest.raises(Refused, match="Nothing stands"):
        office.ask(deadline_list, ListWish("de", ids=frozenset()))


def test_what_leaves_is_in_the_history_of_each_case_in_it(
    office: Office, cases: tuple[int, int, int]
) -> None:
    own = frozenset(line.id for line in office.ask(overview).lines if line.follow_up is not None)
    wish = ListWish("nl", ids=own)
    before = office.ask(last_change)
    shown = office.ask(deadline_list, wish)
    touched = office.do(export_deadlines, wish)
    assert not touched.records
    assert touched.result.bytes == shown.bytes
    actions = [[line.action for line in office.ask(case_history, case_id)] for case_id in cases]
    assert ["export_deadlines" in each for each in actions] == [True, True, False]
    assert office.ask(last_change) == before  # nothing that could be undone


def test_a_list_that_is_only_looked_at_leaves_no_trace(office: Office, cases: tuple[int, int, int]) -> None:
    office.ask(deadline_list, ListWish("nl"))
    assert "export_deadlines" not in {line.action for line in office.ask(case_history, cases[0])}


def test_the_paper_says_how_far_the_journal_went(office: Office, cases: tuple[int, int, int]) -> None:
    head = office.ask(newest_entry)
    made = office.do(export_deadlines, ListWish("en")).result
    assert f"Journal: entry {head}" in by_pdfium(made.bytes)
