"""What the program says back: banners on a page, toasts over the window, a question before what stays done.

page.add(Banner("warn", L("The criteria are out of date."), L("Review"), self.review))
shell.toast(L("Deadline marked done"), undo=self.undo)          # through the shell, not Toast itself
ask(self, L("Issue this letter?"), L("It cannot be undone."), L("Issue"), then=self.issue)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from abductdesk.i18n import L
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.widgets import Button, IconTile, column, label, restyle, row

_ICONS = {"accent": "info", "warn": "warning", "danger": "danger", "ok": "ok", "neutral": "info"}
TOAST_MS = 8000


class Banner(QFrame):
    """A sentence on a coloured ground, with an icon and at most one action. Tones as in theme.py."""

    def __init__(
        self,
        tone: str,
        text: Text,
        action: Text = "",
        run: Callable[[], object] | None = None,
        *,
        title: Text = "",
    ) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", tone)
        self._icon = IconTile(_ICONS[tone], f"{tone}_text", size=18)
        self._title = label(title, "strong", wrap=True)
        if not title:
            self._title.hide()
        self._text = label(text, wrap=True, selectable=True)
        layout = row(spacing=10, margins=(14, 10, 10, 10))
        layout.addWidget(self._icon)
        layout.addLayout(column(self._title, self._text, spacing=2), 1)
        self.button: Button | None = None
        if action and run is not None:
            self.button = Button(action)
            self.button.clicked.connect(lambda: run())
            layout.addWidget(self.button)
        self.setLayout(layout)
        bind(self, "setAccessibleName", text)

    def say(self, text: Text, tone: str = "") -> None:
        """Change the sentence, and the tone if given."""
        bind(self._text, "setText", text)
        bind(self, "setAccessibleName", text)
        if tone:
            self._icon.show_icon(_ICONS[tone], f"{tone}_text")
            restyle(self, tone=tone)

    def text(self) -> str:
        return self._text.text()


class Toast(QFrame):
    """A sentence at the foot of the window that goes by itself, with Undo where there is one."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("look", "toast")
        self._text = label("")
        self._undo = Button(L("Undo"), look="toast")
        self._undo.clicked.connect(self._undone)
        self._run: Callable[[], object] | None = None
        self.setLayout(row(self._text, self._undo, spacing=12, margins=(16, 6, 8, 6)))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: Text, undo: Callable[[], object] | None = None) -> None:
        """Show the sentence for a while; it waits while the pointer or the keyboard is on it."""
        bind(self._text, "setText", text)
        self._run = undo
        self._undo.setVisible(undo is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._text.text()))

    def text(self) -> str:
        return self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEvent) -> None:  # noqa: N802
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._timer.start(TOAST_MS // 2)

    def _place(self) -> None:
        over = self._over
        self.setMinimumHeight(42)
        self.setMaximumWidth(over.width() - 48)
        self.adjustSize()
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - 24)

    def _undone(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()


def _nothing(*_kept: object) -> None:
    """Does nothing."""


class Question(QDialog):
    """One question, one answer that does it, one that does not. `then` runs on yes; nothing blocks."""

    def __init__(
        self,
        parent: QWidget | None,
        title: Text,
        sentence: Text,
        yes: Text,
        *,
        then: Callable[[], object],
        look: str = "primary",
        no: Text = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._then: Callable[[], object] = then
        bind(self, "setWindowTitle", title)
        text = label(sentence, "second", wrap=True)
        text.setMinimumWidth(380)
        self.yes, self.no = Button(yes, look=look), Button(no or L("Cancel"))
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        layout = column(label(title, "dialog", wrap=True), text, 12, spacing=8, margins=(24, 20, 24, 20))
        layout.addLayout(row(None, self.no, self.yes))
        self.setLayout(layout)
        self.yes.setDefault(True)
        self.yes.setFocus()
        self.finished.connect(self._finish)

    def _finish(self, result: int) -> None:
        # `then` may hold the last reference to the dialog below: let go of it from the event loop, never
        # while this question, its child, is being deleted
        then, self._then = self._then, _nothing
        QTimer.singleShot(0, partial(_nothing, then))
        if result == QDialog.DialogCode.Accepted.value:
            then()


class Notice(QDialog):
    """One sentence to know, and one button."""

    def __init__(self, parent: QWidget | None, sentence: Text, title: Text = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        heading = title or L("This cannot be done")
        bind(self, "setWindowTitle", heading)
        self.text = label(sentence, "second", wrap=True, selectable=True)
        self.text.setMinimumWidth(400)
        close = Button(L("Close"), look="primary")
        close.clicked.connect(self.accept)
        layout = column(label(heading, "dialog", wrap=True), self.text, 12, margins=(24, 20, 24, 20))
        layout.addLayout(row(None, close))
        self.setLayout(layout)
        close.setDefault(True)
        close.setFocus()


def ask(
    parent: QWidget | None,
    title: Text,
    sentence: Text,
    yes: Text,
    *,
    then: Callable[[], object],
    look: str = "primary",
) -> Question:
    """Ask, and run `then` on yes. Use look "danger" for what cannot be taken back."""
    question = Question(parent, title, sentence, yes, then=then, look=look)
    question.open()
    return question
