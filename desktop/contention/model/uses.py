"""One claim in several places: using it again, choosing where it is drawn, taking it out of one.

Unlike the moves these may close a circle: an article may argue in one, and the map then says so
(`graph.circles`). A claim never is a reason for itself, though, nor twice a premise of one step.
"""

from __future__ import annotations

from msgspec.structs import replace

from contention.model.edits import (
    EditError,
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
from contention.model.homes import drawn_in, present_home, settled, stands_below
from contention.model.moves import free_objections, stand, take_out
from contention.model.placing import place_among
from contention.model.project import Id, Inference, Kind, Project
from contention.model.structure import structure_of


def use_again(
    project: Project,
    map_id: Id,
    claim: Id,
    *,
    target: Id,
    kind: Kind,
    inference_id: Id,
    at: int | None = None,
) -> Project:
    """Use a claim once more, as a reason for or an objection to a claim or an inference.

    It stays drawn where it is; at the new place it is referred to. `at` counts the target's
    inferences.
    """
    argument_map = get_map(project, map_id)
    used = require_claim(argument_map, claim)
    require_item(argument_map, target)
    if target == claim:
        raise EditError("A claim cannot be a reason for itself.")
    structure = structure_of(argument_map)
    siblings = structure.inferences_of.get(target, [])
    if any(sibling.premises == (claim,) and sibling.kind is kind for sibling in siblings):
        raise EditError("The claim is used there already.")
    used = replace(used, primary=present_home(structure, claim))
    inference = Inference(id=inference_id, kind=kind, target=target, premises=(claim,))
    argument_map = put_claims(argument_map, [used])
    return put_map(project, put_inference(argument_map, inference, place_among(siblings, at)))


def use_again_as_premise(
    project: Project, map_id: Id, claim: Id, *, to: Id, at: int | None = None
) -> Project:
    """Use a claim once more, as a co-premise in an inference; it stays drawn where it is."""
    argument_map = get_map(project, map_id)
    used = require_claim(argument_map, claim)
    goal = require_inference(argument_map, to)
    if claim in goal.premises:
        raise EditError("This claim is a premise of that inference already.")
    if goal.target == claim:
        raise EditError("A claim cannot be a reason for itself.")
    used = replace(used, primary=present_home(structure_of(argument_map), claim))
    argument_map = put_claims(argument_map, [used])
    return put_map(project, put_inferences(argument_map, [with_premise(goal, claim, at)]))


def unlink(project: Project, map_id: Id, claim: Id, inference: Id) -> Project:
    """Take a claim out of one inference that uses it; its branch stays with it.

    A claim that nothing uses any more stands alone. An inference that loses its only premise
    goes; the premises of objections to it stand alone then.
    """
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    use = require_inference(argument_map, inference)
    if claim not in use.premises:
        raise EditError("This claim is not a premise of that inference.")
    structure = structure_of(argument_map)
    argument_map = take_out(argument_map, use, claim)
    if len(structure.uses_of[claim]) == 1 and structure.primary_use(claim) is not None:
        argument_map = stand(argument_map, structure.roots, claim, None)
        argument_map = put_claims(argument_map, [replace(argument_map.claims[claim], position=None)])
    argument_map = settled(argument_map, [claim])
    return put_map(project, free_objections(argument_map, structure, inference))


def choose_primary(project: Project, map_id: Id, claim: Id, inference: Id) -> Project:
    """Draw a claim in this one of the inferences that use it, with its branch."""
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    use = require_inference(argument_map, inference)
    if claim not in use.premises:
        raise EditError("This claim is not a premise of that inference.")
    structure = structure_of(argument_map)
    if structure.primary_use(claim) == use:
        return project
    if stands_below(structure, use.target, claim):
        raise EditError("That place stands below the claim itself, so it cannot be drawn there.")
    return put_map(project, drawn_in(argument_map, claim, inference))


def attach(
    project: Project,
    map_id: Id,
    claim: Id,
    *,
    target: Id,
    kind: Kind,
    inference_id: Id,
    at: int | None = None,
) -> Project:
    """Make a claim that stands alone, with its branch, a reason or an objection."""
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    require_item(argument_map, target)
    structure = structure_of(argument_map)
    if structure.primary_use(claim) is not None:
        raise EditError("This claim is attached already: move it, or detach it first.")
    if target == claim:
        raise EditError("A claim cannot be a reason for itself.")
    if structure.leads_to(target, claim):
        raise EditError("This would make the argument a circle: the target stands below the claim.")
    inference = Inference(id=inference_id, kind=kind, target=target, premises=(claim,))
    placing = place_among(structure.inferences_of.get(target, []), at)
    argument_map = put_inference(argument_map, inference, placing)
    return put_map(project, drawn_in(argument_map, claim, inference_id))
