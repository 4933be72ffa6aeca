"""How large a PNG will be, before it is painted, and what is too large for the programs that show it."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from contention.diagram.drawing import Rect
from contention.export.errors import ExportError
from contention.export.options import Size
from contention.export.sheet import Sheet

LONGEST_SIDE = 32_767
"""Pixels; most programs that show pictures open nothing beyond, and QPainter draws nothing."""
MOST_BYTES = 400_000_000
"""Of the picture in the memory of whoever opens it, four to a pixel."""
TILE_SIDE = 8_192
"""Of a tile, in pixels; 268 MB where it is full, which is what Qt's programs open."""
MOST_TILES = 100
BASE_DPI = 96.0
"""Dots per inch at scale 1."""
MM = 25.4
"""To the inch."""


def tr(text: str) -> str:
    """A sentence of the exports in the reader's language."""
    return QCoreApplication.translate("Export", text)


class Prediction(NamedTuple):
    """What a picture of a sheet will be."""

    width_px: int
    height_px: int
    scale: float
    """Pixels to a unit of the map."""
    dpi: float
    """As recorded in the file."""
    largest: float
    """The largest scale at which the sheet fits into one picture."""
    columns: int
    rows: int
    """Tiles that it is cut into where tiles are asked for; 1 and 1 where it fits into one picture."""

    @property
    def bytes(self) -> int:
        """Of memory that the picture takes when it is opened."""
        return 4 * self.width_px * self.height_px

    @property
    def width_mm(self) -> float:
        return self.width_px / self.dpi * MM

    @property
    def height_mm(self) -> float:
        return self.height_px / self.dpi * MM

    @property
    def fits(self) -> bool:
        """Whether one picture can hold it."""
        return _fits(self.width_px, self.height_px)

    @property
    def tiles(self) -> int:
        return self.columns * self.rows

    @property
    def refusal(self) -> str:
        """Why it is not written in one piece, and what to do instead; empty where it is."""
        if self.fits:
            return ""
        words = tr(
            "The picture would be {width:,} × {height:,} pixels, which is too large. Nothing was "
            "written. Scale {scale:g} ({dpi:g} dpi) fits."
        ).format(
            width=self.width_px,
            height=self.height_px,
            scale=self.largest,
            dpi=math.floor(self.largest * BASE_DPI * 100) / 100,
        )
        if self.tiles <= MOST_TILES:
            words += " " + tr("Or let it be cut into {count} tiles.").format(count=self.tiles)
        return words


def predicted(sheet: Sheet, size: Size) -> Prediction:
    """The size of a picture, without painting it; nothing is refused here for being large.

    Raises:
        ExportError: a size that is no positive number.
    """
    return predicted_area(sheet.bounds, size)


def predicted_area(area: Rect, size: Size) -> Prediction:
    """As `predicted`, of a part of the map's plane."""
    scale = _scale(area, size)
    given = (size.width_px, size.height_px, size.width_mm, size.height_mm)
    by_scale = size.scale is not None and given == (None,) * 4
    # Sizes come out whole where they are whole but for the last bits of a float.
    width, height = (max(1, math.ceil(side * scale - 1e-6)) for side in (area.width, area.height))
    columns, rows = (1, 1) if _fits(width, height) else (-(-width // TILE_SIDE), -(-height // TILE_SIDE))
    return Prediction(
        width, height, scale, scale * BASE_DPI if by_scale else size.dpi, largest_scale(area), columns, rows
    )


def fitting(sheet: Sheet, size: Size) -> Size:
    """The usual size or, where that is too large, the largest that fits; a size that was chosen stays."""
    if size != Size():
        return size
    usual = predicted(sheet, size)
    return size if usual.fits else Size(scale=usual.largest)


def largest_scale(area: Rect) -> float:
    """The largest scale that is allowed, cut down to two digits and surely within."""
    largest = min(
        (LONGEST_SIDE - 1) / max(area.width, area.height),
        math.sqrt(MOST_BYTES / 4 / (area.width * area.height)) * 0.999,
    )
    digits = 10.0 ** (1 - math.floor(math.log10(largest)))
    return math.floor(largest * digits) / digits


def _fits(width: int, height: int) -> bool:
    return max(width, height) <= LONGEST_SIDE and 4 * width * height <= MOST_BYTES


def _scale(area: Rect, size: Size) -> float:
    """Pixels to a unit; the first that is given counts."""
    _positive(size.dpi, tr("The resolution must be a number of dpi above 0. Nothing was written."))
    width, height = size.width_px, size.height_px
    pairs: tuple[tuple[float | None, float | None, float], ...] = (
        (width, height, 1.0),
        (size.width_mm, size.height_mm, size.dpi / MM),
    )
    for wide, high, pixels in pairs:
        for side in (wide, high):
            _positive(side, tr("Width and height must be numbers above 0. Nothing was written."))
        wanted = [
            side * pixels / whole
            for side, whole in ((wide, area.width), (high, area.height))
            if side is not None
        ]
        if wanted:
            return min(wanted)
    _positive(size.scale, tr("The scale must be a number above 0. Nothing was written."))
    return size.dpi / BASE_DPI if size.scale is None else size.scale


def _positive(value: float | None, sentence: str) -> None:
    if value is not None and not (math.isfinite(value) and value > 0):
        raise ExportError(sentence)
