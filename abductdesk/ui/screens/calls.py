"""Calls for help: logged in under two minutes, corrected, made a case, or attached to one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QKeySequence, QShowEvent

from abductdesk.actions.calls import LoggedCall, attach_call, calls, one_call
from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.search import Hit
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Call
from abductdesk.terms import Urgency
from abductdesk.ui.calldialog import CallDialog
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.casepicker import CasePicker
from abductdesk.ui.desk import Desk
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.shell import Command, Screen, Shell, TakeUp
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import bind, isolate, term, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, Segments

_URGENCY = {
    Urgency.NONE: ("neutral", ""),
    Urgency.SOON: ("warn", "due"),
    Urgency.IMMINENT: ("danger", "urgent"),
}


class Calls(Screen):
    """Logged calls, the newest first. Enter opens one to read or correct it."""

    key, title, icon, order = "calls", N_("Calls"), "call", 30
    watches = frozenset({"call", "case_file", "staff"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._found: list[LoggedCall] = []
        self.log = Button(L("Log a call"), icon="call")
        bind(self.log, "setToolTip", L("Log a call (Ctrl+T)"))
        self.log.clicked.connect(lambda: self.shell.run("log_call"))
        self.page = Page(L("Calls"), L("Reading the calls…"), actions=[self.log], scroll=False)
        self.which = Segments([("all", L("All")), ("loose", L("Not yet a case"))])
        self.which.chosen.connect(lambda _key: self._show())
        self.make = Button(L("Make it a case"), icon="new_case")
        self.attach = Button(L("Attach to a case…"), icon="link")
        first = Button(L("Log the first call"), icon="call")
        first.clicked.connect(lambda: self.shell.run("log_call"))
        self.table = Table(
            [
                Column("when", L("When"), _when, width=180),
                Column("who", L("Caller"), _who, width=150, stretch=1),
                Column("what", L("What is asked"), _what, width=200, stretch=3),
                Column("urgency", L("Urgency"), _urgency, width=170),
                Column("case", L("Case"), _case, width=140, drop=1),
            ],
            name=L("Calls"),
            empty=EmptyState(
                "call", L("No calls here"), L("A call takes two minutes to log; a name is not needed."), first
            ),
            menu=self._menu,
        )
        self.make.clicked.connect(lambda: self.make_case(self.table.current()))
        self.attach.clicked.connect(lambda: self.choose_case(self.table.current()))
        self.table.opened.connect(self.edit)
        self.table.selected.connect(lambda _call: self._fit())
        card = Card(actions=[self.which, self.make, self.attach], flush=True)
        card.add(self.table)
        self.page.add(card, stretch=1)
        self.fill(self.page)
        self._fit()

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        def log_call() -> None:
            CallDialog(desk, shell).open()

        return [Command("log_call", L("Log a call"), "call", log_call, "Ctrl+T")]

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        if draft.record is None:
            self._go_on(take_up, None)
        else:
            self.desk.ask(one_call, draft.record, then=partial(self._go_on, take_up), owner=self)

    def _go_on(self, take_up: TakeUp, call: Call | None) -> None:
        dialog = CallDialog(self.desk, self.shell, call)
        dialog.open()
        take_up(dialog)

    def refresh(self) -> None:
        self.desk.ask(calls, then=self.show_calls, latest="calls")

    def show_calls(self, found: list[LoggedCall]) -> None:
        """Show what was logged."""
        self._found = found
        loose = sum(each.call.case_id is None for each in found)
        self.page.subtitle(LN("{n} call is not a case yet", "{n} calls are not a case yet", loose))
        self._show()

    def _show(self) -> None:
        loose = self.which.current == "loose"
        self.table.show_rows([each for each in self._found if each.call.case_id is None or not loose])
        self._fit()

    def _fit(self) -> None:
        logged = self.table.current()
        free = logged is not None and logged.call.case_id is None
        self.make.setEnabled(free)
        self.attach.setEnabled(free)

    def edit(self, logged: LoggedCall) -> None:
        """Read or correct a call."""
        CallDialog(self.desk, self.shell, logged.call).open()

    def make_case(self, logged: LoggedCall | None) -> None:
        """Open a new case with what the call says."""
        if logged is not None and logged.call.case_id is None:
            NewCaseDialog(self.desk, self.shell, logged.call).open()

    def choose_case(self, logged: LoggedCall | None) -> None:
        """Say that the call belongs to a case that is already there."""
        if logged is not None and logged.call.case_id is None:
            CasePicker(
                self.desk,
                self.shell.widget(),
                L("Attach the call to a case"),
                then=partial(self._attach, logged),
            ).open()

    def _attach(self, logged: LoggedCall, hit: Hit) -> None:
        self.desk.do(
            attach_call,
            logged.call.id,
            seen=logged.call.version,
            case_id=hit.record_id,
            then=lambda _: say_done(
                self.desk, self.shell, L("Call attached to {reference}", reference=hit.title)
            ),
            owner=self,
        )

    def _menu(self, logged: LoggedCall) -> Sequence[QAction]:
        offered: list[tuple[Any, Any]] = [(L("Edit the call"), lambda: self.edit(logged))]
        case_id = logged.call.case_id
        if case_id is None:
            offered += [
                (L("Make it a case"), lambda: self.make_case(logged)),
                (L("Attach to a case…"), lambda: self.choose_case(logged)),
            ]
        else:
            offered.append((L("Open the case"), lambda: self.shell.open_case(case_id)))
        made = []
        for title, run in offered:
            action = QAction(words(title), self)
            action.triggered.connect(lambda _=False, run=run: run())
            made.append(action)
        made[0].setShortcut(QKeySequence("Return"))
        return made

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus()
        if self.table.current() is None:
            self.table.select(0)


def _when(logged: LoggedCall) -> Cell:
    at = logged.call.at.astimezone(BRUSSELS)
    return Cell(lambda tongue: f"{tongue.short_date(at)}, {tongue.value(at.time())}", logged.taken_by)


def _who(logged: LoggedCall) -> Cell:
    call = logged.call
    relation = term(call.relation.label)
    if not call.caller_name:
        return Cell(relation, call.caller_phone or "")
    return Cell(isolate(call.caller_name), relation)


def _what(logged: LoggedCall) -> Cell:
    call = logged.call

    def about(tongue: Any) -> str:
        parts = [tongue.country(call.state_feared)] if call.state_feared else []
        if call.children_ages:
            parts.append(words(L("children {ages}", ages=call.children_ages)))
        return " · ".join(parts)

    first = " ".join((call.question or call.advice or "").split())
    return Cell(isolate(first) or "—", about)


def _urgency(logged: LoggedCall) -> Cell:
    urgency = logged.call.urgency
    tone, icon = _URGENCY[urgency]
    if urgency is Urgency.NONE:
        return Cell(term(urgency.label), second=True)
    return Cell(pill=term(urgency.label), tone=tone, icon=icon)


def _case(logged: LoggedCall) -> Cell:
    if logged.reference is None:
        return Cell(L("Not yet a case"), second=True)
    return Cell(logged.reference, icon="cases")


SCREEN = Calls
