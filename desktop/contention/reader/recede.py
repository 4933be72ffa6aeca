"""What recedes on the page: in focus mode all but one paragraph; what is set aside or dismissed always.

Paper is laid over the words, thinly. Nothing in the document changes by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCursor

from contention.model.project import Span
from contention.reader import geometry
from contention.reader.asides import FADED, Folds
from contention.reader.document import MARGIN

if TYPE_CHECKING:
    from contention.reader.pane import ReadingPane

AROUND = 0.62
"""How much paper lies over the rest of the text in focus mode."""
EYE = 0.4
"""Where one reads while the caret is out of sight: so far down the window."""


class Receding:
    """Lays paper over what is not to be looked at now."""

    def __init__(self, pane: ReadingPane, folds: Folds) -> None:
        self._pane, self._folds = pane, folds
        self.focused = False
        """Whether all but the paragraph that is read recedes."""

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Lay paper over parts of an area of the document."""
        if self.focused:
            self._paint_around(painter, area)
            return
        article = self._pane.article
        if article is None:
            return
        opened = [span for fold in self._folds.folds if self._folds.is_open(fold) for span in fold.spans]
        self._fade(painter, area, opened)
        self._fade(painter, area, article.dismissed, sign=True)

    def _paper(self, strength: float) -> QColor:
        paper = QColor(self._pane.colours.paper)
        paper.setAlphaF(strength)
        return paper

    def _paint_around(self, painter: QPainter, area: QRectF) -> None:
        room = self._room(self.reading_block())
        above = QRectF(area.left(), area.top(), area.width(), max(0.0, room.top() - area.top()))
        below = QRectF(area.left(), room.bottom(), area.width(), max(0.0, area.bottom() - room.bottom()))
        for part in (above, below):
            painter.fillRect(part, self._paper(AROUND))

    def reading_block(self) -> QTextBlock:
        """The block that is being read: the caret's, or while that is out of sight one below the top."""
        pane, document = self._pane, self._pane.document()
        top = pane.verticalScrollBar().value()
        caret = pane.textCursor().block()
        if caret.isVisible():
            room = self._room(caret)
            if room.bottom() > top and room.top() < top + pane.viewport().height():
                return caret
        return geometry.block_at(document, top + EYE * pane.viewport().height())

    def _room(self, block: QTextBlock) -> QRectF:
        """A block's room; of one in a table, that of its row."""
        document = self._pane.document()
        room = geometry.block_rect(document, block)
        table = QTextCursor(block).currentTable()
        if table:  # None, which the stub does not say
            row = table.cellAt(block.position()).row()
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                room |= geometry.block_rect(document, cell.lastCursorPosition().block())
        return room.adjusted(0, -3, 0, 4)

    def _fade(self, painter: QPainter, area: QRectF, spans: Iterable[Span], *, sign: bool = False) -> None:
        """Let stretches fade; with a sign, each line has a small dash in the margin."""
        to_shown, document = self._pane.positions.to_shown, self._pane.document()
        first = self._pane.positions.to_canonical(geometry.block_at(document, area.top()).position())
        paper = self._paper(FADED)
        for start, end in spans:
            if end < first:
                continue
            strips = geometry.strips(
                document, to_shown(start), to_shown(end), top=area.top(), bottom=area.bottom()
            )
            for strip in strips:
                painter.fillRect(strip, paper)
                if sign:
                    painter.setPen(QPen(QColor(self._pane.colours.quiet), 1.5, Qt.PenStyle.SolidLine))
                    y = strip.center().y()
                    painter.drawLine(MARGIN - 12, round(y), MARGIN - 6, round(y))
