"""The card of settings that turns notices in the system tray on and off, for oneself."""

from __future__ import annotations

from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.i18n import L
from abductdesk.ui.cards import Card
from abductdesk.ui.desk import Desk
from abductdesk.ui.texts import bind
from abductdesk.ui.watch import WANTED, notices_possible, wants_notices
from abductdesk.ui.widgets import Segments, label, row


class NoticeCard(Card):
    """On or off; where the computer has no tray it says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(L("Notices of deadlines"))
        self._desk = desk
        self.text = label("", "second", wrap=True)
        self.switch = Segments([("on", L("On")), ("off", L("Off"))])
        self.switch.chosen.connect(self._choose)
        inside = row(spacing=16)
        inside.addWidget(self.text, 1)
        inside.addWidget(self.switch)
        self.body.addLayout(inside)
        self.refresh()

    def refresh(self) -> None:
        """Show what the person chose."""
        self._desk.ask(preferences, then=self._show, latest="notices")

    def _show(self, found: dict[str, Any]) -> None:
        self.switch.choose("on" if wants_notices(found) else "off")
        said = L("Once a day for each step of the ladder, with a number only: no names, no references.")
        if not notices_possible():
            said = L("This computer shows no notices; the status bar and Today count all the same.")
        bind(self.text, "setText", said)
        self.switch.setEnabled(notices_possible())

    def _choose(self, key: str) -> None:
        self._desk.do(prefer, {WANTED: key == "on"})
