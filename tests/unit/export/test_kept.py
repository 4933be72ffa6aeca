"""Options as JSON and back; whatever else the settings hold is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from contention.export.kept import from_json, still_there, to_json, without_size
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.model.project import Orientation

EVERYTHING = ExportOptions(
    format="pdf",
    picture=PictureOptions(
        theme_id="ink",
        dark=True,
        background="transparent",
        orientation=Orientation.RIGHT,
        compact=False,
        ratings=False,
        notes=True,
        part="branch",
        chosen=("a",),
    ),
    size=Size(width_mm=180.0, dpi=150),
    tiles=True,
    outlines=True,
    paper="letter",
    pages="poster",
    poster_scale=2.0,
    overlap_mm=5.0,
    steps=True,
)


@pytest.mark.parametrize("options", [ExportOptions(), EVERYTHING])
def test_there_and_back(options: ExportOptions) -> None:
    assert from_json(json.loads(json.dumps(to_json(options)))) == options


def test_what_was_folded_is_not_kept() -> None:
    folded = replace(EVERYTHING, picture=replace(EVERYTHING.picture, folded=frozenset({"x"})))
    assert from_json(to_json(folded)) == EVERYTHING


@pytest.mark.parametrize(
    "change",
    [
        {"format": "exe"},
        {"format": 3},
        {"picture": {"theme_id": "neon"}},
        {"picture": {"part": "half"}},
        {"picture": {"orientation": "sideways"}},
        {"size": {"dpi": 0}},
        {"size": {"dpi": 1e9}},
        {"size": {"width_px": -1}},
        {"size": {"width_px": 2**40}},
        {"size": {"height_mm": 0}},
        {"size": {"scale": 0.0001}},
        {"paper": "a17"},
        {"poster_scale": 0},
        {"overlap_mm": -1},
        {"pages": "all"},
    ],
)
def test_values_that_nobody_chose_are_refused(change: dict[str, Any]) -> None:
    kept = to_json(ExportOptions())
    for key, value in change.items():
        kept[key] = {**kept[key], **value} if isinstance(value, dict) else value
    with pytest.raises(ValueError, match=r".+"):
        from_json(kept)


@pytest.mark.parametrize("kept", [None, 3, "x", [], {"picture": 1}])
def test_anything_else_is_refused_or_the_usual(kept: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(kept)
    assert from_json({}) == ExportOptions()


def test_for_another_map_the_looks_stay_and_the_size_goes() -> None:
    other = without_size(EVERYTHING)
    assert other.size == Size(dpi=150)
    assert other.picture.part == "map"
    assert other.picture.chosen == ()
    assert other.picture.theme_id == "ink"
    assert other.paper == "letter"


def test_a_part_that_is_gone_is_not_repeated() -> None:
    assert still_there(EVERYTHING, {"a", "b"}) == EVERYTHING
    assert still_there(EVERYTHING, {"b"}) is None
    picture = PictureOptions(part="selection", chosen=("a", "b"))
    kept = still_there(ExportOptions(picture=picture), {"b"})
    assert kept is not None
    assert kept.picture.chosen == ("b",)
    assert still_there(ExportOptions(picture=picture), set()) is None
    assert still_there(ExportOptions(), set()) == ExportOptions()
