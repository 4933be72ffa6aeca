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
