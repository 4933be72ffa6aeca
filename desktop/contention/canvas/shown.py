"""What the parts of the canvas need to know of the canvas itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal

from contention.canvas.surface import MapSurface
from contention.diagram.drawing import Diagram
from contention.model.project import Id
from contention.model.structure import Structure
from contention.session.session import Session

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

MapFinder = Callable[[QPoint], tuple[Id, str] | None]
"""The map, by id and title, whose tab is at a point of the screen; None where there is none."""
ORIGIN = "canvas"
"""What the canvas calls itself in edits and selections."""


class Shown(MapSurface):
    """A surface that shows a diagram of the session's current map."""

    aimed_at_map = Signal(str)
    """A drop now would go to the tab of this map; empty where it would not go to a tab any more."""

    session: Session | None = None
    map_finder: MapFinder = staticmethod(lambda _: None)
    """Where a piece may be dropped that is carried out of the canvas."""
    accessible: QAccessibleInterface | None = None
    """What screen readers are told of the map (see `accessible`), once they have asked."""

    @property
    def diagram(self) -> Diagram:
        """The drawing of the current map, composed anew where the map has changed."""
        raise NotImplementedError

    @property
    def last_diagram(self) -> Diagram:
        """The drawing that was made last; the map may have changed since."""
        raise NotImplementedError

    def structure(self) -> Structure:
        """The structure of the current map, made once for a value."""
        raise NotImplementedError

    def show_piece(self, item: Id) -> None:
        """Scroll as little as needed to see a claim or an inference."""
        raise NotImplementedError
