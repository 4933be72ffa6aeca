"""How alike two texts are, and where in one the other lies, letter by letter.

Both are bit-parallel: one Python integer holds a whole column of the table. The first is
G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
programming" (J. ACM 46, 1999), in the form of H. Hyyrö; the second M. Crochemore and others,
"A fast and practical bit-vector algorithm for the longest common subsequence problem" (2001).
"""

from __future__ import annotations

from typing import NamedTuple

from contention.model.project import Span


class Alignment(NamedTuple):
    """The stretch of a text that is nearest to some words, and how many letters differ."""

    distance: int
    span: Span


def align(words: str, text: str, near: int | None = None) -> Alignment:
    """The stretch of `text` with the smallest edit distance to `words` (which are not empty).

    Of several such stretches it is the one that ends nearest to `near`, else the first.
    """
    distance, ends = _distances(words, text, pinned=False)
    end = min(ends, key=lambda place: abs(place - near)) if near is not None else ends[0]
    first = max(0, end - len(words) - distance)
    _, lengths = _distances(words[::-1], text[first:end][::-1], pinned=True)
    # The longest: letters that match at its edges belong to it.
    return Alignment(distance, (end - lengths[-1], end))


def _distances(words: str, text: str, *, pinned: bool) -> tuple[int, list[int]]:
    """The smallest edit distance of `words` to a stretch of `text`, and all places where one ends.

    A pinned stretch begins where the text does, any other anywhere. Without text, or where no
    letter is common, the empty stretch is the nearest.
    """
    at: dict[str, int] = {}
    for index, char in enumerate(words):
        at[char] = at.get(char, 0) | (1 << index)
    full, top = (1 << len(words)) - 1, 1 << (len(words) - 1)
    more, less = full, 0  # where the column grows and shrinks by one from row to row
    distance = best = len(words)
    ends = [0]
    carry = 1 if pinned else 0
    look = at.get
    for place, char in enumerate(text, 1):
        equal = look(char, 0)
        across = equal | less
        down = (((equal & more) + more) ^ more) | equal
        up = less | (full & ~(down | more))
        fewer = more & down
        if up & top:
            distance += 1
        elif fewer & top:
            distance -= 1
        up = ((up << 1) | carry) & full
        fewer = (fewer << 1) & full
        more = fewer | (full & ~(across | up))
        less = up & across
        if distance <= best:
            if distance < best:
                best = distance
                ends = [place]
            else:
                ends.append(place)
    return best, ends


def likeness(one: str, other: str) -> float:
    """How much of two texts is common to both in the same order: 0 to 1, and 1 where both are empty."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    at: dict[str, int] = {}
    for index, char in enumerate(one):
        at[char] = at.get(char, 0) | (1 << index)
    full = rest = (1 << len(one)) - 1
    for char in other:
        met = rest & at.get(char, 0)
        rest = ((rest + met) | (rest - met)) & full
    common = len(one) - rest.bit_count()
    return 2 * common / (len(one) + len(other))
