"""Buses and lanes of one brick; that nothing crosses between bricks is shown in test_compose."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from contention.diagram.layout.routing import Net, lanes, route


def net(stub: float, *ends: float) -> Net:
    return Net(((stub, 100.0),), ends)


def test_a_child_right_below_gets_a_straight_line() -> None:
    assert route([net(50, 50)], 100, 40) == [[((50, 100), (50, 140))]]


def test_a_bus_runs_in_the_middle_of_the_gap_and_leaves_the_target_first() -> None:
    [[left, middle, _]] = route([net(50, 10, 50, 90)], 100, 40)
    assert left == ((50, 100), (50, 120), (10, 120), (10, 140))
    assert middle == ((50, 100), (50, 140))


def test_a_stub_beside_all_children_lifts_the_bus() -> None:
    """Another brick's child may be below; its bus runs in the lower half (see `routing`)."""
    [[line]] = route([net(50, 90)], 100, 40)
    assert 100 < line[1][1] < 120


def test_one_stub_beside_all_children_lifts_every_bus_of_the_brick() -> None:
    routed = route([net(50, 140), net(150, 160, 240)], 100, 40)
    assert all(100 < line[1][1] < 120 for lines in routed for line in lines)
    inside = route([net(50, 40, 60), net(150, 145, 155)], 100, 40)
    assert [line[1][1] for lines in inside for line in lines] == [120] * 4


def test_nets_side_by_side_share_a_lane_and_others_do_not() -> None:
    assert lanes([net(50, 40, 60), net(150, 140)]) == [0, 0]
    assert lanes([net(50, 140), net(150, 160)]) == [0, 0]
    assert lanes([net(50, 160), net(150, 180)]) == [1, 0]
    assert lanes([net(50, 20), net(150, 40)]) == [0, 1]


@st.composite
def nets_of_a_brick(draw: st.DrawFn) -> list[Net]:
    count = draw(st.integers(1, 7))
    stubs = sorted(draw(st.lists(st.integers(0, 300), min_size=count, max_size=count, unique=True)))
    ends = sorted(draw(st.lists(st.integers(0, 900), min_size=2 * count, max_size=3 * count, unique=True)))
    shift = draw(st.integers(-600, 100))
    groups = [ends[i * len(ends) // count : (i + 1) * len(ends) // count] for i in range(count)]
    return [
        net(3.0 * s, *(float(3 * (e + shift) + 1) for e in g)) for s, g in zip(stubs, groups, strict=True)
    ]


@given(nets_of_a_brick())
def test_nets_of_one_brick_never_meet_and_stay_in_the_gap(nets: list[Net]) -> None:
    routed = route(nets, 100.0, 44.0)
    pieces = []
    for number, lines in enumerate(routed):
        for line in lines:
            assert all(100 < y < 144 for _, y in line[1:-1])
            pieces += [(number, a, b) for a, b in pairwise(line)]
    for (i, a, b), (j, c, d) in combinations(pieces, 2):
        meet = (
            min(a[0], b[0]) <= max(c[0], d[0])
            and min(c[0], d[0]) <= max(a[0], b[0])
            and min(a[1], b[1]) <= max(c[1], d[1])
            and min(c[1], d[1]) <= max(a[1], b[1])
        )
        assert i == j or not meet, (a, b, c, d)
