"""The open project: its value, its history, and the one way to change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from contention.model.changes import claim_changes, difference, inference_changes
from contention.model.edits import EditError
from contention.model.project import ArgumentMap, Id, Project, in_order, new_project, with_a_map
from contention.session.history import History, Step
from contention.session.hover import Hover
from contention.session.map_view import MapViewState
from contention.session.selection import Selection

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
    map_shown = Signal(str)
    """The id of the map that is shown from now on; views read `map` again."""
    noticed = Signal(str)
    """A sentence: what was done beyond the obvious, such as what a deletion took along."""

    def __init__(
        self, project: Project | None = None, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._project = with_a_map(project) if project is not None else new_project()
        self._path = path
        self._map_id = _first_map(self._project)
        self.history = History(self._swap, self)
        self.selection = Selection(self)
        self.hover = Hover(self)
        self.view = MapViewState(self)

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
        return not self.history.is_clean

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
        self.history.push(Step(before, after, label, origin, merge))
        return True

    def show_map(self, map_id: Id) -> None:
        """Show another map of the project; what is selected on the old one is so no more."""
        if map_id == self._map_id or map_id not in self._project.maps:
            return
        self._map_id = map_id
        self.selection.clear(origin="map")
        self.map_shown.emit(map_id)

    def replace(self, project: Project, path: Path | None) -> None:
        """Open another project in this one's stead; its history starts anew."""
        before, after = self._project, with_a_map(project)
        self._project, self._path, self._map_id = after, path, _first_map(after)
        self.history.clear()
        self.selection.clear(origin="open")
        self.view.forget()
        self.changed.emit(before, after, "open")
        self.map_shown.emit(self._map_id)

    def saved_to(self, path: Path) -> None:
        """Remember that the value as it is now stands in this file."""
        self._path = path
        self.history.set_clean()

    def mark_unsaved(self) -> None:
        """Remember that no file holds the value as it is now, e.g. after a repair."""
        self.history.set_clean(False)

    def _swap(self, after: Project, origin: str) -> None:
        before = self._project
        wanted = self._map_to_show(before, after, origin)
        # Where it can, the map is shown first, as it was: then views see what changes on it.
        self.show_map(wanted)
        self._project = after
        shown = self._map_id
        self._map_id = wanted
        self._prune_selection()
        self.view.prune()
        self.changed.emit(before, after, origin)
        if self._map_id == wanted != shown:
            self.map_shown.emit(wanted)
        if origin == "undo":
            self._select_changed(before, after)

    def _map_to_show(self, before: Project, after: Project, origin: str) -> Id:
        """The map that is shown when the value is `after`: the present one where nothing speaks for another.

        Undo and redo show a map that they change; where the map goes, its neighbour is shown.
        """
        maps = difference(before.maps, after.maps)
        if origin == "undo" and self._map_id not in maps.changed:
            touched = [item for item in (*maps.added, *maps.changed) if not _only_moved(before, after, item)]
            if touched:
                return touched[0]
        if self._map_id in after.maps:
            return self._map_id
        old = [item.id for item in in_order(before.maps.values())]
        index = old.index(self._map_id)
        near = [*reversed(old[:index]), *old[index + 1 :]]
        return next((item for item in near if item in after.maps), _first_map(after))

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


def _only_moved(before: Project, after: Project, map_id: Id) -> bool:
    """Whether a map differs in nothing but its place among the maps: nothing to see on it."""
    old, new = before.maps.get(map_id), after.maps[map_id]
    return old is not None and old.claims is new.claims and old.inferences is new.inferences


def _first_map(project: Project) -> Id:
    return in_order(project.maps.values())[0].id
