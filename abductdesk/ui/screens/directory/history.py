"""What was done with an entry, the newest first: who, when, and what was before."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QWidget

from abductdesk.actions.casefile import HistoryLine
from abductdesk.actions.directorypage import entry_history
from abductdesk.actions.office import BRUSSELS
from abductdesk.i18n import L
from abductdesk.models import DirectoryEntry
from abductdesk.ui.cards import TwoLines, clear, divided
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.historywords import Names, change_lines, happened, icon_of
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, IconTile, column, label


class HistoryDialog(Dialog):
    """The history of one entry."""

    def __init__(self, desk: Desk, shell: Shell, entry: DirectoryEntry) -> None:
        title = L("History of {name}", name=isolate(entry.name))
        super().__init__(shell.widget(), title, width=600, scroll=True)
        self._days = column(spacing=12)
        self.body.addLayout(self._days)
        self.body.addStretch(1)
        close = Button(L("&Close"), look="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.resize(self.width(), look.px(560))
        desk.ask(entry_history, entry.id, then=self.show_lines)

    def show_lines(self, lines: list[HistoryLine]) -> None:
        """Show what was done, by day."""
        clear(self._days)
        for day, told in groupby(lines, key=lambda each: each.at.astimezone(BRUSSELS).date()):
            self._days.addWidget(label(due_text(day, weekday=True), "card"))
            self._days.addWidget(divided(*map(_line, told)))


def _line(told: HistoryLine) -> QWidget:
    at = told.at.astimezone(BRUSSELS).time()
    who = L("{who} {did}", who=told.staff or "—", did=happened(told))
    caption = say.joined(lambda tongue: tongue.value(at), *change_lines(told, Names()))
    return TwoLines(who, caption, lead=IconTile(icon_of(told), "text3", size=16))
