"""Which lines of a PDF's pages belong to the text, and the order in which they are read.

Columns are found by recursive cuts through the white space of a page (the X-Y cut
of G. Nagy and S. Seth, 1984), but only where the order in the file is not that of
reading: most programs write a column after the other.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from contention.article.pdf_lines import Line, joined_rows

BAND = 0.09
"""Part of a page's height, at the top and at the bottom, where heads and feet stand."""

PROSE = 8
"""Sizes of the type; narrower lines are the cells of a table, not a column of text."""

_PAGE_NUMBER = re.compile(
    r"(?:[-–—|·\s]*(?:page|seite|p\.)?\s*#(?:\s*(?:of|/|von|de)\s*#)?[-–—|·\s]*|[ivxlc]{1,7})"
)
_LINE_NUMBER = re.compile(r"\d{1,3}")


class PageLines(NamedTuple):
    """The lines of one page, and how large it is."""

    lines: list[Line]
    height: float


def without_furniture(pages: Sequence[PageLines]) -> tuple[list[PageLines], int]:
    """The pages without running heads and feet, page and line numbers and stamps; how many lines went.

    A head is what stands in the outer band at the same height of several pages, with
    numbers taken as equal.
    """
    repeated: Counter[tuple[str, int]] = Counter()
    for page in pages:
        repeated.update(
            {(_shape(line.text), round(line.base / 6)) for line in page.lines if _outer(line, page)}
        )
    need = 2 if len(pages) < 8 else 3
    kept, gone = [], 0
    for page in pages:
        stamps = _stamps(page.lines)
        numbers = _line_numbers(page.lines)
        lines = [
            line
            for line in page.lines
            if id(line) not in stamps
            and id(line) not in numbers
            and not (_outer(line, page) and _is_head(line, repeated, need))
        ]
        # A stamp that runs up the margin is one, however many letters it has.
        gone += len(page.lines) - len(lines) - len(stamps) + bool(stamps)
        kept.append(PageLines(lines, page.height))
    return kept, gone


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of one page as a person reads them: column after column."""
    return joined_rows(_cut(lines)) if _scrambled(lines) else lines


def _outer(line: Line, page: PageLines) -> bool:
    """Whether a line stands in the outer bands, or alone above or below everything else on the page."""
    if line.bottom < BAND * page.height or line.top > (1 - BAND) * page.height:
        return True
    if not (line.bottom < 2 * BAND * page.height or line.top > (1 - 2 * BAND) * page.height):
        return False
    others = [other for other in page.lines if other is not line and not other.turned]
    return all(other.top > line.bottom for other in others) or all(
        other.bottom < line.top for other in others
    )


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.lower().split()))


def _is_head(line: Line, repeated: Counter[tuple[str, int]], need: int) -> bool:
    shape, height = _shape(line.text), round(line.base / 6)
    seen = sum(repeated[shape, height + step] for step in (-1, 0, 1))
    return seen >= need or _PAGE_NUMBER.fullmatch(shape) is not None


def _stamps(lines: Sequence[Line]) -> set[int]:
    """Lines that run up or down a page whose text is upright, by identity."""
    turned = [line for line in lines if line.turned]
    letters = sum(len(line.text) for line in turned)
    if 2 * letters > sum(len(line.text) for line in lines):
        return set()
    return {id(line) for line in turned}


def _line_numbers(lines: Sequence[Line]) -> set[int]:
    """The numbers beside the lines of a transcript or a law: at least five that count on, in one column."""
    numbers = [line for line in lines if _LINE_NUMBER.fullmatch(line.text)]
    found: set[int] = set()
    run: list[Line] = []
    for line in sorted(numbers, key=lambda line: line.top):
        if run and int(line.text) == int(run[-1].text) + 1 and _overlap(line, run[-1]):
            run.append(line)
        else:
            run = [line]
        if len(run) >= 5:
            found.update(map(id, run))
    return found


def _overlap(one: Line, other: Line) -> bool:
    return one.left < other.right and other.left < one.right


def _scrambled(lines: Sequence[Line]) -> bool:
    """Whether the order in the file is not that of reading.

    It is not where neighbours often stand side by side, or one stands above the other in the
    same column: a new column begins beside the last one.
    """
    if len(lines) < 6:
        return True
    side = back = 0
    for one, other in pairwise(lines):
        side += abs(one.base - other.base) < 2 * one.size and other.left > one.right + one.size
        if other.base < one.base - 2 * one.size:
            cells = all(line.right - line.left < PROSE * line.size for line in (one, other))
            back += _overlap(one, other) or other.right < one.left or cells
    return back > 0 or side > 0.25 * len(lines)


def _cut(lines: list[Line]) -> list[Line]:
    ordered: list[Line] = []
    rest = [lines]
    while rest:
        part = rest.pop()
        parts = list(_parts(part))
        if len(parts) > 1:
            rest.extend(reversed(parts))
        else:
            ordered.extend(parts[0] if parts else [])
    return ordered


def _parts(lines: list[Line]) -> Iterator[list[Line]]:
    """The parts of an area in reading order; a single one where nothing parts it."""
    if len(lines) < 2:
        yield lines
        return
    size = statistics.median(line.bottom - line.top for line in lines)
    # A gutter first; then a band without ink; then a line as wide as all columns.
    across = sorted(lines, key=lambda line: line.left)
    at = _widest_gap([(line.left, line.right) for line in across], 0.5 * size)
    if at >= 2 and all(_is_column(part, size) for part in (across[:at], across[at:])):
        yield across[:at]
        yield across[at:]
        return
    down = sorted(lines, key=lambda line: line.top)
    at = _widest_gap([(line.top, line.bottom) for line in down], 0.9 * size)
    if at:
        yield down[:at]
        yield down[at:]
        return
    width = max(line.right for line in lines) - min(line.left for line in lines)
    wide = [line for line in lines if line.right - line.left > 0.75 * width]
    if wide and 2 * len(wide) < len(lines):
        bar = min(wide, key=lambda line: line.top)
        above = [line for line in lines if line is not bar and line.bottom <= bar.bottom + 1]
        kept = {id(line) for line in above}
        yield from (
            part for part in (above, [bar], [x for x in lines if x is not bar and id(x) not in kept]) if part
        )
        return
    yield sorted(lines, key=lambda line: (round(line.base / (0.6 * size)), line.left))


def _is_column(lines: Sequence[Line], size: float) -> bool:
    """Whether lines are of the width of prose; the cells of a table are read row by row."""
    return len(lines) >= 2 and statistics.median(line.right - line.left for line in lines) > PROSE * size


def _widest_gap(spans: Sequence[tuple[float, float]], least: float) -> int:
    """Index of the first span after the widest gap; 0 where none is as wide as `least`."""
    end, best, at = spans[0][1], least, 0
    for index, (start, stop) in enumerate(spans):
        if start - end > best:
            best, at = start - end, index
        end = max(end, stop)
    return at
