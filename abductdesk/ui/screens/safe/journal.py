"""Who did what when: the whole journal, by person, kind, period and case; quick over 100,000 entries."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from abductdesk.actions.journalbook import Asked, JournalRow, Listing, journal_numbers, journal_rows
from abductdesk.actions.office import BRUSSELS
from abductdesk.actions.sight import KEEPERS
from abductdesk.i18n import LN, N_, L, Message, Tongue
from abductdesk.terms import Act
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.editors import Choice, Combo
from abductdesk.ui.entrydialog import EntryDialog
from abductdesk.ui.flow import flow
from abductdesk.ui.historywords import happened, icon_of, record_words, refusal_words
from abductdesk.ui.icons import icon
from abductdesk.ui.journalfile import ExportJournal
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, bind, isolate, term, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, label

WAIT_MS = 250
SEEN = frozenset({Act.VIEW, Act.EXPORT})
_TONES = {Act.REFUSAL: "danger", Act.EXPORT: "warn", Act.KEYS: "accent"}
# how far back: the first day, from today
_PERIODS: dict[str, tuple[Message, Callable[[date], date | None]]] = {
    "all": (L("Since the beginning"), lambda _today: None),
    "today": (L("Today"), lambda today: today),
    "week": (L("Last 7 days"), lambda today: today - timedelta(days=6)),
    "month": (L("Last 30 days"), lambda today: today - timedelta(days=29)),
    "year": (L("This year"), lambda today: today.replace(month=1, day=1)),
}


class JournalTab(TabPage):
    """For managers and administrators; these see no content of cases."""

    key, title = "journal", N_("Journal")
    roles = KEEPERS
    watches = frozenset({"staff"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._asked = Asked()
        self._listing: Listing | None = None
        self.page = Page("", scroll=False)
        self.count = label(L("Reading the journal…"), "second")
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(lambda: self.narrow(reference=self.reference.text().strip()))
        self.page.add(self._filters(), self.count)
        self.table = self._table()
        self.table.opened.connect(self.open_entry)
        card = Card(flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table)
        self.page.add(card, stretch=1)
        self.fill(self.page)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self.reference.setFocus)
        voice.changed.connect(self._offer)

    def _filters(self) -> Any:
        self.person, self.act = Combo(L("Person")), Combo(L("What"))
        self.period = Combo(L("Period"))
        for combo, name in ((self.person, "staff_id"), (self.act, "acts"), (self.period, "since")):
            combo.setFixedWidth(look.px(280 if combo is self.act else 180))
            combo.activated.connect(lambda _at, name=name: self._picked(name))
        self.reference = QLineEdit()
        self.reference.setClearButtonEnabled(True)
        self.reference.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.reference.setFixedWidth(look.px(200))
        for setter in ("setPlaceholderText", "setAccessibleName"):
            bind(self.reference, setter, L("Reference of a case"))
        self.reference.textEdited.connect(lambda _text: self._wait.start(WAIT_MS))
        self.reference.returnPressed.connect(self.table_first)
        self.clear = Button(L("Clear filters"), look="link")
        self.clear.clicked.connect(lambda: self.show_asked(Asked()))
        self.export = Button(L("&Export…"), icon="export")
        self.export.clicked.connect(self.ask_to_export)
        self._offer()
        parts = (self.reference, self.person, self.act, self.period, self.clear, self.export)
        return flow(*parts, spacing=8, between=8)

    def _offer(self) -> None:
        staff = self._listing.staff if self._listing is not None else ()
        self.person.offer([(None, L("Everybody")), *staff])
        acts: list[Choice] = [(frozenset[Act](), L("Everything"))]
        acts += [(frozenset({act}), term(act.label)) for act in Act]
        acts.insert(2, (SEEN, L("Looked at, printed or exported")))
        self.act.offer(acts)
        self.period.offer([(key, text) for key, (text, _) in _PERIODS.items()])

    def _table(self) -> Table:
        again = Button(L("Clear filters"), icon="filter")
        again.clicked.connect(lambda: self.show_asked(Asked()))
        return Table(
            [
                Column("when", L("When"), _when, width=170),
                Column("who", L("Who"), _who, width=180, drop=2),
                Column("what", L("What"), _what, width=220, stretch=3),
                Column("case", L("Case"), _case, width=140, drop=3),
                Column("number", L("Number"), _number, width=100, drop=4),
            ],
            name=L("Journal"),
            empty=EmptyState("history", L("Nothing found"), L("No entry fits what you filter for."), again),
            menu=self._menu,
        )  # fmt: skip

    def table_first(self) -> None:
        """From the filters to the list."""
        self.table.setFocus()
        if self.table.current() is None:
            self.table.select(0)

    # what is shown

    def refresh(self) -> None:
        self.desk.ask(journal_numbers, self._asked, then=self.show_listing, latest="journal")

    def show_listing(self, found: Listing) -> None:
        """Show the entries that fit, page by page."""
        self._listing = found
        self._offer()
        self._mark()
        self.reference.setVisible(found.content)
        counted = LN("{n} entry", "{n} entries", len(found.numbers))
        hidden = L("Administrators see who did what kind of thing, and no content of cases.")
        bind(
            self.count,
            "setText",
            counted if found.content else L("{count}. {more}", count=counted, more=hidden),
        )
        self.table.show_ids(found.numbers, self._fetch)

    def _fetch(self, numbers: array[int], deliver: Callable[[Mapping[int, Any]], None]) -> None:
        def take(rows: Sequence[JournalRow]) -> None:
            deliver({row.id: row for row in rows})

        self.desk.ask(journal_rows, list(numbers), then=take, owner=self)

    def narrow(self, **changes: Any) -> None:
        """Show what fits these changes of the filter."""
        self.show_asked(replace(self._asked, **changes))

    def show_asked(self, asked: Asked) -> None:
        """Show the entries that fit."""
        self._asked = asked
        self._mark()
        self.refresh()

    def show_one(self, *what: object) -> None:
        """Who looked at, printed or exported the case of this reference."""
        self.show_asked(Asked(acts=SEEN, reference=str(what[0])))
        self.table.setFocus()

    def _picked(self, name: str) -> None:
        today = self.desk.office.today
        values = {
            "staff_id": self.person.chosen(),
            "acts": self.act.chosen(),
            "since": _PERIODS[str(self.period.chosen())][1](today),
        }
        self.narrow(**{name: values[name]})

    def _mark(self) -> None:
        """Let the filters say what is shown."""
        asked, today = self._asked, self.desk.office.today
        self.person.choose(asked.staff_id)
        self.act.choose(asked.acts)
        self.period.choose(next(key for key, (_, day) in _PERIODS.items() if day(today) == asked.since))
        if self.reference.text().strip() != asked.reference:
            self.reference.setText(asked.reference)
        self.clear.setVisible(asked != Asked())

    # what can be done

    def open_entry(self, entry: JournalRow) -> None:
        """Everything one entry tells."""
        staff = dict(self._listing.staff) if self._listing is not None else {}
        EntryDialog(self.shell, entry, staff).open()

    def _menu(self, entry: JournalRow) -> Sequence[QAction]:
        shown = QAction(words(L("Show the entry")), self)
        shown.triggered.connect(partial(self._again, entry))
        if entry.case_id is None or not entry.reference:
            return [shown]
        opened = QAction(words(L("Open the case")), self)
        opened.triggered.connect(lambda: self.shell.open_case(entry.case_id or 0))
        return [shown, opened]

    def _again(self, entry: JournalRow, _checked: bool = False) -> None:
        self.open_entry(entry)

    def ask_to_export(self) -> None:
        """The journal of a period as a file."""
        content = self._listing is not None and self._listing.content
        ExportJournal(self.desk, self.shell, self._asked.since, details_offered=content).open()


def _when(row: JournalRow) -> Cell:
    at = row.line.at.astimezone(BRUSSELS)

    def time(tongue: Tongue) -> str:
        return tongue.value(at.time())

    return Cell(lambda tongue: tongue.short_date(at.date()), time)


def _case(row: JournalRow) -> Cell:
    return Cell(isolate(row.reference) or "—", second=True)


def _who(row: JournalRow) -> Cell:
    return (
        Cell(row.line.staff, avatar=row.line.staff) if row.line.staff else Cell(L("The program"), second=True)
    )


def _what(row: JournalRow) -> Cell:
    caption: Text = refusal_words(row.reason) if row.reason else record_words(row.about, row.line.record_id)
    tone = _TONES.get(row.act, "neutral")
    return Cell(happened(row.line), caption, icon=icon_of(row.line), tone=tone)


def _number(row: JournalRow) -> Cell:
    return Cell(lambda tongue: tongue.value(row.id), second=True)
