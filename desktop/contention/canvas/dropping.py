"""The edits that a drop of several pieces, or of a piece with keys held, is made of.

Each is a function of the project, built of the edits of `model`, so that it can be
tried before the drop and is one undo step after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from contention.canvas.places import Place, Where, moving_inference
from contention.model import branches, details, kinds, moves, uses
from contention.model.project import Id, Kind, Project, new_id
from contention.model.structure import Structure, structure_of


def tops(structure: Structure, items: Sequence[Id]) -> tuple[Id, ...]:
    """The items that stand under no other one of them, the first one first where it is among them.

    The rest moves along as their branches.
    """
    if len(items) < 2:
        return tuple(items)
    found = branches.tops_of(structure, items)
    return tuple(sorted(found, key=lambda item: item != items[0]))


def move_many(project: Project, map_id: Id, *, items: Sequence[Id], place: Place) -> Project:
    """Move several pieces to one place, in the order in which they are read.

    `place` does not count the first of the items.

    Raises:
        EditError: one of them cannot go there.
    """
    before = structure_of(project.maps[map_id])
    anchor = _anchor(before, items, place)
    for item in branches.tops_of(before, items):
        structure = structure_of(project.maps[map_id])
        at = _at(structure, place, anchor, item)
        if item in structure.map.inferences:
            project = moves.move_inference(project, map_id, item, target=place.id, at=at)
        elif place.where is Where.PANEL:
            project = moves.move_premise(project, map_id, item, to=place.id, at=at)
        else:
            project = moves.move_claim(project, map_id, item, target=place.id, inference_id=new_id(), at=at)
    return project


def move_against(
    project: Project, map_id: Id, *, change: Callable[[Project], Project], items: Sequence[Id]
) -> Project:
    """A move after which the moved pieces are objections."""
    after = change(project)
    structure = structure_of(after.maps[map_id])
    found = [
        use.id
        for item in items
        if (use := structure.map.inferences.get(item) or structure.primary_use(item)) is not None
    ]
    return kinds.set_kind(after, map_id, found, Kind.OBJECTION)


def stand(
    project: Project, map_id: Id, *, items: Sequence[Id], positions: Mapping[Id, tuple[float, float]]
) -> Project:
    """Let claims stand alone where they are put; those that do already are put there.

    Positions of further claims are theirs from now on (see `putting`).
    """
    for item in dict.fromkeys((*items, *positions)):
        position = positions.get(item)
        if structure_of(project.maps[map_id]).primary_use(item) is not None:
            project = moves.detach(project, map_id, item, position=position)
        elif position is not None:
            project = details.set_position(project, map_id, item, position)
    return project


def copy(
    project: Project,
    map_id: Id,
    *,
    items: Sequence[Id],
    place: Place,
    kind: Kind | None,
    positions: Mapping[Id, tuple[float, float]],
) -> Project:
    """Put copies of branches at a place; each is what its original was, or of the given kind."""
    anchor = _anchor(structure_of(project.maps[map_id]), (), place)
    for item in items:
        structure = structure_of(project.maps[map_id])
        branch = branches.copy_branch(structure.map, (item,))
        at = _at(structure, place, anchor, None)
        use = structure.map.inferences.get(item) or structure.primary_use(item)
        becomes = kind or (use.kind if use is not None else Kind.REASON)
        attached = place.where not in {Where.PANEL, Where.MAP}
        project = branches.paste_branch(
            project,
            map_id,
            branch,
            target=place.id if attached else None,
            kind=becomes,
            fresh=new_id,
            at=at if attached else None,
        )
        if attached:
            continue
        old = {root.id for root in structure.roots}
        for root in structure_of(project.maps[map_id]).roots:
            if root.id in old:
                continue
            if place.where is Where.PANEL:
                project = moves.move_premise(project, map_id, root.id, to=place.id, at=at)
            elif item in positions:
                project = details.set_position(project, map_id, root.id, positions[item])
    return project


def use_again(
    project: Project, map_id: Id, *, items: Sequence[Id], place: Place, roles: Sequence[Kind]
) -> Project:
    """Let claims argue at a place too; they stay where they are drawn."""
    anchor = _anchor(structure_of(project.maps[map_id]), (), place)
    for item, kind in zip(items, roles, strict=True):
        at = _at(structure_of(project.maps[map_id]), place, anchor, None)
        if place.where is Where.PANEL:
            project = uses.use_again_as_premise(project, map_id, item, to=place.id, at=at)
        else:
            project = uses.use_again(
                project, map_id, item, target=place.id, kind=kind, inference_id=new_id(), at=at
            )
    return project


def _row(structure: Structure, place: Place) -> list[Id]:
    """What stands side by side at a place: premises of a panel, or inferences of a target."""
    if place.where is Where.PANEL:
        return list(structure.map.inferences[place.id].premises)
    return [inference.id for inference in structure.inferences_of.get(place.id, ())]


def _anchor(structure: Structure, items: Sequence[Id], place: Place) -> Id | None:
    """What a place stands before; None for the end. `place.at` does not count the first item."""
    if place.where not in {Where.PANEL, Where.ROW}:
        return None

    def moving(item: Id) -> Id | None:
        return item if place.where is Where.PANEL else moving_inference(structure, item)

    first = moving(items[0]) if items else None
    row = [sibling for sibling in _row(structure, place) if sibling != first]
    gone = {moving(item) for item in items}
    return next((sibling for sibling in row[place.at :] if sibling not in gone), None)


def _at(structure: Structure, place: Place, anchor: Id | None, item: Id | None) -> int | None:
    """The number of the place before the anchor, not counting the item that moves there."""
    if anchor is None:
        return None
    moving = item
    if item is not None and place.where is not Where.PANEL:
        moving = moving_inference(structure, item)
    row = [sibling for sibling in _row(structure, place) if sibling != moving]
    return row.index(anchor) if anchor in row else None
