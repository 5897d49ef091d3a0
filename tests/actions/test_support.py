"""Support from the first word to the last cent, and every gate on the way."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from abductdesk.actions import office as house
from abductdesk.actions import verbs
from abductdesk.actions.budgets import budgets, ledger
from abductdesk.actions.office import Office
from abductdesk.actions.support import (
    add_part,
    change_support,
    open_request,
    requests_of,
    support_request,
)
from abductdesk.actions.supportappeal import decide_appeal, lodge_appeal
from abductdesk.actions.supportdue import support_waiting
from abductdesk.actions.supportflow import (
    MOVES,
    advise,
    approve,
    call_complete,
    decide_support,
    move,
    run_test,
    send_back,
    submit,
)
from abductdesk.actions.supportmoney import (
    add_receipt,
    check_receipt,
    close_receipts,
    commit_support,
    pay,
    pay_advance,
    record_refund,
    recover,
)
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Child, Person, Receipt, SupportRequest
from abductdesk.terms import Consent, Role
from abductdesk.terms import SupportKind as K
from abductdesk.terms import SupportState as S
from tests.actions.conftest import TODAY
from tests.actions.support_room import FUNDER, ITEM, answer_all, as_tested, asked, granted, parent, state


def test_from_the_first_word_to_the_last_cent(office: Office, managers: list[Office], case_id: int) -> None:
    made = granted(
        office, managers, case_id,
        [{"kind": K.INTERPRETER, "asked_cents": 80_000}, {"kind": K.STAY, "asked_cents": 20_001, "units": 2}],
    )  # fmt: skip
    found = office.ask(support_request, made)
    assert found.request.state is S.PARTLY
    assert found.request.granted_cents == 75_000 + 20_001
    managers[0].do(commit_support, made, FUNDER)
    managers[0].do(pay, made, 50_000, TODAY)
    with pytest.raises(Invalid):
        managers[0].do(pay, made, 45_002, TODAY)
    managers[0].do(pay, made, 45_001, TODAY)
    assert state(office, made) is S.PAID
    first = office.do(add_receipt, made, {"on": TODAY, "currency": "EUR"}, 75_000).result
    second = office.do(
        add_receipt, made,
        {"on": TODAY, "currency": "JPY", "rate": "0.0061", "rate_source": "ECB", "rate_on": TODAY}, 32_790,
    ).result  # fmt: skip
    with pytest.raises(Refused):
        office.do(close_receipts, made)
    office.do(check_receipt, first, accepted=True)
    office.do(check_receipt, second, accepted=True)
    office.do(close_receipts, made)
    assert state(office, made) is S.SETTLED
    entries = office.ask(ledger, TODAY.year)
    assert sum(each.committed for each in entries) == sum(each.paid for each in entries) == 95_001
    (budget,) = office.ask(budgets)
    assert (budget.committed, budget.paid, budget.left, budget.warns) == (95_001, 95_001, 904_999, False)


def test_a_foreign_receipt_is_turned_into_cents_half_up(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = granted(office, managers, case_id, [{"kind": K.INTERPRETER, "asked_cents": 1_000}])
    managers[0].do(commit_support, made, FUNDER)
    managers[0].do(pay, made, 500, TODAY)
    rate = {"on": TODAY, "currency": "GBP", "rate": "1.155", "rate_source": "ECB", "rate_on": TODAY}
    office.do(add_receipt, made, rate, 100)
    office.do(add_receipt, made, {**rate, "rate": "1,145"}, 100)
    with office.vault.reading() as session:
        assert list(session.scalars(select(Receipt.cents).order_by(Receipt.id))) == [116, 115]
    for wrong in ({"rate": None}, {"rate": "-1"}, {"rate": "nan"}, {"rate_source": ""}, {"currency": "XQZ"}):
        with pytest.raises(Invalid):
            office.do(add_receipt, made, {**rate, **wrong}, 100)


def test_who_proposes_does_not_approve(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, [{"kind": K.INTERPRETER, "asked_cents": 10_000}])
    managers[0].do(advise, made, "Fits.")
    for proposer in (office, managers[0]):
        with pytest.raises(Refused, match="does not approve"):
            proposer.do(approve, made)
    managers[1].do(approve, made)
    assert state(office, made) is S.CO_DECISION


def test_above_the_limit_two_managers_approve(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, [{"kind": K.MEDIATION_FEES, "asked_cents": 200_000}])
    office.do(advise, made, "Fits.")
    managers[0].do(approve, made)
    assert state(office, made) is S.ADVISED
    with pytest.raises(Refused, match="approved this already"):
        managers[0].do(approve, made)
    managers[1].do(approve, made)
    assert state(office, made) is S.CO_DECISION


def test_silence_is_never_consent(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, [{"kind": K.TRAVEL_PAPERS, "asked_cents": 10_000}])
    office.do(advise, made, "Fits.")
    managers[0].do(approve, made)
    assert len([each for each in office.ask(support_waiting) if each.who]) == 2, "consular costs: both"
    with pytest.raises(Refused, match="never consent"):
        managers[1].do(decide_support, made, "As advised.")
    answer_all(office, made, Consent.AGREES_IN_PART, 4_000)
    managers[1].do(decide_support, made, "As far as both agree.")
    assert office.ask(support_request, made).request.granted_cents == 4_000


def test_an_objection_refuses(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, [{"kind": K.INTERPRETER, "asked_cents": 10_000}])
    office.do(advise, made, "Fits.")
    managers[0].do(approve, made)
    answer_all(office, made, Consent.OBJECTS)
    managers[0].do(decide_support, made, "FPS Justice objects.")
    assert state(office, made) is S.REFUSED


def test_an_appeal_is_decided_by_somebody_else(office: Office, managers: list[Office], case_id: int) -> None:
    made = granted(office, managers, case_id, [{"kind": K.INTERPRETER, "asked_cents": 100_000}])
    office.do(lodge_appeal, made, TODAY, "The interpreter cost more.")
    with pytest.raises(Refused):
        managers[0].do(decide_appeal, made, again=True, reason="New papers.")
    managers[2].do(decide_appeal, made, again=True, reason="New papers.")
    found = office.ask(support_request, made)
    assert found.request.state is S.COMPLETE
    assert all(item.granted_cents is None for item in found.items)


def test_an_emergency_advance_is_regularised_or_recovered(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = asked(office, case_id, [{"kind": K.INTERPRETER, "asked_cents": 50_000}], urgency="emergency")
    with pytest.raises(Refused, match="does not approve"):
        office.do(pay_advance, made, 10_000, funder=FUNDER)
    with pytest.raises(Invalid):
        managers[0].do(pay_advance, made, 75_001, funder=FUNDER)
    managers[0].do(pay_advance, made, 60_000, funder=FUNDER)
    office.do(call_complete, made)
    office.do(run_test, made)
    office.do(advise, made, "Fits.")
    managers[0].do(approve, made)
    answer_all(office, made)
    managers[0].do(decide_support, made, "As advised.")
    with pytest.raises(Refused, match="recovered first"):
        managers[0].do(commit_support, made, FUNDER)
    managers[0].do(recover, made)
    office.do(add_receipt, made, {"on": TODAY, "currency": "EUR"}, 50_000)
    with office.vault.reading() as session:
        (receipt,) = session.scalars(select(Receipt.id))
    office.do(check_receipt, receipt, accepted=True)
    managers[0].do(record_refund, made, 10_000, TODAY)
    assert state(office, made) is S.SETTLED
    assert sum(each.paid for each in office.ask(ledger)) == 50_000


def test_no_request_without_a_parent_an_item_or_proof(
    office: Office, managers: list[Office], case_id: int
) -> None:
    with office.vault.reading() as session:
        child = session.scalars(select(Person.id).join(Child, Child.person_id == Person.id)).first()
    assert child is not None
    with pytest.raises(Refused):
        office.do(open_request, case_id, child, {"route": "court"})
    made = office.do(
        open_request, case_id, parent(office, case_id, Role.TAKING_PARENT), {"route": "court"}
    ).result
    with pytest.raises(Refused):
        office.do(submit, made)
    office.do(add_part, made, ITEM, {"kind": K.INTERPRETER, "asked_cents": 5})
    office.do(submit, made)
    with pytest.raises(Refused):
        office.do(call_complete, made)
    assert len(office.ask(requests_of, case_id)) == 1


def test_a_tested_request_is_not_changed_behind_its_test(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = as_tested(office, case_id, [{"kind": K.INTERPRETER, "asked_cents": 10_000}])
    seen = office.ask(support_request, made).request.version
    with pytest.raises(Refused):
        office.do(change_support, made, seen=seen, changes={"income_cents": 1})
    managers[0].do(send_back, made, "The income changed.")
    seen = office.ask(support_request, made).request.version
    office.do(change_support, made, seen=seen, changes={"income_cents": 1})


@pytest.mark.parametrize("then", list(S))
@pytest.mark.parametrize("now", list(S))
def test_every_move_that_does_not_follow_is_refused(
    office: Office, managers: list[Office], case_id: int, now: S, then: S
) -> None:
    """The table of moves is the only door; each move is tried from each state."""
    made = asked(office, case_id, [{"kind": K.INTERPRETER, "asked_cents": 10_000}])

    def jump(work: house.Work) -> None:
        request = work.get(SupportRequest, made)
        work.assign(request, state=now)
        move(work, request, then)

    before = dict(verbs.VERBS)
    try:
        house.action()(jump)
        if then in MOVES[now]:
            office.do(jump)
            assert state(office, made) is then
        else:
            with pytest.raises(Refused, match="cannot become"):
                office.do(jump)
    finally:
        verbs.VERBS.clear()
        verbs.VERBS.update(before)
