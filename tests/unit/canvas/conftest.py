"""A drawing without fonts: boxes of 100 × 40 in rows, so that places can be told by heart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contention.diagram.drawing import Box, Brick, Diagram, Pill, Placed, Rect, TextLine
from contention.diagram.themes import theme
from contention.model.project import ArgumentMap, Id, Inference
from contention.model.structure import Structure

WIDTH, HEIGHT, GAP, PAD, TOP, ROW = 100.0, 40.0, 8.0, 10.0, 18.0, 140.0
BRICK_GAP = 28.0
NO_LINE = TextLine("", 0.0, 0.0, 0.0)


def _claim_box(structure: Structure, claim: Id, x: float, y: float) -> Box:
    return Box(claim=claim, rect=Rect(x, y, WIDTH, HEIGHT), lines=(), role=structure.role(claim))


def _inference_brick(structure: Structure, inference: Inference) -> Brick:
    premises = inference.premises
    width = len(premises) * (WIDTH + GAP) - GAP + 2 * PAD
    boxes = [
        _claim_box(structure, premise, PAD + index * (WIDTH + GAP), 10 + TOP)
        for index, premise in enumerate(premises)
    ]
    return Brick(
        id=inference.id,
        kind=inference.kind,
        width=width,
        height=10 + TOP + HEIGHT + PAD,
        panel=Rect(0, 10, width, TOP + HEIGHT + PAD),
        pill=Pill(inference=inference.id, rect=Rect(width / 2 - 30, 0, 60, 20), line=NO_LINE),
        boxes=tuple(boxes),
    )


def draw_map(argument_map: ArgumentMap) -> tuple[Structure, Diagram]:
    """Row by row under the roots, each brick over the left end of what hangs from it."""
    structure = Structure(argument_map)
    placed: list[Placed] = []

    def place(item: Id, left: float, row: int) -> float:
        inference = argument_map.inferences.get(item)
        if inference is None:
            brick = Brick(
                id=item,
                kind=None,
                width=WIDTH,
                height=HEIGHT,
                panel=None,
                pill=None,
                boxes=(_claim_box(structure, item, 0, 0),),
            )
            below = [child.id for child in structure.inferences_of.get(item, ())]
        else:
            brick = _inference_brick(structure, inference)
            below = [
                child.id
                for over in (*inference.premises, inference.id)
                for child in structure.inferences_of.get(over, ())
            ]
        placed.append(Placed(left, row * ROW, brick, ()))
        right = left + brick.width + BRICK_GAP
        next_left = left
        for child in below:
            next_left = place(child, next_left, row + 1)
        return max(right, next_left)

    left = 0.0
    for root in structure.roots:
        left = place(root.id, left, 0)
    right = max((item.x + item.brick.width for item in placed), default=0.0)
    bottom = max((item.y + item.brick.height for item in placed), default=0.0)
    return structure, Diagram(tuple(placed), Rect(0, 0, right, bottom), theme("classic"))


@pytest.fixture
def draw() -> Callable[[ArgumentMap], tuple[Structure, Diagram]]:
    """`draw(argument_map) -> (structure, diagram)`."""
    return draw_map
