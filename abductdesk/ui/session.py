"""One person at work in the open window: desk, window, lock, and a look around now and then."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from abductdesk.actions import safe
from abductdesk.actions.backups import clock_behind, clock_warning
from abductdesk.actions.bureau import newest_entry, prefer, settings
from abductdesk.actions.office import BRUSSELS, CASE_STAFF, Office, Touched
from abductdesk.actions.safe import Verified
from abductdesk.actions.search import Hit, find
from abductdesk.i18n import L
from abductdesk.models import Bureau, Staff
from abductdesk.terms import StaffRole
from abductdesk.ui.countdown import Countdown
from abductdesk.ui.desk import Desk
from abductdesk.ui.drafting import Drafter
from abductdesk.ui.faults import Guard
from abductdesk.ui.feedback import Notice
from abductdesk.ui.guards import Guards
from abductdesk.ui.hits import as_found
from abductdesk.ui.keeper import Keeper
from abductdesk.ui.lockcard import wants_no_pictures
from abductdesk.ui.screens import discover
from abductdesk.ui.security import Clipboard, IdleLock
from abductdesk.ui.shell import Deliver, Screen
from abductdesk.ui.texts import term
from abductdesk.ui.watch import Watch
from abductdesk.ui.wholeness import Wholeness
from abductdesk.ui.window import Place, Window

HEAD_MINUTES = 5
IDLE_SECONDS = 600
LOOK_AGAIN_SECONDS = 10


class Session(QObject):
    """One person at work in the open window; `place` is where they were before the lock."""

    lock_wanted = Signal()
    """Nobody is at the desk, the computer sleeps or locks, or the person chose it."""

    def __init__(self, office: Office, guard: Guard | None = None, place: Place | None = None) -> None:
        super().__init__()
        self.office, self.desk, self._guard = office, Desk(office), guard
        self._away: list[QWidget] | None = None
        self._then: Callable[[], object] | None = None
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
        self.countdown = Countdown(self.window, self)
        self.idle.countdown.connect(self.countdown.show_left)
        self.idle.start()
        self._hour, self._entry = self._this_hour(), -1
        self.guards = Guards(self)
        for wish in (self.idle.locked, self.guards.alarmed, self.window.lock_wanted):
            wish.connect(self.lock_wanted)
        self.drafter = self._drafter() if CASE_STAFF & set(office.staff.roles) else None
        self.keeper = Keeper(self.desk, self.window.status, self)
        self.watch = Watch(self.desk, self.window.status, self._open_today, self)
        self.desk.touched.connect(self._settings_touched)
        self.wholeness = Wholeness(self.desk, self._alarm, self)
        self._ask_settings()
        self._look_again()
        self._head = _every(self, HEAD_MINUTES * 60, self._write_head)
        self._tick = _every(self, LOOK_AGAIN_SECONDS, self._look_again)
        self._say_status()
        self._keep_out_of_pictures()
        self.window.go(screens[0].key)
        self.wholeness.look()
        self.desk.work(partial(clock_behind, office), then=self._warn_of_clock, owner=self)
        if place is not None:
            self.window.return_to(place)

    def _drafter(self) -> Drafter:
        made = Drafter(self.desk, self.window, self)
        made.changed.connect(self.window.show_drafts)
        self.window.going.connect(made.keep)
        self.window.discard_wanted.connect(made.drop)
        self.window.resume_wanted.connect(
            lambda draft: self.window.resume(draft, partial(made.take_up, draft))
        )
        return made

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
        if (Staff.__tablename__, self.office.staff.id) in touched.records:
            self._keep_out_of_pictures()

    def _keep_out_of_pictures(self) -> None:
        self.guards.keep_out_of_pictures(wants_no_pictures(self.office.staff.preferences))

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

    def _alarm(self, found: Verified) -> None:
        """The journal is not whole: everybody sees it, on every screen."""
        self.window.say_alarm(lambda tongue: " ".join(tongue.say(each) for each in found.sentences))

    def _write_head(self) -> None:
        self.desk.work(self.office.vault.write_head, then=lambda _: None, owner=self.window)

    def _look_again(self) -> None:
        """A new day or hour (some limits run in hours), or somebody at work in another window: what is
        shown asks again."""
        self.desk.ask(newest_entry, then=self._looked, owner=self.window, latest="newest")

    def _looked(self, entry: int) -> None:
        if self._entry < 0:
            self._entry = entry
        now = self._this_hour()
        if (now, entry) != (self._hour, self._entry):
            self._hour, self._entry = now, entry
            self.window.refresh_all()
            self.watch.look()

    def trust_this_computer(self) -> None:
        """As was ticked when the vault was opened."""
        self.desk.work(
            lambda: safe.trust_this_computer(self.office),
            then=lambda _: self.window.toast(L("This computer is trusted from the next start on")),
            owner=self.window,
        )

    def _this_hour(self) -> datetime:
        return self.office.clock().astimezone(BRUSSELS).replace(minute=0, second=0, microsecond=0)

    def prefer(self, preferences: dict[str, Any]) -> None:
        self.desk.do(prefer, preferences)

    @property
    def place(self) -> Place | None:
        """Where the person is, for coming back."""
        return self.window.place()

    def put_away(self) -> None:
        """Leave nothing on the screen, at once; what is being written goes on."""
        if self._away is not None:
            return
        for timer in (self._head, self._tick):
            timer.stop()
        self.idle.stop()
        self.watch.end()
        self.clipboard.wipe()
        self._away = QApplication.topLevelWidgets()
        for widget in self._away:
            widget.hide()
        self.desk.answered.connect(self._answered)

    def end_when_done(self, then: Callable[[], object]) -> None:
        """Put everything away, and end once what is being done is done; then say so."""
        self.put_away()
        self._then = then
        self._answered()

    def _answered(self) -> None:
        """What an answer brings up on the way out stays out of sight, like all the rest."""
        for widget in QApplication.topLevelWidgets():
            if _stands_on(widget, self.window):
                widget.hide()
        then = self._then
        if then is not None and not self.desk.at_work:
            self._then = None
            self.end()
            then()

    def end(self, closing: bool = False) -> None:
        """Finish what is being written, keep what was being typed, and close the vault; when the program is
        closed, a backup is made first if one is due."""
        self.put_away()
        self.desk.finish()
        self.desk.answered.disconnect(self._answered)
        self._keep_drafts()
        self.guards.end()
        self.desk.close()
        self.keeper.end(closing)
        self.keeper.end(closing)
        gc.unfreeze()
        for widget in self._away or ():
            if isValid(widget) and isinstance(widget, QDialog | QMenu) and widget.parent() is None:
                widget.deleteLater()
        self.window.deleteLater()
        self.office.vault.close()

    def _keep_drafts(self) -> None:
        """A full disk must not keep the vault open."""
        try:
            if self.drafter is not None:
                self.drafter.keep_now()
        except Exception as fault:
            if self._guard is None:
                raise
            self._guard.report(fault)


def _may_use(screen: type[Screen], office: Office) -> bool:
    """Whether a screen is for this person: a clerk sees no case content."""
    return bool(screen.roles & set(office.staff.roles))


def _stands_on(widget: QObject | None, window: QWidget) -> bool:
    """Whether it is the window or one of its dialogs, however deep."""
    while widget is not None and widget is not window:
        widget = widget.parent()
    return widget is window


def _every(owner: QObject, seconds: int, run: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(seconds * 1000)
    timer.timeout.connect(run)
    timer.start()
    return timer
