"""What the bars over a pane are made of: buttons with one sign, and widgets side by side."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget


def tool_button(name: str, sign: str, words: str) -> QToolButton:
    """A flat button with a sign or a word; `words` say in full what it does."""
    button = QToolButton()
    button.setObjectName(name)
    button.setText(sign)
    button.setAutoRaise(True)
    button.setAccessibleName(words)
    button.setToolTip(html.escape(words))
    return button


def side_by_side(*widgets: tuple[QWidget, int]) -> QWidget:
    """Widgets in a row, each with its share of what room is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for widget, share in widgets:
        row.addWidget(widget, share)
    return made
