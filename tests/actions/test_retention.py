"""How long files stay: derived, dated, paused, decided by a manager; nothing goes by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.calls import log_call
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import open_case, void_case
from abductdesk.actions.erasure import anonymise_cases, erase_calls
from abductdesk.actions.office import Office
from abductdesk.actions.retention import (
    Clock,
    Standing,
    clock_of,
    keep_longer,
    retention_list,
    retention_periods,
    settle_periods,
)
from abductdesk.actions.today import board
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Invalid, Refused
from abductdesk.models import Case, DataRequest, Person, ProcessingHold
from abductdesk.store.vault import Vault
from abductdesk.terms import CaseKind, HoldKind, RequestKind
from tests.actions.conftest import TODAY, removal
from tests.actions.test_erasure import looking
from tests.actions.vaultful import close


def at(vault: Vault, day: date) -> Office:
    return Office(vault, 1, clock=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def clock(vault: Vault, case_id: int) -> Clock:
    with vault.reading() as session:
        return clock_of(looking(session), session.get_one(Case, case_id))


def closed_on(office: Office, vault: Vault, day: date, **values: object) -> int:
    """A case that was closed on this day."""
    case_id = int(office.do(open_case, removal(**values)).result)
    close(office, case_id)
    with vault.writing() as session:
        session.get_one(Case, case_id).closed_on = day
    return case_id


def test_the_clock_runs_from_the_closing_for_the_period_of_the_kind(office: Office, vault: Vault) -> None:
    removed = closed_on(office, vault, date(2016, 2, 29))
    feared = closed_on(office, vault, date(2021, 12, 1), kind=CaseKind.PREVENTION)
    fresh = closed_on(office, vault, date(2026, 1, 1), kind=CaseKind.PREVENTION)
    still_open = int(office.do(open_case, removal()).result)
    assert clock(vault, removed).until == date(2026, 2, 28)
    assert clock(vault, removed).standing is Standing.DUE
    assert (clock(vault, feared).until, clock(vault, feared).standing) == (date(2026, 12, 1), Standing.SOON)
    assert clock(vault, fresh).standing is Standing.KEPT
    assert clock(vault, still_open) == Clock(None, None, False, Standing.OPEN)
    listed = office.ask(retention_list)
    assert [each.id for each in listed.of(Standing.DUE)] == [removed]
    assert [each.id for each in listed.of(Standing.SOON)] == [feared]


def test_the_last_day_of_the_period_still_belongs_to_it(office: Office, vault: Vault) -> None:
    case_id = closed_on(office, vault, date(2016, 11, 23))
    assert clock(vault, case_id).standing is Standing.SOON, "today is its last day"
    assert [each.id for each in at(vault, date(2026, 11, 24)).ask(retention_list).of(Standing.DUE)] == [
        case_id
    ]


def test_void_cases_study_cases_and_calls_have_a_clock_too(office: Office, vault: Vault) -> None:
    void = int(office.do(open_case, removal()).result)
    office.do(void_case, void, seen=office.ask(case_file, void).case.version, reason="by mistake")
    with vault.writing() as session:
        session.get_one(Case, void).voided_on = date(2024, 11, 1)
        session.add(Case(reference="Study 1", study=True, kind=CaseKind.REMOVAL, opened_on=date(2016, 1, 1)))
    old = at(vault, date(2024, 1, 1))
    call_id = int(old.do(log_call, {"caller_name": "Somebody"}).result)
    bare = int(old.do(log_call, {"children_ages": "4"}).result)
    due = {(each.kind, each.id) for each in office.ask(retention_list).of(Standing.DUE)}
    assert {("case_file", void), ("case_file", void + 1), ("call", call_id)} == due
    assert ("call", bare) not in due, "nothing of it could be erased"
    office.do(erase_calls, [call_id], reason="The period is over")
    assert not [each for each in office.ask(retention_list).files if each.kind == "call"]


def test_a_restriction_or_an_open_request_pauses_the_clock(office: Office, vault: Vault) -> None:
    case_id = closed_on(office, vault, date(2016, 1, 1))
    with vault.writing() as session:
        person = session.query(Person).first()
        assert person is not None
        hold = ProcessingHold(
            person_id=person.id, kind=HoldKind.ACCURACY, since=TODAY, reason="contested", staff_id=1
        )
        session.add(hold)
    assert clock(vault, case_id).standing is Standing.PAUSED
    with pytest.raises(Refused, match="A manager may decide"):
        office.do(anonymise_cases, [case_id], reason="The period is over")
    with vault.writing() as session:
        session.get_one(ProcessingHold, hold.id).until = TODAY
        request = DataRequest(
            number="DR-2026-0001", person_id=person.id, name="T", kind=RequestKind.ERASURE,
            received_on=TODAY, staff_id=1,
        )  # fmt: skip
        session.add(request)
    assert clock(vault, case_id).standing is Standing.PAUSED
    with vault.writing() as session:
        session.get_one(DataRequest, request.id).answered_on = TODAY
    assert clock(vault, case_id).standing is Standing.DUE
    office.do(anonymise_cases, [case_id], reason="The period is over")
    assert not office.ask(retention_list).files


def test_a_manager_keeps_a_case_longer_for_a_reason(office: Office, vault: Vault) -> None:
    case_id = closed_on(office, vault, date(2016, 1, 1))
    seen = office.ask(case_file, case_id).case.version
    for day, reason, field in ((date(2030, 1, 1), " ", "reason"), (TODAY, "An appeal", "until")):
        with pytest.raises(Invalid) as refused:
            office.do(keep_longer, case_id, seen=seen, until=day, reason=reason)
        assert refused.value.field == field
    office.do(keep_longer, case_id, seen=seen, until=date(2030, 1, 1), reason="An appeal abroad")
    assert clock(vault, case_id).until == date(2030, 1, 1)
    assert clock(vault, case_id).recorded
    told = [change for line in office.ask(case_history, case_id) for change in line.changes]
    assert ("kept_because", None, "An appeal abroad") in told
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert clock(vault, case_id).standing is Standing.DUE
    still_open = int(office.do(open_case, removal()).result)
    with pytest.raises(Refused, match="still open"):
        office.do(
            keep_longer, still_open, seen=office.ask(case_file, still_open).case.version,
            until=date(2030, 1, 1), reason="x",
        )  # fmt: skip


def test_periods_are_proposals_until_a_manager_settles_them(office: Office, vault: Vault) -> None:
    case_id = closed_on(office, vault, date(2016, 1, 1))
    held = office.ask(retention_periods)
    assert held.settled_on is None
    assert held.years[CaseKind.INFORMATION_ONLY] == 2
    with pytest.raises(Invalid):
        office.do(settle_periods, seen=held.version, years={CaseKind.REMOVAL: 0})
    office.do(settle_periods, seen=held.version, years={CaseKind.REMOVAL: 12})
    settled = office.ask(retention_periods)
    assert (settled.years[CaseKind.REMOVAL], settled.settled_on) == (12, TODAY)
    assert settled.years[CaseKind.PREVENTION] == 5
    assert clock(vault, case_id).until == date(2028, 1, 1), "what holds today counts, for older cases too"


def test_periods_can_be_settled_from_a_later_day(office: Office, vault: Vault) -> None:
    held = office.ask(retention_periods)
    later = date(2027, 1, 1)
    office.do(settle_periods, seen=held.version, years={CaseKind.REMOVAL: 20}, valid_from=later)
    assert office.ask(retention_periods).years[CaseKind.REMOVAL] == 10
    assert at(vault, later).ask(retention_periods).years[CaseKind.REMOVAL] == 20


def test_no_case_goes_before_its_youngest_child_is_of_age_where_that_is_settled(
    office: Office, vault: Vault
) -> None:
    case_id = closed_on(office, vault, date(2016, 1, 1))  # the child was born on 4 May 2019
    held = office.ask(retention_periods)
    office.do(settle_periods, seen=held.version, years={}, until_18=True)
    assert clock(vault, case_id).until == date(2037, 5, 4)


def test_settings_of_before_know_no_periods(office: Office, vault: Vault) -> None:
    held = office.ask(settings)
    office.do(change_settings, seen=held.version, changes={"retention": {}})
    assert office.ask(retention_periods).years[CaseKind.REMOVAL] == 10


def test_managers_are_reminded_on_today_and_nobody_else(
    office: Office, colleague: Office, vault: Vault
) -> None:
    assert office.ask(board).retention_due == 0
    closed_on(office, vault, date(2016, 1, 1))
    assert office.ask(board).retention_due == 1
    assert colleague.ask(board).retention_due == 0
    with pytest.raises(Refused):
        colleague.ask(retention_list)


def test_several_go_at_once_and_each_has_its_certificate(office: Office, vault: Vault) -> None:
    ids = [closed_on(office, vault, date(2015, 1, day)) for day in (1, 2, 3)]
    made = office.do(anonymise_cases, ids, reason="The period is over").result
    assert len(made) == 3
    with vault.reading() as session:
        assert {case.anonymised_on for case in session.query(Case)} == {TODAY}
