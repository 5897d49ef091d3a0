"""The line on Today that says what is wrong with the backups, to those who can do something about it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from abductdesk.actions.bureau import SETTINGS_STAFF
from abductdesk.i18n import L
from abductdesk.ui.backupwords import wanting
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.shell import Shell


class BackupNotice(Banner):
    """Hidden while all is well, and for everybody else."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__("warn", "", L("To the backups"), lambda: shell.go("safe", "backups"))
        self._for_me = bool(SETTINGS_STAFF & set(desk.office.staff.roles))
        self.hide()
        desk.noticed.connect(self.show_noticed)
        self.show_noticed(desk.last_noticed)

    @Slot(object)
    def show_noticed(self, found: Any) -> None:
        """Show what the last look found."""
        said = "" if found is None else found.fault or wanting(found.state)
        self.say(said)
        self.setVisible(self._for_me and bool(said))
