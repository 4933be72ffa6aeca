"""The movement of boxes to their new places after an edit, 150 ms long.

Only what is painted moves: clicks, drops and scrolling know the new places at once. It is
left out where the system asks for none, or where it would be a swarm.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle, QWidget

from contention.diagram.drawing import Diagram, Point
from contention.diagram.motion import between

DURATION_MS = 150
MOST_BOXES = 1500
"""Boxes beyond which nothing is seen to move, and every frame would cost too much."""
STILL = 0.5
"""Map units by which a brick may be off and still count as not moved."""


def boxes_moved(before: Diagram, after: Diagram, shift: Point, most: int) -> int:
    """How many boxes of one drawing stand elsewhere in the other, `shift` map units aside.

    Counts no further than beyond `most`.
    """
    places = {brick.id: (x + shift[0], y + shift[1]) for x, y, brick, _ in before.bricks}
    count = 0
    for x, y, brick, _ in after.bricks:
        was = places.get(brick.id)
        if was is not None and (abs(was[0] - x) > STILL or abs(was[1] - y) > STILL):
            count += len(brick.boxes)
            if count > most:
                break
    return count


class Movement(QObject):
    """At most one movement at a time."""

    moved = Signal()
    """What is to be painted has moved on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wanted: bool | None = None
        self._way: tuple[Diagram, Diagram, Point] | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(DURATION_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self.moved)
        self._animation.finished.connect(self._arrive)

    @property
    def animated(self) -> bool:
        """Whether boxes are seen to move: as was set, else as the system asks."""
        if self._wanted is not None:
            return self._wanted
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._widget.style().styleHint(hint, None, self._widget) > 0

    def set_animated(self, wanted: bool | None) -> None:
        """Let boxes be seen to move or not; None asks the system."""
        self._wanted = wanted
        if not self.animated:
            self.stop()

    @property
    def running(self) -> bool:
        """Whether boxes are on their way."""
        return self._way is not None

    def start(self, before: Diagram, after: Diagram, shift: Point) -> None:
        """Let the boxes of a new drawing come from where they stood; `shift` as in `motion.between`."""
        before = self.frame(before)
        self.stop()
        if not self.animated or not 0 < boxes_moved(before, after, shift, MOST_BOXES) <= MOST_BOXES:
            return
        self._way = (before, after, shift)
        self._animation.start()

    def stop(self) -> None:
        """All boxes are in their places now."""
        self._way = None
        self._animation.stop()

    def frame(self, diagram: Diagram) -> Diagram:
        """What is to be painted for a drawing now: itself, or boxes on their way to it."""
        if self._way is None or self._way[1] is not diagram:
            return diagram
        before, after, shift = self._way
        return between(before, after, float(self._animation.currentValue() or 0.0), shift=shift)

    def _arrive(self) -> None:
        self._way = None
        self.moved.emit()
