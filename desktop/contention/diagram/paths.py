"""Painter paths of what the map is drawn with: rounded routes, quote marks, and signs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from contention.diagram.drawing import Point


def rounded(points: Iterable[Point], radius: float) -> QPainterPath:
    """A path through corner points, its corners rounded as far as its pieces allow."""
    corners = list(points)
    path = QPainterPath(QPointF(*corners[0]))
    for before, (x, y), after in zip(corners, corners[1:], corners[2:], strict=False):
        back, on = math.dist((x, y), before), math.dist((x, y), after)
        r = min(radius, back / 2, on / 2)
        if r <= 0:
            continue
        path.lineTo(x + (before[0] - x) * r / back, y + (before[1] - y) * r / back)
        path.quadTo(x, y, x + (after[0] - x) * r / on, y + (after[1] - y) * r / on)
    path.lineTo(*corners[-1])
    return path


def quote_mark() -> QPainterPath:
    """Two opening quote marks, 8 wide, standing on 0; drawn, so that no font has to have them."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for x in (1.8, 6.2):
        path.addEllipse(QPointF(x, -5.4), 1.7, 1.7)
        path.moveTo(x - 1.7, -5.4)
        path.quadTo(x - 1.7, -8.4, x + 1.0, -9.2)
        path.lineTo(x + 1.4, -8.4)
        path.quadTo(x - 0.3, -7.8, x - 0.2, -6.2)
        path.closeSubpath()
    return path


@cache
def svg_path(words: str) -> QPainterPath:
    """A path written as in SVG, with absolute M, L, C and Z alone. Not to be changed.

    Raises:
        ValueError: anything else is written there.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    pieces = iter(words.split())
    for command in pieces:
        if command == "Z":
            path.closeSubpath()
            continue
        count = {"M": 2, "L": 2, "C": 6}.get(command)
        if count is None:
            raise ValueError(f"“{command}” is no command of a sign's path")
        numbers = [float(next(pieces)) for _ in range(count)]
        if command == "M":
            path.moveTo(*numbers)
        elif command == "L":
            path.lineTo(*numbers)
        else:
            path.cubicTo(*numbers)
    return path
