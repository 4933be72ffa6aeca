"""The parts that hostile articles are made of, and the place where each will lie."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from pathlib import Path

from tests.documents import (
    docx,
    png,
    word_paragraph,
)

SECRET = "whatnobodymayread"
"""What stands in a file beside the hostile one, and must come into no article."""
WORDS = (
    "<p>The bridge should be built, because the ferry stops in every storm and people miss their work.</p>"
)
MEGABYTE = 1024 * 1024

ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format(
    "lol" * 10,
    "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)),
)
"""Ten entities of ten each: a thousand million times three letters."""


class Place:
    """Where the file will lie: a folder with a secret in it, and a port where somebody listens."""

    def __init__(self, folder: Path, port: int) -> None:
        self.secret = folder / "secret.txt"
        self.secret.write_text(SECRET, encoding="utf-8")
        self.picture = folder / "secret.png"
        self.picture.write_bytes(png(3, 3))
        self.web = f"http://127.0.0.1:{port}"

    @property
    def reading_entity(self) -> str:
        """A document type with an entity that reads the secret, and one that asks the network."""
        return (
            f'<!DOCTYPE x SYSTEM "{self.web}/x.dtd" [<!ENTITY a SYSTEM "{self.secret.as_uri()}">'
            f'<!ENTITY b SYSTEM "{self.web}/b">]>'
        )

    @property
    def pictures(self) -> str:
        """Pictures of the disk, of another machine, of the network, and in the address itself."""
        data = base64.b64encode(png()).decode()
        addresses = (
            self.picture.as_uri(), str(self.picture), "secret.png", "../secret.png",
            "\\\\127.0.0.1\\x\\a.png",
            "//127.0.0.1/x/a.png", "file://127.0.0.1/x/a.png", f"{self.web}/a.png", "smb://127.0.0.1/a.png",
            f"data:image/png;base64,{data}", "data:image/svg+xml,%3Csvg%3E", "asset:000000000000",
        )  # fmt: skip
        return "".join(f'<p>A picture: <img src="{address}" alt="words"/></p>' for address in addresses)


def html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode()


def nested(tag: str, depth: int, words: str = "words") -> str:
    opened = "".join(f"<{one}>" for one in tag.split())
    closed = "".join(f"</{one}>" for one in reversed(tag.split()))
    return opened * depth + words + closed * depth


def with_flag(data: bytes, flag: int) -> bytes:
    """The archive with a flag set in each entry's headers."""
    out = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(magic)
        while place >= 0:
            out[place + offset] |= flag
            place = out.find(magic, place + 4)
    return bytes(out)


def lying(data: bytes, size: int) -> bytes:
    """The archive whose directory says that each entry is `size` bytes long."""
    out = bytearray(data)
    place = out.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<I", out, place + 24, size)
        place = out.find(b"PK\x01\x02", place + 4)
    return bytes(out)


def overlapping() -> bytes:
    """A thousand entries that are all the same ten megabytes (after Fifield, "A better zip bomb", 2019)."""
    data = bytearray(docx(word_paragraph("words"), {"word/media/a.png": b"\x00" * (10 * MEGABYTE)}))
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    directory = bytes(data[start : start + size])
    last = directory.rfind(b"PK\x01\x02")
    more = directory[last:]
    whole = directory + more * 1000
    count = directory.count(b"PK\x01\x02") + 1000
    tail = bytearray(data[end:])
    struct.pack_into("<HHII", tail, 8, count, count, len(whole), start)
    return bytes(data[:start]) + whole + bytes(tail)


def word_table(depth: int) -> str:
    inside = word_paragraph("words")
    for _ in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}{word_paragraph('more')}</w:tc></w:tr></w:tbl>"
    return inside


def rtf(body: str) -> bytes:
    return ("{\\rtf1\\ansi " + body + "}").encode("latin-1", "replace")


def pdf(body: bytes, *, tail: bytes = b"trailer<</Root 1 0 R/Size 9>>\n%%EOF") -> bytes:
    return b"%PDF-1.7\n" + body + b"\n" + tail


def one_page_pdf(content: bytes, *, filters: bytes = b"/FlateDecode", box: bytes = b"0 0 600 800") -> bytes:
    return pdf(
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R/Resources"
        b"<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length " + str(len(content)).encode()
        + b"/Filter" + filters + b">>stream\n" + content
        + b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj"
    )  # fmt: skip


def mhtml(body: str, *, header: str = "") -> bytes:
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n--xx\r\n'
        f"Content-Type: text/html; charset=utf-8\r\nContent-Location: http://a.test/\r\n{header}\r\n"
        f"<html><body>{body}</body></html>\r\n--xx--\r\n"
    ).encode()


def only_an_end() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w"):
        pass
    return out.getvalue()
