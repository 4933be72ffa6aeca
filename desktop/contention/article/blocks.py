"""An article as it is read: its blocks, and the one plain text that passages are anchored in.

All places count Unicode code points of that canonical text. It holds the words
alone: no list markers, no table frames, no Markdown. Blocks are joined by one
line break each; so are the cells of a table and the lines of a block of code.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

import msgspec

IMAGE = "\ufffc"
"""What stands for a picture in the canonical text: one object replacement character."""


class BlockKind(StrEnum):
    """What a block is; lists, quotes and notes are told by its other fields."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"
    TERM = "term"
    """What a definition list explains."""


class Style(StrEnum):
    """How words are set off from those around them."""

    EMPHASIS = "em"
    STRONG = "strong"
    STRIKE = "s"
    CODE = "code"
    NOTE = "note"
    """The reference to a footnote, such as [1]."""
    IMAGE = "image"


class Run(msgspec.Struct, frozen=True, gc=False):
    """Words of one style in a block."""

    text: str
    styles: tuple[Style, ...] = ()
    href: str = ""
    """Where a link leads: http, https or mailto, or a place in the article (#…)."""
    alt: str = ""
    """What a picture shows, in words; for images alone."""
    asset: str = ""
    """The id of the project's asset that is the picture; for images alone."""


class ListPlace(msgspec.Struct, frozen=True, gc=False):
    """One level of the lists that a block stands in."""

    ordered: bool
    number: int
    """The number of the item; 1 for the first bullet."""


Cell = tuple[Run, ...]


class Block(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, heading, table … and where it stands."""

    kind: BlockKind
    start: int
    """Its first character's place in the canonical text."""
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Of a heading: 1 to 6."""
    lists: tuple[ListPlace, ...] = ()
    """The lists around it, outermost first."""
    marker: bool = False
    """Whether it is the first of its list item, and so carries the bullet or number."""
    task: bool | None = None
    """Of a task: whether it is done."""
    tight: bool = False
    """In a list without blank lines between its items."""
    quote: int = 0
    """How many quotes it stands in."""
    indent: int = 0
    """How many definitions it stands in."""
    note: int = 0
    """In a footnote: its number."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Of a table: all rows of the same length, the heading first."""
    alignments: tuple[str, ...] = ()
    """Of a table: "left", "center", "right" or "" for each column."""

    @property
    def text(self) -> str:
        """Its part of the canonical text."""
        if self.kind is BlockKind.TABLE:
            return "\n".join(cell_text(cell) for row in self.rows for cell in row)
        return "".join(run.text for run in self.runs)


def cell_text(cell: Cell) -> str:
    """The words of a table's cell."""
    return "".join(run.text for run in cell)


class ArticleText(msgspec.Struct, frozen=True):
    """The blocks of an article, and its canonical text."""

    blocks: tuple[Block, ...]
    text: str

    def block_at(self, position: int) -> int:
        """Index of the block that a place in the text lies in (a line break belongs to the block before).

        Raises:
            ValueError: the article has no blocks.
        """
        if not self.blocks:
            raise ValueError("the article is empty")
        return max(0, bisect_right(self.blocks, position, key=lambda block: block.start) - 1)

    def heading_path(self, position: int) -> tuple[str, ...]:
        """The headings above a place in the text, outermost first.

        A heading is above what follows it, up to the next one of its level or of a
        higher one; a place inside a heading is not under that heading itself.
        """
        if not self.blocks:
            return ()
        path: list[str] = []
        index = self.block_at(position)
        here = self.blocks[index]
        above = here.level if here.kind is BlockKind.HEADING else 7
        for block in reversed(self.blocks[:index]):
            if above == 1:
                break
            if block.kind is BlockKind.HEADING and block.level < above:
                path.append(" ".join(block.text.split()))
                above = block.level
        return tuple(reversed(path))
