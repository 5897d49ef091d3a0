"""Documents kept inside the vault; the clock of six weeks."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.actions.attachments import MOST_BYTES, add_attachment, remove_attachment, save_attachment
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.events import add_event, change_event
from abductdesk.actions.office import Office
from abductdesk.actions.sixweeks import SixWeeks, six_weeks
from abductdesk.actions.undo import last_change, undo_last
from abductdesk.faults import Refused
from abductdesk.terms import EventKind, Visibility


def test_a_document_comes_out_as_it_went_in(office: Office, case_id: int) -> None:
    content = bytes(range(256)) * 40
    kept = office.do(add_attachment, case_id, name="kaart.png", content=content).result
    listed = office.ask(case_file, case_id).attachments[0]
    assert (listed.name, listed.media_type, listed.size) == ("kaart.png", "image/png", len(content))
    assert listed.visible_to is Visibility.BUREAU
    assert office.do(save_attachment, kept).result == content
    assert "save_attachment" in {line.action for line in office.ask(case_history, case_id)}


@pytest.mark.parametrize(("size", "reason"), [(0, "empty"), (MOST_BYTES + 1, "too large")])
def test_a_document_that_the_vault_does_not_take(
    office: Office, case_id: int, size: int, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        office.do(add_attachment, case_id, name="x.pdf", content=bytes(size))
    assert office.ask(case_file, case_id).attachments == ()


def test_adding_can_be_undone_and_removing_cannot(office: Office, case_id: int) -> None:
    office.do(add_attachment, case_id, name="a.txt", content=b"a")
    last = office.ask(last_change)
    assert last is not None
    office.do(undo_last, number=last.work)
    assert office.ask(case_file, case_id).attachments == ()
    kept = office.do(add_attachment, case_id, name="b.txt", content=b"b").result
    office.do(remove_attachment, kept)
    assert office.ask(last_change) is None
    with pytest.raises(Refused, match="no longer there"):
        office.do(save_attachment, kept)


def clock(office: Office, case_id: int) -> SixWeeks | None:
    file = office.ask(case_file, case_id)
    return six_weeks(file.assessed, file.today)


def test_the_clock_starts_with_the_court_and_stops_with_its_decision(office: Office, case_id: int) -> None:
    assert clock(office, case_id) is None
    seised = office.do(
        add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 31)}
    ).result
    assert clock(office, case_id) == SixWeeks(23, 42)
    event = next(event for event in office.ask(case_file, case_id).events if event.id == seised)
    office.do(change_event, seised, seen=event.version, changes={"date": date(2026, 10, 1)})
    assert clock(office, case_id) == SixWeeks(53, 42)
    office.do(add_event, case_id, {"kind": EventKind.DECISION_RETURN, "date": date(2026, 11, 20)})
    assert clock(office, case_id) is None
