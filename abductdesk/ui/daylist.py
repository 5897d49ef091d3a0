"""The list of one day: all that stands on it, also what had no room in the calendar.

DayList(parent, day, agenda, then=self.open_entry).open()      # open_entry(entry)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from abductdesk.actions.agenda import Agenda, Entry
from abductdesk.i18n import LN, L
from abductdesk.ui.calendarwords import columns, day_title
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.tables import HEADER, ROW, Table
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button

MOST_ROWS = 9


class DayList(Dialog):
    """Enter or a double click opens the case."""

    def __init__(
        self, parent: QWidget | None, day: date, found: Agenda, *, then: Callable[[Entry], object]
    ) -> None:
        entries = [entry for entry in found.entries if entry.on == day]
        title = day_title(day, found.free)
        super().__init__(parent, title, LN("{n} entry", "{n} entries", len(entries)), width=840)
        self._then = then
        self.table = Table(columns(lambda: found), name=title)
        self.table.show_rows(entries)
        high = look.px(HEADER + ROW * min(len(entries), MOST_ROWS)) + 4
        self.table.setMinimumHeight(high)
        self.body.addWidget(self.table, 1)
        self.close_button = Button(L("Close"))
        self.take = Button(L("Open the case"), look="primary")
        self.take.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.take)
        self.table.opened.connect(self._chosen)
        self.take.clicked.connect(lambda: self._chosen(self.table.current()))
        self.close_button.clicked.connect(self.reject)

    def _chosen(self, entry: Entry | None) -> None:
        if entry is not None:
            self.accept()
            self._then(entry)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.select(0)
        self.table.setFocus()
