"""Import, second step: which column of the table goes to which field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from abductdesk.exchange.mapping import Target
from abductdesk.exchange.tables import ENCODINGS, Table
from abductdesk.i18n import LN, L
from abductdesk.ui.cards import clear, scrolled
from abductdesk.ui.editors import Choice, Combo
from abductdesk.ui.texts import Text, bind, isolate
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import column, label, row

SAMPLES = 3


class ColumnsStep(QWidget):
    """One line per column: its heading, what stands in it, where it goes. `above` stands over them.

    `again` asks to read the file anew, as another sheet or in another encoding.
    """

    again = Signal(str, str)

    def __init__(self, targets: Callable[[], Mapping[str, Target]], above: QWidget | None = None) -> None:
        super().__init__()
        self._targets = targets
        self._table: Table | None = None
        self.combos: dict[int, Combo] = {}
        self.about = label("", "second")
        self.sheet, self.encoding = Combo(L("Sheet")), Combo(L("Encoding"))
        self.sheet.activated.connect(lambda _at: self.again.emit(self.sheet.chosen(), ""))
        self.encoding.activated.connect(lambda _at: self.again.emit("", self.encoding.chosen()))
        self._sheet_name, self._encoding_name = label(L("Sheet"), "second"), label(L("Encoding"), "second")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        inside, lines = QWidget(), column(spacing=0, margins=(0, 0, 16, 0))
        lines.addLayout(self._grid)
        lines.addStretch(1)
        inside.setLayout(lines)
        top = row(self.about, None, self._sheet_name, self.sheet, self._encoding_name, self.encoding)
        layout = column(spacing=10)
        if above is not None:
            layout.addWidget(above)
        layout.addLayout(top)
        layout.addWidget(scrolled(inside), 1)
        self.setLayout(layout)

    def show_table(self, table: Table, columns: Mapping[int, str]) -> None:
        """Show a table that was read, with the columns as remembered or guessed."""
        self._table = table
        read = LN(
            "{n} row was read. Say where each column goes.",
            "{n} rows were read. Say where each column goes.",
            len(table.rows),
        )
        bind(self.about, "setText", read)
        self._offer(self.sheet, self._sheet_name, [(name, name) for name in table.sheets], table.sheet)
        encodings: list[Choice] = [(name, name.upper()) for name in ENCODINGS] if table.encoding else []
        self._offer(self.encoding, self._encoding_name, encodings, table.encoding)
        clear(self._grid)
        self.combos.clear()
        for at, text in enumerate((L("Column"), L("Goes to"), L("What stands in it"))):
            self._grid.addWidget(label(text, "caption_strong"), 0, at)
        offered: list[Choice] = [
            (None, L("Leave out")),
            *((each.id, each.label) for each in self._targets().values()),
        ]
        for at, heading in enumerate(table.headings):
            combo = Combo()
            combo.offer(offered)
            combo.choose(columns.get(at))
            combo.setFixedWidth(look.px(280))
            bind(combo, "setAccessibleName", L("{column} goes to", column=heading))
            combo.currentIndexChanged.connect(lambda _at, at=at: self._picked(at))
            self.combos[at] = combo
            self._grid.addWidget(label(isolate(heading) or L("(no heading)"), "strong"), at + 1, 0)
            self._grid.addWidget(label(self._samples(table, at), "caption", wrap=True), at + 1, 2)
            self._grid.addWidget(combo, at + 1, 1)

    @staticmethod
    def _offer(combo: Combo, name: QWidget, choices: list[Choice], chosen: str) -> None:
        combo.offer(choices)
        combo.choose(chosen)
        for widget in (combo, name):
            widget.setVisible(len(choices) > 1)

    @staticmethod
    def _samples(table: Table, at: int) -> Text:
        cells = (each.cells[at] for each in table.rows if at < len(each.cells) and each.cells[at])
        shown = list(islice(dict.fromkeys(islice(cells, 50)), SAMPLES))

        def said(tongue: object) -> str:
            parts = (cell if isinstance(cell, str) else getattr(tongue, "short_date")(cell) for cell in shown)  # noqa: B009
            return " · ".join(isolate(part[:60]) for part in parts) or "—"

        return said

    def _picked(self, at: int) -> None:
        """A field takes one column: the one chosen last."""
        chosen = self.combos[at].chosen()
        for other, combo in self.combos.items():
            if other != at and chosen is not None and combo.chosen() == chosen:
                combo.choose(None)

    def columns(self) -> dict[int, str]:
        """Position of each column that is taken, and where it goes."""
        return {at: combo.chosen() for at, combo in self.combos.items() if combo.chosen() is not None}
