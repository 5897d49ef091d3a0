"""One person at work: what is left on the screen after a lock, and what another window wrote."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import change_case, open_case
from abductdesk.actions.office import Office
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.session import Session
from tests.actions.conftest import NOW, removal
from tests.ui.helpers import shown_texts


def test_a_lock_leaves_nothing_on_the_screen_even_with_a_dialog_open(office: Office, qtbot: QtBot) -> None:
    session = Session(office)
    session.window.show()
    session.window.run("new_case")
    qtbot.waitUntil(lambda: bool(session.window.findChildren(NewCaseDialog)))
    QApplication.clipboard().setText("Lina Voorbeeld")
    session.end()
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert QApplication.clipboard().text() == ""


def test_what_another_window_wrote_is_shown_without_asking(office: Office, qtbot: QtBot) -> None:
    case_id = office.do(open_case, removal()).result
    session = Session(office)
    session.window.show()
    session.window.open_case(case_id)
    qtbot.waitUntil(lambda: session.desk.idle)
    other = Office(office.vault, 1, clock=lambda: NOW)
    seen = other.ask(case_file, case_id).case.version
    other.do(change_case, case_id, seen=seen, changes={"summary": "Written elsewhere"})
    assert "Written elsewhere" not in shown_texts(session.window)
    session._look_again()  # what its timer does every ten seconds
    qtbot.waitUntil(lambda: "Written elsewhere" in shown_texts(session.window))
    session.end()
