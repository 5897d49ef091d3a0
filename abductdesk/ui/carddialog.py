"""The emergency card of a journey: for whom, in which language, as it would leave; then print or save it.

CardDialog(desk, shell, plan_id).open()
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from abductdesk.actions.bureau import prefer, preferences
from abductdesk.actions.journeypapers import (
    CARD_FILE,
    Bearer,
    card_bearers,
    emergency_card,
    export_emergency_card,
)
from abductdesk.documents import Made
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
from abductdesk.ui.texts import isolate
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, column, label, row


class CardDialog(Dialog):
    """See the top of the file."""

    def __init__(self, desk: Desk, shell: Shell, plan_id: int) -> None:
        super().__init__(
            shell.widget(), L("Emergency card"),
            L("First names only, and the numbers that its bearer may have. Kept nowhere; what leaves is "
              "journalled."), width=760,
        )  # fmt: skip
        self.desk, self.shell, self._plan = desk, shell, plan_id
        self._bearers: list[Bearer] = []
        self.bearer, self.language = Combo(L("Who carries it")), Combo(L("Language"))
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.pages = PdfView()
        self._build()
        self.finished.connect(lambda _result: self.pages.clear())
        self.resize(look.px(960), min(look.px(820), int(shell.widget().height() * 0.92)))
        self.desk.ask(card_bearers, plan_id, then=self.show_bearers, refused=self._refuse, owner=self)

    def _build(self) -> None:
        options = column(spacing=12)
        self.bearer.setMinimumWidth(look.px(230))
        options.addLayout(column(label(L("Who carries it"), "caption"), self.bearer, spacing=4))
        options.addLayout(column(label(L("Language"), "caption"), self.language, spacing=4))
        self.bearer.currentIndexChanged.connect(lambda _at: self._chosen())
        self.language.currentIndexChanged.connect(lambda _at: self._ask())
        self.refusal.setMaximumWidth(look.px(260))
        options.addWidget(self.refusal)
        options.addStretch(1)
        both = row(spacing=20)
        both.addLayout(options)
        both.addWidget(self.pages, 1)
        self.body.addLayout(both, 1)
        self.cancel = Button(L("&Close"))
        self.save = Button(L("&Save as PDF…"), icon="export")
        self.print = Button(L("&Print…"), look="primary", icon="print")
        self.print.setDefault(True)
        self.foot.addStretch(1)
        for button in (self.cancel, self.save, self.print):
            self.foot.addWidget(button)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_to_save)
        self.print.clicked.connect(self._export_to_print)
        self._ready(False)

    def _ready(self, ready: bool) -> None:
        for button in (self.save, self.print):
            button.setEnabled(ready)

    def show_bearers(self, found: list[Bearer]) -> None:
        """Offer who may carry it; the first is chosen."""
        self._bearers = found
        if not found:
            self._refuse(Refused("Nobody on the case can carry the card. Add a parent or a relative first."))
            return
        self.bearer.offer([
            (each.person_id, L("{name} ({role})", name=isolate(each.name), role=each.role)) for each in found
        ])  # fmt: skip
        self._chosen()

    def _chosen(self) -> None:
        found = next((each for each in self._bearers if each.person_id == self.bearer.chosen()), None)
        if found is not None:
            self.language.blockSignals(True)
            self.language.choose(found.language)
            self.language.blockSignals(False)
        self._ask()

    @property
    def _wish(self) -> tuple[int, int, str]:
        return self._plan, int(self.bearer.chosen()), str(self.language.chosen())

    def _ask(self) -> None:
        if self.bearer.chosen() is not None:
            self.desk.ask(
                emergency_card, *self._wish, then=self.show_card, refused=self._refuse, latest="card"
            )

    def show_card(self, made: Made) -> None:
        """Show the sheet as it would leave."""
        self.refusal.hide()
        self.pages.show_pdf(made.bytes)
        self.pages.show()
        self._ready(True)

    def _refuse(self, refused: Refused) -> None:
        self._ready(False)
        self.pages.clear()
        self.refusal.say(refused)
        self.refusal.show()

    def _export_to_print(self) -> None:
        self.desk.do(
            export_emergency_card, *self._wish, then=self._ask_printer, refused=self._refuse, owner=self
        )

    def _ask_printer(self, touched: Any) -> None:
        content = touched.result
        self.desk.ask(preferences, then=lambda mine: self._print(content, mine), owner=self)

    def _print(self, content: bytes, mine: dict[str, Any]) -> None:
        tell = partial(self.desk.do, prefer, {TOLD: True})
        print_pdf(self, content, then=self._printed, told=bool(mine.get(TOLD)), tell=tell)

    def _printed(self) -> None:
        self.accept()
        self.shell.toast(L("Sent to the printer"))

    def _ask_to_save(self) -> None:
        ask(
            self,
            L("Save outside the vault?"),
            L("The file is not encrypted: whoever can open the folder can read it. That you saved it is "
              "written in the journal."),
            L("Choose a folder"),
            then=lambda: choose_file(self, L("Save the card"), CARD_FILE, then=self.save_to),
        )  # fmt: skip

    def save_to(self, path: Path) -> None:
        """Journal it, then write the file."""
        self.desk.do(
            export_emergency_card, *self._wish,
            then=lambda touched: self._write(path, touched.result), refused=self._refuse, owner=self,
        )  # fmt: skip

    def _write(self, path: Path, content: bytes) -> None:
        self.desk.work(
            partial(write_whole, path, content), then=self._saved, refused=self._refuse, owner=self
        )

    def _saved(self, path: Path) -> None:
        self.accept()
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))
