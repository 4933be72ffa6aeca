"""Moving the selection by place: what an arrow key or Home leads to.

A line of the map is followed first (from a claim up to the pill of its
inference, from the pill on to its target, and back down); where no line leads
that way, the nearest piece by place is taken. Left and Right go from box to box
and from pill to pill; in a map that grows to the right, Up and Down do.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from contention.diagram.drawing import Diagram, Rect
from contention.model.project import Id, Orientation
from contention.model.structure import Role, Structure

ABOUT = 6.0
"""Map units by which a place must be nearer than an earlier one to be preferred."""


class Direction(Enum):
    """The way an arrow key points."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


class _Span(NamedTuple):
    """A rectangle seen along the way of travel: start and end along it, and across it."""

    start: float
    end: float
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    def aside(self, other: _Span) -> float:
        """How far another rectangle lies beside the way; 0 where they overlap."""
        return max(0.0, other.low - self.high, self.low - other.high)


def _span(rect: Rect, direction: Direction) -> _Span:
    if direction is Direction.DOWN:
        return _Span(rect.y, rect.bottom, rect.x, rect.right)
    if direction is Direction.UP:
        return _Span(-rect.bottom, -rect.y, rect.x, rect.right)
    if direction is Direction.RIGHT:
        return _Span(rect.x, rect.right, rect.y, rect.bottom)
    return _Span(-rect.right, -rect.x, rect.y, rect.bottom)


def piece_rect(diagram: Diagram, item: Id) -> Rect | None:
    """Where a claim's box or an inference's pill stands; None for what is not drawn."""
    return diagram.box_rect(item) or diagram.pill_rect(item)


def home(structure: Structure, current: Id | None = None) -> Id | None:
    """The contention above the selected piece; else the first contention, else the first claim."""
    roots = {claim.id for claim in structure.roots}
    seen: set[Id] = set()
    item = current
    while item is not None and item not in seen:
        if item in roots:
            return item
        seen.add(item)
        inference = structure.map.inferences.get(item) or structure.primary_use(item)
        item = inference.target if inference is not None else None
    for claim in structure.roots:
        if structure.role(claim.id) is Role.CONTENTION:
            return claim.id
    if structure.roots:
        return structure.roots[0].id
    return next(structure.reading_order(), None)


def neighbour(structure: Structure, diagram: Diagram, current: Id | None, direction: Direction) -> Id | None:
    """The piece an arrow key leads to; None where there is nothing that way.

    With nothing selected every arrow leads to the contention.
    """
    rect = piece_rect(diagram, current) if current is not None else None
    if current is None or rect is None:
        return home(structure)
    start = _span(rect, direction)
    turned = diagram.orientation is Orientation.RIGHT
    along = (direction in {Direction.UP, Direction.DOWN}) is not turned
    if along:
        linked = _nearest(start, _rects(diagram, _linked(structure, current)), direction, aside_weight=0.5)
        if linked is not None:
            return linked
    argument_map = structure.map
    pieces: list[Iterable[Id]] = []
    if along or current in argument_map.claims:
        pieces.append(argument_map.claims)
    if along or current in argument_map.inferences:
        pieces.append(argument_map.inferences)
    others = (item for items in pieces for item in items if item != current)
    return _nearest(start, _rects(diagram, others), direction, aside_weight=2.0, cone=not along)


def _linked(structure: Structure, item: Id) -> list[Id]:
    """The pieces that a line (or the same panel) joins to this one."""
    joined = [inference.id for inference in structure.inferences_of.get(item, ())]
    inference = structure.map.inferences.get(item)
    if inference is not None:
        return [*joined, inference.target, *inference.premises]
    use = structure.primary_use(item)
    return [*joined, use.id] if use is not None else joined


def _rects(diagram: Diagram, items: Iterable[Id]) -> Iterable[tuple[Id, Rect]]:
    for item in items:
        rect = piece_rect(diagram, item)
        if rect is not None:
            yield item, rect


def _nearest(
    start: _Span,
    places: Iterable[tuple[Id, Rect]],
    direction: Direction,
    *,
    aside_weight: float,
    cone: bool = False,
) -> Id | None:
    """The nearest place that lies in the direction; within 45 degrees of it where `cone`.

    Of places about equally near, the first one: the reader's order decides.
    """
    nearest, best = "", float("inf")
    middle = (start.low + start.high) / 2
    for item, rect in places:
        span = _span(rect, direction)
        if span.middle < start.end:
            continue
        ahead = max(0.0, span.start - start.end)
        aside = start.aside(span)
        if cone and aside > ahead:
            continue
        # Of several straight ahead, the one in the middle: a small share of the distance decides.
        score = ahead + aside_weight * aside + 0.05 * abs((span.low + span.high) / 2 - middle)
        if score < best - ABOUT:
            nearest, best = item, score
    return nearest or None
