"""What stands where in a map: who argues for what, in which order, in which place.

A `Structure` is derived from one `ArgumentMap` value in a single pass and holds
for that value only. It is plain Python, because the window asks for it on every
edit; questions about the map as a graph (circles, ancestors) are in `graph`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from contention.model.project import ArgumentMap, Claim, Id, Inference, Kind, in_order


class Role(StrEnum):
    """What a claim is in its map, by its primary place."""

    STANDING = "standing"
    """A premise of nothing, with nothing said for or against it."""
    CONTENTION = "contention"
    """A premise of nothing, with reasons or objections."""
    REASON = "reason"
    OBJECTION = "objection"


class Structure:
    """The forest of a map: each claim in its primary place, further uses beside it.

    Dangling references (a file may hold them until it is checked) are skipped;
    circles are kept as further uses, so that walking the forest always ends.
    """

    def __init__(self, argument_map: ArgumentMap) -> None:
        self.map = argument_map
        claims, inferences = argument_map.claims, argument_map.inferences
        ordered = in_order(inferences.values())
        #: Inferences by target (a claim or an inference), in the reader's order.
        self.inferences_of: Mapping[Id, list[Inference]] = {}
        #: Inferences that use a claim as a premise; the primary one first.
        self.uses_of: Mapping[Id, list[Inference]] = {}
        of: dict[Id, list[Inference]] = {}
        uses: dict[Id, list[Inference]] = {}
        for inference in ordered:
            if inference.target in claims or inference.target in inferences:
                of.setdefault(inference.target, []).append(inference)
            for premise in inference.premises:
                if premise in claims:
                    uses.setdefault(premise, []).append(inference)
        for premise, places in uses.items():
            chosen = claims[premise].primary
            if chosen is not None and len(places) > 1:
                places.sort(key=lambda inference: inference.id != chosen)
        self.inferences_of = of
        self.uses_of = uses
        #: Claims that are premises of nothing, in the reader's order.
        self.roots: list[Claim] = in_order(c for c in claims.values() if c.id not in uses)

    def primary_use(self, claim_id: Id) -> Inference | None:
        """The inference a claim is drawn in, or None where it stands alone."""
        uses = self.uses_of.get(claim_id)
        return uses[0] if uses else None

    def role(self, claim_id: Id) -> Role:
        """What the claim is, by its primary place."""
        use = self.primary_use(claim_id)
        if use is not None:
            return Role.REASON if use.kind is Kind.REASON else Role.OBJECTION
        return Role.CONTENTION if self.inferences_of.get(claim_id) else Role.STANDING

    def siblings(self, inference: Inference) -> list[Inference]:
        """The inferences of the same target, this one among them, in order."""
        return self.inferences_of.get(inference.target, [inference])

    def leads_to(self, item_id: Id, goal: Id) -> bool:
        """Whether an item is `goal` or argues for it, directly or through others.

        Follows every use, so it also sees circles through claims used again.
        """
        seen: set[Id] = set()
        waiting = [item_id]
        while waiting:
            current = waiting.pop()
            if current == goal:
                return True
            if current in seen:
                continue
            seen.add(current)
            if (inference := self.map.inferences.get(current)) is not None:
                waiting.append(inference.target)
            else:
                waiting.extend(use.id for use in self.uses_of.get(current, ()))
        return False

    def below(self, item_id: Id) -> Iterator[Id]:
        """Ids of every claim and inference under an item, the item first, in reading order.

        Follows each claim only from its primary place, and visits nothing twice.
        """
        seen: set[Id] = set()
        waiting = [item_id]
        claims, inferences = self.map.claims, self.map.inferences
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            yield current
            children: list[Id] = []
            if (inference := inferences.get(current)) is not None:
                for premise in inference.premises:
                    use = self.primary_use(premise) if premise in claims else None
                    if use is not None and use.id == current:
                        children.append(premise)
            children.extend(child.id for child in self.inferences_of.get(current, ()))
            waiting.extend(reversed(children))

    def reading_order(self) -> Iterator[Id]:
        """Every claim and inference once: a contention, then its reasons with their support."""
        seen: set[Id] = set()
        for root in self.roots:
            for item in self.below(root.id):
                seen.add(item)
                yield item
        # What only circles reach has no root: it starts at its lowest place.
        known = (self.map.claims, self.map.inferences)
        for inference in in_order(self.map.inferences.values()):
            for start in (inference.target, inference.id):
                if start in seen or not any(start in items for items in known):
                    continue
                for item in self.below(start):
                    if item not in seen:
                        seen.add(item)
                        yield item
