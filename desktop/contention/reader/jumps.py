"""Where one jumped from, as a browser's back and forward have it."""

from __future__ import annotations

from contention.model.project import Id

Place = tuple[Id, int]
"""An article, and the place in its canonical text that was the first in sight."""
MOST = 100


class Jumps:
    """Two stacks of places."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []

    def leave(self, here: Place) -> None:
        """A jump begins here; what was ahead is forgotten."""
        if not here[0]:
            return
        if self._before[-1:] != [here]:
            self._before = [*self._before, here][-MOST:]
        self._after.clear()

    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return bool(self._before)

    def can_go_forward(self) -> bool:
        """Whether there is a place ahead."""
        return bool(self._after)

    def back(self, here: Place) -> Place | None:
        """The place before; going forward leads here again."""
        return _move(self._before, self._after, here)

    def forward(self, here: Place) -> Place | None:
        """The place ahead; going back leads here again."""
        return _move(self._after, self._before, here)

    def forget(self, article_id: Id) -> None:
        """Drop the places of an article that is there no more."""
        self._before = [place for place in self._before if place[0] != article_id]
        self._after = [place for place in self._after if place[0] != article_id]


def _move(taken: list[Place], given: list[Place], here: Place) -> Place | None:
    while taken:
        there = taken.pop()
        if there != here:
            if here[0]:
                given.append(here)
            return there
    return None
