"""Lines of words as SVG writes them: as text that stays text, or as its outlines.

Every line stands where it was measured. A program without the font draws another one, which
may be 13 % wider; `textLength` then squeezes it to the measured width, in browsers, Inkscape and
resvg. Lines from right to left are tied to their right end, and carry the Unicode marks that
say so: not every program knows the attribute `direction`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont, QTextLayout, QTextOption

from contention.diagram.drawing import TextLine
from contention.diagram.measure import TextStyle, font_of, right_to_left
from contention.export.markup import attributes, escaped, number
from contention.export.svg_shapes import path_data

RIGHT_TO_LEFT, LEFT_TO_RIGHT, END = "\u202b", "\u202a", "\u202c"
"""RLE, LRE and PDF of the Unicode bidirectional algorithm (UAX #9)."""


def families(family: str) -> str:
    """The map's font, its newer name, and what nearly every machine has.

    Calibri, and Carlito which takes its place on Linux, are about as narrow: they fit the boxes
    even in Office and librsvg, which know no `textLength`. Arial is wider.
    """
    return f"'{family}', 'Source Sans 3', Calibri, Carlito, Arial, sans-serif"


def directed(line: TextLine) -> str:
    """The words, with the direction of their paragraph where it is not seen from the line itself."""
    if line.rtl:
        return f"{RIGHT_TO_LEFT}{line.text}{END}"
    return f"{LEFT_TO_RIGHT}{line.text}{END}" if right_to_left(line.text) else line.text


def text(lines: Sequence[TextLine], style: TextStyle, colour: str) -> str:
    """A ``<text>`` for each line; nothing where there are no words.

    Programs that know SVG Tiny alone (Qt, and what is built on it) put the ``<tspan>`` elements
    of a text one after the other on one line, whatever their places.
    """
    shown = [line for line in lines if line.text.strip()]
    look = _look(style, colour)
    if len(shown) == 1:
        return f"<text{look}{_place(shown[0])}>{escaped(directed(shown[0]))}</text>"
    written = [f"<text{_place(line)}>{escaped(directed(line))}</text>" for line in shown]
    return f"<g{look}>{''.join(written)}</g>" if written else ""


def one_text(lines: Sequence[TextLine], style: TextStyle, colour: str) -> str:
    """One ``<text>`` of a ``<tspan>`` for each line, for browsers, where a claim is found as a whole."""
    shown = [line for line in lines if line.text.strip()]
    if len(shown) < 2:
        return text(shown, style, colour)
    parts = [f"<text{_look(style, colour)}>"]
    for index, line in enumerate(shown):
        parts.append(f"<tspan{_place(line)}>{escaped(directed(line))}</tspan>")
        # Lines that are copied or searched are words apart; the next one has a place of its own.
        if index + 1 < len(shown) and not line.rtl:
            parts.append(" ")
    return "".join([*parts, "</text>"])


class Outlines:
    """Writes lines as shapes: each letter is defined once and used wherever it stands."""

    def __init__(self) -> None:
        self._shapes: dict[str, str] = {}
        """Path by name, in the order in which they were met."""
        self._names: dict[tuple[str, str, float, int], str] = {}
        """By family, style, size and glyph; empty for a space."""

    def __call__(self, lines: Iterable[TextLine], style: TextStyle, colour: str) -> str:
        """The lines as shapes; one with letters that have none, as emoji in colour, stays text."""
        parts: list[str] = []
        left: list[TextLine] = []
        for line in lines:
            uses = self._uses(line, style)
            if uses is None:
                left.append(line)
            elif uses:
                parts.append(uses)
        drawn = f"<g{attributes(fill=colour)}>{''.join(parts)}</g>" if parts else ""
        return drawn + (text(left, style, colour) if left else "")

    def definitions(self) -> str:
        """The letters that were used."""
        paths = "\n".join(f'<path id="{name}" d="{data}"/>' for name, data in self._shapes.items())
        return f"<defs>\n{paths}\n</defs>" if paths else ""

    def _uses(self, line: TextLine, style: TextStyle) -> str | None:
        layout = QTextLayout(line.text, font_of(style))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setUseDesignMetrics(True)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if line.rtl else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        layout.beginLayout()
        row = layout.createLine()
        layout.endLayout()
        if not row.isValid():
            return ""
        parts: list[str] = []
        for run in row.glyphRuns():
            font = run.rawFont()
            for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                name = self._name(font, glyph)
                if name is None:
                    return None
                if name:
                    x, y = line.x + place.x(), line.baseline + place.y() - row.ascent()
                    parts.append(f'<use xlink:href="#{name}" x="{number(x)}" y="{number(y)}"/>')
        return "".join(parts)

    def _name(self, font: QRawFont, glyph: int) -> str | None:
        """The name of a letter's shape, empty where nothing is to be drawn; None where it has none."""
        key = (font.familyName(), font.styleName(), font.pixelSize(), glyph)
        known = self._names.get(key)
        if known is None:
            shape = font.pathForGlyph(glyph)
            if shape.isEmpty():
                if not font.boundingRect(glyph).isEmpty():
                    return None
                known = ""
            else:
                known = f"letter-{len(self._shapes) + 1}"
                self._shapes[known] = path_data(shape)
            self._names[key] = known
        return known


def _look(style: TextStyle, colour: str) -> str:
    return attributes(fill=colour, font_size=style.px, font_weight=600 if style.semibold else None)


def _place(line: TextLine) -> str:
    """Where a line stands. Spaces count as they were measured."""
    x = line.x + line.width if line.rtl else line.x
    place = f' x="{number(x)}" y="{number(line.baseline)}"'
    if line.rtl:
        place += ' text-anchor="end"'
    if line.width > 0:
        way = "spacing" if _of_several_signs(line.text) else "spacingAndGlyphs"
        place += f' textLength="{number(line.width)}" lengthAdjust="{way}"'
    if "  " in line.text or line.text[:1] == " ":
        place += ' xml:space="preserve"'
    return place


def _of_several_signs(words: str) -> bool:
    """Whether letters are made of several signs, as flags are: resvg then stretches them too far.

    Only the gaps are adjusted then, but never between Arabic letters, which are joined.
    """
    if words.isascii():
        return False
    kinds = {unicodedata.category(letter) for letter in words}
    several = bool(kinds & {"Mn", "Me", "Cf"}) or max(words) > "\uffff"
    return several and all(unicodedata.bidirectional(letter) != "AL" for letter in words)
