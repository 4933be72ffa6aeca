"""What of a map comes out in a picture, and how it looks: one value for every format."""

from __future__ import annotations

from typing import Literal

import msgspec

from contention.model.project import Id, Orientation

TRANSPARENT = "transparent"


class PictureOptions(msgspec.Struct, frozen=True, kw_only=True):
    """As chosen in the dialog or on the command line; what was on the map comes out unless told otherwise."""

    theme_id: str = "classic"
    """The palette, independent of the window's."""
    dark: bool = False
    background: str = ""
    """`TRANSPARENT`, a colour as Qt names it, or empty: white for a light palette, a dark one's own paper."""
    orientation: Orientation | None = None
    """None: as the map has it."""
    compact: bool | None = None
    """Whether end claims are stacked; None: as the map has it."""
    ratings: bool = True
    """Whether ratings and bases are shown on the boxes."""
    tags: bool = True
    notes: bool = False
    """Whether the reader's notes stand below as footnotes."""
    title: bool = False
    source: bool = False
    """Whether a line below says which articles the claims come from."""
    legend: bool = False
    folded: frozenset[Id] = frozenset()
    """Branches that stay folded; empty to open all."""
    part: Literal["map", "branch", "selection"] = "map"
    chosen: tuple[Id, ...] = ()
    """For a branch its claim or inference, for a selection what was selected."""


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """How large a picture made of pixels is; the first that is given counts. All are above 0."""

    width_px: int | None = None
    height_px: int | None = None
    """With `width_px`, the picture fits into both."""
    width_mm: float | None = None
    height_mm: float | None = None
    """On paper, at `dpi`."""
    scale: float | None = None
    """Pixels to a unit of the map; 1 is the size on the screen at 100 %."""
    dpi: float = 300.0
    """Dots per inch; alone it says the size: 96 dpi is scale 1."""


PAPERS = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "tabloid": (279.4, 431.8),
}
"""Width and height in millimetres, upright."""


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that an export is asked for beside the file it goes to."""

    format: str = "png"
    """A key of `formats.FORMATS`."""
    picture: PictureOptions = PictureOptions()
    size: Size = Size()
    """Of PNG."""
    tiles: bool = False
    """Of PNG: several pictures where one would be too large."""
    outlines: bool = False
    """Of SVG: the text as shapes, which look alike without the font but are not words any more."""
    paper: str = ""
    """Of PDF: a key of `PAPERS`; empty for a page as large as the map."""
    pages: Literal["fit", "poster", "branches"] = "fit"
    """Of PDF on paper: all on one page, at its own size on several that are joined, or by branches."""
    poster_scale: float = 1.0
    overlap_mm: float = 10.0
    steps: bool = False
    """Of PPTX: a slide for each step in reading order."""
