"""Words into lines: breaks text into lines of measured width, with Qt's shaping.

Qt breaks the lines, so scripts from right to left, emoji and words without a place to
break come out right; what is kept of them is plain values. Hinting is off, so widths hold
at every zoom and resolution.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from threading import get_ident
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from contention.diagram.drawing import TextLine

_LONGEST_WORD = 2_000
"""Letters; what has more is no word of any language, nor a text without spaces that fits a box."""

_WORD = re.compile(r"\S+")


class TextStyle(NamedTuple):
    """A font by what the map needs to say of it; sizes in pixels at 100 %."""

    family: str
    px: int
    semibold: bool = False
    line_height: float = 0.0
    """Distance of baselines; taller where a line's own letters need it. 0 for the font's own."""


class TextBlock(NamedTuple):
    """Broken text; its lines count from the block's own top left corner."""

    lines: tuple[TextLine, ...]
    width: float
    """Of the widest line."""
    height: float


def font_of(style: TextStyle) -> QFont:
    """The Qt font of a style, as it is measured and painted. Not to be changed.

    Each thread gets its own: what Qt keeps inside of a font belongs to the thread that used it.
    """
    return _font_of(style, get_ident())


@lru_cache(maxsize=64)
def _font_of(style: TextStyle, _thread: int) -> QFont:
    font = QFont(style.family)
    font.setPixelSize(style.px)
    font.setWeight(QFont.Weight.DemiBold if style.semibold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    # With a ligature, "Traffic" cannot be found in a PDF; and a map is the same everywhere.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


def right_to_left(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter with a direction decides.

    That is rule P2 of the Unicode bidirectional algorithm (UAX #9), without isolates.
    """
    if text.isascii():
        return False
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return False


class TextMeasure:
    """Breaks and measures text, and remembers the last `memory` results."""

    def __init__(self, memory: int = 60_000) -> None:
        self.broken = lru_cache(maxsize=memory)(_break)
        """`(text, width, style) -> TextBlock`: lines no wider than `width`, at least one."""
        self.line = lru_cache(maxsize=memory)(_one_line)
        """`(text, style, width=inf) -> TextLine`: one line at x 0, baseline 0, elided to the width."""


def _one_line(text: str, style: TextStyle, width: float = math.inf) -> TextLine:
    metrics = QFontMetricsF(font_of(style))
    words = " ".join(_drawable(text).split())
    rtl = right_to_left(words)
    advance = metrics.horizontalAdvance(words)
    if advance > width:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        advance = metrics.horizontalAdvance(words)
    return TextLine(words, 0.0, 0.0, advance, rtl)


def _break(text: str, width: float, style: TextStyle) -> TextBlock:
    font = font_of(style)
    metrics = QFontMetricsF(font)
    pitch = style.line_height or math.ceil(metrics.height())
    lines: list[TextLine] = []
    top = 0.0
    pieces = [piece for paragraph in _drawable(text).split("\n") for piece in _pieces(paragraph)]
    for paragraph, rtl in pieces:
        # Qt counts UTF-16 units; text of the basic plane needs no detour.
        units = paragraph.encode("utf-16-le")
        plain = len(units) == 2 * len(paragraph)
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, end = line.textStart(), line.textStart() + line.textLength()
            words = (
                paragraph[start:end] if plain else units[2 * start : 2 * end].decode("utf-16-le", "replace")
            )
            ascent, own = line.ascent(), line.height()
            height = max(pitch, math.ceil(own)) if own > pitch + 4 else pitch
            baseline = top + (height - own) / 2 + ascent
            lines.append(TextLine(words.rstrip(), 0.0, round(baseline), line.naturalTextWidth(), rtl))
            top += height
        layout.endLayout()
    widest = max(line.width for line in lines)
    placed = tuple(
        line._replace(x=widest - line.width) if line.rtl and line.width < widest else line for line in lines
    )
    return TextBlock(placed, widest, top)


def _pieces(paragraph: str) -> list[tuple[str, bool]]:
    """The paragraph, and whether it runs from right to left.

    A word of thousands of letters comes in pieces: for each line Qt looks for its end,
    and took 40 seconds for a million letters.
    """
    rtl = right_to_left(paragraph)
    if len(paragraph) <= _LONGEST_WORD:
        return [(paragraph, rtl)]
    cuts = [0]
    for word in _WORD.finditer(paragraph):
        cuts.extend(range(word.start() + _LONGEST_WORD, word.end(), _LONGEST_WORD))
    return [(paragraph[start:end], rtl) for start, end in pairwise([*cuts, len(paragraph)])]


def _drawable(text: str) -> str:
    """The text with every kind of line end as one, and other control characters as spaces."""
    if text.isprintable():
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n" else letter
        for letter in unified
    )
