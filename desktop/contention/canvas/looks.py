"""How the pieces of the map look beside being there: stressed, receding, found, with their cross links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contention.model.project import Id
from contention.model.structure import Structure
from contention.session.map_view import MapViewState

NONE: frozenset[Id] = frozenset()
MOST_LINES = 20
"""Selected pieces whose lines of reasoning are stressed together."""
FILTERED = 0.38
"""Opacity of what the filter does not match."""
RECEDING = 0.72
"""Opacity of what stands beside a line of reasoning that is looked at: it stays readable."""


class Looks(NamedTuple):
    """What `diagram.painter.paint` is told of a moment."""

    faded: frozenset[Id] = NONE
    stressed: frozenset[Id] = NONE
    marked: frozenset[Id] = NONE
    linked: frozenset[Id] = NONE
    faded_opacity: float = 1.0


def line_of_reasoning(structure: Structure, items: Iterable[Id]) -> frozenset[Id]:
    """The claims and inferences from each item up to its contention, the items among them.

    Follows each claim from the place where it is drawn. An inference brings its premises along.
    """
    climbed: set[Id] = set()
    beside: set[Id] = set()
    for item in items:
        inference = structure.map.inferences.get(item)
        if inference is not None:
            beside.update(inference.premises)
        elif item not in structure.map.claims:
            continue
        for over in structure.above(item):
            if over in climbed:
                break
            climbed.add(over)
    return frozenset(climbed | beside)


def looks(
    structure: Structure, view: MapViewState, selected: Sequence[Id], hovered: Id, *, recede: bool
) -> Looks:
    """How everything looks now: a hovered piece is looked at before those that are selected.

    `recede` is whether what stands beside the line of reasoning recedes, which from afar is not seen.
    """
    # Of a whole crowd there is no line to follow, but that of the last one.
    looked_at = (hovered,) if hovered else selected if len(selected) <= MOST_LINES else selected[-1:]
    line = line_of_reasoning(structure, looked_at)
    # A line of one claim is no line: a contention that is looked at stresses nothing.
    stressed = line if len(line) > 1 else NONE
    linked = frozenset({*selected, hovered} if hovered else selected)
    argument_map = structure.map
    every = (item for items in (argument_map.claims, argument_map.inferences) for item in items)
    if not view.filter:
        rest = frozenset(item for item in every if item not in stressed) if stressed and recede else NONE
        return Looks(rest, stressed, NONE, linked, RECEDING)
    matches = view.matches()
    faded = frozenset(item for item in every if item not in matches)
    return Looks(faded, stressed, matches if view.filter.text else NONE, linked, FILTERED)
