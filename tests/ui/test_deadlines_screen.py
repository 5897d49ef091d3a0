"""The manager's deadline screen: every number opens its lines, and what is chosen can be kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from abductdesk.actions.cases import NewCase, open_case
from abductdesk.actions.lawbook import verify_state
from abductdesk.actions.office import Office
from abductdesk.actions.overview import FOLLOW_UP, NOBODY, By, Figure, Wanted
from abductdesk.models import Staff
from abductdesk.terms import CaseKind, EventKind, Severity, StaffRole
from abductdesk.ui.deadlineviews import KEPT, NameDialog, Seen, View, as_plain, views_of
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.screens.deadlines import Deadlines
from abductdesk.ui.window import Window
from tests.ui.conftest import NOW, TODAY
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import abduction, cell, dialog, follow_up, open_window, press, said

CALL, ASK, SEND = "Call the father back", "Ask for the docket", "Send the list"


@pytest.fixture
def busy(office: Office) -> dict[str, int]:
    """A case with three follow-ups, a colleague's with a late court, and one of nobody to check."""
    with office.vault.writing() as session:
        session.add(Staff(id=2, name="Bram Wouters", roles=[StaffRole.CASEWORKER.value]))
    ours = abduction(office)
    for what, days in ((CALL, -2), (ASK, 5), (SEND, 12)):
        follow_up(office, ours, what, days)
    theirs = abduction(office, "Milan", "Verzonnen", seised=60, caseworker_id=2)
    values = {
        "kind": CaseKind.REMOVAL,
        "habitual_residence_state": "BE",
        "requested_state": "TN",
        "caseworker_id": None,
    }
    events = [{"kind": EventKind.REMOVAL, "date": TODAY - timedelta(days=40)}]
    unsure = int(office.do(open_case, NewCase(values=values, events=events)).result)
    return {"ours": ours, "theirs": theirs, "unsure": unsure}


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "deadlines")


def screen_of(window: Window, qtbot: QtBot) -> Deadlines:
    screen = window.current()
    assert isinstance(screen, Deadlines)
    qtbot.waitUntil(lambda: screen.stack.currentIndex() > 0)
    return screen


def number(screen: Deadlines, row: object, figure: Figure) -> QModelIndex:
    rows = [each.key for each in screen.matrix.numbers.rows]
    return screen.matrix.numbers.index(rows.index(row), list(Figure).index(figure) + 1)


def shown(screen: Deadlines) -> list[str]:
    return [text.split(",")[0].strip("\u2068\u2069") for each in said(screen.table).values() for text in each]


def test_an_empty_office_offers_a_case(window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    assert screen.stack.currentIndex() == 2
    assert_accessible(screen)


def test_tiles_count_and_show_only_their_lines(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    said_ = {figure: tile.accessibleName() for figure, tile in screen.tiles.items()}
    assert said_[Figure.OVERDUE] == "Overdue: 1"
    assert said_[Figure.WEEK] == "Within 7 days: 1"
    assert said_[Figure.FORTNIGHT] == "Within 14 days: 2"
    assert said_[Figure.BLOCKED] == "Law to be checked: 1"
    everything = shown(screen)
    QTest.keyClick(screen.tiles[Figure.OVERDUE], Qt.Key.Key_Space)
    assert shown(screen) == [CALL]
    screen.tiles[Figure.FORTNIGHT].click()
    assert not screen.tiles[Figure.OVERDUE].isChecked()
    assert shown(screen) == [ASK, SEND]
    screen.tiles[Figure.FORTNIGHT].click()
    assert shown(screen) == everything


def test_every_number_opens_exactly_its_lines(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    checked = 0
    for by in By:
        screen.show_seen(Seen(by=by))
        for row in list(screen.matrix.numbers.rows):
            for figure in Figure:
                index = number(screen, row.key, figure)
                n = screen.matrix.numbers.number(index)
                screen.matrix.open_index(index)
                if n:
                    assert len(shown(screen)) == n, (by, row.key, figure)
                    assert screen.matrix.marked == (row.key, figure)
                    checked += 1
                screen.show_seen(Seen(by=by))
    assert checked > 25


def test_a_number_is_reached_and_opened_by_keyboard(
    busy: dict[str, int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    assert [row.key for row in screen.matrix.numbers.rows] == [1, 2, NOBODY]
    screen.matrix.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(screen.matrix, key)
    assert screen.seen.wanted == Wanted(figure=Figure.WEEK, caseworker_id=1)
    assert shown(screen) == [ASK]
    assert screen.table.view.hasFocus()
    QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
    opened = window.current()
    assert isinstance(opened, CaseScreen)
    assert opened.tabs.current == "deadlines"


def test_a_name_opens_all_of_its_row_and_a_zero_nothing(
    busy: dict[str, int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    screen.matrix.open_index(number(screen, 2, Figure.BLOCKED))
    assert screen.seen.wanted == Wanted()
    qtbot.mouseClick(
        screen.matrix.viewport(),
        Qt.MouseButton.LeftButton,
        pos=screen.matrix.visualRect(screen.matrix.numbers.index(1, 0)).center(),
    )
    assert screen.seen.wanted == Wanted(caseworker_id=2)
    assert list(said(screen.table)) == [f"Bram Wouters, {len(shown(screen))}"]


def test_numbers_say_what_they_count(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    index = number(screen, 1, Figure.OVERDUE)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "An Peeters, Overdue: 1"
    interface = QAccessible.queryAccessibleInterface(screen.matrix)
    assert interface.text(QAccessible.Text.Name) == "Numbers of deadlines"


def test_a_monitor_is_not_overdue_but_others_are_late(
    busy: dict[str, int], window: Window, qtbot: QtBot
) -> None:
    screen = screen_of(window, qtbot)
    screen.tiles[Figure.OTHERS].click()
    assert screen.table.model.rowCount() > 1
    assert all(
        cell(screen.table, at, "due").startswith("May be chased")
        for at in range(1, screen.table.model.rowCount())
    )


def test_filters_and_words(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.search.hasFocus()
    QTest.keyClicks(screen.search, "docket")
    qtbot.waitUntil(lambda: shown(screen) == [ASK])
    press(screen, "Clear filters")
    assert screen.search.text() == ""
    nature = screen.combos["nature"]
    nature.choose(FOLLOW_UP)
    nature.activated.emit(nature.currentIndex())
    assert shown(screen) == [CALL, ASK, SEND]
    screen.narrow(state="TN")
    assert shown(screen) == []
    assert screen.table.currentIndex() == 1
    press(screen.table, "Show all deadlines")
    assert len(shown(screen)) > 3


def test_grouped_by_severity_state_and_date(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    screen.show_seen(Seen(by=By.SEVERITY, numbers=False))
    assert screen.matrix.isHidden()
    assert "Follow-ups of the bureau, 3" in said(screen.table)
    screen.show_seen(Seen(by=By.STATE))
    assert [heading.split(",")[0] for heading in said(screen.table)] == ["France", "Tunisia"]
    screen.show_seen(Seen(by=By.DATE))
    assert next(iter(said(screen.table))).startswith("Before today")


def test_a_view_is_saved_chosen_renamed_and_removed(
    busy: dict[str, int], window: Window, qtbot: QtBot, office: Office
) -> None:
    screen = screen_of(window, qtbot)
    wanted = Seen(Wanted(severity=Severity.HARD, state="FR"), By.STATE, numbers=False)
    screen.show_seen(wanted)
    press(screen, "Save the view…")
    asked = dialog(NameDialog)
    asked.submit()
    assert "Give the view a name" in asked.refusal.text()
    asked.edit.set_value("Hard ones")
    asked.submit()
    qtbot.waitUntil(lambda: KEPT in office.staff.preferences)
    assert [view.seen for view in views_of(office.staff.preferences)] == [wanted]
    screen.show_seen(Seen())
    assert screen.views.combo.chosen() is None
    screen.views.combo.choose("Hard ones")
    screen.views.combo.activated.emit(1)
    assert screen.seen == wanted
    assert screen.views.combo.chosen() == "Hard ones"

    screen.views.ask_rename(screen.views.views[0])
    dialog(NameDialog).edit.set_value("Grave")
    dialog(NameDialog).submit()
    qtbot.waitUntil(lambda: [view.name for view in views_of(office.staff.preferences)] == ["Grave"])
    qtbot.waitUntil(lambda: window._undo is not None)
    press(screen.views, "Change or remove this view")
    menu = next(each for each in screen.views.findChildren(QMenu) if each.isVisible())
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: not views_of(office.staff.preferences))
    qtbot.waitUntil(lambda: "removed" in window._toast.text())
    window.undo()
    qtbot.waitUntil(lambda: [view.name for view in screen.views.views] == ["Grave"])


def test_a_single_day_is_not_offered_as_a_view(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    screen.show_seen(Seen(by=By.DATE))
    assert screen.views.save.isVisible()
    screen.open_number(screen.matrix.numbers.rows[-1].key, None)
    assert screen.seen.wanted.day is not None
    assert not screen.views.save.isVisible()


def test_two_views_do_not_share_a_name(busy: dict[str, int], window: Window, qtbot: QtBot) -> None:
    screen = screen_of(window, qtbot)
    names: list[str] = []
    asked = NameDialog(window, "Save the view", "", ["Grave"], names.append)
    qtbot.addWidget(asked)
    asked.open()
    asked.edit.set_value("grave")
    asked.submit()
    assert "already a view" in asked.refusal.text()
    assert names == []
    asked.close()
    assert screen.views.views == []


def test_a_view_that_cannot_be_read_is_left_out() -> None:
    good = View("Grave", Seen(Wanted(figure=Figure.MISSED), By.DATE))
    strange = {**as_plain(good), "figure": "of another program"}
    assert views_of({KEPT: [{"name": "half"}, strange, as_plain(good), "nothing"]}) == [good]


def test_a_caseworker_begins_with_what_is_theirs_and_hands_nothing_over(
    busy: dict[str, int], office: Office, qtbot: QtBot
) -> None:
    desk = Desk(Office(office.vault, 2, clock=lambda: NOW))
    window = open_window(desk, qtbot, "deadlines")
    screen = screen_of(window, qtbot)
    assert screen.seen.wanted == Wanted(caseworker_id=2)
    assert not screen.hand.isVisible()
    assert {line.case_id for line in screen._lines} == {busy["theirs"]}
    window.close()
    desk.close()


def test_what_changes_elsewhere_is_counted_anew(
    busy: dict[str, int], window: Window, qtbot: QtBot, desk: Desk
) -> None:
    screen = screen_of(window, qtbot)
    follow_up(desk.office, busy["theirs"], "Another", -4)
    window.refresh_all()
    qtbot.waitUntil(lambda: screen.tiles[Figure.OVERDUE].accessibleName() == "Overdue: 2")


def test_a_state_that_is_verified_meanwhile_is_no_longer_to_be_checked(
    busy: dict[str, int], window: Window, qtbot: QtBot, desk: Desk
) -> None:
    def limits() -> list[str]:
        here = [line for line in screen._lines if line.case_id == busy["unsure"]]
        return [line.deadline.id for line in here if line.deadline]

    screen = screen_of(window, qtbot)
    assert limits() == ["hague80-art12-one-year"]
    values = {"state": "TN", "in_force": True, "source": "status table", "verified_on": TODAY}
    desk.do(verify_state, values)
    qtbot.waitUntil(lambda: limits() == ["hague96-art7-one-year"])  # that of 1996 is another table


@pytest.mark.parametrize("size", [(1440, 900), (860, 560)])
def test_names_languages_and_little_room(
    busy: dict[str, int], window: Window, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    screen = screen_of(window, qtbot)
    assert_accessible(screen)
    assert_speaks(screen, {"FR", "TN", "An Peeters", "Bram Wouters"})
    roomy = size[1] > 600
    assert screen.matrix.isVisible()
    assert screen.table.isVisible() == roomy
    screen.tiles[Figure.OVERDUE].click()
    assert screen.table.isVisible()
    assert screen.matrix.isVisible() == roomy
