"""Where claims are put: what is on the screen stays there, whatever positions count from."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contention.canvas.putting import counted_from, positions_for
from contention.diagram.drawing import Diagram
from contention.model.project import ArgumentMap, Orientation
from contention.model.structure import Structure
from tests.builders import map_of

OUTLINE = """
    K top
      + A costs
    L another
      + B rules
    S stands
"""


def put(argument_map: ArgumentMap, **positions: tuple[float, float]) -> ArgumentMap:
    claims = {
        claim.id: replace(claim, position=positions.get(claim.id)) for claim in argument_map.claims.values()
    }
    return replace(argument_map, claims=claims)


def turned(diagram: Diagram, orientation: Orientation) -> Diagram:
    return Diagram(diagram.bricks, diagram.bounds, diagram.theme, origin=(50.0, 0.0), orientation=orientation)


def test_positions_count_from_the_first_contention_that_has_none() -> None:
    structure = Structure(put(map_of(OUTLINE), S=(1.0, 2.0)))
    assert counted_from(structure, frozenset()).id == "K"
    assert counted_from(structure, frozenset({"K"})).id == "L"
    assert counted_from(structure, frozenset({"K", "L"})) is None
    alone = Structure(map_of("S stands\nK top\n  + A costs"))
    assert counted_from(alone, frozenset()).id == "K", "a contention before a claim that stands alone"
    assert counted_from(alone, frozenset({"K"})).id == "S"


def test_a_claim_is_put_at_a_distance_from_the_origin(draw) -> None:
    structure, diagram = draw(map_of(OUTLINE))
    diagram = turned(diagram, Orientation.DOWN)
    assert positions_for(structure, diagram, {"S": (300.4, 99.6)}) == {"S": (250.0, 100.0)}
    assert positions_for(structure, diagram, {}) == {}


@pytest.mark.parametrize(
    ("orientation", "head"),
    [(Orientation.DOWN, (50, 0)), (Orientation.UP, (50, 40)), (Orientation.RIGHT, (0, 20))],
)
def test_where_the_origin_itself_is_put_the_others_are_given_theirs_anew(draw, orientation, head) -> None:
    structure, diagram = draw(put(map_of(OUTLINE), S=(7.0, 7.0)))
    diagram = turned(diagram, orientation)
    found = positions_for(structure, diagram, {"K": (10.0, 20.0)})
    box, standing = diagram.box_rect("L"), diagram.box_rect("S")
    origin = box.x + head[0], box.y + head[1]
    assert found == {
        "K": (10.0 - origin[0], 20.0 - origin[1]),
        "S": (standing.x - origin[0], standing.y - origin[1]),
    }


def test_where_all_have_positions_they_count_from_nothing(draw) -> None:
    structure, diagram = draw(put(map_of("K top\n  + A costs\nS stands"), S=(7.0, 7.0)))
    found = positions_for(structure, turned(diagram, Orientation.DOWN), {"K": (10.0, 20.0)})
    standing = diagram.box_rect("S")
    assert found == {"K": (10.0, 20.0), "S": (standing.x, standing.y)}
