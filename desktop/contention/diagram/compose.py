"""A map becomes a `Diagram`: bricks are made or taken over, placed by the tidy tree, and joined by routes.

What did not change is taken over from the previous diagram as it is, so an edit of a large
map costs little more than placing its bricks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from contention.diagram.arrange import Course, lay_out
from contention.diagram.boxes import BoxMaker
from contention.diagram.bricks import BrickMaker
from contention.diagram.drawing import Brick, Diagram, MapView, Point
from contention.diagram.layout.columns import NO_COLUMNS, Columns, columns_of
from contention.diagram.layout.folding import shown
from contention.diagram.layout.forest import Forest, build_forest
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import Metrics, Theme
from contention.model.project import ArgumentMap, Id, Orientation, Tag
from contention.model.structure import Role, Structure, structure_of

WHOLE = MapView()
"""A map with nothing folded."""


class _Look(NamedTuple):
    """What every brick of a drawing depends on."""

    metrics: Metrics
    orientation: Orientation
    box_width: float | None
    badges: bool
    tags: Mapping[Id, Tag]


class _Memory(NamedTuple):
    """What made a diagram."""

    look: _Look
    measure: TextMeasure
    bricks: dict[Id, tuple[Any, Brick]]
    """By brick: what it was made of, and it."""
    courses: dict[Id, Course]
    """By the brick they hang from."""


def compose(
    argument_map: ArgumentMap,
    measure: TextMeasure,
    theme: Theme,
    previous: Diagram | None = None,
    view: MapView = WHOLE,
) -> Diagram:
    """The drawing of a map, its left and top edges at 0.

    Bricks and routes of `previous` are shared where they would come out the same. Cycles,
    separate pieces and dangling references are drawn as `layout.forest` says; a map without
    claims gives a diagram without bricks and with bounds of no size.
    """
    metrics = theme.metrics
    look = _Look(metrics, argument_map.orientation, argument_map.box_width, view.badges, view.tags)
    memory = previous.memory if previous is not None else None
    if not isinstance(memory, _Memory) or memory.measure is not measure or memory.look != look:
        memory = _Memory(look, measure, {}, {})
    structure = structure_of(argument_map)
    forest = shown(build_forest(structure), view.folded, view.focus)
    # From left to right end claims stand one above the other as it is.
    stacking = argument_map.compact and argument_map.orientation is not Orientation.RIGHT
    columns = columns_of(forest) if stacking else NO_COLUMNS
    boxes = BoxMaker(metrics, measure, box_width=look.box_width, tags=view.tags, badges=view.badges)
    maker = BrickMaker(metrics, measure, boxes, look.orientation)
    kept: dict[Id, tuple[Any, Brick]] = {}
    bricks = _bricks(structure, forest, maker, columns, before=memory.bricks, kept=kept)
    positions, first = _positions(structure, forest)
    found = lay_out(
        forest,
        bricks,
        metrics,
        memory.courses,
        orientation=look.orientation,
        columns=columns,
        positions=positions,
        first=first,
    )
    return Diagram(
        tuple(found.placed),
        found.bounds,
        theme,
        origin=found.origin,
        orientation=look.orientation,
        reaches=tuple(found.reaches),
        memory=_Memory(look, measure, kept, found.courses),
    )


def _positions(structure: Structure, forest: Forest) -> tuple[Mapping[int, Point], int | None]:
    """By root, where the reader put it; and the root that positions count from.

    A branch that is shown alone has no position.
    """
    positions: dict[int, Point] = {}
    first: int | None = None
    first_is_contention = False
    for root in forest.roots:
        parts = forest.parts[root]
        if forest.inferences[root] is not None:
            continue
        claim = parts[0].claim
        if structure.primary_use(claim.id) is not None:
            continue
        if claim.position is not None:
            positions[root] = claim.position
        elif not first_is_contention:
            contention = structure.role(claim.id) is Role.CONTENTION
            if contention or first is None:
                first, first_is_contention = root, contention
    return positions, first


def _bricks(
    structure: Structure,
    forest: Forest,
    maker: BrickMaker,
    columns: Columns,
    *,
    before: dict[Id, tuple[Any, Brick]],
    kept: dict[Id, tuple[Any, Brick]],
) -> list[Brick]:
    bricks: list[Brick] = []
    stacked, hidden = columns.stacked, forest.hidden
    for number, (inference, parts) in enumerate(zip(forest.inferences, forest.parts, strict=True)):
        made_of: tuple[Any, ...]
        if inference is None:
            brick_id = parts[0].claim.id
            role = structure.role(brick_id)
            made_of = (role, parts)
        else:
            brick_id = inference.id
            made_of = (inference, parts)
            if number in stacked or number in hidden:
                made_of = (inference, parts, number in stacked, hidden.get(number))
        known = before.get(brick_id)
        if known is not None and known[0] == made_of:
            entry = known
        elif inference is None:
            entry = (made_of, maker.claim(parts[0], role))
        else:
            brick = maker.inference(inference, parts, stacked=number in stacked, hidden=hidden.get(number))
            entry = (made_of, brick)
        kept[brick_id] = entry
        bricks.append(entry[1])
    return bricks
