"""The date calculator: it counts as one types, says every step, and copies."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from abductdesk.actions.calculator import Recourse, Regime, Unit
from abductdesk.terms import Notification
from abductdesk.ui.desk import Desk
from abductdesk.ui.screens.calculator import Calculator
from abductdesk.ui.texts import speak
from abductdesk.ui.window import Window
from tests.ui.caseroom import text_of
from tests.ui.helpers import assert_accessible, assert_speaks
from tests.ui.office import open_window


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    return open_window(desk, qtbot, "calculator")


@pytest.fixture
def screen(window: Window) -> Calculator:
    found = window.current()
    assert isinstance(found, Calculator)
    return found


def put(screen: Calculator, **values: Any) -> None:
    """Put values into the fields, as if typed or chosen."""
    for name, value in values.items():
        assert screen.form.rows[name].isVisibleTo(screen), f"{name} is not shown"
        screen.form.rows[name].editor.set_value(value)
        screen.form.rows[name].editor.changed.emit()


def type_in(screen: Calculator, name: str, typed: str) -> None:
    editor = screen.form.rows[name].editor.main
    editor.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, typed)


def test_it_counts_as_one_types(screen: Calculator, qtbot: QtBot) -> None:
    assert "Nothing to count yet" in text_of(screen.result)
    assert not screen.copy.isEnabled()
    type_in(screen, "start", "13/4/26")
    type_in(screen, "n", "6")
    qtbot.waitUntil(lambda: "Tuesday, 26 May 2026" in text_of(screen.result))
    said = text_of(screen.result)
    assert "25 May 2026 is a public holiday (Whit Monday): one day later." in said
    assert "Belgium: 25 May 2026" in said
    type_in(screen, "n", "5")
    qtbot.waitUntil(lambda: "Monday, 18 May 2026" in text_of(screen.result))


def test_only_the_fields_that_matter_are_shown(screen: Calculator) -> None:
    def shown() -> set[str]:
        return {name for name, row in screen.form.rows.items() if row.isVisibleTo(screen)}

    common = {"regime", "start", "n", "unit"}
    assert shown() == common | {"state"}
    put(screen, unit=Unit.HOUR)
    assert shown() == common | {"state", "time"}
    put(screen, regime=Regime.BE_CJ)  # the Judicial Code knows no hours
    assert shown() == common | {"state", "how", "recourse", "lives_in"}
    assert Unit.HOUR not in screen.form.unit.combo.values()
    put(screen, regime=Regime.OFFICE)
    assert shown() == common
    assert screen.form.unit.combo.values() == [Unit.WORKING_DAY]


def test_the_belgian_count_with_notification_recourse_and_home(screen: Calculator, qtbot: QtBot) -> None:
    put(screen, regime=Regime.BE_CJ, start=date(2026, 3, 16), n=1, unit=Unit.MONTH)
    put(screen, how=Notification.BAILIFF, recourse=Recourse.APPEAL, lives_in="FR")
    qtbot.waitUntil(lambda: "Plus 15 days of distance (art. 55)" in text_of(screen.result))
    assert "Monday, 4 May 2026" in text_of(screen.result)
    put(screen, recourse=Recourse.RETURN_CASE)
    qtbot.waitUntil(lambda: "Thursday, 16 April 2026" in text_of(screen.result))


def test_hours_show_a_moment(screen: Calculator, qtbot: QtBot) -> None:
    put(screen, start=date(2026, 3, 27), n=72, unit=Unit.HOUR)
    qtbot.waitUntil(lambda: "Hours run from a time" in screen.form.error("time"))
    put(screen, time=time(10, 30))
    qtbot.waitUntil(lambda: "30 March 2026, 10:30" in text_of(screen.result))


def test_a_state_that_was_cleared_is_asked_for(screen: Calculator, qtbot: QtBot) -> None:
    put(screen, start=date(2026, 3, 27), n=6, state=None)
    qtbot.waitUntil(lambda: "whose public holidays count" in screen.form.error("state"))
    put(screen, state="BE")
    qtbot.waitUntil(lambda: screen.found is not None)
    assert screen.form.error("state") == ""


def test_what_cannot_be_is_said_below_its_field_and_goes_again(screen: Calculator, qtbot: QtBot) -> None:
    put(screen, n=6)
    type_in(screen, "start", "31/2/26")
    qtbot.waitUntil(lambda: "February has 28 days" in screen.form.error("start"))
    assert screen.found is None and not screen.copy.isEnabled()
    type_in(screen, "start", "28/2/26")
    qtbot.waitUntil(lambda: screen.found is not None)
    assert screen.form.error("start") == ""
    type_in(screen, "n", "0")
    qtbot.waitUntil(lambda: screen.form.error("n") == "A period has at least one unit.")
    type_in(screen, "n", "six")
    qtbot.waitUntil(lambda: "whole number" in screen.form.error("n"))


def test_the_sum_is_copied_in_the_language_spoken(screen: Calculator, qtbot: QtBot) -> None:
    put(screen, start=date(2026, 2, 22), n=1, unit=Unit.YEAR)
    put(screen, regime=Regime.CAL, state="FR")
    qtbot.waitUntil(lambda: "Last filing day" in text_of(screen.result))
    screen.copy.click()
    copied = QApplication.clipboard().text()
    assert "Last filing day: Friday, 19 February 2027" in copied
    assert "Due: Sunday, 21 February 2027" in copied
    assert "22 February 2027: the anniversary itself: arguable, ask a lawyer" in copied
    speak("nl")
    screen.copy.click()
    assert "Vrijdag 19 februari 2027" in QApplication.clipboard().text()


def test_everything_has_a_name_and_follows_the_language(screen: Calculator, qtbot: QtBot) -> None:
    assert_accessible(screen)
    assert_speaks(screen)
