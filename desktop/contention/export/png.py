"""A sheet as a PNG: sharp, with its resolution and title, and refused with a reason where it cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage, QPainter

from contention.diagram.drawing import Rect
from contention.export.encoding import Output, Progress, told
from contention.export.errors import ExportError
from contention.export.options import ExportOptions, Size
from contention.export.painting import paint_sheet
from contention.export.png_file import PngFile
from contention.export.png_size import MM, MOST_TILES, Prediction, predicted
from contention.export.sheet import Sheet

BAND_PIXELS = 8_000_000
"""Painted at a time: 32 MB, and often enough that Cancel is heard."""
SEAM = 16
"""Pixels painted around a band and cut off again: at the very edge Qt rounds dashes and curves otherwise."""

Tile = tuple[int, int, int, int]
"""Left, top, width and height in pixels."""


def tr(text: str) -> str:
    """A sentence of the exports in the reader's language."""
    return QCoreApplication.translate("Export", text)


def encode(sheet: Sheet, options: ExportOptions, progress: Progress) -> tuple[Output, ...]:
    """One picture; or where tiles are asked for and one would be too large, several of the same scale.

    Tiles are called "-1-2" by row and column, and meet without a gap or an overlap. The
    picture is painted and packed in bands, so it takes little memory however large it is.

    Raises:
        ExportError: too large, or a size or colour that is none.
        ExportCancelled: as soon as `progress` answers False.
    """
    size = predicted(sheet, options.size)
    if not size.fits and not options.tiles:
        raise ExportError(size.refusal)
    if size.tiles > MOST_TILES:
        raise ExportError(
            tr("That would be {count:,} tiles, which is too many. Nothing was written. {why}").format(
                count=size.tiles, why=tr("Scale {scale:g} fits into one picture.").format(scale=size.largest)
            )
        )
    told(progress, 0.0)
    done = 0
    outputs = []
    for suffix, tile in _tiles(size):
        left, top, width, height = tile
        file = PngFile(
            width,
            height,
            alpha=_background(sheet).alpha() < 255,
            dots_per_metre=_dots(size),
            words=_words(sheet),
        )
        rows = max(1, BAND_PIXELS // width)
        for start in range(0, height, rows):
            band = (left, top + start, width, min(rows, height - start))
            file.add(_painted(sheet, size.scale, band, SEAM))
            done += width * band[3]
            told(progress, done / (size.width_px * size.height_px))
        outputs.append(Output(suffix, file.finished()))
    return tuple(outputs)


def render(sheet: Sheet, size: Size) -> QImage:
    """The picture in memory, as for the clipboard and a preview: pixel for pixel what `encode` writes.

    Raises:
        ExportError: as `encode`.
    """
    found = predicted(sheet, size)
    if not found.fits:
        raise ExportError(found.refusal)
    image = _painted(sheet, found.scale, (0, 0, found.width_px, found.height_px))
    image.setDotsPerMeterX(_dots(found))
    image.setDotsPerMeterY(_dots(found))
    for key, text in _words(sheet).items():
        image.setText(key, text)
    return image


def _tiles(size: Prediction) -> Iterator[tuple[str, Tile]]:
    """The tiles of a picture and what each is called: all of about the same size."""
    if size.tiles == 1:
        yield "", (0, 0, size.width_px, size.height_px)
        return
    wide, high = math.ceil(size.width_px / size.columns), math.ceil(size.height_px / size.rows)
    for row in range(size.rows):
        for column in range(size.columns):
            left, top = column * wide, row * high
            tile = (left, top, min(wide, size.width_px - left), min(high, size.height_px - top))
            yield f"-{row + 1}-{column + 1}", tile


def _painted(sheet: Sheet, scale: float, tile: Tile, seam: int = 0) -> QImage:
    """Some pixels of the whole picture."""
    left, top, width, height = tile
    colour = _background(sheet)
    opaque = colour.alpha() == 255
    x, y = min(left, seam), min(top, seam)
    wide, high = width + x + seam, height + y + seam
    image = QImage(
        wide, high, QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    )
    if image.isNull():
        raise ExportError(
            tr(
                "There is not enough memory for a picture of {width} × {height} pixels. "
                "Nothing was written; choose a smaller scale."
            ).format(width=width, height=height)
        )
    # The last row and column may be covered in part only.
    image.fill(colour if opaque else QColor(0, 0, 0, 0))
    area = sheet.bounds
    seen = Rect(area.x + (left - x) / scale, area.y + (top - y) / scale, wide / scale, high / scale)
    painter = QPainter(image)
    try:
        painter.translate(x - left, y - top)
        painter.scale(scale, scale)
        painter.translate(-area.x, -area.y)
        paint_sheet(painter, sheet, visible=seen.grown(2 / scale))
    finally:
        painter.end()
    return image.copy(x, y, width, height) if seam else image


def _background(sheet: Sheet) -> QColor:
    colour = QColor(sheet.background)
    if not colour.isValid():
        raise ExportError(tr("“{name}” is no colour. Nothing was written.").format(name=sheet.background))
    return colour


def _dots(size: Prediction) -> int:
    """Per metre, as a PNG counts them."""
    return max(1, min(2**31 - 1, round(size.dpi / MM * 1000)))


def _words(sheet: Sheet) -> dict[str, str]:
    title = " ".join(sheet.title.split())
    return {**({"Title": title} if title else {}), "Software": "Contention"}
