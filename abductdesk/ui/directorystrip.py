"""What the directory asks of a manager, as one line above the list of Today; hidden while there is nothing.

strip = DirectoryStrip(go); strip.show_reminders(reminders)  # go(("verification",)), go(("entries", state))
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from abductdesk.actions.standing import PRESSING, SOON, Reminders
from abductdesk.i18n import LN, L, Message
from abductdesk.ui.flow import Flow, flow
from abductdesk.ui.texts import bind
from abductdesk.ui.widgets import Button, IconTile, Pill, label, row


def reminder_words(found: Reminders) -> list[tuple[Message, str, str]]:
    """What is to be done, each with tone and icon."""
    told: list[tuple[Message, str, str]] = []
    if found.overdue:
        told.append((LN("{n} entry to verify", "{n} entries to verify", found.overdue), "warn", "verified"))
    if found.soon:
        soon = LN("{n} lapses within {days} days", "{n} lapse within {days} days", found.soon, days=SOON)
        told.append((soon, "neutral", "due"))
    if found.ended:
        ended = LN("{n} accreditation has ended", "{n} accreditations have ended", found.ended)
        told.append((ended, "danger", "late"))
    for count, days, tone in ((found.within_30, PRESSING, "danger"), (found.within_60, SOON, "warn")):
        if count:
            ends = LN(
                "{n} accreditation ends within {days} days",
                "{n} accreditations end within {days} days",
                count,
                days=days,
            )
            told.append((ends, tone, "due"))
    return told


class DirectoryStrip(QFrame):
    """See the top of the file."""

    def __init__(self, go: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", "neutral")
        self._pills = flow(spacing=8)
        self.verify = Button(L("Verify"), look="link")
        self.ending = Button(L("Accreditations"), look="link")
        self.verify.clicked.connect(lambda: go(("verification",)))
        self.ending.clicked.connect(lambda: go(("entries", "ending")))
        inside = row(spacing=10, margins=(14, 8, 10, 8))
        for widget in (IconTile("directory", "neutral_text", size=18), label(L("Directory"), "strong")):
            inside.addWidget(widget)
        inside.addWidget(self._pills, 1)
        inside.addWidget(self.ending)
        inside.addWidget(self.verify)
        self.setLayout(inside)
        bind(self, "setAccessibleName", L("What the directory asks for"))
        self.hide()

    def show_reminders(self, found: Reminders | None) -> None:
        """Show what is to be done; None for who has nothing to do with it."""
        layout = self._pills.layout()
        assert isinstance(layout, Flow)
        layout.empty()
        self.setVisible(found is not None and found.any)
        if found is None:
            return
        for text, tone, sign in reminder_words(found):
            layout.addWidget(Pill(text, tone, icon=sign))
        self.verify.setVisible(bool(found.overdue or found.soon))
        self.ending.setVisible(bool(found.ended or found.within_30 or found.within_60))
        self._pills.updateGeometry()

    def pills(self) -> list[str]:
        """What the pills say, for tests and readers."""
        return [each.text() for each in self._pills.findChildren(Pill) if each.isVisibleTo(self._pills)]
