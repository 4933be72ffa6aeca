"""The characters of a PDF's page to lines of type, with the place of each character."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from contention.article.pdf_document import Box, Characters, Glyphs

NOWHERE = -1
"""As the place of words that do not stand on a page, such as the space between two lines."""


class Piece(NamedTuple):
    """Words that stand one after the other on a page."""

    page: int
    first: int
    """The index of the first character on the page, or `NOWHERE`."""
    text: str

    def cut(self, start: int, end: int | None = None) -> Piece:
        """A part of the piece."""
        return Piece(
            self.page, self.first if self.first == NOWHERE else self.first + start, self.text[start:end]
        )


class Line(msgspec.Struct):
    """A line of type in one column. Lengths as in `pdf_document`."""

    page: int
    pieces: tuple[Piece, ...]
    left: float
    top: float
    right: float
    bottom: float
    base: float
    """The height that the letters stand on."""
    size: float
    bold: bool = False
    turned: bool = False
    """It does not run from left to right across the page, such as a stamp in the margin."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


def lines_of(page: int, glyphs: Glyphs, found: Characters) -> list[Line]:
    """The lines of a page, in the order in which the file names them."""
    lines = [_line(page, glyphs, found, start, end) for start, end in _stretches(found)]
    return joined_rows(lines)


def joined_rows(lines: Sequence[Line]) -> list[Line]:
    """Neighbours in the list that stand on the same line of the same column as one."""
    joined: list[Line] = []
    for index, line in enumerate(lines):
        before = joined[-1] if joined else None
        if before is not None and _in_a_row(before, line):
            size = max(before.size, line.size)
            gap = line.left - before.right
            near = lines[max(0, index - 8) : index + 8]
            if gap < 1.2 * size or (gap < 3 * size and _crossed(before, line, near)):
                joined[-1] = _together(before, line)
                continue
        joined.append(line)
    return joined


def _in_a_row(one: Line, other: Line) -> bool:
    size = max(one.size, other.size)
    upright = not (one.turned or other.turned)
    return upright and abs(one.base - other.base) < 0.45 * size and other.left - one.right >= -0.3 * size


def _crossed(one: Line, other: Line, near: Sequence[Line]) -> bool:
    """Whether the gap between two is a wide space of justified type: no gutter, as other lines cross it."""
    crossing = [
        line
        for line in near
        if line.left < one.right - 1
        and line.right > other.left + 1
        and abs(line.base - one.base) < 5 * one.size
        and abs(line.size - one.size) < 0.05 * one.size
    ]
    return len(crossing) >= 2


def _together(one: Line, other: Line) -> Line:
    main = one if one.right - one.left >= other.right - other.left else other
    apart = other.left - one.right > 0.12 * main.size and not one.text.endswith(" ")
    gap = (Piece(one.page, NOWHERE, " "),) if apart else ()
    return msgspec.structs.replace(
        main,
        pieces=(*one.pieces, *gap, *other.pieces),
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
    )


def _stretches(found: Characters) -> list[tuple[int, int]]:
    """Start and end of each line: up to a line break, or where the type jumps up, down or sideways."""
    cuts: list[tuple[int, int]] = []
    start, last = 0, -1
    for index, letter in enumerate(found.text):
        if letter == "\n":
            cuts.append((start, index))
            start, last = index + 1, -1
        elif not letter.isspace():
            if last >= start and _jumps(found, last, index):
                cuts.append((start, index))
                start = index
            last = index
    cuts.append((start, len(found.text)))
    return [(start, end) for start, end in cuts if found.text[start:end].strip()]


def _jumps(found: Characters, before: int, after: int) -> bool:
    one, other = found.boxes[before], found.boxes[after]
    if found.bases[before] == found.bases[after] and -2 < other.left - one.right < 4:
        return False  # nearly always
    height = max(4.0, one.bottom - one.top, other.bottom - other.top)
    if abs(found.bases[before] - found.bases[after]) > 0.6 * height:
        return True
    space = 1.6 * max(4.0, min(one.bottom - one.top, other.bottom - other.top))
    return other.left < one.right - 2 * height or other.left > one.right + space


def _line(page: int, glyphs: Glyphs, found: Characters, start: int, end: int) -> Line:
    while found.text[start].isspace():
        start += 1
    while found.text[end - 1].isspace():
        end -= 1
    inked = [index for index in range(start, end) if not found.text[index].isspace()]
    boxes: list[Box] = [found.boxes[index] for index in inked]
    samples = [inked[0], inked[len(inked) // 2], inked[-1]]
    return Line(
        page=page,
        pieces=(Piece(page, start, found.text[start:end]),),
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
        base=statistics.median_low(found.bases[index] for index in inked),
        size=_size([glyphs.size(index) for index in samples]),
        bold=all(map(glyphs.bold, samples)),
        turned=glyphs.turned(samples[1]),
    )


def _size(samples: Sequence[float]) -> float:
    """The size of a line with words in small capitals, raised figures or an initial over several lines."""
    first, *others = samples
    return max(others) if first > 1.5 * max(others) else max(samples)


def words_across(lines: Iterable[Line]) -> dict[str, int]:
    """How often each word stands within a line, in small letters; hyphens belong to a word."""
    counts: dict[str, int] = {}
    for line in lines:
        words = line.text.lower().split()
        # The first and the last word may be parts of one that was broken.
        for word in words[1:-1]:
            word = word.strip(".,;:!?()[]“”‘’\"'")  # noqa: PLW2901
            counts[word] = counts.get(word, 0) + 1
    return counts


def pitch_of(lines: list[Line]) -> float:
    """The usual distance from one line to the next, in points."""
    steps = [b.base - a.base for a, b in pairwise(lines) if a.page == b.page and 4 < b.base - a.base < 40]
    return statistics.median(steps) if steps else 12.0
