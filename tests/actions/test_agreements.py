"""The agreement on its way to an order, and each child's own voice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from abductdesk.actions.agreements import add_agreement, change_agreement, record_voice
from abductdesk.actions.cases import open_case
from abductdesk.actions.mediationsessions import hold_session
from abductdesk.actions.office import Office
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Agreement
from abductdesk.rules.homologation import EXTRACT_DAYS, PAPERS, checklist
from abductdesk.terms import (
    Agreed,
    AgreementKind,
    AgreementTopic,
    EventKind,
    SessionForm,
    Stage,
    Status,
    StepAnswer,
)
from tests.actions import mediationroom as room
from tests.actions.conftest import TODAY, removal
from tests.actions.test_mediation import events, target

DRAFTED = TODAY - timedelta(days=9)
SIGNED = TODAY - timedelta(days=4)


@pytest.fixture
def mediation_id(office: Office, case_id: int) -> int:
    return room.opened(office, case_id)


def drafted(office: Office, mediation_id: int, **values: Any) -> int:
    asked = {"kind": AgreementKind.FULL, "drafted_on": DRAFTED, **values}
    return int(office.do(add_agreement, mediation_id, asked).result)


def agreement(office: Office, case_id: int) -> Agreement:
    found = room.seen(office, case_id).agreement
    assert found is not None
    return found


def change(office: Office, case_id: int, **changes: Any) -> None:
    now = agreement(office, case_id)
    office.do(change_agreement, now.id, seen=now.version, changes=changes)


def test_its_days_are_events_that_start_and_meet_limits(
    office: Office, case_id: int, mediation_id: int
) -> None:
    drafted(office, mediation_id)
    with pytest.raises(Refused, match="has an agreement already"):
        drafted(office, mediation_id)
    assert [each.date for each in events(office, case_id, EventKind.AGREEMENT_DRAFTED)] == [DRAFTED]
    change(office, case_id, signed_on=SIGNED, enforceable_checked_on=SIGNED)
    homologation = target(office, case_id, "int-homologation-file")
    assert homologation.due == date(2026, 11, 26) and homologation.status is Status.OPEN
    change(office, case_id, lodged_on=TODAY, court="Family court of Brussels")
    assert target(office, case_id, "int-homologation-file").status is Status.MET
    stages = [each.value for each in room.seen(office, case_id).proposed if each.field == "stage"]
    assert stages == [Stage.HOMOLOGATION]
    change(office, case_id, lodged_on=None)
    assert not events(office, case_id, EventKind.HOMOLOGATION_LODGED)
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert [each.date for each in events(office, case_id, EventKind.HOMOLOGATION_LODGED)] == [TODAY]


def test_points_are_kept_by_topic(office: Office, case_id: int, mediation_id: int) -> None:
    drafted(office, mediation_id, points={AgreementTopic.RETURN: Agreed.AGREED, "school": None})
    assert agreement(office, case_id).points == {"return": "agreed"}
    with pytest.raises(ValueError, match="what was said"):
        change(office, case_id, points={"what was said": Agreed.AGREED})


def test_the_order_of_its_days(office: Office, case_id: int, mediation_id: int) -> None:
    drafted(office, mediation_id)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"signed_on": DRAFTED - timedelta(days=1)}, "before the step"),
        ({"lodged_on": TODAY}, "Record the step before"),
        ({"signed_on": TODAY + timedelta(days=1)}, "not come yet"),
        ({"cost_cents": -1}, "amount in euros"),
    ]
    for changes, said in wrong:
        with pytest.raises(Invalid, match=said):
            change(office, case_id, **changes)
    assert agreement(office, case_id).signed_on is None


@pytest.mark.parametrize(
    ("valid", "allowed"),
    [
        ((None, None), False),
        ((SIGNED, None), True),
        ((SIGNED + timedelta(days=1), None), False),
        ((date(2020, 1, 1), SIGNED), True),
        ((date(2020, 1, 1), SIGNED - timedelta(days=1)), False),
    ],
)
def test_no_homologation_without_a_mediator_accredited_on_the_day_of_signing(
    office: Office, case_id: int, mediation_id: int, valid: tuple[date | None, date | None], allowed: bool
) -> None:
    first = room.entry(office, **{**room.ANNA, "accredited_from": valid[0], "accredited_until": valid[1]})
    second = room.entry(office, **room.BERT)
    held = room.planned(
        office, mediation_id, SessionForm.SHUTTLE, on=DRAFTED, first_id=first, second_id=second
    )
    office.do(hold_session, held, seen=1, minutes_held=90, attendance={})
    drafted(office, mediation_id, signed_on=SIGNED, lodged_on=TODAY)
    line = next(each for each in room.seen(office, case_id).papers if each.paper.id == "accredited")
    assert line.there is allowed and (line.why is None) is allowed
    if allowed:
        change(office, case_id, homologated_on=TODAY)
        assert agreement(office, case_id).homologated_on == TODAY
    else:
        with pytest.raises(Invalid, match="accredited on the day of signing") as refused:
            change(office, case_id, homologated_on=TODAY)
        assert refused.value.field == "homologated_on"


def test_no_homologation_where_no_mediator_is_known(office: Office, case_id: int, mediation_id: int) -> None:
    drafted(office, mediation_id, signed_on=SIGNED, lodged_on=TODAY)
    with pytest.raises(Invalid, match="accredited on the day of signing"):
        change(office, case_id, homologated_on=TODAY)


def test_papers_that_are_there_too_old_or_missing(office: Office, case_id: int, mediation_id: int) -> None:
    old = TODAY - timedelta(days=EXTRACT_DAYS + 1)
    drafted(office, mediation_id, papers={"protocol": DRAFTED, "residence": old, "accredited": TODAY})
    lines = {line.paper.id: line for line in room.seen(office, case_id).papers}
    assert set(lines) == {paper.id for paper in PAPERS}
    assert lines["protocol"].there and not lines["petition"].there
    assert not lines["residence"].there and lines["residence"].why is not None
    assert not lines["accredited"].there  # it follows from the directory; nobody ticks it
    change(office, case_id, papers={"residence": TODAY - timedelta(days=EXTRACT_DAYS)})
    lines = {line.paper.id: line for line in room.seen(office, case_id).papers}
    assert lines["residence"].there and not lines["protocol"].there
    assert {line.paper.id for line in lines.values() if line.verified} == {"accredited", "signed", "protocol"}


def test_an_extract_is_counted_from_the_day_of_lodging() -> None:
    lodged = date(2026, 11, 20)
    lines = checklist({"residence": date(2026, 11, 5)}, None, None, lodged)
    assert next(line for line in lines if line.paper.id == "residence").there
    lines = checklist({"residence": date(2026, 11, 4)}, None, None, lodged)
    assert not next(line for line in lines if line.paper.id == "residence").there


def test_the_voice_of_each_child(office: Office, case_id: int, mediation_id: int) -> None:
    with pytest.raises(Invalid, match="was offered to be heard"):
        office.do(record_voice, mediation_id, 1, changes={"answer": StepAnswer.YES})
    heard_by = room.entry(office, given_names="Kim")
    with pytest.raises(Invalid, match="which day the child was heard"):
        office.do(record_voice, mediation_id, 1, changes={"offered_on": TODAY, "heard_by_id": heard_by})
    office.do(record_voice, mediation_id, 1, changes={"offered_on": DRAFTED, "answer": StepAnswer.YES})
    voice = room.seen(office, case_id).voices[1]
    changes = {"heard_on": SIGNED, "heard_by_id": heard_by, "feedback_on": TODAY}
    office.do(record_voice, mediation_id, 1, seen=voice.version, changes=changes)
    found = room.seen(office, case_id).voices[1]
    assert (found.id, found.heard_on, found.feedback_on) == (voice.id, SIGNED, TODAY)
    other = int(office.do(open_case, removal()).result)
    with pytest.raises(Refused, match="not on this case"):
        office.do(record_voice, room.opened(office, other), 1, changes={"offered_on": TODAY})
