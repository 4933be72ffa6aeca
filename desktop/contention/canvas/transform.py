"""Where the map stands in its window: zoom and scroll as plain numbers.

A scroll position is the window's left (or top) edge in scaled map pixels, so
``window = map * zoom - scroll``. It may be negative, and it does not change its
meaning when the map grows, so a map that grows to the left stays still.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contention.diagram.drawing import Rect

MIN_ZOOM = 0.05
MAX_ZOOM = 4.0
FIT_LEAST = 0.001
"""A map of thousands is fitted below the least zoom that is offered otherwise: whole is whole."""
ZOOM_STEP = 1.2
"""Factor of one zoom step of keys, menus and one notch (120 units) of a wheel."""
FIT_MARGIN = 24.0
"""Pixels that stay free round a fitted map."""


class Transform(NamedTuple):
    """Zoom (1.0 = 100 %) and scroll (window pixels, see the module's words)."""

    zoom: float
    left: float
    top: float

    def to_map(self, x: float, y: float) -> tuple[float, float]:
        """The map's point under a point of the window."""
        return (x + self.left) / self.zoom, (y + self.top) / self.zoom

    def to_window(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the map stands in the window."""
        return x * self.zoom - self.left, y * self.zoom - self.top

    def rect_to_window(self, rect: Rect) -> Rect:
        """Where a rectangle of the map stands in the window."""
        x, y = self.to_window(rect.x, rect.y)
        return Rect(x, y, rect.width * self.zoom, rect.height * self.zoom)

    def rect_to_map(self, rect: Rect) -> Rect:
        """The part of the map under a rectangle of the window."""
        x, y = self.to_map(rect.x, rect.y)
        return Rect(x, y, rect.width / self.zoom, rect.height / self.zoom)

    def scroll_for_zoom(self, zoom: float, x: float, y: float) -> tuple[float, float]:
        """The scroll at another zoom that keeps what is at the window's point (x, y) there."""
        map_x, map_y = self.to_map(x, y)
        return map_x * zoom - x, map_y * zoom - y


def clamp_zoom(zoom: float) -> float:
    """The nearest zoom that is offered."""
    return min(max(zoom, MIN_ZOOM), MAX_ZOOM)


def fit_zoom(bounds: Rect, width: float, height: float) -> float:
    """The zoom at which the whole map fits a window; never above 100 %."""
    if bounds.width <= 0 or bounds.height <= 0:
        return 1.0
    room_x = max(width - 2 * FIT_MARGIN, 1.0) / bounds.width
    room_y = max(height - 2 * FIT_MARGIN, 1.0) / bounds.height
    return max(FIT_LEAST, min(1.0, room_x, room_y))


def union(rects: Sequence[Rect]) -> Rect:
    """The rectangle round all of some."""
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)


def scroll_range(low: float, high: float, zoom: float, page: float) -> tuple[int, int]:
    """Least and greatest scroll along one axis: the map may leave the window but for a quarter page."""
    margin = 0.75 * page
    first = round(low * zoom - margin)
    return first, max(first, round(high * zoom + margin - page))


def scroll_to_show(low: float, high: float, scroll: float, page: float, margin: float) -> float:
    """The scroll nearest to `scroll` that shows the span low..high (scaled pixels) with a margin.

    A span longer than the page is shown from its beginning.
    """
    margin = max(0.0, min(margin, (page - (high - low)) / 2))
    if low - margin < scroll or high - low > page:
        return low - margin
    return max(scroll, high + margin - page)
