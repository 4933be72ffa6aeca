"""Lines from bricks to what they argue for: one bus per target in the gap below its brick.

All that hangs from one premise, or from one pill, shares a stub and a horizontal bus. Buses
of one brick that would meet take lanes of their own. Nothing crosses, not even between
bricks, because of three facts:

- `tidy` keeps the gap below a brick free of other bricks, from side to side of the brick and
  of its children;
- a brick stands over the middle between the centres of its first and last child (of a stacked
  column, its bus; see `columns`). So either
  its lines stay above the brick's own width, or all its stubs lie between those centres;
- where a stub lies outside them, *all* buses of that brick run in the upper half of the gap.
  Only such a brick can have a neighbour's child below it, and that child's bus runs in the
  lower half.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]

LANE = 5.0
"""Distance between two lanes; less where a brick needs more lanes than its gap has room for."""
CLEAR = 8.0
"""What a lane keeps from the bricks above and below."""


class Net(NamedTuple):
    """All lines to one target, in the coordinates of the brick that holds it."""

    stub: tuple[Point, ...]
    """From the target to where the line starts down (the last point's x is the stub's)."""
    ends: tuple[float, ...]
    """Where the children's pills are, left to right."""


def lanes(nets: Sequence[Net]) -> list[int]:
    """A lane for each net, 0 the uppermost; nets stand in the order of their stubs and children.

    A net whose bus would run through another's stub goes below it.
    """
    found = [0] * len(nets)
    spans = []
    for net in nets:
        x = net.stub[-1][0]
        spans.append((min(x, net.ends[0]), max(x, net.ends[-1])))
    for _ in nets:  # as many rounds as the longest chain of nets has members
        settled = True
        for i, (low, high) in enumerate(spans):
            for j, other in enumerate(nets):
                if i != j and low <= other.stub[-1][0] <= high and found[i] <= found[j]:
                    found[i] = found[j] + 1
                    settled = False
        if settled:
            break
    return found


def route(nets: Sequence[Net], bottom: float, gap: float) -> list[list[tuple[Point, ...]]]:
    """Corner points of the lines of each net, from the target to each child.

    Args:
        nets: in order from left to right, stubs as well as children.
        bottom: y of the brick's lower edge.
        gap: distance from there to the children's top.
    """
    end = bottom + gap
    middle = bottom + gap / 2
    if len(nets) == 1:
        x = nets[0].stub[-1][0]
        ends = nets[0].ends
        outside = not ends[0] <= x <= ends[-1]
        return [_lines(nets[0], middle - LANE if outside else middle, end)]
    first, last = nets[0].ends[0], nets[-1].ends[-1]
    lane_of = lanes(nets)
    count = max(lane_of) + 1
    if all(first <= net.stub[-1][0] <= last for net in nets):
        top, pitch = middle, min(LANE, (gap / 2 - CLEAR) / max(1, count - 1))
    else:
        pitch = min(LANE, (gap / 2 - CLEAR) / count)
        top = middle - pitch * count
    return [_lines(net, top + pitch * lane, end) for net, lane in zip(nets, lane_of, strict=True)]


def _lines(net: Net, bus: float, end: float) -> list[tuple[Point, ...]]:
    stub = net.stub
    x = stub[-1][0]
    return [
        (*stub, (x, end)) if end_x == x else (*stub, (x, bus), (end_x, bus), (end_x, end))
        for end_x in net.ends
    ]
