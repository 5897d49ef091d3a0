"""A list of names for a parent: proposed, one replaced, recorded; who is left out and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.givenlists import lists_of_case
from abductdesk.actions.office import Office
from abductdesk.actions.people import NewPerson, add_person
from abductdesk.terms import Role
from abductdesk.ui.desk import Desk
from abductdesk.ui.givelist import GiveList
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.widgets import Button
from tests.actions.directoryroom import lawyer
from tests.ui.helpers import assert_accessible
from tests.ui.office import abduction, dialog, open_window, press


def held(dialog: QWidget) -> str:
    """What has the keyboard within the dialog, once it is shown."""
    now = dialog.focusWidget()
    return now.accessibleName() if now is not None and now.isVisible() else ""


def idle(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.idle)


def test_a_list_is_proposed_replaced_and_recorded(office: Office, desk: Desk, qtbot: QtBot) -> None:
    for name in ("Een", "Twee", "Drie", "Vier"):
        lawyer(office, name)
    lawyer(office, "Stil", consent_on=None)
    case_id = abduction(office)
    office.do(add_person, case_id, NewPerson(Role.LAWYER_TAKING, {"family_names": "X"}, note="Een Advocaten"))
    window = open_window(desk, qtbot, "cases")
    window.open_case(case_id, "people")
    idle(desk, qtbot)
    case = window.current()
    assert isinstance(case, CaseScreen)
    press(case, "Give a list of names…")
    give = dialog(GiveList)
    qtbot.waitUntil(lambda: len(give.names()) == 3)
    assert give.names() == ["Ada Twee", "Ada Drie", "Ada Vier"]
    assert_accessible(give)
    left_out = [each.text() for each in give.out_card.findChildren(QWidget) if hasattr(each, "text")]
    assert any("Same firm as the other parent’s lawyer" in text for text in left_out)
    assert any("Has not agreed to be listed." in text for text in left_out)
    give.record()
    qtbot.waitUntil(lambda: bool(office.ask(lists_of_case, case_id)))
    idle(desk, qtbot)
    assert office.ask(lists_of_case, case_id)[0].names == ("Ada Twee", "Ada Drie", "Ada Vier")


def test_fewer_than_three_is_said_and_needs_the_reason(office: Office, desk: Desk, qtbot: QtBot) -> None:
    lawyer(office, "Een")
    case_id = abduction(office)
    window = open_window(desk, qtbot, "cases")
    parents = [(office_person(office, case_id), "Tom")]
    give = GiveList(desk, window, case_id, parents)
    give.open()
    qtbot.waitUntil(lambda: give.names() == ["Ada Een"])
    assert give.few.isVisible() and "Only 1 name fits" in give.few.text()
    give.record()
    qtbot.waitUntil(give.refusal.isVisible)
    give.reason.set_value("Nobody else speaks it")
    give.record()
    qtbot.waitUntil(lambda: bool(office.ask(lists_of_case, case_id)))
    idle(desk, qtbot)


def office_person(office: Office, case_id: int) -> int:
    return int(office.ask(case_file, case_id).people[0].person.id)


def test_replacing_a_name_takes_the_next_in_reserve(office: Office, desk: Desk, qtbot: QtBot) -> None:
    for name in ("Een", "Twee", "Drie", "Vier"):
        lawyer(office, name)
    case_id = abduction(office)
    window = open_window(desk, qtbot, "cases")
    give = GiveList(desk, window, case_id, [(office_person(office, case_id), "Tom")])
    give.open()
    qtbot.waitUntil(lambda: len(give.names()) == 3)
    buttons = [each for each in give.findChildren(Button) if each.accessibleName() == "Replace 2"]
    qtbot.waitUntil(buttons[0].isVisible)  # what is new is shown from the event loop
    buttons[0].setFocus()
    press(give, "Replace 2")
    assert give.names() == ["Ada Een", "Ada Vier", "Ada Drie"]
    qtbot.waitUntil(lambda: held(give) == "Replace 2")  # the keyboard stays where it was
    press(give, "Replace 2")
    assert give.names() == ["Ada Een", "Ada Twee", "Ada Drie"]
    give.reject()
