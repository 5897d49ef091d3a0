"""History as people read it: a card a day, one sentence for what was done at once, old and new values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from abductdesk.actions.casefile import HistoryLine
from abductdesk.actions.office import BRUSSELS
from abductdesk.i18n import L, Tongue
from abductdesk.ui.cards import Card, clear
from abductdesk.ui.historywords import Names, change_lines, happened, icon_of, noun
from abductdesk.ui.texts import Text
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import IconTile, column, label, line, row

FEW = 3


def show_days(into: QVBoxLayout, lines: Sequence[HistoryLine], names: Names) -> None:
    """Replace what the layout holds by these lines, a card for each day."""
    clear(into)
    done = [list(lines_) for _, lines_ in groupby(lines, key=lambda told: told.work)]
    for day, works in groupby(done, key=lambda work: work[0].at.astimezone(BRUSSELS).date()):
        card = Card()
        card.add(label(due_text(day, weekday=True), "card"))
        for at, work in enumerate(works):
            if at:
                card.add(line())
            card.add(_entry(work, names))
        into.addWidget(card)


def _entry(work: Sequence[HistoryLine], names: Names) -> QWidget:
    """What was done at once: one sentence, then each record that it changed."""
    told = work[-1]
    at = told.at.astimezone(BRUSSELS).time()
    who = L("{who} {did}", who=told.staff or "—", did=happened(told))
    texts = column(label(who, "strong", wrap=True), spacing=3)
    for record in reversed(work):
        changes = change_lines(record, names)
        whole = len(changes) > FEW or len(work) > 1
        for change in [joined(*changes)] if whole and changes else changes:
            said = joined(noun(record), change) if len(work) > 1 else change
            texts.addWidget(label(said, "second", wrap=True, selectable=True))
    when = label(lambda tongue: tongue.value(at), "caption")
    layout = row(spacing=12)
    layout.addWidget(IconTile(icon_of(told), "text3", size=16), 0, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(texts, 1)
    layout.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setLayout(layout)
    return made


def joined(*parts: Text) -> Text:
    """Parts between dots; empty ones are left out."""

    def said(tongue: Tongue) -> str:
        spoken = (
            part if isinstance(part, str) else part(tongue) if callable(part) else tongue.say(part)
            for part in parts
        )  # fmt: skip
        return " · ".join(part for part in spoken if part)

    return said
