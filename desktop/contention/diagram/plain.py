"""A map from afar: plain rectangles and lines, all of a colour at once, so that thousands stay quick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from weakref import WeakKeyDictionary

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from contention.diagram.drawing import Diagram, Rect, Route
from contention.model.project import Id, Kind
from contention.model.structure import Role

TINY = 0.02
"""Device pixels per unit below which boxes and pills melt into their panel: they are left out."""
RING_WIDTH = 2.5
RING_GAP = 3.0
"""From a selected item's edge to the middle of its ring."""

Lines = dict[Kind, list[QLineF]]
Rects = dict[Kind, list[QRectF]]


class _Shapes:
    """The shapes of one diagram, each kind made when it is first needed."""

    def __init__(self, diagram: Diagram) -> None:
        # Not the diagram itself: it is the key under which this is kept.
        self._bricks = diagram.bricks

    @cached_property
    def panels(self) -> Rects:
        found: Rects = {kind: [] for kind in Kind}
        for x, y, brick, _ in self._bricks:
            if brick.kind is not None and brick.panel is not None:
                left, top, width, height = brick.panel
                found[brick.kind].append(QRectF(x + left, y + top, width, height))
        return found

    @cached_property
    def pills(self) -> Rects:
        found: Rects = {kind: [] for kind in Kind}
        for x, y, brick, _ in self._bricks:
            if brick.kind is not None and brick.pill is not None:
                left, top, width, height = brick.pill.rect
                found[brick.kind].append(QRectF(x + left, y + top, width, height))
        return found

    @cached_property
    def alone(self) -> tuple[list[QRectF], list[QRectF]]:
        """Claims that stand alone: contentions, and others."""
        contentions: list[QRectF] = []
        others: list[QRectF] = []
        for x, y, brick, _ in self._bricks:
            if brick.kind is None:
                rects = contentions if brick.boxes[0].role is Role.CONTENTION else others
                rects.append(QRectF(x, y, brick.width, brick.height))
        return contentions, others

    @cached_property
    def premises(self) -> list[QRectF]:
        return [
            QRectF(x + box.rect.x, y + box.rect.y, box.rect.width, box.rect.height)
            for x, y, brick, _ in self._bricks
            if brick.kind is not None
            for box in brick.boxes
        ]

    @cached_property
    def lines(self) -> Lines:
        found: Lines = {kind: [] for kind in Kind}
        for x, y, _, routes in self._bricks:
            for route in routes:
                found[route.kind].extend(
                    QLineF(x + x0, y + y0, x + x1, y + y1) for (x0, y0), (x1, y1) in pairwise(route.points)
                )
        return found

    @cached_property
    def buses(self) -> Lines:
        """For each brick and kind one line as long as its buses; stubs are too short to be seen."""
        found: Lines = {kind: [] for kind in Kind}
        for x, y, _, routes in self._bricks:
            kinds: dict[Kind, list[Route]] = {}
            for route in routes:
                kinds.setdefault(route.kind, []).append(route)
            for kind, same in kinds.items():
                xs = [point[0] for route in same for point in (route.points[0], route.points[-1])]
                level = y + same[0].points[-2][1]
                found[kind].append(QLineF(x + min(xs), level, x + max(xs), level))
        return found


_shapes_of: WeakKeyDictionary[Diagram, _Shapes] = WeakKeyDictionary()


def paint_plain(painter: QPainter, diagram: Diagram, selected: frozenset[Id], zoom: float) -> None:
    """Paint in the map's coordinates, lines one device pixel wide; the caller saves the painter."""
    shapes = _shapes_of.get(diagram)
    if shapes is None:
        shapes = _shapes_of[diagram] = _Shapes(diagram)
    theme = diagram.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    tiny = zoom < TINY
    lines = shapes.buses if tiny else shapes.lines
    for kind in (Kind.OBJECTION, Kind.REASON):
        side = theme.side(kind)
        painter.setPen(QPen(QColor(side.line), 0.0))
        painter.drawLines(lines[kind])
        _rectangles(painter, side.panel_line, side.panel, shapes.panels[kind])
    contentions, others = shapes.alone
    if not tiny:
        _rectangles(painter, theme.box_line, theme.box, shapes.premises)
        for kind in Kind:
            side = theme.side(kind)
            _rectangles(painter, side.line, side.line, shapes.pills[kind])
    _rectangles(painter, theme.box_line, theme.box, others)
    _rectangles(painter, theme.contention_line, theme.contention_line, contentions)
    rings = [
        QRectF(*rect.grown(RING_GAP)) for item in selected if (rect := _rect_of(diagram, item)) is not None
    ]
    pen = QPen(QColor(theme.ring), RING_WIDTH)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(rings)


def _rect_of(diagram: Diagram, item: Id) -> Rect | None:
    return diagram.box_rect(item) or diagram.pill_rect(item)


def _rectangles(painter: QPainter, line: str, fill: str, rects: Sequence[QRectF]) -> None:
    painter.setPen(QPen(QColor(line), 0.0))
    painter.setBrush(QBrush(QColor(fill)))
    painter.drawRects(rects)
