"""Places in the canonical text to places in the shown document, both ways, exactly.

The canonical text counts Unicode code points; a QTextDocument counts UTF-16 code
units, and holds frames around tables and words in place of pictures besides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""What takes two UTF-16 code units."""


class Segment(NamedTuple):
    """A stretch of text that stands without a gap in both."""

    start: int
    """In the canonical text, in code points."""
    length: int
    shown_start: int
    """In the document, in UTF-16 code units."""
    shown_length: int
    wide: tuple[int, ...] | None = ()
    """Offsets of the characters that take two units; None where other words are shown in
    its place, so that only its two ends correspond."""


def utf16_length(text: str) -> int:
    """The number of UTF-16 code units of a text."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def verbatim(text: str, start: int, shown_start: int) -> Segment:
    """The segment of a text that is shown as it is."""
    wide = () if text.isascii() else tuple(found.start() for found in _WIDE.finditer(text))
    return Segment(start, len(text), shown_start, len(text) + len(wide), wide)


def replaced(text: str, shown: str, start: int, shown_start: int) -> Segment:
    """The segment of a text in whose place other words are shown."""
    return Segment(start, len(text), shown_start, utf16_length(shown), None)


class PositionMap:
    """Answers for one document; both ways in logarithmic time."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments = tuple(segments)
        self._starts = [segment.start for segment in self.segments]
        self._shown_starts = [segment.shown_start for segment in self.segments]

    def to_shown(self, position: int) -> int:
        """The document's place for one in the canonical text; what lies outside goes to the nearest end."""
        if not self.segments:
            return 0
        segment = self.segments[max(0, bisect_right(self._starts, position) - 1)]
        offset = min(max(0, position - segment.start), segment.length)
        if segment.wide is None:
            return segment.shown_start + (segment.shown_length if offset == segment.length else 0)
        return segment.shown_start + offset + bisect_left(segment.wide, offset)

    def to_canonical(self, shown: int) -> int:
        """The canonical place for one in the document.

        A place in a frame goes to the end of the text before it, one inside a character
        to its start, and one inside words shown for others to the nearer end.
        """
        if not self.segments:
            return 0
        segment = self.segments[max(0, bisect_right(self._shown_starts, shown) - 1)]
        offset = min(max(0, shown - segment.shown_start), segment.shown_length)
        if segment.wide is None:
            return segment.start + (segment.length if 2 * offset > segment.shown_length else 0)
        # The n-th wide character begins at unit wide[n] + n; one begun before is one unit too many.
        wide = segment.wide
        before = bisect_left(range(len(wide)), offset, key=lambda n: wide[n] + n)
        return segment.start + offset - before
