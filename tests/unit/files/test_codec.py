"""Writing a project is canonical, and reading gives back the very value."""

from __future__ import annotations

import gc
import json
import math
from typing import Any

import msgspec
import pytest
from hypothesis import given

from contention.files import codec
from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError
from contention.files.wire import MAX_FILE, MAX_TEXT
from contention.model.edits import set_text
from contention.model.project import (
    ArgumentMap,
    Article,
    Asset,
    Claim,
    ClaimRating,
    Inference,
    InferenceRating,
    Kind,
    Orientation,
    Passage,
    Project,
    Tag,
    read_only,
)
from tests.builders import MAP, project_of
from tests.unit.files.projects import projects


@given(projects())
def test_reading_gives_back_what_was_written(project: Project) -> None:
    data = encode(project)
    decoded = decode(data)
    assert decoded.findings == ()
    assert not decoded.read_only
    assert decoded.project == project
    assert encode(decoded.project) == data


@given(projects(unknown_keys=False))
def test_a_file_as_written_is_read_the_quick_way_and_to_the_same_value(project: Project) -> None:
    data = encode(project)
    assert codec._as_written(data) is not None
    spaced = data.replace(b"\n", b"\n ")
    assert codec._as_written(spaced) is None
    assert decode(spaced) == decode(data)


@given(projects())
def test_every_line_is_an_item_and_the_items_of_a_list_are_sorted(project: Project) -> None:
    data = encode(project)
    document = json.loads(data)
    names = ["articles", "maps", "claims", "inferences", "passages", *(["tags"] if project.tags else [])]
    names += ["assets"] if project.assets else []
    assert list(document)[: 3 + len(names)] == ["format", "version", "title", *names]
    assert ("tags" in document) == bool(project.tags)
    for name in names:
        ids = [item["id"] for item in document[name]]
        assert ids == sorted(ids)
        if ids:
            # JSON escapes line ends, so a line break in the bytes is one of ours.
            block = data[data.index(b'"%s":[\n' % name.encode()) :].split(b"\n")[1 : len(ids) + 1]
            assert [json.loads(line.removesuffix(b","))["id"] for line in block] == ids
    assert data.endswith(b"\n}\n")


def test_the_canonical_writing() -> None:
    assert encode(_small()).decode() == (
        '{\n"format":"contention-project",\n"version":1,\n"title":"Ships & “sails”",\n'
        '"articles":[\n{"id":"a1","title":"On ships","source":"Ships\\nsail.","order":2}\n],\n'
        '"maps":[\n{"id":"m1"}\n],\n'
        '"claims":[\n{"id":"c1","map":"m1","text":"Ships sail."},\n'
        '{"id":"c2","map":"m1","unstated":true,"order":1.5,"primary":"i1"}\n],\n'
        '"inferences":[\n{"id":"i1","map":"m1","kind":"objection","target":"c1","premises":["c2"],'
        '"x-colour":"red"}\n],\n'
        '"passages":[\n{"id":"p1","claim":"c1","article":"a1","exact":"sail","start":6,"end":10,'
        '"heading":["One"]}\n],\n'
        '"x-tool":{"b":1,"a":[1.0,null]}\n}\n'
    )


def _small() -> Project:
    passage = Passage(id="p1", article="a1", exact="sail", start=6, end=10, heading=("One",))
    claims = [
        Claim(id="c2", unstated=True, order=1.5, primary="i1"),
        Claim(id="c1", text="Ships sail.", passages=(passage,)),
    ]
    objection = Inference(
        id="i1", kind=Kind.OBJECTION, target="c1", premises=("c2",), extra={"x-colour": "red"}
    )
    argument_map = ArgumentMap(
        id="m1", claims=read_only({c.id: c for c in claims}), inferences=read_only({"i1": objection})
    )
    return Project(
        title="Ships & “sails”",
        articles=read_only({"a1": Article(id="a1", title="On ships", source="Ships\nsail.", order=2)}),
        maps=read_only({"m1": argument_map}),
        extra={"x-tool": {"b": 1, "a": [1.0, None]}},
    )


def test_the_canonical_writing_of_what_a_reader_adds() -> None:
    claim = Claim(
        id="c",
        position=(-3.0, 4.5),
        width=240.0,
        basis="data",
        rating=ClaimRating.UNDECIDED,
        passages=(Passage(id="p", article="a", exact="x", start=0, end=1, implied=True),),
    )
    inference = Inference(
        id="i",
        kind=Kind.REASON,
        target="c",
        premises=("c",),
        rating=InferenceRating.NIL,
        tags=("t", "s"),
        note="So?",
    )
    argument_map = ArgumentMap(
        id="m",
        orientation=Orientation.RIGHT,
        compact=True,
        box_width=120.0,
        claims=read_only({"c": claim}),
        inferences=read_only({"i": inference}),
    )
    tags = [Tag(id="t", name="Later", colour="red", order=2.0), Tag(id="s", name="Now", extra={"x": 1})]
    project = Project(
        articles=read_only({"a": Article(id="a", title="A", source="x")}),
        maps=read_only({"m": argument_map}),
        tags=read_only({tag.id: tag for tag in tags}),
    )
    data = encode(project)
    assert [line.decode() for line in data.split(b"\n") if line.startswith(b'{"id"')] == [
        '{"id":"a","title":"A","source":"x"}',
        '{"id":"m","orientation":"right","compact":true,"box_width":120}',
        '{"id":"c","map":"m","position":[-3,4.5],"width":240,"basis":"data","rating":"undecided"}',
        '{"id":"i","map":"m","kind":"reason","target":"c","premises":["c"],"rating":"nil","tags":["t","s"],"note":"So?"}',
        '{"id":"p","claim":"c","article":"a","exact":"x","start":0,"end":1,"implied":true}',
        '{"id":"s","name":"Now","x":1},',
        '{"id":"t","name":"Later","colour":"red","order":2}',
    ]
    assert decode(data) == (project, (), False)
    read = decode(data).project.maps["m"]
    assert [type(part) for part in (*(read.claims["c"].position or ()), read.claims["c"].width)] == [
        float
    ] * 3
    assert type(read.claims["c"].rating) is ClaimRating
    assert type(read.orientation) is Orientation


@pytest.mark.parametrize(
    "fields",
    [
        {"position": (math.nan, 0.0)},
        {"position": (0.0, math.inf)},
        {"position": (0.0, 1.1e9)},
        {"width": math.nan},
        {"width": math.inf},
        {"width": 79.9},
        {"width": 1200.1},
    ],
)
def test_a_size_or_place_that_a_file_may_not_hold_is_left_to_the_layout(fields: dict[str, Any]) -> None:
    def project(**values: Any) -> Project:
        the_map = ArgumentMap(
            id="m", box_width=values.get("width"), claims=read_only({"c": Claim(id="c", **values)})
        )
        return Project(maps=read_only({"m": the_map}))

    assert decode(encode(project(**fields))) == (project(), (), False)
    whole = {"position": (1e9, -1e9), "width": 1200.0}
    assert decode(encode(project(**whole))).project == project(**whole)


def test_a_colour_that_no_tag_can_have_is_written_as_grey() -> None:
    project = Project(tags=read_only({"t": Tag(id="t", name="T", colour="#123456")}))
    assert decode(encode(project)) == (Project(tags=read_only({"t": Tag(id="t", name="T")})), (), False)


def test_where_an_article_comes_from_is_written_and_read() -> None:
    article = Article(
        id="a",
        title="A",
        source="x",
        author="M.",
        date="2024",
        address="https://example.org",
        imported="2025-03-01T09:30:00Z",
        whole=True,
        alternative="y",
        set_aside=((0, 1),),
        dismissed=((0, 0), (0, 1)),
        original="f",
        pages=((0, 2, 7, 1),),
    )
    asset = Asset(id="f", media_type="application/pdf", name="a.pdf", data="JVBERi0=")
    project = Project(articles=read_only({"a": article}), assets=read_only({"f": asset}))
    data = encode(project)
    assert [line.decode() for line in data.split(b"\n") if line.startswith(b'{"id"')] == [
        '{"id":"a","title":"A","source":"x","author":"M.","date":"2024","address":"https://example.org",'  # noqa: ISC004
        '"imported":"2025-03-01T09:30:00Z","whole":true,"alternative":"y","set_aside":[[0,1]],'
        '"dismissed":[[0,0],[0,1]],"original":"f","pages":[[0,2,7,1]]}',
        '{"id":"f","media_type":"application/pdf","name":"a.pdf","data":"JVBERi0="}',
    ]
    assert decode(data) == (project, (), False)
    assert codec._as_written(data) is not None


def test_a_kind_of_file_that_is_never_shown_is_written_without_its_kind() -> None:
    project = Project(assets=read_only({"f": Asset(id="f", media_type="text/html", data="eA==")}))
    assert decode(encode(project)).project.assets["f"] == Asset(id="f", data="eA==")


def test_a_file_beside_an_article_may_be_larger_than_a_text_but_not_too_large() -> None:
    project = Project(assets=read_only({"f": Asset(id="f", data="A" * 23_999_996)}))
    assert decode(encode(project)) == (project, (), False)
    larger = Project(assets=read_only({"f": Asset(id="f", data="A" * 24_000_001)}))
    with pytest.raises(ProjectFileError, match="“data” of assets f is longer than 24,000,000 characters"):
        encode(larger)


def test_an_empty_list_of_tags_is_read_but_not_written() -> None:
    data = encode(Project(title="T"))
    assert b"tags" not in data
    with_tags = data.replace(b'"passages":[\n]', b'"passages":[\n],\n"tags":[\n]')
    assert with_tags != data
    assert decode(with_tags) == (Project(title="T"), (), False)


def test_one_edit_changes_one_line() -> None:
    before = project_of("K\n  + A\n    & B\n  - D")
    after = set_text(before, MAP, "B", "Said otherwise.")
    old, new = encode(before).split(b"\n"), encode(after).split(b"\n")
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_lone_surrogates_are_replaced_one_for_one_so_that_saving_never_fails() -> None:
    project = project_of("K")
    claim = Claim(id="K", text="half \ud83d of 😀", extra={"x\udc00": ["\udfff"]})
    broken = msgspec.structs.replace(
        project,
        title="\ud800",
        maps=read_only({MAP: msgspec.structs.replace(project.maps[MAP], claims=read_only({"K": claim}))}),
    )
    decoded = decode(encode(broken))
    assert decoded.findings == ()
    assert decoded.project.title == "\ufffd"
    read = decoded.project.maps[MAP].claims["K"]
    assert read.text == "half \ufffd of 😀"
    assert read.extra == {"x\ufffd": ["\ufffd"]}


@pytest.mark.parametrize("order", [math.nan, math.inf, -math.inf, -0.0])
def test_an_order_that_is_no_number_is_written_as_none(order: float) -> None:
    project = Project(maps=read_only({"m": ArgumentMap(id="m", order=order)}))
    assert b'{"id":"m"}' in encode(project)


def test_a_key_we_know_is_never_written_twice() -> None:
    project = Project(maps=read_only({"m": ArgumentMap(id="m", title="T", extra={"title": "U", "y": 1})}))
    project = msgspec.structs.replace(project, extra={"maps": [], "z": 2})
    document = json.loads(encode(project))
    assert document["maps"] == [{"id": "m", "title": "T", "y": 1}]
    assert document["z"] == 2


@pytest.mark.parametrize("extra", [{}, {"x": 1}])
def test_a_text_too_long_to_be_read_again_is_not_written(extra: dict[str, int]) -> None:
    def project(length: int) -> Project:
        claim = Claim(id="c", text="é" * length, extra=extra)
        return Project(maps=read_only({"m": ArgumentMap(id="m", claims=read_only({"c": claim}))}))

    longest = project(MAX_TEXT)
    assert decode(encode(longest)) == (longest, (), False)
    with pytest.raises(
        ProjectFileError, match=r"“text” of claims c is longer .* Shorten it and save again\."
    ):
        encode(project(MAX_TEXT + 1))
    with pytest.raises(ProjectFileError, match="the title of the project is longer"):
        encode(Project(title="x" * (MAX_TEXT + 1)))


def test_a_long_article_is_written_and_read() -> None:
    article = Article(id="a", title="", source="book\n" * MAX_TEXT)
    project = Project(articles=read_only({"a": article}))
    assert decode(encode(project)).project == project


def test_a_project_larger_than_a_file_may_be_is_not_written() -> None:
    articles = {str(n): Article(id=str(n), title="", source="x" * (MAX_FILE // 5)) for n in range(5)}
    with pytest.raises(ProjectFileError, match="larger than 64 MB"):
        encode(Project(articles=read_only(articles)))


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(ProjectFileError):
        decode(b"")
    assert gc.isenabled()
