"""The manager's view: every line counted once where it belongs, by person, severity and state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import NewCase, close_case, open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.office import Office
from abductdesk.actions.overview import (
    FOLLOW_UP,
    NOBODY,
    By,
    Figure,
    Line,
    Overview,
    Wanted,
    count,
    grouped,
    narrow,
    overview,
)
from abductdesk.faults import Refused
from abductdesk.folding import fold
from abductdesk.models import FollowUp
from abductdesk.terms import CaseKind, ClosureReason, EventKind, Nature, Severity
from tests.actions.conftest import TODAY

DAY = timedelta(days=1)
CALL, WRITE, ASK, LATER = "Call Tom Voorbeeld back", "Write to the court", "Ask for the docket", "Look again"


def case_of(office: Office, caseworker: int | None, to: str | None, *events: tuple[EventKind, date]) -> int:
    values = {
        "kind": CaseKind.REMOVAL,
        "habitual_residence_state": "BE",
        "requested_state": to,
        "caseworker_id": caseworker,
    }
    new = NewCase(values=values, events=[{"kind": kind, "date": day} for kind, day in events])
    return int(office.do(open_case, new).result)


def follow_up(office: Office, case_id: int, what: str, days: int, who: int) -> None:
    values = {"what": what, "due": TODAY + days * DAY, "who_id": who}
    office.do(add_entry, case_id, FollowUp.__tablename__, values)


@pytest.fixture
def busy(office: Office, colleague: Office) -> dict[str, int]:
    """One case with follow-ups, one a colleague has that missed a year, one to check, one nobody has."""
    ours = case_of(office, 1, "FR", (EventKind.REMOVAL, TODAY - 40 * DAY))
    for what, days, who in ((CALL, -2, 1), (WRITE, 5, 2), (ASK, 20, 1), (LATER, 31, 1)):
        follow_up(office, ours, what, days, who)
    theirs = case_of(office, 2, "FR", (EventKind.REMOVAL, TODAY - 400 * DAY))
    unsure = case_of(office, 2, "TN", (EventKind.REMOVAL, TODAY - 40 * DAY))
    nobody = case_of(office, None, None)
    return {"ours": ours, "theirs": theirs, "unsure": unsure, "nobody": nobody}


def of(found: Overview, case_id: int, figure: Figure) -> list[Line]:
    return [line for line in found.lines if line.case_id == case_id and figure in line.figures]


def silent(_line: Line) -> str:
    return ""


def test_follow_ups_stand_under_their_days_and_with_whom_they_were_given_to(
    office: Office, busy: dict[str, int]
) -> None:
    found = office.ask(overview)
    lines = {line.follow_up.what: line for line in found.lines if line.follow_up is not None}
    assert {what: line.figures for what, line in lines.items()} == {
        CALL: {Figure.OVERDUE},
        WRITE: {Figure.WEEK, Figure.FORTNIGHT, Figure.MONTH},
        ASK: {Figure.MONTH},
    }
    assert {what: line.owner_id for what, line in lines.items()} == {CALL: 1, WRITE: 2, ASK: 1}
    assert {line.severity for line in lines.values()} == {None}


def test_a_limit_that_cost_a_right_is_missed_and_not_overdue(office: Office, busy: dict[str, int]) -> None:
    found = office.ask(overview)
    missed = of(found, busy["theirs"], Figure.MISSED)
    assert "hague80-art12-one-year" in {line.deadline.id for line in missed if line.deadline}
    assert {line.severity for line in missed} == {Severity.HARD}
    assert not of(found, busy["theirs"], Figure.OVERDUE)
    assert not any(line.deadline.nature in (Nature.MONITOR, Nature.GATE) for line in missed if line.deadline)


def test_a_framework_to_be_checked_counts_once_for_its_case(office: Office, busy: dict[str, int]) -> None:
    found = office.ask(overview)
    [unsure] = of(found, busy["unsure"], Figure.BLOCKED)
    assert unsure.dated
    assert unsure.figures == {Figure.BLOCKED}
    [undated] = of(found, busy["nobody"], Figure.BLOCKED)
    assert (undated.dated, undated.owner_id, undated.state) == (False, NOBODY, "")
    assert found.lines[-1] == undated
    assert count(found.lines)[Figure.BLOCKED] == 2


def test_every_number_has_its_lines(office: Office, busy: dict[str, int]) -> None:
    found = office.ask(overview)
    for by in By:
        groups = grouped(found.lines, by, TODAY)
        assert sum((count(lines) for lines in groups.values()), count(())) == count(found.lines)
    for owner, lines in grouped(found.lines, By.CASEWORKER, TODAY).items():
        for figure, n in count(lines).items():
            assert len(narrow(found.lines, Wanted(figure=figure, caseworker_id=owner), TODAY, silent)) == n
    for state in ("FR", "TN"):
        lines = narrow(found.lines, Wanted(state=state), TODAY, silent)
        assert lines
        assert {line.state for line in lines} == {state}
    for severity in Severity:
        assert {line.severity for line in narrow(found.lines, Wanted(severity=severity), TODAY, silent)} <= {
            severity
        }
    past = narrow(found.lines, Wanted(day=date.min), TODAY, silent)
    assert {line.on < TODAY for line in past} == {True}
    only = narrow(found.lines, Wanted(nature=FOLLOW_UP), TODAY, silent)
    assert len(only) == 3
    assert found.cases == {1: 1, 2: 2, NOBODY: 1}


def test_words_are_found_in_reference_names_and_what_is_said(office: Office, busy: dict[str, int]) -> None:
    found = office.ask(overview)

    def said(line: Line) -> str:
        return fold(line.follow_up.what) if line.follow_up else ""

    assert [line.case_id for line in narrow(found.lines, Wanted(words="WRITE court"), TODAY, said)] == [
        busy["ours"]
    ]
    reference = next(line.reference for line in found.lines if line.case_id == busy["unsure"])
    assert {line.case_id for line in narrow(found.lines, Wanted(words=reference), TODAY, said)} == {
        busy["unsure"]
    }


def test_closed_and_study_cases_stay_out(office: Office, busy: dict[str, int]) -> None:
    seen = office.ask(case_file, busy["ours"]).case.version
    office.do(
        close_case, busy["ours"], seen=seen, reason=ClosureReason.OUTCOME_REACHED, despite_open_points=True
    )
    study = NewCase(
        {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "FR"},
        events=[{"kind": EventKind.REMOVAL, "date": TODAY - 360 * DAY}],
        study=True,
        reference="C-1/26",
    )
    kept = int(office.do(open_case, study).result)
    assert not {busy["ours"], kept} & {line.case_id for line in office.ask(overview).lines}


def test_a_clerk_does_not_see_it(clerk: Office) -> None:
    with pytest.raises(Refused, match="role"):
        clerk.ask(overview)


def test_a_caseworker_sees_the_same_lines(office: Office, colleague: Office, busy: dict[str, int]) -> None:
    mine, theirs = office.ask(overview), colleague.ask(overview)
    assert [line.id for line in mine.lines] == [line.id for line in theirs.lines]
    assert (mine.manager, theirs.manager, theirs.me) == (True, False, 2)
