"""Verification: the round that runs, answer by answer, and what came of those before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from abductdesk.actions.directoryfiles import Form, export_addresses
from abductdesk.actions.verification import (
    WITHIN,
    Asked,
    Round,
    Rounds,
    answer_round,
    asked_by_mail,
    begin_round,
    close_round,
    verification_rounds,
)
from abductdesk.i18n import LN, N_, L, Message
from abductdesk.models import DirectoryEntry
from abductdesk.models.base import Field
from abductdesk.terms import RoundAnswer, StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page, TwoLines, clear, divided
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.feedback import ask
from abductdesk.ui.flow import Flow, flow
from abductdesk.ui.forms import FieldGroup
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.screens.directory import rounds
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.screens.directory.forms import EntryDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Column, Table
from abductdesk.ui.texts import Text, isolate, term, tongue, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button, Pill, column


class VerificationTab(TabPage):
    """Space confirms the entry that is chosen; Enter opens it."""

    key, title = "verification", N_("Verification")
    watches = frozenset({"verification_round", "round_entry", "directory_entry", "bureau"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._running: Round | None = None
        self._manager = StaffRole.MANAGER in desk.office.staff.roles
        self.page = Page("", scroll=False)
        self.stack = QStackedWidget()
        for widget in (self._none(), self._round()):
            self.stack.addWidget(widget)
        self.over = Card(L("Earlier rounds"))
        self.page.add(self.stack, stretch=1)
        self.page.add(self.over)
        self.over.hide()
        self.fill(self.page)

    def _none(self) -> QWidget:
        self.begin = Button(L("Begin a round…"), look="primary", icon="verified")
        self.begin.clicked.connect(self.ask_to_begin)
        self.due = Pill("", "neutral")
        empty = EmptyState(
            "verified",
            L("No verification round is running"),
            L("A round asks everybody whose verification lapses whether the entry is still right."),
            self.begin,
        )
        made = QWidget()
        layout = column(None, spacing=0)
        layout.addWidget(self.due, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(empty)
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    def _round(self) -> QWidget:
        self.figures = flow(spacing=8)
        self.mail = Button(L("All asked by mail"), icon="email")
        self.mail.clicked.connect(self.mark_mailed)
        self.save_list, self.save_table = (
            Button(L("Address list (PDF)"), icon="print"),
            Button(L("Addresses (CSV)"), icon="export"),
        )
        self.save_list.clicked.connect(lambda: self._ask_to_save(Form.PDF))
        self.save_table.clicked.connect(lambda: self._ask_to_save(Form.CSV))
        self.close_round = Button(L("Close the round…"), icon="closed_case")
        self.close_round.clicked.connect(self.ask_to_close)
        self.answers: dict[RoundAnswer, Button] = {}
        for answer, (_tone, sign) in rounds.ANSWERS.items():
            button = Button(term(answer.label), icon=sign)
            button.clicked.connect(lambda _=False, answer=answer: self.answer(self.table.current(), answer))
            self.answers[answer] = button
        self.table: Table = Table(
            [
                Column("name", L("Name"), rounds.name_cell, width=200, stretch=3),
                Column("state", L("Verified"), rounds.state_cell, width=266),
                Column("asked", L("Asked"), rounds.asked_cell, width=140, drop=1),
                Column("answer", L("Answer"), rounds.answer_cell, width=220),
            ],
            name=L("Entries of this round"),
            menu=self._menu,
        )
        self.table.opened.connect(lambda each: self.shell.go("directory", "entries", each.entry.id))
        self.table.selected.connect(lambda _each: self._fit())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.answer(self.table.current(), RoundAnswer.CONFIRMED))
        card = Card(flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table)
        tools = flow(self.mail, self.save_list, self.save_table, self.close_round, spacing=8, between=8)
        made = QWidget()
        layout = column(self.figures, tools, flow(*self.answers.values(), spacing=8, between=8), spacing=12)
        layout.addWidget(card, 1)
        made.setLayout(layout)
        return made

    def refresh(self) -> None:
        self.desk.ask(verification_rounds, then=self.show_rounds, latest="rounds")

    def show_rounds(self, found: Rounds) -> None:
        """Show the round that runs, or how one begins; and those before."""
        fresh = found.running is not None and self._running is None
        self._running = found.running
        self.stack.setCurrentIndex(0 if found.running is None else 1)
        self.begin.setVisible(self._manager)
        self.begin.setEnabled(found.due > 0)
        due = LN(
            "{n} entry lapses within {days} days",
            "{n} entries lapse within {days} days",
            found.due,
            days=WITHIN,
        )
        self.due.say(due, "warn" if found.due else "ok", "due" if found.due else "ok")
        if found.running is not None:
            self._show_figures(found.running)
            self.table.show_rows(list(found.running.lines))
            if self.table.current() is None:
                self.table.select(0)
            if fresh and self.isVisible():
                self.table.setFocus()
        self._show_over(found.over)
        self._fit()

    def _show_figures(self, found: Round) -> None:
        layout = self.figures.layout()
        assert isinstance(layout, Flow)
        layout.empty()
        late = found.round.answer_by < found.today
        said = L("Answers by {day}", day=found.round.answer_by)
        layout.addWidget(Pill(said, "danger" if late else "neutral", icon="late" if late else "deadline"))
        for text, tone, sign in rounds.told(found.figures):
            layout.addWidget(Pill(text, tone, icon=sign))
        self.figures.updateGeometry()

    def _show_over(self, over: Sequence[Round]) -> None:
        clear(self.over.body)
        self.over.setVisible(bool(over))
        rows = []
        for found in over[:3]:
            name = L("{since} to {until}", since=found.round.begun_on, until=found.round.closed_on)
            rows.append(TwoLines(name, say.joined(*(text for text, _, _ in rounds.told(found.figures)))))
        if rows:
            self.over.add(divided(*rows))

    def _fit(self) -> None:
        line = self.table.current()
        for button in self.answers.values():
            button.setEnabled(line is not None)
        running = self._running
        self.mail.setEnabled(running is not None and running.figures.asked < running.figures.entries)
        unanswered = running is not None and running.figures.open > 0
        for button in (self.save_list, self.save_table):
            button.setEnabled(unanswered)
        self.close_round.setVisible(self._manager)

    # the round

    def ask_to_begin(self) -> None:
        """How far ahead, and until when answers are awaited."""
        within = Field("within", N_("Verification lapses within (days)"), "", "number", True, None, None)
        by = Field("answer_by", N_("Answers by"), N_("Empty: in thirty days."), "date", False, None, None)
        dialog = FormDialog(
            self.shell.widget(), L("Begin a verification round"),
            L("Everybody whose verification lapses by then, or who was never verified, is in the round."),
            [FieldGroup("", [within, by])], defaults={"within": WITHIN}, accept=L("Begin the round"),
            run=lambda form, entered: self.desk.do(begin_round, **entered, **form.reply),
        )  # fmt: skip
        dialog.saved.connect(lambda _: say_done(self.desk, self.shell, L("The round has begun.")))
        dialog.open()

    def ask_to_close(self) -> None:
        """Ask, then close."""
        running = self._running
        if running is None:
            return
        left = running.figures.open
        sentence: Message = L("Everybody has answered.")
        if left:
            sentence = LN(
                "{n} entry has not answered: it stays as it is, and on no list once it has lapsed.",
                "{n} entries have not answered: they stay as they are, and on no list once they have lapsed.",
                left,
            )
        ask(
            self.shell.widget(), L("Close this round?"), sentence, L("Close the round"),
            then=lambda: self._do(
                L("The round is closed."), close_round, running.round.id, seen=running.round.version
            ),
        )  # fmt: skip

    def mark_mailed(self) -> None:
        """Everybody who was not asked yet was asked by mail today."""
        if self._running is not None:
            fresh = [each.line.id for each in self._running.lines if each.line.asked_on is None]
            self._do(L("Marked as asked today."), asked_by_mail, fresh)

    def answer(self, asked: Asked | None, answer: RoundAnswer) -> None:
        """Record what came of asking; changes open the entry."""
        if asked is None:
            return
        if answer is RoundAnswer.CHANGED:
            self._change(asked)
        elif answer is RoundAnswer.LEAVES:
            ask(
                self.shell.widget(),
                L("Take {name} out of the directory?", name=isolate(asked.entry.name)),
                L("The entry stays, with what was given, and can be brought back. It will be on no list."),
                L("Take out"),
                then=lambda: self._do(L("The answer is recorded."), answer_round, asked.line.id, answer),
            )
        else:
            self._do(L("The answer is recorded."), answer_round, asked.line.id, answer)

    def _change(self, asked: Asked) -> None:
        entry: DirectoryEntry = asked.entry
        EntryDialog(
            self.desk,
            self.shell,
            entry.kind,
            entry,
            sentence=L("What has changed? With saving the entry is verified today."),
            run=lambda form, changes: self.desk.do(
                answer_round,
                asked.line.id,
                RoundAnswer.CHANGED,
                changes=changes,
                seen=form.seen,
                **form.reply,
            ),
        ).open()

    def _do(self, said: Text, action: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        self.desk.do(
            action, *args, then=lambda _done: say_done(self.desk, self.shell, said), owner=self, **kwargs
        )

    def _menu(self, asked: Asked) -> Sequence[QAction]:
        made = []
        opened = QAction(words(L("Open the entry")), self)
        opened.setShortcut(QKeySequence("Return"))
        opened.triggered.connect(lambda: self.shell.go("directory", "entries", asked.entry.id))
        made.append(opened)
        for answer in RoundAnswer:
            action = QAction(words(term(answer.label)), self)
            action.triggered.connect(lambda _=False, answer=answer: self.answer(asked, answer))
            made.append(action)
        return made

    # addresses

    def _ask_to_save(self, form: Form) -> None:
        ask(
            self.shell.widget(),
            L("Save outside the vault?"),
            L("The file is not encrypted: it holds names and addresses of those who have not answered."),
            L("Choose a folder"),
            then=lambda: choose_file(
                self, L("Save the addresses"), f"addresses.{form}", then=partial(self.save_to, form)
            ),
        )

    def save_to(self, form: Form, path: Path) -> None:
        """Journal it, then write the file."""
        if self._running is not None:
            self.desk.do(
                export_addresses, self._running.round.id, form, tongue().language, owner=self,
                then=lambda touched: self._write(path, touched.result),
            )  # fmt: skip

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(partial(write_whole, path, content), then=self._saved, owner=self)

    def _saved(self, path: Path) -> None:
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))
