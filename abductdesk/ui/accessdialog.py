"""A copy of somebody's data: what goes, what stays and why, read before it leaves; then one package to save.

DataDialog(desk, shell, person_id).open()                       # from a person's card
DataDialog(desk, shell, person_id, request_id).open()           # from a request
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from abductdesk.actions.access import AccessWish, Preview, access_pages, access_preview, export_data
from abductdesk.actions.accessparts import Key, Piece
from abductdesk.actions.holdings import noun
from abductdesk.documents import Made
from abductdesk.documents.datafacts import LeftOut
from abductdesk.faults import Refused
from abductdesk.i18n import LN, OFFICE_LANGUAGES, L, Language
from abductdesk.ui.cards import EmptyState, clear
from abductdesk.ui.checks import Check
from abductdesk.ui.desk import Desk
from abductdesk.ui.dialogs import Dialog
from abductdesk.ui.editors import Combo
from abductdesk.ui.feedback import Banner, ask
from abductdesk.ui.printing import PdfView
from abductdesk.ui.saving import choose_file, write_whole
from abductdesk.ui.shell import Shell
from abductdesk.ui.tables import Cell, Column, Table
from abductdesk.ui.texts import Text, apart, bind, isolate, tongue, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, Segments, column, label, row

_TICK, SIDE = "goes", 300


class DataDialog(Dialog):
    """Left: for whom and in which language; right: the pieces, what is left out, the pages."""

    loss = (L("Leave without saving?"), L("What you chose here would be lost."))

    def __init__(self, desk: Desk, shell: Shell, person_id: int, request_id: int | None = None) -> None:
        super().__init__(
            shell.widget(), L("Data of this person"),
            L("Everything the vault holds on one person, for that person (Art. 15). What is about "
              "others stays "
              "behind; read what people wrote before it goes."), width=900,
        )  # fmt: skip
        self.desk, self.shell = desk, shell
        self._person, self._request = person_id, request_id
        self.preview: Preview | None = None
        self._also: set[Key] = set()
        self._without: set[Key] = set()
        self.language, self.to = Combo(L("Language")), Combo(L("Given to"))
        self.request = Combo(L("Data request"))
        self.language.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.language.choose(tongue().language if tongue().language in OFFICE_LANGUAGES else "en")
        self.read = Check()
        self.warnings = column(spacing=8)
        self.fault = Banner("danger", "")
        self.fault.hide()
        self.view = Segments([("pieces", L("What goes")), ("out", L("What stays")), ("pages", L("On paper"))])
        self.pieces, self.out, self.pages = self._piece_table(), self._out_table(), PdfView()
        self.text = QPlainTextEdit(readOnly=True)
        bind(self.text, "setAccessibleName", L("The whole text"))
        self.close_button = Button(L("&Close"))
        self.save = Button(L("&Save as…"), look="primary", icon="export")
        self._build()
        self._refresh()

    def _build(self) -> None:
        options = column(spacing=12)
        self._rows: dict[Combo, QWidget] = {}
        for text, combo in (
            (L("Language"), self.language), (L("Given to"), self.to), (L("Data request"), self.request),
        ):  # fmt: skip
            pair = QWidget()
            caption = label(text, "caption")
            caption.setBuddy(combo)
            pair.setLayout(column(caption, combo, spacing=4))
            self._rows[combo] = pair
            options.addWidget(pair)
        for combo in (self.to, self.request):
            self._rows[combo].hide()
        options.addLayout(self.warnings)
        options.addStretch(1)
        options.addWidget(self.fault)
        options.addWidget(self.read)
        side = QWidget()
        side.setFixedWidth(look.px(SIDE))
        side.setLayout(options)
        first = QWidget()
        pieces = column(self.pieces, spacing=8)
        pieces.addWidget(self.text)
        pieces.setStretch(0, 3)
        pieces.setStretch(1, 1)
        first.setLayout(pieces)
        self._stack = QStackedWidget()
        for widget in (first, self.out, self.pages):
            self._stack.addWidget(widget)
        right = column(spacing=10)
        right.addLayout(row(self.view, None))
        right.addWidget(self._stack, 1)
        both = row(spacing=20)
        both.addWidget(side)
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)
        self.foot.addStretch(1)
        for button in (self.close_button, self.save):
            self.foot.addWidget(button)
        self.save.setDefault(True)
        self.save.setEnabled(False)
        self._connect()
        self.resize(look.px(1080), min(look.px(820), int(self.shell.widget().height() * 0.94)))

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self._ask_to_save)
        self.view.chosen.connect(self.show_view)
        self.read.toggled.connect(lambda _on: self._fit())
        self.language.currentIndexChanged.connect(lambda _at: self._refresh())
        for combo in (self.to, self.request):
            combo.activated.connect(lambda _at: self._refresh())
        self.pieces.selected.connect(self._show_text)
        self.pieces.view.clicked.connect(self._clicked)
        self.pieces.opened.connect(self.toggle)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.pieces.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.toggle(self.pieces.current()))
        self.finished.connect(lambda _result: self._forget())

    def _piece_table(self) -> Table:
        return Table(
            [
                Column(_TICK, L("Goes"), _goes, width=96),
                Column("what", L("Kind"), lambda piece: Cell(noun(piece.kind), piece.reference), width=150),
                Column("text", L("What it says"), _says, width=220, stretch=3),
                Column("read", "", _state, width=184, drop=1),
            ],
            name=L("What goes"),
            empty=EmptyState("ok", L("Nothing is held"), L("The vault holds nothing on this person.")),
        )  # fmt: skip

    def _out_table(self) -> Table:
        return Table(
            [
                Column("what", L("What"), lambda out: Cell(out.what, _count(out)), width=200),
                Column("why", L("Why it stays behind"), lambda out: Cell(out.why), width=260, stretch=3),
            ],
            name=L("What stays"),
            empty=EmptyState("ok", L("Nothing stays behind"), L("Everything that is held goes.")),
        )  # fmt: skip

    @property
    def wish(self) -> AccessWish:
        """What is chosen."""
        return AccessWish(
            self._person,
            self.language.chosen(),
            self.to.chosen() or None,
            self.request.chosen() or self._request,
            frozenset(self._also),
            frozenset(self._without),
            self.read.isChecked(),
        )

    def _refresh(self) -> None:
        self.desk.ask(
            access_preview, self.wish, then=self.show_preview, refused=self._refuse, latest="preview"
        )
        if self.view.current == "pages":
            self.desk.ask(
                access_pages, self.wish, then=self._show_pages, refused=self._refuse, latest="pages"
            )

    def show_preview(self, preview: Preview) -> None:
        """Show what would go."""
        first = self.preview is None
        self.preview = preview
        bind(self.heading, "setText", L("Data of {name}", name=isolate(preview.name)))
        self.pieces.show_rows(preview.pieces)
        self.out.show_rows(preview.left_out)
        if first:
            self._offer(preview)
            self.pieces.select(0)
            self.pieces.setFocus()
        clear(self.warnings)
        for warning in preview.warnings:
            self.warnings.addWidget(Banner("warn", warning))
        texts = preview.texts
        bind(
            self.read,
            "setText",
            LN("I have read the {n} text that goes", "I have read the {n} texts that go", texts),
        )
        self.read.setVisible(texts > 0)
        self._fit()

    def _offer(self, preview: Preview) -> None:
        if preview.choices:
            people = [(person, apart(name)) for person, name in preview.choices]
            self.to.offer([(0, L("The child alone")), *people])
            self._rows[self.to].show()
        if preview.requests:
            numbers = [(request, apart(number)) for request, number in preview.requests]
            self.request.offer([(0, L("None")), *numbers])
            self.request.choose(self._request or preview.requests[0][0])
            self._rows[self.request].show()

    def _fit(self) -> None:
        read = self.preview is not None and (self.read.isChecked() or not self.preview.texts)
        self.save.setEnabled(read)

    def toggle(self, piece: Piece | None) -> None:
        """Let a piece go, or hold it back."""
        if piece is None:
            return
        self._also.discard(piece.key)
        self._without.discard(piece.key)
        (self._without if piece.given else self._also).add(piece.key)
        if piece.words:
            self.read.setChecked(False)
        self._refresh()

    def _clicked(self, index: QModelIndex) -> None:
        if self.pieces.key_of(index.column()) == _TICK:
            self.toggle(self.pieces.current())

    def _show_text(self, piece: Piece | None) -> None:
        said = tongue()
        lines = (
            [f"{said.value(each.label)}: {said.value(each.value)}" for each in piece.lines] if piece else []
        )
        if piece is not None and piece.why is not None and not piece.given:
            lines.append(f"— {said.say(piece.why)}")
        self.text.setPlainText("\n".join(lines))

    def show_view(self, key: str) -> None:
        """Show the pieces, what is left out, or the pages."""
        self.view.choose(key)
        self._stack.setCurrentIndex(("pieces", "out", "pages").index(key))
        if key == "pages":
            self._refresh()

    def _show_pages(self, made: Made) -> None:
        self.pages.show_pdf(made.bytes)

    def _forget(self) -> None:
        self.pages.clear()
        self.text.clear()

    def unsaved(self) -> bool:
        return bool(self._also or self._without)

    def _refuse(self, refused: Refused) -> None:
        self.fault.say(refused)
        self.fault.show()
        self._fit()

    # saving

    def _ask_to_save(self) -> None:
        assert self.preview is not None
        name = f"{self.preview.reference}_data.zip"
        ask(
            self, L("Save outside the vault?"),
            L("The file is not encrypted: whoever can open the folder can read it. That you saved "
              "it is written "
              "in the history of this person's cases."),
            L("Choose a folder"),
            then=lambda: choose_file(self, L("Save the data"), name, then=self.save_to),
        )  # fmt: skip

    def save_to(self, path: Path) -> None:
        """Journal it, then write the package."""
        self.save.setEnabled(False)
        self.desk.do(
            export_data, self.wish, then=partial(self._write, path), refused=self._refuse, owner=self
        )

    def _write(self, path: Path, touched: Any) -> None:
        write = partial(write_whole, path, touched.result.content)
        self.desk.work(write, then=self._saved, refused=self._refuse, owner=self)

    def _saved(self, path: Path) -> None:
        self._also.clear()
        self._without.clear()
        self.accept()
        self.shell.toast(L("Saved as {name}", name=isolate(path.name)))


def _goes(piece: Piece) -> Cell:
    return Cell(L("Yes") if piece.given else L("No"), icon="follow_up" if piece.given else "todo",
                tone="ok" if piece.given else "neutral")  # fmt: skip


def _says(piece: Piece) -> Cell:
    def first(spoken: Any) -> str:
        said = [f"{spoken.value(each.label)}: {spoken.value(each.value)}" for each in piece.lines]
        return " ".join(" · ".join(said).split()) or "—"

    return Cell(first, piece.why if piece.why is not None and not piece.given else "", second=not piece.given)


def _state(piece: Piece) -> Cell:
    if not piece.words:
        return Cell()
    if piece.replaced:
        return Cell(pill=L("Others taken out"), tone="warn", icon="hide")
    return Cell(pill=L("To read"), tone="accent", icon="show")


def _count(out: LeftOut) -> Text:
    return lambda _tongue: words(LN("{n} entry", "{n} entries", out.count)) if out.count else ""
