"""The vault's screen: colleagues, computers, backups, checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions import safe
from abductdesk.actions.bureau import staff_list
from abductdesk.actions.handover import hand_over
from abductdesk.actions.office import Office
from abductdesk.actions.staff import Colleague, admit, colleagues
from abductdesk.actions.undo import last_change
from abductdesk.models import Staff
from abductdesk.terms import StaffRole, Unit
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Question
from abductdesk.ui.handoverdialog import HandOver
from abductdesk.ui.movedialog import MoveAway
from abductdesk.ui.revokedialog import Revoke
from abductdesk.ui.screens.safe import SafeScreen
from abductdesk.ui.screens.safe.backups import BackupsTab
from abductdesk.ui.screens.safe.computers import ComputersTab
from abductdesk.ui.screens.safe.people import PeopleTab
from abductdesk.ui.temporary import TemporaryPassphrase
from abductdesk.ui.window import Window
from tests.conftest import Template, open_at_once
from tests.store.test_keyrings import InMemory, put_back, works
from tests.ui.helpers import assert_accessible
from tests.ui.office import abduction, cell

__all__ = ["put_back", "works"]
PHRASE = "orchid tunnel harbour violin 58"


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SafeScreen:
    window = Window(desk, [SafeScreen])
    qtbot.addWidget(window)
    window.show()
    window.go("safe")
    found = window.current()
    assert isinstance(found, SafeScreen)
    qtbot.waitUntil(lambda: desk.idle)
    return found


def dialog(screen: QWidget, kind: type, qtbot: QtBot) -> object:
    qtbot.waitUntil(lambda: bool(screen.findChildren(kind)))
    return screen.findChildren(kind)[-1]


def test_everything_on_every_tab_has_a_name(screen: SafeScreen) -> None:
    for tab in screen.tabs:
        screen.show_tab(tab.key)
        assert_accessible(screen)


def people(screen: SafeScreen) -> PeopleTab:
    assert isinstance(screen.tab, PeopleTab)
    return screen.tab


def choose(tab: PeopleTab, person: Colleague, name: str) -> None:
    """Choose what the menu of a person offers."""
    next(action for action in tab.menu_of(person) if action.text() == name).trigger()


def colleague(office: Office, **values: object) -> Colleague:
    """A colleague with a passphrase of his own."""
    given = {"name": "Bram Wouters", "roles": [StaffRole.CASEWORKER], **values}
    staff_id = admit(office, given, PHRASE, temporary=False)
    return next(one for one in colleagues(office) if one.id == staff_id)


def test_a_colleague_is_let_in_with_a_passphrase_shown_once(
    screen: SafeScreen, office: Office, qtbot: QtBot
) -> None:
    tab = people(screen)
    tab.invite.click()
    asked = dialog(screen, FormDialog, qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.rows["name"].editor.set_value("Bram Wouters")
    asked.form.rows["roles"].editor.set_value([StaffRole.CASEWORKER])
    asked.form.rows["unit"].editor.set_value(Unit.FOUNDATION)
    asked.submit()
    phrase = dialog(screen, TemporaryPassphrase, qtbot)
    assert isinstance(phrase, TemporaryPassphrase)
    assert_accessible(phrase)
    proposed = phrase.phrase.text()
    phrase.another.click()
    assert phrase.phrase.text() != proposed
    phrase.phrase.setText("too short")
    phrase.submit()
    qtbot.waitUntil(phrase.banner.isVisible)
    assert len(office.ask(staff_list)) == 1
    phrase.phrase.setText(PHRASE)
    phrase.submit()
    qtbot.waitUntil(lambda: phrase.given, timeout=10_000)
    phrase.copy.click()
    assert QGuiApplication.clipboard().text() == PHRASE
    assert phrase._sheet(PHRASE).startswith(b"%PDF")
    phrase.submit()
    assert office.ask(last_change) is None, "a key that was given is not undone"
    theirs = safe.sign_in(office.vault.folder, "Bram Wouters", PHRASE)
    assert theirs.staff.roles == [StaffRole.CASEWORKER.value]
    assert (theirs.staff.unit, theirs.staff.must_change) == (Unit.FOUNDATION, True)
    theirs.vault.close()
    tab.refresh()
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 2)
    assert cell(tab.table, 1, "state") == "Temporary passphrase"


def test_roles_are_changed_at_the_keyboard(screen: SafeScreen, office: Office, qtbot: QtBot) -> None:
    tab, bram = people(screen), colleague(office)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 2)
    tab.table.select(1)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Change roles and details…", "New temporary passphrase…", "Suspend…", "Take access away…",
    ]  # fmt: skip
    menu.close()
    choose(tab, bram, "Change roles and details…")
    asked = dialog(screen, FormDialog, qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.rows["roles"].editor.set_value([StaffRole.CLERK])
    asked.submit()
    qtbot.waitUntil(lambda: "Printing clerk" in cell(tab.table, 1, "who"))


def test_a_suspension_and_its_end(screen: SafeScreen, office: Office, qtbot: QtBot) -> None:
    tab, bram = people(screen), colleague(office)
    choose(tab, bram, "Suspend…")
    question = dialog(screen, Question, qtbot)
    assert isinstance(question, Question)
    question.accept()
    qtbot.waitUntil(lambda: "since" in cell(tab.table, 1, "state"))
    bram = next(one for one in colleagues(office) if one.id == bram.id)
    choose(tab, bram, "Lift the suspension")
    qtbot.waitUntil(lambda: cell(tab.table, 1, "state") == "Active")


def test_access_is_taken_away_after_the_cases_were_counted(
    screen: SafeScreen, office: Office, qtbot: QtBot
) -> None:
    tab, bram = people(screen), colleague(office)
    case_id = abduction(office)
    office.do(hand_over, 1, bram.id, [case_id])
    choose(tab, bram, "Take access away…")
    asked = dialog(screen.window(), Revoke, qtbot)
    assert isinstance(asked, Revoke)
    qtbot.waitUntil(lambda: "1 open case is with Bram Wouters." in asked.cases.text())
    assert asked.hand_over.isVisible()
    assert_accessible(asked)
    asked.hand_over.click()
    handing = dialog(screen.window(), HandOver, qtbot)
    assert isinstance(handing, HandOver)
    qtbot.waitUntil(lambda: handing.held is not None)
    handing.taker.setCurrentIndex(1)
    handing.submit()
    qtbot.waitUntil(lambda: "No open case" in asked.cases.text())
    with qtbot.waitSignal(asked.accepted, timeout=10_000):
        asked.submit()
    qtbot.waitUntil(lambda: cell(tab.table, 1, "state") == "Has left")
    assert [who.staff_id for who in safe.people(office.vault.folder)] == [1]


def test_access_is_not_taken_while_another_window_is_open(
    screen: SafeScreen, office: Office, qtbot: QtBot, vault_template: Template
) -> None:
    tab, bram = people(screen), colleague(office)
    other = open_at_once(office.vault.folder, vault_template)
    with other.reading() as session:
        session.get(Staff, 1)
    choose(tab, bram, "Take access away…")
    asked = dialog(screen.window(), Revoke, qtbot)
    assert isinstance(asked, Revoke)
    asked.submit()
    qtbot.waitUntil(asked.banner.isVisible, timeout=10_000)
    assert "nobody else has the vault open" in asked.banner.text()
    assert asked.go.isEnabled()
    other.close()
    with qtbot.waitSignal(asked.accepted, timeout=10_000):
        asked.submit()


def test_who_handles_no_people_sees_names_and_roles(office: Office, qtbot: QtBot) -> None:
    bram = colleague(office)
    desk = Desk(Office(office.vault, bram.id))
    window = Window(desk, [SafeScreen])
    qtbot.addWidget(window)
    window.show()
    window.go("safe")
    screen = window.current()
    assert isinstance(screen, SafeScreen)
    tab = people(screen)
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 2)
    assert tab.table.model.columnCount() == 1
    assert not tab.invite.isVisible()
    assert [each.key for each in screen.tabs if each.key in screen._kinds] == [
        "people",
        "computers",
        "backups",
    ]
    assert_accessible(screen)
    desk.close()


def test_a_trusted_computer_is_taken_back(
    screen: SafeScreen, office: Office, qtbot: QtBot, works: InMemory
) -> None:
    screen.show_tab("computers")
    tab = screen.tab
    assert isinstance(tab, ComputersTab)
    qtbot.waitUntil(lambda: tab.table.currentIndex() == 1)
    assert_accessible(screen)
    safe.trust_this_computer(office)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.table.model.rowCount() == 1)
    assert "This computer" in cell(tab.table, 0, "which")
    tab.menu_of(tab.table.model.row_at(0))[0].trigger()
    question = dialog(screen, Question, qtbot)
    assert isinstance(question, Question)
    question.accept()
    qtbot.waitUntil(lambda: tab.table.currentIndex() == 1)
    assert works.kept == {}


def test_a_copy_for_a_new_computer(
    screen: SafeScreen, desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.show_tab("computers")
    tab = screen.tab
    assert isinstance(tab, ComputersTab)
    tab.away.click()
    asked = dialog(screen.window(), MoveAway, qtbot)
    assert isinstance(asked, MoveAway)
    assert_accessible(asked)
    (tmp_path / "file").write_text("no folder")
    asked.copy_into(tmp_path / "file")
    qtbot.waitUntil(asked.banner.isVisible)
    assert asked.go.isEnabled() and "could not be made" in asked.banner.text()
    (tmp_path / "stick").mkdir()
    asked.copy_into(tmp_path / "stick")
    qtbot.waitUntil(lambda: asked.made is not None, timeout=10_000)
    assert list((tmp_path / "stick").glob("*_move/vault.keys"))
    assert "complete and opens" in asked.banner.text()
    asked.submit()


def test_a_backup_is_made_and_the_vault_checked(screen: SafeScreen, office: Office, qtbot: QtBot) -> None:
    screen.show_tab("backups")
    tab = screen.tab
    assert isinstance(tab, BackupsTab)
    tab.back_up()
    qtbot.waitUntil(lambda: safe.state_of(office).backups == 1, timeout=10_000)
    qtbot.waitUntil(tab.check.isEnabled, timeout=10_000)
    tab.verify()
    qtbot.waitUntil(lambda: "whole" in tab.answer.text(), timeout=10_000)
