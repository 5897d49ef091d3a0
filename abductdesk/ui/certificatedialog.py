"""The certificate of an erasure: in the language that is wanted, on the screen, on paper, in a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.erasures import certificate, export_certificate
from abductdesk.documents import Made
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES, L, Language
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Notice
from abductdesk.ui.issuedletter import TOLD
from abductdesk.ui.printing import PdfView, print_pdf
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import isolate, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, label, row


class CertificateDialog(Dialog):
    """Names nobody, so it may be given to the person and kept with the register."""

    def __init__(self, desk: Desk, shell: Shell, erasure_id: int) -> None:
        super().__init__(
            shell.widget(), L("Certificate of erasure"),
            L("It names nobody and can be made again from the register."), width=720,
        )  # fmt: skip
        self.desk, self.shell, self._id = desk, shell, erasure_id
        self._made: Made | None = None
        self.language = Combo(L("Language"))
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.pages = PdfView()
        caption = label(L("Language"), "caption")
        caption.setBuddy(self.language)
        self.body.addLayout(row(caption, self.language, None, spacing=8))
        self.body.addWidget(self.pages, 1)
        self.close_button = Button(L("&Close"))
        self.save, self.print = (
            Button(L("&Save as…"), icon="export"),
            Button(L("&Print…"), look="primary", icon="print"),
        )
        self.print.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.close_button, self.save, self.print):
            self.foot.addWidget(button)
        self.language.currentIndexChanged.connect(lambda _at: self._ask())
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(lambda: self._export(self._choose_file))
        self.print.clicked.connect(lambda: self._export(self._ask_printer))
        self.finished.connect(lambda _result: self.pages.clear())
        self.resize(look.px(860), min(look.px(900), int(shell.widget().height() * 0.94)))
        self._ask()

    def _ask(self) -> None:
        self._ready(False)
        make = partial(certificate, self.desk.office, self._id, self.language.chosen())
        self.desk.work(make, then=self.show_made, refused=self._refuse, owner=self)

    def _ready(self, ready: bool) -> None:
        for button in (self.save, self.print):
            button.setEnabled(ready)

    def show_made(self, made: Made) -> None:
        """Show the pages as they would leave."""
        if made.language == self.language.chosen():
            self._made = made
            self.pages.show_pdf(made.bytes)
            self._ready(True)

    def _export(self, then: Any) -> None:
        self.desk.do(
            export_certificate,
            self._id,
            then=lambda done: then(done.result),
            refused=self._refuse,
            owner=self,
        )

    def _choose_file(self, number: str) -> None:
        choose_file(self, L("Save the certificate"), f"{number}.pdf", then=self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the file."""
        assert self._made is not None
        write = partial(write_whole, path, self._made.bytes)
        self.desk.work(write, then=self._saved, refused=self._refuse, owner=self)

    def _saved(self, path: Path) -> None:
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))

    def _ask_printer(self, _number: str) -> None:
        self.desk.ask(preferences, then=self._print, owner=self)

    def _print(self, mine: dict[str, Any]) -> None:
        assert self._made is not None
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, self._made.bytes, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.shell.toast(L("Certificate sent to the printer"))

    def _refuse(self, refused: Refused) -> None:
        Notice(self, refused).open()
