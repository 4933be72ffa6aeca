"""Writing a claim where it stands: a plain-text editor over its box.

Enter, Tab or leaving the editor commits the words; Esc drops the change.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from contention.diagram.measure import TextStyle, font_of
from contention.diagram.themes import Metrics, Theme
from contention.model.edits import MAX_CLAIM_LENGTH

MIN_SCALE = 0.8
"""However small the map is shown, what is being written stays this large."""
CONTENTION_PAD_X, CONTENTION_PAD_Y = 4, 3
"""What a contention's box is padded more than others, at 100 %."""
RING = 2.5
"""Width of the frame, in pixels."""
OUTSIDE = 4
"""Pixels by which the frame stands outside the box, so that it is the ring of a selected one."""

_BREAKS = re.compile("[ \t]*[\r\n\u2028\u2029]+[ \t]*")
_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class ClaimEditor(QTextEdit):
    """The editor of one claim; a child of the canvas's viewport.

    Exactly one of `committed` and `dropped` is sent, once.
    """

    committed = Signal(str)
    """The words as they now are."""
    dropped = Signal()
    """Esc: the words are to stay as they were."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._done = False
        self._room = QRectF(0, 0, 1, 1)
        self._ring = QColor()
        self._paper = QColor()
        self._radius = 6.0
        self._dressed: tuple[Metrics, float, bool] | None = None
        self.setObjectName("claim-editor")
        self.setAccessibleName(self.tr("Claim"))
        self.setAccessibleDescription(self.tr("Enter keeps the words, Escape drops the change."))
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setPlaceholderText(self.tr("One full sentence"))
        self.setPlainText(text)
        self.selectAll()
        self.document().documentLayout().documentSizeChanged.connect(self._resize)

    def dress(self, theme: Theme, room: QRectF, zoom: float, *, contention: bool) -> None:
        """Look like the box under it: `room` in window pixels, at a zoom, with a contention's font or not."""
        metrics = theme.metrics
        scale = max(zoom, MIN_SCALE)
        # Written larger than the map is shown, it takes the room that the box has at that size.
        pad_x = metrics.box_pad_x + (CONTENTION_PAD_X if contention else 0)
        widest = metrics.contention_width if contention else metrics.text_width
        width = max(room.width() / zoom, widest + 2 * pad_x)
        box = QRectF(room.x(), room.y(), width * scale, room.height() * scale / zoom)
        if contention:  # a headline grows to both sides
            box.moveLeft(room.center().x() - box.width() / 2)
        self._room = box.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)
        self._ring, self._paper = QColor(theme.ring), QColor(theme.box)
        self._radius = metrics.box_radius * scale + OUTSIDE / 2
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(theme.muted))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.ring))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.box))
        self.setPalette(palette)
        dressed = (metrics, scale, contention)
        if dressed != self._dressed:
            self._dressed = dressed
            self._set_font(metrics, scale, contention=contention)
        self._resize()

    def commit(self) -> None:
        """Send the words, once."""
        if not self._done:
            self._done = True
            self.committed.emit(self.toPlainText())

    def drop(self) -> None:
        """Leave the words as they were."""
        if not self._done:
            self._done = True
            self.dropped.emit()

    def _set_font(self, metrics: Metrics, scale: float, *, contention: bool) -> None:
        pixels = metrics.contention_px if contention else metrics.text_px
        pitch = metrics.contention_line_height if contention else metrics.line_height
        font = QFont(font_of(TextStyle(metrics.family, pixels, semibold=contention)))
        font.setPixelSize(max(1, round(pixels * scale)))
        document = self.document()
        # Dressing is no step that Ctrl+Z should take back. Qt forgets the typing before it as
        # well, so this is done for another size or theme only, not for every scroll.
        document.setUndoRedoEnabled(False)
        self.setFont(font)
        document.setDefaultFont(font)
        margins = document.rootFrame().frameFormat()
        pad_x = metrics.box_pad_x + (CONTENTION_PAD_X if contention else 0)
        pad_y = metrics.box_pad_y + (CONTENTION_PAD_Y if contention else 0)
        margins.setLeftMargin(pad_x * scale + OUTSIDE)
        margins.setRightMargin(pad_x * scale + OUTSIDE)
        margins.setTopMargin(pad_y * scale + OUTSIDE)
        margins.setBottomMargin(pad_y * scale + OUTSIDE)
        document.rootFrame().setFrameFormat(margins)
        lines = QTextBlockFormat()
        if contention:
            lines.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        spare = pitch * scale - QFontMetricsF(font).height()
        lines.setLineHeight(max(0.0, spare), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        whole = QTextCursor(document)
        whole.select(QTextCursor.SelectionType.Document)
        whole.mergeBlockFormat(lines)
        document.setUndoRedoEnabled(True)

    def _resize(self) -> None:
        """As large as the box, and larger where the words need it, but never beyond the window."""
        parent = self.parentWidget()
        window = parent.rect() if parent is not None else QRect(0, 0, 10_000, 10_000)
        width = min(self._room.width(), window.width() - 8)
        self.document().setTextWidth(width)
        needed = self.document().documentLayout().documentSize().height()
        height = min(max(needed, self._room.height()), window.height() - 8)
        place = QRectF(self._room.x(), self._room.y(), width, height).toAlignedRect()
        place.moveRight(min(place.right(), window.right() - 4))
        place.moveBottom(min(place.bottom(), window.bottom() - 4))
        place.moveTopLeft(QPoint(max(place.x(), 4), max(place.y(), 4)))
        fits = needed <= height + 1
        off, auto = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if fits else auto)
        if place != self.geometry():
            self.setGeometry(place)

    # --- Qt -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._ring, RING))
        painter.setBrush(self._paper)
        inset = RING / 2
        frame = QRectF(self.viewport().rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, self._radius, self._radius)
        painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        # Letters are commands on the map, but words here: the editor claims them first.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_writing(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _is_writing(self, event: QKeyEvent) -> bool:
        if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            return False
        held = event.modifiers() & _COMMAND_KEYS
        line_break = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        # AltGr is Ctrl+Alt on some systems, and writes letters too.
        altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return not held or line_break or (held == altgr and event.text().isprintable() and event.text() != "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            else:
                self.commit()
        elif key == Qt.Key.Key_Escape:
            self.drop()
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.commit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Its own context menu takes the focus for a moment only.
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words alone: no formats, no line breaks, and no more than a claim may hold."""
        held = len(self.toPlainText()) - len(self.textCursor().selectedText())
        words = _BREAKS.sub(" ", source.text()) if source.hasText() else ""
        self.textCursor().insertText(words[: max(0, MAX_CLAIM_LENGTH - held)])
        self.ensureCursorVisible()
