"""An issued letter, exactly as it was frozen: look, print, save, correct."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from abductdesk.actions.bureau import prefer
from abductdesk.actions.lettercalendar import INVITATION, save_invitation
from abductdesk.actions.letters import letter_title, may_leave, open_letter, record_print, save_letter
from abductdesk.actions.office import BRUSSELS
from abductdesk.faults import Refused
from abductdesk.i18n import L, Language, Message
from abductdesk.models import Letter
from abductdesk.terms import LetterState
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Banner, Notice, ask
from abductdesk.ui.historydialog import history_button
from abductdesk.ui.printing import PdfView, print_pdf
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind, isolate, term
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, label

TOLD = "told_about_spool"


class IssuedLetter(Dialog):
    """`correct` is run with the letter when another is to take its place."""

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        letter: Letter,
        parent: QWidget,
        correct: Callable[[Letter], object],
    ) -> None:
        super().__init__(parent, _title(letter), _about(letter), width=720)
        self.desk, self.shell, self.letter = desk, shell, letter
        self._content = b""
        self._correct = correct
        self.pages = PdfView()
        self.printed = label("", "caption")
        self.close_button = Button(L("&Close"))
        self.correct = Button(L("C&orrect…"), icon="edit")
        self.save = Button(L("&Save as…"), icon="export")
        self.print = Button(L("&Print…"), look="primary", icon="print")
        what = L("History of {number}", number=isolate(letter.number))
        self.history = history_button(desk, shell, what, (Letter.__tablename__,), letter.id)
        if letter.state is LetterState.SUPERSEDED:
            self.correct.hide()
            self.body.addWidget(Banner("neutral", L("A later letter has taken the place of this one.")))
        self.body.addWidget(self.pages, 1)
        for widget in (
            self.history,
            self.printed,
            None,
            self.close_button,
            self.correct,
            self.save,
            self.print,
        ):
            if widget is None:
                self.foot.addStretch(1)
            else:
                self.foot.addWidget(widget)
        self._say_printed()
        self.close_button.clicked.connect(self.reject)
        self.correct.clicked.connect(self._write_again)
        self.save.clicked.connect(self._ask_to_save)
        self.print.clicked.connect(self._ask_to_print)
        self.print.setDefault(True)
        self.finished.connect(lambda _result: self.pages.clear())
        self._ready(False)
        self.resize(look.px(860), min(look.px(900), int(parent.window().height() * 0.94)))
        desk.do(open_letter, letter.id, then=self._opened, refused=self._refuse, owner=self)

    def _ready(self, ready: bool) -> None:
        for button in (self.correct, self.save, self.print):
            button.setEnabled(ready)

    def _opened(self, touched: Any) -> None:
        self._content = touched.result
        self.pages.show_pdf(self._content)
        self._ready(True)
        self.print.setFocus()

    def _refuse(self, refused: Refused) -> None:
        Notice(self, refused).open()

    def _say_printed(self) -> None:
        day = self.letter.printed_on
        bind(
            self.printed, "setText", L("Printed or saved on {day}", day=day) if day else L("Not printed yet")
        )

    # printing

    def _ask_to_print(self) -> None:
        self.desk.ask(may_leave, self.letter.id, then=self._print, refused=self._refuse, owner=self)

    def _print(self, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, self._content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.desk.do(record_print, self.letter.id, then=self._after_print, refused=self._refuse, owner=self)

    def _after_print(self, _touched: Any) -> None:
        bind(self.printed, "setText", L("Sent to the printer"))
        self.shell.toast(L("Letter {number} sent to the printer", number=isolate(self.letter.number)))

    # saving

    def _ask_to_save(self) -> None:
        ask(
            self,
            L("Save outside the vault?"),
            L(
                "The file is not encrypted: whoever can open the folder can read the letter. "
                "That you saved it is written in the journal."
            ),
            L("Choose a folder"),
            then=self._choose_file,
        )

    def _choose_file(self) -> None:
        # the name of a file is seen by everybody who sees the folder: nothing about a person in it
        name = f"{self.letter.number}_{self.letter.letter}.pdf"
        choose_file(self, L("Save the letter"), name, then=self._save_to)

    def _save_to(self, path: Path) -> None:
        self.desk.do(
            save_letter,
            self.letter.id,
            then=lambda touched: self._write(path, touched.result),
            refused=self._refuse,
            owner=self,
        )

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(
            partial(write_whole, path, content), then=self._saved, refused=self._refuse, owner=self
        )

    def _saved(self, path: Path) -> None:
        if self.letter.letter == INVITATION:
            self.desk.do(
                save_invitation,
                self.letter.id,
                then=lambda touched: self._write_calendar(path, touched.result),
                refused=self._refuse,
                owner=self,
            )
            return
        self._say_saved(path)

    def _write_calendar(self, path: Path, content: bytes) -> None:
        """The calendar file, beside the letter."""
        self.desk.work(
            partial(write_whole, path.with_suffix(".ics"), content),
            then=lambda _path: self._say_saved(path),
            refused=self._refuse,
            owner=self,
        )

    def _say_saved(self, path: Path) -> None:
        bind(self.printed, "setText", L("Saved as {name}", name=isolate(path.name)))
        self.shell.toast(L("Letter {number} saved", number=isolate(self.letter.number)))

    # correcting

    def _write_again(self) -> None:
        self.accept()
        self._correct(self.letter)


def _title(letter: Letter) -> Message:
    return L("{number}: {title}", number=isolate(letter.number), title=term(letter_title(letter.letter)))


def _about(letter: Letter) -> Message:
    return L(
        "To {name} ({role}), in {language}. Issued on {day}.",
        name=isolate(letter.recipient_name),
        role=letter.recipient_role,
        language=Language(letter.language),
        day=letter.issued_at.astimezone(BRUSSELS).date(),
    )
