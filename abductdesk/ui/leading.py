"""Labels that stand on the leading side of the window, whatever the direction of their own text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

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

    def _lean(self) -> None:
        absolute, mirrored = Qt.AlignmentFlag.AlignAbsolute, self.layoutDirection() is _MIRRORED
        lead = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        ours = self.alignment() & (absolute | Qt.AlignmentFlag.AlignLeft)  # not where somebody centred it
        if ours:
            self.setAlignment(lead | absolute | (self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask))
