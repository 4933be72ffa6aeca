"""Cross links: curves from a claim to the places where it is used again, drawn over everything.

They are drawn for a few claims at a time, those that are hovered or selected; as lines that
stay they would cause every crossing there is.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from contention.diagram.drawing import CrossLink, Diagram, Point, Rect
from contention.model.project import Id

LINK_WIDTH = 2.0
LINK_DASHES = [3.0, 2.5]
"""In widths of the line."""
HALO = 3.0
"""How much wider than the line the paper shows round it."""
ARROW = 9.0
"""Length of the arrow at the end where the claim is used again."""


class Curve(NamedTuple):
    """A cubic curve: from the claim's own box, by two control points, to the reference."""

    start: Point
    first: Point
    second: Point
    end: Point


def curve_of(diagram: Diagram, link: CrossLink) -> Curve | None:
    """The course of a cross link; None where the claim or the reference is not drawn."""
    home, there = diagram.box_rect(link.claim), diagram.stub_rect(link)
    if home is None or there is None:
        return None
    start, out = _leave(home, there)
    end, back = _leave(there, home)
    reach = max(30.0, math.dist(start, end) * 0.4)
    return Curve(
        start,
        (start[0] + out[0] * reach, start[1] + out[1] * reach),
        (end[0] + back[0] * reach, end[1] + back[1] * reach),
        end,
    )


def _leave(rect: Rect, other: Rect) -> tuple[Point, Point]:
    """Where a curve to another rectangle leaves, and which way: sideways, or else up or down."""
    (x, y), (to_x, to_y) = rect.center, other.center
    if other.x >= rect.right or other.right <= rect.x:
        right = to_x > x
        return (rect.right if right else rect.x, y), (1.0 if right else -1.0, 0.0)
    down = to_y > y
    return (x, rect.bottom if down else rect.y), (0.0, 1.0 if down else -1.0)


def paint_links(painter: QPainter, diagram: Diagram, claims: frozenset[Id], zoom: float) -> None:
    """Draw the curves of these claims, never thinner than a pixel of the device."""
    width = max(LINK_WIDTH, 1.2 / zoom)
    halo = QPen(QColor(diagram.theme.paper), width + HALO)
    line = QPen(QColor(diagram.theme.text), width)
    line.setDashPattern(LINK_DASHES)
    line.setCapStyle(Qt.PenCapStyle.FlatCap)
    size = max(ARROW, 5.0 / zoom)
    for link in diagram.cross_links:
        curve = curve_of(diagram, link) if link.claim in claims else None
        if curve is None:
            continue
        path = QPainterPath(QPointF(*curve.start))
        path.cubicTo(QPointF(*curve.first), QPointF(*curve.second), QPointF(*curve.end))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (halo, line):
            painter.setPen(pen)
            painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.color())
        painter.drawEllipse(QPointF(*curve.start), size / 3, size / 3)
        painter.drawPolygon(_arrow(curve, size))


def _arrow(curve: Curve, size: float) -> QPolygonF:
    """An arrow's head whose point is the curve's end."""
    (x, y), (from_x, from_y) = curve.end, curve.second
    length = math.dist(curve.end, curve.second)
    dx, dy = (x - from_x) / length, (y - from_y) / length
    back_x, back_y = x - dx * size, y - dy * size
    half = size * 0.45
    return QPolygonF(
        [
            QPointF(x, y),
            QPointF(back_x - dy * half, back_y + dx * half),
            QPointF(back_x + dy * half, back_y - dx * half),
        ]
    )
