"""Where the vault does not open: its newest good backup, what would be lost, and the way back in.

    MendDialog(front, Rescue(folder, name, secret), refused, then=self.mended).open()
    MendDialog(front, Rescue(folder), None, then=self.mended).open()    # nobody has signed in yet: it asks

`then` gets the `Rescue` with which to sign in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from abductdesk.actions import restore, safe
from abductdesk.actions.office import utc_now
from abductdesk.actions.restore import Loss, Rescue
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.background import Background
from abductdesk.ui.backupwords import LossView, age, folder_words, wall
from abductdesk.ui.checks import Check
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner
from abductdesk.ui.secrets import SecretField
from abductdesk.ui.texts import Text, words
from abductdesk.ui.widgets import Button, column, label, row


class MendDialog(Dialog):
    """Choose a backup, see what can be told of the loss, and restore it. Nothing damaged is deleted."""

    def __init__(
        self, parent: QWidget | None, rescue: Rescue, why: Refused | None, then: Callable[[Rescue], object]
    ) -> None:
        title = L("The vault does not open") if why else L("Restore the vault from a backup")
        sentence: Text = why or L("The vault comes into {folder}.", folder=folder_words(rescue.folder))
        super().__init__(parent, title, sentence, width=640)
        self._rescue, self._then = rescue, then
        self._asks = not rescue.secret
        self._background = Background(self)
        self._loss: Loss | None = None
        self.backups = Combo(L("Backup"))
        self.other = Button(L("Another &folder…"), icon="import")
        self.who, self.phrase = Combo(L("Who are you?")), SecretField(L("Passphrase"))
        self.show_it = Button(L("&Show what it holds"), icon="show")
        self.view, self.answer = LossView(), Banner("neutral", "")
        kept = L("Restore this backup; the damaged files are kept aside") if why else L("Restore this backup")
        self.read = Check(kept)
        self.cancel, self.go = Button(L("Cancel")), Button(L("&Restore"), look="primary")
        self._lay_out()
        self.backups.currentIndexChanged.connect(lambda _at: self._chosen())
        self.other.clicked.connect(lambda: self._choose())
        self.show_it.clicked.connect(lambda: self.compare())
        self.phrase.entered.connect(self.compare)
        self.read.toggled.connect(self.go.setEnabled)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)
        self.offer([one.folder for one in restore.backups_of(rescue.folder)])

    def _lay_out(self) -> None:
        name = label(L("Backup"), "strong")
        name.setBuddy(self.backups)
        line = row(spacing=8)
        line.addWidget(self.backups, 1)
        line.addWidget(self.other)
        named = column(name, spacing=3)
        named.addLayout(line)
        self.body.addLayout(named)
        self._who_label = label(L("Who are you?"), "strong")
        self._who_label.setBuddy(self.who)
        self.body.addLayout(column(self._who_label, self.who, spacing=3))
        self.body.addWidget(self.phrase)
        for widget in (self._who_label, self.who, self.phrase):
            widget.setVisible(self._asks)
        self.body.addLayout(row(self.show_it, None))
        self.show_it.setVisible(self._asks)
        for shown in (self.answer, self.view, self.read):
            self.body.addWidget(shown)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)
        self.go.setEnabled(False)
        self.answer.hide()
        self.read.hide()

    @property
    def source(self) -> Path | None:
        """The backup that is chosen."""
        found = self.backups.chosen()
        return found if isinstance(found, Path) else None

    def offer(self, folders: list[Path]) -> None:
        """Offer these backups, the first one chosen."""
        self.backups.offer([(folder, _named(folder)) for folder in folders])
        self.backups.setEnabled(bool(folders))
        if not folders:
            self._say(
                L("There is no backup beside the vault. Choose the folder of one, for example on a stick.")
            )
        self._chosen()

    def _chosen(self) -> None:
        self._loss = None
        self.read.hide()
        self.read.setChecked(False)
        self.view.hide()
        for widget in (self._who_label, self.who):
            widget.hide()
        if self.source is None:
            return
        self.answer.hide()
        if self._asks:
            people = self._people()
            self.who.offer([(name, name) for name in people])
            for widget in (self._who_label, self.who):
                widget.setVisible(len(people) > 1)
        else:
            self.compare()

    def _people(self) -> list[str]:
        """Who signs in: by the vault's own key file, or the backup's where that is lost."""
        assert self.source is not None
        for place in (self._rescue.folder, self.source):
            try:
                return [person.name for person in safe.people(place)]
            except Refused:
                continue
        return []

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, words(L("Folder of the backup")), str(Path.home()))
        if found:
            folder = Path(found)
            inside = [one.folder for one in restore.backups_in(folder)]
            self.offer(inside or [folder])

    def _full_rescue(self) -> Rescue:
        if not self._asks:
            return self._rescue
        return replace(self._rescue, name=self.who.chosen() or None, secret=self.phrase.text())

    def compare(self) -> None:
        """Open the backup and tell what can be told."""
        source, rescue = self.source, self._full_rescue()
        if source is None or not rescue.secret:
            return
        self._say(L("Opening the backup…"))
        self._rest(False)
        self._background.run(
            partial(restore.preview_unopened, rescue, source), then=self.show_loss, refused=self._refuse
        )

    def show_loss(self, loss: Loss) -> None:
        """Show what would be lost."""
        self._loss = loss
        self._rest(True)
        self.answer.hide()
        self.view.show_loss(loss)
        self.view.show()
        self.read.show()
        self.read.setFocus()
        QTimer.singleShot(0, self, self.grow)  # once what was added is laid out

    def submit(self) -> None:
        """Restore."""
        source, rescue = self.source, self._full_rescue()
        if source is None or self._loss is None or not self.read.isChecked():
            return
        self._rest(False)
        self.go.setEnabled(False)
        self._say(L("Restoring…"))
        self._background.run(
            partial(restore.restore_unopened, rescue, source),
            then=partial(self._restored, rescue),
            refused=self._refuse,
        )

    def _restored(self, rescue: Rescue, _done: Any) -> None:
        self.accept()
        self._then(rescue)

    def _refuse(self, refused: Refused) -> None:
        self._rest(True)
        self.go.setEnabled(self.read.isChecked() and self._loss is not None)
        self._say(refused, "danger")
        self.grow()

    def _say(self, said: Text, tone: str = "neutral") -> None:
        self.answer.say(said, tone)
        self.answer.show()

    def _rest(self, rest: bool) -> None:
        for widget in (self.backups, self.other, self.show_it, self.read, self.cancel):
            widget.setEnabled(rest)


def _named(folder: Path) -> Text:
    at = restore.made_at(folder)
    if at is None:
        return folder.name
    return L("{at}, {age}", at=wall(at), age=age(at, utc_now()))


class OlderVault(Dialog):
    """The journal ends before the entry that the key file knows: explained, opened only when confirmed."""

    def __init__(
        self,
        parent: QWidget | None,
        why: Refused,
        *,
        open_it: Callable[[], object],
        restore_it: Callable[[], object],
    ) -> None:
        super().__init__(parent, L("The vault is older than its key file"), why, width=560)
        self.body.addWidget(
            Banner(
                "warn",
                L(
                    "What was entered in between is not in this file. If it is opened nevertheless, the "
                    "journal keeps who did so and when."
                ),
            )
        )
        self.sure = Check(L("I know why it is older, or accept what is missing"))
        self.body.addWidget(self.sure)
        self.body.addStretch(1)
        cancel, self.restore_button = Button(L("Cancel")), Button(L("Restore a &backup…"), look="primary")
        self.open_button = Button(L("&Open it nevertheless"), look="danger")
        self.open_button.setEnabled(False)
        self.sure.toggled.connect(self.open_button.setEnabled)
        for button, run in ((cancel, None), (self.open_button, open_it), (self.restore_button, restore_it)):
            if button is self.open_button:
                self.foot.addStretch(1)
            self.foot.addWidget(button)
            button.clicked.connect(self.reject if run is None else partial(self._choose, run))

    def _choose(self, run: Callable[[], object]) -> None:
        self.accept()
        run()
