"""Made-up articles, and what becomes of them: edited, moved about, set anew, cut.

Each word knows where it stood first, so that it is known where a passage of the first text is in
the last one. The words are strung together from syllables; they mean nothing and are nobody's.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from contention.model.anchors import make_passage
from contention.model.project import Passage, Span

_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "st",
    "tr",
    "pl",
    "br",
    "ch",
    "sh",
    "gr",
    "cl",
]
_CORES = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "ee", "io"]
_CODAS = ["", "", "", "n", "r", "s", "t", "l", "nd", "ng", "ck"]
_SMALL = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "is",
    "it",
    "was",
    "for",
    "on",
    "are",
    "as",
    "with",
    "they",
    "at",
    "be",
    "this",
    "from",
    "or",
    "by",
    "not",
    "but",
]
_SMART = str.maketrans({'"': "”", "'": "’", "-": "—"})

Word = tuple[str, int]
"""What stands there, and where its first letter stood in the first text; -1 for a new word, and
`-2 - place` for one that was put for the word of that place."""


_NEAR = 120
"""Characters between two words of one passage; what is farther away was moved."""


class Truth(NamedTuple):
    """Where the words of a passage are now."""

    span: Span | None
    """With words that were put for others; None where more than half of them are gone."""
    words: tuple[Span, ...] = ()
    """Those that are left, if only a few."""


class Text:
    """A text that can be changed, paragraph by paragraph."""

    def __init__(self, size: int, seed: int, paragraphs: Sequence[str] = ()) -> None:
        """`paragraphs` stand for made-up ones."""
        self.dice = random.Random(seed)
        syllables = (1, 2, 2, 3)
        self._vocabulary = sorted({word for words in paragraphs for word in words.split()}) or [
            "".join(self._syllable() for _ in range(self.dice.choice(syllables))) for _ in range(3000)
        ]
        self.paragraphs: list[list[Word]] = []
        place = 0
        waiting = [words.split() for words in reversed(paragraphs)]
        while place < size:
            words = waiting.pop() if waiting else self._paragraph()
            self.paragraphs.append([])
            for word in words:
                self.paragraphs[-1].append((word, place))
                place += len(word) + 1
        self.first, _ = self.now()

    def _paragraph(self) -> list[str]:
        return [word for _ in range(self.dice.randint(2, 7)) for word in self._sentence()]

    def _syllable(self) -> str:
        return self.dice.choice(_ONSETS) + self.dice.choice(_CORES) + self.dice.choice(_CODAS)

    def word(self) -> str:
        """A word; some far more often than others, as in any language."""
        if self.dice.random() < 0.42:
            return self.dice.choice(_SMALL)
        return self._vocabulary[int(len(self._vocabulary) ** self.dice.random()) - 1]

    def _sentence(self) -> list[str]:
        words = [self.word() for _ in range(self.dice.randint(5, 26))]
        if self.dice.random() < 0.15:
            at = self.dice.randrange(len(words))
            words[at] = f'"{words[at]}"'
        if self.dice.random() < 0.1:
            words.insert(len(words) // 2, "-")
        words[0] = words[0].capitalize()
        words[-1] += self.dice.choice("....?!")
        return words

    def now(self) -> tuple[str, dict[int, Span]]:
        """The text as it stands, and where each of the first words is, by where it stood."""
        parts: list[str] = []
        places: dict[int, Span] = {}
        at = 0
        for paragraph in self.paragraphs:
            for word, origin in paragraph:
                if origin != -1:
                    places[origin] = (at, at + len(word))
                parts.append(word)
                parts.append(" ")
                at += len(word) + 1
            if parts:
                parts[-1] = "\n"
        return "".join(parts[:-1]), places

    # --- what becomes of it -----------------------------------------------------------

    def edit(self, rate: float) -> None:
        """So many of the words are deleted, replaced, followed by a new one, or misspelt."""
        for number, paragraph in enumerate(self.paragraphs):
            changed: list[Word] = []
            for word, origin in paragraph:
                if self.dice.random() >= rate:
                    changed.append((word, origin))
                    continue
                kind = self.dice.random()
                if kind < 0.3:
                    continue
                if kind < 0.6:
                    changed.append((self.word(), -2 - origin if origin >= 0 else -1))
                elif kind < 0.85:
                    changed += [(word, origin), (self.word(), -1)]
                else:
                    at = self.dice.randrange(len(word))
                    changed.append((word[:at] + self.dice.choice("abcdefghij") + word[at + 1 :], origin))
            self.paragraphs[number] = changed or paragraph[:1]

    def move(self, rate: float) -> None:
        """So many of the paragraphs are put elsewhere."""
        for _ in range(int(len(self.paragraphs) * rate)):
            moved = self.paragraphs.pop(self.dice.randrange(len(self.paragraphs)))
            self.paragraphs.insert(self.dice.randrange(len(self.paragraphs) + 1), moved)

    def insert(self, rate: float) -> None:
        """So many new paragraphs come in between."""
        for _ in range(int(len(self.paragraphs) * rate)):
            new = [(word, -1) for _ in range(4) for word in self._sentence()]
            self.paragraphs.insert(self.dice.randrange(len(self.paragraphs) + 1), new)

    def cut(self, rate: float) -> None:
        """So many of the paragraphs are deleted."""
        kept = [paragraph for paragraph in self.paragraphs if self.dice.random() >= rate]
        self.paragraphs = kept or self.paragraphs[:1]

    def cut_sentences(self, rate: float) -> None:
        """So many of the sentences are deleted; those around them stay."""
        for number, paragraph in enumerate(self.paragraphs):
            kept: list[Word] = []
            sentence: list[Word] = []
            for word in paragraph:
                sentence.append(word)
                if word[0][-1] in ".?!":
                    kept += sentence if self.dice.random() >= rate else []
                    sentence = []
            self.paragraphs[number] = kept + sentence or paragraph[:1]

    def wrap(self) -> None:
        """Set in lines of its own, with words broken at their ends, as a PDF gives it."""
        for number, paragraph in enumerate(self.paragraphs):
            column, wrapped = 0, []
            for word, origin in paragraph:
                column += len(word) + 1
                if column > 66:
                    column = 0
                    half = len(word) // 2
                    broken = word.isalpha() and word.islower() and len(word) > 5 and self.dice.random() < 0.6
                    new = f"{word[:half]}-\n{word[half:]}" if broken else f"\n{word}"
                else:
                    new = word
                wrapped.append((new.replace("fi", "ﬁ").replace("fl", "ﬂ"), origin))
            self.paragraphs[number] = wrapped

    def smart(self) -> None:
        """Typographer's quotes and dashes."""
        for number, paragraph in enumerate(self.paragraphs):
            self.paragraphs[number] = [(word.translate(_SMART), origin) for word, origin in paragraph]


def everything(text: Text) -> None:
    """All at once."""
    text.edit(0.05)
    text.move(0.1)
    text.insert(0.05)
    text.smart()
    text.wrap()


CHANGES: dict[str, Callable[[Text], None]] = {
    "1 % of the words edited": lambda text: text.edit(0.01),
    "5 % edited": lambda text: text.edit(0.05),
    "10 % edited": lambda text: text.edit(0.10),
    "20 % edited": lambda text: text.edit(0.20),
    "20 % of the paragraphs moved": lambda text: text.move(0.2),
    "re-wrapped, with hyphens": Text.wrap,
    "smart quotes": Text.smart,
    "all together": everything,
    "30 % of the paragraphs deleted": lambda text: text.cut(0.3),
    "30 % of the sentences deleted": lambda text: text.cut_sentences(0.3),
}


def passages_of(text: str, count: int, dice: random.Random) -> list[Passage]:
    """Passages from word to word, from a few words to a paragraph and more."""
    found: list[Passage] = []
    while len(found) < count:
        length = int(min(600, max(12, math.exp(dice.gauss(4.6, 0.8)))))
        start = text.rfind(" ", 0, dice.randrange(1, max(2, len(text) - length))) + 1
        end = text.find(" ", min(len(text) - 1, start + length))
        words = text[start : end if end > 0 else len(text)]
        if len(words.strip()) >= 10 and ("\n" not in words or dice.random() < 0.2):
            found.append(make_passage("article", text, start, start + len(words), digest="-"))
    return found


def truth(passage: Passage, first: str, places: dict[int, Span]) -> Truth:
    """Where the words of a passage of the first text are."""
    there: list[Span] = []
    instead: list[Span] = []
    place = passage.start
    for word in first[passage.start : passage.end].replace("\n", " ").split(" "):
        if place in places:
            there.append(places[place])
        elif -2 - place in places:
            instead.append(places[-2 - place])
        place += len(word) + 1
    there = _largest_part(there)
    letters = sum(end - start for start, end in there)
    if letters < 0.5 * len("".join(passage.exact.split())):
        return Truth(None, tuple(there))
    near = range(there[0][0] - _NEAR, there[-1][1] + _NEAR)
    every = there + [span for span in instead if span[0] in near]
    return Truth((min(every)[0], max(end for _, end in every)), tuple(there))


def _largest_part(words: list[Span]) -> list[Span]:
    """Of a passage that was torn apart by a move, the part with the most letters."""
    parts: list[list[Span]] = [[]]
    for word in words:
        if parts[-1] and not parts[-1][-1][1] <= word[0] <= parts[-1][-1][1] + _NEAR:
            parts.append([])
        parts[-1].append(word)
    return max(parts, key=lambda part: sum(end - start for start, end in part))


def is_attached_wrongly(found: Span | None, true: Truth) -> bool:
    """Whether a passage that is gone was given a place that is not, for the most, what is left of it."""
    if found is None:
        return False
    left = sum(max(0, min(end, found[1]) - max(start, found[0])) for start, end in true.words)
    return left < 0.5 * (found[1] - found[0])


def is_right(found: Span | None, true: Truth) -> bool:
    """Whether four fifths of what is left of a passage were found, and at most one fifth beside it."""
    if found is None or true.span is None:
        return found is None and true.span is None
    letters = sum(end - start for start, end in true.words)
    covered = sum(max(0, min(end, found[1]) - max(start, found[0])) for start, end in true.words)
    beside = max(0, true.span[0] - found[0]) + max(0, found[1] - true.span[1])
    return covered >= 0.8 * letters and beside <= 0.2 * letters
