"""Short lines in the scroll bar where words were found.

They stand by the share of the text above them: heights mean nothing in a long
document, which is laid out only as far as it was shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

THICKNESS = 2
"""Pixels of a line; twice as many for the one that is looked at."""


class Ticks(QWidget):
    """Lies over a scroll bar and lets the mouse through."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self.setObjectName("find-ticks")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._places: Sequence[int] = ()
        self._length = 1
        self._current: int | None = None
        self._colour = QColor()
        bar.installEventFilter(self)
        self.resize(bar.size())
        self.hide()

    def show_places(self, places: Sequence[int], current: int | None, length: int, colour: str) -> None:
        """Show these places of a text of this length, and one of them set off."""
        self._places, self._current, self._length = places, current, max(1, length)
        self._colour = QColor(colour)
        self.setVisible(bool(places))
        self.raise_()
        self.update()

    def rows(self) -> list[int]:
        """The heights of the lines, in pixels from the top, each once."""
        room = self.height() - THICKNESS
        return sorted({place * room // self._length for place in self._places})

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        for row in self.rows():
            painter.fillRect(QRect(2, row, self.width() - 4, THICKNESS), self._colour)
        if self._current is not None:
            row = self._current * (self.height() - THICKNESS) // self._length
            painter.fillRect(QRect(0, row - 1, self.width(), 2 * THICKNESS), self._colour)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QScrollBar):
            self.resize(watched.size())
        return super().eventFilter(watched, event)
