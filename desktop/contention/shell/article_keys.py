"""Keys that act in the article, where they go before commands elsewhere that have the same key."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class ArticleKeys(QObject):
    """Triggers actions by their keys in the views of an article.

    Two actions with one key would be ambiguous to Qt, and neither would act. So the view
    claims the key when Qt asks (ShortcutOverride), unless its action can do nothing now.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[QKeySequence, QAction] = {}

    def set_actions(self, actions: Iterable[QAction]) -> None:
        """Let these act from now on, by the shortcuts that they have now."""
        self._actions = {key: action for action in actions for key in action.shortcuts()}

    def watch(self, view: QWidget) -> None:
        """Let the keys act in a view."""
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in _PRESSED:
            # The keypad's flag says where a key is, not which.
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Plus:
                # On many keyboards it is written with Shift.
                held &= ~Qt.KeyboardModifier.ShiftModifier
            action = self._actions.get(QKeySequence(held.value | event.key()))
            if action is not None and action.isEnabled():
                if event.type() is QEvent.Type.KeyPress:
                    action.trigger()
                event.accept()
                return True
        return super().eventFilter(watched, event)


_PRESSED = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
