"""A temporary passphrase for a colleague: proposed or typed, given, then shown once to copy or print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from abductdesk.actions import safe
from abductdesk.actions.staff import propose_passphrase
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.background import Background
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.printing import print_pdf
from abductdesk.ui.texts import bind
from abductdesk.ui.widgets import Button, label, row


class TemporaryPassphrase(Dialog):
    """`give(passphrase)` runs beside the window and raises `Refused`; `sheet(passphrase)` is the page to
    print; `done` runs once it was given. What was copied leaves the clipboard like everything copied here."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        *,
        give: Callable[[str], Any],
        sheet: Callable[[str], bytes],
        done: Callable[[], object],
    ) -> None:
        super().__init__(
            parent,
            L("A passphrase for {name}", name=name),
            L(
                "It is for the first time only: {name} must choose another one at once, and can do nothing "
                "before. Take the one proposed here, or type one.",
                name=name,
            ),
            width=520,
        )
        self._name, self._give, self._sheet, self._done = name, give, sheet, done
        self._background = Background(self)
        self.given = False
        self.phrase = QLineEdit(propose_passphrase())
        self.phrase.setProperty("type", "code")
        title = label(L("Temporary passphrase"), "strong")
        title.setBuddy(self.phrase)
        bind(self.phrase, "setAccessibleName", L("Temporary passphrase"))
        self.hint = label("", "caption", wrap=True)
        self.another = Button(L("Propose &another"), look="quiet", icon="refresh")
        self.banner = Banner("danger", "")
        self.banner.hide()
        field = QWidget()
        field.setLayout(row(self.phrase, self.another, spacing=8))
        for widget in (title, field, self.hint, self.banner):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.copy, self.print = Button(L("&Copy"), icon="copy"), Button(L("&Print"), icon="print")
        self.cancel = Button(L("Cancel"))
        self.go = Button(L("&Give this passphrase"), look="primary", icon="key")
        self.go.setDefault(True)
        for button in (self.copy, self.print):
            self.foot.addWidget(button)
            button.hide()
        self.foot.addStretch(1)
        for button in (self.cancel, self.go):
            self.foot.addWidget(button)
        self.another.clicked.connect(lambda: self.phrase.setText(propose_passphrase()))
        self.phrase.textChanged.connect(lambda _text: self._weigh())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.phrase.text()))
        self.print.clicked.connect(lambda: print_pdf(self, self._sheet(self.phrase.text())))
        self._weigh()

    def _weigh(self) -> None:
        bind(self.hint, "setText", safe.strength(self.phrase.text(), (self._name,)).reason)
        self.phrase.setAccessibleDescription(self.hint.text())

    def submit(self) -> None:
        """Give it; afterwards the same button closes."""
        if self.given:
            self.accept()
            return
        phrase = " ".join(self.phrase.text().split())  # as it can be read and typed again
        self.phrase.setText(phrase)
        self.banner.hide()
        self.go.setEnabled(False)
        self._background.run(
            lambda: self._give(phrase), then=lambda _: self._was_given(), refused=self._refuse
        )

    def _refuse(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        self.banner.say(refused)
        self.banner.show()
        self.grow()

    def _was_given(self) -> None:
        self.given = True
        self.go.setEnabled(True)
        self.go.say(L("&Done"))
        self.phrase.setReadOnly(True)
        for widget in (self.another, self.cancel):
            widget.hide()
        for widget in (self.copy, self.print):
            widget.show()
        bind(self.heading, "setText", L("{name} can sign in now", name=self._name))
        bind(
            self.sentence,
            "setText",
            L(
                "Hand this passphrase over yourself, on paper or by voice, not by e-mail. It is shown only "
                "now; if it gets lost, give a new one."
            ),
        )
        bind(self.hint, "setText", L("What you copy leaves the clipboard again after a while."))
        self.copy.setFocus()
        self.grow()
        self._done()
