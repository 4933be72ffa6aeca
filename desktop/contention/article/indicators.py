"""Words that often show what a sentence does in an argument: because, therefore, however …

They are hints for the eye and nothing more: "since" may mean time, and most reasons are
given without any of them. The lists are short, so that what is marked is worth a look, and
the reader's own to change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Points(StrEnum):
    """What an indicator word points to."""

    PREMISE = "premise"
    """A reason follows."""
    CONCLUSION = "conclusion"
    """What follows is concluded."""
    CONTRAST = "contrast"
    """Something speaks against what was said."""


class Indicator(NamedTuple):
    """An indicator word in a text."""

    start: int
    end: int
    points: Points


Words = Mapping[Points, tuple[str, ...]]
"""A list for one language."""

MOST_WORDS, MOST_LETTERS = 500, 60
"""Of a list that a reader writes; more is no list of indicators."""

DEFAULTS: Mapping[str, Words] = {
    "en": {
        Points.PREMISE: (
            "because", "since", "given that", "for the reason that", "in view of", "owing to", "due to",
            "after all", "as shown by", "seeing that", "on the grounds that", "inasmuch as",
        ),
        Points.CONCLUSION: (
            "therefore", "thus", "hence", "consequently", "accordingly", "as a result", "it follows that",
            "so that", "which means that", "which shows that", "we may conclude", "in conclusion",
            "for this reason", "that is why",
        ),
        Points.CONTRAST: (
            "however", "nevertheless", "nonetheless", "although", "though", "even though", "yet", "but",
            "despite", "in spite of", "on the other hand", "on the contrary", "whereas", "admittedly",
        ),
    },
    "de": {
        Points.PREMISE: (
            "weil", "denn", "da", "zumal", "aufgrund", "auf Grund", "wegen", "angesichts", "nämlich",
            "schließlich", "aus dem Grund, dass", "insofern als",
        ),
        Points.CONCLUSION: (
            "also", "daher", "deshalb", "deswegen", "darum", "folglich", "demnach", "somit", "infolgedessen",
            "mithin", "daraus folgt", "aus diesem Grund", "sodass", "so dass",
        ),
        Points.CONTRAST: (
            "aber", "jedoch", "dennoch", "trotzdem", "obwohl", "obgleich", "allerdings", "hingegen",
            "dagegen", "zwar", "trotz", "andererseits", "im Gegenteil", "während",
        ),
    },
    "fr": {
        Points.PREMISE: (
            "car", "parce que", "parce qu'", "puisque", "puisqu'", "étant donné que", "vu que", "en effet",
            "en raison de", "à cause de", "du fait que", "attendu que",
        ),
        Points.CONCLUSION: (
            "donc", "ainsi", "par conséquent", "en conséquence", "c'est pourquoi", "il s'ensuit que",
            "dès lors", "d'où", "de sorte que", "si bien que", "en conclusion",
        ),
        Points.CONTRAST: (
            "mais", "cependant", "pourtant", "toutefois", "néanmoins", "bien que", "quoique", "malgré",
            "en revanche", "au contraire", "or", "certes", "tandis que",
        ),
    },
    "es": {
        Points.PREMISE: (
            "porque", "ya que", "puesto que", "dado que", "pues", "debido a", "a causa de", "en vista de",
            "visto que", "en efecto",
        ),
        Points.CONCLUSION: (
            "por lo tanto", "por tanto", "por consiguiente", "en consecuencia", "así que", "luego",
            "de ahí que", "por eso", "por esta razón", "de modo que", "en conclusión",
        ),
        Points.CONTRAST: (
            "pero", "sin embargo", "no obstante", "aunque", "a pesar de", "pese a", "en cambio",
            "por el contrario", "mas", "si bien", "mientras que",
        ),
    },
}  # fmt: skip
LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}

# The commonest words of each language, with none that two of them share.
_COMMON: Mapping[str, frozenset[str]] = {
    "en": frozenset("the of and to is that it was for with as by this are be not".split()),  # noqa: SIM905
    "de": frozenset("der die und das ist nicht ein eine zu den mit sich auf dem von".split()),  # noqa: SIM905
    "fr": frozenset("le les et des est une dans qui ce du au sont avec pas sur".split()),  # noqa: SIM905
    "es": frozenset("el los y las una por del con lo para su al como más está".split()),  # noqa: SIM905
}
_SIGNS = {"+": Points.PREMISE, "=": Points.CONCLUSION, "-": Points.CONTRAST}
_APOSTROPHES = str.maketrans("’", "'")


def language_of(text: str) -> str:
    """The language of `DEFAULTS` that a text seems to be in, by its commonest words; empty for another."""
    words = Counter(re.findall(r"\w+", text[:20_000].casefold()))
    counts = {language: sum(words[word] for word in common) for language, common in _COMMON.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= max(3, 0.06 * words.total()) else ""


def find(text: str, words: Words) -> Iterator[Indicator]:
    """The indicators in a text, by place; of several at one place the longest."""
    pattern, meaning = _compiled(tuple((points, tuple(listed)) for points, listed in words.items()))
    if pattern is None:
        return
    for match in pattern.finditer(text.translate(_APOSTROPHES)):
        # Upper and lower case of a few letters are not each other's: those are passed over.
        points = meaning.get(" ".join(match.group().lower().split()))
        if points is not None:
            yield Indicator(match.start(), match.end(), points)


@lru_cache(maxsize=8)
def _compiled(
    words: tuple[tuple[Points, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str] | None, dict[str, Points]]:
    meaning = {
        " ".join(word.translate(_APOSTROPHES).lower().split()): points
        for points, listed in words
        for word in listed
        if word.strip()
    }
    if not meaning:
        return None, meaning
    longest_first = sorted(meaning, key=lambda word: (-len(word), word))
    parts = []
    for word in longest_first:
        inner = r"\s+".join(re.escape(part) for part in word.split())
        # An elided word ("parce qu'") runs straight into the next one.
        parts.append(inner if word.endswith("'") else rf"{inner}\b")
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE), meaning


def as_text(words: Words) -> str:
    """A list as a reader edits it: a word on a line, after ``+``, ``=`` or ``-``."""
    sign = {points: mark for mark, points in _SIGNS.items()}
    return "\n".join(f"{sign[points]} {word}" for points in Points for word in words.get(points, ()))


def from_text(text: str) -> Words:
    """A list that a reader wrote; lines without a sign count for the sign before, the first for ``+``.

    Blank lines mean nothing. What goes beyond `MOST_WORDS` or `MOST_LETTERS` is left out.
    """
    found: dict[Points, list[str]] = {points: [] for points in Points}
    points, count = Points.PREMISE, 0
    for line in text.splitlines():
        word = line.strip()
        if word[:1] in _SIGNS:
            points, word = _SIGNS[word[0]], word[1:].strip()
        word = " ".join(word.split())
        known: Iterable[str] = (one.casefold() for one in found[points])
        if word and len(word) <= MOST_LETTERS and count < MOST_WORDS and word.casefold() not in known:
            found[points].append(word)
            count += 1
    return {points: tuple(listed) for points, listed in found.items()}
