"""The part of a map that a picture shows, and what is left out of it."""

from __future__ import annotations

from msgspec.structs import replace

from contention.export.options import PictureOptions
from contention.model.project import ArgumentMap, Claim, Id, Inference, Project, read_only


def part_of(argument_map: ArgumentMap, options: PictureOptions) -> tuple[ArgumentMap, Id | None]:
    """The map without what the options leave out, and the item whose branch alone is drawn.

    Of a selection the selected claims come out, with every inference between them: one whose
    target is selected, with those of its premises that are.
    """
    claims, inferences = dict(argument_map.claims), dict(argument_map.inferences)
    focus: Id | None = None
    if options.part == "branch" and options.chosen:
        focus = options.chosen[-1]
    elif options.part == "selection":
        claims, inferences = _selected(argument_map, set(options.chosen))
    if not options.ratings:
        claims = {key: replace(one, rating=None, basis="") for key, one in claims.items()}
        inferences = {key: replace(one, rating=None) for key, one in inferences.items()}
    if not options.tags:
        claims = {key: replace(one, tags=()) for key, one in claims.items()}
        inferences = {key: replace(one, tags=()) for key, one in inferences.items()}
    drawn = replace(
        argument_map,
        claims=read_only(claims),
        inferences=read_only(inferences),
        orientation=options.orientation or argument_map.orientation,
        compact=argument_map.compact if options.compact is None else options.compact,
    )
    return drawn, focus


def _selected(argument_map: ArgumentMap, chosen: set[Id]) -> tuple[dict[Id, Claim], dict[Id, Inference]]:
    """What is selected; a selected inference brings its premises and its target claim along."""
    for item in list(chosen):
        inference = argument_map.inferences.get(item)
        while inference is not None:
            chosen.update(inference.premises)
            chosen.add(inference.target)
            inference = argument_map.inferences.get(inference.target)
    claims = {key: one for key, one in argument_map.claims.items() if key in chosen}
    kept: dict[Id, Inference] = {}
    waiting = list(argument_map.inferences.values())
    while True:
        added = [
            replace(one, premises=premises)
            for one in waiting
            if one.id not in kept
            and (one.target in claims or one.target in kept)
            and (premises := tuple(premise for premise in one.premises if premise in claims))
        ]
        if not added:
            break
        kept.update((one.id, one) for one in added)
    homes = {
        key: one if one.primary in {None, key} or one.primary in kept else replace(one, primary=None)
        for key, one in claims.items()
    }
    return homes, kept


def with_map(project: Project, argument_map: ArgumentMap) -> Project:
    """The project with another value of a map, as when something of it is left out."""
    return replace(project, maps=read_only({**project.maps, argument_map.id: argument_map}))
