"""Adding, wording and deleting."""

from __future__ import annotations

import textwrap

import pytest

from contention.model import details, edits
from contention.model.edits import EditError
from contention.model.project import Article, Claim, Kind, Passage, new_project
from tests.builders import MAP, outline_of, project_of

ARGUMENT = """
    K
      + A
        & B
          + E
        ! U
      - D
        - R
    F
"""


def shown(outline: str) -> str:
    return textwrap.dedent(outline).strip()


def test_the_builder_and_its_reverse_agree() -> None:
    assert outline_of(project_of(ARGUMENT)) == shown(
        """
        K
          + A
            & B
              + E
            ! U
          - D
            - R
        F
        """
    )


def test_a_claim_stands_alone_after_the_others() -> None:
    after = edits.add_claim(project_of("K\nF"), MAP, Claim(id="N", text="New"))
    assert outline_of(after) == "K\nF\nN"


@pytest.mark.parametrize(("at", "expected"), [(0, "N\nK\nF"), (1, "K\nN\nF"), (2, "K\nF\nN"), (9, "K\nF\nN")])
def test_a_claim_stands_at_its_place(at: int, expected: str) -> None:
    assert outline_of(edits.add_claim(project_of("K\nF"), MAP, Claim(id="N"), at=at)) == expected


@pytest.mark.parametrize(("kind", "sign"), [(Kind.REASON, "+"), (Kind.OBJECTION, "-")])
def test_a_reason_and_an_objection_go_below_their_target(kind: Kind, sign: str) -> None:
    before = project_of("K\n  + A")
    after = edits.add_inference(before, MAP, kind=kind, target="K", claim=Claim(id="N"), inference_id="i")
    assert outline_of(after) == f"K\n  + A\n  {sign} N"
    first = edits.add_inference(
        before, MAP, kind=kind, target="K", claim=Claim(id="N"), inference_id="i", at=0
    )
    assert outline_of(first) == f"K\n  {sign} N\n  + A"


def test_an_objection_can_meet_an_inference() -> None:
    after = edits.add_inference(
        project_of("K\n  + A"), MAP, kind=Kind.OBJECTION, target="iA", claim=Claim(id="N"), inference_id="i"
    )
    assert outline_of(after) == "K\n  + A\n    ! N"


def test_a_co_premise_joins_the_panel_at_its_place() -> None:
    before = project_of("K\n  + A\n    & B")
    after = edits.add_co_premise(before, MAP, inference="iA", claim=Claim(id="N"), at=1)
    assert after.maps[MAP].inferences["iA"].premises == ("A", "N", "B")
    last = edits.add_co_premise(before, MAP, inference="iA", claim=Claim(id="N"))
    assert last.maps[MAP].inferences["iA"].premises == ("A", "B", "N")


def test_edits_share_what_they_do_not_touch() -> None:
    before = project_of(ARGUMENT)
    after = edits.set_text(before, MAP, "A", "Other words")
    assert after.maps[MAP].claims["A"].text == "Other words"
    assert before.maps[MAP].claims["A"].text == "A"
    assert after.maps[MAP].claims["B"] is before.maps[MAP].claims["B"]
    assert after.maps[MAP].inferences is before.maps[MAP].inferences
    assert after.articles is before.articles


def test_an_edit_that_changes_nothing_returns_the_same_project() -> None:
    before = project_of(ARGUMENT)
    assert edits.set_text(before, MAP, "A", "  A ") is before
    assert details.set_unstated(before, MAP, ["A"], False) is before
    assert edits.delete(before, MAP, ["nobody"]) is before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  spaces  ", "spaces"),
        ("two\r\nlines", "two\nlines"),
        ("a\tb", "a b"),
        ("nul\x00 and \x1b[31mred", "nul and [31mred"),
        ("half of a pair \ud83d", "half of a pair"),
        ("whole pair 😀 stays", "whole pair 😀 stays"),
        ("x" * 30_000, "x" * 20_000),
    ],
)
def test_a_claim_keeps_only_words_that_a_file_can_hold(typed: str, kept: str) -> None:
    after = edits.set_text(project_of("K"), MAP, "K", typed)
    assert after.maps[MAP].claims["K"].text == kept


def test_unstated_is_marked_and_unmarked() -> None:
    marked = details.set_unstated(project_of("K"), MAP, ["K"], True)
    assert marked.maps[MAP].claims["K"].unstated
    assert not details.set_unstated(marked, MAP, ["K"], False).maps[MAP].claims["K"].unstated


def test_passages_are_kept_in_reading_order_and_once() -> None:
    def passage(name: str, start: int) -> Passage:
        return Passage(id=name, article="a", exact="words", start=start, end=start + 5)

    project = project_of("K")
    for item in (passage("late", 50), passage("early", 10), passage("again", 50)):
        project = edits.link_passage(project, MAP, "K", item)
    assert [p.id for p in project.maps[MAP].claims["K"].passages] == ["early", "late"]


def test_an_article_is_added_after_the_others_and_names_an_unnamed_project() -> None:
    project = edits.add_article(new_project(), Article(id="a", title="First", source="x"))
    project = edits.add_article(project, Article(id="b", title="Second", source="y"))
    assert project.title == "First"
    assert project.articles["a"].order < project.articles["b"].order


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (["R"], "K\n  + A\n    & B\n      + E\n    ! U\n  - D\nF"),
        (["D"], "K\n  + A\n    & B\n      + E\n    ! U\nF"),
        (["B"], "K\n  + A\n    ! U\n  - D\n    - R\nF"),
        (["iA"], "K\n  - D\n    - R\nF"),
        (["A", "B"], "K\n  - D\n    - R\nF"),
        (["K"], "F"),
        (["iU"], "K\n  + A\n    & B\n      + E\n  - D\n    - R\nF"),
        (["K", "F"], ""),
    ],
)
def test_deleting_takes_the_branch_and_nothing_else(gone: list[str], left: str) -> None:
    after = edits.delete(project_of(ARGUMENT), MAP, gone)
    assert outline_of(after) == left
    ids = {*after.maps[MAP].claims, *after.maps[MAP].inferences}
    for inference in after.maps[MAP].inferences.values():
        assert inference.premises
        assert {inference.target, *inference.premises} <= ids


def test_a_claim_used_elsewhere_survives_the_branch() -> None:
    project = project_of("K\n  + A\n    + S\n  - D")
    used_twice = edits.get_map(project, MAP)
    used_twice = edits.put_inferences(
        used_twice, [edits.with_premise(used_twice.inferences["iD"], "S", None)]
    )
    project = edits.put_map(project, used_twice)
    assert outline_of(edits.delete(project, MAP, ["A"])) == "K\n  - D\n    & S"
    assert outline_of(edits.delete(project, MAP, ["S"])) == "K\n  + A\n  - D"


@pytest.mark.parametrize(
    "change",
    [
        lambda p: edits.set_text(p, MAP, "nobody", "x"),
        lambda p: edits.set_text(p, "nowhere", "K", "x"),
        lambda p: edits.add_co_premise(p, MAP, inference="nothing", claim=Claim(id="N")),
        lambda p: edits.add_inference(
            p, MAP, kind=Kind.REASON, target="nobody", claim=Claim(id="N"), inference_id="i"
        ),
        lambda p: edits.delete(p, "nowhere", ["K"]),
    ],
)
def test_what_is_gone_is_told_in_a_sentence(change) -> None:
    with pytest.raises(EditError, match=r"no longer .*\.$"):
        change(project_of("K"))
