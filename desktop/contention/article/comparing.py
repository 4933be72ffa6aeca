"""Two versions of a text compared as a whole: which words of the one are which words of the other.

Runs of words that stand once in either text hold the rest in place (B. Cohen's "patience diff");
between them shorter runs do the same. Words that were moved past others are left without a partner.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from contention.article.folding import fold
from contention.model.project import Span

#: A word, or one character of a script that is written without spaces.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_RUNS = (6, 3, 2, 1)
"""Words in a run that must stand once: fewer between those that are in place."""
_LARGEST_GAP = 400
"""Words between two that are in place, of which single ones may still hold others."""


class Counterpart(NamedTuple):
    """Where some words of one text stand in the other."""

    span: Span
    """In the other text: from the first of them that is there to the last."""
    share: float
    """How many of them are there: 0 to 1."""


class _Words:
    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        known: dict[str, str] = {}
        self.starts = [word.start() for word in found]
        self.ends = [word.end() for word in found]
        self.words = [known.get(w) or known.setdefault(w, fold(w)) for w in (m.group() for m in found)]
        self.partner = [-1] * len(found)

    def within(self, start: int, end: int) -> range:
        """Indexes of the words that share a character with a stretch."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


class Comparison:
    """What became of the words of an old text in a new one, and the other way round."""

    def __init__(self, old: str, new: str, deadline: float) -> None:
        self._old, self._new = _Words(old), _Words(new)
        gaps = [(range(len(self._old.words)), range(len(self._new.words)))]
        for length in _RUNS:
            left: list[tuple[range, range]] = []
            for mine, other in gaps:
                if time.monotonic() > deadline:
                    raise TimeoutError
                if length < _RUNS[1] and min(len(mine), len(other)) > _LARGEST_GAP:
                    continue
                left.extend(self._pair(mine, other, length))
            gaps = left

    def counterpart(self, start: int, end: int) -> Counterpart | None:
        """Where a stretch of the old text stands in the new one; None where no word of it does."""
        return _counterpart(self._old, self._new, start, end)

    def origin(self, start: int, end: int) -> Counterpart | None:
        """Where a stretch of the new text stood in the old one."""
        return _counterpart(self._new, self._old, start, end)

    def _pair(self, mine: range, other: range, length: int) -> list[tuple[range, range]]:
        """Pairs the words of two stretches; gives the stretches between that are left."""
        old, new = self._old, self._new
        chain = _longest_chain(_common(old.words, mine, new.words, other, length))
        left: list[tuple[range, range]] = []
        a, b = mine.start, other.start
        for held in [*chain, (mine.stop, other.stop)]:
            i, j = held
            if i < a or j < b:
                continue
            # Backwards from what is in place, then forwards.
            while i > a and j > b and old.words[i - 1] == new.words[j - 1]:
                i, j = i - 1, j - 1
            if i > a and j > b:
                left.append((range(a, i), range(b, j)))
            a, b = i, j
            while a < mine.stop and b < other.stop and old.words[a] == new.words[b]:
                old.partner[a], new.partner[b] = b, a
                a, b = a + 1, b + 1
        return left


def compare(old: str, new: str, seconds: float = 2.0) -> Comparison | None:
    """The two texts compared; None where that would take longer."""
    try:
        return Comparison(old, new, time.monotonic() + seconds)
    except TimeoutError:
        return None


def _counterpart(here: _Words, there: _Words, start: int, end: int) -> Counterpart | None:
    words = here.within(start, end)
    partners = [partner for index in words if (partner := here.partner[index]) >= 0]
    if not partners:
        return None
    return Counterpart((there.starts[partners[0]], there.ends[partners[-1]]), len(partners) / len(words))


def _common(
    one: Sequence[str], mine: range, two: Sequence[str], other: range, length: int
) -> list[tuple[int, int]]:
    """Where the runs of words stand that both stretches have just once, in the order of the first."""
    places = _once(one, mine, length)
    others = _once(two, other, length)
    return [(i, others[run]) for run, i in places.items() if run in others]


def _once(words: Sequence[str], stretch: range, length: int) -> dict[tuple[str, ...] | str, int]:
    found: dict[tuple[str, ...] | str, int] = {}
    twice: set[tuple[str, ...] | str] = set()
    for index in range(stretch.start, stretch.stop - length + 1):
        run = tuple(words[index : index + length]) if length > 1 else words[index]
        if run in found:
            twice.add(run)
        else:
            found[run] = index
    for run in twice:
        del found[run]
    return found


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs (sorted by their first place) whose second places rise as well."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(j)
            ends.append(index)
        else:
            tails[length], ends[length] = j, index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]
