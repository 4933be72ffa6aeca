"""Paints a `Diagram` with a QPainter, for the screen and for every picture made of pixels.

Below the zoom where words can be read, `plain` draws it instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from contention.diagram.bricks import ARROW_WIDTH
from contention.diagram.drawing import Box, Brick, Diagram, Note, Placed, Point, Rect, Route, TextLine
from contention.diagram.measure import TextStyle, font_of
from contention.diagram.plain import RING_GAP, RING_WIDTH, paint_plain
from contention.diagram.themes import Side, Theme
from contention.model.project import Id, Kind
from contention.model.structure import Role

READABLE = 0.3
"""Device pixels per unit below which the words of a map cannot be read."""
ROUTE_WIDTH = 2.0
DASHES = [3.2, 2.0]
"""Dashes and gaps of an objection's line, in widths of the line."""
HATCH_STEP = 7.0


def paint(
    painter: QPainter,
    diagram: Diagram,
    *,
    visible: Rect | None = None,
    selected: frozenset[Id] = frozenset(),
    plain_below: float = READABLE,
) -> None:
    """Paint in the map's coordinates; the background is the caller's.

    `visible` leaves out what lies elsewhere, `selected` (claims and inferences) gets a ring.
    `plain_below` is the zoom (device pixels per unit) under which words are left out; exports
    pass 0. The painter comes back as it was.
    """
    painter.save()
    transform = painter.deviceTransform()
    zoom = math.sqrt(abs(transform.determinant()))
    if zoom < plain_below:
        paint_plain(painter, diagram, selected, zoom)
    else:
        kit = _kit(diagram.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        level_gap = diagram.theme.metrics.level_gap
        shown = (
            diagram.bricks
            if visible is None
            else [placed for placed in diagram.bricks if _seen(placed, visible, level_gap)]
        )
        for placed in shown:
            if placed.routes:
                painter.translate(placed.x, placed.y)
                kit.routes(painter, placed.routes)
                painter.translate(-placed.x, -placed.y)
        for placed in shown:
            painter.translate(placed.x, placed.y)
            kit.brick(painter, placed.brick, selected)
            painter.translate(-placed.x, -placed.y)
    painter.restore()


def _seen(placed: Placed, visible: Rect, level_gap: float) -> bool:
    """Whether the brick, its ring or its routes reach into the visible part."""
    x, y, brick, routes = placed
    left, right, bottom = x - 8, x + brick.width + 10, y + brick.height + 8
    if routes:  # the first and the last child are the outermost
        left = min(left, x + routes[0].points[-1][0] - 2)
        right = max(right, x + max(route.points[-1][0] for route in routes) + 2)
        bottom += level_gap
    return (
        left < visible.x + visible.width
        and right > visible.x
        and y - 8 < visible.y + visible.height
        and bottom > visible.y
    )


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


def _quote_mark() -> QPainterPath:
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


class _Kit:
    """Pens, brushes and fonts of a theme, made once."""

    def __init__(self, theme: Theme) -> None:
        m = self.metrics = theme.metrics
        self.text_font = font_of(TextStyle(m.family, m.text_px, line_height=m.line_height))
        self.top_font = font_of(
            TextStyle(m.family, m.contention_px, semibold=True, line_height=m.contention_line_height)
        )
        self.pill_font = font_of(TextStyle(m.family, m.pill_px, semibold=True))
        self.small_font = font_of(TextStyle(m.family, m.small_px))
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.box = QColor(theme.box)
        self.box_pen = QPen(QColor(theme.box_line), 1.0)
        self.unstated_pen = QPen(QColor(theme.muted), 1.25)
        self.unstated_pen.setDashPattern([4.0, 3.0])
        self.unstated_pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.top_pen = QPen(QColor(theme.contention_line), 2.0)
        self.inner_pen = QPen(QColor(theme.contention_line), 1.0)
        self.ring = QPen(QColor(theme.ring), RING_WIDTH)
        self.arrow_pen = QPen(self.muted, 1.4)
        self.arrow_pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.arrow_pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.quote_mark = _quote_mark()
        self.sides = {kind: _SideKit(theme.side(kind), kind) for kind in Kind}

    def routes(self, painter: QPainter, routes: tuple[Route, ...]) -> None:
        """Reasons over objections: where they share a stub the solid line shows, not a mixture."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self.metrics.corner_radius
        for kind in (Kind.OBJECTION, Kind.REASON):
            found = [route for route in routes if route.kind is kind]
            if found:
                painter.setPen(self.sides[kind].route)
                for route in found:
                    painter.drawPath(rounded(route.points, radius))

    def brick(self, painter: QPainter, brick: Brick, selected: frozenset[Id]) -> None:
        side = self.sides[brick.kind] if brick.kind is not None else None
        if side is not None and brick.panel is not None:
            self._panel(painter, brick.panel, side)
        for box in brick.boxes:
            self._box(painter, box, box.claim in selected and not box.stub)
        if side is not None and brick.pill is not None:
            pill = brick.pill
            rect = _rect(pill.rect, -0.75)
            painter.setPen(side.pill_line)
            painter.setBrush(side.pill)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setFont(self.pill_font)
            painter.setPen(side.words)
            _words(painter, pill.line)
            if pill.inference in selected:
                ring = _rect(pill.rect, RING_GAP)
                painter.setPen(self.ring)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)

    def _panel(self, painter: QPainter, panel: Rect, side: _SideKit) -> None:
        radius = self.metrics.panel_radius
        rect = _rect(panel, -0.5)
        if side.hatch is not None:
            outline = QPainterPath()
            outline.addRoundedRect(rect, radius, radius)
            painter.fillPath(outline, side.panel)
            painter.save()
            painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
            painter.setPen(side.hatch)
            painter.drawLines(_hatching(panel))
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(side.panel)
        painter.setPen(side.panel_line)
        painter.drawRoundedRect(rect, radius, radius)

    def _box(self, painter: QPainter, box: Box, ringed: bool) -> None:
        radius = self.metrics.box_radius
        top = box.role is Role.CONTENTION
        painter.setBrush(Qt.BrushStyle.NoBrush if box.stub else self.box)
        if top:
            painter.setPen(self.unstated_pen if box.unstated else self.top_pen)
            painter.drawRoundedRect(_rect(box.rect, -1.0), radius + 2, radius + 2)
            painter.setPen(self.inner_pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_rect(box.rect, -4.5), radius - 1, radius - 1)
        else:
            painter.setPen(self.unstated_pen if box.unstated else self.box_pen)
            painter.drawRoundedRect(_rect(box.rect, -0.5), radius, radius)
        plain = box.stub or box.placeholder
        painter.setFont(self.top_font if top and not plain else self.text_font)
        painter.setPen(self.muted if plain else self.text)
        for line in box.lines:
            _words(painter, line)
        if box.stub:
            self._arrow(painter, box.rect.right - self.metrics.box_pad_x - 8, box.rect.center[1] - 4)
        if box.notes:
            painter.setFont(self.small_font)
            for note in box.notes:
                self._note(painter, note)
        if ringed:
            painter.setPen(self.ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_rect(box.rect, RING_GAP), radius + RING_GAP, radius + RING_GAP)

    def _note(self, painter: QPainter, note: Note) -> None:
        painter.setPen(self.muted)
        _words(painter, note.line)
        if note.kind == "passages":
            painter.translate(note.rect.x, note.line.baseline)
            painter.fillPath(self.quote_mark, self.muted)
            painter.translate(-note.rect.x, -note.line.baseline)
        elif note.kind == "uses":
            self._arrow(painter, note.rect.right - ARROW_WIDTH + 4, note.line.baseline - 8)

    def _arrow(self, painter: QPainter, x: float, y: float) -> None:
        """An arrow up to the right, 7 by 7, its top left corner at x, y."""
        painter.setPen(self.arrow_pen)
        painter.drawLines(
            [
                QLineF(x, y + 7, x + 7, y),
                QLineF(x + 1.5, y, x + 7, y),
                QLineF(x + 7, y, x + 7, y + 5.5),
            ]
        )


class _SideKit:
    """What draws reasons, or objections."""

    def __init__(self, side: Side, kind: Kind) -> None:
        self.route = QPen(QColor(side.line), ROUTE_WIDTH)
        self.route.setCapStyle(Qt.PenCapStyle.FlatCap)
        if kind is Kind.OBJECTION:
            self.route.setDashPattern(DASHES)
        self.line = QColor(side.line)
        self.pill_line = QPen(self.line, 1.5)
        self.pill = QBrush(QColor(side.pill))
        self.words = QColor(side.words)
        self.panel = QBrush(QColor(side.panel))
        self.panel_line = QPen(QColor(side.panel_line), 1.0)
        self.hatch = QPen(QColor(side.hatch), 1.0) if side.hatch else None


@lru_cache(maxsize=8)
def _kit(theme: Theme) -> _Kit:
    return _Kit(theme)


def _words(painter: QPainter, line: TextLine) -> None:
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if line.rtl else Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(line.x, line.baseline), line.text)


def _rect(rect: Rect, grown: float) -> QRectF:
    return QRectF(rect.x - grown, rect.y - grown, rect.width + 2 * grown, rect.height + 2 * grown)


def _hatching(rect: Rect) -> list[QLineF]:
    """Diagonals over a rectangle; on a grid of their own, so that neighbours look alike."""
    height = rect.height
    count = math.ceil((rect.width + height) / HATCH_STEP)
    return [
        QLineF(rect.x + i * HATCH_STEP, rect.y, rect.x + i * HATCH_STEP - height, rect.bottom)
        for i in range(count)
    ]
