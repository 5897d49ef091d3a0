"""The register of data breaches: the hours that are left, the risk, who was told. It names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from abductdesk.actions.breaches import BreachEntry, breaches
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.models import Breach, Bureau
from abductdesk.terms import BreachRisk, StaffRole
from abductdesk.ui.breachdialog import ask_notice, edit_breach, show_breach
from abductdesk.ui.cards import EmptyState
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.registerexport import export_button
from abductdesk.ui.registertab import Choice, RegisterTab
from abductdesk.ui.registerwords import DONE, due_cell, grouped, limit_cell, place_of
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate, term
from abductdesk.ui.widgets import Button

_RISKS = {
    BreachRisk.UNKNOWN: ("warn", "question"),
    BreachRisk.NONE: ("neutral", "ok"),
    BreachRisk.RISK: ("warn", "warning"),
    BreachRisk.HIGH: ("danger", "danger"),
}


class BreachesTab(RegisterTab):
    """See the top of the file."""

    key, title = "breaches", N_("Data breaches")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset(record.__tablename__ for record in (Breach, Bureau))

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        new = Button(L("Report a breach…"), look="primary", icon="breach")
        new.clicked.connect(lambda: shell.run("report_breach"))
        first = Button(L("Report a breach…"), icon="breach")
        first.clicked.connect(lambda: shell.run("report_breach"))
        self.lay_out(
            [
                Column("what", L("What happened"), _what, width=190, stretch=4),
                Column("risk", L("Risk"), _risk, width=190),
                Column("limit", L("Notice to the authority"), lambda row: limit_cell(row.limit), width=180,
                       stretch=3, drop=2),
                Column("due", L("Due"), self._due, width=236),
                Column("by", L("Recorded by"), lambda row: Cell(avatar=row.recorded_by), width=128, drop=1),
            ],
            name=L("Data breaches"),
            empty=EmptyState(
                "breach", L("No breach recorded"),
                L("Anybody in the office can report one, with Ctrl+K too. The register is kept even where "
                  "nobody is harmed."), first,
            ),
            buttons=[export_button(desk, shell, self.key), new],
            choices=[
                Choice(L("Assess…"), "edit", partial(edit_breach, desk, shell), self.is_open),
                Choice(L("Notified…"), "office", partial(ask_notice, desk, shell), _unnotified),
            ],
            which=(L("Open"), L("All")),
        )  # fmt: skip

    def refresh(self) -> None:
        self.desk.ask(breaches, then=self.take, latest="breaches")

    def show_entry(self, row: BreachEntry) -> None:
        show_breach(self.desk, self.shell, row)

    def is_open(self, row: BreachEntry) -> bool:
        return row.entry.closed_on is None

    def counted(self, rows: Sequence[Any]) -> Message:
        return LN("{n} breach", "{n} breaches", len(rows))

    def groups(self, rows: Sequence[BreachEntry]) -> list[Group]:
        today = self.desk.office.today
        return grouped(rows, lambda row: place_of(row.limit, today, row.hours) if self.is_open(row) else DONE)

    def _due(self, row: BreachEntry) -> Cell:
        return due_cell(row.limit, self.desk.office.today, row.hours)


def _unnotified(row: BreachEntry) -> bool:
    return row.entry.closed_on is None and row.entry.notified_at is None


def _what(row: BreachEntry) -> Cell:
    return Cell(isolate(" ".join(row.entry.what.split())), row.entry.number)


def _risk(row: BreachEntry) -> Cell:
    tone, icon = _RISKS[row.entry.risk]
    return Cell(pill=term(row.entry.risk.label), tone=tone, icon=icon)
