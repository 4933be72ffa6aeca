"""A page and what stands on it, as plain values: what `pages` decides and `page_painting` draws.

Lengths on a page are points (1/72 inch), from its top left corner; y grows downwards.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from PySide6.QtCore import QCoreApplication

from contention.diagram.drawing import Rect, TextLine
from contention.diagram.measure import TextStyle
from contention.diagram.themes import Colour
from contention.export.sheet import Sheet

MM = 72 / 25.4
"""Points to the millimetre."""
NATURAL = 0.75
"""Points to a unit of the map at its own size: 96 units to the inch."""
PAPER_MARGIN = 10 * MM
"""Where most printers print nothing."""


def tr(text: str) -> str:
    """Words of a page in the reader's language."""
    return QCoreApplication.translate("Pages", text)


class Paper(NamedTuple):
    """A sheet of paper the way it is held."""

    width: float
    height: float
    margin: float = PAPER_MARGIN

    @property
    def area(self) -> Rect:
        """What is printed on."""
        margin = self.margin
        return Rect(margin, margin, self.width - 2 * margin, self.height - 2 * margin)


class PageWords(NamedTuple):
    """A line of words around what is drawn."""

    line: TextLine
    style: TextStyle
    colour: Colour


class Mark(NamedTuple):
    """Words in a small frame that lie over a drawing, in the units of its map."""

    rect: Rect
    line: TextLine


class Part(NamedTuple):
    """A drawing on a page."""

    sheet: Sheet
    scale: float
    """Points to a unit."""
    x: float
    y: float
    """Where the corner of the sheet's bounds lies; outside of the page where only a part is on it."""
    clip: Rect
    """What of the page it may cover."""
    marks: tuple[Mark, ...] = ()


class Frame(NamedTuple):
    """A rectangle on an index of pages."""

    rect: Rect
    fill: Colour = ""
    crossed: bool = False


class Page(msgspec.Struct, frozen=True, eq=False):
    """One page."""

    width: float
    height: float
    background: str
    """A colour as Qt names it, or "transparent"."""
    line_colour: Colour
    parts: tuple[Part, ...]
    words: tuple[PageWords, ...] = ()
    lines: tuple[tuple[float, float, float, float], ...] = ()
    """Crop marks, from end to end."""
    frames: tuple[Frame, ...] = ()
    links: tuple[tuple[Rect, int], ...] = ()
    """Areas that lead to another page, counted from 0."""
