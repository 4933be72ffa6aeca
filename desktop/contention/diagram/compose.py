"""A map becomes a `Diagram`: bricks are made or taken over, placed by the tidy tree, and joined by routes.

What did not change is taken over from the previous diagram as it is, so an edit of a large
map costs little more than placing its bricks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from typing import Any, NamedTuple

from contention.diagram.bricks import BrickMaker
from contention.diagram.drawing import Brick, Diagram, Placed, Point, Rect, Route
from contention.diagram.layout.forest import FROM_PILL, Forest, Part, build_forest
from contention.diagram.layout.routing import Net, route
from contention.diagram.layout.tidy import tidy
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import Metrics, Theme
from contention.model.project import ArgumentMap, Id, Inference
from contention.model.structure import Role, Structure

UNDERCUT_OUT = 8.0
"""How far right of its brick the line of an objection to the inference runs down."""
UNDERCUT_RISE = 6.0
"""Its distance from the pill's top: above the panel's edge, so that it is seen to leave the pill."""


Course = tuple[Any, tuple[Route, ...]]
"""What decides the course of the routes that hang from a brick, and they."""


class _Memory(NamedTuple):
    """What made a diagram."""

    metrics: Metrics
    measure: TextMeasure
    bricks: dict[Id, tuple[Any, Brick]]
    """By brick: what it was made of, and it."""
    routes: dict[Id, Course]
    """By the brick they hang from."""


def compose(
    argument_map: ArgumentMap, measure: TextMeasure, theme: Theme, previous: Diagram | None = None
) -> Diagram:
    """The drawing of a map, its left and top edges at 0.

    Bricks and routes of `previous` are shared where they would come out the same. Cycles,
    separate pieces and dangling references are drawn as `layout.forest` says; a map without
    claims gives a diagram without bricks and with bounds of no size.
    """
    metrics = theme.metrics
    memory = previous.memory if previous is not None else None
    if not isinstance(memory, _Memory) or memory.metrics != metrics or memory.measure is not measure:
        memory = _Memory(metrics, measure, {}, {})
    structure = Structure(argument_map)
    forest = build_forest(structure)
    kept: dict[Id, tuple[Any, Brick]] = {}
    bricks = _bricks(structure, forest, BrickMaker(metrics, measure), memory.bricks, kept)
    placed, routes = lay_out(forest, bricks, metrics, memory.routes)
    return Diagram(tuple(placed), _bounds(placed), theme, memory=_Memory(metrics, measure, kept, routes))


def lay_out(
    forest: Forest, bricks: Sequence[Brick], metrics: Metrics, before: Mapping[Id, Course]
) -> tuple[list[Placed], dict[Id, Course]]:
    """Place the bricks of a forest and draw the routes between them.

    `before` holds the routes of an earlier drawing, by the brick they hang from; those that
    keep their course are taken over. The second result is what to pass the next time.
    """
    lefts, tops = tidy(
        [brick.width for brick in bricks],
        [brick.height for brick in bricks],
        forest.children,
        forest.roots,
        gap=metrics.brick_gap,
        level_gap=metrics.level_gap,
    )
    # Centres on whole pixels; widths are even, so edges are too and every line stays crisp.
    lefts = [
        floor(left + brick.width / 2 + 0.499) - brick.width / 2
        for left, brick in zip(lefts, bricks, strict=True)
    ]
    routes: dict[Id, Course] = {}
    placed: list[Placed] = []
    for number, brick in enumerate(bricks):
        left = lefts[number]
        hanging: tuple[Route, ...] = ()
        if below := forest.children[number]:
            ends = [lefts[child] - left + bricks[child].width / 2 for child in below]
            course = (brick, *ends, *[forest.inferences[child] for child in below], *forest.sources[number])
            known = before.get(brick.id)
            # An inference is compared by content where it is not the same value.
            if known is not None and known[0] == course:
                hanging = known[1]
            else:
                hanging = _routes(brick, forest, number, ends, metrics)
            routes[brick.id] = (course, hanging)
        placed.append(Placed(left, tops[number], brick, hanging))
    return placed, routes


def _bricks(
    structure: Structure,
    forest: Forest,
    maker: BrickMaker,
    before: dict[Id, tuple[Any, Brick]],
    kept: dict[Id, tuple[Any, Brick]],
) -> list[Brick]:
    bricks: list[Brick] = []
    for inference, parts in zip(forest.inferences, forest.parts, strict=True):
        made_of: tuple[Inference | Role, tuple[Part, ...]]
        if inference is None:
            brick_id = parts[0].claim.id
            role = structure.role(brick_id)
            made_of = (role, parts)
        else:
            brick_id = inference.id
            made_of = (inference, parts)
        known = before.get(brick_id)
        if known is not None and known[0] == made_of:
            entry = known
        elif inference is None:
            entry = (made_of, maker.claim(parts[0], role))
        else:
            entry = (made_of, maker.inference(inference, parts))
        kept[brick_id] = entry
        bricks.append(entry[1])
    return bricks


def _routes(
    brick: Brick, forest: Forest, number: int, ends: list[float], metrics: Metrics
) -> tuple[Route, ...]:
    """The routes that hang from a brick, in its coordinates."""
    sources = forest.sources[number]
    grouped: dict[int, list[float]] = {}
    for source, end in zip(sources, ends, strict=True):
        grouped.setdefault(source, []).append(end)
    nets = []
    for source, net_ends in grouped.items():
        if source == FROM_PILL and brick.pill is not None:
            y = brick.pill.rect.y + UNDERCUT_RISE
            x = brick.width + UNDERCUT_OUT
            stub: tuple[Point, ...] = ((brick.pill.rect.right - metrics.pill_height / 2, y), (x, y))
        else:
            x = brick.boxes[source].rect.center[0]
            stub = ((x, brick.height),)
        nets.append(Net(stub, tuple(net_ends)))
    lines = [line for net in route(nets, brick.height, metrics.level_gap) for line in net]
    routes = []
    for child, line in zip(forest.children[number], lines, strict=True):
        inference = forest.inferences[child]
        if inference is not None:
            routes.append(Route(inference.id, inference.target, inference.kind, line))
    return tuple(routes)


def _bounds(placed: list[Placed]) -> Rect:
    if not placed:
        return Rect(0.0, 0.0, 0.0, 0.0)
    right = max(x + brick.width for x, _, brick, _ in placed)
    bottom = max(y + brick.height for _, y, brick, _ in placed)
    # Only the line of an objection to an inference leaves the width of the bricks.
    for x, _, brick, routes in placed:
        if routes and x + brick.width + UNDERCUT_OUT > right:
            right = max(right, x + max(point[0] for route in routes for point in route.points))
    left = min(x for x, _, _, _ in placed)
    return Rect(left, 0.0, right - left, bottom)
