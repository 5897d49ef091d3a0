"""A field for a passphrase: shown or hidden, with a hint when Caps Lock seems to be on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.widgets import Button, column, label, restyle, row


class _Secret(QLineEdit):
    """Tells by the letters that come whether Caps Lock is on: Qt knows no other way on every system."""

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.caps.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


class SecretField(QWidget):
    """Label, field, show and hide, a line below for hints and errors."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.edit = _Secret()
        self.setFocusProxy(self.edit)
        self._show = Button(L("Show"), look="icon", icon="show")
        self._show.setCheckable(True)
        self._hint = label("", "caption", wrap=True)
        self._error = label("", "error", wrap=True)
        self._hint.hide()
        self._error.hide()
        title = label(name, "strong")
        title.setBuddy(self.edit)
        bind(self.edit, "setAccessibleName", name)
        field = row(spacing=4)
        field.addWidget(self.edit, 1)
        field.addWidget(self._show)
        layout = column(title, spacing=3)
        layout.addLayout(field)
        layout.addWidget(self._hint)
        layout.addWidget(self._error)
        self.setLayout(layout)
        self._show.toggled.connect(self._toggle)
        self.edit.caps.connect(self._caps)
        self.edit.textChanged.connect(self._typed)
        self.edit.returnPressed.connect(self.entered)

    def text(self) -> str:
        return self.edit.text()

    def clear(self) -> None:
        self.edit.clear()

    def hint(self, text: Text) -> None:
        """What stands below the field."""
        bind(self._hint, "setText", text)
        self._hint.setVisible(bool(text))
        self._describe()

    def refuse(self, text: Text | Refused) -> None:
        """Say what is wrong with it."""
        bind(self._error, "setText", text)
        self._error.setVisible(bool(text))
        restyle(self.edit, wrong=bool(text))
        self._describe()

    def _describe(self) -> None:
        self.edit.setAccessibleDescription(self._error.text() or self._hint.text())

    def _typed(self, text: str) -> None:
        if self._error.text():
            self.refuse("")
        self.changed.emit(text)

    def _toggle(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._show.show_icon("hide" if shown else "show")
        for setter in ("setAccessibleName", "setToolTip"):
            bind(self._show, setter, L("Hide") if shown else L("Show"))

    def _caps(self, on: bool) -> None:
        self.hint(L("Caps Lock seems to be on.") if on else "")
