"""Where a claim that is used in several places is drawn: the place kept or chosen when others go.

`Claim.primary` names the inference a claim is drawn in, or the claim itself where it stands
alone although it is a premise of something too; None leaves it to the order of its uses.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from contention.model.placing import place_among
from contention.model.project import ArgumentMap, Claim, Id, read_only
from contention.model.structure import Structure, structure_of


def settled(argument_map: ArgumentMap, claims: Iterable[Id]) -> ArgumentMap:
    """The map with a sound primary place for each of these claims, which may have lost theirs.

    A claim keeps the place it has where that still uses it. Otherwise it is drawn in its first
    use that is not below the claim itself; where there is none, it stands alone.
    """
    structure = structure_of(argument_map)
    for claim_id in dict.fromkeys(claims):
        claim = argument_map.claims.get(claim_id)
        if claim is None:
            continue
        home = _home(structure, claim)
        if home != claim.primary:
            placed = replace(claim, primary=home)
            if home == claim_id:
                placed = replace(placed, order=place_among(structure.roots, None).order)
            argument_map = _with_claim(argument_map, placed)
            structure = structure_of(argument_map)
    return argument_map


def drawn_in(argument_map: ArgumentMap, claim_id: Id, place: Id) -> ArgumentMap:
    """The map with a claim drawn in the inference `place` (its own id: standing alone)."""
    claim = argument_map.claims[claim_id]
    uses = sum(claim_id in inference.premises for inference in argument_map.inferences.values())
    home = place if uses > 1 or (uses and place == claim_id) else None
    return argument_map if claim.primary == home else _with_claim(argument_map, replace(claim, primary=home))


def present_home(structure: Structure, claim_id: Id) -> Id:
    """What `Claim.primary` must be for a claim to stay where it is drawn when it is used again."""
    use = structure.primary_use(claim_id)
    return use.id if use is not None else claim_id


def stands_below(structure: Structure, item: Id, claim_id: Id) -> bool:
    """Whether an item is drawn below a claim, or is it: a claim drawn there would hang from itself."""
    seen: set[Id] = set()
    claims, inferences = structure.map.claims, structure.map.inferences
    while item not in seen:
        if item == claim_id:
            return True
        seen.add(item)
        if (inference := inferences.get(item)) is not None:
            item = inference.target
        elif (uses := structure.uses_of.get(item)) and claims[item].primary != item:
            # As chosen, not as `primary_use` has it, which has opened the circles already.
            item = uses[0].id
    return False


def _home(structure: Structure, claim: Claim) -> Id | None:
    uses = structure.uses_of.get(claim.id, [])
    if not uses:
        return None
    if claim.primary is not None and (
        claim.primary == claim.id or any(use.id == claim.primary for use in uses)
    ):
        return claim.primary
    for use in uses:
        if not stands_below(structure, use.target, claim.id):
            return use.id if len(uses) > 1 else None
    return claim.id


def _with_claim(argument_map: ArgumentMap, claim: Claim) -> ArgumentMap:
    return replace(argument_map, claims=read_only({**argument_map.claims, claim.id: claim}))
