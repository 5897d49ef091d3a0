"""What managers settle on the Returns screen: the weeks of aftercare, the steps by framework."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import settings
from abductdesk.actions.office import Office
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.screens.returns import ReturnsScreen
from abductdesk.ui.screens.returns.aftercare import AftercareTab
from abductdesk.ui.screens.returns.template import TemplateTab
from abductdesk.ui.window import Window
from tests.ui.caseroom import fill, press, submit, text_of
from tests.ui.office import dialog, open_window


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    yield open_window(desk, qtbot, "today")


def test_the_weeks_and_the_template_are_edited(window: Window, office: Office, qtbot: QtBot) -> None:
    window.go("returns", "aftercare")
    screen = window.current()
    assert isinstance(screen, ReturnsScreen)
    tab = screen.tab
    assert isinstance(tab, AftercareTab)
    press(tab, "Weeks of aftercare…", qtbot)
    qtbot.waitUntil(lambda: bool(tab.findChildren(FormDialog)))
    form = dialog(FormDialog)
    fill(form, weeks="2, 8")
    submit(form, qtbot)
    assert office.ask(settings).aftercare_weeks == [2, 8]
    window.go("returns", "template")
    template = screen.tab
    assert isinstance(template, TemplateTab)
    qtbot.waitUntil(lambda: bool(template.rows))
    before = len(template.rows)
    press(template, "Add a step", qtbot)
    form = dialog(FormDialog)
    fill(form, what="Ring the airline", days_before=1)
    submit(form, qtbot)
    qtbot.waitUntil(lambda: len(template.rows) == before + 1)
    assert "your own list" in text_of(template)
