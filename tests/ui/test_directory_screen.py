"""The directory on screen: found, opened, added, changed, merged; trainings, verification, import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from abductdesk.actions.directorylist import EntryFilter, directory_list
from abductdesk.actions.directorymerge import merge_entries
from abductdesk.actions.directorypage import entry_page
from abductdesk.actions.office import Office
from abductdesk.actions.standing import Standing
from abductdesk.actions.trainings import add_participants, add_training, training_page
from abductdesk.actions.verification import begin_round, verification_rounds
from abductdesk.terms import EntryKind, RoundAnswer, TrainingKind
from abductdesk.ui.desk import Desk
from abductdesk.ui.importing import COLUMNS, DONE, ROWS
from abductdesk.ui.screens.directory import DirectoryScreen
from abductdesk.ui.screens.directory.attestations import AttestationDialog
from abductdesk.ui.screens.directory.entries import EntriesTab
from abductdesk.ui.screens.directory.files import ListDialog
from abductdesk.ui.screens.directory.forms import EntryDialog
from abductdesk.ui.screens.directory.trainings import TrainingsTab
from abductdesk.ui.screens.directory.verification import VerificationTab
from abductdesk.ui.screens.directory_import import DirectoryImport
from abductdesk.ui.screens.today import Today
from tests.actions.directoryroom import TODAY, lawyer, mediator
from tests.ui import caseroom
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, cell, dialog, open_window, press, said

Open = Callable[[], DirectoryScreen]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Open:
    """Opens the screen, once the test has filled the office."""

    def run() -> DirectoryScreen:
        found = open_window(desk, qtbot, "directory").current()
        assert isinstance(found, DirectoryScreen)
        qtbot.waitUntil(lambda: desk.idle)
        return found

    return run


def entries(screen: DirectoryScreen) -> EntriesTab:
    tab = screen.tab
    assert isinstance(tab, EntriesTab)
    return tab


def shown(tab: EntriesTab) -> list[str]:
    rows = (name for names in said(tab.table).values() for name in names)
    return [name.replace("\u2068", "").replace("\u2069", "").split(",")[0] for name in rows]


def idle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def test_an_empty_directory_says_how_to_begin(opened: Open) -> None:
    tab = entries(opened())
    assert tab.lists.currentIndex() == 1
    assert_accessible(tab)


def test_entries_are_searched_and_narrowed(opened: Open, office: Office, desk: Desk, qtbot: QtBot) -> None:
    lawyer(office, "Verzonnen")
    mediator(office, "Fictief", cultures=["MA"])
    tab = entries(opened())
    qtbot.waitUntil(lambda: shown(tab) == ["Mo Fictief", "Ada Verzonnen"])
    QTest.keyClicks(tab.search, "verzon")
    qtbot.waitUntil(lambda: shown(tab) == ["Ada Verzonnen"])
    press(tab, "Clear filters")
    idle(desk, qtbot)
    tab.kinds.button("mediator").click()
    qtbot.waitUntil(lambda: shown(tab) == ["Mo Fictief"])
    assert tab.kinds.button("").text() == "All 2"


def test_every_tab_has_names_and_follows_the_language(
    opened: Open, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    lawyer(office, "Verzonnen", verified_on=None)
    office.do(begin_round)
    screen = opened()
    for tab in screen.tabs:
        screen.show_tab(tab.key)
        idle(desk, qtbot)
        assert_accessible(screen)
        assert_speaks(screen.tab)


def test_enter_opens_an_entry_and_escape_leads_back(
    opened: Open, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    lawyer(office, "Verzonnen")
    tab = entries(opened())
    qtbot.waitUntil(lambda: shown(tab) == ["Ada Verzonnen"])
    tab.table_first()
    QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.stack.currentIndex() == 1)
    idle(desk, qtbot)
    assert tab.one.page.header.heading.text() == "Ada Verzonnen"
    assert_accessible(tab.one)
    QTest.keyClick(tab.one.edit, Qt.Key.Key_Escape)
    assert tab.stack.currentIndex() == 0


def test_an_entry_is_marked_verified_left_and_brought_back(
    opened: Open, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    entry_id = lawyer(office, "Verzonnen", verified_on=None)
    tab = entries(opened())
    tab.show_one(entry_id)
    idle(desk, qtbot)
    press(tab.one, "Mark as verified")
    qtbot.waitUntil(lambda: office.ask(entry_page, entry_id).standing is Standing.VERIFIED)
    idle(desk, qtbot)
    tab.one.leave()
    window = tab.shell.widget()
    press(window, "Take out")
    qtbot.waitUntil(lambda: office.ask(entry_page, entry_id).standing is Standing.LEFT)
    idle(desk, qtbot)
    caseroom.press(tab.one, "Bring back", qtbot)
    qtbot.waitUntil(lambda: office.ask(entry_page, entry_id).standing is Standing.VERIFIED)


def test_an_entry_needs_its_source_and_shows_who_may_be_the_same(
    opened: Open, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    lawyer(office, "Verzonnen", email="ada@example.org")
    tab = entries(opened())
    tab.kinds.button("lawyer").click()
    idle(desk, qtbot)
    tab.add_entry()
    form = dialog(EntryDialog)
    form.form.rows["family_names"].editor.set_value("Nieuw")
    form.form.rows["email"].editor.set_value("ADA@example.org")
    form._wait.start(0)
    qtbot.waitUntil(form.alike.isVisible)
    assert "Ada Verzonnen" in form.alike.text() and "same e-mail" in form.alike.text()
    form.submit()
    assert form.form.error("source") == "Please fill this in."
    form.form.rows["source"].editor.set_value("Invented")
    form.form.rows["fee_cents"].editor.edit.setText("125,5")  # type: ignore[attr-defined]
    form.submit()
    qtbot.waitUntil(lambda: tab.stack.currentIndex() == 1)
    idle(desk, qtbot)
    found = office.ask(directory_list, EntryFilter(words="nieuw")).ids
    assert office.ask(entry_page, found[0]).entry.fee_cents == 12_550


def test_a_merge_is_shown_and_undone(opened: Open, office: Office, desk: Desk, qtbot: QtBot) -> None:
    keep, gone = lawyer(office, "Verzonnen"), lawyer(office, "Verzonnen", city="Luik")
    office.do(merge_entries, keep, gone, seen=1)
    tab = entries(opened())
    tab.show_one(keep)
    idle(desk, qtbot)
    press(tab.one, "Undo the merge")
    qtbot.waitUntil(lambda: office.ask(entry_page, gone).root is None)


def test_a_training_is_attended_and_attested(
    opened: Open, office: Office, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    values = {"title": "Two states", "kind": TrainingKind.OTHER, "on": TODAY, "hours": 6}
    training_id = int(office.do(add_training, values).result)
    office.do(add_participants, training_id, [lawyer(office, "Een"), mediator(office, "Twee")])
    screen = opened()
    screen.open("trainings", training_id)
    idle(desk, qtbot)
    tab = screen.tab
    assert isinstance(tab, TrainingsTab)
    tab.one.table.select(0)
    QTest.keyClick(tab.one.table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(
        lambda: any(each.attended for each in office.ask(training_page, training_id).participants)
    )
    idle(desk, qtbot)
    press(tab.one, "Attestations…")
    dialog(AttestationDialog).save_to(tmp_path / "attestations.pdf")
    qtbot.waitUntil((tmp_path / "attestations.pdf").exists)
    idle(desk, qtbot)
    assert (tmp_path / "attestations.pdf").read_bytes().startswith(b"%PDF")
    numbers = [each.attestation for each in office.ask(training_page, training_id).participants]
    assert numbers == ["AT-2026-0001", None]


def test_answers_of_a_round_are_ticked(opened: Open, office: Office, desk: Desk, qtbot: QtBot) -> None:
    one = lawyer(office, "Een", verified_on=None)
    two = lawyer(office, "Twee", verified_on=None)
    screen = opened()
    screen.open("verification")
    tab = screen.tab
    assert isinstance(tab, VerificationTab)
    idle(desk, qtbot)
    office.do(begin_round)
    tab.refresh()
    idle(desk, qtbot)
    QTest.keyClick(tab.table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: office.ask(entry_page, one).standing is Standing.VERIFIED)
    idle(desk, qtbot)
    tab.table.select(0)
    press(tab, "Changed")
    form = dialog(EntryDialog)
    form.form.rows["city"].editor.set_value("Namen")
    form.submit()
    qtbot.waitUntil(lambda: office.ask(entry_page, two).standing is Standing.VERIFIED)
    idle(desk, qtbot)
    assert office.ask(entry_page, two).entry.city == "Namen"
    running = office.ask(verification_rounds).running
    assert running is not None
    assert {each.line.answer for each in running.lines} == {RoundAnswer.CONFIRMED, RoundAnswer.CHANGED}


def test_the_public_list_is_looked_at_and_saved(
    opened: Open, office: Office, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    lawyer(office, "Verzonnen")
    lawyer(office, "Stil", consent_on=None)
    tab = entries(opened())
    press(tab, "Public list…")
    listed = dialog(ListDialog)
    qtbot.waitUntil(lambda: "1 name on the list." in listed.counted.text())
    assert "1 has not agreed to be listed." in listed.counted.text()
    idle(desk, qtbot)
    listed.save_to(tmp_path / "list.csv")
    qtbot.waitUntil((tmp_path / "list.csv").exists)
    idle(desk, qtbot)
    text = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert "Verzonnen" in text and "Stil" not in text
    listed.reject()


def test_the_offices_own_list_comes_in(desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(desk, qtbot, "directory_import")
    screen = window.current()
    assert isinstance(screen, DirectoryImport)
    path = tmp_path / "list.csv"
    path.write_text("Voornaam;Familienaam;E-mail\nAda;Fictief;ada@example.org\nBea;Bedacht;geen\n", "utf-8")
    screen.read(path)
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == COLUMNS)
    press(screen, "Look at the rows")
    qtbot.waitUntil(screen.refusal.isVisible)  # no entry without its source
    screen.same.rows["kind"].editor.set_value(EntryKind.LAWYER)
    screen.same.rows["source"].editor.set_value("List of the bar")
    press(screen, "Look at the rows")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == ROWS)
    assert list(said(screen.rows.table)) == ["Cannot be taken, 1", "Ready, 1"]
    assert_accessible(screen)
    press(screen, "Import 1 entry")
    qtbot.waitUntil(lambda: screen.steps.currentIndex() == DONE)
    assert screen.result.text() == "1 entry is imported."
    assert len(office.ask(directory_list, EntryFilter()).ids) == 1


def test_today_reminds_a_manager_and_leads_there(desk: Desk, office: Office, qtbot: QtBot) -> None:
    lawyer(office, "Een", verified_on=None)
    mediator(office, "Twee", accredited_until=TODAY)
    abduction(office)
    window = open_window(desk, qtbot, "today")
    today = window.current()
    assert isinstance(today, Today)
    qtbot.waitUntil(today.directory.isVisible)
    wanted = ["1 entry to verify", "1 accreditation ends within 30 days"]
    qtbot.waitUntil(lambda: today.directory.pills() == wanted)
    today.directory.ending.click()
    idle(desk, qtbot)
    screen = window.current()
    assert isinstance(screen, DirectoryScreen)
    tab = entries(screen)
    qtbot.waitUntil(lambda: shown(tab) == ["Mo Twee"])
    assert "Accreditation ends" in cell(tab.table, 0, "state")
