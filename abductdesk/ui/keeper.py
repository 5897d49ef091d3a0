"""Backups that make themselves while the window is open, in a thread of their own, and are said calmly.

What was found is told by `desk.noticed` to whoever shows it: the status bar, Today, the tab of backups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from abductdesk.actions import backups
from abductdesk.actions.backups import Attempt, BackupState
from abductdesk.actions.office import Office
from abductdesk.faults import Refused
from abductdesk.ui.background import Background
from abductdesk.ui.backupwords import status
from abductdesk.ui.bars import StatusBar
from abductdesk.ui.desk import Desk

FIRST_MS = 3_000  # the first picture of the window comes first
AGAIN_MINUTES = 10


@dataclass(frozen=True)
class Noticed:
    """The backups as the last look found them; `fault` says why none could be made."""

    state: BackupState
    fault: Refused | None = None

    @property
    def wanting(self) -> bool:
        return self.state.wanting or self.fault is not None


def look(office: Office) -> Noticed:
    """Make what is due, and say how things stand. Never raises `Refused`: nobody is kept from working."""
    attempt, fault = Attempt(False), None
    try:
        attempt = backups.back_up_if_due(office)
    except Refused as refused:
        fault = refused
    state = backups.backup_state(office)
    return Noticed(replace(state, place_fault=attempt.place_fault or state.place_fault), fault)


class Keeper(QObject):
    """Looks when the window opens and every ten minutes."""

    looked = Signal(object)

    def __init__(self, desk: Desk, bar: StatusBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._bar = desk, bar
        self._background = Background(self)
        self._busy = self._over = False
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MINUTES * 60_000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.look)

    def look(self) -> None:
        """Look now, unless it is being done."""
        if self._busy or self._over:
            return
        self._busy = True
        office = self._desk.office
        self._background.run(lambda: look(office), then=self._looked, refused=lambda _refused: None)

    def _looked(self, found: Noticed) -> None:
        self._busy = False
        if self._over:
            return
        self._bar.backup(found.fault or status(found.state, self._desk.office.clock()), found.wanting)
        self._desk.notice(found)

    def end(self, closing: bool) -> None:
        """Finish what is being made; when the program is closed, make what is due."""
        self._over = True
        self._timer.stop()
        self._background.finish()
        if closing:
            look(self._desk.office)
