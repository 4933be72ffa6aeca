"""What the outline says of a row."""

from __future__ import annotations

from contention.model import details, edits, uses
from contention.model.project import ClaimRating, InferenceRating, Kind, Passage, Tag
from contention.outline.tree import Key, Tree
from contention.outline.words import marks_of, spoken, text_of
from tests.builders import MAP, project_of

OUTLINE = """
    K networks are needed
      + A costs are high
        & B nobody else can pay
        ! C money is not the matter
      + R rents rise
      - D nobody repairs
    N put aside
"""


def tree_of(*changes) -> Tree:
    project = project_of(OUTLINE)
    for change in changes:
        project = change(project)
    return Tree(project.maps[MAP])


def test_the_role_tells_the_place_among_its_kind_and_among_the_premises() -> None:
    tree = tree_of(lambda p: details.set_unstated(p, MAP, ["B"], True))
    assert spoken(tree, Key("B")) == "reason 1 of 2, premise 2 of 2: B nobody else can pay; unstated"
    assert spoken(tree, Key("R")) == "reason 2 of 2: R rents rise"
    assert spoken(tree, Key("D")) == "objection 1 of 1: D nobody repairs"
    assert spoken(tree, Key("C")) == "objection 1 of 1 to this inference: C money is not the matter"
    assert spoken(tree, Key("K")) == "contention: K networks are needed"
    assert spoken(tree, Key("N")) == "claim that stands alone: N put aside"


def test_a_claim_says_that_a_passage_was_not_found() -> None:
    lost = Passage(id="p", article="a", exact="rents", start=0, end=5, orphan=True)
    tree = tree_of(lambda p: edits.link_passage(p, MAP, "R", lost))
    assert spoken(tree, Key("R")) == "reason 2 of 2: R rents rise; a passage was not found"


def test_an_inference_says_how_many_premises_it_joins_or_its_scheme() -> None:
    assert spoken(tree_of(), Key("iA")) == "reason 1 of 2: because, 2 premises together"
    named = tree_of(lambda p: details.set_scheme(p, MAP, ["iA", "iR"], "from cost"))
    assert text_of(named, Key("iA")) == "from cost, 2 premises together"
    assert spoken(named, Key("R")) == "reason 2 of 2: R rents rise; scheme: from cost"


def test_rating_basis_tags_and_folding_are_told() -> None:
    tree = tree_of(
        lambda p: details.add_tag(p, Tag(id="t", name="law")),
        lambda p: details.set_tag(p, MAP, ["D"], "t", True),
        lambda p: details.set_basis(p, MAP, ["D"], "testimony"),
        lambda p: details.set_claim_rating(p, MAP, ["D"], ClaimRating.REJECT),
        lambda p: details.set_inference_rating(p, MAP, ["iD"], InferenceRating.WEAK),
    )
    assert marks_of(tree, Key("D")) == ["rejected", "testimony", "weak step"]
    said = spoken(tree, Key("D"), {"D"})
    assert said.endswith("rejected; testimony; weak step; one tag; folded on the map")


def test_a_further_use_says_where_to_see_and_the_claim_that_it_is_used_elsewhere() -> None:
    tree = tree_of(lambda p: uses.use_again(p, MAP, "A", target="D", kind=Kind.REASON, inference_id="again"))
    assert spoken(tree, Key("A", "again")) == "reason 1 of 1: see “A costs are high”"
    assert spoken(tree, Key("A")).endswith("also used in one other place")


def test_a_claim_without_words_says_so_and_line_breaks_are_spaces() -> None:
    tree = tree_of(
        lambda p: edits.set_text(p, MAP, "D", ""), lambda p: edits.set_text(p, MAP, "N", "two\nlines")
    )
    assert text_of(tree, Key("D")) == "no words yet"
    assert text_of(tree, Key("N")) == "two lines"
