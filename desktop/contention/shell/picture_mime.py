"""A sheet for the clipboard and for drags: as a picture, as a drawing and in words, all together."""

from __future__ import annotations

import base64
import html
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage

from contention.export.encoding import Progress
from contention.export.formats import FORMATS
from contention.export.options import ExportOptions, Size
from contention.export.png_size import predicted
from contention.export.sheet import Sheet
from contention.export.words import describe, summary
from contention.session.clipboard import PICTURE_MIME

MOST_PIXELS = 30_000_000
"""Of a picture on the clipboard, which every program that looks at it unpacks."""


class Carried(NamedTuple):
    """What a clipboard holds of a sheet."""

    image: QImage
    png: bytes
    svg: bytes
    words: str
    short: str


def carried(sheet: Sheet, options: ExportOptions, progress: Progress) -> Carried:
    """Draw a sheet; where the size that is wanted is too much for a clipboard, smaller.

    Raises:
        ExportError, ExportCancelled: as the encoders.
    """
    found = predicted(sheet, options.size)
    size = options.size
    pixels = found.width_px * found.height_px
    if pixels > MOST_PIXELS:
        size = Size(scale=min(found.largest, found.scale * (MOST_PIXELS / pixels) ** 0.5))
    options = replace(options, size=size, tiles=False)
    (png,) = FORMATS["png"].encode(sheet, options, lambda done: progress(done * 0.6))
    (svg,) = FORMATS["svg"].encode(sheet, options, lambda done: progress(0.6 + done * 0.3))
    image = QImage.fromData(png.data)
    return Carried(image, png.data, svg.data, describe(sheet), summary(sheet))


def mime_of(carried: Carried) -> QMimeData:
    """All of it at once; the program that pastes takes what it knows."""
    data = QMimeData()
    data.setData("image/png", QByteArray(carried.png))
    data.setData("image/svg+xml", QByteArray(carried.svg))
    data.setImageData(carried.image)
    picture = base64.b64encode(carried.png).decode("ascii")
    page = f'<img src="data:image/png;base64,{picture}" alt="{html.escape(carried.short)}">'
    data.setData("text/html", QByteArray(page.encode("utf-8")))
    data.setText(carried.words)
    data.setData(PICTURE_MIME, QByteArray(b"1"))
    return data
