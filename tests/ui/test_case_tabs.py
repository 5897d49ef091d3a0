"""Letters, services, notes, documents and history of a case."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.attachments import MOST_BYTES
from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.entries import add_entry
from abductdesk.actions.letterfacts import Addressee, Choices
from abductdesk.actions.letters import issue_letter
from abductdesk.actions.office import Office
from abductdesk.actions.people import add_contact
from abductdesk.actions.undo import last_change
from abductdesk.terms import (
    CaseKind,
    ContactKind,
    Role,
    Safety,
)
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import Question
from abductdesk.ui.letterdialog import WriteLetter
from abductdesk.ui.screens.case.history import HistoryTab
from abductdesk.ui.screens.case.letters import LettersTab
from abductdesk.ui.screens.case.notes import NotesTab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.texts import speak
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, Pill
from tests.ui.caseroom import fill, opened, press, submit, tab, text_of
from tests.ui.conftest import TODAY
from tests.ui.office import abduction, cell, dialog, follow_up, open_window


@pytest.fixture
def case_id(office: Office) -> int:
    """Lina, taken to France ten months ago."""
    return abduction(office)


@pytest.fixture
def screen(desk: Desk, case_id: int, qtbot: QtBot) -> CaseScreen:
    return opened(open_window(desk, qtbot, "today"), case_id, qtbot)


def test_issued_letters_stand_in_the_list(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    person = office.ask(case_file, case_id).people[0].person
    address = {
        "kind": ContactKind.ADDRESS, "value": "Voorbeeldstraat 1", "postcode": "1000", "city": "Brussel",
        "country": "BE", "safe": [Safety.WRITE],
    }  # fmt: skip
    office.do(add_contact, person.id, address)
    bureau = {
        "street": "Bureaustraat 1",
        "postcode": "1000",
        "city": "Brussel",
        "phone": "02 1",
        "email": "a@b.be",
    }
    office.do(change_settings, seen=office.ask(settings).version, changes=bureau)
    to = Addressee(Role.LEFT_BEHIND_PARENT, person.name, "nl", person_id=person.id)
    shown = tab(screen, "letters")
    assert isinstance(shown, LettersTab)
    assert "No letters yet" in text_of(shown)
    screen.desk.do(issue_letter, case_id, "mediation_information", to, "nl", Choices())
    qtbot.waitUntil(
        lambda: shown.table.model.rowCount() == 1 and "PMB-L-2026-0001" in cell(shown.table, 0, "letter")
    )
    qtbot.waitUntil(lambda: cell(shown.table, 0, "letter") != "PMB-L-2026-0001")
    assert cell(shown.table, 0, "to") == "Tom Voorbeeld, Left-behind parent"
    assert cell(shown.table, 0, "language") == "Dutch"
    assert cell(shown.table, 0, "printed") == "Not yet"
    assert cell(shown.table, 0, "state") == "Issued"


def test_a_letter_is_begun_by_keyboard(screen: CaseScreen, qtbot: QtBot) -> None:
    QTest.keyClick(screen.window(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog(WriteLetter).isVisible())


def test_services_proceedings_and_follow_ups(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    follow_up(office, case_id, "Ask for the docket", -3)
    shown = tab(screen, "services")
    press(screen, "Add proceedings", qtbot)
    form = dialog(FormDialog)
    fill(form, kind="return", court="Tribunal de Lille", docket="26/1")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Tribunal de Lille" in text_of(shown))
    press(screen, "Add service", qtbot)
    form = dialog(FormDialog)
    fill(form, kind="police", organisation="Police zone", since=TODAY, until=TODAY - timedelta(days=1))
    form.submit()
    qtbot.waitUntil(lambda: "before the beginning" in form.form.error("until"))
    fill(form, until=None)
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Police zone" in text_of(shown))
    tick = next(
        each for each in shown.findChildren(Check) if each.accessibleName() == "Done: Ask for the docket"
    )
    tick.click()
    qtbot.waitUntil(lambda: office.ask(case_file, case_id).follow_ups[0].done_on == TODAY)
    press(screen, "Remove · Police zone", qtbot)
    dialog(Question).yes.click()
    qtbot.waitUntil(lambda: office.ask(case_file, case_id).services == ())


def test_the_keyboard_stays_where_it_was_when_the_list_is_made_anew(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    for what in ("Ask for the docket", "Call the father"):
        follow_up(office, case_id, what, 3)
    shown = tab(screen, "services")
    screen.refresh()
    name = "Done: Call the father"

    def boxes() -> list[Check]:
        return [each for each in shown.findChildren(Check) if each.accessibleName() == name]

    qtbot.waitUntil(lambda: bool(boxes()))
    boxes()[0].setFocus()
    QTest.keyClick(boxes()[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.room.file.follow_ups[1].done_on == TODAY)
    qtbot.waitUntil(lambda: any(box.isChecked() and box.hasFocus() for box in boxes()))


def test_a_prevention_case_shows_its_measures_and_passports(office: Office, desk: Desk, qtbot: QtBot) -> None:
    values = {"kind": CaseKind.PREVENTION, "fear_reasons": "Tickets were booked"}
    case_id = int(office.do(open_case, NewCase(values)).result)
    screen = opened(open_window(desk, qtbot, "today"), case_id, qtbot, "services")
    shown = tab(screen, "services")
    qtbot.waitUntil(lambda: "Tickets were booked" in text_of(shown))
    press(screen, "Add measure", qtbot)
    form = dialog(FormDialog)
    fill(form, kind="travel_ban", taken_on=TODAY, by_whom="Family court")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Travel ban by a court" in text_of(shown))
    assert office.ask(case_file, case_id).measures[0].by_whom == "Family court"


def notes(screen: CaseScreen) -> NotesTab:
    found = tab(screen, "notes")
    assert isinstance(found, NotesTab)
    return found


def test_a_note_is_saved_by_keyboard(screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot) -> None:
    shown = notes(screen)
    shown.save.click()
    assert "Write something first." in text_of(shown)
    shown.text.setFocus()
    QTest.keyClicks(shown.text, "Father called back")
    QTest.keyClick(shown.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Father called back" in text_of(shown.notes))
    assert office.ask(case_file, case_id).notes[0].text == "Father called back"
    assert shown.text.toPlainText() == ""


def test_what_is_being_written_survives_a_change_elsewhere(
    screen: CaseScreen, desk: Desk, case_id: int, qtbot: QtBot
) -> None:
    shown = notes(screen)
    QTest.keyClicks(shown.text, "half a sen")
    desk.do(add_entry, case_id, "note", {"text": "Another note"})
    qtbot.waitUntil(lambda: "Another note" in text_of(shown.notes))
    assert shown.text.toPlainText() == "half a sen"


def test_a_document_goes_into_the_vault_and_out_again(
    screen: CaseScreen, office: Office, case_id: int, tmp_path: Path, qtbot: QtBot
) -> None:
    paper = tmp_path / "birth certificate.pdf"
    paper.write_bytes(b"%PDF-1.7 fictional")
    shown = notes(screen)
    shown.add_file(str(paper))
    qtbot.waitUntil(lambda: "birth certificate.pdf" in text_of(shown))
    kept = office.ask(case_file, case_id).attachments[0]
    assert (kept.media_type, kept.size) == ("application/pdf", 18)
    shown.save_copy(kept, str(tmp_path / "copy.pdf"))
    qtbot.waitUntil(lambda: (tmp_path / "copy.pdf").is_file())
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-1.7 fictional"
    assert (tmp_path / "copy.pdf").stat().st_mode & 0o077 == 0  # for its owner only
    assert "save_attachment" in {line.action for line in office.ask(case_history, case_id)}
    press(screen, "Remove this document", qtbot)
    question = dialog(Question)
    assert "cannot be undone" in text_of(question)
    question.yes.click()
    qtbot.waitUntil(lambda: office.ask(case_file, case_id).attachments == ())
    assert office.ask(last_change) is None


def test_a_document_too_large_is_refused_before_it_is_read(
    screen: CaseScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    huge = tmp_path / "film.mp4"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with qtbot.waitSignal(screen.desk.refused) as said:
        notes(screen).add_file(str(huge))
    assert said.args[0].values == {"most": 25}


def test_history_tells_before_and_after_in_words_and_takes_back(
    screen: CaseScreen, office: Office, case_id: int, qtbot: QtBot
) -> None:
    screen.edit()
    edit = dialog(FormDialog)
    fill(edit, requested_state="DE", custody_decision=True)
    submit(edit, qtbot)
    shown = tab(screen, "history")
    assert isinstance(shown, HistoryTab)
    qtbot.waitUntil(lambda: "An Peeters changed the case" in text_of(shown))
    said = text_of(shown)
    assert "Where the child is: France → Germany" in said
    assert "There is a custody decision: yes" in said
    assert "An Peeters opened the case" in said
    assert "Event · What happened: Removal · Date: 27 January 2026" in said
    qtbot.waitUntil(shown.undo.isEnabled)
    shown.undo.click()
    qtbot.waitUntil(lambda: "An Peeters took a change back" in text_of(shown))
    assert office.ask(case_file, case_id).case.requested_state == "FR"


def test_nothing_is_shown_outside_the_window(screen: CaseScreen) -> None:
    """A widget shown before it has a parent flashes as a window and takes the focus."""
    for key in ("people", "deadlines", "services", "notes", "history", "letters"):
        tab(screen, key)
    assert QApplication.activeWindow() is screen.window()


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_in_the_largest_text_no_tab_and_no_button_of_the_header_is_cut_off(
    language: str, screen: CaseScreen, qtbot: QtBot
) -> None:
    speak(language)
    screen.window().resize(1440, 900)
    look.choose("light", 200)
    whole: list[QWidget] = [*screen.tabs.findChildren(Button), *screen.header.findChildren(Button)]
    whole += screen.header.findChildren(Pill)

    def cut() -> list[str]:
        room = screen.rect()
        return [
            each.accessibleName()
            for each in whole
            if each.width() < each.sizeHint().width()
            or not room.contains(each.rect().translated(each.mapTo(screen, QPoint())))
        ]

    qtbot.waitUntil(lambda: cut() == [])
