"""The return: steps counted back, what blocks travel, departure and arrival, and the time after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from abductdesk.actions.aftercare import (
    aftercare_due,
    aftercare_of,
    begin_aftercare,
    end_aftercare,
    record_contact,
)
from abductdesk.actions.casefile import case_file
from abductdesk.actions.departing import call_off_return, confirm_arrival, confirm_departure
from abductdesk.actions.office import Office
from abductdesk.actions.planning import add_return_part, change_plan, open_plan, tick_step
from abductdesk.actions.psychologists import offer_psychologist, record_psychologist_session
from abductdesk.actions.returning import PlanView, return_plans, returns_board, would_move
from abductdesk.actions.returnsteps import SHIPPED, edit_template, retire_step, return_template
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Child
from abductdesk.models.bureau import AFTERCARE_WEEKS
from abductdesk.terms import EventKind, ReturnBasis, ReturnFrame, ReturnState, StepOwner, Wellbeing
from tests.actions.conftest import TODAY

LEAVES = TODAY + timedelta(days=30)


def planned(office: Office, case_id: int, **values: Any) -> PlanView:
    office.do(open_plan, case_id, {"basis": ReturnBasis.AGREEMENT, "leaves_on": LEAVES, **values})
    return office.ask(return_plans, case_id)[0]


def tick_all(office: Office, view: PlanView) -> None:
    for step in view.steps:
        if step.blocking:
            office.do(tick_step, step.id)


def test_steps_are_counted_back_from_departure(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    assert view.plan.frame is ReturnFrame.EU, "proposed from the law that applies"
    assert {step.code for step in view.steps} == {s.code for s in SHIPPED if ReturnFrame.EU in s.frames}
    for step in view.steps:
        assert view.due(step) == LEAVES - timedelta(days=step.days_before)


def test_when_the_departure_moves_everything_counted_back_moves(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(tick_step, view.steps[0].id)
    later = LEAVES + timedelta(days=9)
    moved = office.ask(would_move, view.plan.id, later)
    assert len(moved) == len(view.steps) - 1, "what is done stays where it was"
    assert all(each.after - each.before == timedelta(days=9) for each in moved if each.after and each.before)
    seen = office.ask(return_plans, case_id)[0].plan.version
    office.do(change_plan, view.plan.id, seen=seen, changes={"leaves_on": later})
    again = office.ask(return_plans, case_id)[0]
    assert again.due(again.steps[1]) == later - timedelta(days=again.steps[1].days_before)
    with pytest.raises(Invalid):
        office.do(
            change_plan, view.plan.id, seen=again.plan.version,
            changes={"leaves_on": TODAY - timedelta(days=1)},
        )  # fmt: skip


def test_departure_waits_for_what_blocks_it(office: Office, colleague: Office, case_id: int) -> None:
    view = planned(office, case_id)
    assert len(view.blocks) == len([step for step in view.steps if step.blocking])
    with pytest.raises(Refused, match="blocked"):
        office.do(confirm_departure, view.plan.id, TODAY)
    with pytest.raises(Refused, match="manager"):
        colleague.do(confirm_departure, view.plan.id, TODAY, despite="They stand at the gate.")
    tick_all(office, view)
    (view,) = office.ask(return_plans, case_id)
    assert not view.blocks
    colleague.do(confirm_departure, view.plan.id, TODAY)
    assert office.ask(return_plans, case_id)[0].plan.override_reason is None


def test_a_manager_lets_them_go_with_a_reason(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(confirm_departure, view.plan.id, TODAY, despite="The court ordered it for today.")
    plan = office.ask(return_plans, case_id)[0].plan
    assert (plan.state, plan.override_by) == (ReturnState.DEPARTED, 1)


def test_papers_that_are_not_ready_or_run_out_block_too(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    tick_all(office, view)
    parent = office.ask(case_file, case_id).people[0].person.id
    paper = {"person_id": parent, "what": "Passport"}
    office.do(add_return_part, view.plan.id, "travel_paper", paper)
    office.do(
        add_return_part, view.plan.id, "travel_paper",
        {**paper, "ready_on": TODAY, "valid_until": LEAVES - timedelta(days=1)},
    )  # fmt: skip
    office.do(
        add_return_part, view.plan.id, "travel_paper", {**paper, "ready_on": TODAY, "valid_until": LEAVES}
    )
    (view,) = office.ask(return_plans, case_id)
    assert [block.what.text for block in view.blocks] == [
        "{paper} of {name} is not ready",
        "{paper} of {name} runs out before the journey ends",
    ]


def test_without_a_day_nobody_leaves(office: Office, case_id: int) -> None:
    view = planned(office, case_id, leaves_on=None)
    assert view.blocks[0].what.text == "The day of departure is not set"
    assert all(view.due(step) is None for step in view.steps)
    assert office.ask(returns_board)[0].plan.id == view.plan.id


def test_an_arrival_is_an_event_and_begins_the_aftercare(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    with pytest.raises(Refused, match="departure first"):
        office.do(confirm_arrival, view.plan.id, TODAY)
    tick_all(office, view)
    office.do(confirm_departure, view.plan.id, TODAY - timedelta(days=2))
    with pytest.raises(Invalid):
        office.do(confirm_arrival, view.plan.id, TODAY - timedelta(days=3))
    office.do(confirm_arrival, view.plan.id, TODAY - timedelta(days=1))
    file = office.ask(case_file, case_id)
    assert [event.date for event in file.events if event.kind is EventKind.RETURNED] == [
        TODAY - timedelta(days=1)
    ]
    (care,) = office.ask(aftercare_of, case_id)
    assert tuple(contact.week for contact in care.contacts) == AFTERCARE_WEEKS
    assert not office.ask(returns_board)
    (due,) = office.ask(aftercare_due)
    assert due.contact.due == TODAY + timedelta(days=6)


def test_aftercare_to_its_end(office: Office, case_id: int) -> None:
    with office.vault.reading() as session:
        child = session.scalars(select(Child.id)).one()
    made = office.do(begin_aftercare, child, TODAY - timedelta(days=30)).result
    assert office.do(begin_aftercare, child, TODAY).result == made, "once only"
    (care,) = office.ask(aftercare_of, case_id)
    first = care.contacts[0]
    office.do(record_contact, first.id, on=TODAY, wellbeing=Wellbeing.RATHER_WELL, note="sleeps again")
    with pytest.raises(Invalid):
        office.do(record_contact, care.contacts[1].id, on=TODAY + timedelta(days=1), wellbeing=Wellbeing.WELL)
    with pytest.raises(Refused):
        office.do(offer_psychologist, made, 999)
    office.do(offer_psychologist, made, None, declined=True)
    office.do(record_psychologist_session, made, {"on": TODAY, "cents": 7_500})
    with pytest.raises(Invalid):
        office.do(end_aftercare, made, " ")
    office.do(end_aftercare, made, "School and family support go on.")
    (care,) = office.ask(aftercare_of, case_id)
    assert [contact.done_on for contact in care.contacts] == [TODAY]
    assert care.cents == 7_500
    with pytest.raises(Refused, match="ended"):
        office.do(record_psychologist_session, made, {"on": TODAY})


def test_a_return_called_off_is_over(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    with pytest.raises(Invalid):
        office.do(call_off_return, view.plan.id, "")
    office.do(call_off_return, view.plan.id, "The flight was cancelled, a new decision follows.")
    with pytest.raises(Refused, match="over"):
        office.do(tick_step, view.steps[0].id)


def test_the_bureau_edits_what_a_plan_begins_with(office: Office, case_id: int) -> None:
    own = {"what": "Ring the airline", "owner": StepOwner.BUREAU, "days_before": 1, "blocking": True}
    office.do(edit_template, ReturnFrame.EU, "", None, own)
    office.do(edit_template, ReturnFrame.EU, "tickets", None, {"days_before": 20})
    office.do(retire_step, ReturnFrame.EU, "health", None)
    view = planned(office, case_id)
    steps = {step.code: step for step in view.steps}
    assert "Ring the airline" in {step.what for step in view.steps}
    assert steps["tickets"].days_before == 20
    assert "health" not in steps
    hague = office.ask(return_template, ReturnFrame.HAGUE)
    assert all(step.id is None for step in hague), "the other lists stay as shipped"
