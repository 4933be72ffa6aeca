"""Claims that keep where they were put: from which point, and how far they give way."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, MapView
from contention.diagram.layout.floating import CLEAR, Area, Ground
from contention.diagram.themes import theme
from contention.model.project import ArgumentMap, Claim, Orientation, with_item
from tests.builders import map_of
from tests.unit.diagram.geometry import faults
from tests.unit.diagram.random_maps import PlainMeasure, random_map

MEASURE = PlainMeasure()
LIGHT = theme("classic")
TREE = """
    K
      + A
      - B
    S
"""


def drawing(argument_map: ArgumentMap, *folded: str) -> Diagram:
    return compose(argument_map, MEASURE, LIGHT, None, MapView(folded=frozenset(folded)))


def put(argument_map: ArgumentMap, claim: str, **more: object) -> ArgumentMap:
    changed = msgspec.structs.replace(argument_map.claims[claim], **more)
    return msgspec.structs.replace(argument_map, claims=with_item(argument_map.claims, claim, changed))


def place(diagram: Diagram, claim: str) -> tuple[float, float]:
    """Where a box is, as a position."""
    rect = diagram.box_rect(claim)
    assert rect is not None
    return rect.x - diagram.origin[0], rect.y - diagram.origin[1]


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("position", [(-700.0, 20.0), (900.0, -300.0), (0.0, 2000.0), (-900.4, -900.4)])
def test_a_claim_stands_where_it_was_put(orientation: Orientation, position: tuple[float, float]) -> None:
    argument_map = put(map_of(TREE), "S", position=position)
    diagram = drawing(msgspec.structs.replace(argument_map, orientation=orientation))
    assert place(diagram, "S") == tuple(math.floor(at + 0.5) for at in position)
    assert (diagram.bounds.x, diagram.bounds.y) == (0, 0)
    assert faults(diagram) == []


@pytest.mark.parametrize("orientation", list(Orientation))
def test_positions_count_from_the_head_of_the_first_contention(orientation: Orientation) -> None:
    argument_map = put(map_of(TREE), "S", position=(-700.0, 500.0))
    diagram = drawing(msgspec.structs.replace(argument_map, orientation=orientation))
    head = diagram.box_rect("K")
    assert head is not None
    assert (
        diagram.origin
        == {
            Orientation.DOWN: (head.center[0], head.y),
            Orientation.UP: (head.center[0], head.bottom),
            Orientation.RIGHT: (head.x, head.center[1]),
        }[orientation]
    )


def test_it_does_not_move_when_the_rest_changes() -> None:
    before = put(map_of(TREE), "S", position=(-400.0, 900.0))
    grown = map_of("""
        K A contention of many more words than it had before, so that it is wider
          + A
            + C
              + D
          + E
          - B
        N A new claim
        S
    """)
    after = put(put(grown, "S", position=(-400.0, 900.0), order=0.0), "K", order=1.0)
    assert place(drawing(before), "S") == place(drawing(after), "S") == (-400, 900)
    assert place(drawing(after, "A"), "S") == (-400, 900)
    assert place(drawing(after, "K"), "S") == (-400, 900), "a folded contention is one all the same"


def test_without_any_contention_it_is_the_first_claim_that_counts() -> None:
    argument_map = map_of("A\nB\nC")
    assert place(drawing(put(argument_map, "C", position=(40.0, 300.0))), "C") == (40, 300)
    everyone = argument_map
    for claim, at in zip("ABC", ((10.0, 20.0), (400.0, 50.0), (10.0, 300.0)), strict=True):
        everyone = put(everyone, claim, position=at)
    diagram = drawing(everyone)
    assert [place(diagram, claim) for claim in "ABC"] == [(10, 20), (400, 50), (10, 300)]
    assert (diagram.bounds.x, diagram.bounds.y) == (0, 0)


def test_a_tree_hangs_from_where_its_contention_was_put() -> None:
    argument_map = put(map_of(TREE + "      + T"), "S", position=(600.0, 400.0))
    diagram = drawing(argument_map)
    box, panel = diagram.box_rect("S"), diagram.panel_rect("iT")
    assert place(diagram, "S") == (600, 400)
    assert box is not None
    assert panel is not None
    assert panel.center[0] == box.center[0]
    assert panel.y > box.bottom


def test_it_gives_way_to_the_right_or_down_whichever_is_shorter() -> None:
    argument_map = map_of(TREE)
    contention = drawing(argument_map).box_rect("K")
    assert contention is not None
    half, height = contention.width / 2, contention.height
    right = place(drawing(put(argument_map, "S", position=(half - 20, -10.0))), "S")
    assert right == (half + CLEAR, -10)
    down = place(drawing(put(put(map_of("K\nS"), "K", text="m"), "S", position=(-60.0, height - 10))), "S")
    assert down[0] == -60
    assert down[1] >= height


def test_claims_put_in_the_same_place_stand_beside_each_other_in_order() -> None:
    argument_map = map_of("A\nB\nC")
    for claim in "ABC":
        argument_map = put(argument_map, claim, position=(0.0, 0.0))
    diagram = drawing(argument_map)
    assert place(diagram, "A") == (0, 0)
    assert faults(diagram) == []
    assert len({place(diagram, claim) for claim in "ABC"}) == 3


def test_a_crowd_in_one_place_is_spread_all_the_same() -> None:
    claims = {f"z{n:03}": Claim(id=f"z{n:03}", text="m", position=(0.0, 0.0)) for n in range(400)}
    assert faults(drawing(ArgumentMap(id="m", claims=claims))) == []


@pytest.mark.parametrize("position", [(math.nan, 0.0), (math.inf, 0.0), (0.0, -1e9)])
def test_a_position_that_makes_no_sense_is_none(position: tuple[float, float]) -> None:
    argument_map = map_of(TREE)
    assert drawing(put(argument_map, "S", position=position)).bricks == drawing(argument_map).bricks


def test_a_premise_has_no_position() -> None:
    argument_map = map_of(TREE)
    assert drawing(put(argument_map, "A", position=(5.0, 5.0))).bricks == drawing(argument_map).bricks


def test_a_claim_that_stands_alone_and_is_used_too_keeps_its_place() -> None:
    argument_map = put(map_of(TREE), "A", position=(500.0, 300.0), primary="A")
    diagram = drawing(argument_map)
    assert place(diagram, "A") == (500, 300)
    assert [tuple(link) for link in diagram.cross_links] == [("A", "iA")]
    box = diagram.box("A")
    assert box is not None
    assert [note.line.text for note in box.notes] == ["also used at 1 place"]
    assert faults(diagram) == []


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_wherever_trees_are_put_they_are_drawn_without_fault(data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 20))
    argument_map = random_map(30, seed, roots=4, undercuts=0.2)
    used = {premise for inference in argument_map.inferences.values() for premise in inference.premises}
    for claim in [claim for claim in argument_map.claims if claim not in used]:
        if data.draw(st.booleans()):
            at = (data.draw(st.integers(-900, 900)), data.draw(st.integers(-900, 900)))
            argument_map = put(argument_map, claim, position=(float(at[0]), float(at[1])))
    for number in range(3):
        lone = Claim(id=f"z{number}", text="m", position=(float(data.draw(st.integers(-400, 400))), 60.0))
        argument_map = msgspec.structs.replace(
            argument_map, claims=with_item(argument_map.claims, lone.id, lone)
        )
    argument_map = msgspec.structs.replace(
        argument_map, orientation=data.draw(st.sampled_from(Orientation)), compact=data.draw(st.booleans())
    )
    diagram = drawing(argument_map)
    assert faults(diagram) == []
    assert drawing(argument_map).bricks == diagram.bricks


areas = st.tuples(*[st.integers(0, 1500)] * 2, *[st.integers(5, 600)] * 2).map(
    lambda at: (float(at[0]), float(at[1]), float(at[0] + at[2]), float(at[1] + at[3]))
)


def near(one: Area, other: Area) -> bool:
    return (
        one[0] < other[2] + CLEAR
        and other[0] < one[2] + CLEAR
        and one[1] < other[3] + CLEAR
        and other[1] < one[3] + CLEAR
    )


@given(st.lists(areas, max_size=12), st.lists(areas, min_size=1, max_size=3))
def test_the_shift_is_the_smallest_that_frees(taken: list[Area], tree: list[Area]) -> None:
    ground = Ground()
    ground.take(taken)
    dx, dy = ground.settle(tree)

    def free(x: float, y: float) -> bool:
        return not any(near((a + x, b + y, c + x, d + y), other) for a, b, c, d in tree for other in taken)

    assert free(dx, dy)
    assert 0 in {dx, dy}
    for shorter in range(int(max(dx, dy))):
        assert not free(shorter, 0)
        assert not free(0, shorter)
