"""Law and deadlines: states, calendars, targets and warnings, each by its own dialog."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.lawbook import lawbook, verify_state
from abductdesk.actions.office import Office
from abductdesk.i18n import OFFICE_LANGUAGES
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.screens.lawbook import LawAndDeadlines
from abductdesk.ui.texts import speak
from abductdesk.ui.theme import look
from abductdesk.ui.window import Window
from tests.ui.caseroom import fill, press, submit, text_of
from tests.ui.helpers import assert_accessible

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> LawAndDeadlines:
    window = Window(desk, [LawAndDeadlines])
    qtbot.addWidget(window)
    window.show()
    window.go("lawbook")
    found = window.current()
    assert isinstance(found, LawAndDeadlines)
    qtbot.waitUntil(lambda: "days before" in text_of(found.ladder))
    return found


def asked(screen: QWidget, qtbot: QtBot) -> FormDialog:
    qtbot.waitUntil(lambda: bool(screen.findChildren(FormDialog)))
    return screen.findChildren(FormDialog)[-1]


def test_everything_has_a_name(screen: LawAndDeadlines) -> None:
    assert_accessible(screen)


def test_a_state_is_recorded_and_stands_in_the_list(
    screen: LawAndDeadlines, office: Office, qtbot: QtBot
) -> None:
    screen.record_state()
    form = asked(screen, qtbot)
    fill(form, state="AL", since=date(2020, 3, 1), source="status table", verified_on=date(2026, 11, 20))
    submit(form, qtbot)
    assert [(found.state, found.in_force) for found in office.ask(lawbook).verified] == [("AL", True)]
    qtbot.waitUntil(lambda: "Albania" in text_of(screen.states))
    assert "in force with Belgium since 1 March 2020 · status table · An Peeters" in text_of(screen.states)


def test_a_correction_stays_with_its_state(screen: LawAndDeadlines, office: Office, qtbot: QtBot) -> None:
    """Another state cannot be chosen: the wrong one would go on counting beside it."""
    values = {"state": "AL", "in_force": True, "source": "status table", "verified_on": date(2026, 11, 20)}
    screen.desk.do(verify_state, values)
    press(screen.states, "Correct Albania", qtbot)
    form = asked(screen, qtbot)
    assert "state" not in form.form.rows
    fill(form, source="status table, read again")
    submit(form, qtbot)
    found = office.ask(lawbook).verified
    assert [(each.state, each.source) for each in found] == [("AL", "status table, read again")]


def test_a_holiday_is_added_and_seen_in_its_year(
    screen: LawAndDeadlines, office: Office, qtbot: QtBot
) -> None:
    screen.add_day()
    form = asked(screen, qtbot)
    fill(form, state="BE", day=date(2026, 12, 24), name="Closed by decree", source="Official Journal")
    submit(form, qtbot)
    assert len(office.ask(lawbook).holidays) == 1
    screen.state.choose("BE")
    screen.year.choose(2026)
    screen.show_year()
    qtbot.waitUntil(lambda: "Closed by decree (public holiday)" in text_of(screen.holidays))
    press(screen, "Correct Belgium, 24 December 2026", qtbot)
    form = asked(screen, qtbot)
    fill(form, name="Day of mourning")
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Day of mourning (public holiday)" in text_of(screen.holidays))


def test_targets_are_settled(screen: LawAndDeadlines, office: Office, qtbot: QtBot) -> None:
    form = screen.edit_targets()
    assert form is not None
    fill(form, **{"int-first-contact": 2})
    submit(form, qtbot)
    settled = {target.id: target.settled for target in office.ask(lawbook).targets}
    assert settled["int-first-contact"] is not None and settled["int-first-contact"].n == 2
    assert settled["int-urgent-check"] is None
    qtbot.waitUntil(lambda: "2 working days, settled from 23 November 2026" in text_of(screen.targets))


def test_a_planned_target_is_seen_and_removed(screen: LawAndDeadlines, office: Office, qtbot: QtBot) -> None:
    form = screen.edit_targets()
    assert form is not None
    fill(form, **{"int-first-contact": 2, "valid_from": date(2026, 12, 1)})
    submit(form, qtbot)
    qtbot.waitUntil(lambda: "Planned from 1 December 2026" in text_of(screen.targets))
    assert "First contact with the caller\n2 working days\n" in text_of(screen.targets) + "\n"
    press(screen, "Remove what is planned from 1 December 2026", qtbot)
    question = screen.findChildren(QDialog)[-1]
    press(question, "Remove", qtbot)
    qtbot.waitUntil(lambda: not office.ask(lawbook).planned)
    qtbot.waitUntil(lambda: "Planned from" not in text_of(screen.targets))


def test_the_ladder_is_changed_and_nonsense_refused(
    screen: LawAndDeadlines, office: Office, qtbot: QtBot
) -> None:
    form = screen.edit_ladder()
    assert form is not None
    fill(form, days="30; ten")
    form.accept_button.click()
    qtbot.waitUntil(lambda: "Write days between 1 and 365" in text_of(form))
    fill(form, days="30; 10, 2")
    submit(form, qtbot)
    assert office.ask(lawbook).bureau.alert_days == [30, 10, 2]


def test_in_a_narrow_window_the_cards_stand_below_each_other(screen: LawAndDeadlines, qtbot: QtBot) -> None:
    def place(card: QWidget) -> int:
        return card.mapTo(screen, QPoint()).x()

    window = screen.window()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: place(screen.holidays) > place(screen.states))
    look.choose("light", 150)
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: place(screen.holidays) == place(screen.states))


@pytest.mark.parametrize("language", OFFICE_LANGUAGES)
def test_it_is_spoken_in_every_language(screen: LawAndDeadlines, language: str, qtbot: QtBot) -> None:
    english = text_of(screen.targets)
    speak(language)
    screen.refresh()
    qtbot.waitUntil(lambda: language == "en" or text_of(screen.targets) != english)
    speak("en")
