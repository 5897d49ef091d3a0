"""A screen of several tabs, each built when it is first seen.

class Vault(TabbedScreen):
    key, title, icon, order, foot = "vault", N_("Vault"), "encrypted", 85, True
    tabs = (People, Backups, Journal)               # subclasses of TabPage, in their order

A tab: `key`, `title`, `roles` (who sees it), `watches` (record kinds); builds itself in `__init__`, asks in
`refresh`. shell.go("vault", "journal") opens one.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Header
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Screen, Shell
from abductdesk.ui.texts import term
from abductdesk.ui.widgets import Segments, column, line


class TabPage(QWidget):
    """One tab: `fill` it with one widget, usually a `Page` without a title."""

    key: ClassVar[str]
    title: ClassVar[str]
    roles: ClassVar[frozenset[StaffRole]] = frozenset(StaffRole)
    watches: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self.desk, self.shell = desk, shell

    def fill(self, page: QWidget) -> None:
        """Let one widget be the whole tab."""
        self.setLayout(column(page, spacing=0))

    def refresh(self) -> None:
        """Ask again for what is shown."""

    def show_one(self, *what: object) -> None:
        """Show this of what the tab holds."""


class TabbedScreen(Screen):
    """The tabs that whoever is at work may see, and the one in sight."""

    tabs: ClassVar[tuple[type[TabPage], ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.watches = frozenset().union(*(tab.watches for tab in cls.tabs))

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        roles = {StaffRole(role) for role in desk.office.staff.roles}
        self._kinds = {tab.key: tab for tab in self.tabs if tab.roles & roles}
        self._built: dict[str, TabPage] = {}
        self._pages = QStackedWidget()
        self.choice = Segments([(key, term(tab.title)) for key, tab in self._kinds.items()], kind="tab")
        head = QWidget()
        head.setProperty("ground", "page")
        head.setLayout(column(Header(term(self.title)), self.choice, spacing=12, margins=(28, 20, 28, 0)))
        body = column(head, line(), spacing=0)
        body.addWidget(self._pages, 1)
        self.setLayout(body)
        self.choice.chosen.connect(lambda key: self.show_tab(key))
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._step, step))
        self.show_tab(next(iter(self._kinds)))

    @property
    def tab(self) -> TabPage:
        """The tab in sight."""
        return self._built[self.choice.current]

    def show_tab(self, key: str) -> None:
        """Go to a tab; one that is not there for this person is left alone."""
        if key not in self._kinds:
            return
        self.choice.choose(key)
        fresh = key not in self._built
        if fresh:
            self._built[key] = self._kinds[key](self.desk, self.shell)
            self._pages.addWidget(self._built[key])
        self._pages.setCurrentWidget(self._built[key])
        self._built[key].refresh()

    def open(self, *what: object) -> None:
        """Open a tab by key, and one thing on it if named."""
        self.show_tab(str(what[0]))
        if len(what) > 1:
            self.tab.show_one(*what[1:])

    def place(self) -> tuple[object, ...]:
        return (self.choice.current,)

    def refresh(self) -> None:
        self.tab.refresh()

    def _step(self, by: int) -> None:
        keys = list(self._kinds)
        self.show_tab(keys[(keys.index(self.choice.current) + by) % len(keys)])
