"""The watch over the ladder of warnings: the status bar counts, the system tray says it once a day and rung.

A notice gives a number and nothing else: whoever passes the screen learns no name and no reference. Where the
system has no tray, or the person wants no notices, the status bar and Today say it all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from abductdesk.actions.bureau import prefer
from abductdesk.actions.office import CASE_STAFF, Touched
from abductdesk.actions.warnings import Warned, warnings
from abductdesk.i18n import LN, L, Listing, Message
from abductdesk.models import Breach, Bureau, Case, DataRequest, HolidayChange, Person, Staff, VerifiedState
from abductdesk.ui.bars import StatusBar
from abductdesk.ui.desk import Desk
from abductdesk.ui.icons import icon
from abductdesk.ui.texts import words
from abductdesk.ui.warningstrip import rung_words, rungs

WANTED, TOLD = "notices", "told"
_WATCHED = frozenset(
    record.__tablename__
    for record in (Case, Bureau, Staff, VerifiedState, HolidayChange, Person, DataRequest, Breach)
)  # fmt: skip


def wants_notices(preferences: dict[str, Any]) -> bool:
    """Whether the person wants notices; yes unless turned off."""
    return bool(preferences.get(WANTED, True))


def notices_possible() -> bool:
    """Whether this computer can show them."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()


class Tray(QObject):
    """The sign in the system's tray; without a tray it does nothing."""

    def __init__(self, clicked: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        if notices_possible():
            self._icon = QSystemTrayIcon(icon("abductdesk", "accent"), self)
            self._icon.setToolTip("AbductDesk")
            self._icon.messageClicked.connect(lambda: clicked())
            self._icon.activated.connect(lambda _reason: clicked())

    @property
    def present(self) -> bool:
        return self._icon is not None

    def tell(self, title: Message, text: Message) -> None:
        """Show a notice."""
        if self._icon is not None:
            self._icon.show()
            self._icon.showMessage(words(title), words(text), QSystemTrayIcon.MessageIcon.Warning)

    def hide(self) -> None:
        if self._icon is not None:
            self._icon.hide()


class Watch(QObject):
    """Asks again whenever something changed that deadlines hang on, and at the change of day."""

    def __init__(
        self, desk: Desk, status: StatusBar, open_today: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._status = desk, status
        self.tray = Tray(open_today, self)
        desk.touched.connect(self._touched)
        self.look()

    def look(self) -> None:
        """Ask what is to be warned of; clerks and administrators see no cases."""
        if CASE_STAFF & set(self._desk.office.staff.roles):
            self._desk.ask(warnings, then=self._found, latest="warnings")

    def end(self) -> None:
        """Nothing stays in the tray after the lock."""
        self.tray.hide()

    def _touched(self, touched: Touched) -> None:
        if touched.kinds & _WATCHED:
            self.look()

    def _found(self, found: Sequence[Warned]) -> None:
        self._status.warnings(len(found))
        office = self._desk.office
        preferences = office.staff.preferences
        if not (self.tray.present and wants_notices(preferences)):
            return
        told = preferences.get(TOLD) or {}
        today = office.today.isoformat()
        before = set(told.get("rungs", ())) if told.get("day") == today else set[int]()
        fresh = [each for each in found if each.rung not in before]
        if fresh:
            self.tray.tell(L("Deadlines are near"), notice(fresh))
            now = sorted(before | {each.rung for each in fresh})
            self._desk.do(prefer, {TOLD: {"day": today, "rungs": now}})


def notice(found: Sequence[Warned]) -> Message:
    """The notice: how many, and how near. Never whose."""
    counts = Listing(tuple(rung_words(*each) for each in rungs(found)))
    return LN("{n} limit: {rungs}.", "{n} limits: {rungs}.", len(found), rungs=counts)
