"""What the pointer rests on, shared by the article and the map: view state, in no undo step and no file."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from contention.model.project import Id


class Hover(QObject):
    """The one claim or inference that is being pointed at, in whichever view."""

    changed = Signal(str, str)
    """The id (empty for none), and which view says so: "reader" or "canvas"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._item: Id = ""

    @property
    def item(self) -> Id:
        """What is pointed at; empty for nothing."""
        return self._item

    def point_at(self, item: Id, *, origin: str) -> None:
        """Point at an item, or with an empty id at nothing."""
        if item != self._item:
            self._item = item
            self.changed.emit(item, origin)
