"""Timelines of judgments become study cases that the rules read exactly as the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from abductdesk.actions.casefile import case_file
from abductdesk.actions.caselist import Filter, case_counts, case_ids
from abductdesk.actions.deadlines import due
from abductdesk.actions.letters import letter_kinds
from abductdesk.actions.office import Office
from abductdesk.actions.studies import import_timeline
from abductdesk.actions.undo import last_change
from abductdesk.exchange.timelines import read_timeline
from abductdesk.faults import Refused
from abductdesk.rules import engine
from tests.actions.conftest import TODAY

REAL = sorted((Path(__file__).parent.parent / "rules" / "real_cases").glob("*.json"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_rules_answer_as_from_the_file(office: Office, path: Path) -> None:
    told = read_timeline(path.read_bytes())
    made = office.ask(case_file, office.do(import_timeline, path.read_bytes()).result)
    assert made.assessed.framework == engine.framework(told.facts, TODAY)
    wanted = [replace(line, event=None, met_by=None) for line in engine.deadlines(told.facts, TODAY)]
    assert [replace(line, event=None, met_by=None) for line in made.assessed.deadlines] == wanted
    assert wanted
    assert [event.note for event in made.events if event.note]
    assert [(entry.person.born, entry.person.born_precision) for entry in made.children] == [
        (child.born, child.precision) for child in told.facts.children
    ]


def test_a_study_case_names_nobody_and_stays_out_of_the_work(office: Office) -> None:
    for path in REAL:
        office.do(import_timeline, path.read_bytes())
    counts = office.ask(case_counts)
    assert (counts["study"], counts["open"], counts["closed"]) == (len(REAL), 0, 0)
    assert office.ask(due, within=100_000) == []
    for case_id in office.ask(case_ids, Filter(which="study")):
        made = office.ask(case_file, case_id)
        assert not made.people
        assert {entry.person.name for entry in made.children} <= {""}
        assert made.case.reference
        assert made.case.caseworker_id is None


def test_the_same_judgment_twice_is_refused(office: Office) -> None:
    office.do(import_timeline, REAL[0].read_bytes())
    with pytest.raises(Refused, match="imported before"):
        office.do(import_timeline, REAL[0].read_bytes())
    assert office.ask(case_counts)["study"] == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"reference": "   "}', b"a;b\n1;2", b"\xff\xfe"])
def test_what_is_no_timeline_is_refused_whole(office: Office, content: bytes) -> None:
    with pytest.raises(Refused):
        office.do(import_timeline, content)
    assert office.ask(case_counts)["all"] == 0


def test_no_letter_leaves_a_study_case(office: Office) -> None:
    case_id = office.do(import_timeline, REAL[0].read_bytes()).result
    assert not any(kind.addressees for kind in office.ask(letter_kinds, case_id))


def test_an_imported_timeline_cannot_be_undone(office: Office) -> None:
    office.do(import_timeline, REAL[0].read_bytes())
    assert office.ask(last_change) is None
