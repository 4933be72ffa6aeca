"""Where what was found of some words begins and ends: judged word by word, with what was around them.

The nearest stretch of letters says where a passage is, but not whether a word at its edge was put for
the first one of the passage or for the last one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from contention.article.comparing import WORD
from contention.article.folding import fold
from contention.model.project import Passage, Span

#: A word, or what ends a sentence: a word that came before that belongs to the sentence.
_TOKEN = re.compile(rf"{WORD.pattern}|[.!?。！？]")
_LONGEST = 600
"""Words; of more, the edges are left as the alignment has them."""
_ASIDE = 24
"""Characters that are looked at beyond a passage's own surroundings."""
_AGAINST, _LITTLE = 0.5, 0.1
"""What a letter of new words between two that are the same weighs, and one of lost words."""
_LEAST = 0.2
"""Of the letters of a passage, in words that are the same; with fewer, words are no help."""
_FEW = 3
"""Words that may have been put for others without anything around them to tell."""
_END = re.compile(r"[.!?。！？\n]")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def settled(passage: Passage, text: str, span: Span) -> Span:
    """The stretch of the new text that a passage is, given one that is near it."""
    reach = len(passage.prefix) + _ASIDE, len(passage.suffix) + _ASIDE
    new = _words(text, max(0, span[0] - reach[0]), min(len(text), span[1] + reach[1]))
    parts = [_words(part, 0, len(part)) for part in (passage.prefix, passage.exact, passage.suffix)]
    old = [word.text for part in parts for word in part]
    if not parts[1] or not new or max(len(old), len(new)) > _LONGEST:
        return _to_words(passage, text, span)
    first, stop = len(parts[0]), len(parts[0]) + len(parts[1])
    partner = _partners(old, [word.text for word in new], range(first, stop))
    kept = [index for index in range(first, stop) if index in partner]
    if not kept or sum(len(old[index]) for index in kept) < _LEAST * len("".join(old[first:stop])):
        return _to_words(passage, text, span)
    low, high = partner[kept[0]], partner[kept[-1]]
    anchor = next((index for index in range(first - 1, -1, -1) if index in partner), None)
    lost = old[first : kept[0]]
    if anchor is not None:
        low -= _taken(low - partner[anchor] - 1, lost, old[anchor + 1 : first])
    elif _may_be_replaced(lost, text[span[0] : new[low].start]):
        low -= sum(span[0] <= word.start for word in new[max(0, low - len(lost)) : low])
    anchor = next((index for index in range(stop, len(old)) if index in partner), None)
    lost = old[kept[-1] + 1 : stop]
    if anchor is not None:
        high += _taken(partner[anchor] - high - 1, lost, old[stop:anchor])
    elif _may_be_replaced(lost, text[new[high].start : span[1]]):
        high += sum(word.end <= span[1] for word in new[high + 1 : high + 1 + len(lost)])
    return _with_marks(passage.exact, text, (new[low].start, new[high].end))


def _partners(old: list[str], new: list[str], passage: range) -> dict[int, int]:
    """Which of the new words each old one is, around what most of the passage has become.

    Words that are common to both by chance, beyond much that is not, are left out: from the longest
    run outwards, as far as more speaks for it than against.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = matcher.get_matching_blocks()[:-1]
    weights = [sum(map(len, old[block.a : block.a + block.size])) for block in blocks]
    inside = [i for i, b in enumerate(blocks) if b.a < passage.stop and b.a + b.size > passage.start]
    if not inside:
        return {}
    core = max(inside, key=weights.__getitem__)
    first = last = core
    for step in (-1, 1):
        sum_, best, at = 0.0, 0.0, core
        while 0 <= at + step < len(blocks):
            left, right = sorted((at, at + step))
            at += step
            gone = old[blocks[left].a + blocks[left].size : blocks[right].a]
            fresh = new[blocks[left].b + blocks[left].size : blocks[right].b]
            sum_ += weights[at] - _AGAINST * len("".join(fresh)) - _LITTLE * len("".join(gone))
            if sum_ > best:
                best = sum_
                first, last = min(first, at), max(last, at)
    return {b.a + i: b.b + i for b in blocks[first : last + 1] for i in range(b.size)}


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(fold(found.group()), *found.span()) for found in _TOKEN.finditer(text, start, end)]


def _taken(between: int, lost: Sequence[str], lost_outside: Sequence[str]) -> int:
    """How many of the new words at an edge stand for the passage's own: those that were put for them."""
    if not between or not lost:
        return 0
    inside, outside = len("".join(lost)), len("".join(lost_outside))
    return min(round(between * inside / (inside + outside)), 2 * len(lost) + 1)


def _may_be_replaced(lost: Sequence[str], edge: str) -> bool:
    """Whether new words at an edge may stand for a few lost ones, where nothing beyond is as it was."""
    return 0 < len(lost) <= _FEW and _END.search(edge.strip().rstrip(".!?")) is None


def _with_marks(exact: str, text: str, span: Span) -> Span:
    """With the quotes, brackets and stops at its edges, where the passage had some."""
    start, end = span
    if exact and not exact[0].isalnum():
        while start > 0 and not text[start - 1].isalnum() and not text[start - 1].isspace():
            start -= 1
    if exact and not exact[-1].isalnum():
        while end < len(text) and not text[end].isalnum() and not text[end].isspace():
            end += 1
    return start, end


def _to_words(passage: Passage, text: str, span: Span) -> Span:
    """From word to word, where the passage was."""
    start, end = span
    if not (passage.prefix[-1:].isalnum() and passage.exact[:1].isalnum()):
        start = word_edge(text, start)
    if not (passage.exact[-1:].isalnum() and passage.suffix[:1].isalnum()):
        end = word_edge(text, end)
    return (start, end) if start < end else span


def word_edge(text: str, place: int) -> int:
    """The nearer end of the word that a place lies in, or the place where it lies in none."""
    if not (0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()):
        return place
    first = last = place
    while first > 0 and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    return first if place - first <= last - place else last
