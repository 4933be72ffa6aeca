"""The picture of a sheet for a page of paper: as large as it fits, sharp in print, of bounded size."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from contention.export.errors import ExportError
from contention.export.painting import paint_sheet
from contention.export.sheet import Sheet

DPI = 300.0
MM_PER_UNIT = 25.4 / 96
"""Of a map at its own size."""
MOST_PIXELS = 30_000_000
"""120 MB while it is painted."""


class Picture(NamedTuple):
    """A PNG and how large it is on the paper."""

    data: bytes
    width_mm: float


def tr(text: str) -> str:
    """Words about the picture in the reader's language."""
    return QCoreApplication.translate("Export", text)


def picture_of(sheet: Sheet, width_mm: float, height_mm: float) -> Picture:
    """The sheet in at most so much room, never larger than the map's own size.

    Raises:
        ExportError: there is no memory for it.
    """
    x, y, wide, high = sheet.bounds
    shrunk = min(1.0, width_mm / (wide * MM_PER_UNIT), height_mm / (high * MM_PER_UNIT))
    scale = min(shrunk * DPI / 96, math.sqrt(MOST_PIXELS / (wide * high)))
    width, height = max(1, math.ceil(wide * scale)), max(1, math.ceil(high * scale))
    clear = QColor(sheet.background).alpha() < 255
    image = QImage(
        width, height, QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32
    )
    if image.isNull():
        raise ExportError(
            tr("There is not enough memory for the document's picture. Nothing was written; export a branch.")
        )
    image.fill(QColor(sheet.background))
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        painter.translate(-x, -y)
        paint_sheet(painter, sheet)
    finally:
        painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return Picture(bytes(data.data()), wide * shrunk * MM_PER_UNIT)
