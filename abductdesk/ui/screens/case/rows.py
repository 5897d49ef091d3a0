"""Lists inside a tab, in its one scroll area: rows that open to say everything, and plain rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from abductdesk.i18n import L
from abductdesk.ui.cards import ClickCard, clear
from abductdesk.ui.elided import Elided
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import IconTile, Pill, column, label, line, restyle, row


class Fold(QWidget):
    """A row that is a button; Enter opens what is below it. Up and Down go from row to row."""

    step = Signal(int)

    def __init__(
        self,
        name: Text,
        caption: Text,
        pill: Pill,
        beside: Text,
        under: Text = "",
        *,
        quiet: bool = False,
        icon: str = "",
        more: Callable[[], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._more, self._inside = more, QWidget()
        self._inside.hide()
        self._arrow = IconTile("down", "text3", size=16)
        self.button = _Row(self)
        texts = column(Elided(name, "second" if quiet else "strong", least=140), spacing=1)
        texts.addWidget(Elided(caption, "caption"))
        where = column(Elided(beside, "second" if quiet else "body"), spacing=1)
        if under:
            where.addWidget(Elided(under, "caption"))
        held = QWidget()
        held.setLayout(row(pill, None))
        held.setFixedWidth(look.px(160))
        dated = QWidget()
        dated.setLayout(where)
        dated.setFixedWidth(look.px(160))
        lead = IconTile(icon, "text3", size=16) if icon else None
        inside = row(spacing=12, margins=(16, 7, 12, 7))
        if lead is not None:
            inside.addWidget(lead)
        inside.addLayout(texts, 1)
        for widget in (held, dated, self._arrow):
            inside.addWidget(widget)
        self.button.setLayout(inside)
        for child in self.button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        said = (pill.text(), name, beside, caption)
        bind(self.button, "setAccessibleName", lambda _tongue: ", ".join(filter(None, map(words, said))))
        bind(self.button, "setAccessibleDescription", L("Enter shows everything about it."))
        self.button.clicked.connect(self.toggle)
        self.setLayout(column(self.button, self._inside, spacing=0))

    @property
    def open(self) -> bool:
        return not self._inside.isHidden()

    def toggle(self) -> None:
        self.unfold(not self.open)

    def unfold(self, on: bool = True) -> None:
        """Open or close; what is inside is made when it is first opened."""
        if on and self._inside.layout() is None and self._more is not None:
            self._inside.setLayout(column(self._more(), spacing=0, margins=(16, 4, 16, 16)))
        self._inside.setVisible(on)
        self._arrow.show_icon("up" if on else "down", "text3")
        restyle(self.button, open=on)


class _Row(ClickCard):
    def __init__(self, fold: Fold) -> None:
        super().__init__("")
        self._fold = fold
        self.setProperty("look", "row")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), max(look.px(54), super().sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if Qt.Key(event.key()) in steps:
            self._fold.step.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._fold.toggle()
        else:
            super().keyPressEvent(event)


class Folds(QWidget):
    """Folds below headings. Tab enters the list once; Up and Down move within it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Fold] = []
        self._body = column(spacing=0)
        self.setLayout(self._body)

    def show_groups(self, groups: Sequence[tuple[QWidget, Sequence[Fold]]]) -> None:
        """Replace the list: (heading, rows)."""
        clear(self._body)
        self._rows = []
        for heading, rows in groups:
            self._body.addWidget(heading)
            for at, made in enumerate(rows):
                if at:
                    self._body.addWidget(line())
                self._body.addWidget(made)
                made.step.connect(lambda by, made=made: self._step(made, by))
                made.button.setFocusPolicy(
                    Qt.FocusPolicy.ClickFocus if self._rows else Qt.FocusPolicy.StrongFocus
                )
                self._rows.append(made)

    def rows(self) -> list[Fold]:
        return list(self._rows)

    def _step(self, made: Fold, by: int) -> None:
        at = self._rows.index(made) + by
        if 0 <= at < len(self._rows):
            self.enter(self._rows[at])

    def enter(self, made: Fold) -> None:
        """Put the keyboard on a row; Tab comes back to it."""
        for other in self._rows:
            other.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        made.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.button.setFocus(Qt.FocusReason.TabFocusReason)


def heading(text: Text, icon: str, tone: str, count: int) -> QWidget:
    """The heading of a group of rows, with how many there are."""
    made = QWidget()
    made.setMinimumHeight(look.px(36))
    made.setLayout(
        row(
            IconTile(icon, f"{tone}_text", size=16),
            label(text, "strong"),
            label(str(count), "caption"),
            None,
            margins=(16, 8, 16, 4),
        )
    )
    return made


class Line(QWidget):
    """A plain row: icon, name over caption, something beside it, buttons. Cut off rather than too wide."""

    def __init__(
        self,
        name: Text,
        caption: Text = "",
        *,
        icon: str = "",
        tone: str = "text3",
        lead: QWidget | None = None,
        beside: Text = "",
        pill: Pill | None = None,
        buttons: Sequence[QWidget] = (),
        margins: tuple[int, int, int, int] = (16, 7, 10, 7),
    ) -> None:
        super().__init__()
        inside = row(spacing=12, margins=margins)
        if lead is not None:
            inside.addWidget(lead)
        elif icon:
            inside.addWidget(IconTile(icon, tone, size=16))
        texts = column(Elided(name, "strong", least=100), spacing=1)
        if caption:
            texts.addWidget(Elided(caption, "caption"))
        inside.addLayout(texts, 1)
        if pill is not None:
            inside.addWidget(pill)
        if beside:
            inside.addWidget(label(beside, "second"))
        for button in buttons:
            inside.addWidget(button)
        self.setLayout(inside)
        self.setMinimumHeight(look.px(52))


class Beside(QWidget):
    """Two columns of cards side by side; below each other where they have less room than `narrow`."""

    def __init__(self, left: QVBoxLayout, right: QVBoxLayout, narrow: int = 820) -> None:
        super().__init__()
        self._narrow = narrow
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(16)
        self._both.setContentsMargins(28, 16, 28, 20)
        self._both.addLayout(left, 5)
        self._both.addLayout(right, 3)
        self.setLayout(self._both)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < look.px(self._narrow)
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._both.direction() is not wanted:
            self._both.setDirection(wanted)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(420), super().minimumSizeHint().height())
