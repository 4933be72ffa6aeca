"""Damaged, foreign and hostile files: told in a sentence, or read with each broken item told by path."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contention.files import parsing
from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError
from contention.files.wire import MAX_DEPTH, MAX_FILE, MAX_TEXT
from tests.builders import project_of
from tests.unit.files.projects import PLAIN

GOOD = encode(project_of("K\n  + A\n    & B\n      ! U\n  - D", title="T"))


def document(**changes: Any) -> dict[str, Any]:
    """A small sound file as plain values, with some of its lists replaced."""
    sound = {
        "format": "contention-project",
        "version": 1,
        "title": "T",
        "articles": [{"id": "a", "source": "Ships sail."}],
        "maps": [{"id": "m"}, {"id": "n"}],
        "claims": [{"id": "c", "map": "m"}, {"id": "d", "map": "m"}, {"id": "e", "map": "n"}],
        "inferences": [{"id": "i", "map": "m", "kind": "reason", "target": "c", "premises": ["d"]}],
        "passages": [
            {"id": "p", "claim": "c", "article": "a", "exact": "sail", "start": 6, "end": 10},
        ],
    }
    return {**sound, **changes}


def told(**changes: Any) -> list[tuple[str, str]]:
    decoded = decode(json.dumps(document(**changes)).encode())
    # What could be read is sound: it is written and read again without a word.
    assert decode(encode(decoded.project)) == (decoded.project, (), False)
    return [tuple(finding) for finding in decoded.findings]


def test_the_document_that_the_others_break_is_sound() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n\0\0\0", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "is not text in UTF-8"),
        ("{}".encode("utf-16"), "is not text in UTF-8"),
        (GOOD.replace(b'"T"', b'"\xff"', 1), "is not text in UTF-8"),
        (b"Call me Ishmael.", "is not JSON"),
        (b"<html></html>", "is not JSON"),
        (b"[]", "is not a Contention project"),
        (b"3", "is not a Contention project"),
        (b'{"name": "package", "version": "1.0"}', "is not a Contention project"),
        (b'{"format": "freemind", "version": 1}', "is not a Contention project"),
        (GOOD[: len(GOOD) // 2], "ends too early, in line"),
        (GOOD[:-2], "ends too early, in line"),
        (GOOD.replace(b'"kind":', b'"kind"', 1), "is damaged in line 18, at character"),
        (GOOD + b"}", "is damaged in line"),
        (b'{"format":"contention-project"}', "does not say which version"),
        (b'{"format":"contention-project","version":true}', "does not say which version"),
        (b'{"format":"contention-project","version":"1"}', "does not say which version"),
        (b'{"format":"contention-project","version":0}', "does not say which version"),
        (b'{"format":"contention-project","version":1.0}', "does not say which version"),
        (b'{"format":"contention-project","version":1,"claims":{}}', "“claims” belongs there is an object"),
        (b'{"format":"contention-project","version":1,"maps":null}', "“maps” belongs there is null"),
        (b'{"format":"contention-project","version":1,"maps":[],"maps":[]}', "more than one value is given"),
        (b"[" * 100_000, "nested more deeply"),
        (b'{"format":' + b"[" * 100_000, "nested more deeply"),
        (b'{"format":"contention-project","version":1' + b"1" * 5000 + b"}", "several thousand digits"),
        (b'{"format":"contention-project","version":9}', "newer version of Contention, in a form"),
        (b'{"format":"contention-project","version":9,"doc":{"c":[]}}', "newer version of Contention, in a"),
        (
            b'{"format":"contention-project","version":9,"claims":{"c":1}}',
            "newer version of Contention, in a",
        ),
    ],
)
def test_a_file_of_which_nothing_can_be_shown(data: bytes, says: str) -> None:
    with pytest.raises(ProjectFileError) as caught:
        decode(data, name="“x.contention”")
    sentence = str(caught.value)
    assert sentence.startswith("“x.contention” ")
    assert says in sentence
    assert ". The file is untouched. " in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_too_large_or_too_many_values(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProjectFileError, match="larger than 64 MB"):
        decode(bytes(MAX_FILE + 1))
    with pytest.raises(ProjectFileError, match=r"more than 1,000,000 values"):
        decode(b'{"x":[' + b"{}," * 4_000_000 + b"{}]}")
    monkeypatch.setattr(parsing, "_SMALL", 0)
    assert decode(GOOD).findings == ()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert decode(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")) == decode(GOOD)


def test_lists_that_are_missing_are_empty() -> None:
    decoded = decode(b'{"format":"contention-project","version":1}')
    assert decoded.findings == ()
    assert not decoded.project.maps


WRONG = [
    ("title", 3, "title", "There must be text of at most 1,048,576 characters, but there is a number"),
    ("articles", [3, {"id": "a"}], "articles[0]", "There must be an object, but there is a number"),
    ("maps", [{"id": "m"}, {"id": "n"}, {}], "maps[2].id", "This key is missing: there must be an id"),
    ("maps", [{"id": "m"}, {"id": "n"}, {"id": "o\n"}], "maps[2] (o�).id", "but there is “o�”"),
    ("maps", [{"id": "m"}, {"id": "n"}, {"id": "m"}], "maps[2] (m)", "This id is already that of maps[0]"),
    ("maps", [{"id": "m"}, {"id": "n"}, {"id": "a"}], "maps[2] (a)", "already that of articles[0]"),
    ("maps", [{"id": "m", "order": True}, {"id": "n"}], "maps[0] (m).order", "but there is true"),
    ("maps", [{"id": "m", "order": 1e16}, {"id": "n"}], "maps[0] (m).order", "between -10^15 and 10^15"),
    ("maps", [{"id": "m", "order": float("nan")}, {"id": "n"}], "maps[0] (m).order", "but there is a number"),
    ("maps", [{"id": "m", "order": float("inf")}, {"id": "n"}], "maps[0] (m).order", "but there is a number"),
    ("maps", [{"id": "m", "order": 10**400}, {"id": "n"}], "maps[0] (m).order", "but there is a number"),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "s", "start": -1, "end": 2}],
     "passages[0] (p).start", "a whole number from 0 to 2,147,483,647, but there is -1"),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "s", "start": 4, "end": 2}],
     "passages[0] (p).end", "It ends before it starts"),
    ("passages", [{"id": "p", "claim": "x", "article": "a", "exact": "s", "start": 1, "end": 2}],
     "passages[0] (p).claim", "There is no claim x"),
    ("passages", [{"id": "p", "claim": "c", "article": "x\n", "exact": "s", "start": 1, "end": 2}],
     "passages[0] (p).article", "There is no article x�"),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "\ud800", "start": 1, "end": 2}],
     "passages[0] (p).exact", "half a character"),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "s", "start": 1, "end": 2,
                   "heading": ["x", "\udfff"]}], "passages[0] (p).heading", "half a character"),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "x" * (MAX_TEXT + 1), "start": 1,
                   "end": 2}],
     "passages[0] (p).exact", "but there are 1,048,577 characters"),
    ("inferences", [{"id": "i", "map": "m", "kind": "maybe", "target": "c", "premises": ["d"]}],
     "inferences[0] (i).kind", "There must be “reason” or “objection”, but there is “maybe”"),
    ("inferences", [{"id": "i", "map": "m", "kind": "\ud800", "target": "c", "premises": ["d"]}],
     "inferences[0] (i).kind", "half a character"),
    ("inferences", [{"id": "i", "map": "m", "kind": "reason", "target": "c", "premises": []}],
     "inferences[0] (i).premises", "but the list is empty"),
    ("inferences", [{"id": "i", "map": "x", "kind": "reason", "target": "c", "premises": ["d"]}],
     "inferences[0] (i).map", "There is no map x"),
    ("inferences", [{"id": "i", "map": "m", "kind": "reason", "target": "e", "premises": ["d"]}],
     "inferences[0] (i).target", "Its map has no claim or inference e"),
    ("claims", [{"id": "c", "map": "m", "primary": "j"}, {"id": "d", "map": "m"}],
     "claims[0] (c).primary", "Its map has no inference j"),
    ("maps", [{"id": "m", "orientation": "left"}, {"id": "n"}], "maps[0] (m).orientation",
     "There must be “down”, “up” or “right”, but there is “left”"),
    ("maps", [{"id": "m", "compact": 1}, {"id": "n"}], "maps[0] (m).compact",
     "true or false, but there is 1"),
    ("maps", [{"id": "m", "box_width": 1201}, {"id": "n"}], "maps[0] (m).box_width",
     "a number from 80 to 1200, or null, but there is 1201"),
    *(("claims", [{"id": "c", "map": "m", key: value}, {"id": "d", "map": "m"}], f"claims[0] (c).{key}", says)
      for key, value, says in [
        ("position", [1], "a list of two numbers between -10^9 and 10^9, or null, but there is a list"),
        ("position", [1, 2, 3], "but there is a list"),
        ("position", [1, "2"], "but there is a list"),
        ("position", [1, float("nan")], "but there is a list"),
        ("position", [1, 1e10], "but there is a list"),
        ("position", {"x": 1, "y": 2}, "but there is an object"),
        ("width", 0, "a number from 80 to 1200, or null, but there is 0"),
        ("width", float("inf"), "but there is a number"),
        ("width", "wide", "but there is “wide”"),
        ("basis", ["data"], "There must be text"),
        ("basis", "\udc80", "half a character"),
        ("rating", "strong", "There must be “accept”, “reject” or “undecided” for a claim"),
        ("tags", "t", "There must be a list of ids of tags, but there is “t”"),
        ("tags", [["t"]], "but there is a list"),
        ("tags", ["t"], "There is no tag t"),
        ("note", 5, "There must be text"),
    ]),
    *(("inferences", [{"id": "i", "map": "m", "kind": "reason", "target": "c", "premises": ["d"],
                       key: value}], f"inferences[0] (i).{key}", says)
      for key, value, says in [
        ("rating", "accept", "“strong”, “weak” or “nil” for an inference, but there is “accept”"),
        ("tags", ["d"], "There is no tag d"),
        ("note", None, "but there is null"),
    ]),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "s", "start": 1, "end": 2,
                   "implied": 0}], "passages[0] (p).implied", "true or false, but there is 0"),
    ("tags", [{"id": "t", "name": 3}], "tags[0] (t).name", "There must be text"),
    ("tags", [{"id": "t", "colour": "pink"}], "tags[0] (t).colour", "but there is “pink”"),
    ("tags", [{"id": "t", "order": []}], "tags[0] (t).order", "but the list is empty"),
    ("tags", [{"id": "c"}], "tags[0] (c)", "already that of claims[0]"),
    *(("articles", [{"id": "a", key: value}], f"articles[0] (a).{key}", says) for key, value, says in [
        ("author", 3, "There must be text"),
        ("whole", "yes", "true or false, but there is “yes”"),
        ("alternative", [], "text of at most 16,777,216 characters, but the list is empty"),
        ("set_aside", [[1, -2]], "a list of pairs of whole numbers from 0 to 2,147,483,647"),
        ("set_aside", [[5, 2]], "What ends before it starts cannot be found; it is left out."),
        ("dismissed", [1, 2], "a list of pairs of whole numbers from 0 to 2,147,483,647"),
        ("pages", [[1, 2, 3]], "a list of lists of four whole numbers from 0 to 2,147,483,647"),
        ("original", "gone", "There is no asset gone; it is left out."),
        ("original", "a", "There is no asset a; it is left out."),
        ("original", 7, "the id of an asset, but there is 7"),
    ]),
    ("passages", [{"id": "p", "claim": "c", "article": "a", "exact": "s", "start": 1, "end": 2,
                   "orphan": None}], "passages[0] (p).orphan", "true or false, but there is null"),
    ("assets", [{"id": "s", "media_type": "image/svg+xml"}], "assets[0] (s).media_type",
     "one of image/png, image/jpeg, image/gif, image/webp, application/pdf, but there is “image/svg+xml”"),
    ("assets", [{"id": "s", "data": "A" * 24_000_001}], "assets[0] (s).data",
     "text in base64 of at most 24,000,000 characters, but there are 24,000,001 characters"),
    ("assets", [{"id": "c"}], "assets[0] (c)", "already that of claims[0]"),
    ("x", ["\ud800"], "x", "half a character"),
    ("x", {"y": float("-inf")}, "x", "a number that is not finite"),
    ("x", "y" * (MAX_TEXT + 1), "x", "longer than 1,048,576 characters"),
    ("x\n\ud800", 1, "x��", "half a character"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "path", "says"), WRONG, ids=[f"{at}-{wrong[2]}" for at, wrong in enumerate(WRONG)]
)
def test_what_is_wrong_is_told_with_its_path(key: str, value: Any, path: str, says: str) -> None:
    [(where, message)] = told(**{key: value})
    assert where == path
    assert says in message
    assert message.endswith(("; it is left out.", "; the whole item is left out."))


def test_every_error_of_every_item_is_told() -> None:
    claims = [
        {"id": "c", "map": "m", "text": 1, "unstated": "yes", "order": None},
        {"id": "d", "map": "m"},
        {"map": 3},
    ]
    findings = told(claims=claims)
    assert [path for path, _ in findings] == [
        "claims[0] (c).text",
        "claims[0] (c).unstated",
        "claims[0] (c).order",
        "claims[2].id",
        "claims[2].map",
    ]


def test_a_wrong_value_that_has_a_default_costs_itself_alone() -> None:
    maps = [{"id": "m", "title": 7, "order": "first", "x": 1}, {"id": "n"}]
    decoded = decode(json.dumps(document(maps=maps)).encode())
    assert [finding.path for finding in decoded.findings] == ["maps[0] (m).title", "maps[0] (m).order"]
    assert decoded.project.maps["m"].extra == {"x": 1}
    assert set(decoded.project.maps["m"].claims) == {"c", "d"}


def test_a_wrong_value_among_what_a_reader_added_costs_neither_the_claim_nor_the_other_values() -> None:
    added = {
        "position": [1, 2],
        "width": 300,
        "basis": "data",
        "rating": "accept",
        "tags": ["t"],
        "note": "N",
    }
    sound = {**added, "position": (1.0, 2.0), "tags": ("t",)}
    for key, value in added.items():
        claim = {"id": "c", "map": "m", "text": "C", **added, key: {"not": value}}
        values = document(claims=[claim, {"id": "d", "map": "m"}], tags=[{"id": "t", "name": "T"}])
        decoded = decode(json.dumps(values).encode())
        assert [finding.path for finding in decoded.findings] == [f"claims[0] (c).{key}"]
        read = decoded.project.maps["m"].claims["c"]
        assert not getattr(read, key)
        kept = {name: getattr(read, name) for name in added if name != key}
        assert kept == {name: value for name, value in sound.items() if name != key}


def test_of_several_tags_only_the_one_that_is_missing_goes() -> None:
    claims = [{"id": "c", "map": "m", "tags": ["gone", "t", "gone", "s"]}, {"id": "d", "map": "m"}]
    tags = [{"id": "s", "name": "S"}, {"id": "t", "name": 7}]
    decoded = decode(json.dumps(document(claims=claims, tags=tags)).encode())
    assert [finding.path for finding in decoded.findings] == ["tags[1] (t).name", "claims[0] (c).tags"]
    assert decoded.project.maps["m"].claims["c"].tags == ("t", "s")
    assert decoded.project.tags["t"].name == ""


def test_tags_that_are_no_list_are_damage_to_the_file() -> None:
    with pytest.raises(ProjectFileError, match="where the list “tags” belongs there is an object"):
        decode(json.dumps(document(tags={"t": {}})).encode())


def test_what_leans_on_a_dropped_item_falls_with_it_and_is_told() -> None:
    inferences = [
        {"id": "z", "map": "m", "kind": "objection", "target": "y", "premises": ["d"]},
        {"id": "y", "map": "m", "kind": "objection", "target": "x", "premises": ["d"]},
        {"id": "x", "map": "m", "kind": "reason", "target": "gone", "premises": ["d"]},
        {"id": "w", "map": "n", "kind": "reason", "target": "x", "premises": ["e"]},
        {"id": "v", "map": "m", "kind": "reason", "target": "c", "premises": ["lost", "d", "e"]},
        {"id": "u", "map": "m", "kind": "reason", "target": "c", "premises": ["lost"]},
    ]
    findings = told(inferences=inferences)
    assert [path for path, _ in findings] == [
        "inferences[4] (v).premises",
        "inferences[4] (v).premises",
        "inferences[5] (u).premises",
        "inferences[5] (u).premises",
        "inferences[2] (x).target",
        "inferences[1] (y).target",
        "inferences[0] (z).target",
        "inferences[3] (w).target",
    ]
    left = decode(json.dumps(document(inferences=inferences)).encode()).project.maps["m"].inferences
    assert left["v"].premises == ("d",)
    assert set(left) == {"v"}


def test_a_missing_map_takes_its_claims_along() -> None:
    assert [path for path, _ in told(maps=[{"id": "m"}])] == ["claims[2] (e).map"]


def test_a_line_that_a_merge_has_doubled_is_told_in_a_file_that_is_canonical_otherwise() -> None:
    line = b'{"id":"B","map":"m","text":"B","order":3},\n'
    assert GOOD.count(line) == 1
    decoded = decode(GOOD.replace(line, line + line))
    assert decoded.findings == (("claims[2] (B)", "This id is already that of claims[1]; it is left out."),)
    assert decoded.project == decode(GOOD).project


def test_a_reference_that_leads_nowhere_is_told_in_a_file_that_is_canonical_otherwise() -> None:
    [finding] = decode(
        GOOD.replace(b'"target":"K","premises":["D"]', b'"target":"Q","premises":["D"]')
    ).findings
    assert finding.path == "inferences[1] (iD).target"


def test_keys_that_stand_twice() -> None:
    data = json.dumps(document()).replace('"source": "Ships sail."', '"source": "one", "source": "two"')
    decoded = decode(data.encode())
    assert decoded.findings == (
        ("articles[0] (a)", "More than one value is given for “source”; the last is kept."),
    )
    assert decoded.project.articles["a"].source == "two"
    top = json.dumps(document(y=1)).replace('"y": 1', '"y": 1, "y": 2')
    [finding] = decode(top.encode()).findings
    assert finding == ("y", "More than one value is given for this key; the last is kept.")
    deep = json.dumps(document(x={"y": [{"z": 0}]})).replace('"z": 0', '"z": 0, "z": 1')
    [finding] = decode(deep.encode()).findings
    assert finding == ("x", "This cannot be kept: the key “z” stands more than once in it; it is left out.")


def test_unknown_keys_nested_too_deep_are_told_and_the_rest_is_kept() -> None:
    def nested(depth: int) -> Any:
        return [nested(depth - 1)] if depth else "x"

    assert told(x=nested(MAX_DEPTH)) == []
    [(path, message)] = told(maps=[{"id": "m", "x": nested(MAX_DEPTH + 1), "y": 1}, {"id": "n"}])
    assert path == "maps[0] (m).x"
    assert "nested more than 32 deep" in message
    [(path, _)] = told(x=nested(500))
    assert path == "x"


def test_a_newer_version_opens_for_reading_only() -> None:
    claims = [{"id": "c", "map": "m", "mood": "sure"}, {"id": "d", "map": "m"}, {"id": "e", "map": "n"}]
    decoded = decode(json.dumps(document(version=2, claims=claims, charts=[])).encode())
    assert decoded.read_only
    [finding] = decoded.findings
    assert finding.path == "version"
    assert (
        "newer version of Contention made this file (format 2; this one writes format 1)" in finding.message
    )
    assert decoded.project.maps["m"].claims["c"].extra == {"mood": "sure"}
    assert decoded.project.extra == {"charts": []}


@given(st.data())
def test_any_damage_to_the_bytes_is_told_or_harmless(data: st.DataObject) -> None:
    at = data.draw(st.integers(min_value=0, max_value=len(GOOD)))
    cut = data.draw(st.integers(min_value=0, max_value=5))
    put = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"]", b",", b"\\ud800", b"NaN"]))
    try:
        decoded = decode(GOOD[:at] + put + GOOD[at + cut :])
    except ProjectFileError:
        pass  # told; what the sentences say is tested above
    else:
        assert decode(encode(decoded.project)) == (decoded.project, (), False)


@given(
    st.fixed_dictionaries(
        {"format": st.just("contention-project"), "version": st.integers(min_value=1, max_value=2)},
        optional={
            key: st.lists(
                PLAIN
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "id",
                            "map",
                            "text",
                            "order",
                            "kind",
                            "target",
                            "premises",
                            "claim",
                            "article",
                            "primary",
                            "position",
                            "width",
                            "rating",
                            "tags",
                            "colour",
                            "set_aside",
                            "pages",
                            "original",
                            "media_type",
                            "data",
                        ]
                    ),
                    PLAIN | st.sampled_from(["a", "b", "reason"]) | st.just(["a"]),
                ),
                max_size=4,
            )
            for key in ("articles", "maps", "claims", "inferences", "passages", "tags", "assets")
        },
    )
)
def test_any_values_in_the_right_places_are_read_or_told(values: dict[str, Any]) -> None:
    try:
        decoded = decode(json.dumps(values).encode())
    except ProjectFileError:
        assert values["version"] > 1
    else:
        assert decode(encode(decoded.project)) == (decoded.project, (), False)
