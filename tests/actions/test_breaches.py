"""Breaches of personal data: to the minute, over the change of the clock, and who may do what."""

from __future__ import annotations

from datetime import datetime

import pytest

from abductdesk.actions.breaches import (
    BreachEntry,
    assess_breach,
    breaches,
    close_breach,
    leave_unnotified,
    notify_breach,
    reopen_breach,
    report_breach,
    tell_persons,
)
from abductdesk.actions.office import BRUSSELS, Office
from abductdesk.actions.overview import Figure, overview
from abductdesk.actions.registers import record_request, requests
from abductdesk.actions.today import Scope, board
from abductdesk.actions.warnings import warnings
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import Tongue
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import BreachRisk, RequestKind, StaffRole, Status
from tests.actions.conftest import NOW, TODAY

SAID = Tongue("en")
ASKED = {"name": "Inès Exemple", "kind": RequestKind.ACCESS, "received_on": TODAY}


def at(office: Office, moment: datetime) -> Office:
    """The same person at the same vault, at another moment."""
    return Office(office.vault, office.staff.id, clock=lambda: moment)


def breach(office: Office) -> BreachEntry:
    return office.ask(breaches)[0]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.fixture
def administrator(vault: Vault, office: Office) -> Office:
    with vault.writing() as session:
        session.add(Staff(id=4, name="Dirk Admin", roles=[StaffRole.ADMINISTRATOR.value]))
    return Office(vault, 4, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("known", "due", "outer"),
    [
        ("2026-11-20T14:20", "2026-11-23T14:20+01:00", "2026-11-23T15:00+01:00"),  # H1
        ("2026-03-27T10:30", "2026-03-30T10:30+02:00", "2026-03-30T12:00+02:00"),  # H2: summer time begins
        ("2026-10-23T09:00", "2026-10-26T08:00+01:00", "2026-10-26T09:00+01:00"),  # H3: summer time ends
        ("2026-12-24T23:50", "2026-12-27T23:50+01:00", "2026-12-28T00:00+01:00"),  # H4
    ],
)
def test_a_breach_is_due_to_the_minute(office: Office, known: str, due: str, outer: str) -> None:
    office = at(office, local(known))
    office.do(report_breach, {"what": "A letter went to an old address."}, local(known))
    limit = breach(office).limit
    assert isinstance(limit.due, datetime) and isinstance(limit.legal_end, datetime)
    assert limit.due.isoformat(timespec="minutes") == due
    assert limit.legal_end.isoformat(timespec="minutes") == outer


@pytest.mark.parametrize(("fold", "due"), [(0, "2026-10-28T01:30+01:00"), (1, "2026-10-28T02:30+01:00")])
def test_the_hour_that_comes_twice_is_told_apart(office: Office, fold: int, due: str) -> None:
    known = datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS, fold=fold)
    office = at(office, known)
    office.do(report_breach, {"what": "A stick was lost."}, known)
    limit = breach(office).limit
    assert isinstance(limit.due, datetime)
    assert limit.due.isoformat(timespec="minutes") == due


@pytest.mark.parametrize(
    ("now", "hours", "late"),
    [
        ("2026-10-23T09:00", 72, False),
        ("2026-10-26T07:00", 1, False),
        ("2026-10-26T08:00", 0, False),
        ("2026-10-26T08:01", -1, True),
        ("2026-10-26T09:30", -2, True),
        ("2026-10-27T08:30", -25, True),
    ],
)
def test_hours_left_follow_the_clock_over_the_end_of_summer_time(
    office: Office, now: str, hours: int, late: bool
) -> None:
    at(office, local("2026-10-23T09:00")).do(
        report_breach, {"what": "A stick was lost."}, local("2026-10-23T09:00")
    )
    office = at(office, local(now))
    assert breach(office).hours == hours
    line = next(line for line in office.ask(board, Scope.MINE).lines if line.register)
    assert (line.past, line.hours, line.reference) == (late, hours, "BR-2026-0001")
    there = next(line for line in office.ask(overview).lines if line.register)
    assert (Figure.MISSED in there.figures or Figure.OVERDUE in there.figures) is late
    assert bool(office.ask(warnings, Scope.MINE)) is not late


def test_anybody_reports_a_breach_and_only_case_staff_read_the_register(
    office: Office, clerk: Office, administrator: Office
) -> None:
    for who, number in ((clerk, "BR-2026-0001"), (administrator, "BR-2026-0002")):
        assert who.do(report_breach, {"what": "A stick was lost."}, NOW).result == number
        for ask in (requests, breaches):
            with pytest.raises(Refused):
                who.ask(ask)
        with pytest.raises(Refused):
            who.do(record_request, ASKED)
    assert [each.recorded_by for each in office.ask(breaches)] == ["Dirk Admin", "Chris Clerk"]


def test_a_notice_after_the_72_hours_gives_the_reasons_of_the_delay(office: Office) -> None:
    known = local("2026-10-23T09:00")
    at(office, known).do(report_breach, {"what": "A stick was lost."}, known)
    number, office = 1, at(office, local("2026-10-27T10:00"))
    with pytest.raises(Invalid) as told:
        office.do(notify_breach, number, seen=1, at=local("2026-10-26T08:01"))
    assert told.value.field == "delay_reason" and "26 October 2026, 08:00" in SAID.say(told.value)
    for wrong in (local("2026-10-23T08:59"), local("2026-10-27T10:01")):
        with pytest.raises(Invalid):
            office.do(notify_breach, number, seen=1, at=wrong)
    office.do(notify_breach, number, seen=1, at=local("2026-10-26T07:59"))
    assert breach(office).limit.status is Status.MET
    assert breach(office).hours is None


def test_a_breach_is_closed_by_a_manager_once_the_law_is_done(office: Office, colleague: Office) -> None:
    office.do(report_breach, {"what": "A stick was lost.", "persons": 3}, NOW)
    with pytest.raises(Refused):
        colleague.do(close_breach, 1, seen=1)
    with pytest.raises(Refused, match="Assess"):
        office.do(close_breach, 1, seen=1)
    colleague.do(assess_breach, 1, seen=1, changes={"risk": BreachRisk.HIGH, "data": "Addresses"})
    assert breach(office).entry.high_risk_on == TODAY
    tell = next(line for line in breach(office).limits if line.id == "gdpr-art34-inform")
    assert tell.status is Status.OPEN
    with pytest.raises(Refused, match="authority"):
        office.do(close_breach, 1, seen=2)
    colleague.do(notify_breach, 1, seen=2, at=NOW)
    with pytest.raises(Refused, match="persons concerned"):
        office.do(close_breach, 1, seen=3)
    with pytest.raises(Invalid):
        colleague.do(tell_persons, 1, seen=3)
    colleague.do(tell_persons, 1, seen=3, on=TODAY)
    office.do(close_breach, 1, seen=4)
    with pytest.raises(Refused):
        colleague.do(assess_breach, 1, seen=5, changes={"data": "Names"})
    office.do(reopen_breach, 1, seen=5)
    assert breach(office).entry.closed_on is None


def test_a_breach_that_harms_nobody_needs_no_notice_but_a_reason(office: Office) -> None:
    office.do(report_breach, {"what": "An encrypted laptop was lost."}, NOW)
    with pytest.raises(Invalid):
        office.do(leave_unnotified, 1, seen=1, reason="")
    office.do(leave_unnotified, 1, seen=1, reason="The disk is encrypted")
    limit = breach(office).limit
    assert limit.status is Status.NOT_APPLICABLE and "encrypted" in SAID.say(limit.explanation[0])
    assert not [line for line in office.ask(board, Scope.MINE).lines if line.register]
    office.do(close_breach, 1, seen=2)


def test_a_processor_that_told_the_bureau_has_met_its_own_duty(office: Office) -> None:
    office.do(report_breach, {"what": "The host lost a disk.", "processor": "Host"}, NOW)
    assert [line.id for line in breach(office).limits] == ["gdpr-art33-72h", "gdpr-art33-2-processor"]
    assert breach(office).limits[1].status is Status.MET
