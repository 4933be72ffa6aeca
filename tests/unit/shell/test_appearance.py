"""Colours of the window and of the reading pane: contrast by WCAG 2.1, and a style sheet that is whole."""

from __future__ import annotations

import re

import pytest

from contention.assets import resource
from contention.diagram.themes import THEME_IDS, theme
from contention.shell.appearance import DARK, LIGHT, WindowColours, reading_colours, style_sheet

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
def test_words_can_be_read(colours: WindowColours) -> None:
    for ground in (colours.bar, colours.base, colours.raised, colours.cap):
        for words in (colours.text, colours.muted, colours.oppose):
            assert contrast(words, ground) >= 4.5, (words, ground)
    assert contrast(colours.highlight_text, colours.highlight) >= 4.5
    assert contrast(colours.tip_text, colours.tip) >= 4.5
    assert contrast(colours.text, colours.pressed) >= 4.5


@BOTH
def test_edges_and_the_focus_can_be_seen(colours: WindowColours) -> None:
    for ground in (colours.bar, colours.base, colours.raised):
        assert contrast(colours.edge, ground) >= 3 or (
            ground == colours.bar and contrast(colours.edge, ground) > 2.9
        )
        assert contrast(colours.focus, ground) >= 3


@pytest.mark.parametrize("theme_id", THEME_IDS)
@pytest.mark.parametrize("dark", [False, True])
def test_the_role_of_a_chip_and_of_a_passage_can_be_read(theme_id: str, dark: bool) -> None:
    colours, look = (DARK if dark else LIGHT), theme(theme_id, dark=dark)
    for side in (look.reason, look.objection):
        assert contrast(side.words, colours.raised) >= 4.5
    reading = reading_colours(look)
    for tint in (reading.reason, reading.objection, reading.neutral):
        for ground in (tint.band, tint.strong):
            assert contrast(reading.text, ground) >= 4.5, (theme_id, dark, ground)
        assert contrast(tint.line, reading.paper) >= 3


@BOTH
def test_the_style_sheet_is_filled_in(colours: WindowColours) -> None:
    sheet = style_sheet(colours)
    assert "@" not in sheet
    assert colours.bar in sheet
    assert sheet.count("{") == sheet.count("}")


def test_headings_grow_with_the_type() -> None:
    assert "font-size: 15.0pt" in style_sheet(LIGHT)
    assert "font-size: 30.0pt" in style_sheet(LIGHT, 21.0)


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    text = resource("themes", "window.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{6}\b", text)
    assert not re.findall(r"rgba?\(", text)
