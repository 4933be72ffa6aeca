"""A diagram as a PNG: the whole map with a margin, sharp, and refused with a reason where it cannot be."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from contention.diagram.drawing import Diagram, Rect
from contention.diagram.painter import paint
from contention.export.errors import ExportError
from contention.files.atomic import write_bytes
from contention.files.errors import WriteError

MARGIN = 24.0
"""Around the map, at scale 1."""
LONGEST_SIDE = 32_767
"""Pixels; QPainter draws nothing beyond."""
MOST_BYTES = 400_000_000
"""Of the picture in memory, four to a pixel."""
BASE_DPI = 96.0
"""Dots per inch at scale 1."""


def tr(text: str) -> str:
    """A sentence of the exports in the reader's language."""
    return QCoreApplication.translate("Export", text)


def picture_size(diagram: Diagram, *, scale: float = 2.0, dpi: float | None = None) -> tuple[int, int]:
    """Width and height in pixels of the picture that `export_png` would write, however large.

    Nothing for a map without claims, which it refuses.

    Raises:
        ExportError: a scale or resolution that is no positive number.
    """
    factor = _scale(scale, dpi)
    return _pixels(_area(diagram), factor) if diagram.bricks else (0, 0)


def render_map(diagram: Diagram, *, scale: float = 2.0, background: str | None = None) -> QImage:
    """The picture of a whole map; needs a QGuiApplication, but no display.

    Args:
        scale: pixels per unit.
        background: a colour name Qt knows, "transparent" among them. None is white for a
            light theme, and a dark theme's own paper, so that nothing is white on white.

    Raises:
        ExportError: an empty map, a scale that is no positive number, or too many pixels.
    """
    area = _area(diagram)
    width, height = _pixels(area, _scale(scale, None))
    _refuse_too_large(area, width, height)
    colour = QColor(background if background is not None else _paper(diagram))
    if not colour.isValid():
        raise ExportError(tr("“{name}” is no colour. Nothing was written.").format(name=background))
    opaque = colour.alpha() == 255
    image = QImage(
        width, height, QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    )
    if image.isNull():
        raise ExportError(
            tr(
                "There is not enough memory for a picture of {width} × {height} pixels. "
                "Nothing was written; choose a smaller scale."
            ).format(width=width, height=height)
        )
    image.fill(colour)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        painter.translate(-area.x, -area.y)
        paint(painter, diagram, plain_below=0.0)
    finally:
        painter.end()
    dots = round(BASE_DPI * scale / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def export_png(
    diagram: Diagram,
    path: Path,
    *,
    scale: float = 2.0,
    dpi: float | None = None,
    background: str | None = None,
    title: str = "",
) -> None:
    """Write the picture of a whole map.

    `dpi` takes the place of `scale` (96 dpi is scale 1) and is written into the file, as is
    the title. The file appears whole or not at all.

    Raises:
        ExportError: as `render_map`, or the file cannot be written; what was there is unchanged.
    """
    scale = _scale(scale, dpi)
    image = render_map(diagram, scale=scale, background=background)
    if dpi is not None:
        dots = round(dpi / 0.0254)
        image.setDotsPerMeterX(dots)
        image.setDotsPerMeterY(dots)
    try:
        write_bytes(path, _encoded(image, title))
    except WriteError as error:
        raise ExportError(str(error)) from error


def _paper(diagram: Diagram) -> str:
    return diagram.theme.paper if diagram.theme.dark else "#ffffff"


def _area(diagram: Diagram) -> Rect:
    """The part of the map's plane to draw: everything, with a margin."""
    if not diagram.bricks:
        raise ExportError(tr("The map has no claims yet, so there is nothing to export. Add a claim first."))
    return diagram.bounds.grown(MARGIN)


def _scale(scale: float, dpi: float | None) -> float:
    if dpi is not None:
        if not (math.isfinite(dpi) and dpi > 0):
            raise ExportError(tr("The resolution must be a number of dpi above 0. Nothing was written."))
        return dpi / BASE_DPI
    if not (math.isfinite(scale) and scale > 0):
        raise ExportError(tr("The scale must be a number above 0. Nothing was written."))
    return scale


def _pixels(area: Rect, scale: float) -> tuple[int, int]:
    # Sizes come out whole where they are whole but for the last bit of a float.
    return math.ceil(area.width * scale - 1e-6), math.ceil(area.height * scale - 1e-6)


def _refuse_too_large(area: Rect, width: int, height: int) -> None:
    if max(width, height) <= LONGEST_SIDE and 4 * width * height <= MOST_BYTES:
        return
    fits = _largest_scale(area)
    raise ExportError(
        tr(
            "The picture would be {width:,} × {height:,} pixels, which is too large. Nothing was "
            "written. Scale {scale:g} ({dpi:g} dpi) fits."
        ).format(width=width, height=height, scale=fits, dpi=math.floor(fits * BASE_DPI * 100) / 100)
    )


def _largest_scale(area: Rect) -> float:
    """The largest scale that is allowed, cut down to two digits and surely within."""
    largest = min(
        (LONGEST_SIDE - 1) / max(area.width, area.height),
        math.sqrt(MOST_BYTES / 4 / (area.width * area.height)) * 0.999,
    )
    digits = 10.0 ** (1 - math.floor(math.log10(largest)))
    return math.floor(largest * digits) / digits


def _encoded(image: QImage, title: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    if title:
        writer.setText("Title", " ".join(title.split()))
    writer.setText("Software", "Contention")
    if not writer.write(image):
        raise ExportError(
            tr("The picture could not be encoded ({why}). Nothing was written.").format(
                why=writer.errorString()
            )
        )
    buffer.close()
    return bytes(data.data())
