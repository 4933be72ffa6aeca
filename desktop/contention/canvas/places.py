"""What of the map is under the pointer, as something that is dropped there sees it.

Finer than a hit test: the outer quarters of a premise's box and the padding of a
panel are places between premises, and the room beside an inference is a place
among the inferences of its target.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from contention.diagram.drawing import Diagram, Rect
from contention.model.project import Id
from contention.model.structure import Structure

EDGE_SHARE = 0.22
"""Share of a premise's box at either side where a claim goes beside it rather than onto it."""
EDGE_MOST = 32.0
"""Greatest width of that strip, in map units."""
BESIDE = 40.0
"""How far beyond the outermost inference its row still takes a further one, in map units."""
BAR = 4.0
"""Width of an insertion bar, in map units."""


class Where(StrEnum):
    """The parts of a map that take a drop."""

    BOX = "box"
    PILL = "pill"
    PANEL = "panel"
    ROW = "row"
    MAP = "map"


class Mark(NamedTuple):
    """How the place is emphasised: a ring round a piece, or an insertion bar."""

    shape: str
    """"ring" or "bar"."""
    rect: Rect


class Place(NamedTuple):
    """Where a drop would go.

    `id` is the claim of a box, the inference of a pill or panel, the target of a
    row, and empty on the free map. `at` counts premises, inferences of the target
    or standing claims without the piece that is dragged.
    """

    where: Where
    id: Id = ""
    at: int = 0
    mark: Mark | None = None


def place_at(
    structure: Structure, diagram: Diagram, x: float, y: float, *, dragged: Id | None = None
) -> Place:
    """The place at a point of the map, for a claim, an inference or (None) a passage."""
    argument_map = structure.map
    whole_inference = dragged in argument_map.inferences
    hit = diagram.hit(x, y)
    if hit is not None and hit.part == "pill":
        return Place(Where.PILL, hit.id, mark=_ring(diagram.pill_rect(hit.id)))
    if hit is not None and hit.part in {"box", "chip"}:
        rect = diagram.box_rect(hit.id)
        use = structure.primary_use(hit.id)
        beside = use is not None and not whole_inference and hit.id != dragged
        # A reference to a claim drawn elsewhere is hit too: the strips are those of its box alone.
        if beside and rect is not None and rect.contains(x, y) and use is not None:
            strip = min(EDGE_SHARE * rect.width, EDGE_MOST)
            if not rect.x + strip <= x <= rect.right - strip:
                return _in_panel(structure, diagram, use.id, x, dragged)
        return Place(Where.BOX, hit.id, mark=_ring(rect))
    if hit is not None and hit.part == "panel":
        if not whole_inference:
            return _in_panel(structure, diagram, hit.id, x, dragged)
        return _in_row(structure, diagram, argument_map.inferences[hit.id].target, x, dragged)
    target = _row_at(structure, diagram, x, y) if dragged is not None else None
    if target is not None:
        return _in_row(structure, diagram, target, x, dragged)
    return _on_map(structure, diagram, x, dragged)


def _ring(rect: Rect | None) -> Mark | None:
    return Mark("ring", rect) if rect is not None else None


def _in_panel(structure: Structure, diagram: Diagram, inference: Id, x: float, dragged: Id | None) -> Place:
    """A place between the premises that are drawn in an inference's panel."""
    premises = structure.map.inferences[inference].premises
    others = [premise for premise in premises if premise != dragged]
    at = 0
    drawn: list[tuple[int, Rect]] = []
    for index, premise in enumerate(others):
        use = structure.primary_use(premise)
        rect = diagram.box_rect(premise) if use is not None and use.id == inference else None
        if rect is not None:
            drawn.append((index, rect))
            if x > rect.x + rect.width / 2:
                at = index + 1
    panel = diagram.panel_rect(inference)
    mark = _bar(at, drawn, panel) if panel is not None else None
    return Place(Where.PANEL, inference, at, mark)


def _bar(at: int, drawn: list[tuple[int, Rect]], around: Rect) -> Mark:
    """The bar between the pieces before and after place `at`; at the sides inside `around`."""
    before = max((rect.right for index, rect in drawn if index < at), default=None)
    after = min((rect.x for index, rect in drawn if index >= at), default=None)
    if before is None:
        middle = (around.x + after) / 2 if after is not None else around.x + around.width / 2
    else:
        middle = (before + (after if after is not None else around.right)) / 2
    top = min((rect.y for _, rect in drawn), default=around.y)
    bottom = max((rect.bottom for _, rect in drawn), default=around.bottom)
    return Mark("bar", Rect(middle - BAR / 2, top, BAR, bottom - top))


def _row_at(structure: Structure, diagram: Diagram, x: float, y: float) -> Id | None:
    """The target among whose inferences a point of the free map lies, if any."""
    spans: dict[Id, tuple[float, float]] = {}
    for target, siblings in structure.inferences_of.items():
        for sibling in siblings:
            panel = diagram.panel_rect(sibling.id)
            if panel is None or not panel.y - BAR <= y <= panel.bottom + BAR:
                continue
            low, high = spans.get(target, (panel.x, panel.right))
            spans[target] = min(low, panel.x), max(high, panel.right)
    best: tuple[float, Id] | None = None
    for target, (low, high) in spans.items():
        # The narrower row wins where two overlap: it is the one that is aimed at.
        if low - BESIDE <= x <= high + BESIDE and (best is None or high - low < best[0]):
            best = (high - low, target)
    return best[1] if best is not None else None


def _in_row(structure: Structure, diagram: Diagram, target: Id, x: float, dragged: Id | None) -> Place:
    """A place among the inferences of a target, which stand side by side."""
    moving = moving_inference(structure, dragged)
    others = [sibling for sibling in structure.inferences_of.get(target, ()) if sibling.id != moving]
    drawn = [
        (index, panel)
        for index, sibling in enumerate(others)
        if (panel := diagram.panel_rect(sibling.id)) is not None
    ]
    at = max((index + 1 for index, panel in drawn if x > panel.x + panel.width / 2), default=0)
    near = [item for item in drawn if at - 1 <= item[0] <= at]
    if not near:
        return Place(Where.ROW, target, at)
    low = min(panel.x for _, panel in near) - 16
    high = max(panel.right for _, panel in near) + 16
    top = min(panel.y for _, panel in near)
    return Place(Where.ROW, target, at, _bar(at, near, Rect(low, top, high - low, 0.0)))


def moving_inference(structure: Structure, dragged: Id | None) -> Id | None:
    """The inference that moves as a whole with the dragged piece, if one does."""
    if dragged is None or dragged in structure.map.inferences:
        return dragged
    use = structure.primary_use(dragged)
    return use.id if use is not None and use.premises == (dragged,) else None


def _on_map(structure: Structure, diagram: Diagram, x: float, dragged: Id | None) -> Place:
    """A place on the free map, among the claims that are premises of nothing."""
    others = [root.id for root in structure.roots if root.id != dragged]
    at = 0
    for index, root in enumerate(others):
        rect = diagram.box_rect(root)
        if rect is not None and x > rect.x + rect.width / 2:
            at = index + 1
    return Place(Where.MAP, "", at)
