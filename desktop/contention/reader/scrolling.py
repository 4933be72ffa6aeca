"""Which part of a page is in sight, kept by character rather than by the scroll bar.

A long document is laid out only as far as it was shown, and anew when its width or
type changes; so heights mean nothing for long, and places in the text do.
"""

from __future__ import annotations

from PySide6.QtWidgets import QTextEdit

from contention.reader.document import MARGIN
from contention.reader.geometry import line_at
from contention.reader.page import Page


class Scroller:
    """Scrolls a text view to places of the page that it shows, and keeps its column centred."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._kept = (0, 0)
        """The place that was last put at the top, and the scroll bar's value then."""

    def to_beginning(self) -> None:
        """Show the beginning."""
        self._kept = (0, 0)
        self._view.verticalScrollBar().setValue(0)

    def place_at_top(self, page: Page) -> int:
        """The place whose line is at the viewport's top; 0 at the very beginning.

        While nobody scrolls it is the place that was put there, so that resizing a
        window to and fro does not creep.
        """
        value = self._view.verticalScrollBar().value()
        if value == self._kept[1]:
            return self._kept[0]
        return page.positions.to_canonical(line_at(page.document, value)) if value else 0

    def put_at_top(self, page: Page, place: int) -> None:
        """Scroll so that the line of a place is the first."""
        bar = self._view.verticalScrollBar()
        bar.setValue(round(self._edges(page, place)[0]) if place else 0)
        self._kept = (place, bar.value())

    def show(self, page: Page, start: int, end: int) -> bool:
        """Show a range a third from the top, unless all of it is in sight; tells whether that scrolled."""
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        top, bottom = self._edges(page, start)[0], self._edges(page, end)[1]
        if bar.value() <= top and bottom <= bar.value() + height:
            return False
        before = bar.value()
        bar.setValue(round(top - min(height / 3, max(0.0, height - (bottom - top)))))
        return bar.value() != before

    def centre(self, column: int, beside: tuple[int, int] = (0, 0)) -> None:
        """Keep the text in the middle, its column no wider than this many pixels.

        `beside` are the pixels that something else needs left and right of it.
        """
        room = self._view.contentsRect().width() - self._view.verticalScrollBar().sizeHint().width()
        free = max(0, room - column - 2 * MARGIN)
        left = max(free // 2, beside[0])
        right = max(min(free - left, free // 2), beside[1])
        left = max(min(left, free - right), beside[0])
        margins = self._view.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self._view.setViewportMargins(left, 0, right, 0)

    def _edges(self, page: Page, place: int) -> tuple[float, float]:
        """The upper and lower edge of a place's line in the document; lays it out as far as there."""
        rect = self._view.cursorRect(page.cursor(place, place))
        offset = self._view.verticalScrollBar().value()
        return rect.top() + offset, rect.bottom() + offset
