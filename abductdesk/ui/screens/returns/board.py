"""Every return that is being prepared or on the way: its day, what blocks it, what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence, QShowEvent

from abductdesk.actions.returning import PlanView, returns_board, said_step
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Aftercare, Case, Person, ReturnPlan
from abductdesk.terms import ReturnState, StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Button, Segments

MINE, ALL = "mine", "all"
NEAR = 14


class BoardTab(TabPage):
    """Enter opens the case on its Return tab."""

    key, title = "board", N_("Returns")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset(record.__tablename__ for record in (ReturnPlan, Aftercare, Case, Person))

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.rows: list[PlanView] = []
        self.scope = Segments([(MINE, L("Mine")), (ALL, L("All"))], ALL)
        self.scope.chosen.connect(lambda _key: self._show())
        go = Button(L("To the cases"))
        go.clicked.connect(lambda: shell.go("cases"))
        self.table = Table(
            [
                Column("when", L("Departure"), self._when, width=270),
                Column("who", L("Case"), _who, width=150, stretch=3),
                Column("blocks", L("What blocks travel"), _blocks, width=200, stretch=4),
                Column("next", L("Next step"), self._next, width=180, stretch=3, drop=1),
                Column("late", L("Late"), self._late, width=150, drop=2),
            ],
            name=L("Returns"),
            empty=EmptyState(
                "travel", L("No return is being prepared"),
                L("Plan one on the tab “Return and aftercare” of its case; it stands here until they "
                  "arrive."), go,
            ),
            menu=self._menu,
        )  # fmt: skip
        self.table.opened.connect(self._open)
        self.card = Card(L("Returns"), actions=[self.scope], flush=True)
        self.card.add(self.table)
        page = Page("", scroll=False)
        page.add(self.card, stretch=1)
        self.fill(page)

    def refresh(self) -> None:
        self.desk.ask(returns_board, then=self.show_rows, latest="returns_board")

    def show_rows(self, found: list[PlanView]) -> None:
        """Show the returns: on the way first, then by how near they are."""
        self.rows = found
        self._show()

    def _show(self) -> None:
        me = self.desk.office.staff.id
        mine = self.scope.current == MINE
        rows = [view for view in self.rows if not mine or view.caseworker_id == me]
        self.card.title(LN("{n} return", "{n} returns", len(rows)))
        self.table.show_groups(self._groups(rows))
        if self.table.current() is None:
            self.table.select(0)

    def _groups(self, rows: Sequence[PlanView]) -> list[Group]:
        away = [view for view in rows if view.plan.state is ReturnState.DEPARTED]
        near = [view for view in rows if view not in away and self._near(view)]
        blocked = [view for view in near if view.blocks]
        return [
            Group(L("On the way"), "travel", "warn", away),
            Group(L("Leaves within two weeks, and is blocked"), "blocked", "danger", blocked),
            Group(L("Leaves within two weeks"), "due", "warn", [v for v in near if v not in blocked]),
            Group(L("Later, or without a day"), "running", "neutral",
                  [view for view in rows if view not in away and view not in near]),
        ]  # fmt: skip

    def _near(self, view: PlanView) -> bool:
        leaves = view.plan.leaves_on
        return leaves is not None and (leaves - self.desk.office.today).days <= NEAR

    def _when(self, view: PlanView) -> Cell:
        plan = view.plan
        if plan.state is ReturnState.DEPARTED:
            return Cell(
                due_text(plan.departed_on), L("Left"), pill=L("On the way"), tone="warn", icon="travel"
            )
        if plan.leaves_on is None:
            return Cell(L("No day yet"), icon="question", tone="warn")
        said = days_away(plan.leaves_on, self.desk.office.today)
        return Cell(due_text(plan.leaves_on), _way(view), pill=said.text, tone=said.tone, icon=said.icon)

    def _next(self, view: PlanView) -> Cell:
        left = view.undone()
        if view.plan.state is ReturnState.DEPARTED:
            return Cell(L("Confirm the arrival"), second=True)
        if not left:
            return Cell(L("Everything is done"), second=True)
        due = view.due(left[0])
        return Cell(said_step(left[0]), due_text(due) if due is not None else term(left[0].owner.label))

    def _late(self, view: PlanView) -> Cell:
        late = len(view.late(self.desk.office.today)) if view.plan.state is ReturnState.PLANNED else 0
        if not late:
            return Cell("—", second=True)
        return Cell(pill=LN("{n} step late", "{n} steps late", late), tone="danger", icon="late")

    def _open(self, view: PlanView) -> None:
        self.shell.open_case(view.plan.case_id, "return")

    def _menu(self, view: PlanView) -> Sequence[QAction]:
        made = QAction(words(L("Open the case")), self)
        made.setShortcut(QKeySequence("Return"))
        made.triggered.connect(lambda: self._open(view))
        return [made]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus()


def _who(view: PlanView) -> Cell:
    return Cell(isolate(view.names) or view.reference, view.reference if view.names else "")


def _way(view: PlanView) -> Text:
    ends = (view.plan.from_place, view.plan.to_place)
    return " → ".join(place for place in ends if place)


def _blocks(view: PlanView) -> Cell:
    if view.plan.state is ReturnState.DEPARTED:
        return Cell("—", second=True)
    if not view.blocks:
        return Cell(L("Nothing blocks travel."), icon="ok", tone="ok")
    more = len(view.blocks) - 1
    rest = LN("and {n} thing more", "and {n} things more", more) if more else ""
    return Cell(view.blocks[0].what, rest, icon="blocked", tone="danger")
