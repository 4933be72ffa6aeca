"""Which passages of the shown article stand on the map, and in which role."""

from __future__ import annotations

from typing import NamedTuple

from contention.model.anchors import stands
from contention.model.project import ArgumentMap, Id
from contention.model.structure import Role, Structure, structure_of


class Highlight(NamedTuple):
    """A passage as the pane marks it; places count code points of the canonical text."""

    start: int
    end: int
    claim: Id
    passage: Id
    role: Role
    lane: int = 0
    """0, or more where it overlaps others: they are drawn side by side."""


def highlights(argument_map: ArgumentMap, article: Id, text: str) -> tuple[Highlight, ...]:
    """The highlights of a map in one article, by place.

    A passage whose words are not at its place any more is left out rather than
    marked where it may be wrong. Equal values mean that nothing is to be repainted.
    """
    structure: Structure | None = None
    found: list[Highlight] = []
    for claim in argument_map.claims.values():
        for passage in claim.passages:
            if passage.article != article or not stands(passage, text):
                continue
            structure = structure or structure_of(argument_map)
            role = structure.role(claim.id)
            found.append(Highlight(passage.start, passage.end, claim.id, passage.id, role))
    return _in_lanes(sorted(found, key=lambda h: (h.start, -h.end, h.claim, h.passage)))


def _in_lanes(ordered: list[Highlight]) -> tuple[Highlight, ...]:
    """Each highlight in the first lane that is free where it begins (interval colouring)."""
    free_from: list[int] = []
    placed: list[Highlight] = []
    for highlight in ordered:
        lane = next((n for n, end in enumerate(free_from) if end <= highlight.start), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = highlight.end
        placed.append(highlight._replace(lane=lane))
    return tuple(placed)


def at(marks: tuple[Highlight, ...], position: int) -> list[Highlight]:
    """The highlights over a place in the text, the shortest (most particular) first."""
    over = [mark for mark in marks if mark.start <= position < mark.end]
    return sorted(over, key=lambda mark: (mark.end - mark.start, mark.claim))
