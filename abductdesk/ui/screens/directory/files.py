"""The list for parents: choose, look at it, print it, or save it as PDF, table or cards."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.directoryfiles import (
    Counted,
    Form,
    ListOrder,
    count_listed,
    export_directory,
    preview_list,
)
from abductdesk.faults import Refused
from abductdesk.i18n import LN, OFFICE_LANGUAGES, L, Language
from abductdesk.terms import EntryKind
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.issuedletter import TOLD
from abductdesk.ui.kinds import languages
from abductdesk.ui.printing import PdfView, print_pdf
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.screens.directory import words as say
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label, row

_SAVED: dict[Form, Text] = {
    Form.PDF: L("&Save as PDF…"),
    Form.CSV: L("Save as &table (CSV)…"),
    Form.VCARD: L("Save as car&ds (vCard)…"),
}


class ListDialog(Dialog):
    """Only who agreed to be listed and is verified stands on it; the others are counted."""

    def __init__(self, desk: Desk, shell: Shell, kind: EntryKind | None) -> None:
        super().__init__(
            shell.widget(),
            L("Public list"),
            L("Only entries that agreed to be listed, and never what the office notes for itself."),
            width=780,
        )
        self.desk, self.shell = desk, shell
        self.kind, self.language = Combo(L("Kind of entry")), Combo(L("Language of the list"))
        self.grouped, self.speaks = Combo(L("Grouped")), Combo(L("Who speaks"))
        self.kind.offer([(each, say.MANY[each]) for each in EntryKind])
        self.kind.choose(kind or EntryKind.LAWYER)
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.grouped.offer([(False, L("By place")), (True, L("By language"))])
        self.speaks.offer([(None, L("All languages")), *languages()])
        self.lapsed = Check(L("Also entries whose verification has lapsed"))
        self.counted = label("", "second", wrap=True)
        self.refusal = Banner("neutral", "")
        self.refusal.hide()
        self.pages = PdfView()
        self.save = {form: Button(text, icon="export") for form, text in _SAVED.items()}
        self.print = Button(L("&Print…"), look="primary", icon="print")
        self._build()
        self.finished.connect(lambda _result: self.pages.clear())
        self.resize(look.px(980), min(look.px(820), int(shell.widget().height() * 0.92)))
        self._ask()

    def _build(self) -> None:
        options = column(spacing=12)
        for text, combo in (
            (L("Kind of entry"), self.kind),
            (L("Language of the list"), self.language),
            (L("Grouped"), self.grouped),
            (L("Who speaks"), self.speaks),
        ):
            options.addLayout(column(label(text, "caption"), combo, spacing=4))
            combo.currentIndexChanged.connect(lambda _at: self._ask())
        self.lapsed.toggled.connect(lambda _on: self._ask())
        for widget in (self.lapsed, self.counted):
            options.addWidget(widget)
        options.addSpacing(8)
        for form, button in self.save.items():
            button.clicked.connect(lambda _=False, form=form: self._ask_to_save(form))
            options.addWidget(button)
        options.addStretch(1)
        shown = column(self.refusal, spacing=8)
        shown.addWidget(self.pages, 1)
        sides = row(spacing=16)
        sides.addLayout(options, 2)
        sides.addLayout(shown, 5)
        self.body.addLayout(sides, 1)
        close = Button(L("&Close"))
        close.clicked.connect(self.reject)
        self.print.setDefault(True)
        self.print.clicked.connect(self._export_to_print)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.print)

    @property
    def wanted(self) -> ListOrder:
        """What is chosen."""
        return ListOrder(
            self.kind.chosen(),
            self.language.chosen(),
            by_language=self.grouped.chosen(),
            speaks=self.speaks.chosen(),
            with_lapsed=self.lapsed.isChecked(),
        )

    def _ready(self, ready: bool) -> None:
        for button in (*self.save.values(), self.print):
            button.setEnabled(ready)

    def _ask(self) -> None:
        self._ready(False)
        self.desk.ask(count_listed, self.wanted, then=self._count, latest="count")
        self.desk.ask(preview_list, self.wanted, then=self.show_list, refused=self._refuse, latest="list")

    def _count(self, found: Counted) -> None:
        parts = [LN("{n} name on the list.", "{n} names on the list.", found.listed)]
        if found.no_consent:
            parts.append(
                LN("{n} has not agreed to be listed.", "{n} have not agreed to be listed.", found.no_consent)
            )
        if found.lapsed:
            parts.append(LN("{n} is to be verified first.", "{n} are to be verified first.", found.lapsed))
        self.counted.setText(" ".join(map(tongue().say, parts)))

    def show_list(self, content: bytes) -> None:
        """Show the pages as they would leave."""
        self.refusal.hide()
        self.pages.show()
        self.pages.show_pdf(content)
        self._ready(True)

    def _refuse(self, refused: Refused) -> None:
        self.pages.hide()
        self.refusal.say(refused)
        self.refusal.show()

    def _export_to_print(self) -> None:
        self._ready(False)
        self.desk.do(
            export_directory, self.wanted, Form.PDF, then=self._ask_printer, refused=self._refuse, owner=self
        )

    def _ask_printer(self, touched: Any) -> None:
        self._ready(True)
        content = touched.result
        self.desk.ask(preferences, then=lambda mine: self._print(content, mine), owner=self)

    def _print(self, content: bytes, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.accept()
        self.shell.toast(L("List sent to the printer"))

    def _ask_to_save(self, form: Form) -> None:
        ask(
            self,
            L("Save outside the vault?"),
            L("The file is not encrypted. That you saved it is written in the history of each entry on it."),
            L("Choose a folder"),
            then=lambda: choose_file(
                self, L("Save the list"), f"directory.{form}", then=partial(self.save_to, form)
            ),
        )

    def save_to(self, form: Form, path: Path) -> None:
        """Journal it, then write the file."""
        self.desk.do(
            export_directory,
            self.wanted,
            form,
            then=lambda touched: self._write(path, touched.result),
            refused=self._refuse,
            owner=self,
        )

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(
            partial(write_whole, path, content), then=self._saved, refused=self._refuse, owner=self
        )

    def _saved(self, path: Path) -> None:
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))
