"""Rearranging a map."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contention.model import edits, moves
from contention.model.edits import EditError
from contention.model.project import Claim, Project
from contention.model.structure import Structure
from tests.builders import MAP, outline_of, project_of

ARGUMENT = "K\n  + A\n    & B\n      + E\n    ! U\n  - D\n    - R\nF"


@pytest.fixture
def project() -> Project:
    return project_of(ARGUMENT)


def test_an_inference_moves_to_another_target_with_all_it_carries(project: Project) -> None:
    after = moves.move_inference(project, MAP, "iA", target="R")
    assert outline_of(after) == ("K\n  - D\n    - R\n      + A\n        & B\n          + E\n        ! U\nF")


def test_an_inference_moves_among_its_siblings() -> None:
    project = project_of("K\n  + A\n  + B\n  + C")
    assert outline_of(moves.move_inference(project, MAP, "iC", target="K", at=0)) == (
        "K\n  + C\n  + A\n  + B"
    )
    assert outline_of(moves.move_inference(project, MAP, "iA", target="K", at=1)) == (
        "K\n  + B\n  + A\n  + C"
    )
    assert moves.move_inference(project, MAP, "iB", target="K", at=1) is project
    assert moves.move_inference(project, MAP, "iB", target="K") is project


@pytest.mark.parametrize("target", ["E", "A", "U", "iA", "iU"])
def test_an_inference_never_moves_below_itself(project: Project, target: str) -> None:
    with pytest.raises(EditError, match="circle"):
        moves.move_inference(project, MAP, "iA", target=target)


def test_a_premise_joins_another_panel(project: Project) -> None:
    after = moves.move_premise(project, MAP, "B", to="iD", at=0)
    assert outline_of(after) == "K\n  + A\n    ! U\n  - B\n    + E\n    & D\n      - R\nF"


def test_a_standing_claim_joins_a_panel(project: Project) -> None:
    assert moves.move_premise(project, MAP, "F", to="iA").maps[MAP].inferences["iA"].premises == (
        "A",
        "B",
        "F",
    )


def test_a_premise_changes_its_place_in_the_panel(project: Project) -> None:
    after = moves.move_premise(project, MAP, "B", to="iA", at=0)
    assert after.maps[MAP].inferences["iA"].premises == ("B", "A")
    assert moves.move_premise(project, MAP, "B", to="iA", at=1) is project


def test_objections_to_a_step_follow_its_last_premise() -> None:
    project = project_of("K\n  + A\n    ! U\n  - D")
    after = moves.move_premise(project, MAP, "A", to="iD")
    assert outline_of(after) == "K\n  - D\n    & A\n    ! U"


@pytest.mark.parametrize(("claim", "to"), [("B", "iE"), ("K", "iA"), ("K", "iR"), ("D", "iR")])
def test_a_premise_never_joins_its_own_branch(project: Project, claim: str, to: str) -> None:
    with pytest.raises(EditError, match="circle"):
        moves.move_premise(project, MAP, claim, to=to)


def test_a_sole_premise_never_joins_an_objection_to_its_own_step() -> None:
    with pytest.raises(EditError, match="circle"):
        moves.move_premise(project_of("K\n  + A\n    ! U\n      + V"), MAP, "A", to="iV")


def test_a_premise_joins_an_inference_once() -> None:
    argument_map = project_of("K\n  + A\n    & S\n  + D").maps[MAP]
    second = edits.with_premise(argument_map.inferences["iD"], "S", None)
    project = edits.put_map(project_of("K"), edits.put_inferences(argument_map, [second]))
    with pytest.raises(EditError, match="already"):
        moves.move_premise(project, MAP, "S", to="iD")


def test_a_claim_dropped_on_another_keeps_its_kind(project: Project) -> None:
    after = moves.move_claim(project, MAP, "R", target="K", inference_id="new")
    assert outline_of(after) == "K\n  + A\n    & B\n      + E\n    ! U\n  - D\n  - R\nF"
    assert "iR" in after.maps[MAP].inferences


def test_a_co_premise_leaves_its_panel_as_an_inference_of_its_own(project: Project) -> None:
    after = moves.move_claim(project, MAP, "B", target="K", inference_id="new")
    assert outline_of(after) == "K\n  + A\n    ! U\n  - D\n    - R\n  + B\n    + E\nF"
    assert after.maps[MAP].inferences["new"].premises == ("B",)


def test_a_standing_claim_becomes_a_reason_where_it_is_dropped(project: Project) -> None:
    after = moves.move_claim(project, MAP, "F", target="K", inference_id="new", at=0)
    assert outline_of(after).startswith("K\n  + F\n  + A")
    on_pill = moves.move_claim(project, MAP, "F", target="iD", inference_id="new")
    assert "    !+ F" in outline_of(on_pill)


@pytest.mark.parametrize(("claim", "target"), [("K", "R"), ("K", "iA"), ("D", "R"), ("B", "E"), ("D", "iD")])
def test_a_claim_never_argues_for_itself(project: Project, claim: str, target: str) -> None:
    with pytest.raises(EditError, match="circle"):
        moves.move_claim(project, MAP, claim, target=target, inference_id="new")
    with pytest.raises(EditError, match="itself"):
        moves.move_claim(project, MAP, claim, target=claim, inference_id="new")


def test_a_circle_through_a_claim_used_again_is_seen_too() -> None:
    argument_map = project_of("K\n  + A\n    + S\n  + D").maps[MAP]
    # S also supports D: D must not be moved below S.
    second = edits.with_premise(argument_map.inferences["iD"], "S", None)
    project = edits.put_map(project_of("K"), edits.put_inferences(argument_map, [second]))
    with pytest.raises(EditError, match="circle"):
        moves.move_claim(project, MAP, "K", target="S", inference_id="new")


def test_detaching_lets_the_branch_stand_alone(project: Project) -> None:
    assert outline_of(moves.detach(project, MAP, "B")) == ("K\n  + A\n    ! U\n  - D\n    - R\nF\nB\n  + E")
    assert outline_of(moves.detach(project, MAP, "D")) == (
        "K\n  + A\n    & B\n      + E\n    ! U\nF\nD\n  - R"
    )
    assert moves.detach(project, MAP, "F") is project


@pytest.mark.parametrize(
    ("claim", "at", "expected"),
    [
        ("A", 0, "A\nK\nF\nG"),
        ("A", 1, "K\nA\nF\nG"),
        ("A", 9, "K\nF\nG\nA"),
        ("G", 0, "G\nK\n  + A\nF"),
        ("K", 2, "F\nG\nK\n  + A"),
        ("F", 1, None),
        ("F", None, None),
    ],
)
def test_a_claim_stands_alone_at_its_place(claim: str, at: int | None, expected: str | None) -> None:
    project = project_of("K\n  + A\nF\nG")
    after = moves.detach(project, MAP, claim, at=at)
    if expected is None:
        assert after is project
    else:
        assert outline_of(after) == expected


def test_detaching_a_sole_premise_keeps_the_words_of_objections_to_the_step() -> None:
    after = moves.detach(project_of("K\n  + A\n    ! U\n      + V"), MAP, "A")
    assert outline_of(after) == "K\nA\nU\n  + V"
    nested = moves.detach(project_of("K\n  + A\n    ! U\n      ! V\n        ! W"), MAP, "A")
    assert outline_of(nested) == "K\nA\nU\nV\nW"
    assert not nested.maps[MAP].inferences


@pytest.mark.parametrize(
    ("item", "step", "expected"),
    [
        ("A", +1, "K\n  + B\n    & A\n    ! U\n  - D\nF\nG"),
        ("B", +1, None),
        ("iA", +1, "K\n  - D\n  + A\n    & B\n    ! U\nF\nG"),
        ("D", -1, "K\n  - D\n  + A\n    & B\n    ! U\nF\nG"),
        ("D", +1, None),
        ("F", -1, "F\nK\n  + A\n    & B\n    ! U\n  - D\nG"),
        ("G", +1, None),
        ("G", -1, "K\n  + A\n    & B\n    ! U\n  - D\nG\nF"),
    ],
)
def test_reordering_by_one_place(item: str, step: int, expected: str | None) -> None:
    project = project_of("K\n  + A\n    & B\n    ! U\n  - D\nF\nG")
    after = moves.reorder(project, MAP, item, step)
    if expected is None:
        assert after is project
    else:
        assert outline_of(after) == expected


def test_a_claim_is_put_above_another(project: Project) -> None:
    above_premise = moves.insert_above(project, MAP, "B", new=Claim(id="N"), inference_id="i")
    assert outline_of(above_premise) == (
        "K\n  + A\n    & N\n      + B\n        + E\n    ! U\n  - D\n    - R\nF"
    )
    above_root = moves.insert_above(project, MAP, "F", new=Claim(id="N"), inference_id="i")
    assert outline_of(above_root).endswith("\nN\n  + F")


@pytest.mark.parametrize(
    ("beside", "before", "expected"),
    [
        ("D", False, "K\n  + A\n  - D\n  - N\nF"),
        ("D", True, "K\n  + A\n  - N\n  - D\nF"),
        ("iA", False, "K\n  + A\n  + N\n  - D\nF"),
        ("K", False, "K\n  + A\n  - D\nN\nF"),
        ("K", True, "N\nK\n  + A\n  - D\nF"),
    ],
)
def test_a_sibling_takes_the_same_part(beside: str, before: bool, expected: str) -> None:
    project = project_of("K\n  + A\n  - D\nF")
    after = moves.add_sibling(project, MAP, beside, claim=Claim(id="N"), inference_id="i", before=before)
    assert outline_of(after) == expected


def test_inferences_that_aim_at_one_another_can_be_detached_from() -> None:
    argument_map = project_of("K\n  + A\n    ! U\n  - D").maps[MAP]
    astray = replace(argument_map.inferences["iA"], target="iU")
    project = edits.put_map(project_of("K"), edits.put_inferences(argument_map, [astray]))
    assert outline_of(moves.detach(project, MAP, "A")) == "K\n  - D\nA\nU"


def used_twice(primary: str | None) -> Project:
    """S is a premise of A's support and of D; the argument for A is where it is drawn, or `primary`."""
    argument_map = project_of("K\n  + A\n    + S\n  - D\nF").maps[MAP]
    second = edits.with_premise(argument_map.inferences["iD"], "S", None)
    argument_map = edits.put_inferences(argument_map, [second])
    chosen = replace(argument_map.claims["S"], primary=primary)
    return edits.put_map(project_of("K"), edits.put_claims(argument_map, [chosen]))


def primary_of(project: Project) -> str | None:
    return project.maps[MAP].claims["S"].primary


@pytest.mark.parametrize("primary", ["iS", "iD"])
def test_a_claim_used_twice_is_drawn_where_it_was_moved_to(primary: str) -> None:
    project = used_twice(primary)
    joined = moves.move_premise(project, MAP, "S", to="iA")
    assert primary_of(joined) == "iA"
    assert Structure(joined.maps[MAP]).primary_use("S") == joined.maps[MAP].inferences["iA"]
    for_k = moves.move_claim(used_twice("iD"), MAP, "S", target="K", inference_id="new")
    assert primary_of(for_k) == "new"
    assert len(Structure(for_k.maps[MAP]).uses_of["S"]) == 2


def test_detaching_takes_a_claim_out_of_the_place_it_is_drawn_in() -> None:
    after = moves.detach(used_twice("iD"), MAP, "S")
    assert primary_of(after) is None
    assert [use.id for use in Structure(after.maps[MAP]).uses_of["S"]] == ["iS"]
