"""One training: who takes part, who was there, attestations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from abductdesk.actions.trainings import (
    TrainingPage,
    add_participant,
    add_participants,
    mark_attended,
    possible_participants,
    remove_participant,
    training_page,
)
from abductdesk.i18n import LN, N_, L
from abductdesk.models import Participant, Training
from abductdesk.models.base import Field, fields_of
from abductdesk.terms import EntryKind
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import FormDialog
from abductdesk.ui.editors import Choice
from abductdesk.ui.forms import FieldGroup, pick
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.screens.directory.attestations import AttestationDialog
from abductdesk.ui.shell import Shell
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import apart, isolate, term, words
from abductdesk.ui.undoing import say_done
from abductdesk.ui.urgency import due_text
from abductdesk.ui.widgets import Button, column

_ATTENDED = "attended"


class TrainingView(QWidget):
    """The page of a training. Space says that somebody was there; Escape goes back."""

    def __init__(
        self, desk: Desk, shell: Shell, *, back: Callable[[], object], edit: Callable[[Training], object]
    ) -> None:
        super().__init__()
        self.desk, self.shell, self._back = desk, shell, back
        self._training_id = 0
        self._shown: TrainingPage | None = None
        self.change = Button(L("Change"), icon="edit")
        self.change.clicked.connect(lambda: edit(self._shown.training) if self._shown else None)
        self.attest = Button(L("Attestations…"), look="primary", icon="decision")
        self.attest.clicked.connect(self.ask_for_attestations)
        self.page = Page(L("Training"), actions=[self.change, self.attest], scroll=False)
        to_list = Button(L("Trainings"), look="link", icon="back")
        to_list.clicked.connect(lambda: self._back())
        self.page.header.trail.addWidget(to_list)
        self.page.header.trail.addStretch(1)
        choose = Button(L("Add from the directory"), icon="directory")
        other = Button(L("Add somebody else"), icon="entry_new")
        self.everybody = Button(L("Everybody attended"), icon="facts")
        choose.clicked.connect(self.choose_entries)
        other.clicked.connect(self.add_other)
        self.everybody.clicked.connect(self.mark_all)
        self.table = Table(
            [
                Column("name", L("Name"), _name, width=200, stretch=3),
                Column("as", L("Takes part as"), _as, width=150, drop=1),
                Column(_ATTENDED, L("Attended"), _attended, width=150),
                Column("attestation", L("Attestation"), _attestation, width=160),
            ],
            name=L("Participants"),
            empty=EmptyState(
                "people", L("Nobody takes part yet"), L("Add entries of the directory, or anybody.")
            ),
            menu=self._menu,
        )
        self.table.opened.connect(self._open)
        self.table.view.clicked.connect(self._clicked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.turn(self.table.current()))
        card = Card(L("Participants"), actions=[self.everybody, other, choose], flush=True)
        card.add(self.table)
        self.page.add(card, stretch=1)
        self.setLayout(column(self.page, spacing=0))

    def show_training(self, training_id: int) -> None:
        """Open a training."""
        self._training_id = training_id
        self.refresh()

    def refresh(self) -> None:
        if self._training_id:
            self.desk.ask(
                training_page, self._training_id, then=self.show_page, refused=self._gone, latest="training"
            )

    def _gone(self, _refused: object) -> None:
        self._training_id = 0
        self._back()

    def show_page(self, found: TrainingPage) -> None:
        """Show the training and who takes part."""
        first = self._shown is None or self._shown.training.id != found.training.id
        self._shown, training = found, found.training
        self.page.title(apart(training.title))
        hours = LN("{n} hour", "{n} hours", training.hours) if training.hours else ""
        until = training.until
        span = L("until {day}", day=until) if until and until != training.on else ""
        place, by = apart(training.place), apart(training.given_by)
        self.page.subtitle(
            say.joined(term(training.kind.label), due_text(training.on), span, hours, place, by)
        )
        there = [each for each in found.participants if each.attended]
        over = (training.until or training.on) <= found.today
        self.attest.setEnabled(bool(there) and over)
        self.everybody.setVisible(any(each.attended is None for each in found.participants))
        self.table.show_rows(list(found.participants))
        if first and self.isVisible():
            self.table.setFocus()
            self.table.select(0)

    # participants

    def choose_entries(self) -> None:
        """Tick entries of the directory."""
        self.desk.ask(possible_participants, self._training_id, then=self._offer_entries, owner=self)

    def _offer_entries(self, found: list[tuple[int, str, EntryKind]]) -> None:
        choices: list[Choice] = [
            (entry_id, say.joined(apart(name), term(kind.label))) for entry_id, name, kind in found
        ]
        who = Field(
            "entries",
            N_("Who takes part"),
            N_("Space ticks; typing finds a name."),
            "terms",
            True,
            None,
            None,
        )
        dialog = FormDialog(
            self.shell.widget(), L("Add from the directory"), "", [FieldGroup("", [who], columns=1)],
            choices={"entries": choices}, accept=L("&Add"),
            run=lambda form, entered: self.desk.do(
                add_participants, self._training_id, entered["entries"], **form.reply
            ),
        )  # fmt: skip
        dialog.form.rows["entries"].editor.main.setMinimumHeight(320)
        dialog.saved.connect(
            lambda touched: say_done(
                self.desk,
                self.shell,
                LN("{n} participant is added.", "{n} participants are added.", len(touched.result)),
            )
        )
        dialog.open()

    def add_other(self) -> None:
        """Somebody who is not in the directory."""
        fields = pick(fields_of(Participant), "name", "audience", "organisation")
        dialog = FormDialog(
            self.shell.widget(),
            L("Add somebody else"),
            L("Police, magistrates, or anybody not in the directory."),
            [FieldGroup("", fields, columns=1)],
            run=lambda form, entered: self.desk.do(add_participant, self._training_id, entered, **form.reply),
        )
        dialog.saved.connect(lambda _: say_done(self.desk, self.shell, L("The participant is added.")))
        dialog.open()

    def turn(self, who: Participant | None) -> None:
        """Was there; was not; not known: in turns."""
        if who is not None:
            after = {None: True, True: False, False: None}[who.attended]
            self.desk.do(mark_attended, [who.id], attended=after, owner=self)

    def mark_all(self) -> None:
        """Everybody of whom it is not known was there."""
        if self._shown is not None:
            unknown = [each.id for each in self._shown.participants if each.attended is None]
            done = L("Attendance is recorded.")
            self.desk.do(
                mark_attended, unknown, then=lambda _: say_done(self.desk, self.shell, done), owner=self
            )

    def _remove(self, who: Participant) -> None:
        done = L("The participant is removed.")
        self.desk.do(
            remove_participant, who.id, then=lambda _: say_done(self.desk, self.shell, done), owner=self
        )

    def _open(self, who: Participant) -> None:
        if who.entry_id is not None:
            self.shell.go("directory", "entries", who.entry_id)

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.key_of(index.column()) == _ATTENDED:
            self.turn(self.table.current())

    def _menu(self, who: Participant) -> Sequence[QAction]:
        offers: list[tuple[Any, Callable[[], object], str]] = [
            (L("Change attendance"), lambda: self.turn(who), "Space"),
            (L("Remove participant"), lambda: self._remove(who), ""),
        ]
        if who.entry_id is not None:
            offers.insert(0, (L("Open the entry"), lambda: self._open(who), "Return"))
        made = []
        for title, run, keys in offers:
            action = QAction(words(title), self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, run=run: run())
            made.append(action)
        return made

    # attestations

    def ask_for_attestations(self) -> None:
        """In which language, then print or save."""
        if self._shown is not None:
            AttestationDialog(self.desk, self.shell, self._shown).open()

    def event(self, event: QEvent) -> bool:
        """Escape is the page's own: without this the window would take it first."""
        override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)


def _name(who: Participant) -> Cell:
    firm = who.organisation if who.organisation != who.name else ""
    return Cell(isolate(who.name), isolate(firm or ""), strong=True)


def _as(who: Participant) -> Cell:
    said = term(who.audience.label) if who.audience is not None else "—"
    return Cell(said, icon="directory" if who.entry_id is not None else "", second=True)


def _attended(who: Participant) -> Cell:
    if who.attended is None:
        return Cell(L("Not known"), icon="todo", second=True)
    return (
        Cell(L("Yes"), icon="follow_up", tone="ok")
        if who.attended
        else Cell(L("No"), icon="close", second=True)
    )


def _attestation(who: Participant) -> Cell:
    if who.attestation is None:
        return Cell("—", second=True)
    on = who.attested_on
    return Cell(
        who.attestation, lambda tongue: tongue.short_date(on) if on else "", icon="decision", tone="ok"
    )
