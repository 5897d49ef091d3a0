"""The form of how often backups are made, how many stay, and where they are copied to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from abductdesk.actions import backups
from abductdesk.actions.backups import BackupState
from abductdesk.i18n import L
from abductdesk.models import Bureau
from abductdesk.models.base import fields_of
from abductdesk.ui.background import Background
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.texts import words
from abductdesk.ui.widgets import Button, row


class BackupForm(FormDialog):
    """For managers and administrators; the second place is tried out before it is kept."""

    def __init__(self, parent: QWidget, desk: Desk, state: BackupState, then: Callable[[], object]) -> None:
        self._desk = desk
        fields = pick(fields_of(Bureau), "backup_folder", "backup_hours", "backups_kept")
        super().__init__(
            parent,
            L("Backups"),
            L(
                "A backup is made beside the vault, checked by opening it, and copied to the second place. "
                "The copy is encrypted too and read back whole, so it may lie on a stick, another disk or a "
                "network drive."
            ),
            [FieldGroup("", fields, wide=frozenset({"backup_folder"}))],
            values={
                "backup_folder": str(state.place) if state.place else None,
                "backup_hours": state.hours,
                "backups_kept": state.kept,
            },
            seen=state.settings_version,
            run=lambda _dialog, changes: self._set_up(changes),
        )
        self._background = Background(self)
        self.choose = Button(L("Choose the &folder…"), icon="backup")
        self.choose.clicked.connect(lambda: self._choose())
        beside = self.form.rows["backup_folder"].layout()
        assert isinstance(beside, QVBoxLayout)
        beside.addLayout(row(self.choose, None))
        self.saved.connect(lambda _none: then())

    def _set_up(self, changes: dict[str, Any]) -> None:
        run = partial(backups.set_up, self._desk.office, self.seen, changes)
        self._background.run(run, then=self.done_well, refused=self.refuse)

    def _choose(self) -> None:
        editor = self.form.rows["backup_folder"].editor
        found = QFileDialog.getExistingDirectory(
            self, words(L("Second place for backups")), str(editor.value() or Path.home())
        )
        if found:
            editor.set_value(found)
            editor.changed.emit()
