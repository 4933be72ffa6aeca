"""Words in dialogs: labels that take no text for rich text, and lines cut to what a list has room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(words: str) -> QLabel:
    """A label that wraps and whose words are never taken for rich text."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def shortened(words: str, most: int) -> str:
    """Words on one line, of at most so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
