"""A case in the window, and small ways to do on it what a person does."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.elided import Elided
from abductdesk.ui.screens.case.room import Tab
from abductdesk.ui.screens.case.screen import CaseScreen
from abductdesk.ui.widgets import Button
from abductdesk.ui.window import Window


def opened(window: Window, case_id: int, qtbot: QtBot, tab: str = "") -> CaseScreen:
    """The screen of this case, read and shown."""
    window.open_case(case_id, tab)
    screen = window.current()
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(lambda: screen.banner.parent() is not None and read(screen) == case_id)
    QApplication.processEvents()  # what was just made is laid out
    return screen


def read(screen: CaseScreen) -> int:
    """The case that is shown, 0 while it is on its way."""
    file = getattr(screen.room, "file", None)
    return file.case.id if file is not None and screen.header.isEnabled() else 0


def tab(screen: CaseScreen, key: str) -> Tab:
    """This tab of the case, in front."""
    screen.show_tab(key)
    QApplication.processEvents()
    return screen._built[key]


def press(inside: QWidget, name: str, qtbot: QtBot) -> None:
    """Press the button of this name, once it is there."""

    def found() -> list[Button]:
        buttons = inside.findChildren(Button)
        return [each for each in buttons if each.accessibleName() == name and each.isVisibleTo(inside)]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()


def fill(form: FormDialog, **values: Any) -> None:
    """Put values into the fields, as if typed or chosen."""
    for name, value in values.items():
        editor = form.form.rows[name].editor
        assert editor.isVisibleTo(form), f"{name} is not shown"
        editor.set_value(value)
        editor.changed.emit()


def submit(form: FormDialog, qtbot: QtBot) -> None:
    """Press the main button and wait until it is saved."""
    with qtbot.waitSignal(form.saved):
        form.accept_button.click()


def text_of(widget: QWidget) -> str:
    """Everything labels say, visible or scrolled away, whole where it is cut off."""
    labels = [each for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    return "\n".join(each.whole() if isinstance(each, Elided) else each.text() for each in labels)
