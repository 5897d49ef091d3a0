"""Import, third step: every row that cannot be taken and why, who may be known, and what would come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from abductdesk.actions.directoryimport import EntryPreview, ReadyEntry
from abductdesk.actions.directorymerge import Similar
from abductdesk.actions.imports import Preview, Ready
from abductdesk.actions.people import LookAlike
from abductdesk.exchange.drafts import Problem
from abductdesk.i18n import LN, L, Tongue
from abductdesk.ui.cards import Card
from abductdesk.ui.feedback import Banner
from abductdesk.ui.tables import Cell, Column, Group, Table
from abductdesk.ui.texts import Text, isolate, term, words
from abductdesk.ui.widgets import column

AnyPreview = Preview | EntryPreview


@dataclass(frozen=True)
class Line:
    """One row of the preview: a case or entry that can come in, or a row that cannot."""

    ready: Ready | ReadyEntry | None = None
    problem: Problem | None = None

    @property
    def id(self) -> object:
        """What it is known by when the list is made anew."""
        if self.ready is not None:
            return self.ready.lines
        return self.problem.line, self.problem.column, self.problem.why.text if self.problem else ""  # type: ignore[union-attr]


class PreviewStep(QWidget):
    """Groups: cannot be taken, perhaps known already, ready. Space leaves a case out or takes it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._preview: AnyPreview = Preview((), (), 0)
        self._left_out: set[int] = set()
        self.banner = Banner("ok", "")
        self.table = Table(
            [
                Column("take", L("Import"), self._take, width=128),
                Column("line", L("Line"), _where, width=84),
                Column("what", L("What it becomes"), _what, width=160, stretch=2),
                Column("why", L("To know"), _why, width=220, stretch=4),
            ],
            name=L("Rows of the file"),
            menu=self._menu,
        )
        self.table.view.clicked.connect(self._clicked)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self.turn(self.table.current()))
        card = Card(flush=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.add(self.table)
        layout = column(self.banner, spacing=12)
        layout.addWidget(card, 1)
        self.setLayout(layout)

    def show_preview(self, preview: AnyPreview) -> None:
        """Show what an import would do."""
        self._preview, self._left_out = preview, set()
        self._say()
        self._show()
        self.table.select(0)
        self.changed.emit()

    def _say(self) -> None:
        bad = len({problem.line for problem in self._preview.problems})
        if bad:
            text = LN(
                "{n} of {rows} rows cannot be taken, for the reason beside it. The others can come in.",
                "{n} of {rows} rows cannot be taken, for the reasons beside them. The others can come in.",
                bad,
                rows=self._preview.rows,
            )
            self.banner.say(text, "warn")
        else:
            self.banner.say(L("Every row can be taken. Nothing has been imported yet."), "ok")

    def say(self, text: Text, tone: str) -> None:
        """Say something else on top, for example that the import was cancelled."""
        self.banner.say(text, tone)

    def _show(self) -> None:
        alike = [each for each in self._preview.ready if each.alike]
        plain = [each for each in self._preview.ready if not each.alike]
        self.table.show_groups(
            [
                Group(
                    L("Cannot be taken"),
                    "error",
                    "danger",
                    [Line(None, each) for each in self._preview.problems],
                ),
                Group(L("Perhaps known already"), "warning", "warn", [Line(each) for each in alike]),
                Group(L("Ready"), "ok", "ok", [Line(each) for each in plain]),
            ]
        )

    def lines(self) -> set[int]:
        """The first lines of the cases that shall come in."""
        return {each.lines[0] for each in self._preview.ready} - self._left_out

    def turn(self, line: Line | None) -> None:
        """Leave a case out, or take it after all."""
        if line is not None and line.ready is not None:
            self._left_out ^= {line.ready.lines[0]}
            self.table.refetch()
            self.changed.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if self.table.key_of(index.column()) == "take":
            self.turn(self.table.current())

    def _menu(self, line: Line) -> Sequence[QAction]:
        if line.ready is None:
            return []
        out = line.ready.lines[0] in self._left_out
        action = QAction(words(L("Take it after all") if out else L("Leave it out")), self)
        action.setShortcut(QKeySequence(Qt.Key.Key_Space))
        action.triggered.connect(lambda: self.turn(line))
        return [action]

    def _take(self, line: Line) -> Cell:
        if line.ready is None:
            return Cell(L("No"), icon="no_entry", tone="danger")
        if line.ready.lines[0] in self._left_out:
            return Cell(L("Left out"), icon="todo", second=True)
        return Cell(L("Yes"), icon="follow_up", tone="accent")


def _where(line: Line) -> Cell:
    lines = line.ready.lines if line.ready is not None else (line.problem.line,) if line.problem else ()
    return Cell(", ".join(map(str, lines[:3])) + ("…" if len(lines) > 3 else ""), second=True)


def _what(line: Line) -> Cell:
    ready = line.ready
    if ready is None:
        column_ = line.problem.column if line.problem else ""
        return Cell(isolate(column_) or L("The whole row"), L("Column") if column_ else "")

    if isinstance(ready, ReadyEntry):
        return Cell(isolate(ready.name), lambda tongue: _about(ready, tongue))

    def caption(_tongue: object) -> str:
        states = " → ".join(state or "?" for state in (ready.habitual_residence, ready.requested_state))
        return " · ".join(filter(None, (ready.reference, words(term(ready.kind.label)), states)))

    return Cell(isolate(ready.names) or L("No child is named."), caption)


def _about(ready: ReadyEntry, tongue: Tongue) -> str:
    spoken = [tongue.language_name(each.split(":")[0]) for each in ready.languages]
    return " · ".join(filter(None, (tongue.text(ready.kind.label), ready.city, ", ".join(spoken))))


def _why(line: Line) -> Cell:
    if line.problem is not None:
        return Cell(line.problem.why)
    ready = line.ready
    if ready is None or not (ready.alike or ready.remarks):
        return Cell("")
    first: LookAlike | Similar | None = ready.alike[0] if ready.alike else None

    def remarks(_tongue: object) -> str:
        return " ".join(words(remark) for remark in ready.remarks)

    if first is None:
        return Cell(remarks, second=True)
    if isinstance(first, Similar):
        return Cell(L("{name}: {why}", name=isolate(first.name), why=first.why[0]), remarks)
    known = L(
        "{name} in {reference}: {why}", name=isolate(first.name), reference=first.reference, why=first.why
    )
    return Cell(known, remarks)
