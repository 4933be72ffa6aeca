"""The lens: small marks at indicator words such as "because", "therefore" and "however".

Drawn over the page and not into it; off until it is asked for. The kind is told by the
line (dotted, double, waved) and by a small sign, not by colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QTextBlock

from contention.article.indicators import DEFAULTS, Indicator, Points, Words, find, from_text, language_of
from contention.reader import geometry
from contention.reader.position_map import PositionMap, verbatim

if TYPE_CHECKING:
    from contention.reader.pane import ReadingPane

SIGNS = {Points.PREMISE: "∵", Points.CONCLUSION: "∴", Points.CONTRAST: "≠"}
_SIZE = 0.75
"""Of the signs, in sizes of the words."""


class Lens:
    """Marks the indicator words of the blocks in sight."""

    def __init__(self, pane: ReadingPane) -> None:
        self._pane = pane
        self.words: Words | None = None
        """What is marked; None while the lens is off."""

    def use(self, *, on: bool, lists: Mapping[str, str]) -> None:
        """Mark the words of the article's language, the reader's own list where there is one, or nothing."""
        if not on:
            self.words = None
            return
        language = self.language()
        self.words = from_text(lists[language]) if language in lists else DEFAULTS[language]

    def language(self) -> str:
        """The language whose list is used: the article's, and English where that has none."""
        return language_of(self._pane.article_text.text) or "en"

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Mark the words in an area of the document."""
        if self.words is None:
            return
        document = self._pane.document()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = geometry.block_at(document, area.top())
        for block, _ in geometry.blocks_between(document, first, area.bottom()):
            for found, start, end in self._in_block(block):
                strips = geometry.strips(document, start, end, top=area.top(), bottom=area.bottom())
                self._mark(painter, found.points, strips)

    def at(self, shown: int) -> Indicator | None:
        """The indicator at a place of the document."""
        if self.words is None:
            return None
        block = self._pane.document().findBlock(shown)
        return next((found for found, a, b in self._in_block(block) if a <= shown < b), None)

    def _in_block(self, block: QTextBlock) -> list[tuple[Indicator, int, int]]:
        """The indicators of a block with their start and end in the document."""
        text = block.text()
        if self.words is None:
            return []
        places = PositionMap([verbatim(text, 0, block.position())])
        found = find(text, self.words)
        return [(one, places.to_shown(one.start), places.to_shown(one.end)) for one in found]

    def _mark(self, painter: QPainter, points: Points, strips: list[QRectF]) -> None:
        colour = QColor(self._pane.colours.quiet)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for strip in strips:
            left, right = strip.left() + geometry.PAD_X, strip.right() - geometry.PAD_X
            y = strip.bottom() - 1.5
            match points:
                case Points.PREMISE:
                    pen = QPen(colour, 1.6, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
                    painter.setPen(pen)
                    painter.drawLine(QLineF(left, y, right, y))
                case Points.CONCLUSION:
                    painter.setPen(QPen(colour, 1))
                    painter.drawLine(QLineF(left, y - 1, right, y - 1))
                    painter.drawLine(QLineF(left, y + 1.5, right, y + 1.5))
                case Points.CONTRAST:
                    painter.setPen(QPen(colour, 1.1))
                    painter.drawPath(_wave(left, right, y))
        if strips:
            font = QFont(self._pane.document().defaultFont())
            font.setPointSizeF(_SIZE * font.pointSizeF())
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QPointF(strips[0].left() + geometry.PAD_X, strips[0].top() + 2), SIGNS[points])


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        following = min(right, x + 4)
        path.quadTo(QPointF((x + following) / 2, y + (-2.2 if up else 2.2)), QPointF(following, y))
        x, up = following, not up
    return path
