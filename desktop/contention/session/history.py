"""Undo and redo: the values a project had, in a row, and where in it we are.

Not a QUndoStack: its commands are Python objects that C++ owns, and where Python's collector
finds them in a ring (as when a window with an unsaved project goes) PySide 6.11 crashes. A row
of values needs no commands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from weakref import WeakMethod

from PySide6.QtCore import QObject, Signal

from contention.model.project import Project


@dataclass(frozen=True)
class Step:
    """One edit as two values; undo and redo swap them, so no inverse is ever written."""

    before: Project
    after: Project
    label: str
    origin: str = ""
    merge: str = ""
    """A step with the same non-empty key as the one under it becomes part of it: writing into a
    box just added is one step with adding it."""


class History(QObject):
    """The steps of one session. `swap` takes the value to show and the origin to report."""

    changed = Signal()
    """What can be undone or redone has changed."""
    clean_changed = Signal(bool)
    """Whether the value as it is now is the one that was saved."""

    def __init__(self, swap: Callable[[Project, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._swap = WeakMethod(swap)  # whoever swaps owns this, so it must not own them
        self._steps: list[Step] = []
        self._index = 0
        self._clean: int | None = 0

    def __len__(self) -> int:
        return len(self._steps)

    def __bool__(self) -> bool:
        return True

    @property
    def index(self) -> int:
        """How many steps are done; those after it can be redone."""
        return self._index

    @property
    def is_clean(self) -> bool:
        """Whether the value as it is now is the one that was saved."""
        return self._clean == self._index

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return self._index < len(self._steps)

    @property
    def undo_text(self) -> str:
        """The label of the step that undo takes back; empty where there is none."""
        return self._steps[self._index - 1].label if self.can_undo else ""

    @property
    def redo_text(self) -> str:
        """The label of the step that redo does again; empty where there is none."""
        return self._steps[self._index].label if self.can_redo else ""

    def step(self, index: int) -> Step:
        """A step by its place, the oldest first."""
        return self._steps[index]

    def push(self, step: Step) -> None:
        """Do a step. What could be redone is forgotten; a saved value is never merged into."""
        self._show(step.after, step.origin)
        was_clean = self.is_clean
        del self._steps[self._index :]
        if self._clean is not None and self._clean > self._index:
            self._clean = None
        last = self._steps[-1] if self._steps else None
        if last is not None and step.merge and step.merge == last.merge and not was_clean:
            self._steps[-1] = replace(last, after=step.after)
        else:
            self._steps.append(step)
        self._go_to(len(self._steps), was_clean)

    def undo(self) -> None:
        """Show the value before the last step; nothing where there is none."""
        if self.can_undo:
            was_clean = self.is_clean
            self._show(self._steps[self._index - 1].before, "undo")
            self._go_to(self._index - 1, was_clean)

    def redo(self) -> None:
        """Show the value after the step that was undone last; nothing where there is none."""
        if self.can_redo:
            was_clean = self.is_clean
            self._show(self._steps[self._index].after, "undo")
            self._go_to(self._index + 1, was_clean)

    def clear(self) -> None:
        """Forget all steps; the value as it is now counts as saved."""
        was_clean = self.is_clean
        self._steps.clear()
        self._clean = 0
        self._go_to(0, was_clean)

    def set_clean(self, clean: bool = True) -> None:
        """Remember that the value as it is now is saved, or (`clean` False) that none is."""
        was_clean = self.is_clean
        self._clean = self._index if clean else None
        self._go_to(self._index, was_clean)

    def _go_to(self, index: int, was_clean: bool) -> None:
        self._index = index
        self.changed.emit()
        if self.is_clean != was_clean:
            self.clean_changed.emit(self.is_clean)

    def _show(self, value: Project, origin: str) -> None:
        if (swap := self._swap()) is not None:
            swap(value, origin)
