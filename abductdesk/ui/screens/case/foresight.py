"""What would move, while an event is being typed: dates before and after, and letters it would belie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame

from abductdesk.actions.whatif import Compared, preview_event
from abductdesk.i18n import LN, L, Message
from abductdesk.ui.cards import clear
from abductdesk.ui.screens.case.moves import moves, sentences
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import bind
from abductdesk.ui.widgets import IconTile, column, label, restyle, row

PAUSE_MS = 250
"""So long after the last key the rules are asked."""
MOST = 4

Supposed = tuple[int | None, dict[str, Any]]


class Foresight(QFrame):
    """Asks the rules what an event would move; `supposed` gives (id, values) or None while incomplete."""

    def __init__(self, room: Room, supposed: Callable[[], Supposed | None]) -> None:
        super().__init__()
        self._room, self._supposed = room, supposed
        self.setProperty("look", "banner")
        self.title = label("", "strong", wrap=True)
        self._lines = column(spacing=2)
        said = column(self.title, spacing=3)
        said.addLayout(self._lines)
        inside = row(spacing=10, margins=(14, 9, 12, 9))
        inside.addWidget(IconTile("what_if", "text2", size=18), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(said, 1)
        self.setLayout(inside)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._say(L("What would move stands here once kind and date are known."), "neutral")

    def look_again(self) -> None:
        """Something was typed."""
        self._timer.start()

    def _ask(self) -> None:
        supposed = self._supposed()
        if supposed is None:
            self._say(L("What would move stands here once kind and date are known."), "neutral")
            return
        self._room.desk.ask(
            preview_event, self._room.case_id, *supposed,
            then=self._show, refused=self._refused, latest="preview",
        )  # fmt: skip

    def _show(self, found: Compared) -> None:
        moved = moves(found.before.deadlines, found.after.deadlines)
        if not moved:
            self._say(L("Saving this moves no date."), "neutral")
            return
        self._say(LN("Saving this moves one date", "Saving this moves {n} dates", len(moved)), "accent")
        for sentence in sentences(moved[:MOST]):
            self._lines.addWidget(label(sentence, wrap=True))
        if len(moved) > MOST:
            self._lines.addWidget(label(LN("and {n} more", "and {n} more", len(moved) - MOST), "second"))
        for told in letters_told(found):
            self._lines.addWidget(label(told, "error", wrap=True))

    def _refused(self, _refused: object) -> None:
        """Saving says why, below the field; nothing would move."""
        self._say(L("This cannot be saved as it is, so nothing would move."), "neutral")

    def _say(self, title: Message, tone: str) -> None:
        clear(self._lines)
        bind(self.title, "setText", title)
        bind(self, "setAccessibleName", title)
        restyle(self, tone=tone)


def letters_told(found: Compared) -> list[Message]:
    """How many issued letters would then state a date that does not hold."""
    letters = len({each.letter_id for each in found.stale})
    if not letters:
        return []
    return [
        LN("One issued letter states a date that would not hold.",
           "{n} issued letters state a date that would not hold.", letters)
    ]  # fmt: skip
