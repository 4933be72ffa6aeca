"""Reads PDFs with another program's eyes (PDFium), and compares pictures."""

from __future__ import annotations

import unicodedata

import pypdfium2
from PIL import Image, ImageChops
from PySide6.QtGui import QImage, QPainter

from contention.export import pdf
from contention.export.options import ExportOptions
from contention.export.page import Page
from contention.export.page_painting import paint_page
from contention.export.sheet import Sheet


def printed(sheet: Sheet, **options: object) -> bytes:
    """The PDF of a sheet."""
    wanted = ExportOptions(format="pdf", **options)  # type: ignore[arg-type]
    (output,) = pdf.encode(sheet, wanted, lambda _done: True)
    assert output.suffix == ""
    return output.data


def opened(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


def drawn(data: bytes, page: int = 0, scale: float = 1.0) -> Image.Image:
    """A page as PDFium draws it, so many pixels to the point."""
    return opened(data)[page].render(scale=scale).to_pil().convert("RGB")


def painted_page(page: Page, size: tuple[int, int], scale: float) -> Image.Image:
    """A page as we paint it, so many pixels to the point."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_page(painter, page)
    painter.end()
    return pillow(image)


def pillow(image: QImage) -> Image.Image:
    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (flat.width(), flat.height())
    return Image.frombuffer("RGB", size, bytes(flat.constBits()), "raw", "RGB", flat.bytesPerLine(), 1)


def words_of(data: bytes) -> str:
    """All words of a document, with single spaces."""
    found = [page.get_textpage().get_text_range() for page in opened(data)]
    return flat("\n".join(found))


def flat(words: str) -> str:
    """Words to compare: composed letters, single spaces, and nothing that is no letter to PDFium."""
    return " ".join(unicodedata.normalize("NFC", words).replace("\ufffe", "").split())


def difference(one: Image.Image, other: Image.Image, fine: int = 2) -> tuple[float, float]:
    """Mean difference of 255, and the share of pixels that differ by more than an eighth of it.

    Both are made smaller by `fine` first: how the edge of a letter is smoothed is each program's
    own. Of the channels the one that differs most counts.
    """
    assert one.size == other.size
    size = (max(1, one.width // fine), max(1, one.height // fine))
    found = ImageChops.difference(
        one.resize(size, Image.Resampling.BOX), other.resize(size, Image.Resampling.BOX)
    )
    red, green, blue = found.split()
    counts = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    pixels = size[0] * size[1]
    return sum(n * count for n, count in enumerate(counts)) / pixels, sum(counts[33:]) / pixels


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around all that is not of the colour of the first pixel."""
    ground = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    return ImageChops.difference(picture, ground).getbbox()
