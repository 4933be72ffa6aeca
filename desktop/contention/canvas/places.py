"""What of the map is under the pointer, as something that is dropped there sees it.

Finer than a hit test: the outer quarters of a premise's box and the padding of a
panel are places between premises, and the room beside an inference is a place
among the inferences of its target.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from contention.canvas.transform import union
from contention.diagram.drawing import Diagram, Point, Rect
from contention.model.project import Id, Orientation
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
    structure: Structure,
    diagram: Diagram,
    x: float,
    y: float,
    *,
    dragged: Id | None = None,
    stays: bool = False,
) -> Place:
    """The place at a point of the map, for a claim, an inference or (None) a passage.

    What `stays` (a copy is dragged) is counted among the others.
    """
    argument_map = structure.map
    whole_inference = dragged in argument_map.inferences
    free = dragged is not None
    source, dragged = (dragged, None) if stays else (dragged, dragged)
    hit = diagram.hit(x, y)
    if hit is not None and hit.part == "pill":
        return Place(Where.PILL, hit.id, mark=_ring(diagram.pill_rect(hit.id)))
    if hit is not None and hit.part in {"box", "chip"}:
        rect = diagram.box_rect(hit.id)
        use = structure.primary_use(hit.id)
        beside = use is not None and not whole_inference and hit.id != source
        # A reference to a claim drawn elsewhere is hit too: the strips are those of its box alone.
        own = rect is not None and rect.contains(x, y)
        if beside and own and use is not None and _at_an_edge(rect, x, y, downwards=_downwards(diagram)):
            return _in_panel(structure, diagram, use.id, (x, y), dragged)
        return Place(Where.BOX, hit.id, mark=_ring(rect))
    if hit is not None and hit.part == "panel":
        if not whole_inference:
            return _in_panel(structure, diagram, hit.id, (x, y), dragged)
        return _in_row(structure, diagram, argument_map.inferences[hit.id].target, (x, y), dragged)
    target = _row_at(structure, diagram, x, y) if free else None
    if target is not None:
        return _in_row(structure, diagram, target, (x, y), dragged)
    return _on_map(structure, diagram, x, dragged)


def _ring(rect: Rect | None) -> Mark | None:
    return Mark("ring", rect) if rect is not None else None


def _downwards(diagram: Diagram) -> bool:
    """Whether what belongs together stands one below the other rather than side by side."""
    return diagram.orientation is Orientation.RIGHT


def _at_an_edge(rect: Rect | None, x: float, y: float, *, downwards: bool) -> bool:
    """Whether a point lies in the strips of a box where premises stand before and after it."""
    if rect is None:
        return False
    if downwards:
        rect, x = _turned(rect), y
    strip = min(EDGE_SHARE * rect.width, EDGE_MOST)
    return not rect.x + strip <= x <= rect.right - strip


def _in_panel(
    structure: Structure, diagram: Diagram, inference: Id, point: Point, dragged: Id | None
) -> Place:
    """A place between the premises that are drawn in an inference's panel."""
    premises = structure.map.inferences[inference].premises
    others = [premise for premise in premises if premise != dragged]
    drawn: list[tuple[int, Rect]] = []
    for index, premise in enumerate(others):
        use = structure.primary_use(premise)
        rect = diagram.box_rect(premise) if use is not None and use.id == inference else None
        if rect is not None:
            drawn.append((index, rect))
    at, downwards = _slot(drawn, point, downwards=_downwards(diagram))
    panel = diagram.panel_rect(inference)
    mark = _bar(at, drawn, panel, downwards=downwards) if panel is not None else None
    return Place(Where.PANEL, inference, at, mark)


def _slot(drawn: list[tuple[int, Rect]], point: Point, *, downwards: bool) -> tuple[int, bool]:
    """Before or after the piece nearest to a point; and whether it stands in a column with its neighbours."""
    if not drawn:
        return 0, downwards
    x, y = point

    def distance(item: tuple[int, Rect]) -> float:
        rect = item[1]
        aside = max(rect.x - x, 0.0, x - rect.right)
        above = max(rect.y - y, 0.0, y - rect.bottom)
        return aside + above

    near = min(range(len(drawn)), key=lambda number: distance(drawn[number]))
    index, rect = drawn[near]
    for _, other in drawn[max(0, near - 1) : near + 2]:
        if other is not rect:
            # A map that stacks its end claims has both, rows and columns.
            downwards = other.x < rect.right and rect.x < other.right
    after = y > rect.center[1] if downwards else x > rect.center[0]
    return index + after, downwards


def _turned(rect: Rect) -> Rect:
    return Rect(rect.y, rect.x, rect.height, rect.width)


def _bar(at: int, drawn: list[tuple[int, Rect]], around: Rect, *, downwards: bool) -> Mark:
    """The bar between the pieces before and after place `at`; at the ends inside `around`."""
    if downwards:
        turned = [(index, _turned(rect)) for index, rect in drawn]
        return Mark("bar", _turned(_bar(at, turned, _turned(around), downwards=False).rect))
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
    downwards = _downwards(diagram)
    spans: dict[Id, tuple[float, float]] = {}
    for left, top, brick, _ in diagram.bricks:
        # A quick look first: a map has thousands of bricks, and a drag asks at every move.
        if downwards:
            if not left - BAR <= x <= left + brick.width + BAR:
                continue
        elif not top - BAR <= y <= top + brick.height + BAR:
            continue
        inference = structure.map.inferences.get(brick.id)
        if inference is None or brick.panel is None:
            continue
        panel = brick.panel.moved(left, top)
        if downwards:
            panel = _turned(panel)
        if panel.y - BAR <= (x if downwards else y) <= panel.bottom + BAR:
            low, high = spans.get(inference.target, (panel.x, panel.right))
            spans[inference.target] = min(low, panel.x), max(high, panel.right)
    along = y if downwards else x
    best: tuple[float, Id] | None = None
    for target, (low, high) in spans.items():
        # The narrower row wins where two overlap: it is the one that is aimed at.
        if low - BESIDE <= along <= high + BESIDE and (best is None or high - low < best[0]):
            best = (high - low, target)
    return best[1] if best is not None else None


def _in_row(structure: Structure, diagram: Diagram, target: Id, point: Point, dragged: Id | None) -> Place:
    """A place among the inferences of a target, which stand side by side or in a column."""
    moving = moving_inference(structure, dragged)
    others = [sibling for sibling in structure.inferences_of.get(target, ()) if sibling.id != moving]
    drawn = [
        (index, panel)
        for index, sibling in enumerate(others)
        if (panel := diagram.panel_rect(sibling.id)) is not None
    ]
    at, downwards = _slot(drawn, point, downwards=_downwards(diagram))
    near = [item for item in drawn if at - 1 <= item[0] <= at]
    if not near:
        return Place(Where.ROW, target, at)
    around = union([panel for _, panel in near])
    around = around.grown(16)
    return Place(Where.ROW, target, at, _bar(at, near, around, downwards=downwards))


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
