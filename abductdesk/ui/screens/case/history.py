"""History of a case in words: who did what when, and what was before."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from abductdesk.actions.casefile import CaseFile, HistoryLine, case_history
from abductdesk.actions.undo import Undoable, last_change, undo_last
from abductdesk.i18n import L
from abductdesk.ui.cards import scrolled
from abductdesk.ui.historylist import show_days
from abductdesk.ui.historywords import Names
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.room import Room, Tab
from abductdesk.ui.widgets import Button, column, label, row

FIRST = 60


class HistoryTab(Tab):
    """See the top of the file."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._last: Undoable | None = None
        self._lines: list[HistoryLine] = []
        self._most = FIRST
        self.undo = Button(L("Undo my last change"), icon="undo")
        self.undo.clicked.connect(self._undo)
        said = L(
            "Your own last change can be taken back while nobody changed the same since."
            " Ctrl+Z takes back what you just did."
        )
        self.cannot = label(said, "second", wrap=True)
        head = row(spacing=16)
        head.addWidget(self.cannot, 1)
        head.addWidget(self.undo)
        self._days = column(spacing=16)
        self.more = Button(L("Show earlier history"), look="link", icon="down")
        self.more.clicked.connect(self._show_more)
        inside = QWidget()
        layout = column(spacing=16, margins=(28, 16, 28, 20))
        layout.addLayout(head)
        layout.addLayout(self._days)
        layout.addLayout(row(self.more, None))
        layout.addStretch(1)
        inside.setLayout(layout)
        self.setLayout(column(scrolled(inside), spacing=0))
        self.undo.setEnabled(False)
        self.more.hide()

    def show_file(self, file: CaseFile) -> None:
        self.room.desk.ask(case_history, file.case.id, then=self._show, latest="history")
        self.room.desk.ask(last_change, then=self._offer_undo, latest="last")

    def _offer_undo(self, last: Undoable | None) -> None:
        self._last = last
        self.undo.setEnabled(last is not None)

    def _undo(self) -> None:
        if self._last is not None:
            self.undo.setEnabled(False)
            self.room.desk.do(undo_last, number=self._last.work, then=self._undone)

    def _undone(self, _done: object) -> None:
        self.room.shell.toast(L("Taken back."))

    def _show_more(self) -> None:
        self._most += 200
        self._show(self._lines)

    def _show(self, lines: list[HistoryLine]) -> None:
        self._lines = lines
        show_days(self._days, lines[: self._most], _names(self.room.file))
        self.more.setVisible(len(lines) > self._most)


def _names(file: CaseFile) -> Names:
    """What ids in the journal stand for, on this case."""
    return Names(
        staff={staff.id: staff.name for staff in file.staff.values()},
        children={entry.child.id: entry.person.name for entry in file.children},
        events={event.id: say.event_choice(event) for event in file.events},
        people={person.id: person.name for person in say.everybody(file)},
    )
