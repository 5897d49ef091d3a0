"""Letters of a case as they were issued: number, to whom, in which language, printed or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction

from abductdesk.actions.casefile import CaseFile
from abductdesk.actions.letters import Kind, letter_kinds
from abductdesk.i18n import L, Language
from abductdesk.models import Letter
from abductdesk.terms import LetterState
from abductdesk.ui.cards import Card, EmptyState
from abductdesk.ui.icons import icon
from abductdesk.ui.letterdialog import open_letter_dialog, write_letter
from abductdesk.ui.screens.case import words as say
from abductdesk.ui.screens.case.room import Room, Tab
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import apart, term, words
from abductdesk.ui.widgets import Button, column


class LettersTab(Tab):
    """The table fills the tab; Enter opens a letter, where it is printed, saved or corrected."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._titles: dict[str, str] = {}
        write = Button(L("Write letter"), icon="write_letter")
        write.clicked.connect(self.write)
        nothing = EmptyState(
            "letter",
            L("No letters yet"),
            L("Letters are made in the language of the recipient, say only what the recipient may know, "
              "and stay encrypted with the case."),
            write,
        )  # fmt: skip
        self.table = Table(
            [
                Column("letter", L("Letter"), self._letter, width=220, stretch=4),
                Column("to", L("To"), _to, width=180, stretch=3),
                Column("language", L("Language"), _language, width=110, drop=3),
                Column("issued", L("Issued"), self._issued, width=150, drop=1),
                Column("printed", L("Printed or saved"), _printed, width=170),
                Column("state", L("Status"), self._state, width=140, drop=2),
            ],
            name=L("Letters of this case"),
            empty=nothing,
            menu=self._menu,
        )
        self.table.opened.connect(self.open_letter)
        card = Card(flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table)
        self.setLayout(column(card, margins=(28, 16, 28, 20)))
        self._asked = False

    def show_file(self, file: CaseFile) -> None:
        self.table.show_rows(file.letters)
        if not self._asked:
            self._asked = True
            self.room.desk.ask(letter_kinds, file.case.id, then=self._name_letters)

    def _name_letters(self, kinds: list[Kind]) -> None:
        self._titles = {kind.id: kind.title for kind in kinds}
        self.table.show_rows(self.room.file.letters)

    def point_at(self, what: object) -> None:
        letters = self.room.file.letters
        at = next((at for at, letter in enumerate(letters) if letter.id == what), -1)
        if at >= 0:
            self.table.select(at)

    def write(self) -> None:
        write_letter(self.room.desk, self.room.shell, self.room.case_id, self.room.window)

    def open_letter(self, letter: Letter) -> None:
        open_letter_dialog(self.room.desk, self.room.shell, letter, self.room.window)

    def _menu(self, letter: Letter) -> Sequence[QAction]:
        shown = QAction(icon("letter"), words(L("Open, print, save or correct…")), self)
        shown.triggered.connect(lambda: self.open_letter(letter))
        return [shown]

    def _letter(self, letter: Letter) -> Cell:
        title = self._titles.get(letter.letter, "")
        number = apart(letter.number)
        return Cell(term(title) if title else number, number if title else "", strong=True)

    def _issued(self, letter: Letter) -> Cell:
        at = say.brussels(letter.issued_at)
        return Cell(lambda tongue: tongue.short_date(at), apart(self.room.staff_name(letter.staff_id)))

    def _state(self, letter: Letter) -> Cell:
        if any(each.letter_id == letter.id for each in self.room.file.stale):
            return Cell(pill=L("States an old date"), tone="warn", icon="warning")
        return _state(letter)


def _to(letter: Letter) -> Cell:
    return Cell(apart(letter.recipient_name), term(letter.recipient_role.label))


def _language(letter: Letter) -> Cell:
    name = Language(letter.language)
    return Cell(lambda tongue: tongue.value(name))


def _printed(letter: Letter) -> Cell:
    day = letter.printed_on
    if day is None:
        return Cell(pill=L("Not yet"), tone="warn", icon="print")
    return Cell(lambda tongue: tongue.short_date(day), icon="print", tone="text3")


def _state(letter: Letter) -> Cell:
    if letter.state is LetterState.SUPERSEDED:
        return Cell(pill=term(letter.state.label), tone="neutral", icon="history")
    return Cell(pill=term(letter.state.label), tone="ok", icon="ok")
