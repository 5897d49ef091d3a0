"""How long files stay: the bureau's periods, what is due, and one decision for each file or for several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from abductdesk.actions.retention import (
    Kept,
    Periods,
    RetentionList,
    Standing,
    keep_longer,
    retention_list,
    settle_periods,
)
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Call, Case
from abductdesk.models.base import Field
from abductdesk.terms import CaseKind, StaffRole
from abductdesk.ui.cards import Card, EmptyState, KeyValues, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.erasedialog import ask_anonymise, ask_erase_calls
from abductdesk.ui.feedback import Banner
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Group, Table
from abductdesk.ui.texts import Text, bind, term, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, label

_TICK = "tick"
_GROUPS = (
    (Standing.DUE, L("The period is over: decide"), "due", "warn"),
    (Standing.PAUSED, L("Over, but paused"), "running", "neutral"),
    (Standing.SOON, L("Over within 90 days"), "deadline", "ok"),
)


class RetentionTab(TabPage):
    """Space ticks a file, Enter opens its case."""

    key, title = "retention", N_("Retention")
    roles = frozenset({StaffRole.MANAGER})
    watches = frozenset({"case_file", "call", "bureau", "data_request", "processing_hold", "erasure"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._periods: Periods | None = None
        self._found: RetentionList | None = None
        self._ticked: set[tuple[str, int]] = set()
        self.edit = Button(L("&Settle periods…"), icon="edit", look="quiet")
        self.proposal = Banner(
            "warn", L("These periods are proposals of the program until a manager settles them.")
        )
        self.values = KeyValues(columns=6)
        self.rest = label("", "second", wrap=True)
        periods = Card(L("Periods"), actions=[self.edit])
        periods.add(self.proposal, self.values, self.rest)
        self.anonymise = Button(L("&Anonymise…"), icon="anonymise")
        self.erase = Button(L("&Erase…"), icon="delete")
        self.keep = Button(L("&Keep longer…"), icon="due")
        self.open_case = Button(L("Open case"), icon="cases")
        self.table = self._table()
        files = Card(L("Files"), actions=[self.open_case, self.keep, self.erase, self.anonymise], flush=True)
        files.add(self.table)
        page = Page("", scroll=False)
        page.add(periods)
        page.add(files, stretch=1)
        self.fill(page)
        self._connect()
        self._fit()

    def _table(self) -> Table:
        return Table(
            [
                Column(_TICK, "", self._tick, width=76),
                Column("file", L("File"), _file, width=190, stretch=2),
                Column("since", L("Clock runs from"), _since, width=150, drop=1),
                Column("until", L("Kept until"), self._until, width=260),
                Column("why", L("Why"), _why, width=180, stretch=2, drop=2),
            ],
            name=L("Files whose period is over or nearly so"),
            empty=EmptyState(
                "ok", L("Nothing is due"),
                L("Files stand here 90 days before their period is over. Nothing goes by itself."),
            ),
            menu=self._menu,
        )  # fmt: skip

    def _connect(self) -> None:
        self.edit.clicked.connect(self.settle)
        self.anonymise.clicked.connect(self.anonymise_chosen)
        self.erase.clicked.connect(self.erase_chosen)
        self.keep.clicked.connect(self.keep_chosen)
        self.open_case.clicked.connect(lambda: self.open_one(self.table.current()))
        self.table.opened.connect(self.open_one)
        self.table.selected.connect(lambda _row: self._fit())
        self.table.view.clicked.connect(self._clicked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.tick(self.table.current()))

    def refresh(self) -> None:
        self.desk.ask(retention_list, then=self.show_list, latest="retention")

    def show_list(self, found: RetentionList) -> None:
        """Show the periods and what is due."""
        self._found, self._periods = found, found.periods
        self._ticked &= {each.key for each in found.files}
        pairs: list[tuple[Text, Text]] = [
            (term(kind.label), LN("one year", "{n} years", years))
            for kind, years in found.periods.years.items()
        ]
        self.values.show_pairs(pairs)
        settled = found.periods.settled_on
        self.proposal.setVisible(settled is None)
        self.edit.say(L("Change &periods…") if settled else L("&Settle periods…"))
        bind(self.rest, "setText", _rest(found.periods))
        self._show()

    def _show(self) -> None:
        assert self._found is not None
        found = self._found
        self.table.show_groups(
            [Group(title, icon, tone, found.of(standing)) for standing, title, icon, tone in _GROUPS]
        )
        self._fit()

    def _tick(self, file: Kept) -> Cell:
        ticked = file.key in self._ticked
        return Cell(icon="follow_up" if ticked else "todo", tone="accent" if ticked else "neutral")

    def _until(self, file: Kept) -> Cell:
        assert self._found is not None
        until, today = file.clock.until, self._found.today
        assert until is not None
        days = (until - today).days
        if file.clock.standing is Standing.PAUSED:
            return Cell(
                lambda tongue: tongue.short_date(until), pill=L("Paused"), tone="neutral", icon="running"
            )
        if days < 0:
            said = LN("{n} day over", "{n} days over", -days)
            return Cell(lambda tongue: tongue.short_date(until), pill=said, tone="warn", icon="due")
        return Cell(
            lambda tongue: tongue.short_date(until), pill=LN("In {n} day", "In {n} days", days), tone="ok"
        )

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.key_of(index.column()) == _TICK:
            self.tick(self.table.current())

    def tick(self, file: Kept | None) -> None:
        """Choose a file for a decision on several, or let it go."""
        if file is not None:
            self._ticked ^= {file.key}
            self._show()

    def chosen(self, kind: str = "") -> list[Kept]:
        """The files that are ticked, or the one in sight; of one kind if named."""
        files = self._found.files if self._found is not None else ()
        found = [each for each in files if each.key in self._ticked]
        current = self.table.current()
        if not found and current is not None:
            found = [current]
        return [each for each in found if not kind or each.kind == kind]

    def _fit(self) -> None:
        cases, calls = self.chosen(Case.__tablename__), self.chosen(Call.__tablename__)
        self.anonymise.setEnabled(bool(cases))
        self.erase.setEnabled(bool(calls))
        self.keep.setEnabled(len(cases) == 1 and not calls)
        self.open_case.setEnabled(len(cases) == 1 and not calls)
        count = len(cases)
        self.anonymise.say(
            LN("&Anonymise {n} case…", "&Anonymise {n} cases…", count) if count > 1 else L("&Anonymise…")
        )
        self.erase.say(
            LN("&Erase {n} call…", "&Erase {n} calls…", len(calls)) if len(calls) > 1 else L("&Erase…")
        )

    def open_one(self, file: Kept | None) -> None:
        """Open the case of a line."""
        if file is not None and file.kind == Case.__tablename__:
            self.shell.open_case(file.id)

    def anonymise_chosen(self) -> None:
        """Anonymise what is chosen, after a look at what goes."""
        ids = [each.id for each in self.chosen(Case.__tablename__)]
        if ids:
            ask_anonymise(self.desk, self.shell, ids, then=self.refresh)

    def erase_chosen(self) -> None:
        """Erase what the chosen calls say."""
        ids = [each.id for each in self.chosen(Call.__tablename__)]
        if ids:
            ask_erase_calls(self.desk, self.shell, ids, then=self.refresh)

    def keep_chosen(self) -> None:
        """Keep one case longer, until a day and for a reason."""
        cases = self.chosen(Case.__tablename__)
        if len(cases) != 1:
            return
        file = cases[0]
        fields = [
            Field("until", N_("Keep until"), "", "date", True, None, None),
            Field(
                "reason", N_("Reason"), N_("It stands in the history of the case."), "text", True, 300, None
            ),
        ]
        dialog = FormDialog(
            self.shell.widget(), L("Keep {reference} longer", reference=file.reference), "",
            [FieldGroup("", fields, columns=1)], accept=L("Keep longer"),
            run=lambda form, entered: self.desk.do(
                keep_longer, file.id, seen=file.version, **entered, **form.reply
            ),
        )  # fmt: skip
        dialog.saved.connect(lambda _touched: say_done(self.desk, self.shell, L("The case is kept longer.")))
        dialog.open()

    def settle(self) -> None:
        """Settle the periods, by kind, from today."""
        held = self._periods
        if held is None:
            return
        fields = [Field(kind.value, kind.label, "", "number", True, None, None) for kind in CaseKind]
        until_18 = Field(
            "until_18", N_("Not before the youngest child is of age"),
            N_("A case then stays at least until its youngest child turns 18."), "yes_no", True, None, None,
        )  # fmt: skip

        def run(form: FormDialog, entered: dict[str, Any]) -> None:
            years = {kind: entered[kind.value] for kind in CaseKind}
            self.desk.do(
                settle_periods, seen=held.version, years=years, until_18=entered["until_18"], **form.reply
            )

        dialog = FormDialog(
            self.shell.widget(), L("How long files stay"),
            L("Years after a case was closed, from today on. What is due is counted anew; nothing goes."),
            [FieldGroup(L("Years"), fields), FieldGroup("", [until_18], columns=1)],
            defaults={**{kind.value: years for kind, years in held.years.items()}, "until_18": held.until_18},
            accept=L("Settle"), run=run,
        )  # fmt: skip
        dialog.saved.connect(lambda _touched: self.shell.toast(L("The periods are settled.")))
        dialog.open()

    def _menu(self, file: Kept) -> Sequence[QAction]:
        offered: list[tuple[Text, Any]] = [(L("Erase…"), self.erase_chosen)]
        if file.kind == Case.__tablename__:
            offered = [
                (L("Open case"), lambda: self.open_one(file)),
                (L("Keep longer…"), self.keep_chosen),
                (L("Anonymise…"), self.anonymise_chosen),
            ]
        made = []
        for title, run in offered:
            action = QAction(words(title), self)
            action.triggered.connect(lambda _=False, run=run: run())
            made.append(action)
        return made


def _file(file: Kept) -> Cell:
    if file.kind == Call.__tablename__:
        return Cell(L("Call without a case"), icon="call")
    kind = L("Void case") if file.void else L("Study case") if file.study else term(file.what.label)
    return Cell(file.reference, kind, strong=True, icon="cases")


def _since(file: Kept) -> Cell:
    since = file.clock.since
    return Cell(lambda tongue: tongue.short_date(since) if since is not None else "")


def _why(file: Kept) -> Cell:
    if file.clock.paused is not None:
        return Cell(file.clock.paused, second=True)
    return Cell(L("Decided by a manager") if file.clock.recorded else L("Period of its kind"), second=True)


def _rest(periods: Periods) -> Text:
    parts = [L("Void cases and calls without a case stay as long as information only.")]
    if periods.until_18:
        parts.append(L("No case goes before its youngest child is 18."))
    if periods.settled_on is not None:
        parts.append(L("Settled from {day} on.", day=periods.settled_on))
    return lambda tongue: " ".join(tongue.say(part) for part in parts)
