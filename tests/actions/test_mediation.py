"""A mediation from its opening to its end; its facts are events of the case, and stay in line with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from abductdesk.actions.casefile import case_file
from abductdesk.actions.decisions import decide
from abductdesk.actions.events import add_event, change_event, remove_event
from abductdesk.actions.mediation import (
    change_mediation,
    end_mediation,
    open_mediation,
    record_step,
    reopen_mediation,
)
from abductdesk.actions.mediationfile import BLOCK_DAYS
from abductdesk.actions.mediationsessions import cancel_session, hold_session
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.models import CaseEvent
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import (
    Attendance,
    DecisionKind,
    EventKind,
    MediationResult,
    MediationStep,
    Party,
    SessionForm,
    Stage,
    Status,
    StepAnswer,
    Suitability,
)
from tests.actions import mediationroom as room
from tests.actions.conftest import TODAY
from tests.actions.mediationroom import LEFT, TAKING

YESTERDAY = TODAY - timedelta(days=1)


def events(office: Office, case_id: int, kind: EventKind) -> list[CaseEvent]:
    return [event for event in office.ask(case_file, case_id).events if event.kind is kind]


def target(office: Office, case_id: int, rule: str) -> Deadline:
    lines = office.ask(case_file, case_id).assessed.deadlines
    return next(line for line in lines if line.id == rule)


def test_one_mediation_at_a_time(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    with pytest.raises(Refused, match="open on this case already"):
        office.do(open_mediation, case_id)
    office.do(end_mediation, mediation_id, seen=1, ended_on=TODAY, result=MediationResult.NO_AGREEMENT)
    again = int(office.do(open_mediation, case_id).result)
    found = room.seen(office, case_id)
    assert found.mediation is not None and found.mediation.id == again and found.earlier == 1
    with pytest.raises(Refused, match="open on this case already"):
        office.do(reopen_mediation, mediation_id, seen=2)


def test_a_consent_is_an_event_of_the_parent_and_meets_nothing_before_both(
    office: Office, case_id: int
) -> None:
    mediation_id = room.opened(office, case_id)
    room.consented(office, mediation_id, LEFT, YESTERDAY)
    (event,) = events(office, case_id, EventKind.CONSENT_GIVEN)
    assert (event.date, event.party) == (YESTERDAY, LEFT)
    assert not [line for line in office.ask(case_file, case_id).assessed.deadlines
                if line.id == "int-mediation-start"]  # fmt: skip
    room.consented(office, mediation_id, TAKING)
    start = target(office, case_id, "int-mediation-start")
    assert start.status is Status.OPEN and start.due == date(2026, 12, 7)


def test_the_screening_of_each_parent_meets_its_target(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    room.screened(office, mediation_id, TAKING)
    assert target(office, case_id, "int-screening-each-taking").status is Status.MET
    assert target(office, case_id, "int-screening-each-left-behind").status is not Status.MET
    room.screened(office, mediation_id, LEFT, room.MEDIUM)
    assert target(office, case_id, "int-screening-each-left-behind").status is Status.MET
    room.screened(office, mediation_id, LEFT)
    assert len(events(office, case_id, EventKind.SCREENING_DONE)) == 3
    found = room.seen(office, case_id)
    assert len(found.screenings) == 3
    assert found.safety is not None and not found.safety.barred


def test_an_event_follows_its_step_and_goes_with_it(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    room.consented(office, mediation_id, LEFT)
    step = room.seen(office, case_id).steps[LEFT, MediationStep.CONSENT]

    def change(seen: int, **changes: object) -> None:
        office.do(record_step, mediation_id, LEFT, MediationStep.CONSENT, seen=seen, changes=changes)

    change(step.version, done_on=YESTERDAY)
    assert [each.date for each in events(office, case_id, EventKind.CONSENT_GIVEN)] == [YESTERDAY]
    change(step.version + 1, answer=StepAnswer.THINKING)
    assert not events(office, case_id, EventKind.CONSENT_GIVEN)
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert [each.date for each in events(office, case_id, EventKind.CONSENT_GIVEN)] == [YESTERDAY]
    found = room.seen(office, case_id).steps[LEFT, MediationStep.CONSENT]
    assert found.answer is StepAnswer.YES


def test_an_event_of_the_mediation_is_changed_in_the_mediation_alone(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    room.consented(office, mediation_id, LEFT)
    (event,) = events(office, case_id, EventKind.CONSENT_GIVEN)
    for changes in ({"date": YESTERDAY}, {"party": TAKING}, {"kind": EventKind.LAST_CONTACT}):
        with pytest.raises(Refused, match="comes from the mediation"):
            office.do(change_event, event.id, seen=event.version, changes=changes)
    with pytest.raises(Refused, match="comes from the mediation"):
        office.do(remove_event, event.id)
    office.do(change_event, event.id, seen=event.version, changes={"note": "by phone"})


def test_an_event_typed_before_becomes_the_shadow_of_the_step(office: Office, case_id: int) -> None:
    typed = {"kind": EventKind.CONSENT_GIVEN, "date": YESTERDAY, "party": LEFT}
    office.do(add_event, case_id, typed)
    mediation_id = room.opened(office, case_id)
    room.consented(office, mediation_id, LEFT, YESTERDAY)
    (event,) = events(office, case_id, EventKind.CONSENT_GIVEN)
    assert event.origin is not None and event.origin.startswith("parent_step:")


def test_an_event_that_a_decision_hangs_on_stays(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    for party in (LEFT, TAKING):
        room.consented(office, mediation_id, party)
    line = target(office, case_id, "int-mediation-start")
    office.do(
        decide, case_id, rule=line.id, event=line.event, children=line.children,
        kind=DecisionKind.WAIVED, reason="Agreed with both lawyers.",
    )  # fmt: skip
    step = room.seen(office, case_id).steps[TAKING, MediationStep.CONSENT]
    with pytest.raises(Refused, match="hangs on this event"):
        office.do(
            record_step, mediation_id, TAKING, MediationStep.CONSENT, seen=step.version,
            changes={"answer": StepAnswer.NO},
        )  # fmt: skip
    assert room.seen(office, case_id).steps[TAKING, MediationStep.CONSENT].answer is StepAnswer.YES


def test_what_a_step_refuses(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)

    def record(step: MediationStep, party: Party = LEFT, **changes: object) -> None:
        office.do(record_step, mediation_id, party, step, changes=changes)

    with pytest.raises(Invalid, match="has not come yet"):
        record(MediationStep.INFORMATION_TALK, done_on=TODAY + timedelta(days=1))
    with pytest.raises(Invalid, match="which day the parent answered"):
        record(MediationStep.CONSENT, answer=StepAnswer.NO)
    with pytest.raises(Refused, match="Record the consent first"):
        record(MediationStep.AGREEMENT_TO_MEDIATE, done_on=TODAY)
    with pytest.raises(Refused, match="Fill in the screening itself"):
        record(MediationStep.SCREENING, done_on=TODAY)
    with pytest.raises(Invalid, match="one of the two parents"):
        record(MediationStep.CONSENT, Party.CHILD, done_on=TODAY)
    record(MediationStep.SCREENING, planned_on=TODAY + timedelta(days=2))
    assert room.seen(office, case_id).steps[LEFT, MediationStep.SCREENING].planned_on is not None


def test_suitable_means_joint_sessions_too(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)

    def judge(suitability: Suitability, **more: object) -> None:
        version = room.mediation(office, case_id).version
        changes = {"suitability": suitability, **more}
        office.do(change_mediation, mediation_id, seen=version, changes=changes)

    with pytest.raises(Refused, match="No joint session"):
        judge(Suitability.SUITABLE)
    with pytest.raises(Invalid, match="measures"):
        judge(Suitability.WITH_MEASURES)
    judge(Suitability.SEPARATE_ONLY)
    room.both_screened(office, mediation_id)
    with pytest.raises(Refused, match="Separate or shuttle sessions stay possible"):
        room.planned(office, mediation_id)
    judge(Suitability.UNSUITABLE)
    with pytest.raises(Refused, match="not suitable"):
        room.planned(office, mediation_id, SessionForm.SHUTTLE)
    judge(Suitability.SUITABLE)
    room.planned(office, mediation_id)


def test_the_end_waits_for_planned_sessions_and_is_an_event(office: Office, case_id: int) -> None:
    mediation_id = room.opened(office, case_id)
    planned = room.planned(office, mediation_id, SessionForm.SHUTTLE)

    def end() -> None:
        version = room.mediation(office, case_id).version
        office.do(end_mediation, mediation_id, seen=version, ended_on=TODAY, result=MediationResult.STOPPED)

    with pytest.raises(Refused, match="still planned"):
        end()
    office.do(cancel_session, planned, seen=1)
    end()
    assert [each.date for each in events(office, case_id, EventKind.MEDIATION_ENDED)] == [TODAY]
    with pytest.raises(Refused, match="has ended"):
        room.consented(office, mediation_id, LEFT)
    office.do(reopen_mediation, mediation_id, seen=room.mediation(office, case_id).version)
    assert not events(office, case_id, EventKind.MEDIATION_ENDED)


def test_stage_and_result_are_proposed_and_never_change_by_themselves(office: Office, case_id: int) -> None:
    before = office.ask(case_file, case_id).case
    mediation_id = room.opened(office, case_id)
    proposed = {each.field: each.value for each in room.seen(office, case_id).proposed}
    assert proposed == {"mediation_result": MediationResult.ONGOING}
    for party in (LEFT, TAKING):
        room.consented(office, mediation_id, party, TODAY - timedelta(days=7))
    stages = [each.value for each in room.seen(office, case_id).proposed if each.field == "stage"]
    assert stages == [Stage.BOTH_CONSENT]
    room.chosen(office, mediation_id)
    held = room.planned(office, mediation_id, SessionForm.SHUTTLE, on=YESTERDAY)
    office.do(
        hold_session, held, seen=1, minutes_held=120,
        attendance={"left_behind": Attendance.PRESENT, "taking": Attendance.ONLINE},
    )  # fmt: skip
    stages = [each.value for each in room.seen(office, case_id).proposed if each.field == "stage"]
    assert stages == [Stage.MEDIATING]
    case = office.ask(case_file, case_id).case
    assert (case.stage, case.mediation_result) == (before.stage, None)
    assert target(office, case_id, "int-mediation-start").status is Status.MET


def test_working_days_before_the_hearing(office: Office, case_id: int) -> None:
    assert room.seen(office, case_id).before is None
    hearing = {"kind": EventKind.ADJOURNED_HEARING, "date": date(2026, 12, 1)}
    office.do(add_event, case_id, hearing)
    before = room.seen(office, case_id).before
    assert before is not None
    assert before.working_days == 5 and not before.tight  # Tuesday 24 to Monday 30, without the weekend
    office.do(add_event, case_id, {**hearing, "date": date(2026, 11, 26)})
    nearer = room.seen(office, case_id).before
    assert nearer is not None and nearer.working_days == 2 < BLOCK_DAYS and nearer.tight
