"""Settings: each change is saved by its own dialog."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import settings
from abductdesk.actions.office import Office
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.screens.settings import Settings
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Settings:
    window = Window(desk, [Settings])
    qtbot.addWidget(window)
    window.show()
    window.go("settings")
    found = window.current()
    assert isinstance(found, Settings)
    qtbot.waitUntil(lambda: desk.idle)
    return found


def dialog(screen: Settings, kind: type, qtbot: QtBot) -> object:
    qtbot.waitUntil(lambda: bool(screen.findChildren(kind)))
    return screen.findChildren(kind)[-1]


def test_everything_on_the_page_has_a_name(screen: Settings) -> None:
    assert_accessible(screen)


def test_the_bureaus_address_is_changed(screen: Settings, office: Office, qtbot: QtBot) -> None:
    screen.edit_bureau()
    asked = dialog(screen, FormDialog, qtbot)
    assert isinstance(asked, FormDialog)
    asked.form.rows["street"].editor.set_value("Voorbeeldlaan 10")
    asked.form.rows["closed_days"].editor.set_value(["2026-12-24"])
    asked.submit()
    qtbot.waitUntil(lambda: office.ask(settings).street == "Voorbeeldlaan 10")
    assert office.ask(settings).closed_days == ["2026-12-24"]
