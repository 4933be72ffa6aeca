"""Changing what a claim or an inference is to others: reason or objection, premise or conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from contention.model.edits import (
    EditError,
    clean_text,
    get_map,
    put_claims,
    put_inference,
    put_inferences,
    put_map,
    require_claim,
    require_inference,
    with_premise,
)
from contention.model.homes import drawn_in
from contention.model.moves import stand
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
from contention.model.structure import structure_of


def set_kind(project: Project, map_id: Id, inferences: Iterable[Id], kind: Kind) -> Project:
    """Make these inferences reasons, or objections; whatever else they say stays."""
    argument_map = get_map(project, map_id)
    found = [require_inference(argument_map, inference) for inference in inferences]
    changed = [replace(inference, kind=kind) for inference in found if inference.kind is not kind]
    return put_map(project, put_inferences(argument_map, changed)) if changed else project


def group(project: Project, map_id: Id, claims: Iterable[Id]) -> Project:
    """Make premises of inferences with one target the co-premises of one inference.

    The inference that is first among its siblings stays and takes them in, in the order in
    which they stood. An inference that loses all its premises so goes; objections to it now
    meet the one that stays.
    """
    argument_map = get_map(project, map_id)
    structure = structure_of(argument_map)
    uses: dict[Id, Inference] = {}
    for claim in dict.fromkeys(claims):
        require_claim(argument_map, claim)
        if (use := structure.primary_use(claim)) is None:
            raise EditError("A claim that stands alone is no premise yet: attach it first.")
        uses[claim] = use
    steps = {use.id: use for use in uses.values()}
    if len({use.target for use in steps.values()}) > 1:
        raise EditError("Only premises of the same claim can be grouped; these support different ones.")
    if len({use.kind for use in steps.values()}) > 1:
        raise EditError("A reason and an objection cannot be grouped: change the kind of one first.")
    if len(uses) < 2:
        raise EditError("Select two or more premises of the same claim to group them.")
    if len(steps) == 1:
        return project
    siblings = structure.siblings(next(iter(steps.values())))
    stays, *others = [sibling for sibling in siblings if sibling.id in steps]
    moved = [p for other in others for p in other.premises if p in uses and uses[p] == other]
    joined = replace(stays, premises=(*stays.premises, *(p for p in moved if p not in stays.premises)))
    changed = [joined]
    gone = []
    for other in others:
        left = tuple(premise for premise in other.premises if premise not in moved)
        if left:
            changed.append(replace(other, premises=left))
        else:
            gone.append(other.id)
            changed.extend(replace(o, target=stays.id) for o in structure.inferences_of.get(other.id, ()))
    argument_map = put_inferences(argument_map, changed)
    argument_map = replace(argument_map, inferences=without_items(argument_map.inferences, gone))
    for claim in moved:
        argument_map = drawn_in(argument_map, claim, stays.id)
    return put_map(project, argument_map)


def split_apart(project: Project, map_id: Id, inference: Id, *, inference_ids: Sequence[Id]) -> Project:
    """Give each co-premise but the first an inference of its own: same kind, same target, after it.

    `inference_ids` are for the new inferences, at least one for each further premise. What the
    reader said about the inference (scheme, rating, note, objections) stays with the first.
    """
    argument_map = get_map(project, map_id)
    old = require_inference(argument_map, inference)
    structure = structure_of(argument_map)
    first, *further = old.premises
    if not further:
        return project
    drawn_here = [premise for premise in further if structure.primary_use(premise) == old]
    argument_map = put_inferences(argument_map, [replace(old, premises=(first,))])
    at = structure.siblings(old).index(old)
    for place, (premise, new_id) in enumerate(zip(further, inference_ids, strict=False), start=at + 1):
        apart = Inference(id=new_id, kind=old.kind, target=old.target, premises=(premise,))
        siblings = structure_of(argument_map).inferences_of[old.target]
        argument_map = put_inference(argument_map, apart, place_among(siblings, place))
        if premise in drawn_here:
            argument_map = drawn_in(argument_map, premise, new_id)
    return put_map(project, argument_map)


def swap(project: Project, map_id: Id, claim: Id) -> Project:
    """Let a premise and its conclusion change places.

    The premise takes the conclusion's place in the map, and the conclusion becomes a premise
    of the same inference. Every other reason and objection stays with the claim it speaks to;
    co-premises, and objections to the step, stay with the step.
    """
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    use = structure_of(argument_map).primary_use(claim)
    if use is None:
        raise EditError("This claim stands alone: there is no conclusion to change places with.")
    return put_map(project, _turned(argument_map, [(claim, use)]))


def make_contention(project: Project, map_id: Id, claim: Id) -> Project:
    """Put a claim on top of its argument, and first among the claims that stand alone.

    Every step between the claim and its old contention is turned round: what was concluded
    from the claim becomes a premise for it. Making the old contention the contention again
    turns them back.
    """
    argument_map = get_map(project, map_id)
    require_claim(argument_map, claim)
    structure = structure_of(argument_map)
    way: list[tuple[Id, Inference]] = []
    top = claim
    while (use := structure.primary_use(top)) is not None:
        way.append((top, use))
        top = use.target
        if top not in argument_map.claims:
            raise EditError(
                "This claim stands below an objection to an inference, so it cannot be put on top: "
                "detach it first."
            )
    if way:
        argument_map = _turned(argument_map, way)
    roots = structure_of(argument_map).roots
    if roots[0].id != claim:
        argument_map = stand(argument_map, roots, claim, 0)
    unchanged = argument_map is project.maps[map_id]
    return project if unchanged else put_map(project, argument_map)


def undercut_to_co_premise(project: Project, map_id: Id, undercut: Id, *, claim: Claim) -> Project:
    """Turn an objection to an inference into one to an unstated co-premise of that inference.

    `claim` is the co-premise that is added, last in the panel: what the step takes for granted.
    """
    argument_map = get_map(project, map_id)
    objection = require_inference(argument_map, undercut)
    step = argument_map.inferences.get(objection.target)
    if step is None:
        raise EditError("This speaks to a claim already, not to an inference.")
    taken = replace(claim, text=clean_text(claim.text), unstated=True)
    changed = [with_premise(step, claim.id, None), replace(objection, target=claim.id, order=1.0)]
    return put_map(project, put_inferences(put_claims(argument_map, [taken]), changed))


def co_premise_to_undercut(project: Project, map_id: Id, claim: Id) -> Project:
    """Turn what speaks to an unstated co-premise into objections to its inference; the claim goes."""
    argument_map = get_map(project, map_id)
    old = require_claim(argument_map, claim)
    structure = structure_of(argument_map)
    uses = structure.uses_of.get(claim, [])
    spoken = structure.inferences_of.get(claim, [])
    if len(uses) != 1 or len(uses[0].premises) < 2:
        raise EditError("Only a co-premise of one inference can be turned into an objection to it.")
    if not old.unstated:
        raise EditError("Only an unstated co-premise can go this way: what the article says must stay.")
    if not spoken:
        raise EditError("Nothing speaks to this co-premise, so there is nothing to turn.")
    step = uses[0]
    premises = tuple(premise for premise in step.premises if premise != claim)
    argument_map = put_inferences(argument_map, [replace(step, premises=premises)])
    argument_map = replace(argument_map, claims=without_items(argument_map.claims, [claim]))
    for inference in spoken:
        siblings = structure_of(argument_map).inferences_of.get(step.id, [])
        turned = replace(inference, target=step.id)
        argument_map = put_inference(argument_map, turned, place_among(siblings, None))
    return put_map(project, argument_map)


def _turned(argument_map: ArgumentMap, way: Sequence[tuple[Id, Inference]]) -> ArgumentMap:
    """The map with the steps of a way upwards turned round: the claim at its foot ends on top.

    `way` has each claim with the inference it is drawn in, from the lowest up.
    """
    before = structure_of(argument_map)
    lowest, highest = way[0][0], way[-1][1].target
    old_top = argument_map.claims.get(highest)
    if old_top is None:
        raise EditError("An inference cannot change places with its premise.")
    over = before.primary_use(highest)
    changed = []
    for premise, use in way:
        if use.target in use.premises:
            raise EditError("This claim is its own conclusion.")
        premises = tuple(use.target if p == premise else p for p in use.premises)
        changed.append(replace(use, target=premise, premises=premises))
    if over is not None:
        if lowest in over.premises:
            raise EditError("The claim is used in both places, so they cannot change places.")
        premises = tuple(lowest if p == highest else p for p in over.premises)
        changed.append(replace(over, premises=premises))
    risen = replace(argument_map.claims[lowest], order=old_top.order, primary=None)
    sunk = replace(old_top, primary=None)
    if over is None:
        risen, sunk = replace(risen, position=old_top.position), replace(sunk, position=None)
    argument_map = put_inferences(put_claims(argument_map, [risen, sunk]), changed)
    after = structure_of(argument_map)
    if any(after.in_circle(use.id) and not before.in_circle(use.id) for _, use in way):
        raise EditError("This would make the argument a circle, because a claim of it is used again.")
    for _, use in way:
        argument_map = drawn_in(argument_map, use.target, use.id)
    return drawn_in(argument_map, lowest, over.id if over is not None else lowest)
