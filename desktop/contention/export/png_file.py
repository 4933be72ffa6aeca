"""A PNG file written row by row, so that a picture need never be in memory whole (PNG 1.2, ISO/IEC 15948).

Rows are stored unfiltered: a map is flat colour, which packs as small without.
"""

from __future__ import annotations

import struct
import zlib

from PySide6.QtGui import QImage

SIGNATURE = b"\x89PNG\r\n\x1a\n"


class PngFile:
    """Takes rows from the top until there are `height`; then `finished` gives the file."""

    def __init__(
        self, width: int, height: int, *, alpha: bool, dots_per_metre: int, words: dict[str, str]
    ) -> None:
        self._format = QImage.Format.Format_RGBA8888 if alpha else QImage.Format.Format_RGB888
        self._row = width * (4 if alpha else 3)
        self._packer = zlib.compressobj(6)
        self._pieces = [
            SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6 if alpha else 2, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)),
        ]
        for key, text in words.items():
            # Key, no compression, no language, then the words in UTF-8.
            words_as_bytes = text.encode("utf-8", "replace").replace(b"\0", b" ")
            self._pieces.append(_chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + words_as_bytes))

    def add(self, band: QImage) -> None:
        """The next rows; `band` is as wide as the picture."""
        pixels = band.convertToFormat(self._format)
        stride, wide = pixels.bytesPerLine(), self._row
        data = memoryview(pixels.constBits())
        rows = bytearray()
        for y in range(pixels.height()):
            rows += b"\0"
            rows += data[y * stride : y * stride + wide]
        if packed := self._packer.compress(rows):
            self._pieces.append(_chunk(b"IDAT", packed))

    def finished(self) -> bytes:
        """The whole file."""
        self._pieces += [_chunk(b"IDAT", self._packer.flush()), _chunk(b"IEND", b"")]
        return b"".join(self._pieces)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
