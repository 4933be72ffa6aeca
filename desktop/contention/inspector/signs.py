"""The signs of tags, bases and ratings, painted as on the map (`diagram.signs`)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from contention.diagram.paths import svg_path
from contention.diagram.signs import SIGN, SIGNS, STROKE
from contention.diagram.themes import Theme
from contention.model.project import TAG_COLOURS


def ink_of(sign: str, theme: Theme) -> QColor:
    """A tag's colour in a theme; other signs have that of the words."""
    return QColor(theme.tag_colour(sign) if sign in TAG_COLOURS else theme.text)


def paint_sign(painter: QPainter, room: QRectF, sign: str, theme: Theme) -> None:
    """Fill a square with a sign; nothing for one that is not known."""
    shape = SIGNS.get(sign)
    if shape is None:
        return
    painter.save()
    painter.translate(room.topLeft())
    painter.scale(room.width() / SIGN, room.height() / SIGN)
    ink = ink_of(sign, theme)
    if shape.fill:
        painter.fillPath(svg_path(shape.fill), ink)
    if shape.stroke:
        painter.setPen(QPen(ink, STROKE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(svg_path(shape.stroke))
    painter.restore()


def sign_icon(sign: str, theme: Theme, ratio: float) -> QIcon:
    """A sign of 16 by 16 pixels at a device's pixel ratio, for menus and lists."""
    picture = QPixmap(round(16 * ratio), round(16 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sign(painter, QRectF(2, 2, 12, 12), sign, theme)
    painter.end()
    return QIcon(picture)
