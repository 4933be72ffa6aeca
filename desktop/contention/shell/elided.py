"""Lines of plain text that give way: where there is no room for all of it, "…" stands for the rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLine(QLabel):
    """A label that leaves words out and not half letters; screen readers have all of them."""

    def __init__(self, name: str, *, keep_after: str = "", parent: QWidget | None = None) -> None:
        """Words go from the end, but what stands after the last `keep_after` goes last."""
        super().__init__(parent)
        self._keep_after = keep_after
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def shown(self) -> str:
        """What there is room for."""
        metrics, right, room = self.fontMetrics(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        if metrics.horizontalAdvance(self.text()) <= room:
            return self.text()
        words, mark, kept = self.text().rpartition(self._keep_after) if self._keep_after else ("", "", "")
        if not mark:
            return metrics.elidedText(self.text(), right, room)
        left = room - metrics.horizontalAdvance(mark + kept)
        shown = metrics.elidedText(words, right, max(0, left))
        return shown + mark + kept if shown.strip("…") else metrics.elidedText(kept, right, room)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        flags = int(self.alignment()) | Qt.TextFlag.TextSingleLine
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            flags,
            self.palette(),
            self.isEnabled(),
            self.shown(),
            self.foregroundRole(),
        )
        painter.end()
