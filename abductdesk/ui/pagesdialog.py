"""Pages that may leave the vault: looked at as they would leave, then printed or saved; journalled first.

class CardDialog(PagesDialog): its choices go into `self.options`, then `self.lay_out(save)`; `ask_pages` asks
for what `show_pages` shows; `export` does the action that journals it and hands on what leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.faults import Refused
from abductdesk.i18n import OFFICE_LANGUAGES, L, Language
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.issuedletter import TOLD
from abductdesk.ui.printing import PdfView, print_pdf
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label, row

Leave = Callable[[bytes], object]


class PagesDialog(Dialog):
    """`leaving` are the buttons that wait until the pages that are chosen are seen."""

    printed: Text = L("Sent to the printer")
    file_title: Text = L("Save the paper")
    unencrypted: Text = L(
        "The file is not encrypted: whoever can open the folder can read it. That you saved it is "
        "written in the journal."
    )
    tone = "danger"
    stays = False
    """Whether it stays open once a file is saved, where there is more than one kind to save."""

    def __init__(self, desk: Desk, shell: Shell, title: Text, about: Text) -> None:
        super().__init__(shell.widget(), title, about, width=760)
        self.desk, self.shell = desk, shell
        self.language = Combo(L("Language"))
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.options = column(spacing=12)
        self.refusal = Banner(self.tone, "")
        self.refusal.hide()
        self.pages = PdfView()
        self.cancel = Button(L("&Close"))
        self.print = Button(L("&Print…"), look="primary", icon="print")
        self.leaving: list[Button] = [self.print]
        self.finished.connect(lambda _result: self.pages.clear())
        self.resize(look.px(980), min(look.px(820), int(shell.widget().height() * 0.92)))

    def choice(self, text: Text, combo: Combo) -> None:
        """One more choice, with its name above it; what is chosen is asked for again."""
        self.options.addLayout(column(label(text, "caption"), combo, spacing=4))
        combo.currentIndexChanged.connect(lambda _at: self.ask_again())

    def lay_out(self, *saves: Button) -> None:
        """Choices left, pages right, the buttons below."""
        self.refusal.setMaximumWidth(look.px(290))
        self.options.addWidget(self.refusal)
        self.options.addStretch(1)
        both = row(spacing=20)
        both.addLayout(self.options)
        both.addWidget(self.pages, 1)
        self.body.addLayout(both, 1)
        self.leaving += saves
        self.print.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, *saves, self.print):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.print.clicked.connect(self._export_to_print)
        self.ready(False)

    def ask_pages(self) -> None:
        """Ask for the pages that are chosen."""
        raise NotImplementedError

    def export(self, then: Leave, kind: str) -> None:
        """Journal that it leaves as this kind of file (the printer's is "pdf"); `then` gets what leaves."""
        raise NotImplementedError

    def ask_again(self) -> None:
        """Nothing leaves until what is chosen now is seen."""
        self.ready(False)
        self.ask_pages()

    def ready(self, ready: bool) -> None:
        for button in self.leaving:
            button.setEnabled(ready)

    def show_pages(self, content: bytes) -> None:
        """Show the pages as they would leave."""
        self.refusal.hide()
        self.pages.show_pdf(content)
        self.pages.show()
        self.ready(True)

    def refuse(self, refused: Refused) -> None:
        """Say it; pages of another choice are no longer shown."""
        self.ready(False)
        self.pages.clear()
        self.pages.hide()
        self.refusal.say(refused)
        self.refusal.show()

    def not_left(self, refused: Refused) -> None:
        """It could not leave: say why; what is seen stays, to be tried again."""
        self.ready(True)
        self.refusal.say(refused)
        self.refusal.show()

    def _export_to_print(self) -> None:
        self.ready(False)
        self.export(self._ask_printer, "pdf")

    def _ask_printer(self, content: bytes) -> None:
        self.ready(True)
        self.desk.ask(preferences, then=lambda mine: self._print(content, mine), owner=self)

    def _print(self, content: bytes, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.accept()
        self.shell.toast(self.printed)

    def ask_to_save(self, name: str) -> None:
        """Say once more that the file is not encrypted, then ask where; `name` tells nothing of a person."""
        save = partial(self.save_to, kind=_kind(name))
        ask(
            self, L("Save outside the vault?"), self.unencrypted, L("Choose a folder"),
            then=lambda: choose_file(self, self.file_title, name, then=save),
        )  # fmt: skip

    def save_to(self, path: Path, kind: str = "") -> None:
        """Journal it, then write the file: of this kind, whatever its name was typed as."""
        self.export(lambda content: self._write(path, content), kind or _kind(path.name))

    def _write(self, path: Path, content: bytes) -> None:
        write = partial(write_whole, path, content)
        self.desk.work(write, then=self._saved, refused=self.not_left, owner=self)

    def _saved(self, path: Path) -> None:
        if not self.stays:
            self.accept()
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))


def _kind(name: str) -> str:
    return Path(name).suffix.removeprefix(".").casefold()
