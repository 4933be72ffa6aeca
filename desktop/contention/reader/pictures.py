"""The pictures that came with an article: of the project's own assets, and of nowhere else.

Qt decodes them with a limit on memory, no larger than the column can show them.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

from contention.model.project import Asset, Id

FORMATS = frozenset({b"png", b"jpeg", b"gif", b"webp", b"bmp"})
"""What is decoded, by what the bytes are. No SVG: it is a program in disguise, and names other files."""
MOST_PIXELS = 40_000_000
"""160 MB when decoded."""
ALLOCATION = 192
"""Megabytes that one picture may take while it is decoded."""
WIDEST = 1600
"""Pixels that are kept of a picture: a full column on a screen of twice the usual density."""


class Pictures:
    """Answers for the assets of one project, and remembers what it decoded."""

    def __init__(self, assets: Mapping[Id, Asset]) -> None:
        self._assets = assets
        self._sizes: dict[Id, QSize | None] = {}
        self._images: dict[Id, QImage] = {}

    def size(self, asset_id: Id) -> QSize | None:
        """Width and height of a picture in its own pixels; None where there is none that can be shown."""
        if asset_id not in self._sizes:
            self._sizes[asset_id] = self._measure(asset_id)
        return self._sizes[asset_id]

    def image(self, address: str) -> QImage:
        """The picture for ``asset:<id>``, at most `WIDEST` wide; an empty one for anything else."""
        asset_id = address.removeprefix("asset:")
        if asset_id == address or self.size(asset_id) is None:
            return QImage()
        if asset_id not in self._images:
            self._images[asset_id] = self._decode(asset_id)
        return self._images[asset_id]

    def _measure(self, asset_id: Id) -> QSize | None:
        opened = self._open(asset_id)
        if opened is None:
            return None
        size = opened[0].size()
        fits = size.isValid() and 0 < size.width() * size.height() <= MOST_PIXELS
        return size if fits else None

    def _decode(self, asset_id: Id) -> QImage:
        opened = self._open(asset_id)
        if opened is None:
            return QImage()
        reader, _ = opened
        size = reader.size()
        if size.width() > WIDEST:
            reader.setScaledSize(QSize(WIDEST, max(1, round(size.height() * WIDEST / size.width()))))
        image = reader.read()
        # Its size in the page is said there; how dense it is said to be would change that.
        image.setDevicePixelRatio(1.0)
        return image

    def _open(self, asset_id: Id) -> tuple[QImageReader, QBuffer] | None:
        """A reader for an asset's bytes and what it reads from, which has to live as long."""
        asset = self._assets.get(asset_id)
        if asset is None:
            return None
        try:
            data = base64.b64decode(asset.data, validate=True)
        except (binascii.Error, ValueError):
            return None
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        QImageReader.setAllocationLimit(ALLOCATION)
        reader = QImageReader()
        # By what the bytes are, not by a name: and that is asked before any of them is decoded.
        if bytes(QImageReader.imageFormat(buffer).data()) not in FORMATS:
            return None
        buffer.seek(0)
        reader.setDevice(buffer)
        reader.setAutoTransform(False)
        return reader, buffer
