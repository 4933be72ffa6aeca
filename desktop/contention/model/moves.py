"""Rearranging a map: moving, reordering, detaching and inserting are edits too.

A move that would make a claim argue for itself, directly or through others, is
refused: the reader who means it uses the claim again instead of moving it.
"""

from __future__ import annotations

from msgspec.structs import replace

from contention.model.edits import (
    EditError,
    add_claim,
    add_inference,
    checked_position,
    get_map,
    put_claims,
    put_inference,
    put_inferences,
    put_map,
    require_claim,
    require_inference,
    require_item,
    with_premise,
)
from contention.model.homes import drawn_in, settled
from contention.model.placing import place_among
from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Kind,
    Project,
    without_items,
)
from contention.model.structure import Structure, structure_of


def move_inference(
    project: Project, map_id: Id, inference: Id, *, target: Id, at: int | None = None
) -> Project:
    """Let an inference, with all its premises, speak to another target or stand elsewhere.

    `at` counts the target's inferences without the one that moves.
    """
    argument_map = get_map(project, map_id)
    moved = require_inference(argument_map, inference)
    require_item(argument_map, target)
    structure = structure_of(argument_map)
    if target != moved.target and structure.leads_to(target, inference):
        raise EditError("This would make the argument a circle: the target stands below what you move.")
    siblings = structure.inferences_of.get(target, [])
    others = [sibling for sibling in siblings if sibling.id != inference]
    if target == moved.target and (at is None or siblings.index(moved) == at):
        return project
    placed = put_inference(argument_map, replace(moved, target=target), place_among(others, at))
    # Its order decides no longer where claims are drawn that other inferences use too.
    kept = [p for p in moved.premises if structure.primary_use(p) == moved]
    for premise in kept:
        if len(structure.uses_of[premise]) > 1:
            placed = drawn_in(placed, premise, inference)
    return put_map(project, placed)


def move_premise(project: Project, map_id: Id, claim: Id, *, to: Id, at: int | None = None) -> Project:
    """Make a claim a co-premise in another inference, or give it another place in its own.

    `at` counts the premises of `to` without the claim. Where the claim was the
    only premise of its old inference, objections to that step now meet the new one.
    """
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    goal = require_inference(argument_map, to)
    structure = structure_of(argument_map)
    use = structure.primary_use(claim)
    if use is not None and use.id == to:
        others = replace(goal, premises=tuple(p for p in goal.premises if p != claim))
        reordered = with_premise(others, claim, at)
        if reordered.premises == goal.premises:
            return project
        return put_map(project, put_inferences(argument_map, [reordered]))
    if claim in goal.premises:
        raise EditError("This claim is a premise of that inference already.")
    # A step that loses its only premise goes, so its objections cannot take that premise in.
    vanishing = use.id if use is not None and use.premises == (claim,) else claim
    if structure.leads_to(to, claim) or structure.leads_to(to, vanishing):
        raise EditError("This would make the argument a circle: the inference stands below the claim.")
    if use is not None:
        argument_map = take_out(argument_map, use, claim)
        if use.id not in argument_map.inferences:
            orphans = structure.inferences_of.get(use.id, [])
            argument_map = put_inferences(argument_map, [replace(orphan, target=to) for orphan in orphans])
    goal = argument_map.inferences[to]
    argument_map = put_inferences(argument_map, [with_premise(goal, claim, at)])
    return put_map(project, drawn_in(argument_map, claim, to))


def move_claim(
    project: Project, map_id: Id, claim: Id, *, target: Id, inference_id: Id, at: int | None = None
) -> Project:
    """Make a claim a reason for, or an objection to, `target`, as it was to its old target.

    A claim that stood alone becomes a reason; a co-premise leaves its panel and
    becomes an inference of its own, under the id `inference_id`.
    """
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    require_item(argument_map, target)
    structure = structure_of(argument_map)
    if target == claim:
        raise EditError("A claim cannot be a reason for itself.")
    use = structure.primary_use(claim)
    if use is not None and use.premises == (claim,):
        return move_inference(project, map_id, use.id, target=target, at=at)
    if structure.leads_to(target, claim) and not (use is not None and use.id == target):
        raise EditError("This would make the argument a circle: the target stands below the claim.")
    kind = use.kind if use is not None else Kind.REASON
    if use is not None:
        argument_map = take_out(argument_map, use, claim)
    inference = Inference(id=inference_id, kind=kind, target=target, premises=(claim,))
    placing = place_among(structure.inferences_of.get(target, []), at)
    argument_map = put_inference(argument_map, inference, placing)
    return put_map(project, drawn_in(argument_map, claim, inference_id))


def detach(
    project: Project,
    map_id: Id,
    claim: Id,
    *,
    at: int | None = None,
    position: tuple[float, float] | None = None,
) -> Project:
    """Take a claim, with its branch, out of the inference it is drawn in.

    It then stands alone, at a place among the others that do and, where given, at a
    `position` on the map; a claim that stands alone already changes its place where these
    say so. A claim that another inference uses too is drawn there instead. Where the inference
    it leaves had no other premise, objections to that step stand alone too.
    """
    argument_map = get_map(project, map_id)
    old = require_claim(argument_map, claim)
    if position is not None:
        position = checked_position(position)
    structure = structure_of(argument_map)
    use = structure.primary_use(claim)
    if use is None:
        others = [root for root in structure.roots if root.id != claim]
        if at is not None and structure.roots[max(0, min(at, len(others)))].id != claim:
            argument_map = stand(argument_map, others, claim, at)
        if position is not None and position != old.position:
            argument_map = put_claims(argument_map, [replace(argument_map.claims[claim], position=position)])
        unchanged = argument_map is project.maps[map_id]
        return project if unchanged else put_map(project, argument_map)
    argument_map = take_out(argument_map, use, claim)
    argument_map = stand(argument_map, structure.roots, claim, at)
    argument_map = put_claims(argument_map, [replace(argument_map.claims[claim], position=position)])
    if len(structure.uses_of[claim]) > 1:
        argument_map = settled(argument_map, [claim])
    return put_map(project, free_objections(argument_map, structure, use.id))


def reorder(project: Project, map_id: Id, item: Id, step: int) -> Project:
    """Move a claim or an inference one place earlier (-1) or later (+1) among its siblings.

    A co-premise moves within its panel, a sole premise with its inference.
    """
    argument_map = get_map(project, map_id)
    structure = structure_of(argument_map)
    found = require_item(argument_map, item)
    use = structure.primary_use(item) if isinstance(found, Claim) else None
    if isinstance(found, Claim) and use is None:
        index = structure.roots.index(found) + step
        if not 0 <= index < len(structure.roots):
            return project
        return detach(project, map_id, item, at=index)
    if use is not None and len(use.premises) > 1:
        index = use.premises.index(item) + step
        if not 0 <= index < len(use.premises):
            return project
        return move_premise(project, map_id, item, to=use.id, at=index)
    inference = use if use is not None else require_inference(argument_map, item)
    siblings = structure.siblings(inference)
    index = siblings.index(inference) + step
    if not 0 <= index < len(siblings):
        return project
    return move_inference(project, map_id, inference.id, target=inference.target, at=index)


def insert_above(project: Project, map_id: Id, claim: Id, *, new: Claim, inference_id: Id) -> Project:
    """Put a new claim in a claim's place and make the old one a reason for it."""
    argument_map = get_map(project, map_id)
    old = require_claim(argument_map, claim)
    use = structure_of(argument_map).primary_use(claim)
    placed = replace(new, order=old.order, position=old.position if use is None else None)
    argument_map = put_claims(argument_map, [placed, replace(old, primary=None, position=None)])
    if use is not None:
        premises = tuple(new.id if premise == claim else premise for premise in use.premises)
        argument_map = put_inferences(argument_map, [replace(use, premises=premises)])
    step = Inference(id=inference_id, kind=Kind.REASON, target=new.id, premises=(claim,), order=1.0)
    return put_map(project, drawn_in(put_inferences(argument_map, [step]), claim, inference_id))


def add_sibling(
    project: Project, map_id: Id, beside: Id, *, claim: Claim, inference_id: Id, before: bool = False
) -> Project:
    """A new claim beside a claim or an inference, in the same part: same kind, same target."""
    argument_map = get_map(project, map_id)
    structure = structure_of(argument_map)
    found = require_item(argument_map, beside)
    inference = found if isinstance(found, Inference) else structure.primary_use(beside)
    if inference is None:
        at = [root.id for root in structure.roots].index(beside) + (not before)
        return add_claim(project, map_id, claim, at=at)
    return add_inference(
        project,
        map_id,
        kind=inference.kind,
        target=inference.target,
        claim=claim,
        inference_id=inference_id,
        at=structure.siblings(inference).index(inference) + (not before),
    )


# --- what the moves here and in `kinds`, `uses` and `maps` are made of ------------------


def take_out(argument_map: ArgumentMap, use: Inference, claim: Id) -> ArgumentMap:
    """The map with a claim no longer a premise of `use`, which goes where it had no other."""
    moved = argument_map.claims[claim]
    if moved.primary == use.id:
        argument_map = put_claims(argument_map, [replace(moved, primary=None)])
    premises = tuple(premise for premise in use.premises if premise != claim)
    if premises:
        return put_inferences(argument_map, [replace(use, premises=premises)])
    return replace(argument_map, inferences=without_items(argument_map.inferences, [use.id]))


def undercuts(structure: Structure, step: Id) -> list[Inference]:
    """The inferences about a step, and those about them in turn."""
    found: dict[Id, Inference] = {}
    waiting = [step]
    while waiting:
        for undercut in structure.inferences_of.get(waiting.pop(), ()):
            if undercut.id not in found and undercut.id != step:
                found[undercut.id] = undercut
                waiting.append(undercut.id)
    return list(found.values())


def free_objections(argument_map: ArgumentMap, before: Structure, step: Id) -> ArgumentMap:
    """The map with the premises of objections to a step standing alone, where that step is gone."""
    if step in argument_map.inferences:
        return argument_map
    vanished = undercuts(before, step)
    gone = {undercut.id for undercut in vanished}
    argument_map = replace(argument_map, inferences=without_items(argument_map.inferences, gone))
    freed = dict.fromkeys(premise for undercut in vanished for premise in undercut.premises)
    for premise in freed:
        drawn = before.primary_use(premise)
        if drawn is not None and drawn.id in gone:
            argument_map = stand(argument_map, structure_of(argument_map).roots, premise, None)
    return settled(argument_map, freed)


def stand(argument_map: ArgumentMap, others: list[Claim], claim: Id, at: int | None) -> ArgumentMap:
    """The map with a claim placed among the others that stand alone."""
    placing = place_among([other for other in others if other.id != claim], at)
    placed = replace(argument_map.claims[claim], order=placing.order)
    if placed.primary not in argument_map.inferences and placed.primary != claim:
        placed = replace(placed, primary=None)
    return put_claims(argument_map, [*placing.renumbered, placed])
