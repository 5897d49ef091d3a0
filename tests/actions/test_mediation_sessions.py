"""Sessions: who, where and when; nobody twice at once, and never where a parent lives."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from abductdesk.actions.cases import open_case
from abductdesk.actions.mediationsessions import (
    cancel_session,
    change_session,
    convocation,
    hold_session,
    plan_again,
    plan_session,
)
from abductdesk.actions.office import Office, Work, action
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.models import Absence, Conflict
from abductdesk.terms import Attendance, ConflictKind, EntryKind, EventKind, Party, SessionForm, SessionState
from tests.actions import mediationroom as room
from tests.actions.conftest import TODAY, removal
from tests.actions.mediationroom import LEFT
from tests.actions.test_mediation import events

DAY = date(2026, 12, 7)
SHUTTLE = SessionForm.SHUTTLE


@action()
def add_test_record(work: Work, model: Any, values: dict[str, Any]) -> int:
    return int(work.add(model(), **values).id)


@pytest.fixture
def mediation_id(office: Office, case_id: int) -> int:
    return room.opened(office, case_id)


def test_the_chosen_mediators_take_part_unless_others_are_named(
    office: Office, case_id: int, mediation_id: int
) -> None:
    first, second = room.chosen(office, mediation_id)
    one = room.session(office, case_id, room.planned(office, mediation_id, SHUTTLE))
    assert (one.first_id, one.second_id) == (first, second)
    third = room.entry(office, given_names="Cas")
    other = room.planned(office, mediation_id, SHUTTLE, at=time(14), first_id=third)
    assert room.session(office, case_id, other).second_id is None


@pytest.mark.parametrize(
    ("at", "minutes", "meets"),
    [
        (time(8), 60, False), (time(8), 90, False), (time(8), 91, True), (time(10), 30, True),
        (time(12, 29), 60, True), (time(12, 30), 60, False),
    ],
)  # fmt: skip
def test_nobody_is_at_two_sessions_at_once_in_whatever_case(
    office: Office, case_id: int, mediation_id: int, at: time, minutes: int, meets: bool
) -> None:
    first, _ = room.chosen(office, mediation_id)
    room.planned(office, mediation_id, SHUTTLE, at=time(9, 30), minutes=180)
    from_elsewhere = int(office.do(open_case, removal()).result)
    other = room.opened(office, from_elsewhere)
    if meets:
        with pytest.raises(Invalid, match="another session at that time") as refused:
            room.planned(office, other, SHUTTLE, at=at, minutes=minutes, first_id=first)
        assert refused.value.field == "first_id"
    else:
        room.planned(office, other, SHUTTLE, at=at, minutes=minutes, first_id=first)
    assert len(room.seen(office, from_elsewhere).sessions) == (0 if meets else 1)


def test_an_interpreter_is_not_booked_twice_and_a_cancelled_session_frees(
    office: Office, case_id: int, mediation_id: int
) -> None:
    interpreter = room.entry(office, EntryKind.INTERPRETER, given_names="Ines", family_names="Tolk")
    one = room.planned(office, mediation_id, SHUTTLE, interpreter_id=interpreter)
    with pytest.raises(Invalid, match="another session"):
        room.planned(office, mediation_id, SHUTTLE, at=time(11), interpreter_id=interpreter)
    other = room.planned(office, mediation_id, SHUTTLE, at=time(14), interpreter_id=interpreter)
    with pytest.raises(Invalid, match="another session"):
        office.do(change_session, other, seen=1, changes={}, at=time(10))
    office.do(cancel_session, one, seen=1)
    office.do(change_session, other, seen=1, changes={}, at=time(10))
    with pytest.raises(Invalid, match="another session"):
        office.do(plan_again, one, seen=2)


def test_nobody_is_booked_on_days_of_absence(office: Office, mediation_id: int) -> None:
    first, _ = room.chosen(office, mediation_id)
    away = {"entry_id": first, "since": DAY - timedelta(days=1), "until": DAY}
    office.do(add_test_record, Absence, away)
    with pytest.raises(Invalid, match="is absent") as refused:
        room.planned(office, mediation_id, SHUTTLE)
    assert refused.value.field == "first_id"
    room.planned(office, mediation_id, SHUTTLE, on=DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "place",
    ["Voorbeeldstraat 1, 1000 Brussel", "voorbeeldstraat  1", "Chez Inès: 12, Rue de l'Exemple (Lille)"],
)
def test_the_address_of_a_parent_is_no_place_for_a_session(
    office: Office, mediation_id: int, place: str
) -> None:
    with pytest.raises(Invalid, match="address of a parent"):
        room.planned(office, mediation_id, SHUTTLE, place=place)
    room.planned(office, mediation_id, SHUTTLE, place="Voorbeeldstraat 12, 1000 Brussel")


def test_what_a_session_refuses(office: Office, mediation_id: int) -> None:
    first = room.entry(office, given_names="Anna")
    lawyer = room.entry(office, EntryKind.LAWYER, given_names="Leo")
    office.do(add_test_record, Conflict,
              {"entry_id": first, "person_id": 1, "kind": ConflictKind.ACTED_FOR})  # fmt: skip
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"place": None}, "Give the place"),
        ({"online": True, "place": "Huis 3"}, "Give the place"),
        ({"form": SessionForm.CAUCUS}, "with which parent"),
        ({"form": SessionForm.CAUCUS, "party": Party.CHILD}, "with which parent"),
        ({"party": LEFT}, "Only a session with one parent"),
        ({"minutes": 5}, "takes"),
        ({"minutes": 800}, "takes"),
        ({"first_id": lawyer}, "cannot be chosen"),
        ({"first_id": lawyer, "second_id": lawyer}, "named twice"),
        ({"first_id": first}, "conflict of interest"),
    ]
    for values, said in wrong:
        asked = {"form": SHUTTLE, "place": "Huis 3", **values}
        with pytest.raises(Invalid, match=said):
            office.do(plan_session, mediation_id, on=DAY, at=time(9), values=asked)


def test_a_session_is_held_once_and_its_event_follows(
    office: Office, case_id: int, mediation_id: int
) -> None:
    ahead = room.planned(office, mediation_id, SHUTTLE)
    with pytest.raises(Refused, match="lies in the future"):
        office.do(hold_session, ahead, seen=1, minutes_held=60, attendance={})
    day = TODAY - timedelta(days=4)
    past = room.planned(office, mediation_id, SessionForm.CAUCUS, on=day, party=LEFT, online=True)
    with pytest.raises(Invalid, match="how many minutes"):
        office.do(hold_session, past, seen=1, minutes_held=0, attendance={})
    office.do(hold_session, past, seen=1, minutes_held=75, attendance={"left_behind": Attendance.ONLINE})
    held = room.session(office, case_id, past)
    assert (held.state, held.minutes_held, held.attendance) == (
        SessionState.HELD, 75, {"left_behind": "online"}
    )  # fmt: skip
    (event,) = events(office, case_id, EventKind.SESSION_HELD)
    assert (event.date, event.party) == (day, LEFT)
    with pytest.raises(Refused, match="no longer planned"):
        office.do(change_session, past, seen=2, changes={"minutes": 60})
    with pytest.raises(Refused, match="no longer planned"):
        office.ask(convocation, past)
    office.do(plan_again, past, seen=2)
    assert not events(office, case_id, EventKind.SESSION_HELD)
    assert room.session(office, case_id, past).attendance == {}
    assert office.ask(convocation, past).id == past


def test_two_people_at_one_session(office: Office, colleague: Office, mediation_id: int) -> None:
    planned = room.planned(office, mediation_id, SHUTTLE)
    office.do(change_session, planned, seen=1, changes={"minutes": 120})
    with pytest.raises(Changed):
        colleague.do(change_session, planned, seen=1, changes={"minutes": 240})
