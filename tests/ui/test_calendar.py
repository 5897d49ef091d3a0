"""The calendar: by month, week and list; by keyboard and mouse; by caseworker; saved as a file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import preferences
from abductdesk.actions.casefile import case_history
from abductdesk.actions.entries import add_entry
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.models import Staff
from abductdesk.terms import EventKind, StaffRole
from abductdesk.ui.calendarfield import PAD, Chip
from abductdesk.ui.calendargrid import monday_of, shift_month
from abductdesk.ui.calendarwords import lines_of
from abductdesk.ui.daylist import DayList
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Question
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.screens.calendar import LIST, MONTH, WEEK, Calendar
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.texts import speak
from abductdesk.ui.theme import look
from abductdesk.ui.window import Window
from tests.ui.conftest import TODAY
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, dialog, follow_up, open_window, press, said

DAY = timedelta(days=1)
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def busy(office: Office) -> list[int]:
    """A hearing on Wednesday, six follow-ups on Thursday, one that is late, one with a court of day 30."""
    first = abduction(office)
    hearing = {"kind": EventKind.INTRODUCTORY_HEARING, "date": WEDNESDAY}
    office.do(add_event, first, hearing)
    for number in range(6):
        follow_up(office, first, f"Task {number}", 3)
    follow_up(office, first, "Late", -3)
    return [first, abduction(office, "Noor", "Fictief", seised=30)]


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "calendar")


def screen_of(window: Window, qtbot: QtBot) -> Calendar:
    screen = window.current()
    assert isinstance(screen, Calendar)
    qtbot.waitUntil(lambda: screen._found is not None)
    return screen


def shows(qtbot: QtBot, screen: Calendar, heading: str) -> None:
    qtbot.waitUntil(lambda: screen.heading.text().replace("\u2009", " ") == heading)


def key(screen: Calendar, *keys: Qt.Key) -> None:
    for each in keys:
        QTest.keyClick(screen.grid, each)


def chips_on(screen: Calendar, day: date) -> list[Chip]:
    return [chip for chip in screen.grid.chips() if chip.day == day]


def click(screen: Calendar, at: QPoint) -> None:
    QTest.mouseClick(screen.grid, Qt.MouseButton.LeftButton, pos=at)


def opened(window: Window) -> int:
    screen = window.current()
    assert isinstance(screen, CaseScreen)
    assert window._here is not None
    return int(str(window._here[1][0]))


def test_months_are_shifted_and_clamped() -> None:
    assert shift_month(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert shift_month(date(2026, 12, 31), -13) == date(2025, 11, 30)
    assert shift_month(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert [monday_of(TODAY + DAY * n) for n in (0, 6, 7)] == [TODAY, TODAY, TODAY + DAY * 7]


def test_an_empty_office_offers_the_first_case(window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    assert screen.stack.currentIndex() == 2
    press(screen.stack, "New case")
    dialog(NewCaseDialog).close()


def test_the_month_begins_on_monday_and_says_the_chosen_day(
    busy: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    assert screen.heading.text() == "November 2026"
    assert (screen.grid._first, screen.grid.last) == (date(2026, 10, 26), date(2026, 12, 6))
    screen.go(WEDNESDAY)
    assert screen.grid.accessibleDescription().startswith(
        "Wednesday, 25 November 2026. 1 entry. Introductory"
    )
    interface = QAccessible.queryAccessibleInterface(screen.grid)
    assert interface.text(QAccessible.Text.Description) == screen.grid.said()
    assert screen.page.header.under.text() == f"{len(screen._shown().entries)} entries on these days"


def test_a_full_day_says_how_many_more_and_opens_its_list(
    busy: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    thursday = TODAY + DAY * 3
    *shown, more = chips_on(screen, thursday)
    assert 1 <= len(shown) < 6
    assert more.more == 6 - len(shown)
    click(screen, more.rect.center())
    listed = dialog(DayList)
    assert listed.windowTitle() == "Thursday, 26 November 2026"
    assert len(said(listed.table)[""]) == 6
    assert_accessible(listed)
    QTest.keyClick(listed.table.view, Qt.Key.Key_Return)
    assert opened(window) == busy[0]


def test_arrows_go_by_days_and_weeks_and_pages_by_months(
    busy: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    key(screen, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert screen.day == WEDNESDAY
    key(screen, Qt.Key.Key_Home)
    assert screen.day == TODAY
    key(screen, Qt.Key.Key_End)
    assert screen.day == TODAY + DAY * 6
    key(screen, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert screen.day == date(2026, 11, 21)
    key(screen, Qt.Key.Key_PageDown)
    shows(qtbot, screen, "December 2026")
    assert screen.day == date(2026, 12, 21)
    key(screen, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    shows(qtbot, screen, "October 2026")
    press(screen, "Today")
    shows(qtbot, screen, "November 2026")
    assert screen.day == TODAY


def test_a_day_of_the_next_month_brings_that_month(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    screen.go(date(2026, 11, 30))
    key(screen, Qt.Key.Key_Right)
    shows(qtbot, screen, "December 2026")
    assert screen.grid._first == date(2026, 11, 30)


def test_enter_opens_the_case_of_a_day_with_one_entry(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    key(screen, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert opened(window) == busy[0]


def test_enter_on_a_day_with_several_opens_its_list(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    key(screen, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return)
    dialog(DayList).reject()


def test_a_click_on_an_entry_opens_its_case_at_the_deadlines(
    busy: list[int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    (limit,) = {
        entry.on for entry in screen._shown().entries if entry.case_id == busy[1] and entry.on > TODAY
    }
    chip = chips_on(screen, limit)[0]
    assert chip.entry is not None and chip.entry.deadline is not None
    click(screen, chip.rect.center())
    assert opened(window) == busy[1]
    case = window.current()
    assert isinstance(case, CaseScreen) and case.tabs.current == "deadlines"


def test_how_each_line_stands_is_said(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    lines = {lines_of(entry, TODAY)[0]: lines_of(entry, TODAY)[3:] for entry in screen._shown().entries}
    assert lines["Introductory hearing"] == ["In 2 days"]
    assert lines["\u2068Late\u2069"] == ["3 days late"]
    assert lines["Decision at first instance"] == ["May be chased from", "6 Dec 2026"]


def test_the_week_and_the_list(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    press(screen.views, "Week")
    shows(qtbot, screen, "Week 48 · 23–29 Nov 2026")
    assert (screen.grid._first, screen.grid.last) == (TODAY, TODAY + DAY * 6)
    press(screen, "Later")
    shows(qtbot, screen, "Week 49 · 30 Nov – 6 Dec 2026")
    press(screen, "Earlier")
    press(screen.views, "Agenda")
    shows(qtbot, screen, "23 Nov – 23 Dec 2026")
    groups = said(screen.table)
    assert list(groups)[:2] == ["Wednesday, 25 November 2026, 1", "Thursday, 26 November 2026, 6"]
    screen.table.select(0)
    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    assert opened(window) == busy[0]


def test_by_caseworker_and_remembered(
    busy: list[int], office: Office, window: Window, desk: Desk, qtbot: QtBot
) -> None:
    with office.vault.writing() as session:
        session.add(Staff(id=2, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
    theirs = abduction(office, caseworker_id=2)
    office.do(add_event, theirs, {"kind": EventKind.APPEAL_HEARING, "date": TODAY + DAY * 4})
    screen = screen_of(window, qtbot)
    screen.refresh()
    qtbot.waitUntil(lambda: 2 in screen.who.values())
    assert screen.who.values() == [1, None, 2]

    def cases() -> set[int]:
        return {entry.case_id for entry in screen._shown().entries}

    assert theirs not in cases()
    screen.who.setCurrentIndex(1)
    qtbot.waitUntil(lambda: cases() >= {theirs, *busy})
    screen.who.setCurrentIndex(2)
    qtbot.waitUntil(lambda: cases() == {theirs} or (theirs in cases() and busy[1] not in cases()))
    press(screen.views, "Week")
    shows(qtbot, screen, "Week 48 · 23–29 Nov 2026")
    qtbot.waitUntil(lambda: desk.idle)
    assert office.ask(preferences)["calendar"] == {"view": WEEK, "who": 2}
    again = Calendar(desk, window)
    qtbot.addWidget(again)
    assert (again._view, again._who) == (WEEK, 2)


def test_what_others_change_appears(busy: list[int], desk: Desk, window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    desk.do(add_entry, busy[1], "follow_up", {"what": "New one", "due": TODAY})
    qtbot.waitUntil(lambda: len(screen.grid.entries_of(TODAY)) == 1)


def test_free_days_have_their_names_in_the_language(busy: list[int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    screen.go(date(2026, 11, 11))
    for language, name in (("nl", "Wapenstilstand"), ("fr", "Armistice"), ("de", "Waffenstillstand")):
        speak(language)
        assert name in screen.grid.said()
    speak("fr")
    assert screen.heading.text() == "Novembre 2026"


def test_the_file_is_saved_on_purpose_and_journalled(
    busy: list[int], office: Office, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = screen_of(window, qtbot)
    press(screen, "Calendar file")
    question = dialog(Question)
    assert any("not encrypted" in text for text in shown_texts(question))
    question.yes.click()
    chooser = dialog(QFileDialog)
    assert Path(chooser.selectedFiles()[0]).name == "abductdesk.ics"
    chooser.setDirectory(str(tmp_path))
    chooser.selectFile("mine.ics")
    chooser.accept()
    path = tmp_path / "mine.ics"
    qtbot.waitUntil(path.exists)
    events = vobject.readOne(path.read_text("utf-8")).vevent_list
    assert {event.summary.value for event in events} >= {"Introductory hearing · PMB-2026-0001"}
    assert not any("Task" in line or "Voorbeeld" in line for line in path.read_text("utf-8").splitlines())
    assert office.ask(case_history, busy[0])[0].action == "export_calendar"


@pytest.mark.parametrize("view", [MONTH, WEEK, LIST])
@pytest.mark.parametrize(
    ("scheme", "scale", "size"),
    [("light", 100, (1280, 800)), ("dark", 150, (1440, 900)), ("dark", 100, (860, 560))],
)
def test_it_fits_is_named_and_speaks(
    busy: list[int],
    window: Window,
    qtbot: QtBot,
    view: str,
    scheme: str,
    scale: int,
    size: tuple[int, int],
) -> None:
    look.choose(scheme, scale)
    window.resize(*size)
    screen = screen_of(window, qtbot)
    screen.show_view(view)
    qtbot.waitUntil(lambda: screen.desk.idle)
    assert_accessible(screen)
    assert_speaks(screen, data={screen.heading.text()})
    inside = screen.grid.rect()
    assert all(inside.contains(chip.rect) for chip in screen.grid.chips())
    assert not [
        (one, other)
        for one in screen.grid.chips()
        for other in screen.grid.chips()
        if one is not other and one.rect.intersects(other.rect)
    ]


def test_how_much_stands_on_a_day_leaves_its_number_free(
    busy: list[int], window: Window, qtbot: QtBot
) -> None:
    look.choose("light", 150)
    window.resize(1024, 700)
    screen = screen_of(window, qtbot)
    qtbot.waitUntil(lambda: screen.grid._low and screen.desk.idle)
    for chip in screen.grid.chips():
        number = screen.grid._cell(chip.day).left() + look.px(PAD + 24)
        assert chip.rect.left() >= number
