"""The bar above the page (search, language, lock, main command) and the status bar below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from abductdesk.i18n import LN, OFFICE_LANGUAGES, L, Language
from abductdesk.ui.cards import ClickCard
from abductdesk.ui.editors import Combo
from abductdesk.ui.icons import paint_icon
from abductdesk.ui.shell import Command
from abductdesk.ui.texts import Text, bind, tongue, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import Button, IconTile, label, row


class SearchField(ClickCard):
    """Looks like a field and opens Ctrl+K."""

    def __init__(self) -> None:
        super().__init__(L("Search cases and people"))
        self.setProperty("look", "search")

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(474), look.px(34))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(180), look.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        way, whole, px = self.layoutDirection(), self.rect(), look.px
        painter.setLayoutDirection(way)
        icon = QRect(px(12), (whole.height() - px(16)) // 2, px(16), px(16))
        paint_icon(painter, QStyle.visualRect(way, whole, icon), "search", "text2")
        painter.setPen(look.colour("text3"))
        painter.setFont(look.font("body"))
        middle = Qt.AlignmentFlag.AlignVCenter
        room = QStyle.visualRect(way, whole, whole.adjusted(px(38), 0, -px(70), 0))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, words(L("Search cases and people")))
        painter.setFont(look.font("caption"))
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        painter.drawText(
            QStyle.visualRect(way, whole, whole.adjusted(0, 0, -px(12), 0)),
            middle | Qt.AlignmentFlag.AlignRight,
            keys,
        )


class TopBar(QFrame):
    """Search, language, lock, and the main command of the program."""

    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "topbar")
        self.search = SearchField()
        self.languages = Combo(L("Language of the program"))
        self.languages.offer([(code, Language(code).upper()) for code in OFFICE_LANGUAGES])
        bind(self.languages, "setToolTip", L("Language of the program"))
        self.languages.setMinimumContentsLength(2)
        self.languages.activated.connect(lambda _at: self.language_chosen.emit(self.languages.chosen()))
        self.lock = Button(L("Lock"), look="icon", icon="lock")
        self.main = Button(look="primary", icon="add")
        self.main.hide()
        layout = row(spacing=8, margins=(28, 12, 28, 11))
        layout.addWidget(self.search, 4)
        layout.addStretch(3)
        for widget in (self.languages, self.lock, self.main):
            layout.addWidget(widget)
        self.setLayout(layout)
        voice.changed.connect(self._speak)
        self._speak()

    def show_main(self, command: Command) -> None:
        """The one primary command."""
        self.main.say(command.title)
        self.main.show()

    def _speak(self) -> None:
        self.languages.choose(tongue().language)


class StatusBar(QFrame):
    """Saved, warnings, encrypted, last backup, lock countdown. Shown in words, each with its icon."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "statusbar")
        self._saved = self._item("saved")
        self._progress = self._item("running")
        self._countdown = self._item("due")
        self._encrypted = self._item("encrypted")
        self._backup = self._item("backup")
        self.warned = Button(look="status")
        self.warned.show_icon("bell", "accent_text")
        bind(self.warned, "setToolTip", L("To what is due"))
        items = (
            self._saved, self.warned, self._progress, None, self._countdown, self._encrypted, self._backup
        )  # fmt: skip
        self.setLayout(row(*items, spacing=18, margins=(16, 4, 16, 4)))
        self.saved(L("All changes saved"))
        self.encrypted(L("Encrypted on this computer"))
        for hidden in (self.warned, self._progress, self._countdown, self._backup):
            hidden.hide()

    def _item(self, icon: str) -> QWidget:
        made = QWidget()
        text = label("", "caption")
        text.setObjectName("words")
        made.setLayout(row(IconTile(icon, "text3", size=14), text, spacing=6))
        return made

    def _say(self, item: QWidget, text: Text) -> None:
        bind(item.findChildren(QWidget, "words")[0], "setText", text)
        item.setVisible(bool(text))

    def warnings(self, count: int) -> None:
        """How many limits stand on the ladder of warnings; 0 hides it."""
        self.warned.say(LN("{n} warning", "{n} warnings", count))
        self.warned.setVisible(count > 0)

    def saved(self, text: Text) -> None:
        self._say(self._saved, text)

    def encrypted(self, text: Text) -> None:
        self._say(self._encrypted, text)

    def backup(self, text: Text, wanting: bool = False) -> None:
        """The last backup, or what is wrong with the backups (`wanting`)."""
        self._say(self._backup, text)
        icon = self._backup.findChild(IconTile)
        assert icon is not None
        icon.show_icon("warning" if wanting else "backup", "warn_text" if wanting else "text3")

    def progress(self, text: Text) -> None:
        self._say(self._progress, text)

    def countdown(self, seconds: int) -> None:
        """Seconds until the program locks; 0 hides it."""
        self._say(self._countdown, L("Locks in {seconds} s", seconds=seconds) if seconds else "")
