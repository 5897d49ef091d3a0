"""The window: built from its screens, by keyboard, with what changed asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from abductdesk.actions.calls import log_call
from abductdesk.faults import Refused
from abductdesk.i18n import N_, L
from abductdesk.ui.cards import Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Notice
from abductdesk.ui.keys import Keys
from abductdesk.ui.palette import Palette, fits
from abductdesk.ui.screens import discover
from abductdesk.ui.shell import Command, Found, Screen, Shell
from abductdesk.ui.texts import tongue
from abductdesk.ui.theme import look
from abductdesk.ui.window import Window
from tests.ui.helpers import assert_accessible, assert_speaks, shown_texts
from tests.ui.test_desk import CALL

CONTROL, NOTHING = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Counting(Screen):
    """Counts how often it was built, refreshed and opened."""

    built: ClassVar[list[str]] = []

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.built.append(self.key)
        self.refreshed = 0
        self.opened: list[tuple[object, ...]] = []
        self.fill(Page(L("{title}", title=L(self.title))))

    def refresh(self) -> None:
        self.refreshed += 1

    def open(self, *what: object) -> None:
        self.opened.append(what)


class Today(Counting):
    key, title, icon, order = "today", N_("Today"), "today", 10
    watches = frozenset({"call"})


class Cases(Counting):
    key, title, icon, order = "cases", N_("Cases"), "cases", 20
    watches = frozenset({"call"})
    made: ClassVar[list[str]] = []

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [Command("new_case", L("&New case"), "new_case", lambda: cls.made.append("case"), "Ctrl+N")]


class OneCase(Counting):
    key, title, icon, menu, under = "case", N_("Case"), "closed_case", False, "cases"


class Settings(Counting):
    key, title, icon, order, foot = "settings", N_("Settings"), "settings", 90, True


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    Counting.built.clear()
    Cases.made.clear()
    made = Window(desk, [Today, Cases, OneCase, Settings], ("An Peeters", L("Caseworker")))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.go("today")
    return made


def current(window: Window) -> Counting:
    screen = window.current()
    assert isinstance(screen, Counting)
    return screen


def press(
    window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:

    QTest.keyClick(window, key, modifier)
    QApplication.processEvents()


def test_a_screen_is_built_at_its_first_visit_only(window: Window) -> None:
    assert Counting.built == ["today"]
    window.go("cases")
    window.go("today")
    assert Counting.built == ["today", "cases"]
    assert current(window).refreshed == 1


def test_what_is_touched_is_asked_again_where_it_is_seen(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.go("cases")
    cases = current(window)
    window.go("today")
    today = current(window)
    with qtbot.waitSignal(desk.touched):
        desk.do(log_call, CALL)
    assert (today.refreshed, cases.refreshed) == (2, 1)
    window.go("cases")
    window.go("today")
    assert (today.refreshed, cases.refreshed) == (2, 2)


def test_opening_a_case_highlights_where_it_belongs_and_escape_goes_back(window: Window) -> None:
    window.go("cases")
    window.open_case(7, "letters")
    assert current(window).opened == [(7, "letters")]
    assert [key for key, button in window.sidebar._buttons.items() if button.current] == ["cases"]
    press(window, Qt.Key.Key_Escape)
    assert current(window).key == "cases"
    window.back()
    assert current(window).key == "today"


def test_keys_go_to_screens(window: Window) -> None:
    press(window, Qt.Key.Key_2, CONTROL)
    assert current(window).key == "cases"
    press(window, Qt.Key.Key_3, CONTROL)
    assert current(window).key == "settings"


def test_the_main_command_is_button_and_key(window: Window, qtbot: QtBot) -> None:
    assert window.top.main.text() == "New case"
    press(window, Qt.Key.Key_N, CONTROL)
    QTest.mouseClick(window.top.main, Qt.MouseButton.LeftButton)
    window.run("new_case")
    assert Cases.made == ["case"] * 3


def test_everything_has_a_name_and_follows_the_language(window: Window) -> None:
    window.badge("today", 3)
    window.toast(L("Done"), lambda: None)
    assert_accessible(window)
    assert_speaks(window, {"An Peeters"})


def test_help_lists_every_shortcut(window: Window) -> None:
    press(window, Qt.Key.Key_F1)
    keys = window.findChildren(Keys)[0]
    texts = [label.text() for label in keys.findChildren(QLabel)]
    assert "New case" in texts and "Go to Cases" in texts
    assert_accessible(keys)


def test_undo_of_a_toast_by_key_once(window: Window) -> None:
    undone: list[int] = []
    window.toast(L("Deadline marked done"), lambda: undone.append(1))
    press(window, Qt.Key.Key_Z, CONTROL)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert undone == [1]


def test_a_refusal_nobody_took_is_said(window: Window) -> None:
    window.say_refused(Refused("The case is closed."))
    assert window.findChildren(Notice)[0].text.text() == "The case is closed."


def test_the_person_chooses_language_and_look(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.language_wanted) as language:
        window.run("speak_nl")
    assert language.args == ["nl"] and tongue().language == "nl"
    with qtbot.waitSignal(window.look_wanted) as wanted:
        window.run("dark")
    assert wanted.args == ["dark", 100] and look.tokens.dark
    with qtbot.waitSignal(window.look_wanted) as wanted:
        window.run("size_150")
    assert wanted.args == ["dark", 150]


def test_the_status_bar_counts_down_and_hides_it_again(window: Window) -> None:
    window.status.countdown(12)
    assert "Locks in 12 s" in shown_texts(window.status)
    window.status.countdown(0)
    assert not any("Locks" in text for text in shown_texts(window.status))


@pytest.mark.parametrize(
    ("title", "typed", "fit"),
    [
        ("New case", "ne ca", True),
        ("New case", "case new", True),
        ("Öffnen", "offnen", True),
        ("New case", "ew", False),
        ("New case", "", True),
    ],
)
def test_words_of_a_command_are_found_by_their_beginnings(title: str, typed: str, fit: bool) -> None:
    assert fits(title, typed) is fit


class Finder:
    """The query's side of the palette."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Callable[[list[Found]], None]]] = []

    def __call__(self, text: str, deliver: Callable[[list[Found]], None]) -> None:
        self.asked.append((text, deliver))


def palette_of(window: Window, provider: Any = None) -> Palette:
    window.provider = provider
    press(window, Qt.Key.Key_K, CONTROL)
    return window.findChildren(Palette)[-1]


def test_the_palette_runs_a_command_by_keyboard(window: Window, qtbot: QtBot) -> None:
    palette = palette_of(window)
    assert [entry.title for entry in palette.entries][:1] == [L("&New case")]
    palette.edit.setText("go to ca")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert current(window).key == "cases"


@pytest.mark.parametrize(("typed", "spoken"), [("nederlands", "nl"), ("francais", "fr"), ("deutsch", "de")])
def test_a_language_is_found_by_its_own_name(window: Window, typed: str, spoken: str) -> None:
    palette = palette_of(window)
    QTest.keyClicks(palette.edit, typed)
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert tongue().language == spoken


def test_the_palette_shows_records_when_they_come_and_drops_late_ones(window: Window, qtbot: QtBot) -> None:
    finder, opened = Finder(), []
    palette = palette_of(window, finder)
    palette.edit.setText("noo")
    qtbot.waitUntil(lambda: len(finder.asked) == 1)
    palette.edit.setText("noor")
    qtbot.waitUntil(lambda: len(finder.asked) == 2)
    finder.asked[0][1]([Found("stale", "", "person", lambda: None)])
    finder.asked[1][1]([Found("Noor de Vries", "PMB-2026-0142", "cases", lambda: opened.append(142))])
    assert [entry.title for entry in palette.entries] == ["Noor de Vries"]
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert opened == [142]


def test_the_palette_says_when_nothing_is_found(window: Window) -> None:
    palette = palette_of(window)
    palette.edit.setText("xyzzy")
    assert palette.none.isVisible()


def test_screens_are_found_in_their_folder_in_order() -> None:
    found = discover()
    keys = [screen.key for screen in found]
    assert len(set(keys)) == len(keys)
    orders = [(screen.foot, screen.order) for screen in found]
    assert orders == sorted(orders)
