"""Import: a file is chosen, its columns go to fields, every row is looked at, then all come in or none."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from abductdesk.actions.imports import Cancelled, Preview, columns_for, import_cases, preview_import
from abductdesk.actions.studies import import_timeline
from abductdesk.exchange.tables import LARGEST, Table, read_table
from abductdesk.faults import Refused
from abductdesk.i18n import LN, N_, L
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.importcolumns import ColumnsStep
from abductdesk.ui.importpreview import PreviewStep
from abductdesk.ui.shell import Command, Screen, Shell
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.widgets import Button, column, label, row

CHOOSE, COLUMNS, ROWS, WORK, DONE = range(5)


class Imports(Screen):
    """The assistant. Nothing is written before the last button is pressed."""

    key, title, icon, order, menu, under = "imports", N_("Import"), "import", 25, False, "cases"

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._content, self._name = b"", ""
        self._table: Table | None = None
        self._stop = threading.Event()
        self.page = Page(
            L("Import cases"), L("From a table (CSV or Excel) or a timeline (JSON)."), scroll=False
        )
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.columns, self.rows = ColumnsStep(), PreviewStep()
        self.columns.again.connect(self._read_again)
        self.rows.changed.connect(self._fit)
        self.steps = QStackedWidget()
        for widget in (self._choose(), self.columns, self.rows, self._working(), self._done()):
            self.steps.addWidget(widget)
        self.back, self.next = Button(L("Back"), icon="back"), Button(L("Look at the rows"), look="primary")
        self.back.clicked.connect(lambda: self._step(self.steps.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        self._foot = QWidget()
        self._foot.setLayout(row(self.back, None, self.next))
        self.page.add(self.refusal)
        self.page.add(self.steps, stretch=1)
        self.page.add(self._foot)
        self.fill(self.page)
        self.desk.progress.connect(self._progressed)
        self._step(CHOOSE)

    @classmethod
    def commands(cls, desk: Desk, shell: Shell) -> list[Command]:
        return [Command("import", L("Import cases"), "import", lambda: shell.go("imports"))]

    def _choose(self) -> QWidget:
        self.choose = Button(L("Choose a file…"), look="primary", icon="import")
        self.choose.clicked.connect(self._ask_for_file)
        card = Card()
        card.add(
            EmptyState(
                "import",
                L("Which file?"),
                L(
                    "A table has a first line with headings and one line per case or child. You see every row"
                    " before anything is written."
                ),
                self.choose,
            )
        )
        return card

    def _working(self) -> QWidget:
        self.bar, self.said = QProgressBar(), label("", "second")
        self.bar.setTextVisible(False)
        bind(self.bar, "setAccessibleName", L("Progress of the import"))
        self.stop = Button(L("Cancel the import"))
        self.stop.clicked.connect(self._cancel)
        made = QWidget()
        layout = column(None, self.said, self.bar, 8, spacing=8, margins=(120, 0, 120, 0))
        layout.addLayout(row(None, self.stop, None))
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    def _done(self) -> QWidget:
        self.result = label("", "card")
        self.show_cases = Button(L("Show the cases"), look="primary", icon="cases")
        self.show_cases.clicked.connect(lambda: self.shell.go("cases"))
        another = Button(L("Import another file"))
        another.clicked.connect(lambda: self._step(CHOOSE))
        made = QWidget()
        layout = column(None, spacing=14)
        layout.addLayout(row(None, self.result, None))
        layout.addLayout(row(None, another, self.show_cases, None))
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    def _step(self, at: int) -> None:
        self.refusal.hide()
        self.steps.setCurrentIndex(at)
        self._foot.setVisible(at in (COLUMNS, ROWS))
        first = {CHOOSE: self.choose, ROWS: self.rows.table, WORK: self.stop, DONE: self.show_cases}.get(at)
        if at == COLUMNS and self.columns.combos:
            first = self.columns.combos[0]
        if first is not None:
            first.setFocus()
        self._fit()

    def _fit(self) -> None:
        count = len(self.rows.lines())
        looking = self.steps.currentIndex() == ROWS
        self.next.say(LN("Import {n} case", "Import {n} cases", count) if looking else L("Look at the rows"))
        self.next.setEnabled(count > 0 or not looking)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, words(L("Choose a file to import")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [words(L("Tables and timelines (*.csv *.xlsx *.txt *.json)")), words(L("All files (*)"))]
        )
        dialog.fileSelected.connect(lambda chosen: self.read(Path(chosen)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file; a timeline becomes a study case at once, a table goes on to its columns."""
        self._name = path.name
        self.choose.setEnabled(False)
        self.desk.work(lambda: _bytes(path), then=self._has_bytes, refused=self.refuse)

    def _has_bytes(self, content: bytes) -> None:
        self.choose.setEnabled(True)
        self._content = content
        if self._name.lower().endswith(".json"):
            self.desk.do(import_timeline, content, then=self._timeline_done, refused=self.refuse)
        else:
            self._read_again("", "")

    def _read_again(self, sheet: str, encoding: str) -> None:
        content = self._content
        self.desk.work(
            lambda: read_table(content, sheet=sheet or None, encoding=encoding or None),
            then=self._has_table,
            refused=self.refuse,
        )

    def _has_table(self, table: Table) -> None:
        self._table = table
        self.desk.ask(columns_for, table.headings, then=self._has_columns, refused=self.refuse)

    def _has_columns(self, columns: dict[int, str]) -> None:
        if self._table is not None:
            self.columns.show_table(self._table, columns)
            self._step(COLUMNS)

    def _forward(self) -> None:
        if self._table is None:
            return
        self.refusal.hide()
        self.next.setEnabled(False)
        columns = self.columns.columns()
        if self.steps.currentIndex() == COLUMNS:
            self.desk.ask(preview_import, self._table, columns, then=self._has_preview, refused=self.refuse)
            return
        self._stop.clear()
        self._progressed(0, len(self.rows.lines()))
        self._step(WORK)
        self.desk.do(
            import_cases,
            self._table,
            columns,
            lines=self.rows.lines(),
            progress=self.desk.report,
            cancelled=self._stop.is_set,
            then=self._imported,
            refused=self._not_imported,
        )

    def _has_preview(self, preview: Preview) -> None:
        self.rows.show_preview(preview)
        self._step(ROWS)

    def _progressed(self, done: int, total: int) -> None:
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            bind(self.said, "setText", L("{done} of {total} cases", done=done, total=total))

    def _cancel(self) -> None:
        self._stop.set()
        bind(self.said, "setText", L("Cancelling; nothing will be imported…"))

    def _imported(self, touched: Any) -> None:
        self.desk.report(0, 0)
        self._finish(LN("{n} case is imported.", "{n} cases are imported.", len(touched.result)))

    def _timeline_done(self, touched: Any) -> None:
        self._finish(L("The timeline is kept as a study case."))
        self.shell.open_case(int(touched.result))

    def _finish(self, text: Text) -> None:
        bind(self.result, "setText", text)
        self._content, self._table = b"", None
        self._step(DONE)

    def _not_imported(self, refused: Refused) -> None:
        self.desk.report(0, 0)
        self._step(ROWS)
        self.rows.say(refused, "neutral" if isinstance(refused, Cancelled) else "danger")

    def refuse(self, refused: Refused) -> None:
        """The file or a step was refused: say why, stay where one is."""
        self.choose.setEnabled(True)
        self._fit()
        self.refusal.say(refused)
        self.refusal.show()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(
                "This file is larger than {most} MB. Split it and import the parts.", most=LARGEST // 1024**2
            )
        return path.read_bytes()
    except OSError:
        raise Refused(
            "This file could not be read. Close it where it is open, or copy it to this computer."
        ) from None


SCREEN = Imports
