"""What of the map a drop goes to, by the place of the pointer."""

from __future__ import annotations

import pytest

from contention.canvas.places import Where, place_at
from tests.builders import map_of

OUTLINE = """
    K the contention
      + A a reason
        & B its co-premise
        + C a reason for A
      - D an objection
    S stands alone
"""


@pytest.fixture
def drawn(draw):
    return draw(map_of(OUTLINE))


def at(drawn, item: str, dx: float, dy: float, dragged: str | None):
    """The place at an offset from a box's or pill's middle."""
    structure, diagram = drawn
    x, y = (diagram.box_rect(item) or diagram.pill_rect(item)).center
    place = place_at(structure, diagram, x + dx, y + dy, dragged=dragged)
    return place.where, place.id, place.at


@pytest.mark.parametrize("dragged", ["C", "iC", None])
def test_boxes_and_pills_take_drops(drawn, dragged) -> None:
    assert at(drawn, "D", 0, 0, dragged)[:2] == (Where.BOX, "D")
    assert at(drawn, "iD", 0, 0, dragged)[:2] == (Where.PILL, "iD")
    mark = place_at(*drawn, *drawn[1].box_rect("D").center, dragged=dragged).mark
    assert (mark.shape, mark.rect) == ("ring", drawn[1].box_rect("D"))


@pytest.mark.parametrize(
    ("item", "dx", "place"),
    [("A", -45, 0), ("A", 45, 1), ("A", 54, 1), ("B", -45, 1), ("B", 45, 2), ("B", 55, 2)],
)
def test_beside_a_premise_is_a_place_in_its_panel(drawn, item: str, dx: float, place: int) -> None:
    assert at(drawn, item, dx, 0, "D") == (Where.PANEL, "iA", place)
    assert at(drawn, item, dx, 0, None) == (Where.PANEL, "iA", place)


def test_places_are_counted_without_the_premise_that_is_dragged(drawn) -> None:
    assert at(drawn, "B", 45, 0, "A") == (Where.PANEL, "iA", 1)
    assert at(drawn, "A", -45, 0, "B") == (Where.PANEL, "iA", 0)


def test_the_bar_stands_between_the_premises(drawn) -> None:
    structure, diagram = drawn
    a, b = diagram.box_rect("A"), diagram.box_rect("B")
    mark = place_at(structure, diagram, a.right - 5, a.center[1], dragged="D").mark
    assert mark.shape == "bar"
    assert mark.rect.center[0] == pytest.approx((a.right + b.x) / 2)
    assert (mark.rect.y, mark.rect.bottom) == (a.y, a.bottom)


def test_the_edge_of_a_root_is_no_panel(drawn) -> None:
    assert at(drawn, "K", 48, 0, "D")[:2] == (Where.BOX, "K")


def test_a_whole_inference_goes_beside_others_rather_than_into_a_panel(drawn) -> None:
    # On the padding under a box: the left half of the panel is before it, the right half after it.
    assert at(drawn, "D", -30, 24, "iC") == (Where.ROW, "K", 1)
    assert at(drawn, "D", 30, 24, "iC") == (Where.ROW, "K", 2)
    assert at(drawn, "A", -45, 0, "iD")[:2] == (Where.BOX, "A")


def test_between_inferences_is_a_place_in_their_row(drawn) -> None:
    structure, diagram = drawn
    left, right = diagram.panel_rect("iA"), diagram.panel_rect("iD")
    x, y = (left.right + right.x) / 2, left.center[1]
    place = place_at(structure, diagram, x, y, dragged="C")
    assert place[:3] == (Where.ROW, "K", 1)
    assert place.mark.rect.center[0] == pytest.approx(x)
    # The dragged one does not count: before what is left, there is no place but the first.
    assert place_at(structure, diagram, x, y, dragged="iA")[:3] == (Where.ROW, "K", 0)
    assert place_at(structure, diagram, x, y, dragged="D")[:3] == (Where.ROW, "K", 1)
    # A passage becomes a claim of its own there.
    assert place_at(structure, diagram, x, y).where is Where.MAP


def test_the_free_map_has_places_among_the_standing_claims(drawn) -> None:
    structure, diagram = drawn
    y = diagram.bounds.bottom + 200
    k, s = diagram.box_rect("K"), diagram.box_rect("S")
    places = [
        place_at(structure, diagram, x, y, dragged="D")[2]
        for x in (k.x - 5, (k.right + s.x) / 2, s.right + 5)
    ]
    assert places == [0, 1, 2]
    assert place_at(structure, diagram, s.right + 5, y, dragged="S")[:3] == (Where.MAP, "", 1)
