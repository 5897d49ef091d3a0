"""Who has the mediation tab, and who may override its safety."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.agreements import add_agreement
from abductdesk.actions.mediationsafety import override_safety
from abductdesk.actions.office import Office
from abductdesk.models import Staff
from abductdesk.store.vault import Vault
from abductdesk.terms import AgreementKind, SessionForm, StaffRole, Unit
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.case.mediation.screening import ScreeningResult
from abductdesk.ui.texts import isolate
from tests.actions import mediationroom as room
from tests.ui.caseroom import opened, text_of
from tests.ui.conftest import NOW
from tests.ui.helpers import assert_accessible, assert_speaks
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


def test_everything_on_the_tab_follows_the_language(
    office: Office, desk: Desk, qtbot: QtBot, case_id: int
) -> None:
    mediation_id = room.opened(office, case_id)
    room.screened(office, mediation_id, room.TAKING, room.MEDIUM, measures="Separate arrival")
    room.chosen(office, mediation_id)
    room.planned(office, mediation_id, SessionForm.SHUTTLE, online=True)
    office.do(add_agreement, mediation_id, {"kind": AgreementKind.FULL, "points": {"return": "agreed"}})
    here = show(office, desk, qtbot, case_id)
    here.says("Anna Nowak")
    names = map(isolate, ("Tom Voorbeeld", "Inès Exemple", "Anna Nowak", "Bert Maes"))
    assert_speaks(here.tab, {*names, "23 Nov 2026", "Arts. 1733, 1736", "Art. 1732", "Art. 1733"})
    assert_accessible(here.tab)
    result = ScreeningResult(here.screen.room, room.seen(office, case_id), room.TAKING)
    result.open()
    assert_speaks(result, {isolate("Inès Exemple"), isolate("Separate arrival")})
    result.done(0)
