"""Budgets of funders, year by year, and the ledger that adds up to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.budgets import BudgetState, LedgerEntry, budgets, ledger, set_budget
from abductdesk.actions.supportexport import COMMITMENT, FILE_NAMES, LedgerWish, export_ledger
from abductdesk.i18n import LN, N_, L, Message, Money
from abductdesk.models import Budget
from abductdesk.models.base import fields_of
from abductdesk.terms import StaffRole
from abductdesk.ui.budgetbar import BudgetBar, budget_words
from abductdesk.ui.cards import Card, EmptyState, Page, clear
from abductdesk.ui.cells import Cell, Column
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import ask
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.supportwords import euro
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, apart, bind, isolate, term, tongue
from abductdesk.ui.undoing import say_done
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, Pill, column, label, row

EVERY = ""


class BudgetsTab(TabPage):
    """See the top of the file."""

    key, title = "budgets", N_("Budgets")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset({"budget", "support_request", "payment", "criteria"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        manages = StaffRole.MANAGER in desk.office.staff.roles
        self.new = Button(L("Enter a budget…"), icon="add")
        self.new.clicked.connect(lambda: self.enter(None))
        self.new.setVisible(manages)
        self._manages = manages
        self.bars = Card(L("Budgets"), actions=[self.new])
        self.year = Combo(L("Budget of the year"))
        self.year.setMinimumContentsLength(15)  # "Toutes les années"
        self.year.activated.connect(lambda _at: self._ask_ledger())
        self.csv, self.xlsx = (Button(text, icon="export") for text in (L("As CSV…"), L("As XLSX…")))
        for button, kind in ((self.csv, "csv"), (self.xlsx, "xlsx")):
            button.clicked.connect(partial(self._ask_to_save, kind))
            button.setVisible(manages)
        self.table = Table(
            [
                Column("day", L("Day"), lambda row: Cell(due_text(row.on)), width=120),
                Column("request", L("Request for support"), _request, width=140, stretch=2),
                Column("what", L("What"), _what, width=150, stretch=2),
                Column("committed", L("Committed"), lambda row: Cell(euro(row.committed)), width=120),
                Column("paid", L("Paid"), lambda row: Cell(euro(row.paid)), width=120),
            ],
            name=L("Ledger"),
            empty=EmptyState(
                "money", L("Nothing stands here yet"), L("Commitments and payments come from requests.")
            ),
        )  # fmt: skip
        self.total = label("", "strong")
        card = Card(L("Ledger"), actions=[self.year, self.csv, self.xlsx], flush=True)
        card.add(self.table)
        foot = QWidget()
        foot.setLayout(row(None, self.total, margins=(16, 8, 16, 10)))
        card.add(foot)
        page = Page("", scroll=False)
        page.add(self.bars)
        page.add(card, stretch=1)
        self.fill(page)
        self.year.offer([(EVERY, L("All years"))])

    def refresh(self) -> None:
        self.desk.ask(budgets, then=self.show_budgets, latest="budgets")
        self._ask_ledger()

    def show_budgets(self, found: Sequence[BudgetState]) -> None:
        """Show each budget as a bar with its words."""
        clear(self.bars.body)
        if not found:
            text = L("No budget is entered: nothing can be committed yet.")
            self.bars.add(label(text, "second", wrap=True))
        for state in found[:4]:
            self.bars.add(self._budget(state))
        chosen = self.year.chosen()
        years = sorted({state.year for state in found}, reverse=True)
        self.year.offer([(EVERY, L("All years")), *((str(year), str(year)) for year in years)])
        if chosen in {str(year) for year in years}:
            self.year.choose(chosen)

    def _budget(self, state: BudgetState) -> QWidget:
        made = QWidget()
        name: Text = lambda _tongue: f"{state.funder} · {state.year}"  # noqa: E731
        head = row(label(name, "strong"))
        if state.left < 0:
            head.addWidget(Pill(L("Overdrawn"), "danger", icon="danger"))
        elif state.warns:
            share = state.committed * 100 // max(1, state.budget)
            head.addWidget(Pill(L("{share} % is committed", share=share), "warn", icon="warning"))
        head.addStretch(1)
        head.addWidget(label(budget_words(state), "caption"))
        if self._manages:
            change = Button(L("Change the budget of {funder}", funder=state.funder), look="icon", icon="edit")
            change.clicked.connect(lambda: self.enter(state))
            head.addWidget(change)
        layout = column(spacing=4)
        layout.addLayout(head)
        layout.addWidget(BudgetBar(state))
        made.setLayout(layout)
        return made

    def enter(self, state: BudgetState | None) -> FormDialog:
        """Enter or change what a funder gives for a year."""
        fields = fields_of(Budget)
        names = ("funder", "year", "cents") if state is None else ("cents",)

        def send(dialog: FormDialog, entered: dict[str, Any]) -> None:
            funder = entered.get("funder") or (state.funder if state else "")
            year = entered.get("year") or (state.year if state else 0)
            self.desk.do(set_budget, funder, year, entered["cents"], **dialog.reply)

        dialog = FormDialog(
            self.shell.widget(), L("Budget of a funder"),
            apart(f"{state.funder} · {state.year}") if state else L("What a funder gives for a year."),
            [FieldGroup("", pick(fields, *names))], run=send,
            defaults={"year": self.desk.office.today.year, "cents": state.budget if state else None},
        )  # fmt: skip
        said: Message = L("The budget is entered.")
        dialog.saved.connect(lambda _touched: say_done(self.desk, self.shell, said))
        dialog.open()
        return dialog

    # the ledger

    def _ask_ledger(self) -> None:
        self.desk.ask(ledger, self._year(), then=self.show_ledger, latest="ledger")

    def _year(self) -> int | None:
        chosen = self.year.chosen()
        return int(chosen) if chosen else None

    def show_ledger(self, found: Sequence[LedgerEntry]) -> None:
        """Show the entries, the newest first, and what they add up to."""
        self.table.show_rows(list(reversed(found)))
        committed, paid = sum(each.committed for each in found), sum(each.paid for each in found)
        self.total.setVisible(bool(found))
        self._say_total(len(found), committed, paid)
        for button in (self.csv, self.xlsx):
            button.setEnabled(bool(found))

    def _say_total(self, lines: int, committed: int, paid: int) -> None:
        said = LN(
            "Total of {n} line: {committed} committed, {paid} paid",
            "Total of {n} lines: {committed} committed, {paid} paid", lines,
            committed=Money(committed), paid=Money(paid),
        )  # fmt: skip
        bind(self.total, "setText", said)

    def _ask_to_save(self, kind: str, _checked: bool = False) -> None:
        ask(
            self, L("Save outside the vault?"),
            L("The file is not encrypted: whoever can open the folder can read it. That you saved it is "
              "written in the journal."),
            L("Choose a folder"),
            then=lambda: choose_file(self, L("Save the ledger"), FILE_NAMES[kind], then=self.save_to),
        )  # fmt: skip

    def save_to(self, path: Path) -> None:
        """Journal it, then write the file: a workbook where its name ends so."""
        kind = "xlsx" if path.suffix.casefold() == ".xlsx" else "csv"
        wish = LedgerWish(self._year(), kind, tongue().language)
        self.desk.do(export_ledger, wish, then=lambda touched: self._write(path, touched.result), owner=self)

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(partial(write_whole, path, content), then=self._saved, owner=self)

    def _saved(self, path: Path) -> None:
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))


def _request(row: LedgerEntry) -> Cell:
    return Cell(row.number, row.reference)


def _what(row: LedgerEntry) -> Cell:
    name = term(row.kind.label) if row.kind is not None else term(COMMITMENT)
    return Cell(name, lambda _tongue: f"{isolate(row.funder)} · {row.year}")
