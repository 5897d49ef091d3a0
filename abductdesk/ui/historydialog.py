"""The history of one record, or of what the bureau settled: who changed what when, old and new.

show_history(desk, shell, L("History of {name}", name=…), ("person",), person.id)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from abductdesk.actions.journalbook import MOST, RecordHistory, record_history
from abductdesk.faults import Refused
from abductdesk.i18n import L, Tongue
from abductdesk.terms import EventKind
from abductdesk.ui.cards import EmptyState, clear
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.historylist import show_days
from abductdesk.ui.historywords import Names
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label


class HistoryDialog(Dialog):
    """Reads the history when it opens; nothing can be changed here."""

    def __init__(
        self, desk: Desk, shell: Shell, title: Text, kinds: tuple[str, ...], record_id: int | None = None
    ) -> None:
        super().__init__(shell.widget(), title, L("The newest first. Nothing here can be changed."),
                         width=640, scroll=True)  # fmt: skip
        self.lines: RecordHistory | None = None
        self._days = column(label(L("Reading the journal…"), "second"), spacing=16)
        inside = QWidget()
        inside.setLayout(self._days)
        self.body.addWidget(inside)
        self.body.addStretch(1)
        close = Button(L("&Close"), look="primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.resize(look.px(720), min(look.px(640), int(shell.widget().height() * 0.86)))
        desk.ask(record_history, kinds, record_id, then=self.show_lines, refused=self._refuse, owner=self)

    def show_lines(self, found: RecordHistory) -> None:
        """Show what was read."""
        self.lines = found
        if not found.lines:
            clear(self._days)
            self._days.addWidget(
                EmptyState("history", L("Nothing yet"), L("Nobody has changed this since it was made."))
            )
            return
        show_days(self._days, found.lines, _names(found))
        if len(found.lines) >= MOST:
            self._days.addWidget(label(L("Only the last {n} entries are shown.", n=MOST), "caption"))

    def _refuse(self, refused: Refused) -> None:
        clear(self._days)
        self._days.addWidget(label(refused, "second", wrap=True))


def show_history(
    desk: Desk, shell: Shell, title: Text, kinds: tuple[str, ...], record_id: int | None = None
) -> HistoryDialog:
    """Open the history of these kinds of records, or of one record of the first kind."""
    dialog = HistoryDialog(desk, shell, title, kinds, record_id)
    dialog.open()
    return dialog


def history_button(
    desk: Desk, shell: Shell, title: Text, kinds: tuple[str, ...], record_id: int | None = None
) -> Button:
    """An icon that opens it, for the head of a card."""
    made = Button(title, look="icon", icon="history")
    made.clicked.connect(partial(_open, partial(show_history, desk, shell, title, kinds, record_id)))
    return made


def _open(show: Callable[[], HistoryDialog]) -> None:
    show()


def _names(found: RecordHistory) -> Names:
    events = {event_id: _event(kind, day) for event_id, (kind, day) in found.events.items()}
    return Names(found.staff, found.children, events, found.people)


def _event(kind: EventKind, day: object) -> Text:
    def said(tongue: Tongue) -> str:
        return f"{tongue.text(kind.label)}, {tongue.value(day)}"

    return said
