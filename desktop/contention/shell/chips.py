"""The chips of the tool bar: Claim, Reason, Objection, Co-premise, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

PAD, GAP, CAP_PAD = 12, 8, 6


class Chip(QToolButton):
    """A button with a word in its role's colour and the key that does the same."""

    def __init__(self, action: QAction, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not its default action: that would take the letter while the chip has the focus.
        self.clicked.connect(action.trigger)
        self.setToolTip(action.toolTip())
        self.setObjectName(f"chip-{action.objectName().removeprefix('add-')}")
        self._word = word
        self._key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._colour, self._cap = QColor("black"), QColor("white")
        self.setAccessibleName(self.tr("{word}, key {key}").format(word=word, key=self._key))
        # A click must not take the focus from the text that was just selected.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def dress(self, word: str, cap: str) -> None:
        """Colours of the word and of the key's cap."""
        self._colour, self._cap = QColor(word), QColor(cap)
        self.update()

    def sizeHint(self) -> QSize:
        cap = self._cap_width()
        words = self.fontMetrics().horizontalAdvance(self._word)
        return QSize(PAD + words + GAP + cap + PAD - 4, self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.palette()
        around = self.rect().adjusted(1, 1, -1, -1)
        down = self.isDown() or self.underMouse()
        painter.setBrush(look.midlight() if down else look.button())
        focused = self.hasFocus()
        painter.setPen(QPen(look.accent() if focused else look.mid(), 2 if focused else 1))
        painter.drawRoundedRect(around, 7, 7)
        word = QRect(PAD, 0, self.width(), self.height())
        colour = (
            self._colour if self.isEnabled() else look.color(look.ColorGroup.Disabled, look.ColorRole.Text)
        )
        painter.setPen(colour)
        painter.drawText(word, Qt.AlignmentFlag.AlignVCenter, self._word)
        width = self._cap_width()
        cap = QRect(self.width() - PAD + 4 - width, 0, width, self.fontMetrics().height())
        cap.moveCenter(QRect(cap.x(), 0, width, self.height()).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._cap)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(look.placeholderText().color())
        painter.setFont(self._small())
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(max(6.0, font.pointSizeF() - 1))
        return font

    def _cap_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._key) + 2 * CAP_PAD
