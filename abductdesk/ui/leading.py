"""Labels that stand on the leading side of the window, whatever the direction of their own text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel

from abductdesk.ui.theme import look

LONGEST_WORD = 320
"""So wide, in px at 100 %, a word may make a label that wraps; of a longer one the end is cut off."""
_MIRRORED = Qt.LayoutDirection.RightToLeft


class Words(QLabel):
    """A label: an Arabic name stays in line with the Latin ones, and both turn with the window."""

    def __init__(self) -> None:
        super().__init__()
        self._lean()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        # one endless word, such as an address of a web page in a note, must not make the page wider
        least = super().minimumSizeHint()
        return QSize(min(least.width(), look.px(LONGEST_WORD)), least.height()) if self.wordWrap() else least

    def _lean(self) -> None:
        absolute, mirrored = Qt.AlignmentFlag.AlignAbsolute, self.layoutDirection() is _MIRRORED
        lead = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        ours = self.alignment() & (absolute | Qt.AlignmentFlag.AlignLeft)  # not where somebody centred it
        if ours:
            self.setAlignment(lead | absolute | (self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask))
