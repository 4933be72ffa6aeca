"""The tidy tree: places a forest of rectangles of any size, parents above children, nothing overlapping.

After A. van der Ploeg, "Drawing non-layered tidy trees in linear time", Software:
Practice and Experience 44(12), 2014, pp. 1467-1484, which extends the algorithms of
Reingold and Tilford, Walker, and Buchheim et al. to nodes of differing heights. The
code is our own. It differs from the paper in three ways:

- no recursion, so a chain of any depth lays out;
- a parent stands over the middle between the *centres* of its first and last child (or
  another point of theirs where their line comes in, see `middles`), so that the line to its
  children leaves in the middle (`routing` relies on it);
- at first contact a subtree may also move left. The paper only pushes to the right,
  which leaves maps about two per cent too wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class _Lowest(NamedTuple):
    """How far down the siblings up to `sibling` reach; further ones reach less far."""

    bottom: float
    sibling: int
    next: _Lowest | None


class _Siblings:
    """Places subtrees beside each other. All lists are by node; widths and bottoms include the gap.

    Each node carries its place relative to its parent in two parts: `start` for the
    node alone and `moved` for its whole subtree. Where the outline of a subtree goes on
    in another subtree, a leaf has a *thread* to the node where it does. `extreme` is the
    lowest node of an outline, `extreme_sum` the sum of `moved` down to it.
    """

    def __init__(
        self, widths: list[float], children: Sequence[Sequence[int]], middles: Sequence[float]
    ) -> None:
        count = len(widths)
        self.widths = widths
        self.middles = middles
        self.children = children
        self.bottoms = [0.0] * count
        self.start = [0.0] * count
        self.moved = [0.0] * count
        self.shift = [0.0] * count
        self.change = [0.0] * count
        self.left_thread = [-1] * count
        self.right_thread = [-1] * count
        self.left_extreme = list(range(count))
        self.right_extreme = list(range(count))
        self.left_sum = [0.0] * count
        self.right_sum = [0.0] * count

    def place(self, siblings: Sequence[int]) -> None:
        """Put each subtree, left to right, as near to those before it as their outlines allow."""
        bottoms, left_extreme, right_extreme = self.bottoms, self.left_extreme, self.right_extreme
        lowest = _Lowest(bottoms[left_extreme[siblings[0]]], 0, None)
        for index in range(1, len(siblings)):
            reach = bottoms[right_extreme[siblings[index]]]
            self._place_one(siblings, index, lowest)
            known: _Lowest | None = lowest
            while known is not None and reach >= known.bottom:
                known = known.next
            lowest = _Lowest(reach, index, known)

    def _place_one(self, siblings: Sequence[int], index: int, lowest: _Lowest | None) -> None:
        widths, children, bottoms, start, moved = (
            self.widths,
            self.children,
            self.bottoms,
            self.start,
            self.moved,
        )
        here = siblings[index]
        right = siblings[index - 1]  # walks down the right outline of what is placed
        left = here  # walks down the left outline of what is being placed
        right_sum, left_sum = moved[right], moved[left]
        first = True
        while True:
            right_bottom, left_bottom = bottoms[right], bottoms[left]
            if lowest is not None and right_bottom > lowest.bottom:
                lowest = lowest.next
            distance = right_sum + start[right] + widths[right] - left_sum - start[left]
            if distance > 0 or (first and distance < 0):
                left_sum += distance
                moved[here] += distance
                self.left_sum[here] += distance
                self.right_sum[here] += distance
                touched = lowest.sibling if lowest is not None else index - 1
                if touched != index - 1:  # share the space out over the siblings between
                    share = distance / (index - touched)
                    self.shift[siblings[touched + 1]] += share
                    self.shift[here] -= share
                    self.change[here] -= distance - share
            first = False
            if right_bottom <= left_bottom:
                right = children[right][-1] if children[right] else self.right_thread[right]
                if right >= 0:
                    right_sum += moved[right]
            if right_bottom >= left_bottom:
                left = children[left][0] if children[left] else self.left_thread[left]
                if left >= 0:
                    left_sum += moved[left]
            if right < 0 or left < 0:
                break
        if right < 0 <= left:
            self._thread_left(siblings[0], here, left, left_sum)
        elif left < 0 <= right:
            self._thread_right(siblings[index - 1], here, right, right_sum)

    def _thread_left(self, first: int, here: int, to: int, to_sum: float) -> None:
        """The new subtree reaches further down: the left outline of all goes on in it."""
        extreme = self.left_extreme[first]
        self.left_thread[extreme] = to
        offset = to_sum - self.moved[to] - self.left_sum[first]
        self.moved[extreme] += offset
        self.start[extreme] -= offset
        self.left_extreme[first] = self.left_extreme[here]
        self.left_sum[first] = self.left_sum[here]

    def _thread_right(self, before: int, here: int, to: int, to_sum: float) -> None:
        """Those placed before reach further down: the right outline of the new subtree goes on in them."""
        extreme = self.right_extreme[here]
        self.right_thread[extreme] = to
        offset = to_sum - self.moved[to] - self.right_sum[here]
        self.moved[extreme] += offset
        self.start[extreme] -= offset
        self.right_extreme[here] = self.right_extreme[before]
        self.right_sum[here] = self.right_sum[before]

    def centre(self, parent: int) -> None:
        """Stand a parent over its children, which are placed."""
        first, last = self.children[parent][0], self.children[parent][-1]
        middles, start, moved = self.middles, self.start, self.moved
        middle_first = start[first] + moved[first] + middles[first]
        middle_last = start[last] + moved[last] + middles[last]
        start[parent] = (middle_first + middle_last) / 2 - middles[parent]
        self.left_extreme[parent] = self.left_extreme[first]
        self.left_sum[parent] = self.left_sum[first]
        self.right_extreme[parent] = self.right_extreme[last]
        self.right_sum[parent] = self.right_sum[last]

    def share_out(self, siblings: Sequence[int]) -> None:
        """Add to each subtree its share of the space that was made between others."""
        step = total = 0.0
        for sibling in siblings:
            step += self.shift[sibling]
            total += step + self.change[sibling]
            self.moved[sibling] += total


def tidy(
    widths: Sequence[float],
    heights: Sequence[float],
    children: Sequence[Sequence[int]],
    roots: Sequence[int],
    *,
    gap: float,
    level_gap: float,
    middles: Sequence[float] | None = None,
    apart: Sequence[int] = (),
) -> tuple[list[float], list[float]]:
    """Left and top of every node of a forest, in the unit of the sizes; the leftmost is at 0.

    `children` and `roots` hold numbers of nodes in order; every node hangs from one parent
    or is a root. `gap` is kept between neighbours, `level_gap` between a parent's bottom and
    its children's top. Siblings keep their order from left to right.

    Args:
        middles: where the line from its parent comes to each node, from the node's left; half
            its width where nothing is said. A parent stands over the middle between those of
            its first and last child. A parent's own is half its width.
        apart: further roots, whose trees are laid out each for itself and not beside the others;
            where such a tree lies as a whole means nothing.

    Nodes that hang from no root have no place of any meaning.
    """
    count = len(widths)
    if not count:
        return [], []
    padded = [width + gap for width in widths]
    siblings = _Siblings(padded, children, middles or [width / 2 for width in widths])
    bottoms = siblings.bottoms
    tops = [0.0] * count
    order: list[int] = []
    waiting = [*reversed(apart), *reversed(roots)]
    while waiting:
        node = waiting.pop()
        order.append(node)
        bottom = bottoms[node] = tops[node] + heights[node] + level_gap
        for child in children[node]:
            tops[child] = bottom
        waiting.extend(reversed(children[node]))
    for node in reversed(order):
        below = children[node]
        if below:
            if len(below) > 1:
                siblings.place(below)
            siblings.centre(node)
    if len(roots) > 1:
        siblings.place(roots)
        siblings.share_out(roots)
    start, moved = siblings.start, siblings.moved
    lefts = [0.0] * count
    inherited = [0.0] * count
    for node in order:
        offset = inherited[node] + moved[node]
        lefts[node] = start[node] + offset
        below = children[node]
        if below:
            if len(below) > 2:
                siblings.share_out(below)
            for child in below:
                inherited[child] = offset
    if apart:
        order = order[: order.index(apart[0])]
    leftmost = min(lefts) if len(order) == count else min([lefts[node] for node in order], default=0.0)
    return [left - leftmost for left in lefts], tops
