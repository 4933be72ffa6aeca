"""Several maps in a project, and branches that go from one to another."""

from __future__ import annotations

import math
from itertools import count

import pytest

from contention.model import edits, maps, uses
from contention.model.edits import EditError
from contention.model.project import ArgumentMap, Claim, Kind, Orientation, Passage, Project, in_order
from tests.builders import MAP, outline_of, project_of

OTHER = "other"
OUTLINE = "K\n  + A\n    & B\n      + C\n    ! U\n  - D\nF"


@pytest.fixture
def project() -> Project:
    two = maps.add_map(project_of(OUTLINE), ArgumentMap(id=OTHER, title="Other"))
    return edits.add_claim(two, OTHER, Claim(id="Z"))


def titles(project: Project) -> list[str]:
    return [one.title for one in in_order(project.maps.values())]


def moved(project: Project, item: str) -> list[str]:
    after = maps.move_branch(project, MAP, item, to_map=OTHER)
    return [outline_of(after), outline_of(after, OTHER)]


def test_maps_are_added_renamed_and_put_in_order(project: Project) -> None:
    third = maps.add_map(project, ArgumentMap(id="x", title=" Third\n one "), at=0)
    assert titles(third) == ["Third one", "Map", "Other"]
    assert titles(maps.reorder_map(third, "x", 1)) == ["Map", "Third one", "Other"]
    assert titles(maps.reorder_map(third, "x", 9)) == ["Map", "Other", "Third one"]
    assert maps.reorder_map(third, "x", -1) is third
    assert titles(maps.rename_map(third, MAP, "New")) == ["Third one", "New", "Other"]
    assert maps.rename_map(third, MAP, " Map ") is third


def test_the_last_map_stays(project: Project) -> None:
    alone = maps.delete_map(project, OTHER)
    assert titles(alone) == ["Map"]
    with pytest.raises(EditError, match="only map"):
        maps.delete_map(alone, MAP)


def test_looks_of_a_map(project: Project) -> None:
    after = maps.set_orientation(project, MAP, Orientation.RIGHT)
    after = maps.set_compact(after, MAP, True)
    after = maps.set_box_width(after, MAP, 5)
    one = after.maps[MAP]
    assert (one.orientation, one.compact, one.box_width) == (Orientation.RIGHT, True, 80.0)
    assert after.maps[OTHER] is project.maps[OTHER]
    assert maps.set_box_width(after, MAP, 80.0) is after
    with pytest.raises(EditError):
        maps.set_box_width(after, MAP, math.nan)


def test_a_duplicate_is_the_same_argument_under_other_ids(project: Project) -> None:
    project = uses.use_again(project, MAP, "F", target="K", kind=Kind.REASON, inference_id="j")
    numbers = count()
    after = maps.duplicate_map(project, MAP, title="Copy", fresh=lambda: f"n{next(numbers)}")
    assert titles(after) == ["Map", "Copy", "Other"]
    old, new = after.maps[MAP], after.maps["n0"]
    assert old is project.maps[MAP]
    assert not {*old.claims, *old.inferences} & {*new.claims, *new.inferences}
    by_text = {claim.id: claim.text for claim in new.claims.values()}
    copied = outline_of(after, "n0")
    for claim_id in sorted(by_text, key=len, reverse=True):
        copied = copied.replace(claim_id, by_text[claim_id])
    assert copied == outline_of(after).replace("F F", "F")


@pytest.mark.parametrize(
    ("item", "left", "there"),
    [
        ("D", "K\n  + A\n    & B\n      + C\n    ! U\nF", "Z\nD"),
        ("B", "K\n  + A\n    ! U\n  - D\nF", "Z\nB\n  + C"),
        ("K", "F", "Z\nK\n  + A\n    & B\n      + C\n    ! U\n  - D"),
        ("iA", "K\n  - D\nF", "Z\nA\nB\n  + C\nU"),
        ("iD", "K\n  + A\n    & B\n      + C\n    ! U\nF", "Z\nD"),
    ],
)
def test_a_branch_goes_to_another_map(project: Project, item: str, left: str, there: str) -> None:
    assert moved(project, item) == [left, there]


def test_a_claim_keeps_its_passages_on_the_way(project: Project) -> None:
    passage = Passage(id="p", article="a", exact="w", start=0, end=1)
    linked = edits.link_passage(project, MAP, "C", passage)
    after = maps.move_branch(linked, MAP, "B", to_map=OTHER)
    assert after.maps[OTHER].claims["C"].passages == (passage,)


def test_what_would_reach_into_the_other_map_is_unlinked(project: Project) -> None:
    shared = uses.use_again(project, MAP, "C", target="D", kind=Kind.REASON, inference_id="j")
    shared = uses.use_again_as_premise(shared, MAP, "F", to="iC")
    left, there = moved(shared, "B")
    assert left == "K\n  + A\n    ! U\n  - D\nF"
    assert there == "Z\nB\n  + C"
    # An inference that is emptied so frees what objects to it, and loses nobody's claim.
    about = edits.add_inference(
        shared, MAP, kind=Kind.OBJECTION, target="j", claim=Claim(id="V"), inference_id="v"
    )
    assert moved(about, "B")[0] == "K\n  + A\n    ! U\n  - D\nF\nV"


def test_a_circle_goes_whole(project: Project) -> None:
    circle = uses.use_again(project, MAP, "B", target="C", kind=Kind.REASON, inference_id="j")
    after = maps.move_branch(circle, MAP, "B", to_map=OTHER)
    assert set(after.maps[OTHER].claims) == {"Z", "B", "C"}
    assert after.maps[OTHER].claims["B"].primary == "B"
    assert set(after.maps[OTHER].inferences) == {"iC", "j"}


def test_nonsense_is_refused(project: Project) -> None:
    for item, to_map in (("gone", OTHER), ("A", MAP), ("A", "gone")):
        with pytest.raises(EditError):
            maps.move_branch(project, MAP, item, to_map=to_map)
    for change in (maps.delete_map, maps.rename_map):
        with pytest.raises(EditError):
            change(project, "gone", *(["x"] if change is maps.rename_map else []))
