"""What is unsound in a project is found, and what is sound is not."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from contention.model.anchors import make_passage
from contention.model.check import Finding, check
from contention.model.edits import put_claims, put_inferences, put_map
from contention.model.project import (
    ArgumentMap,
    Article,
    Asset,
    Claim,
    Inference,
    Kind,
    Project,
    Tag,
    new_project,
    read_only,
)
from tests.builders import MAP, project_of

ARTICLE = Article(id="a", title="Ships", source="# Ships\n\nShips *sail*. 😀 They do.")
TEXT = "Ships\nShips sail. 😀 They do."


def sound() -> Project:
    project = replace(
        project_of("K\n  + A\n    & B\n      ! U\n  - D"), articles=read_only({ARTICLE.id: ARTICLE})
    )
    passage = make_passage(ARTICLE.id, TEXT, 20, 27)
    assert passage.exact == "They do"
    claim = replace(project.maps[MAP].claims["D"], passages=(passage,))
    return put_map(project, put_claims(project.maps[MAP], [claim]))


def found(project: Project) -> list[tuple[str, str]]:
    return [tuple(finding) for finding in check(project, lambda _: TEXT)]


def with_inference(**fields: Any) -> Project:
    project = sound()
    inference = Inference(**{"id": "x", "kind": Kind.REASON, "target": "K", "premises": ("D",), **fields})
    return put_map(project, put_inferences(project.maps[MAP], [inference]))


def with_claim(**fields: Any) -> Project:
    project = sound()
    claim = Claim(**{"id": "x", "text": "A claim.", **fields})
    return put_map(project, put_claims(project.maps[MAP], [claim]))


def test_sound_projects() -> None:
    assert found(sound()) == []
    assert found(Project()) == []
    assert found(new_project()) == []
    assert found(with_inference(target="iU", kind=Kind.OBJECTION)) == []


def test_an_argument_in_a_circle() -> None:
    (finding,) = found(with_inference(target="A", premises=("K",)))
    assert finding[0] == "maps[Map]"
    assert finding[1].startswith("The argument runs in a circle through “")
    through_a_step = with_inference(kind=Kind.OBJECTION, target="iA", premises=("K",))
    assert [path for path, _ in found(through_a_step)] == ["maps[Map]"]


AT = "maps[Map].inferences[x]"


@pytest.mark.parametrize(
    ("fields", "findings"),
    [
        ({"premises": ()}, [(AT, "The inference has no premise.")]),
        ({"premises": ("D", "Q")}, [(AT, "Its premise Q is not a claim of this map.")]),
        ({"premises": ("iA",)}, [(AT, "Its premise iA is not a claim of this map.")]),
        ({"premises": ("D", "B", "D")}, [(AT, "It uses the claim D more than once.")]),
        ({"premises": ("D", "K")}, [(AT, "It argues for or against its own premise K.")]),
        ({"target": "Q"}, [(AT, "Its target Q is neither a claim nor an inference of this map.")]),
        ({"target": "x"}, [(AT, "It has itself as its target.")]),
    ],
)
def test_inferences(fields: dict[str, Any], findings: list[tuple[str, str]]) -> None:
    assert found(with_inference(**fields)) == findings


def test_inferences_that_aim_at_one_another() -> None:
    project = with_inference(id="x", target="y")
    for name, target in (("y", "z"), ("z", "x"), ("tail", "x")):
        more = Inference(id=name, kind=Kind.OBJECTION, target=target, premises=("D",))
        project = put_map(project, put_inferences(project.maps[MAP], [more]))
    around = "leads back to it, so it argues about no claim."
    assert sorted(found(project)) == [
        ("maps[Map].inferences[x]", f"Its target y {around}"),
        ("maps[Map].inferences[y]", f"Its target z {around}"),
        ("maps[Map].inferences[z]", f"Its target x {around}"),
    ]


def test_claims() -> None:
    path = "maps[Map].claims[x]"
    assert found(with_claim(text=" \n")) == [(path, "The claim is empty.")]
    assert found(with_claim(primary="iA")) == [(path, "Its primary inference iA does not use it.")]
    assert found(with_claim(primary="gone")) == [(path, "Its primary inference gone does not use it.")]
    assert found(with_claim(id="A", primary="iA")) == []


@pytest.mark.parametrize(
    ("position", "sound"),
    [
        ((0.0, -1e9), True),
        ((3, 4), True),
        ((float("nan"), 0.0), False),
        ((0.0, float("-inf")), False),
        ((1.0,), False),
        ((1.0, 2.0, 3.0), False),
    ],
)
def test_positions(position: Any, sound: bool) -> None:
    finding = ("maps[Map].claims[x].position", "Its position is not two finite numbers.")
    assert found(with_claim(position=position)) == ([] if sound else [finding])


@pytest.mark.parametrize(
    ("width", "sound"), [(80.0, True), (1200, True), (79.5, False), (1201.0, False), (float("nan"), False)]
)
def test_widths(width: float, sound: bool) -> None:
    message = "The width of a box must lie between 80 and 1200."
    claim = found(with_claim(width=width))
    assert claim == ([] if sound else [("maps[Map].claims[x].width", message)])
    project = with_claim()
    of_map = found(put_map(project, replace(project.maps[MAP], box_width=width)))
    assert of_map == ([] if sound else [("maps[Map].box_width", message)])


def test_tags() -> None:
    def with_tags(project: Project, *tags: Tag) -> Project:
        return replace(project, tags=read_only({tag.id: tag for tag in tags}))

    good = Tag(id="t", name="To check", colour="red")
    assert found(with_tags(with_claim(tags=("t",)), good)) == []
    claim = "maps[Map].claims[x].tags"
    assert found(with_tags(with_claim(tags=("t", "s", "t")), good)) == [
        (claim, "It has the tag t more than once."),
        (claim, "The tag s is not in the project."),
    ]
    assert found(with_inference(tags=("t",))) == [
        ("maps[Map].inferences[x].tags", "The tag t is not in the project.")
    ]
    assert found(with_tags(sound(), Tag(id="t", name=" "), Tag(id="s", name="S", colour="pink\n"))) == [
        ("tags[s]", "Its colour “pink” is none that a tag can have."),
        ("tags[t]", "The tag has no name."),
    ]
    assert found(with_tags(sound(), Tag(id="K", name="A claim?"))) == [
        ("maps[Map].claims[K]", "This id is already that of tags[K].")
    ]


def test_passages() -> None:
    passage = replace(make_passage("a", TEXT, 20, 27), id="p")
    path = "maps[Map].claims[x].passages[p]"
    moved = f"Its words are not at characters {{}} to {{}} of the article “{ARTICLE.title}”."
    for wrong, message in [
        ({"start": 19}, moved.format(19, 27)),
        ({"start": 21, "end": 28}, moved.format(21, 28)),
        ({"start": 10_000, "end": 10_007}, moved.format(10_000, 10_007)),
        ({"start": -8, "end": -1}, moved.format(-8, -1)),
        ({"exact": "they do"}, moved.format(20, 27)),
        ({"exact": "", "end": 20}, "The passage has no words."),
        ({"article": "b"}, "The article b is not in the project."),
    ]:
        assert found(with_claim(passages=(replace(passage, **wrong),))) == [(path, message)]
    assert found(with_claim(passages=(passage,))) == []


def test_the_text_of_an_article_is_asked_once_and_only_where_a_passage_needs_it() -> None:
    asked: list[str] = []

    def text(article: Article) -> str:
        asked.append(article.id)
        return TEXT

    project = with_claim(passages=(replace(make_passage("a", TEXT, 0, 5), id="p"),))
    unread = Article(id="b", title="Unread", source="")
    project = replace(project, articles=read_only({**project.articles, "b": unread}))
    assert check(project, text) == []
    assert asked == ["a"]


def test_ids_are_unique_across_maps_and_kinds() -> None:
    project = sound()
    other = ArgumentMap(
        id="n",
        title="Other",
        order=2,
        claims=read_only({"A": Claim(id="A", text="Again."), "a": Claim(id="a", text="Article?")}),
        inferences=read_only({"K": Inference(id="K", kind=Kind.REASON, target="A", premises=("a",))}),
    )
    assert sorted(found(put_map(project, other))) == [
        ("maps[Other].claims[A]", "This id is already that of maps[Map].claims[A]."),
        ("maps[Other].claims[a]", "This id is already that of articles[a]."),
        ("maps[Other].inferences[K]", "This id is already that of maps[Map].claims[K]."),
    ]


@pytest.mark.parametrize(
    ("fields", "path", "says"),
    [
        ({"set_aside": ((0, 5), (6, 99))}, "articles[a].set_aside", "A part of it lies outside the text."),
        ({"dismissed": ((-1, 5),)}, "articles[a].dismissed", "A part of it lies outside the text."),
        ({"dismissed": ((5, 4),)}, "articles[a].dismissed", "A part of it lies outside the text."),
        ({"pages": ((20, 0, 0, 20),)}, "articles[a].pages", "A part of it lies outside the text."),
        ({"pages": ((9, 0, 0, 1), (2, 0, 0, 1))}, "articles[a].pages", "Its parts are not in the order"),
        ({"original": "gone"}, "articles[a].original", "The asset gone is not in the project."),
        ({"source": "![x](asset:gone)"}, "articles[a]", "Its picture gone is not in the project."),
    ],
)
def test_what_an_article_says_of_its_text_and_files(fields: dict[str, Any], path: str, says: str) -> None:
    project = replace(sound(), articles=read_only({"a": replace(ARTICLE, **fields)}))
    ((at, message),) = found(project)
    assert at == path
    assert message.startswith(says)


def test_files_beside_an_article() -> None:
    asset = Asset(id="f", media_type="image/png", data="iVBORw0KGgo=")
    article = replace(ARTICLE, original="f")
    project = replace(sound(), articles=read_only({"a": article}), assets=read_only({"f": asset}))
    assert found(project) == []
    for fields, says in [
        ({"media_type": "image/svg+xml"}, "Its kind “image/svg+xml” is none that can be shown."),
        ({"data": "iVBORw0KGgo"}, "Its data are damaged, or missing."),
        ({"data": "iVB<RwK="}, "Its data are damaged, or missing."),
        ({"data": "höhö"}, "Its data are damaged, or missing."),
        ({"data": ""}, "Its data are damaged, or missing."),
    ]:
        wrong = replace(project, assets=read_only({"f": replace(asset, **fields)}))
        assert found(wrong) == [("assets[f]", says)]
    assert found(replace(project, articles=sound().articles)) == [("assets[f]", "No article uses it.")]
    twice = replace(project, assets=read_only({"f": replace(asset, id="a")}))
    assert ("assets[a]", "This id is already that of articles[a].") in found(twice)


def test_the_words_of_an_orphan_need_not_stand_at_their_place() -> None:
    project = sound()
    claim = project.maps[MAP].claims["D"]
    gone = replace(claim.passages[0], exact="They did", orphan=True)
    project = put_map(project, put_claims(project.maps[MAP], [replace(claim, passages=(gone,))]))
    assert found(project) == []
    stays = replace(claim, passages=(replace(gone, orphan=False),))
    assert len(found(put_map(project, put_claims(project.maps[MAP], [stays])))) == 1


def test_paths_name_maps_by_title_where_it_tells_them_apart_and_on_one_line() -> None:
    def path(*titles: str) -> list[str]:
        maps = {
            str(n): ArgumentMap(
                id=str(n), title=title, order=n, claims=read_only({f"c{n}": Claim(id=f"c{n}")})
            )
            for n, title in enumerate(titles)
        }
        return [finding.path for finding in check(Project(maps=read_only(maps)), lambda _: "")]

    assert path("One", "Two") == ["maps[One].claims[c0]", "maps[Two].claims[c1]"]
    assert path("One", "One", "") == [f"maps[{n}].claims[c{n}]" for n in range(3)]
    assert path("On\ntwo\x1b[31m\u2028lines") == ["maps[On two [31m lines].claims[c0]"]
    assert path("x" * 100) == [f"maps[{'x' * 59}…].claims[c0]"]


def test_a_finding_is_a_line() -> None:
    assert str(Finding("claims[3]", "The claim is empty.")) == "claims[3]: The claim is empty."
