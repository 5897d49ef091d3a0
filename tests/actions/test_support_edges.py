"""What is seldom and must still be right: another year, an appeal after payment, two windows at once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from abductdesk.actions.budgets import budgets, ledger, set_budget
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import close_case
from abductdesk.actions.criteria import set_criteria
from abductdesk.actions.office import Office
from abductdesk.actions.support import add_part, change_support, open_request, support_request
from abductdesk.actions.supportappeal import decide_appeal, lodge_appeal, withdraw_support
from abductdesk.actions.supportboard import support_board, yearly_figures
from abductdesk.actions.supportdue import support_waiting
from abductdesk.actions.supportexport import LedgerWish, export_ledger
from abductdesk.actions.supportflow import (
    advise,
    approve,
    call_complete,
    decide_support,
    record_answer,
    run_test,
)
from abductdesk.actions.supportmoney import (
    add_receipt,
    check_receipt,
    close_receipts,
    commit_support,
    minor_units,
    pay,
    pay_advance,
    record_refund,
    release_rest,
)
from abductdesk.actions.supportview import support_file
from abductdesk.exchange.tables import read_table
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.models import CoDecision
from abductdesk.terms import ClosureReason, Consent, Role, SupportRoute
from abductdesk.terms import SupportKind as K
from abductdesk.terms import SupportState as S
from tests.actions.conftest import TODAY
from tests.actions.support_room import FUNDER, ITEM, answer_all, as_tested, asked, granted, parent, state

WORDS = [{"kind": K.INTERPRETER, "asked_cents": 60_000}]


def later(office: Office, day: date) -> Office:
    return Office(
        office.vault, office.staff.id, clock=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    )


def test_an_advance_burdens_its_own_year(office: Office, managers: list[Office], case_id: int) -> None:
    made = asked(office, case_id, WORDS, urgency="emergency")
    managers[0].do(pay_advance, made, 20_000, funder=FUNDER)
    january = later(managers[0], date(TODAY.year + 1, 1, 15))
    caseworker = later(office, january.today)
    for step in (call_complete, run_test):
        caseworker.do(step, made)
    caseworker.do(advise, made, "Fits.")
    january.do(approve, made)
    with office.vault.reading() as session:
        (answer,) = session.scalars(select(CoDecision.id))
    caseworker.do(record_answer, answer, Consent.AGREES, january.today)
    january.do(decide_support, made, "As advised.")
    with pytest.raises(Refused, match="no budget"):
        january.do(commit_support, made, FUNDER)
    january.do(set_budget, FUNDER, TODAY.year + 1, 50_000)
    january.do(commit_support, made, FUNDER)
    january.do(pay, made, 40_000, january.today)
    found = {each.year: (each.committed, each.paid) for each in january.ask(budgets)}
    assert found == {TODAY.year: (20_000, 20_000), TODAY.year + 1: (40_000, 40_000)}
    entries = january.ask(ledger)
    assert sum(each.committed for each in entries) == sum(each.paid for each in entries) == 60_000


def test_a_payment_of_the_next_year_burdens_the_year_of_its_commitment(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = granted(office, managers, case_id, WORDS)
    managers[0].do(commit_support, made, FUNDER)
    january = later(managers[0], date(TODAY.year + 1, 1, 15))
    january.do(pay, made, 60_000, january.today)
    (budget,) = january.ask(budgets)
    assert (budget.year, budget.committed, budget.paid) == (TODAY.year, 60_000, 60_000)
    assert january.ask(ledger, TODAY.year + 1) == []


def test_an_appeal_after_payment_keeps_the_money_where_it_is(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = granted(office, managers, case_id, [{"kind": K.INTERPRETER, "asked_cents": 90_000}])
    managers[0].do(commit_support, made, FUNDER)
    managers[0].do(pay, made, 75_000, TODAY)
    office.do(lodge_appeal, made, TODAY, "It cost more.")
    with pytest.raises(Refused, match="open on this request already"):
        office.do(lodge_appeal, made, TODAY, "Again.")
    with pytest.raises(Refused, match="appeal is open"):
        office.do(close_receipts, made)
    with pytest.raises(Refused, match="does not decide the appeal"):
        managers[0].do(decide_appeal, made, again=True, reason="New papers.")
    managers[2].do(decide_appeal, made, again=True, reason="New papers.")
    assert state(office, made) is S.COMPLETE
    entries = office.ask(ledger)
    assert sum(each.committed for each in entries) == sum(each.paid for each in entries) == 75_000
    with pytest.raises(Refused, match="paid already"):
        office.do(withdraw_support, made)
    office.do(run_test, made)
    office.do(advise, made, "As before.")
    managers[0].do(approve, made)
    answer_all(office, made)
    managers[0].do(decide_support, made, "As before.")
    managers[0].do(set_budget, "Fund B", TODAY.year, 100_000)
    with pytest.raises(Invalid, match="before it was contested"):
        managers[0].do(commit_support, made, "Fund B")
    managers[0].do(commit_support, made, FUNDER)
    assert state(office, made) is S.PAID
    assert sum(each.committed for each in office.ask(ledger)) == 75_000


def test_who_decided_does_not_decide_the_appeal(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, WORDS)
    office.do(advise, made, "Fits.")
    managers[0].do(approve, made)
    answer_all(office, made)
    managers[1].do(decide_support, made, "As advised.")
    office.do(lodge_appeal, made, TODAY, "Too little.")
    with pytest.raises(Refused, match="does not decide the appeal"):
        managers[1].do(decide_appeal, made, again=False, reason="It stays.")
    managers[2].do(decide_appeal, made, again=False, reason="It stays.")
    assert office.ask(support_request, made).request.reason == "As advised.\nIt stays."


@pytest.mark.parametrize(
    ("cents", "why"), [(None, "up to how much"), (0, "objection"), (60_000, "all that is")]
)
def test_agreeing_in_part_is_more_than_nothing_and_less_than_all(
    office: Office, managers: list[Office], case_id: int, cents: int | None, why: str
) -> None:
    made = as_tested(office, case_id, WORDS)
    office.do(advise, made, "Fits.")
    managers[0].do(approve, made)
    with pytest.raises(Invalid, match=why):
        answer_all(office, made, Consent.AGREES_IN_PART, cents)


def test_two_managers_at_once(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, WORDS)
    seen = office.ask(support_request, made).request.version
    office.do(advise, made, "Fits.")
    with pytest.raises(Changed):
        managers[0].do(approve, made, seen=seen)
    seen = office.ask(support_request, made).request.version
    managers[0].do(approve, made, seen=seen)
    with pytest.raises(Refused, match="cannot be done while"):
        managers[1].do(approve, made, seen=seen)
    answer_all(office, made)
    managers[1].do(decide_support, made, "As advised.")
    managers[0].do(commit_support, made, FUNDER)
    managers[0].do(pay, made, 20_000, TODAY, paid_then=0)
    with pytest.raises(Refused, match="meanwhile"):
        managers[1].do(pay, made, 20_000, TODAY, paid_then=0)


def test_a_withdrawn_request_pays_its_advance_back(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = asked(office, case_id, WORDS, urgency="emergency")
    managers[0].do(pay_advance, made, 20_000, funder=FUNDER)
    office.do(withdraw_support, made)
    assert state(office, made) is S.RECOVERY
    with pytest.raises(Invalid, match="owed"):
        managers[0].do(record_refund, made, 20_001, TODAY)
    managers[0].do(record_refund, made, 20_000, TODAY)
    assert state(office, made) is S.SETTLED
    assert office.ask(budgets)[0].committed == 0


def test_a_closed_case_gets_no_advance_and_keeps_its_explanation(
    office: Office, managers: list[Office], case_id: int
) -> None:
    emergency = asked(office, case_id, WORDS, urgency="emergency")
    decided = granted(office, managers, case_id, [{"kind": K.TRANSLATION, "asked_cents": 10_000}])
    before = office.ask(support_request, decided).tested
    seen = office.ask(case_file, case_id).case.version
    office.do(close_case, case_id, seen=seen, reason=next(iter(ClosureReason)), despite_open_points=True)
    with pytest.raises(Refused, match="open cases"):
        managers[0].do(pay_advance, emergency, 10_000, funder=FUNDER)
    assert office.ask(support_request, decided).tested == before


def test_what_is_not_needed_goes_back_to_the_budget(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = granted(office, managers, case_id, WORDS)
    managers[0].do(commit_support, made, FUNDER)
    managers[0].do(pay, made, 45_000, TODAY)
    managers[0].do(release_rest, made)
    assert state(office, made) is S.PAID
    assert office.ask(budgets)[0].committed == 45_000
    receipt = office.do(add_receipt, made, {"on": TODAY, "currency": "EUR"}, 40_000).result
    office.do(check_receipt, receipt, accepted=True)
    office.do(close_receipts, made)
    assert state(office, made) is S.RECOVERY
    late = office.do(add_receipt, made, {"on": TODAY, "currency": "EUR"}, 5_000).result
    office.do(check_receipt, late, accepted=True)
    assert state(office, made) is S.SETTLED, "a receipt that comes late settles it too"


def test_the_first_set_of_the_bureau_reads_what_was_submitted_before_it(
    office: Office, colleague: Office, case_id: int
) -> None:
    made = asked(office, case_id, WORDS)
    office.do(call_complete, made)
    with pytest.raises(Refused, match="cannot run yet"):
        office.do(run_test, made)
    tomorrow = later(office, date(TODAY.year, TODAY.month, TODAY.day + 1))
    tomorrow.do(set_criteria, tomorrow.today, {"per_dependant": 30_000}, "living wage")
    tomorrow.do(run_test, made)
    assert state(office, made) is S.TESTED


def test_nobody_writes_what_is_granted_into_an_item(
    office: Office, managers: list[Office], case_id: int
) -> None:
    made = asked(office, case_id, [{**WORDS[0], "granted_cents": 5, "proposed_cents": 5}])
    (item,) = office.ask(support_request, made).items
    assert (item.granted_cents, item.proposed_cents) == (None, None)
    for wrong in ({"dependants": -1}, {"dependants": 31}):
        with pytest.raises(Invalid):
            office.do(change_support, made, seen=9, changes=wrong)
    with pytest.raises(Invalid):
        office.do(add_part, made, ITEM, {**WORDS[0], "units": 0})


def test_the_history_of_the_case_knows_its_items(
    office: Office, managers: list[Office], case_id: int
) -> None:
    asked(office, case_id, WORDS)
    kinds = {line.record_kind for line in office.ask(case_history, case_id)}
    assert {"support_request", "support_item"} <= kinds


def test_every_step_says_beforehand_why_it_cannot_be_taken(
    office: Office, managers: list[Office], colleague: Office, case_id: int
) -> None:
    made = as_tested(office, case_id, WORDS)
    office.do(advise, made, "Fits.")

    def why(who: Office, key: str) -> str:
        step = who.ask(support_file, case_id).requests[0].step(key)
        assert step is not None
        return step.refused.text if step.refused else ""

    assert "does not approve" in why(office, "approve")
    assert "role" in why(colleague, "approve")
    assert why(managers[0], "approve") == ""
    managers[0].do(approve, made)
    assert "has not answered" in why(managers[0], "decide")


def test_due_days_and_the_board(office: Office, managers: list[Office], case_id: int) -> None:
    made = as_tested(office, case_id, WORDS, urgency="emergency")
    office.do(advise, made, "Fits.")
    decision = next(each for each in office.ask(support_waiting) if each.who is None)
    assert decision.due == TODAY, "an emergency is decided the same day"
    assert [line.id for line in managers[0].ask(support_board).approvals] == [made]
    assert not office.ask(support_board).approvals
    managers[0].do(approve, made)
    assert not office.ask(support_board).silent
    late = later(office, date(TODAY.year, TODAY.month + 1, 7))
    assert [each.request.id for each in late.ask(support_board).silent] == [made]


def test_the_figures_lay_mediation_beside_court(office: Office, managers: list[Office], case_id: int) -> None:
    granted(office, managers, case_id, WORDS)
    asked(office, case_id, WORDS, route="court")
    office.do(open_request, case_id, parent(office, case_id, Role.TAKING_PARENT), {"route": "court"})
    found = office.ask(yearly_figures, TODAY.year)
    assert [(each.route, each.requests, each.granted, each.cents) for each in found] == [
        (SupportRoute.MEDIATION, 1, 1, 60_000),
        (SupportRoute.COURT, 1, 0, 0),
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_ledger_leaves_with_totals_and_without_formulas(
    office: Office, managers: list[Office], case_id: int, kind: str
) -> None:
    with pytest.raises(Refused, match="Nothing stands"):
        managers[0].do(export_ledger, LedgerWish(None, kind, "en"))
    managers[0].do(set_budget, "=HYPERLINK(1)", TODAY.year, 100_000)
    made = granted(office, managers, case_id, WORDS)
    managers[0].do(commit_support, made, "=HYPERLINK(1)")
    managers[0].do(pay, made, 12_345, TODAY)
    content = managers[0].do(export_ledger, LedgerWish(TODAY.year, kind, "en")).result
    table = read_table(content)
    last = table.rows[-1]
    assert last.cells[0] == "Total"
    assert [float(str(cell)) for cell in last.cells[-2:]] == [600.00, 123.45]
    if kind == "csv":
        assert b'"\'=HYPERLINK(1)"' in content


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("125,50", "EUR", 12_550), ("1.250,50", "EUR", 125_050), ("1,250", "EUR", 125_000),
        ("32790", "JPY", 32_790),
        ("12.345", "TND", 12_345), ("12,3", "TND", 12_300), ("5", "GBP", 500),
    ],
)  # fmt: skip
def test_amounts_of_receipts_in_their_own_currency(typed: str, currency: str, minor: int) -> None:
    assert minor_units(typed, currency) == minor


@pytest.mark.parametrize(("typed", "currency"), [("1,5", "JPY"), ("x", "EUR"), ("-1", "EUR"), ("1", "XQZ")])
def test_amounts_that_are_none(typed: str, currency: str) -> None:
    with pytest.raises(Invalid):
        minor_units(typed, currency)
