"""Which piece of the map stays where it is on the screen when the map is drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contention.canvas.navigation import piece_rect
from contention.diagram.drawing import Diagram, Rect
from contention.model.project import Id


def anchor(
    diagram: Diagram,
    visible: Rect,
    held: Iterable[Id],
    wanted: Iterable[Id],
    stays: Callable[[Id], bool],
) -> tuple[Id, Rect] | None:
    """A piece that stays, and where it stands: one that is held, else the first wanted one in the window.

    Where there is none, the one nearest to the window's middle. `visible` is the part of the
    map in the window; `stays` says whether the next drawing shows a piece too.
    """
    held = tuple(held)
    for item in (*held, *wanted):
        rect = piece_rect(diagram, item)
        if rect is not None and (item in held or rect.intersects(visible)) and stays(item):
            return item, rect
    middle_x, middle_y = visible.center
    best: tuple[float, Id, Rect] | None = None
    x0, y0, x1, y1 = visible.x, visible.y, visible.right, visible.bottom
    for left, top, brick, _ in diagram.bricks:
        if left >= x1 or top >= y1 or left + brick.width <= x0 or top + brick.height <= y0:
            continue
        for box in brick.boxes:
            rect = box.rect.moved(left, top)
            distance = abs(rect.center[0] - middle_x) + abs(rect.center[1] - middle_y)
            if not box.stub and (best is None or distance < best[0]) and stays(box.claim):
                best = (distance, box.claim, rect)
    return best[1:] if best is not None else None
