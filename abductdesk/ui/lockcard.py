"""The card of settings that says what guards the screen, in words, and what this system cannot do."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions import safe
from abductdesk.actions.bureau import prefer, preferences
from abductdesk.i18n import L, Message
from abductdesk.ui.cards import Card
from abductdesk.ui.desk import Desk
from abductdesk.ui.guards import known_here
from abductdesk.ui.security import WIPE_SECONDS
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.widgets import IconTile, Segments, column, label, restyle, row

PICTURES = "no_pictures"


def wants_no_pictures(preferences: dict[str, Any]) -> bool:
    """Whether the person wants the windows left out of pictures of the screen; yes unless turned off."""
    return bool(preferences.get(PICTURES, True))


class LockCard(Card):
    """One line a guard; screenshots can be let in by whoever has to share the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(L("Lock and screen"))
        self._desk = desk
        self._known = known_here()
        self.idle = label("", "second", wrap=True)
        self.pictures = label("", "second", wrap=True)
        self.switch = Segments([("on", L("Kept out")), ("off", L("Let in"))])
        self.switch.chosen.connect(self._choose)
        known = self._known
        self._add(L("Without use"), self.idle, True)
        self._add(
            L("Sleep"),
            L("The program locks before the computer sleeps.")
            if known.sleep
            else L("This system does not say when it sleeps. The program locks when it wakes."),
            known.sleep,
        )
        self._add(
            L("Locked screen, other person"),
            L("The program locks with the screen, and when another person takes over.")
            if known.screen
            else L(
                "This system does not say when its screen locks. Lock with Ctrl+Shift+L before you leave."
            ),
            known.screen,
        )
        self._add(L("Screenshots and shared screens"), self.pictures, known.pictures, self.switch)
        copied = L(
            "What is copied here is wiped after {seconds} seconds and at the lock. Clipboard histories are "
            "asked to leave it out.",
            seconds=WIPE_SECONDS,
        )
        self._add(L("Clipboard"), copied, True)
        kept = safe.keeps_memory()
        self._add(
            L("After a crash"),
            L("The memory is not written to disk.")
            if kept
            else L(
                "This system decides itself whether it writes the memory to disk. Have that switched off."
            ),
            kept,
        )
        self.switch.setVisible(known.pictures)
        self.refresh()

    def _add(self, title: Message, said: Text | QWidget, works: bool, beside: QWidget | None = None) -> None:
        told = said if isinstance(said, QWidget) else label(said, "second", wrap=True)
        line = row(spacing=12)
        icon, tone = ("ok", "ok_text") if works else ("info", "text3")
        line.addLayout(column(2, IconTile(icon, tone, size=18), None, spacing=0))
        line.addLayout(column(label(title, "strong"), told, spacing=2), 1)
        if beside is not None:
            line.addWidget(beside)
        self.body.addLayout(line)

    def refresh(self) -> None:
        """Show what the person chose."""
        self._desk.ask(preferences, then=self._show, latest="pictures")

    def show_idle(self, minutes: int) -> None:
        """After how many minutes without use the bureau wants the lock."""
        said = L(
            "The program locks after {minutes} minutes; the last 30 seconds are counted.", minutes=minutes
        )
        bind(self.idle, "setText", said)

    def _show(self, found: dict[str, Any]) -> None:
        kept_out = wants_no_pictures(found)
        self.switch.choose("on" if kept_out else "off")
        if not self._known.pictures:
            said = L("Screenshots cannot be kept out on this system.")
        elif kept_out:
            said = L("The windows are left out of pictures and shared screens.")
        else:
            said = L("Everybody you share the screen with sees the windows.")
        bind(self.pictures, "setText", said)
        restyle(self.pictures, wrong=self._known.pictures and not kept_out)

    def _choose(self, key: str) -> None:
        self._desk.do(prefer, {PICTURES: key == "on"}, then=lambda _: self.refresh(), owner=self)
