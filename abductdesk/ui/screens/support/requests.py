"""Requests over all cases: what waits for an approval, who is silent, and every request by state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAction, QKeySequence, QShowEvent

from abductdesk.actions.supportboard import OVER, Line, SupportBoard, support_board
from abductdesk.i18n import LN, N_, L, Money
from abductdesk.terms import StaffRole, SupportState
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.cells import Cell, Column, Group
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell
from abductdesk.ui.supportwords import STEPS, euro, state_look
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.tile import Tile
from abductdesk.ui.urgency import days_away, due_text
from abductdesk.ui.widgets import Segments, row

OPEN, ALL = "open", "all"
_CARDS = {"approve": ("decision", "accent", L("Wait for your approval")),
          "silent": ("late", "danger", L("Authorities overdue")),
          "late": ("due", "warn", L("Decisions overdue")),
          "recover": ("history", "warn", L("To be recovered"))}  # fmt: skip


class RequestsTab(TabPage):
    """See the top of the file."""

    key, title = "requests", N_("Requests for support")
    roles = frozenset({StaffRole.CASEWORKER, StaffRole.MANAGER})
    watches = frozenset({"support_request", "case_file", "criteria", "bureau", "person"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._board: SupportBoard | None = None
        self._only = ""
        self.cards = {key: self._tile(key) for key in _CARDS}
        self.which = Segments([(OPEN, L("Open")), (ALL, L("All"))])
        self.which.chosen.connect(lambda _key: self._show())
        self.table = Table(
            [
                Column("number", L("Request for support"), _number, width=216, stretch=3),
                Column("state", L("Status"), _state, width=150, stretch=1),
                Column("sum", L("Amount"), _sum, width=120),
                Column("due", L("Due"), self._due, width=210, drop=1),
                Column("next", L("Next"), _next, width=150, stretch=1, drop=2),
            ],
            name=L("Requests for support"),
            empty=EmptyState(
                "support", L("No request here"), L("Requests begin on the tab “Support” of a case.")
            ),
            menu=self._menu,
        )
        self.table.opened.connect(self._open)
        self.card = Card(L("Requests for support"), actions=[self.which], flush=True)
        self.card.add(self.table)
        page = Page("", scroll=False)
        page.body.addLayout(row(*self.cards.values(), spacing=16))
        page.add(self.card, stretch=1)
        self.fill(page)

    def _tile(self, key: str) -> Tile:
        icon, tone, name = _CARDS[key]
        made = Tile(icon, tone, name)
        made.toggled.connect(lambda on: self.show_only(key if on else ""))
        return made

    def refresh(self) -> None:
        self.desk.ask(support_board, then=self.show_board, latest="support_board")

    def show_board(self, found: SupportBoard) -> None:
        """Show how things stand."""
        self._board = found
        for key, card in self.cards.items():
            card.figure(len(self._fitting(key)))
        self._show()

    def show_only(self, key: str) -> None:
        """Show the requests of one figure, or all for ""."""
        self._only = key
        for name, card in self.cards.items():
            card.blockSignals(True)
            card.setChecked(name == key)
            card.blockSignals(False)
        self._show()

    def _fitting(self, key: str) -> list[Line]:
        board = self._board
        assert board is not None
        waits = [each for each in board.waiting if each.due < board.today and not each.receipts]
        silent = {each.request.id for each in waits if each.who is not None}
        late = {each.request.id for each in waits if each.who is None}
        match key:
            case "approve":
                return list(board.approvals)
            case "silent":
                return [line for line in board.lines if line.id in silent]
            case "late":
                return [line for line in board.lines if line.id in late]
            case "recover":
                return [line for line in board.lines if line.owed]
            case _:
                return list(board.lines)

    def _show(self) -> None:
        if self._board is None:
            return
        lines = self._fitting(self._only)
        if self.which.current == OPEN:
            lines = [line for line in lines if line.state not in OVER]
        self.card.title(LN("{n} request for support", "{n} requests for support", len(lines)))
        self.table.show_groups(list(_groups(lines)))
        if self.table.current() is None:
            self.table.select(0)

    def _due(self, line: Line) -> Cell:
        assert self._board is not None
        dues = [each for each in self._board.waiting if each.request.id == line.id]
        if not dues:
            return Cell()
        first = dues[0]
        said = days_away(first.due, self._board.today)
        what: Text = (
            L("Receipts") if first.receipts else term(first.who.label) if first.who else L("Decision")
        )
        return Cell(due_text(first.due), what, pill=said.text, tone=said.tone, icon=said.icon)

    def _open(self, line: Line) -> None:
        self.shell.open_case(line.case_id, "support")

    def _menu(self, line: Line) -> Sequence[QAction]:
        made = QAction(words(L("Open the case")), self)
        made.setShortcut(QKeySequence("Return"))
        made.triggered.connect(lambda: self._open(line))
        return [made]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.table.setFocus()


def _groups(lines: Sequence[Line]) -> Iterable[Group]:
    """By state, in the order of the way of a request."""
    for state in SupportState:
        theirs = [line for line in lines if line.state is state]
        tone, icon = state_look(state)
        if theirs:
            yield Group(term(state.label), icon, tone, theirs)


def _number(line: Line) -> Cell:
    return Cell(isolate(line.person), lambda _tongue: f"{line.number} · {line.reference}", strong=True)


def _state(line: Line) -> Cell:
    return Cell(term(line.route.label), due_text(line.asked_on))


def _sum(line: Line) -> Cell:
    under: Text = ""
    if line.owed:
        under = L("owed: {sum}", sum=Money(line.owed))
    elif line.paid:
        under = L("paid: {sum}", sum=Money(line.paid))
    return Cell(euro(line.cents), under, strong=True)


def _next(line: Line) -> Cell:
    if line.step is None:
        return Cell()
    title, icon, _ = STEPS[line.step.key]
    return Cell(lambda tongue: tongue.say(title).rstrip("…"), icon=icon, second=line.step.refused is not None)
