"""Who must be told that data about them came from somebody else (Art. 14), and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from abductdesk.actions.informing import Duty, informing
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.models import Bureau, Case, DutyToInform, Person
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import EmptyState
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.informdialog import advice, ask_exception, ask_informed, take_back
from abductdesk.ui.registerentry import Act, EntryDialog
from abductdesk.ui.registertab import Choice, RegisterTab
from abductdesk.ui.registerwords import DONE, due_cell, grouped, limit_cell, place_of
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, isolate, term


class InformingTab(RegisterTab):
    """See the top of the file."""

    key, title = "informing", N_("Informing")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset(record.__tablename__ for record in (DutyToInform, Case, Person, Bureau))

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.lay_out(
            [
                Column("who", L("Who"), _who, width=170, stretch=3),
                Column("case", L("Case"), lambda row: Cell(row.reference, icon="cases"), width=150),
                Column("limit", L("How it is counted"), lambda row: limit_cell(row.limit), width=200,
                       stretch=4, drop=2),
                Column("due", L("Due"), self._due, width=236),
            ],
            name=L("People to inform"),
            empty=EmptyState(
                "ok", L("Everybody is informed"),
                L("Parents and children whose data came from somebody else stand here until they are told, "
                  "or an exception is recorded."),
            ),
            choices=[
                Choice(L("Informed…"), "ok", partial(ask_informed, desk, shell)),
                Choice(L("Exception…"), "decision", partial(ask_exception, desk, shell)),
                Choice(L("Open the case"), "cases", lambda row: shell.open_case(row.case_id, "people")),
            ],
            note=L(
                "Follows from the people on each case. Telling the taking parent too early can endanger a "
                "child: that is an exception (Art. 14(5)(b)), with its reason."
            ),
            which=(L("Not informed yet"), L("All")),
        )  # fmt: skip

    def refresh(self) -> None:
        self.desk.ask(informing, then=self.take, latest="informing")

    def show_entry(self, row: Duty) -> None:
        acts = [
            Act(L("Open the case"), "cases", lambda: self.shell.open_case(row.case_id, "people")),
            Act(L("Exception…"), "decision", partial(ask_exception, self.desk, self.shell, row)),
            Act(L("Informed…"), "ok", partial(ask_informed, self.desk, self.shell, row), primary=row.open),
        ]
        if row.decision is not None:
            acts.insert(1, Act(L("Take back"), "undo", partial(take_back, self.desk, self.shell, row)))
        EntryDialog(
            self.shell, L("Inform {name}", name=isolate(row.name)), advice(row), pairs=_pairs(row),
            limits=[row.limit], today=self.desk.office.today, actions=acts,
        ).open()  # fmt: skip

    def is_open(self, row: Duty) -> bool:
        return row.open

    def counted(self, rows: Sequence[Any]) -> Message:
        return LN("{n} person", "{n} people", len(rows))

    def groups(self, rows: Sequence[Duty]) -> list[Group]:
        today = self.desk.office.today
        return grouped(rows, lambda row: place_of(row.limit, today) if row.open else DONE)

    def _due(self, row: Duty) -> Cell:
        return due_cell(row.limit, self.desk.office.today)


def _who(row: Duty) -> Cell:
    name: Text = isolate(row.name) or L("Person without a name")
    role = term(row.role.label) if row.role is not None else L("Child")
    return Cell(name, role, avatar=row.name or "?")


def _pairs(row: Duty) -> list[tuple[Text, Any]]:
    decision, letter = row.decision, row.letter
    told = decision.informed_on if decision is not None else None
    exception = decision.exception if decision is not None else None
    return [
        (L("Case"), row.reference),
        (L("Role"), term(row.role.label) if row.role is not None else L("Child")),
        (L("Data obtained on"), L("{day}", day=row.obtained_on)),
        (L("First letter to them"), L("{number}, {day}", number=letter[0], day=letter[1]) if letter else ""),
        (L("Informed on"), L("{day}", day=told) if told else ""),
        (L("Exception"), term(exception.label) if exception else ""),
        (L("Reason"), apart(decision.reason) if decision is not None else ""),
        (L("Recorded by"), apart(row.decided_by)),
    ]
