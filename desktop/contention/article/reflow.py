"""The lines of a PDF to its paragraphs, headings and lists, with the place of each character."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from contention.article.markdown import joins_without_space
from contention.article.pdf_lines import NOWHERE, Line, Piece, pitch_of, words_across

NEAR = 12
"""Lines before and after one that tell where its column begins and ends."""

_ENDED = re.compile(r"[.!?:;…。！？][”\"’')\]\d]*$")
_BULLET = re.compile(r"[•‣◦▪▫●○■□–—*·➢➤✓\uf0b7\uf0a7\u2043]\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,3})([.)])\s+(?=\S)")
_BROKEN = re.compile(r"[^\W_][-\u2010\u2011–]$")
_LAST_WORD = re.compile(r"\S+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_HANGING = frozenset(["and", "or", "und", "oder", "et", "ou", "y", "o", "e", "to", "bis"])
"""After these words a hyphen at the end of a line hangs: "pre-" and "post-war"."""


class Shape(StrEnum):
    """What a paragraph of a PDF is."""

    BODY = "body"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"


class Paragraph(msgspec.Struct):
    """Lines that belong together, as one text."""

    lines: list[Line]
    pieces: list[Piece]
    shape: Shape = Shape.BODY
    level: int = 0
    """Of a heading."""
    number: int = 0
    """Of an item of a numbered list."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def size(self) -> float:
        """Its type size in points: that of most lines."""
        return statistics.median_low(line.size for line in self.lines)


def reflow(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of lines that stand in reading order."""
    words = words_across(lines)
    pitch = pitch_of(list(lines))
    found: list[Paragraph] = []
    for index, line in enumerate(lines):
        if not line.text.strip():
            continue
        if found and not _begins(found[-1], lines, index, pitch):
            _append(found[-1].pieces, line.pieces, words)
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], list(line.pieces)))
    _across_notes(found, words)
    _tell_headings(found)
    _tell_lists(found)
    return [part for part in found if part.text.strip()]


def _begins(paragraph: Paragraph, lines: Sequence[Line], index: int, pitch: float) -> bool:
    """Whether a line begins a paragraph, rather than going on with the one before."""
    line, before = lines[index], paragraph.lines[-1]
    text = line.text
    if (
        line.page == before.page
        and abs(line.base - before.base) < 0.3 * line.size
        and line.left > before.right
    ):
        return False  # the next cell of a table's row
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size) and len(text) > 3:
        return True
    below = line.page == before.page and line.base > before.base
    if below and line.base - before.base > max(1.45 * pitch, 1.05 * pitch + 0.5 * line.size):
        return True
    if _BULLET.match(text) or (_NUMBERED.match(text) and _ENDED.search(before.text)):
        return True
    left, _ = _column(lines, index)
    before_left, before_right = _column(lines, index - 1)
    short = before.right < before_right - 0.2 * (before_right - before_left)
    if line.bold != before.bold and short:
        return True
    ended = _ENDED.search(before.text) is not None
    if short and ended and (below or not text[:1].islower()):
        return True
    if _BULLET.match(paragraph.lines[0].text) or _NUMBERED.match(paragraph.lines[0].text):
        return _after_item(paragraph, line, below=below, short=short)
    if not below:
        return left + 4 < line.left < left + 40 and ended
    if before.left + 4 < line.left < before.left + 60:
        # Moved in: the first line of a paragraph, unless the lines after it stay there too.
        return True
    if line.left < before.left - 4 and len(paragraph.lines) > 1:
        return True
    following = lines[index + 1] if index + 1 < len(lines) else None
    indented = line.left > left + 4 and abs(line.left - before.left) < 1
    turns_back = following is not None and following.page == line.page and following.left < line.left - 4
    return indented and len(paragraph.lines) == 1 and ended and turns_back


def _after_item(paragraph: Paragraph, line: Line, *, below: bool, short: bool) -> bool:
    """Whether a line after an item of a list does not belong to it."""
    first = paragraph.lines[0]
    if not below:
        return False
    if short and line.left <= first.left + 2:
        return not line.text[:1].islower() or _ENDED.search(paragraph.lines[-1].text) is not None
    # The second line tells whether the item hangs or its first line is moved in.
    second = paragraph.lines[1] if len(paragraph.lines) > 1 else line
    return abs(line.left - second.left) > 4


def _column(lines: Sequence[Line], index: int) -> tuple[float, float]:
    """Where the column of a line begins and ends, by its neighbours in the text."""
    line = lines[index]
    near = [
        other
        for other in lines[max(0, index - NEAR) : index + NEAR + 1]
        if other.page == line.page and abs(other.left - line.left) < 30
    ]
    left = Counter(round(other.left) for other in near).most_common(1)[0][0]
    return left, max(other.right for other in near)


def _append(pieces: list[Piece], more: Sequence[Piece], words: dict[str, int]) -> None:
    """Go on with another line: with a space, or without where a word was broken."""
    last = pieces[-1]
    before = _LAST_WORD.search("".join(piece.text for piece in pieces[-3:]))
    text = "".join(piece.text for piece in more)
    stem = before.group() if before else ""
    if _BROKEN.search(stem) and text[:1].isalnum():
        following = _FIRST_WORD.match(text)
        if stem[-1] == "–" or following is None or not following.group()[0].islower():
            pass  # 737–9, Anglo-American: the dash stays, and nothing comes between
        elif following.group() in _HANGING:
            pieces.append(Piece(last.page, NOWHERE, " "))
        elif not _keeps_hyphen(stem, following.group(), words):
            pieces[-1] = last.cut(0, len(last.text) - 1)
    elif not joins_without_space(last.text[-1:] or " ", text[:1]):
        pieces.append(Piece(last.page, NOWHERE, " "))
    pieces.extend(more)


def _keeps_hyphen(stem: str, rest: str, words: dict[str, int]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word, as elsewhere in the same text."""
    stem = stem.lower().lstrip("(“‘\"'[")
    if not stem[:-1].isalpha():
        return True
    return words.get(stem + rest, 0) > words.get(stem[:-1] + rest, 0)


def _across_notes(found: list[Paragraph], words: dict[str, int]) -> None:
    """Join what footnotes at the end of a page or column part: they then stand after the paragraph."""
    index = 0
    while index < len(found):
        paragraph, notes = found[index], index + 1
        if not _ENDED.search(paragraph.text) and len(paragraph.lines) > 1:
            while notes < min(len(found), index + 12) and found[notes].size < 0.93 * paragraph.size:
                notes += 1
            if index + 1 < notes < len(found) and _goes_on(paragraph, found[notes]):
                rest = found.pop(notes)
                _append(paragraph.pieces, rest.pieces, words)
                paragraph.lines += rest.lines
                continue  # it may go on over the next page too
        index += 1


def _goes_on(paragraph: Paragraph, rest: Paragraph) -> bool:
    line = rest.lines[0]
    return (
        line.page - paragraph.lines[-1].page in (0, 1)
        and rest.text[:1].islower()
        and abs(rest.size - paragraph.size) < 0.05 * paragraph.size
    )


def _tell_headings(found: Sequence[Paragraph]) -> None:
    """Mark what is set larger than the text, or in bold by itself, as headings; the largest is level 1."""
    weights: Counter[float] = Counter()
    for part in found:
        weights[_half(part.size)] += len(part.text)
    if not weights:
        return
    body = weights.most_common(1)[0][0]
    large = [part for part in found if _half(part.size) >= 1.12 * body and _like_heading(part)]
    if sum(len(part.text) for part in large) > 0.3 * sum(weights.values()):
        return
    sizes = sorted({_half(part.size) for part in large}, reverse=True)
    for part in large:
        part.shape, part.level = Shape.HEADING, min(sizes.index(_half(part.size)) + 1, 5)
    level = min(len(sizes) + 1, 6)
    for index, part in enumerate(found):
        if part.shape is Shape.BODY and _bold(part) and part.size >= 0.95 * body and _like_heading(part):
            beside = [other for other in found[max(0, index - 2) : index + 3] if _bold(other)]
            # Where bold paragraphs follow each other it is a list of contents or a table.
            if (
                len([other for other in beside if other.shape is not Shape.HEADING]) <= 2
                and len(part.text) < 120
            ):
                part.shape, part.level = Shape.HEADING, level


def _half(size: float) -> float:
    return round(2 * size) / 2


def _bold(part: Paragraph) -> bool:
    return all(line.bold for line in part.lines)


def _like_heading(part: Paragraph) -> bool:
    text = part.text.strip()
    words = sum(map(str.isalpha, text))
    rows = {round(line.base) for line in part.lines}
    return len(part.lines) == len(rows) <= 4 and len(text) <= 250 and words >= 2 and text[-1:] not in ".,;"


def _tell_lists(found: Sequence[Paragraph]) -> None:
    """Mark items, and take their bullets and numbers from the text."""
    previous: tuple[int, str] | None = None
    for index, part in enumerate(found):
        this: tuple[int, str] | None = None
        text = part.text
        if part.shape is Shape.BODY and (mark := _BULLET.match(text)):
            _shorten(part, mark.end())
            part.shape = Shape.BULLET
        elif part.shape is Shape.BODY and (mark := _NUMBERED.match(text)):
            this = (int(mark[1]), mark[2])
            if _counts_on(previous, this) or _counts_on(this, _number(found, index + 1)):
                _shorten(part, mark.end())
                part.shape, part.number = Shape.NUMBERED, this[0]
        previous = this


def _number(found: Sequence[Paragraph], index: int) -> tuple[int, str] | None:
    mark = _NUMBERED.match(found[index].text) if index < len(found) else None
    return (int(mark[1]), mark[2]) if mark and found[index].shape is Shape.BODY else None


def _counts_on(one: tuple[int, str] | None, other: tuple[int, str] | None) -> bool:
    return one is not None and other is not None and other == (one[0] + 1, one[1])


def _shorten(part: Paragraph, count: int) -> None:
    """Take characters from the beginning."""
    while count and part.pieces:
        taken = min(count, len(part.pieces[0].text))
        part.pieces[0] = part.pieces[0].cut(taken)
        count -= taken
        if not part.pieces[0].text:
            del part.pieces[0]
