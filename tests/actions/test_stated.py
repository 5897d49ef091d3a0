"""Issued letters that stated a date which has moved since."""

from __future__ import annotations

from datetime import date

import pytest

from abductdesk.actions.bureau import change_own_details, change_settings, settings, staff_list
from abductdesk.actions.casefile import case_file
from abductdesk.actions.events import add_event, change_event, remove_event
from abductdesk.actions.letterfacts import Choices
from abductdesk.actions.letters import issue_letter, letter_kinds
from abductdesk.actions.office import Office
from abductdesk.actions.stated import stale_dates
from abductdesk.actions.whatif import preview_event
from abductdesk.models import Letter
from abductdesk.terms import EventKind, LetterState, Role

STATED, MOVED = date(2027, 2, 2), date(2027, 3, 9)


@pytest.fixture
def letter(office: Office, case_id: int) -> int:
    """The confirmation of the first conversation: it tells the left-behind parent when the year ends."""
    bureau = {
        "street": "Voorbeeldlaan 10", "postcode": "1000", "city": "Brussel", "phone": "+32 2 000 00 00",
        "email": "bureau@example.org",
    }  # fmt: skip
    office.do(change_settings, seen=office.ask(settings).version, changes=bureau)
    me = office.ask(staff_list)[0]
    office.do(change_own_details, seen=me.version, changes={"phone": "+32 2 000 00 01"})
    return issue(office, case_id)


def issue(office: Office, case_id: int, supersedes: int | None = None) -> int:
    kinds = {kind.id: kind for kind in office.ask(letter_kinds, case_id)}
    addressees = kinds["contact_confirmation"].addressees
    to = next(found for found in addressees if found.role is Role.LEFT_BEHIND_PARENT)
    choices = Choices(agreed=("Call again",))
    return int(
        office.do(
            issue_letter, case_id, "contact_confirmation", to, "nl", choices, supersedes=supersedes
        ).result
    )


def move(office: Office, case_id: int, day: date = date(2026, 3, 10)) -> None:
    event = office.ask(case_file, case_id).events[0]
    office.do(change_event, event.id, seen=event.version, changes={"date": day})


def test_a_letter_whose_date_moved_is_known_until_another_takes_its_place(
    office: Office, case_id: int, letter: int
) -> None:
    assert office.ask(case_file, case_id).stale == ()
    move(office, case_id)
    (found,) = office.ask(case_file, case_id).stale
    assert (found.letter_id, found.stated, found.now) == (letter, STATED, MOVED)
    assert (found.number, found.recipient) == ("PMB-L-2026-0001", "Tom Voorbeeld")
    issue(office, case_id, supersedes=letter)
    assert office.ask(case_file, case_id).stale == ()


def test_what_would_move_says_which_letter_it_would_belie(office: Office, case_id: int, letter: int) -> None:
    event = office.ask(case_file, case_id).events[0]
    (found,) = office.ask(preview_event, case_id, event.id, {"date": date(2026, 3, 10)}).stale
    assert (found.letter_id, found.now) == (letter, MOVED)
    assert office.ask(case_file, case_id).stale == ()


def test_a_date_that_is_gone_is_told_and_one_that_comes_back_is_not(
    office: Office, case_id: int, letter: int
) -> None:
    event = office.ask(case_file, case_id).events[0]
    office.do(remove_event, event.id)
    (found,) = office.ask(case_file, case_id).stale
    assert (found.stated, found.now) == (STATED, None)
    office.do(add_event, case_id, {"kind": EventKind.REMOVAL, "date": event.date})  # the same, entered again
    assert office.ask(case_file, case_id).stale == ()


def test_a_limit_that_was_met_needs_no_new_letter(office: Office, case_id: int, letter: int) -> None:
    office.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": date(2026, 10, 14)})
    move(office, case_id)
    assert office.ask(case_file, case_id).stale == ()


def test_letters_of_the_first_days_named_article_instead_of_limit(office: Office, case_id: int) -> None:
    lines = office.ask(case_file, case_id).assessed.deadlines
    year = next(line for line in lines if line.id == "hague80-art12-one-year")
    old = Letter(
        id=1, number="PMB-L-2026-0001", recipient_name="Tom", state=LetterState.ISSUED,
        deadlines_stated={f"hague_1980 {year.article}": "2027-01-30"},
    )  # fmt: skip
    (found,) = stale_dates([old], lines)
    assert (found.stated, found.now, found.name) == (date(2027, 1, 30), STATED, year.name)
    (gone,) = stale_dates([old], ())
    assert (gone.now, gone.name) == (None, year.name)
