"""The outline and the details of a map of 5,000 claims: opening them, and following one edit.

The figures are what the panes take on top of the edit itself and of the structure of the new map,
which is made once for all views, up to their finished repaint.
Medians of one run; see `measuring`.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from contention.inspector.pane import DetailsPane
from contention.model import edits
from contention.model.project import Claim, Kind
from contention.model.structure import structure_of
from contention.outline.pane import OutlinePane
from contention.session.session import Session
from tests.benchmarks.measuring import Figure, tell, tree_project

CLAIMS, TIMES = 5_000, 25
EDIT, OPENING = 16.0, 250.0
"""Targets in milliseconds."""


def follow(pane: QWidget, session: Session, make: Callable[[int], Callable]) -> float:
    """Median of what a pane takes to follow an edit and repaint."""
    took = []
    for number in range(TIMES):
        session.changed.disconnect(pane._follow_project)
        assert session.edit("Edit", make(number))
        session.changed.connect(pane._follow_project)
        structure_of(session.map)
        start = time.perf_counter()
        pane._follow_project()
        pane.viewport().update()
        QApplication.processEvents()
        took.append(1e3 * (time.perf_counter() - start))
    return statistics.median(took)


@pytest.mark.bench
@pytest.mark.parametrize("made", [OutlinePane, DetailsPane])
def test_following_edits(qtbot: QtBot, made: type[OutlinePane | DetailsPane]) -> None:
    session = Session(tree_project(CLAIMS))
    session.selection.select("c70")
    start = time.perf_counter()
    pane = made(session)
    qtbot.addWidget(pane)
    pane.resize(320, 700)
    pane.show()
    QApplication.processEvents()
    pane.grab()
    figures = [Figure("opening", 1e3 * (time.perf_counter() - start), OPENING)]
    chance = random.Random(5)
    some = partial(chance.randrange, 1, CLAIMS)

    def words(number: int) -> Callable:
        return partial(edits.set_text, map_id="m", claim_id=f"c{some()}", text=f"other words {number}")

    def added(number: int) -> Callable:
        new = Claim(id=f"n{number}", text="One more.")
        return partial(
            edits.add_inference,
            map_id="m",
            kind=Kind.REASON,
            target=f"c{some()}",
            claim=new,
            inference_id=f"j{number}",
        )

    def deleted(number: int) -> Callable:
        return partial(edits.delete, map_id="m", ids=[f"n{number}"])

    for name, make in (("other words", words), ("claim added", added), ("claim deleted", deleted)):
        figures.append(Figure(name, follow(pane, session, make), EDIT))
    tell(f"{made.__name__}, {CLAIMS} claims", figures)
