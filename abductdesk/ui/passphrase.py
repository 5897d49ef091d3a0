"""Dialogs about keys: a new passphrase, and a recovery code shown once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QLineEdit, QWidget

from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.ui.background import Background
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.printing import print_pdf
from abductdesk.ui.secrets import SecretField
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.widgets import Button, label


class Strength(Protocol):
    @property
    def reason(self) -> Message: ...
    @property
    def enough(self) -> bool: ...


class NewPassphrase(Dialog):
    """Asks for a passphrase twice; with `old` for the present one too, with `people` for whom it is.

    `change(who, old, new)` runs beside the window and raises `Refused`; `then` gets its answer.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: Text,
        sentence: Text,
        *,
        strength: Callable[[str], Strength],
        change: Callable[[Any, str, str], Any],
        then: Callable[[Any], object],
        ask_old: bool = False,
        people: list[tuple[Any, Text]] | None = None,
    ) -> None:
        super().__init__(parent, title, sentence, width=460)
        self._strength, self._change, self._then = strength, change, then
        self._background = Background(self)
        self.who = Combo(L("Who are you?"))
        self.who.offer(people or [])
        who_label = label(L("Who are you?"), "strong")
        who_label.setBuddy(self.who)
        self.old = SecretField(L("Present passphrase"))
        self.new = SecretField(L("New passphrase"))
        self.again = SecretField(L("Once more"))
        for widget in (who_label, self.who, self.old, self.new, self.again):
            self.body.addWidget(widget)
        who_label.setVisible(bool(people) and len(people or []) > 1)
        self.who.setVisible(bool(people) and len(people or []) > 1)
        self.old.setVisible(ask_old)
        self.new.changed.connect(lambda text: self.new.hint(self._strength(text).reason))
        self.again.entered.connect(self.submit)
        cancel, self.go = Button(L("Cancel")), Button(L("&Change passphrase"), look="primary")
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)
        self.go.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.go)
        (self.old if ask_old else self.new).edit.setFocus()

    def submit(self) -> None:
        """Check what can be checked here, then change it."""
        for field in (self.old, self.new, self.again):
            field.refuse("")
        found, new = self._strength(self.new.text()), self.new.text()
        if not found.enough:
            self.new.refuse(found.reason)
        elif new != self.again.text():
            self.again.refuse(L("The two are not the same. Type it once more."))
        else:
            who, old = self.who.chosen(), self.old.text()
            self.go.setEnabled(False)
            self._background.run(
                lambda: self._change(who, old, new), then=self._changed, refused=self._refused
            )

    def _changed(self, answer: Any) -> None:
        self._then(answer)
        self.accept()

    def _refused(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        (self.old if self.old.isVisible() else self.new).refuse(refused)


class ShowCode(Dialog):
    """A recovery code, this once: print it or write it down, then confirm its last group."""

    def __init__(self, parent: QWidget | None, code: str, sheet: Callable[[], bytes]) -> None:
        super().__init__(
            parent,
            L("Your recovery code"),
            L(
                "It opens the vault when the passphrase is lost. It is shown this once and kept nowhere: "
                "print it or write it down, and lock it away from this computer."
            ),
        )
        self._last, self._sheet = code[-5:], sheet
        shown = label(code.replace("-", " – "), "code", wrap=True)
        self.typed = QLineEdit()
        confirm = label(L("To confirm, type the last group of the code"), "strong")
        confirm.setBuddy(self.typed)
        bind(self.typed, "setAccessibleName", L("To confirm, type the last group of the code"))
        self.error = label("", "error", wrap=True)
        for widget in (shown, confirm, self.typed, self.error):
            self.body.addWidget(widget)
        printing, done = Button(L("&Print the code"), icon="print"), Button(L("&Finish"), look="primary")
        printing.clicked.connect(lambda: print_pdf(self, self._sheet()))
        done.clicked.connect(self._finish)
        done.setDefault(True)
        self.foot.addWidget(printing)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self.typed.setFocus()

    def _finish(self) -> None:
        if self.typed.text().strip().upper() == self._last:
            self.accept()
        else:
            bind(self.error, "setText", L("This is not the last group. Look at the code you wrote down."))

    def reject(self) -> None:
        """Escape does not throw the only showing of the code away."""
        bind(self.error, "setText", L("The code is shown only now. Keep it, then type its last group."))
