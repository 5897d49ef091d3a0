"""High risk, or no screening, bars joint sessions at every door, until a manager overrides it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from abductdesk.actions import agenda as diary
from abductdesk.actions import offers
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.mediation import change_mediation
from abductdesk.actions.mediationsafety import override_safety, record_screening, withdraw_override
from abductdesk.actions.mediationsessions import (
    cancel_session,
    change_session,
    convocation,
    hold_session,
    plan_again,
    plan_session,
)
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.actions.verbs import VERBS
from abductdesk.faults import Invalid, Refused
from abductdesk.terms import RiskLevel, SessionForm, SessionState, Suitability
from tests.actions import mediationroom as room
from tests.actions.conftest import TODAY
from tests.actions.mediationroom import HIGH, LEFT, MEDIUM, SAFE, TAKING

DAY = date(2026, 12, 7)
REASON = "Both lawyers are present; separate arrival."


@dataclass
class Scene:
    """A mediation in which both parents were found safe, so that sessions of every state could be made."""

    office: Office
    case_id: int
    mediation_id: int
    joint: int
    shuttle: int
    cancelled: int
    past: int
    held: int

    def version(self, session_id: int) -> int:
        return room.session(self.office, self.case_id, session_id).version


@pytest.fixture
def scene(office: Office, case_id: int) -> Scene:
    mediation_id = room.opened(office, case_id)
    for party in (LEFT, TAKING):
        room.screened(office, mediation_id, party, on=TODAY - timedelta(days=5))
    sessions = {
        "joint": room.planned(office, mediation_id, at=time(9)),
        "shuttle": room.planned(office, mediation_id, SessionForm.SHUTTLE, at=time(13)),
        "cancelled": room.planned(office, mediation_id, on=DAY + timedelta(days=1)),
        "past": room.planned(office, mediation_id, on=TODAY, at=time(9)),
        "held": room.planned(office, mediation_id, on=TODAY - timedelta(days=3)),
    }
    office.do(cancel_session, sessions["cancelled"], seen=1)
    office.do(hold_session, sessions["held"], seen=1, minutes_held=90, attendance={})
    return Scene(office, case_id, mediation_id, **sessions)


def plan(scene: Scene) -> None:
    values = {"form": SessionForm.JOINT, "online": True, "measures": "Two doors"}
    scene.office.do(plan_session, scene.mediation_id, on=DAY, at=time(16), values=values)


def to_joint(scene: Scene) -> None:
    changes = {"form": SessionForm.JOINT}
    scene.office.do(change_session, scene.shuttle, seen=scene.version(scene.shuttle), changes=changes)


def move(scene: Scene) -> None:
    scene.office.do(
        change_session, scene.joint, seen=scene.version(scene.joint), changes={}, on=DAY + timedelta(days=3)
    )


def hold(scene: Scene) -> None:
    scene.office.do(hold_session, scene.past, seen=scene.version(scene.past), minutes_held=60, attendance={})


def again_after_cancelling(scene: Scene) -> None:
    scene.office.do(plan_again, scene.cancelled, seen=scene.version(scene.cancelled))


def again_after_holding(scene: Scene) -> None:
    scene.office.do(plan_again, scene.held, seen=scene.version(scene.held))


def suitable(scene: Scene) -> None:
    version = room.mediation(scene.office, scene.case_id).version
    scene.office.do(
        change_mediation, scene.mediation_id, seen=version, changes={"suitability": Suitability.SUITABLE}
    )


def undo_of_the_other_form(scene: Scene) -> None:
    changes = {"form": SessionForm.SHUTTLE}
    scene.office.do(change_session, scene.joint, seen=scene.version(scene.joint), changes=changes)
    take_back(scene.office)


def undo_of_cancelling(scene: Scene) -> None:
    scene.office.do(cancel_session, scene.joint, seen=scene.version(scene.joint))
    take_back(scene.office)


def convoke(scene: Scene) -> None:
    scene.office.ask(convocation, scene.joint)


def take_back(office: Office) -> None:
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)


DOORS: dict[str, tuple[Callable[[Scene], None], ...]] = {
    "plan_session": (plan,),
    "change_session": (to_joint, move),
    "hold_session": (hold,),
    "plan_again": (again_after_cancelling, again_after_holding),
    "change_mediation": (suitable,),
    "undo_last": (undo_of_the_other_form, undo_of_cancelling),
    "convocation": (convoke,),
}
NO_DOORS = {
    "open_mediation", "end_mediation", "reopen_mediation", "record_step", "record_screening",
    "override_safety", "withdraw_override", "cancel_session", "choose_pair", "ask_mediator", "answer_offer",
    "add_agreement", "change_agreement", "record_voice", "mediation_file", "propose_pairs",
}  # fmt: skip
TRIED = [(name, way) for name, ways in DOORS.items() for way in ways]
BARRED = r"No joint session"


def verbs_of_mediation() -> set[str]:
    """Every action and query of the files of the mediation."""
    found: set[str] = set()
    assert offers.__name__ in sys.modules
    for name, module in list(sys.modules.items()):
        if name.startswith("abductdesk.actions.") and name.rsplit(".", 1)[1].startswith(
            ("mediat", "agreements", "offers")
        ):
            found |= {
                verb for verb in VERBS if getattr(getattr(module, verb, None), "__module__", "") == name
            }
    return found


def test_every_verb_of_the_mediation_was_thought_about() -> None:
    """A new one is entered above: as a door to a joint session, with the way to try it, or as none."""
    assert verbs_of_mediation() == (set(DOORS) | NO_DOORS) - {"undo_last"}


@pytest.mark.parametrize(("name", "way"), TRIED, ids=[way.__name__ for _, way in TRIED])
@pytest.mark.parametrize("party", [LEFT, TAKING])
def test_no_door_is_open_under_high_risk(
    scene: Scene, name: str, way: Callable[[Scene], None], party: Any
) -> None:
    room.screened(scene.office, scene.mediation_id, party, HIGH)
    before = room.seen(scene.office, scene.case_id)
    with pytest.raises(Refused, match=BARRED):
        way(scene)
    after = room.seen(scene.office, scene.case_id)
    joint = {each.id for each in after.sessions if each.form is SessionForm.JOINT
             and each.state is SessionState.PLANNED}  # fmt: skip
    assert joint <= before.flagged


@pytest.mark.parametrize(("name", "way"), TRIED, ids=[way.__name__ for _, way in TRIED])
def test_every_door_is_open_again_with_an_override(
    scene: Scene, name: str, way: Callable[[Scene], None]
) -> None:
    room.screened(scene.office, scene.mediation_id, TAKING, HIGH, measures="Guard at the door")
    scene.office.do(override_safety, scene.mediation_id, reason=REASON)
    way(scene)


@pytest.mark.parametrize("screened", [(), (LEFT,), (TAKING,)])
def test_without_both_screenings_there_is_no_joint_session(
    office: Office, case_id: int, screened: tuple[Any, ...]
) -> None:
    mediation_id = room.opened(office, case_id)
    for party in screened:
        room.screened(office, mediation_id, party)
    with pytest.raises(Refused, match=BARRED):
        room.planned(office, mediation_id)
    room.planned(office, mediation_id, SessionForm.SHUTTLE)
    room.planned(office, mediation_id, SessionForm.CAUCUS, at=time(14), party=LEFT)


def test_a_later_high_risk_flags_what_is_planned_until_it_is_changed(scene: Scene) -> None:
    assert not room.seen(scene.office, scene.case_id).flagged
    room.screened(scene.office, scene.mediation_id, LEFT, HIGH)
    assert room.seen(scene.office, scene.case_id).flagged == {scene.joint, scene.past}
    lines = scene.office.ask(diary.agenda, DAY, DAY).entries
    assert [line.session.flagged for line in lines if line.session] == [True, False]
    changes = {"form": SessionForm.SHUTTLE}
    scene.office.do(change_session, scene.joint, seen=scene.version(scene.joint), changes=changes)
    assert room.seen(scene.office, scene.case_id).flagged == {scene.past}


def test_an_override_is_a_managers_and_needs_a_reason(scene: Scene, colleague: Office) -> None:
    with pytest.raises(Refused, match="nothing to override"):
        scene.office.do(override_safety, scene.mediation_id, reason=REASON)
    room.screened(scene.office, scene.mediation_id, LEFT, HIGH)
    with pytest.raises(Refused, match="role does not allow"):
        colleague.do(override_safety, scene.mediation_id, reason=REASON)
    with pytest.raises(Invalid, match="Say why"):
        scene.office.do(override_safety, scene.mediation_id, reason="  ")
    given = scene.office.do(override_safety, scene.mediation_id, reason=REASON).result
    safety = room.seen(scene.office, scene.case_id).safety
    assert safety is not None and safety.override is not None and safety.override.reason == REASON
    with pytest.raises(Refused, match="role does not allow"):
        colleague.do(withdraw_override, given, seen=1)
    scene.office.do(withdraw_override, given, seen=1)
    with pytest.raises(Refused, match=BARRED):
        plan(scene)


def test_an_override_covers_only_what_was_known_when_it_was_given(scene: Scene) -> None:
    room.screened(scene.office, scene.mediation_id, LEFT, HIGH)
    scene.office.do(override_safety, scene.mediation_id, reason=REASON)
    plan(scene)
    room.screened(scene.office, scene.mediation_id, TAKING, HIGH)
    with pytest.raises(Refused, match=BARRED):
        to_joint(scene)
    first = room.seen(scene.office, scene.case_id).safety
    scene.office.do(override_safety, scene.mediation_id, reason=REASON)
    second = room.seen(scene.office, scene.case_id).safety
    assert first is not None and second is not None and first.override is not None
    assert second.override is not None and second.override.id != first.override.id
    scene.office.do(withdraw_override, second.override.id, seen=1)
    with pytest.raises(Refused, match=BARRED):
        to_joint(scene)


def test_no_override_helps_where_only_separate_sessions_are_suitable(scene: Scene) -> None:
    version = room.mediation(scene.office, scene.case_id).version
    changes = {"suitability": Suitability.SEPARATE_ONLY}
    scene.office.do(change_mediation, scene.mediation_id, seen=version, changes=changes)
    with pytest.raises(Refused, match="separate sessions only"):
        scene.office.do(override_safety, scene.mediation_id, reason=REASON)
    with pytest.raises(Refused, match=BARRED):
        plan(scene)


def test_a_medium_risk_needs_measures_in_writing(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    room.screened(office, mediation_id, LEFT)
    room.screened(office, mediation_id, TAKING, MEDIUM)
    with pytest.raises(Invalid, match="needs safety measures"):
        room.planned(office, mediation_id)
    planned = room.planned(office, mediation_id, measures="Separate arrival")
    with pytest.raises(Invalid, match="needs safety measures"):
        office.do(change_session, planned, seen=1, changes={"measures": None})
    room.screened(office, mediation_id, TAKING, MEDIUM, measures="A break every hour")
    office.do(change_session, planned, seen=1, changes={"measures": None})
    assert not room.seen(office, case_id).flagged


def test_a_session_held_before_the_risk_was_known_can_still_be_recorded(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    early = TODAY - timedelta(days=10)
    for party in (LEFT, TAKING):
        room.screened(office, mediation_id, party, on=early)
    held = room.planned(office, mediation_id, on=early + timedelta(days=2))
    room.screened(office, mediation_id, TAKING, HIGH, on=early + timedelta(days=5))
    office.do(hold_session, held, seen=1, minutes_held=60, attendance={})
    assert room.session(office, case_id, held).state is SessionState.HELD


def test_who_screened_may_see_a_higher_risk_and_no_lower_one(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)

    def screen(answers: Any, risk: RiskLevel) -> None:
        office.do(record_screening, mediation_id, LEFT, on=TODAY, answers=answers, risk=risk)

    for answers, risk in ((HIGH, RiskLevel.MEDIUM), (MEDIUM, RiskLevel.LOW), (SAFE, RiskLevel.NOT_DONE)):
        with pytest.raises(Invalid, match="only choose a higher risk"):
            screen(answers, risk)
    screen(SAFE, RiskLevel.HIGH)
    safety = room.seen(office, case_id).safety
    assert safety is not None and safety.level(LEFT) is RiskLevel.HIGH


def test_a_screening_is_never_taken_back(scene: Scene) -> None:
    room.screened(scene.office, scene.mediation_id, LEFT, HIGH)
    assert scene.office.ask(last_change) is None
    room.screened(scene.office, scene.mediation_id, LEFT)
    found = room.seen(scene.office, scene.case_id)
    assert [each.risk for each in found.screenings[:2]] == [RiskLevel.NONE_FOUND, RiskLevel.HIGH]
    plan(scene)


def test_another_mediation_is_judged_by_its_own_screenings(scene: Scene) -> None:
    other = int(scene.office.do(open_case, NewCase({"kind": "removal"})).result)
    mediation_id = room.opened(scene.office, other)
    with pytest.raises(Refused, match=BARRED):
        room.planned(scene.office, mediation_id)


def test_a_moment_is_brussels_time(scene: Scene) -> None:
    at = room.session(scene.office, scene.case_id, scene.joint).starts_at
    assert at == datetime.fromisoformat("2026-12-07T08:00:00+00:00")
