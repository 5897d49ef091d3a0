"""Opening, converting, closing, voiding and linking cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import (
    NewCase,
    change_case,
    close_case,
    closing_checklist,
    convert_prevention,
    link_cases,
    open_case,
    reopen_case,
    unlink_cases,
    void_case,
)
from abductdesk.actions.office import Office
from abductdesk.actions.people import change_child
from abductdesk.faults import Changed, Invalid, Refused
from abductdesk.terms import CaseKind, CaseLinkKind, ClosureReason, EventKind, Instrument, Outcome, Stage
from tests.actions.conftest import TODAY, removal


def test_a_new_case_has_its_reference_framework_and_deadlines_at_once(office: Office, case_id: int) -> None:
    file = office.ask(case_file, case_id)
    assert file.case.reference == "PMB-2026-0001"
    assert file.case.direction == "outgoing"
    assert file.case.caseworker_id == 1
    assert [(child.person.given_names, child.age) for child in file.children] == [("Lina", 7)]
    assert file.assessed.framework.instrument is Instrument.BRUSSELS_IIB
    year = next(line for line in file.assessed.deadlines if line.id == "hague80-art12-one-year")
    assert year.due == date(2027, 2, 2)


def test_references_run_without_gaps_and_a_refused_case_takes_none(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid):
        office.do(
            open_case, replace(removal(), events=[{"kind": EventKind.REMOVAL, "date": date(2030, 1, 1)}])
        )
    second = office.do(open_case, removal()).result
    assert office.ask(case_file, second).case.reference == "PMB-2026-0002"


def test_a_voided_case_keeps_its_number(office: Office, case_id: int) -> None:
    seen = office.ask(case_file, case_id).case.version
    office.do(void_case, case_id, seen=seen, reason="Opened twice")
    voided = office.ask(case_file, case_id).case
    assert (voided.reference, voided.voided_on, voided.open) == ("PMB-2026-0001", TODAY, False)
    assert office.ask(case_file, office.do(open_case, removal()).result).case.reference == "PMB-2026-0002"


def test_voiding_needs_a_reason(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid) as caught:
        office.do(void_case, case_id, seen=office.ask(case_file, case_id).case.version, reason="  ")
    assert caught.value.field == "reason"


def test_closing_asks_about_open_points(office: Office, case_id: int) -> None:
    file = office.ask(case_file, case_id)
    assert not all(line.done for line in office.ask(closing_checklist, case_id))
    with pytest.raises(Refused, match="still open"):
        office.do(close_case, case_id, seen=file.case.version, reason=ClosureReason.OUTCOME_REACHED)
    child = file.children[0].child
    office.do(change_child, child.id, seen=child.version, changes={"outcome": Outcome.VOLUNTARY_RETURN})
    assert all(line.done for line in office.ask(closing_checklist, case_id))
    office.do(close_case, case_id, seen=file.case.version, reason=ClosureReason.OUTCOME_REACHED)
    closed = office.ask(case_file, case_id).case
    assert (closed.stage, closed.closed_on) == (Stage.CLOSED, TODAY)
    office.do(reopen_case, case_id, seen=closed.version)
    assert office.ask(case_file, case_id).case.open


def test_a_prevention_case_converts_in_one_action_and_keeps_its_history(office: Office) -> None:
    fear = NewCase({"kind": CaseKind.PREVENTION, "habitual_residence_state": "BE", "requested_state": "MA"})
    case_id = office.do(open_case, fear).result
    touched = office.do(convert_prevention, case_id, kind=CaseKind.REMOVAL, on=date(2026, 11, 20))
    assert touched.kinds >= {"case_file", "event"}
    file = office.ask(case_file, case_id)
    assert (file.case.kind, file.case.converted_on) == (CaseKind.REMOVAL, TODAY)
    assert [event.kind for event in file.events] == [EventKind.REMOVAL]
    actions = {line.action for line in office.ask(case_history, case_id)}
    assert {"open_case", "convert_prevention"} <= actions


def test_only_a_prevention_case_converts(office: Office, case_id: int) -> None:
    with pytest.raises(Refused, match="Only a prevention case"):
        office.do(convert_prevention, case_id, kind=CaseKind.REMOVAL, on=TODAY)


def test_a_link_shows_on_both_cases(office: Office, case_id: int) -> None:
    other = office.do(open_case, removal()).result
    link = office.do(link_cases, case_id, other_reference="pmb-2026-0002", kind=CaseLinkKind.SIBLINGS).result
    assert [linked.reference for linked in office.ask(case_file, case_id).links] == ["PMB-2026-0002"]
    assert [linked.reference for linked in office.ask(case_file, other).links] == ["PMB-2026-0001"]
    office.do(unlink_cases, link)
    assert not office.ask(case_file, case_id).links


def test_two_windows_one_field_the_second_is_refused_with_both_values(
    office: Office, colleague: Office, case_id: int
) -> None:
    seen = office.ask(case_file, case_id).case.version
    colleague.do(change_case, case_id, seen=seen, changes={"requested_state": "DE"})
    with pytest.raises(Changed) as caught:
        office.do(change_case, case_id, seen=seen, changes={"requested_state": "LU"})
    assert caught.value.fields == {"requested_state": ("DE", "LU")}
    assert office.ask(case_file, case_id).case.requested_state == "DE"


def test_two_windows_two_fields_both_stay(office: Office, colleague: Office, case_id: int) -> None:
    seen = office.ask(case_file, case_id).case.version
    colleague.do(change_case, case_id, seen=seen, changes={"requested_state": "DE"})
    office.do(change_case, case_id, seen=seen, changes={"summary": "Call her on Monday"})
    case = office.ask(case_file, case_id).case
    assert (case.requested_state, case.summary) == ("DE", "Call her on Monday")


def test_a_framework_is_recorded_only_with_its_source(office: Office, case_id: int) -> None:
    seen = office.ask(case_file, case_id).case.version
    with pytest.raises(Invalid) as caught:
        office.do(change_case, case_id, seen=seen, changes={"recorded_instrument": Instrument.HAGUE_1980})
    assert caught.value.field == "recorded_source"
    both = {"recorded_instrument": Instrument.HAGUE_1980, "recorded_source": "status table, 20 November"}
    office.do(change_case, case_id, seen=seen, changes=both)
    seen = office.ask(case_file, case_id).case.version
    with pytest.raises(Invalid) as caught:
        office.do(change_case, case_id, seen=seen, changes={"recorded_source": ""})
    assert caught.value.field == "recorded_source"
    office.do(change_case, case_id, seen=seen, changes={"recorded_instrument": None, "recorded_source": None})
    with pytest.raises(Invalid) as caught:
        office.do(open_case, removal(recorded_instrument=Instrument.NONE))
    assert caught.value.field == "recorded_source"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"habitual_residence_state": "XX"}, "habitual_residence_state"),
        ({"summary": "a\x00b"}, "summary"),
        ({"referral_stage": "x" * 201}, "referral_stage"),
        ({"kind": None}, "kind"),
        ({"stage": Stage.CLOSED}, "stage"),
        ({"recorded_since": date(1800, 1, 1)}, "recorded_since"),
    ],
)
def test_a_wrong_value_names_its_field(
    office: Office, case_id: int, changes: dict[str, object], field: str
) -> None:
    before = office.ask(case_file, case_id).case.version
    with pytest.raises(Invalid) as caught:
        office.do(change_case, case_id, seen=before, changes=changes)
    assert caught.value.field == field
    assert office.ask(case_file, case_id).case.version == before
