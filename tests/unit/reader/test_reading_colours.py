"""Words can be read on every ground of the reading pane, and lines be seen (WCAG 2.1)."""

from __future__ import annotations

import pytest
from msgspec.structs import asdict, replace

from contention.model.structure import Role
from contention.reader.preferences import THEMES
from contention.reader.style import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    DARK_BLUE,
    LIGHT,
    LIGHT_BLUE,
    SEPIA,
    ReadingColours,
    Tint,
)
from contention.reader.themes import is_dark, page_colours


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


SAFE = [replace(LIGHT, reason=LIGHT_BLUE), replace(DARK, reason=DARK_BLUE)]
ALL = {
    "light": LIGHT,
    "dark": DARK,
    "light safe": SAFE[0],
    "dark safe": SAFE[1],
    "sepia": SEPIA,
    "sepia safe": page_colours("sepia", LIGHT, *SAFE),
    "contrast": CONTRAST_LIGHT,
    "dark contrast": CONTRAST_DARK,
    "contrast safe": page_colours("contrast", LIGHT, *SAFE),
    "dark contrast safe": page_colours("contrast", DARK, *SAFE),
}


@pytest.mark.parametrize("colours", ALL.values(), ids=ALL)
def test_contrast(colours: ReadingColours) -> None:
    tints: list[Tint] = [colours.reason, colours.objection, colours.neutral]
    grounds = [colours.paper, colours.code, colours.selection]
    grounds += [ground for tint in tints for ground in (tint.band, tint.strong)]
    for ground in grounds:
        assert contrast(colours.text, ground) >= 4.5, ground
        assert contrast(colours.link, ground) >= 4.5, ground
    assert contrast(colours.quiet, colours.paper) >= 4.5
    assert contrast(colours.ring, colours.paper) >= 3
    for tint in tints:
        assert contrast(tint.line, colours.paper) >= 3
        assert contrast(tint.line, tint.band) >= 3
    assert contrast(colours.text, colours.hit) >= 4.5
    assert contrast(colours.found_text, colours.found) >= 4.5
    assert contrast(colours.found, colours.hit) >= 3, "the hit that is looked at is told from the others"
    assert contrast(colours.found, colours.paper) >= 3


@pytest.mark.parametrize("colours", [CONTRAST_LIGHT, CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_is_seven_to_one_everywhere(colours: ReadingColours) -> None:
    tints = [colours.reason, colours.objection, colours.neutral]
    grounds = [colours.paper, colours.code, colours.selection, colours.hit]
    grounds += [ground for tint in tints for ground in (tint.band, tint.strong)]
    for ground in grounds:
        assert contrast(colours.text, ground) >= 7, ground
    assert contrast(colours.quiet, colours.paper) >= 7
    assert contrast(colours.link, colours.paper) >= 7
    assert all(contrast(tint.line, colours.paper) >= 4.5 for tint in tints)


def test_themes_follow_the_window_only_where_they_say_so() -> None:
    assert {theme: is_dark(page_colours(theme, LIGHT)) for theme in THEMES} == {
        "window": False, "light": False, "sepia": False, "dark": True, "contrast": False,
    }  # fmt: skip
    assert {theme: is_dark(page_colours(theme, DARK)) for theme in THEMES} == {
        "window": True, "light": False, "sepia": False, "dark": True, "contrast": True,
    }  # fmt: skip
    ink = replace(LIGHT, reason=replace(LIGHT.reason, line="#000000"))
    assert page_colours("sepia", ink, ink).reason.line == "#000000"


@pytest.mark.parametrize("colours", ALL.values(), ids=ALL)
def test_roles_differ(colours: ReadingColours) -> None:
    assert len({asdict(colours.tint(role))["band"] for role in Role}) == 3
    assert colours.tint(Role.CONTENTION) == colours.tint(Role.STANDING) == colours.neutral


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
