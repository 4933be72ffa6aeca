"""The tidy tree alone, on sizes and children: places, order, depth, and room well used."""

from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.diagram.layout.tidy import tidy

GAP, LEVEL = 20.0, 30.0


def lay(sizes: list[tuple[float, float]], children: list[list[int]], roots: list[int]):
    widths, heights = [w for w, _ in sizes], [h for _, h in sizes]
    lefts, tops = tidy(widths, heights, children, roots, gap=GAP, level_gap=LEVEL)
    return [(left, top, w, h) for left, top, (w, h) in zip(lefts, tops, sizes, strict=True)]


def too_near(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether two rectangles come nearer than the gaps."""
    e = 1e-6
    return (
        a[0] < b[0] + b[2] + GAP - e
        and b[0] < a[0] + a[2] + GAP - e
        and a[1] < b[1] + b[3] + LEVEL - e
        and b[1] < a[1] + a[3] + LEVEL - e
    )


@st.composite
def forests(draw: st.DrawFn):
    count = draw(st.integers(1, 40))
    sizes = [
        (draw(st.sampled_from([20, 60, 61, 140, 500])), draw(st.sampled_from([10, 40, 47, 300])))
        for _ in range(count)
    ]
    children: list[list[int]] = [[] for _ in range(count)]
    roots = [0]
    for node in range(1, count):
        parent = draw(st.integers(-1, node - 1))
        (roots if parent < 0 else children[parent]).append(node)
    return sizes, children, roots


@given(forests())
def test_nothing_overlaps_and_siblings_keep_their_order(forest) -> None:
    sizes, children, roots = forest
    placed = lay(sizes, children, roots)
    assert min(p[0] for p in placed) == 0
    for i, one in enumerate(placed):
        assert not any(too_near(one, other) for other in placed[i + 1 :])
    for siblings in [*children, roots]:
        for a, b in itertools.pairwise(siblings):
            assert placed[a][0] + placed[a][2] + GAP <= placed[b][0] + 1e-6


@given(forests())
def test_a_parent_stands_over_the_middle_of_its_outer_children(forest) -> None:
    sizes, children, roots = forest
    placed = lay(sizes, children, roots)
    for parent, below in enumerate(children):
        if below:
            middles = [placed[c][0] + placed[c][2] / 2 for c in (below[0], below[-1], parent)]
            assert middles[2] == pytest.approx((middles[0] + middles[1]) / 2, abs=1e-6)
            assert {placed[c][1] for c in below} == {placed[parent][1] + placed[parent][3] + LEVEL}


def test_a_low_subtree_slips_under_a_short_neighbour() -> None:
    """Not in layers: the tall left child's children hang lower than the right child's bottom."""
    sizes = [(50.0, 20.0), (50.0, 200.0), (50.0, 20.0), (300.0, 20.0)]
    placed = lay(sizes, [[1, 2], [3], [], []], [0])
    assert placed[2][0] - placed[1][0] == 50 + GAP
    assert placed[3][0] + placed[3][2] > placed[2][0]


def test_space_made_by_a_wide_subtree_is_shared_out() -> None:
    """Two wide subtrees with three leaves between: the leaves stand evenly, not all to the left."""
    sizes = [(40.0, 20.0)] * 6 + [(400.0, 20.0), (400.0, 20.0)]
    placed = lay(sizes, [[1, 2, 3, 4, 5], [6], [], [], [], [7], [], []], [0])
    steps = [placed[i + 1][0] - placed[i][0] for i in (1, 2, 3, 4)]
    assert max(steps) - min(steps) < 1e-6
    assert steps[0] > 40 + GAP


def test_a_child_is_drawn_left_at_first_contact() -> None:
    """Its own wide brood, which hangs below its short sibling, would else leave a hole between them."""
    sizes = [(40.0, 20.0), (40.0, 20.0), (40.0, 20.0), (200.0, 20.0), (200.0, 20.0)]
    placed = lay(sizes, [[1, 2], [], [3, 4], [], []], [0])
    assert placed[2][0] == pytest.approx(placed[1][0] + 40 + GAP)


@given(forests())
def test_the_last_of_siblings_is_as_near_as_it_can_be(forest) -> None:
    """Some part of its subtree stands at just the gap from a part of those before."""
    sizes, children, roots = forest
    placed = lay(sizes, children, roots)

    def subtree(node: int) -> list[int]:
        found = [node]
        for at in found:
            found += children[at]
        return found

    for siblings in [*children, roots]:
        if len(siblings) > 1:
            before = [placed[n] for sibling in siblings[:-1] for n in subtree(sibling)]
            last = [placed[n] for n in subtree(siblings[-1])]
            nudged = [(x - 0.01, y, w, h) for x, y, w, h in last]
            assert any(too_near(a, b) for a in before for b in nudged)


def test_a_chain_of_five_thousand_needs_no_recursion() -> None:
    count = 5_000
    placed = lay([(40.0, 20.0)] * count, [[i + 1] for i in range(count - 1)] + [[]], [0])
    assert placed[-1][:2] == (0.0, (count - 1) * 50.0)


def test_wide_and_random_forests_stay_finite() -> None:
    rng = random.Random(4)
    children: list[list[int]] = [[] for _ in range(3_000)]
    for node in range(1, 3_000):
        children[rng.randrange(max(0, node - 40), node)].append(node)
    placed = lay([(rng.uniform(1, 900), rng.uniform(1, 900)) for _ in range(3_000)], children, [0])
    assert all(math.isfinite(value) for rect in placed for value in rect)


def test_no_node_has_no_place() -> None:
    assert tidy([], [], [], [], gap=1, level_gap=1) == ([], [])
