"""Attestations of a training: in which language, then printed or saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.trainings import (
    TrainingPage,
    issue_attestations,
)
from abductdesk.i18n import LN, OFFICE_LANGUAGES, L, Language
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner
from abductdesk.ui.issuedletter import TOLD
from abductdesk.ui.printing import print_pdf
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate, tongue
from abductdesk.ui.widgets import Button, label

FILE_NAME = "attestations.pdf"


class AttestationDialog(Dialog):
    """Attestations of everybody who was there, one page each."""

    def __init__(self, desk: Desk, shell: Shell, found: TrainingPage) -> None:
        there = [each for each in found.participants if each.attended]
        fresh = sum(each.attestation is None for each in there)
        super().__init__(
            shell.widget(),
            L("Attestations"),
            LN(
                "One page for {n} person who was there.",
                "One page for each of {n} people who were there.",
                len(there),
            ),
        )
        self.desk, self.shell, self._training_id = desk, shell, found.training.id
        if fresh:
            new = LN(
                "{n} gets a number now. Numbers are given once and stay.",
                "{n} get a number now. Numbers are given once and stay.",
                fresh,
            )
            self.body.addWidget(Banner("neutral", new))
        self.language = Combo(L("Language"))
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        for widget in (label(L("Language"), "strong"), self.language, self.refusal):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        cancel, self.save = Button(L("Cancel")), Button(L("&Save as…"), icon="export")
        self.print = Button(L("&Print…"), look="primary", icon="print")
        self.print.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(
            lambda: choose_file(self, L("Save the attestations"), FILE_NAME, then=self.save_to)
        )
        self.print.clicked.connect(lambda: self._issue(self._ask_printer))
        self.foot.addStretch(1)
        for button in (cancel, self.save, self.print):
            self.foot.addWidget(button)

    def _issue(self, then: Callable[[bytes], object]) -> None:
        self.desk.do(
            issue_attestations, self._training_id, self.language.chosen(),
            then=lambda touched: then(touched.result.bytes), refused=self._refuse, owner=self,
        )  # fmt: skip

    def _refuse(self, refused: Any) -> None:
        self.refusal.say(refused)
        self.refusal.show()

    def _ask_printer(self, content: bytes) -> None:
        self.desk.ask(preferences, then=lambda mine: self._print(content, mine), owner=self)

    def _print(self, content: bytes, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.accept()
        self.shell.toast(L("Attestations sent to the printer"))

    def save_to(self, path: Path) -> None:
        """Issue them, then write the file."""
        self._issue(lambda content: self._write(path, content))

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(
            partial(write_whole, path, content), then=self._saved, refused=self._refuse, owner=self
        )

    def _saved(self, path: Path) -> None:
        self.accept()
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))
