"""Adding, wording and deleting: every edit is a function ``Project -> Project``.

An edit that cannot be done raises `EditError` with a sentence for the reader;
one that would change nothing returns the very project it was given. Ids are
handed in with the new items, so an edit gives the same value every time.
Rearranging what is already there is in `moves`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from contention.model.homes import settled
from contention.model.placing import Placing, place_among
from contention.model.project import (
    ArgumentMap,
    Article,
    Claim,
    Id,
    Inference,
    Kind,
    Passage,
    Project,
    in_order,
    passage_order,
    read_only,
    with_item,
    without_items,
)
from contention.model.structure import Structure, structure_of

MAX_CLAIM_LENGTH = 20_000
"""Characters; the longest sentence anyone maps is far shorter, a pasted book far longer."""

MAX_POSITION = 10.0**9
"""Map units either way from 0; a project file holds no number beyond it."""

# Control characters (a line break stays) and lone surrogates, which no file can hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class EditError(Exception):
    """An edit that makes no sense here; its text is a sentence for the reader.

    The sentence is kept as a template with its fields apart, for translation.
    """

    def __init__(self, template: str, **fields: str) -> None:
        super().__init__(template.format(**fields))
        self.template = template
        self.fields = fields


def add_article(project: Project, article: Article) -> Project:
    """The project with one more article, after the others."""
    place = place_among(in_order(project.articles.values()), None)
    return replace(
        project,
        title=project.title or article.title,
        articles=with_item(project.articles, article.id, replace(article, order=place.order)),
    )


def add_claim(project: Project, map_id: Id, claim: Claim, *, at: int | None = None) -> Project:
    """A claim that stands alone, at a place among the others that do."""
    argument_map = get_map(project, map_id)
    placing = place_among(structure_of(argument_map).roots, at)
    placed = replace(claim, text=clean_text(claim.text), order=placing.order)
    return put_map(project, put_claims(argument_map, [*placing.renumbered, placed]))


def add_inference(
    project: Project,
    map_id: Id,
    *,
    kind: Kind,
    target: Id,
    claim: Claim,
    inference_id: Id,
    at: int | None = None,
) -> Project:
    """A new claim as a reason for, or an objection to, a claim or an inference."""
    argument_map = get_map(project, map_id)
    require_item(argument_map, target)
    with_claim = put_claims(argument_map, [replace(claim, text=clean_text(claim.text))])
    inference = Inference(id=inference_id, kind=kind, target=target, premises=(claim.id,))
    siblings = structure_of(argument_map).inferences_of.get(target, [])
    return put_map(project, put_inference(with_claim, inference, place_among(siblings, at)))


def add_co_premise(
    project: Project, map_id: Id, *, inference: Id, claim: Claim, at: int | None = None
) -> Project:
    """A new claim as one more premise of an inference, at a place among its premises."""
    argument_map = get_map(project, map_id)
    old = require_inference(argument_map, inference)
    with_claim = put_claims(argument_map, [replace(claim, text=clean_text(claim.text))])
    return put_map(project, put_inferences(with_claim, [with_premise(old, claim.id, at)]))


def set_text(project: Project, map_id: Id, claim_id: Id, text: str) -> Project:
    """The claim in other words."""
    argument_map = get_map(project, map_id)
    claim = require_claim(argument_map, claim_id)
    text = clean_text(text)
    if text == claim.text:
        return project
    return put_map(project, put_claims(argument_map, [replace(claim, text=text)]))


def link_passage(project: Project, map_id: Id, claim_id: Id, passage: Passage) -> Project:
    """One more passage that the claim rests on; the same words twice change nothing."""
    argument_map = get_map(project, map_id)
    claim = require_claim(argument_map, claim_id)
    place = (passage.article, passage.start, passage.end)
    if any((p.article, p.start, p.end) == place for p in claim.passages):
        return project
    passages = tuple(sorted((*claim.passages, passage), key=passage_order))
    return put_map(project, put_claims(argument_map, [replace(claim, passages=passages)]))


def delete(project: Project, map_id: Id, ids: Iterable[Id]) -> Project:
    """Delete claims and inferences with the branches below them.

    A claim in such a branch stays, with its own branch, where something that is left uses it.
    """
    argument_map = get_map(project, map_id)
    structure = structure_of(argument_map)
    claims, inferences = argument_map.claims, argument_map.inferences
    chosen = [item for item in dict.fromkeys(ids) if item in claims or item in inferences]
    if not chosen:
        return project
    doomed = _doomed(structure, chosen)
    gone = doomed | _left_behind(structure, doomed)
    left = without_items(inferences, gone)
    lost = {i.id: tuple(p for p in i.premises if p not in gone) for i in left.values()}
    changed = [replace(i, premises=lost[i.id]) for i in left.values() if lost[i.id] != i.premises]
    smaller = replace(argument_map, claims=without_items(claims, gone), inferences=left)
    smaller = put_inferences(smaller, changed)
    homeless = [p for item in gone if item in inferences for p in inferences[item].premises if p not in gone]
    freed = [replace(smaller.claims[p], primary=None) for p in homeless if smaller.claims[p].primary in gone]
    smaller = put_claims(smaller, freed)
    return put_map(project, settled(smaller, homeless) if homeless else smaller)


def _doomed(structure: Structure, chosen: Iterable[Id]) -> set[Id]:
    """What cannot stay: the chosen, inferences left without a premise, and what is said about those."""
    doomed: set[Id] = set()
    waiting = list(chosen)
    while waiting:
        item = waiting.pop()
        if item in doomed:
            continue
        doomed.add(item)
        waiting.extend(inference.id for inference in structure.inferences_of.get(item, ()))
        uses = structure.uses_of.get(item, ())
        waiting.extend(use.id for use in uses if doomed.issuperset(use.premises))
    return doomed


def _left_behind(structure: Structure, doomed: set[Id]) -> set[Id]:
    """What only the doomed led to: their premises and all below, less what something else uses."""
    found: set[Id] = set()
    waiting = [p for item in doomed for p in _premises_drawn_below(structure, item)]
    while waiting:
        item = waiting.pop()
        if item in found or item in doomed:
            continue
        found.add(item)
        waiting.extend(_premises_drawn_below(structure, item))
        waiting.extend(inference.id for inference in structure.inferences_of.get(item, ()))
    gone = found | doomed
    saved: set[Id] = set()
    waiting = [c for c in found if any(use.id not in gone for use in structure.uses_of.get(c, ()))]
    while waiting:
        item = waiting.pop()
        if item not in found or item in saved:
            continue
        saved.add(item)
        if (inference := structure.map.inferences.get(item)) is not None:
            waiting.extend(inference.premises)
        waiting.extend(inference.id for inference in structure.inferences_of.get(item, ()))
    return found - saved


def _premises_drawn_below(structure: Structure, item: Id) -> list[Id]:
    """The premises of an inference, but for those that stand alone; none where it is a claim."""
    inference = structure.map.inferences.get(item)
    if inference is None:
        return []
    return [p for p in inference.premises if structure.primary_use(p) is not None]


# --- what the edits here and in `moves` are made of ---------------------------------


def clean_text(text: str) -> str:
    """A claim's words as a project can hold them: printable, trimmed, of sane length."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub("", lines).strip()[:MAX_CLAIM_LENGTH].rstrip()


def checked_position(position: tuple[float, float]) -> tuple[float, float]:
    """A place for a box as a project can hold it, in map units.

    Raises:
        EditError: the numbers are not finite, or so large that nobody could find the box.
    """
    left, top = float(position[0]), float(position[1])
    if not (abs(left) <= MAX_POSITION and abs(top) <= MAX_POSITION):
        raise EditError("A claim cannot be put that far away.")
    return (left, top)


def get_map(project: Project, map_id: Id) -> ArgumentMap:
    """The map of this id.

    Raises:
        EditError: the project has no such map.
    """
    if (argument_map := project.maps.get(map_id)) is None:
        raise EditError("This map is no longer in the project.")
    return argument_map


def require_claim(argument_map: ArgumentMap, claim_id: Id) -> Claim:
    """The claim of this id, or an `EditError` where the map has none."""
    if (claim := argument_map.claims.get(claim_id)) is None:
        raise EditError("This claim is no longer on the map.")
    return claim


def require_inference(argument_map: ArgumentMap, inference_id: Id) -> Inference:
    """The inference of this id, or an `EditError` where the map has none."""
    if (inference := argument_map.inferences.get(inference_id)) is None:
        raise EditError("This inference is no longer on the map.")
    return inference


def require_item(argument_map: ArgumentMap, item: Id) -> Claim | Inference:
    """The claim or inference of this id, or an `EditError` where the map has neither."""
    found = argument_map.claims.get(item) or argument_map.inferences.get(item)
    if found is None:
        raise EditError("What this should be attached to is no longer on the map.")
    return found


def with_premise(inference: Inference, claim_id: Id, at: int | None) -> Inference:
    """The inference with one more premise, before the one at `at` (None: last)."""
    premises: list[Id] = list(inference.premises)
    premises.insert(len(premises) if at is None else max(0, at), claim_id)
    return replace(inference, premises=tuple(premises))


def put_claims(argument_map: ArgumentMap, claims: Sequence[Claim]) -> ArgumentMap:
    """The map with these claims added or replaced."""
    if not claims:
        return argument_map
    items = {c.id: c for c in claims}
    return replace(argument_map, claims=read_only({**argument_map.claims, **items}))


def put_inferences(argument_map: ArgumentMap, inferences: Sequence[Inference]) -> ArgumentMap:
    """The map with these inferences added or replaced."""
    if not inferences:
        return argument_map
    items = {i.id: i for i in inferences}
    return replace(argument_map, inferences=read_only({**argument_map.inferences, **items}))


def put_inference(
    argument_map: ArgumentMap, inference: Inference, placing: Placing[Inference]
) -> ArgumentMap:
    """The map with an inference at a place that was found among its siblings."""
    return put_inferences(argument_map, [*placing.renumbered, replace(inference, order=placing.order)])


def put_map(project: Project, argument_map: ArgumentMap) -> Project:
    """The project with one map added or replaced."""
    return replace(project, maps=with_item(project.maps, argument_map.id, argument_map))
