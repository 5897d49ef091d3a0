"""Who works here and opens the vault: a table, and for an administrator what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction

from abductdesk.actions.bureau import staff_list
from abductdesk.actions.sight import KEEPERS
from abductdesk.actions.signing import administers
from abductdesk.actions.staff import (
    Colleague,
    admit,
    change_staff,
    colleagues,
    finish_revoking,
    lift_suspension,
    passphrase_sheet,
    reset_passphrase,
    suspend_staff,
)
from abductdesk.faults import Invalid
from abductdesk.i18n import LC, N_, L
from abductdesk.models import Staff, Workstation
from abductdesk.models.base import fields_of
from abductdesk.terms import Unit
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.icons import icon
from abductdesk.ui.revokedialog import Revoke
from abductdesk.ui.shell import Shell
from abductdesk.ui.staffwords import last_cell, roles_text, state_cell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.temporary import TemporaryPassphrase
from abductdesk.ui.texts import Text, term, tongue, words
from abductdesk.ui.typed import About
from abductdesk.ui.widgets import Button

_DETAILS = ("roles", "unit", "phone", "email")


_WHO: Column = Column(
    "who", L("Name"), lambda one: Cell(one.name, roles_text(one.roles), avatar=one.name), width=260, stretch=3
)
_STATES = (
    Column("unit", L("Works for"), lambda one: Cell(term(one.unit.label), second=True), width=190, drop=2),
    Column("state", LC("to the vault", "Access"), state_cell, width=260, stretch=1),
    Column("last", L("Last sign-in"), last_cell, width=200, drop=1),
    Column("computers", L("Computers"), lambda one: _computers(one), width=100, drop=3),
    Column("more", "", lambda _one: Cell(icon="more"), width=48),
)


def _computers(person: Colleague) -> Cell:
    return Cell(str(person.computers), icon="trusted") if person.computers else Cell("–", second=True)


class PeopleTab(TabPage):
    """Everybody with their roles; an administrator sees the state of their access and changes it."""

    key, title = "people", N_("People")
    watches = frozenset({Staff.__tablename__, Workstation.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._administers = administers(desk.office)
        self.invite = Button(L("&Add a person…"), look="primary", icon="add")
        self.invite.clicked.connect(lambda: self.ask_who())
        nobody = EmptyState("people", L("Nobody yet"), L("People who sign in to this vault stand here."))
        self.table = Table(
            (_WHO, *(_STATES if self._administers else ())),
            name=L("Who works here"), empty=nobody, menu=self.menu_of if self._administers else None,
        )  # fmt: skip
        buttons = [self.invite] if self._administers else []
        if KEEPERS & set(desk.office.staff.roles):
            told = (Staff.__tablename__, Workstation.__tablename__)
            buttons.insert(0, history_button(desk, shell, L("History of people"), told))
        card = Card(L("Who works here"), actions=buttons, flush=True)
        card.add(self.table)
        self.page = Page("", scroll=False)
        self.page.add(card, stretch=1)
        self.fill(self.page)
        if self._administers:
            self.table.opened.connect(lambda _person: self._open_menu())
            self.table.view.clicked.connect(self._clicked)

    def refresh(self) -> None:
        if self._administers:
            self.desk.work(partial(colleagues, self.desk.office), then=self.show_people)
        else:
            self.desk.ask(staff_list, then=self.show_people, latest="people")

    def show_people(self, people: Sequence[Any]) -> None:
        """One row a person; whoever is at work does not see who left unless they handle people."""
        self.table.show_rows([one for one in people if one.active or self._administers])

    def show_one(self, *what: object) -> None:
        """Select a person by id."""
        self.table.select(self.table.model.find(what[0]))

    # what can be done with a person

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.key_of(index.column()) == "more":
            self._open_menu()

    def _open_menu(self) -> None:
        index = self.table.view.currentIndex()
        rect = self.table.view.visualRect(index)
        self.table.open_menu(self.table.view.viewport().mapToGlobal(rect.bottomLeft()))

    def menu_of(self, person: Colleague) -> Sequence[QAction]:
        """What fits the state of a person; nobody shuts themselves out."""
        mine = person.id == self.desk.office.staff.id
        offered: list[tuple[bool, Text, str, Callable[[Colleague], object]]] = [
            (person.active, L("Change roles and details…"), "edit", self.change),
            (person.active and not mine, L("New temporary passphrase…"), "key", self.reset),
            (
                person.active and not mine and person.suspended_on is None,
                L("Suspend…"), "blocked", self.suspend,
            ),
            (
                person.active and person.suspended_on is not None,
                L("Lift the suspension"), "unlock", self.lift,
            ),
            (person.active and not mine, L("Take access away…"), "no_entry", self.revoke),
            (not person.active and person.key, L("Finish taking access away"), "no_entry", self.finish),
        ]  # fmt: skip
        made = []
        for fits, title, sign, run in offered:
            if fits:
                action = QAction(icon(sign), words(title), self)
                action.triggered.connect(partial(_call, run, person))
                made.append(action)
        return made

    def ask_who(self) -> FormDialog:
        """Who comes: name, roles, unit; then the passphrase for the first time."""
        dialog = FormDialog(
            self,
            L("Add a colleague"),
            L("They sign in under this name; it can be read on this computer without a passphrase."),
            [FieldGroup("", pick(fields_of(Staff), "name", *_DETAILS), wide=frozenset({"name"}))],
            defaults={"unit": Unit.BUREAU},
            run=self._ask_passphrase,
            accept=L("&Next"),
            about=About("safe.colleague"),
        )
        dialog.open()
        return dialog

    def _ask_passphrase(self, asked: FormDialog, values: dict[str, Any]) -> None:
        if not values.get("roles"):
            asked.refuse(Invalid("roles", "Choose at least one role."))
            return
        asked.done_well(None)
        office = self.desk.office
        self._give(str(values.get("name", "")), lambda phrase: admit(office, values, phrase))

    def reset(self, person: Colleague) -> None:
        """Give a passphrase in the place of one that was lost."""
        office = self.desk.office
        self._give(person.name, lambda phrase: reset_passphrase(office, person.id, phrase))

    def _give(self, name: str, give: Callable[[str], object]) -> None:
        office = self.desk.office
        TemporaryPassphrase(
            self, name, give=give, done=self.refresh,
            sheet=lambda phrase: passphrase_sheet(office, name, phrase, tongue().language),
        ).open()  # fmt: skip

    def change(self, person: Colleague) -> None:
        """Roles, unit, phone and e-mail."""
        FormDialog(
            self,
            L("Roles and details of {name}", name=person.name),
            L("Roles hold at once, also in windows that are open."),
            pick(fields_of(Staff), *_DETAILS),
            values={**{name: getattr(person, name) for name in _DETAILS}, "roles": list(person.roles)},
            seen=person.version,
            run=lambda dialog, changes: self.desk.do(
                change_staff, person.id, seen=dialog.seen, changes=changes, **dialog.reply
            ),
        ).open()

    def suspend(self, person: Colleague) -> None:
        """Shut out for a while."""
        ask(
            self, L("Suspend {name}?", name=person.name),
            L("No sign-in until you lift it, and what they have open stops at the next step. Their key "
              "stays: from whoever leaves for good, take access away."),
            L("Suspend"), look="danger",
            then=lambda: self._do(suspend_staff, person, L("{name} is suspended", name=person.name)),
        )  # fmt: skip

    def lift(self, person: Colleague) -> None:
        """Let somebody in again."""
        self._do(lift_suspension, person, L("{name} can sign in again", name=person.name))

    def _do(self, verb: Callable[..., Any], person: Colleague, said: Text) -> None:
        self.desk.do(verb, person.id, then=lambda _: self.shell.toast(said), owner=self)

    def revoke(self, person: Colleague) -> None:
        """Shut out for good."""
        Revoke(self.desk, self.shell, person, self.refresh).open()

    def finish(self, person: Colleague) -> None:
        """Take the key of somebody who left and still has one."""

        def done(_answer: object) -> None:
            self.shell.toast(L("{name} no longer has access", name=person.name))
            self.refresh()

        self.desk.work(partial(finish_revoking, self.desk.office), then=done, owner=self)


def _call(run: Callable[[Colleague], object], person: Colleague, _checked: bool = False) -> None:
    run(person)
