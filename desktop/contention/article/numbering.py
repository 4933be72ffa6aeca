"""The numbers that paragraphs are cited by: the same on the screen, in quotes and in exports.

Counted are paragraphs with words, those of quotes among them. Headings have no
number; a list, a table, code or a definition goes with the paragraph before it,
and notes and what was set aside as no part of the article are not counted.
"""

from __future__ import annotations

from bisect import bisect_right

from contention.article.blocks import ArticleText, Block, BlockKind

Spans = tuple[tuple[int, int], ...]


class Numbering:
    """The numbers of one article; `aside` are the stretches of its text that were set aside."""

    def __init__(self, text: ArticleText, aside: Spans = ()) -> None:
        self._text, self._aside = text, tuple(sorted(aside))
        self.starts = tuple(block.start for block in text.blocks if self._counts(block))
        """Where the numbered paragraphs begin in the canonical text: the first has the number 1."""
        self._numbers = {start: number + 1 for number, start in enumerate(self.starts)}

    def beginning_at(self, place: int) -> int | None:
        """The number of the paragraph that begins at a place, if one does."""
        return self._numbers.get(place)

    def number(self, place: int) -> int | None:
        """The number that a place in the canonical text is cited by.

        None before the first paragraph, in a heading, in a note, and in what was set aside.
        """
        if not self._text.blocks or self._is_aside(place):
            return None
        block = self._text.blocks[self._text.block_at(place)]
        if block.kind is BlockKind.HEADING or block.note:
            return None
        return bisect_right(self.starts, place) or None

    def _counts(self, block: Block) -> bool:
        if block.kind is not BlockKind.PARAGRAPH or block.note or block.lists or block.indent:
            return False
        return any(map(str.isalnum, block.text)) and not self._is_aside(block.start)

    def _is_aside(self, place: int) -> bool:
        index = bisect_right(self._aside, (place, len(self._text.text))) - 1
        return index >= 0 and place < self._aside[index][1]
