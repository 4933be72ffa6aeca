"""The maps of a project: new ones, copies, their names, order and looks, and branches between them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from contention.model.details import clean_name, clean_width
from contention.model.edits import (
    EditError,
    get_map,
    put_claims,
    put_inferences,
    put_map,
    require_item,
)
from contention.model.homes import settled
from contention.model.moves import detach, free_objections, undercuts
from contention.model.placing import place_among
from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Orientation,
    Project,
    in_order,
    read_only,
    with_item,
    without_items,
)
from contention.model.structure import Structure, structure_of


def add_map(project: Project, new_map: ArgumentMap, *, at: int | None = None) -> Project:
    """One more map, at a place among the others (None: last)."""
    new_map = replace(new_map, title=clean_name(new_map.title))
    return _placed(project, in_order(project.maps.values()), new_map, at)


def duplicate_map(project: Project, map_id: Id, *, title: str, fresh: Callable[[], Id]) -> Project:
    """A copy of a map right after it, under ids that `fresh` gives: the map's own first."""
    old = get_map(project, map_id)
    copy_id = fresh()
    names = {item: fresh() for item in (*old.claims, *old.inferences)}

    def claim(item: Claim) -> Claim:
        return replace(
            item,
            id=names[item.id],
            primary=names.get(item.primary) if item.primary is not None else None,
            passages=tuple(replace(passage, id=fresh()) for passage in item.passages),
        )

    def inference(item: Inference) -> Inference:
        return replace(
            item,
            id=names[item.id],
            target=names.get(item.target, item.target),
            premises=tuple(names.get(premise, premise) for premise in item.premises),
        )

    copy = replace(
        old,
        id=copy_id,
        title=title,
        claims=read_only((names[c.id], claim(c)) for c in old.claims.values()),
        inferences=read_only((names[i.id], inference(i)) for i in old.inferences.values()),
    )
    return add_map(project, copy, at=in_order(project.maps.values()).index(old) + 1)


def rename_map(project: Project, map_id: Id, title: str) -> Project:
    """Give a map another name; it may have none."""
    return _changed(project, map_id, title=clean_name(title))


def delete_map(project: Project, map_id: Id) -> Project:
    """Take a map out of the project with all that is on it; a project keeps one map."""
    get_map(project, map_id)
    if len(project.maps) == 1:
        raise EditError("This is the only map, and a project needs one: delete what is on it instead.")
    return replace(project, maps=without_items(project.maps, [map_id]))


def reorder_map(project: Project, map_id: Id, step: int) -> Project:
    """Move a map so many places earlier (below 0) or later among the maps, as far as there are any."""
    moved = get_map(project, map_id)
    maps = in_order(project.maps.values())
    index = max(0, min(maps.index(moved) + step, len(maps) - 1))
    if index == maps.index(moved):
        return project
    return _placed(project, [other for other in maps if other.id != map_id], moved, index)


def set_orientation(project: Project, map_id: Id, orientation: Orientation) -> Project:
    """Choose where the argument for a claim is drawn, seen from it."""
    return _changed(project, map_id, orientation=orientation)


def set_compact(project: Project, map_id: Id, compact: bool) -> Project:
    """Stack the claims that nothing is said about, or put them side by side."""
    return _changed(project, map_id, compact=compact)


def set_box_width(project: Project, map_id: Id, width: float | None) -> Project:
    """Choose the width of a map's boxes in map units, within what a box can have; None: the theme's."""
    return _changed(project, map_id, box_width=clean_width(width))


def move_branch(project: Project, map_id: Id, item: Id, *, to_map: Id) -> Project:
    """Take a claim with its branch to another map, where it stands alone.

    Of an inference its premises go, each with its branch, and those of objections to it. What
    would then reach from one map into the other (a claim used in both) is unlinked. Ids and
    passages stay.
    """
    argument_map, goal = get_map(project, map_id), get_map(project, to_map)
    found = require_item(argument_map, item)
    if argument_map is goal:
        raise EditError("The branch is on this map already.")
    structure = structure_of(argument_map)
    tops = [item]
    if isinstance(found, Inference):
        steps = [found, *undercuts(structure, item)]
        tops = [p for step in steps for p in step.premises if structure.primary_use(p) == step]
        if not tops:
            raise EditError("The premises of this inference are drawn elsewhere: move them from there.")
    inside = {below for top in tops for below in structure.below(top)}
    project = _unlinked(project, structure, inside, set(tops))
    for top in tops:
        while structure_of(project.maps[map_id]).primary_use(top) is not None:
            project = detach(project, map_id, top)
    # A claim that was unlinked may be drawn elsewhere now, so the branch is looked at anew.
    while True:
        structure = structure_of(project.maps[map_id])
        inside = {below for top in tops for below in structure.below(top)}
        apart = _unlinked(project, structure, inside, set())
        if apart is project:
            return _carried(project, map_id, to_map, tops)
        project = apart


def _unlinked(project: Project, structure: Structure, inside: set[Id], tops: set[Id]) -> Project:
    """The project without uses across the edge of a branch, but for the places its tops are drawn in."""
    argument_map = structure.map
    kept = {top: structure.primary_use(top) for top in tops}
    changed, emptied = [], []
    for use in argument_map.inferences.values():
        own = use.id in inside
        premises = tuple(p for p in use.premises if (p in inside) is own or kept.get(p) == use)
        if not premises:
            emptied.append(use.id)
        elif premises != use.premises:
            changed.append(replace(use, premises=premises))
    if not changed and not emptied:
        return project
    argument_map = put_inferences(argument_map, changed)
    left = without_items(argument_map.inferences, emptied)
    homeless = []
    for claim in argument_map.claims.values():
        home = claim.primary
        if (
            home is not None
            and home != claim.id
            and (home not in left or claim.id not in left[home].premises)
        ):
            homeless.append(replace(claim, primary=None))
    argument_map = put_claims(replace(argument_map, inferences=left), homeless)
    argument_map = settled(argument_map, [claim.id for claim in homeless])
    for step in emptied:
        argument_map = free_objections(argument_map, structure, step)
    return put_map(project, argument_map)


def _carried(project: Project, map_id: Id, to_map: Id, tops: list[Id]) -> Project:
    """The project with what stands below these claims, which stand alone, on the other map."""
    source, goal = project.maps[map_id], project.maps[to_map]
    structure = structure_of(source)
    carried = dict.fromkeys(below for top in tops for below in structure.below(top))
    claims = {item: source.claims[item] for item in carried if item in source.claims}
    steps = {item: source.inferences[item] for item in carried if item in source.inferences}
    roots = list(structure_of(goal).roots)
    for top in tops:
        placing = place_among(roots, None)
        claims[top] = replace(claims[top], order=placing.order, position=None)
        roots.append(claims[top])
    source = replace(
        source,
        claims=without_items(source.claims, claims),
        inferences=without_items(source.inferences, steps),
    )
    goal = replace(
        goal,
        claims=read_only({**goal.claims, **claims}),
        inferences=read_only({**goal.inferences, **steps}),
    )
    return put_map(put_map(project, source), goal)


def _changed(project: Project, map_id: Id, **fields: object) -> Project:
    old = get_map(project, map_id)
    new = replace(old, **fields)
    unchanged = all(getattr(old, name) == value for name, value in fields.items())
    return project if unchanged else put_map(project, new)


def _placed(
    project: Project, others: list[ArgumentMap], argument_map: ArgumentMap, at: int | None
) -> Project:
    """The project with a map at a place among the others."""
    placing = place_among(others, at)
    maps = project.maps
    for renumbered in placing.renumbered:
        maps = with_item(maps, renumbered.id, renumbered)
    return replace(project, maps=with_item(maps, argument_map.id, replace(argument_map, order=placing.order)))
