"""The part of a forest that is shown: folded branches cut off and counted, or one branch alone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from contention.diagram.layout.forest import FROM_PILL, Forest, Part
from contention.model.project import Id, Inference


def shown(forest: Forest, folded: frozenset[Id], focus: Id | None) -> Forest:
    """The forest without what hangs from folded items, and where there is a focus only its branch.

    A folded inference keeps no premises. The branch that the focus names is shown even where
    that item is folded. Where nothing is to be cut, it is the same forest.
    """
    starts = _starts(forest, focus) if focus is not None else None
    if starts is None and not folded:
        return forest
    cutting = _Cutting(forest, folded - {focus} if focus is not None else folded)
    if starts is not None:
        cutting.grow(*starts)
    else:
        for root in forest.roots:
            number = root
            cutting.grow(forest.inferences[number], forest.parts[number], number, None)
    return cutting.result


Start = tuple[Inference | None, tuple[Part, ...], int, int | None]
"""A root: its inference, its parts, the brick it comes from, and of several premises the one meant."""


def _starts(forest: Forest, focus: Id) -> Start | None:
    for number, inference in enumerate(forest.inferences):
        parts = forest.parts[number]
        if inference is not None and inference.id == focus:
            return inference, parts, number, None
        for place, part in enumerate(parts):
            if part.home and part.claim.id == focus:
                return None, (part,), number, place
    return None


class _Cutting:
    """A forest that grows from the parts of another that are shown."""

    def __init__(self, forest: Forest, folded: frozenset[Id]) -> None:
        self.whole = forest
        self.folded = folded
        self.hidden: dict[int, int] = {}
        self.result = Forest([], [], [], [], [], self.hidden)
        self._claims_in: list[int] | None = None

    def grow(
        self, inference: Inference | None, parts: tuple[Part, ...], number: int, only: int | None
    ) -> None:
        """A tree from a brick of the whole forest; of its premises only one where `only` is given."""
        result = self.result
        root = self._add(inference, parts, number, only)
        result.roots.append(root)
        # Depth first, so that each tree is numbered in one row; parents before their children.
        waiting = [(root, number, only)]
        while waiting:
            new, old, only_here = waiting.pop()
            grown = []
            if new in self.hidden:
                continue
            for child, source in zip(self.whole.children[old], self.whole.sources[old], strict=True):
                if only_here is not None:
                    if source != only_here:
                        continue
                    place = 0
                else:
                    place = source
                if place != FROM_PILL and result.parts[new][place].hidden is not None:
                    continue
                added = self._add(self.whole.inferences[child], self.whole.parts[child], child, None)
                result.children[new].append(added)
                result.sources[new].append(place)
                grown.append((added, child, None))
            waiting.extend(grown)

    def _add(
        self, inference: Inference | None, parts: tuple[Part, ...], number: int, only: int | None
    ) -> int:
        result = self.result
        new = len(result.parts)
        if inference is not None and inference.id in self.folded:
            self.hidden[new] = self._count([number])
            parts = ()
        else:
            parts = tuple(
                self._folded(part, number, place if only is None else only)
                for place, part in enumerate(parts)
            )
        result.inferences.append(inference)
        result.parts.append(parts)
        result.children.append([])
        result.sources.append([])
        return new

    def _folded(self, part: Part, number: int, place: int) -> Part:
        if not part.home or part.claim.id not in self.folded:
            return part
        below = [
            child
            for child, source in zip(self.whole.children[number], self.whole.sources[number], strict=True)
            if source == place
        ]
        return msgspec.structs.replace(part, hidden=self._count(below)) if below else part

    def _count(self, bricks: Sequence[int]) -> int:
        """Claims at home in the trees of these bricks."""
        if self._claims_in is None:
            counts = [sum(part.home for part in parts) for parts in self.whole.parts]
            for number in range(len(counts) - 1, -1, -1):
                for child in self.whole.children[number]:
                    counts[number] += counts[child]
            self._claims_in = counts
        return sum(self._claims_in[brick] for brick in bricks)
