"""Words searched for in the canonical text: all places at once, by one regular expression.

Searched is a folded text of the same length, so that every place found is one of
the canonical text itself. The folding is made once for an article.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from contention.model.project import Span

_MARKS = "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]*+"
"""Accents and vowel points that stand after their letter (combining marks)."""
_MARK = re.compile(_MARKS[:-2])
MANY = 100
"""Different letters up to which replacing each is faster than one pass over the text."""
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'}
_DASHES = {"\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-"}


class Wanted(NamedTuple):
    """What is searched for, and what has to agree."""

    words: str = ""
    case: bool = False
    """Capitals and small letters are told apart."""
    accents: bool = False
    """Letters with and without accents are told apart."""
    whole: bool = False
    """Whole words alone."""


class Finder:
    """Searches one text, and remembers how it was folded."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: dict[tuple[bool, bool], str] = {}
        self._loose = _MARK.search(text) is not None
        self._hyphens = "\u00ad" in text

    def find(self, wanted: Wanted) -> list[Span]:
        """Every place of the words, from first to last; white space stands for any, also a line's end.

        Straight quotes, and the hyphen for dashes, find the curled and long ones too.
        """
        if not wanted.words.strip():
            return []
        key = (wanted.case, wanted.accents)
        if key not in self._folded:
            self._folded[key] = fold(self._text, case=wanted.case, accents=wanted.accents)
        pattern = self._pattern(wanted)
        return [(match.start(), match.end()) for match in pattern.finditer(self._folded[key])]

    def _pattern(self, wanted: Wanted) -> re.Pattern[str]:
        sought = fold(unicodedata.normalize("NFC", wanted.words), case=wanted.case, accents=wanted.accents)
        if not wanted.accents:
            sought = _MARK.sub("", sought) or sought
        between = ""
        if self._loose and not wanted.accents:
            between = _MARKS
        if self._hyphens:
            between = f"\u00ad?+{between}"
        words = re.split(r"(\s+)", sought.strip())
        made = "".join(
            r"\s+" if part.isspace() else between.join(map(re.escape, part)) + between for part in words
        )
        if wanted.whole:
            # What stands before is looked at after the first letter, for which the search is fast.
            first = re.escape(words[0][0])
            made = rf"{first}(?<!\w{first}){made.removeprefix(first)}(?!\w)"
        return re.compile(made)


def fold(text: str, *, case: bool = False, accents: bool = False) -> str:
    """A text of the same length in which what need not agree is the same."""
    if not case:
        # The one letter whose small one is longer (Unicode 15, SpecialCasing).
        text = text.replace("\u0130", "i").lower()
    if text.isascii():
        return text
    counts_as = {char: _base(char, case=case, accents=accents) for char in set(text) if char > "\x7f"}
    others = {char: base for char, base in counts_as.items() if char != base}
    if len(others) > MANY:
        return text.translate({ord(char): base for char, base in others.items()})
    for char, base in others.items():
        text = text.replace(char, base)
    return text


def _base(char: str, *, case: bool, accents: bool) -> str:
    """What a character counts as: always one character."""
    if not case and char == "\u03c2":
        return "\u03c3"  # the sigma at a word's end
    made = _QUOTES.get(char) or _DASHES.get(char) or char
    if accents:
        return made
    parts = unicodedata.normalize("NFD", made)
    # Neither the signs that a Korean syllable is made of nor the voicing of kana is an accent.
    return parts[0] if len(parts) > 1 and all(map(_MARK.match, parts[1:])) else made
