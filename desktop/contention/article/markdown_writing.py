"""Blocks to Markdown that reads as exactly these words, whatever signs they hold.

Every format that is not Markdown itself is written through here. What cannot be
said exactly in Markdown (emphasis that ends inside a word's punctuation, two code
spans that touch) loses its style and never a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby, islice
from typing import NamedTuple

from contention.article.blocks import Style
from contention.article.plain_text import escape

_LINE_START = re.compile(r"[#>+\-=:]|\d{1,9}[.)]")
_UNSEEN = re.compile("[\\s\u200b-\u200d\u2060\ufeff]*")
_TICKS = re.compile("`+")
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PLAIN: frozenset[Style] = frozenset()
_LARGEST_NUMBER = 100_000_000
"""CommonMark takes list numbers of nine digits at most."""


class Piece(NamedTuple):
    """Words of one look, or a picture or a note's number as Markdown."""

    text: str
    styles: frozenset[Style] = _PLAIN
    """Of EMPHASIS, STRONG, STRIKE and CODE."""
    href: str = ""
    """As `address` gives it."""
    raw: str = ""
    """Markdown that stands for itself, in place of `text`."""


Line = list[Piece]


@dataclass(slots=True)
class Words:
    """A paragraph, or a heading (level 1 to 6), as its lines."""

    lines: list[Line]
    level: int = 0


@dataclass(slots=True)
class Code:
    """A block of code."""

    text: str


@dataclass(slots=True)
class Table:
    """A table of two columns or more; all rows of the same length, the first is the heading."""

    rows: list[list[Line]]


@dataclass(slots=True)
class Rule:
    """A line between two parts."""


class GroupKind(StrEnum):
    """What holds blocks."""

    ALL = "all"
    QUOTE = "quote"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    ITEM = "item"
    DEFINITIONS = "definitions"
    """Terms (`Words` of one line), each followed by at least one `DEFINITION`."""
    DEFINITION = "definition"
    NOTE = "note"


@dataclass(slots=True)
class Group:
    """Blocks that stand together."""

    kind: GroupKind
    children: list[Node] = field(default_factory=list)
    number: int = 1
    """Of a numbered list: its first number; of a note: its own."""


Node = Words | Code | Table | Rule | Group


def write(root: Group) -> str:
    """The Markdown of all blocks; the canonical text of it is their words, a line for each."""
    text = "\n\n".join(_blocks(root.children))
    return text + "\n" if text else ""


def address(href: str) -> str:
    """An address as it may stand in a link of Markdown; whether it may be followed is not asked here."""
    return "".join(
        f"\\{char}"
        if char == "&"
        else char
        if (char.isalnum() or char in "-._~:/?#@!$'*+,;=%") and char.isprintable()
        else "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
        for char in href
    )


def picture_of(words: str, asset: str) -> Piece:
    """A picture that is kept in the project as `asset`, and what it shows in words."""
    return Piece("", raw=f"![{_escaped(words)}](asset:{asset})")


def note_reference(number: int) -> Piece:
    """The number that stands for a `NOTE`."""
    return Piece("", raw=f"[^{number}]")


def stripped(line: Line) -> Line:
    """Pieces without the spaces at both ends, neighbours of one look joined; empty where nothing shows."""
    joined: Line = []
    for look, group in groupby(line, key=lambda piece: piece[1:]):
        if look[-1]:
            joined += group
        elif text := "".join(piece.text for piece in group):
            joined.append(Piece(text, *look))
    while joined and not joined[0].raw and not joined[0].text.lstrip():
        del joined[0]
    if joined and not joined[0].raw:
        joined[0] = joined[0]._replace(text=joined[0].text.lstrip())
    while joined and not joined[-1].raw and not joined[-1].text.rstrip():
        del joined[-1]
    if joined and not joined[-1].raw:
        joined[-1] = joined[-1]._replace(text=joined[-1].text.rstrip())
    return joined if any(piece.raw or not _UNSEEN.fullmatch(piece.text) for piece in joined) else []


def _blocks(children: list[Node]) -> list[str]:
    """Each block's Markdown."""
    written: list[str] = []
    lists_before: dict[GroupKind, bool] = {}
    for child in children:
        if isinstance(child, Group) and child.kind in (GroupKind.BULLETS, GroupKind.NUMBERS):
            # Two lists that follow each other would be one, were their signs the same.
            other = not lists_before.get(child.kind, True)
            lists_before = {child.kind: other}
            text = _list(child, other=other)
        else:
            lists_before = {}
            text = _block(child)
        if text:
            written.append(text)
    return written


def _block(node: Node) -> str:
    match node:
        case Words(lines, level):
            return _heading(lines, level) if level else _paragraph(lines)
        case Code(text):
            fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
            return f"{fence}\n{text}\n{fence}"
        case Table(rows):
            cells = ["| " + " | ".join(inline(cell, cell=True) for cell in row) + " |" for row in rows]
            return "\n".join((cells[0], "|" + "---|" * len(rows[0]), *cells[1:]))
        case Rule():
            return "___"
    inner = _blocks(node.children)
    if node.kind is GroupKind.QUOTE:
        return "\n".join(f"> {line}".rstrip(" ") for line in "\n\n".join(inner).split("\n")) if inner else ""
    if node.kind is GroupKind.NOTE:
        return _hung(f"[^{node.number}]: ", "\n\n".join(inner), 4)
    if node.kind is GroupKind.DEFINITIONS:
        return _definitions(node)
    return "\n\n".join(inner)


def _paragraph(lines: list[Line]) -> str:
    written = []
    for line in lines:
        text = inline(line)
        if (start := _LINE_START.match(text)) is not None:
            last = start.end() - 1
            text = f"{text[:last]}\\{text[last:]}"
        written.append(text)
    return "\\\n".join(written)


def _heading(lines: list[Line], level: int) -> str:
    text = " ".join(inline(line) for line in lines)
    # Signs at the end would be taken for the heading's own.
    return f"{'#' * level} {text[:-1]}\\#" if text.endswith("#") else f"{'#' * level} {text}"


def _list(group: Group, *, other: bool) -> str:
    numbered = group.kind is GroupKind.NUMBERS
    items = [item for item in group.children if isinstance(item, Group)]
    tight = all(map(_tight, items))
    number = min(max(0, group.number), _LARGEST_NUMBER)
    written = []
    for item in items:
        text = ("\n" if tight else "\n\n").join(_blocks(item.children))
        if not text:
            continue
        mark = f"{number}{')' if other else '.'} " if numbered else "* " if other else "- "
        written.append(_hung(mark, text, len(mark)))
        number += 1
    return ("\n" if tight else "\n\n").join(written)


def _tight(item: Group) -> bool:
    """Whether an item may stand without blank lines: a paragraph, and lists that need none before them."""
    return all(
        isinstance(child, Words) and not child.level
        if not place
        else isinstance(child, Group)
        and (child.kind is GroupKind.BULLETS or (child.kind is GroupKind.NUMBERS and child.number == 1))
        for place, child in enumerate(item.children)
    )


def _definitions(group: Group) -> str:
    written = []
    for child in group.children:
        if isinstance(child, Group):
            if inner := "\n\n".join(_blocks(child.children)):
                written.append(_hung(":   ", inner, 4))
        else:
            written.append(_block(child))
    return "\n\n".join(written)


def _hung(mark: str, text: str, indent: int) -> str:
    """A text with a mark before its first line, and all others set in."""
    first, *others = text.split("\n")
    margin = " " * indent
    return "\n".join((mark + first, *(margin + line if line else "" for line in others)))


def inline(line: Line, *, cell: bool = False) -> str:
    """The Markdown of words on one line; `cell` says that it is of a table."""
    out = _Line(cell=cell)
    for href, group in groupby(line, key=lambda piece: piece.href):
        pieces = list(group)
        if not href:
            out.add(pieces)
            continue
        lead, pieces, tail = _without_margins(pieces)
        out.plain(lead)
        if pieces:
            inner = _Line(cell=cell, before="[")
            inner.add(pieces)
            out.link(inner.text(), href)
        out.plain(tail)
    return out.text()


def _without_margins(pieces: Line) -> tuple[str, Line, str]:
    """Pieces, and the spaces that stood before and after them."""
    text = "".join(piece.raw or piece.text for piece in pieces)
    if not text.strip():
        return text, [], ""
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    kept = list(pieces)
    for margin, place in ((lead, 0), (tail, -1)):
        while margin:
            piece = kept[place]
            count = min(len(margin), len(piece.text))
            rest = piece.text[count:] if place == 0 else piece.text[: len(piece.text) - count]
            margin = margin[count:]  # noqa: PLW2901 - used up as the pieces are
            if rest:
                kept[place] = piece._replace(text=rest)
            else:
                del kept[place]
    return lead, kept, tail


class _Line:
    """Markdown as it grows, with the care that neighbours need."""

    def __init__(self, *, cell: bool, before: str = "") -> None:
        self._parts: list[str] = []
        self._last = before
        self._cell = cell
        self._after_note = False

    def text(self) -> str:
        return "".join(self._parts)

    def add(self, pieces: Line) -> None:
        """Pieces outside links, or inside one link."""
        for place, piece in enumerate(pieces):
            if piece.raw:
                self._raw(piece.raw)
                continue
            core = piece.text.strip()
            if not core or not piece.styles:
                self.plain(piece.text)
                continue
            start = piece.text.index(core)
            tail = piece.text[start + len(core) :]
            self.plain(piece.text[:start])
            after = tail or self._first(pieces, place + 1)
            self._styled(core, piece.styles, after)
            self.plain(tail)

    def _first(self, pieces: Line, place: int) -> str:
        """The first sign of what follows: a mark of Markdown where that is set off as well."""
        for piece in islice(pieces, place, None):
            if piece.raw:
                return "["
            if piece.text:
                if piece.styles and not piece.text[0].isspace():
                    return "*"
                return "\\" if piece.text[0] in "\\`*_[]<&|~^" else piece.text[0]
        return "["

    def plain(self, text: str) -> None:
        """Words without a style."""
        if not text:
            return
        written = _escaped(text)
        if self._after_note and written[0] in "(:":
            written = "\\" + written
        self._put(written)

    def link(self, inner: str, href: str) -> None:
        """A link around Markdown."""
        self._put(f"[{inner}]({href})")

    def _raw(self, markdown: str) -> None:
        self._put(markdown)
        self._after_note = markdown.startswith("[^")

    def _styled(self, text: str, styles: frozenset[Style], after: str) -> None:
        inner = _escaped(text)
        if Style.CODE in styles and self._last != "`":
            inner = self._code(text)
        stars = ("*" if Style.EMPHASIS in styles else "") + ("**" if Style.STRONG in styles else "")
        strike = "~~" if Style.STRIKE in styles else ""
        if stars or strike:
            first, last = ("*", "*") if stars and strike else (inner[0], inner[-1])
            marks = {self._last, after[:1]} & {"*", "~"}
            if marks or not (_may_touch(self._last, first) and _may_touch(after[:1], last)):
                stars = strike = ""
        self._put(f"{strike}{stars}{inner}{stars}{strike}")

    def _code(self, text: str) -> str:
        ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
        space = " " if "`" in (text[0], text[-1]) else ""
        code = f"{ticks}{space}{text}{space}{ticks}"
        return code.replace("|", "\\|") if self._cell else code

    def _put(self, markdown: str) -> None:
        if markdown[0] == "[" and self._last == "!":
            # Or a link after it would be a picture.
            self._parts[-1] = self._parts[-1][:-1] + "\\!"
        self._parts.append(markdown)
        self._last = markdown[-1]
        self._after_note = False


def _escaped(text: str) -> str:
    """Words with every sign escaped that means something inside a line; "^" begins a note after "["."""
    return escape(text).replace("^", "\\^")


def _may_touch(outside: str, inside: str) -> bool:
    """Whether a mark of emphasis works between these two signs (CommonMark's flanking, the sure part)."""
    return inside.isalnum() or not outside or outside.isspace() or outside in _ASCII_MARKS
