"""A PDF as this program sees it: its pages' sizes, characters with their places, and pictures.

PDFium is not safe to use from two threads, so everything here takes one lock. A
document is open only while something is read from it: nothing is left to close
when the program ends.

All lengths are points (1/72 inch) on the page as it is shown: x to the right and
y down from its upper left corner, after the page's own rotation.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from contention.article.errors import ArticleError
from contention.article.markdown import clean

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

LOCK = threading.RLock()
"""Held by whoever is inside PDFium."""

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h
_LINE_BREAK = "\n"


class Box(NamedTuple):
    """A rectangle on a page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


class Characters(NamedTuple):
    """The characters of a page, one for each of PDFium's; the lists are of the same length."""

    text: str
    """Line breaks as ``\\n``, every hyphen at the end of a line as "-"."""
    boxes: list[Box]
    """From the font's highest to its lowest point, whatever the letter."""
    bases: list[float]
    """The height of the line that each character stands on."""


class Picture(NamedTuple):
    """A page as pixels: four bytes each, blue, green, red and one unused."""

    width: int
    height: int
    stride: int
    """Bytes in a row."""
    data: bytes
    photographs: tuple[Box, ...]
    """Where pictures stand on the page, in pixels; those that fill most of it are not told."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[PdfDocument]:
    """The document in these bytes, closed at the end; the lock is held as long.

    Raises:
        ArticleError: it needs a password, or is damaged.
    """
    import pypdfium2  # 40 ms

    with LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ArticleError(_refusal(getattr(error, "err_code", None), name)) from None
        try:
            yield document
        finally:
            document.close()


@contextmanager
def page_of(document: PdfDocument, number: int) -> Iterator[PdfPage]:
    """A page of an open document, closed at the end.

    Raises:
        pypdfium2.PdfiumError: it is damaged.
    """
    page = document[number]
    try:
        yield page
    finally:
        page.close()


def page_sizes(data: bytes, name: str) -> list[tuple[float, float]]:
    """Width and height of every page.

    Raises:
        ArticleError: as `opened`.
    """
    with opened(data, name) as document:
        return [document.get_page_size(number) for number in range(len(document))]


class Turn:
    """From PDF's own coordinates of a page to those of the page as it is shown."""

    def __init__(self, page: PdfPage, degrees: int | None = None) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self.degrees = page.get_rotation() if degrees is None else degrees
        """Clockwise, in quarter turns; the page's own unless another was asked for."""

    @property
    def height(self) -> float:
        """Of the page, after the turn."""
        width, height = self._right - self._left, self._top - self._bottom
        return float(width if self.degrees in (90, 270) else height)

    @property
    def upright_edges(self) -> tuple[float, float] | None:
        """The left and the upper edge in PDF's coordinates, where the page is not turned."""
        return None if self.degrees else (self._left, self._top)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page."""
        match self.degrees:
            case 90:
                return y - self._bottom, x - self._left
            case 180:
                return self._right - x, y - self._bottom
            case 270:
                return self._top - y, self._right - x
        return x - self._left, self._top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class Glyphs:
    """The characters of an open page, and what they look like; closed by its `with` block.

    With `upright`, places are those of the page turned so that most of its text stands upright.
    """

    def __init__(self, page: PdfPage, *, upright: bool = False) -> None:
        import pypdfium2.raw

        self._c: Any = pypdfium2.raw
        self._page, self._upright = page, upright

    def __enter__(self) -> Glyphs:
        self._text_page = self._page.get_textpage()
        self._raw = self._text_page.raw
        self._turn = Turn(self._page, self._usual_turn() if self._upright else None)
        return self

    def __exit__(self, *_: object) -> None:
        self._text_page.close()

    @property
    def height(self) -> float:
        """Of the page."""
        return float(self._turn.height)

    def characters(self, most: int) -> Characters:
        """The page's characters, at most so many."""
        c, raw, turn = self._c, self._raw, self._turn
        count = min(max(0, c.FPDFText_CountChars(raw)), most)
        x, y, rect = ctypes.c_double(), ctypes.c_double(), c.FS_RECTF()
        code_of, box_of, origin_of = (
            c.FPDFText_GetUnicode,
            c.FPDFText_GetLooseCharBox,
            c.FPDFText_GetCharOrigin,
        )
        edges = turn.upright_edges
        letters: list[str] = []
        boxes: list[Box] = []
        bases: list[float] = []
        for index in range(count):
            letters.append(_letter(code_of(raw, index)))
            box_of(raw, index, rect)
            origin_of(raw, index, x, y)
            if edges is not None:  # nearly every page, and twice as fast
                left, top = edges
                boxes.append(Box(rect.left - left, top - rect.top, rect.right - left, top - rect.bottom))
                bases.append(top - y.value)
            else:
                boxes.append(turn.box(rect.left, rect.bottom, rect.right, rect.top))
                bases.append(turn.point(x.value, y.value)[1])
        return Characters("".join(letters), boxes, bases)

    def size(self, index: int) -> float:
        """The type size of a character in points, with the scale that the page gives it."""
        matrix = self._c.FS_MATRIX()
        size = float(self._c.FPDFText_GetFontSize(self._raw, index))
        if self._c.FPDFText_GetMatrix(self._raw, index, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        return size

    def bold(self, index: int) -> bool:
        """Whether a character is in bold type."""
        if self._c.FPDFText_GetFontWeight(self._raw, index) >= 600:
            return True
        name = ctypes.create_string_buffer(128)
        flags = ctypes.c_int()
        self._c.FPDFText_GetFontInfo(self._raw, index, name, len(name), flags)
        family = bytes(name.value).lower()
        return any(word in family for word in (b"bold", b"cmbx", b"black", b"heavy", b"demi"))

    def turned(self, index: int) -> bool:
        """Whether a character does not stand upright on the page as it is shown."""
        angle = self._angle(index) + self._turn.degrees
        return abs((angle + 180) % 360 - 180) > 10

    def _angle(self, index: int) -> float:
        """How a character is turned in PDF's own coordinates: clockwise, in degrees."""
        return math.degrees(float(self._c.FPDFText_GetCharAngle(self._raw, index)))

    def _usual_turn(self) -> int:
        """The turn that puts most of the page's text upright."""
        count = max(0, self._c.FPDFText_CountChars(self._raw))
        sampled = range(0, count, max(1, count // 40))
        turns = Counter(-round(self._angle(index) / 90) * 90 % 360 for index in sampled)
        return turns.most_common(1)[0][0] if turns else self._page.get_rotation()


def characters_of(data: bytes, name: str, number: int, most: int = 100_000) -> Characters:
    """The characters of one page, by its number from 0; none where the page is damaged.

    Raises:
        ArticleError: as `opened`.
    """
    import pypdfium2

    with opened(data, name) as document:
        try:
            with page_of(document, number) as page, Glyphs(page) as glyphs:
                return glyphs.characters(most)
        except pypdfium2.PdfiumError:
            return Characters("", [], [])


def picture_of(data: bytes, name: str, number: int, scale: float) -> Picture | None:
    """One page as a picture, `scale` pixels a point; None where the page is damaged.

    Raises:
        ArticleError: as `opened`.
    """
    import pypdfium2
    import pypdfium2.raw

    with opened(data, name) as document:
        try:
            with page_of(document, number) as page:
                bitmap = page.render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
                try:
                    size = (bitmap.width, bitmap.height, bitmap.stride)
                    return Picture(*size, bytes(bitmap.buffer), _photographs(page, scale))
                finally:
                    bitmap.close()
        except pypdfium2.PdfiumError:
            return None


def is_drawn_over(page: PdfPage) -> bool:
    """Whether one picture fills at least half of the page, as on a scanned one."""
    import pypdfium2.raw

    width, height = page.get_size()
    for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) >= 0.5 * width * height:
            return True
    return False


def _photographs(page: PdfPage, scale: float) -> tuple[Box, ...]:
    import pypdfium2.raw

    turn, (width, height) = Turn(page), page.get_size()
    found = []
    for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=1):
        box = turn.box(*thing.get_bounds())
        if (box.right - box.left) * (box.bottom - box.top) < 0.6 * width * height:
            found.append(Box(*(scale * side for side in box)))
    return tuple(found)


def _refusal(code: int | None, name: str) -> str:
    if code == _PASSWORD:
        return (
            f"“{name}” is protected by a password, so its text cannot be read. Please open it in your PDF "
            "program, save a copy without the password, and open that copy."
        )
    if code == _SECURITY:
        return (
            f"“{name}” is protected in a way that only its publisher's own program can open. "
            "Please ask the publisher for a copy without protection."
        )
    return (
        f"“{name}” is damaged or is not a PDF, so it cannot be opened. Please get it once more from where "
        "it came from, or open it in your PDF program and save it anew."
    )


@lru_cache(maxsize=4096)
def _letter(code: int) -> str:
    """The one character that stands for one of PDFium's."""
    if code in (10, 13):
        return _LINE_BREAK
    if code in (2, 0xAD, 0xFFFE):  # what PDFium makes of a hyphen at the end of a line
        return "-"
    if not code or code > 0x10FFFF:
        return "\ufffd"
    return clean(chr(code))[0]
