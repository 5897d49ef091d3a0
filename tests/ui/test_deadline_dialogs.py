"""Handing cases over, and the list of deadlines on its way to paper or into a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import prefer
from abductdesk.actions.casefile import case_file, case_history
from abductdesk.actions.office import Office
from abductdesk.actions.overview import Figure
from abductdesk.i18n import OFFICE_LANGUAGES
from abductdesk.models import Staff
from abductdesk.terms import StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Question
from abductdesk.ui.handoverdialog import HandOver
from abductdesk.ui.issuedletter import TOLD
from abductdesk.ui.listdialog import PrintList
from abductdesk.ui.screens.deadlines import Deadlines
from abductdesk.ui.window import Window
from tests.documents.sample import by_pdfium
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, dialog, follow_up, open_window, press

Cases = tuple[int, int, int]


@pytest.fixture
def cases(office: Office) -> Cases:
    """Two cases of one's own, the first with something late, and one of a colleague."""
    with office.vault.writing() as session:
        session.add(Staff(id=2, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
        session.add(Staff(id=3, name="Gone Away", roles=[StaffRole.CASEWORKER.value], active=False))
    found = abduction(office), abduction(office, "Noor", "Fictief"), abduction(office, caseworker_id=2)
    follow_up(office, found[0], "Call Tom back", -2)
    follow_up(office, found[2], "Help with this one", 3)
    return found


@pytest.fixture
def screen(cases: Cases, desk: Desk, qtbot: QtBot) -> Deadlines:
    window = open_window(desk, qtbot, "deadlines")
    found = window.current()
    assert isinstance(found, Deadlines)
    qtbot.waitUntil(lambda: found.stack.currentIndex() == 1)
    return found


def hand_over_of(screen: Deadlines, qtbot: QtBot) -> HandOver:
    screen.hand.click()
    found = dialog(HandOver)
    qtbot.waitUntil(lambda: found.held is not None)
    return found


def list_of(screen: Deadlines, qtbot: QtBot) -> PrintList:
    screen.print.click()
    found = dialog(PrintList)
    qtbot.waitUntil(lambda: found.print.isEnabled())
    return found


def caseworkers(office: Office, cases: Cases) -> list[int | None]:
    return [office.ask(case_file, case_id).case.caseworker_id for case_id in cases]


def test_it_says_who_has_what_and_who_can_take_it(screen: Deadlines, qtbot: QtBot) -> None:
    asked = hand_over_of(screen, qtbot)
    givers = [asked.giver.itemText(at) for at in range(asked.giver.count())]
    assert givers == ["An Peeters · 2 open cases", "Bram Wouters · 1 open case"]
    takers = [asked.taker.itemText(at).strip("\u2068\u2069") for at in range(asked.taker.count())]
    assert takers == ["Choose a colleague", "Bram Wouters"]  # not oneself, not who left
    assert asked.heading.text() == "2 of 2 open cases chosen"
    assert asked.follow_ups.text() == "With 1 open follow-up given to the same person in these cases"
    assert asked.elsewhere.text() == "And 1 open follow-up in cases of others"
    assert not asked.accept_button.isEnabled()
    assert_accessible(asked)
    assert_speaks(asked, {"PMB-2026-0001"})
    asked.close()


def test_chosen_cases_change_hands_and_come_back(
    screen: Deadlines, cases: Cases, qtbot: QtBot, office: Office
) -> None:
    window = screen.window()
    assert isinstance(window, Window)
    asked = hand_over_of(screen, qtbot)
    asked.taker.setCurrentIndex(1)
    asked.cases.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert asked.accept_button.text() == "Hand over 1 case"
    asked.submit()
    qtbot.waitUntil(lambda: caseworkers(office, cases) == [2, 1, 2])
    assert office.ask(case_file, cases[0]).follow_ups[0].who_id == 2
    qtbot.waitUntil(lambda: screen.tiles[Figure.OVERDUE].accessibleName() == "Overdue: 1")
    qtbot.waitUntil(lambda: [row.key for row in screen.matrix.numbers.rows] == [1, 2])
    qtbot.waitUntil(lambda: window._undo is not None)
    assert window._toast.text() == "1 case handed over"
    window.undo()
    qtbot.waitUntil(lambda: caseworkers(office, cases) == [1, 1, 2])
    assert office.ask(case_file, cases[0]).follow_ups[0].who_id == 1


def test_follow_ups_alone_can_go(screen: Deadlines, cases: Cases, qtbot: QtBot, office: Office) -> None:
    asked = hand_over_of(screen, qtbot)
    asked.taker.setCurrentIndex(1)
    press(asked, "Choose none")
    assert not asked.accept_button.isEnabled()
    asked.elsewhere.setChecked(True)
    assert asked.accept_button.text() == "Hand over the follow-ups"
    asked.submit()
    qtbot.waitUntil(lambda: office.ask(case_file, cases[2]).follow_ups[0].who_id == 2)
    assert caseworkers(office, cases) == [1, 1, 2]


def test_a_refusal_is_said_in_the_dialog(
    screen: Deadlines, cases: Cases, qtbot: QtBot, office: Office
) -> None:
    asked = hand_over_of(screen, qtbot)
    asked.taker.setCurrentIndex(1)
    with office.vault.writing() as session:
        person = session.get(Staff, 2)
        assert person is not None
        person.active = False
    asked.submit()
    qtbot.waitUntil(asked.refusal.isVisible)
    assert "no longer works here" in asked.refusal.text()
    assert caseworkers(office, cases) == [1, 1, 2]
    asked._touched = False
    asked.close()


def test_leaving_with_a_choice_made_asks_first(screen: Deadlines, qtbot: QtBot) -> None:
    asked = hand_over_of(screen, qtbot)
    press(asked, "Choose none")
    asked.reject()
    press(dialog(Question), "Leave")
    qtbot.waitUntil(lambda: not screen.window().isHidden())


def test_the_list_is_looked_at_first_and_names_nobody_unless_asked(
    screen: Deadlines, qtbot: QtBot, cases: Cases, office: Office
) -> None:
    made = list_of(screen, qtbot)
    assert not made.warning.isVisible()
    assert made.wish.ids is None
    made.named.setChecked(True)
    qtbot.waitUntil(lambda: screen.desk.idle)
    assert made.warning.isVisible()
    assert made.wish.named
    assert_accessible(made)
    made.close()
    assert "export_deadlines" not in {line.action for line in office.ask(case_history, cases[0])}


def test_what_is_narrowed_on_the_screen_is_what_is_printed(screen: Deadlines, qtbot: QtBot) -> None:
    screen.tiles[Figure.OVERDUE].click()
    made = list_of(screen, qtbot)
    assert made.sentence.text() == "Overdue"
    assert made.wish.ids is not None
    assert len(made.wish.ids) == 1
    made.close()


def test_an_empty_list_says_so(screen: Deadlines, qtbot: QtBot) -> None:
    screen.tiles[Figure.OVERDUE].click()
    made = list_of(screen, qtbot)
    made.late.setChecked(False)
    qtbot.waitUntil(made.refusal.isVisible)
    assert "Nothing stands on this list" in made.refusal.text()
    assert not made.print.isEnabled()
    made.late.setChecked(True)
    qtbot.waitUntil(made.print.isEnabled)
    assert made.refusal.isHidden()
    made.close()


def test_it_is_saved_after_a_word_and_journalled(
    screen: Deadlines, cases: Cases, qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    screen.tiles[Figure.OVERDUE].click()
    made = list_of(screen, qtbot)
    made.language.setCurrentIndex(OFFICE_LANGUAGES.index("nl"))
    qtbot.waitUntil(made.save.isEnabled)  # the pages chosen now are seen
    press(made, "Save as…")
    press(dialog(Question), "Choose a folder")
    qtbot.waitUntil(lambda: bool(made.findChildren(QFileDialog)))
    asked = made.findChildren(QFileDialog)[0]
    assert "deadlines" in asked.selectedFiles()[0]
    path = tmp_path / "deadlines.pdf"
    asked.fileSelected.emit(str(path))
    asked.close()
    qtbot.waitUntil(path.exists)
    text = by_pdfium(path.read_bytes())
    assert "PMB-2026-0001" in text
    assert "Termijnen tot" in text
    assert "Tom" not in text
    histories = [{line.action for line in office.ask(case_history, case_id)} for case_id in cases]
    assert ["export_deadlines" in each for each in histories] == [True, False, False]


def test_it_is_printed_through_the_systems_dialog(
    screen: Deadlines, cases: Cases, qtbot: QtBot, office: Office
) -> None:
    office.do(prefer, {TOLD: True})
    made = list_of(screen, qtbot)
    press(made, "Print…")
    qtbot.waitUntil(lambda: bool(made.findChildren(QPrintDialog)))
    assert "export_deadlines" in {line.action for line in office.ask(case_history, cases[0])}
    made.findChildren(QPrintDialog)[0].reject()
    qtbot.waitUntil(lambda: not made.findChildren(QPrintDialog))
    assert made.print.isEnabled()
    made.close()
