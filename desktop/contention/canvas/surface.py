"""A window onto the map: zoom, scrolling, panning and scrolling by itself at the edges.

Knows nothing of claims or edits, only how large the drawing is (`drawn`).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from contention.canvas.transform import (
    FIT_MARGIN,
    ZOOM_STEP,
    Transform,
    clamp_zoom,
    fit_zoom,
    scroll_range,
    scroll_to_show,
)
from contention.diagram.drawing import Rect

WHEEL_PIXELS = 60
"""Pixels that one notch of a wheel scrolls."""
EDGE = 28
"""Pixels from the window's edge within which a drag scrolls."""
EDGE_SPEED = 22
"""Pixels a tick that it scrolls at the very edge."""
EDGE_TICK_MS = 30
LEGIBLE = 0.75
"""The smallest zoom that a map is opened at: below it the words are too small to read."""


class MapSurface(QAbstractScrollArea):
    """Zoom and scroll; what is drawn, and what a click means, is the subclass's."""

    zoom_changed = Signal(float)
    """The new zoom; 1.0 is 100 %."""
    edge_scrolled = Signal()
    """The map moved under a pointer that stands still (see `scroll_at_edge`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._zoom = 1.0
        self._framing: Callable[[], None] | None = self.show_opening
        """How the map was last framed, until the reader zooms or scrolls: a window that changes
        its size frames it so again."""
        self._pan_from: QPoint | None = None
        self._edge_point: QPointF | None = None
        self._edge_timer = QTimer(self)
        self._edge_timer.setInterval(EDGE_TICK_MS)
        self._edge_timer.timeout.connect(self._edge_tick)

    def drawn(self) -> Rect:
        """What the map takes up, in map units; of no size where it is empty."""
        raise NotImplementedError

    def head(self) -> Rect:
        """What a map is read from: its contention."""
        return self.drawn()

    # --- zoom and scroll ----------------------------------------------------------

    def zoom(self) -> float:
        """The zoom; 1.0 is 100 %."""
        return self._zoom

    def transform(self) -> Transform:
        """Where the map stands in the window now."""
        return Transform(self._zoom, self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    @Slot(float)
    def set_zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom to a factor (kept within 0.05 to 4); what is at `at`, or in the middle, stays there."""
        self._framing = None
        self._zoom_to(factor, at if at is not None else QPointF(self.viewport().rect().center()))

    @Slot()
    def zoom_in(self) -> None:
        """One step nearer."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """One step farther."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    @Slot()
    def zoom_to_100(self) -> None:
        """Show the map at its own size."""
        self.set_zoom(1.0)

    @Slot()
    def fit(self) -> None:
        """Show the whole map: smaller where it must be, never larger than 100 %."""
        # Set first: bars that come or go resize the window, which frames the map again.
        self._framing = self.fit
        bounds = self.drawn()
        # The scroll bars are gone in a fitted map, so their room counts.
        page = self.maximumViewportSize()
        zoom = fit_zoom(bounds, page.width(), page.height())
        self._set_zoom_value(zoom)
        self._update_bars()
        left = (bounds.x + bounds.width / 2) * zoom - page.width() / 2
        # A map grows downwards, so it hangs from the top rather than floats in the middle.
        spare = page.height() - bounds.height * zoom
        top = bounds.y * zoom - min(spare / 2, 1.5 * FIT_MARGIN)
        self._scroll_bars_to(left, top)

    def frame_rect(self, rect: Rect) -> None:
        """Show a rectangle of the map as large as the window allows, never larger than 100 %."""
        self._framing = None
        page = self.maximumViewportSize()
        zoom = clamp_zoom(fit_zoom(rect, page.width(), page.height()))
        self._set_zoom_value(zoom)
        self._update_bars()
        page = self.viewport().size()
        x, y = rect.center
        self._scroll_bars_to(x * zoom - page.width() / 2, y * zoom - page.height() / 2)

    @Slot()
    def show_opening(self) -> None:
        """Show the whole map where it can be read so, else its head at a size that can."""
        self._framing = self.show_opening
        bounds, page = self.drawn(), self.maximumViewportSize()
        if fit_zoom(bounds, page.width(), page.height()) >= LEGIBLE:
            self.fit()
        else:
            head = self.head()
            self._set_zoom_value(LEGIBLE)
            self._update_bars()
            page = self.viewport().size()
            middle = head.center[0] * LEGIBLE - page.width() / 2
            leftmost = bounds.x * LEGIBLE - FIT_MARGIN
            rightmost = bounds.right * LEGIBLE + FIT_MARGIN - page.width()
            left = max(leftmost, min(middle, rightmost)) if leftmost < rightmost else middle
            self._scroll_bars_to(left, head.y * LEGIBLE - 1.5 * FIT_MARGIN)
        self._framing = self.show_opening

    def scroll_to(self, left: float, top: float) -> None:
        """Scroll so that the window's corner stands at (left, top) in scaled map pixels."""
        self._update_bars()
        self._scroll_bars_to(left, top)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Scroll by window pixels, as a hand or a wheel does."""
        self._framing = None
        now = self.transform()
        self._scroll_bars_to(now.left + dx, now.top + dy)

    def show_rect(self, rect: Rect, margin: float = 48.0) -> None:
        """Scroll to see a rectangle of the map with a margin (pixels); not where it is seen already."""
        now, zoom = self.transform(), self._zoom
        page = self.viewport().rect()
        if QRectF(page).contains(self.window_rect(rect).adjusted(-8, -8, 8, 8)):
            return
        left = scroll_to_show(rect.x * zoom, rect.right * zoom, now.left, page.width(), margin)
        top = scroll_to_show(rect.y * zoom, rect.bottom * zoom, now.top, page.height(), margin)
        if (left, top) != (now.left, now.top):
            self.scroll_to(left, top)

    def visible_part(self, window: QRect | None = None) -> Rect:
        """The part of the map in the window, or under a rectangle of it."""
        rect = window if window is not None else self.viewport().rect()
        return self.transform().rect_to_map(Rect(rect.x(), rect.y(), rect.width(), rect.height()))

    def window_rect(self, rect: Rect) -> QRectF:
        """Where a rectangle of the map stands in the window."""
        return QRectF(*self.transform().rect_to_window(rect))

    def map_point(self, point: QPointF) -> tuple[float, float]:
        """The map's point under a point of the window."""
        return self.transform().to_map(point.x(), point.y())

    def _zoom_to(self, factor: float, at: QPointF) -> None:
        zoom = clamp_zoom(factor)
        left, top = self.transform().scroll_for_zoom(zoom, at.x(), at.y())
        self._set_zoom_value(zoom)
        self.scroll_to(left, top)

    def _set_zoom_value(self, zoom: float) -> None:
        if zoom != self._zoom:
            self._zoom = zoom
            self.zoom_changed.emit(zoom)
            self.viewport().update()

    def _scroll_bars_to(self, left: float, top: float) -> None:
        self.horizontalScrollBar().setValue(round(left))
        self.verticalScrollBar().setValue(round(top))

    def _update_bars(self) -> None:
        """Ranges with generous margins; a bar is only shown where the map itself does not fit."""
        bounds, zoom, room = self.drawn(), self._zoom, self.maximumViewportSize()
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        across = off if bounds.width * zoom <= room.width() else on
        down = off if bounds.height * zoom <= room.height() else on
        # A changed policy lays out the window anew: only then, and before its size is read.
        if across is not self.horizontalScrollBarPolicy():
            self.setHorizontalScrollBarPolicy(across)
        if down is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(down)
        page = self.viewport().size()
        for bar, low, high, length in (
            (self.horizontalScrollBar(), bounds.x, bounds.right, page.width()),
            (self.verticalScrollBar(), bounds.y, bounds.bottom, page.height()),
        ):
            bar.setRange(*scroll_range(low, high, zoom, length))
            bar.setPageStep(length)
            bar.setSingleStep(WHEEL_PIXELS // 3)

    # --- scrolling at the edge while something is dragged ---------------------------

    def scroll_at_edge(self, point: QPointF | None) -> None:
        """Keep scrolling while a drag's pointer (window pixels) is near an edge; None ends it."""
        self._edge_point = point
        if point is None or self._edge_pull(point) == (0.0, 0.0):
            self._edge_timer.stop()
        elif not self._edge_timer.isActive():
            self._edge_timer.start()

    def _edge_pull(self, point: QPointF) -> tuple[float, float]:
        def pull(position: float, length: int) -> float:
            before, after = EDGE - position, position - (length - EDGE)
            strength = -before if before > 0 else max(0.0, after)
            return max(-1.0, min(1.0, strength / EDGE)) * EDGE_SPEED

        return pull(point.x(), self.viewport().width()), pull(point.y(), self.viewport().height())

    def _edge_tick(self) -> None:
        if self._edge_point is None:
            self._edge_timer.stop()
            return
        self.scroll_by(*self._edge_pull(self._edge_point))
        self.edge_scrolled.emit()

    # --- Qt -----------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: ARG002
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._framing is not None and self.isVisible():
            self._framing()
        else:
            now = self.transform()
            self.scroll_to(now.left, now.top)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._framing is not None:
            self._framing()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * ZOOM_STEP ** (turned.y() / 120), event.position())
        else:
            moved = QPointF(pixels) if not pixels.isNull() else QPointF(turned) * (WHEEL_PIXELS / 120)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                moved = moved.transposed()
            self.scroll_by(-moved.x(), -moved.y())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._native_gesture(event):
            return True
        return super().viewportEvent(event)

    def _native_gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.set_zoom(self._zoom * (1.0 + event.value()), event.position())
        event.accept()
        return True

    # --- panning ------------------------------------------------------------------

    def begin_pan(self, event: QMouseEvent) -> None:
        """Take hold of the map at the pointer; `pan` follows it until `end_pan`."""
        self._pan_from = event.position().toPoint()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def pan(self, event: QMouseEvent) -> bool:
        """Move the map with the pointer; False where none has hold of it."""
        if self._pan_from is None:
            return False
        now = event.position().toPoint()
        moved = self._pan_from - now
        self._pan_from = now
        self.scroll_by(moved.x(), moved.y())
        return True

    def end_pan(self) -> bool:
        """Let go of the map; False where none had hold of it."""
        if self._pan_from is None:
            return False
        self._pan_from = None
        self.viewport().unsetCursor()
        return True
