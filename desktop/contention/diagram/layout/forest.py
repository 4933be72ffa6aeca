"""From a map to the forest of bricks that is laid out: what hangs from what, in the reader's order.

A brick is a claim that stands alone, or an inference with its premises. Each claim
is drawn once, in the inference of its primary use; there it is a *home* premise.
Everywhere else it is a reference, which hangs nothing and so moves nothing. The same
rule opens circles: the claim a circle starts from stands alone, and its use in the
circle is a reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from contention.model.project import Claim, Id, Inference, in_order
from contention.model.structure import Structure

FROM_PILL = -1
"""Source of a brick that hangs from its parent's pill: an objection to the inference."""

NOTHING_HIDDEN: Mapping[int, int] = MappingProxyType({})


class Part(msgspec.Struct, frozen=True, gc=False):
    """A claim in a brick."""

    claim: Claim
    home: bool
    """False for a reference to a claim that is drawn in another brick."""
    uses: int
    """Places where the claim is drawn: as a premise, and alone where it stands so."""
    hidden: int | None = None
    """Claims that are folded away under it; None where it is not folded."""


class Forest(NamedTuple):
    """Bricks by number; parents stand before their children."""

    inferences: list[Inference | None]
    """None for a claim that stands alone."""
    parts: list[tuple[Part, ...]]
    children: list[list[int]]
    """What hangs from the premises, in order, then what hangs from the pill."""
    sources: list[list[int]]
    """Beside `children`: the place in `parts` each hangs from, or `FROM_PILL`."""
    roots: list[int]
    """Each tree's bricks are numbered in one row, from its root on."""
    hidden: Mapping[int, int] = NOTHING_HIDDEN
    """Claims that are folded away in an inference, by its number; those not folded are not there."""


class _Growing:
    """A forest while bricks are added to it."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.forest = Forest([], [], [], [], [])
        self.at_home: set[Id] = set()
        """Claims that have their place."""
        self.drawn: set[Id] = set()
        """Inferences that have theirs."""

    def plant_claim(self, claim: Claim) -> None:
        self.at_home.add(claim.id)
        uses = self.structure.uses_of.get(claim.id, ())
        self.grow(self.add(None, (Part(claim, True, len(uses) + 1),)))

    def plant_inference(self, inference: Inference) -> None:
        self.grow(self.add(inference, self.parts_of(inference)))

    def parts_of(self, inference: Inference) -> tuple[Part, ...]:
        claims, uses_of, at_home = self.structure.map.claims, self.structure.uses_of, self.at_home
        parts = []
        for premise in inference.premises:
            uses = uses_of.get(premise)
            if uses is None:  # no such claim
                continue
            home = self.structure.primary_use(premise) is inference and premise not in at_home
            if home:
                at_home.add(premise)
            parts.append(Part(claims[premise], home, len(uses)))
        return tuple(parts)

    def add(self, inference: Inference | None, parts: tuple[Part, ...]) -> int:
        forest = self.forest
        number = len(forest.parts)
        forest.inferences.append(inference)
        forest.parts.append(parts)
        forest.children.append([])
        forest.sources.append([])
        return number

    def grow(self, root: int) -> None:
        """Add all that hangs from a brick, without recursion: maps may be thousands of levels deep."""
        self.forest.roots.append(root)
        inferences, all_parts, children, sources, _, _ = self.forest
        inferences_of, drawn, parts_of = self.structure.inferences_of, self.drawn, self.parts_of
        if (planted := inferences[root]) is not None:
            drawn.add(planted.id)
        waiting = [root]
        while waiting:
            parent = waiting.pop()
            below, source_of = children[parent], sources[parent]
            hanging = [
                (place, inferences_of.get(part.claim.id))
                for place, part in enumerate(all_parts[parent])
                if part.home
            ]
            if (own := inferences[parent]) is not None:
                hanging.append((FROM_PILL, inferences_of.get(own.id)))
            for place, found in hanging:
                for inference in found or ():
                    if inference.id in drawn:  # only where a circle was opened
                        continue
                    drawn.add(inference.id)
                    number = len(all_parts)
                    inferences.append(inference)
                    all_parts.append(parts_of(inference))
                    children.append([])
                    sources.append([])
                    below.append(number)
                    source_of.append(place)
            waiting.extend(below)

    def start_of_circle(self, inference: Inference) -> Claim | Inference:
        """Where to begin a piece that no root reaches: go up to where it ends or closes.

        A circle begins at its claim of the lowest place, so that the choice depends on
        nothing but the map.
        """
        claims, inferences = self.structure.map.claims, self.structure.map.inferences
        way: dict[Id, Claim | Inference] = {}
        item: Claim | Inference | None = inference
        while item is not None and item.id not in way:
            way[item.id] = item
            if isinstance(item, Inference):
                item = claims.get(item.target) or inferences.get(item.target)
            else:
                item = self.structure.primary_use(item.id)
        if item is None:
            return next(reversed(way.values()))
        passed = list(way.values())
        circle = passed[passed.index(item) :]
        circle_claims = [member for member in circle if isinstance(member, Claim)]
        return (
            in_order(circle_claims)[0]
            if circle_claims
            else in_order(member for member in circle if isinstance(member, Inference))[0]
        )


def build_forest(structure: Structure) -> Forest:
    """Every claim and inference of the map in one forest, each claim at home exactly once."""
    growing = _Growing(structure)
    # Some that stand alone are used as premises too, maybe in a tree that grows before theirs.
    growing.at_home.update(claim.id for claim in structure.roots)
    for claim in structure.roots:
        growing.plant_claim(claim)
    inferences = structure.map.inferences
    if len(growing.drawn) < len(inferences):
        for inference in in_order(inferences.values()):
            while inference.id not in growing.drawn:
                start = growing.start_of_circle(inference)
                if isinstance(start, Inference):
                    growing.plant_inference(start)
                else:
                    growing.plant_claim(start)
    return growing.forest
