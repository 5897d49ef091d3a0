"""Moving to a new computer: on this one a checked copy is made, and what to do with it is said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from abductdesk.actions.moving import copy_for_move
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind, words
from abductdesk.ui.widgets import Button, label

STEPS = (
    L("1. Choose a folder on a stick or another disk. A complete copy of the vault goes there, encrypted."),
    L("2. On the new computer start AbductDesk and choose “Open a vault that is there already”, then that "
      "folder. It is copied to the new computer, checked, and opens with the passphrases you have."),
    L("3. From then on work on the new computer only: what is entered here after the copy is not in it. "
      "When all is well, delete the copy on the stick."),
)  # fmt: skip


class MoveAway(Dialog):
    """Three steps in words, one button; the same button closes once the copy is made."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(
            shell.widget(),
            L("Move to a new computer"),
            L("Nothing is taken away here: the vault on this computer stays as it is."),
            width=560,
        )
        self.desk = desk
        self.made: Path | None = None
        for step in STEPS:
            self.body.addWidget(label(step, wrap=True))
        self.banner = Banner("ok", "")
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.body.addStretch(1)
        self.cancel = Button(L("Cancel"))
        self.go = Button(L("Choose a &folder…"), look="primary", icon="backup")
        self.go.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, self.go):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)

    def submit(self) -> None:
        """Ask where, or close when it is done."""
        if self.made is not None:
            self.accept()
            return
        found = QFileDialog.getExistingDirectory(self, words(L("Folder for the copy")))
        if found:
            self.copy_into(Path(found))

    def copy_into(self, folder: Path) -> None:
        """Make the copy; big vaults take a while."""
        self.banner.hide()
        self.go.setEnabled(False)
        self.go.say(L("Copying and checking…"))
        office = self.desk.office
        self.desk.work(
            lambda: copy_for_move(office, folder), then=self._was_made, refused=self._refuse, owner=self
        )

    def _was_made(self, made: Path) -> None:
        self.made = made
        self.go.setEnabled(True)
        self.go.say(L("&Done"))
        self.go.setFocus()
        self.cancel.hide()
        self.banner.say(
            L("The copy is complete and opens. It is in the folder “{folder}”.", folder=made.name), "ok"
        )
        self.banner.show()
        bind(self.heading, "setText", L("The copy is made"))
        self.grow()

    def _refuse(self, refused: Refused) -> None:
        self.go.setEnabled(True)
        self.go.say(L("Choose a &folder…"))
        self.banner.say(refused, "danger")
        self.banner.show()
        self.grow()
