"""Papers of data protection: look at one, then print it or save it outside the vault.

export_button(desk, shell, "requests")          # the button at the head of a register, for managers
PaperDialog(desk, shell, Paper.PROCESSING, L("Record of processing")).open()
"""

from __future__ import annotations

from abductdesk.actions.processing import Paper, PaperWish, export_paper, privacy_paper
from abductdesk.i18n import L
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.pagesdialog import Leave, PagesDialog
from abductdesk.ui.requestdialog import manages
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text
from abductdesk.ui.widgets import Button

_NAMES = {Paper.REQUESTS: L("The register of requests"), Paper.BREACHES: L("The register of breaches")}


def export_button(desk: Desk, shell: Shell, tab: str) -> Button:
    """A button that shows the register as it would leave; only managers have it."""
    paper = Paper(tab)
    made = Button(L("On paper…"), icon="export")
    made.clicked.connect(lambda: PaperDialog(desk, shell, paper, _NAMES[paper]).open())
    made.setVisible(manages(desk))
    return made


class PaperDialog(PagesDialog):
    """See the top of the file."""

    def __init__(self, desk: Desk, shell: Shell, paper: Paper, title: Text) -> None:
        about = L("Without the names of persons unless you ask for them. What leaves is journalled.")
        if paper is Paper.PROCESSING:
            about = L("Made from the records. What the program cannot know is left to fill in.")
        super().__init__(desk, shell, title, about)
        self._paper = paper
        self.choice(L("Language"), self.language)
        self.named = Check(L("With names and what people typed"))
        self.named.setVisible(paper is Paper.REQUESTS)
        self.named.toggled.connect(lambda _on: self.ask_again())
        self.options.addWidget(self.named)
        self.table = Button(L("Save as &table…"), icon="export")
        self.table.setVisible(paper is not Paper.PROCESSING)
        self.table.clicked.connect(lambda: self.ask_to_save(f"{paper.value}.csv"))
        self.save = Button(L("&Save as PDF…"), icon="export")
        self.save.clicked.connect(lambda: self.ask_to_save(f"{paper.value}.pdf"))
        self.lay_out(self.table, self.save)
        self.ask_again()

    @property
    def wish(self) -> PaperWish:
        """What is chosen."""
        return PaperWish(self._paper, self.language.chosen(), self.named.isChecked())

    def ask_pages(self) -> None:
        self.desk.ask(
            privacy_paper, self.wish, then=lambda made: self.show_pages(made.bytes),
            refused=self.refuse, latest="paper", owner=self,
        )  # fmt: skip

    def export(self, then: Leave, kind: str) -> None:
        self.desk.do(
            export_paper, self.wish, table=kind == "csv", then=lambda done: then(done.result),
            refused=self.not_left, owner=self,
        )  # fmt: skip
