"""What the ladder warns of, as one line above the list of Today: how many on which rung, and the nearest.

strip = WarningStrip(open_it); strip.show_warnings(board.warnings)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame

from abductdesk.actions.warnings import Warned
from abductdesk.i18n import LN, N_, L, Listing, Message
from abductdesk.ui.flow import Flow, flow
from abductdesk.ui.texts import bind, isolate
from abductdesk.ui.widgets import Button, IconTile, Pill, label, row

URGENT = 7
"""From this rung down a warning is red."""


def rungs(found: Sequence[Warned]) -> list[tuple[int, int]]:
    """How many limits stand on which rung, the lowest first."""
    return sorted(Counter(each.rung for each in found).items())


def rung_words(rung: int, count: int) -> Message:
    """How many limits are within the days of a rung."""
    if rung <= 1:
        return LN("{n} within one day", "{n} within one day", count)
    return LN("{n} within {days} days", "{n} within {days} days", count, days=rung)


class WarningStrip(QFrame):
    """Hidden while there is nothing to warn of."""

    def __init__(self, open_it: Callable[[Warned], object]) -> None:
        super().__init__()
        self._open = open_it
        self._nearest: Warned | None = None
        self.setProperty("look", "banner")
        self.setProperty("tone", "warn")
        self.title = label("", "strong")
        self._pills = flow(spacing=8)
        self.next = Button(look="link")
        self.next.clicked.connect(self._show_nearest)
        inside = row(spacing=10, margins=(14, 8, 10, 8))
        for widget in (IconTile("bell", "warn_text", size=18), self.title):
            inside.addWidget(widget)
        inside.addWidget(self._pills, 1)
        inside.addWidget(self.next)
        self.setLayout(inside)
        bind(self, "setToolTip", L("Limits by which a right is lost, by the days left that the bureau chose"))
        self.hide()

    def show_warnings(self, found: Sequence[Warned]) -> None:
        """Show what is warned of; `found` has the nearest first."""
        layout = self._pills.layout()
        assert isinstance(layout, Flow)
        layout.empty()
        self.setVisible(bool(found))
        if not found:
            return
        title = LN("{n} warning", "{n} warnings", len(found))
        bind(self.title, "setText", title)
        told = rungs(found)
        for rung, count in told:
            urgent = rung <= URGENT
            layout.addWidget(
                Pill(
                    rung_words(rung, count), "danger" if urgent else "warn", icon="late" if urgent else "due"
                )
            )
        nearest = found[0]
        self._nearest = nearest
        self.next.say(
            lambda tongue: tongue.text(
                N_("Nearest: {reference}, {day}"),
                reference=isolate(nearest.reference),
                day=tongue.short_date(nearest.on),
            )
        )
        counts = Listing(tuple(rung_words(*each) for each in told))
        bind(self, "setAccessibleName", L("{title}: {rungs}", title=title, rungs=counts))
        self._pills.updateGeometry()

    def _show_nearest(self) -> None:
        if self._nearest is not None:
            self._open(self._nearest)

    def pills(self) -> list[str]:
        """What the pills say, for tests and readers."""
        return [each.text() for each in self._pills.findChildren(Pill) if each.isVisibleTo(self._pills)]
