"""Computers that open the vault at once, and moving to another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction

from abductdesk.actions.computers import Computer, computers, drop_computer
from abductdesk.actions.office import KEEPERS
from abductdesk.i18n import N_, L
from abductdesk.models import Staff, Workstation
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import ask
from abductdesk.ui.icons import icon
from abductdesk.ui.movedialog import MoveAway
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, words
from abductdesk.ui.widgets import Button, label, row


def _name(one: Computer) -> Text:
    return one.computer or L("Unknown computer")


def _which(one: Computer) -> Cell:
    return Cell(
        _name(one),
        one.system or L("Trusted before computers were recorded"),
        pill=L("This computer") if one.here else "",
        tone="accent",
    )


COLUMNS = (
    Column("which", L("Computer"), _which, width=260, stretch=3),
    Column("whose", L("Opens for"), lambda one: Cell(one.whose), width=160, stretch=2),
    Column(
        "since", L("Trusted since"),
        lambda one: Cell(L("{day}", day=one.trusted_on) if one.trusted_on else "–", second=True), width=160,
    ),
    Column("more", "", lambda _one: Cell(icon="more"), width=48),
)  # fmt: skip


class ComputersTab(TabPage):
    """One's own trusted computers, for an administrator everybody's."""

    key, title = "computers", N_("Computers")
    watches = frozenset({Staff.__tablename__, Workstation.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        nothing = EmptyState(
            "trusted",
            L("No trusted computer"),
            L("The passphrase is asked at every start. Trust a computer under Settings, Keys."),
        )
        self.table = Table(COLUMNS, name=L("Trusted computers"), empty=nothing, menu=self.menu_of)
        card = Card(L("Trusted computers"), flush=True)
        card.add(self.table)
        self.away = Button(L("&Move to a new computer…"), icon="travel")
        self.away.clicked.connect(lambda: MoveAway(self.desk, self.shell).open())
        moving = Card(L("A new computer"))
        told = L("Make a complete copy of the vault, checked by opening it, and take it along.")
        line = row(spacing=16)
        line.addWidget(label(told, "second", wrap=True), 1)
        line.addWidget(self.away)
        moving.body.addLayout(line)
        if not KEEPERS & {StaffRole(role) for role in desk.office.staff.roles}:
            moving.hide()
        self.page = Page("", scroll=False)
        self.page.add(card, stretch=1)
        self.page.add(moving)
        self.fill(self.page)
        self.table.opened.connect(lambda _one: self._open_menu())
        self.table.view.clicked.connect(
            lambda index: self._open_menu() if self.table.key_of(index.column()) == "more" else None
        )

    def refresh(self) -> None:
        self.desk.work(partial(computers, self.desk.office), then=self.show_computers)

    def show_computers(self, found: Sequence[Computer]) -> None:
        self.table.show_rows(found)

    def _open_menu(self) -> None:
        rect = self.table.view.visualRect(self.table.view.currentIndex())
        self.table.open_menu(self.table.view.viewport().mapToGlobal(rect.bottomLeft()))

    def menu_of(self, one: Computer) -> Sequence[QAction]:
        """The one thing that can be done with a trusted computer."""
        action = QAction(icon("lock"), words(L("Stop trusting it…")), self)
        action.triggered.connect(lambda: self.drop(one))
        return [action]

    def drop(self, one: Computer) -> None:
        """Let it ask for the passphrase again."""
        ask(
            self, L("Stop trusting {computer}?", computer=_name(one)),
            L(
                "From its next start it asks for the passphrase of {name}. Nothing else changes.",
                name=one.whose,
            ),
            L("Stop trusting it"), then=lambda: self._drop(one.slot),
        )  # fmt: skip

    def _drop(self, slot: str) -> None:
        self.desk.work(
            partial(drop_computer, self.desk.office, slot), then=lambda _: self._dropped(), owner=self
        )

    def _dropped(self) -> None:
        self.shell.toast(L("It asks for the passphrase from now on"))
        self.refresh()
