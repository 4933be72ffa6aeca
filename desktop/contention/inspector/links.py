"""Rows of links: passages, uses and premises, that lead to where they are."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from contention.inspector.desk import Desk

R = TypeVar("R", bound=QWidget)


class Link(QAbstractButton):
    """Words that lead somewhere: wrapped over a few lines, and then cut short with an ellipsis."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, lines: int = 2) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = ""
        self._lines = lines
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str, name: str = "") -> None:
        """What is shown, and what a screen reader says where that differs."""
        self._words = " ".join(words.split())
        self.setAccessibleName(name or self._words)
        self.setToolTip(f"<qt>{html.escape(self._words)}</qt>")
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The whole words, however much of them is seen."""
        return self._words

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 6)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return len(self._broken(width)) * self.fontMetrics().lineSpacing() + 6

    def _broken(self, width: int) -> list[str]:
        """The words in lines, the last one cut short where they need more than there may be."""
        room = max(20, width - 6)
        layout = QTextLayout(self._words, self.font())
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            start, length = line.textStart(), line.textLength()
            if len(lines) == self._lines - 1:
                rest = self._words[start : start + 500]
                lines.append(self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room))
                break
            lines.append(self._words[start : start + length])
        layout.endLayout()
        return lines or [""]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Words that lead nowhere now are to be read all the same.
        role = QPalette.ColorRole.Link if self.isEnabled() else QPalette.ColorRole.WindowText
        ink = self.palette().color(QPalette.ColorGroup.Active, role)
        painter.setPen(ink)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        metrics = self.fontMetrics()
        y = 3.0 + metrics.ascent()
        for line in self._broken(self.width()):
            painter.drawText(QPointF(3, y), line)
            y += metrics.lineSpacing()
        if self.hasFocus():
            painter.setPen(QPen(ink, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)


class Small(QPushButton):
    """A small button with plain words, named in full for screen readers."""

    def __init__(self, words: str, pressed: Callable[[], object]) -> None:
        super().__init__(words)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked: pressed())


class Rows(QWidget, Generic[R]):
    """One widget for each key, kept while its key is there, so that the focus stays in it."""

    def __init__(self, make: Callable[[str], R]) -> None:
        super().__init__()
        self._make = make
        self.rows: dict[str, R] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def show_keys(self, keys: Sequence[str]) -> dict[str, R]:
        """Have exactly these rows, in this order; the focus of one that goes moves to its neighbour."""
        orphan = self._going(keys)
        for key in [key for key in self.rows if key not in keys]:
            row = self.rows.pop(key)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, key in enumerate(keys):
            if key not in self.rows:
                self.rows[key] = self._make(key)
            if self._layout.indexOf(self.rows[key]) != place:
                self._layout.insertWidget(place, self.rows[key])
        if orphan is not None and keys:
            after = self.rows[keys[min(orphan, len(keys) - 1)]]
            goals = [
                w for w in after.findChildren(QAbstractButton) if w.focusPolicy() != Qt.FocusPolicy.NoFocus
            ]
            if goals:
                goals[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(keys))
        return self.rows

    def _going(self, keys: Sequence[str]) -> int | None:
        """The place of a row that goes and has the focus."""
        for place, (key, row) in enumerate(self.rows.items()):
            focused = row.focusWidget()
            if key not in keys and focused is not None and focused.hasFocus():
                return place
        return None
