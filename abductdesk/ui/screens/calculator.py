"""The date calculator: a regime, a start, a period; the dates with every step in words, as one types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from abductdesk.actions.calculator import Asked, Count, calculate
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import N_, Country, L, Listing, Message
from abductdesk.ui.cards import Card, EmptyState, KeyValues, Page, clear, section
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Command, Screen, Shell
from abductdesk.ui.sumform import REGIMES, SumForm
from abductdesk.ui.texts import Text, words
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, IconTile, column, label, row

NARROW = 820
"""Below this width, in px at 100 %, the result stands below the form."""
PAUSE_MS = 300
"""So long after the last key it is counted anew."""


class Calculator(Screen):
    """Nothing is kept: what is counted here stays here."""

    key, title, icon, order = "calculator", N_("Date calculator"), "calculator", 35
    watches = frozenset({"bureau", "holiday_change"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.found: Count | None = None
        self._asked: Asked | None = None
        self.form = SumForm(desk)
        self.copy = Button(
            L("Copy"), icon="copy", tip=L("Copy dates and steps; they leave the clipboard soon")
        )
        self.copy.clicked.connect(self.copy_result)
        asked, self.result = Card(L("What is counted")), Card(L("Result"), actions=[self.copy])
        asked.add(self.form)
        asked.body.addStretch(1)
        self.hint = EmptyState("calculator", L("Nothing to count yet"), L("Enter a day and a period."))
        self._shown = QWidget()
        self._lines: QVBoxLayout = column(spacing=8)
        self._shown.setLayout(self._lines)
        self.stack = QStackedWidget()
        for widget in (self.hint, self._shown):
            self.stack.addWidget(widget)
        self.result.add(self.stack)
        self.result.body.addStretch(1)
        under = L("For any limit: nothing is saved. Holidays as the bureau corrected them.")
        self.page = Page(L("Date calculator"), under)
        self._both = self.page.add_row(asked, self.result, stretch=(2, 3))
        self.page.body.addStretch(1)
        self.fill(self.page)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.refresh)
        self.form.changed.connect(self._timer.start)
        self._show_nothing()

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [Command("count", L("Count a period"), "calculator", lambda: shell.go("calculator"))]

    def refresh(self) -> None:
        self.form.clear()
        try:
            self._asked = self.form.asked()
        except Invalid as invalid:
            self._refused(invalid)
            return
        self.desk.ask(calculate, self._asked, then=self.show_count, refused=self._refused, latest="count")

    def _refused(self, refused: Refused) -> None:
        self._show_nothing()
        if isinstance(refused, Invalid) and not self.form.missing(refused):
            self.form.refuse(refused)

    def _show_nothing(self) -> None:
        self.found = None
        self.copy.setEnabled(False)
        self.stack.setCurrentWidget(self.hint)

    def show_count(self, found: Count) -> None:
        """Show the dates and how they come about."""
        self.found = found
        self.copy.setEnabled(True)
        clear(self._lines)
        self._lines.addWidget(label(self._title(), "caption"))
        self._lines.addWidget(label(due_text(found.practical or found.due, weekday=True), "page", wrap=True))
        self._lines.addWidget(KeyValues(list(_dates(found)), columns=2))
        self._lines.addWidget(section(L("Step by step")))
        for at, step in enumerate(found.steps, 1):
            self._lines.addLayout(_numbered(at, step))
        if found.alternatives:
            self._lines.addWidget(section(L("Other readings")))
        for other in found.alternatives:
            said = L("{day}: {reading}", day=other.date, reading=other.reading)
            reading = row(spacing=8)
            reading.addWidget(IconTile("question", "text3", size=15), 0, Qt.AlignmentFlag.AlignTop)
            reading.addWidget(label(said, wrap=True, selectable=True), 1)
            self._lines.addLayout(reading)
        self.stack.setCurrentWidget(self._shown)

    def _title(self) -> Message:
        assert self.found is not None
        if self.found.practical is not None and self.found.practical != self.found.due:
            return L("Last filing day")
        return L("Work to")

    def told(self) -> str:
        """The whole sum as plain text, in the language spoken."""
        if self.found is None or self._asked is None:
            return ""
        lead = self.found.practical or self.found.due
        lines: list[Text] = [
            REGIMES[self._asked.regime],
            L("{name}: {value}", name=self._title(), value=words(due_text(lead, weekday=True))),
            *(L("{name}: {value}", name=name, value=words(value)) for name, value in _dates(self.found)),
            *self.found.steps,
            *(
                L("{day}: {reading}", day=other.date, reading=other.reading)
                for other in self.found.alternatives
            ),
        ]
        return "\n".join(words(each) for each in lines)

    def copy_result(self) -> None:
        """Into the clipboard, which the program wipes after a while."""
        if self.found is not None:
            QGuiApplication.clipboard().setText(self.told())
            self.shell.toast(L("Copied. It leaves the clipboard after a while."))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._both.direction() is not way:
            self._both.setDirection(way)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.form.rows["start"].editor.main.setFocus()


def _dates(found: Count) -> Iterator[tuple[Message, Text]]:
    """Every date that the sum gives, but for the one on top."""
    lead = found.practical or found.due
    named: list[tuple[Message, date | datetime | None]] = [
        (L("Due"), found.due if found.due != lead else None),
        (L("Last lawful day"), found.legal_end),
        (L("Before it was moved"), found.raw if found.raw not in (lead, found.due) else None),
        (L("A right arises on"), found.from_),
    ]
    for name, day in named:
        if day is not None:
            yield name, due_text(day, weekday=True)
    if found.state is not None:
        code = found.state
        days: Text = lambda tongue: tongue.country(code)  # noqa: E731
        if found.holidays:
            days = L("{state}: {days}", state=Country(code), days=Listing(found.holidays))
        yield L("Holidays of"), days


def _numbered(at: int, step: Message) -> QHBoxLayout:
    number = label(f"{at}.", "second")
    number.setFixedWidth(24)
    line = row(spacing=4)
    line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(step, wrap=True, selectable=True), 1)
    return line


SCREEN = Calculator
