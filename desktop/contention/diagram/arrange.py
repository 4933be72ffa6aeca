"""Bricks into their places, and the routes between them, whichever way the argument runs.

Everything is laid out on two abstract axes, along the siblings and from a target to its
premises, and turned at the end: as it is for downwards, flipped for upwards, the two
exchanged for rightwards. What holds for one orientation so holds for all.

A tree whose claim has a position of its own hangs from there. Positions count from the head of
the first contention without one (else of the first claim without one): the middle of its edge
that faces away from its arguments. So a positioned claim keeps its distance from that contention
whatever is added, written or folded elsewhere, unless it would lie on another tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor
from types import MappingProxyType
from typing import Any, NamedTuple

from contention.diagram.drawing import Brick, Placed, Point, Reach, Rect, Route, reach_of
from contention.diagram.layout.columns import BUS_AT, BUS_ROOM, NO_COLUMNS, Columns, Nodes, as_nodes, spread
from contention.diagram.layout.floating import Area, Ground
from contention.diagram.layout.forest import FROM_PILL, Forest
from contention.diagram.layout.routing import Net, route
from contention.diagram.layout.tidy import tidy
from contention.diagram.themes import Metrics
from contention.model.project import Id, Orientation

UNDERCUT_OUT = 8.0
"""How far beyond its brick the line of an objection to the inference runs."""
UNDERCUT_NEAREST = 3.0
UNDERCUT_SNAP = 16.0
"""It runs nearer or further out to go straight down to its end, rather than with a jog shorter than this."""
UNDERCUT_RISE = 6.0
"""How far below the top of a pill a line leaves it at the side: above the panel's
edge, so that it is seen to leave the pill."""
COLUMN_RISE = 8.0
"""The same for a line that comes from the bus of a column: where the pill's end is nearly upright."""
FURTHEST = 1e6
"""Map units from the first contention beyond which a position is taken for a mistake."""

NO_POSITIONS: Mapping[int, Point] = MappingProxyType({})

Course = tuple[Any, tuple[Route, ...], Reach | None]
"""What decides the course of the routes that hang from a brick, they, and how far they reach."""


class Arrangement(NamedTuple):
    """A forest in its places; left and top of everything are at 0."""

    placed: list[Placed]
    reaches: list[Reach | None]
    """Beside `placed`, see `Diagram.reaches`."""
    bounds: Rect
    origin: Point
    """Where position (0, 0) lies."""
    courses: dict[Id, Course]
    """What to pass as `before` the next time."""


def lay_out(
    forest: Forest,
    bricks: Sequence[Brick],
    metrics: Metrics,
    before: Mapping[Id, Course],
    *,
    orientation: Orientation = Orientation.DOWN,
    columns: Columns = NO_COLUMNS,
    positions: Mapping[int, Point] = NO_POSITIONS,
    first: int | None = None,
) -> Arrangement:
    """Place the bricks of a forest and draw the routes between them.

    Args:
        before: the courses of an earlier arrangement of the same orientation, by the brick they
            hang from; those that are the same are taken over.
        positions: by root, where the reader put its box.
        first: the root that positions count from.
    """
    turned = orientation is Orientation.RIGHT
    along = [brick.height for brick in bricks] if turned else [brick.width for brick in bricks]
    deep = [brick.width for brick in bricks] if turned else [brick.height for brick in bricks]
    positions = {root: put for root, put in positions.items() if all(-FURTHEST < at < FURTHEST for at in put)}
    apart = [root for root in forest.roots if root in positions]
    nodes = (
        as_nodes(columns, along, deep, forest.children)
        if columns.members
        else Nodes(along, deep, [width / 2 for width in along], forest.children)
    )
    lefts, tops = tidy(
        nodes.widths,
        nodes.heights,
        nodes.children,
        [root for root in forest.roots if root not in positions] if apart else forest.roots,
        gap=metrics.brick_gap,
        level_gap=metrics.level_gap,
        middles=nodes.middles,
        apart=apart,
    )
    # Centres on whole pixels; widths are even, so edges are too and every line stays crisp.
    lefts = [floor(left + width / 2 + 0.499) - width / 2 for left, width in zip(lefts, along, strict=True)]
    arrivals = [left + middle for left, middle in zip(lefts, nodes.middles, strict=True)]
    spread(columns, deep, lefts, tops, arrivals)
    wiring = _Wiring(forest, bricks, metrics, orientation, columns)
    hanging: list[Course | None] = []
    courses: dict[Id, Course] = {}
    for number, below in enumerate(forest.children):
        if not below:
            hanging.append(None)
            continue
        brick, left = bricks[number], lefts[number]
        ends = [arrivals[child] - left for child in below]
        tails = wiring.tails(number, tops) if columns.stacked else ()
        inferences = [forest.inferences[child] for child in below]
        decides = (brick, *ends, *tails, *inferences, *forest.sources[number])
        known = before.get(brick.id)
        # An inference is compared by content where it is not the same value.
        if known is None or known[0] != decides:
            routes = wiring.routes(number, ends, tails)
            known = (decides, routes, reach_of(routes))
        courses[brick.id] = known
        hanging.append(known)
    if turned:
        xs, ys = tops, lefts
    elif orientation is Orientation.UP:
        xs, ys = lefts, [-top - height for top, height in zip(tops, deep, strict=True)]
    else:
        xs, ys = lefts, tops
    origin = _head(bricks[first], xs[first], ys[first], orientation) if first is not None else (0.0, 0.0)
    reaches = [course[2] if course is not None else None for course in hanging]
    if apart:
        _settle(forest, bricks, reaches, positions, origin=origin, xs=xs, ys=ys)
    bounds = _bounds(bricks, reaches, xs, ys)
    if bounds.x or bounds.y:
        xs = [x - bounds.x for x in xs]
        ys = [y - bounds.y for y in ys]
    placed = [
        Placed(x, y, brick, course[1] if course is not None else ())
        for x, y, brick, course in zip(xs, ys, bricks, hanging, strict=True)
    ]
    origin = (origin[0] - bounds.x, origin[1] - bounds.y)
    return Arrangement(placed, reaches, Rect(0.0, 0.0, bounds.width, bounds.height), origin, courses)


class _Wiring(NamedTuple):
    """Draws the routes between the bricks of a forest."""

    forest: Forest
    bricks: Sequence[Brick]
    metrics: Metrics
    orientation: Orientation
    columns: Columns

    def tails(self, number: int, tops: Sequence[float]) -> Sequence[float]:
        """How far below a brick's top each of its children begins; below 0 for those not stacked."""
        stacked, below = self.columns.stacked, self.forest.children[number]
        if stacked.isdisjoint(below):
            return ()
        return [tops[child] - tops[number] if child in stacked else -1.0 for child in below]

    def routes(self, number: int, ends: Sequence[float], tails: Sequence[float]) -> tuple[Route, ...]:
        """The routes that hang from a brick, in its coordinates.

        `ends` are where they come to the children, or to the bus of a column; then see `tails`.
        """
        brick, forest, metrics = self.bricks[number], self.forest, self.metrics
        turned = self.orientation is Orientation.RIGHT
        deep = brick.width if turned else brick.height
        grouped: dict[int, list[float]] = {}
        for source, end in zip(forest.sources[number], ends, strict=True):
            grouped.setdefault(source, []).append(end)
        nets = [Net(self.stub(brick, source, found), tuple(found)) for source, found in grouped.items()]
        lines = [line for net in route(nets, deep, metrics.level_gap) for line in net]
        routes = []
        for index, (child, course) in enumerate(zip(forest.children[number], lines, strict=True)):
            inference, line = forest.inferences[child], course
            if inference is None:
                continue
            if tails and tails[index] >= 0:
                # On along the bus of the column, and aside into the pill.
                bus, level = ends[index], tails[index] + COLUMN_RISE
                into = bus + BUS_ROOM - BUS_AT + metrics.panel_pad
                line = (*line[:-1], (bus, level), (into, level))
            if turned:
                line = tuple((down, across) for across, down in line)
            elif self.orientation is Orientation.UP:
                line = tuple((across, deep - down) for across, down in line)
            routes.append(Route(inference.id, inference.target, inference.kind, line))
        return tuple(routes)

    def stub(self, brick: Brick, source: int, ends: Sequence[float]) -> tuple[Point, ...]:
        """How the lines from a premise, or from the pill, leave a brick for their ends."""
        turned = self.orientation is Orientation.RIGHT
        wide, deep = (brick.height, brick.width) if turned else (brick.width, brick.height)
        if source == FROM_PILL and brick.pill is not None:
            pill, tall = brick.pill.rect, self.metrics.pill_height
            # Just outside the panel's edge, on which the pill sits.
            level = pill.width - tall + UNDERCUT_RISE if turned else UNDERCUT_RISE
            end = pill.bottom if turned else pill.right
            out = wide + UNDERCUT_OUT
            nearest = min(ends, key=lambda x: abs(x - out))
            if abs(nearest - out) < UNDERCUT_SNAP:
                out = nearest if nearest >= wide + UNDERCUT_NEAREST else nearest + UNDERCUT_SNAP
            return ((end - tall / 2, level), (out, level))
        across, down = brick.boxes[source].rect.center
        return ((down if turned else across, deep),)


def _head(brick: Brick, x: float, y: float, orientation: Orientation) -> Point:
    """The middle of the edge that faces away from what hangs from a brick."""
    if orientation is Orientation.RIGHT:
        return (x, y + brick.height / 2)
    return (x + brick.width / 2, y + brick.height if orientation is Orientation.UP else y)


def _settle(
    forest: Forest,
    bricks: Sequence[Brick],
    reaches: Sequence[Reach | None],
    positions: Mapping[int, Point],
    *,
    origin: Point,
    xs: list[float],
    ys: list[float],
) -> None:
    """Move the trees that have a position there, in the order of their roots."""
    ends = dict(zip(forest.roots, [*forest.roots[1:], len(bricks)], strict=True))

    def areas(root: int) -> list[Area]:
        found: list[Area] = []
        for number in range(root, ends[root]):
            x, y, brick, reach = xs[number], ys[number], bricks[number], reaches[number]
            found.append((x, y, x + brick.width, y + brick.height))
            if reach is not None:
                found.append((x + reach[0], y + reach[1], x + reach[2], y + reach[3]))
        return found

    def move(root: int, dx: float, dy: float) -> None:
        for number in range(root, ends[root]):
            xs[number] += dx
            ys[number] += dy

    ground = Ground()
    for root in forest.roots:
        if root not in positions:
            ground.take(areas(root))
    for root, (left, top) in positions.items():
        move(root, floor(origin[0] + left + 0.5) - xs[root], floor(origin[1] + top + 0.5) - ys[root])
        move(root, *ground.settle(areas(root)))
        ground.take(areas(root))


def _bounds(
    bricks: Sequence[Brick], reaches: Sequence[Reach | None], xs: Sequence[float], ys: Sequence[float]
) -> Rect:
    if not bricks:
        return Rect(0.0, 0.0, 0.0, 0.0)
    left, top = min(xs), min(ys)
    right = max([x + brick.width for x, brick in zip(xs, bricks, strict=True)])
    bottom = max([y + brick.height for y, brick in zip(ys, bricks, strict=True)])
    for x, y, reach in zip(xs, ys, reaches, strict=True):
        if reach is not None:
            # Lines run between bricks; only those beside a brick or a column may leave them.
            right = max(right, x + reach[2])
            bottom = max(bottom, y + reach[3])
            left = min(left, x + reach[0])
            top = min(top, y + reach[1])
    return Rect(left, top, right - left, bottom - top)
