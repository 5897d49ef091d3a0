"""Whose data are restricted (Art. 18): kept and read, but not used. Managers set and lift it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from abductdesk.actions.holds import Hold, restrictions
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.models import Person, ProcessingHold
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import EmptyState
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.holddialog import ask_lifting, ask_use, end_allowed, reminder, said_of
from abductdesk.ui.registerentry import Act, EntryDialog
from abductdesk.ui.registertab import Choice, RegisterTab
from abductdesk.ui.requestdialog import manages
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, apart, isolate, term


class RestrictionsTab(RegisterTab):
    """See the top of the file."""

    key, title = "restrictions", N_("Restrictions")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset(record.__tablename__ for record in (ProcessingHold, Person))

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.lay_out(
            [
                Column("who", L("Who"), _who, width=180, stretch=2),
                Column("ground", L("Ground"), lambda row: Cell(term(row.entry.kind.label),
                       isolate(row.entry.reason)), width=200, stretch=4),
                Column("since", L("From"), _since, width=150),
                Column("state", L("Now"), _state, width=240),
                Column("by", L("Set by"), lambda row: Cell(avatar=row.set_by), width=128, drop=1),
            ],
            name=L("Restrictions"),
            empty=EmptyState(
                "no_entry", L("Nobody's data are restricted"),
                L("A manager restricts the use of somebody's data from a request, or from the person's card "
                  "on a case."),
            ),
            choices=self._offered(),
            which=(L("In force"), L("All")),
        )  # fmt: skip

    def _offered(self) -> list[Choice]:
        found = [Choice(L("Open the case"), "cases", self._open_case, lambda row: row.case_id is not None)]
        if manages(self.desk):
            found += [
                Choice(L("Allow a use…"), "decision", self._allow, self.is_open),
                Choice(L("Lift…"), "ok", self._lift, self.is_open),
            ]
        return found

    def refresh(self) -> None:
        self.desk.ask(restrictions, then=self.take, latest="restrictions")

    def show_entry(self, row: Hold) -> None:
        entry, acts = row.entry, list[Act]()
        if row.case_id is not None:
            acts.append(Act(L("Open the case"), "cases", lambda: self._open_case(row)))
        if self.is_open(row) and manages(self.desk):
            if row.allowed:
                acts.append(Act(L("End the use"), "close", lambda: end_allowed(self.desk, self.shell, entry)))
            acts.append(Act(L("Allow a use…"), "decision", lambda: self._allow(row)))
            acts.append(Act(L("Lift…"), "ok", lambda: self._lift(row), primary=True))
        sentence = reminder(entry) if self.is_open(row) else L("Lifted on {day}", day=entry.until)
        EntryDialog(
            self.shell, isolate(row.person), sentence, pairs=_pairs(row), today=self.desk.office.today,
            actions=acts,
        ).open()  # fmt: skip

    def is_open(self, row: Hold) -> bool:
        return row.entry.until is None

    def counted(self, rows: Sequence[Any]) -> Message:
        return LN("{n} restriction", "{n} restrictions", len(rows))

    def groups(self, rows: Sequence[Hold]) -> list[Group]:
        running = [row for row in rows if self.is_open(row)]
        over = [row for row in rows if not self.is_open(row)]
        return [
            Group(L("In force"), "no_entry", "warn", running),
            Group(L("Lifted"), "ok", "neutral", over),
        ]

    def _open_case(self, row: Hold) -> None:
        if row.case_id is not None:
            self.shell.open_case(row.case_id, "people")

    def _allow(self, row: Hold) -> None:
        ask_use(self.desk, self.shell, row.entry, row.person)

    def _lift(self, row: Hold) -> None:
        ask_lifting(self.desk, self.shell, row.entry, row.person)


def _who(row: Hold) -> Cell:
    return Cell(isolate(row.person), row.reference, avatar=row.person or "?")


def _since(row: Hold) -> Cell:
    return Cell(lambda tongue: tongue.short_date(row.entry.since))


def _state(row: Hold) -> Cell:
    lifted = row.entry.until
    if lifted is not None:
        return Cell(lambda tongue: tongue.short_date(lifted), L("lifted"), second=True)
    until = row.entry.exception_until
    if row.allowed and until is not None:
        return Cell(L("Use allowed"), L("until {day}", day=until), icon="decision", tone="accent")
    return Cell(pill=L("Not used"), tone="warn", icon="no_entry")


def _pairs(row: Hold) -> list[tuple[Text, Any]]:
    entry = row.entry
    told, until = entry.told_on, entry.exception_until
    return [
        (L("Restriction"), said_of(entry)),
        (L("Reason"), apart(entry.reason)),
        (L("Case"), row.reference),
        (L("Allowed for"), term(entry.exception.label) if entry.exception else ""),
        (L("Why it is allowed"), apart(entry.exception_reason)),
        (L("Allowed until"), L("{day}", day=until) if until else ""),
        (L("Person told on"), L("{day}", day=told) if told else ""),
        (L("Set by"), apart(row.set_by)),
    ]
