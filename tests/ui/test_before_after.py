"""Before and after: what would move, what letters stated, and what if."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import change_own_details, change_settings, newest_entry, settings, staff_list
from abductdesk.actions.casefile import case_file
from abductdesk.actions.events import change_event
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import add_contact
from abductdesk.terms import ContactKind, EventKind, Role, Safety
from abductdesk.ui.desk import Desk
from abductdesk.ui.letterdialog import WriteLetter
from abductdesk.ui.palette import Palette
from abductdesk.ui.screens.case.eventform import EventDialog
from abductdesk.ui.screens.case.letters import LettersTab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.case.staleletters import StaleLetters
from abductdesk.ui.screens.case.whatif import WhatIf
from abductdesk.ui.window import Window
from tests.ui.caseroom import fill, opened, press, submit, tab, text_of
from tests.ui.conftest import TODAY
from tests.ui.helpers import assert_accessible
from tests.ui.office import abduction, cell, dialog, open_window

OLD, NEW = "26 January 2027", "9 March 2027"


@pytest.fixture
def case_id(office: Office) -> int:
    return abduction(office)


@pytest.fixture
def screen(desk: Desk, case_id: int, qtbot: QtBot) -> CaseScreen:
    return opened(open_window(desk, qtbot, "today"), case_id, qtbot)


@pytest.fixture
def letter(office: Office, case_id: int) -> int:
    """The left-behind parent was told in writing when the year ends."""
    bureau = {
        "street": "Bureaustraat 1", "postcode": "1000", "city": "Brussel", "phone": "02 1", "email": "a@b.be",
    }  # fmt: skip
    office.do(change_settings, seen=office.ask(settings).version, changes=bureau)
    me = office.ask(staff_list)[0]
    office.do(change_own_details, seen=me.version, changes={"phone": "02 2"})
    person = office.ask(case_file, case_id).people[0].person
    address = {
        "kind": ContactKind.ADDRESS, "value": "Voorbeeldstraat 1", "postcode": "1000", "city": "Brussel",
        "country": "BE", "safe": [Safety.WRITE],
    }  # fmt: skip
    office.do(add_contact, person.id, address)
    to = Addressee(Role.LEFT_BEHIND_PARENT, person.name, "nl", person_id=person.id)
    choices = Choices(agreed=("Call again",))
    return int(office.do(issue_letter, case_id, "contact_confirmation", to, "nl", choices).result)


# what would move


def test_before_saving_it_is_said_what_would_move(screen: CaseScreen, office: Office, qtbot: QtBot) -> None:
    entry = office.ask(newest_entry)
    screen.record()
    form = dialog(EventDialog)
    assert "once kind and date are known" in text_of(form.preview)
    fill(form, kind=EventKind.COURT_SEISED, date=date(2026, 10, 31))
    qtbot.waitUntil(lambda: "Decision at first instance: now 12 December 2026" in text_of(form.preview))
    assert "One year to start return proceedings: met" in text_of(form.preview)
    assert office.ask(newest_entry) == entry


def test_a_correction_shows_before_and_after_and_the_letter_it_would_belie(
    screen: CaseScreen, letter: int, qtbot: QtBot
) -> None:
    tab(screen, "deadlines")
    press(screen, "Correct Removal", qtbot)
    form = dialog(EventDialog)
    fill(form, date=date(2026, 3, 10))
    qtbot.waitUntil(lambda: f"{OLD} → {NEW}" in text_of(form.preview))
    assert "One issued letter states a date that would not hold." in text_of(form.preview)
    fill(form, date=TODAY - timedelta(days=300))
    qtbot.waitUntil(lambda: OLD not in text_of(form.preview))


def test_what_cannot_be_saved_moves_nothing(screen: CaseScreen, qtbot: QtBot) -> None:
    screen.record()
    form = dialog(EventDialog)
    fill(form, kind=EventKind.COURT_SEISED, date=TODAY + timedelta(days=9))
    qtbot.waitUntil(lambda: "nothing would move" in text_of(form.preview))
    fill(form, kind=EventKind.LAST_CONTACT, date=TODAY)
    qtbot.waitUntil(lambda: "moves no date" in text_of(form.preview))


# letters that stated the old date


def move(screen: CaseScreen, qtbot: QtBot) -> StaleLetters:
    tab(screen, "deadlines")
    press(screen, "Correct Removal", qtbot)
    form = dialog(EventDialog)
    fill(form, date=date(2026, 3, 10))
    submit(form, qtbot)
    qtbot.waitUntil(lambda: dialog(StaleLetters).isVisible())
    return dialog(StaleLetters)


def test_a_letter_left_as_it_is_becomes_a_follow_up(
    screen: CaseScreen, office: Office, case_id: int, letter: int, qtbot: QtBot
) -> None:
    asked = move(screen, qtbot)
    said = text_of(asked)
    assert "A letter stated a date that has moved" in said
    assert "Tom Voorbeeld" in said
    assert f"it said {OLD}, now {NEW}" in said
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(office.ask(case_file, case_id).follow_ups) == 1)
    left = office.ask(case_file, case_id).follow_ups[0]
    assert left.what.startswith("Settle letter PMB-L-2026-0001: ") and NEW in left.what
    assert left.due == TODAY + timedelta(days=7)  # there is more time than the letter said
    assert left.who_id == 1
    shown = tab(screen, "letters")
    assert isinstance(shown, LettersTab)
    qtbot.waitUntil(lambda: cell(shown.table, 0, "state") == "States an old date")


def test_a_new_letter_takes_the_place_of_the_old_one(
    screen: CaseScreen, office: Office, case_id: int, letter: int, qtbot: QtBot
) -> None:
    asked = move(screen, qtbot)
    press(asked, "Write a new letter", qtbot)
    writing = dialog(WriteLetter)
    assert writing.supersedes is not None and writing.supersedes.id == letter
    writing.issue.setFocus()
    qtbot.waitUntil(writing.issue.isEnabled)
    wish = writing._made_for
    assert wish is not None
    writing._issue(wish)
    qtbot.waitUntil(lambda: office.ask(case_file, case_id).stale == ())
    qtbot.waitUntil(lambda: screen.desk.idle)
    assert office.ask(case_file, case_id).follow_ups == ()


def test_a_new_letter_begun_and_not_issued_is_not_forgotten(
    screen: CaseScreen, office: Office, case_id: int, letter: int, qtbot: QtBot
) -> None:
    press(move(screen, qtbot), "Write a new letter", qtbot)
    dialog(WriteLetter).done(0)
    qtbot.waitUntil(lambda: len(office.ask(case_file, case_id).follow_ups) == 1)


def test_what_a_colleague_moved_is_the_colleagues_question(
    screen: CaseScreen, colleague_moves: None, qtbot: QtBot
) -> None:
    screen.refresh()
    qtbot.waitUntil(lambda: bool(screen.room.file.stale))
    qtbot.waitUntil(lambda: f"{OLD} → {NEW}" in text_of(screen.moved))
    assert not [each for each in screen.window().findChildren(StaleLetters) if each.isVisible()]


@pytest.fixture
def colleague_moves(screen: CaseScreen, office: Office, case_id: int, letter: int, qtbot: QtBot) -> None:
    """Somebody at another window corrects the removal."""
    screen.refresh()
    qtbot.waitUntil(lambda: bool(screen.room.file.letters))
    event = office.ask(case_file, case_id).events[0]
    office.do(change_event, event.id, seen=event.version, changes={"date": date(2026, 3, 10)})


# what if


@pytest.fixture
def playing(screen: CaseScreen, qtbot: QtBot) -> WhatIf:
    tab(screen, "deadlines")
    press(screen, "What if…", qtbot)
    found = dialog(WhatIf)
    qtbot.waitUntil(lambda: "limits stay as they are" in text_of(found))
    return found


def changed(found: WhatIf) -> str:
    """What stands between the two headings."""
    return text_of(found).partition("would change")[2].partition("stay")[0]  # empty while it is made anew


def test_days_are_changed_and_nothing_is_written(
    playing: WhatIf, office: Office, case_id: int, qtbot: QtBot
) -> None:
    entry, file = office.ask(newest_entry), office.ask(case_file, case_id)
    assert "Nothing of it is saved." in text_of(playing)
    playing.rows[0].day.set_value(date(2026, 3, 10))
    playing.rows[0].day.changed.emit()
    qtbot.waitUntil(lambda: "26 Jan 2027" in changed(playing) and "9 Mar 2027" in changed(playing))
    playing.day.set_value(date(2026, 12, 14))  # days may lie ahead
    playing.kind.set_value(EventKind.COURT_SEISED)
    playing.add.click()
    qtbot.waitUntil(lambda: "25 Jan 2027" in changed(playing))
    assert len(playing.rows) == 2
    assert_accessible(playing)
    playing.close_button.click()
    assert office.ask(newest_entry) == entry
    assert office.ask(case_file, case_id).assessed is file.assessed


def test_events_are_taken_out_and_put_back_and_states_changed(playing: WhatIf, qtbot: QtBot) -> None:
    playing.rows[0].switch.click()
    qtbot.waitUntil(lambda: "Waiting" in changed(playing))
    assert playing.rows[0].switch.accessibleName() == "Put back Removal"
    playing.rows[0].switch.click()
    qtbot.waitUntil(lambda: "0 limits would change" in text_of(playing))
    playing.requested.set_value("TR")
    playing.requested.changed.emit()
    qtbot.waitUntil(lambda: "does not run" in changed(playing) or "Does not apply" in changed(playing))
    playing.again.click()
    qtbot.waitUntil(lambda: "0 limits would change" in text_of(playing))


def test_what_is_no_day_is_said_below_it(playing: WhatIf, qtbot: QtBot) -> None:
    playing.rows[0].day.edit.setText("31/2/26")
    playing.rows[0].day.changed.emit()
    qtbot.waitUntil(lambda: "February has 28 days" in playing.rows[0].error.text())
    playing.add.click()
    qtbot.waitUntil(lambda: "Choose what would happen, and the day." in text_of(playing))


def test_ctrl_k_opens_it_on_the_open_case(screen: CaseScreen, desk: Desk, qtbot: QtBot) -> None:
    window = screen.window()
    assert isinstance(window, Window)
    window.open_palette()
    palette = dialog(Palette)
    palette.edit.setText("what if")
    assert [entry.key for entry in palette.entries if hasattr(entry, "key")] == ["what_if"]
    QTest.keyClick(palette, Qt.Key.Key_Return)
    assert dialog(WhatIf).isVisible()
    dialog(WhatIf).accept()
    window.go("today")
    window.run("what_if")
    assert window._toast.text() == "Open a case first."
