"""The list of deadlines on paper: choose, look at it, print or save it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.deadlinelist import FILE_NAME, ListWish, deadline_list, export_deadlines
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
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.texts import Text, isolate, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label, row

DAYS = (7, 14, 30)


class PrintList(Dialog):
    """`ids` are the lines to choose from, None for all; `shown` says what they were narrowed to."""

    def __init__(
        self,
        desk: Desk,
        shell: Shell,
        ids: frozenset[tuple[object, ...]] | None,
        shown: tuple[Any, ...],
        about: Text,
    ) -> None:
        super().__init__(shell.widget(), L("Print the list of deadlines"), about, width=760)
        self.desk, self.shell, self._ids, self._shown = desk, shell, ids, shown
        self.language, self.days, self.by_day = (
            Combo(L("Language")),
            Combo(L("How far ahead")),
            Combo(L("Grouped")),
        )
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.days.offer([(days, L("{n} days", n=days)) for days in DAYS])
        self.by_day.offer([(False, L("By caseworker")), (True, L("By day"))])
        self.late = Check(L("With what is late or blocked"))
        self.late.setChecked(True)
        self.named = Check(L("With names and the words of follow-ups"))
        self.warning = Banner(
            "warn", L("The paper will name children. Without names it says references only.")
        )
        self.warning.hide()
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.pages = PdfView()
        self._build()
        self.finished.connect(lambda _result: self.pages.clear())
        self.resize(look.px(960), min(look.px(820), int(shell.widget().height() * 0.92)))
        self._ask()

    def _build(self) -> None:
        options = column(spacing=12)
        for text, combo in (
            (L("Language"), self.language),
            (L("How far ahead"), self.days),
            (L("Grouped"), self.by_day),
        ):
            options.addLayout(column(label(text, "caption"), combo, spacing=4))
            combo.currentIndexChanged.connect(lambda _at: self._ask())
        for check in (self.late, self.named):
            options.addWidget(check)
            check.toggled.connect(lambda _on: self._ask())
        for banner in (self.warning, self.refusal):
            banner.setMaximumWidth(look.px(290))
            options.addWidget(banner)
        options.addStretch(1)
        both = row(spacing=20)
        both.addLayout(options)
        both.addWidget(self.pages, 1)
        self.body.addLayout(both, 1)
        self.cancel = Button(L("&Close"))
        self.save, self.print = (
            Button(L("&Save as…"), icon="export"),
            Button(L("&Print…"), look="primary", icon="print"),
        )
        self.print.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, self.save, self.print):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_to_save)
        self.print.clicked.connect(self._export_to_print)
        self._ready(False)

    @property
    def wish(self) -> ListWish:
        """What is chosen."""
        return ListWish(
            language=self.language.chosen(),
            days=self.days.chosen(),
            late=self.late.isChecked(),
            by_day=self.by_day.chosen(),
            named=self.named.isChecked(),
            ids=self._ids,
            shown=self._shown,
        )

    def _ready(self, ready: bool) -> None:
        for button in (self.save, self.print):
            button.setEnabled(ready)

    def _ask(self) -> None:
        self.warning.setVisible(self.named.isChecked())
        self.desk.ask(deadline_list, self.wish, then=self.show_list, refused=self._refuse, latest="list")

    def show_list(self, made: Made) -> None:
        """Show the pages as they would leave."""
        self.refusal.hide()
        self.pages.show_pdf(made.bytes)
        self.pages.show()
        self._ready(True)

    def _refuse(self, refused: Refused) -> None:
        self._ready(False)
        self.pages.hide()
        self.refusal.say(refused)
        self.refusal.show()

    # printing: journalled before the system's dialog opens, for from then on it is out of the program's hands

    def _export_to_print(self) -> None:
        self._ready(False)
        self.desk.do(export_deadlines, self.wish, then=self._ask_printer, refused=self._refuse, owner=self)

    def _ask_printer(self, touched: Any) -> None:
        self._ready(True)
        content = touched.result.bytes
        self.desk.ask(preferences, then=lambda mine: self._print(content, mine), owner=self)

    def _print(self, content: bytes, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.accept()
        self.shell.toast(L("List sent to the printer"))

    # saving

    def _ask_to_save(self) -> None:
        ask(
            self,
            L("Save outside the vault?"),
            L(
                "The file is not encrypted: whoever can open the folder can read the list. That you saved it "
                "is written in the history of each case on it."
            ),
            L("Choose a folder"),
            then=lambda: choose_file(self, L("Save the list"), FILE_NAME, then=self.save_to),
        )

    def save_to(self, path: Path) -> None:
        """Journal it, then write the file."""
        self.desk.do(
            export_deadlines,
            self.wish,
            then=lambda touched: self._write(path, touched.result),
            refused=self._refuse,
            owner=self,
        )

    def _write(self, path: Path, made: Made) -> None:
        self.desk.work(
            partial(write_whole, path, made.bytes), then=self._saved, refused=self._refuse, owner=self
        )

    def _saved(self, path: Path) -> None:
        self.accept()
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))
