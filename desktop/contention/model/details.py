"""What the reader notes about claims and inferences: basis, ratings, tags, notes, names, sizes.

Functions that take several ids change all of them in one edit; those of another sort than the
edit is about are passed over, so that a mixed selection can be worked on at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from contention.model.edits import (
    EditError,
    checked_position,
    clean_text,
    get_map,
    put_claims,
    put_inferences,
    put_map,
    require_claim,
)
from contention.model.placing import place_among
from contention.model.project import (
    MAX_WIDTH,
    MIN_WIDTH,
    TAG_COLOURS,
    ArgumentMap,
    Claim,
    ClaimRating,
    Id,
    Inference,
    InferenceRating,
    Project,
    Tag,
    in_order,
    with_item,
    without_items,
)

MAX_NAME_LENGTH = 120
"""Characters of a tag's, a scheme's or a basis's name; they stand on a box."""


def set_unstated(project: Project, map_id: Id, ids: Iterable[Id], unstated: bool) -> Project:
    """Mark claims as ones the article relies on without saying them, or take the mark away."""
    return _change(project, map_id, ids, claim=lambda claim: replace(claim, unstated=unstated))


def set_basis(project: Project, map_id: Id, ids: Iterable[Id], basis: str) -> Project:
    """Say what claims rest on: one of `project.BASES` or another word; empty for nothing."""
    basis = clean_name(basis)
    return _change(project, map_id, ids, claim=lambda claim: replace(claim, basis=basis))


def set_claim_rating(project: Project, map_id: Id, ids: Iterable[Id], rating: ClaimRating | None) -> Project:
    """Say what the reader thinks of claims; None for nothing."""
    return _change(project, map_id, ids, claim=lambda claim: replace(claim, rating=rating))


def set_inference_rating(
    project: Project, map_id: Id, ids: Iterable[Id], rating: InferenceRating | None
) -> Project:
    """Say how strong the reader finds inferences; None for nothing."""
    return _change(project, map_id, ids, inference=lambda inference: replace(inference, rating=rating))


def set_scheme(project: Project, map_id: Id, ids: Iterable[Id], scheme: str) -> Project:
    """Name the argument scheme of inferences; empty for none."""
    scheme = clean_name(scheme)
    return _change(project, map_id, ids, inference=lambda inference: replace(inference, scheme=scheme))


def set_note(project: Project, map_id: Id, ids: Iterable[Id], note: str) -> Project:
    """Write a note on claims and inferences; empty for none."""
    note = clean_text(note)
    return _change(
        project,
        map_id,
        ids,
        claim=lambda claim: replace(claim, note=note),
        inference=lambda inference: replace(inference, note=note),
    )


def set_width(project: Project, map_id: Id, ids: Iterable[Id], width: float | None) -> Project:
    """Choose the width of claims' boxes in map units, within what a box can have; None: the map's."""
    width = clean_width(width)
    return _change(project, map_id, ids, claim=lambda claim: replace(claim, width=width))


def set_position(project: Project, map_id: Id, claim: Id, position: tuple[float, float] | None) -> Project:
    """Put the box of a claim that stands alone somewhere, in map units; None: where the layout does."""
    require_claim(get_map(project, map_id), claim)
    place = None if position is None else checked_position(position)
    return _change(project, map_id, [claim], claim=lambda old: replace(old, position=place))


# --- passages ---------------------------------------------------------------------------


def set_implied(project: Project, map_id: Id, claim: Id, passage_id: Id, implied: bool) -> Project:
    """Say whether a passage suggests its claim without saying it."""
    old = _require_passage(project, map_id, claim, passage_id)
    passages = tuple(replace(p, implied=implied) if p.id == passage_id else p for p in old.passages)
    return _change(project, map_id, [claim], claim=lambda found: replace(found, passages=passages))


def remove_passage(project: Project, map_id: Id, claim: Id, passage_id: Id) -> Project:
    """Let a claim rest on one passage less; the article keeps its words."""
    old = _require_passage(project, map_id, claim, passage_id)
    passages = tuple(p for p in old.passages if p.id != passage_id)
    return _change(project, map_id, [claim], claim=lambda found: replace(found, passages=passages))


# --- tags -------------------------------------------------------------------------------


def set_tag(project: Project, map_id: Id, ids: Iterable[Id], tag_id: Id, on: bool) -> Project:
    """Give a tag to claims and inferences, as their last, or take it from them."""
    _require_tag(project, tag_id)

    def tags(old: tuple[Id, ...]) -> tuple[Id, ...]:
        if on:
            return old if tag_id in old else (*old, tag_id)
        return tuple(tag for tag in old if tag != tag_id)

    return _change(
        project,
        map_id,
        ids,
        claim=lambda claim: replace(claim, tags=tags(claim.tags)),
        inference=lambda inference: replace(inference, tags=tags(inference.tags)),
    )


def add_tag(project: Project, tag: Tag) -> Project:
    """One more tag to choose from, after the others."""
    place = place_among(in_order(project.tags.values()), None)
    placed = replace(tag, order=place.order)
    return replace(project, tags=with_item(project.tags, tag.id, _sound_tag(project, placed)))


def change_tag(
    project: Project, tag_id: Id, *, name: str | None = None, colour: str | None = None
) -> Project:
    """Give a tag another name or another of `project.TAG_COLOURS`, wherever it is used."""
    old = _require_tag(project, tag_id)
    new = replace(
        old, name=old.name if name is None else name, colour=old.colour if colour is None else colour
    )
    new = _sound_tag(project, new)
    return project if new == old else replace(project, tags=with_item(project.tags, tag_id, new))


def delete_tag(project: Project, tag_id: Id) -> Project:
    """Take a tag out of the project, and off everything that has it, on every map."""
    _require_tag(project, tag_id)
    for argument_map in project.maps.values():
        tagged = [
            item.id
            for items in (argument_map.claims, argument_map.inferences)
            for item in items.values()
            if tag_id in item.tags
        ]
        if tagged:
            project = set_tag(project, argument_map.id, tagged, tag_id, on=False)
    return replace(project, tags=without_items(project.tags, [tag_id]))


# --- what they are made of --------------------------------------------------------------


def clean_name(name: str) -> str:
    """A name on one line, printable, trimmed, of sane length."""
    return " ".join(clean_text(name).split())[:MAX_NAME_LENGTH].rstrip()


def clean_width(width: float | None) -> float | None:
    """A width as a box can have it: the nearest that is neither too narrow nor too wide.

    Raises:
        EditError: it is not a number.
    """
    if width is None:
        return None
    if math.isnan(width):
        raise EditError("The width of a box must be a number.")
    return min(MAX_WIDTH, max(MIN_WIDTH, float(width)))


def _change(
    project: Project,
    map_id: Id,
    ids: Iterable[Id],
    *,
    claim: Callable[[Claim], Claim] | None = None,
    inference: Callable[[Inference], Inference] | None = None,
) -> Project:
    """The project with items of these ids changed; the same where none comes out different."""
    argument_map: ArgumentMap = get_map(project, map_id)
    claims, inferences = [], []
    for item in dict.fromkeys(ids):
        if (old_claim := argument_map.claims.get(item)) is not None:
            if claim is not None and (new_claim := claim(old_claim)) != old_claim:
                claims.append(new_claim)
        elif (old_inference := argument_map.inferences.get(item)) is not None:
            if inference is not None and (new := inference(old_inference)) != old_inference:
                inferences.append(new)
        else:
            raise EditError("What this is about is no longer on the map.")
    if not claims and not inferences:
        return project
    return put_map(project, put_inferences(put_claims(argument_map, claims), inferences))


def _require_passage(project: Project, map_id: Id, claim_id: Id, passage_id: Id) -> Claim:
    claim = require_claim(get_map(project, map_id), claim_id)
    if all(passage.id != passage_id for passage in claim.passages):
        raise EditError("This passage is no longer linked to the claim.")
    return claim


def _require_tag(project: Project, tag_id: Id) -> Tag:
    if (tag := project.tags.get(tag_id)) is None:
        raise EditError("This tag is no longer in the project.")
    return tag


def _sound_tag(project: Project, tag: Tag) -> Tag:
    name = clean_name(tag.name)
    if not name:
        raise EditError("A tag needs a name.")
    if any(o.id != tag.id and o.name.casefold() == name.casefold() for o in project.tags.values()):
        raise EditError("There is a tag “{name}” already.", name=name)
    if tag.colour not in TAG_COLOURS:
        raise EditError("A tag cannot have the colour “{colour}”.", colour=tag.colour)
    return replace(tag, name=name)
