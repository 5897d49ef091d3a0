"""One person at work in the open window: desk, window, lock, and a look around now and then."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from abductdesk.actions.backups import clock_behind, clock_warning
from abductdesk.actions.bureau import newest_entry, prefer, settings
from abductdesk.actions.office import CASE_STAFF, Office, Touched
from abductdesk.actions.search import Hit, find
from abductdesk.i18n import L
from abductdesk.models import Bureau
from abductdesk.terms import StaffRole
from abductdesk.ui.desk import Desk
from abductdesk.ui.faults import Guard
from abductdesk.ui.feedback import Notice
from abductdesk.ui.hits import as_found
from abductdesk.ui.keeper import Keeper
from abductdesk.ui.screens import discover
from abductdesk.ui.security import Clipboard, IdleLock
from abductdesk.ui.shell import Deliver, Screen
from abductdesk.ui.texts import term
from abductdesk.ui.watch import Watch
from abductdesk.ui.window import Window

HEAD_MINUTES = 5
IDLE_SECONDS = 600
LOOK_AGAIN_SECONDS = 10


class Session(QObject):
    """One person at work in the open window."""

    def __init__(self, office: Office, guard: Guard | None = None) -> None:
        super().__init__()
        self.office, self.desk = office, Desk(office)
        if guard is not None:
            self.desk.broke.connect(guard.report)
        role = next((role.label for role in StaffRole if role in office.staff.roles), "")
        screens = [screen for screen in discover() if _may_use(screen, office)]
        self.window = Window(self.desk, screens, (office.staff.name, term(role)))
        if CASE_STAFF & set(office.staff.roles):
            self.window.provider = self._find
        self.clipboard = Clipboard(parent=self)
        self.idle = IdleLock(IDLE_SECONDS, self)
        self.idle.countdown.connect(self.window.status.countdown)
        self.idle.start()
        self._day, self._entry = office.today, -1
        self.keeper = Keeper(self.desk, self.window.status, self)
        self.watch = Watch(self.desk, self.window.status, self._open_today, self)
        self.desk.touched.connect(self._settings_touched)
        self._ask_settings()
        self._look_again()
        self._head = _every(self, HEAD_MINUTES * 60, self._write_head)
        self._tick = _every(self, LOOK_AGAIN_SECONDS, self._look_again)
        self._say_status()
        self.window.go(screens[0].key)
        self.desk.work(partial(clock_behind, office), then=self._warn_of_clock, owner=self)

    def _warn_of_clock(self, last: datetime | None) -> None:
        """Every legal date hangs on today: a clock that went back is said before anything is done."""
        if last is not None:
            said = clock_warning(last, self.office.clock())
            Notice(self.window, said, L("Check the clock of this computer")).open()

    def _find(self, words: str, deliver: Deliver) -> None:
        def found(hits: list[Hit]) -> None:
            deliver([as_found(hit, self.window) for hit in hits])

        self.desk.ask(find, words, then=found, owner=self.window, latest="find")

    def _settings_touched(self, touched: Touched) -> None:
        if Bureau.__tablename__ in touched.kinds:
            self._ask_settings()

    def _open_today(self) -> None:
        """A notice was clicked: the window comes to the front."""
        self.window.go("today")
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _ask_settings(self) -> None:
        self.desk.ask(settings, then=self._take_settings, latest="settings")

    def _take_settings(self, found: Bureau) -> None:
        self.idle.seconds = max(1, found.idle_minutes) * 60

    def _say_status(self) -> None:
        status = self.window.status
        status.saved(L("All changes saved"))
        status.encrypted(L("Encrypted"))

    def _write_head(self) -> None:
        self.desk.work(self.office.vault.write_head, then=lambda _: None, owner=self.window)

    def _look_again(self) -> None:
        """A new day, or somebody at work in another window: what is shown asks again."""
        self.desk.ask(newest_entry, then=self._looked, owner=self.window, latest="newest")

    def _looked(self, entry: int) -> None:
        if self._entry < 0:
            self._entry = entry
        if (self.office.today, entry) != (self._day, self._entry):
            self._day, self._entry = self.office.today, entry
            self.window.refresh_all()
            self.watch.look()

    def prefer(self, preferences: dict[str, Any]) -> None:
        self.desk.do(prefer, preferences)

    def end(self, closing: bool = False) -> None:
        """Finish what is being written and close the vault; when the program is closed, a backup is made
        first if one is due."""
        for timer in (self._head, self._tick):
            timer.stop()
        self.idle.stop()
        self.watch.end()
        self.clipboard.wipe()
        for widget in QApplication.topLevelWidgets():
            widget.hide()
        self.desk.close()
        self.keeper.end(closing)
        gc.unfreeze()
        self.window.deleteLater()
        self.office.vault.close()


def _may_use(screen: type[Screen], office: Office) -> bool:
    """Whether a screen is for this person: a clerk sees no case content."""
    return bool(screen.roles & set(office.staff.roles))


def _every(owner: QObject, seconds: int, run: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(seconds * 1000)
    timer.timeout.connect(run)
    timer.start()
    return timer
