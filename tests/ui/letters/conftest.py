"""A case whose letters can be written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.bureau import change_own_details, change_settings, settings, staff_list
from abductdesk.actions.cases import open_case
from abductdesk.actions.office import Office
from abductdesk.ui.desk import Desk
from abductdesk.ui.letterdialog import WriteLetter, write_letter
from tests.actions.conftest import removal
from tests.ui.letters.room import Window, settle


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def case_id(office: Office) -> int:
    return int(office.do(open_case, removal()).result)


@pytest.fixture
def ready(office: Office) -> Office:
    """The bureau's address and the caseworker's phone and e-mail are entered."""
    bureau = {"street": "Voorbeeldlaan 10", "postcode": "1000", "city": "Brussel"}
    office.do(change_settings, seen=office.ask(settings).version, changes=bureau)
    mine = {"phone": "+32 2 000 00 01", "email": "an@example.org"}
    office.do(change_own_details, seen=office.ask(staff_list)[0].version, changes=mine)
    return office


@pytest.fixture
def write(desk: Desk, window: Window, case_id: int, qtbot: QtBot) -> Any:
    """Opens the dialog and waits for its first answer."""

    def begin(letter: str = "", **more: Any) -> WriteLetter:
        dialog = write_letter(desk, window, case_id, window, letter, **more)
        assert isinstance(dialog, WriteLetter)
        settle(qtbot, desk, dialog)
        return dialog

    return begin
