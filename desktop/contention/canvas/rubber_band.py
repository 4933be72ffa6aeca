"""The rubber band: a rectangle drawn on the empty map that selects the claims it touches."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from contention.canvas.shown import ORIGIN, Shown
from contention.diagram.drawing import Diagram, Rect
from contention.model.project import Id
from contention.session.session import Session


def touched(diagram: Diagram, area: Rect) -> tuple[Id, ...]:
    """The claims whose boxes an area of the map touches, in the order in which they are drawn."""
    found: dict[Id, None] = {}
    for left, top, brick, _ in diagram.bricks:
        if not area.intersects(Rect(left, top, brick.width, brick.height)):
            continue
        for box in brick.boxes:
            if not box.stub and area.intersects(box.rect.moved(left, top)):
                found[box.claim] = None
    return tuple(found)


class RubberBand:
    """One band, from the press to the release; it selects while it is drawn."""

    def __init__(self, canvas: Shown, session: Session, start: QPointF, *, adds: bool) -> None:
        self._canvas = canvas
        self._session = session
        # In the map's coordinates: its corner stays where it is while the map scrolls under it.
        self._start = canvas.map_point(start)
        self._pointer = start
        self._before = session.selection.ids
        self._adds = adds

    def to(self, point: QPointF) -> None:
        """The pointer is here now, in window pixels."""
        self._pointer = point
        self.follow()

    def follow(self) -> None:
        """Select what the band touches; the map may have moved under it."""
        kept = self._before if self._adds else ()
        ids = tuple(dict.fromkeys((*kept, *touched(self._canvas.diagram, self.area()))))
        if ids != self._session.selection.ids:
            self._session.selection.select(*ids, origin=ORIGIN)
        self._canvas.viewport().update()

    def cancel(self) -> None:
        """Select what was selected before."""
        if self._session.selection.ids != self._before:
            self._session.selection.select(*self._before, origin=ORIGIN)

    def area(self) -> Rect:
        """The band, in the map's coordinates."""
        (x1, y1), (x2, y2) = self._start, self._canvas.map_point(self._pointer)
        return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))

    def window_rect(self) -> QRectF:
        """The band, in window pixels."""
        return self._canvas.window_rect(self.area())
