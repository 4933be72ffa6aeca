"""Reason or objection, premise or conclusion, co-premise or undercut."""

from __future__ import annotations

import pytest

from contention.model import edits, kinds, uses
from contention.model.edits import EditError
from contention.model.project import Claim, Kind, Project
from contention.model.structure import Structure
from tests.builders import MAP, outline_of, project_of

OUTLINE = "K\n  + A\n    & B\n  + C\n    ! U\n  - D\nF"


def group(project: Project, *claims: str) -> Project:
    return kinds.group(project, MAP, claims)


def again(project: Project, claim: str, target: str) -> Project:
    return uses.use_again(project, MAP, claim, target=target, kind=Kind.REASON, inference_id="j")


def unstated(project: Project, claim: str) -> Project:
    argument_map = project.maps[MAP]
    marked = edits.replace(argument_map.claims[claim], unstated=True)
    return edits.put_map(project, edits.put_claims(argument_map, [marked]))


def test_kind_is_changed_of_all_at_once() -> None:
    before = project_of(OUTLINE)
    after = kinds.set_kind(before, MAP, ["iA", "iD"], Kind.OBJECTION)
    assert outline_of(after) == "K\n  - A\n    & B\n  + C\n    ! U\n  - D\nF"
    assert kinds.set_kind(before, MAP, ["iA"], Kind.REASON) is before


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        # The inference that loses its only premise goes; what objects to it meets the one that stays.
        ("AC", "K\n  + A\n    & B\n    & C\n    ! U\n  - D\nF"),
        ("CA", "K\n  + A\n    & B\n    & C\n    ! U\n  - D\nF"),
        ("ABC", "K\n  + A\n    & B\n    & C\n    ! U\n  - D\nF"),
    ],
)
def test_premises_are_grouped_in_the_first_inference(claims: str, expected: str) -> None:
    assert outline_of(group(project_of(OUTLINE), *claims)) == expected


def test_a_co_premise_that_was_not_chosen_stays_where_it_is() -> None:
    project = project_of("K\n  + A\n  + B\n    & C")
    assert outline_of(group(project, "A", "B")) == "K\n  + A\n    & B\n  + C"


def test_claims_of_one_inference_are_grouped_already() -> None:
    project = project_of(OUTLINE)
    assert group(project, "A", "B") is project


def test_split_apart_makes_each_co_premise_a_reason_of_its_own() -> None:
    project = project_of("K\n  - A\n    & B\n    & C\n    ! U\n  + D")
    after = kinds.split_apart(project, MAP, "iA", inference_ids=["x", "y"])
    assert outline_of(after) == "K\n  - A\n    ! U\n  - B\n  - C\n  + D"
    assert kinds.split_apart(project, MAP, "iD", inference_ids=[]) is project


def test_a_shared_claim_is_still_drawn_in_the_part_that_it_became() -> None:
    project = again(project_of("K\n  + A\n    & B\n  - D"), "B", "D")
    after = kinds.split_apart(project, MAP, "iA", inference_ids=["x"])
    assert Structure(after.maps[MAP]).primary_use("B") == after.maps[MAP].inferences["x"]
    grouped = group(after, "A", "B")
    assert Structure(grouped.maps[MAP]).primary_use("B") == grouped.maps[MAP].inferences["iA"]


@pytest.mark.parametrize(
    ("outline", "claim", "expected"),
    [
        ("K\n  + A\n    & B\n    - E\n  - D\nF", "A", "A\n  + K\n    - D\n    & B\n  - E\nF"),
        ("K\n  + A\n    + B\n      + C", "B", "K\n  + B\n    + C\n    + A"),
        ("K\n  + A\n    ! U\n      + V", "V", "K\n  + A\n    ! V\n      + U"),
    ],
)
def test_a_premise_and_its_conclusion_change_places(outline: str, claim: str, expected: str) -> None:
    after = kinds.swap(project_of(outline), MAP, claim)
    order = sorted(outline_of(after).split()) == sorted(expected.split())
    assert order
    structure, wanted = Structure(after.maps[MAP]), Structure(project_of(expected).maps[MAP])
    for item in wanted.map.claims:
        use, other = structure.primary_use(item), wanted.primary_use(item)
        assert (use and use.target in structure.map.claims and use.target) == (
            other and other.target in wanted.map.claims and other.target
        )


def test_swapping_keeps_the_place_and_the_position_on_the_map() -> None:
    project = project_of("K\n  + A\nF\n  + G")
    argument_map = project.maps[MAP]
    put = edits.put_claims(argument_map, [edits.replace(argument_map.claims["K"], position=(5.0, 7.0))])
    after = kinds.swap(edits.put_map(project, put), MAP, "A")
    assert [root.id for root in Structure(after.maps[MAP]).roots] == ["A", "F"]
    assert after.maps[MAP].claims["A"].position == (5.0, 7.0)
    assert after.maps[MAP].claims["K"].position is None


def test_the_contention_is_put_on_top_and_back() -> None:
    project = project_of("F\nK\n  + A\n    + B\n      + C\n    - E\n  - D")
    after = kinds.make_contention(project, MAP, "B")
    assert outline_of(after) == "B\n  + A\n    + K\n      - D\n    - E\n  + C\nF"
    back = kinds.make_contention(after, MAP, "K")
    assert outline_of(back) == "K\n  + A\n    + B\n      + C\n    - E\n  - D\nF"
    assert kinds.make_contention(back, MAP, "K") is back


def test_a_floating_claim_becomes_the_first_contention() -> None:
    assert outline_of(kinds.make_contention(project_of("K\n  + A\nF"), MAP, "F")) == "F\nK\n  + A"


def test_an_undercut_becomes_an_objection_to_an_unstated_co_premise_and_back() -> None:
    project = project_of(OUTLINE)
    new = Claim(id="N", text="Taken  for granted")
    after = kinds.undercut_to_co_premise(project, MAP, "iU", claim=new)
    assert outline_of(after) == "K\n  + A\n    & B\n  + C\n    & N\n      - U\n  - D\nF"
    assert after.maps[MAP].claims["N"].unstated
    back = kinds.co_premise_to_undercut(after, MAP, "N")
    assert outline_of(back) == OUTLINE
    assert back.maps[MAP].claims == project.maps[MAP].claims


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda p: group(p, "A", "U"), "these support different ones"),
        (lambda p: group(p, "A", "D"), "A reason and an objection cannot be grouped"),
        (lambda p: group(p, "A", "F"), "stands alone is no premise yet"),
        (lambda p: group(p, "A"), "Select two or more premises"),
        (lambda p: kinds.swap(p, MAP, "K"), "no conclusion to change places with"),
        (lambda p: kinds.swap(p, MAP, "U"), "An inference cannot change places"),
        (lambda p: kinds.swap(again(p, "A", "B"), MAP, "A"), "would make the argument a circle"),
        (lambda p: kinds.make_contention(p, MAP, "U"), "an objection to an inference"),
        (lambda p: kinds.set_kind(p, MAP, ["gone"], Kind.REASON), "no longer on the map"),
        (
            lambda p: kinds.undercut_to_co_premise(p, MAP, "iD", claim=Claim(id="N")),
            "This speaks to a claim already",
        ),
        (lambda p: kinds.co_premise_to_undercut(p, MAP, "D"), "Only a co-premise of one inference"),
        (lambda p: kinds.co_premise_to_undercut(p, MAP, "B"), "Only an unstated co-premise"),
        (lambda p: kinds.co_premise_to_undercut(unstated(p, "B"), MAP, "B"), "Nothing speaks to this"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(change, sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        change(project_of(OUTLINE))
