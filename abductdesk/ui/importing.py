"""Import: a file is chosen, its columns go to fields, every row is looked at, then all come in or none.

A screen that imports something says in `Importer` what, and shows the steps:

    class Imports(ImportScreen):
        key, title, … = …
        importer = Importer(columns_for, preview_import, import_cases, targets, …)
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from abductdesk.actions.imports import Cancelled
from abductdesk.exchange.mapping import Target
from abductdesk.exchange.tables import LARGEST, Table, read_table
from abductdesk.faults import Refused
from abductdesk.i18n import L, Message
from abductdesk.ui.cards import Card, EmptyState, Page
from abductdesk.ui.desk import Desk
from abductdesk.ui.feedback import Banner
from abductdesk.ui.importcolumns import ColumnsStep
from abductdesk.ui.importpreview import AnyPreview, PreviewStep
from abductdesk.ui.shell import Screen, Shell
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.widgets import Button, column, label, row

CHOOSE, COLUMNS, ROWS, WORK, DONE = range(5)


@dataclass(frozen=True)
class Importer:
    """What is imported: the queries and the action, the fields that columns can go to, and the words."""

    columns: Callable[..., Any]
    preview: Callable[..., Any]
    run: Callable[..., Any]
    targets: Callable[[], Mapping[str, Target]]
    title: Message
    about: Message
    hint: Message
    files: Message
    wanted: Callable[[int], Message]
    progress: Callable[[int, int], Message]
    done: Callable[[int], Message]
    show: Message
    where: str


class ImportScreen(Screen):
    """The assistant. Nothing is written before the last button is pressed."""

    importer: ClassVar[Importer]

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self._content, self._name = b"", ""
        self._table: Table | None = None
        self._stop = threading.Event()
        self.page = Page(self.importer.title, self.importer.about, scroll=False)
        self.refusal = Banner("danger", "")
        self.refusal.hide()
        self.columns, self.rows = ColumnsStep(self.importer.targets, self.above_columns()), PreviewStep()
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

    # what a screen may add

    def above_columns(self) -> QWidget | None:
        """What is asked besides, above the columns."""
        return None

    def given(self) -> tuple[Any, ...]:
        """What goes to the queries and the action after the columns. Raises `Refused`."""
        return ()

    def read_table(self, content: bytes, sheet: str, encoding: str) -> Table:
        """The file as a table; runs beside the window. Raises `Refused`."""
        return read_table(content, sheet=sheet or None, encoding=encoding or None)

    def takes(self, name: str, content: bytes) -> bool:
        """Whether the file is something else than a table, that was taken care of."""
        return False

    # the steps

    def _choose(self) -> QWidget:
        self.choose = Button(L("Choose a file…"), look="primary", icon="import")
        self.choose.clicked.connect(self._ask_for_file)
        card = Card()
        card.add(
            EmptyState(
                "import",
                L("Which file?"),
                self.importer.hint,
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
        self.show_done = Button(self.importer.show, look="primary", icon="next")
        self.show_done.clicked.connect(lambda: self.shell.go(self.importer.where))
        another = Button(L("Import another file"))
        another.clicked.connect(lambda: self._step(CHOOSE))
        made = QWidget()
        layout = column(None, spacing=14)
        layout.addLayout(row(None, self.result, None))
        layout.addLayout(row(None, another, self.show_done, None))
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    def _step(self, at: int) -> None:
        self.refusal.hide()
        self.steps.setCurrentIndex(at)
        self._foot.setVisible(at in (COLUMNS, ROWS))
        first = {CHOOSE: self.choose, ROWS: self.rows.table, WORK: self.stop, DONE: self.show_done}.get(at)
        if at == COLUMNS and self.columns.combos:
            first = self.columns.combos[0]
        if first is not None:
            first.setFocus()
        self._fit()

    def _fit(self) -> None:
        count = len(self.rows.lines())
        looking = self.steps.currentIndex() == ROWS
        self.next.say(self.importer.wanted(count) if looking else L("Look at the rows"))
        self.next.setEnabled(count > 0 or not looking)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, words(L("Choose a file to import")))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([words(self.importer.files), words(L("All files (*)"))])
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
        if not self.takes(self._name, content):
            self._read_again("", "")

    def _read_again(self, sheet: str, encoding: str) -> None:
        content = self._content
        self.desk.work(
            lambda: self.read_table(content, sheet, encoding),
            then=self._has_table,
            refused=self.refuse,
        )

    def _has_table(self, table: Table) -> None:
        self._table = table
        self.desk.ask(self.importer.columns, table.headings, then=self._has_columns, refused=self.refuse)

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
        try:
            given = self.given()
        except Refused as refused:
            self.refuse(refused)
            return
        if self.steps.currentIndex() == COLUMNS:
            preview = self.importer.preview
            self.desk.ask(preview, self._table, columns, *given, then=self._has_preview, refused=self.refuse)
            return
        self._stop.clear()
        self._progressed(0, len(self.rows.lines()))
        self._step(WORK)
        self.desk.do(
            self.importer.run,
            self._table,
            columns,
            *given,
            lines=self.rows.lines(),
            progress=self.desk.report,
            cancelled=self._stop.is_set,
            then=self._imported,
            refused=self._not_imported,
        )

    def _has_preview(self, preview: AnyPreview) -> None:
        self.rows.show_preview(preview)
        self._step(ROWS)

    def _progressed(self, done: int, total: int) -> None:
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            bind(self.said, "setText", self.importer.progress(done, total))

    def _cancel(self) -> None:
        self._stop.set()
        bind(self.said, "setText", L("Cancelling; nothing will be imported…"))

    def _imported(self, touched: Any) -> None:
        self.desk.report(0, 0)
        self.finish(self.importer.done(len(touched.result)))

    def finish(self, text: Text) -> None:
        """Say what was imported, and let go of the file."""
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
