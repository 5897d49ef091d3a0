"""Before something is erased: what would go, what stands against it, why, and the words typed to say so.

ask_erase(desk, shell, person_id)                    # from a person's card
ask_anonymise(desk, shell, [case_id])                # from a case, or from the list of what is due
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit

from abductdesk.actions.erasure import (
    ErasePreview,
    anonymise_cases,
    anonymise_preview,
    erase_calls,
    erase_person,
    erase_preview,
)
from abductdesk.faults import Invalid, Refused
from abductdesk.i18n import LN, L
from abductdesk.ui.cards import KeyValues, section
from abductdesk.ui.certificatedialog import CertificateDialog
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog, Reply
from abductdesk.ui.feedback import Banner
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, bind, isolate, words
from abductdesk.ui.widgets import Button, column, label, restyle

Run = Callable[["EraseDialog"], object]


class EraseDialog(Dialog):
    """`run` is called once the reason stands there and the words were typed; it answers through `reply`."""

    loss = (L("Leave without erasing?"), L("Nothing was erased yet; what you typed here would be lost."))

    def __init__(
        self, shell: Shell, title: Text, sentence: Text, preview: ErasePreview, accept: Text, run: Run
    ) -> None:
        super().__init__(shell.widget(), title, sentence, width=600, scroll=len(preview.documents) > 4)
        self.preview, self._run = preview, run
        self.despite = Check(L("I decide otherwise, for the reason below (Art. 17(3))"))
        self.reason, self.typed = QLineEdit(), QLineEdit()
        self.keeps = {each.id: Check(_document(each.reference, each.name)) for each in preview.documents}
        self.fault = Banner("danger", "")
        self.fault.hide()
        self.cancel, self.erase = Button(L("Cancel")), Button(accept, look="danger", icon="anonymise")
        self._build()
        self._fit()

    def _build(self) -> None:
        preview = self.preview
        counted = [(said, str(count)) for said, count in preview.counts if count]
        if counted:
            self.body.addWidget(KeyValues(counted, columns=2))
        for note in preview.notes:
            self.body.addWidget(label(note, "second", wrap=True))
        for refusal in preview.refusals:
            self.body.addWidget(Banner("danger", refusal))
        for ground in preview.grounds:
            self.body.addWidget(Banner("warn", ground))
        if preview.grounds and not preview.refusals:
            self.body.addWidget(self.despite)
        if self.keeps and not preview.refusals:
            self.body.addWidget(section(L("Documents that only you can read")))
            self.body.addWidget(
                label(L("They go too. Tick what is not about this person."), "second", wrap=True)
            )
            for check in self.keeps.values():
                self.body.addWidget(check)
        if not preview.refusals:
            for text, edit, help in (
                (L("Reason"), self.reason, L("Without names: it stays in the register of erasures.")),
                (
                    L("Type {words} to confirm", words=isolate(preview.confirm)), self.typed,
                    L("It cannot be undone. Backups hold it until the last one made before today is gone."),
                ),
            ):  # fmt: skip
                caption = label(text, "strong", wrap=True)
                caption.setBuddy(edit)
                bind(edit, "setAccessibleName", text)
                self.body.addLayout(column(caption, edit, label(help, "caption", wrap=True), spacing=4))
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.foot.addStretch(1)
        for button in (self.cancel, self.erase):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.erase.clicked.connect(self.submit)
        self.erase.setDefault(True)
        for edit in (self.reason, self.typed):
            edit.textChanged.connect(lambda _text: self._fit())
        self.despite.toggled.connect(lambda _on: self._fit())
        (self.cancel if preview.refusals else self.reason).setFocus()

    @property
    def kept_documents(self) -> list[int]:
        """Documents that are not about the person."""
        return [each for each, check in self.keeps.items() if check.isChecked()]

    @property
    def reply(self) -> Reply:
        """The callbacks for the desk."""
        return Reply(then=self.accept_answer, refused=self.refuse, settles=None)

    def accept_answer(self, _touched: Any) -> None:
        """It is done."""
        self.accept()

    def refuse(self, refused: Refused) -> None:
        """Say why it was refused and keep what was typed."""
        self._fit()
        self.fault.say(refused)
        self.fault.show()
        restyle(self.reason, wrong=isinstance(refused, Invalid) and refused.field == "reason")
        self.grow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.grow()

    def unsaved(self) -> bool:
        return bool(self.reason.text() or self.typed.text())

    def submit(self) -> None:
        """Erase, if everything stands there."""
        if self.erase.isEnabled():
            self.erase.setEnabled(False)
            self.fault.hide()
            self._run(self)

    def _fit(self) -> None:
        preview = self.preview
        typed = " ".join(self.typed.text().split()).casefold() == preview.confirm.casefold()
        decided = not preview.grounds or self.despite.isChecked()
        ready = not preview.refusals and decided and typed and bool(self.reason.text().strip())
        self.erase.setEnabled(ready)


def ask_erase(desk: Desk, shell: Shell, person_id: int) -> None:
    """Erase a person: look at what would go first."""

    def show(preview: ErasePreview) -> None:
        def run(dialog: EraseDialog) -> None:
            desk.do(
                erase_person, person_id, reason=dialog.reason.text(), despite=dialog.despite.isChecked(),
                keep=dialog.kept_documents, then=partial(_erased, desk, shell, dialog), refused=dialog.refuse,
                owner=dialog,
            )  # fmt: skip

        EraseDialog(
            shell, L("Erase {name}", name=isolate(preview.name)),
            L("Everything the vault holds on this person goes: names, addresses, letters, texts, "
              "the details of "
              "the journal. Numbers for the yearly figures stay."),
            preview, L("Erase for good"), run,
        ).open()  # fmt: skip

    desk.ask(erase_preview, person_id, then=show, owner=shell.widget())


def ask_anonymise(
    desk: Desk, shell: Shell, case_ids: Sequence[int], then: Callable[[], object] | None = None
) -> None:
    """Anonymise cases: look at what would go first."""

    def show(preview: ErasePreview) -> None:
        def run(dialog: EraseDialog) -> None:
            desk.do(
                anonymise_cases, list(case_ids), reason=dialog.reason.text(),
                despite=dialog.despite.isChecked(), then=partial(_erased, desk, shell, dialog, done=then),
                refused=dialog.refuse, owner=dialog,
            )  # fmt: skip

        count = len(case_ids)
        title = (
            L("Anonymise {reference}", reference=preview.confirm)
            if count == 1
            else LN("Anonymise {n} case", "Anonymise {n} cases", count)
        )
        EraseDialog(
            shell, title,
            L("Names, addresses, texts, letters and documents go, and so do the people who are on "
              "no other case. "
              "The reference and what the yearly figures need stay; nothing can be written in it any more."),
            preview, L("Anonymise for good"), run,
        ).open()  # fmt: skip

    desk.ask(anonymise_preview, list(case_ids), then=show, owner=shell.widget())


def ask_erase_calls(
    desk: Desk, shell: Shell, call_ids: Sequence[int], then: Callable[[], object] | None = None
) -> None:
    """Erase what calls say."""
    count = len(call_ids)
    counts = ((L("Calls"), count),)
    preview = ErasePreview("", str(count), counts, (), (), (), ())

    def run(dialog: EraseDialog) -> None:
        desk.do(
            erase_calls, list(call_ids), reason=dialog.reason.text(),
            then=partial(_erased, desk, shell, dialog, done=then), refused=dialog.refuse, owner=dialog,
        )  # fmt: skip

    EraseDialog(
        shell, LN("Erase {n} call", "Erase {n} calls", count),
        L("Who called, what was asked and answered goes. That there was a call, how and how urgent, stays."),
        preview, L("Erase for good"), run,
    ).open()  # fmt: skip


def _erased(
    desk: Desk, shell: Shell, dialog: EraseDialog, touched: Any, done: Callable[[], object] | None = None
) -> None:
    dialog.accept_answer(touched)
    if done is not None:
        done()
    ids = touched.result if isinstance(touched.result, list) else [touched.result]
    shell.toast(
        LN(
            "Erased; the certificate is in the register",
            "Erased; the {n} certificates are in the register",
            len(ids),
        )
    )
    if len(ids) == 1:
        CertificateDialog(desk, shell, ids[0]).open()


def _document(reference: str, name: str) -> Text:
    return lambda _tongue: words(L("Keep {name} ({reference})", name=isolate(name), reference=reference))
