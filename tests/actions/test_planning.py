"""A return looked at as a stranger would: two plans, moments, frameworks, closed cases, undo, the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from abductdesk.actions.agenda import agenda
from abductdesk.actions.calendarfile import export_calendar
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import close_case, closing_checklist
from abductdesk.actions.departing import (
    call_off_return,
    confirm_arrival,
    confirm_departure,
    take_back_departure,
)
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild, add_child
from abductdesk.actions.planning import (
    add_return_part,
    change_plan,
    change_return_part,
    moment,
    open_plan,
    remove_return_part,
    tick_step,
)
from abductdesk.actions.returning import contacts_for, return_plans, returns_board
from abductdesk.actions.returnreminders import return_reminders
from abductdesk.actions.returnsteps import edit_template, retire_step, return_template, ship_again
from abductdesk.actions.scope import Scope
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.terms import (
    ClosureReason,
    EventKind,
    ReturnFrame,
    ReturnState,
    Role,
    StepOwner,
    Visibility,
)
from tests.actions.conftest import TODAY
from tests.actions.test_returning import LEAVES, planned, tick_all

OWN = {"what": "Ring the airline", "owner": StepOwner.BUREAU, "days_before": 1, "blocking": True}


def sibling(office: Office, case_id: int) -> tuple[int, int]:
    """The child of the case and a second one."""
    office.do(add_child, case_id, NewChild({"given_names": "Noor", "family_names": "Voorbeeld",
                                            "born": date(2021, 5, 4)}))  # fmt: skip
    first, second = (entry.child.id for entry in office.ask(case_file, case_id).children)
    return first, second


def leg(office: Office, case_id: int, **values: Any) -> Any:
    (view,) = office.ask(return_plans, case_id)
    start = {"from_place": "Lyon", "to_place": "Brussel", **values}
    office.do(add_return_part, view.id, "leg", start)
    return office.ask(return_plans, case_id)[0]


def test_no_child_is_on_two_journeys_at_once(office: Office, case_id: int) -> None:
    first, second = sibling(office, case_id)
    plan = planned(office, case_id, child_ids=[first])
    assert plan.names == "Lina Voorbeeld"
    with pytest.raises(Invalid, match="another return"):
        planned(office, case_id)
    with pytest.raises(Invalid, match="another return"):
        planned(office, case_id, child_ids=[first, second])
    other = planned(office, case_id, child_ids=[second])
    with pytest.raises(Invalid, match="another return"):
        office.do(change_plan, other.id, seen=other.plan.version, changes={"child_ids": []})
    office.do(call_off_return, plan.id, "Ill.")
    office.do(change_plan, other.id, seen=other.plan.version, changes={"child_ids": []})
    assert office.ask(return_plans, case_id)[0].names == "Lina Voorbeeld, Noor Voorbeeld"


def test_some_siblings_come_home_and_are_named_for_good(office: Office, case_id: int) -> None:
    first, second = sibling(office, case_id)
    view = planned(office, case_id, child_ids=[second])
    office.do(confirm_departure, view.id, TODAY, despite="At the gate.")
    office.do(confirm_arrival, view.id, TODAY)
    event = next(e for e in office.ask(case_file, case_id).events if e.kind is EventKind.RETURNED)
    assert event.child_ids == [second]
    whole = planned(office, case_id, child_ids=[first])
    office.do(confirm_departure, whole.id, TODAY, despite="At the gate.")
    office.do(confirm_arrival, whole.id, TODAY)
    assert office.ask(return_plans, case_id)[0].plan.child_ids == [first]


def test_moments_are_those_of_brussels(office: Office, case_id: int) -> None:
    planned(office, case_id)
    night = {"departs_day": LEAVES, "departs_time": time(23, 30)}
    view = leg(office, case_id, **night, arrives_day=LEAVES + timedelta(days=1), arrives_time=time(1, 5))
    (made,) = view.legs
    assert made.departs_at == datetime(2026, 12, 23, 22, 30, tzinfo=UTC), "an hour ahead in winter"
    assert view.blocks and all("leg" not in block.what.text for block in view.blocks)
    with pytest.raises(Invalid, match="before the departure"):
        office.do(change_return_part, "leg", made.id, seen=made.version, changes={"arrives_day": LEAVES})
    with pytest.raises(Invalid, match="time"):
        leg(office, case_id, departs_day=LEAVES)
    with pytest.raises(Invalid, match="day"):
        leg(office, case_id, departs_time=time(8))
    office.do(
        change_return_part, "leg", made.id, seen=made.version,
        changes={"arrives_day": None, "arrives_time": None},
    )  # fmt: skip
    assert office.ask(return_plans, case_id)[0].legs[0].arrives_at is None


def test_the_hours_that_come_twice_and_never() -> None:
    with pytest.raises(Invalid, match="forward"):
        moment(date(2027, 3, 28), time(2, 30), "d", "t")
    twice = moment(date(2026, 10, 25), time(2, 30), "d", "t")
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "the first of both"
    assert moment(None, None, "d", "t") is None


def test_a_leg_on_another_day_blocks(office: Office, case_id: int) -> None:
    planned(office, case_id)
    view = leg(office, case_id, departs_day=LEAVES + timedelta(days=1), departs_time=time(0, 10))
    assert view.blocks[0].what.text == "The first leg is booked for {leg}, the plan says {day}"


def test_a_paper_holds_until_the_last_leg_has_arrived(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    tick_all(office, view)
    parent = office.ask(case_file, case_id).people[0].person.id
    paper = {"person_id": parent, "what": "Passport", "ready_on": TODAY, "valid_until": LEAVES}
    office.do(add_return_part, view.id, "travel_paper", paper)
    over = {"arrives_day": LEAVES + timedelta(days=1), "arrives_time": time(1, 5)}
    blocked = leg(office, case_id, departs_day=LEAVES, departs_time=time(23), **over)
    assert [block.what.text for block in blocked.blocks] == [
        "{paper} of {name} runs out before the journey ends"
    ]
    with pytest.raises(Invalid, match="on the case"):
        office.do(add_return_part, view.id, "travel_paper", {**paper, "person_id": 999})
    with pytest.raises(Invalid, match="not come yet"):
        office.do(add_return_part, view.id, "travel_paper", {**paper, "ready_on": LEAVES})


def test_another_framework_takes_its_own_steps(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(add_return_part, view.id, "return_step", OWN)
    done = next(step for step in view.steps if step.code == "authority")
    office.do(tick_step, done.id)
    seen = office.ask(return_plans, case_id)[0].plan.version
    office.do(change_plan, view.id, seen=seen, changes={"frame": ReturnFrame.NO_TREATY})
    steps = {step.code: step for step in office.ask(return_plans, case_id)[0].steps}
    assert {"foreign_affairs", "visa", "exit_permit"} <= steps.keys()
    assert steps["authority"].done_on == TODAY, "what is done stays"
    assert steps[""].what == "Ring the airline", "and what was added"
    seen = office.ask(return_plans, case_id)[0].plan.version
    office.do(change_plan, view.id, seen=seen, changes={"frame": ReturnFrame.EU})
    again = {step.code for step in office.ask(return_plans, case_id)[0].steps}
    assert "visa" not in again and "authority" in again


def test_a_retired_step_stays_on_plans_that_have_it(office: Office, case_id: int) -> None:
    office.do(edit_template, ReturnFrame.EU, "", None, OWN)
    view = planned(office, case_id)
    own = next(step for step in view.steps if step.what == "Ring the airline")
    assert own.code.startswith("own-")
    row = next(step for step in office.ask(return_template, ReturnFrame.EU) if step.code == own.code)
    office.do(retire_step, ReturnFrame.EU, "", row.id)
    assert own.id in {step.id for step in office.ask(return_plans, case_id)[0].steps}
    with pytest.raises(Refused, match="no longer in the list"):
        office.do(edit_template, ReturnFrame.EU, "", row.id, {"days_before": 3})
    for step in office.ask(return_template, ReturnFrame.EU):
        office.do(retire_step, ReturnFrame.EU, step.code, step.id)
    assert office.ask(return_template, ReturnFrame.EU) == [], "an empty list is the bureau's own choice"
    office.do(ship_again, ReturnFrame.EU)
    assert all(step.id is None for step in office.ask(return_template, ReturnFrame.EU))


def test_two_windows_on_one_template_step(office: Office, colleague: Office) -> None:
    at = int(office.do(edit_template, ReturnFrame.EU, "", None, OWN).result)
    seen = next(s for s in office.ask(return_template, ReturnFrame.EU) if s.id == at).version
    office.do(edit_template, ReturnFrame.EU, "", at, {"days_before": 2}, seen=seen)
    with pytest.raises(Changed):
        office.do(edit_template, ReturnFrame.EU, "", at, {"days_before": 3}, seen=seen)
    with pytest.raises(Refused):
        colleague.do(edit_template, ReturnFrame.EU, "", at, {"days_before": 4})


def test_a_closed_case_changes_no_plan(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    open_points = {line.sentence.text: line.done for line in office.ask(closing_checklist, case_id)}
    assert open_points["No return is being prepared or on the way."] is False
    case = office.ask(case_file, case_id).case
    office.do(
        close_case, case_id, seen=case.version, reason=ClosureReason.OUTCOME_REACHED, despite_open_points=True
    )
    with pytest.raises(Refused, match="open"):
        office.do(tick_step, view.steps[0].id)
    with pytest.raises(Refused, match="open"):
        office.do(confirm_departure, view.id, TODAY)
    with pytest.raises(Refused, match="open"):
        office.do(call_off_return, view.id, "No.")
    with pytest.raises(Refused, match="open"):
        office.do(open_plan, case_id, {"basis": "agreement"})
    assert not office.ask(returns_board)
    assert not office.ask(return_reminders, Scope.ALL).plans


def test_a_departure_is_taken_back(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    with pytest.raises(Refused, match="not confirmed"):
        office.do(take_back_departure, view.id)
    office.do(confirm_departure, view.id, TODAY, despite="At the gate.")
    office.do(take_back_departure, view.id)
    plan = office.ask(return_plans, case_id)[0].plan
    assert (plan.state, plan.departed_on, plan.override_reason) == (ReturnState.PLANNED, None, None)


def test_the_reason_to_leave_and_the_reason_to_call_off_both_stay(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(confirm_departure, view.id, TODAY, despite="At the gate.")
    office.do(call_off_return, view.id, "Turned back at the border.")
    plan = office.ask(return_plans, case_id)[0].plan
    assert (plan.override_reason, plan.called_off_because) == ("At the gate.", "Turned back at the border.")


def test_an_arrival_is_undone_whole(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(confirm_departure, view.id, TODAY, despite="At the gate.")
    office.do(confirm_arrival, view.id, TODAY)
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert office.ask(return_plans, case_id)[0].plan.state is ReturnState.DEPARTED
    assert EventKind.RETURNED not in {event.kind for event in office.ask(case_file, case_id).events}


def test_an_event_somebody_recorded_is_not_recorded_twice(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(confirm_departure, view.id, TODAY, despite="At the gate.")
    office.do(add_event, case_id, {"kind": EventKind.RETURNED, "date": TODAY})
    office.do(confirm_arrival, view.id, TODAY)
    events = [event for event in office.ask(case_file, case_id).events if event.kind is EventKind.RETURNED]
    assert len(events) == 1


def test_whoever_ticked_first_stays_named(office: Office, colleague: Office, case_id: int) -> None:
    view = planned(office, case_id)
    office.do(tick_step, view.steps[0].id)
    colleague.do(tick_step, view.steps[0].id)
    assert office.ask(return_plans, case_id)[0].steps[0].done_by == 1
    step = office.ask(return_plans, case_id)[0].steps[1]
    with pytest.raises(Invalid, match="not come yet"):
        office.do(change_return_part, "return_step", step.id, seen=step.version, changes={"done_on": LEAVES})
    with pytest.raises(Invalid, match="after the departure"):
        late = {"own_day": LEAVES + timedelta(days=1)}
        office.do(change_return_part, "return_step", step.id, seen=step.version, changes=late)
    yesterday = {"done_on": TODAY - timedelta(days=1)}
    colleague.do(change_return_part, "return_step", step.id, seen=step.version, changes=yesterday)
    assert office.ask(return_plans, case_id)[0].steps[1].done_by == 2


def test_the_wall_of_emergency_contacts(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    base = {"name": "Aunt", "phone": "+32 400 00 00 01"}
    with pytest.raises(Invalid, match="side"):
        office.do(
            add_return_part, view.id, "emergency_contact", {**base, "visible_to": Visibility.OWNER_SIDE}
        )
    for seen_by, side in (
        (Visibility.OWNER_SIDE, Role.LEFT_BEHIND_PARENT), (Visibility.BUREAU, None),
        (Visibility.EVERYONE, None), (Visibility.AUTHORITIES, None), (Visibility.BOTH_SIDES, None),
    ):  # fmt: skip
        contact = {**base, "name": seen_by.value, "visible_to": seen_by, "side": side}
        office.do(add_return_part, view.id, "emergency_contact", contact)
    (view,) = office.ask(return_plans, case_id)
    seen = {role: [c.name for c in contacts_for(view, role)] for role in Role}
    assert seen[Role.LEFT_BEHIND_PARENT] == ["owner_side", "everyone", "both_sides"]
    assert seen[Role.TAKING_PARENT] == seen[Role.LAWYER_TAKING] == ["everyone", "both_sides"]
    assert seen[Role.AUTHORITY] == ["everyone", "authorities"]
    assert seen[Role.RELATIVE] == ["everyone"]


def test_parts_stand_in_the_history_of_the_case(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    made = leg(office, case_id).legs[0]
    office.do(remove_return_part, "leg", made.id)
    told = {line.action for line in office.ask(case_history, case_id)}
    assert {"open_plan", "add_return_part", "remove_return_part"} <= told
    assert view.id == office.ask(return_plans, case_id)[0].id


def test_departures_stand_in_the_calendar(office: Office, case_id: int) -> None:
    view = planned(office, case_id)
    found = office.ask(agenda, LEAVES, LEAVES)
    (entry,) = [each for each in found.entries if each.departure is not None]
    assert entry.departure is not None and entry.departure.blocks == len(view.blocks) and not entry.settled
    content = office.do(export_calendar, "en").result.content.decode()
    assert "Departure of a return" in content and "Voorbeeld" not in content
    office.do(call_off_return, view.id, "Ill.")
    assert not [each for each in office.ask(agenda, LEAVES, LEAVES).entries if each.departure is not None]


def test_today_tells_of_departures_that_are_near_and_of_what_is_late(office: Office, case_id: int) -> None:
    planned(office, case_id)
    assert not office.ask(return_reminders, Scope.ALL).plans, "thirty days ahead, nothing late"
    (view,) = office.ask(return_plans, case_id)
    soon = {"leaves_on": TODAY + timedelta(days=6)}
    office.do(change_plan, view.id, seen=view.plan.version, changes=soon)
    (near,) = office.ask(return_reminders, Scope.ALL).plans
    assert near.late(TODAY) and near.undone()[0].days_before == 21
    assert not office.ask(return_reminders, Scope.TEAM).plans


def test_a_plan_leaves_on_a_day_to_come(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid, match="passed"):
        planned(office, case_id, leaves_on=TODAY - timedelta(days=1))
