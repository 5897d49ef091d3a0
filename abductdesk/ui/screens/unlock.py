"""Opening the vault: who, passphrase, or the recovery code.

    unlock = Unlock(
        [("sanne", "Sanne Visser")],                  # sign-in name, shown name
        unlock=lambda name, phrase: Vault.open_with_passphrase(folder, name, phrase),
        recover=lambda code: Vault.open_with_recovery(folder, code),
        can_trust=keyrings.is_available(),            # None hides the box, False explains
    )
    unlock.opened.connect(lambda vault, trust: …)     # trust: the box was ticked

The functions run beside the window and raise Refused. After a lock: `locked=True`. `mend` hears of every
refusal with the name, the secret and whether it was the code: a damaged vault is mended with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.background import Background
from abductdesk.ui.checks import Check
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner
from abductdesk.ui.front import Front
from abductdesk.ui.secrets import SecretField
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.widgets import Button, column, label, row

Opened = Any


class Unlock(Front):
    """A window of its own, painted before anything heavy is loaded."""

    opened = Signal(object, bool)
    recovered = Signal(object)

    def __init__(
        self,
        people: Sequence[tuple[str, str]],
        *,
        unlock: Callable[[str, str], Opened],
        recover: Callable[[str], Opened] | None = None,
        can_trust: bool | None = None,
        locked: bool = False,
        sentence: Text = "",
        back: Callable[[], object] | None = None,
        mend: Callable[[Refused, str, str, bool], object] | None = None,
    ) -> None:
        super().__init__(width=484)
        self._unlock, self._recover, self._mend = unlock, recover, mend
        self._background = Background(self)
        self._code_wanted = False
        title = L("Locked") if locked else L("Open the vault")
        usual = (
            L("Enter your passphrase to go on where you were.")
            if locked
            else L("Everything is encrypted on this computer. Your passphrase opens it.")
        )
        self.who = Combo(L("Who are you?"))
        self.who.offer([(name, shown) for name, shown in people])
        self.phrase = SecretField(L("Passphrase"))
        self.code = QLineEdit()
        for setter in ("setAccessibleName", "setPlaceholderText"):
            bind(self.code, setter, L("Recovery code"))
        self.banner = Banner("danger", "")
        self.note = Banner("warn", "")
        self.note.hide()
        self.trust = Check(L("Trust this computer: open without passphrase at start"))
        self.go = Button(L("&Open"), look="primary", icon="unlock")
        self.other = Button(L("Use the recovery code"), look="link")
        self.back = Button(L("&Back"), look="quiet", icon="back")
        self.back.setVisible(back is not None)
        if back is not None:
            self.back.clicked.connect(lambda: back())
        self._lay_out(title, sentence or usual, people, can_trust)
        self.go.clicked.connect(self.submit)
        self.phrase.entered.connect(self.submit)
        self.code.returnPressed.connect(self.submit)
        self.other.clicked.connect(self._switch)
        self.phrase.edit.setFocus()

    def _lay_out(self, title: Any, sentence: Any, people: Sequence[Any], can_trust: bool | None) -> None:
        self._who_label = label(L("Who are you?"), "strong")
        self._who_label.setBuddy(self.who)
        why_not = label(
            L("This computer has no keyring to keep a key in, so the passphrase is always asked."),
            "caption",
            wrap=True,
        )
        inside = self.card
        inside.addLayout(column(label(title, "page"), label(sentence, "second", wrap=True), spacing=4))
        inside.addWidget(self.banner)
        inside.addWidget(self.note)
        inside.addLayout(column(self._who_label, self.who, spacing=3))
        for widget in (self.phrase, self.code, self.trust, why_not):
            inside.addWidget(widget)
        inside.addSpacing(4)
        inside.addLayout(row(self.go, self.back, None, self.other))
        self.banner.hide()
        self.code.hide()
        self.other.setVisible(self._recover is not None)
        self.trust.setVisible(bool(can_trust))
        why_not.setVisible(can_trust is False)
        self._who_label.setVisible(len(people) > 1)
        self.who.setVisible(len(people) > 1)

    def tell(self, text: Text | Refused, *, offer_trust: bool = False) -> None:
        """Say why the passphrase is asked; `offer_trust` lets the computer be trusted again."""
        self.note.say(text)
        self.note.show()
        if offer_trust:
            self.trust.show()

    def submit(self) -> None:
        """Try what was entered."""
        name, phrase, code = str(self.who.chosen() or ""), self.phrase.text(), self.code.text()
        if not (code.strip() if self._code_wanted else phrase):
            self.refuse(
                Refused("Enter your passphrase.") if not self._code_wanted else Refused("Enter the code.")
            )
            return
        self.banner.hide()
        self.go.setEnabled(False)
        self.go.say(L("Opening…"))
        recover = self._recover
        if self._code_wanted and recover is not None:
            failed = partial(self._refused, name, code, True)
            self._background.run(lambda: recover(code), then=self._recovered, refused=failed)
        else:
            failed = partial(self._refused, name, phrase, False)
            self._background.run(lambda: self._unlock(name, phrase), then=self._opened, refused=failed)

    def _refused(self, name: str, secret: str, by_code: bool, refused: Refused) -> None:
        self.refuse(refused)
        if self._mend is not None:
            self._mend(refused, name, secret, by_code)

    def refuse(self, refused: Refused) -> None:
        """It did not open: say why; the passphrase can be typed again."""
        self._rest()
        if self._code_wanted:
            self.banner.say(refused)
            self.banner.show()
            self.code.setFocus()
        else:
            self.phrase.refuse(refused)
            self.phrase.edit.selectAll()
            self.phrase.edit.setFocus()

    def _rest(self) -> None:
        self.go.setEnabled(True)
        self.go.say(L("&Open"))

    def _opened(self, opened: Opened) -> None:
        self._rest()
        self.phrase.clear()
        self.opened.emit(opened, self.trust.isChecked())

    def _recovered(self, opened: Opened) -> None:
        self._rest()
        self.code.clear()
        self.recovered.emit(opened)

    def _switch(self) -> None:
        self._code_wanted = not self._code_wanted
        self.code.setVisible(self._code_wanted)
        self.phrase.setVisible(not self._code_wanted)
        self.other.say(L("Use the passphrase") if self._code_wanted else L("Use the recovery code"))
        (self.code if self._code_wanted else self.phrase.edit).setFocus()
