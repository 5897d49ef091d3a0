"""Which dates moved when a fact changed: before and after, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from abductdesk.actions.deadlines import as_day
from abductdesk.i18n import LN, L, Message
from abductdesk.terms import Status
from abductdesk.ui.cards import clear
from abductdesk.ui.screens.case.room import tool
from abductdesk.ui.texts import bind
from abductdesk.ui.urgency import Deadline
from abductdesk.ui.widgets import IconTile, column, label, row

MOST = 6
_GONE = (Status.NOT_APPLICABLE, Status.WAIVED)


@dataclass(frozen=True)
class Move:
    """One limit that changed: None stands for no date."""

    name: Message
    before: date | None
    after: date | None
    was: Status | None
    now: Status | None

    @property
    def sentence(self) -> Message:
        """What happened to it."""
        if self.now is None or self.now in _GONE:
            return L("no longer runs")
        if self.now is Status.MET and self.was is not Status.MET:
            return L("met")
        if self.now is Status.BLOCKED and self.was is not Status.BLOCKED:
            return L("blocked until the framework is known")
        if self.after is None:
            return L("{before} → no date any more", before=self.before) if self.before else L("waits again")
        if self.before is None:
            return L("now {after}", after=self.after)
        if self.before == self.after:
            return L("{after}: {status}", after=self.after, status=self.now)
        return L("{before} → {after}", before=self.before, after=self.after)


def moves(before: Sequence[Deadline], after: Sequence[Deadline]) -> list[Move]:
    """What differs between two answers; limits are matched by id, then by event and children."""
    found = [move for was, now in pairs(before, after) if (move := move_of(was, now)) is not None]
    return sorted(found, key=lambda move: (move.after or date.max, move.name.text))


def pairs(
    before: Sequence[Deadline], after: Sequence[Deadline]
) -> list[tuple[Deadline | None, Deadline | None]]:
    """Each limit as it was and as it is, in the order of the second answer; None where it is missing."""
    old, new = _by_id(before), _by_id(after)
    return [
        pair
        for name in dict.fromkeys([*new, *old])
        for pair in _matched(old.get(name, []), new.get(name, []))
    ]


def _by_id(lines: Sequence[Deadline]) -> dict[str, list[Deadline]]:
    found: dict[str, list[Deadline]] = defaultdict(list)
    for line in lines:
        found[line.id].append(line)
    return found


def _matched(old: list[Deadline], new: list[Deadline]) -> list[tuple[Deadline | None, Deadline | None]]:
    pairs: list[tuple[Deadline | None, Deadline | None]] = []
    left, rest = list(old), list[Deadline]()
    for line in new:
        same = next((was for was in left if (was.event, was.children) == (line.event, line.children)), None)
        if same is None:
            rest.append(line)
        else:
            left.remove(same)
            pairs.append((same, line))
    while left or rest:
        pairs.append((left.pop(0) if left else None, rest.pop(0) if rest else None))
    return pairs


def move_of(was: Deadline | None, now: Deadline | None) -> Move | None:
    """What happened to one limit; None where no date moved."""
    before, after = (as_day(line.lead) if line is not None else None for line in (was, now))
    status_was, status_now = (line.status if line is not None else None for line in (was, now))
    if before == after and (status_was is status_now or before is None):
        return None  # a change between waiting and not applicable moves no date
    shown = now or was
    assert shown is not None
    return Move(shown.name, before, after, status_was, status_now)


def sentences(found: Sequence[Move]) -> list[Message]:
    """What moved, one sentence for each limit."""
    return [L("{name}: {change}", name=move.name, change=move.sentence) for move in found]


class MovesPanel(QWidget):
    """Says which dates moved, below the tabs, until it is closed or the next fact changes."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong", wrap=True)
        self._lines = column(spacing=2)
        said = column(self._title, spacing=4)
        said.addLayout(self._lines)
        inside = row(spacing=10, margins=(14, 10, 8, 10))
        inside.addWidget(IconTile("deadline", "accent_text", size=18), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(said, 1)
        inside.addWidget(tool(L("Close"), "close", self.hide), 0, Qt.AlignmentFlag.AlignTop)
        frame = QFrame()
        frame.setProperty("look", "banner")
        frame.setProperty("tone", "accent")
        frame.setLayout(inside)
        self.setLayout(column(frame, margins=(28, 12, 28, 0)))
        self.hide()

    def show_moves(self, found: Sequence[Move]) -> None:
        """Show what moved; hidden where nothing did."""
        clear(self._lines)
        title = LN("One date changed", "{n} dates changed", len(found))
        bind(self._title, "setText", title)
        bind(self, "setAccessibleName", title)
        for sentence in sentences(found[:MOST]):
            self._lines.addWidget(label(sentence, wrap=True, selectable=True))
        if len(found) > MOST:
            left = len(found) - MOST
            more = LN("and one more, in the list below", "and {n} more, in the list below", left)
            self._lines.addWidget(label(more, "second"))
        self.setVisible(bool(found))
