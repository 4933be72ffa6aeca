"""The same map downwards, upwards and to the right, wide and compact: what holds for one holds for all."""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, Rect
from contention.diagram.themes import theme
from contention.model.project import ArgumentMap, Orientation, with_item
from contention.model.structure import Structure
from tests.builders import map_of
from tests.unit.diagram.geometry import brick_rects, faults
from tests.unit.diagram.random_maps import MapMaker, PlainMeasure, random_map

LIGHT = theme("classic")
MEASURE = PlainMeasure()
DOWN, UP, RIGHT = Orientation.DOWN, Orientation.UP, Orientation.RIGHT


def drawing(argument_map: ArgumentMap, previous: Diagram | None = None, **more: object) -> Diagram:
    return compose(msgspec.structs.replace(argument_map, **more), MEASURE, LIGHT, previous)


@pytest.mark.parametrize("orientation", Orientation)
@pytest.mark.parametrize("below", ["", "\n    ! V more", "\n    + W deep below it"])
def test_a_line_from_a_pill_has_no_jog_too_short_for_its_corners(
    orientation: Orientation, below: str
) -> None:
    for long in range(1, 10):
        outline = f"K one\n  + A {'word ' * long}\n    ! U {'other ' * (10 - long)}{below}"
        diagram = drawing(map_of(outline), orientation=orientation)
        lines = [route.points for route in diagram.routes if route.target == "iA"]
        assert lines
        for line in lines:
            for before, after in pairwise(line):
                step = math.dist(before, after)
                assert step == 0 or step >= 6, line


def along(rect: Rect, orientation: Orientation) -> tuple[float, float]:
    """Where a rectangle begins and ends along its siblings."""
    return (rect.y, rect.bottom) if orientation is RIGHT else (rect.x, rect.right)


def deep(rect: Rect, orientation: Orientation) -> tuple[float, float]:
    """Where it begins and ends on the way from a target to its premises."""
    if orientation is RIGHT:
        return rect.x, rect.right
    return (-rect.bottom, -rect.y) if orientation is UP else (rect.y, rect.bottom)


def order_faults(diagram: Diagram, argument_map: ArgumentMap) -> list[str]:
    """Siblings beside each other out of order, stacked ones too, and premises before their target."""
    found = []
    at = diagram.orientation
    routed = {route.inference for route in diagram.routes}
    for target, siblings in Structure(argument_map).inferences_of.items():
        parent = diagram.box_rect(target) or diagram.panel_rect(target)
        panels = [diagram.panel_rect(inference.id) for inference in siblings if inference.id in routed]
        for one, other in pairwise(panel for panel in panels if panel is not None):
            beside = along(one, at)[1] <= along(other, at)[0]
            stacked = at is not RIGHT and one.x == other.x and deep(one, at)[1] <= deep(other, at)[0]
            if not (beside or stacked):
                found.append(f"siblings of {target} are out of order")
        if parent and any(panel and deep(panel, at)[0] < deep(parent, at)[1] for panel in panels):
            found.append(f"a panel is not beyond {target}")
    return found


@pytest.mark.parametrize("orientation", list(Orientation))
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_nothing_overlaps_nothing_crosses_and_order_is_kept(
    orientation: Orientation, compact: bool, seed: int
) -> None:
    argument_map = random_map(
        10 + 5 * seed,
        seed,
        roots=1 + seed % 3,
        back=seed % 3,
        co_premises=(0.25, 0.6, 0.9)[seed % 3],
        undercuts=(0.05, 0.3)[seed % 2],
    )
    diagram = drawing(argument_map, orientation=orientation, compact=compact)
    assert faults(diagram) + order_faults(diagram, argument_map) == []
    assert (diagram.bounds.x, diagram.bounds.y) == (0, 0)


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_any_shape_of_map_is_drawn_without_fault(data: st.DataObject) -> None:
    maker = MapMaker()
    maker.claim("K")
    items = ["c00000"]
    for _ in range(data.draw(st.integers(0, 14))):
        target = data.draw(st.sampled_from(items))
        lengths = data.draw(st.lists(st.sampled_from([0, 3, 30, 200]), min_size=1, max_size=5))
        premises = [maker.claim("m" * length) for length in lengths]
        items += [maker.inference(target, *premises), *premises]
    argument_map = maker.map()
    diagram = drawing(
        argument_map, orientation=data.draw(st.sampled_from(Orientation)), compact=data.draw(st.booleans())
    )
    assert faults(diagram) + order_faults(diagram, argument_map) == []
    assert {box.claim for _, box in diagram.boxes} == set(argument_map.claims)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_the_pill_sits_on_the_edge_that_faces_the_target(orientation: Orientation) -> None:
    maker = MapMaker()
    top = maker.claim("m" * 20)
    reason = maker.inference(top, maker.claim("m" * 60), maker.claim("m"))
    diagram = drawing(maker.map(), orientation=orientation)
    pill, panel, box = diagram.pill_rect(reason), diagram.panel_rect(reason), diagram.box_rect(top)
    assert pill is not None
    assert panel is not None
    assert box is not None
    edge = {DOWN: panel.y, UP: panel.bottom, RIGHT: panel.x}[orientation]
    if orientation is RIGHT:
        assert pill.center[1] == panel.center[1]
        assert box.right < pill.x < edge < pill.right
    else:
        assert pill.center == (panel.center[0], edge)
    [route] = diagram.routes
    start, end = route.points[0], route.points[-1]
    assert (
        start
        == {
            DOWN: (box.center[0], box.bottom),
            UP: (box.center[0], box.y),
            RIGHT: (box.right, box.center[1]),
        }[orientation]
    )
    assert (
        end
        == {
            DOWN: (pill.center[0], pill.y),
            UP: (pill.center[0], pill.bottom),
            RIGHT: (pill.x, pill.center[1]),
        }[orientation]
    )


def test_upwards_is_downwards_turned_over() -> None:
    argument_map = random_map(50, 4, undercuts=0.2)
    down, up = drawing(argument_map), drawing(argument_map, orientation=UP)
    assert up.bounds == down.bounds
    turned_over = [
        (name, Rect(r.x, down.bounds.bottom - r.bottom, r.width, r.height)) for name, r in brick_rects(up)
    ]
    assert turned_over == brick_rects(down)


def test_to_the_right_premises_stand_one_above_the_other() -> None:
    maker = MapMaker()
    premises = [maker.claim("m" * 9) for _ in range(3)]
    maker.inference(maker.claim("k"), *premises)
    diagram = drawing(maker.map(), orientation=RIGHT)
    rects = [diagram.box_rect(premise) for premise in premises]
    assert all(a and b and a.bottom < b.y and a.x == b.x for a, b in pairwise(rects))


@pytest.mark.parametrize("seed", range(4))
def test_every_line_lies_on_whole_pixels(seed: int) -> None:
    for orientation in Orientation:
        diagram = drawing(random_map(50, seed), orientation=orientation, compact=True)
        assert all(x == int(x) and y == int(y) for _, (x, y, _, _) in brick_rects(diagram))
        assert all(x == int(x) or y == int(y) for route in diagram.routes for x, y in route.points)
        for route in diagram.routes:
            for (x0, y0), (x1, y1) in pairwise(route.points):
                assert (x0 == x1 and x0 == int(x0)) or (y0 == y1)


@pytest.mark.parametrize("orientation", list(Orientation))
def test_composing_from_the_previous_gives_the_same_as_composing_anew(orientation: Orientation) -> None:
    argument_map = msgspec.structs.replace(random_map(50, 5), orientation=orientation, compact=True)
    diagram = drawing(argument_map)
    for number, claim in enumerate(list(argument_map.claims.values())[::6]):
        longer = msgspec.structs.replace(claim, text="m" * 30 * number)
        argument_map = msgspec.structs.replace(
            argument_map, claims=with_item(argument_map.claims, claim.id, longer)
        )
        diagram, anew = drawing(argument_map, diagram), drawing(argument_map)
        assert (diagram.bricks, diagram.bounds, diagram.origin) == (anew.bricks, anew.bounds, anew.origin)
        assert diagram.reaches == anew.reaches


def test_another_orientation_makes_every_panel_anew() -> None:
    argument_map = random_map(30, 1)
    down = drawing(argument_map)
    again = drawing(argument_map, down, orientation=RIGHT)
    assert again.bricks == drawing(argument_map, orientation=RIGHT).bricks


def test_end_claims_are_stacked_beside_one_bus() -> None:
    """Two reasons that end, one that goes on, and two that end: two columns, the order kept."""
    maker = MapMaker()
    top = maker.claim("k")
    ends = [maker.reason(top, "m" * n) for n in (9, 30)]
    goes_on = maker.claim("m")
    middle = maker.inference(top, goes_on)
    maker.reason(goes_on, "m")
    ends += [maker.objection(top, "m" * n) for n in (30, 9)]
    argument_map = maker.map()
    diagram = drawing(argument_map, compact=True)
    wide = drawing(argument_map)
    assert diagram.bounds.width < wide.bounds.width
    panels = [diagram.panel_rect(inference) for inference in ends]
    pills = [diagram.pill_rect(inference) for inference in ends]
    between = diagram.panel_rect(middle)
    assert all(panels)
    assert between is not None
    for first, second in ((0, 1), (2, 3)):
        one, other = panels[first], panels[second]
        assert one is not None
        assert other is not None
        assert one.x == other.x
        assert one.bottom < other.y
    assert panels[1] is not None
    assert panels[2] is not None
    assert panels[1].right < between.x
    assert between.right < panels[2].x
    ways = {route.inference: route.points for route in diagram.routes}
    for first, second in ((0, 1), (2, 3)):
        assert ways[ends[first]][-2][0] == ways[ends[second]][-2][0], "one bus"
        for number in (first, second):
            pill = pills[number]
            assert pill is not None
            assert ways[ends[number]][-1][0] == pill.x
            assert pill.y < ways[ends[number]][-1][1] < pill.center[1]


def test_what_has_an_objection_to_its_inference_is_not_stacked() -> None:
    maker = MapMaker()
    top = maker.claim("k")
    first, second = maker.reason(top, "m"), maker.reason(top, "m")
    maker.objection(first, "m")
    diagram = drawing(maker.map(), compact=True)
    one, other = diagram.panel_rect(first), diagram.panel_rect(second)
    assert one is not None
    assert other is not None
    assert one.y == other.y


def test_an_edit_that_stacks_a_brick_moves_its_pill() -> None:
    maker = MapMaker()
    top = maker.claim("k")
    first = maker.reason(top, "m" * 40)
    alone = drawing(maker.map(), compact=True)
    maker.reason(top, "m")
    both = drawing(maker.map(), alone, compact=True)
    for diagram, middle in ((alone, True), (both, False)):
        pill, panel = diagram.pill_rect(first), diagram.panel_rect(first)
        assert pill is not None
        assert panel is not None
        assert (pill.center[0] == panel.center[0]) is middle


def test_widths_that_a_reader_chose() -> None:
    maker = MapMaker()
    long, short, own = maker.claim("m " * 100), maker.claim("m"), maker.claim("m " * 100, width=301.0)
    tiny = maker.claim("m m m", width=-3.0)
    argument_map = maker.map()
    usual, narrow = (
        drawing(argument_map),
        drawing(argument_map, usual := drawing(argument_map), box_width=160.0),
    )

    def width(diagram: Diagram, claim: str) -> float:
        box = diagram.box(claim)
        assert box is not None
        return box.rect.width

    assert width(narrow, long) <= 160 < width(usual, long)
    assert width(narrow, short) == width(usual, short)
    assert width(narrow, own) == width(usual, own) == 302
    assert 60 < width(usual, tiny) < 100
