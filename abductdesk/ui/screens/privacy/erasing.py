"""The register of erasures: what was erased when and why, without names; each with its certificate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction

from abductdesk.actions.erasures import ErasedLine, erasures
from abductdesk.actions.office import BRUSSELS
from abductdesk.i18n import N_, L, Tongue
from abductdesk.models import Erasure
from abductdesk.terms import ErasureKind, StaffRole
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.certificatedialog import CertificateDialog
from abductdesk.ui.desk import Desk
from abductdesk.ui.shell import Shell
from abductdesk.ui.tabbed import TabPage
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.widgets import Button

_ICONS = {ErasureKind.PERSON: "person", ErasureKind.CASE: "cases", ErasureKind.CALL: "call"}


class ErasuresTab(TabPage):
    """Enter opens a certificate."""

    key, title = "erasures", N_("Erasures")
    roles = frozenset({StaffRole.MANAGER, StaffRole.ADMINISTRATOR})
    watches = frozenset({Erasure.__tablename__})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.certificate = Button(L("&Certificate…"), icon="letter")
        self.certificate.clicked.connect(lambda: self.open_one(self.table.current()))
        self.table: Table = Table(
            [
                Column("number", L("Number"), _number, width=150),
                Column("what", L("What was done"), _what, width=170, stretch=1),
                Column("reason", L("Reason"), lambda line: Cell(isolate(line.reason)), width=180, stretch=2),
                Column("counts", L("Erased"), _counts, width=200, stretch=2, drop=1),
                Column("by", L("By"), lambda line: Cell(avatar=line.by), width=64, drop=2),
            ],
            name=L("Erasures"),
            empty=EmptyState(
                "anonymise", L("Nothing was erased yet"),
                L("Each erasure stands here without names, and older backups erase it again when put back."),
            ),
            menu=self._menu,
        )  # fmt: skip
        self.table.opened.connect(self.open_one)
        self.table.selected.connect(lambda line: self.certificate.setEnabled(line is not None))
        self.certificate.setEnabled(False)
        card = Card(L("Erasures"), actions=[self.certificate], flush=True)
        card.add(self.table)
        page = Page("", scroll=False)
        page.add(card, stretch=1)
        self.fill(page)

    def refresh(self) -> None:
        self.desk.ask(erasures, then=self.show_lines, latest="erasures")

    def show_lines(self, found: list[ErasedLine]) -> None:
        """Show the register."""
        self.table.show_rows(found)

    def open_one(self, line: ErasedLine | None) -> None:
        """Show the certificate of an erasure."""
        if line is not None:
            CertificateDialog(self.desk, self.shell, line.id).open()

    def _menu(self, line: ErasedLine) -> Sequence[QAction]:
        action = QAction(words(L("Certificate…")), self)
        action.triggered.connect(lambda: self.open_one(line))
        return [action]


def _on(line: ErasedLine) -> Text:
    day = line.at.astimezone(BRUSSELS).date()
    return lambda tongue: tongue.short_date(day)


def _number(line: ErasedLine) -> Cell:
    return Cell(line.number, _on(line), strong=True)


def _what(line: ErasedLine) -> Cell:
    return Cell(term(line.kind.label), line.reference, icon=_ICONS[line.kind])


def _counts(line: ErasedLine) -> Cell:
    def said(tongue: Tongue) -> str:
        return " · ".join(f"{tongue.say(what)}: {tongue.value(count)}" for what, count in line.counts)

    return Cell(said, second=True)
