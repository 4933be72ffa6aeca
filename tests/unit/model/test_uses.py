"""One claim in several places."""

from __future__ import annotations

import pytest

from contention.model import edits, moves, uses
from contention.model.edits import EditError
from contention.model.graph import circles
from contention.model.project import Kind, Project
from contention.model.structure import Role, Structure
from tests.builders import MAP, outline_of, project_of

OUTLINE = "K\n  + A\n    + S\n  - D\nF"


def again(project: Project, claim: str, target: str, kind: Kind = Kind.REASON, step: str = "j") -> Project:
    return uses.use_again(project, MAP, claim, target=target, kind=kind, inference_id=step)


def structure_of(project: Project) -> Structure:
    return Structure(project.maps[MAP])


def homes(project: Project, claim: str) -> tuple[str | None, list[str]]:
    """Where a claim is drawn, and its other uses."""
    structure = structure_of(project)
    use = structure.primary_use(claim)
    return use.id if use else None, [u.id for u in structure.uses_of.get(claim, []) if u != use]


def test_a_claim_used_again_stays_where_it_is_drawn() -> None:
    before = project_of(OUTLINE)
    after = again(before, "S", "D", Kind.OBJECTION)
    assert homes(after, "S") == ("iS", ["j"])
    assert after.maps[MAP].inferences["j"].kind is Kind.OBJECTION
    first = uses.use_again(before, MAP, "S", target="K", kind=Kind.REASON, inference_id="j", at=0)
    assert homes(first, "S") == ("iS", ["j"])
    assert [i.id for i in structure_of(first).inferences_of["K"]] == ["j", "iA", "iD"]


def test_a_contention_used_again_stands_alone_as_before() -> None:
    after = again(project_of(OUTLINE), "F", "K")
    assert homes(after, "F") == (None, ["j"])
    assert [root.id for root in structure_of(after).roots] == ["K", "F"]
    assert structure_of(after).role("F") is Role.STANDING
    assert list(structure_of(after).below("K")) == ["K", "iA", "A", "iS", "S", "iD", "D", "j"]


def test_a_claim_joins_another_inference_as_well() -> None:
    after = uses.use_again_as_premise(project_of(OUTLINE), MAP, "S", to="iD", at=0)
    assert after.maps[MAP].inferences["iD"].premises == ("S", "D")
    assert homes(after, "S") == ("iS", ["iD"])


def test_circles_are_allowed_and_named() -> None:
    after = again(project_of(OUTLINE), "K", "S")
    assert circles(after.maps[MAP]) == [["A", "K", "S", "iA", "iS", "j"]]
    assert [root.id for root in structure_of(after).roots] == ["K", "F"]
    assert structure_of(after).in_circle("iS")
    assert not structure_of(after).in_circle("D")
    assert not structure_of(after).in_circle("iD")
    # Siblings of a circle can still be put in another order.
    assert moves.reorder(after, MAP, "A", 1) is not after


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda p: again(p, "S", "S"), "A claim cannot be a reason for itself."),
        (lambda p: again(p, "S", "A"), "The claim is used there already."),
        (lambda p: again(p, "gone", "A"), "This claim is no longer on the map."),
        (lambda p: again(p, "S", "gone"), "What this should be attached to is no longer on the map."),
        (
            lambda p: uses.use_again_as_premise(p, MAP, "S", to="iS"),
            "This claim is a premise of that inference already.",
        ),
        (lambda p: uses.use_again_as_premise(p, MAP, "K", to="iA"), "A claim cannot be a reason for itself."),
        (lambda p: uses.unlink(p, MAP, "S", "iA"), "This claim is not a premise of that inference."),
        (lambda p: uses.choose_primary(p, MAP, "S", "iA"), "This claim is not a premise of that inference."),
        (
            lambda p: uses.choose_primary(again(p, "A", "S"), MAP, "A", "j"),
            "That place stands below the claim itself, so it cannot be drawn there.",
        ),
        (
            lambda p: uses.attach(p, MAP, "S", target="K", kind=Kind.REASON, inference_id="j"),
            "This claim is attached already: move it, or detach it first.",
        ),
        (
            lambda p: uses.attach(p, MAP, "K", target="S", kind=Kind.REASON, inference_id="j"),
            "This would make the argument a circle: the target stands below the claim.",
        ),
    ],
)
def test_nonsense_is_refused_with_a_sentence(change, sentence: str) -> None:
    with pytest.raises(EditError) as refusal:
        change(project_of(OUTLINE))
    assert str(refusal.value) == sentence


def test_the_reader_chooses_where_a_claim_is_drawn() -> None:
    shared = again(project_of(OUTLINE), "S", "D")
    chosen = uses.choose_primary(shared, MAP, "S", "j")
    assert homes(chosen, "S") == ("j", ["iS"])
    assert uses.choose_primary(chosen, MAP, "S", "j") is chosen


def test_a_claim_that_stood_alone_can_be_drawn_where_it_is_used() -> None:
    chosen = uses.choose_primary(again(project_of(OUTLINE), "F", "K"), MAP, "F", "j")
    assert outline_of(chosen) == "K\n  + A\n    + S\n  - D\n  + F"


def test_a_claim_is_taken_out_of_one_place() -> None:
    shared = again(project_of(OUTLINE), "S", "D")
    assert homes(uses.unlink(shared, MAP, "S", "j"), "S") == ("iS", [])
    moved = uses.unlink(shared, MAP, "S", "iS")
    assert outline_of(moved) == "K\n  + A\n  - D\n    + S\nF"
    assert outline_of(uses.unlink(moved, MAP, "S", "j")) == "K\n  + A\n  - D\nF\nS"


def test_taking_a_claim_out_frees_what_objects_to_its_step() -> None:
    after = uses.unlink(project_of("K\n  + A\n    ! U\n      + V\nF"), MAP, "A", "iA")
    assert outline_of(after) == "K\nF\nA\nU\n  + V"


def test_a_claim_that_would_hang_from_itself_stands_alone() -> None:
    circle = again(project_of("K\n  + A\n    + B"), "A", "B")
    after = uses.unlink(circle, MAP, "A", "iA")
    assert [root.id for root in structure_of(after).roots] == ["K", "A"]
    assert after.maps[MAP].claims["A"].primary == "A"
    assert homes(after, "A") == (None, ["j"])
    assert [root.id for root in structure_of(moves.detach(circle, MAP, "A")).roots] == ["K", "A"]


def test_deleting_keeps_a_contention_that_was_used_and_takes_a_circle_along() -> None:
    used = again(project_of(OUTLINE), "F", "K")
    assert outline_of(edits.delete(used, MAP, ["K"])) == "F"
    assert edits.delete(used, MAP, ["K"]).maps[MAP].claims["F"].primary is None
    circle = again(project_of("K\n  + A\n    + B\n      + C\nF"), "B", "C")
    assert outline_of(edits.delete(circle, MAP, ["A"])) == "K\nF"
    saved = uses.use_again(circle, MAP, "C", target="F", kind=Kind.REASON, inference_id="z")
    left = edits.delete(saved, MAP, ["A"])
    assert set(left.maps[MAP].claims) == {"K", "F", "C", "B"}


def test_a_floating_claim_is_attached_with_its_branch() -> None:
    project = project_of("K\n  + A\nF\n  - G")
    after = uses.attach(project, MAP, "F", target="iA", kind=Kind.OBJECTION, inference_id="j", at=0)
    assert outline_of(after) == "K\n  + A\n    ! F\n      - G"


def test_moving_the_place_a_claim_is_drawn_in_keeps_it_there() -> None:
    """Without a chosen place the first in order counts: a move must not make it another one."""
    project = uses.use_again_as_premise(project_of("K\n  + A\n    + S\n  - D"), MAP, "S", to="iD")
    project = edits.put_map(
        project,
        edits.put_claims(project.maps[MAP], [edits.replace(project.maps[MAP].claims["S"], primary=None)]),
    )
    moved = moves.move_inference(project, MAP, "iS", target="K")
    assert homes(moved, "S") == ("iS", ["iD"])
