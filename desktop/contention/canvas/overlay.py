"""What is painted over and under the map while it is worked on: dots, marks, ghost and hint.

All in window pixels; the map itself is `diagram.painter`'s.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QPainter, QPen, QPixmap

from contention.diagram.themes import Theme

DOT_GAP = 24.0
"""Pixels between the dots of the background at 100 %."""
LOW = 28
"""Pixels between a low sentence and the window's edge."""
HINT_WIDTH = 300
"""Widest line of a hint, in pixels, in type of the usual size."""
WORDS_WIDTH, LOW_WIDTH = 420, 640
"""Widest lines of a sentence in the middle, and low; likewise."""
HINT_OFFSET = QPoint(16, 22)
"""From the pointer to a hint's corner: below and beside the arrow, in pixels."""
HINT_PAD = 8
GHOST_OPACITY = 0.6
GHOST_OVER_TARGET = 0.18
"""Fainter over a piece that takes the drop, so that its words stay readable."""


def paint_paper(
    painter: QPainter, area: QRect, theme: Theme, *, left: float, top: float, zoom: float
) -> None:
    """The background: paper with faint dots that move with the map."""
    painter.fillRect(area, QColor(theme.paper))
    gap = DOT_GAP * zoom
    while gap < DOT_GAP * 0.75:
        gap *= 2
    while gap > DOT_GAP * 1.5:
        gap /= 2
    # A multiple of four stays whole at every usual scale of the screen (125, 150, 175 %).
    tile = _dots(theme, max(4, round(gap / 4) * 4), painter.device().devicePixelRatio())
    size = round(tile.deviceIndependentSize().width())
    offset = QPoint((area.x() + round(left)) % size, (area.y() + round(top)) % size)
    painter.drawTiledPixmap(area, tile, offset)


@lru_cache(maxsize=16)
def _dots(theme: Theme, gap: int, ratio: float) -> QPixmap:
    tile = QPixmap(QSize(gap, gap) * ratio)
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(theme.paper))
    dot = QColor(theme.text)
    dot.setAlphaF(0.12)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dot)
    painter.drawEllipse(QPointF(gap / 2, gap / 2), 1.0, 1.0)
    painter.end()
    return tile


def paint_words(painter: QPainter, area: QRect, theme: Theme, words: str, *, low: bool = False) -> None:
    """A quiet sentence in the middle of an empty map, or `low` under what it has."""
    usual = theme.metrics.text_px + 1
    font = _font(theme, usual)
    painter.setFont(font)
    painter.setPen(QColor(theme.muted))
    widest = (LOW_WIDTH if low else WORDS_WIDTH) * font.pixelSize() // usual
    width = min(widest, area.width() - 32)
    box = QRect(0, 0, max(width, 1), area.height() - (2 * LOW if low else 0))
    box.moveCenter(area.center())
    place = Qt.AlignmentFlag.AlignBottom if low else Qt.AlignmentFlag.AlignVCenter
    painter.drawText(box, place | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)


def paint_ring(painter: QPainter, rect: QRectF, theme: Theme, *, radius: float, refused: bool) -> None:
    """A ring round the piece that a drop would go to; dashed where it would be refused."""
    colour = QColor(theme.objection.line if refused else theme.ring)
    wash = QColor(colour)
    wash.setAlphaF(0.10)
    pen = QPen(colour, 3.0)
    if refused:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(wash)
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)


def paint_bar(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """An insertion bar with a knob at either end."""
    colour = QColor(theme.ring)
    middle = rect.center()
    if rect.width() > rect.height():
        ends = QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y())
    else:
        ends = QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom())
    painter.setPen(QPen(colour, 3.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(*ends)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for end in ends:
        painter.drawEllipse(end, 4.0, 4.0)


def _font(theme: Theme, pixels: int) -> QFont:
    """The map's type in this size, or in the window's where the reader has chosen a larger one."""
    font = QFont(theme.metrics.family)
    font.setPixelSize(max(pixels, QFontInfo(QGuiApplication.font()).pixelSize()))
    return font


def _hint_font(theme: Theme) -> QFont:
    return _font(theme, theme.metrics.pill_px + 1)


def hint_rect(theme: Theme, words: str, pointer: QPoint, window: QRect, *, refused: bool) -> QRect:
    """Where a hint stands: beside the pointer, on the other side where the window ends."""
    font = _hint_font(theme)
    metrics = QFontMetricsF(font)
    sign = 22 if refused else 0
    widest = HINT_WIDTH * font.pixelSize() // (theme.metrics.pill_px + 1)
    room = max(80, min(widest, window.width() - 4 * HINT_PAD))
    text = metrics.boundingRect(QRectF(0, 0, room, 1e4), Qt.TextFlag.TextWordWrap, words)
    rect = QRect(
        pointer + HINT_OFFSET,
        QSize(round(text.width()) + 2 * HINT_PAD + sign + 2, round(text.height()) + 2 * HINT_PAD - 4),
    )
    if rect.right() > window.right():
        rect.moveRight(max(pointer.x() - 8, window.left() + rect.width() - 1))
    if rect.bottom() > window.bottom():
        rect.moveBottom(pointer.y() - 10)
    return rect


def paint_hint(painter: QPainter, rect: QRect, theme: Theme, words: str, *, refused: bool) -> None:
    """What a drop here would do, in words; with a "no entry" sign where it would be refused."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.text))
    painter.drawRoundedRect(QRectF(rect), 6, 6)
    left = rect.x() + HINT_PAD
    if refused:
        # On the hint's dark ground the plain colours of objections would be too faint or too loud.
        painter.setPen(QPen(QColor(theme.paper), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(left + 7, rect.y() + rect.height() / 2 + 0.5)
        painter.drawEllipse(middle, 6.5, 6.5)
        painter.drawLine(middle + QPointF(-4.4, 4.4), middle + QPointF(4.4, -4.4))
        left += 22
    painter.setFont(_hint_font(theme))
    painter.setPen(QColor(theme.paper))
    text = QRect(left, rect.y(), rect.right() - left - HINT_PAD + 3, rect.height())
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, words)


def paint_behind(painter: QPainter, rect: QRectF, theme: Theme, *, radius: float) -> None:
    """The corner of further boxes under the ghost of the one that is held."""
    painter.setPen(QPen(QColor(theme.muted), 1.0))
    painter.setBrush(QColor(theme.box))
    painter.drawRoundedRect(rect, radius, radius)


def paint_band(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """The rubber band that selects what it touches."""
    colour = QColor(theme.ring)
    wash = QColor(colour)
    wash.setAlphaF(0.10)
    painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DashLine))
    painter.setBrush(wash)
    painter.drawRect(rect)


def focus_frame(painter: QPainter, area: QRect, theme: Theme) -> None:
    """A thin frame that shows that the keyboard acts on the map."""
    painter.setPen(QPen(QColor(theme.ring), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))
