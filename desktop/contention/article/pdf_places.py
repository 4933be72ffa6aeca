"""Between the canonical text of a PDF's article and the characters on its pages, both ways."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contention.article import plain_text
from contention.article.markdown import read_markdown
from contention.article.pdf_lines import NOWHERE, Piece
from contention.article.reflow import Paragraph, Shape
from contention.model.project import PagePlace

# Letters that a font joins, and white space that stands for one space.
_TIDIED = re.compile("[\ufb00-\ufb06]|\\s+")


class Written(NamedTuple):
    """Paragraphs as Markdown, and where the characters of its canonical text stand."""

    source: str
    places: tuple[PagePlace, ...]


def write(paragraphs: Iterable[Paragraph]) -> Written:
    """The Markdown of paragraphs, with a run of places for each stretch that stands on a page as it is.

    What was made in joining lines, such as the space for a line break, has no place.
    """
    texts: list[str] = []
    blocks: list[str] = []
    places: list[PagePlace] = []
    position = 0
    for paragraph in paragraphs:
        pieces = tidy(paragraph.pieces)
        text = "".join(piece.text for piece in pieces)
        if not text:
            continue
        _add_places(places, pieces, position)
        texts.append(text)
        blocks.append(_block(paragraph, text))
        position += len(text) + 1
    expected = "\n".join(texts)
    source = "\n\n".join(blocks) + "\n" if blocks else ""
    if read_markdown(source).text != expected:
        # No text is known that comes here. A place that is wrong would be worse than no heading.
        source = plain_text.to_markdown(texts)
        if read_markdown(source).text != expected:
            places.clear()
    return Written(source, tuple(places))


def tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with single spaces, none at either end, and joined letters ("ﬁ") as letters."""
    tidied: list[Piece] = []

    def add(piece: Piece) -> None:
        after_space = not tidied or tidied[-1].text.endswith(" ")
        if after_space and piece.text.startswith(" "):
            piece = piece.cut(1)
        if piece.text:
            tidied.append(piece)

    for piece in pieces:
        done = 0
        for found in _TIDIED.finditer(piece.text):
            if found.group() == " ":
                continue
            add(piece.cut(done, found.start()))
            letters = unicodedata.normalize("NFKC", found.group()) if found.group().strip() else " "
            add(Piece(piece.page, NOWHERE, letters))
            done = found.end()
        add(piece.cut(done))
    if tidied and tidied[-1].text.endswith(" "):
        last = tidied.pop()
        add(last.cut(0, len(last.text) - 1))
    return tidied


def _add_places(places: list[PagePlace], pieces: Iterable[Piece], position: int) -> None:
    for piece in pieces:
        if piece.first != NOWHERE:
            before = places[-1] if places else (0, -1, 0, 0)
            start, page, first, length = before
            if (start + length, page, first + length) == (position, piece.page, piece.first):
                places[-1] = (start, page, first, length + len(piece.text))
            else:
                places.append((position, piece.page, piece.first, len(piece.text)))
        position += len(piece.text)


def _block(paragraph: Paragraph, text: str) -> str:
    words = plain_text.to_markdown([text]).removesuffix("\n")
    match paragraph.shape:
        case Shape.HEADING:
            return "#" * paragraph.level + " " + plain_text.escape(text).replace("#", "\\#")
        case Shape.BULLET:
            return f"- {words}"
        case Shape.NUMBERED:
            return f"{paragraph.number}. {words}"
    return words


class PageRange(NamedTuple):
    """Characters that stand one after the other on a page."""

    page: int
    first: int
    length: int


class PlaceIndex:
    """Finds places of a canonical text on the pages, and of the pages in the text."""

    def __init__(self, places: Iterable[PagePlace]) -> None:
        self._by_text = sorted(places)
        self._starts = [place[0] for place in self._by_text]
        self._by_page = sorted(self._by_text, key=lambda place: (place[1], place[2]))
        self._firsts = [(place[1], place[2]) for place in self._by_page]

    def on_pages(self, start: int, end: int) -> list[PageRange]:
        """Where a range of the text stands, in reading order; empty where none of it is on a page."""
        found = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._by_text) and self._by_text[index][0] < end:
            begin, page, first, length = self._by_text[index]
            index += 1
            low, high = max(start, begin), min(end, begin + length)
            if low < high:
                found.append(PageRange(page, first + low - begin, high - low))
        return found

    def of_page(self, page: int) -> list[PagePlace]:
        """The runs on one page, in the order of its characters."""
        first = bisect_right(self._firsts, (page, -1))
        return self._by_page[first : bisect_right(self._firsts, (page + 1, -1))]

    def in_text(self, page: int, character: int) -> int | None:
        """The place in the text of a character on a page, or of the nearest before it on that page.

        A character that is not part of the text, such as one of a running head, counts as the
        end of what stands before it, else as the beginning of what follows. None where nothing
        of the page is in the text.
        """
        index = bisect_right(self._firsts, (page, character)) - 1
        if index >= 0 and self._by_page[index][1] == page:
            start, _, first, length = self._by_page[index]
            return start + min(character - first, length)
        if index + 1 < len(self._by_page) and self._by_page[index + 1][1] == page:
            return self._by_page[index + 1][0]
        return None
