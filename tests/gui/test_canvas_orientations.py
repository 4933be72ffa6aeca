"""Drops and arrows in maps that grow another way, or whose end claims stand in columns."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from contention.canvas.view import MapCanvas
from contention.model import maps
from contention.model.project import Orientation
from contention.session.session import Session
from tests.builders import MAP, outline_of, project_of
from tests.canvas_gestures import drag, hint, let_go, middle, shown_canvas

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
      + C training is dear
      - D nobody repairs
"""


def turned(qtbot, orientation: Orientation, *, compact: bool = False) -> MapCanvas:
    session = Session(project_of(OUTLINE))
    session.edit("turn", partial(maps.set_orientation, map_id=MAP, orientation=orientation))
    session.edit("compact", partial(maps.set_compact, map_id=MAP, compact=compact))
    session.history.clear()
    return shown_canvas(qtbot, session)


def beside(canvas: MapCanvas, inference: str, dx: float, dy: float) -> QPoint:
    """A point so far out of the middle of a panel, in shares of its size."""
    rect = canvas.window_rect(canvas.diagram.panel_rect(inference))
    return QPoint(round(rect.center().x() + dx * rect.width()), round(rect.center().y() + dy * rect.height()))


@pytest.mark.parametrize(
    ("orientation", "dx", "dy"),
    [(Orientation.DOWN, -0.5, 0.0), (Orientation.UP, -0.5, 0.0), (Orientation.RIGHT, 0.0, -0.5)],
)
def test_a_reason_is_put_before_its_siblings(qtbot, orientation, dx, dy) -> None:
    canvas = turned(qtbot, orientation)
    at = beside(canvas, "iA", dx, dy) + QPoint(round(20 * dx), round(20 * dy))
    drag(canvas, middle(canvas, "iD"), at)
    assert hint(canvas) == "before “A costs are high”"
    bar = canvas._gestures.drag.plan.mark.rect
    assert (bar.width > bar.height) is (orientation is Orientation.RIGHT)
    let_go(canvas, at)
    assert outline_of(canvas.session.project).splitlines()[:3] == ["K", "  - D", "  + A"]


@pytest.mark.parametrize("orientation", list(Orientation))
def test_a_claim_is_put_between_premises(qtbot, orientation) -> None:
    canvas = turned(qtbot, orientation)
    box = canvas.window_rect(canvas.diagram.box_rect("B"))
    inside = QPoint(4, round(box.height() / 2))
    if orientation is Orientation.RIGHT:
        inside = QPoint(round(box.width() / 2), 4)
    at = box.topLeft().toPoint() + inside
    drag(canvas, middle(canvas, "D"), at)
    assert hint(canvas) == "co-premise, before “B owners set rules”"
    let_go(canvas, at)
    assert canvas.session.map.inferences["iA"].premises == ("A", "D", "B")


def test_in_a_column_the_order_runs_down(qtbot) -> None:
    canvas = turned(qtbot, Orientation.DOWN, compact=True)
    rects = [canvas.diagram.panel_rect(step) for step in ("iA", "iC", "iD")]
    assert rects[0].bottom <= rects[1].y, "they are stacked"
    at = beside(canvas, "iA", 0.0, -0.45)
    drag(canvas, middle(canvas, "iD"), at)
    assert hint(canvas) == "before “A costs are high”"
    let_go(canvas, at)
    assert outline_of(canvas.session.project).splitlines()[:3] == ["K", "  - D", "  + A"]


@pytest.mark.parametrize(
    ("orientation", "keys"),
    [(Orientation.DOWN, "DDDRU"), (Orientation.UP, "UUURD"), (Orientation.RIGHT, "RRRDL")],
)
def test_arrows_follow_the_lines_whichever_way_they_run(qtbot, orientation, keys) -> None:
    canvas = turned(qtbot, orientation)
    arrows = {"U": Qt.Key.Key_Up, "D": Qt.Key.Key_Down, "L": Qt.Key.Key_Left, "R": Qt.Key.Key_Right}
    found = []
    for key in keys:
        QTest.keyClick(canvas, arrows[key])
        found.append(canvas.session.selection.current)
    # To the reason in the middle, its premise, the claim beside that, and back up to its pill.
    assert found == ["K", "iC", "C", "D", "iD"]
