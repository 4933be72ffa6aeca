"""Between two drawings: where things are half way, and that lines hold on to what they join."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, reach_of
from contention.diagram.motion import between
from contention.diagram.themes import theme
from contention.model.project import ArgumentMap, Claim, Inference, Kind, Orientation, with_item
from tests.unit.diagram.random_maps import PlainMeasure, random_map

MEASURE = PlainMeasure()
LIGHT = theme("classic")


def drawing(argument_map: ArgumentMap) -> Diagram:
    return compose(argument_map, MEASURE, LIGHT)


def edited(argument_map: ArgumentMap) -> ArgumentMap:
    """With a broad objection at the left end of the contention's reasons: everything moves."""
    claim_id = next(iter(argument_map.claims))
    new = Claim(id="new", text="m" * 90)
    inference = Inference(id="inew", kind=Kind.OBJECTION, target=claim_id, premises=("new",), order=-1.0)
    return msgspec.structs.replace(
        argument_map,
        claims=with_item(argument_map.claims, "new", new),
        inferences=with_item(argument_map.inferences, "inew", inference),
    )


def ends_hold(diagram: Diagram) -> bool:
    """Whether every line ends at the pill of its inference, where the drawing has it now."""
    for route in diagram.routes:
        pill = diagram.pill_rect(route.inference)
        if pill is None or not pill.grown(0.51).contains(*route.points[-1]):
            return False
    return True


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("compact", [False, True])
def test_half_way_every_brick_is_half_way_and_lines_hold_on(orientation: Orientation, compact: bool) -> None:
    for seed in range(6):
        first = msgspec.structs.replace(
            random_map(40, seed, undercuts=0.2), orientation=orientation, compact=compact
        )
        before, after = drawing(first), drawing(edited(first))
        now = between(before, after, 0.5)
        places = {placed.brick.id: placed for placed in before.bricks}
        for placed, target in zip(now.bricks, after.bricks, strict=True):
            was = places.get(placed.brick.id)
            if was is None:
                assert (placed.x, placed.y) == (target.x, target.y)
            elif was.brick.width == target.brick.width and was.brick.height == target.brick.height:
                assert placed.x == pytest.approx((was.x + target.x) / 2)
                assert placed.y == pytest.approx((was.y + target.y) / 2)
        assert ends_hold(now)
        assert now.reaches == tuple(reach_of(placed.routes) for placed in now.bricks)
        for route in now.routes:
            assert all(
                x0 == pytest.approx(x1) or y0 == pytest.approx(y1)
                for (x0, y0), (x1, y1) in pairwise(route.points)
            )


def test_at_its_end_and_where_nothing_moves_it_is_the_drawing_itself() -> None:
    first = random_map(20, 1)
    before, after = drawing(first), drawing(edited(first))
    assert between(before, after, 1.0) is after
    assert between(after, drawing(edited(first)), 0.3).bricks == after.bricks
    same = drawing(first)
    assert between(before, same, 0.0) is same


def test_at_its_beginning_things_are_where_they_were() -> None:
    first = random_map(30, 2)
    before, after = drawing(first), drawing(edited(first))
    now = between(before, after, 0.0)
    assert now.bricks != after.bricks
    for claim in first.claims:
        was, at = before.box_rect(claim), now.box_rect(claim)
        assert was is not None
        assert at is not None
        assert at.center[0] == pytest.approx(was.center[0])


def test_what_is_kept_still_on_the_screen_stays_still() -> None:
    first = random_map(30, 2)
    before, after = drawing(first), drawing(edited(first))
    anchor = list(first.claims)[12]
    was, will = before.box_rect(anchor), after.box_rect(anchor)
    assert was is not None
    assert will is not None
    shift = (will.x - was.x, will.y - was.y)
    assert shift != (0, 0)
    for progress in (0.0, 0.4, 0.9):
        assert between(before, after, progress, shift=shift).box_rect(anchor) == will


def test_a_turned_map_does_not_move_it_jumps() -> None:
    first = random_map(20, 1)
    after = drawing(msgspec.structs.replace(first, orientation=Orientation.RIGHT))
    assert between(drawing(first), after, 0.5) is after


def test_an_edit_may_follow_while_things_still_move() -> None:
    first = random_map(20, 1)
    before, after = drawing(first), drawing(edited(first))
    moving = between(before, after, 0.5)
    following = compose(edited(first), MEASURE, LIGHT, moving)
    assert following.bricks == after.bricks
    assert all(a.brick is b.brick for a, b in zip(following.bricks, after.bricks, strict=True))
