"""Pieces that are painted in more than one place: by widgets and by the rows of tables."""

from __future__ import annotations

import zlib

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from abductdesk.ui.icons import paint_icon
from abductdesk.ui.theme import RADIUS, look

AVATARS = ("#2E7F78", "#A5573A", "#8A59A6", "#4A6BB8", "#8C6410", "#3F7A3C", "#A8457A", "#5B6675")


def paint_ring(widget: QWidget, radius: int = RADIUS, inner: bool = False) -> None:
    """The ring that shows where the keyboard is; `inner` on a filled ground."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), radius, radius)
    if inner:
        painter.setPen(QPen(look.colour("on_accent"), 1.5))
        painter.drawRoundedRect(
            QRectF(widget.rect()).adjusted(2.75, 2.75, -2.75, -2.75), radius - 2, radius - 2
        )


def pill_size(text: str, icon: str = "") -> QSize:
    """How much room a pill takes."""
    width = QFontMetrics(look.font("caption_strong")).horizontalAdvance(text)
    return QSize(width + look.px(18) + (look.px(18) if icon else 0), look.px(22))


def paint_pill(painter: QPainter, rect: QRect, text: str, tone: str, icon: str = "") -> None:
    """Paint a pill, its words cut with dots where the room is short; tables paint theirs with it too."""
    taken = look.px(18) + (look.px(18) if icon else 0)
    metrics = QFontMetrics(look.font("caption_strong"))
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - taken + 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(f"{tone}_soft"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(look.colour(f"{tone}_text"))
    painter.setFont(look.font("caption_strong"))
    if not icon:
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return
    size, pad = look.px(14), look.px(8)
    mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = rect.right() - pad - size + 1 if mirrored else rect.left() + pad
    paint_icon(
        painter, QRect(left, rect.top() + (rect.height() - size) // 2, size, size), icon, f"{tone}_text"
    )
    room = (
        rect.adjusted(pad, 0, -pad - size - look.px(4), 0)
        if mirrored
        else rect.adjusted(pad + size + look.px(4), 0, -pad, 0)
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def initials(name: str) -> str:
    """Up to two letters that stand for a name."""
    parts = [part for part in name.replace(".", " ").split() if part[0].isalpha()]
    capitals = [part for part in parts if part[0].isupper()] or parts
    picked = capitals[:1] + capitals[-1:] if len(capitals) > 1 else capitals
    return "".join(part[0] for part in picked).upper()


def paint_avatar(painter: QPainter, rect: QRect, name: str) -> None:
    """A round with the initials; the colour comes from the name and is the same every time."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(AVATARS[zlib.crc32(name.encode()) % len(AVATARS)]))
    painter.drawEllipse(rect)
    painter.setPen(QColor("#FFFFFF"))
    font = QFont(look.font("strong"))
    font.setPixelSize(max(8, round(rect.height() * 0.38)))
    painter.setFont(font)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
