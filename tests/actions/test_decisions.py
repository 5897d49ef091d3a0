"""Decisions on a limit: facts with person and reason; the law's own sum stays beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import open_case
from abductdesk.actions.deadlines import due
from abductdesk.actions.decisions import change_decision, decide, take_back_decision
from abductdesk.actions.events import add_event, remove_event
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, add_child
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import DecisionKind, EventKind, Status
from tests.actions.conftest import removal

YEAR = "hague80-art12-one-year"
WEEKS = "b2b-art24-first-instance"
ASKED = "hague80-art11-six-weeks"
ENGLISH = Tongue("en")


def limit(office: Office, case_id: int, rule: str) -> Deadline:
    return next(line for line in office.ask(case_file, case_id).assessed.deadlines if line.id == rule)


def decided(office: Office, case_id: int, rule: str, kind: DecisionKind, **more: Any) -> int:
    line = limit(office, case_id, rule)
    about = {"rule": rule, "event": line.event, "children": line.children, "kind": kind}
    return int(office.do(decide, case_id, **{**about, "reason": "letter of the lawyer", **more}).result)


def test_met_is_recorded_with_person_and_reason(office: Office, case_id: int) -> None:
    decided(office, case_id, YEAR, DecisionKind.MET, day=date(2026, 11, 20))
    line = limit(office, case_id, YEAR)
    assert (line.status, line.met_on, line.decided) == (Status.MET, date(2026, 11, 20), True)
    said = [ENGLISH.say(sentence) for sentence in line.explanation]
    assert said[0].startswith("Recorded as met on 20 November 2026: letter of the lawyer (An Peeters, 23 Nov")
    assert any("plus one year" in sentence for sentence in said)
    assert YEAR not in {entry.deadline.id for entry in office.ask(due, within=400) if entry.deadline}


def test_an_extension_moves_the_day_people_work_to(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 1)})
    before = limit(office, case_id, WEEKS)
    assert before.status is Status.MISSED
    decided(office, case_id, WEEKS, DecisionKind.EXTENDED, day=date(2026, 12, 18))
    after = limit(office, case_id, WEEKS)
    assert (after.status, after.due, after.days_left) == (Status.EXTENDED, date(2026, 12, 18), 25)
    assert before.due in [other.date for other in after.alternatives]
    said = [ENGLISH.say(sentence) for sentence in after.explanation]
    assert "It may be chased from 19 December 2026." in said
    assert "It may be chased from 13 November 2026." not in said
    assert "It may be chased from 13 November 2026." in map(ENGLISH.say, before.explanation)
    listed = {entry.deadline.id: entry.on for entry in office.ask(due) if entry.deadline}
    assert listed[WEEKS] == date(2026, 12, 18)


def test_what_may_be_chased_may_be_so_after_the_extension(office: Office) -> None:
    case_id = int(office.do(open_case, removal(requested_state="US")).result)
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 1)})
    assert limit(office, case_id, ASKED).from_ == date(2026, 11, 13)
    decided(office, case_id, ASKED, DecisionKind.EXTENDED, day=date(2026, 12, 18))
    after = limit(office, case_id, ASKED)
    assert (after.due, after.from_) == (date(2026, 12, 18), date(2026, 12, 19))


def test_what_is_waived_is_not_chased(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 1)})
    said = "It may be chased from 13 November 2026."
    assert said in map(ENGLISH.say, limit(office, case_id, WEEKS).explanation)
    decided(office, case_id, WEEKS, DecisionKind.WAIVED)
    assert said not in map(ENGLISH.say, limit(office, case_id, WEEKS).explanation)


def test_the_latest_decision_counts_and_can_be_taken_back(office: Office, case_id: int) -> None:
    decided(office, case_id, YEAR, DecisionKind.WAIVED)
    second = decided(office, case_id, YEAR, DecisionKind.NOT_APPLICABLE)
    assert limit(office, case_id, YEAR).status is Status.NOT_APPLICABLE
    office.do(take_back_decision, second)
    assert limit(office, case_id, YEAR).status is Status.WAIVED
    assert [line.action for line in office.ask(case_history, case_id)][:3] == [
        "take_back_decision", "decide", "decide",
    ]  # fmt: skip


def test_a_decision_can_be_undone(office: Office, case_id: int) -> None:
    decided(office, case_id, YEAR, DecisionKind.WAIVED)
    last = office.ask(last_change)
    assert last is not None and last.action == "decide"
    office.do(undo_last, number=last.work)
    assert limit(office, case_id, YEAR).status is Status.OPEN


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (DecisionKind.MET, {"day": date(2026, 11, 20), "reason": "  "}, "reason"),
        (DecisionKind.MET, {}, "day"),
        (DecisionKind.MET, {"day": date(2026, 11, 24)}, "day"),
        (DecisionKind.EXTENDED, {}, "day"),
        (DecisionKind.EXTENDED, {"day": date(2027, 2, 2)}, "day"),
        (DecisionKind.EXTENDED, {"day": date(2027, 3, 2)}, "kind"),  # no court extends the year
    ],
)
def test_what_cannot_be_is_refused(
    office: Office, case_id: int, kind: DecisionKind, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        decided(office, case_id, YEAR, kind, **given)
    assert refused.value.field == field
    assert not office.ask(case_file, case_id).decisions


def test_a_limit_without_a_date_cannot_be_extended(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid) as refused:
        decided(office, case_id, "hague80-art11-six-weeks", DecisionKind.EXTENDED, day=date(2026, 12, 18))
    assert refused.value.field == "kind"


def test_a_limit_that_is_gone_is_refused(office: Office, case_id: int) -> None:
    with pytest.raises(Refused, match="no longer has this deadline"):
        office.do(decide, case_id, rule=YEAR, event=999, kind=DecisionKind.WAIVED, reason="gone")


def test_the_event_that_a_decision_hangs_on_stays(office: Office, case_id: int) -> None:
    decision = decided(office, case_id, YEAR, DecisionKind.WAIVED)
    event = office.ask(case_file, case_id).events[0]
    with pytest.raises(Refused, match="Take the decision back first"):
        office.do(remove_event, event.id)
    office.do(take_back_decision, decision)
    office.do(remove_event, event.id)


def test_undo_leaves_the_event_that_a_colleague_decided_on(
    office: Office, colleague: Office, case_id: int
) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 11, 5)})
    decided(colleague, case_id, WEEKS, DecisionKind.WAIVED)
    last = office.ask(last_change)
    assert last is not None and last.action == "add_event"
    with pytest.raises(Refused, match="Take the decision back first"):
        office.do(undo_last, number=last.work)
    assert limit(office, case_id, WEEKS).status is Status.WAIVED


def test_undo_leaves_the_child_that_a_colleague_decided_about(
    office: Office, colleague: Office, case_id: int
) -> None:
    office.do(add_child, case_id, NewChild({"given_names": "Mia", "born": date(2011, 6, 4)}))
    lines = office.ask(case_file, case_id).assessed.deadlines
    eldest = next(line for line in lines if line.children == (0,) and line.due is not None)
    colleague.do(
        decide, case_id, rule=eldest.id, event=eldest.event, children=(0,), kind=DecisionKind.NOT_APPLICABLE,
        reason="the parents agreed",
    )  # fmt: skip
    last = office.ask(last_change)
    assert last is not None and last.action == "add_child"
    with pytest.raises(Refused, match="changed since"):
        office.do(undo_last, number=last.work)
    lines = office.ask(case_file, case_id).assessed.deadlines
    about = {line.children: line.decided for line in lines if line.id == eldest.id}
    assert about == {(0,): True, (1,): False}


def test_a_decision_is_corrected_as_if_taken_anew(office: Office, colleague: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 1)})
    decision = decided(office, case_id, WEEKS, DecisionKind.EXTENDED, day=date(2026, 12, 18))
    with pytest.raises(Invalid, match="must come after"):
        decided(office, case_id, WEEKS, DecisionKind.EXTENDED, day=date(2026, 12, 10))
    seen = office.ask(case_file, case_id).decisions[0].version
    colleague.do(change_decision, decision, seen=seen, changes={"day": date(2026, 12, 10)})
    line = limit(office, case_id, WEEKS)
    assert (line.status, line.due) == (Status.EXTENDED, date(2026, 12, 10))
    assert "(Bram Wouters, 23 November 2026)" in ENGLISH.say(line.explanation[0])
    with pytest.raises(Invalid) as refused:
        office.do(change_decision, decision, seen=seen, changes={"day": date(2026, 11, 12)})
    assert refused.value.field == "day"
    seen = office.ask(case_file, case_id).decisions[0].version
    office.do(change_decision, decision, seen=seen, changes={"kind": DecisionKind.WAIVED})
    (kept,) = office.ask(case_file, case_id).decisions
    assert (kept.kind, kept.day, limit(office, case_id, WEEKS).status) == (
        DecisionKind.WAIVED, None, Status.WAIVED,
    )  # fmt: skip
    assert office.ask(case_history, case_id)[0].action == "change_decision"


def test_two_who_correct_a_decision_are_told(office: Office, colleague: Office, case_id: int) -> None:
    decision = decided(office, case_id, YEAR, DecisionKind.WAIVED)
    seen = office.ask(case_file, case_id).decisions[0].version
    office.do(change_decision, decision, seen=seen, changes={"reason": "agreed in writing"})
    with pytest.raises(Changed):
        colleague.do(change_decision, decision, seen=seen, changes={"reason": "agreed by phone"})


def test_a_clerk_decides_nothing(office: Office, clerk: Office, case_id: int) -> None:
    line = limit(office, case_id, YEAR)
    with pytest.raises(Refused, match="role"):
        clerk.do(decide, case_id, rule=YEAR, event=line.event, kind=DecisionKind.WAIVED, reason="no")
