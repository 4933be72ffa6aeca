"""The only undo command there is: a project value before an edit, and after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from contention.model.project import Project


class Step(QUndoCommand):
    """One edit as two values; undo and redo swap them, so no inverse is ever written.

    `swap` takes the value to show and the origin to report. A step whose `merge` key is
    that of the step under it becomes part of it: writing into a box just added is one
    step with adding it.
    """

    def __init__(
        self,
        before: Project,
        after: Project,
        label: str,
        *,
        swap: Callable[[Project, str], None],
        origin: str = "",
        merge: str = "",
    ) -> None:
        super().__init__(label)
        self.before, self.after = before, after
        self.merge = merge
        self._swap, self._origin = swap, origin

    def id(self) -> int:
        """The same for all steps that may merge; -1 tells Qt never to try."""
        return 1 if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Step) or other.merge != self.merge:
            return False
        self.after = other.after
        return True

    def undo(self) -> None:
        self._swap(self.before, "undo")

    def redo(self) -> None:
        self._swap(self.after, self._origin)
        # The first time it is the edit itself and tells who asked; later on it is a redo.
        self._origin = "undo"
