"""The list of cases: searched as one types, filtered, sorted; quick over ten thousand of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from abductdesk.actions.calls import one_call
from abductdesk.actions.caselist import Filter, Listing, Row, case_list, case_rows
from abductdesk.actions.unfinished import Unfinished
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Call
from abductdesk.terms import CaseKind, Direction, Priority, Stage, Term
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Choice, Combo
from abductdesk.ui.flow import flow
from abductdesk.ui.icons import icon
from abductdesk.ui.kinds import countries
from abductdesk.ui.newcase import NewCaseDialog
from abductdesk.ui.shell import Command, Screen, Shell, TakeUp
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, bind, isolate, term, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.urgency import urgency_of
from abductdesk.ui.widgets import Button, Segments

WAIT_MS = 150
_WHICH: dict[str, str] = {
    "open": N_("Open"),
    "closed": N_("Closed"),
    "study": N_("Study"),
    "void": N_("Void"),
    "anonymised": N_("Anonymised"),
    "all": N_("All"),
}
_TONES = {
    **dict.fromkeys(Stage, "accent"),
    **dict.fromkeys((Stage.BOTH_CONSENT, Stage.MEDIATORS_PROPOSED, Stage.SCHEDULED, Stage.MEDIATING), "ok"),
    **dict.fromkeys((Stage.AGREEMENT_DRAFTED, Stage.LEGAL_REVIEW, Stage.HOMOLOGATION), "warn"),
    Stage.CLOSED: "neutral",
}


class Cases(Screen):
    """All cases; Enter opens one."""

    key, title, icon, order = "cases", N_("Cases"), "cases", 20
    watches = frozenset({"case_file", "person", "staff", "bureau", "verified_state", "holiday_change"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._wanted, self._order = Filter(), ("next", False)
        self._listing: Listing | None = None
        self._import = Button(L("Import"), icon="import")
        self._import.clicked.connect(lambda: self.shell.go("imports"))
        self.page = Page(L("Cases"), L("Reading the cases…"), actions=[self._import], scroll=False)
        self.which = Segments([(key, L(name)) for key, name in _WHICH.items()])
        self.which.chosen.connect(lambda key: self.narrow(which=key))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(lambda: self.narrow(words=self.search.text()))
        self.page.add(self.which, self._filters())
        self.table = self._table()
        self.table.opened.connect(lambda row: self.shell.open_case(row.case_id))
        self.table.sort_wanted.connect(self._sorted)
        card = Card(flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table)
        first = Button(L("Open the first case"), look="primary", icon="add")
        first.clicked.connect(lambda: self.shell.run("new_case"))
        nothing = EmptyState(
            "cases", L("No cases yet"), L("Open one, or import those you keep elsewhere."), first
        )
        self.stack = QStackedWidget()
        for widget in (card, nothing):
            self.stack.addWidget(widget)
        self.page.add(self.stack, stretch=1)
        self.fill(self.page)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.setFocus)
        voice.changed.connect(self._offer)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        def new_case() -> None:
            NewCaseDialog(desk, shell).open()

        return [Command("new_case", L("New case"), "new_case", new_case, "Ctrl+N")]

    def resume(self, draft: Unfinished, take_up: TakeUp) -> None:
        if draft.record is None:
            self._new(take_up, None)
        else:
            self.desk.ask(one_call, draft.record, then=partial(self._new, take_up), owner=self)

    def _new(self, take_up: TakeUp, call: Call | None) -> None:
        dialog = NewCaseDialog(self.desk, self.shell, call)
        dialog.open()
        take_up(dialog)

    def _filters(self) -> Any:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(look.px(262))
        for setter in ("setPlaceholderText", "setAccessibleName"):
            bind(self.search, setter, L("Name, reference or docket number"))
        bind(self.search, "setToolTip", L("Search the list (Ctrl+F)"))
        self.search.textChanged.connect(lambda _text: self._wait.start(WAIT_MS))
        self.search.returnPressed.connect(self.table_first)
        self.combos: dict[str, Combo] = {
            "kind": Combo(L("Kind of case")),
            "stage": Combo(L("Stage")),
            "direction": Combo(L("Direction")),
            "state": Combo(L("State")),
            "caseworker_id": Combo(L("Caseworker")),
        }
        for name, combo in self.combos.items():
            combo.setFixedWidth(look.px(158))
            combo.currentIndexChanged.connect(lambda _at, name=name: self._picked(name))
        self.clear = Button(L("Clear filters"), look="link")
        self.clear.clicked.connect(self.clear_filters)
        self._offer()
        return flow(self.search, *self.combos.values(), self.clear, spacing=8, between=8)

    def _offer(self) -> None:
        def of(anything: Text, terms: type[Term]) -> list[Choice]:
            return [(None, anything), *((each, term(each.label)) for each in terms)]

        staff = self._listing.staff if self._listing is not None else ()
        self.combos["kind"].offer(of(L("All kinds"), CaseKind))
        self.combos["stage"].offer(of(L("All stages"), Stage))
        self.combos["direction"].offer(of(L("All directions"), Direction))
        self.combos["state"].offer([(None, L("All states")), *countries()])
        self.combos["caseworker_id"].offer([(None, L("Everybody")), *staff])

    def _table(self) -> Table:
        again = Button(L("Clear filters"), icon="filter")
        again.clicked.connect(self.clear_filters)
        self._anew = again
        return Table(
            [
                Column("case", L("Case"), self._case, width=200, stretch=4, sort="reference"),
                Column("states", L("From → to"), _states, width=124, sort="states", drop=2),
                Column("stage", L("Stage"), _stage, width=180, sort="stage"),
                Column("next", L("Next deadline"), self._next, width=170, stretch=2, sort="next"),
                Column("who", L("Caseworker"), _who, width=150, sort="caseworker", drop=3),
                Column("opened", L("Opened"), _opened, width=110, sort="opened", drop=4),
            ],
            name=L("Cases"),
            empty=EmptyState(
                "search", L("Nothing found"), L("No case fits what you search and filter for."), again
            ),
            menu=self._menu,
            sort=self._order,
        )

    def table_first(self) -> None:
        """From the search to the list."""
        self.table.setFocus()
        if self.table.current() is None:
            self.table.select(0)

    def narrow(self, **changes: Any) -> None:
        """Show what fits these changes of the filter."""
        self._wanted = replace(self._wanted, **changes)
        self.refresh()

    def clear_filters(self) -> None:
        """Show all cases of this kind of list again."""
        self._wanted = Filter(which=self._wanted.which)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for combo in self.combos.values():
            combo.choose(None)
        self.refresh()
        self.search.setFocus()

    def _picked(self, name: str) -> None:
        self.narrow(**{name: self.combos[name].chosen()})

    def _sorted(self, order: str, descending: bool) -> None:
        self._order = (order, descending)
        self.refresh()

    def refresh(self) -> None:
        self.desk.ask(case_list, self._wanted, *self._order, then=self.show_list, latest="list")

    def show_list(self, found: Listing) -> None:
        """Show a snapshot of ids; the rows come by page as they are scrolled into sight."""
        self._listing = found
        for key, name in _WHICH.items():
            self.which.say(key, _counted(name, found.counts[key]))
        staff: list[Choice] = [(None, L("Everybody")), *found.staff]
        self.combos["caseworker_id"].offer(staff)
        self.clear.setVisible(self._narrowed)
        self._anew.setVisible(self._narrowed)
        self.page.subtitle(self._subtitle(len(found.ids)))
        self.stack.setCurrentIndex(0 if found.counts["all"] else 1)
        self.table.show_ids(found.ids, self._fetch)

    @property
    def _narrowed(self) -> bool:
        return self._wanted != Filter(which=self._wanted.which)

    def _subtitle(self, n: int) -> Text:
        if n and self._order == ("next", False):
            return LN("{n} case, nearest deadline first", "{n} cases, nearest deadline first", n)
        return LN("{n} case", "{n} cases", n)

    def _fetch(self, ids: array[int], deliver: Callable[[Mapping[int, Any]], None]) -> None:
        def show(rows: Sequence[Row]) -> None:
            deliver({row.case_id: row for row in rows})

        self.desk.ask(case_rows, ids, then=show, owner=self)

    def _case(self, row: Row) -> Cell:
        parts: list[Text] = [row.reference] if row.names else []
        parts.append(term(row.kind.label))
        if row.priority is not Priority.NORMAL:
            parts.append(term(row.priority.label))
        if row.void:
            parts.append(L("void"))
        icon = "study" if row.study else "urgent" if row.priority is Priority.URGENT else ""
        return Cell(
            isolate(row.names) or row.reference,
            lambda _tongue: " · ".join(words(part) for part in parts),
            strong=True,
            icon=icon,
            tone="accent",
        )

    def _next(self, row: Row) -> Cell:
        if row.next is None or self._listing is None:
            return Cell("—", second=True)
        said = urgency_of(row.next, self._listing.today)
        return Cell(said.text, row.next.name, icon=said.icon, tone=said.tone)

    def _menu(self, row: Row) -> Sequence[QAction]:
        made = []
        for title, tab in ((L("Open the case"), ""), (L("Open its deadlines"), "deadlines")):
            action = QAction(words(title), self)
            action.triggered.connect(lambda _=False, tab=tab: self.shell.open_case(row.case_id, tab))
            made.append(action)
        made[0].setShortcut(QKeySequence("Return"))
        return made

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.search.setFocus()


def _counted(name: str, count: int) -> Text:
    return lambda tongue: f"{tongue.text(name)} {tongue.value(count)}"


def _states(row: Row) -> Cell:
    return Cell(tags=tuple(state or "?" for state in (row.habitual_residence, row.requested_state)))


def _stage(row: Row) -> Cell:
    return Cell(pill=term(row.stage.label), tone=_TONES[row.stage])


def _who(row: Row) -> Cell:
    return (
        Cell(row.caseworker, avatar=row.caseworker, second=True) if row.caseworker else Cell("—", second=True)
    )


def _opened(row: Row) -> Cell:
    return Cell(lambda tongue: tongue.short_date(row.opened_on), second=True)


SCREEN = Cases
