"""The single pieces of a timeline, painted into the boxes that the view gives."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from abductdesk.ui.texts import words
from abductdesk.ui.theme import look
from abductdesk.ui.timerows import Band, Bar


def paint_bar(painter: QPainter, bar: Bar, box: QRectF, past: QRectF, *, held: bool) -> None:
    """A limit: what has passed of it is darker; dashed where it waits or is not certain."""
    edge = look.colour(bar.tone)
    radius = box.height() / 2 if bar.light or bar.end is None else 5
    if bar.end is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{bar.tone}_soft"))
        painter.drawRoundedRect(box, radius, radius)
        shade = QColor(edge)
        shade.setAlpha(60 if bar.light or bar.dashed else 90)
        painter.setBrush(shade)
        painter.drawRoundedRect(past, radius, radius)
    dashed = bar.dashed or bar.end is None
    painter.setBrush(Qt.BrushStyle.NoBrush)
    colour = look.colour("accent") if held else edge
    painter.setPen(QPen(colour, 2 if held else 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawRoundedRect(box, radius, radius)


def paint_text(painter: QPainter, bar: Bar, text: str, box: QRectF, line: QRectF, *, mirrored: bool) -> None:
    """The words of a bar: in it where there is room, else beside it, else on a ground of their own."""
    font = look.font("caption" if bar.light or bar.end is None else "caption_strong")
    wide = QFontMetrics(font).horizontalAdvance(text) + look.px(12)
    painter.setFont(font)
    painter.setPen(look.colour("text2" if bar.light or bar.end is None else f"{bar.tone}_text"))
    gap = look.px(8)
    outside = box.left() - wide > 0 if mirrored else box.right() + wide < line.right()
    if bar.end is None:
        _on_ground(painter, _placed(box, line, min(wide, box.width() - 2 * gap), mirrored), text)
    elif not bar.light and wide < box.width():
        left = box.right() - wide if mirrored else box.left() + gap
        painter.drawText(QRectF(left, line.top(), wide, line.height()), _FLAGS, text)
    elif outside:
        left = box.left() - wide if mirrored else box.right() + gap
        painter.drawText(QRectF(left, line.top(), wide, line.height()), _FLAGS, text)
    else:
        left = box.left() + gap if mirrored else box.right() - wide - gap
        high = look.px(18)
        _on_ground(painter, QRectF(left, line.center().y() - high / 2, wide, high), text)


_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def _placed(box: QRectF, line: QRectF, wide: float, mirrored: bool) -> QRectF:
    """Near the beginning of a bar that has no end."""
    left = box.right() - wide - look.px(14) if mirrored else box.left() + look.px(14)
    return QRectF(left, line.center().y() - look.px(9), wide, look.px(18))


def _on_ground(painter: QPainter, room: QRectF, text: str) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("surface"))
    painter.drawRoundedRect(room, look.px(9), look.px(9))
    painter.restore()
    inside = room.adjusted(look.px(6), 0, -look.px(2), 0)
    cut = QFontMetrics(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, round(inside.width()) + 4
    )
    painter.drawText(inside, _FLAGS, cut)


def paint_band(painter: QPainter, band: Band, box: QRectF) -> None:
    """The mediation: a hatched band, its words where there is room; open while it goes on."""
    colour = QColor(look.colour("neutral"))
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine if band.open else Qt.PenStyle.SolidLine))
    hatch = QColor(colour)
    hatch.setAlpha(80)
    painter.setBrush(look.colour("neutral_soft"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(look.font("caption"))
    painter.setPen(look.colour("text2"))
    text = words(band.inside)
    metrics = QFontMetrics(look.font("caption"))
    wide = metrics.horizontalAdvance(text) + look.px(12)
    device = painter.viewport()
    mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    gap = look.px(10)
    after = box.left() - wide - gap if mirrored else box.right() + gap
    if after >= 0 and after + wide <= device.width():
        painter.drawText(QRectF(after, box.top(), wide, box.height()), _FLAGS, text)
        return
    left = box.right() - wide - gap if mirrored else box.left() + gap
    left = min(max(left, 0.0), device.width() - wide)
    _on_ground(painter, QRectF(left, box.top(), wide, box.height()), text)


def diamond(painter: QPainter, at: QPointF, size: float, colour: QColor) -> None:
    """The sign of an event."""
    corners = (QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0))
    painter.setPen(QPen(look.colour("surface"), 1.5))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
