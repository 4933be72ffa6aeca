"""Where claims are put on the free map: from places on the screen to positions in the project.

Positions count from the first contention that has none itself (see `diagram.arrange`). Where that
one is put somewhere, another takes its part, and those that have positions are given them anew,
so that nothing else moves.
"""

from __future__ import annotations

from collections.abc import Mapping

from contention.diagram.drawing import Diagram, Point
from contention.model.project import Claim, Id, Orientation
from contention.model.structure import Role, Structure


def positions_for(structure: Structure, diagram: Diagram, corners: Mapping[Id, Point]) -> dict[Id, Point]:
    """Positions that put the boxes of claims with their left top corners there, in the diagram's units.

    Holds more than these claims where what positions count from is among them.
    """
    first = counted_from(structure, frozenset())
    then = counted_from(structure, frozenset(corners))
    places = dict(corners)
    if first is then:
        origin = diagram.origin
    else:
        origin = _head(diagram, then.id) if then is not None else (0.0, 0.0)
        for root in structure.roots:
            rect = diagram.box_rect(root.id)
            if root.position is not None and root.id not in places and rect is not None:
                places[root.id] = (rect.x, rect.y)
    return {
        claim: (float(round(x - origin[0])), float(round(y - origin[1]))) for claim, (x, y) in places.items()
    }


def counted_from(structure: Structure, put: frozenset[Id]) -> Claim | None:
    """The claim that positions count from while these have some."""
    free = [root for root in structure.roots if root.position is None and root.id not in put]
    contentions = (root for root in free if structure.role(root.id) is Role.CONTENTION)
    return next(contentions, free[0] if free else None)


def _head(diagram: Diagram, claim: Id) -> Point:
    """The middle of the edge of its box that faces away from its arguments."""
    rect = diagram.box_rect(claim)
    if rect is None:
        return diagram.origin
    if diagram.orientation is Orientation.RIGHT:
        return rect.x, rect.center[1]
    return rect.center[0], rect.bottom if diagram.orientation is Orientation.UP else rect.y
