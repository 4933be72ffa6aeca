"""The numbers of the paragraphs, beside the page.

They stand in a strip of their own, so that no character of the document changes
with them and no passage can take one in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from contention.reader import geometry
from contention.reader.document import body_font
from contention.reader.strip import WIDTH

if TYPE_CHECKING:
    from contention.reader.surface import ReadingSurface

SIZE = 0.72
"""Of the numbers, in sizes of the body."""
GAP = 8.0
"""Pixels between a number and the page."""


class Gutter(QWidget):
    """Left of the page; right of it where the article runs from right to left."""

    def __init__(self, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self.setObjectName("paragraph-numbers")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        surface.verticalScrollBar().valueChanged.connect(self.update)

    def room(self) -> tuple[int, int]:
        """The pixels that the numbers need left and right of the page, clear of the coverage strip."""
        count = len(self._surface.numbering().starts) if self._surface.memory.preferences.numbered else 0
        if not count:
            return 0, 0
        width = round(QFontMetricsF(self._font()).horizontalAdvance("0" * len(str(count))) + 2 * GAP)
        return (0, width + WIDTH) if self._turned() else (width, 0)

    def fit(self) -> None:
        """Stand beside the page."""
        left, right = self.room()
        view = self._surface.viewport().geometry()
        if left:
            self.setGeometry(view.left() - left, view.top(), left, view.height())
        else:
            self.setGeometry(view.right() + 1, view.top(), right, view.height())
        self.setVisible(bool(left or right))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        surface, numbering = self._surface, self._surface.numbering()
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(surface.colours.quiet))
        side = Qt.AlignmentFlag.AlignLeft if self._turned() else Qt.AlignmentFlag.AlignRight
        ascent = QFontMetricsF(self._font()).ascent()
        offset = surface.verticalScrollBar().value()
        document, to_canonical = surface.document(), surface.positions.to_canonical
        first = geometry.block_at(document, offset + event.rect().top())
        for block, room in geometry.blocks_between(document, first, offset + event.rect().bottom()):
            number = numbering.beginning_at(to_canonical(block.position()))
            line = block.layout().lineAt(0)
            if number is not None and line.isValid():
                top = room.top() + line.y() + line.ascent() - ascent - offset
                place = QRectF(0, top, self.width(), 2 * ascent).adjusted(GAP, 0, -GAP, 0)
                painter.drawText(place, side.value, str(number))
        painter.end()

    def _font(self) -> QFont:
        font = body_font(self._surface.reading_style())
        font.setPointSizeF(SIZE * font.pointSizeF())
        return font

    def _turned(self) -> bool:
        """Whether the article runs from right to left: whether its first words do."""
        return self._surface.document().begin().textDirection() is Qt.LayoutDirection.RightToLeft
