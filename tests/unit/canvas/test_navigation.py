"""Arrows and Home: what they lead to, by place."""

from __future__ import annotations

import pytest

from contention.canvas.navigation import Direction, home, neighbour
from contention.model.project import ArgumentMap
from tests.builders import map_of

UP, DOWN, LEFT, RIGHT = Direction.UP, Direction.DOWN, Direction.LEFT, Direction.RIGHT

OUTLINE = """
    K the contention
      + A a reason
        & B its co-premise
        + C a reason for A
          ! U an objection to that step
      - D an objection
    S stands alone
"""


@pytest.fixture
def argument_map() -> ArgumentMap:
    return map_of(OUTLINE)


@pytest.mark.parametrize(
    ("start", "way", "goal"),
    [
        ("A", UP, "iA"),  # a premise leads to its own pill, not to what is straight above
        ("B", UP, "iA"),
        ("iA", UP, "K"),
        ("iD", UP, "K"),
        ("K", DOWN, "iA"),  # of two inferences the nearer one
        ("iA", DOWN, "A"),
        ("A", DOWN, "iC"),
        ("iC", DOWN, "C"),
        ("iU", UP, "iC"),  # an objection to an inference leads up to that pill
        ("A", RIGHT, "B"),
        ("B", RIGHT, "D"),
        ("D", LEFT, "B"),
        ("iA", RIGHT, "iD"),
        ("iD", LEFT, "iA"),
        ("K", RIGHT, "S"),
        ("S", LEFT, "K"),
    ],
)
def test_arrows(draw, argument_map, start: str, way: Direction, goal: str) -> None:
    assert neighbour(*draw(argument_map), start, way) == goal


@pytest.mark.parametrize(("start", "way"), [("K", UP), ("K", LEFT), ("A", LEFT), ("S", RIGHT), ("U", DOWN)])
def test_at_the_edge_an_arrow_leads_nowhere(draw, argument_map, start: str, way: Direction) -> None:
    assert neighbour(*draw(argument_map), start, way) is None


def test_with_nothing_selected_an_arrow_selects_the_contention(draw, argument_map) -> None:
    structure, diagram = draw(argument_map)
    assert neighbour(structure, diagram, None, LEFT) == "K"
    assert neighbour(structure, diagram, "gone", UP) == "K"


def test_every_piece_can_be_reached_by_arrows(draw, argument_map) -> None:
    structure, diagram = draw(argument_map)
    reached, waiting = set(), ["K"]
    while waiting:
        item = waiting.pop()
        if item not in reached:
            reached.add(item)
            steps = (neighbour(structure, diagram, item, way) for way in Direction)
            waiting.extend(step for step in steps if step is not None)
    assert reached == {*argument_map.claims, *argument_map.inferences}


def test_home_is_the_contention_above(draw) -> None:
    structure, _ = draw(
        map_of("""
        S stands alone
        K first
          + A reason
        L second
          + B reason
            ! U objection to the step
        """)
    )
    assert [home(structure, item) for item in ("A", "iU", "B", "S", None)] == ["K", "L", "L", "S", "K"]


def test_home_of_an_empty_map(draw) -> None:
    structure, diagram = draw(ArgumentMap(id="m"))
    assert home(structure) is None
    assert neighbour(structure, diagram, None, UP) is None
