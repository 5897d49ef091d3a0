"""Where the vault is, how it is kept, and whether it is whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from abductdesk.actions import safe
from abductdesk.actions.office import KEEPERS
from abductdesk.actions.safe import Safe, Verified
from abductdesk.i18n import N_, L
from abductdesk.ui.cards import Card, KeyValues, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.texts import tongue
from abductdesk.ui.widgets import Button, row


class BackupsTab(TabPage):
    """One card: the vault, a backup now, a check now."""

    key, title = "backups", N_("Backups")
    roles = KEEPERS

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.page = Page("")
        self.card = Card(L("Vault and backups"))
        self.values = KeyValues()
        self.answer = Banner("neutral", "")
        self.answer.hide()
        self.backup = Button(L("&Back up now"), icon="backup")
        self.check = Button(L("Check the &vault"), icon="encrypted")
        self.backup.clicked.connect(lambda: self.back_up())
        self.check.clicked.connect(lambda: self.verify())
        line = QWidget()
        line.setLayout(row(self.backup, self.check, None))
        self.card.add(self.values, self.answer, line)
        self.page.add(self.card)
        self.page.body.addStretch(1)
        self.fill(self.page)

    def refresh(self) -> None:
        self.desk.work(partial(safe.state_of, self.desk.office), then=self.show_safe)

    def show_safe(self, found: Safe) -> None:
        self.values.show_pairs(
            [
                (L("Where it is"), str(found.folder)),
                (L("Last backup"), L("{at}", at=found.last_backup) if found.last_backup else L("never")),
                (L("Backups kept"), str(found.backups)),
                (L("Journal"), L("up to entry {number}", number=found.last_entry)),
                (L("Encryption"), L("The whole vault, with a key that only its people can open")),
            ]
        )

    def back_up(self) -> None:
        self.desk.work(partial(safe.back_up, self.desk.office), then=self._backed_up, owner=self)

    def _backed_up(self, _made: Path) -> None:
        self.shell.toast(L("Backed up, and the backup opens"))
        self.refresh()

    def verify(self) -> None:
        self.desk.work(partial(safe.verify, self.desk.office), then=self._verified, owner=self)

    def _verified(self, found: Verified) -> None:
        said = [tongue().say(sentence) for sentence in found.sentences]
        self.answer.say(" ".join(said), "ok" if found.whole else "danger")
        self.answer.show()
