"""Which colours a page has: those of the window, or a theme that the reader chose for articles."""

from __future__ import annotations

from msgspec.structs import replace

from contention.reader.style import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    SEPIA,
    Colour,
    ReadingColours,
    Tint,
)


def page_colours(
    theme: str, window: ReadingColours, light: ReadingColours = LIGHT, dark: ReadingColours = DARK
) -> ReadingColours:
    """The colours of one of `preferences.THEMES`.

    `window` are the colours that go with the window now, `light` and `dark` those of
    its two sides: where their roles are not the usual green and orange (a palette for
    the colour-blind, say), the other themes follow. High contrast is black on white
    in a light window, and white on black in a dark one.
    """
    if theme == "light":
        return light
    if theme == "dark":
        return dark
    if theme == "sepia":
        return _with_roles(SEPIA, light, LIGHT)
    if theme == "contrast":
        turned = is_dark(window)
        return _with_roles(CONTRAST_DARK, dark, DARK) if turned else _with_roles(CONTRAST_LIGHT, light, LIGHT)
    return window


def is_dark(colours: ReadingColours) -> bool:
    """Whether the words are lighter than the paper."""
    return _lightness(colours.text) > _lightness(colours.paper)


def _with_roles(colours: ReadingColours, wanted: ReadingColours, usual: ReadingColours) -> ReadingColours:
    """A theme in the hues of another's roles, where these are not the usual ones."""
    made = colours
    if wanted.reason != usual.reason:
        made = replace(made, reason=tint_of(wanted.reason.line, colours))
    if wanted.objection != usual.objection:
        made = replace(made, objection=tint_of(wanted.objection.line, colours))
    return made


def tint_of(line: Colour, colours: ReadingColours) -> Tint:
    """A role's colours from its line's, thinned on the paper."""
    weak, strong = (0.24, 0.34) if is_dark(colours) else (0.14, 0.26)
    if line in {"#ffffff", "#000000"}:
        weak, strong = weak / 2, strong / 2
    return Tint(band=_mixed(colours.paper, line, weak), strong=_mixed(colours.paper, line, strong), line=line)


def _mixed(paper: Colour, ink: Colour, share: float) -> Colour:
    """A colour between two, by the share of the second in it."""
    parts = zip(_parts(paper), _parts(ink), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * share):02x}" for one, other in parts)


def _parts(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _lightness(colour: Colour) -> float:
    """By the weights of ITU-R BT.601, from 0 to 255."""
    red, green, blue = _parts(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue
