"""The chain of a case along time: what starts what, what waits for what, mediation beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.terms import CaseKind, EventKind, Party, Status
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.case import chain
from abductdesk.ui.screens.case.deadlines import DeadlinesTab
from abductdesk.ui.texts import Pseudo, speak, words
from abductdesk.ui.timeline import Bar, Mark, Rows, Timeline
from tests.ui.caseroom import opened, tab
from tests.ui.conftest import TODAY
from tests.ui.office import abduction, open_window

REMOVAL = "Removal · 27 January 2026"


@pytest.fixture
def case_id(office: Office) -> int:
    return abduction(office, seised=30)


def tab_of(office: Office, desk: Desk, case_id: int, qtbot: QtBot) -> DeadlinesTab:
    found = tab(opened(open_window(desk, qtbot, "today"), case_id, qtbot), "deadlines")
    assert isinstance(found, DeadlinesTab)
    return found


@pytest.fixture
def shown(office: Office, desk: Desk, case_id: int, qtbot: QtBot) -> DeadlinesTab:
    return tab_of(office, desk, case_id, qtbot)


def walk_to(timeline: Timeline, begins: str) -> str:
    """Walk with Right until something begins with these words; returns all that is said there."""
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    for _ in timeline.stops():
        if timeline.accessibleDescription().startswith(begins):
            return timeline.accessibleDescription()
        QTest.keyClick(timeline, Qt.Key.Key_Right)
    raise AssertionError(f"“{begins}” is nowhere on the timeline")


def names(timeline: Timeline) -> list[str]:
    """What is joined to what is selected."""
    return sorted(words(each.short if isinstance(each, Mark) else each.name) for each in timeline.joined())


def test_a_limit_says_from_which_event_it_starts_and_is_joined_to_it(shown: DeadlinesTab) -> None:
    said = walk_to(shown.timeline, "Decision at first instance")
    assert "starts from: Court seised, 24 Oct 2026" in said
    assert names(shown.timeline) == ["Court seised"]


def test_an_event_says_what_it_starts_and_what_it_meets(shown: DeadlinesTab) -> None:
    said = walk_to(shown.timeline, "Court seised · 24 October 2026")
    starts, meets = said.split("meets: ")
    assert "starts: " in starts and "Decision at first instance" in starts
    assert "One year to start return proceedings" in meets
    joined = names(shown.timeline)
    assert {"Decision at first instance", "One year to start return proceedings"} <= set(joined)


def test_a_limit_that_was_met_is_joined_to_both_events(shown: DeadlinesTab) -> None:
    said = walk_to(shown.timeline, "One year to start return proceedings · ")
    assert "starts from: Removal, 27 Jan 2026" in said and "met by: Court seised, 24 Oct 2026" in said
    assert names(shown.timeline) == ["Court seised", "Removal"]


def test_a_waiting_limit_is_a_row_that_names_its_event(shown: DeadlinesTab) -> None:
    waiting = [bar for bar in shown.timeline.rows.bars if bar.end is None]
    assert waiting and all(bar.thin for bar in waiting)
    said = walk_to(shown.timeline, words(waiting[0].name))
    assert " · Waits for: " in said


def test_up_and_down_go_from_row_to_row_and_enter_opens_the_limit(shown: DeadlinesTab, qtbot: QtBot) -> None:
    timeline = shown.timeline
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    assert timeline.accessibleDescription().startswith(REMOVAL)
    rows = []
    for _ in timeline.rows.bars:
        QTest.keyClick(timeline, Qt.Key.Key_Down)
        bar = timeline.selected()
        assert isinstance(bar, Bar)
        rows.append(bar)
    assert rows == list(timeline.rows.bars)
    QTest.keyClick(timeline, Qt.Key.Key_Down)  # there is no further row
    assert timeline.selected() is rows[-1]
    QTest.keyClick(timeline, Qt.Key.Key_Up)
    with qtbot.waitSignal(timeline.chosen) as chosen:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert chosen.args == [rows[-2].key]
    assert shown._by_key[rows[-2].key].open


def test_a_click_selects_and_a_second_one_opens(shown: DeadlinesTab, qtbot: QtBot) -> None:
    timeline = shown.timeline
    row = timeline.rows.row_of(timeline.rows.bars[0])
    point = QPoint(20, timeline._top(row) + 5)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=point)
    assert timeline.selected() is timeline.rows.bars[0]
    assert not shown._by_key[timeline.rows.bars[0].key].open
    with qtbot.waitSignal(timeline.chosen):
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=point)


def test_what_is_selected_stays_so_when_the_case_is_read_again(shown: DeadlinesTab, qtbot: QtBot) -> None:
    said = walk_to(shown.timeline, "Decision at first instance")
    shown.show_file(shown.room.file)
    QTest.keyClick(shown.timeline, Qt.Key.Key_Left)
    QTest.keyClick(shown.timeline, Qt.Key.Key_Right)
    assert shown.timeline.accessibleDescription() == said


def test_mediation_stands_beside_the_limits(office: Office, desk: Desk, case_id: int, qtbot: QtBot) -> None:
    begun = TODAY - timedelta(days=20)
    office.do(add_event, case_id, {"kind": EventKind.CONSENT_GIVEN, "date": begun, "party": Party.TAKING})
    shown = tab_of(office, desk, case_id, qtbot)
    band = shown.timeline.rows.band
    assert band is not None and (band.start, band.end, band.open) == (begun, TODAY, True)
    assert "stops no limit" in words(band.inside)
    assert shown.timeline.rows.first_bar == 2
    ended = TODAY - timedelta(days=2)
    office.do(add_event, case_id, {"kind": EventKind.MEDIATION_ENDED, "date": ended})
    shown.room.desk.touched.emit(
        office.do(add_event, case_id, {"kind": EventKind.SESSION_HELD, "date": begun})
    )
    qtbot.waitUntil(lambda: shown.timeline.rows.band is not None and not shown.timeline.rows.band.open)
    assert shown.timeline.rows.band is not None and shown.timeline.rows.band.end == ended


def test_a_blocked_limit_is_drawn_as_uncertain(office: Office, desk: Desk, qtbot: QtBot) -> None:
    values = {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": "TN"}
    events = [{"kind": EventKind.REMOVAL, "date": date(2026, 3, 3)}]
    unsure = int(office.do(open_case, NewCase(values, events=events)).result)
    shown = tab_of(office, desk, unsure, qtbot)
    assert "if the law applies" in walk_to(shown.timeline, "One year to start return proceedings")
    bar = shown.timeline.selected()
    assert isinstance(bar, Bar) and bar.dashed


def test_an_empty_case_shows_no_timeline(office: Office, desk: Desk, qtbot: QtBot) -> None:
    nothing = int(office.do(open_case, NewCase({"kind": CaseKind.INFORMATION_ONLY})).result)
    shown = tab_of(office, desk, nothing, qtbot)
    QTest.keyClick(shown.timeline, Qt.Key.Key_Down)
    assert not shown.timeline.grab().isNull()


def many(count: int) -> Rows:
    """A case with so many limits, half of which wait."""
    removal = Mark(TODAY - timedelta(days=90), "Removal", "Removal", 1)
    later = TODAY + timedelta(days=10)
    bars = [
        Bar(at, "Limit", removal.day, later + timedelta(days=at), "accent", "in", f"Limit {at}", event=1)
        if at % 2
        else Bar(at, f"Limit {at}", TODAY, None, "neutral", "Waits for: Decision", f"Limit {at}", light=True)
        for at in range(count)
    ]  # fmt: skip
    return Rows(bars, [removal])


@pytest.mark.parametrize("width", [360, 1200])
def test_twenty_five_limits_are_drawn_and_walked_also_mirrored(width: int, qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.resize(width, 1200)
    timeline.show_rows(many(25), TODAY)
    for tongue in ("en", Pseudo()):
        speak(tongue)
        for span in ("quarter", "year", "all"):
            timeline.show_span(span)
            for _ in range(26):
                QTest.keyClick(timeline, Qt.Key.Key_Down)
                assert not timeline.grab().isNull()
    speak("en")
    assert timeline.sizeHint().height() < 1200


def test_what_waits_beyond_a_few_is_shown_on_wish(
    office: Office, desk: Desk, case_id: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "MOST_WAITING", 1)
    shown = tab_of(office, desk, case_id, qtbot)
    assert sum(bar.end is None for bar in shown.timeline.rows.bars) == 1
    waiting = sum(line.status is Status.WAITING for line in shown.room.file.assessed.deadlines)
    assert shown.waiting.text() == f"Show {waiting - 1} more that wait"
    shown.waiting.click()
    assert sum(bar.end is None for bar in shown.timeline.rows.bars) == waiting
    assert not shown.waiting.isVisibleTo(shown)
