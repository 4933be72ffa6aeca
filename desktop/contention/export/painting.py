"""Paints a sheet with a QPainter: for PNG, PDF, printing and the preview, so that all are the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from contention.diagram.drawing import Diagram, Rect
from contention.diagram.measure import font_of
from contention.diagram.painter import paint
from contention.export.sheet import Sheet


def paint_sheet(painter: QPainter, sheet: Sheet, *, visible: Rect | None = None) -> None:
    """Paint in the map's coordinates, the background too; `visible` leaves out what lies elsewhere."""
    colour = QColor(sheet.background)
    if colour.alpha():
        painter.fillRect(QRectF(*(visible or sheet.bounds)), colour)
    paint(painter, sheet.diagram, visible=visible, plain_below=0.0)
    if sheet.legend:
        legend = Diagram(sheet.legend, sheet.bounds, sheet.theme)
        paint(painter, legend, visible=visible, plain_below=0.0)
    for words in sheet.words:
        line = words.line
        painter.setFont(font_of(words.style))
        painter.setPen(QColor(words.colour))
        direction = Qt.LayoutDirection.RightToLeft if line.rtl else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(direction)
        painter.drawText(QPointF(line.x, line.baseline), line.text)
