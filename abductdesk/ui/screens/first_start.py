"""The first start on a computer: bureau and person, passphrase, then the recovery code.

first = FirstStart(
    create=lambda wish: Vault.create(...),        # (anything, recovery code); runs beside the window
    strength=passphrases.strength,                # (text, own words) → .score 0–4, .reason, .enough
    folder=places.default_folder(), check=places.check,
    print_code=lambda code: …,                    # optional
    from_backup=lambda folder: …,                 # optional: a vault that was lost with its computer
)
first.created.connect(lambda made, wish: …)       # after the code was confirmed
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.ui.background import Background
from abductdesk.ui.feedback import Banner
from abductdesk.ui.front import Front
from abductdesk.ui.secrets import SecretField
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.widgets import Button, column, label, row

GROUP_LENGTH = 5


class Strength(Protocol):
    @property
    def score(self) -> int: ...
    @property
    def reason(self) -> Message: ...
    @property
    def enough(self) -> bool: ...


@dataclass(frozen=True)
class Wish:
    """What the assistant asked for."""

    bureau: str
    person: str
    passphrase: str
    folder: Path


def groups(code: str) -> list[str]:
    """The code in groups that can be read aloud and typed."""
    plain = "".join(letter for letter in code if letter.isalnum())
    return [plain[at : at + GROUP_LENGTH] for at in range(0, len(plain), GROUP_LENGTH)]


class FirstStart(Front):
    """Three steps in one window."""

    created = Signal(object, object)

    def __init__(
        self,
        *,
        create: Callable[[Wish], tuple[Any, str]],
        strength: Callable[[str, tuple[str, ...]], Strength],
        folder: Path,
        check: Callable[[Path], object],
        print_code: Callable[[str], object] | None = None,
        from_backup: Callable[[Path], object] | None = None,
    ) -> None:
        super().__init__(width=560)
        self._create, self._strength, self._check, self._print = create, strength, check, print_code
        self._from_backup = from_backup
        self._background = Background(self)
        self._made: Any = None
        self._wish: Wish | None = None
        self._code = ""
        self.steps = QStackedWidget()
        for build in (self._who_page, self._phrase_page, self._code_page):
            self.steps.addWidget(build())
        self.folder.setText(str(folder))
        self.banner = Banner("danger", "")
        self.banner.hide()
        self.card.addWidget(self.banner)
        self.card.addWidget(self.steps, 1)
        self._show(0)

    def _page(self, title: Text, sentence: Text) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        layout = column(label(title, "page", wrap=True), label(sentence, "second", wrap=True), 6, spacing=6)
        page.setLayout(layout)
        return page, layout

    def _line(self, layout: QVBoxLayout, name: Text, help: Text = "") -> QLineEdit:
        edit, title = QLineEdit(), label(name, "strong")
        title.setBuddy(edit)
        bind(edit, "setAccessibleName", name)
        layout.addSpacing(4)
        layout.addWidget(title)
        layout.addWidget(edit)
        if help:
            bind(edit, "setAccessibleDescription", help)
            layout.addWidget(label(help, "caption", wrap=True))
        return edit

    def _who_page(self) -> QWidget:
        page, layout = self._page(
            L("Welcome"), L("This makes the bureau’s vault on this computer. Nothing leaves it.")
        )
        self.bureau = self._line(layout, L("Name of the bureau"), L("As it stands on letters."))
        self.person = self._line(
            layout,
            L("Your name"),
            L("You become administrator, manager and caseworker; add others later."),
        )
        self.folder = self._line(
            layout,
            L("Where the vault is kept"),
            L("On this computer’s own disk. Network drives and synchronised folders damage it."),
        )
        self.choose = Button(L("Another folder…"))
        self.choose.clicked.connect(self._choose_folder)
        layout.addLayout(row(self.choose, None))
        self.next = Button(L("&Next"), look="primary")
        self.next.clicked.connect(self._who_done)
        for edit in (self.bureau, self.person, self.folder):
            edit.returnPressed.connect(self._who_done)
        layout.addStretch(1)
        self.from_backup = Button(L("I have a &backup…"), look="link")
        self.from_backup.clicked.connect(lambda: self._restore())
        self.from_backup.setVisible(self._from_backup is not None)
        layout.addLayout(row(self.from_backup, None, self.next))
        return page

    def _restore(self) -> None:
        if self._from_backup is not None:
            self._from_backup(Path(self.folder.text()))

    def _phrase_page(self) -> QWidget:
        page, layout = self._page(
            L("Your passphrase"),
            L("It opens the vault. Nobody can find it out or reset it without the recovery code."),
        )
        self.phrase = SecretField(L("Passphrase"))
        self.meter = QProgressBar()
        self.meter.setRange(0, 4)
        self.meter.setTextVisible(False)
        self.meter.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bind(self.meter, "setAccessibleName", L("Strength of the passphrase"))
        self.again = SecretField(L("Once more"))
        self.back = Button(L("&Back"))
        self.make = Button(L("&Make the vault"), look="primary", icon="encrypted")
        for widget in (self.phrase, self.meter, self.again):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(row(self.back, None, self.make))
        self.phrase.changed.connect(self._weigh)
        self.phrase.entered.connect(self.again.edit.setFocus)
        self.again.entered.connect(self._phrase_done)
        self.back.clicked.connect(lambda: self._show(0))
        self.make.clicked.connect(self._phrase_done)
        return page

    def _code_page(self) -> QWidget:
        page, layout = self._page(
            L("Your recovery code"),
            L(
                "It opens the vault when the passphrase is lost. It is shown this once and kept nowhere: "
                "print it or write it down, and lock it away from this computer."
            ),
        )
        self.code = label("", "code", wrap=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        box = QFrame()
        box.setProperty("look", "banner")
        box.setProperty("tone", "neutral")
        box.setLayout(row(self.code, margins=(16, 14, 16, 14)))
        layout.addWidget(box)
        self.print = Button(L("&Print the code"), icon="print")
        self.print.clicked.connect(lambda: self._print(self._code) if self._print else None)
        if self._print is None:
            self.print.hide()
        layout.addLayout(row(self.print, None))
        self.typed = self._line(layout, L("To confirm, type the last group of the code"))
        self.finish = Button(L("&Finish"), look="primary")
        self.finish.clicked.connect(self._code_done)
        self.typed.returnPressed.connect(self._code_done)
        layout.addStretch(1)
        layout.addLayout(row(None, self.finish))
        return page

    def _show(self, at: int) -> None:
        self.banner.hide()
        self.steps.setCurrentIndex(at)
        bind(self.step, "setText", L("Step {step} of {steps}", step=at + 1, steps=3))
        (self.bureau, self.phrase.edit, self.typed)[at].setFocus()

    def refuse(self, refused: Refused) -> None:
        """Say what is wrong; everything typed stays."""
        self.banner.say(refused)
        self.banner.show()
        self.make.setEnabled(True)
        self.make.say(L("&Make the vault"))

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(
            self, words(L("Where the vault is kept")), self.folder.text()
        )
        if found:
            self.folder.setText(found)

    def _who_done(self) -> None:
        for edit, what in ((self.bureau, L("the name of the bureau")), (self.person, L("your name"))):
            if not edit.text().strip():
                edit.setFocus()
                self.refuse(Refused("Please enter {what}.", what=what))
                return
        try:
            self._check(Path(self.folder.text()))
        except Refused as refused:
            self.refuse(refused)
            return
        self._show(1)
        self._weigh(self.phrase.text())

    def _own(self) -> tuple[str, ...]:
        return (self.bureau.text(), self.person.text())

    def _weigh(self, text: str) -> None:
        found = self._strength(text, self._own())
        self.meter.setValue(found.score)
        self.phrase.hint(found.reason)

    def _phrase_done(self) -> None:
        found = self._strength(self.phrase.text(), self._own())
        if not found.enough:
            self.phrase.refuse(found.reason)
            self.phrase.edit.setFocus()
        elif self.phrase.text() != self.again.text():
            self.again.refuse(L("The two are not the same. Type it once more."))
            self.again.edit.setFocus()
        else:
            wish = self._wish = Wish(
                self.bureau.text().strip(),
                self.person.text().strip(),
                self.phrase.text(),
                Path(self.folder.text()),
            )
            self.make.setEnabled(False)
            self.make.say(L("Making the vault…"))
            self._background.run(lambda: self._create(wish), then=self._has_made, refused=self.refuse)

    def _has_made(self, made: tuple[Any, str]) -> None:
        self._made, self._code = made
        # two lines of three groups, as they are read aloud
        found = groups(self._code)
        half = len(found) // 2
        self.code.setText("\n".join(" – ".join(part) for part in (found[:half], found[half:])))
        self.phrase.clear()
        self.again.clear()
        self._show(2)

    def _code_done(self) -> None:
        typed = "".join(letter for letter in self.typed.text().upper() if letter.isalnum())
        if not secrets.compare_digest(typed.encode(), groups(self._code)[-1].upper().encode()):
            self.refuse(Refused("This is not the last group. Look at the code you wrote down."))
            self.typed.setFocus()
            return
        self._code = ""
        self.code.clear()
        self.created.emit(self._made, self._wish)
