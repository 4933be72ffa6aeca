"""How a map looks: colours, fonts and spacing as plain values, with every palette in light and dark.

Colours are checked by the tests: at least 3:1 for lines against what they lie on and
4.5:1 for words (WCAG 2.1, success criteria 1.4.3 and 1.4.11). The hues are those of
Okabe and Ito's colour-blind safe set (https://jfly.uni-koeln.de/color/), darkened or
lightened until they meet those ratios.
"""

from __future__ import annotations

from functools import cache

import msgspec

from contention.model.project import TAG_COLOURS, Kind

Colour = str
"""``#rrggbb``."""


class Side(msgspec.Struct, frozen=True):
    """The colours of reasons, or of objections."""

    line: Colour
    """Routes and the pill's border."""
    words: Colour
    """The words on the pill."""
    pill: Colour
    """The pill's background."""
    panel: Colour
    """The tinted panel that holds the premises."""
    panel_line: Colour
    hatch: Colour = ""
    """Colour of diagonal hatching on the panel; empty for none."""


class Metrics(msgspec.Struct, frozen=True):
    """Fonts and spacing: all that decides the size of things. Unit: 1.0 is a pixel at 100 %.

    Sizes are even, so that every centre lies on a whole pixel and lines stay crisp.
    """

    family: str = "Source Sans Pro"
    text_px: int = 15
    line_height: int = 20
    contention_px: int = 17
    contention_line_height: int = 22
    pill_px: int = 13
    small_px: int = 12
    text_width: int = 208
    """Widest line of an ordinary claim; a long claim is widened, see `measure`."""
    contention_width: int = 360
    longest_lines: int = 40
    """Lines of a claim that are shown before "… (N more lines)"."""
    box_min_width: int = 132
    box_pad_x: int = 12
    box_pad_y: int = 9
    note_row: int = 18
    """Height of the row of small words at the bottom of a box."""
    stub_height: int = 38
    """Height of a reference to a claim that is drawn elsewhere."""
    pill_height: int = 22
    pill_pad_x: int = 10
    panel_pad: int = 10
    panel_top: int = 18
    """From the panel's top edge (the pill's middle) to its boxes."""
    premise_gap: int = 10
    brick_gap: int = 28
    level_gap: int = 44
    box_radius: int = 6
    panel_radius: int = 10
    corner_radius: int = 8
    """Rounding of the routes."""


class Theme(msgspec.Struct, frozen=True):
    """Everything a painter needs beside the diagram itself."""

    id: str
    name: str
    dark: bool
    paper: Colour
    """What the map lies on, in the window and in exports."""
    box: Colour
    box_line: Colour
    contention_line: Colour
    text: Colour
    muted: Colour
    """Small words: "unstated", passage counts, placeholders, chips."""
    ring: Colour
    """Around what is selected."""
    marker: Colour
    """The corners around what was found."""
    tag_colours: tuple[Colour, ...]
    """Beside `TAG_COLOURS` of the model."""
    reason: Side
    objection: Side
    metrics: Metrics = Metrics()

    def side(self, kind: Kind) -> Side:
        """The colours of one kind of inference."""
        return self.reason if kind is Kind.REASON else self.objection

    def tag_colour(self, name: str) -> Colour:
        """What a colour of the model's `TAG_COLOURS` looks like; an unknown one is grey."""
        known = name if name in TAG_COLOURS else "grey"
        return self.tag_colours[TAG_COLOURS.index(known)]


def _light(theme_id: str, name: str, reason: Side, objection: Side) -> Theme:
    return Theme(
        id=theme_id,
        name=name,
        dark=False,
        paper="#fafaf8",
        box="#ffffff",
        box_line="#8b8f96",
        contention_line="#1d2026",
        text="#1d2026",
        muted="#5f646d",
        ring="#1f62d6",
        marker="#a06a00",
        tag_colours=_LIGHT_TAGS,
        reason=reason,
        objection=objection,
    )


def _dark(theme_id: str, name: str, reason: Side, objection: Side) -> Theme:
    return Theme(
        id=theme_id,
        name=name,
        dark=True,
        paper="#212328",
        box="#2b2e34",
        box_line="#7f858f",
        contention_line="#e8e8e4",
        text="#ececea",
        muted="#a9aeb7",
        ring="#78aaff",
        marker="#e8b64a",
        tag_colours=_DARK_TAGS,
        reason=reason,
        objection=objection,
    )


def _ink(*, dark: bool) -> Theme:
    ink, paper = ("#ffffff", "#000000") if dark else ("#000000", "#ffffff")
    grey, hatch = ("#c8c8c8", "#5a5a5a") if dark else ("#3c3c3c", "#b8b8b8")
    return Theme(
        id="ink",
        name="Ink",
        dark=dark,
        paper=paper,
        box=paper,
        box_line=ink,
        contention_line=ink,
        text=ink,
        muted=grey,
        ring=grey,
        marker=ink,
        tag_colours=(ink,) * len(TAG_COLOURS),
        reason=Side(line=ink, words=ink, pill=paper, panel=paper, panel_line=grey),
        objection=Side(line=ink, words=ink, pill=paper, panel=paper, panel_line=grey, hatch=hatch),
    )


# Grey, red, orange, yellow, green, teal, blue, purple.
_LIGHT_TAGS = ("#6b7078", "#c8323c", "#c25700", "#937000", "#3d8b37", "#00838a", "#2f6fd0", "#8e4ec6")
_DARK_TAGS = ("#a3a8b0", "#ff7b82", "#ff9d52", "#e3c04a", "#7cc872", "#4cc3c8", "#7fb0ff", "#c39bf0")

_LIGHT_RED = Side(line="#bb4d00", words="#a84300", pill="#ffffff", panel="#fbece3", panel_line="#cd7a41")
_DARK_RED = Side(line="#ff9a63", words="#ffab7d", pill="#2b2e34", panel="#3a2a22", panel_line="#9a6042")
_LIGHT_GREEN = Side(line="#007d5d", words="#00704f", pill="#ffffff", panel="#e6f3ee", panel_line="#409e86")
_DARK_GREEN = Side(line="#3fc79d", words="#5fd3ae", pill="#2b2e34", panel="#20342d", panel_line="#2f7b63")
_LIGHT_BLUE = Side(line="#0072b2", words="#00639b", pill="#ffffff", panel="#e6f0f8", panel_line="#4497c7")
_DARK_BLUE = Side(line="#62b5ea", words="#83c5ef", pill="#2b2e34", panel="#1f2f3c", panel_line="#427496")

THEME_IDS: tuple[str, ...] = ("classic", "safe", "ink")


@cache
def theme(theme_id: str, *, dark: bool = False) -> Theme:
    """A palette by its id; the same call gives the same value.

    Raises:
        KeyError: no palette has that id (see `THEME_IDS`).
    """
    if theme_id == "ink":
        return _ink(dark=dark)
    green, blue, red = (
        (_DARK_GREEN, _DARK_BLUE, _DARK_RED) if dark else (_LIGHT_GREEN, _LIGHT_BLUE, _LIGHT_RED)
    )
    reason, name = {"classic": (green, "Classic"), "safe": (blue, "Colour-blind safe")}[theme_id]
    return (_dark if dark else _light)(theme_id, name, reason, red)
