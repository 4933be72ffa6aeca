"""What is selected, shared by all views: view state beside the project, never an undo step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from contention.model.project import Id


class Selection(QObject):
    """Claims and inferences of the current map that the next command is about.

    A view writes it from a gesture and names itself as the origin; every view,
    the writer too, follows `changed`.
    """

    changed = Signal(object, str)
    """The ids (tuple of str), and who asked: "reader", "canvas", "shell" or "undo"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[Id, ...] = ()

    @property
    def ids(self) -> tuple[Id, ...]:
        """What is selected, in the order in which it was."""
        return self._ids

    @property
    def current(self) -> Id | None:
        """What was selected last: the target of the next reason or objection."""
        return self._ids[-1] if self._ids else None

    def select(self, *ids: Id, origin: str = "") -> None:
        """Select these and nothing else.

        Asking again for the same emits again, so that a click on a claim shows
        its passage even where the claim is selected already.
        """
        self._ids = tuple(dict.fromkeys(ids))
        self.changed.emit(self._ids, origin)

    def toggle(self, item: Id, origin: str = "") -> None:
        """Add an item to the selection, or take it out."""
        if item in self._ids:
            self.select(*(other for other in self._ids if other != item), origin=origin)
        else:
            self.select(*self._ids, item, origin=origin)

    def clear(self, origin: str = "") -> None:
        """Select nothing."""
        if self._ids:
            self.select(origin=origin)
