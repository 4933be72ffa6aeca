"""Keeps the letters to whoever writes: while a text is edited, no mapping key acts."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class KeyGuard(QObject):
    """Gives a text field in a pane every key that is a command of the panes.

    Qt asks the focused widget first, with a ShortcutOverride; text fields claim letters
    themselves, but not Tab, Alt with arrows, or F2.
    """

    def __init__(self, keys: Iterable[str], window: QWidget) -> None:
        super().__init__(window)
        self.set_keys(keys)
        self._window = window
        self._guarded: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def set_keys(self, keys: Iterable[str]) -> None:
        """Guard these keys from now on."""
        self._keys = [QKeySequence(key) for key in keys]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in self._keys:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._guarded is not None and self._guarded is before:
            self._guarded.removeEventFilter(self)
            self._guarded = None
        if now is not None and writes(now) and self._window.isAncestorOf(now):
            now.installEventFilter(self)
            self._guarded = now


def writes(widget: QWidget) -> bool:
    """Whether text is edited in a widget."""
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and not widget.isReadOnly()
