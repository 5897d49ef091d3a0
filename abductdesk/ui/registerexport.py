"""Papers of data protection: look at one, then print it or save it outside the vault.

export_button(desk, shell, "requests")          # the button at the head of a register, for managers
PaperDialog(desk, shell, Paper.PROCESSING, L("Record of processing")).open()
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.processing import Paper, PaperWish, export_paper, privacy_paper
from abductdesk.documents import Made
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES, L, Language
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.issuedletter import TOLD
from abductdesk.ui.printing import PdfView, print_pdf
from abductdesk.ui.requestdialog import manages
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label, row

_NAMES = {Paper.REQUESTS: L("The register of requests"), Paper.BREACHES: L("The register of breaches")}


def export_button(desk: Desk, shell: Shell, tab: str) -> Button:
    """A button that shows the register as it would leave; only managers have it."""
    paper = Paper(tab)
    made = Button(L("On paper…"), icon="export")
    made.clicked.connect(lambda: PaperDialog(desk, shell, paper, _NAMES[paper]).open())
    made.setVisible(manages(desk))
    return made


class PaperDialog(Dialog):
    """See the top of the file."""

    def __init__(self, desk: Desk, shell: Shell, paper: Paper, title: Text) -> None:
        about = L("Without the names of persons unless you ask for them. What leaves is journalled.")
        if paper is Paper.PROCESSING:
            about = L("Made from the records. What the program cannot know is left to fill in.")
        super().__init__(shell.widget(), title, about, width=760)
        self.desk, self.shell, self._paper = desk, shell, paper
        self.language = Combo(L("Language"))
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.named = Check(L("With names and what people typed"))
        self.named.setVisible(paper is Paper.REQUESTS)
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.pages = PdfView()
        self._build()
        self.finished.connect(lambda _result: self.pages.clear())
        self.resize(look.px(960), min(look.px(820), int(shell.widget().height() * 0.92)))
        self._ask()

    def _build(self) -> None:
        options = column(spacing=12)
        options.addLayout(column(label(L("Language"), "caption"), self.language, spacing=4))
        options.addWidget(self.named)
        self.language.currentIndexChanged.connect(lambda _at: self._ask())
        self.named.toggled.connect(lambda _on: self._ask())
        self.refusal.setMaximumWidth(look.px(260))
        options.addWidget(self.refusal)
        options.addStretch(1)
        both = row(spacing=20)
        both.addLayout(options)
        both.addWidget(self.pages, 1)
        self.body.addLayout(both, 1)
        self.cancel = Button(L("&Close"))
        self.table = Button(L("Save as &table…"), icon="export")
        self.table.setVisible(self._paper is not Paper.PROCESSING)
        self.save = Button(L("&Save as PDF…"), icon="export")
        self.print = Button(L("&Print…"), look="primary", icon="print")
        self.print.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, self.table, self.save, self.print):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.table.clicked.connect(lambda: self._ask_to_save("csv"))
        self.save.clicked.connect(lambda: self._ask_to_save("pdf"))
        self.print.clicked.connect(self._export_to_print)
        self._ready(False)

    @property
    def wish(self) -> PaperWish:
        """What is chosen."""
        return PaperWish(self._paper, self.language.chosen(), self.named.isChecked())

    def _ready(self, ready: bool) -> None:
        for button in (self.table, self.save, self.print):
            button.setEnabled(ready)

    def _ask(self) -> None:
        self.desk.ask(privacy_paper, self.wish, then=self.show_paper, refused=self._refuse, latest="paper")

    def show_paper(self, made: Made) -> None:
        """Show the pages as they would leave."""
        self.refusal.hide()
        self.pages.show_pdf(made.bytes)
        self.pages.show()
        self._ready(True)

    def _refuse(self, refused: Refused) -> None:
        self._ready(True)
        self.refusal.say(refused)
        self.refusal.show()

    # printing: journalled before the system's dialog opens

    def _export_to_print(self) -> None:
        self.desk.do(export_paper, self.wish, then=self._ask_printer, refused=self._refuse, owner=self)

    def _ask_printer(self, touched: Any) -> None:
        content = touched.result
        self.desk.ask(preferences, then=lambda mine: self._print(content, mine), owner=self)

    def _print(self, content: bytes, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.accept()
        self.shell.toast(L("Sent to the printer"))

    # saving

    def _ask_to_save(self, kind: str) -> None:
        ask(
            self,
            L("Save outside the vault?"),
            L("The file is not encrypted: whoever can open the folder can read it. That you saved it is "
              "written in the journal."),
            L("Choose a folder"),
            then=lambda: choose_file(
                self, L("Save the paper"), f"{self._paper.value}.{kind}", then=self.save_to
            ),
        )  # fmt: skip

    def save_to(self, path: Path) -> None:
        """Journal it, then write the file: a table where its name ends so."""
        table = path.suffix.casefold() == ".csv"
        self.desk.do(
            export_paper, self.wish, table=table,
            then=lambda touched: self._write(path, touched.result), refused=self._refuse, owner=self,
        )  # fmt: skip

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(
            partial(write_whole, path, content), then=self._saved, refused=self._refuse, owner=self
        )

    def _saved(self, path: Path) -> None:
        self.accept()
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))
