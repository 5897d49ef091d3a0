"""A row of widgets that goes on in the next line where there is no room.

made = flow(pill, IconTile("person"), label("An Peeters"), spacing=8)      # a widget
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget


class Flow(QLayout):
    """Items one after the other, each in its own width, lines as high as their highest item."""

    def __init__(self, spacing: int = 8, between: int = 4) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._space, self._between = spacing, between
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._space * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def empty(self, keep: int = 0) -> None:
        """Remove what stands in it, but for the first `keep`."""
        while (item := self.takeAt(keep)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        holder = self.parentWidget()
        way = holder.layoutDirection() if holder is not None else Qt.LayoutDirection.LeftToRight
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for item in self._shown():
            hint = item.sizeHint()
            size = QSize(min(hint.width(), max(rect.width(), item.minimumSize().width())), hint.height())
            if lines[-1] and used + size.width() > rect.width():
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self._space
        highs = [max((size.height() for _, size in line), default=0) for line in lines]
        whole = sum(highs) + self._between * (len(lines) - 1)
        start = rect.y() + max((rect.height() - whole) // 2, 0) if move else rect.y()
        top = start
        for line, high in zip(lines, highs, strict=True):
            left = rect.x()
            for item, size in line:
                if move:
                    spot = QPoint(left, top + (high - size.height()) // 2)
                    item.setGeometry(QStyle.visualRect(way, rect, QRect(spot, size)))
                left += size.width() + self._space
            top += high + self._between
        return max(top - self._between - start, 0)


def fit(holder: QWidget) -> None:
    """Let a widget that holds a flow be as high as its lines need."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)


def flow(*widgets: QWidget, spacing: int = 8, between: int = 4) -> QWidget:
    """These widgets, flowing."""
    made = QWidget()
    layout = Flow(spacing, between)
    for widget in widgets:
        layout.addWidget(widget)
    made.setLayout(layout)
    fit(made)
    return made
