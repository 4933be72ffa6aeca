"""Fields to write in: what is typed becomes one edit when the field is left, or on Ctrl+Enter.

A field that is being typed in keeps what was typed, whatever happens to the project meanwhile.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from contention.model.edits import MAX_CLAIM_LENGTH

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CTRL = Qt.KeyboardModifier.ControlModifier


class GrowingText(QPlainTextEdit):
    """Several lines of plain text; as high as they need, between bounds."""

    committed = Signal(str, str)
    """What the text belongs to (see `show_text`), and the text; once for each change."""

    def __init__(self, name: str, parent: QWidget | None = None, *, least: int = 2, most: int = 14) -> None:
        """`least` and `most` are the lines that are seen without scrolling."""
        super().__init__(parent)
        self._owner = ""
        self._shown = ""
        self._least, self._most = least, most
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)  # painted here: styles show no focus on such fields
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(6)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that the project does not hold yet."""
        return self.toPlainText() != self._shown

    def show_text(self, owner: str, text: str) -> None:
        """Show the text of an item; one that is being typed for the same item stays."""
        if owner == self._owner and (text == self._shown or (self.dirty and self.hasFocus())):
            return
        self._owner, self._shown = owner, text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def commit(self) -> None:
        """Send what was typed, if anything was."""
        if self.dirty:
            self._shown = self.toPlainText()
            self.committed.emit(self._owner, self._shown)

    def offer(self) -> None:
        """Send what was typed as if it were kept, and go on typing."""
        if self.dirty:
            self.committed.emit(self._owner, self.toPlainText())

    def drop(self) -> None:
        """Go back to what the project holds."""
        if self.dirty:
            self.setPlainText(self._shown)

    def _fit(self, *_: object) -> None:
        lines = round(self.document().size().height())  # of a plain text document, in lines
        room = min(max(lines, self._least), self._most)
        margins = 2 * self.document().documentMargin()
        height = round(room * QFontMetrics(self.font()).lineSpacing() + margins) + 2
        off, auto = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if lines <= self._most else auto)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    # --- Qt -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Where nothing was typed, Ctrl+Z means the last edit of the project.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = (
                event.matches(QKeySequence.StandardKey.Undo),
                event.matches(QKeySequence.StandardKey.Redo),
            )
            history = self.document()
            if (undo and not (self.dirty and history.isUndoAvailable())) or (
                redo and not history.isRedoAvailable()
            ):
                event.ignore()
                return False
        if event.type() is QEvent.Type.FontChange:
            handled = super().event(event)
            self._fit()
            return handled
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & _CTRL:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.dirty:
            self.drop()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        # Its own context menu takes the focus for a moment only.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, width = QPalette.ColorRole, 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(self.palette().color(role.Accent if self.hasFocus() else role.Dark), width))
        edge = QRectF(self.viewport().rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(edge, 2, 2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone, and no more than a claim may hold."""
        held = len(self.toPlainText()) - len(self.textCursor().selectedText())
        self.insertPlainText(source.text()[: max(0, MAX_CLAIM_LENGTH - held)])


class Line(QLineEdit):
    """One line of plain text."""

    committed = Signal(str, str)
    """What the text belongs to (see `show_text`), and the text; once for each change."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._shown = ""
        self.setAccessibleName(name)
        self.setMaxLength(500)
        self.editingFinished.connect(self.commit)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that the project does not hold yet."""
        return self.text() != self._shown

    def show_text(self, owner: str, text: str) -> None:
        """Show the text of an item; one that is being typed for the same item stays."""
        if owner == self._owner and (text == self._shown or (self.dirty and self.hasFocus())):
            return
        self._owner, self._shown = owner, text
        if self.text() != text:
            self.setText(text)

    def commit(self) -> None:
        """Send what was typed, if anything was."""
        if self.dirty:
            self._shown = self.text()
            self.committed.emit(self._owner, self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.dirty:
            self.setText(self._shown)
        elif event.key() in _ENTER:
            self.commit()
        else:
            super().keyPressEvent(event)
