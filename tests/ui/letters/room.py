"""A window and the handling that tests of letters share."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from abductdesk.actions.casefile import case_file
from abductdesk.actions.office import Office
from abductdesk.models import Letter
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Question
from abductdesk.ui.issuedletter import IssuedLetter
from abductdesk.ui.letterdialog import WriteLetter
from abductdesk.ui.texts import FSI, PDI, Text, words


def bare(text: str) -> str:
    """Without the marks that keep a name apart from the direction around it."""
    return text.replace(FSI, "").replace(PDI, "")


class Window(QWidget):
    """A window that remembers where it was sent and what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.went: list[tuple[object, ...]] = []
        self.said: list[str] = []

    def go(self, key: str, *what: object) -> None:
        self.went.append((key, *what))

    def open_case(self, case_id: int, tab: str = "") -> None:
        self.went.append(("case", case_id, tab))

    def toast(self, message: Text, undo: object = None) -> None:
        self.said.append(bare(words(message)))

    def back(self) -> None: ...

    def current(self) -> None: ...

    def badge(self, key: str, count: int) -> None: ...

    def run(self, key: str) -> None: ...

    def widget(self) -> QWidget:
        return self


def settle(qtbot: QtBot, desk: Desk, dialog: WriteLetter) -> None:
    """Until the preview shows what is chosen."""
    qtbot.waitUntil(lambda: desk.idle and dialog.form is not None and not dialog._timer.isActive())
    QApplication.processEvents()  # what was added to a layout is shown by the event loop


def newest(widget: QWidget, kind: type[Any]) -> Any:
    """The dialog of this kind that is open over a widget."""
    return [each for each in widget.findChildren(kind) if each.isVisible()][-1]


def said(widget: QWidget) -> str:
    return bare("\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)))


def type_agreed(dialog: WriteLetter, text: str) -> None:
    assert dialog.form is not None
    dialog.form.rows["agreed"].editor.main.setPlainText(text)  # type: ignore[attr-defined]


def issue(qtbot: QtBot, desk: Desk, window: Window, dialog: WriteLetter) -> IssuedLetter:
    """Issue as a person does, and wait for the issued letter."""
    before = set(window.findChildren(IssuedLetter))
    dialog.issue.click()
    newest(dialog, Question).yes.click()
    qtbot.waitUntil(lambda: bool(set(window.findChildren(IssuedLetter)) - before))
    issued = (set(window.findChildren(IssuedLetter)) - before).pop()
    qtbot.waitUntil(issued.print.isEnabled)
    return issued


def letters(office: Office, case_id: int) -> tuple[Letter, ...]:
    return tuple(office.ask(case_file, case_id).letters)
