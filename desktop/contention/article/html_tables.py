"""Tables of HTML: which hold data and which only place things, and the cells of the former."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from contention.article.blocks import Style
from contention.article.html_elements import is_hidden, tag_of
from contention.article.markdown_writing import Code, Group, Line, Piece, Rule, Table, Words, stripped

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

WIDEST_TABLE = 60
"""Columns; a wider table is read cell by cell."""
_NOT_IN_CELLS = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article")


def tables_for_layout(root: Element) -> set[Element]:
    """The tables that place blocks on a page: they hold tables, headings, quotes or code of their own."""
    found: set[Element] = set()
    for element in root.iter(*(f"{{*}}{tag}" for tag in _NOT_IN_CELLS)):
        above = element.getparent()
        while above is not None and tag_of(above) != "table":
            above = above.getparent()
        if above is not None:
            found.add(above)
    return found


def rows_of(element: Element, read: Callable[[Element], Group]) -> list[list[Line]] | None:
    """The rows of a table of data, all of the same length; None for one that only places things."""
    rows: list[list[Line]] = []
    below: dict[int, int] = {}
    """Rows that a cell above still covers, by column."""
    count = 0
    for tr in element.iter("{*}tr"):
        row: list[Line] = []
        for cell in tr:
            if tag_of(cell) not in ("td", "th") or is_hidden(cell) or is_hidden(tr):
                continue
            group = read(cell)
            if _is_prose(group):
                return None
            _skip_covered(row, below)
            count += 1
            height = _span(cell, "rowspan", 1_000)
            for place in range(_span(cell, "colspan", WIDEST_TABLE)):
                if height > 1:
                    below[len(row)] = height - 1
                row.append([] if place else stripped(_flat(group)))
            if len(row) > WIDEST_TABLE:
                return None
        _skip_covered(row, below)
        if any(row):
            rows.append(row)
    width = max(map(len, rows), default=0)
    filled = [row + [[]] * (width - len(row)) for row in rows]
    used = [place for place in range(width) if any(row[place] for row in filled)]
    if len(rows) < 2 or len(used) < 2 or len(rows) * len(used) > 10_000 + 4 * count:
        return None
    return [[row[place] for place in used] for row in filled]


def _span(cell: Element, name: str, most: int) -> int:
    value = (cell.get(name) or "").strip()
    return max(1, min(most, int(value))) if value.isdecimal() and len(value) < 6 else 1


def _skip_covered(row: list[Line], below: dict[int, int]) -> None:
    """Leave room for the cells above that reach down here."""
    while below.get(len(row), 0):
        below[len(row)] -= 1
        row.append([])


def _leaves(group: Group) -> Iterator[Words | Code | Table]:
    for child in group.children:
        if isinstance(child, Group):
            yield from _leaves(child)
        elif not isinstance(child, Rule):
            yield child


def _flat(group: Group) -> Line:
    """All words of a cell on one line."""
    line: Line = []
    for leaf in _leaves(group):
        if isinstance(leaf, Words):
            for words in leaf.lines:
                line += [Piece(" "), *words] if line else words
        elif isinstance(leaf, Code):
            line += [Piece(" "), Piece(" ".join(leaf.text.split()), frozenset({Style.CODE}))]
    return line


def _is_prose(group: Group) -> bool:
    """Whether a cell holds running text in paragraphs: the table is there to place it."""
    paragraphs = [
        sum(len(piece.text) for line in child.lines for piece in line)
        for child in group.children
        if isinstance(child, Words)
    ]
    return len(paragraphs) > 2 and sum(paragraphs) > 600
