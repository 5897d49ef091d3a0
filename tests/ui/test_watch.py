"""Warnings on Today, in the status bar and in the tray; alarms on every tab of a case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.events import add_event
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewChild
from abductdesk.actions.scope import Scope
from abductdesk.actions.warnings import warnings
from abductdesk.terms import CaseKind, EventKind
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.noticecard import NoticeCard
from abductdesk.ui.screens.case.screen import TABS, CaseScreen
from abductdesk.ui.screens.today import Today
from abductdesk.ui.session import Session
from abductdesk.ui.texts import words
from abductdesk.ui.watch import TOLD, notice
from tests.ui.caseroom import opened, tab
from tests.ui.conftest import TODAY
from tests.ui.helpers import assert_accessible
from tests.ui.office import open_window


def taken(office: Office, left: int, there: str = "FR", born: date = date(2019, 5, 4)) -> int:
    """A removal whose year ends so many days from today."""
    ends = TODAY + timedelta(days=left + 1)
    new = NewCase(
        {"kind": CaseKind.REMOVAL, "habitual_residence_state": "BE", "requested_state": there},
        children=[NewChild({"given_names": "Lina", "family_names": "Voorbeeld", "born": born})],
        events=[{"kind": EventKind.REMOVAL, "date": ends.replace(year=ends.year - 1)}],
    )
    return int(office.do(open_case, new).result)


def today(office: Office, desk: Desk, qtbot: QtBot) -> Today:
    screen = open_window(desk, qtbot, "today").current()
    assert isinstance(screen, Today)
    qtbot.waitUntil(lambda: screen.stack.currentIndex() > 0)
    return screen


def test_today_says_how_many_stand_on_which_rung(office: Office, desk: Desk, qtbot: QtBot) -> None:
    taken(office, 57)
    near = taken(office, 3)
    screen = today(office, desk, qtbot)
    assert screen.warned.isVisibleTo(screen)
    assert screen.warned.title.text() == f"{len(office.ask(warnings))} warnings"
    pills = screen.warned.pills()
    assert pills[0].endswith("within 3 days") and pills[-1].endswith("within 60 days")
    assert screen.warned.next.text().endswith("26 Nov 2026")
    screen.warned.next.click()
    case = screen.shell.current()
    assert isinstance(case, CaseScreen)
    qtbot.waitUntil(lambda: case._case_id == near and case.tabs.current == "deadlines")


def test_a_calm_office_has_no_strip(office: Office, desk: Desk, qtbot: QtBot) -> None:
    taken(office, 200)
    screen = today(office, desk, qtbot)
    assert not screen.warned.isVisibleTo(screen)


def test_the_status_bar_counts_and_leads_to_today(office: Office, qtbot: QtBot) -> None:
    case_id = taken(office, 57)
    session = Session(office)
    session.window.show()
    status = session.window.status
    count = len(office.ask(warnings))
    assert count
    qtbot.waitUntil(lambda: status.warned.isVisible())
    assert status.warned.text() == (f"{count} warnings" if count > 1 else "1 warning")
    session.window.go("cases")
    status.warned.click()
    current = session.window.current()
    assert current is not None and current.key == "today"
    session.desk.do(add_event, case_id, {"kind": EventKind.COURT_SEISED, "date": TODAY})
    qtbot.waitUntil(lambda: session.desk.idle)
    left = len(office.ask(warnings))
    qtbot.waitUntil(lambda: status.warned.isVisible() == bool(left))
    session.end()


def test_without_a_tray_nothing_is_told_and_nothing_breaks(office: Office, qtbot: QtBot) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()  # offscreen has none
    taken(office, 3)
    session = Session(office)
    session.window.show()
    assert not session.watch.tray.present
    qtbot.waitUntil(lambda: session.window.status.warned.isVisible())
    assert TOLD not in office.ask(preferences)
    session.end()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A system with a tray: what its notices say."""
    said: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, title, text, *_more: said.append(f"{title}: {text}")
    )
    return said


def at_work(office: Office, qtbot: QtBot) -> None:
    """Somebody opens the window, waits until all is asked, and locks it."""
    session = Session(office)
    session.window.show()
    qtbot.waitUntil(lambda: session.desk.idle)
    session.watch.tray.hide()
    session.desk.close()
    session.window.close()
    for timer in (session._head, session._tick):
        timer.stop()
    session.idle.stop()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)
def test_a_notice_comes_once_a_day_for_each_rung_and_names_nobody(
    office: Office, shown: list[str], qtbot: QtBot
) -> None:
    taken(office, 57)
    at_work(office, qtbot)
    assert len(shown) == 1
    assert "within 60 days" in shown[0]
    assert "Lina" not in shown[0] and "PMB" not in shown[0]
    at_work(office, qtbot)  # the same day: told already
    assert len(shown) == 1
    taken(office, 3)
    at_work(office, qtbot)  # a lower rung
    assert len(shown) == 2 and "within 3 days" in shown[1] and "60" not in shown[1]
    yesterday = {"day": (TODAY - timedelta(days=1)).isoformat(), "rungs": [3, 60]}
    office.do(prefer, {TOLD: yesterday})
    at_work(office, qtbot)  # a new day
    assert len(shown) == 3 and "60" in shown[2]


def test_who_wants_no_notices_gets_none(office: Office, shown: list[str], desk: Desk, qtbot: QtBot) -> None:
    taken(office, 3)
    card = NoticeCard(desk)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: "a number only" in card.text.text())
    card.switch.button("off").click()
    qtbot.waitUntil(lambda: office.ask(preferences).get("notices") is False)
    at_work(office, qtbot)
    assert shown == []


def test_the_card_says_where_there_is_no_tray(desk: Desk, qtbot: QtBot) -> None:
    card = NoticeCard(desk)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: "shows no notices" in card.text.text())
    assert not card.switch.isEnabled()


def test_a_notice_is_a_number_and_a_rung(office: Office) -> None:
    taken(office, 57)
    taken(office, 0)
    said = words(notice(office.ask(warnings, Scope.ALL)))
    assert "within one day" in said and "within 60 days" in said


# alarms


def banners(screen: CaseScreen) -> list[str]:
    found = screen.header.findChildren(Banner)
    return [each.text() for each in found if each.isVisibleTo(screen.header)]


def test_both_alarms_stand_on_every_tab(office: Office, desk: Desk, qtbot: QtBot) -> None:
    case_id = taken(office, 30, born=TODAY.replace(year=TODAY.year - 16) + timedelta(days=60))
    screen = opened(open_window(desk, qtbot, "today"), case_id, qtbot)
    for key in TABS:
        tab(screen, key)
        said = banners(screen)
        assert len(said) == 2
        assert "must begin by 23 December 2026: 30 days left." in said[0]
        assert "Voorbeeld" in said[1] and "turns 16 on 22 January 2027" in said[1]
    first = screen.header.findChildren(Banner)[0].button
    assert first is not None
    first.click()
    assert screen.tabs.current == "deadlines"
    assert screen._built["deadlines"].folds.rows()[0].open  # type: ignore[attr-defined]
    assert_accessible(screen.header)


def test_an_alarm_under_an_unknown_law_says_its_condition(office: Office, desk: Desk, qtbot: QtBot) -> None:
    screen = opened(open_window(desk, qtbot, "today"), taken(office, 30, "TN"), qtbot)
    (said,) = banners(screen)
    assert said.endswith("23 December 2026: 30 days left. (If the Convention is in force.)")


def test_a_calm_case_has_no_alarm(office: Office, desk: Desk, qtbot: QtBot) -> None:
    screen = opened(open_window(desk, qtbot, "today"), taken(office, 90), qtbot)
    assert banners(screen) == []
