"""Elements of HTML to Markdown: the words and their shape, and nothing that acts.

Pages, Word documents, books and the clipboard all come through here. Whatever is
not words (scripts, styles, controls, what is hidden) is left out; links stay only to
addresses of the web and of mail; pictures only where the caller keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from contention.article.blocks import Style
from contention.article.html_elements import (
    BLOCKS,
    DROPPED,
    css,
    is_hidden,
    is_small_form,
    lines_of,
    tag_of,
    words_of,
)
from contention.article.html_notes import Notes, notes_of
from contention.article.html_tables import rows_of, tables_for_layout
from contention.article.markdown import clean, joins_without_space
from contention.article.markdown_writing import (
    Code,
    Group,
    GroupKind,
    Line,
    Node,
    Piece,
    Rule,
    Table,
    Words,
    address,
    note_reference,
    picture_of,
    stripped,
    write,
)
from contention.model.project import Id

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

DEEPEST = 200
"""Levels of elements; what lies deeper keeps its words and loses its shape."""
DEEPEST_GROUP = 40
"""Lists, items, quotes inside each other; the Markdown parser takes 100 levels."""
LONGEST_ADDRESS = 2_000
_STYLES = {
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "cite": Style.EMPHASIS,
    "dfn": Style.EMPHASIS,
    "var": Style.EMPHASIS,
    "b": Style.STRONG,
    "strong": Style.STRONG,
    "s": Style.STRIKE,
    "strike": Style.STRIKE,
    "del": Style.STRIKE,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
}
_CSS_STYLES = (
    (re.compile(r"font-weight:\s*(?:bold|[6-9]00)"), re.compile(r"font-weight:"), Style.STRONG),
    (re.compile(r"font-style:\s*italic"), re.compile(r"font-style:"), Style.EMPHASIS),
    (re.compile(r"text-decoration[^;]*line-through"), None, Style.STRIKE),
)
_LINKS = re.compile(r"(?:https?://|mailto:)[^\s]|#", re.IGNORECASE)
_SPACES = re.compile("[ \n]+")
_ASSET = re.compile("[A-Za-z0-9_-]{1,64}")
_DIGITS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOW_DIGITS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISED = re.compile(r"[0-9+\-−=()n]{1,12}")
_LOWERED = re.compile(r"[0-9+\-−=()]{1,12}")
_ITEM_KINDS = (GroupKind.BULLETS, GroupKind.NUMBERS)


def markdown_of(root: Element, *, picture: Callable[[str], Id | None] | None = None) -> str:
    """Markdown whose canonical text is the words of an element of HTML (`lxml.html`).

    `picture` is given the address of each image as it is written, and answers the id of
    the asset that keeps it, or None to leave it out; without it there are no pictures.
    """
    notes = notes_of(root)
    walk = _Walk(picture, notes, tables_for_layout(root))
    walk.take(root)
    return write(walk.finished())


class _Walk:
    """Goes through elements without recursion and builds blocks."""

    def __init__(
        self, picture: Callable[[str], Id | None] | None, notes: Notes, layout: set[Element]
    ) -> None:
        self._picture = picture
        self._notes = notes
        self._layout = layout
        self._root = Group(GroupKind.ALL)
        self._groups = [self._root]
        self._note_groups: dict[int, Group] = {}
        self._referred: set[int] = set()
        self._lines: list[Line] = [[]]
        self._space = True
        """Whether a space here would be the second, or the first of its line."""
        self._styles: frozenset[Style] = frozenset()
        self._href = ""
        self._level = 0

    def take(self, root: Element) -> None:
        """Read an element and all that is in it."""
        undo: list[tuple[Element, Iterator[Element], Callable[[], None]]] = []
        leave = self._enter(root, 0)
        if leave is None:
            return
        undo.append((root, iter(root), leave))
        while undo:
            element, children, leave = undo[-1]
            child = next(children, None)
            if child is None:
                leave()
                undo.pop()
                if undo and element.tail:
                    self._text(element.tail)
                continue
            opened = self._enter(child, len(undo))
            if opened is not None:
                undo.append((child, iter(child), opened))
            elif child.tail:
                self._text(child.tail)

    def finished(self) -> Group:
        """All blocks; the notes that nothing refers to stand at the end as they are."""
        self._flush()
        for number, group in sorted(self._note_groups.items()):
            group.number = number
            if number not in self._referred:
                group.kind = GroupKind.ALL
            self._root.children.append(group)
        while self._root.children and isinstance(self._root.children[-1], Rule):
            self._root.children.pop()
        return self._root

    def _enter(self, element: Element, depth: int) -> Callable[[], None] | None:
        """Begin an element; what ends it, or None where it was read whole or left out."""
        tag = tag_of(element)
        if not tag or tag in DROPPED or is_hidden(element) or element in self._notes.marks:
            return None
        if depth >= DEEPEST:
            self._text(f" {lines_of(element)} ")
            return None
        if self._read_whole(element, tag):
            return None
        before = (self._styles, self._href, self._level)
        opened = len(self._groups)
        if tag in BLOCKS:
            self._flush()
            self._open(element, tag)
        else:
            self._set_off(element, tag)
        self._text(("“" if tag == "q" else "") + (element.text or ""))

        def leave() -> None:
            if tag == "q":
                self._text("”")
            if tag in BLOCKS:
                self._flush()
                self._close(opened)
            self._styles, self._href, self._level = before

        return leave

    def _read_whole(self, element: Element, tag: str) -> bool:
        """Read an element whose children are not gone through one by one; False where it has them to read."""
        if (number := self._notes.references.get(element)) is not None:
            self._note_reference(number)
            return True
        match tag:
            case "br":
                self._break()
            case "hr":
                self._flush()
                self._rule()
            case "img":
                self._image(element)
            case "pre":
                self._code(element)
            case "table":
                return element not in self._layout and self._table(element)
            case "form":
                return is_small_form(element)
            case "sup" | "sub":
                return self._raised(element, tag)
            case _:
                return False
        return True

    def _rule(self) -> None:
        """A line between parts, where there is something before it, and once."""
        siblings = self._groups[-1].children
        if siblings and not isinstance(siblings[-1], Rule) and self._groups[-1].kind not in _ITEM_KINDS:
            siblings.append(Rule())

    def _open(self, element: Element, tag: str) -> None:
        """Begin a block."""
        number = self._notes.targets.get(element)
        if number is not None and number not in self._note_groups:
            group = Group(GroupKind.NOTE, number=number)
            self._note_groups[number] = group
            self._groups.append(group)
            return
        inside = self._groups[-1].kind
        if len(self._groups) > DEEPEST_GROUP:
            return
        if tag[0] == "h" and tag[1:].isdigit():
            self._level = int(tag[1:])
        elif tag == "blockquote":
            self._push(GroupKind.QUOTE)
        elif tag in ("ul", "menu", "dir"):
            self._push(GroupKind.BULLETS)
        elif tag == "ol":
            start = element.get("start") or ""
            self._push(GroupKind.NUMBERS, int(start) if start.isdecimal() and len(start) < 9 else 1)
        elif tag == "li" and inside in _ITEM_KINDS:
            self._push(GroupKind.ITEM)
        elif tag == "dl":
            self._push(GroupKind.DEFINITIONS)
        elif tag == "dd" and inside is GroupKind.DEFINITIONS:
            self._push(GroupKind.DEFINITION)
        elif tag == "dt":
            self._level = 0

    def _push(self, kind: GroupKind, number: int = 1) -> None:
        group = Group(kind, number=number)
        self._append(group)
        self._groups.append(group)

    def _append(self, node: Node) -> None:
        """Add a block; what stands in a list without being an item belongs to the one before, or is one."""
        group = self._groups[-1]
        if group.kind not in _ITEM_KINDS or (isinstance(node, Group) and node.kind is GroupKind.ITEM):
            group.children.append(node)
        elif isinstance(node, Group) and group.children and isinstance(before := group.children[-1], Group):
            before.children.append(node)
        else:
            group.children.append(Group(GroupKind.ITEM, [node]))

    def _close(self, opened: int) -> None:
        for group in self._groups[opened:]:
            if group.kind is GroupKind.DEFINITIONS:
                _settle_definitions(
                    group, plain=any(above.kind is not GroupKind.ALL for above in self._groups[:opened])
                )
        del self._groups[opened:]

    def _set_off(self, element: Element, tag: str) -> None:
        """Begin words of another look, or a link."""
        styles = set(self._styles)
        if (style := _STYLES.get(tag)) is not None:
            styles.add(style)
        if look := css(element):
            for this, any_, style in _CSS_STYLES:
                if this.search(look):
                    styles.add(style)
                elif any_ is not None and any_.search(look):
                    styles.discard(style)
        self._styles = frozenset(styles)
        if tag == "a":
            href = clean(element.get("href") or "").strip()
            self._href = address(href) if len(href) <= LONGEST_ADDRESS and _LINKS.match(href) else ""

    def _text(self, text: str) -> None:
        if not text:
            return
        text = clean(text)
        text = _SPACES.sub(lambda found: _space(text, found), text)
        if self._space:
            text = text.lstrip(" ")
        if text:
            self._space = text[-1] == " "
            self._lines[-1].append(Piece(text, self._styles, self._href))

    def _raw(self, piece: Piece) -> None:
        self._lines[-1].append(piece._replace(href=self._href))
        self._space = False

    def _break(self) -> None:
        """A new line; the second in a row is the end of the paragraph."""
        if self._level:
            self._text(" ")
        elif not any(piece.raw or piece.text.strip() for piece in self._lines[-1]):
            self._flush()
        else:
            self._lines.append([])
            self._space = True

    def _flush(self) -> None:
        """End the paragraph, where one has begun."""
        lines = [line for line in map(stripped, self._lines) if line]
        self._lines = [[]]
        self._space = True
        if not lines:
            return
        if self._level:
            lines = [
                [piece._replace(styles=piece.styles - {Style.STRONG}) for piece in line] for line in lines
            ]
            lines = [line for line in map(stripped, lines) if line]
        self._append(Words(lines, self._level))

    def _note_reference(self, number: int) -> None:
        self._referred.add(number)
        self._lines[-1].append(note_reference(number))
        self._space = False

    def _image(self, element: Element) -> None:
        source = element.get("src") or ""
        if self._picture is None or not source:
            return
        asset = self._picture(source)
        if asset and _ASSET.fullmatch(asset):
            self._raw(picture_of(" ".join(clean(element.get("alt") or "").split())[:300], asset))

    def _raised(self, element: Element, tag: str) -> bool:
        """Whether a raised or lowered number was written as one: 10⁶ is not 106."""
        if any(True for _ in element.iter("{*}a", "{*}img")):
            return False
        text = words_of(element)
        if not (_RAISED if tag == "sup" else _LOWERED).fullmatch(text):
            return False
        self._text(text.translate(_DIGITS if tag == "sup" else _LOW_DIGITS))
        return True

    def _code(self, element: Element) -> None:
        self._flush()
        text = "\n".join(line.rstrip() for line in clean(lines_of(element)).split("\n")).strip("\n")
        if text.strip():
            self._append(Code(text))

    def _table(self, element: Element) -> bool:
        """Read a table of data; False for one that only places things, which is read cell by cell."""
        kept = dict(self._note_groups)
        rows = rows_of(element, self._inside)
        if rows is None:
            self._note_groups.clear()
            self._note_groups.update(kept)
            return False
        self._flush()
        for caption in element.iter("{*}caption"):
            for node in self._inside(caption).children:
                self._append(node)
        self._append(Table(rows))
        return True

    def _inside(self, element: Element) -> Group:
        """The blocks in a cell, read for themselves."""
        walk = _Walk(self._picture, self._notes, self._layout)
        walk._note_groups = self._note_groups
        walk._referred = self._referred
        walk._text(element.text or "")
        for child in element:
            walk.take(child)
            walk._text(child.tail or "")
        walk._flush()
        return walk._root


def _space(text: str, found: re.Match[str]) -> str:
    """What white space is worth: nothing for a line break inside Chinese or Japanese."""
    start, end = found.span()
    inside = "\n" in found.group() and start > 0 and end < len(text)
    return "" if inside and joins_without_space(text[start - 1], text[end]) else " "


def _settle_definitions(group: Group, *, plain: bool) -> None:
    """Leave terms and definitions as such where they come in that order, else make them plain blocks."""
    group.children = [child for child in group.children if not isinstance(child, Group) or child.children]
    before = ""
    for child in group.children:
        if isinstance(child, Words) and not child.level and len(child.lines) == 1:
            here = "term"
        else:
            here = (
                "definition" if isinstance(child, Group) and child.kind is GroupKind.DEFINITION else "other"
            )
        # A term follows a definition or nothing, and a definition follows either.
        plain = plain or here == "other" or here == before == "term"
        plain = plain or (here == "definition" and not before)
        before = here
    plain = plain or before == "term"
    if plain:
        group.kind = GroupKind.ALL
