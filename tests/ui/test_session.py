"""One person at work: what is left on the screen after a lock, and what another window wrote."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import change_settings, settings
from abductdesk.actions.casefile import case_file
from abductdesk.actions.cases import change_case, open_case
from abductdesk.actions.office import Office
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.session import Session
from tests.actions.conftest import NOW, removal
from tests.ui.helpers import shown_texts


def test_a_lock_leaves_nothing_on_the_screen_even_with_a_dialog_open(office: Office, qtbot: QtBot) -> None:
    session = Session(office)
    session.window.show()
    session.window.run("new_case")
    qtbot.waitUntil(lambda: bool(session.window.findChildren(NewCaseDialog)))
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
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
    qtbot.waitUntil(lambda: session.desk.idle)
    session._look_again()  # what its timer does every ten seconds
    qtbot.waitUntil(lambda: "Written elsewhere" in shown_texts(session.window))
    session.end()


def test_the_office_chooses_when_to_lock(office: Office, qtbot: QtBot) -> None:
    session = Session(office)
    session.desk.do(change_settings, seen=office.ask(settings).version, changes={"idle_minutes": 3})
    qtbot.waitUntil(lambda: session.idle.seconds == 180)
    session.end()


def test_a_clerk_sees_no_screen_with_case_content(vault: Vault, office: Office, qtbot: QtBot) -> None:
    with vault.writing() as writing:
        writing.add(Staff(id=3, name="Chris Clerk", roles=[StaffRole.CLERK.value]))
    session = Session(Office(vault, 3, clock=lambda: NOW))
    session.window.show()
    qtbot.waitUntil(lambda: session.desk.idle)
    current = session.window.current()
    assert current is not None
    assert current.key == "settings"
    assert "New case" not in shown_texts(session.window)
    assert set(session.window.sidebar._buttons) == {"settings", "safe"}
    assert session.window.provider is None
    session.end()
