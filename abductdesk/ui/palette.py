"""Ctrl+K: commands at once, cases and people as they are found.

palette = Palette(window, commands, provider)   # provider(text, deliver): deliver([Found, …]) later
palette.open_at(window)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from abductdesk.i18n import L
from abductdesk.ui.icons import paint_icon
from abductdesk.ui.shell import Command, Found, Provider
from abductdesk.ui.texts import bind, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import column, label, line

WAIT_MS, ROWS = 120, 10
_MOVES: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
Entry = Command | Found


def fits(title: str, typed: str) -> bool:
    """Whether every typed word begins some word of the title, whatever its accents."""
    flat = [_flat(word) for word in title.replace("-", " ").split()]
    return all(any(word.startswith(part) for word in flat) for part in _flat(typed).split())


def title_of(entry: Entry) -> str:
    """The title as it is read: the mnemonic mark belongs to buttons."""
    title = words(entry.title)
    return title.replace("&", "") if isinstance(entry, Command) else title


def _flat(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class _Rows(QStyledItemDelegate):
    """Icon, title, caption; the shortcut at the end."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return QSize(look.px(200), look.px(36))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry, rect, px = self._palette.entries[index.row()], option.rect, look.px
        way = self._palette.layoutDirection()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(way)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selection"))
            painter.drawRoundedRect(rect, 6, 6)
        size = px(16)
        icon = QRect(rect.left() + px(12), rect.center().y() - size // 2 + 1, size, size)
        paint_icon(painter, QStyle.visualRect(way, rect, icon), entry.icon, "text2")
        middle = Qt.AlignmentFlag.AlignVCenter
        if isinstance(entry, Command):
            end = QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        else:
            end = ""
        if chosen and not end:
            end = words(L("Enter"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3"))
        tail = QFontMetrics(look.font("caption")).horizontalAdvance(end) + px(24)
        painter.drawText(
            QStyle.visualRect(way, rect, rect.adjusted(0, 0, -px(12), 0)),
            middle | Qt.AlignmentFlag.AlignRight,
            end,
        )
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        room = rect.adjusted(px(40), 0, -tail, 0)
        metrics = QFontMetrics(look.font("body"))
        title = metrics.elidedText(title_of(entry), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QStyle.visualRect(way, rect, room), middle | Qt.AlignmentFlag.AlignLeft, title)
        if isinstance(entry, Found):
            room.setLeft(room.left() + metrics.horizontalAdvance(title) + px(10))
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("text3"))
            small = QFontMetrics(look.font("caption"))
            caption = small.elidedText(
                words(entry.caption), Qt.TextElideMode.ElideRight, max(0, room.width())
            )
            painter.drawText(QStyle.visualRect(way, rect, room), middle | Qt.AlignmentFlag.AlignLeft, caption)
        painter.restore()


class Palette(QDialog):
    """Type, choose with the arrows, Enter runs it. Escape leaves."""

    def __init__(
        self, parent: QWidget, commands: Sequence[Command], provider: Provider | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind(self, "setWindowTitle", L("Search"))
        bind(self, "setAccessibleName", L("Search"))
        self._commands, self._provider = list(commands), provider
        self._round = 0
        self.entries: list[Entry] = []
        self.edit = QLineEdit()
        self.edit.setProperty("look", "palette")
        for setter in ("setPlaceholderText", "setAccessibleName"):
            bind(self.edit, setter, L("Type a command, a name or a reference"))
        self.list = QListWidget()
        self.list.setProperty("look", "plain")
        self.list.setItemDelegate(_Rows(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bind(self.list, "setAccessibleName", L("Found"))
        self.none = label(L("Nothing found. Try a reference, a name or a phone number."), "second")
        self.none.setContentsMargins(14, 10, 14, 10)
        self.none.hide()
        frame = QFrame()
        frame.setProperty("look", "palette")
        frame.setLayout(column(self.edit, line(), self.none, self.list, spacing=4, margins=(8, 6, 8, 8)))
        # square and opaque: round corners need a compositor, and a terminal server has none
        self.setLayout(column(frame))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._ask)
        self.edit.textChanged.connect(self._typed)
        self.list.itemClicked.connect(lambda _item: self._run())
        self._typed("")

    def open_at(self, window: QWidget) -> None:
        """Show it over the upper middle of the window."""
        self.resize(min(look.px(600), window.width() - 40), self._height())
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + look.px(80))
        self.show()
        self.edit.setFocus()

    def _typed(self, text: str) -> None:
        self._round += 1
        self._show([command for command in self._commands if fits(title_of(command), text)])
        if text.strip() and self._provider is not None:
            self._wait.start(WAIT_MS)

    def _ask(self) -> None:
        turn, typed = self._round, self.edit.text().strip()

        def deliver(found: list[Found]) -> None:
            if turn == self._round:
                commands = [command for command in self._commands if fits(title_of(command), typed)]
                self._show([*found, *commands])

        if self._provider is not None:
            self._provider(typed, deliver)

    def _show(self, entries: Sequence[Entry]) -> None:
        self.entries = list(entries)
        self.list.clear()
        for entry in self.entries:
            caption = f", {words(entry.caption)}" if isinstance(entry, Found) and entry.caption else ""
            QListWidgetItem(title_of(entry) + caption, self.list)
        self.none.setVisible(not self.entries)
        if self.entries:
            self.list.setCurrentRow(0)
        self.resize(self.width(), self._height())

    def _height(self) -> int:
        """As high as what was found, within reason."""
        return look.px(36 * min(ROWS, max(1, len(self.entries))) + 72)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif event.key() in _MOVES and self.entries:
            at = self.list.currentRow() + _MOVES[event.key()]
            self.list.setCurrentRow(max(0, min(at, len(self.entries) - 1)))
        else:
            super().keyPressEvent(event)

    def _run(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.entries):
            run: Callable[[], object] = self.entries[at].run
            self.close()
            run()
