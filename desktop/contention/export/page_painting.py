"""Paints a page with a QPainter: for PDF, printing and the preview, so that all are the same."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from contention.diagram.drawing import Rect, TextLine
from contention.diagram.measure import TextStyle, font_of
from contention.export.page import Mark, Page, Part
from contention.export.painting import paint_sheet
from contention.export.sheet import Sheet

MARK_PX = 11
"""Of the words that say where a branch goes on."""
HAIR = 0.5
"""Width of crop marks, in points."""


def mark_style(sheet: Sheet) -> TextStyle:
    """The font of marks on a drawing."""
    return TextStyle(sheet.theme.metrics.family, MARK_PX, semibold=True)


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint in points, the page's corner at 0, 0; the painter comes back as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    colour = QColor(page.background)
    if colour.alpha() and colour != QColor("white"):
        painter.fillRect(QRectF(0, 0, page.width, page.height), colour)
    for part in page.parts:
        _part(painter, part)
    line_colour = QColor(page.line_colour)
    if page.lines:
        painter.setPen(QPen(line_colour, HAIR))
        painter.drawLines([QLineF(*line) for line in page.lines])
    for rect, fill, crossed in page.frames:
        painter.setPen(QPen(line_colour, HAIR))
        painter.setBrush(QBrush(QColor(fill)) if fill else Qt.BrushStyle.NoBrush)
        corner = 2.0 if fill else 0.0
        painter.drawRoundedRect(QRectF(*rect), corner, corner)
        if crossed:
            painter.drawLine(QPointF(rect.x, rect.y), QPointF(rect.right, rect.bottom))
    for line, style, ink in page.words:
        painter.setFont(font_of(style))
        painter.setPen(QColor(ink))
        _words(painter, line)
    painter.restore()


def _part(painter: QPainter, part: Part) -> None:
    sheet, scale, area = part.sheet, part.scale, part.sheet.bounds
    painter.save()
    whole = Rect(part.x, part.y, area.width * scale, area.height * scale)
    visible: Rect | None = None
    if not _within(whole, part.clip):
        painter.setClipRect(QRectF(*part.clip))
        left, top = area.x + (part.clip.x - part.x) / scale, area.y + (part.clip.y - part.y) / scale
        visible = Rect(left, top, part.clip.width / scale, part.clip.height / scale)
    painter.translate(part.x, part.y)
    painter.scale(scale, scale)
    painter.translate(-area.x, -area.y)
    paint_sheet(painter, sheet, visible=visible)
    for mark in part.marks:
        _mark(painter, sheet, mark)
    painter.restore()


def _mark(painter: QPainter, sheet: Sheet, mark: Mark) -> None:
    painter.setPen(QPen(QColor(sheet.theme.contention_line), 1.0))
    painter.setBrush(QColor(sheet.theme.box))
    radius = mark.rect.height / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawRoundedRect(QRectF(*mark.rect), radius, radius)
    painter.setFont(font_of(mark_style(sheet)))
    painter.setPen(QColor(sheet.theme.text))
    _words(painter, mark.line)


def _words(painter: QPainter, line: TextLine) -> None:
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if line.rtl else Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(line.x, line.baseline), line.text)


def _within(inner: Rect, outer: Rect) -> bool:
    slack = 1e-6
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )
