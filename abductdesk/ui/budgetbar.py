"""A budget as a bar: paid, committed, left. The words beside it say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from abductdesk.actions.budgets import BudgetState
from abductdesk.i18n import L, Money
from abductdesk.ui.texts import Text, bind
from abductdesk.ui.theme import look


def budget_words(state: BudgetState) -> Text:
    """Committed, paid and left, in words."""
    return L(
        "{committed} of {budget} committed, {paid} of it paid, {left} left",
        committed=Money(state.committed), budget=Money(state.budget), paid=Money(state.paid),
        left=Money(state.left),
    )  # fmt: skip


class BudgetBar(QWidget):
    """Paid in full colour, what is committed besides in a lighter one; amber from the warning share on."""

    def __init__(self, state: BudgetState) -> None:
        super().__init__()
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind(self, "setAccessibleName", budget_words(state))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(200), look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        round_ = whole.height() / 2
        painter.setBrush(look.colour("neutral_soft"))
        painter.drawRoundedRect(whole, round_, round_)
        tone = "warn" if self._state.warns else "accent"
        for share, strong in ((self._state.committed, False), (self._state.paid, True)):
            wide = whole.width() * min(1.0, share / self._state.budget) if self._state.budget > 0 else 0.0
            if wide <= 0:
                continue
            colour = look.colour(tone)
            colour.setAlphaF(1.0 if strong else 0.4)
            painter.setBrush(colour)
            part = QRectF(0, 0, max(wide, whole.height()), whole.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                part.moveRight(whole.right())
            painter.drawRoundedRect(part, round_, round_)
        painter.end()
