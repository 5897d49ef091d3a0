"""A figure with its name below it, small enough for seven in a row; pressed, it shows what it counts."""

from __future__ import annotations

from abductdesk.i18n import L
from abductdesk.ui.cards import ClickCard
from abductdesk.ui.texts import Text, bind, tongue, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import IconTile, column, label, row

_TIP = L("Show only these; press again for all")


class Tile(ClickCard):
    """A checkable figure. Its tone shows only where there is something to show."""

    def __init__(self, icon: str, tone: str, name: Text) -> None:
        super().__init__(name)
        self.setCheckable(True)
        self._name, self._tone, self._icon = name, tone, icon
        tip: Text = lambda _tongue: f"{words(name)}. {words(_TIP)}"  # noqa: E731
        bind(self, "setToolTip", tip)
        self._figure = label("–", "figure")
        self._picture = IconTile(icon, "text3", size=18)
        self._under = label(name, "caption")
        self._inside = inside = column(spacing=0, margins=(12, 8, 10, 10))
        inside.addLayout(row(self._figure, None, self._picture, spacing=4))
        inside.addWidget(self._under)
        self.setLayout(inside)
        look.changed.connect(self._dress)
        self._dress()

    def compact(self, on: bool) -> None:
        """Without its name, where there is little room: the icon and the tooltip say it."""
        self._under.setVisible(not on)
        self._dress()

    def _dress(self) -> None:
        compact = self._under.isHidden()
        self.setFixedHeight(look.px(48 if compact else 68))
        self._inside.setContentsMargins(*((6, 8, 6, 10) if compact else (12, 8, 10, 10)))
        self._picture.setVisible(not compact or len(self._figure.text()) < 3)

    def figure(self, n: int) -> None:
        """Show a number."""
        name = self._name  # the text must not hold on to the tile
        bind(self._figure, "setText", lambda tongue: tongue.value(n))
        self._dress()
        self._picture.show_icon(self._icon, f"{self._tone}_text" if n else "text3")
        said: Text = lambda _tongue: f"{words(name)}: {tongue().value(n)}"  # noqa: E731
        bind(self, "setAccessibleName", said)
