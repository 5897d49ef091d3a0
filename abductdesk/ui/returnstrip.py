"""Above the list of Today: returns that leave soon and what blocks them, and follow-ups after a return.

strip = ReturnStrip(shell); strip.show_reminders(found)
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from abductdesk.actions.aftercare import AftercareDue
from abductdesk.actions.returning import PlanView
from abductdesk.actions.returnreminders import ReturnReminders
from abductdesk.i18n import LN, L, Message, Tongue
from abductdesk.terms import ReturnState
from abductdesk.ui.cards import clear
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind, isolate, words
from abductdesk.ui.urgency import days_away
from abductdesk.ui.widgets import Button, IconTile, Pill, column, label, row

MOST = 2
"""So many returns are named; the board has them all."""


class ReturnStrip(QFrame):
    """Hidden while there is nothing to see to. Each return is a button to its case."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.setProperty("look", "banner")
        self.setProperty("tone", "accent")
        bind(self, "setAccessibleName", L("Returns and aftercare"))
        self._lines: QVBoxLayout = column(spacing=4)
        inside = row(spacing=10, margins=(14, 8, 10, 8))
        inside.addLayout(column(4, IconTile("travel", "accent_text", size=18), None, spacing=0))
        inside.addLayout(self._lines, 1)
        self.setLayout(inside)
        self.hide()

    def show_reminders(self, found: ReturnReminders) -> None:
        """Show what there is to see to, what is blocked first."""
        clear(self._lines)
        self.setVisible(bool(found.plans or found.follow_ups))
        plans = sorted(found.plans, key=lambda view: (not view.blocks, view.plan.leaves_on is None))
        for view in plans[:MOST]:
            self._lines.addWidget(self._return(view, found))
        if len(plans) > MOST:
            more = len(plans) - MOST
            said = LN("{n} more return", "{n} more returns", more)
            self._lines.addLayout(row(self._link(said, "board"), None))
        if found.follow_ups:
            self._lines.addWidget(self._follow_ups(found.follow_ups, found))

    def _link(self, said: Message, tab: str) -> Button:
        made = Button(said, look="link")
        made.clicked.connect(lambda: self._shell.go("returns", tab))
        return made

    def _return(self, view: PlanView, found: ReturnReminders) -> QWidget:
        plan = view.plan
        go = Button(lambda tongue: _named(view, tongue), look="link")
        go.clicked.connect(lambda: self._shell.open_case(plan.case_id, "return"))
        inside = row(go, spacing=10)
        if plan.state is ReturnState.DEPARTED:
            inside.addWidget(Pill(L("On the way"), "warn", icon="travel"))
        elif plan.leaves_on is not None:
            said = days_away(plan.leaves_on, found.today)
            inside.addWidget(Pill(said.text, said.tone, icon=said.icon))
        if view.blocks:
            blocked = LN("Blocked by {n} thing", "Blocked by {n} things", len(view.blocks))
            inside.addWidget(Pill(blocked, "danger", icon="blocked"))
            inside.addWidget(label(view.blocks[0].what, "second", wrap=True), 1)
        late = len(view.late(found.today)) if plan.state is ReturnState.PLANNED else 0
        if late:
            inside.addWidget(Pill(LN("{n} step late", "{n} steps late", late), "danger", icon="late"))
        inside.addStretch(0 if view.blocks else 1)
        made = QWidget()
        made.setLayout(inside)
        return made

    def _follow_ups(self, due: tuple[AftercareDue, ...], found: ReturnReminders) -> QWidget:
        said = LN("{n} follow-up after a return", "{n} follow-ups after a return", len(due))
        inside = row(self._link(said, "aftercare"), spacing=10)
        oldest = days_away(due[0].contact.due, found.today)
        inside.addWidget(Pill(oldest.text, oldest.tone, icon=oldest.icon))
        inside.addStretch(1)
        made = QWidget()
        made.setLayout(inside)
        return made


def _named(view: PlanView, tongue: Tongue) -> str:
    if not view.names:
        return view.reference
    said = L("{names} · {reference}", names=isolate(view.names), reference=isolate(view.reference))
    return words(said) if tongue else ""
