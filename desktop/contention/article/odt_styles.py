"""What the styles of an OpenDocument text mean: titles, quotes, bold, slanted, numbered lists.

Most words have an automatic style ("P3", "T7") that says little itself and names its parent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LINKS = "{http://www.w3.org/1999/xlink}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOOK = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

_ROLES = {
    "Title": "h1",
    "Quotations": "blockquote",
    "Quote": "blockquote",
    "Intense_20_Quote": "blockquote",
    "Block_20_Quotation": "blockquote",
}
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_LONGEST_LINE = 20
"""Parents of parents; a style that is its own ancestor ends here."""


class Looks:
    """The styles of one document by their names."""

    def __init__(self, content: _Element, styles: _Element | None) -> None:
        self._parents: dict[str, str] = {}
        self._tags: dict[str, tuple[str, ...]] = {}
        self._numbered: set[tuple[str, int]] = set()
        for root in (styles, content):
            if root is None:
                continue
            for style in root.iter(f"{STYLE}style"):
                name = style.get(f"{STYLE}name", "")
                self._parents[name] = style.get(f"{STYLE}parent-style-name", "")
                self._tags[name] = _tags(style)
            for style in root.iter(f"{TEXT}list-style"):
                for number in style.iterchildren(f"{TEXT}list-level-style-number"):
                    level = number.get(f"{TEXT}level", "1")
                    if number.get(f"{STYLE}num-format", "1") and level.isascii() and level.isdecimal():
                        self._numbered.add((style.get(f"{STYLE}name", ""), int(level[:3])))

    def role(self, style: str) -> str:
        """The tag of a paragraph of this style: "h1", "blockquote" or "p"."""
        for _ in range(_LONGEST_LINE):
            if style in _ROLES:
                return _ROLES[style]
            style = self._parents.get(style, "")
            if not style:
                break
        return "p"

    def tags(self, style: str) -> tuple[str, ...]:
        """The tags that words of this automatic or named style stand in."""
        if style in {"Strong_20_Emphasis", "Emphasis"}:
            return ("strong",) if style.startswith("Strong") else ("em",)
        own = self._tags.get(style, ())
        parent = self._parents.get(style, "")
        return own or (self.tags(parent) if parent in {"Strong_20_Emphasis", "Emphasis"} else ())

    def numbered(self, style: str, level: int) -> bool:
        """Whether a list of this style has numbers at a level; the outermost is 1."""
        return (style, level) in self._numbered


def _tags(style: _Element) -> tuple[str, ...]:
    look = style.find(f"{STYLE}text-properties")
    if look is None or style.get(f"{STYLE}name", "") in _ROLES:
        return ()
    found = []
    if look.get(f"{_LOOK}font-weight", "") in _BOLD:
        found.append("strong")
    if look.get(f"{_LOOK}font-style", "") in {"italic", "oblique"}:
        found.append("em")
    if look.get(f"{STYLE}text-line-through-style", "none") != "none":
        found.append("s")
    if look.get(f"{STYLE}text-position", "").startswith("super"):
        found.append("sup")
    return tuple(found)
