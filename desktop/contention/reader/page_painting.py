"""How the pages of a PDF are painted: their pictures, and the marked passages as if under the ink."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from contention.article.pdf_document import Box
from contention.reader import painting
from contention.reader.document import MARGIN
from contention.reader.highlights import Highlight
from contention.reader.page_book import PageBook
from contention.reader.page_layout import PageLayout
from contention.reader.page_pictures import PagePictures
from contention.reader.page_strips import strips, text_left
from contention.reader.style import LIGHT, ReadingColours

PAD_X, PAD_Y = 2.0, 0.5
"""Pixels by which a strip is larger than its words."""


def surroundings(colours: ReadingColours) -> QColor:
    """The colour of the table that the pages lie on."""
    paper = QColor(colours.paper)
    return paper.darker(140) if is_dark(colours) else paper.darker(112)


def is_dark(colours: ReadingColours) -> bool:
    """Whether light type stands on dark paper."""
    return QColor(colours.paper).lightness() < 128


def on_view(box: Box, page: QRectF, scale: float) -> QRectF:
    """A box of a page in the coordinates of the layout."""
    width, height = (box.right - box.left) * scale, (box.bottom - box.top) * scale
    return QRectF(page.left() + box.left * scale, page.top() + box.top * scale, width, height)


class Scene:
    """What is marked in a book; where it stands on a page is found once and kept."""

    def __init__(self, book: PageBook, pictures: PagePictures) -> None:
        self._book, self._pictures = book, pictures
        self._by_page: dict[int, list[Highlight]] = {}
        self._boxes: dict[int, list[tuple[Highlight, tuple[Box, ...]]]] = {}
        self.layout = PageLayout((), 1.0, 0.0)
        self.colours = LIGHT

    def mark(self, highlights: Sequence[Highlight]) -> None:
        """Mark these from now on."""
        self._by_page, self._boxes = {}, {}
        for highlight in highlights:
            ranges = self._book.places.on_pages(highlight.start, highlight.end)
            for page in {place.page for place in ranges}:
                self._by_page.setdefault(page, []).append(highlight)

    def marked(self, page: int) -> list[painting.Marked]:
        """The highlights that stand on a page, with their strips in the coordinates of the layout."""
        rect, scale = self.layout.rect(page), self.layout.scale
        return [
            painting.Marked(
                highlight,
                tuple(on_view(box, rect, scale).adjusted(-PAD_X, -PAD_Y, PAD_X, PAD_Y) for box in boxes),
            )
            for highlight, boxes in self._boxes_on(page)
        ]

    def _boxes_on(self, page: int) -> list[tuple[Highlight, tuple[Box, ...]]]:
        if self._pictures.characters(page) is None:
            return []
        if page not in self._boxes:
            found = [(mark, self.boxes(page, mark.start, mark.end)) for mark in self._by_page.get(page, ())]
            self._boxes[page] = [(mark, boxes) for mark, boxes in found if boxes]
        return self._boxes[page]

    def boxes(self, page: int, start: int, end: int) -> tuple[Box, ...]:
        """Where a range of the text stands on a page, line by line; empty while it has not been read."""
        characters = self._pictures.characters(page)
        if characters is None:
            return ()
        return strips(self._book.places.on_pages(start, end), page, characters)

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        emphasis: painting.Emphasis,
        selected: tuple[int, int],
    ) -> None:
        """Paint what lies in an area of the layout; the painter's origin is the area's corner.

        First the paper, then what is marked and selected, then the ink of the page over both.
        """
        painter.save()
        painter.translate(-area.topLeft())
        for page in self.layout.between(area.top(), area.bottom()):
            rect = self.layout.rect(page)
            painter.fillRect(rect, QColor(self.colours.paper))
            if found := self.marked(page):
                self._paint_marks(painter, page, found, emphasis)
            for box in self.boxes(page, *selected):
                painter.fillRect(on_view(box, rect, self.layout.scale), QColor(self.colours.selection))
            self._paint_ink(painter, page, rect)
        painter.restore()

    def _paint_ink(self, painter: QPainter, page: int, rect: QRectF) -> None:
        image = self._pictures.image(page)
        modes = QPainter.CompositionMode
        if image is not None and not image.isNull():
            # Dark ink on white darkens what is there; light ink on black lightens it.
            dark = is_dark(self.colours)
            painter.setCompositionMode(
                modes.CompositionMode_Screen if dark else modes.CompositionMode_Multiply
            )
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
            painter.setCompositionMode(modes.CompositionMode_SourceOver)
        painter.setPen(QPen(QColor(self.colours.rule), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)

    def _paint_marks(
        self, painter: QPainter, page: int, found: list[painting.Marked], emphasis: painting.Emphasis
    ) -> None:
        """The marks of one page, with the bars in its own margin."""
        characters = self._pictures.characters(page)
        left = text_left(self._book.places, page, characters) * self.layout.scale if characters else 0.0
        # The bars stand left of a column that begins at `MARGIN`: move the painter so that it does.
        shift = QPointF(self.layout.rect(page).left() + max(left, 20.0) - MARGIN, 0)
        moved = [
            painting.Marked(mark.highlight, tuple(strip.translated(-shift) for strip in mark.strips))
            for mark in found
        ]
        painter.save()
        painter.translate(shift)
        painting.paint_highlights(painter, moved, emphasis, self.colours)
        painter.restore()
