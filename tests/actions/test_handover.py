"""Cases change hands in one transaction, each with its own line in the history, or not at all."""

from __future__ import annotations

import pytest

from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import change_case, open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.handover import hand_over, held_by
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.models import FollowUp, Staff
from abductdesk.store.vault import Vault
from tests.actions.conftest import TODAY, removal


def cases(office: Office, n: int) -> list[int]:
    return [int(office.do(open_case, removal()).result) for _ in range(n)]


def task(office: Office, case_id: int, who: int) -> int:
    values = {"what": "Call back", "due": TODAY, "who_id": who}
    return int(office.do(add_entry, case_id, FollowUp.__tablename__, values).result)


def caseworker(office: Office, case_id: int) -> int | None:
    return office.ask(case_file, case_id).case.caseworker_id


def given_to(office: Office, case_id: int) -> list[int | None]:
    return [each.who_id for each in office.ask(case_file, case_id).follow_ups]


def test_who_has_what_is_listed(office: Office, colleague: Office, clerk: Office) -> None:
    first, second = cases(office, 2)
    theirs = int(office.do(open_case, removal(caseworker_id=2)).result)
    task(office, first, 1), task(office, second, 2), task(office, theirs, 1)
    held = office.ask(held_by, 1)
    assert [(case.id, case.follow_ups) for case in held.cases] == [(first, 1), (second, 0)]
    assert held.cases[0].names == "Lina Voorbeeld"
    assert held.elsewhere == 1
    assert held.colleagues == ((2, "Bram Wouters"),)  # neither the person nor the clerk


def test_chosen_cases_go_with_their_follow_ups(office: Office, colleague: Office) -> None:
    first, second, kept = cases(office, 3)
    theirs = int(office.do(open_case, removal(caseworker_id=2)).result)
    for case_id in (first, kept, theirs):
        task(office, case_id, 1)
    touched = office.do(hand_over, 1, 2, [first, second])
    assert touched.result == 2
    assert {("case_file", first), ("case_file", second)} <= touched.records
    assert [caseworker(office, each) for each in (first, second, kept)] == [2, 2, 1]
    assert [given_to(office, each) for each in (first, kept, theirs)] == [[2], [1], [1]]
    done = [line.action for line in office.ask(case_history, second)]
    assert done[:2] == ["record_view", "hand_over"]  # `caseworker` has looked since


def test_follow_ups_may_stay_or_all_go(office: Office, colleague: Office) -> None:
    first, second = cases(office, 2)
    theirs = int(office.do(open_case, removal(caseworker_id=2)).result)
    for case_id in (first, second, theirs):
        task(office, case_id, 1)
    office.do(hand_over, 1, 2, [first], follow_ups=False)
    assert given_to(office, first) == [1]
    office.do(hand_over, 1, 2, [second], elsewhere=True)
    assert [given_to(office, each) for each in (first, second, theirs)] == [[2], [2], [2]]


def test_a_deputy_who_takes_over_is_deputy_no_longer(office: Office, colleague: Office, case_id: int) -> None:
    seen = office.ask(case_file, case_id).case.version
    office.do(change_case, case_id, seen=seen, changes={"deputy_id": 2})
    office.do(hand_over, 1, 2, [case_id])
    case = office.ask(case_file, case_id).case
    assert (case.caseworker_id, case.deputy_id) == (2, None)


def test_cases_that_nobody_has_are_given_out(office: Office, colleague: Office) -> None:
    loose = int(office.do(open_case, removal(caseworker_id=None)).result)
    assert [case.id for case in office.ask(held_by, None).cases] == [loose]
    office.do(hand_over, None, 2, [loose])
    assert caseworker(office, loose) == 2


def test_not_to_the_same_person_nor_to_who_left_nor_to_a_clerk(
    office: Office, colleague: Office, clerk: Office, vault: Vault, case_id: int
) -> None:
    with vault.writing() as session:
        session.add(Staff(id=9, name="Gone Away", roles=["caseworker"], active=False))
    for to_id, says in ((1, "already"), (9, "no longer works"), (3, "does not work on cases")):
        with pytest.raises(Invalid, match=says) as caught:
            office.do(hand_over, 1, to_id, [case_id])
        assert caught.value.field == "to_id"
    assert caseworker(office, case_id) == 1


def test_nothing_moves_when_one_of_them_has_moved_meanwhile(office: Office, colleague: Office) -> None:
    first, second = cases(office, 2)
    office.do(hand_over, 1, 2, [second])
    with pytest.raises(Refused, match="by now"):
        office.do(hand_over, 1, 2, [first, second])
    assert caseworker(office, first) == 1
    with pytest.raises(Refused, match="at least one"):
        office.do(hand_over, 1, 2, [])


def test_only_managers_hand_over(office: Office, colleague: Office, case_id: int) -> None:
    with pytest.raises(Refused, match="role"):
        colleague.do(hand_over, 1, 2, [case_id])
    with pytest.raises(Refused, match="role"):
        colleague.ask(held_by, 1)


def test_undo_gives_all_of_them_back_however_many(office: Office, colleague: Office) -> None:
    many = cases(office, 70)
    for case_id in many:
        task(office, case_id, 1)
    office.do(hand_over, 1, 2, many)
    last = office.ask(last_change)
    assert last is not None
    assert office.do(undo_last, number=last.work).result == "hand_over"
    assert {caseworker(office, case_id) for case_id in many} == {1}
    assert {who for case_id in many for who in given_to(office, case_id)} == {1}
