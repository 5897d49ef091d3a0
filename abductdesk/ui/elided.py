"""A line of text that is cut off rather than making the window wider; its tooltip has all of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from abductdesk.ui.leading import Words
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.theme import TYPES, look

_SAME = {"second": "body"}


class Elided(Words):
    """One line in one of the types of `label`; `least` is the width it keeps, in px at 100 %."""

    def __init__(self, text: Text = "", type: str = "body", *, least: int = 60) -> None:
        super().__init__()
        self._type, self._least, self._whole = _SAME.get(type, type), least, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", type)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: Text) -> None:
        bind(self, "set_whole", text)

    def set_whole(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._cut()

    def whole(self) -> str:
        """The text without the cut."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._metrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        least = min(look.px(self._least), self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self._metrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(look.font(self._type if self._type in TYPES else "body"))
