"""A map from afar: plain rectangles and lines, all of a colour at once, so that thousands stay quick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from contention.diagram.drawing import Diagram, Rect, Route
from contention.model.project import Id, Kind, Orientation
from contention.model.structure import Role

TINY = 0.02
"""Device pixels per unit below which boxes and pills melt into their panel: they are left out."""
RING_WIDTH = 2.5
RING_GAP = 3.0
"""From a selected item's edge to the middle of its ring."""

STRESSED_WIDTH = 2.0
MARK_WIDTH = 3.0
"""In device pixels, of what is stressed and of what was found."""
WASH = 0.62
"""Opacity of the paper that lies over what recedes, where nothing else is asked for."""

Lines = dict[Kind, list[QLineF]]
Rects = dict[Kind, list[QRectF]]


class Emphasis(NamedTuple):
    """What of the claims and inferences is drawn otherwise than the rest."""

    selected: frozenset[Id] = frozenset()
    faded: frozenset[Id] = frozenset()
    stressed: frozenset[Id] = frozenset()
    marked: frozenset[Id] = frozenset()
    opacity: float = 1.0 - WASH
    """Of what recedes."""

    def weight(self, item: Id) -> int:
        """0 for what recedes, 2 for what is stressed, 1 for the rest."""
        return 2 if item in self.stressed else 0 if item in self.faded else 1


class Shapes:
    """The shapes of one diagram, each kind made when it is first needed."""

    def __init__(self, diagram: Diagram) -> None:
        # Not the diagram itself: it is the key under which this is kept.
        self._bricks = diagram.bricks
        self._sideways = diagram.orientation is Orientation.RIGHT
        self._upwards = diagram.orientation is Orientation.UP
        self._half_gap = diagram.theme.metrics.level_gap / 2
        self._faded: tuple[frozenset[Id], list[QRectF], list[QLineF]] | None = None

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
        for x, y, brick, routes in self._bricks:
            kinds: dict[Kind, list[Route]] = {}
            for route in routes:
                kinds.setdefault(route.kind, []).append(route)
            for kind, same in kinds.items():
                ends = [point for route in same for point in (route.points[0], route.points[-1])]
                xs, ys = [x for x, _ in ends], [y for _, y in ends]
                if self._sideways:
                    level = x + brick.width + self._half_gap
                    found[kind].append(QLineF(level, y + min(ys), level, y + max(ys)))
                else:
                    level = y - self._half_gap if self._upwards else y + brick.height + self._half_gap
                    found[kind].append(QLineF(x + min(xs), level, x + max(xs), level))
        return found

    def wash(self, faded: frozenset[Id]) -> tuple[list[QRectF], list[QLineF]]:
        """What recedes: its panels and boxes, and its lines."""
        if self._faded is None or self._faded[0] is not faded:
            rects: list[QRectF] = []
            lines: list[QLineF] = []
            for x, y, brick, routes in self._bricks:
                if brick.id in faded and brick.panel is not None:
                    rects.append(QRectF(*brick.panel.moved(x, y)))
                elif not faded.isdisjoint(box.claim for box in brick.boxes):
                    rects += [QRectF(*box.rect.moved(x, y)) for box in brick.boxes if box.claim in faded]
                lines += self._lines_of(x, y, [route for route in routes if route.inference in faded])
            self._faded = (faded, rects, lines)
        return self._faded[1:]

    def stressed_lines(self, stressed: frozenset[Id]) -> Lines:
        """The lines of the inferences that are stressed."""
        found: Lines = {kind: [] for kind in Kind}
        for x, y, _, routes in self._bricks:
            for route in routes:
                if route.inference in stressed:
                    found[route.kind] += self._lines_of(x, y, [route])
        return found

    @staticmethod
    def _lines_of(x: float, y: float, routes: list[Route]) -> list[QLineF]:
        return [
            QLineF(x + x0, y + y0, x + x1, y + y1)
            for route in routes
            for (x0, y0), (x1, y1) in pairwise(route.points)
        ]


_shapes_of: WeakKeyDictionary[Diagram, Shapes] = WeakKeyDictionary()


def shapes_of(diagram: Diagram) -> Shapes:
    """The shapes of a diagram, kept as long as it is."""
    shapes = _shapes_of.get(diagram)
    if shapes is None:
        shapes = _shapes_of[diagram] = Shapes(diagram)
    return shapes


def paint_plain(painter: QPainter, diagram: Diagram, emphasis: Emphasis, zoom: float) -> None:
    """Paint in the map's coordinates, lines one device pixel wide; the caller saves the painter."""
    shapes = shapes_of(diagram)
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
    if emphasis.faded:
        rects, faded_lines = shapes.wash(emphasis.faded)
        paper = QColor(theme.paper)
        paper.setAlphaF(1.0 - emphasis.opacity)
        painter.setPen(QPen(paper, 0.0))
        painter.drawLines(faded_lines)
        painter.setBrush(paper)
        painter.drawRects(rects)
    if emphasis.stressed:
        for kind, stressed_lines in shapes.stressed_lines(emphasis.stressed).items():
            pen = QPen(QColor(theme.side(kind).line), STRESSED_WIDTH)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawLines(stressed_lines)
        _outlines(painter, diagram, emphasis.stressed, theme.contention_line, width=STRESSED_WIDTH, gap=0.0)
    _outlines(painter, diagram, emphasis.marked, theme.marker, width=MARK_WIDTH, gap=0.0)
    _outlines(painter, diagram, emphasis.selected, theme.ring, width=RING_WIDTH, gap=RING_GAP)


def _outlines(
    painter: QPainter, diagram: Diagram, items: frozenset[Id], colour: str, *, width: float, gap: float
) -> None:
    """Rectangles around items, so many device pixels thick."""
    rects = [QRectF(*rect.grown(gap)) for item in items if (rect := _rect_of(diagram, item)) is not None]
    if rects:
        pen = QPen(QColor(colour), width)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRects(rects)


def _rect_of(diagram: Diagram, item: Id) -> Rect | None:
    return diagram.box_rect(item) or diagram.pill_rect(item)


def _rectangles(painter: QPainter, line: str, fill: str, rects: Sequence[QRectF]) -> None:
    painter.setPen(QPen(QColor(line), 0.0))
    painter.setBrush(QBrush(QColor(fill)))
    painter.drawRects(rects)
