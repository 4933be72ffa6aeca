"""The preview of an export: what will be written, painted piece by piece so that nothing waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from contention.diagram.drawing import Rect

EDGE = 14
"""Pixels around everything when it is fitted."""
PIECE = 96
"""Pixels of a side of what is painted between two looks at the clock."""
SLICE_S = 0.012
"""Seconds of painting at once."""
LEAST, MOST = 0.001, 16.0
"""Of the zoom."""
STEP = 1.25
CHECKS = ("#ffffff", "#d9d9d9")
"""What shows through where the background is transparent."""


class Frame(NamedTuple):
    """A picture or a page: where it lies beside the others, and how it is painted."""

    rect: Rect
    paint: Callable[[QPainter, Rect], None]
    """Paints in the coordinates of `rect`; the rectangle is the part that is seen."""
    clear: bool = False
    """Its background is transparent."""


class Preview(QAbstractScrollArea):
    """Shows frames fitted or at a zoom; wheel, bars and arrows scroll, Ctrl and wheel, + and − zoom."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-preview")
        self.setAccessibleName(self.tr("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(260, 220)
        self._frames: tuple[Frame, ...] = ()
        self._bounds = Rect(0, 0, 1, 1)
        self._zoom: float | None = None
        self._buffer = QImage()
        self._pieces: Iterator[Rect] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._slice)

    def set_frames(self, frames: Sequence[Frame]) -> None:
        """Show these; the zoom stays."""
        self._frames = tuple(frames)
        lefts = [frame.rect for frame in frames] or [Rect(0, 0, 1, 1)]
        x, y = min(one.x for one in lefts), min(one.y for one in lefts)
        right, bottom = max(one.right for one in lefts), max(one.bottom for one in lefts)
        self._bounds = Rect(x, y, max(right - x, 1e-6), max(bottom - y, 1e-6))
        self._arrange()

    def fitted(self) -> bool:
        """Whether all is shown at once."""
        return self._zoom is None

    def zoom(self) -> float:
        """Pixels of the window to a unit of the frames."""
        if self._zoom is not None:
            return self._zoom
        view = self.maximumViewportSize()
        wide = max(10, view.width() - 2 * EDGE) / self._bounds.width
        high = max(10, view.height() - 2 * EDGE) / self._bounds.height
        return min(wide, high, MOST)

    def set_zoom(self, zoom: float | None) -> None:
        """Show at a zoom about the middle of what is seen; None to fit all."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        before, at = self.zoom(), [bar.value() + bar.pageStep() / 2 for bar in bars]
        self._zoom = None if zoom is None else max(LEAST, min(MOST, zoom))
        self._arrange()
        for bar, middle in zip(bars, at, strict=True):
            bar.setValue(round(middle * self.zoom() / before - bar.pageStep() / 2))
        self.zoomed.emit()

    def finished(self) -> bool:
        """Whether all that is seen is painted."""
        return not self._timer.isActive()

    def image(self) -> QImage:
        """What is seen, as far as it is painted."""
        return self._buffer

    # -- Qt's events -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._begin()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom() * STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {"+", "="}:
            self.set_zoom(self.zoom() * STEP)
        elif event.text() in {"-", "−"}:
            self.set_zoom(self.zoom() / STEP)
        elif event.text() == "0":
            self.set_zoom(None)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.drawImage(QPoint(0, 0), self._buffer)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().accent(), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    # -- painting in pieces ----------------------------------------------------------------

    def _arrange(self) -> None:
        zoom, view = self.zoom(), self.viewport().size()
        whole = (
            (self.horizontalScrollBar(), self._bounds.width, view.width()),
            (self.verticalScrollBar(), self._bounds.height, view.height()),
        )
        for bar, length, seen in whole:
            most = 0 if self._zoom is None else max(0, round(length * zoom) + 2 * EDGE - seen)
            bar.setRange(0, most)
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        self._begin()

    def _origin(self) -> tuple[float, float]:
        """Where the frames' 0, 0 lies in the viewport, in pixels of the window."""
        zoom, view = self.zoom(), self.viewport().size()
        found = []
        for bar, start, length, seen in (
            (self.horizontalScrollBar(), self._bounds.x, self._bounds.width, view.width()),
            (self.verticalScrollBar(), self._bounds.y, self._bounds.height, view.height()),
        ):
            spare = seen - length * zoom
            found.append(
                (spare / 2 if spare > 2 * EDGE or bar.maximum() == 0 else EDGE - bar.value()) - start * zoom
            )
        return found[0], found[1]

    def _begin(self) -> None:
        """Paint anew; what was painted stays until then where the size is the same."""
        view, ratio = self.viewport().size(), self.devicePixelRatioF()
        size = QSize(max(1, round(view.width() * ratio)), max(1, round(view.height() * ratio)))
        if self._buffer.size() != size:
            self._buffer = QImage(size, QImage.Format.Format_RGB32)
            self._buffer.setDevicePixelRatio(ratio)
            self._buffer.fill(self._desk())
        self._pieces = self._all_pieces()
        self._timer.start()

    def _desk(self) -> QColor:
        return self.palette().midlight().color()

    def _all_pieces(self) -> Iterator[Rect]:
        view = self.viewport().size()
        for y in range(0, view.height(), PIECE):
            for x in range(0, view.width(), PIECE):
                yield Rect(x, y, min(PIECE, view.width() - x), min(PIECE, view.height() - y))

    def _slice(self) -> None:
        until = time.perf_counter() + SLICE_S
        painter = QPainter(self._buffer)
        for piece in self._pieces:
            self._paint_piece(painter, piece)
            if time.perf_counter() > until:
                break
        else:
            self._timer.stop()
        painter.end()
        self.viewport().update()

    def _paint_piece(self, painter: QPainter, piece: Rect) -> None:
        (left, top), zoom = self._origin(), self.zoom()
        painter.save()
        painter.setClipRect(QRectF(*piece))
        painter.fillRect(QRectF(*piece), self._desk())
        painter.translate(left, top)
        painter.scale(zoom, zoom)
        seen = Rect((piece.x - left) / zoom, (piece.y - top) / zoom, piece.width / zoom, piece.height / zoom)
        for frame in self._frames:
            part = _common(frame.rect, seen)
            if part is None:
                continue
            painter.save()
            painter.setClipRect(QRectF(*frame.rect), Qt.ClipOperation.IntersectClip)
            if frame.clear:
                _checks(painter, part, 8 / zoom)
            frame.paint(painter, part)
            painter.restore()
            pen = QPen(self.palette().dark().color(), 1)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(*frame.rect))
        painter.restore()


def _common(one: Rect, other: Rect) -> Rect | None:
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(x, y, right - x, bottom - y) if right > x and bottom > y else None


def _checks(painter: QPainter, part: Rect, side: float) -> None:
    painter.fillRect(QRectF(*part), QColor(CHECKS[0]))
    for row in range(int(part.y // side), int(part.bottom // side) + 1):
        for column in range(int(part.x // side), int(part.right // side) + 1):
            if (row + column) % 2:
                painter.fillRect(QRectF(column * side, row * side, side, side), QColor(CHECKS[1]))
