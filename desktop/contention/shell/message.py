"""The quiet message line: a sentence over the panes that goes away by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

SHOWN_MS = 4000
"""At least this long, and longer for long sentences."""
PER_CHARACTER_MS = 60
GAP = 14
"""Pixels from the bottom of what it lies over."""


class MessageLine(QFrame):
    """A sentence near the bottom of another widget, never in the way of work.

    It lies over the panes, so that nothing moves when it comes and goes, and tells
    screen readers as an alert does.
    """

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("message")
        self.setAccessibleName(self.tr("Message"))
        self._mark = QLabel()
        self._mark.setObjectName("message-mark")
        self.label = QLabel()
        self.label.setObjectName("message-text")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Dismiss the message"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(10)
        layout.addWidget(self._mark)
        layout.addWidget(self.label, 1)
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """The sentence that is shown; empty where none is."""
        return self.label.text() if not self.isHidden() else ""

    def notice(self, sentence: str) -> None:
        """Say what was done."""
        self._show(sentence, "notice", "")

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self._show(sentence, "refusal", self.tr("Not done"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, sentence: str, kind: str, mark: str) -> None:
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark))
        self.label.setText(sentence)
        self.label.setAccessibleName(sentence)
        self.setAccessibleDescription(sentence)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(SHOWN_MS + PER_CHARACTER_MS * len(sentence))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        widest = max(240, min(720, over.width() - 48))
        words = self.label.fontMetrics().horizontalAdvance(self.label.text())
        extra = self.sizeHint().width() - self.label.sizeHint().width()
        width = min(widest, words + extra + 8)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry((over.width() - width) // 2, over.height() - height - GAP, width, height)
