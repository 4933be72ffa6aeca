"""The quiet message line: a sentence over the panes that goes away by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

SHOWN_MS = 4000
"""At least this long, and longer for long sentences."""
PER_CHARACTER_MS = 60
WITH_DEEDS_MS = 11_000
"""More, where there is something to press."""
GAP = 14
"""Pixels from the bottom of what it lies over."""


class Deed(NamedTuple):
    """Something that can be done about what a message says."""

    words: str
    """With the mark of its mnemonic."""
    name: str
    """In full, for who hears it alone."""
    do: Callable[[], object]
    ends: bool = False
    """Whether the message goes once it is done."""


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
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(6)
        layout.addLayout(self._deeds)
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_over)
        self._waiting: list[tuple[str, Deed]] = []
        over.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """The sentence that is shown; empty where none is."""
        return self.label.text() if not self.isHidden() else ""

    def notice(self, sentence: str, deeds: Sequence[Deed] = ()) -> None:
        """Say what was done, with buttons for what can be done about it."""
        self._show(sentence, "notice", "", deeds)

    def offer(self, sentence: str, words: str, do: Callable[[], object]) -> None:
        """Say what can be done, with a button that does it; after what is shown already."""
        deed = Deed(words, words.replace("&", ""), do, ends=True)
        if self.isHidden():
            self._show(sentence, "notice", "", (deed,))
        else:
            self._waiting.append((sentence, deed))

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self._show(sentence, "refusal", self.tr("Not done"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, sentence: str, kind: str, mark: str, deeds: Sequence[Deed] = ()) -> None:
        self._offer(deeds)
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
        self._timer.start(SHOWN_MS + PER_CHARACTER_MS * len(sentence) + (WITH_DEEDS_MS if deeds else 0))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _offer(self, deeds: Sequence[Deed]) -> None:
        while (item := self._deeds.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                # It goes in the next turn of the event loop; the one that comes has its name.
                before.setObjectName("")
                before.deleteLater()
        for number, deed in enumerate(deeds):
            button = QPushButton(deed.words)
            button.setObjectName(f"message-deed-{number}")
            button.setAccessibleName(deed.name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self._do, deed))
            self._deeds.addWidget(button)

    def _time_over(self) -> None:
        """Not from under a hand or the keyboard's focus."""
        focus = self.focusWidget()
        if self.underMouse() or (focus is not None and focus.hasFocus()):
            self._timer.start(SHOWN_MS)
        else:
            self._end()

    def _do(self, deed: Deed, *_: object) -> None:
        if deed.ends:
            self._end()
        deed.do()

    def _end(self) -> None:
        self.hide()
        if self._waiting:
            sentence, deed = self._waiting.pop(0)
            self._show(sentence, "notice", "", (deed,))

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
