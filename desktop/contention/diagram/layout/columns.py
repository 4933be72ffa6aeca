"""Compact stacking: end claims of the same target in a column beside one bus, instead of side by side.

An inference ends where nothing is said about its premises nor about itself. Neighbours of that
kind that hang from the same premise become one node of the tidy tree, as wide as the widest
of them and the bus at its left. Coordinates are those of the tidy tree: along the siblings, and
down from target to premises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from contention.diagram.layout.forest import FROM_PILL, Forest

BUS_AT = 6.0
"""From the column's left to its bus."""
BUS_ROOM = 22.0
"""From the column's left to its bricks."""
STACK_GAP = 14.0
"""Between two bricks of a column."""


class Columns(NamedTuple):
    """Which bricks are stacked; all by number."""

    members: Mapping[int, tuple[int, ...]]
    """By the first brick of each column: all of it, that one too."""
    stacked: frozenset[int]


NO_COLUMNS = Columns({}, frozenset())


def columns_of(forest: Forest) -> Columns:
    """Every run of two or more neighbours that end and hang from the same premise."""
    members: dict[int, tuple[int, ...]] = {}
    children = forest.children
    for below, sources in zip(children, forest.sources, strict=True):
        run: list[int] = []
        at = FROM_PILL
        for child, source in zip(below, sources, strict=True):
            ends = not children[child] and source != FROM_PILL
            if run and (not ends or source != at):
                if len(run) > 1:
                    members[run[0]] = tuple(run)
                run = []
            if ends:
                run.append(child)
                at = source
        if len(run) > 1:
            members[run[0]] = tuple(run)
    return Columns(members, frozenset(child for run in members.values() for child in run))


class Nodes(NamedTuple):
    """What the tidy tree is given, with columns as nodes under the number of their first brick."""

    widths: list[float]
    heights: list[float]
    middles: list[float]
    children: list[list[int]]


def as_nodes(
    columns: Columns, widths: list[float], heights: list[float], children: Sequence[list[int]]
) -> Nodes:
    """Bricks that are not stacked as they are, each column as one node."""
    wide, high = list(widths), list(heights)
    middles = [width / 2 for width in widths]
    for first, run in columns.members.items():
        wide[first] = BUS_ROOM + max(widths[brick] for brick in run)
        high[first] = sum(heights[brick] for brick in run) + STACK_GAP * (len(run) - 1)
        middles[first] = BUS_AT
    fewer = [
        [child for child in below if child in columns.members or child not in columns.stacked]
        if not columns.stacked.isdisjoint(below)
        else below
        for below in children
    ]
    return Nodes(wide, high, middles, fewer)


def spread(
    columns: Columns,
    heights: Sequence[float],
    lefts: list[float],
    tops: list[float],
    arrivals: list[float],
) -> None:
    """Give every brick of a column its place, and as arrival its bus, from those of the column's first."""
    for first, run in columns.members.items():
        left, top, bus = lefts[first] + BUS_ROOM, tops[first], lefts[first] + BUS_AT
        for brick in run:
            lefts[brick], tops[brick], arrivals[brick] = left, top, bus
            top += heights[brick] + STACK_GAP
