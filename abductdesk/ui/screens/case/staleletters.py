"""Asking what is to be done about issued letters that stated a date which has moved.

Nothing is dismissed silently: what is left, and what is closed without an answer, becomes a follow-up.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from abductdesk.actions.entries import add_entry
from abductdesk.actions.stated import StaleDate, tell_by
from abductdesk.i18n import LN, L, Listing, Message
from abductdesk.models import FollowUp
from abductdesk.ui.cards import divided
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.letterdialog import write_letter
from abductdesk.ui.screens.case.room import Room
from abductdesk.ui.texts import isolate, words
from abductdesk.ui.widgets import Button, IconTile, column, label, row


def ask_about_letters(room: Room, stale: Sequence[StaleDate]) -> StaleLetters:
    """Ask about these letters."""
    dialog = StaleLetters(room, stale)
    dialog.open()
    return dialog


class StaleLetters(Dialog):
    """Each letter with the date it stated and the date now."""

    def __init__(self, room: Room, stale: Sequence[StaleDate]) -> None:
        self._letters = _by_letter(stale)
        super().__init__(
            room.window,
            LN("A letter stated a date that has moved", "{n} letters stated a date that has moved",
               len(self._letters)),
            L("Whoever got the letter may still count on the old date."),
            width=640,
        )  # fmt: skip
        self._room = room
        self.body.addWidget(divided(*(self._row(letter_id) for letter_id in self._letters)))
        self.body.addStretch(1)
        self.leave = Button(L("&Leave it"))
        self.leave.clicked.connect(self.reject)
        self.foot.addWidget(label(L("What is left becomes a follow-up."), "caption", wrap=True), 1)
        self.foot.addWidget(self.leave)
        if len(self._letters) == 1:
            write = self._write_button(next(iter(self._letters)), look="primary")
            write.setDefault(True)
            self.foot.addWidget(write)

    def _row(self, letter_id: int) -> QWidget:
        dates = self._letters[letter_id]
        said = column(
            label(L("{number}, to {name}", number=isolate(dates[0].number), name=isolate(dates[0].recipient)),
                  "strong", wrap=True),
            spacing=2,
        )  # fmt: skip
        for each in dates:
            said.addWidget(label(_moved(each), wrap=True, selectable=True))
        inside = row(spacing=12, margins=(0, 4, 0, 4))
        inside.addWidget(IconTile("letter", "text2", size=18), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(said, 1)
        if len(self._letters) > 1:
            inside.addWidget(self._write_button(letter_id))
        made = QWidget()
        made.setLayout(inside)
        return made

    def _write_button(self, letter_id: int, look: str = "secondary") -> Button:
        made = Button(L("&Write a new letter") if look == "primary" else L("Write a new letter"), look=look)
        made.clicked.connect(lambda: self._write(letter_id))
        return made

    def _write(self, letter_id: int) -> None:
        room, rest = self._room, {key: dates for key, dates in self._letters.items() if key != letter_id}
        mine = self._letters[letter_id]
        letter = next(each for each in room.file.letters if each.id == letter_id)
        self.done(QDialog.DialogCode.Accepted)
        writing = write_letter(
            room.desk, room.shell, room.file.case.id, room.window, letter.letter, letter.person_id,
            supersedes=letter,
        )  # fmt: skip
        writing.finished.connect(lambda result: _written(room, result, mine, rest))

    def reject(self) -> None:
        """Leave all of them, also by Escape: each becomes a follow-up."""
        for dates in self._letters.values():
            _follow_up(self._room, dates)
        super().reject()


def _written(room: Room, result: int, mine: Sequence[StaleDate], rest: dict[int, list[StaleDate]]) -> None:
    """The new letter was issued: ask about the others. It was not: none of them may be forgotten."""
    left = [each for dates in rest.values() for each in dates]
    if result == QDialog.DialogCode.Accepted.value:
        if left:
            ask_about_letters(room, left)
        return
    for dates in (mine, *rest.values()):
        _follow_up(room, dates)


def _follow_up(room: Room, dates: Sequence[StaleDate]) -> None:
    """Remind whoever runs the case; the words are the bureau's own from here on."""
    moved = Listing(tuple(_moved(each) for each in dates))
    what = words(L("Settle letter {number}: {moved}", number=dates[0].number, moved=moved))[:300]
    values = {
        "what": what,
        "due": tell_by(dates, room.file.today),
        "who_id": room.file.case.caseworker_id or room.desk.office.staff.id,
    }
    said = L("A follow-up will remind of letter {number}.", number=isolate(dates[0].number))
    room.do(add_entry, room.case_id, FollowUp.__tablename__, values, said=said)


def _by_letter(stale: Sequence[StaleDate]) -> dict[int, list[StaleDate]]:
    found: dict[int, list[StaleDate]] = {}
    for each in stale:
        found.setdefault(each.letter_id, []).append(each)
    return found


def _moved(each: StaleDate) -> Message:
    if each.now is None:
        return L("{limit}: it said {stated}, now no date any more", limit=each.name, stated=each.stated)
    return L("{limit}: it said {stated}, now {now}", limit=each.name, stated=each.stated, now=each.now)
