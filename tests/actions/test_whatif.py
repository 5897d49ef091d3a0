"""What if: other events, other states; the vault stays as it was, byte for byte of its journal."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.actions.bureau import newest_entry
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import change_case
from abductdesk.actions.events import add_event, change_event
from abductdesk.actions.office import Office
from abductdesk.actions.whatif import NEW, Compared, Sandbox, Supposed, preview_event, sandbox, what_if
from abductdesk.faults import Invalid, Refused
from abductdesk.rules.deadline import Deadline
from abductdesk.terms import EventKind, Instrument, Status
from tests.actions.conftest import TODAY

YEAR, SIX = "hague80-art12-one-year", "b2b-art24-first-instance"


def line(lines: tuple[Deadline, ...], limit: str) -> Deadline:
    return next(each for each in lines if each.id == limit)


def dates(found: Compared, limit: str) -> tuple[object, object]:
    return line(found.before.deadlines, limit).due, line(found.after.deadlines, limit).due


def test_a_preview_is_what_recording_it_then_gives(office: Office, case_id: int) -> None:
    values = {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 14)}
    seen = office.ask(preview_event, case_id, None, values)
    assert dates(seen, SIX) == (None, date(2026, 11, 25))
    assert line(seen.after.deadlines, YEAR).status is Status.MET
    event_id = office.do(add_event, case_id, values).result
    recorded = office.ask(case_file, case_id).assessed.deadlines
    assert [(each.id, each.due, each.status) for each in recorded] == [
        (each.id, each.due, each.status) for each in seen.after.deadlines
    ]
    assert line(recorded, YEAR).met_by == event_id


def test_a_correction_and_a_removal_are_previewed(office: Office, case_id: int) -> None:
    event = office.ask(case_file, case_id).events[0]
    moved = office.ask(preview_event, case_id, event.id, {"date": date(2026, 3, 10)})
    assert dates(moved, YEAR) == (date(2027, 2, 2), date(2027, 3, 9))
    gone = office.ask(preview_event, case_id, event.id, None)
    assert dates(gone, YEAR) == (date(2027, 2, 2), None)


def test_a_preview_refuses_what_recording_would_refuse(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid) as caught:
        office.ask(preview_event, case_id, None, {"kind": EventKind.COURT_SEISED, "date": date(2027, 1, 5)})
    assert caught.value.field == "date"
    with pytest.raises(Refused, match="no longer there"):
        office.ask(preview_event, case_id, 999, {"date": TODAY})


def test_nothing_of_a_sandbox_is_written(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 14)})
    file = office.ask(case_file, case_id)
    before = office.ask(newest_entry)
    copy = office.ask(sandbox, case_id)
    supposed = Sandbox(
        [
            Supposed(copy.events[0].id, {**copy.events[0].values, "date": date(2026, 5, 4)}),
            Supposed(NEW, {"kind": EventKind.DECISION_REFUSAL, "date": date(2027, 1, 11)}),  # days ahead too
        ],
        "BE",
        "TR",
    )
    found = office.ask(what_if, case_id, supposed)
    assert found.before.framework.instrument is Instrument.BRUSSELS_IIB
    assert found.after.framework.instrument is not Instrument.BRUSSELS_IIB
    assert dates(found, YEAR) == (date(2027, 2, 2), date(2027, 5, 3))
    assert SIX not in {each.id for each in found.after.deadlines}
    after = office.ask(case_file, case_id)
    assert office.ask(newest_entry) == before
    assert after.assessed is file.assessed
    assert [event.date for event in after.events] == [event.date for event in file.events]


def test_an_untouched_copy_moves_nothing(office: Office, case_id: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 14)})
    found = office.ask(what_if, case_id, office.ask(sandbox, case_id))
    assert found.after.deadlines == found.before.deadlines
    assert found.stale == ()


def test_a_verified_framework_counts_for_the_states_it_was_verified_for(office: Office, case_id: int) -> None:
    case = office.ask(case_file, case_id).case
    changes = {
        "requested_state": "TN", "recorded_instrument": Instrument.HAGUE_1980, "recorded_source": "read",
    }  # fmt: skip
    office.do(change_case, case_id, seen=case.version, changes=changes)
    copy = office.ask(sandbox, case_id)
    assert office.ask(what_if, case_id, copy).after.framework.recorded
    elsewhere = Sandbox(copy.events, copy.habitual_residence, "LB")
    assert not office.ask(what_if, case_id, elsewhere).after.framework.recorded


def test_a_supposed_event_is_checked_like_any_other(office: Office, case_id: int) -> None:
    with pytest.raises(Invalid) as caught:
        office.ask(what_if, case_id, Sandbox([Supposed(NEW, {"kind": EventKind.REMOVAL})], "BE", "FR"))
    assert caught.value.field == "date"


def test_a_changed_event_keeps_its_place_in_the_chain(office: Office, case_id: int) -> None:
    seised = office.do(
        add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 14)}
    ).result
    assert line(office.ask(case_file, case_id).assessed.deadlines, SIX).event == seised
    event = next(each for each in office.ask(case_file, case_id).events if each.id == seised)
    office.do(change_event, seised, seen=event.version, changes={"date": date(2026, 10, 15)})
    assert line(office.ask(case_file, case_id).assessed.deadlines, SIX).event == seised
