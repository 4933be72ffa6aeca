"""A diagram on its way from one to another: what is drawn while boxes move to their new places."""

from __future__ import annotations

import msgspec

from contention.diagram.drawing import Brick, Diagram, Placed, Point, Route, reach_of
from contention.model.project import Id, Orientation


def between(before: Diagram, after: Diagram, progress: float, *, shift: Point = (0.0, 0.0)) -> Diagram:
    """`after`, with every brick that `before` has too so far on its way from there.

    What is new stands where it will be; what has gone is gone. Lines follow the bricks they join.
    Where nothing moves, and at the end, it is `after` itself. Every brick that moves costs some
    microseconds: for a map of which thousands move at once, show `after`.

    Args:
        progress: 0 for the place in `before`, 1 for the place in `after`; beyond them, for a
            movement that overshoots.
        shift: what is added to the coordinates of `before`. Where the window was scrolled so
            that one piece stays still on the screen, this is how far that piece has moved
            from `before` to `after`.
    """
    if progress == 1.0 or before.orientation is not after.orientation:
        return after
    old = {placed.brick.id: placed for placed in before.bricks}
    back = 1.0 - progress
    away: dict[Id, Point] = {}
    for placed in after.bricks:
        was = old.get(placed.brick.id)
        if was is not None:
            dx, dy = _moved(was, placed, after.orientation)
            if dx + shift[0] or dy + shift[1]:
                away[placed.brick.id] = ((dx + shift[0]) * back, (dy + shift[1]) * back)
    if not away:
        return after
    still = (0.0, 0.0)
    bricks = []
    reaches = list(after.reaches)
    for number, placed in enumerate(after.bricks):
        dx, dy = away.get(placed.brick.id, still)
        routes = placed.routes
        if any(away.get(route.inference, still) != (dx, dy) for route in routes):
            routes = tuple(
                _bent(route, away.get(route.inference, still), (dx, dy), after.orientation)
                for route in routes
            )
            reaches[number] = reach_of(routes)
        bricks.append(Placed(placed.x + dx, placed.y + dy, placed.brick, routes))
    return Diagram(
        tuple(bricks),
        after.bounds,
        after.theme,
        origin=after.origin,
        orientation=after.orientation,
        reaches=tuple(reaches),
        memory=after.memory,
    )


def _moved(was: Placed, now: Placed, orientation: Orientation) -> Point:
    """From the head of a brick to where it was: a brick that grows does so on both sides."""

    def head(brick: Brick) -> Point:
        if orientation is Orientation.RIGHT:
            return (0.0, brick.height / 2)
        return (brick.width / 2, brick.height if orientation is Orientation.UP else 0.0)

    (old_x, old_y), (new_x, new_y) = head(was.brick), head(now.brick)
    return (was.x + old_x - now.x - new_x, was.y + old_y - now.y - new_y)


def _bent(route: Route, child: Point, parent: Point, orientation: Orientation) -> Route:
    """The route while its end is away from its place by more than its start is."""
    points = route.points
    dx, dy = child[0] - parent[0], child[1] - parent[1]
    turned = orientation is Orientation.RIGHT
    if len(points) == 2:  # straight: it gets a bus for as long as the child is not below
        (x0, y0), (x1, y1) = points
        middle = ((x0 + x1) / 2, y0) if turned else (x0, (y0 + y1) / 2)
        points = (points[0], middle, middle, points[1])
    # A route into a column ends sideways: its last two points go with the child.
    last, before = points[-1], points[-2]
    sideways = not turned and last[1] == before[1] and last[0] != before[0]
    tail = 2 if sideways else 1
    corner = points[-tail - 1]
    corner = (corner[0], corner[1] + dy) if turned else (corner[0] + dx, corner[1])
    ends = tuple((x + dx, y + dy) for x, y in points[-tail:])
    return msgspec.structs.replace(route, points=(*points[: -tail - 1], corner, *ends))
