"""Folded branches and the focus on one: what is cut off, counted, and still told of."""

from __future__ import annotations

import msgspec
import pytest

from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, Hit, MapView
from contention.diagram.layout.folding import shown
from contention.diagram.layout.forest import build_forest
from contention.diagram.themes import theme
from contention.model.project import ArgumentMap, Orientation, with_item
from contention.model.structure import Role, Structure
from tests.builders import map_of
from tests.unit.diagram.geometry import faults
from tests.unit.diagram.random_maps import PlainMeasure, random_map

MEASURE = PlainMeasure()
LIGHT = theme("classic")
TREE = """
    K
      + A
        & B
          + C
            - D
          ! U
      - E
        + F
"""


def drawing(argument_map: ArgumentMap, *folded: str, focus: str | None = None, previous=None) -> Diagram:
    view = MapView(folded=frozenset(folded), focus=focus)
    return compose(argument_map, MEASURE, LIGHT, previous, view)


def drawn(diagram: Diagram) -> str:
    return " ".join(box.claim + ("*" if box.stub else "") for _, box in diagram.boxes)


def chip(diagram: Diagram, claim: str) -> str | None:
    box = diagram.box(claim)
    assert box is not None
    return next((note.line.text for note in box.notes if note.kind == "fold"), None)


def test_a_folded_claim_says_how_many_claims_it_hides() -> None:
    diagram = drawing(map_of(TREE), "B")
    assert drawn(diagram) == "K A B E F U"
    assert chip(diagram, "B") == "2 claims"
    assert chip(diagram, "A") is None
    assert diagram.box_rect("C") is None
    assert diagram.pill_rect("iC") is None
    assert chip(drawing(map_of(TREE), "E"), "E") == "1 claim"
    assert chip(drawing(map_of(TREE), "K"), "K") == "7 claims"


def test_a_folded_inference_hides_its_premises_and_keeps_its_pill() -> None:
    diagram = drawing(map_of(TREE), "iA")
    assert drawn(diagram) == "K E F"
    pill, panel = diagram.pill_rect("iA"), diagram.panel_rect("iA")
    assert pill is not None
    assert panel is not None
    fold = next(placed.brick.fold for placed in diagram.bricks if placed.brick.id == "iA")
    assert fold is not None
    assert fold.line.text == "5 claims"
    assert faults(diagram) == []


def test_chips_can_be_hit() -> None:
    for orientation in Orientation:
        argument_map = msgspec.structs.replace(map_of(TREE), orientation=orientation)
        diagram = drawing(argument_map, "E", "iA")
        for x, y, brick, _ in diagram.bricks:
            notes = [(brick.id, brick.fold)] if brick.fold else []
            notes += [(box.claim, note) for box in brick.boxes for note in box.notes if note.kind == "fold"]
            for item, note in notes:
                left, top = note.rect.center
                assert diagram.hit(x + left, y + top) == Hit("fold", item)
                assert brick.panel is None or brick.panel.contains(left, top)


def test_folds_of_what_has_no_branch_or_is_not_there_change_nothing() -> None:
    whole = drawing(map_of(TREE))
    folded = drawing(map_of(TREE), "D", "F", "gone", "igone")
    assert folded.bricks == whole.bricks


def test_a_fold_inside_a_fold_counts_once_and_stays() -> None:
    assert chip(drawing(map_of(TREE), "K", "B"), "K") == "7 claims"
    assert chip(drawing(map_of(TREE), "B", "C"), "B") == "2 claims"


def test_a_reference_stays_where_its_claim_is_folded_away() -> None:
    argument_map = map_of(TREE)
    used = msgspec.structs.replace(argument_map.inferences["iE"], premises=("E", "D"))
    argument_map = msgspec.structs.replace(
        argument_map,
        inferences=with_item(argument_map.inferences, "iE", used),
        claims=with_item(
            argument_map.claims, "D", msgspec.structs.replace(argument_map.claims["D"], primary="iD")
        ),
    )
    diagram = drawing(argument_map, "B")
    assert drawn(diagram) == "K A B E D* F U"
    assert [tuple(link) for link in diagram.cross_links] == [("D", "iE")]
    assert diagram.box_rect("D") is None
    assert diagram.stub_rect(diagram.cross_links[0]) is not None


def test_only_references_under_a_fold_are_no_claims() -> None:
    argument_map = map_of("""
        K
          + A
          + B
    """)
    moved = msgspec.structs.replace(argument_map.inferences["iB"], target="A", premises=("K",))
    argument_map = msgspec.structs.replace(
        argument_map, inferences=with_item(argument_map.inferences, "iB", moved)
    )
    assert chip(drawing(argument_map, "A"), "A") == "folded"


def test_focus_shows_one_branch_alone() -> None:
    argument_map = map_of(TREE)
    assert drawn(drawing(argument_map, focus="B")) == "B C D"
    assert drawn(drawing(argument_map, focus="A")) == "A"
    assert drawn(drawing(argument_map, focus="iA")) == "A B C U D"
    assert drawn(drawing(argument_map, focus="K")) == drawn(drawing(argument_map))
    assert drawing(argument_map, focus="gone").bricks == drawing(argument_map).bricks
    alone = drawing(argument_map, focus="B").box("B")
    assert alone is not None
    assert alone.role is Role.REASON, "its role in the map"


def test_the_focus_is_shown_even_where_it_is_folded() -> None:
    diagram = drawing(map_of(TREE), "B", "C", focus="B")
    assert drawn(diagram) == "B C"
    assert chip(diagram, "C") == "1 claim"


def test_unfolding_gives_the_drawing_from_before() -> None:
    argument_map = random_map(60, 3, undercuts=0.2)
    whole = drawing(argument_map)
    folded = drawing(argument_map, *list(argument_map.claims)[1:20:3], previous=whole)
    again = drawing(argument_map, previous=folded)
    assert again.bricks == whole.bricks
    assert len(folded.bricks) < len(whole.bricks)


@pytest.mark.parametrize("seed", range(15))
def test_folded_maps_are_drawn_without_fault_and_count_what_they_hide(seed: int) -> None:
    argument_map = random_map(60, seed, cross=0.1, back=seed % 3, roots=1 + seed % 2, undercuts=0.2)
    argument_map = msgspec.structs.replace(
        argument_map, orientation=list(Orientation)[seed % 3], compact=bool(seed % 2)
    )
    folded = [*list(argument_map.claims)[seed::7], *list(argument_map.inferences)[seed::9]]
    diagram = drawing(argument_map, *folded)
    assert faults(diagram) == []
    forest = shown(build_forest(Structure(argument_map)), frozenset(folded), None)
    at_home = sum(part.home for parts in forest.parts for part in parts)
    hidden = sum(part.hidden or 0 for parts in forest.parts for part in parts)
    assert at_home + hidden + sum(forest.hidden.values()) == len(argument_map.claims)


def test_a_chain_of_thousands_folds_without_recursion() -> None:
    lines = ["K"] + ["  " * (depth + 1) + f"+ c{depth}" for depth in range(1500)]
    argument_map = map_of("\n".join(lines))
    assert chip(drawing(argument_map, "K"), "K") == "1500 claims"
    assert len(drawing(argument_map, "c1400").bricks) == 1402
