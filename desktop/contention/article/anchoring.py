"""Finding the words of passages again in another version of their article.

Three ways, each on folded texts: the two versions compared as a whole (where the old one is known);
the exact words; and what is nearest to them, where short runs of letters from the words and their
surroundings lie on one diagonal. What is found has to be like enough in itself or stand in its old
surroundings. Two places that are as good as each other are a tie: both are told, none is chosen.

Weights and thresholds are those of the measurements in docs/reading.md (the weights go back to
the annotator of Hypothes.is): quote 50, either context 20, place 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import msgspec

from contention.article.alignment import align, likeness
from contention.article.blocks import ArticleText
from contention.article.comparing import Comparison, compare
from contention.article.edges import settled
from contention.article.folding import Folded, fold
from contention.article.seeds import Seeds
from contention.model.anchors import make_passage, stands, text_hash
from contention.model.project import Id, Passage, Span

QUOTE, CONTEXT, PLACE = 50, 20, 2
GOOD = 0.75
"""How alike the words have to be on their own."""
FAIR, AROUND = 0.55, 0.6
"""Or both: the words, and what stands before or after them."""
POOR, BOTH_AROUND = 0.4, 0.8
"""Or both: the words, and what stands before them and what stands after."""
SHORT = 24
"""Folded characters; so few words stand in many places, and need something of what was around them."""
TIED = 0.02
"""Two places whose scores differ by less are as good as each other."""
LONG = 1200
"""Folded characters; of more, the beginning and the end are looked for."""
EDGE = 400
WINDOWS = 6
MOST_EXACT = 64
CERTAIN = 0.85


_hash = lru_cache(maxsize=2)(text_hash)


class Outcome(StrEnum):
    """What became of a passage."""

    SAME = "same"
    """Its words are there, though perhaps set otherwise."""
    CHANGED = "changed"
    """Words very like it are there."""
    TIE = "tie"
    """Several places are as good as each other; a reader has to say which."""
    LOST = "lost"
    """Nothing is like it: the passage is an orphan."""


class Refound(msgspec.Struct, frozen=True):
    """What became of one passage."""

    passage: Passage
    outcome: Outcome
    places: tuple[Span, ...] = ()
    """In the new text: the one place, the tied ones with the best first, or none."""

    @property
    def place(self) -> Span | None:
        """Where it stands now, if that is beyond doubt."""
        return self.places[0] if self.outcome in (Outcome.SAME, Outcome.CHANGED) else None


class _Candidate(NamedTuple):
    score: float
    span: Span
    """In the folded text."""
    quote: float
    before: float
    after: float

    @property
    def acceptable(self) -> bool:
        around = max(self.before, self.after)
        return (
            self.quote >= GOOD
            or (self.quote >= FAIR and around >= AROUND)
            or (self.quote >= POOR and min(self.before, self.after) >= BOTH_AROUND)
        )


def find_again(
    passages: Iterable[Passage], old_text: str | None, new_text: str, *, seconds: float = 2.0
) -> dict[Id, Refound]:
    """What became of each passage, by its id.

    `old_text` is the canonical text that the passages count in, where it is at hand; it is compared
    with the new one if that ends within so many seconds. A passage whose words do not stand in it (an
    orphan) is looked for all the same.
    """
    finder = Finder(new_text, old_text, seconds=seconds)
    return {passage.id: finder.find(passage) for passage in passages}


def replaced(
    passages: Iterable[Passage], old: ArticleText | None, new: ArticleText, *, seconds: float = 2.0
) -> dict[Id, Refound]:
    """What became of each passage in a newer text, in the order they are given."""
    return find_again(passages, old.text if old is not None else None, new.text, seconds=seconds)


def placed(refound: Refound, text: ArticleText) -> Passage | None:
    """The passage as it stands in the new text; None where it is not found beyond doubt."""
    return at_place(refound.passage, refound.place, text) if refound.place else None


def at_place(passage: Passage, place: Span, text: ArticleText) -> Passage:
    """The passage with the words of a place; what else was said of it stays.

    Raises:
        ValueError: there are no words at this place.
    """
    digest = _hash(text.text)
    made = make_passage(
        passage.article, text.text, *place, heading=text.heading_path(place[0]), digest=digest
    )
    return msgspec.structs.replace(made, id=passage.id, implied=passage.implied, extra=passage.extra)


def spans_again(spans: Iterable[Span], old_text: str, new_text: str) -> tuple[Span, ...]:
    """Stretches of a text (set aside, say) in another one, less those that are not the same there."""
    if old_text == new_text:
        return tuple(spans)
    marks = []
    for start, end in spans:
        if old_text[start:end].strip():
            marks.append(make_passage("", old_text, start, end, digest="-"))
    found = find_again(marks, old_text, new_text).values() if marks else ()
    return tuple(sorted(one.places[0] for one in found if one.outcome is Outcome.SAME))


class Finder:
    """Looks for passages in one text."""

    def __init__(self, new_text: str, old_text: str | None = None, *, seconds: float = 2.0) -> None:
        self._new = new_text
        self._old = old_text
        self._same = old_text == new_text
        self._folded = Folded(new_text)
        self._seeds = Seeds(self._folded.text)
        self._comparison: Comparison | None = None
        if old_text is not None and not self._same:
            self._comparison = compare(old_text, new_text, seconds)

    def find(self, passage: Passage) -> Refound:
        """What became of a passage."""
        if self._same and not passage.orphan and stands(passage, self._new):
            return Refound(passage, Outcome.SAME, ((passage.start, passage.end),))
        wanted = _Wanted(passage, self._hint(passage), len(self._folded))
        if not wanted.words:
            return Refound(passage, Outcome.LOST)
        known = self._comparison if self._old is not None and stands(passage, self._old) else None
        if known is not None and (expected := self._expected(wanted, known)) is not None:
            return self._answer(wanted, [expected])
        candidates = self._exact(wanted)
        if not candidates:
            candidates = self._near(wanted)
        if known is not None:
            candidates = [c for c in candidates if not self._is_another(c, passage, known)]
        return self._answer(wanted, candidates)

    # --- the three ways -----------------------------------------------------------------

    def _expected(self, wanted: _Wanted, comparison: Comparison) -> _Candidate | None:
        """Where the comparison of the whole has the words; None where it has too few of them."""
        passage = wanted.passage
        there = comparison.counterpart(passage.start, passage.end)
        if there is None or there.share < 0.5:
            return None
        start, end = (self._folded.index(place) for place in there.span)
        if end - start > 2 * len(wanted.words) + EDGE:
            return None
        slack = len(wanted.words) // 4 + 16
        candidate = self._aligned(wanted, max(0, start - slack), end + slack)
        return candidate if candidate is not None and candidate.acceptable else None

    def _exact(self, wanted: _Wanted) -> list[_Candidate]:
        """Where the very words stand; few of them only in something like their surroundings."""
        text, words = self._folded.text, wanted.words
        found: list[_Candidate] = []
        place = text.find(words)
        while place >= 0 and len(found) < MOST_EXACT:
            found.append(self._scored(wanted, (place, place + len(words)), 1.0))
            place = text.find(words, place + 1)
        if len(words) < SHORT:
            found = [c for c in found if max(c.before, c.after) >= AROUND]
        return found

    def _near(self, wanted: _Wanted) -> list[_Candidate]:
        """The best of the places where most seeds lie on one diagonal."""
        found: list[_Candidate] = []
        whole = wanted.before + wanted.words + wanted.after
        slack = int(0.35 * len(wanted.words)) + 64
        for diagonal in self._seeds.diagonals(whole, WINDOWS):
            start = diagonal + len(wanted.before)
            candidate = self._aligned(wanted, max(0, start - slack), start + len(wanted.words) + slack)
            if candidate is not None:
                found.append(candidate)
                if candidate.score >= CERTAIN:
                    break
        around = [c for c in found if len(wanted.words) >= SHORT or max(c.before, c.after) >= AROUND]
        return [candidate for candidate in around if candidate.acceptable]

    def _aligned(self, wanted: _Wanted, start: int, end: int) -> _Candidate | None:
        """The stretch of a window that is nearest to the words."""
        window = self._folded.text[start:end]
        if not window:
            return None
        words = wanted.words
        if len(words) <= LONG:
            distance, (first, last) = align(words, window, near=wanted.at - start + len(words))
            if first == last:
                return None
            return self._scored(wanted, (start + first, start + last), 1 - distance / len(words))
        head, (first, _) = align(words[:EDGE], window)
        tail, (_, last) = align(words[-EDGE:], window[first:])
        if last == 0 or not 0.5 <= last / len(words) <= 2:
            return None
        middle = self._seeds.share(words, (start + first, start + first + last))
        alike = (2 - (head + tail) / EDGE + middle) / 3
        return self._scored(wanted, (start + first, start + first + last), alike)

    def _scored(self, wanted: _Wanted, span: Span, alike: float) -> _Candidate:
        text = self._folded.text
        start, end = span
        # Without anything before it, a passage stood at the beginning.
        before = likeness(text[max(0, start - len(wanted.before)) : start], wanted.before)
        after = likeness(text[end : end + len(wanted.after)], wanted.after)
        score = (QUOTE * alike + CONTEXT * (before + after)) / (QUOTE + 2 * CONTEXT)
        return _Candidate(score, span, alike, before, after)

    # --- which of them ------------------------------------------------------------------

    def _hint(self, passage: Passage) -> int:
        """Where in the new text a passage would stand if all grew alike; in folded characters."""
        if not self._old:
            return self._folded.index(min(passage.start, len(self._new)))
        return int(passage.start / len(self._old) * len(self._folded))

    def _is_another(self, candidate: _Candidate, passage: Passage, comparison: Comparison) -> bool:
        """Whether a place is known to be that of other words of the old text."""
        stood = comparison.origin(*self._folded.span(*candidate.span))
        if stood is None or stood.share < 0.6:
            return False
        return stood.span[1] <= passage.start or passage.end <= stood.span[0]

    def _answer(self, wanted: _Wanted, candidates: Sequence[_Candidate]) -> Refound:
        def rank(one: _Candidate) -> float:
            away = abs(one.span[0] - wanted.at) / max(1, len(self._folded))
            return one.score - PLACE / (QUOTE + 2 * CONTEXT) * away

        apart: list[_Candidate] = []
        for one in sorted(candidates, key=rank, reverse=True):
            if not any(one.span[0] < other.span[1] and other.span[0] < one.span[1] for other in apart):
                apart.append(one)
        best = max((one.score for one in apart), default=0.0)
        tied = [one for one in apart if best - one.score < TIED]
        left = [placed for one in tied if (placed := self._placed(wanted, one)) is not None]
        places = tuple(one.span for one in left)
        if not left:
            return Refound(wanted.passage, Outcome.LOST)
        if len(left) > 1:
            return Refound(wanted.passage, Outcome.TIE, places)
        return Refound(wanted.passage, Outcome.SAME if left[0].quote == 1 else Outcome.CHANGED, places)

    def _placed(self, wanted: _Wanted, candidate: _Candidate) -> _Candidate | None:
        """A candidate with its edges where they belong; None where too little of it is left then."""
        near = self._folded.span(*candidate.span)
        if candidate.quote == 1:
            return candidate._replace(span=near)
        place = settled(wanted.passage, self._new, near)
        left = fold(self._new[place[0] : place[1]])
        if not left:
            return None
        if len(left) < candidate.span[1] - candidate.span[0] and len(wanted.words) <= LONG:
            alike = 1 - align(wanted.words, left).distance / len(wanted.words)
            candidate = candidate._replace(quote=min(candidate.quote, alike))
        return candidate._replace(span=place) if candidate.acceptable else None


class _Wanted:
    """A passage, folded."""

    def __init__(self, passage: Passage, at: int, length: int) -> None:
        self.passage = passage
        self.at = min(at, length)
        self.words = fold(passage.exact)
        self.before = fold(passage.prefix)
        self.after = fold(passage.suffix)
