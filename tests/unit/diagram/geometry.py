"""What is wrong with a drawing: a list of sentences, empty for a good one. Slow and plain on purpose."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

from contention.diagram.drawing import Diagram, Rect
from contention.model.project import ArgumentMap
from contention.model.structure import Structure


def faults(diagram: Diagram) -> list[str]:
    return [*_overlaps(diagram), *_meetings(diagram), *_through(diagram), *_numbers(diagram)]


def brick_rects(diagram: Diagram) -> list[tuple[str, Rect]]:
    return [(p.brick.id, Rect(p.x, p.y, p.brick.width, p.brick.height)) for p in diagram.bricks]


def _overlaps(diagram: Diagram) -> list[str]:
    found = []
    rects = sorted(brick_rects(diagram), key=lambda item: item[1].x)
    for index, (name, rect) in enumerate(rects):
        for other, against in rects[index + 1 :]:
            if against.x >= rect.right:
                break
            if rect.intersects(against):
                found.append(f"brick {name} overlaps {other}")
    for placed in diagram.bricks:
        for box, other in combinations(placed.brick.boxes, 2):
            if box.rect.intersects(other.rect):
                found.append(f"box {box.claim} overlaps {other.claim}")
    return found


def segments(diagram: Diagram) -> list[tuple[str, Rect]]:
    """Every straight piece of every route, by its target, as a rectangle without an area."""
    found = []
    for route in diagram.routes:
        for (x0, y0), (x1, y1) in pairwise(route.points):
            assert x0 == x1 or y0 == y1, f"route {route.inference} runs askew"
            found.append((route.target, Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))))
    return found


def _touch(a: Rect, b: Rect) -> bool:
    return a.x <= b.right and b.x <= a.right and a.y <= b.bottom and b.y <= a.bottom


def _meetings(diagram: Diagram) -> list[str]:
    """Lines to different targets that cross, run along each other, or as much as touch."""
    found = []
    pieces = sorted(segments(diagram), key=lambda item: item[1].x)
    for index, (name, piece) in enumerate(pieces):
        for other, against in pieces[index + 1 :]:
            if against.x > piece.right:
                break
            if name != other and _touch(piece, against):
                found.append(f"lines to {name} and {other} meet at {piece} and {against}")
    return found


def _through(diagram: Diagram) -> list[str]:
    """Lines through a box, a panel, or a pill that is not their own target."""
    found = []
    solid = []
    for x, y, brick, _ in diagram.bricks:
        solid += [(box.claim, box.rect.moved(x, y)) for box in brick.boxes]
        if brick.panel is not None and brick.pill is not None:
            solid += [("panel", brick.panel.moved(x, y)), (brick.id, brick.pill.rect.moved(x, y))]
    for target, piece in segments(diagram):
        for name, rect in solid:
            inside = ((piece.x < rect.right and rect.x < piece.right) or rect.x < piece.x < rect.right) and (
                (piece.y < rect.bottom and rect.y < piece.bottom) or rect.y < piece.y < rect.bottom
            )
            if inside and name != target:
                found.append(f"a line to {target} runs through {name}")
    return found


def _numbers(diagram: Diagram) -> list[str]:
    found = []
    bounds = diagram.bounds
    for name, rect in brick_rects(diagram):
        if not all(map(math.isfinite, rect)) or rect.width <= 0 or rect.height <= 0:
            found.append(f"{name} has no place: {rect}")
        elif (
            rect.x < bounds.x or rect.y < bounds.y or rect.right > bounds.right or rect.bottom > bounds.bottom
        ):
            found.append(f"{name} lies outside the bounds")
    for target, piece in segments(diagram):
        if piece.x < bounds.x or piece.right > bounds.right or piece.bottom > bounds.bottom:
            found.append(f"a line to {target} leaves the bounds")
    return found


def order_faults(diagram: Diagram, argument_map: ArgumentMap) -> list[str]:
    """Siblings that do not stand in the reader's order, and children that are not below."""
    found = []
    structure = Structure(argument_map)
    for target, siblings in structure.inferences_of.items():
        parent = diagram.box_rect(target) or diagram.panel_rect(target)
        pills = [diagram.pill_rect(inference.id) for inference in siblings]
        drawn = [pill for pill in pills if pill is not None]
        if any(a.right >= b.x for a, b in pairwise(drawn) if a.y == b.y):
            found.append(f"siblings of {target} are out of order")
        routed = {route.inference for route in diagram.routes}
        for inference, pill in zip(siblings, pills, strict=True):
            if pill and parent and inference.id in routed and pill.y < parent.bottom:
                found.append(f"{inference.id} is not below {target}")
    return found
