"""Writing a letter with its preview beside it, and looking at an issued one.

write_letter(desk, shell, case_id, self, letter="mediation_invitation", person_id=7)
open_letter_dialog(desk, shell, letter, self)            # `letter` is the Letter as read
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from abductdesk.actions.letters import (
    Draft,
    Kind,
    Offer,
    draft_letter,
    issue_letter,
    issued_letter,
    letter_offer,
)
from abductdesk.actions.unfinished import drop_draft
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import L, Language, Listing, Message
from abductdesk.models import Letter
from abductdesk.ui.cards import scrolled
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.feedback import Banner, Notice, ask
from abductdesk.ui.issuedletter import IssuedLetter
from abductdesk.ui.letterform import LetterForm, Wish
from abductdesk.ui.letterleft import LETTER, PLACES, Left, from_issued, from_typed, leave, take_up
from abductdesk.ui.letterpreview import Preview
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import bind, isolate
from abductdesk.ui.theme import look
from abductdesk.ui.typed import About, Kept
from abductdesk.ui.widgets import Button, label, row

PAUSE_MS = 350
"""So long after the last key the preview is made anew."""


def write_letter(
    desk: Desk,
    shell: Shell,
    case_id: int | None,
    parent: QWidget,
    letter: str = "",
    person_id: int | None = None,
    *,
    about: int | None = None,
    supersedes: Letter | None = None,
) -> Dialog:
    """Write a letter on a case, or on none (`directory_verification`); `letter`, `person_id` and `about` (the
    record that it is about) are chosen already where they are given.

    `supersedes` is the issued letter that the new one takes the place of.
    """
    dialog = WriteLetter(desk, shell, case_id, parent, letter, person_id, about, supersedes)
    dialog.open()
    return dialog


def open_letter_dialog(desk: Desk, shell: Shell, letter: Letter, parent: QWidget) -> QDialog:
    """Show an issued letter exactly as it was frozen; print, save or correct it."""

    def correct(old: Letter) -> None:
        write_letter(desk, shell, old.case_id, parent, old.letter, supersedes=old)

    dialog = IssuedLetter(desk, shell, letter, parent, correct)
    dialog.open()
    return dialog


class WriteLetter(Dialog):
    """Choices on one side, the pages as they would be issued on the other."""

    loss = (L("Leave without issuing?"), L("What you typed for this letter would be lost."))

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        case_id: int | None,
        parent: QWidget,
        letter: str,
        person_id: int | None,
        about: int | None,
        supersedes: Letter | None,
    ) -> None:
        super().__init__(parent, L("Correct a letter") if supersedes else L("Write a letter"), width=860)
        self.desk, self.shell, self.case_id = desk, shell, case_id
        self.supersedes = supersedes
        self.about = About(LETTER, case_id) if case_id is not None else None  # nothing is typed then
        self._wanted = (letter, person_id, about)
        self._going_on: dict[str, Any] | None = None
        self.form: LetterForm | None = None
        self.draft: Draft | None = None
        self._made_for: Wish | None = None
        self.preview = Preview()
        self.preview.wanted.connect(self._lead_to)
        self._sides = row(spacing=24)
        self._sides.addWidget(self.preview, 3)
        self.body.addLayout(self._sides, 1)
        self.wording = label(L("The wording is a draft that nobody has reviewed."), "caption", wrap=True)
        self.wording.hide()
        self.cancel, self.issue = Button(L("Cancel")), Button(L("&Issue…"), look="primary", icon="letter")
        self.issue.setEnabled(False)
        self.issue.setDefault(True)
        self.foot.addWidget(self.wording, 1)
        for button in (self.cancel, self.issue):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.issue.clicked.connect(self._ask_to_issue)
        self.finished.connect(lambda _result: self.preview.pages.clear())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask_for_draft)
        window = parent.window()
        self.resize(
            min(look.px(1180), int(window.width() * 0.94)), min(look.px(860), int(window.height() * 0.94))
        )
        self.preview.wait()
        desk.ask(letter_offer, case_id, then=self._offered, refused=self._leave_refused, owner=self)

    # what there is to choose

    def _offered(self, offer: Offer) -> None:
        if self.case_id is not None:
            text = L("On case {reference}.", reference=isolate(offer.reference))
            bind(self.sentence, "setText", text)
            self.sentence.show()
        letter, person, about = self._wanted
        self.form = LetterForm(offer, letter, person, about)
        self._sides.insertWidget(0, scrolled(self.form), 2)
        self.form.chosen.connect(lambda: self._look_again(0))
        self.form.typed.connect(lambda: self._look_again(PAUSE_MS))
        self._begin(offer)
        self.form.letter.combo.setFocus()
        self.desk.touched.connect(self._touched)
        self._look_again(0)

    def _begin(self, offer: Offer) -> None:
        """Begin from the letter to be corrected, or from one that was left to enter what was missing."""
        assert self.form is not None
        letter, person, _about = self._wanted
        left: Left | None
        if self._going_on is not None:
            left = from_typed(self._going_on, offer, self.supersedes, self.kept)
            self._going_on = None
        else:
            left = take_up(self.desk, self.case_id, letter, person, self.supersedes)
            old = left.kept.left() if left is not None else None
            if old is not None:  # from now on this dialog keeps its own
                self.desk.do(drop_draft, old)
        if left is None and self.supersedes is not None:
            left = from_issued(self.supersedes, offer)
        if left is not None:
            self.supersedes = left.supersedes
            self.form.fill(left)
        if self.supersedes is not None:
            text = L("Takes the place of {number}; both stay with the case.", number=self.supersedes.number)
            self.body.insertWidget(0, Banner("accent", text))

    # the preview

    def _look_again(self, after_ms: int) -> None:
        self.issue.setEnabled(False)
        self.preview.wait()
        self._timer.start(after_ms)

    def _touched(self, touched: Any) -> None:
        if self.isVisible() and touched.kinds - {"letter", "staff"}:
            self._look_again(0)

    def _ask_for_draft(self) -> None:
        assert self.form is not None
        try:
            wish = self.form.wish()
        except Invalid as invalid:
            self.preview.refuse(invalid)
            return
        self._made_for, self.draft = wish, None
        if wish is None:
            self._nobody()
            return
        self.desk.ask(
            draft_letter,
            self.case_id,
            wish.letter,
            wish.to,
            wish.language,
            wish.choices,
            then=self._drafted,
            refused=self._refused,
            owner=self,
            latest="draft",
        )

    def _drafted(self, draft: Draft) -> None:
        self.draft = draft
        self.preview.show_draft(draft)
        self.wording.setVisible(draft.draft_wording)
        self.issue.setEnabled(draft.content is not None)

    def _refused(self, refused: Refused) -> None:
        if isinstance(refused, Invalid) and self.form is not None and refused.field in self.form.rows:
            self.form.refuse(refused)
        self.preview.refuse(refused)

    def _nobody(self) -> None:
        assert self.form is not None
        kind = self.form.kind
        if kind.about is not None:
            self._nothing_to_be_about(kind)
            return
        people = any(role.value != "authority" for role in kind.recipients)
        self.preview.explain(
            L("Nobody on this case can get this letter"),
            L("It is for: {roles}.", roles=Listing(kind.recipients)),
            L("Case, people") if people else L("Case, services involved"),
            "Case, people" if people else "Case, services involved",
        )

    def _nothing_to_be_about(self, kind: Kind) -> None:
        """There is no such record, or nobody who gets a letter about the one chosen."""
        assert kind.about is not None and kind.where is not None
        title = L("This letter cannot be written yet")
        if kind.subjects:
            sentence = L("Nobody on this case can get a letter about what was chosen.")
            self.preview.explain(title, sentence, L("Case, people"), "Case, people")
            return
        sentence = L("There is nothing yet that it could be about ({what}).", what=kind.about)
        self.preview.explain(title, sentence, kind.where, kind.where.text)

    # going away and coming back

    def _lead_to(self, where: str) -> None:
        """Go where the missing thing is entered, here or elsewhere; what was typed waits for the return."""
        assert self.form is not None
        if where == "about":
            self.form.about.combo.setFocus()
            return
        if where in self.form.rows:
            self.form.rows[where].editor.main.setFocus()
            return
        screen, tab = PLACES.get(where, ("case", ""))
        left = self.form.left(self.supersedes)
        waits = replace(left, about=self._about(left), kept=Kept(self.kept.left()))
        leave(self.desk, self.case_id, waits)
        self.done(QDialog.DialogCode.Rejected)
        if screen == "case" and self.case_id is not None:
            self.shell.open_case(self.case_id, tab)
        else:
            self.shell.go(screen)
        self.shell.toast(L("The letter waits: choose Write letter on the case to go on with it."))

    def unsaved(self) -> bool:
        return self._going_on is not None or (self.form is not None and self.form.dirty)

    def as_typed(self) -> dict[str, Any]:
        if self.form is None:
            return self._going_on or {}
        left = self.form.left(self.supersedes)
        self.about = self._about(left)
        return left.as_typed()

    def _about(self, left: Left) -> About:
        """The case, and the person who would get it."""
        person = left.to.person_id if left.to is not None else None
        return About(LETTER, self.case_id, "person" if person is not None else "", person)

    def retype(self, values: dict[str, Any]) -> None:
        """Once it is known what there is to choose."""
        self._going_on = values

    def _leave_refused(self, refused: Refused) -> None:
        self.done(QDialog.DialogCode.Rejected)
        Notice(self.shell.widget(), refused).open()

    # issuing

    def _ask_to_issue(self) -> None:
        wish, draft = self._made_for, self.draft
        if wish is None or draft is None or draft.content is None:
            return
        said: list[Message] = [*draft.warnings]
        if draft.draft_wording:
            said.append(L("This wording is a draft that nobody has reviewed. Issue it all the same?"))
        said.append(
            L(
                "The letter to {name}, in {language}, gets its number and is kept as it is. "
                "This cannot be undone; a mistake is corrected by another letter.",
                name=isolate(wish.to.name),
                language=Language(wish.language),
            )
        )
        sentence = lambda spoken: "\n\n".join(spoken.say(each) for each in said)  # noqa: E731
        ask(self, L("Issue this letter?"), sentence, L("Issue"), then=partial(self._issue, wish))

    def _issue(self, wish: Wish) -> None:
        self.issue.setEnabled(False)
        self.desk.do(
            issue_letter,
            self.case_id,
            wish.letter,
            wish.to,
            wish.language,
            wish.choices,
            supersedes=self.supersedes.id if self.supersedes is not None else None,
            settles=self.kept.settles(),
            then=self._issued,
            refused=self._not_issued,
            owner=self,
        )

    def _issued(self, touched: Any) -> None:
        self.desk.ask(issued_letter, touched.result, then=self._show_issued, owner=self)

    def _show_issued(self, letter: Letter) -> None:
        parent = self.parentWidget() or self.shell.widget()
        self.accept()
        self.shell.toast(L("Letter {number} issued", number=isolate(letter.number)))
        open_letter_dialog(self.desk, self.shell, letter, parent)

    def _not_issued(self, refused: Refused) -> None:
        self.preview.refuse(refused)
        Notice(self, refused).open()
