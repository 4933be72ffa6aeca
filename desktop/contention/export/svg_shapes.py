"""Shapes of the map as SVG writes them: paths, rounded rectangles, and hatching without a clip path.

Nothing here needs more of a program than lines and curves: clip paths and patterns are what
Office, Qt and older converters leave out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache

from PySide6.QtGui import QPainterPath

from contention.diagram.drawing import Point, Rect
from contention.diagram.painter import HATCH_STEP
from contention.diagram.paths import quote_mark
from contention.export.markup import attributes, number


def path_data(path: QPainterPath) -> str:
    """A painter path as SVG writes it. Qt has no other curves than cubic ones."""
    kinds = QPainterPath.ElementType
    parts: list[str] = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        letter = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}.get(
            element.type, ""
        )
        parts.append(f"{letter}{number(element.x)} {number(element.y)}")
    return " ".join(parts)


@cache
def quote_data() -> str:
    """The quote mark's path."""
    return path_data(quote_mark())


def route_data(points: Iterable[Point], radius: float) -> str:
    """A path through corner points, its corners rounded as `paths.rounded` does."""
    corners = list(points)
    parts = [f"M{_pair(*corners[0])}"]
    for before, (x, y), after in zip(corners, corners[1:], corners[2:], strict=False):
        back, on = math.dist((x, y), before), math.dist((x, y), after)
        r = min(radius, back / 2, on / 2)
        if r > 0:
            start = _pair(x + (before[0] - x) * r / back, y + (before[1] - y) * r / back)
            end = _pair(x + (after[0] - x) * r / on, y + (after[1] - y) * r / on)
            parts.append(f"L{start} Q{_pair(x, y)} {end}")
    parts.append(f"L{_pair(*corners[-1])}")
    return " ".join(parts)


def lines_data(lines: Iterable[tuple[Point, Point]]) -> str:
    """Single lines as one path."""
    return " ".join(f"M{_pair(*start)} L{_pair(*end)}" for start, end in lines)


def rounded_rect(rect: Rect, inset: float, radius: float, **more: str | float | None) -> str:
    """A ``<rect>`` drawn so far inside a rectangle, as `painter` does."""
    inner = rect.grown(-inset)
    radius = max(0.0, min(radius, inner.width / 2, inner.height / 2))
    return (
        "<rect"
        + attributes(x=inner.x, y=inner.y, width=inner.width, height=inner.height, rx=radius, **more)
        + "/>"
    )


def hatching(rect: Rect, inset: float, radius: float) -> Iterator[tuple[Point, Point]]:
    """The painter's diagonals over a rectangle, cut off at its rounded edge."""
    inner = rect.grown(-inset)
    radius = min(radius, inner.width / 2, inner.height / 2)
    count = math.ceil((rect.width + rect.height) / HATCH_STEP)
    for index in range(count):
        # x + y is the same all along a diagonal.
        total = rect.x + rect.y + index * HATCH_STEP
        high = _end_inside(inner, radius, total, upper=True)
        low = _end_inside(inner, radius, total, upper=False)
        if high is not None and low is not None and high[1] < low[1]:
            yield high, low


def _end_inside(rect: Rect, radius: float, total: float, *, upper: bool) -> Point | None:
    """Where a diagonal enters a rounded rectangle, at its upper or lower end; None where it does not."""
    if upper:
        y = max(rect.y, total - rect.right)
        x = total - y
    else:
        x = max(rect.x, total - rect.bottom)
        y = total - x
    if x < rect.x - 1e-9 or x > rect.right + 1e-9 or y < rect.y - 1e-9 or y > rect.bottom + 1e-9:
        return None
    middle_x = min(max(x, rect.x + radius), rect.right - radius)
    middle_y = min(max(y, rect.y + radius), rect.bottom - radius)
    if (x - middle_x) ** 2 + (y - middle_y) ** 2 <= radius**2 or middle_x == x or middle_y == y:
        return x, y
    # In a corner: where the diagonal meets the corner's circle, at the end that is asked for.
    off = (total - middle_x - middle_y) / 2
    under_root = radius**2 / 2 - off**2
    if under_root < 0:
        return None
    along = math.sqrt(under_root)
    return (
        (middle_x + off + along, middle_y + off - along)
        if upper
        else (
            middle_x + off - along,
            middle_y + off + along,
        )
    )


def _pair(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"
