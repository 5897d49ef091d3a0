"""Deadlines: every limit over all open cases in numbers, and below them the lines behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from abductdesk.actions.overview import (
    By,
    Figure,
    Line,
    Overview,
    Wanted,
    count,
    narrow,
    overview,
    without,
)
from abductdesk.i18n import LN, N_, L
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.deadlineviews import Seen, ViewBar, views_of
from abductdesk.ui.deadlinewords import (
    FIGURES,
    GROUPINGS,
    HEADS,
    choices,
    columns,
    groups_of,
    joined,
    marked_of,
    numbers_of,
    person,
    said,
    shown_as,
    sorted_keys,
    wanted_of,
)
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Combo
from abductdesk.ui.flow import flow
from abductdesk.ui.handoverdialog import HandOver
from abductdesk.ui.icons import icon
from abductdesk.ui.lines import WATCHED, lead_to, opening
from abductdesk.ui.listdialog import PrintList
from abductdesk.ui.matrix import Matrix
from abductdesk.ui.shell import Screen, Shell
from abductdesk.ui.tables import Table
from abductdesk.ui.texts import Text, bind, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.tile import Tile
from abductdesk.ui.widgets import Button, Segments, label, line

WAIT_MS, MOST_ROWS = 150, 5
LARGEST = 16777215  # what Qt takes for no limit
NUMBERS, LINES = "numbers", "lines"
_NAMES = {
    "caseworker_id": L("Caseworker"),
    "severity": L("Severity"),
    "nature": L("Kind"),
    "state": L("State"),
}


class Deadlines(Screen):
    """The manager's view; caseworkers see the same, and begin with what is theirs."""

    key, title, icon, order = "deadlines", N_("Deadlines"), "deadline", 15
    watches = WATCHED

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._found: Overview | None = None
        self._worded: list[Line] = []  # those that hold the words looked for
        self._lines: list[Line] = []
        self.seen = Seen()
        self.print = Button(L("Print the list…"), icon="print")
        self.print.clicked.connect(self.ask_to_print)
        self.hand = Button(L("Hand cases over…"), icon="people")
        self.hand.clicked.connect(self.ask_to_hand_over)
        self.hand.hide()
        self.views = ViewBar(desk, shell, self.show_seen)
        actions = [self.views, self.hand, self.print]
        self.page = Page(L("Deadlines"), L("Reading the cases…"), actions=actions, scroll=False)
        self.tiles = {figure: self._tile(figure) for figure in Figure}
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.page.body.addLayout(self._grid)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(lambda: self.narrow(words=self.search.text().strip()))
        self.page.add(self._filters())
        self.stack = QStackedWidget()
        self.stack.addWidget(label(L("Reading the cases…"), "second"))
        self.stack.addWidget(self._card())
        self.stack.addWidget(self._nothing_yet())
        self.page.add(self.stack, stretch=1)
        self.fill(self.page)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.setFocus)
        voice.changed.connect(self._offer)

    def _tile(self, figure: Figure) -> Tile:
        named = FIGURES[figure]
        made = Tile(named.icon, named.tone, named.name)
        made.toggled.connect(lambda on: self._pick_figure(figure if on else None))
        return made

    def _filters(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(look.px(210))
        for setter in ("setPlaceholderText", "setAccessibleName"):
            bind(self.search, setter, L("Reference, name or limit"))
        bind(self.search, "setToolTip", L("Search the list (Ctrl+F)"))
        self.search.textChanged.connect(lambda _text: self._wait.start(WAIT_MS))
        self.combos = {name: Combo(title) for name, title in _NAMES.items()}
        for name, combo in self.combos.items():
            combo.setFixedWidth(look.px(158))
            combo.activated.connect(lambda _at, name=name: self.narrow(**{name: self.combos[name].chosen()}))
        self.clear = Button(L("Clear filters"), look="link")
        self.clear.clicked.connect(lambda: self.show_seen(replace(self.seen, wanted=Wanted())))
        self._offer()
        self.filters = flow(self.search, *self.combos.values(), self.clear, spacing=8, between=8)
        return self.filters

    def _card(self) -> Card:
        self.by = Combo(L("Grouped by"))
        self.by.setFixedWidth(look.px(190))
        self.by.offer([(by, name) for by, (name, _) in GROUPINGS.items()])
        self.by.activated.connect(lambda _at: self.show_seen(replace(self.seen, by=self.by.chosen())))
        self.which = Segments([(NUMBERS, L("With numbers")), (LINES, L("Lines only"))])
        self.which.chosen.connect(lambda key: self.show_seen(replace(self.seen, numbers=key == NUMBERS)))
        again = Button(L("Show all deadlines"), icon="filter")
        again.clicked.connect(lambda: self.show_seen(replace(self.seen, wanted=Wanted())))
        nothing = EmptyState(
            "ok", L("Nothing is due here"), L("Nothing is late, blocked or due within thirty days."), again
        )
        self._again = again
        self.matrix = Matrix(L("Numbers of deadlines"))
        self.matrix.opened.connect(self.open_number)
        self.table = Table(
            columns(self._shown), name=L("Deadlines and follow-ups"), empty=nothing, menu=self._menu
        )
        self.table.opened.connect(self._open)
        self.card = Card(L("Deadlines"), actions=[self.by, self.which], flush=True)
        self.card.body.setSpacing(0)
        self.between = line()
        self.card.add(self.matrix, self.between)
        self.card.body.addWidget(self.table, 1)
        return self.card

    def _nothing_yet(self) -> QWidget:
        first = Button(L("New case"), look="primary", icon="add")
        first.clicked.connect(lambda: self.shell.run("new_case"))
        return EmptyState(
            "cases",
            L("No open cases"),
            L("The deadlines of all open cases will stand here, in numbers."),
            first,
        )

    def _shown(self) -> Overview:
        assert self._found is not None
        return self._found

    # what is shown

    def refresh(self) -> None:
        self.desk.ask(overview, then=self.show_overview, latest="overview")

    def show_overview(self, found: Overview) -> None:
        """Show what was found, narrowed as before; the first time a caseworker sees what is theirs."""
        first = self._found is None
        self._found = found
        if first and not found.manager:
            self.seen = Seen(Wanted(caseworker_id=found.me), By.DATE, numbers=False)
        self.views.show_views(views_of(found.preferences))
        self.hand.setVisible(found.manager)
        self._offer()
        self.stack.setCurrentIndex(1 if found.cases else 2)
        self.show_seen(self.seen)
        if first and self.isVisible():
            self._focus()

    def narrow(self, **changes: Any) -> None:
        """Change the filter."""
        wanted = replace(self.seen.wanted, **changes)
        if wanted != self.seen.wanted:
            self.show_seen(replace(self.seen, wanted=wanted))

    def _pick_figure(self, figure: Figure | None) -> None:
        self.narrow(figure=figure)
        self._to_lines()

    def open_number(self, row: Any, column: Figure | None) -> None:
        """Show exactly the lines that a number counts; without a column all of its row."""
        self.narrow(figure=column, **wanted_of(self.seen.by, row))
        self._to_lines()
        self.table.setFocus()
        self.table.select(0)

    def show_seen(self, seen: Seen) -> None:
        """Show these lines in this way."""
        self.seen = seen
        self._mark()
        found = self._found
        if found is None:
            return
        self._worded = narrow(found.lines, Wanted(words=seen.wanted.words), found.today, said)
        here = narrow(self._worded, replace(seen.wanted, figure=None, words=""), found.today, said)
        figures = count(here)
        for figure, tile in self.tiles.items():
            tile.figure(figures[figure])
        only = seen.wanted.figure
        self._lines = [line for line in here if only is None or only in line.figures]
        self.table.show_groups(groups_of(found, self._lines, seen.by))
        self._show_numbers(found)
        self._again.setVisible(seen.wanted != Wanted())
        self.card.title(LN("{n} line", "{n} lines", len(self._lines)))
        self.page.subtitle(self._subtitle(found))

    def _mark(self) -> None:
        """Let tiles, filters and the choice of view say what is shown."""
        wanted = self.seen.wanted
        for figure, tile in self.tiles.items():
            tile.blockSignals(True)
            tile.setChecked(figure is wanted.figure)
            tile.blockSignals(False)
        for name, combo in self.combos.items():
            combo.choose(getattr(wanted, name))
        if self.search.text().strip() != wanted.words:
            self.search.blockSignals(True)
            self.search.setText(wanted.words)
            self.search.blockSignals(False)
        self.by.choose(self.seen.by)
        self.which.choose(NUMBERS if self.seen.numbers else LINES)
        self.clear.setVisible(wanted != Wanted())
        self.views.follow(self.seen)

    def _show_numbers(self, found: Overview) -> None:
        wanted, by = self.seen.wanted, self.seen.by
        counted = replace(without(wanted, by), words="")  # the words were looked for already
        counting = narrow(self._worded, counted, found.today, said)
        rows = numbers_of(found, counting, by)
        self.matrix.show_numbers(GROUPINGS[by][1], HEADS, rows, marked_of(wanted, by, rows))
        self._fit()

    def _subtitle(self, found: Overview) -> Text:
        cases = LN("{n} open case", "{n} open cases", sum(found.cases.values()))
        return joined([cases, *shown_as(found, self.seen.wanted)])

    def _offer(self) -> None:
        for name, offered in choices(self._found).items():
            self.combos[name].offer(offered)

    # what can be done

    def _open(self, line: Line) -> None:
        lead_to(self.shell, line)

    def _menu(self, line: Line) -> Sequence[QAction]:
        action = QAction(words(opening(line)), self)
        action.setShortcut(QKeySequence("Return"))
        action.triggered.connect(lambda: self._open(line))
        return [action]

    def ask_to_print(self) -> None:
        """Print or save the list of what is shown."""
        if self._found is None:
            return
        narrowed = self.seen.wanted != Wanted()
        ids = frozenset(line.id for line in self._lines) if narrowed else None
        shown = shown_as(self._found, self.seen.wanted)
        about = joined(shown or [L("All open cases")])
        PrintList(self.desk, self.shell, ids, tuple(shown), about).open()

    def ask_to_hand_over(self) -> None:
        """Hand the cases of a caseworker to a colleague; of the one who is chosen here, if any."""
        if self._found is None:
            return
        found = self._found
        keys = sorted_keys(found, By.CASEWORKER, found.cases)
        people = [(key, person(found, key)) for key in keys]
        HandOver(self.desk, self.shell, people, found.cases, self.seen.wanted.caseworker_id).open()

    # place

    def _focus(self) -> None:
        if self.matrix.isVisible():
            self.matrix.setFocus()
            return
        self.table.setFocus()
        if self.table.current() is None:
            self.table.select(0)

    @property
    def _roomy(self) -> bool:
        """Whether numbers and lines fit below each other; else it is one or the other."""
        return self.height() >= look.px(600)

    def _to_lines(self) -> None:
        """Where there is no room for both, the lines take the place of the numbers."""
        if self.seen.numbers and not self._roomy:
            self.show_seen(replace(self.seen, numbers=False))

    def _fit(self) -> None:
        """The numbers take what they need and leave most of the room to the lines."""
        shown = self.seen.numbers and bool(self.matrix.numbers.rows)
        high = self.matrix.wanted_height(MOST_ROWS)
        self.matrix.setMinimumHeight(high if self._roomy else 0)
        self.matrix.setMaximumHeight(high if self._roomy else LARGEST)
        self.matrix.setVisible(shown)
        self.between.setVisible(shown and self._roomy)
        self.table.setVisible(self._roomy or not shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        wide, low = self.width() >= look.px(1040), self.height() < look.px(640)
        across = len(self.tiles) if wide or low else 4
        self._grid.setSpacing(12 if wide else 8)
        for at, tile in enumerate(self.tiles.values()):
            tile.compact(low and not wide)
            self._grid.addWidget(tile, at // across, at % across)
        self._place_views(beside_title=self.width() >= look.px(800))
        self._fit()

    def _place_views(self, *, beside_title: bool) -> None:
        place = self.page.header.buttons if beside_title else self.filters.layout()
        if place is None or place.indexOf(self.views) >= 0:
            return
        if beside_title:
            self.page.header.buttons.insertWidget(0, self.views)
        else:
            place.addWidget(self.views)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._found is not None:
            self._focus()


SCREEN = Deadlines
