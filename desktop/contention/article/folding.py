"""A text as it is compared: without all that changes when the same words are set anew.

White space goes, and soft and line-break hyphens; quotes, dashes, ligatures, accents and case are
folded. So a re-wrapped, re-typeset or differently encoded copy of a text folds to the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache

from contention.model.project import Span

_DASHES = "\\-\u2010-\u2015\u2212"
#: A hyphen at a line's end (which may have become a space), white space, and dashes after a dash.
_GONE = re.compile(rf"(?<=[^\W\d_])[-\u2010\u00ad]\s+(?=[^\W\d_A-Z])|\s+|(?<=[{_DASHES}])[{_DASHES}]+")
#: What has to be looked at character by character: other than ASCII, and the grave accent.
_ODD = re.compile(r"[^\x21-\x5f\x61-\x7e]")
_ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    # Soft hyphen, characters without width, and what stands for a picture.
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffc", ""),
}


@cache
def _folded(char: str) -> str:
    """What one character becomes; nothing, itself, or several (a ligature)."""
    if (alike := _ALIKE.get(char)) is not None:
        return alike
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c) and not c.isspace())
    return kept or ("" if unicodedata.combining(char) else plain.strip())


class Folded:
    """A folded text that knows where each of its characters stood."""

    __slots__ = ("_at", "_of", "text")

    def __init__(self, source: str) -> None:
        parts: list[str] = []
        # Where each stretch begins that is folded one to one: in the folded text, and in the source.
        self._at: list[int] = []
        self._of: list[int] = []
        done = end = 0
        for gap in _GONE.finditer(source):
            if gap.start() > done:
                end = self._add(source[done : gap.start()], done, end, parts)
            done = gap.end()
        self._add(source[done:], done, end, parts)
        self.text = "".join(parts)

    def _add(self, words: str, start: int, end: int, parts: list[str]) -> int:
        """Folds a stretch without white space; gives the length of all that is folded by now."""
        if not words:
            return end
        if _ODD.search(words) is None:
            parts.append(words.lower())
            self._at.append(end)
            self._of.append(start)
            return end + len(words)
        for index, char in enumerate(words):
            for letter in _folded(char):
                parts.append(letter)
                self._at.append(end)
                self._of.append(start + index)
                end += 1
        return end

    def __len__(self) -> int:
        return len(self.text)

    def place(self, index: int) -> int:
        """Where in the source a folded character comes from."""
        if not self._at:
            return 0
        stretch = max(0, bisect_right(self._at, index) - 1)
        return self._of[stretch] + index - self._at[stretch]

    def span(self, start: int, end: int) -> Span:
        """Start and end in the source of folded characters, of which there must be one at least."""
        return self.place(start), self.place(end - 1) + 1

    def index(self, place: int) -> int:
        """The folded character that stands at a place of the source, or the next one after it."""
        stretch = bisect_left(self._of, place)
        if stretch < len(self._of) and self._of[stretch] == place:
            return self._at[stretch]
        if stretch == 0:
            return 0
        after = self._at[stretch] if stretch < len(self._at) else len(self.text)
        return min(self._at[stretch - 1] + place - self._of[stretch - 1], after)


def fold(source: str) -> str:
    """The folded text alone."""
    return Folded(source).text
