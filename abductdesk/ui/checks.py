"""Boxes to tick: our own mark, since a stylesheet can only show one from a file."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyledItemDelegate, QStyleOptionButton, QStyleOptionViewItem

from abductdesk.ui.icons import paint_icon
from abductdesk.ui.texts import Text, bind


def _tick(painter: QPainter, box: QRect) -> None:
    paint_icon(painter, box.adjusted(2, 2, -2, -2), "apply", "on_accent")


class Check(QCheckBox):
    """A box to tick with its words."""

    def __init__(self, text: Text = "") -> None:
        super().__init__()
        bind(self, "setText", text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            painter = QPainter(self)
            _tick(painter, box)


class CheckRows(QStyledItemDelegate):
    """Ticks in the rows of a list; the sheet draws the boxes."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value:
            full = QStyleOptionViewItem(option)
            self.initStyleOption(full, index)
            box = full.widget.style().subElementRect(
                QStyle.SubElement.SE_ItemViewItemCheckIndicator, full, full.widget
            )
            _tick(painter, box)
