"""What becomes of the rows of the outline when a map is edited; plain Python, without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from contention.model.changes import Difference, claim_changes, inference_changes
from contention.model.project import ArgumentMap, Id, Inference
from contention.model.rows import TOP, Key, Tree

__all__ = ["TOP", "Changes", "Key", "Tree", "changes", "same_shape", "touched"]


class Changes(NamedTuple):
    """What differs between two values of a map."""

    claims: Difference
    inferences: Difference


def changes(before: ArgumentMap, after: ArgumentMap) -> Changes:
    """What differs between two values of a map."""
    return Changes(claim_changes(before, after), inference_changes(before, after))


def same_shape(before: ArgumentMap, after: ArgumentMap, found: Changes) -> bool:
    """Whether two values of a map have the same rows in the same places, whatever the rows say."""
    if found.inferences or found.claims.added or found.claims.removed:
        return False
    pairs = ((before.claims[c], after.claims[c]) for c in found.claims.changed)
    return all(old.order == new.order and old.primary == new.primary for old, new in pairs)


def touched(before: Tree, after: Tree, found: Changes) -> set[Key]:
    """Rows whose children may differ between two values of a map, `TOP` among them."""
    claims, inferences = found
    keys: set[Key] = {TOP}
    # Where circles are opened may change by an edit elsewhere: then a claim stands at the top.
    roots = [{root.id for root in tree.structure.roots} for tree in (before, after)]
    loose: set[Id] = {*claims.changed} | (roots[0] ^ roots[1])
    for tree, ids in (
        (before, (*inferences.removed, *inferences.changed)),
        (after, (*inferences.added, *inferences.changed)),
    ):
        for inference in (tree.map.inferences[i] for i in ids):
            keys.update(_around(tree, inference))
            loose.update(inference.premises)
    for tree in (before, after):
        for claim in loose:
            for use in tree.structure.uses_of.get(claim, ()):
                keys.update(_around(tree, use))
    return keys


def _around(tree: Tree, inference: Inference) -> Iterable[Key]:
    """The rows that an inference can be seen under: its own, its target's, and that one's target's,
    for an inference that is argued about for the first time gets a row of its own."""
    yield Key(inference.id)
    yield Key(inference.target)
    if (above := tree.map.inferences.get(inference.target)) is not None:
        yield Key(above.target)
