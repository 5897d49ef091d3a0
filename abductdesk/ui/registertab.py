"""A tab that is one register: a card with a table below headings, and buttons for the chosen entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent

from abductdesk.i18n import L, Message
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Column, Group
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, Segments, label

OPEN, ALL = "open", "all"
ROOMY = 960
"""From this width on, in px at 100 %, there is room for the buttons of the chosen entry."""


@dataclass(frozen=True)
class Choice:
    """Something to do with the chosen entry, while `fits` says that it can be done."""

    title: Message
    icon: str
    run: Callable[[Any], object]
    fits: Callable[[Any], bool] = lambda _row: True


class RegisterTab(TabPage):
    """Subclasses say what stands in it, and give `show` (Enter), `choices` and `groups`."""

    def lay_out(
        self,
        columns: Sequence[Column],
        *,
        name: Message,
        empty: EmptyState,
        buttons: Sequence[Button] = (),
        choices: Sequence[Choice] = (),
        note: Text = "",
        which: tuple[Message, Message] | None = None,
    ) -> None:
        """Put the tab together; `which` are the words for what is open and for everything."""
        self._choices = list(choices)
        self.rows: list[Any] = []
        self.which = Segments([(OPEN, which[0]), (ALL, which[1])]) if which else None
        self.table = Table(columns, name=name, empty=empty, menu=self._menu)
        self.table.opened.connect(lambda row: self.show_entry(row))
        self.table.selected.connect(lambda _row: self._fit())
        self._buttons = [Button(choice.title, icon=choice.icon) for choice in self._choices]
        for button, choice in zip(self._buttons, self._choices, strict=True):
            button.clicked.connect(lambda _=False, choice=choice: self._run(choice))
        head = [*([self.which] if self.which else []), *self._buttons, *buttons]
        self.card = Card(L("Register"), actions=head, flush=True)
        self.card.add(self.table)
        page = Page("", scroll=False)
        if note:
            page.add(label(note, "second", wrap=True))
        page.add(self.card, stretch=1)
        self.fill(page)
        if self.which is not None:
            self.which.chosen.connect(lambda _key: self._show())
        self._wanted: object = None
        self._fit()

    def show_entry(self, row: Any) -> None:
        """Everything about one entry."""
        raise NotImplementedError

    def groups(self, rows: Sequence[Any]) -> list[Group]:
        """The rows below their headings."""
        raise NotImplementedError

    def is_open(self, row: Any) -> bool:
        """Whether something is left to do with an entry."""
        return True

    def counted(self, rows: Sequence[Any]) -> Message:
        """What the card is called, with how many there are."""
        raise NotImplementedError

    def take(self, rows: Sequence[Any]) -> None:
        """Show what was found, and the entry that somebody came for."""
        self.rows = list(rows)
        self._show()
        if self._wanted is not None:
            found = next((row for row in self.rows if row.id == self._wanted), None)
            self._wanted = None
            if found is not None:
                self.show_entry(found)

    def show_one(self, *what: object) -> None:
        """Open this entry once the register is read."""
        self._wanted = what[0]

    def _show(self) -> None:
        everything = self.which is None or self.which.current == ALL
        shown = [row for row in self.rows if everything or self.is_open(row)]
        self.card.title(self.counted(shown))
        self.table.show_groups(self.groups(shown))
        if self.table.current() is None:
            self.table.select(0)
        self._fit()

    def _fit(self) -> None:
        row = self.table.current()
        for button, choice in zip(self._buttons, self._choices, strict=True):
            button.setEnabled(row is not None and choice.fits(row))

    def _run(self, choice: Choice) -> None:
        row = self.table.current()
        if row is not None and choice.fits(row):
            choice.run(row)

    def _menu(self, row: Any) -> Sequence[QAction]:
        first = QAction(words(L("Show everything")), self)
        first.setShortcut(QKeySequence("Return"))
        first.triggered.connect(lambda: self.show_entry(row))
        made = [first]
        for choice in self._choices:
            if choice.fits(row):
                action = QAction(words(choice.title), self)
                action.triggered.connect(lambda _=False, choice=choice: choice.run(row))
                made.append(action)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        for button in self._buttons:  # Enter and the menu offer the same
            button.setVisible(self.width() >= look.px(ROOMY))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus()
