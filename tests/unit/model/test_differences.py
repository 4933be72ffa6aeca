"""What changed between two projects, as sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from contention.model import edits, moves
from contention.model.anchors import make_passage
from contention.model.differences import describe
from contention.model.project import Article, Asset, Claim, Id, Kind, Project, read_only
from tests.builders import MAP, project_of
from tests.torture.merging import mark_unstated
from tests.unit.files.projects import projects

WORDS = "Night trains should come back. The beds are full."
BASE = replace(
    project_of("""
        Trains should come back
          + Beds are full
            & Full is wanted
          - Fares are high
    """),
    articles=read_only({"art": Article(id="art", title="Night trains", source=WORDS)}),
)


def add(project: Project, target: Id, name: Id) -> Project:
    claim = Claim(id=name, text=f"Said by {name}")
    return edits.add_inference(
        project, MAP, kind=Kind.OBJECTION, target=target, claim=claim, inference_id=f"i{name}"
    )


def test_equal_projects_have_no_differences() -> None:
    assert describe(BASE, project_of("")) != []
    assert describe(BASE, edits.set_text(BASE, MAP, "Beds", "Beds are full")) == []


@given(projects())
@settings(deadline=None)
def test_any_project_can_be_compared_with_any_other(project: Project) -> None:
    assert describe(project, project) == []
    if project != Project():
        assert describe(Project(), project)
        assert describe(project, Project())


def test_what_came_with_an_inference_is_told_once() -> None:
    project = add(BASE, "Fares", "N")
    project = edits.link_passage(project, MAP, "N", make_passage("art", WORDS, 0, 12))
    assert describe(BASE, project) == [
        "Added the objection “Said by N” to “Fares are high”. It rests on 1 passage."
    ]
    assert describe(project, BASE) == [
        "Deleted the objection “Said by N” to “Fares are high”. It rested on 1 passage."
    ]


@pytest.mark.parametrize(
    ("after", "sentences"),
    [
        (
            edits.set_text(BASE, MAP, "Beds", "Most beds are full"),
            ["Changed the words of the claim “Beds are full” from “Beds are full” to “Most beds are full”."],
        ),
        (
            mark_unstated(BASE, MAP, "Full"),
            ["Changed the mark “unstated” of the claim “Full is wanted” from no to yes."],
        ),
        (
            moves.move_inference(BASE, MAP, "iFares", target="Beds"),
            [
                (
                    "Changed the target of the objection “Fares are high” to “Trains should come back” "
                    "from “Trains should come back” to “Beds are full”."
                )
            ],
        ),
        (
            moves.reorder(BASE, MAP, "iFares", -1),
            ["Moved the objection “Fares are high” to “Trains should come back” among its neighbours."],
        ),
        (
            moves.reorder(BASE, MAP, "Full", -1),
            [
                (
                    "Changed the order of the premises: the reason “Full is wanted”, “Beds are full” "
                    "for “Trains should come back”."
                )
            ],
        ),
        (
            edits.add_co_premise(BASE, MAP, inference="iFares", claim=Claim(id="N", text="New")),
            [
                (
                    "Added the claim “New” as a co-premise: the objection “Fares are high”, “New” "
                    "to “Trains should come back”."
                )
            ],
        ),
        (
            edits.delete(BASE, MAP, ["Full"]),
            [
                (
                    "Deleted the claim “Full is wanted” from the premises: the reason “Beds are full” "
                    "for “Trains should come back”."
                )
            ],
        ),
        (edits.add_claim(BASE, MAP, Claim(id="N", text="New")), ["Added the claim “New”."]),
        (replace(BASE, title="Trains"), ["Changed the title of the project from “Test” to “Trains”."]),
        (
            replace(BASE, extra={"x-tone": "warm"}),
            ["Changed the unknown key “x-tone” of the project from nothing to “warm”."],
        ),
        (
            edits.link_passage(BASE, MAP, "Beds", make_passage("art", WORDS, 31, 48)),
            ["Added the passage “The beds are full” to the claim “Beds are full”."],
        ),
        (replace(BASE, articles=read_only({})), ["Deleted the article “Night trains”."]),
    ],
)
def test_each_change_is_a_sentence(after: Project, sentences: list[str]) -> None:
    assert describe(BASE, after) == sentences


def test_long_and_odd_texts_stay_on_a_line() -> None:
    project = edits.set_text(BASE, MAP, "Beds", "Two\nlines " + "and more " * 100)
    (sentence,) = describe(BASE, project)
    assert "\n" not in sentence
    assert "Two lines and more" in sentence
    assert len(sentence) < 400


def test_what_changed_beside_the_words_of_an_article_is_told_as_that() -> None:
    def article(**fields: object) -> Project:
        return replace(BASE, articles=read_only({"art": replace(BASE.articles["art"], **fields)}))

    assert describe(BASE, article(dismissed=((0, 5),))) == [
        "Changed which parts are set aside, or no argument, of the article “Night trains”."
    ]
    assert describe(BASE, article(sha256="0f")) == ["Changed the source of the article “Night trains”."]
    assert describe(BASE, article(author="M.")) == [
        "Changed the author of the article “Night trains” from nothing to “M.”."
    ]
    picture = Asset(id="pic", name="bed.png")
    assert describe(BASE, replace(BASE, assets=read_only({"pic": picture}))) == [
        "Added the file “bed.png” beside an article."
    ]


def test_a_passage_that_was_lost_or_found_again_is_told_as_that() -> None:
    here = replace(make_passage("art", WORDS, 31, 49), id="p")
    found = edits.link_passage(BASE, MAP, "Beds", here)
    lost = edits.link_passage(BASE, MAP, "Beds", replace(here, orphan=True))
    assert describe(found, lost) == [
        "Lost the place of the passage “The beds are full.”: its words are not there now."
    ]
    assert describe(lost, found) == ["Found the passage “The beds are full.” again."]
