"""F1: what can be done by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from abductdesk.i18n import L
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.shell import Command
from abductdesk.ui.texts import Text, words
from abductdesk.ui.widgets import Button, Pill, label


def plain(text: Text) -> Text:
    """A title without the mark of its mnemonic."""
    return lambda _tongue: words(text).replace("&", "")


class Keys(Dialog):
    """A table of shortcuts: those of the window and those of the commands."""

    def __init__(self, parent: QWidget, commands: Sequence[Command]) -> None:
        super().__init__(parent, L("Keyboard"), L("Everything can be done without a mouse."), scroll=True)
        rows: list[tuple[str, Text]] = [
            ("Ctrl+K", L("Search, or run any command")),
            ("Ctrl+1", L("First screen; Ctrl+2 the second, up to Ctrl+9")),
            *((command.shortcut, command.title) for command in commands if command.shortcut),
            ("Alt+Left", L("Back to where you came from")),
            ("Esc", L("Close what is open, or go back")),
            ("Alt", L("Underlines the letter that presses a button")),
            ("Tab", L("Next field, button or list")),
            ("Return", L("Opens the row of a list")),
            ("Menu", L("What can be done with the row; sorting")),
            ("F1", L("This list")),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        shown: set[str] = set()
        for keys, text in rows:
            if keys not in shown:
                shown.add(keys)
                native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
                grid.addWidget(Pill(native), grid.rowCount(), 0)
                grid.addWidget(label(plain(text), wrap=True), grid.rowCount() - 1, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        close = Button(L("Close"), look="primary")
        close.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.resize(560, 560)
