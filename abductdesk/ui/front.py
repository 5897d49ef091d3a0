"""What the windows before the main one share: the choice of language, and a card in the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from abductdesk.i18n import OFFICE_LANGUAGES, L, Language
from abductdesk.ui.editors import Combo
from abductdesk.ui.sidebar import Mark
from abductdesk.ui.texts import speak, tongue
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import column, label, row


class Front(QWidget):
    """A window with one card. `left` fires when it is closed without going on."""

    language_wanted = Signal(str)
    left = Signal()

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("AbductDesk")
        self.resize(960, 720)
        self.languages = Combo(L("Language of the program"))
        self.languages.offer([(code, L("{name}", name=Language(code))) for code in OFFICE_LANGUAGES])
        self.languages.choose(tongue().language)
        self.languages.activated.connect(self._language)
        self.step = label("", "caption")
        self.card: QVBoxLayout = column(spacing=12, margins=(32, 26, 32, 24))
        self.card.addLayout(row(Mark(), label("AbductDesk", "card"), None, self.step, spacing=10))
        card = QFrame()
        card.setProperty("look", "card")
        card.setLayout(self.card)
        card.setFixedWidth(look.px(width))
        outer = column(None, spacing=16, margins=(24, 24, 24, 24))
        outer.addLayout(row(None, card, None))
        outer.addStretch(1)
        outer.addLayout(row(None, self.languages, None))
        self.setLayout(outer)

    def _language(self) -> None:
        speak(self.languages.chosen())
        self.language_wanted.emit(self.languages.chosen())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.left.emit()
        super().closeEvent(event)
