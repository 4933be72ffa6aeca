"""A branch on its way: copied from a map, pasted into this or another one.

The outline that stands for it in other programs is in `outline_text`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from contention.model.details import clean_name, clean_width
from contention.model.edits import (
    EditError,
    clean_text,
    get_map,
    put_claims,
    put_inferences,
    put_map,
    require_item,
)
from contention.model.outline_text import Item, read_outline, write_outline
from contention.model.placing import place_among
from contention.model.project import (
    ArgumentMap,
    Claim,
    Id,
    Inference,
    Kind,
    Ordered,
    Project,
    passage_order,
)
from contention.model.structure import Structure, structure_of

MAX_ITEMS = 50_000
"""Claims and inferences that a branch may have; what another program offers may be anything."""


MAX_PLACE = 2**31 - 1
"""Of a passage in its article, and of an inference among others; a file holds no greater one."""


class Branch(msgspec.Struct, frozen=True):
    """Claims and inferences that were taken out of a map together.

    Every premise of its inferences is in it; every target too, but for those of `tops`.
    """

    claims: tuple[Claim, ...] = ()
    inferences: tuple[Inference, ...] = ()
    tops: tuple[Id, ...] = ()
    """What stands on top, in reading order: claims, and inferences without their target."""

    def __bool__(self) -> bool:
        return bool(self.tops)


def tops_of(structure: Structure, ids: Iterable[Id]) -> list[Id]:
    """Of these items, those that are not drawn below another of them, in reading order."""
    chosen = {item for item in ids if item in structure.map.claims or item in structure.map.inferences}
    if len(chosen) < 2:
        return list(chosen)
    found: list[Id] = []
    covered: set[Id] = set()
    for item in structure.reading_order():
        if item in chosen and item not in covered:
            found.append(item)
            covered.update(structure.below(item))
    return found


def copy_branch(argument_map: ArgumentMap, ids: Iterable[Id]) -> Branch:
    """These items with all that is drawn below them.

    A claim that is only referred to in the branch is in it too, without what is below it.
    """
    structure = structure_of(argument_map)
    tops = tops_of(structure, ids)
    inside = dict.fromkeys(item for top in tops for item in structure.below(top))
    inferences = tuple(i for item in inside if (i := argument_map.inferences.get(item)) is not None)
    named = (premise for inference in inferences for premise in inference.premises)
    claims = dict.fromkeys([*(item for item in inside if item in argument_map.claims), *named])
    found = tuple(argument_map.claims[claim] for claim in claims if claim in argument_map.claims)
    return sound(Branch(found, inferences, tuple(tops)))


def sound(branch: Branch) -> Branch:
    """The branch less what leads nowhere; nothing that another program offers is believed.

    Inferences that lead to no top of the branch are left out, and so is a branch that is too large.
    """
    if len(branch.claims) + len(branch.inferences) > MAX_ITEMS:
        return Branch()
    claims = {claim.id: claim for claim in branch.claims}
    inferences: dict[Id, Inference] = {}
    for inference in branch.inferences:
        premises = tuple(dict.fromkeys(p for p in inference.premises if p in claims))
        if premises and inference.id not in claims and inference.target not in premises:
            inferences[inference.id] = replace(inference, premises=premises)
    tops = [top for top in dict.fromkeys(branch.tops) if top in claims or top in inferences]
    about: dict[Id, list[Inference]] = {}
    for inference in inferences.values():
        if inference.id not in tops:
            about.setdefault(inference.target, []).append(inference)
    kept: dict[Id, None] = {}
    waiting = list(reversed(tops))
    while waiting:
        item = waiting.pop()
        if item in kept:
            continue
        kept[item] = None
        if item in inferences:
            waiting.extend(inferences[item].premises)
        waiting.extend(inference.id for inference in about.get(item, ()))
    return Branch(
        tuple(claim for claim in claims.values() if claim.id in kept),
        tuple(inference for inference in inferences.values() if inference.id in kept),
        tuple(tops),
    )


def paste_branch(
    project: Project,
    map_id: Id,
    branch: Branch,
    *,
    target: Id | None = None,
    kind: Kind = Kind.REASON,
    fresh: Callable[[], Id],
    at: int | None = None,
) -> Project:
    """Put a copy of a branch on a map, under ids that `fresh` gives.

    On a `target` its top claims become inferences of this `kind`, and its top inferences speak to
    the target as what they are. Without one its top claims stand alone; top inferences that are
    more than one claim get an empty claim to speak to. `at` is the place among the siblings.
    Passages of articles, and tags, that the project does not have are left out.
    """
    argument_map = get_map(project, map_id)
    branch = sound(branch)
    if not branch:
        raise EditError("There is nothing to paste.")
    if target is not None:
        require_item(argument_map, target)
    new = _renamed(project, branch, fresh)
    claims = {claim.id: claim for claim in new.claims}
    inferences = {inference.id: inference for inference in new.inferences}
    structure = structure_of(argument_map)
    if target is None:
        row: list[Claim] = list(structure.roots)
        for number, top in enumerate(_standing(new, claims, inferences, fresh)):
            row = _put_in_row(row, claims[top], None if at is None else at + number)
        claims |= {claim.id: claim for claim in row}
    else:
        steps = list(structure.inferences_of.get(target, []))
        for number, step in enumerate(
            _speaking_to(target, kind, new, claims=claims, inferences=inferences, fresh=fresh)
        ):
            steps = _put_in_row(steps, step, None if at is None else at + number)
        inferences |= {step.id: step for step in steps}
    argument_map = put_claims(argument_map, list(claims.values()))
    return put_map(project, put_inferences(argument_map, list(inferences.values())))


def branch_from_text(text: str, fresh: Callable[[], Id]) -> Branch:
    """The branch that an outline stands for (see `outline_text`); a single line is a claim.

    Text without any words gives a branch without anything.
    """
    return _Growing(fresh).branch(read_outline(text))


def branch_to_text(branch: Branch) -> str:
    """The branch as an outline that `branch_from_text` reads again."""
    return write_outline(branch.claims, branch.inferences, branch.tops)


def _standing(
    new: Branch, claims: dict[Id, Claim], inferences: dict[Id, Inference], fresh: Callable[[], Id]
) -> list[Id]:
    """The claims that stand alone where a branch is pasted on no target; changes the mappings."""
    tops: dict[Id, None] = {}
    empty_above: dict[Id, Id] = {}
    spoken_to = {inference.target for inference in inferences.values()}
    used = {premise for inference in inferences.values() for premise in inference.premises}
    for top in new.tops:
        if top in claims:
            tops[top] = None
            if top in used:
                claims[top] = replace(claims[top], primary=top)
            continue
        step = inferences[top]
        if len(step.premises) == 1 and top not in spoken_to and step.target not in empty_above:
            del inferences[top]
            (premise,) = step.premises
            tops[premise] = None
            used_still = any(premise in other.premises for other in inferences.values())
            claims[premise] = replace(claims[premise], primary=premise if used_still else None)
            continue
        if step.target not in empty_above:
            above = Claim(id=fresh())
            claims[above.id] = above
            tops[above.id] = None
            empty_above[step.target] = above.id
        inferences[top] = replace(step, target=empty_above[step.target])
    return list(tops)


def _speaking_to(
    target: Id,
    kind: Kind,
    new: Branch,
    *,
    claims: dict[Id, Claim],
    inferences: dict[Id, Inference],
    fresh: Callable[[], Id],
) -> list[Inference]:
    """The inferences that a branch becomes on a target; changes the mappings."""
    used = {premise for inference in inferences.values() for premise in inference.premises}
    steps = []
    for top in new.tops:
        if top in claims:
            step = Inference(id=fresh(), kind=kind, target=target, premises=(top,))
            if top in used:
                claims[top] = replace(claims[top], primary=step.id)
        else:
            step = replace(inferences.pop(top), target=target)
        steps.append(step)
    return steps


def _put_in_row(row: Sequence[Ordered], item: Ordered, at: int | None) -> list[Ordered]:
    """The siblings in order with one more, before the one at `at`."""
    placing = place_among(row, at)
    siblings = list(placing.renumbered or row)
    place = len(siblings) if at is None else max(0, min(at, len(siblings)))
    siblings.insert(place, replace(item, order=placing.order))
    return siblings


def _renamed(project: Project, branch: Branch, fresh: Callable[[], Id]) -> Branch:
    """The branch under new ids, with nothing the project does not have."""
    names = {claim.id: fresh() for claim in branch.claims}
    names |= {inference.id: fresh() for inference in branch.inferences}
    return Branch(
        tuple(_renamed_claim(project, claim, names, fresh) for claim in branch.claims),
        tuple(
            replace(
                inference,
                id=names[inference.id],
                order=inference.order if abs(inference.order) <= MAX_PLACE else 0.0,
                scheme=clean_name(inference.scheme),
                note=clean_text(inference.note),
                target=names.get(inference.target, inference.target),
                premises=tuple(names[premise] for premise in inference.premises),
                tags=tuple(tag for tag in inference.tags if tag in project.tags),
            )
            for inference in branch.inferences
        ),
        tuple(names[top] for top in branch.tops),
    )


def _renamed_claim(project: Project, claim: Claim, names: Mapping[Id, Id], fresh: Callable[[], Id]) -> Claim:
    # A claim that stood alone in its own map does not here, unless it is a top.
    chosen = claim.primary if claim.primary != claim.id else None
    return replace(
        claim,
        id=names[claim.id],
        text=clean_text(claim.text),
        basis=clean_name(claim.basis),
        note=clean_text(claim.note),
        width=clean_width(claim.width),
        order=0.0,
        primary=names.get(chosen) if chosen is not None else None,
        position=None,
        tags=tuple(tag for tag in claim.tags if tag in project.tags),
        passages=tuple(
            replace(passage, id=fresh())
            for passage in sorted(claim.passages, key=passage_order)
            if passage.article in project.articles and 0 <= passage.start < passage.end <= MAX_PLACE
        ),
    )


class _Growing:
    """A branch while the lines of an outline are read."""

    def __init__(self, fresh: Callable[[], Id]) -> None:
        self._fresh = fresh
        self._claims: dict[Id, Claim] = {}
        self._inferences: dict[Id, Inference] = {}
        self._outside = fresh()
        """What the lines speak to that have no claim above them."""

    def branch(self, items: Sequence[Item]) -> Branch:
        ids = [self._fresh() for _ in items]
        #: The inference that each item's claim is drawn in.
        step_of: dict[int, Id] = {}
        tops = []
        for number, item in enumerate(items):
            claim = ids[number]
            self._claims[claim] = Claim(id=claim, text=clean_text(item.text))
            if item.joins is not None and item.joins in step_of:
                step = step_of[item.joins]
                old = self._inferences[step]
                self._inferences[step] = replace(old, premises=(*old.premises, claim))
                step_of[number] = step
            elif item.open:
                step_of[number] = self._add(item.kind, self._outside, claim)
                tops.append(step_of[number])
            elif item.about is None:
                tops.append(claim)
            else:
                target = ids[item.about]
                if item.to_step and item.about in step_of:
                    target = step_of[item.about]
                step_of[number] = self._add(item.kind, target, claim)
        return Branch(tuple(self._claims.values()), tuple(self._inferences.values()), tuple(tops))

    def _add(self, kind: Kind, target: Id, premise: Id) -> Id:
        order = float(len(self._inferences) + 1)
        step = Inference(id=self._fresh(), kind=kind, target=target, premises=(premise,), order=order)
        self._inferences[step.id] = step
        return step.id
