"""Today: what is due over all open cases, by urgency, and the six-week clocks that run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from abductdesk.actions.bureau import prefer
from abductdesk.actions.deadlines import Due
from abductdesk.actions.entries import tick_follow_up
from abductdesk.actions.returnreminders import return_reminders
from abductdesk.actions.standing import directory_reminders
from abductdesk.actions.today import Board, Scope, board
from abductdesk.actions.warnings import Warned
from abductdesk.i18n import LN, N_, L
from abductdesk.ui.backupnotice import BackupNotice
from abductdesk.ui.cards import Card, EmptyState, Page, StatCard
from abductdesk.ui.clocks import ClockCard, beside
from abductdesk.ui.desk import Desk
from abductdesk.ui.directorystrip import DirectoryStrip
from abductdesk.ui.feedback import Banner
from abductdesk.ui.lines import (
    GROUPS,
    LATE,
    SOON,
    TODAY,
    WATCHED,
    case_cell,
    due_cell,
    groups_of,
    lead_to,
    opening,
    owner_cell,
    place_of,
    what_cell,
)
from abductdesk.ui.returnstrip import ReturnStrip
from abductdesk.ui.shell import Screen, Shell
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import look
from abductdesk.ui.undoing import say_done
from abductdesk.ui.warningstrip import WarningStrip
from abductdesk.ui.widgets import Button, Segments, column, label, row

_SCOPES = {Scope.MINE: L("Mine"), Scope.TEAM: L("Colleagues"), Scope.ALL: L("All")}
_CARDS = {LATE: ("error", "danger"), TODAY: ("due", "warn"), SOON: ("deadline", "warn")}
_TICK = "done"


class Today(Screen):
    """Deadlines and follow-ups of the open cases; Enter opens the case, Space ticks a follow-up."""

    key, title, icon, order = "today", N_("Today"), "today", 10
    watches = WATCHED

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._board: Board | None = None
        self._scope: Scope | None = None
        self._only = ""
        self._ticked_at = -1
        self.page = Page(L("Today"))  # scrolls where the strips leave too little
        self.cards = {key: self._stat_card(key) for key in _CARDS}
        self.open_card = StatCard("cases", "accent", L("Open cases"))
        bind(self.open_card, "setToolTip", L("To the list of cases"))
        self.open_card.clicked.connect(lambda: self.shell.go("cases"))
        self.clocks = ClockCard(lambda case_id: self.shell.open_case(case_id, "deadlines"))
        self.warned = WarningStrip(self._open)
        self.returns = ReturnStrip(self.shell)
        self.retention = Banner("neutral", "", L("Decide"), lambda: self.shell.go("privacy", "retention"))
        self.retention.hide()
        self.backups = BackupNotice(desk, shell)
        self.directory = DirectoryStrip(lambda state: self.shell.go("directory", *state))
        self.stack = QStackedWidget()
        for widget in (label(L("Reading the cases…"), "second"), self._work(), self._nothing_yet()):
            self.stack.addWidget(widget)
        self.page.add(self.stack, stretch=1)
        self.fill(self.page)

    def _stat_card(self, key: str) -> StatCard:
        icon, tone = _CARDS[key]
        made = StatCard(icon, tone, L(GROUPS[key][0]))
        made.setCheckable(True)
        bind(made, "setToolTip", L("Show only these; press again for all"))
        made.toggled.connect(lambda on: self.show_only(key if on else ""))
        return made

    def _work(self) -> QWidget:
        self.scopes = Segments(list(_SCOPES.items()))
        self.scopes.chosen.connect(self._choose_scope)
        self.everything = Button(L("Show all"), look="link")
        self.everything.clicked.connect(lambda: self.show_only(""))
        self.table = Table(
            [
                Column("what", L("Deadline"), what_cell, width=190, stretch=5),
                Column("case", L("Case"), case_cell, width=116, stretch=3),
                Column("due", L("Due"), self._due, width=222),
                Column("who", L("Owner"), self._owner, width=64, drop=2),
                Column(_TICK, "", self._tick_cell, width=84, drop=1),
            ],
            name=L("Deadlines and follow-ups"),
            empty=EmptyState(
                "ok", L("Nothing is due"), L("No deadline and no follow-up within the next sixty days here.")
            ),
            menu=self._menu,
        )
        self.table.opened.connect(self._open)
        self.table.view.clicked.connect(self._clicked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.tick(self.table.current()))
        card = Card(L("Deadlines"), actions=[self.everything, self.scopes], flush=True)
        card.add(self.table)
        made = QWidget()
        layout = column(spacing=16)
        layout.addLayout(row(*self.cards.values(), self.open_card, spacing=16))
        layout.addWidget(self.backups)
        layout.addWidget(self.warned)
        layout.addWidget(self.returns)
        layout.addWidget(self.retention)
        layout.addWidget(self.directory)
        self._side = beside(self.clocks)
        below = row(spacing=16)
        below.addWidget(card, 3)
        below.addWidget(self._side, 1)
        layout.addLayout(below, 1)
        made.setLayout(layout)
        return made

    def _nothing_yet(self) -> QWidget:
        first = Button(L("Open the first case"), look="primary", icon="add")
        first.clicked.connect(lambda: self.shell.run("new_case"))
        return EmptyState(
            "cases",
            L("No cases yet"),
            L("What is due will stand here: the time limits of the law and your own follow-ups."),
            first,
        )

    def refresh(self) -> None:
        self.desk.ask(board, self._scope, then=self.show_board, latest="board")
        self.desk.ask(directory_reminders, then=self.directory.show_reminders, latest="directory")
        self.desk.ask(
            return_reminders, self._scope, then=self.returns.show_reminders, latest="return_reminders"
        )

    def show_board(self, found: Board) -> None:
        """Show what is due."""
        self._board, self._scope = found, found.scope
        self.scopes.choose(found.scope)
        count = Counter(place_of(line, found.today) for line in found.lines)
        oldest = next((line.on for line in found.lines if place_of(line, found.today) == LATE), found.today)
        days = (found.today - oldest).days
        since = LN("oldest {n} day", "oldest {n} days", days) if days else ""
        self.cards[LATE].figure(str(count[LATE]), since)
        self.cards[TODAY].figure(str(count[TODAY]), "")
        self.cards[SOON].figure(str(count[SOON]), L("next 7 days"))
        opened = found.opened_this_month
        self.open_card.figure(
            str(found.open_cases), LN("{n} new this month", "{n} new this month", opened) if opened else ""
        )
        self.clocks.show_clocks(found.clocks)
        self.warned.show_warnings(found.warnings)
        over = found.retention_due
        self.retention.say(LN("The period of {n} file is over", "The periods of {n} files are over", over))
        self.retention.setVisible(over > 0)
        self.page.subtitle(self._subtitle(found, count[LATE] + count[TODAY]))
        self.shell.badge("today", count[LATE] + count[TODAY])
        first = self.stack.currentIndex() == 0
        self.stack.setCurrentIndex(2 if found.empty else 1)
        self.show_only(self._only)
        if first and self.isVisible():
            self._focus()

    @staticmethod
    def _subtitle(found: Board, urgent: int) -> Text:
        need = LN("{n} line needs you first", "{n} lines need you first", urgent)
        calm = L("nothing is overdue or due today")
        return lambda tongue: f"{tongue.date(found.today, weekday=True)} · {words(need if urgent else calm)}"

    def show_only(self, group: str) -> None:
        """Show the lines of one group ("late", "today", "week"), or all for ""."""
        self._only = group
        for key, card in self.cards.items():
            card.blockSignals(True)
            card.setChecked(key == group)
            card.blockSignals(False)
        self.everything.setVisible(bool(group))
        if self._board is not None:
            self.table.show_groups(groups_of(self._board.lines, self._board.today, group))
            if self._ticked_at >= 0:
                if self.table.current() is None:
                    self.table.select(min(self._ticked_at, self.table.model.rowCount() - 1))
                self._ticked_at = -1

    def _choose_scope(self, key: str) -> None:
        self._scope = Scope(key)
        self.desk.do(prefer, {"scope": key})
        self.refresh()

    def _due(self, line: Due) -> Cell:
        assert self._board is not None
        return due_cell(line, self._board.today)

    def _owner(self, line: Due) -> Cell:
        assert self._board is not None
        return owner_cell(line, self._board.staff)

    def _tick_cell(self, line: Due) -> Cell:
        return Cell(L("Done"), icon="todo") if line.follow_up is not None else Cell()

    def _open(self, line: Due | Warned) -> None:
        lead_to(self.shell, line)

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.key_of(index.column()) == _TICK:
            self.tick(self.table.current())

    def _menu(self, line: Due) -> Sequence[QAction]:
        open_it = QAction(words(opening(line)), self)
        open_it.setShortcut(QKeySequence(Qt.Key.Key_Return))
        open_it.triggered.connect(lambda: self._open(line))
        if line.follow_up is None:
            return [open_it]
        done = QAction(words(L("Mark done")), self)
        done.setShortcut(QKeySequence(Qt.Key.Key_Space))
        done.triggered.connect(lambda: self.tick(line))
        return [open_it, done]

    def tick(self, line: Due | None) -> None:
        """Mark a follow-up done; other lines are met by events and cannot be ticked."""
        if line is None or line.follow_up is None:
            return
        self._ticked_at = self.table.view.currentIndex().row()
        self.desk.do(
            tick_follow_up,
            line.follow_up.id,
            seen=line.follow_up.version,
            then=lambda _: say_done(self.desk, self.shell, L("Follow-up done")),
            owner=self,
        )

    def _focus(self) -> None:
        self.table.setFocus()
        if self.table.current() is None:
            self.table.select(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= look.px(900))  # each case shows its clock too

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self.stack.currentIndex() == 1:
            self._focus()


SCREEN = Today
