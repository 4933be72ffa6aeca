"""The quiet message line: a sentence over the panes that goes away by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

SHOWN_MS = 4000
"""At least this long, and longer for long sentences."""
PER_CHARACTER_MS = 60
GAP = 14
"""Pixels from the bottom of what it lies over."""
OFFERED_MS = 15_000
"""At least this long where there is something to press."""


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
        self._mark.setTextFormat(Qt.TextFormat.PlainText)
        self.label = QLabel()
        self.label.setObjectName("message-text")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setObjectName("message-do")
        self.button.setText(self.tr("Do it"))
        self.button.clicked.connect(self._do)
        self._call: Callable[[], object] | None = None
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Dismiss the message"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self._end)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(10)
        layout.addWidget(self._mark)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._end)
        self._waiting: list[tuple[str, str, Callable[[], object]]] = []
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

    def offer(self, sentence: str, words: str, call: Callable[[], object]) -> None:
        """Say what can be done, with a button that does it; after what is shown already."""
        if self.isHidden():
            self._show(sentence, "notice", "", (words, call))
        else:
            self._waiting.append((sentence, words, call))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _do(self) -> None:
        call = self._call
        self._end()
        if call is not None:
            call()

    def _end(self) -> None:
        self.hide()
        if self._waiting:
            self.offer(*self._waiting.pop(0))

    def _show(
        self, sentence: str, kind: str, mark: str, offer: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        words, self._call = offer or ("", None)
        self.button.setText(words or self.button.text())
        self.button.setVisible(bool(words))
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
        self._timer.start((OFFERED_MS if words else SHOWN_MS) + PER_CHARACTER_MS * len(sentence))
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
