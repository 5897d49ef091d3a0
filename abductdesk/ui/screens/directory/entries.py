"""The entries of the directory: searched as one types, filtered, sorted; Enter opens one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from abductdesk.actions.directorylist import (
    Directory,
    EntryFilter,
    EntryRow,
    directory_list,
    directory_rows,
)
from abductdesk.i18n import N_, L, Message
from abductdesk.terms import EntryKind, LanguageLevel, Specialism
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Choice, Combo
from abductdesk.ui.flow import flow
from abductdesk.ui.icons import icon
from abductdesk.ui.kinds import countries, languages
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.screens.directory.files import ListDialog
from abductdesk.ui.screens.directory.forms import choose_kind
from abductdesk.ui.screens.directory.page import EntryView
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, bind, isolate, term, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, Segments

WAIT_MS = 150
_STATES: dict[str, Message] = {
    "current": L("In the directory"),
    "to_verify": L("To verify"),
    "ending": L("Accreditation ends"),
    "left": L("Have left"),
}


class EntriesTab(TabPage):
    """The list, and in its place the entry that was opened."""

    key, title = "entries", N_("Entries")
    watches = frozenset(
        {"directory_entry", "absence", "conflict", "participant", "given_list", "bureau", "staff"}
    )

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._wanted, self._order = EntryFilter(), ("name", False)
        self._found: Directory | None = None
        self.add = Button(L("Add entry"), look="primary", icon="entry_new")
        self.add.clicked.connect(self.add_entry)
        self.bring, self.list = Button(L("Import"), icon="import"), Button(L("Public list…"), icon="print")
        self.bring.clicked.connect(lambda: self.shell.go("directory_import"))
        self.list.clicked.connect(lambda: ListDialog(self.desk, self.shell, self._wanted.kind).open())
        self.kinds = Segments([("", L("All")), *((kind.value, say.MANY[kind]) for kind in EntryKind)])
        self.kinds.chosen.connect(lambda key: self.narrow(kind=EntryKind(key) if key else None))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(lambda: self.narrow(words=self.search.text()))
        self.page = Page("", scroll=False)
        self.page.add(
            flow(self.kinds, self.list, self.bring, self.add, spacing=8, between=8), self._filters()
        )
        self.table = self._table()
        card = Card(flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table)
        first = Button(L("Add the first entry"), look="primary", icon="entry_new")
        first.clicked.connect(self.add_entry)
        nothing = EmptyState(
            "directory",
            L("The directory is empty"),
            L("None ships with the program: add entries with their source, or import your own list."),
            first,
        )
        self.lists = QStackedWidget()
        for widget in (card, nothing):
            self.lists.addWidget(widget)
        self.page.add(self.lists, stretch=1)
        self.one = EntryView(desk, shell, back=self.show_list_page)
        self.stack = QStackedWidget()
        for shown in (self.page, self.one):
            self.stack.addWidget(shown)
        self.fill(self.stack)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._find)
        voice.changed.connect(self._offer)

    def _filters(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(look.px(232))
        for setter in ("setPlaceholderText", "setAccessibleName"):
            bind(self.search, setter, L("Name, firm, town, language…"))
        bind(self.search, "setToolTip", L("Search the list (Ctrl+F)"))
        self.search.textChanged.connect(lambda _text: self._wait.start(WAIT_MS))
        self.search.returnPressed.connect(self.table_first)
        self.combos: dict[str, Combo] = {
            "state": Combo(L("Status")),
            "language": Combo(L("Language")),
            "level": Combo(L("How well")),
            "place": Combo(L("Place")),
            "specialism": Combo(L("Specialism")),
            "culture": Combo(L("Culture")),
        }
        for name, combo in self.combos.items():
            combo.setFixedWidth(look.px(164 if name == "state" else 128))
            combo.currentIndexChanged.connect(lambda _at, name=name: self._picked(name))
        self.clear = Button(L("Clear filters"), look="link")
        self.clear.clicked.connect(self.clear_filters)
        self._offer()
        return flow(self.search, *self.combos.values(), self.clear, spacing=8, between=8)

    def _offer(self) -> None:
        found = self._found
        count = dict(found.states) if found is not None else {}
        states: list[Choice] = [(key, _counted(name, count.get(key))) for key, name in _STATES.items()]
        levels = (LanguageLevel.GOOD, LanguageLevel.NATIVE)
        places = found.places if found is not None else ()
        self.combos["state"].offer(states)
        self.combos["language"].offer([(None, L("All languages")), *languages()])
        self.combos["level"].offer(
            [(None, L("However well")), *((each, term(each.label)) for each in levels)]
        )
        self.combos["place"].offer([(None, L("All places")), *((place, place) for place in places)])
        self.combos["specialism"].offer(
            [(None, L("All specialisms")), *((each, term(each.label)) for each in Specialism)]
        )
        self.combos["culture"].offer([(None, L("All cultures")), *countries()])

    def _table(self) -> Table:
        self._anew = Button(L("Clear filters"), icon="filter")
        self._anew.clicked.connect(self.clear_filters)
        made = Table(
            [
                Column("name", L("Name"), _name, width=210, stretch=4, sort="name"),
                Column("kind", L("Kind"), _kind, width=136, sort="kind", drop=2),
                Column("languages", L("Languages"), _languages, width=150, stretch=3, drop=1),
                Column("place", L("Place"), _place, width=120, stretch=1, sort="place"),
                Column("state", L("Status"), self._state, width=250, sort="state"),
                Column("given", L("Last given out"), _given, width=118, drop=3),
            ],
            name=L("Entries of the directory"),
            empty=EmptyState(
                "search", L("Nothing found"), L("No entry fits what you search and filter for."), self._anew
            ),
            menu=self._menu,
            sort=self._order,
        )
        made.opened.connect(lambda found: self.show_one(found.entry_id))
        made.sort_wanted.connect(self._sorted)
        return made

    # the list

    def narrow(self, **changes: Any) -> None:
        """Show what fits these changes of the filter."""
        self._wanted = replace(self._wanted, **changes)
        self.refresh()

    def clear_filters(self) -> None:
        """Show all entries of this kind again."""
        self._wanted = EntryFilter(kind=self._wanted.kind)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        for name, combo in self.combos.items():
            combo.choose("current" if name == "state" else None)
        self.refresh()
        self.search.setFocus()

    def show_state(self, state: str) -> None:
        """Show all entries of a state, for example those to verify."""
        self.show_list_page()
        self.kinds.choose("")
        self.combos["state"].choose(state)
        self._wanted = EntryFilter(state=state)
        self.refresh()

    def _picked(self, name: str) -> None:
        self.narrow(**{name: self.combos[name].chosen()})

    def _sorted(self, order: str, descending: bool) -> None:
        self._order = (order, descending)
        self.refresh()

    def refresh(self) -> None:
        self.desk.ask(directory_list, self._wanted, *self._order, then=self.show_list, latest="list")
        if self.stack.currentIndex() == 1:
            self.one.refresh()

    def show_list(self, found: Directory) -> None:
        """Show a snapshot of ids; the rows come by page as they are scrolled into sight."""
        self._found = found
        for kind in EntryKind:
            self.kinds.say(kind.value, _counted(say.MANY[kind], found.kinds.get(kind, 0)))
        self.kinds.say("", _counted(L("All"), found.kinds.get(None, 0)))
        self._offer()
        narrowed = self._wanted != EntryFilter(kind=self._wanted.kind)
        self.clear.setVisible(narrowed)
        self._anew.setVisible(narrowed)
        empty = not (found.kinds.get(None) or sum(found.states.values()))
        self.lists.setCurrentIndex(1 if empty else 0)
        self.table.show_ids(found.ids, self._fetch)

    def _fetch(self, ids: array[int], deliver: Callable[[Mapping[int, Any]], None]) -> None:
        def show(rows: Sequence[EntryRow]) -> None:
            deliver({found.entry_id: found for found in rows})

        self.desk.ask(directory_rows, ids, then=show, owner=self)

    def _state(self, found: EntryRow) -> Cell:
        assert self._found is not None
        said, tone, sign = say.standing_words(found.standing)
        ends = say.ending(found.kind, found.ends_on, self._found.today) if found.standing.current else None
        day = found.left_on or found.lapses_on
        if ends is not None and (found.standing.fresh or ends[1] == "danger"):
            (said, tone, sign), day = ends, found.ends_on
        return Cell(lambda tongue: tongue.short_date(day) if day else "", pill=said, tone=tone, icon=sign)

    def _menu(self, found: EntryRow) -> Sequence[QAction]:
        action = QAction(words(L("Open the entry")), self)
        action.setShortcut(QKeySequence("Return"))
        action.triggered.connect(lambda: self.show_one(found.entry_id))
        return [action]

    def table_first(self) -> None:
        """From the search to the list."""
        self.table.setFocus()
        if self.table.current() is None:
            self.table.select(0)

    # one entry

    def show_one(self, *what: object) -> None:
        """Open an entry by id, or the list of a state by its name."""
        if isinstance(what[0], str) and what[0] in _STATES:
            self.show_state(what[0])
            return
        self.one.show_entry(int(str(what[0])))
        self.stack.setCurrentIndex(1)

    def show_list_page(self) -> None:
        """Back to the list, where one was."""
        self.stack.setCurrentIndex(0)
        self.table.setFocus()

    def add_entry(self) -> None:
        """Add an entry of the kind that is shown, or ask which."""
        choose_kind(self.desk, self.shell, self._wanted.kind, then=self.show_one, below=self.add)

    def _find(self) -> None:
        if self.stack.currentIndex() == 0:
            self.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self.stack.currentIndex() == 0:
            self.search.setFocus()


def _counted(name: Message, count: int | None) -> Text:
    return lambda tongue: tongue.say(name) if count is None else f"{tongue.say(name)} {tongue.value(count)}"


def _name(found: EntryRow) -> Cell:
    firm = found.organisation if found.organisation != found.name else ""
    return Cell(isolate(found.name), isolate(firm), strong=True)


def _kind(found: EntryRow) -> Cell:
    return Cell(term(found.kind.label), icon=say.KIND_ICONS[found.kind], second=True)


def _languages(found: EntryRow) -> Cell:
    return Cell(say.spoken(found.languages), second=True)


def _place(found: EntryRow) -> Cell:
    country: Text = partial(_country, found.country) if found.country and found.country != "BE" else ""
    return Cell(found.city or country, country if found.city else "", second=True)


def _country(code: str, tongue: Any) -> str:
    return str(tongue.country(code))


def _given(found: EntryRow) -> Cell:
    given = found.last_given
    return Cell("—" if given is None else lambda tongue: tongue.short_date(given), second=True)
