"""Paints a `Diagram` with a QPainter, for the screen and for every picture made of pixels.

Below the zoom where words can be read, `plain` draws it instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from contention.diagram.boxes import ARROW_WIDTH
from contention.diagram.drawing import (
    Badge,
    Box,
    Brick,
    Diagram,
    Note,
    Pill,
    Placed,
    Reach,
    Rect,
    Route,
    TextLine,
)
from contention.diagram.links import paint_links
from contention.diagram.measure import TextStyle, font_of
from contention.diagram.paths import quote_mark, rounded, svg_path
from contention.diagram.plain import RING_GAP, RING_WIDTH, Emphasis, paint_plain
from contention.diagram.signs import SIGNS, STROKE
from contention.diagram.themes import Side, Theme
from contention.model.project import TAG_COLOURS, Id, Kind
from contention.model.structure import Role

READABLE = 0.3
"""Device pixels per unit below which the words of a map cannot be read."""
ROUTE_WIDTH = 2.0
DASHES = [3.2, 2.0]
"""Dashes and gaps of an objection's line, in widths of the line."""
HATCH_STEP = 7.0
FADED = 0.38
"""Opacity of what recedes."""
STRESSED_ROUTE = 3.6
STRESSED_BORDER = 2.2
MARKER_WIDTH = 3.0
MARKER_GAP = 4.0
"""From a found item's edge to the middle of its corners."""
MARKER_LENGTH = 14.0
SIGN_TOP = 5.0
"""From the top of a row to its signs, so that they stand beside the small letters."""


def paint(
    painter: QPainter,
    diagram: Diagram,
    *,
    visible: Rect | None = None,
    selected: frozenset[Id] = frozenset(),
    faded: frozenset[Id] = frozenset(),
    stressed: frozenset[Id] = frozenset(),
    marked: frozenset[Id] = frozenset(),
    linked: frozenset[Id] = frozenset(),
    faded_opacity: float = FADED,
    plain_below: float = READABLE,
) -> None:
    """Paint in the map's coordinates; the background is the caller's.

    `visible` leaves out what lies elsewhere. Of claims and inferences, those `selected` get a
    ring, those `faded` recede with their routes (to `faded_opacity`), those `stressed` are drawn
    with heavier lines, and those `marked` (as found) stand between corner brackets. From the
    claims `linked`, dashed curves lead over everything to the places where they are used again.
    `plain_below` is the zoom (device pixels per unit) under which words are left out; exports
    pass 0. The painter comes back as it was.
    """
    painter.save()
    transform = painter.deviceTransform()
    zoom = math.sqrt(abs(transform.determinant()))
    emphasis = Emphasis(selected, faded, stressed, marked, faded_opacity)
    if zoom < plain_below:
        paint_plain(painter, diagram, emphasis, zoom)
    else:
        kit = _kit(diagram.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        shown = (
            diagram.bricks
            if visible is None
            else [
                placed
                for placed, reach in zip(diagram.bricks, diagram.reaches, strict=True)
                if _seen(placed, reach, visible)
            ]
        )
        for placed in shown:
            if placed.routes:
                painter.translate(placed.x, placed.y)
                kit.routes(painter, placed.routes, emphasis)
                painter.translate(-placed.x, -placed.y)
        for placed in shown:
            painter.translate(placed.x, placed.y)
            kit.brick(painter, placed.brick, emphasis)
            painter.translate(-placed.x, -placed.y)
    if linked:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_links(painter, diagram, linked, zoom)
    painter.restore()


def _seen(placed: Placed, reach: Reach | None, visible: Rect) -> bool:
    """Whether the brick, its ring or its routes reach into the visible part."""
    x, y, brick, _ = placed
    left, top, right, bottom = -8.0, -8.0, brick.width + 8.0, brick.height + 8.0
    if reach is not None:
        left, top = min(left, reach[0] - 4), min(top, reach[1] - 4)
        right, bottom = max(right, reach[2] + 4), max(bottom, reach[3] + 4)
    return (
        x + left < visible.x + visible.width
        and x + right > visible.x
        and y + top < visible.y + visible.height
        and y + bottom > visible.y
    )


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
        self.quote_mark = quote_mark()
        self.marker = QPen(QColor(theme.marker), MARKER_WIDTH)
        self.marker.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.marker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.chip_pen = QPen(self.muted, 1.0)
        self.tags = {name: QColor(theme.tag_colour(name)) for name in TAG_COLOURS}
        self.stressed_unstated = QPen(QColor(theme.contention_line), STRESSED_BORDER)
        self.stressed_unstated.setDashPattern([3.0, 2.0])
        self.stressed_unstated.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.stressed_box = QPen(QColor(theme.contention_line), STRESSED_BORDER)
        self.sides = {kind: _SideKit(theme.side(kind), kind) for kind in Kind}

    def routes(self, painter: QPainter, routes: tuple[Route, ...], emphasis: Emphasis) -> None:
        """Reasons over objections: where they share a stub the solid line shows, not a mixture.

        For the same reason those that recede lie lowest, and those that are stressed on top.
        """
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not emphasis.faded and not emphasis.stressed:
            self._some_routes(painter, routes)
            return
        some: tuple[list[Route], list[Route], list[Route]] = ([], [], [])
        for route in routes:
            some[emphasis.weight(route.inference)].append(route)
        if some[0]:
            painter.setOpacity(emphasis.opacity)
            self._some_routes(painter, some[0], at_once=True)
            painter.setOpacity(1.0)
        self._some_routes(painter, some[1])
        self._some_routes(painter, some[2], stressed=True)

    def _some_routes(
        self, painter: QPainter, routes: Sequence[Route], *, stressed: bool = False, at_once: bool = False
    ) -> None:
        """Objections, then reasons; `at_once`, so that what they share is not painted twice."""
        radius = self.metrics.corner_radius
        for kind in (Kind.OBJECTION, Kind.REASON):
            paths = [rounded(route.points, radius) for route in routes if route.kind is kind]
            if paths:
                side = self.sides[kind]
                painter.setPen(side.stressed_route if stressed else side.route)
                if at_once:
                    for path in paths[1:]:
                        paths[0].addPath(path)
                    del paths[1:]
                for path in paths:
                    painter.drawPath(path)

    def brick(self, painter: QPainter, brick: Brick, emphasis: Emphasis) -> None:
        side = self.sides[brick.kind] if brick.kind is not None else None
        faded = brick.id in emphasis.faded
        if side is not None and brick.panel is not None:
            if faded:
                painter.setOpacity(emphasis.opacity)
            self._panel(painter, brick.panel, side)
            if brick.fold is not None:
                painter.setFont(self.small_font)
                self._note(painter, brick.fold)
            painter.setOpacity(1.0)
        for box in brick.boxes:
            if box.claim in emphasis.faded:
                painter.setOpacity(emphasis.opacity)
            self._box(painter, box, stressed=box.claim in emphasis.stressed)
            painter.setOpacity(1.0)
            if not box.stub:
                if box.claim in emphasis.marked:
                    self._marks(painter, box.rect)
                if box.claim in emphasis.selected:
                    radius = self.metrics.box_radius + RING_GAP
                    self._ring(painter, box.rect, radius)
        if side is not None and brick.pill is not None:
            pill = brick.pill
            if faded:
                painter.setOpacity(emphasis.opacity)
            self._pill(painter, pill, side, stressed=pill.inference in emphasis.stressed)
            painter.setOpacity(1.0)
            if pill.inference in emphasis.marked:
                self._marks(painter, pill.rect)
            if pill.inference in emphasis.selected:
                self._ring(painter, pill.rect, pill.rect.height / 2 + RING_GAP)

    def _pill(self, painter: QPainter, pill: Pill, side: _SideKit, *, stressed: bool) -> None:
        rect = _rect(pill.rect, -0.75)
        painter.setPen(side.stressed_pill_line if stressed else side.pill_line)
        painter.setBrush(side.pill)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(self.pill_font)
        painter.setPen(side.words)
        _words(painter, pill.line)
        if pill.badges:
            painter.setFont(self.small_font)
            for badge in pill.badges:
                self._badge(painter, badge, side.words)

    def _ring(self, painter: QPainter, rect: Rect, radius: float) -> None:
        painter.setPen(self.ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(_rect(rect, RING_GAP), radius, radius)

    def _marks(self, painter: QPainter, rect: Rect) -> None:
        """Four corners around what was found, told from the ring by their shape."""
        around = rect.grown(MARKER_GAP)
        long = min(MARKER_LENGTH, rect.width / 3, rect.height / 3)
        painter.setPen(self.marker)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for x, dx in ((around.x, long), (around.right, -long)):
            for y, dy in ((around.y, long), (around.bottom, -long)):
                painter.drawPolyline([QPointF(x + dx, y), QPointF(x, y), QPointF(x, y + dy)])

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

    def _box(self, painter: QPainter, box: Box, *, stressed: bool) -> None:
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
        if stressed:
            painter.setPen(self.stressed_unstated if box.unstated else self.stressed_box)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_rect(box.rect, -STRESSED_BORDER / 2), radius, radius)
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
        if box.badges:
            painter.setFont(self.small_font)
            for badge in box.badges:
                self._badge(painter, badge, self.muted)

    def _badge(self, painter: QPainter, badge: Badge, colour: QColor) -> None:
        """Its sign and word; a tag's sign has the tag's colour, its word that of other small words."""
        sign = SIGNS[badge.sign]
        ink = self.tags[badge.sign] if badge.kind == "tag" else colour
        y = badge.rect.y + SIGN_TOP
        if badge.line is not None:
            painter.setPen(colour)
            _words(painter, badge.line)
        painter.translate(badge.rect.x, y)
        if sign.fill:
            painter.fillPath(svg_path(sign.fill), ink)
        if sign.stroke:
            pen = QPen(ink, STROKE)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(svg_path(sign.stroke), pen)
        painter.translate(-badge.rect.x, -y)

    def _note(self, painter: QPainter, note: Note) -> None:
        painter.setPen(self.muted)
        _words(painter, note.line)
        if note.kind == "passages":
            painter.translate(note.rect.x, note.line.baseline)
            painter.fillPath(self.quote_mark, self.muted)
            painter.translate(-note.rect.x, -note.line.baseline)
        elif note.kind == "fold":
            rect = _rect(note.rect, -0.5)
            painter.setPen(self.chip_pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            x, y = note.rect.x + 6, note.rect.center[1]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.muted)
            painter.drawPolygon([QPointF(x, y - 3.5), QPointF(x + 5, y), QPointF(x, y + 3.5)])
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
        self.stressed_route = QPen(self.route)
        self.stressed_route.setWidthF(STRESSED_ROUTE)
        if kind is Kind.OBJECTION:  # dashes count in widths of the line
            self.stressed_route.setDashPattern([dash * ROUTE_WIDTH / STRESSED_ROUTE for dash in DASHES])
        self.line = QColor(side.line)
        self.stressed_pill_line = QPen(self.line, 2.5)
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
