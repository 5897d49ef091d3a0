"""Cards, pages and what stands on them.

page = Page(L("Today"), L("{day}", day=today), actions=[Button(L("Print list"), icon="print")])
card = Card(L("Key facts"), actions=[edit]); card.add(KeyValues([(L("Opened"), "3 May 2026")]))
page.add(card)                     # one scroll area per page; page.body is the layout below the header
page.add_row(left, right, stretch=(3, 1))
page.subtitle(L("{n} cases", n=3))
figures = StatCard("late", "danger", L("Overdue")); figures.figure("2", L("oldest 2 days"))
figures.clicked.connect(...)       # a card one can click is a button
two = TwoLines("Pieter de Vries", L("Left-behind parent"), avatar="Pieter de Vries", buttons=[call])
nothing = EmptyState("letter", L("No letters yet"), L("Letters are …"), Button(L("Write letter")))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from abductdesk.ui.painting import paint_ring
from abductdesk.ui.pressing import Pressed
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import CARD_RADIUS, look
from abductdesk.ui.widgets import Avatar, IconTile, column, label, line, row


class Card(QFrame):
    """A white field with a border. `add` puts widgets below the title; `flush` for tables, edge to edge."""

    def __init__(
        self,
        title: Text = "",
        *,
        actions: Sequence[QWidget] = (),
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        outer = column(spacing=0)
        self._heading = label(title, "card", wrap=True)
        self._head = QWidget()
        self._actions = row(self._heading, None, *actions, margins=(16, 8, 12, 0))
        self._heading.setMinimumHeight(34)
        self._head.setLayout(self._actions)
        if not title and not actions:
            self._head.hide()  # shown before it has a parent, it would be a window of its own
        outer.addWidget(self._head)
        self.body = column(spacing=12, margins=(1, 8, 1, 1) if flush else (16, 8, 16, 16))
        outer.addLayout(self.body, 1)
        self.setLayout(outer)

    def title(self, text: Text) -> None:
        bind(self._heading, "setText", text)
        self._head.setVisible(True)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.body.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        self._actions.addWidget(widget)
        self._head.setVisible(True)

    def clear(self) -> None:
        clear(self.body)


def clear(layout: QVBoxLayout | QHBoxLayout | QGridLayout) -> None:
    """Remove everything a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout | QGridLayout):
            clear(inner)


class Header(QWidget):
    """Title, subtitle and actions of a page; `pills` stand beside the title, `trail` above it."""

    def __init__(self, title: Text, subtitle: Text = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.heading = label(title, "page")
        self.under = label(subtitle, "second", wrap=True)
        if not subtitle:
            self.under.hide()
        self.trail = row(spacing=4)
        self.pills = row(spacing=8)
        self.buttons = row(*actions)
        left = column(spacing=4)
        left.addLayout(self.trail)
        left.addLayout(row_of(self.heading, 8, self.pills, None))
        left.addWidget(self.under)
        outer = row(spacing=16)
        outer.addLayout(left, 1)
        outer.addLayout(self.buttons)
        self.setLayout(outer)


def row_of(*items: QWidget | QHBoxLayout | int | None) -> QHBoxLayout:
    """A row that may hold layouts too."""
    made = row(spacing=0)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, int):
            made.addSpacing(item)
        elif isinstance(item, QHBoxLayout):
            made.addLayout(item)
        else:
            made.addWidget(item)
    return made


class Page(QWidget):
    """A screen's page: header, then a body. `scroll=False` where a table fills the page."""

    def __init__(
        self,
        title: Text,
        subtitle: Text = "",
        *,
        actions: Sequence[QWidget] = (),
        scroll: bool = True,
    ) -> None:
        super().__init__()
        self.header = Header(title, subtitle, actions)
        outer = column(spacing=0)
        self.body = column(spacing=16)
        inside = QWidget()
        inside.setProperty("ground", "page")
        layout = column(spacing=16, margins=(28, 20, 28, 20))
        layout.addWidget(self.header)
        if not title:
            self.header.hide()  # a tab has none of its own
        layout.addLayout(self.body, 1)
        inside.setLayout(layout)
        outer.addWidget(scrolled(inside) if scroll else inside)
        self.setLayout(outer)

    def title(self, text: Text) -> None:
        bind(self.header.heading, "setText", text)

    def subtitle(self, text: Text) -> None:
        bind(self.header.under, "setText", text)
        self.header.under.setVisible(bool(text))

    def add(self, *widgets: QWidget, stretch: int = 0) -> None:
        for widget in widgets:
            self.body.addWidget(widget, stretch)

    def add_row(self, *widgets: QWidget, stretch: Sequence[int] = ()) -> QHBoxLayout:
        """Widgets side by side, 16 apart, with these shares of the width."""
        made = row(spacing=16)
        for at, widget in enumerate(widgets):
            made.addWidget(widget, stretch[at] if stretch else 1)
        self.body.addLayout(made)
        return made


def scrolled(inside: QWidget) -> QScrollArea:
    """The one scroll area of a page or tab; the keyboard goes to what is inside."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    inside.setProperty("ground", "page")
    area.setWidget(inside)
    return area


def reveal(widget: QWidget) -> None:
    """Scroll to a widget, once what was shown with it is laid out."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        QTimer.singleShot(0, widget, partial(above.ensureWidgetVisible, widget, 0, look.px(16)))


class ClickCard(Pressed):
    """A card that is a button: mouse, Enter and Space. Put a layout into it, and name it."""

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.setProperty("look", "card")
        bind(self, "setAccessibleName", name)

    def sizeHint(self) -> QSize:  # noqa: N802
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._ring:
            paint_ring(self, CARD_RADIUS)


class StatCard(ClickCard):
    """A figure with its icon, name and a word beside it."""

    def __init__(self, icon: str, tone: str, name: Text) -> None:
        super().__init__(name)
        self._name = name
        self._figure = label("–", "figure")
        self._beside = label("", "caption")
        self._figure.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words_ = column(label(name, "second"), spacing=0)
        beside = row(self._figure, self._beside, None, spacing=8)
        beside.setAlignment(self._beside, Qt.AlignmentFlag.AlignVCenter)
        words_.addLayout(beside)
        inside = row(IconTile(icon, tone, size=20, tile=40), spacing=14, margins=(16, 12, 16, 10))
        inside.addLayout(words_, 1)
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        needed = self._figure.sizeHint().width() + self._beside.sizeHint().width() + look.px(40) + 54
        self._beside.setVisible(self.width() >= needed)  # cut off, it would say something else

    def figure(self, figure: Text, beside: Text = "") -> None:
        """Show the figure and what stands beside it."""
        bind(self._figure, "setText", figure)
        bind(self._beside, "setText", beside)
        name = self._name  # the text must not hold on to the card
        said: Text = lambda _tongue: f"{words(name)}: {words(figure)} {words(beside)}".strip()  # noqa: E731
        bind(self, "setAccessibleName", said)


class KeyValues(QWidget):
    """Names and values in a grid of `columns` columns, the name above its value."""

    def __init__(self, pairs: Sequence[tuple[Text, Text | QWidget]] = (), columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        self.setLayout(self._grid)
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Sequence[tuple[Text, Text | QWidget]]) -> None:
        """Replace what is shown; an empty value shows a dash."""
        clear(self._grid)
        for at, (name, value) in enumerate(pairs):
            shown = value if isinstance(value, QWidget) else label(value or "—", wrap=True, selectable=True)
            cell = QWidget()
            cell.setLayout(column(label(name, "caption", wrap=True), shown, None, spacing=2))
            self._grid.addWidget(cell, at // self._columns, at % self._columns)
        for at in range(self._columns):
            self._grid.setColumnStretch(at, 1)


class TwoLines(QWidget):
    """A row of a short list: leading sign, name, caption, and buttons at the end."""

    def __init__(
        self,
        name: Text,
        caption: Text = "",
        *,
        avatar: str = "",
        lead: QWidget | None = None,
        strong: bool = True,
        buttons: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        texts = column(label(name, "strong" if strong else "body", wrap=True), spacing=1)
        if caption:
            texts.addWidget(label(caption, "caption", wrap=True))
        inside = row(spacing=12, margins=(0, 4, 0, 4))
        if avatar:
            inside.addWidget(Avatar(avatar, 34))
        if lead is not None:
            inside.addWidget(lead)
        inside.addLayout(texts, 1)
        for button in buttons:
            inside.addWidget(button)
        self.setLayout(inside)


class EmptyState(QWidget):
    """What stands where nothing is yet: icon, title, one sentence, one action."""

    def __init__(self, icon: str, title: Text, sentence: Text, action: QPushButton | None = None) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        heading, text = label(title, "card"), label(sentence, "second", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(360)
        layout = column(None, spacing=10, margins=(24, 24, 24, 24))
        for widget in (IconTile(icon, "neutral", size=28, tile=56), heading):
            layout.addWidget(widget, 0, centre)
        layout.addLayout(row(None, text, None))  # aligned by itself it would lose its third line
        if action is not None:
            layout.addSpacing(4)
            layout.addWidget(action, 0, centre)
        layout.addStretch(1)
        self.setLayout(layout)


def section(text: Text, *extra: QWidget) -> QWidget:
    """The header of a section within a card or page."""
    made = QWidget()
    made.setLayout(row(label(text, "strong"), None, *extra, margins=(0, 8, 0, 0)))
    return made


def divided(*widgets: QWidget) -> QWidget:
    """Widgets below each other with hairlines between."""
    made = QWidget()
    layout = column(spacing=6)
    for at, widget in enumerate(widgets):
        if at:
            layout.addWidget(line())
        layout.addWidget(widget)
    made.setLayout(layout)
    return made


def facts(*items: tuple[str, Text]) -> QWidget:
    """A line of (icon, words), as below the title of a case."""
    made = QWidget()
    layout = row(spacing=6)
    for icon, text in items:
        layout.addWidget(IconTile(icon, "text2", size=15))
        layout.addWidget(label(text, "second"))
        layout.addSpacing(14)
    layout.addStretch(1)
    made.setLayout(layout)
    return made
