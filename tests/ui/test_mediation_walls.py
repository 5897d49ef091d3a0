"""Who has the mediation tab, and who may override its safety."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.mediationsafety import override_safety
from abductdesk.actions.office import Office
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import StaffRole, Unit
from abductdesk.ui.desk import Desk
from tests.actions import mediationroom as room
from tests.ui.caseroom import opened, text_of
from tests.ui.conftest import NOW
from tests.ui.office import open_window
from tests.ui.test_case_mediation import case_id, show

__all__ = ["case_id"]


def test_the_foundation_has_no_such_tab(
    vault: Vault, office: Office, qtbot: QtBot, dressed: QApplication, case_id: int
) -> None:
    room.opened(office, case_id)
    with vault.writing() as session:
        roles = [StaffRole.MANAGER.value, StaffRole.CASEWORKER.value]
        session.add(Staff(id=8, name="Fatima Foundation", roles=roles, unit=Unit.FOUNDATION))
    desk = Desk(Office(vault, 8, clock=lambda: NOW))
    screen = opened(open_window(desk, qtbot, "cases"), case_id, qtbot, "mediation")
    assert not screen.tabs.has("mediation")
    assert screen.tabs.current == "overview"
    screen.show_tab("mediation")
    assert screen.tabs.current == "overview" and "mediation" not in screen._built
    screen.show_tab("history")
    qtbot.waitUntil(lambda: desk.idle)
    QApplication.processEvents()
    assert "opened a mediation" not in text_of(screen)
    desk.close()


def test_a_caseworker_sees_the_override_and_cannot_take_it(
    vault: Vault, office: Office, qtbot: QtBot, dressed: QApplication, case_id: int
) -> None:
    mediation_id = room.opened(office, case_id)
    with vault.writing() as session:
        session.add(Staff(id=7, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
    desk = Desk(Office(vault, 7, clock=lambda: NOW))
    here = show(desk.office, desk, qtbot, case_id)
    here.says("A manager can override it.")
    office.do(override_safety, mediation_id, reason="Seen with both lawyers")
    here.screen.refresh()
    here.says("Seen with both lawyers")
    assert "Withdraw…" not in [
        button.accessibleName() for button in here.tab.findChildren(type(here.screen.more))
    ]
    desk.close()
