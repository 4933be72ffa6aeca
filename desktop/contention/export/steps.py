"""A sheet step by step in reading order: the contention, then each inference with its premises.

Everything stays in its place from step to step; the slides and their preview show the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from contention.diagram.drawing import Diagram
from contention.export.sheet import MARK_PX, Sheet, Words
from contention.export.words import Line
from contention.model.project import Id


def steps_of(sheet: Sheet, outline: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of each step: a claim on top, or an inference with all its premises.

    A premise comes with its inference, so its own line may come later in the outline.
    """
    brick_of: dict[Id, Id] = {}
    for placed in sheet.diagram.bricks:
        for box in placed.brick.boxes:
            if not box.stub:
                brick_of[box.claim] = placed.brick.id
        if placed.brick.kind is not None:
            brick_of[placed.brick.id] = placed.brick.id
    steps: dict[Id, list[Line]] = {}
    for line in outline:
        item = line.used_in or line.inference or line.claim
        steps.setdefault(brick_of.get(item, item), []).append(line)
    return list(steps.values())


def sheets_of(sheet: Sheet, steps: Sequence[Sequence[Line]]) -> Iterator[Sheet]:
    """The sheet at each step, with what came before; the last is the whole."""
    shown: set[Id] = set()
    for step in steps:
        shown.update(item for line in step for item in (line.claim, line.inference) if item)
        yield _showing(sheet, shown)


def _showing(sheet: Sheet, shown: AbstractSet[Id]) -> Sheet:
    """Only these claims and inferences; footnotes come with what they are about."""
    whole = sheet.diagram
    bricks = tuple(
        placed._replace(routes=tuple(route for route in placed.routes if route.inference in shown))
        for placed in whole.bricks
        if placed.brick.id in shown
    )
    diagram = Diagram(bricks, whole.bounds, whole.theme, origin=whole.origin, orientation=whole.orientation)
    hidden = {str(number) for number, (item, _) in enumerate(sheet.notes, start=1) if item not in shown}
    return replace(sheet, diagram=diagram, words=tuple(_words(sheet.words, hidden)))


def _words(words: Sequence[Words], hidden: AbstractSet[str]) -> Iterator[Words]:
    """A footnote is its number, in small letters, and then its lines."""
    number = ""
    for one in words:
        if one.role == "note" and one.style.px == MARK_PX:
            number = one.line.text
        if (number if one.role == "note" else one.line.text if one.role == "mark" else "") not in hidden:
            yield one
