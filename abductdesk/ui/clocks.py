"""The six-week clocks of running return proceedings: one bar of six weeks for each.

card = ClockCard(open_case); card.show_clocks(board.clocks)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from abductdesk.actions.today import Clock
from abductdesk.i18n import LN, L
from abductdesk.ui.cards import Card, ClickCard, clear
from abductdesk.ui.texts import Text, bind, isolate, voice, words
from abductdesk.ui.theme import look
from abductdesk.ui.widgets import column, label, restyle

WEEKS, SHOWN = 6, 7


def tone_of(clock: Clock) -> str:
    """Quiet while there is time, amber in the last two weeks, red beyond the last day."""
    if clock.day > clock.days:
        return "danger"
    return "warn" if clock.day > clock.days - 14 else "accent"


def words_of(clock: Clock) -> Text:
    """Where the clock stands, in words."""
    if clock.day > clock.days:
        return LN("{n} day over", "{n} days over", clock.day - clock.days)
    return L("day {day} of {days}", day=clock.day, days=clock.days)


class ClockRow(ClickCard):
    """One clock as a button: the child, the day, the bar."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("")
        self.setProperty("look", "row")
        self._clock = clock
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        bind(self, "setAccessibleName", lambda _tongue: f"{clock.names or clock.reference}, {self._day()}")
        bind(self, "setToolTip", clock.reference)
        voice.changed.connect(self.update)

    def _day(self) -> str:
        return words(words_of(self._clock))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(200), look.px(46))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(look.px(140), look.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        way, px = self.layoutDirection(), look.px
        painter.setLayoutDirection(way)
        room = self.rect().adjusted(px(6), px(5), -px(6), -px(5))
        line = room.adjusted(0, 0, 0, -px(16))
        day, tone = self._day(), tone_of(self._clock)
        small = QFontMetrics(look.font("caption"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text3" if tone == "accent" else f"{tone}_text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, day)
        names = line.adjusted(0, 0, -small.horizontalAdvance(day) - px(10), 0)
        painter.setFont(look.font("strong"))
        painter.setPen(look.colour("text"))
        said = QFontMetrics(look.font("strong")).elidedText(
            isolate(self._clock.names or self._clock.reference), Qt.TextElideMode.ElideRight, names.width()
        )
        painter.drawText(QStyle.visualRect(way, line, names), middle | Qt.AlignmentFlag.AlignLeft, said)
        self._paint_bar(painter, QRectF(room.left(), room.bottom() - px(10), room.width(), px(7)), tone)

    def _paint_bar(self, painter: QPainter, bar: QRectF, tone: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = look.px(3)
        each = (bar.width() - gap * (WEEKS - 1)) / WEEKS
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for week in range(WEEKS):
            left = bar.left() + (WEEKS - 1 - week if mirrored else week) * (each + gap)
            box, radius = QRectF(left, bar.top(), each, bar.height()), bar.height() / 2
            painter.setBrush(look.colour("neutral_soft"))
            painter.drawRoundedRect(box, radius, radius)
            full = min(1.0, max(0.0, self._clock.day * WEEKS / max(self._clock.days, 1) - week))
            if full > 0:
                if mirrored:
                    box.setLeft(box.right() - each * full)
                else:
                    box.setWidth(each * full)
                painter.setBrush(look.colour(tone))
                painter.drawRoundedRect(box, min(radius, box.width() / 2), radius)


class ClockCard(Card):
    """The clocks that run, the fullest first, then those that are over. Each opens its case."""

    def __init__(self, open_case: Callable[[int], object]) -> None:
        super().__init__(L("Six-week clock"))
        self._open = open_case
        self._rows = column(spacing=0)
        self.body.setContentsMargins(10, 4, 10, 12)
        self.body.setSpacing(4)
        self.body.addLayout(self._rows)
        self.more = label("", "caption", wrap=True)
        self.more.setContentsMargins(6, 0, 6, 0)
        self.add(self.more)

    def show_clocks(self, clocks: Sequence[Clock]) -> None:
        """Replace what is shown."""
        clear(self._rows)
        for clock in clocks[:SHOWN]:
            made = ClockRow(clock)
            made.clicked.connect(lambda _=False, case_id=clock.case_id: self._open(case_id))
            restyle(made)
            self._rows.addWidget(made)
        left = len(clocks) - SHOWN
        self.more.setVisible(left > 0 or not clocks)
        bind(
            self.more,
            "setText",
            LN("and {n} more", "and {n} more", left)
            if left > 0
            else L("No return proceedings are running. The clock starts when a court is seised."),
        )


def beside(widget: QWidget) -> QWidget:
    """A column that leaves the room below its one widget free."""
    made = QWidget()
    made.setLayout(column(widget, None, spacing=0))
    return made
