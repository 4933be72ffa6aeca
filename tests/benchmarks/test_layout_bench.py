"""Drawing a map at 200 and 5,000 boxes: layout with routes, composing anew and after an edit, painting.

Medians of one run are printed beside the targets. What is asserted is only that no figure
is five times its target, so that a busy machine passes and a quadratic slip does not.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import msgspec
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from contention.diagram.arrange import lay_out
from contention.diagram.compose import WHOLE, compose
from contention.diagram.drawing import Diagram, MapView
from contention.diagram.fonts import register_fonts
from contention.diagram.layout.forest import build_forest
from contention.diagram.measure import TextMeasure
from contention.diagram.motion import between
from contention.diagram.painter import paint
from contention.diagram.themes import theme
from contention.model.project import ArgumentMap, Orientation, with_item
from contention.model.structure import Structure
from tests.unit.diagram.random_maps import random_map

LIGHT = theme("classic")


class Figure(NamedTuple):
    what: str
    boxes: int
    median: float
    """Milliseconds."""
    target: float | None


def median_ms(run: Callable[[], object], times: int = 9) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        kept = run()  # not freed within the measured time
        took.append(time.perf_counter() - start)
        del kept
    return 1e3 * statistics.median(took)


def edited(argument_map: ArgumentMap) -> ArgumentMap:
    claim = list(argument_map.claims.values())[len(argument_map.claims) // 2]
    longer = msgspec.structs.replace(claim, text=claim.text + " And one more sentence that makes it taller.")
    return msgspec.structs.replace(argument_map, claims=with_item(argument_map.claims, claim.id, longer))


def fitted(diagram: Diagram) -> Callable[[], None]:
    """Paints the whole map into a window of 1280 by 800."""
    image = QImage(1280, 800, QImage.Format.Format_ARGB32_Premultiplied)

    def run() -> None:
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        zoom = min(1280 / diagram.bounds.width, 800 / diagram.bounds.height)
        painter.scale(zoom, zoom)
        paint(painter, diagram)
        painter.end()

    return run


def figures(boxes: int, targets: dict[str, float]) -> list[Figure]:
    argument_map = random_map(boxes, 3)
    measure = TextMeasure()
    diagram = compose(argument_map, measure, LIGHT)
    bricks = [placed.brick for placed in diagram.bricks]
    forest = build_forest(Structure(argument_map))
    change = edited(argument_map)
    compose(change, measure, LIGHT)  # its words are measured

    def first_paint() -> None:
        fitted(Diagram(diagram.bricks, diagram.bounds, LIGHT))()  # nothing is kept for a new diagram

    def arranged(view: MapView = WHOLE, **how: object) -> Callable[[], object]:
        """An edit of the same map, arranged or looked at in another way."""
        one, other = (msgspec.structs.replace(value, **how) for value in (argument_map, change))
        earlier = compose(one, measure, LIGHT, None, view)
        return lambda: compose(other, measure, LIGHT, earlier, view)

    after = compose(change, measure, LIGHT, diagram)
    folded = MapView(folded=frozenset(list(argument_map.claims)[5:500:20]))
    runs: dict[str, Callable[[], object]] = {
        "layout and routes": lambda: lay_out(forest, bricks, LIGHT.metrics, {}),
        "compose, first time": lambda: compose(argument_map, TextMeasure(), LIGHT),
        "compose anew, words measured": lambda: compose(argument_map, measure, LIGHT),
        "compose after an edit": lambda: compose(change, measure, LIGHT, diagram),
        "… to the right": arranged(orientation=Orientation.RIGHT),
        "… compact": arranged(compact=True),
        "… with branches folded": arranged(folded),
        "one frame of a movement": lambda: between(diagram, after, 0.5, shift=(9.0, 0.0)),
        "paint, fitted to 1280×800": fitted(diagram),
        "first paint after an edit, fitted": first_paint,
    }
    return [Figure(what, boxes, median_ms(run), targets.get(what)) for what, run in runs.items()]


@pytest.mark.bench
def test_layout_compose_and_paint(qapp: QApplication) -> None:
    register_fonts()
    found = [
        *figures(200, {"layout and routes": 2, "compose after an edit": 8, "paint, fitted to 1280×800": 33}),
        *figures(
            5_000, {"layout and routes": 80, "compose after an edit": 40, "paint, fitted to 1280×800": 33}
        ),
    ]
    print(f"\n{'milliseconds (median)':<36}{'boxes':>7}{'found':>9}{'target':>9}")
    for what, boxes, median, target in found:
        print(f"{what:<36}{boxes:>7}{median:>9.2f}{target if target is not None else '–':>9}")
    assert [f for f in found if f.target is not None and f.median > 5 * f.target] == []
