"""Trees that the reader put somewhere: moved aside where they would lie on another, and no further.

A tree is its areas: rectangles (left, top, right, bottom) of its bricks and of the lines under them.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

Area = tuple[float, float, float, float]
CLEAR = 12.0
"""Left free between two trees."""
CELL = 320.0
"""Side of the squares by which areas are found again."""

MOST_STEPS = 100
"""How many times a tree is pushed past what it lies on before it is put beside everything."""


class Ground:
    """What is taken already."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Area]] = {}
        self._waiting: list[Area] = []
        self._around: Area | None = None

    def take(self, areas: Iterable[Area]) -> None:
        """Let nothing be put there any more."""
        taken = list(areas)
        if taken:
            self._waiting += taken
            around = around_all(taken)
            self._around = around_all([around, self._around]) if self._around else around

    def settle(self, areas: list[Area]) -> tuple[float, float]:
        """How far to the right, or else how far down, a tree has to move to lie on nothing: the shorter way.

        (0, 0) where it lies free. In a crowd it is put to the right of all, which is further but
        found at once.
        """
        if not areas or self._around is None or not _meet(around_all(areas), self._around):
            return 0.0, 0.0
        for area in self._waiting:
            for cell in _cells(area):
                self._cells.setdefault(cell, []).append(area)
        self._waiting.clear()
        right = down = 0.0
        for _ in range(MOST_STEPS):
            # The way that is shorter so far goes on, until one of them is free.
            if right <= down:
                more = self._push(areas, right, 0.0, across=True)
                if more <= right:
                    return right, 0.0
                right = more
            else:
                more = self._push(areas, 0.0, down, across=False)
                if more <= down:
                    return 0.0, down
                down = more
        leftmost = min(left for left, _, _, _ in areas)
        return float(-floor(leftmost - self._around[2] - CLEAR)), 0.0

    def _push(self, areas: list[Area], dx: float, dy: float, *, across: bool) -> float:
        """The whole shift, one way, that frees the areas from all that they lie on when shifted so far."""
        shift = dx if across else dy
        furthest = shift
        for left, top, right, bottom in areas:
            here = (left + dx, top + dy, right + dx, bottom + dy)
            for cell in _cells(here):
                for taken in self._cells.get(cell, ()):
                    if _meet(here, taken):
                        free = taken[2] + CLEAR - left if across else taken[3] + CLEAR - top
                        furthest = max(furthest, float(-floor(-free)))
        return furthest


def around_all(areas: Iterable[Area]) -> Area:
    """The smallest rectangle around some."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _meet(one: Area, other: Area) -> bool:
    """Whether two come nearer than `CLEAR`."""
    return (
        one[0] < other[2] + CLEAR
        and other[0] < one[2] + CLEAR
        and one[1] < other[3] + CLEAR
        and other[1] < one[3] + CLEAR
    )


def _cells(area: Area) -> Iterable[tuple[int, int]]:
    """The squares that an area, and what is near it, lies in."""
    left, top, right, bottom = (
        floor(edge / CELL) for edge in (area[0] - CLEAR, area[1] - CLEAR, area[2] + CLEAR, area[3] + CLEAR)
    )
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
