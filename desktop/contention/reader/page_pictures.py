"""The pictures and characters of a PDF's pages, made in a thread of their own, the wanted ones first.

Only one page is made at a time, and what comes next is decided when it is done:
so what the reader has scrolled past is never waited for. Each job opens and closes
the file itself; nothing is left open between two of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from contention.article.errors import ArticleError
from contention.article.pdf_document import Characters, Picture, characters_of, picture_of

MOST_IN_ONE = 24_000_000
"""Pixels of a picture; a page that would need more is made less sharp."""
MOST_IN_ALL = 60_000_000
"""Pixels that are kept, at four bytes each, beyond what is wanted now."""


class Look(NamedTuple):
    """How pictures are wanted."""

    scale: float
    """Pixels of the screen a point of the page."""
    light_ink: str = ""
    """The colour of type on a dark page, such as ``#e4e4e0``; empty for the page as it is."""


class _Made(NamedTuple):
    page: int
    look: Look
    image: QImage
    characters: Characters | None


class _Answer(QObject):
    done = Signal(object)


class PagePictures(QObject):
    """Makes what is wanted of one PDF, and keeps as much of it as there is room for."""

    ready = Signal(int)
    """The page that has a new picture or its characters now."""

    def __init__(self, data: bytes, sizes: Sequence[tuple[float, float]], parent: QObject | None) -> None:
        super().__init__(parent)
        self._data, self._sizes = data, sizes
        self._images: dict[int, tuple[Look, QImage]] = {}
        self._characters: dict[int, Characters] = {}
        self._wanted: tuple[int, ...] = ()
        self._look = Look(1.0)
        self._busy = False
        # Kept by the thread too: it must outlive this where a view is closed while a page is made.
        self._answer = _Answer()
        self._answer.done.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether a page is being made."""
        return self._busy

    def image(self, page: int) -> QImage | None:
        """The last picture of a page, which may be of another scale; None where there is none yet."""
        found = self._images.get(page)
        return found[1] if found else None

    def characters(self, page: int) -> Characters | None:
        """The characters of a page; None where they were not read yet."""
        return self._characters.get(page)

    def want(self, pages: Sequence[int], look: Look) -> None:
        """From now on make these pages in this look, the first one first."""
        self._wanted, self._look = tuple(pages), look
        self._next()

    def _next(self) -> None:
        if self._busy:
            return
        for page in self._wanted:
            image = self._images.get(page)
            if image is None or image[0] != self._look or page not in self._characters:
                self._start(page)
                return

    def _start(self, page: int) -> None:
        self._busy = True
        answer = self._answer
        width, height = self._sizes[page]
        scale = min(self._look.scale, (MOST_IN_ONE / max(1.0, width * height)) ** 0.5)
        work = _job(self._data, page, self._look, scale, with_characters=page not in self._characters)

        def run() -> None:
            answer.done.emit(work())

        # Not a daemon: the program's end waits for the one page, and PDFium is never pulled away.
        threading.Thread(target=run, name="contention-page").start()

    def _take(self, made: _Made) -> None:
        self._busy = False
        self._images[made.page] = (made.look, made.image)
        if made.characters is not None:
            self._characters[made.page] = made.characters
        self._make_room()
        self.ready.emit(made.page)
        self._next()

    def _make_room(self) -> None:
        """Let go of the pictures that are farthest from what is wanted."""
        middle = self._wanted[0] if self._wanted else 0
        used = 0
        for page in sorted(self._images, key=lambda page: abs(page - middle)):
            image = self._images[page][1]
            used += image.width() * image.height()
            if used > MOST_IN_ALL and page not in self._wanted:
                del self._images[page]


def _job(data: bytes, page: int, look: Look, scale: float, *, with_characters: bool) -> Callable[[], _Made]:
    """The work for one page; runs in any thread."""

    def make() -> _Made:
        characters = None
        try:
            picture = picture_of(data, "", page, scale)
            if with_characters:
                characters = characters_of(data, "", page)
        except ArticleError:
            picture = None
        if with_characters and characters is None:
            characters = Characters("", [], [])
        return _Made(page, look, _image(picture, look), characters)

    return make


def _image(picture: Picture | None, look: Look) -> QImage:
    """A picture for the screen; a damaged page gives an empty one."""
    if picture is None:
        return QImage()
    made = QImage(
        picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    ).copy()
    return turned_light(made, picture, look.light_ink) if look.light_ink else made


def turned_light(image: QImage, picture: Picture, ink: str) -> QImage:
    """The page as light ink on black, which a dark paper shows through; photographs stay as they are."""
    light = image.copy()
    light.invertPixels()
    painter = QPainter(light)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(light.rect(), QColor(ink))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for box in picture.photographs:
        area = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
        painter.drawImage(area, image, area)
    painter.end()
    return light
