"""The journal on the screen: filters, one entry, the export, the histories, and the alarm."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from abductdesk.actions import safe
from abductdesk.actions.casefile import case_file
from abductdesk.actions.caselist import Filter
from abductdesk.actions.exports import export_case_list
from abductdesk.actions.journalbook import Asked
from abductdesk.actions.journalexport import JournalWish
from abductdesk.actions.office import Office
from abductdesk.actions.people import change_person
from abductdesk.models import Staff
from abductdesk.store import journal
from abductdesk.store.vault import Vault
from abductdesk.terms import Act, StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.entrydialog import EntryDialog
from abductdesk.ui.historydialog import HistoryDialog
from abductdesk.ui.journalfile import ExportJournal
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.safe import SafeScreen
from abductdesk.ui.screens.safe.journal import SEEN, JournalTab
from abductdesk.ui.session import Session
from abductdesk.ui.window import Window
from tests.store.test_journal import tamper
from tests.ui.caseroom import press as press_when_there
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.office import abduction, dialog, open_window, press


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, office: Office) -> Window:
    abduction(office)
    return open_window(desk, qtbot, "today")


def journal_of(window: Window, qtbot: QtBot, *what: object) -> JournalTab:
    window.go("safe", "journal", *what)
    screen = window.current()
    tab = getattr(screen, "tab", None)
    assert isinstance(tab, JournalTab)
    qtbot.waitUntil(lambda: window.desk.idle and tab.table.model.rowCount() > 0)
    qtbot.waitUntil(lambda: tab.table.model.row_at(0) is not None)
    return tab


def actions_in(tab: JournalTab) -> list[str]:
    rows = [tab.table.model.row_at(at) for at in range(tab.table.model.rowCount())]
    return [row.line.action if row is not None else "on its way" for row in rows]


def test_the_newest_comes_first_and_filters_narrow_it(window: Window, qtbot: QtBot, office: Office) -> None:
    office.do(export_case_list, Filter())
    tab = journal_of(window, qtbot)
    assert actions_in(tab)[0] == "export_case_list"
    tab.act.choose(frozenset({Act.EXPORT}))
    tab._picked("acts")
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 1)
    tab.clear.click()
    qtbot.waitUntil(lambda: tab.table.model.rowCount() > 3)
    tab.reference.setText("PMB-2026-0001")
    tab.reference.textEdited.emit("PMB-2026-0001")
    qtbot.waitUntil(lambda: not {"export_case_list", "on its way"} & set(actions_in(tab)))
    assert tab.clear.isVisible()


def test_everything_has_a_name_and_speaks(window: Window, qtbot: QtBot, office: Office) -> None:
    tab = journal_of(window, qtbot)
    assert_accessible(tab)
    assert_speaks(tab)
    tab.open_entry(tab.table.model.row_at(0))
    shown = dialog(EntryDialog)
    assert_accessible(shown)
    assert any("(MAC)" in text for text in shown_texts(shown))
    press(shown, "Close")


def test_from_a_case_in_one_click(window: Window, qtbot: QtBot, office: Office) -> None:
    window.open_case(1)
    screen = window.current()
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(lambda: screen._body.isEnabled() and window.desk.idle)
    screen.show_more()
    menu = screen.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text().startswith("Who looked at")).trigger()
    menu.close()
    tab = getattr(window.current(), "tab", None)
    assert isinstance(tab, JournalTab)
    qtbot.waitUntil(lambda: window.desk.idle and tab.table.model.row_at(0) is not None)
    assert (tab._asked.acts, tab._asked.reference) == (SEEN, "PMB-2026-0001")
    assert set(actions_in(tab)) == {"record_view"}


def test_an_administrator_sees_no_case(qtbot: QtBot, office: Office, vault: Vault) -> None:
    abduction(office)
    with vault.writing() as session:
        session.add(Staff(id=7, name="Ad Min", roles=[StaffRole.ADMINISTRATOR.value]))
    desk = Desk(Office(vault, 7, clock=office.clock))
    window = Window(desk, [SafeScreen])
    qtbot.addWidget(window)
    window.show()
    tab = journal_of(window, qtbot)
    assert not tab.reference.isVisible()
    assert "no content of cases" in tab.count.text()
    assert {tab.table.model.index(0, 3).data()} == {"—"}
    desk.close()


def test_the_export_is_written_and_journalled(
    window: Window, qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    tab = journal_of(window, qtbot)
    tab.ask_to_export()
    asked = dialog(ExportJournal)
    assert_accessible(asked)
    target = tmp_path / "journal.json"
    asked.save_to(JournalWish(Asked(), "json"), target)
    qtbot.waitUntil(target.exists)
    assert json.loads(target.read_text("utf-8"))["check"]["whole"] is True
    qtbot.waitUntil(lambda: window.desk.idle)
    tab.refresh()
    qtbot.waitUntil(lambda: window.desk.idle and tab.table.model.row_at(0) is not None)
    assert actions_in(tab)[0] == "export_journal"


def test_a_person_has_a_history_in_words(window: Window, qtbot: QtBot, office: Office) -> None:
    person = office.ask(case_file, 1).people[0].person
    office.do(change_person, person.id, seen=person.version, changes={"given_names": "Tomas"})
    window.open_case(1, "people")
    press_when_there(window, "History · Tomas Voorbeeld", qtbot)
    shown = dialog(HistoryDialog)
    qtbot.waitUntil(lambda: "Given names: Tom → Tomas" in shown_texts(shown))
    assert_accessible(shown)
    press(shown, "Close")


@pytest.mark.parametrize(
    ("screen", "button"),
    [("settings", "History of the settings"), ("settings", "History of my details"), ("lawbook", "History…"),
     ("safe", "History of people")],
)  # fmt: skip
def test_what_is_edited_has_its_history_beside_it(
    window: Window, qtbot: QtBot, screen: str, button: str
) -> None:
    window.go(screen)
    qtbot.waitUntil(lambda: window.desk.idle)
    press(window, button)
    shown = dialog(HistoryDialog)
    qtbot.waitUntil(lambda: shown.lines is not None)
    press(shown, "Close")


@pytest.fixture
def session(office: Office, dressed: QApplication) -> Iterator[Session]:
    made = Session(office)
    yield made
    made.end()


def test_a_whole_journal_raises_no_alarm(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.wholeness.last is not None)
    assert session.wholeness.last is not None and session.wholeness.last.whole
    assert session.window.alarm_place.isHidden()


def test_a_changed_journal_stands_over_every_screen(office: Office, qtbot: QtBot) -> None:
    abduction(office)
    tamper(office.vault, "UPDATE journal SET staff_id = 9 WHERE sequence = 3")
    session = Session(office)
    session.window.show()
    qtbot.waitUntil(lambda: session.window.alarm_place.isVisible())
    assert "The journal was changed at entry 3." in session.window.alarm.text()
    assert "Restore the latest backup" in session.window.alarm.text()
    for key in ("cases", "settings", "safe"):
        session.window.go(key)
        assert session.window.alarm_place.isVisible()
    session.end()


def test_a_hundred_thousand_entries_are_quick(window: Window, qtbot: QtBot, office: Office) -> None:
    """A tenth of it here, through the same pages; see `prove` for all."""
    _fill(office.vault, 10_000)
    begun = time.monotonic()
    tab = journal_of(window, qtbot)
    assert tab.table.model.rowCount() > 10_000
    assert time.monotonic() - begun < 5


@pytest.mark.prove
def test_a_hundred_thousand_entries(window: Window, qtbot: QtBot, office: Office) -> None:
    _fill(office.vault, 100_000)
    begun = time.monotonic()
    tab = journal_of(window, qtbot)
    shown = time.monotonic() - begun
    begun, longest = time.monotonic(), 0.0
    found = safe.check_journal(office)
    while not isinstance(found, safe.Verified):
        step = time.monotonic()
        found = safe.check_journal(office, found)
        longest = max(longest, time.monotonic() - step)
    print(f"100,000 entries: shown in {shown:.2f} s, checked in {time.monotonic() - begun:.2f} s, "
          f"the longest step {longest * 1000:.0f} ms")  # fmt: skip
    assert found.whole and tab.table.model.rowCount() > 100_000
    assert shown < 3 and longest < 1


def _fill(vault: Vault, count: int) -> None:
    detail = {"before": {"stage": "intake"}, "after": {"stage": "screening"}, "work": "x"}
    with vault.writing() as session:
        add = partial(journal.append, session, 1, "change_case", "case_file", 1, detail, case_id=1)
        for _ in range(count):
            add()
