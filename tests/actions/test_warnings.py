"""Warnings by the ladder, and the two alarms of a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from abductdesk.actions.alarms import Alarm, Kind, alarms
from abductdesk.actions.bureau import change_settings, prefer, settings
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, change_case, open_case
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild
from abductdesk.actions.scope import Scope
from abductdesk.actions.today import board
from abductdesk.actions.warnings import rung_of, warnings
from abductdesk.terms import CaseKind, EventKind, Precision
from tests.actions.conftest import TODAY

LADDER = (60, 30, 14, 7, 3, 1)


def taken(office: Office, left: int, there: str = "FR", **child: Any) -> int:
    """A removal whose year ends so many days from today (`left` counts to the safe day)."""
    ends = TODAY + timedelta(days=left + 1)
    return int(
        office.do(
            open_case,
            NewCase(
                {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": there},
                children=[NewChild({"given_names": "Lina", "born": date(2019, 5, 4), **child})],
                events=[{"kind": EventKind.REMOVAL, "date": ends.replace(year=ends.year - 1)}],
            ),
        ).result
    )


@pytest.mark.parametrize(
    ("days", "rung"), [(61, None), (60, 60), (31, 60), (30, 30), (8, 14), (7, 7), (1, 1), (0, 1), (-3, 1)]
)
def test_the_rung_is_the_lowest_that_was_reached(days: int, rung: int | None) -> None:
    assert rung_of(days, LADDER) == rung


def test_limits_stand_on_their_rung_the_nearest_first(office: Office) -> None:
    far, near = taken(office, 57), taken(office, 11)
    taken(office, 100)
    found = office.ask(warnings, Scope.ALL)
    assert [(each.case_id, each.days, each.rung) for each in found] == [(near, 11, 14), (far, 57, 60)]
    assert not any(each.blocked for each in found)
    assert office.ask(board, Scope.ALL).warnings == found


def test_the_last_filing_day_counts_and_not_the_day_after_it(office: Office) -> None:
    taken(office, 5)  # a Saturday: the court is open on Friday
    (found,) = office.ask(warnings, Scope.ALL)
    assert (found.on, found.days, found.rung) == (date(2026, 11, 27), 4, 7)


def test_what_is_met_missed_or_closed_warns_nobody(office: Office) -> None:
    met = taken(office, 11)
    office.do(add_event, met, {"kind": EventKind.COURT_SEISED, "date": TODAY})
    taken(office, -4)
    assert office.ask(warnings, Scope.ALL) == ()


def test_a_blocked_limit_warns_as_if_the_law_applied(office: Office) -> None:
    taken(office, 11, "TN")
    found = {each.deadline.id: each for each in office.ask(warnings, Scope.ALL)}
    year = found["hague80-art12-one-year"]
    assert year.blocked and year.rung == 14


def test_the_bureau_moves_its_ladder(office: Office) -> None:
    taken(office, 57)
    office.do(change_settings, seen=office.ask(settings).version, changes={"alert_days": [90, 45]})
    assert [each.rung for each in office.ask(warnings, Scope.ALL)] == [90]


def test_warnings_follow_the_scope_chosen_on_today(office: Office) -> None:
    other, mine = taken(office, 11), taken(office, 20)
    seen = office.ask(case_file, other).case.version
    office.do(change_case, other, seen=seen, changes={"caseworker_id": None})
    assert [each.case_id for each in office.ask(warnings)] == [mine]
    office.do(prefer, {"scope": "all"})
    assert len(office.ask(warnings)) == 2


def alarms_of(office: Office, case_id: int) -> tuple[Alarm, ...]:
    file = office.ask(case_file, case_id)
    return alarms(file.assessed, file.today)


@pytest.mark.parametrize(("left", "rings"), [(56, False), (55, True), (0, True), (-1, False)])
def test_the_year_rings_nearer_than_eight_weeks(office: Office, left: int, rings: bool) -> None:
    found = alarms_of(office, taken(office, left))
    assert [alarm.kind for alarm in found] == ([Kind.YEAR] if rings else [])


def test_the_year_rings_also_while_the_law_is_not_known(office: Office) -> None:
    (found,) = alarms_of(office, taken(office, 30, "TN"))
    assert found.supposed and found.day == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("born", "rings"),
    [
        (date(2011, 5, 24), False),
        (date(2011, 5, 23), True),  # fifteen and a half today
        (date(2010, 11, 24), True),
        (date(2010, 11, 23), False),  # sixteen today: too late to warn
    ],
)
def test_a_child_rings_from_fifteen_and_a_half(office: Office, born: date, rings: bool) -> None:
    found = alarms_of(office, taken(office, 200, born=born))
    assert [(alarm.kind, alarm.child) for alarm in found] == ([(Kind.AGE, 0)] if rings else [])
    if found:
        assert found[0].day == born.replace(year=born.year + 16)


def test_a_birth_date_known_to_the_year_rings_by_the_earliest_it_can_be(office: Office) -> None:
    born: dict[str, Any] = {"born": date(2011, 7, 1), "born_precision": Precision.YEAR}
    (found,) = alarms_of(office, taken(office, 200, **born))
    assert found.uncertain and found.day == date(2027, 1, 1)


def test_outside_the_convention_no_age_rings(office: Office) -> None:
    assert alarms_of(office, taken(office, 20, "LB", born=date(2010, 12, 1))) == ()
