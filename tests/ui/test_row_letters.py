"""A letter is written from the row it is about: letter and record are chosen already."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from abductdesk.actions.cases import open_case
from abductdesk.actions.office import Office
from abductdesk.terms import SessionForm
from abductdesk.ui.desk import Desk
from abductdesk.ui.letterdialog import WriteLetter
from tests.actions import mediationroom as room
from tests.actions.conftest import removal
from tests.ui.office import dialog
from tests.ui.test_case_mediation import show


@pytest.mark.parametrize(
    ("row", "letter"),
    [
        ("Write letter · 7 December 2026, 09:30 · Shuttle: parents in separate rooms", "session_convocation"),
        ("Write letter · Anna Nowak", "mediator_appointment"),
    ],
)
def test_a_row_of_the_mediation_has_its_letter(
    office: Office, desk: Desk, qtbot: QtBot, row: str, letter: str
) -> None:
    case_id = int(office.do(open_case, removal()).result)
    mediation_id = room.opened(office, case_id)
    room.chosen(office, mediation_id)
    session = room.planned(office, mediation_id, SessionForm.SHUTTLE)
    choice = room.seen(office, case_id).choice
    assert choice is not None
    here = show(office, desk, qtbot, case_id)
    here.press(row)
    writing = dialog(WriteLetter)
    qtbot.waitUntil(lambda: writing.form is not None)
    assert writing.form is not None
    assert writing.form.letter.combo.chosen() == letter
    wanted = {"session_convocation": session, "mediator_appointment": choice.id}
    assert writing.form.about.combo.chosen() == wanted[letter]
