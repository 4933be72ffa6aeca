"""Where words stand in a laid out document: the strips that a range covers, line by line.

All rectangles are in the document's own coordinates, in device-independent pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine

PAD_X = 3.0
"""Pixels by which a strip is wider than its words, on either side."""
PAD_Y = 1.0

# Hebrew, Arabic, Syriac …, the presentation forms, and the controls that turn a line around.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200f\u202b\u202e\u2067\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def block_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """The room of a block; lays out the document as far as there."""
    return document.documentLayout().blockBoundingRect(block)


def visible(block: QTextBlock) -> QTextBlock:
    """The block, or where it is folded away the nearest one before it (else after it) that is not."""
    found = block
    while found.isValid() and not found.isVisible():
        found = found.previous()
    if found.isValid():
        return found
    found = block
    while found.isValid() and not found.isVisible():
        found = found.next()
    return found if found.isValid() else block


def block_at(document: QTextDocument, y: float) -> QTextBlock:
    """The last block that begins at a height or above it; in a table, the first of its row.

    Asked of the blocks themselves: while a long document is not laid out to its end,
    `hitTest` answers for a gap between two blocks with one far below. Lays out no more
    than about twice as far as needed.
    """

    def top(number: int) -> float:
        return block_rect(document, visible(document.findBlockByNumber(number))).top()

    low, high, count = 0, 1, document.blockCount()
    while high < count and top(high) <= y:
        low, high = high, min(count, 2 * high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if top(middle) <= y else (low, middle)
    found = visible(document.findBlockByNumber(low))
    table = QTextCursor(found).currentTable()
    if not table:  # None, which the stub does not say
        return found
    row = table.cellAt(found.position()).row()
    return table.cellAt(row, 0).firstCursorPosition().block()


def line_at(document: QTextDocument, y: float) -> int:
    """The document's place where the line at a height begins, or the next line below it."""
    block = block_at(document, y)
    layout, above = block.layout(), block_rect(document, block).top()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if above + line.y() + line.ascent() + line.descent() > y:
            return block.position() + line.textStart()
    following = block.next()
    while following.isValid() and not following.isVisible():
        following = following.next()
    return following.position() if following.isValid() else block.position()


def blocks_between(
    document: QTextDocument, first: QTextBlock, bottom: float
) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The blocks from one on, with their room, until they begin below `bottom`."""
    block = first
    while block.isValid():
        if block.isVisible():
            rect = block_rect(document, block)
            if rect.top() > bottom:
                return
            yield block, rect
        block = block.next()


def strips(document: QTextDocument, start: int, end: int, *, top: float, bottom: float) -> list[QRectF]:
    """The strips behind a range of the document's places, as far as they lie between two heights.

    One strip a line, or more where words of both directions mix.
    """
    found: list[QRectF] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        if not block.isVisible():
            block = block.next()
            continue
        room = block_rect(document, block)
        if room.top() > bottom:
            break
        if room.bottom() >= top:
            first, last = max(start - block.position(), 0), min(end - block.position(), block.length() - 1)
            shifted = (strip.translated(room.topLeft()) for strip in _block_strips(block, first, last))
            found += (strip for strip in shifted if strip.bottom() >= top and strip.top() <= bottom)
        block = block.next()
    return found


def text_left(block: QTextBlock, room: QRectF) -> float:
    """Where the lines of a block begin."""
    layout = block.layout()
    return room.left() + (layout.lineAt(0).x() if layout.lineCount() else 0.0)


def _block_strips(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The strips behind a range of one block, from the block's own corner."""
    layout, text = block.layout(), block.text()
    mixed = not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            upper, height = line.y() - PAD_Y, line.ascent() + line.descent() + 2 * PAD_Y
            for left, right in _spans(line, first, last, mixed=mixed):
                yield QRectF(left - PAD_X, upper, right - left + 2 * PAD_X, height)


def _spans(line: QTextLine, start: int, end: int, *, mixed: bool) -> list[tuple[float, float]]:
    """From where to where a range reaches in a line, from left to right."""
    if not mixed:
        left, right = _x(line, start), min(_x(line, end), line.naturalTextRect().right())
        return [(left, right)] if right > left else []
    # Where directions mix, neighbours in the text need not be neighbours on the line, and
    # `cursorToX` cannot tell the two sides of a turn apart; the glyphs can.
    runs = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    spans: list[tuple[float, float]] = []
    for left, right in sorted((run.left(), run.right()) for run in runs):
        if spans and left <= spans[-1][1] + 0.5:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        elif right > left:
            spans.append((left, right))
    return spans


def _x(line: QTextLine, place: int) -> float:
    # PySide answers with (x, place), though its stub says float.
    answer: Any = line.cursorToX(place)
    return float(answer[0] if isinstance(answer, tuple) else answer)
