"""What the benchmarks of the map share: maps of a size, a canvas that says when it has painted, medians.

All figures are medians of one run in milliseconds. They are printed beside their targets; what
is asserted is only that none is five times its target, so that a busy machine passes and a
quadratic slip does not.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from contention.canvas.view import MapCanvas
from contention.model.project import ArgumentMap, Claim, Id, Inference, Kind, Project, read_only
from contention.session.session import Session

SLACK = 5
"""A figure may be so many times its target before the test fails."""

WORDS = "Whoever holds the machines sets the rules for everyone who has to work with them"


def tree_project(boxes: int) -> Project:
    """A map of this many claims: four inferences a claim, every third with two premises."""
    claims: dict[Id, Claim] = {"c0": Claim(id="c0", text="Networks that nobody owns are needed.")}
    inferences: dict[Id, Inference] = {}
    targets, number = ["c0"], 1
    for target in targets:
        for turn in range(4):
            if number >= boxes:
                break
            premises = []
            for _ in range(2 if len(inferences) % 3 == 2 and number + 1 < boxes else 1):
                claim_id = f"c{number}"
                text = f"{number} " + WORDS[: 24 + 5 * (number % 12)]
                claims[claim_id] = Claim(id=claim_id, text=text, order=float(number))
                premises.append(claim_id)
                targets.append(claim_id)
                number += 1
            kind = Kind.OBJECTION if turn == 3 else Kind.REASON
            inference_id = f"i{len(inferences)}"
            inferences[inference_id] = Inference(
                id=inference_id, kind=kind, target=target, premises=tuple(premises), order=float(turn)
            )
    the_map = ArgumentMap(id="m", claims=read_only(claims), inferences=read_only(inferences))
    return Project(maps=read_only({"m": the_map}))


class WatchedCanvas(MapCanvas):
    """A map pane that knows which map it has painted, when it was done, and how long it took."""

    painted_map: ArgumentMap | None = None
    painted_at = 0.0
    frames: list[float]
    """Milliseconds of each repaint since the list was last emptied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.frames = []
        super().__init__(session, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        start = time.perf_counter()
        super().paintEvent(event)
        self.painted_map = self._session.map
        self.painted_at = time.perf_counter()
        self.frames.append(1000 * (self.painted_at - start))


def key_to_repaint(
    canvas: WatchedCanvas,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> float:
    """Milliseconds from a key, at what has the focus, to the end of the first repaint that shows its edit."""
    QApplication.processEvents()  # nothing of an earlier key is left to do
    before = canvas.painted_map
    widget = QApplication.focusWidget()
    assert widget is not None
    start = time.perf_counter()
    QTest.keyClick(widget, key, modifiers)
    while canvas.painted_map is before:
        QApplication.processEvents()
        assert time.perf_counter() < start + 20, f"{key} has edited nothing"
    return 1000 * (canvas.painted_at - start)


def median_ms(run: Callable[[], object], times: int = 9, warm: int = 2) -> float:
    """Median time of some work, after a few rounds that are not counted."""
    took = []
    for turn in range(times + warm):
        start = time.perf_counter()
        kept = run()  # not freed within the measured time
        if turn >= warm:
            took.append(1000 * (time.perf_counter() - start))
        del kept
    gc.collect()
    return statistics.median(took)


class Figure(NamedTuple):
    """A measured figure beside what it should be at most."""

    what: str
    found: float
    target: float | None = None
    unit: str = "ms"


def tell(title: str, figures: Iterable[Figure]) -> None:
    """Print figures as a table, and fail where one is far beyond its target."""
    figures = list(figures)
    print(f"\n{title:<66}{'found':>9}{'target':>9}")
    for what, found, target, unit in figures:
        print(f"  {what:<64}{found:>9.1f}{'–' if target is None else f'{target:g}':>9} {unit}")
    assert [f for f in figures if f.target is not None and f.found > SLACK * f.target] == []


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The power of n that grows as the times do: the least-squares slope in logarithms.

    For n log n it is 1.1 to 1.2 at these sizes, for n² it is 2.
    """
    fit = statistics.linear_regression([math.log(n) for n in sizes], [math.log(t) for t in times])
    return fit.slope
