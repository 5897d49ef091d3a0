"""The sidebar: name of the program, the screens with their badges, and who is at work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from abductdesk.i18n import L
from abductdesk.ui.cards import ClickCard
from abductdesk.ui.icons import paint_icon
from abductdesk.ui.painting import paint_ring
from abductdesk.ui.pressing import Pressed
from abductdesk.ui.shell import Screen
from abductdesk.ui.texts import bind, term
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Avatar, column, label, line, restyle, row

WIDTH = 220


class NavButton(Pressed):
    """One entry: icon, name, badge."""

    def __init__(self, screen: type[Screen]) -> None:
        super().__init__()
        self.setProperty("look", "nav")
        # not checkable: assistive tools toggle such buttons, which is no click and would lead nowhere
        self.current = False
        self._screen, self._words, self._count = screen, "", 0
        bind(self, "set_words", term(screen.title))

    def set_words(self, text: str) -> None:
        self._words = text
        self._name()

    def set_count(self, count: int) -> None:
        """The figure at the end; 0 hides it."""
        self._count = count
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._words}, {self._count}" if self._count else self._words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(WIDTH - 20), look.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        way, whole, px = self.layoutDirection(), self.rect(), look.px
        painter.setLayoutDirection(way)
        ink = "accent_text" if self.current else "text2"
        size = px(17)
        icon = QRect(px(13), (whole.height() - size) // 2, size, size)
        paint_icon(painter, QStyle.visualRect(way, whole, icon), self._screen.icon, ink)
        font = look.font("strong" if self.current else "body")
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        room = QRect(px(41), 0, whole.width() - px(41) - (px(44) if self._count else px(10)), whole.height())
        text = QFontMetrics(font).elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QStyle.visualRect(way, whole, room), centre, text)
        if self._count:
            self._paint_badge(painter, way, whole)
        painter.end()
        if self._ring:
            paint_ring(self)

    def _paint_badge(self, painter: QPainter, way: Qt.LayoutDirection, whole: QRect) -> None:
        text, px = str(self._count), look.px
        font = look.font("caption_strong")
        width = max(px(22), QFontMetrics(font).horizontalAdvance(text) + px(12))
        box = QRect(whole.width() - width - px(10), (whole.height() - px(20)) // 2, width, px(20))
        box = QStyle.visualRect(way, whole, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.colour("accent_text"))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Mark(QWidget):
    """The sign of the program."""

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(28), look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        side = look.px(28)
        box = QRect(0, (self.height() - side) // 2, side, side)
        painter.drawRoundedRect(box, 7, 7)
        paint_icon(painter, box.adjusted(6, 6, -6, -6), "abductdesk", "on_accent")


class Sidebar(QFrame):
    """`chosen` emits the key of a screen; `person` fires when the person's box is clicked."""

    chosen = Signal(str)
    person = Signal()

    def __init__(self, screens: Sequence[type[Screen]]) -> None:
        super().__init__()
        self.setProperty("look", "sidebar")
        self._buttons: dict[str, NavButton] = {}
        layout = column(spacing=2, margins=(10, 14, 10, 10))
        layout.addLayout(row(Mark(), label("AbductDesk", "card"), None, spacing=10, margins=(8, 2, 0, 12)))
        for screen in screens:
            if screen.menu and not screen.foot:
                layout.addWidget(self._button(screen))
        layout.addStretch(1)
        for screen in screens:
            if screen.menu and screen.foot:
                layout.addWidget(self._button(screen))
        layout.addSpacing(6)
        layout.addWidget(line())
        layout.addSpacing(4)
        self._who = ClickCard(L("Person at work"))
        self._who.setProperty("look", "nav")
        self._avatar, self._name, self._role = Avatar("", 32), label("", "strong"), label("", "caption")
        inside = row(self._avatar, spacing=10, margins=(8, 6, 6, 6))
        inside.addLayout(column(self._name, self._role, spacing=0), 1)
        self._who.setLayout(inside)
        self._who.clicked.connect(self.person)
        layout.addWidget(self._who)
        self.setLayout(layout)
        self._dress()
        look.changed.connect(self._dress)

    def _button(self, screen: type[Screen]) -> NavButton:
        button = self._buttons[screen.key] = NavButton(screen)
        button.clicked.connect(lambda: self.chosen.emit(screen.key))
        return button

    def show_current(self, key: str) -> None:
        """Highlight an entry."""
        for name, button in self._buttons.items():
            button.current = name == key
            restyle(button, current=name == key)
            bind(button, "setAccessibleDescription", L("You are here") if name == key else "")

    def badge(self, key: str, count: int) -> None:
        if key in self._buttons:
            self._buttons[key].set_count(count)

    def show_person(self, name: str, role: str) -> None:
        """Who is at work; `role` is in the language spoken."""
        self._avatar.set_name(name)
        self._name.setText(name)
        self._role.setText(role)
        bind(self._who, "setAccessibleName", L("Person at work: {name}", name=name))

    def _dress(self) -> None:
        self.setFixedWidth(look.px(WIDTH))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        if event.type() == QEvent.Type.LayoutDirectionChange:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            restyle(self, look="sidebar_mirrored" if mirrored else "sidebar")
        super().changeEvent(event)
