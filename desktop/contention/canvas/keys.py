"""What keys do on the map itself: move the selection, scroll, edit, and hold it with Space.

All other keys are the window's: its actions are the commands.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from contention.canvas.gestures import Gestures
from contention.canvas.navigation import Direction, home, neighbour
from contention.canvas.shown import Shown
from contention.model.project import Id
from contention.session.selection import Selection

ARROWS = {
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}
PAGE = 0.8
"""Share of the window that a page key scrolls."""


class MapKeys:
    """The keyboard's part of the canvas."""

    def __init__(
        self,
        canvas: Shown,
        selection: Selection,
        gestures: Gestures,
        *,
        select: Callable[[Id | None], None],
        edit: Callable[[Id], None],
    ) -> None:
        self._canvas = canvas
        self._selection = selection
        self._gestures = gestures
        self._select = select
        self._edit = edit

    def overrides(self, event: QEvent) -> bool:
        """Whether a key is the map's although the window has a shortcut for it (of a ShortcutOverride).

        Space is held to pan, so it edits when it goes up; a shortcut would act when it goes down.
        During a drag Escape ends it, and Alt must not lead into the menu bar.
        """
        if not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Space:
            return _plain(event)
        return self._gestures.busy and key in {Qt.Key.Key_Escape, Qt.Key.Key_Alt}

    def press(self, event: QKeyEvent) -> None:
        """A key goes down."""
        key = Qt.Key(event.key())
        plain = _plain(event)
        if key is Qt.Key.Key_Escape and self._gestures.cancel():
            return
        if self._gestures.hold(key, down=True):
            return
        if plain and key in ARROWS:
            structure, diagram = self._canvas.structure(), self._canvas.diagram
            self._select(neighbour(structure, diagram, self._selection.current, ARROWS[key]))
        elif plain and key is Qt.Key.Key_Home:
            self._select(home(self._canvas.structure(), self._selection.current))
        elif plain and key is Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._gestures.hold_space()
        elif plain and key is Qt.Key.Key_F2:
            self._edit(self._selection.current or "")
        elif plain and key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            page = self._canvas.viewport().height() * PAGE
            self._canvas.scroll_by(0, page if key is Qt.Key.Key_PageDown else -page)
        elif key not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            # Only Tab, which is a command too, would make the window move the focus where that
            # action is off for the moment.
            event.ignore()

    def release(self, event: QKeyEvent) -> None:
        """A key goes up."""
        key = Qt.Key(event.key())
        if event.isAutoRepeat() or self._gestures.hold(key, down=False):
            return
        if key is Qt.Key.Key_Space:
            if self._gestures.let_space_go():
                self._edit(self._selection.current or "")
        else:
            event.ignore()


def _plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
