"""The aftercare of every child that runs: the next follow-up, how the child was, who helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction, QKeySequence, QShowEvent

from abductdesk.actions.aftercare import AftercareView, aftercare_board, set_aftercare_weeks
from abductdesk.actions.bureau import SETTINGS_STAFF, settings, staff_list
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Aftercare, Bureau, Case, Person, Staff
from abductdesk.models.base import Field
from abductdesk.terms import StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.shell import Shell, TakeUp
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import isolate, term, words
from abductdesk.ui.typed import About
from abductdesk.ui.undoing import say_done
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, Segments

MINE, ALL = "mine", "all"
WEEKS_FORM = "returns.weeks"
_WEEKS = Field(
    "weeks", N_("Weeks after the return"), N_("For example 1, 4, 12, 26, 52."), "text", True, 200, None
)


class AftercareTab(TabPage):
    """Enter opens the case on its Return tab."""

    key, title = "aftercare", N_("Aftercare")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset(record.__tablename__ for record in (Aftercare, Bureau, Case, Person))

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.rows: list[AftercareView] = []
        self._staff: dict[int, str] = {}
        self.scope = Segments([(MINE, L("Mine")), (ALL, L("All"))], ALL)
        self.scope.chosen.connect(lambda _key: self._show())
        self.weeks = Button(L("Weeks of aftercare…"), look="quiet", icon="settings")
        self.weeks.clicked.connect(lambda: desk.ask(settings, then=self.edit_weeks, owner=self))
        self.weeks.setVisible(bool(SETTINGS_STAFF & {StaffRole(role) for role in desk.office.staff.roles}))
        self.table = Table(
            [
                Column("due", L("Next follow-up"), self._due, width=226),
                Column("who", L("Child"), _who, width=150, stretch=3),
                Column("last", L("How the child was"), _last, width=200, stretch=2),
                Column("helped", L("Psychologist"), _helped, width=170, stretch=3, drop=1),
                Column("owner", L("Owner"), self._owner, width=64, drop=2),
            ],
            name=L("Aftercare"),
            empty=EmptyState(
                "child", L("No aftercare runs"),
                L("It begins by itself when a return is recorded: by a plan that arrives, or by the event."),
            ),
            menu=self._menu,
        )  # fmt: skip
        self.table.opened.connect(self._open)
        self.card = Card(L("Aftercare"), actions=[self.weeks, self.scope], flush=True)
        self.card.add(self.table)
        page = Page("", scroll=False)
        page.add(self.card, stretch=1)
        self.fill(page)

    def refresh(self) -> None:
        self.desk.ask(staff_list, then=self._take_staff, latest="aftercare_staff", owner=self)
        self.desk.ask(aftercare_board, then=self.show_rows, latest="aftercare_board")

    def _take_staff(self, found: list[Staff]) -> None:
        self._staff = {person.id: person.name for person in found}

    def show_rows(self, found: list[AftercareView]) -> None:
        """Show them by their next follow-up."""
        self.rows = found
        self._show()

    def _show(self) -> None:
        me, mine = self.desk.office.staff.id, self.scope.current == MINE
        rows = [view for view in self.rows if not mine or view.caseworker_id == me]
        self.card.title(LN("{n} child", "{n} children", len(rows)))
        self.table.show_groups(self._groups(rows))
        if self.table.current() is None:
            self.table.select(0)

    def _groups(self, rows: Sequence[AftercareView]) -> list[Group]:
        today = self.desk.office.today

        def days(view: AftercareView) -> int | None:
            due = view.next()
            return (due.due - today).days if due is not None else None

        away = [(view, days(view)) for view in rows]
        return [
            Group(L("Overdue"), "error", "danger", [v for v, left in away if left is not None and left < 0]),
            Group(L("This week"), "deadline", "warn",
                  [v for v, left in away if left is not None and 0 <= left <= 7]),
            Group(L("Later"), "ok", "ok", [v for v, left in away if left is not None and left > 7]),
            Group(L("All follow-ups done: end it, or plan one more"), "todo", "neutral",
                  [v for v, left in away if left is None]),
        ]  # fmt: skip

    def _due(self, view: AftercareView) -> Cell:
        contact = view.next()
        if contact is None:
            return Cell(L("None"), second=True)
        said = days_away(contact.due, self.desk.office.today)
        week = L("Week {week}", week=contact.week)
        return Cell(due_text(contact.due), week, pill=said.text, tone=said.tone, icon=said.icon)

    def _owner(self, view: AftercareView) -> Cell:
        name = self._staff.get(view.caseworker_id or 0, "")
        return Cell(avatar=name) if name else Cell("—", second=True)

    def _open(self, view: AftercareView) -> None:
        self.shell.open_case(view.aftercare.case_id, "return")

    def _menu(self, view: AftercareView) -> Sequence[QAction]:
        made = QAction(words(L("Open the case")), self)
        made.setShortcut(QKeySequence("Return"))
        made.triggered.connect(lambda: self._open(view))
        return [made]

    # the weeks

    def resume(self, _draft: Unfinished, take_up: TakeUp) -> None:
        """Open the form of a draft."""
        self.desk.ask(settings, then=lambda found: take_up(self.edit_weeks(found)), owner=self)

    def edit_weeks(self, found: Bureau) -> FormDialog:
        """The weeks after a return at which every child is followed up."""
        shown = {"weeks": ", ".join(map(str, found.aftercare_weeks))}

        def run(dialog: FormDialog, changes: dict[str, Any]) -> None:
            typed = re.findall(r"-?\d+", str(changes.get("weeks", shown["weeks"])))
            self.desk.do(
                set_aftercare_weeks, seen=dialog.seen, weeks=[int(each) for each in typed], **dialog.reply
            )

        dialog = FormDialog(
            self, L("Weeks of aftercare"),
            L("Aftercare that runs keeps the days it was planned for."),
            [FieldGroup("", [_WEEKS], columns=1)], run=run, values=shown, seen=found.version,
            about=About(WEEKS_FORM),
        )  # fmt: skip
        dialog.saved.connect(
            lambda _touched: say_done(self.desk, self.shell, L("The weeks of aftercare are changed."))
        )
        dialog.open()
        return dialog

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus()


def _who(view: AftercareView) -> Cell:
    return Cell(isolate(view.child) or view.reference, view.reference if view.child else "")


def _last(view: AftercareView) -> Cell:
    done = [contact for contact in view.contacts if contact.done_on is not None]
    if not done or done[-1].wellbeing is None:
        return Cell(
            L("Not followed up yet"), L("returned on {day}", day=view.aftercare.begun_on), second=True
        )
    return Cell(term(done[-1].wellbeing.label), due_text(done[-1].done_on))


def _helped(view: AftercareView) -> Cell:
    care = view.aftercare
    if care.declined_on is not None:
        return Cell(L("Declined"), due_text(care.declined_on), second=True)
    if view.psychologist:
        held = len(view.sessions)
        return Cell(isolate(view.psychologist), LN("{n} session", "{n} sessions", held) if held else "")
    if care.offered_on is not None:
        return Cell(L("Nobody fits"), due_text(care.offered_on), second=True)
    return Cell(L("Not offered yet"), icon="question", tone="warn")
