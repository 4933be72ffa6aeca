"""The rows of a map in reading order: which claim, inference or "see …" stands under which.

The outline shows them, and every output in words writes them.
"""

from __future__ import annotations

from typing import NamedTuple

from contention.model.project import ArgumentMap, Id, Inference
from contention.model.structure import structure_of


class Key(NamedTuple):
    """What a row stands for; the same row before and after an edit has the same key."""

    item: Id
    """A claim or an inference; empty for the invisible row above all others."""
    used_in: Id = ""
    """For a "see …" row: the inference that uses the claim again here."""


TOP = Key("")


class Tree:
    """The rows of one value of a map.

    A claim has its own row in its primary place, and a "see …" row in each further one. An
    inference has its own row where it has co-premises or is argued about; otherwise the row of
    its one premise stands for both.
    """

    def __init__(self, argument_map: ArgumentMap) -> None:
        self.map = argument_map
        self.structure = structure_of(argument_map)

    def children(self, key: Key) -> list[Key]:
        """The rows under one, in reading order."""
        if key == TOP:
            return [Key(root.id) for root in self.structure.roots]
        if key.used_in:
            return []
        rows: list[Key] = []
        if (inference := self.map.inferences.get(key.item)) is not None:
            rows.extend(self.premise(p, inference) for p in self.premises(inference))
        rows.extend(self.row_of(below) for below in self.structure.inferences_of.get(key.item, ()))
        return rows

    def premises(self, inference: Inference) -> list[Id]:
        """The premises that are there, each once."""
        return [p for p in dict.fromkeys(inference.premises) if p in self.map.claims]

    def has_row(self, inference: Inference) -> bool:
        """Whether an inference has a row of its own."""
        return len(self.premises(inference)) != 1 or bool(self.structure.inferences_of.get(inference.id))

    def row_of(self, inference: Inference) -> Key:
        """The row that stands for an inference: its own, or that of its one premise."""
        if self.has_row(inference):
            return Key(inference.id)
        return self.premise(self.premises(inference)[0], inference)

    def premise(self, claim_id: Id, inference: Inference) -> Key:
        """The row of a premise in an inference: the claim, or a "see …"."""
        use = self.structure.primary_use(claim_id)
        if use is not None and use.id == inference.id:
            return Key(claim_id)
        return Key(claim_id, inference.id)

    def row_for(self, item: Id) -> Key | None:
        """The row to select for a claim or an inference; None where it has none."""
        if item in self.map.claims:
            return Key(item)
        inference = self.map.inferences.get(item)
        return self.row_of(inference) if inference is not None else None

    def use_at(self, key: Key) -> Inference | None:
        """The inference that a claim's row is a premise of in its place; None at the top."""
        if key.used_in:
            return self.map.inferences.get(key.used_in)
        return self.structure.primary_use(key.item)
