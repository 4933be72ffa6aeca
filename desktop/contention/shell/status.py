"""The line at the bottom: where one reads, what the map holds, what the keys will do now, the zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from contention.shell.chips import GAP, SIDE
from contention.shell.elided import ElidedLine


class StatusLine(QStatusBar):
    """Four labels, in plain text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(SIDE - 6, 0, SIDE - 6, 0)
        self.counts, self.zoom = _label("counts"), _label("zoom")
        self.hint = ElidedLine("hint")
        self.hint.setContentsMargins(GAP, 0, GAP, 0)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.zoom.setMinimumWidth(52)
        self.zoom.setAccessibleName(self.tr("Zoom of the map"))
        self.reading = _label("reading")
        self.reading.hide()
        self.addWidget(self.reading)
        self.addWidget(self.counts)
        self.addWidget(self.hint, 1)
        self.addPermanentWidget(self.zoom)

    def say_reading(self, words: str) -> None:
        """Say where the reader is in the article; no words where there is none."""
        self.reading.setText(words)
        self.reading.setVisible(bool(words))


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
