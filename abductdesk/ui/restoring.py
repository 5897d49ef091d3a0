"""The dialog before a backup is restored: what would be taken back, read and ticked, then done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from abductdesk.actions import restore
from abductdesk.actions.restore import Loss
from abductdesk.faults import Refused
from abductdesk.i18n import L
from abductdesk.ui.background import Background
from abductdesk.ui.backupwords import LossView, wall
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Banner
from abductdesk.ui.texts import bind
from abductdesk.ui.widgets import Button


class RestoreDialog(Dialog):
    """For the backup in the folder `source`; `then` runs when it stands in the place of the vault."""

    def __init__(self, parent: QWidget, desk: Desk, source: Path, then: Callable[[], object]) -> None:
        super().__init__(
            parent,
            L("Restore this backup?"),
            L(
                "Everything in the vault goes back to the moment of the backup. The vault as it is now is "
                "kept as a backup of its own, so this can be taken back. Who may open it stays as it is."
            ),
            width=640,
        )
        self._desk, self._source, self._then = desk, source, then
        self._loss: Loss | None = None
        self._background = Background(self)
        self.view = LossView()
        self.refusal = Banner("neutral", L("Comparing the backup with the vault…"))
        self.read = Check(L("I have read what would be taken back"))
        self.cancel, self.go = Button(L("Cancel")), Button(L("&Restore"), look="danger")
        for widget in (self.refusal, self.view, self.read):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.go)
        self.read.hide()
        self.go.setEnabled(False)
        self.read.toggled.connect(self.go.setEnabled)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.submit)
        self._background.run(
            partial(restore.preview, desk.office, source), then=self.show_loss, refused=self.refuse
        )

    def show_loss(self, loss: Loss) -> None:
        """Show what would be taken back."""
        self._loss = loss
        if loss.made_at is not None:
            bind(self.heading, "setText", L("Restore the backup of {at}?", at=wall(loss.made_at)))
        self.refusal.hide()
        self.view.show_loss(loss)
        self.read.show()
        self.read.setFocus()
        QTimer.singleShot(0, self, self.grow)  # once what was added is laid out

    def submit(self) -> None:
        """Do it; the desk's reader waits its turn, so that nothing of ours is open in the vault."""
        if self._loss is None or not self.read.isChecked():
            return
        for widget in (self.go, self.cancel, self.read):
            widget.setEnabled(False)
        self.go.say(L("Restoring…"))
        run = partial(restore.restore, self._desk.office, self._source, self._loss)
        self._desk.work(run, then=self._restored, refused=self.refuse, owner=self)

    def _restored(self, _done: object) -> None:
        self.accept()
        self._then()

    def refuse(self, refused: Refused) -> None:
        """It cannot be restored: say why; nothing has changed."""
        self.refusal.say(refused, "danger")
        self.refusal.show()
        self.go.say(L("&Restore"))
        self.cancel.setEnabled(True)
        self.read.setEnabled(True)
        self.go.setEnabled(self._loss is not None and self.read.isChecked())
        self.grow()
