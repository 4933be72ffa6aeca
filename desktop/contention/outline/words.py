"""The rows of the outline for those who only hear them."""

from __future__ import annotations

from collections.abc import Collection

from contention.diagram.in_words import marks_of, role_of, stands_for, text_of, tr
from contention.model.project import Id
from contention.model.rows import Key, Tree

__all__ = ["marks_of", "role_of", "spoken", "text_of"]


def spoken(tree: Tree, key: Key, folded: Collection[Id] = ()) -> str:
    """The row for a screen reader, e.g. "reason 1 of 3, premise 2 of 2: …; unstated"."""
    said = [role_of(tree, key) + ": " + text_of(tree, key), *marks_of(tree, key)]
    inference = stands_for(tree, key)
    if inference is not None and inference.scheme and key.item != inference.id:
        said.append(tr("scheme: {name}").format(name=inference.scheme))
    claim = tree.map.claims.get(key.item)
    if claim is not None and not key.used_in:
        further = len(tree.structure.uses_of.get(claim.id, ())) - (tree.use_at(key) is not None)
        if further > 0:
            said.append(
                tr("also used in one other place")
                if further == 1
                else tr("also used in %n other places", further)
            )
        if any(passage.orphan for passage in claim.passages):
            said.append(tr("a passage was not found"))
        if claim.tags:
            said.append(tr("one tag") if len(claim.tags) == 1 else tr("%n tags", len(claim.tags)))
    if key.item in folded and not key.used_in:
        said.append(tr("folded on the map"))
    return "; ".join(said)
