"""The whole map in a corner of its window, to see where one is and to go elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from contention.canvas.shown import Shown
from contention.diagram import painter as map_painter
from contention.diagram.drawing import Diagram, Rect

WIDEST = QSize(220, 150)
"""Pixels it takes at most, and at most a third of the window."""
SMALLEST = 40
"""Pixels below which a side would show nothing."""
INSET = 12
"""Pixels between it and the window's edges."""
PAD = 6
DRAW_MS = 80
"""After an edit it is drawn when edits pause for so long: the map itself comes first."""
OFTEN_BOXES = 400
"""A map of fewer bricks is drawn at once."""


class Minimap(QWidget):
    """A child of the map's viewport; shown only where the map does not fit its window."""

    def __init__(self, canvas: Shown) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self._wanted = True
        self._picture: QPixmap | None = None
        self._pictured: tuple[Diagram, QSize, float] | None = None
        self._draw_soon = QTimer(self)
        self._draw_soon.setSingleShot(True)
        self._draw_soon.setInterval(DRAW_MS)
        self._draw_soon.timeout.connect(self.update)
        self.setObjectName("minimap")
        self.setAccessibleName(self.tr("Overview of the map"))
        self.setAccessibleDescription(self.tr("Click or drag to scroll the map."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether it is shown where there is more map than window."""
        return self._wanted

    def set_wanted(self, wanted: bool) -> None:
        """Show it where there is more map than window, or never."""
        self._wanted = wanted
        self.follow()

    def follow(self) -> None:
        """The map was scrolled, zoomed, resized or drawn anew."""
        canvas = self._canvas
        bounds, room = canvas.last_diagram.bounds, canvas.viewport().size()
        seen = canvas.visible_part().grown(1.0)
        whole = (
            seen.x <= bounds.x
            and seen.y <= bounds.y
            and seen.right >= bounds.right
            and seen.bottom >= bounds.bottom
        )
        size = self._size(bounds, room)
        if not self._wanted or whole or size is None:
            self.hide()
            return
        corner = canvas.viewport().rect().bottomRight()
        place = QRectF(0, 0, size.width(), size.height()).toRect()
        place.moveBottomRight(corner - QPointF(INSET, INSET).toPoint())
        if place != self.geometry():
            self.setGeometry(place)
        self.show()
        drawn = self._pictured is not None and self._pictured[0] is canvas.last_diagram
        if drawn or len(canvas.last_diagram.bricks) <= OFTEN_BOXES:
            self.update()
        else:
            self._draw_soon.start()

    @staticmethod
    def _size(bounds: Rect, room: QSize) -> QSize | None:
        """As large as the map's shape allows; None where there is no map or no room."""
        if bounds.width <= 0 or bounds.height <= 0:
            return None
        most = WIDEST.boundedTo(room / 3)
        if most.width() < SMALLEST or most.height() < SMALLEST:
            return None
        scale = min((most.width() - 2 * PAD) / bounds.width, (most.height() - 2 * PAD) / bounds.height)
        wide = max(SMALLEST, round(bounds.width * scale) + 2 * PAD)
        high = max(SMALLEST, round(bounds.height * scale) + 2 * PAD)
        return QSize(wide, high)

    def _scale(self) -> tuple[float, float, float]:
        """Pixels per map unit, and where the map's origin stands in this widget."""
        bounds = self._canvas.last_diagram.bounds
        scale = min(
            (self.width() - 2 * PAD) / max(bounds.width, 1.0),
            (self.height() - 2 * PAD) / max(bounds.height, 1.0),
        )
        left = (self.width() - bounds.width * scale) / 2 - bounds.x * scale
        top = (self.height() - bounds.height * scale) / 2 - bounds.y * scale
        return scale, left, top

    def window_frame(self) -> QRectF:
        """The part of the map that the window shows, in this widget's pixels."""
        scale, left, top = self._scale()
        seen = self._canvas.visible_part()
        frame = QRectF(seen.x * scale + left, seen.y * scale + top, seen.width * scale, seen.height * scale)
        return frame.intersected(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    # --- Qt -----------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme = self._canvas.last_diagram.theme
        if not self._draw_soon.isActive():
            self._draw()
        painter = QPainter(self)
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
        else:
            painter.fillRect(self.rect(), QColor(theme.paper))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wash = QColor(theme.ring)
        wash.setAlphaF(0.12)
        painter.setPen(QPen(QColor(theme.ring), 1.5))
        painter.setBrush(wash)
        painter.drawRoundedRect(self.window_frame(), 2, 2)
        painter.end()

    def _draw(self) -> None:
        """The picture of the map, where it is another map, size or screen than the last time."""
        diagram, ratio = self._canvas.last_diagram, self.devicePixelRatioF()
        wanted = (diagram, self.size(), ratio)
        if self._pictured is not None and self._pictured[0] is diagram and self._pictured[1:] == wanted[1:]:
            return
        picture = QPixmap((self.size() * ratio).expandedTo(QSize(1, 1)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(diagram.theme.paper))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, left, top = self._scale()
        painter.save()
        painter.translate(left, top)
        painter.scale(scale, scale)
        map_painter.paint(painter, diagram, plain_below=float("inf"))
        painter.restore()
        painter.setPen(QPen(QColor(diagram.theme.box_line), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
        self._picture, self._pictured = picture, wanted

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Not the map's: there it would add a claim.
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ContextMenu:
            event.accept()
            return True
        return super().event(event)

    def _go(self, point: QPointF) -> None:
        """Put the middle of the window at a point of the map."""
        scale, left, top = self._scale()
        canvas, zoom = self._canvas, self._canvas.zoom()
        middle = QPointF((point.x() - left) / scale * zoom, (point.y() - top) / scale * zoom)
        room = canvas.viewport().size()
        now = canvas.transform()
        canvas.scroll_by(middle.x() - room.width() / 2 - now.left, middle.y() - room.height() / 2 - now.top)
