"""The mouse on a shown map, for the tests of the canvas: real presses, moves and releases."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from contention.canvas.view import MapCanvas
from contention.session.session import Session

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown_canvas(qtbot, session: Session, width: int = 900, height: int = 600) -> MapCanvas:
    """The map of a session in a window of its own, with the focus; boxes move at once."""
    canvas = MapCanvas(session)
    qtbot.addWidget(canvas)
    canvas.set_animated(False)
    canvas.resize(width, height)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.activateWindow()
    canvas.setFocus()
    return canvas


def middle(canvas: MapCanvas, item: str) -> QPoint:
    """The middle of a claim's box or an inference's pill, in pixels of the viewport."""
    rect = canvas.diagram.box_rect(item) or canvas.diagram.pill_rect(item)
    return canvas.window_rect(rect).center().toPoint()


def edge(canvas: MapCanvas, item: str) -> QPoint:
    """Just inside the left edge of a claim's box."""
    rect = canvas.window_rect(canvas.diagram.box_rect(item))
    return QPoint(round(rect.left()) + 6, round(rect.center().y()))


def click(canvas: MapCanvas, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """A click of the left button."""
    QTest.mouseClick(canvas.viewport(), LEFT, modifiers, at)


def drag(canvas: MapCanvas, start: QPoint, *way: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Press, move and hold; `let_go` ends it."""
    QTest.mousePress(canvas.viewport(), LEFT, modifiers, start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(12, 12))
    for point in way:
        QTest.mouseMove(canvas.viewport(), point)


def let_go(canvas: MapCanvas, at: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """Release the left button."""
    QTest.mouseRelease(canvas.viewport(), LEFT, modifiers, at)


def hint(canvas: MapCanvas) -> str:
    """What stands beside the pointer during a drag."""
    return canvas._gestures.drag.plan.words
