"""Where in a text something like some words may stand: short runs of letters that both have vote for it.

A run that stands at `p` in the text and at `i` in the words votes for the diagonal `p - i`.
"""

from __future__ import annotations

from collections import defaultdict

from contention.model.project import Span

LENGTH = 9
"""Letters of a run."""
COMMON = 32
"""A run that stands more often in the text says nothing."""
_WIDTH = 5
"""Diagonals are taken together in bands of two to this power, for letters that came or went."""


class Seeds:
    """The runs of one folded text.

    Of the text every other run is kept, of a longer one fewer still, and of the words all are
    looked up: nine letters (or a few more) in a row are found, at a part of the memory.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._step = 2 if len(text) < 400_000 else 4
        self._places: dict[str, list[int]] | None = None

    def diagonals(self, words: str, most: int) -> list[int]:
        """Where in the text the words may begin (it can be before its beginning), the likeliest first."""
        length = LENGTH if len(words) > 60 else 6
        votes: dict[int, float] = defaultdict(float)
        first: dict[int, int] = {}
        for index in range(len(words) - length + 1):
            run = words[index : index + length]
            places = self._index().get(run, ()) if length == LENGTH else self._find(run)
            if not places or len(places) > COMMON:
                continue
            weight = 1 / (1 + len(places) // 4)
            for place in places:
                band = (place - index) >> _WIDTH
                votes[band] += weight
                first.setdefault(band, place - index)
        # A band's own vote counts a little more, so that the diagonal is its own.
        total = {
            band: vote + 0.9 * (votes.get(band - 1, 0) + votes.get(band + 1, 0))
            for band, vote in votes.items()
        }
        chosen: list[int] = []
        for band in sorted(total, key=lambda one: (-total[one], one)):
            if any(abs(band - other) <= 2 for other in chosen):
                continue
            chosen.append(band)
            if len(chosen) == most:
                break
        return [first[band] for band in chosen]

    def share(self, words: str, span: Span) -> float:
        """How many of the words' runs stand in a stretch of the text: 0 to 1."""
        stretch = self._text[span[0] : span[1]]
        runs = range(0, max(1, len(words) - LENGTH + 1), max(LENGTH, len(words) // 256))
        return sum(words[index : index + LENGTH] in stretch for index in runs) / len(runs)

    def _index(self) -> dict[str, list[int]]:
        """The places of the runs, made when it is first needed."""
        if self._places is None:
            text = self._text
            places: dict[str, list[int]] = {}
            for place in range(0, len(text) - LENGTH + 1, self._step):
                places.setdefault(text[place : place + LENGTH], []).append(place)
            self._places = places
        return self._places

    def _find(self, run: str) -> list[int]:
        places: list[int] = []
        place = self._text.find(run)
        while place >= 0 and len(places) <= COMMON:
            places.append(place)
            place = self._text.find(run, place + 1)
        return places
