"""Every palette can be read: contrast of words and lines, light and dark, and cues beside colour."""

from __future__ import annotations

import itertools
import re

import msgspec
import pytest

from contention.diagram.themes import THEME_IDS, Side, Theme, theme
from contention.model.project import TAG_COLOURS, Kind

ALL = [theme(theme_id, dark=dark) for theme_id in THEME_IDS for dark in (False, True)]
NAMES = [f"{one.id}-{'dark' if one.dark else 'light'}" for one in ALL]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def sides(one: Theme) -> list[Side]:
    return [one.side(kind) for kind in Kind]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_words_can_be_read_on_what_they_stand_on(one: Theme) -> None:
    pairs = [(one.text, one.box), (one.muted, one.box)]
    for side in sides(one):
        pairs += [(side.words, side.pill), (one.muted, side.panel)]  # a reference stands on the panel
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_lines_can_be_seen_on_what_they_lie_on(one: Theme) -> None:
    pairs = [
        (one.box_line, one.box),
        (one.contention_line, one.paper),
        (one.contention_line, one.box),
        (one.muted, one.box),  # the border of an unstated claim
        (one.ring, one.paper),
    ]
    papers = [one.paper] if one.dark else [one.paper, "#ffffff"]  # exports are on white
    for side in sides(one):
        pairs += [(side.line, paper) for paper in papers]
        pairs += [(side.line, side.pill), (side.line, side.panel), (one.ring, side.panel)]
        pairs += [(side.panel_line, paper) for paper in papers]
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


@pytest.mark.parametrize("one", [a for a in ALL if a.id == "ink"], ids=["light", "dark"])
def test_ink_uses_no_colour_and_hatches_objections_alone(one: Theme) -> None:
    colours = [value for value in msgspec.structs.astuple(one) if str(value).startswith("#")]
    colours += [c for side in sides(one) for c in msgspec.structs.astuple(side) if c]
    assert all(c[1:3] == c[3:5] == c[5:7] for c in colours)
    assert one.objection.hatch
    assert not one.reason.hatch


def test_themes_are_told_apart_and_made_once() -> None:
    assert all(a != b for a, b in itertools.combinations(ALL, 2))
    assert theme("safe", dark=True) is theme("safe", dark=True)
    with pytest.raises(KeyError):
        theme("neon")


def test_every_theme_has_the_same_measures() -> None:
    """So that a change of theme moves nothing and makes no brick anew."""
    assert len({one.metrics for one in ALL}) == 1


@pytest.mark.parametrize("one", ALL, ids=NAMES)
def test_tags_and_marks_can_be_seen_on_what_they_lie_on(one: Theme) -> None:
    papers = [one.paper] if one.dark else [one.paper, "#ffffff"]
    pairs = [(one.tag_colour(name), under) for name in TAG_COLOURS for under in (one.box, *papers)]
    pairs += [(one.tag_colour(name), side.pill) for name in TAG_COLOURS for side in sides(one)]
    pairs += [(one.marker, under) for under in (*papers, *(side.panel for side in sides(one)))]
    pairs += [(one.text, under) for under in papers]  # cross links
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


@pytest.mark.parametrize("one", [a for a in ALL if a.id != "ink"])
def test_every_tag_colour_is_another_and_an_unknown_one_is_grey(one: Theme) -> None:
    assert len({one.tag_colour(name) for name in TAG_COLOURS}) == len(TAG_COLOURS)
    assert one.tag_colour("mauve") == one.tag_colour("grey")
