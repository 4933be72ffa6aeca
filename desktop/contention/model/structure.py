"""What stands where in a map: who argues for what, in which order, in which place.

A `Structure` is derived from one `ArgumentMap` value in a single pass and holds
for that value only. It is plain Python, because the window asks for it on every
edit; questions about the map as a graph (circles, ancestors) are in `graph`.
"""

from __future__ import annotations

from collections import OrderedDict
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

    Dangling references (a file may hold them until it is checked) are skipped. Where
    the chosen places of claims go round in a circle, it is opened at its claim of the
    lowest order, which then stands alone: so the choice depends on nothing but the map,
    and walking the forest always ends.
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
        self._standing = {premise for premise in uses if claims[premise].primary == premise}
        self._standing |= self._where_circles_open()
        #: Claims that stand alone, in the reader's order: premises of nothing, and those that
        #: are used as premises too but stand by themselves.
        self.roots: list[Claim] = in_order(
            c for c in claims.values() if c.id not in uses or c.id in self._standing
        )

    def _where_circles_open(self) -> set[Id]:
        """One claim of each circle that the chosen places form. Linear in the size of the map."""
        claims, inferences, uses_of, standing = (
            self.map.claims,
            self.map.inferences,
            self.uses_of,
            self._standing,
        )
        walk_of: dict[Id, Id] = {}
        opened: set[Id] = set()
        for start in uses_of:
            item = start
            # As `_up`, which takes twice as long by its calls.
            while item not in walk_of:
                walk_of[item] = start
                if (inference := inferences.get(item)) is not None:
                    item = inference.target
                elif item in uses_of and item not in standing:
                    item = uses_of[item][0].target
                else:
                    break
            else:
                if walk_of[item] == start and (members := self._circle_of(item)):
                    opened.add(in_order(claims[member] for member in members)[0].id)
        return opened

    def _circle_of(self, item: Id) -> list[Id]:
        """The claims of the circle that an item of it is in."""
        circle: dict[Id, None] = {}
        current: Id | None = item
        while current is not None and current not in circle:
            circle[current] = None
            current = self._up(current)
        return [member for member in circle if member in self.map.claims]

    def _up(self, item: Id) -> Id | None:
        """What a claim or an inference is drawn under, before circles are opened."""
        if (inference := self.map.inferences.get(item)) is not None:
            return inference.target
        uses = self.uses_of.get(item)
        return uses[0].id if uses and item not in self._standing else None

    def primary_use(self, claim_id: Id) -> Inference | None:
        """The inference a claim is drawn in, or None where it stands alone."""
        uses = self.uses_of.get(claim_id)
        return uses[0] if uses and claim_id not in self._standing else None

    def above(self, item_id: Id) -> Iterator[Id]:
        """What an item is drawn under, from itself upwards: inference, target, and so on.

        Ends at a claim that stands alone.
        """
        seen: set[Id] = set()
        item: Id | None = item_id
        while item is not None and item not in seen:
            seen.add(item)
            yield item
            item = self._up(item)
            if item not in self.map.claims and item not in self.map.inferences:
                return

    def in_circle(self, item_id: Id) -> bool:
        """Whether an item argues for itself, directly or through others."""
        if (inference := self.map.inferences.get(item_id)) is not None:
            return self.leads_to(inference.target, item_id)
        return any(self.leads_to(use.target, item_id) for use in self.uses_of.get(item_id, ()))

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


_KEPT = 6
"""Structures kept: of the map before and after an edit, and of steps on the way."""
_recent: OrderedDict[int, Structure] = OrderedDict()


def structure_of(argument_map: ArgumentMap) -> Structure:
    """The structure of a map, made once for a value: an edit, the drawing and the panes ask in turn.

    Found by identity; a structure holds its map, so the identity stays that map's while it is kept.
    """
    known = _recent.get(id(argument_map))
    if known is None:
        known = _recent[id(argument_map)] = Structure(argument_map)
        if len(_recent) > _KEPT:
            _recent.popitem(last=False)
    return known
