"""What screen readers are told of the boxes, which are no widgets."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from contention.canvas.view import MapCanvas
from contention.model import details, edits
from contention.session.session import Session
from tests.builders import MAP, project_of
from tests.canvas_gestures import middle, shown_canvas

OUTLINE = """
    K networks are needed
      + A costs are high
        & B owners set rules
        + C training is dear
      - D nobody repairs
"""
NAME = QAccessible.Text.Name


@pytest.fixture
def session() -> Session:
    session = Session(project_of(OUTLINE))
    session.edit("u", partial(details.set_unstated, map_id=MAP, ids=("B",), unstated=True))
    return session


@pytest.fixture
def canvas(qtbot, session) -> Iterator[MapCanvas]:
    QAccessible.setActive(True)
    yield shown_canvas(qtbot, session)
    QAccessible.setActive(False)


def told(canvas: MapCanvas):
    return QAccessible.queryAccessibleInterface(canvas)


def names(canvas: MapCanvas) -> list[str]:
    tree = told(canvas)
    children = [tree.child(number) for number in range(tree.childCount())]
    return [child.text(NAME) for child in children if child.role() == QAccessible.Role.TreeItem]


def test_every_box_has_its_name_in_reading_order(canvas) -> None:
    assert told(canvas).text(NAME) == "Argument map"
    assert told(canvas).role() == QAccessible.Role.Tree
    assert names(canvas) == [
        "contention: K networks are needed",
        "inference, reason 1 of 1: A costs are high; B owners set rules",
        "reason 1 of 1, premise 1 of 2: A costs are high",
        "inference, reason 1 of 1: C training is dear",
        "reason 1 of 1: C training is dear",
        "reason 1 of 1, premise 2 of 2: B owners set rules; unstated",
        "inference, objection 1 of 1: D nobody repairs",
        "objection 1 of 1: D nobody repairs",
    ]


def test_a_box_is_where_it_is_seen(canvas) -> None:
    tree = told(canvas)
    at = canvas.viewport().mapToGlobal(middle(canvas, "D"))
    box = tree.childAt(at.x(), at.y())
    assert box.text(NAME) == "objection 1 of 1: D nobody repairs"
    assert box.rect().contains(at)
    assert tree.indexOfChild(box) == 7
    assert box.parent() is tree
    canvas.scroll_by(40, 0)
    assert box.rect().contains(at - QPoint(40, 0))


def test_selection_and_focus_are_told(canvas, session) -> None:
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    tree = told(canvas)
    assert session.selection.ids == ("iA",)
    box = tree.focusChild()
    assert box.text(NAME).startswith("inference, reason 1 of 1: A")
    assert box.state().selected
    assert box.state().focused
    assert not tree.child(0).state().selected


def test_it_follows_edits_and_folding(canvas, session) -> None:
    gone = told(canvas).child(6)
    assert gone.isValid()
    number = QAccessible.uniqueId(gone)
    session.edit("delete", partial(edits.delete, map_id=MAP, ids=("D",)))
    canvas.viewport().grab()
    assert len(names(canvas)) == 6
    assert QAccessible.accessibleInterface(number) is None, "given back to Qt"
    session.view.fold(("A",), True)
    canvas.viewport().grab()
    assert len(names(canvas)) == 4


def test_nothing_is_left_when_canvases_go(qtbot, session, canvas) -> None:
    for _ in range(20):
        other = MapCanvas(session)
        tree = QAccessible.queryAccessibleInterface(other)
        assert [tree.child(number).text(NAME) for number in range(3)]
        number = QAccessible.uniqueId(tree.child(0))
        other.deleteLater()
        del tree
        QCoreApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete)
        del other
        gc.collect()
        assert QAccessible.accessibleInterface(number) is None
