"""What an export was asked for as JSON and back, for the settings, which can hold anything."""

from __future__ import annotations

import math
from typing import Any

import msgspec
from msgspec.structs import replace

from contention.diagram.themes import THEME_IDS
from contention.export.options import PAPERS, ExportOptions, Size
from contention.model.project import Id

LEAST_DPI, MOST_DPI = 10.0, 2400.0
LEAST_SCALE, MOST_SCALE = 0.05, 50.0
"""Pixels to a unit of the map; more is a slip of the hand."""
MOST_PIXELS, MOST_MM = 1_000_000, 20_000.0
"""Of one side. Which picture is too large for the memory, its encoder says."""
MOST_OVERLAP_MM = 50.0
LEAST_POSTER, MOST_POSTER = 0.1, 10.0


def to_json(options: ExportOptions) -> dict[str, Any]:
    """Plain values alone; which branches were folded is not among them, as they change."""
    kept = replace(options, picture=replace(options.picture, folded=frozenset()))
    plain: dict[str, Any] = msgspec.to_builtins(kept)
    return plain


def from_json(kept: object) -> ExportOptions:
    """The options again.

    Raises:
        ValueError: it is something else, or holds a value that nobody could have chosen.
    """
    try:
        options = msgspec.convert(kept, ExportOptions)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    wrong = next(iter(wrongs(options)), "")
    if wrong:
        raise ValueError(wrong)
    return options


def wrongs(options: ExportOptions) -> list[str]:
    """Which parts of the options have values that cannot be, by name."""
    from contention.export.formats import FORMATS

    size = options.size
    parts = {
        "format": options.format in FORMATS,
        "theme": options.picture.theme_id in THEME_IDS,
        "paper": options.paper in {"", *PAPERS},
        "dpi": LEAST_DPI <= size.dpi <= MOST_DPI,
        "scale": size.scale is None or LEAST_SCALE <= size.scale <= MOST_SCALE,
        "pixels": all(_side(side, 1, MOST_PIXELS) for side in (size.width_px, size.height_px)),
        "mm": all(_side(side, 1, MOST_MM) for side in (size.width_mm, size.height_mm)),
        "poster": LEAST_POSTER <= options.poster_scale <= MOST_POSTER,
        "overlap": 0 <= options.overlap_mm <= MOST_OVERLAP_MM,
    }
    return [name for name, right in parts.items() if not right]


def _side(length: float | None, least: float, most: float) -> bool:
    return length is None or (math.isfinite(length) and least <= length <= most)


def without_size(options: ExportOptions) -> ExportOptions:
    """For another map, which a size in pixels or millimetres does not suit; its parts are others too."""
    picture = replace(options.picture, part="map", chosen=(), folded=frozenset())
    return replace(options, picture=picture, size=Size(scale=options.size.scale, dpi=options.size.dpi))


def still_there(options: ExportOptions, items: set[Id]) -> ExportOptions | None:
    """The same options where the chosen part is still on a map of these items, in part at least."""
    picture = options.picture
    if picture.part == "map":
        return options
    chosen = tuple(item for item in picture.chosen if item in items)
    if not chosen or (picture.part == "branch" and chosen[-1] != picture.chosen[-1]):
        return None
    return replace(options, picture=replace(picture, chosen=chosen))
