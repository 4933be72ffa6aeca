"""Pictures inside a file to assets: PNG, JPEG, GIF and WebP of a bearable size, judged by their headers.

A picture is not decoded here: a few kilobytes can decode to gigabytes. SVG is a program in disguise
(it names other files), so it is never taken.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import struct

from contention.model.project import Asset, Id

LARGEST_PICTURE = 4 * 1024 * 1024
"""Bytes."""
MOST_BYTES = 16 * 1024 * 1024
"""Of all pictures of one article."""
MOST_PICTURES = 500
LONGEST_SIDE = 10_000
"""Pixels."""
MOST_PIXELS = 40_000_000
"""160 MB when decoded."""


class Pictures:
    """Takes the pictures of one article, each once, until it has enough."""

    def __init__(self) -> None:
        self._assets: dict[Id, Asset] = {}
        self._bytes = 0
        self._left_out: set[str] = set()

    @property
    def assets(self) -> tuple[Asset, ...]:
        """What was taken, by first use."""
        return tuple(self._assets.values())

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence where pictures were left out."""
        count = len(self._left_out)
        if not count:
            return ()
        what = "One picture was" if count == 1 else f"{count} pictures were"
        return (f"{what} left out: of a kind or size that is not shown, or not in the file itself.",)

    def take(self, data: bytes, name: str) -> Id | None:
        """The asset's id for a picture; None where it is not taken, which a notice tells."""
        asset_id = hashlib.sha256(data).hexdigest()[:12]
        if asset_id in self._assets:
            return asset_id
        media_type = media_type_of(data)
        if (
            not media_type
            or len(data) > LARGEST_PICTURE
            or self._bytes + len(data) > MOST_BYTES
            or len(self._assets) >= MOST_PICTURES
        ):
            self.leave_out(name)
            return None
        self._bytes += len(data)
        self._assets[asset_id] = Asset(
            id=asset_id,
            media_type=media_type,
            name="".join(filter(str.isprintable, posixpath.basename(name)))[:200],
            data=base64.b64encode(data).decode("ascii"),
        )
        return asset_id

    def leave_out(self, name: str) -> None:
        """Note a picture that cannot be shown, such as one on the web."""
        self._left_out.add(name)


def media_type_of(data: bytes) -> str:
    """Such as ``image/png``; empty where it is no picture that is shown, or one too large to decode."""
    for media_type, measure in (
        ("image/png", _png),
        ("image/jpeg", _jpeg),
        ("image/gif", _gif),
        ("image/webp", _webp),
    ):
        try:
            size = measure(data)
        except (struct.error, IndexError):
            size = None
        if size is not None:
            width, height = size
            fits = 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE
            return media_type if fits and width * height <= MOST_PIXELS else ""
    return ""


def _png(data: bytes) -> tuple[int, int] | None:
    """Width and height; PNG specification (W3C 2003), 11.2.2."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n") or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int] | None:
    """Width and height; GIF89a, 18."""
    if not data.startswith((b"GIF87a", b"GIF89a")):
        return None
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Width and height from the frame header; ITU-T T.81, B.2.2."""
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    place = 2
    while True:
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        alone = marker == 0x01 or 0xD0 <= marker <= 0xD8
        place += 2 if alone else 2 + max(2, struct.unpack_from(">H", data, place + 2)[0])


def _webp(data: bytes) -> tuple[int, int] | None:
    """Width and height; RFC 9649, 2.5 to 2.7."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        return None
    kind = data[12:16]
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    return None
