"""The register of trainings: a list, and in its place the training that was opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget

from abductdesk.actions.trainings import (
    TrainingLine,
    add_training,
    change_training,
    remove_training,
    training_list,
)
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Training
from abductdesk.models.base import fields_of
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.directory.training import TrainingView
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import isolate, term, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.widgets import Button

_FIELDS = ("title", "kind", "hours", "on", "until", "place", "given_by", "audience")


class TrainingsTab(TabPage):
    """Trainings, the newest first. Enter opens one."""

    key, title = "trainings", N_("Trainings")
    watches = frozenset({"training", "participant", "directory_entry"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        add = Button(L("Add training"), look="primary", icon="training")
        first = Button(L("Add the first training"), look="primary", icon="training")
        for button in (add, first):
            button.clicked.connect(self.add)
        self.table = Table(
            [
                Column("title", L("Training"), _title, width=230, stretch=4),
                Column("on", L("Day"), _on, width=150),
                Column("hours", L("Hours"), _hours, width=90, drop=2),
                Column("people", L("Participants"), _people, width=150),
                Column("attested", L("Attestations"), _attested, width=130, drop=1),
            ],
            name=L("Trainings"),
            empty=EmptyState(
                "training",
                L("No trainings yet"),
                L("What the bureau gave to lawyers, mediators, police and magistrates, and who was there."),
                first,
            ),
            menu=self._menu,
        )
        self.table.opened.connect(lambda line: self.show_one(line.training.id))
        card = Card(actions=[add], flush=True)
        card.add(self.table)
        page = Page("", scroll=False)
        page.add(card, stretch=1)
        self.one = TrainingView(desk, shell, back=self.show_list, edit=self.edit)
        self.stack = QStackedWidget()
        self.stack.addWidget(page)
        self.stack.addWidget(self.one)
        self.fill(self.stack)

    def refresh(self) -> None:
        self.desk.ask(training_list, then=self.table.show_rows, latest="trainings", owner=self)
        if self.stack.currentIndex() == 1:
            self.one.refresh()

    def show_one(self, *what: object) -> None:
        """Open a training by id."""
        self.one.show_training(int(str(what[0])))
        self.stack.setCurrentIndex(1)

    def show_list(self) -> None:
        self.stack.setCurrentIndex(0)
        self.table.setFocus()

    def add(self) -> None:
        """Enter a training."""
        groups = [FieldGroup("", pick(fields_of(Training), *_FIELDS), wide=frozenset({"title"}))]
        dialog = FormDialog(
            self.shell.widget(), L("Add a training"), "", groups, scroll=True, width=600,
            run=lambda form, entered: self.desk.do(add_training, entered, **form.reply),
        )  # fmt: skip
        dialog.saved.connect(self._added)
        dialog.open()

    def _added(self, touched: Any) -> None:
        say_done(self.desk, self.shell, L("The training is added."))
        self.show_one(touched.result)

    def edit(self, training: Training) -> None:
        """Change a training."""
        groups = [FieldGroup("", pick(fields_of(Training), *_FIELDS), wide=frozenset({"title"}))]
        dialog = FormDialog(
            self.shell.widget(), L("Change training"), "", groups, scroll=True, width=600,
            values={name: getattr(training, name) for name in _FIELDS}, seen=training.version,
            run=lambda form, changes: self.desk.do(
                change_training, training.id, seen=form.seen, changes=changes, **form.reply
            ),
        )  # fmt: skip
        dialog.saved.connect(lambda _: say_done(self.desk, self.shell, L("The training is changed.")))
        dialog.open()

    def _remove(self, line: TrainingLine) -> None:
        self.desk.do(
            remove_training, line.training.id, owner=self,
            then=lambda _: say_done(self.desk, self.shell, L("The training is removed.")),
        )  # fmt: skip

    def _menu(self, line: TrainingLine) -> Sequence[QAction]:
        made = []
        for title, run in (
            (L("Open the training"), lambda: self.show_one(line.training.id)),
            (L("Change training"), lambda: self.edit(line.training)),
            (L("Remove training"), lambda: self._remove(line)),
        ):
            action = QAction(words(title), self)
            action.triggered.connect(lambda _=False, run=run: run())
            made.append(action)
        made[0].setShortcut(QKeySequence("Return"))
        return made


def _title(line: TrainingLine) -> Cell:
    return Cell(isolate(line.training.title), term(line.training.kind.label), strong=True)


def _on(line: TrainingLine) -> Cell:
    training = line.training
    until = training.until
    return Cell(
        lambda tongue: tongue.short_date(training.on),
        L("until {day}", day=until) if until and until != training.on else isolate(training.place or ""),
        second=True,
    )


def _hours(line: TrainingLine) -> Cell:
    hours = line.training.hours
    return Cell(LN("{n} hour", "{n} hours", hours) if hours else "—", second=True)


def _people(line: TrainingLine) -> Cell:
    there = LN("{n} attended", "{n} attended", line.attended) if line.participants else ""
    return Cell(lambda tongue: tongue.value(line.participants), there)


def _attested(line: TrainingLine) -> Cell:
    if not line.attested:
        return Cell("—", second=True)
    return Cell(lambda tongue: tongue.value(line.attested), icon="decision", tone="ok")
