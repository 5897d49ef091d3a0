"""The register of requests: by urgency, each with its limit in words. Enter shows everything about one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from abductdesk.actions.registers import Request, requests
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.models import Bureau, DataRequest, HolidayChange, Person, ProcessingHold
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import EmptyState
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.registerexport import export_button
from abductdesk.ui.registertab import Choice, RegisterTab
from abductdesk.ui.registerwords import DONE, due_cell, grouped, limit_cell, place_of
from abductdesk.ui.requestdialog import ask_answer, ask_extension, manages, show_request
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate, term
from abductdesk.ui.widgets import Button


class RequestsTab(RegisterTab):
    """See the top of the file."""

    key, title = "requests", N_("Requests")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset(
        record.__tablename__ for record in (DataRequest, ProcessingHold, Person, Bureau, HolidayChange)
    )

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        new = Button(L("New request…"), look="primary", icon="add")
        new.clicked.connect(lambda: shell.run("new_request"))
        first = Button(L("Record the first request"), icon="add")
        first.clicked.connect(lambda: shell.run("new_request"))
        choices = [Choice(L("Extend…"), "deadline", partial(ask_extension, desk, shell), _extendable)]
        if manages(desk):
            choices.append(Choice(L("Answer…"), "ok", partial(ask_answer, desk, shell), self.is_open))
        self.lay_out(
            [
                Column("what", L("Request"), _what, width=170, stretch=2),
                Column("who", L("Who asks"), _who, width=160, stretch=2),
                Column("limit", L("How it is counted"), lambda row: limit_cell(row.limit), width=200,
                       stretch=4, drop=2),
                Column("due", L("Due"), self._due, width=236),
                Column("by", L("Recorded by"), lambda row: Cell(avatar=row.recorded_by), width=128, drop=1),
            ],
            name=L("Requests"),
            empty=EmptyState(
                "privacy", L("No requests here"),
                L("Whoever asks what is kept of them, or wants it corrected or erased, gets an answer within "
                  "a month."), first,
            ),
            buttons=[export_button(desk, shell, self.key), new],
            choices=choices,
            which=(L("Open"), L("All")),
        )  # fmt: skip

    def refresh(self) -> None:
        self.desk.ask(requests, then=self.take, latest="requests")

    def show_entry(self, row: Request) -> None:
        show_request(self.desk, self.shell, row)

    def is_open(self, row: Request) -> bool:
        return row.entry.answered_on is None

    def counted(self, rows: Sequence[Any]) -> Message:
        return LN("{n} request", "{n} requests", len(rows))

    def groups(self, rows: Sequence[Request]) -> list[Group]:
        today = self.desk.office.today
        return grouped(rows, lambda row: place_of(row.limit, today) if self.is_open(row) else DONE)

    def _due(self, row: Request) -> Cell:
        return due_cell(row.limit, self.desk.office.today)


def _extendable(row: Request) -> bool:
    return row.entry.answered_on is None and row.entry.extended_on is None


def _what(row: Request) -> Cell:
    return Cell(term(row.entry.kind.label), row.entry.number)


def _who(row: Request) -> Cell:
    if row.unidentified and row.entry.answered_on is None:
        return Cell(isolate(row.entry.name), L("Identity not checked"), icon="question", tone="warn")
    said = term(row.entry.outcome.label) if row.entry.outcome else L("Identity checked")
    return Cell(isolate(row.entry.name), said)
