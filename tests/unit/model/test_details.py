"""What the reader notes: each an edit of its own, of several items at once."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from contention.model import details
from contention.model.edits import EditError
from contention.model.project import (
    Claim,
    ClaimRating,
    Inference,
    InferenceRating,
    Passage,
    Project,
    Tag,
    passage_order,
    read_only,
)
from tests.builders import MAP, project_of

IDS = ["K", "A", "iA"]


def claim(project: Project, claim_id: str = "A") -> Claim:
    return project.maps[MAP].claims[claim_id]


def inference(project: Project, inference_id: str = "iA") -> Inference:
    return project.maps[MAP].inferences[inference_id]


@pytest.fixture
def project() -> Project:
    return project_of("K\n  + A\n  - D")


@pytest.fixture
def tagged(project: Project) -> Project:
    for number, name in enumerate(["Doubtful", "To do"]):
        project = details.add_tag(project, Tag(id=f"t{number}", name=name, colour="red"))
    return details.set_tag(project, MAP, IDS, "t0", on=True)


@pytest.mark.parametrize(
    ("edit", "value", "field", "shown"),
    [
        (details.set_unstated, True, "unstated", True),
        (details.set_basis, "  my own\nword ", "basis", "my own word"),
        (details.set_claim_rating, ClaimRating.REJECT, "rating", ClaimRating.REJECT),
        (details.set_inference_rating, InferenceRating.NIL, "rating", InferenceRating.NIL),
        (details.set_scheme, "from\texpert  opinion", "scheme", "from expert opinion"),
        (details.set_width, 300, "width", 300.0),
        (details.set_width, 1.0, "width", 80.0),
        (details.set_width, math.inf, "width", 1200.0),
    ],
)
def test_all_that_it_is_about_are_changed(project: Project, edit, value, field, shown) -> None:
    after = edit(project, MAP, IDS, value)
    old = project.maps[MAP]
    if edit in {details.set_inference_rating, details.set_scheme}:
        assert getattr(inference(after), field) == shown
        assert after.maps[MAP].claims is old.claims
    else:
        assert [getattr(claim(after, item), field) for item in "KA"] == [shown, shown]
        assert after.maps[MAP].inferences is old.inferences
    assert edit(after, MAP, IDS, value) is after


def test_a_note_is_for_claims_and_inferences(project: Project) -> None:
    after = details.set_note(project, MAP, IDS, " two\r\nlines\x00 ")
    assert [claim(after).note, inference(after).note] == ["two\nlines"] * 2
    assert details.set_note(after, MAP, IDS, "two\nlines") is after


def test_a_box_is_put_somewhere_and_back_where_the_layout_finds_it(project: Project) -> None:
    after = details.set_position(project, MAP, "K", (3, -4.5))
    assert claim(after, "K").position == (3.0, -4.5)
    assert claim(details.set_position(after, MAP, "K", None), "K").position is None


@pytest.mark.parametrize(
    "change",
    [
        lambda p: details.set_position(p, MAP, "K", (math.nan, 0.0)),
        lambda p: details.set_position(p, MAP, "K", (0.0, math.inf)),
        lambda p: details.set_position(p, MAP, "gone", None),
        lambda p: details.set_width(p, MAP, ["K"], math.nan),
        lambda p: details.set_note(p, MAP, ["K", "gone"], ""),
        lambda p: details.set_tag(p, MAP, ["K"], "gone", on=True),
        lambda p: details.add_tag(p, Tag(id="t", name=" \n ")),
        lambda p: details.add_tag(p, Tag(id="t", name="x", colour="mauve")),
        lambda p: details.delete_tag(p, "gone"),
        lambda p: details.remove_passage(p, MAP, "K", "gone"),
        lambda p: details.set_implied(p, "gone", "K", "p", True),
    ],
)
def test_nonsense_is_refused(project: Project, change) -> None:
    with pytest.raises(EditError):
        change(project)


def test_tags_are_given_taken_and_stay_in_the_order_given(tagged: Project) -> None:
    both = details.set_tag(tagged, MAP, ["iA", "D"], "t1", on=True)
    assert inference(both).tags == ("t0", "t1")
    assert claim(both, "D").tags == ("t1",)
    assert details.set_tag(both, MAP, IDS, "t0", on=True) is both
    assert inference(details.set_tag(both, MAP, IDS, "t0", on=False)).tags == ("t1",)


def test_a_tag_is_renamed_and_coloured_everywhere(tagged: Project) -> None:
    after = details.change_tag(tagged, "t0", name=" Sure ", colour="green")
    assert (after.tags["t0"].name, after.tags["t0"].colour) == ("Sure", "green")
    assert after.maps is tagged.maps
    assert details.change_tag(after, "t0", name="Sure") is after
    with pytest.raises(EditError, match="There is a tag “to DO” already"):
        details.change_tag(tagged, "t0", name="to DO")


def test_a_deleted_tag_is_taken_off_everything(tagged: Project) -> None:
    after = details.delete_tag(tagged, "t0")
    assert list(after.tags) == ["t1"]
    assert (claim(after).tags, inference(after).tags) == ((), ())


def test_passages_are_implied_or_removed(project: Project) -> None:
    passages = tuple(Passage(id=f"p{n}", article="a", exact="w", start=n, end=n + 1) for n in range(2))
    argument_map = project.maps[MAP]
    linked = replace(argument_map.claims["A"], passages=passages)
    argument_map = replace(argument_map, claims=read_only({**argument_map.claims, "A": linked}))
    project = replace(project, maps=read_only({MAP: argument_map}))
    implied = details.set_implied(project, MAP, "A", "p1", True)
    assert [p.implied for p in claim(implied).passages] == [False, True]
    assert details.set_implied(implied, MAP, "A", "p1", True) is implied
    assert [p.id for p in claim(details.remove_passage(implied, MAP, "A", "p0")).passages] == ["p1"]
    assert sorted(claim(implied).passages, key=passage_order) == list(claim(implied).passages)
