"""What the mouse does on the map: select, drag and drop, for pieces of the map and passages of the article.

A drag only previews; its drop is one edit. The pointer says where the drop goes,
not the ghost that follows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from contention.canvas import overlay
from contention.canvas.drops import DropPlan, plan_move, plan_passage
from contention.canvas.places import Place, place_at
from contention.canvas.surface import MapSurface
from contention.diagram import painter as map_painter
from contention.diagram.drawing import Diagram, Hit, Rect
from contention.model.project import Id, Passage
from contention.model.structure import Structure
from contention.session import commands, passage_mime
from contention.session.session import Session

ORIGIN = "canvas"


class Shown(MapSurface):
    """A surface that shows a diagram: what the gestures need to know of the canvas."""

    @property
    def diagram(self) -> Diagram:
        """The drawing of the current map."""
        raise NotImplementedError


@dataclass
class Drag:
    """What is on its way over the map."""

    item: Id | None
    """A claim or inference of the map; None for a passage."""
    passage: Passage | None = None
    objection: bool = False
    """Shift is held: a passage becomes an objection."""
    pointer: QPointF = field(default_factory=QPointF)
    """In window pixels."""
    grip: QPointF = field(default_factory=QPointF)
    """From the ghost's corner to the pointer, in window pixels."""
    ghost: QPixmap | None = None
    ghost_size: QRectF = field(default_factory=QRectF)
    place: Place | None = None
    plan: DropPlan | None = None
    touched: QRect = field(default_factory=QRect)
    """What the last picture of the drag covered, in window pixels."""


class Gestures(QObject):
    """The mouse's part of the canvas: at any time nothing, a press, a pan or a drag."""

    edit_wanted = Signal(str)
    """A claim was double-clicked."""
    claim_wanted = Signal(QPointF)
    """The empty map was double-clicked, at this point of the window."""
    show_wanted = Signal(str)
    """This claim or inference should be seen: it was dropped, or a reference to it was followed."""

    def __init__(self, canvas: Shown, session: Session) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._structure: Structure | None = None
        self._pressed: tuple[QPointF, Hit | None] | None = None
        self._select_on_release = False
        self._drag: Drag | None = None
        canvas.edge_scrolled.connect(self._replan)

    @property
    def dragging(self) -> bool:
        """Whether something is being dragged over the map."""
        return self._drag is not None

    @property
    def drag(self) -> Drag | None:
        """What is being dragged, with what a drop would do now."""
        return self._drag

    def structure(self) -> Structure:
        """The structure of the current map, made once for a value."""
        argument_map = self._session.map
        if self._structure is None or self._structure.map is not argument_map:
            self._structure = Structure(argument_map)
        return self._structure

    # --- mouse --------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button goes down: select, or take hold."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._canvas.begin_pan(event)
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            self._select_for_menu(event)
            return
        hit = self._hit(event.position())
        self._pressed = (event.position(), hit)
        self._select_on_release = False
        selection = self._session.selection
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if hit is None:
            if not held:
                selection.clear(origin=ORIGIN)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            selection.toggle(hit.id, origin=ORIGIN)
        elif held:
            selection.select(*(i for i in selection.ids if i != hit.id), hit.id, origin=ORIGIN)
        elif hit.part == "chip" or hit.id not in selection.ids:
            selection.select(hit.id, origin=ORIGIN)
            if hit.part == "chip":
                self.show_wanted.emit(hit.id)
        else:
            self._select_on_release = True

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with a button held or without."""
        if self._canvas.pan(event):
            return
        if self._drag is not None:
            self._drag_to(event.position())
            return
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            hit = self._hit(event.position())
            chip = hit is not None and hit.part == "chip"
            self._canvas.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor
            )
            return
        start, hit = self._pressed
        if (event.position() - start).manhattanLength() < QApplication.startDragDistance():
            return
        if hit is None:
            self._pressed = None
            self._canvas.begin_pan(event)
        else:
            self._begin(hit.id, start)
            self._drag_to(event.position())

    def release(self, event: QMouseEvent) -> None:
        """A button goes up: drop, or finish the click."""
        pressed, self._pressed = self._pressed, None
        if self._canvas.end_pan():
            return
        if self._drag is not None:
            if event.button() is Qt.MouseButton.LeftButton:
                self._drag_to(event.position())
                self._drop()
        elif pressed is not None and pressed[1] is not None and self._select_on_release:
            self._session.selection.select(pressed[1].id, origin=ORIGIN)

    def double_click(self, event: QMouseEvent) -> None:
        """Write in the box, or a new claim on the empty map."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        hit = self._hit(event.position())
        if hit is None:
            self.claim_wanted.emit(event.position())
        elif hit.part == "box":
            self.edit_wanted.emit(hit.id)

    def cancel(self) -> bool:
        """End a drag without a drop; False where there was none."""
        self._pressed = None
        if self._drag is None:
            return False
        self._end()
        return True

    def _hit(self, point: QPointF) -> Hit | None:
        return self._canvas.diagram.hit(*self._canvas.map_point(point))

    def _select_for_menu(self, event: QMouseEvent) -> None:
        """A context menu is about what is under the pointer, or about all that is selected."""
        hit = self._hit(event.position())
        if hit is None:
            self._session.selection.clear(origin=ORIGIN)
        elif hit.id not in self._session.selection.ids:
            self._session.selection.select(hit.id, origin=ORIGIN)

    # --- passages from the article ------------------------------------------------

    def drag_enter(self, event: QDragEnterEvent) -> None:
        """Something comes over the map: a passage is welcome."""
        passage = passage_mime.decode(event.mimeData())
        if passage is None:
            event.ignore()
            return
        self._drag = Drag(item=None, passage=passage)
        self._passage_to(event)

    def drag_move(self, event: QDragMoveEvent) -> None:
        """A passage moves over the map."""
        if self._drag is None or self._drag.passage is None:
            event.ignore()
            return
        self._passage_to(event)

    def drag_leave(self, event: QDragLeaveEvent) -> None:
        """A passage leaves the map again."""
        self._end()
        event.accept()

    def drop(self, event: QDropEvent) -> None:
        """A passage is dropped."""
        if self._drag is None:
            passage = passage_mime.decode(event.mimeData())
            if passage is None:
                event.ignore()
                return
            self._drag = Drag(item=None, passage=passage)
        self._passage_to(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._drop()

    def _passage_to(self, event: QDropEvent) -> None:
        if self._drag is not None:
            self._drag.objection = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._drag_to(event.position())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    # --- a drag -------------------------------------------------------------------

    def _begin(self, item: Id, start: QPointF) -> None:
        diagram = self._canvas.diagram
        rect = diagram.box_rect(item) or diagram.panel_rect(item)
        if rect is None:
            return
        pill = diagram.pill_rect(item)
        if pill is not None:
            rect = Rect(rect.x, pill.y, rect.width, rect.bottom - pill.y)
        window = self._canvas.window_rect(rect)
        self._drag = Drag(item=item, grip=start - window.topLeft(), ghost_size=QRectF(window))
        self._drag.ghost = self._ghost(rect, window)
        self._canvas.viewport().setCursor(Qt.CursorShape.DragMoveCursor)

    def _ghost(self, rect: Rect, window: QRectF) -> QPixmap:
        """A picture of the dragged piece, at most as large as the window."""
        ratio = self._canvas.viewport().devicePixelRatioF()
        size = window.size().boundedTo(QSizeF(self._canvas.viewport().size()))
        pixmap = QPixmap((size * ratio).toSize().expandedTo(QSize(1, 1)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zoom = self._canvas.zoom()
        painter.scale(zoom, zoom)
        painter.translate(-rect.x, -rect.y)
        radius = self._canvas.diagram.theme.metrics.box_radius
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(*rect), radius, radius)
        painter.setClipPath(outline)
        map_painter.paint(painter, self._canvas.diagram, visible=rect)
        painter.end()
        return pixmap

    def _drag_to(self, point: QPointF) -> None:
        if self._drag is None:
            return
        self._drag.pointer = point
        self._replan()
        self._canvas.scroll_at_edge(point)

    def _replan(self) -> None:
        """Find out what a drop at the pointer would do, where that has changed."""
        drag = self._drag
        if drag is None:
            return
        structure = self.structure()
        x, y = self._canvas.map_point(drag.pointer)
        place = place_at(structure, self._canvas.diagram, x, y, dragged=drag.item)
        if drag.item is not None:
            if drag.plan is None or place != drag.place:
                drag.plan = plan_move(self._session.project, structure, drag.item, place)
        else:
            drag.plan = plan_passage(structure, place, objection=drag.objection)
        drag.place = place
        if drag.item is not None:
            self._canvas.viewport().setCursor(
                Qt.CursorShape.ForbiddenCursor if drag.plan.refused else Qt.CursorShape.DragMoveCursor
            )
        before, drag.touched = drag.touched, self._covered(drag)
        self._canvas.viewport().update(before.united(drag.touched))

    def _drop(self) -> None:
        drag = self._drag
        self._end()
        if drag is None or drag.plan is None:
            return
        plan = drag.plan
        if plan.refused:
            self._session.refused.emit(plan.words)
        elif drag.item is not None and plan.change is not None:
            if self._session.edit(plan.label, plan.change, origin=ORIGIN):
                self._session.selection.select(drag.item, origin=ORIGIN)
                self.show_wanted.emit(drag.item)
        elif drag.passage is not None and plan.part is not None:
            added = commands.add_passage_as(
                self._session, plan.part, drag.passage, plan.target, at=plan.at, origin=ORIGIN
            )
            if added is not None:
                self.show_wanted.emit(added)

    def _end(self) -> None:
        drag, self._drag = self._drag, None
        self._canvas.scroll_at_edge(None)
        self._canvas.viewport().unsetCursor()
        if drag is not None:
            self._canvas.viewport().update(drag.touched)

    # --- its picture --------------------------------------------------------------

    def _ghost_place(self, drag: Drag) -> QRectF:
        return QRectF(drag.pointer - drag.grip, drag.ghost_size.size())

    def _hint_place(self, drag: Drag, plan: DropPlan) -> QRect:
        viewport = self._canvas.viewport().rect()
        return overlay.hint_rect(
            self._canvas.diagram.theme, plan.words, drag.pointer.toPoint(), viewport, refused=plan.refused
        )

    def _covered(self, drag: Drag) -> QRect:
        area = QRect()
        if drag.ghost is not None:
            area = self._ghost_place(drag).toAlignedRect()
        if drag.plan is not None:
            area = area.united(self._hint_place(drag, drag.plan))
            if drag.plan.mark is not None:
                area = area.united(self._canvas.window_rect(drag.plan.mark.rect).toAlignedRect())
        return area.adjusted(-10, -10, 10, 10)

    def paint(self, painter: QPainter) -> None:
        """Draw the drag over the map, in window pixels."""
        drag = self._drag
        if drag is None:
            return
        theme, plan = self._canvas.diagram.theme, drag.plan
        if plan is not None and plan.mark is not None:
            window = self._canvas.window_rect(plan.mark.rect)
            if plan.mark.shape == "ring":
                radius = theme.metrics.box_radius * self._canvas.zoom()
                overlay.paint_ring(painter, window, theme, radius=radius, refused=plan.refused)
            else:
                overlay.paint_bar(painter, window, theme)
        if drag.ghost is not None:
            over = plan is not None and plan.mark is not None
            painter.setOpacity(overlay.GHOST_OVER_TARGET if over else overlay.GHOST_OPACITY)
            painter.drawPixmap(self._ghost_place(drag).topLeft(), drag.ghost)
            painter.setOpacity(1.0)
        if plan is not None:
            overlay.paint_hint(painter, self._hint_place(drag, plan), theme, plan.words, refused=plan.refused)
