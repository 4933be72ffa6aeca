"""Where the pages of a PDF stand in a view that scrolls: one under the other, in the middle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

GAP = 14.0
"""Pixels between two pages, and around them."""


class PlaceOnPage(NamedTuple):
    """A height in the view that stays the same when it is zoomed."""

    page: int
    part: float
    """Of the page's height, from 0 to 1; a little beyond it in a gap."""


class PageLayout:
    """Pages of given sizes at one scale. All lengths are pixels of the view."""

    def __init__(self, sizes: Sequence[tuple[float, float]], scale: float, room: float) -> None:
        """`sizes` in points, `scale` in pixels a point; `room` is the width of the view."""
        self.scale = scale
        self.width = max((width * scale for width, _ in sizes), default=0.0) + 2 * GAP
        middle = max(room, self.width) / 2
        self._rects: list[QRectF] = []
        y = GAP
        for width, height in sizes:
            self._rects.append(QRectF(middle - width * scale / 2, y, width * scale, height * scale))
            y += height * scale + GAP
        self._tops = [rect.top() for rect in self._rects]
        self.height = y

    def rect(self, page: int) -> QRectF:
        """The room of a page."""
        return self._rects[page]

    def page_at(self, y: float) -> int:
        """The page at a height; in a gap, the one above it."""
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """The pages that reach between two heights."""
        if not self._rects:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    def place_at(self, y: float) -> PlaceOnPage:
        """The place at a height."""
        if not self._rects:
            return PlaceOnPage(0, 0.0)
        page = self.page_at(y)
        rect = self._rects[page]
        return PlaceOnPage(page, (y - rect.top()) / max(1.0, rect.height()))

    def y_of(self, place: PlaceOnPage) -> float:
        """The height of a place."""
        if place.page >= len(self._rects):
            return 0.0
        rect = self._rects[place.page]
        return rect.top() + place.part * rect.height()


def fitting_scale(sizes: Sequence[tuple[float, float]], room: float) -> float:
    """The scale at which the widest page fills the width of a view."""
    widest = max((width for width, _ in sizes), default=0.0)
    return max(0.1, (room - 2 * GAP) / widest) if widest else 1.0
