"""The open project: its value, its undo stack, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from contention.model.changes import claim_changes, inference_changes
from contention.model.edits import EditError
from contention.model.project import ArgumentMap, Id, Project, in_order, new_project, with_a_map
from contention.session.selection import Selection
from contention.session.step import Step

Change = Callable[[Project], Project]


class Session(QObject):
    """Holds the project of one window and swaps its value, by an edit or by undo.

    Views never change the project but through `edit`, and redraw only on
    `changed`, by comparing the two values.
    """

    changed = Signal(object, object, str)
    """Project before, project after, and the origin that `edit` was given ("undo" for
    undo and redo, "open" for another project)."""
    refused = Signal(str)
    """A sentence: why an edit could not be done."""
    noticed = Signal(str)
    """A sentence: what was done beyond the obvious, such as what a deletion took along."""

    def __init__(
        self, project: Project | None = None, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project = with_a_map(project) if project is not None else new_project()
        self._path = path
        self._map_id = _first_map(self._project)
        self.undo_stack = QUndoStack(self)
        self.selection = Selection(self)

    @property
    def project(self) -> Project:
        """The value that is shown and saved."""
        return self._project

    @property
    def path(self) -> Path | None:
        """The file it was read from or saved to; None for one that has none yet."""
        return self._path

    @property
    def map_id(self) -> Id:
        """The map that is shown."""
        return self._map_id

    @property
    def map(self) -> ArgumentMap:
        """The map that is shown, as a value."""
        return self._project.maps[self._map_id]

    @property
    def modified(self) -> bool:
        """Whether there is something that the file does not hold."""
        return not self.undo_stack.isClean()

    def edit(self, label: str, change: Change, *, origin: str = "", merge: str = "") -> bool:
        """Apply an edit and make it one undo step; tell whether anything changed.

        Args:
            label: what the menu says after "Undo", e.g. "Add reason".
            change: a function of `model.edits` or `model.moves` with its arguments bound.
            origin: who asked; handed on with `changed`.
            merge: a step with the same non-empty key as the last one becomes part of it.
        """
        before = self._project
        try:
            after = with_a_map(change(before))
        except EditError as error:
            self.refused.emit(str(error))
            return False
        if after is before:
            return False
        self.undo_stack.push(Step(before, after, label, swap=self._swap, origin=origin, merge=merge))
        return True

    def replace(self, project: Project, path: Path | None) -> None:
        """Open another project in this one's stead; its history starts anew."""
        before, after = self._project, with_a_map(project)
        self._project, self._path, self._map_id = after, path, _first_map(after)
        self.undo_stack.clear()
        self.undo_stack.setClean()
        self.selection.clear(origin="open")
        self.changed.emit(before, after, "open")

    def saved_to(self, path: Path) -> None:
        """Remember that the value as it is now stands in this file."""
        self._path = path
        self.undo_stack.setClean()

    def mark_unsaved(self) -> None:
        """Remember that no file holds the value as it is now, e.g. after a repair."""
        self.undo_stack.resetClean()

    def _swap(self, after: Project, origin: str) -> None:
        before, self._project = self._project, after
        if self._map_id not in after.maps:
            self._map_id = _first_map(after)
        self._prune_selection()
        self.changed.emit(before, after, origin)
        if origin == "undo":
            self._select_changed(before, after)

    def _prune_selection(self) -> None:
        """Forget selected items that are gone, before a view asks for them."""
        ids = self.selection.ids
        left = tuple(i for i in ids if i in self.map.claims or i in self.map.inferences)
        if left != ids:
            self.selection.select(*left, origin="undo")

    def _select_changed(self, before: Project, after: Project) -> None:
        """After undo and redo, select what they brought back or changed, so that it is seen."""
        old, new = before.maps.get(self._map_id), after.maps[self._map_id]
        claims, inferences = claim_changes(old, new), inference_changes(old, new)
        for ids in (claims.added, claims.changed, inferences.added, inferences.changed):
            if len(ids) == 1:
                self.selection.select(ids[0], origin="undo")
                return


def _first_map(project: Project) -> Id:
    return in_order(project.maps.values())[0].id
