"""Events move deadlines; entries, calls, roles, undo and the remembered answers follow."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.calls import calls, log_call
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import NewCase, change_case, open_case
from abductdesk.actions.deadlines import assess, due
from abductdesk.actions.entries import add_entry, change_entry, remove_entry, tick_follow_up
from abductdesk.actions.events import add_event, change_event, remove_event
from abductdesk.actions.office import Look, Office, query
from abductdesk.actions.people import NewChild, NewPerson, add_child, add_contact, add_person
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.terms import CaseKind, EventKind, Role, Status, Urgency
from tests.actions.conftest import TODAY, removal


def year_of(office: Office, case_id: int) -> object:
    deadlines = office.ask(case_file, case_id).assessed.deadlines
    return next(line.due for line in deadlines if line.id == "hague80-art12-one-year")


def test_a_corrected_removal_moves_the_year(office: Office, case_id: int) -> None:
    event = office.ask(case_file, case_id).events[0]
    office.do(change_event, event.id, seen=event.version, changes={"date": date(2026, 3, 10)})
    assert year_of(office, case_id) == date(2027, 3, 9)


def test_a_removed_event_takes_its_deadlines_along_and_undo_brings_them_back(
    office: Office, case_id: int
) -> None:
    event = office.ask(case_file, case_id).events[0]
    office.do(remove_event, event.id)
    assert office.ask(case_file, case_id).events == ()
    last = office.ask(last_change)
    assert last is not None and last.action == "remove_event"
    office.do(undo_last, number=last.work)
    assert year_of(office, case_id) == date(2027, 2, 2)


def test_an_event_that_another_refers_to_stays(office: Office, case_id: int) -> None:
    seised = office.do(add_event, case_id, {"kind": EventKind.DECISION_REFUSAL, "date": date(2026, 5, 4)})
    office.do(
        add_event,
        case_id,
        {"kind": EventKind.DECISION_NOTIFIED, "date": date(2026, 5, 8), "of_id": seised.result},
    )
    with pytest.raises(Refused, match="refers to this one"):
        office.do(remove_event, seised.result)


def test_only_what_can_be_known_beforehand_lies_ahead(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid) as caught:
        office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 12, 1)})
    assert caught.value.field == "date"
    office.do(add_event, case_id, {"kind": EventKind.INTRODUCTORY_HEARING, "date": date(2026, 12, 1)})


def test_an_event_of_another_case_is_no_answer(office: Office, case_id: int) -> None:
    other = office.do(open_case, removal()).result
    foreign = office.ask(case_file, other).events[0].id
    with pytest.raises(Invalid) as caught:
        office.do(
            add_event,
            case_id,
            {"kind": EventKind.DECISION_NOTIFIED, "date": date(2026, 5, 8), "of_id": foreign},
        )
    assert caught.value.field == "of_id"


@query()
def answers(look: Look, case_ids: list[int]) -> dict[int, object]:
    return dict(assess(look, case_ids))


def test_one_changed_case_is_computed_again_and_the_others_are_not(office: Office, case_id: int) -> None:
    other = office.do(open_case, removal()).result
    before = office.ask(answers, [case_id, other])
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 1)})
    after = office.ask(answers, [case_id, other])
    assert after[other] is before[other]
    assert after[case_id] != before[case_id]


def test_another_setting_or_a_note_does_or_does_not_ask_the_rules_again(office: Office, case_id: int) -> None:
    before = office.ask(answers, [case_id])
    office.do(add_entry, case_id, "note", {"text": "Nothing new"})
    assert office.ask(answers, [case_id])[case_id] is before[case_id]
    office.do(change_settings, seen=office.ask(settings).version, changes={"closed_days": ["2026-12-24"]})
    assert office.ask(answers, [case_id])[case_id] is not before[case_id]


def test_today_shows_what_is_due_over_all_open_cases(office: Office, case_id: int) -> None:
    study = NewCase({"kind": CaseKind.REMOVAL}, study=True, reference="A v B")
    study_id = office.do(open_case, study).result
    office.do(add_event, study_id, {"kind": EventKind.REMOVAL, "date": date(2026, 1, 1)})
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 14)})
    office.do(add_entry, case_id, "follow_up", {"what": "Call FPS Justice", "due": TODAY})
    lines = office.ask(due, within=10)
    assert {line.case_id for line in lines} == {case_id}
    follow_up = next(line.follow_up for line in lines if line.follow_up)
    assert follow_up.what == "Call FPS Justice"
    assert date(2026, 11, 25) in {line.on for line in lines if line.deadline}
    office.do(tick_follow_up, follow_up.id, seen=follow_up.version)
    assert not [line for line in office.ask(due, within=10) if line.follow_up]


def test_a_blocked_case_stands_on_today_with_what_to_check(office: Office) -> None:
    case_id = office.do(
        open_case,
        NewCase(
            {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "RU"},
            events=[{"kind": EventKind.REMOVAL, "date": date(2025, 12, 10)}],
        ),
    ).result
    lines = [line for line in office.ask(due, within=60) if line.case_id == case_id]
    assert any(line.blocked and line.on <= date(2026, 12, 9) for line in lines)
    assert office.ask(case_file, case_id).assessed.framework.check is not None
    assert all(line.deadline.status is not Status.OPEN for line in lines if line.deadline)


def test_undo_takes_back_ones_own_last_change_once(office: Office, colleague: Office, case_id: int) -> None:
    case = office.ask(case_file, case_id).case
    office.do(change_case, case_id, seen=case.version, changes={"summary": "first"})
    last = office.ask(last_change)
    assert last is not None
    colleague.do(
        change_case, case_id, seen=office.ask(case_file, case_id).case.version, changes={"summary": "hers"}
    )
    assert office.ask(last_change) is None
    with pytest.raises(Refused, match="changed since"):
        office.do(undo_last, number=last.work)
    assert office.ask(case_file, case_id).case.summary == "hers"


def test_what_others_have_built_on_is_not_undone(office: Office, colleague: Office, case_id: int) -> None:
    def refused(number: str) -> bool:
        with pytest.raises(Refused, match="changed since"):
            office.do(undo_last, number=number)
        return True

    def mine() -> str:
        last = office.ask(last_change)
        assert last is not None
        return last.work

    decision = office.do(add_event, case_id, {"kind": "decision_refusal", "date": date(2026, 5, 1)}).result
    notice = {"kind": "decision_notified", "date": date(2026, 5, 3), "of_id": decision}
    colleague.do(add_event, case_id, notice)
    assert refused(mine())
    person = office.do(add_person, case_id, NewPerson(Role.RELATIVE, {"given_names": "Oma"})).result
    colleague.do(add_contact, person, {"kind": "phone", "value": "0470 99 99 99"})
    assert refused(mine())
    child = office.do(add_child, case_id, NewChild({"given_names": "Noor"})).result
    back = {"kind": "returned", "date": date(2026, 5, 3), "child_ids": [child]}
    colleague.do(add_event, case_id, back)
    assert refused(mine())
    file = office.ask(case_file, case_id)
    assert (len(file.people), len(file.children), len(file.events)) == (3, 2, 4)


def test_opening_a_case_cannot_be_undone(office: Office, case_id: int) -> None:
    assert office.ask(last_change) is None


def test_undoing_an_added_entry_removes_it(office: Office, case_id: int) -> None:
    office.do(add_entry, case_id, "service", {"kind": "police", "organisation": "Police zone"})
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert office.ask(case_file, case_id).services == ()
    assert "undo_last" in {line.action for line in office.ask(case_history, case_id)}


def test_a_span_that_ends_before_it_begins_is_refused(office: Office, case_id: int) -> None:
    values = {"kind": "police", "organisation": "Police", "since": TODAY, "until": date(2026, 1, 1)}
    with pytest.raises(Invalid) as caught:
        office.do(add_entry, case_id, "service", values)
    assert caught.value.field == "until"


def test_an_entry_is_changed_and_removed(office: Office, case_id: int) -> None:
    entry = office.do(add_entry, case_id, "proceeding", {"kind": "return", "docket": "26/1234/A"}).result
    office.do(change_entry, "proceeding", entry, seen=1, changes={"court": "Family court"})
    assert office.ask(case_file, case_id).proceedings[0].court == "Family court"
    office.do(remove_entry, "proceeding", entry)
    assert not office.ask(case_file, case_id).proceedings


def test_a_call_becomes_a_case(office: Office) -> None:
    call = office.do(log_call, {"urgency": Urgency.IMMINENT, "children_ages": "4, 7"}).result
    case_id = office.do(open_case, NewCase({"kind": CaseKind.PREVENTION}, call_id=call)).result
    logged = office.ask(calls)[0]
    assert (logged.reference, logged.taken_by) == ("PMB-2026-0001", "An Peeters")
    assert office.ask(case_file, case_id).calls[0].id == call


def test_a_clerk_sees_no_case_content(clerk: Office, office: Office, case_id: int) -> None:
    with pytest.raises(Refused, match="role"):
        clerk.ask(case_file, case_id)
    with pytest.raises(Refused, match="role"):
        clerk.do(add_entry, case_id, "note", {"text": "x"})
    assert clerk.ask(settings).name == "Bureau Test"


def test_a_refused_action_changes_nothing_and_stands_in_the_journal(
    clerk: Office, office: Office, case_id: int
) -> None:
    before = len(office.ask(case_history, case_id))
    with pytest.raises(Refused):
        clerk.do(add_entry, case_id, "note", {"text": "x"})
    assert len(office.ask(case_history, case_id)) == before
    assert office.vault.check_journal().whole
