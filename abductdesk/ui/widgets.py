"""The small pieces every screen is made of.

    heading = label(L("Deadlines"), "card")                 # types: see TYPES in theme.py, plus second, error
    save = Button(L("&Save"), look="primary", icon="save")  # or secondary, quiet, danger, link, icon
    save.clicked.connect(self.save)
    pill = Pill(L("2 days late"), "danger", icon="late")    # colour and icon and words
    who = Avatar("Sanne Visser"); switch = Segments([("mine", L("Mine")), ("all", L("All"))])
    switch.chosen.connect(self.show_scope)                  # emits the key

Texts are `Text` of texts.py: L(...) follows the language, a plain str is data and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from abductdesk.ui.flow import Flow, fit
from abductdesk.ui.icons import icon as make_icon
from abductdesk.ui.icons import paint_icon
from abductdesk.ui.leading import Words
from abductdesk.ui.painting import paint_avatar, paint_pill, paint_ring, pill_size
from abductdesk.ui.pressing import Pressed
from abductdesk.ui.texts import Text, bind, words
from abductdesk.ui.theme import look

_INK = {
    "primary": "on_accent",
    "danger": "on_danger",
    "quiet": "text2",
    "link": "accent_text",
    "icon": "text2",
}
_Layout = TypeVar("_Layout", QHBoxLayout, QVBoxLayout)
Margins = tuple[int, int, int, int]


def label(text: Text = "", type: str = "body", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A text in one of the types. Plain text always: markup in data stays visible as typed."""
    made = Words()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", type)
    made.setWordWrap(wrap)
    if type == "figure":
        made.setFont(look.font("figure"))  # the sheet knows sizes and weights, but not figures of one width
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    bind(made, "setText", text)
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set the properties by which the stylesheet chooses, and let it choose again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def row(*items: QWidget | int | None, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Widgets side by side; None stretches, a number is a space."""
    return _fill(QHBoxLayout(), items, spacing, margins)


def column(*items: QWidget | int | None, spacing: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Widgets below each other; None stretches, a number is a space."""
    return _fill(QVBoxLayout(), items, spacing, margins)


def _fill(layout: _Layout, items: Sequence[QWidget | int | None], spacing: int, margins: Margins) -> _Layout:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item)
    return layout


def mnemonics(window: QWidget, on: bool) -> None:
    """Underline the mnemonics of a window's buttons while Alt is down."""
    for button in window.findChildren(Button):
        button.underline(on)


def line() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("look", "line")
    made.setFixedHeight(1)
    return made


class Button(Pressed):
    """A button. Give icon-only ones (look "icon") their words too: they become name and tooltip.

    The focus ring shows only when the keyboard brought the focus.
    """

    def __init__(
        self,
        text: Text = "",
        *,
        look: str = "secondary",
        icon: str = "",
        tip: Text = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self._look = look
        self._underlined = False
        self._marked = ""
        if look == "icon":
            bind(self, "setAccessibleName", text)
            bind(self, "setToolTip", tip or text)
        else:
            self.say(text)
            if tip:
                bind(self, "setToolTip", tip)
        if icon:
            self.show_icon(icon)

    def say(self, text: Text) -> None:
        """Change the text; the accessible name follows, without the mnemonic mark."""
        bind(self, "show_words", text)
        bind(self, "setAccessibleName", lambda _tongue: words(text).replace("&", "") if text else "")

    def show_words(self, marked: str) -> None:
        """Show a text; its mnemonic works always and is underlined while Alt is down."""
        self._marked = marked
        self.setText(marked if self._underlined else marked.replace("&", ""))
        self.setShortcut(QKeySequence.mnemonic(marked))

    def underline(self, on: bool) -> None:
        """Underline the mnemonic or not."""
        if on != self._underlined and "&" in self._marked:
            self._underlined = on
            self.show_words(self._marked)

    def show_icon(self, meaning: str, token: str = "") -> None:
        """Change the icon; `token` overrules the colour that goes with the look."""
        self.setIcon(make_icon(meaning, token or _INK.get(self._look, "text")))
        self._size_icon()

    def _size_icon(self) -> None:
        beside = 4 if self._look != "icon" else 0  # the style leaves too little between icon and words
        self.setIconSize(QSize(look.px(16) + beside, look.px(16)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self.icon().isNull():
            self._size_icon()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._ring:
            paint_ring(self, inner=self._look in ("primary", "danger"))


class Pill(QWidget):
    """A few words on a soft ground. Urgency is colour and icon and words, never colour alone."""

    def __init__(
        self, text: Text = "", tone: str = "neutral", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._words = icon, tone, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bind(self, "set_words", text)

    def say(self, text: Text, tone: str | None = None, icon: str | None = None) -> None:
        """Change words, tone and icon."""
        self._tone = self._tone if tone is None else tone
        self._icon = self._icon if icon is None else icon
        bind(self, "set_words", text)

    def set_words(self, text: str) -> None:
        self._words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:  # noqa: N802
        return pill_size(self._words, self._icon)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_pill(painter, self.rect(), self._words, self._tone, self._icon)


class Avatar(QWidget):
    """A person as initials on a round."""

    def __init__(self, name: str, size: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._size = name, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def set_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(self._size), look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        paint_avatar(painter, self.rect(), self._name)


class IconTile(QWidget):
    """An icon, alone or on a soft square of a tone (`tile`)."""

    def __init__(self, meaning: str, tone: str = "text2", *, size: int = 16, tile: int = 0) -> None:
        super().__init__()
        self._meaning, self._tone, self._size, self._tile = meaning, tone, size, tile
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, meaning: str, tone: str) -> None:
        self._meaning, self._tone = meaning, tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        side = look.px(self._tile or self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        ink = self._tone
        if self._tile:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{self._tone}_soft"))
            painter.drawRoundedRect(self.rect(), 8, 8)
            ink = f"{self._tone}_text"
        size = look.px(self._size)
        at = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        paint_icon(painter, at, self._meaning, ink)


class Segments(QWidget):
    """One of a few: `chosen` emits the key. Arrow keys move the choice, Tab leaves."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, Text]], current: str = "", *, kind: str = "segment"
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}
        layout = row(spacing=4) if kind == "segment" else Flow(spacing=24)
        for key, text in choices:
            button = Button(text, look=kind)
            button.setCheckable(True)
            button.setProperty("key", key)
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self.setLayout(layout)
        if kind == "segment":
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        else:
            fit(self)  # tabs go on in a second line rather than being cut off
        self.choose(current or choices[0][0])
        self._shade()
        look.changed.connect(self._shade)
        # toggled, not clicked: it is what assistive tools and the arrow keys do
        self._group.buttonToggled.connect(self._toggled)

    @property
    def current(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def has(self, key: str) -> bool:
        return key in self._buttons

    def button(self, key: str) -> Button:
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Choose without a signal."""
        self._group.blockSignals(True)
        self._buttons[key].setChecked(True)
        self._group.blockSignals(False)

    def hold(self) -> None:
        """Put the keyboard on what is chosen."""
        self._buttons[self.current].setFocus()

    def say(self, key: str, text: Text) -> None:
        """Change the words of one choice, for example its count."""
        self._buttons[key].say(text)

    def _toggled(self, button: QPushButton, on: bool) -> None:
        if on:
            self.chosen.emit(str(button.property("key")))

    def _shade(self) -> None:
        for button in self._buttons.values():
            restyle(button, dark=look.tokens.dark)
