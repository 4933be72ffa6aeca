"""A drag over the map: what is on its way, what a drop would do, and the picture of both.

A drag only previews; its drop is one edit. The pointer says where the drop goes, not the
ghost that follows it; the keys that are held (Ctrl, Shift, Alt) say how.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from contention.canvas import overlay
from contention.canvas.dropping import tops
from contention.canvas.drops import DropPlan, How, Mode, plan_map, plan_move, plan_passage
from contention.canvas.places import Place, Where, place_at
from contention.canvas.putting import counted_from, positions_for
from contention.canvas.shown import ORIGIN, Shown
from contention.diagram import painter as map_painter
from contention.diagram.drawing import Point, Rect
from contention.model.changes import claim_changes
from contention.model.project import ArgumentMap, Id, Passage
from contention.model.structure import structure_of
from contention.session import commands, map_commands
from contention.session.session import Session

Modifier = Qt.KeyboardModifier
HOW_KEYS = {
    Qt.Key.Key_Shift: Modifier.ShiftModifier,
    Qt.Key.Key_Control: Modifier.ControlModifier,
    Qt.Key.Key_Alt: Modifier.AltModifier,
    Qt.Key.Key_AltGr: Modifier.AltModifier,
}
COUNT_GAP = 7
"""Pixels by which the ghost of several pieces shows the others behind it."""


def how_of(modifiers: Qt.KeyboardModifier) -> How:
    """What the keys held mean for pieces of the map."""
    if modifiers & Modifier.AltModifier:
        mode = Mode.AGAIN
    elif modifiers & Modifier.ControlModifier:
        mode = Mode.COPY
    else:
        mode = Mode.MOVE
    return How(mode, bool(modifiers & Modifier.ShiftModifier))


@dataclass
class Drag:
    """What is on its way over the map."""

    items: tuple[Id, ...] = ()
    """Claims and inferences of the map; none for a passage."""
    held: Id = ""
    """The one of them, or of their branches, that was taken hold of."""
    passage: Passage | None = None
    modifiers: Qt.KeyboardModifier = Modifier.NoModifier
    pointer: QPointF = field(default_factory=QPointF)
    """In window pixels."""
    grip: QPointF = field(default_factory=QPointF)
    """From the ghost's corner to the pointer, in window pixels."""
    ghost: QPixmap | None = None
    ghost_size: QRectF = field(default_factory=QRectF)
    place: Place | None = None
    how: How = How()  # noqa: RUF009 - a constant
    plan: DropPlan | None = None
    aimed: Id = ""
    """The map whose tab is under the pointer."""
    plans: dict[tuple[Place, How], DropPlan] = field(default_factory=dict)
    """What was found out already: a pointer comes by the same places again."""
    touched: QRect = field(default_factory=QRect)
    """What the last picture of the drag covered, in window pixels."""


class Dragging(QObject):
    """At most one drag at a time, of pieces of the map or of a passage."""

    show_wanted = Signal(str)
    """This claim or inference should be seen: it was dropped."""

    dropping = Signal(object, str)
    """A drop is about to change the map: what moves (a tuple of ids), and what should stay where
    it is on the screen (an id, or "")."""

    def __init__(self, canvas: Shown, session: Session) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._drag: Drag | None = None
        canvas.edge_scrolled.connect(self._replan)

    @property
    def drag(self) -> Drag | None:
        """What is being dragged, with what a drop would do now."""
        return self._drag

    # --- its course ---------------------------------------------------------------

    def begin(self, item: Id, start: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Take hold of a piece at a point of the window, with all that is selected with it."""
        diagram = self._canvas.diagram
        rect = diagram.box_rect(item) or diagram.panel_rect(item)
        if rect is None:
            return
        selected = self._session.selection.ids
        others = [other for other in selected if other != item] if item in selected else []
        structure = self._canvas.structure()
        # What is held may be part of a branch that is selected with it: that is what moves.
        lead = next((i for i in reversed([*structure.above(item)]) if i in (item, *others)), item)
        items = tops(structure, (lead, *(i for i in (item, *others) if i != lead)))
        pill = diagram.pill_rect(item)
        if pill is not None:
            rect = Rect(rect.x, pill.y, rect.width, rect.bottom - pill.y)
        window = self._canvas.window_rect(rect)
        drag = Drag(items=items, held=item, modifiers=modifiers, grip=start - window.topLeft())
        drag.ghost_size = QRectF(window)
        drag.ghost = self._ghost(rect, window, several=len(items) > 1)
        self._drag = drag
        self._canvas.viewport().setCursor(Qt.CursorShape.DragMoveCursor)

    def bring(self, passage: Passage) -> None:
        """A passage comes over the map."""
        self._drag = Drag(passage=passage)

    def to(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is here now, with these keys held."""
        if self._drag is None:
            return
        self._drag.pointer = point
        self._drag.modifiers = modifiers
        self._replan()
        self._canvas.scroll_at_edge(None if self._drag.aimed else point)

    def hold(self, key: Qt.Key, *, down: bool) -> bool:
        """A key goes down or up during a drag; False where it means nothing to one."""
        modifier = HOW_KEYS.get(key)
        if self._drag is None or modifier is None:
            return False
        held = self._drag.modifiers
        self._drag.modifiers = held | modifier if down else held & ~modifier
        self._replan()
        return True

    def drop(self) -> None:
        """Do what the words say."""
        drag = self._drag
        if drag is None:
            return
        if drag.aimed and drag.plan is not None:
            self.end()
            self._carry(drag, drag.plan)
            return
        place = self._place(drag)
        plan = self._plan(drag, place, positions=self._positions(drag))
        self.end()
        if plan.refused:
            self._session.refused.emit(plan.words)
        elif drag.items and plan.change is not None:
            before = self._session.map
            self._tell_dropping(drag, place)
            if self._session.edit(plan.label, plan.change, origin=ORIGIN):
                chosen = drag.items if drag.how.mode is not Mode.COPY else self._added(before)
                self._session.selection.select(*chosen, origin=ORIGIN)
                if chosen:
                    self.show_wanted.emit(chosen[0])
        elif drag.passage is not None and plan.part is not None:
            added = commands.add_passage_as(
                self._session, plan.part, drag.passage, plan.target, at=plan.at, origin=ORIGIN
            )
            if added is not None:
                self.show_wanted.emit(added)

    def _carry(self, drag: Drag, plan: DropPlan) -> None:
        """Take what was dropped on a tab to its map."""
        if plan.refused:
            self._session.refused.emit(plan.words)
        elif plan.to_map:
            copy = drag.how.mode is Mode.COPY
            self._session.selection.select(*drag.items, origin=ORIGIN)
            map_commands.move_selected_to(self._session, plan.to_map, copy=copy, origin=ORIGIN)

    def _tell_dropping(self, drag: Drag, place: Place) -> None:
        """What is dropped goes where it was dropped, so something else has to stay where it is."""
        moved = drag.items if drag.how.mode is Mode.MOVE else ()
        still = place.id
        if place.where is Where.MAP:
            root = counted_from(self._canvas.structure(), frozenset(moved))
            still = root.id if root is not None else ""
        self.dropping.emit(moved, still)

    def end(self) -> bool:
        """End the drag without a drop; False where there was none."""
        drag, self._drag = self._drag, None
        self._canvas.scroll_at_edge(None)
        if drag is None:
            return False
        self._aim(drag, "")
        self._canvas.viewport().unsetCursor()
        self._canvas.viewport().update(drag.touched)
        return True

    # --- what a drop would do -----------------------------------------------------

    def _place(self, drag: Drag) -> Place:
        x, y = self._canvas.map_point(drag.pointer)
        held = drag.items[0] if drag.items else None
        stays = drag.how.mode is not Mode.MOVE
        return place_at(self._canvas.structure(), self._canvas.diagram, x, y, dragged=held, stays=stays)

    def _plan(self, drag: Drag, place: Place, positions: dict[Id, Point] | None = None) -> DropPlan:
        structure = self._canvas.structure()
        if drag.passage is not None:
            return plan_passage(structure, place, objection=drag.how.objection)
        if positions is None and (place, drag.how) in drag.plans:
            return drag.plans[place, drag.how]
        plan = plan_move(self._session.project, structure, drag.items, place, drag.how, positions=positions)
        if positions is None:
            drag.plans[place, drag.how] = plan
        return plan

    def _replan(self) -> None:
        """Find out what a drop at the pointer would do, where that has changed."""
        drag = self._drag
        if drag is None:
            return
        how, place_before, aimed = drag.how, drag.place, drag.aimed
        drag.how = how_of(drag.modifiers)
        drag.place = self._place(drag)
        tab = self._tab(drag)
        self._aim(drag, tab[0] if tab is not None else "")
        if tab is not None:
            drag.plan = plan_map(self._canvas.structure(), drag.items, *tab, drag.how)
        elif drag.plan is None or drag.place != place_before or drag.how != how or aimed:
            drag.plan = self._plan(drag, drag.place)
        if drag.items:
            self._canvas.viewport().setCursor(_cursor(drag.plan, drag.how))
        before, drag.touched = drag.touched, self._covered(drag)
        self._canvas.viewport().update(before.united(drag.touched))

    def _tab(self, drag: Drag) -> tuple[Id, str] | None:
        """The map, with its title, whose tab is under the pointer; only pieces of the map go there."""
        viewport, point = self._canvas.viewport(), drag.pointer.toPoint()
        if not drag.items or viewport.rect().contains(point):
            return None
        return self._canvas.map_finder(viewport.mapToGlobal(point))

    def _aim(self, drag: Drag, map_id: Id) -> None:
        if drag.aimed != map_id:
            drag.aimed = map_id
            self._canvas.aimed_at_map.emit(map_id)

    def _positions(self, drag: Drag) -> dict[Id, Point]:
        """Where the boxes would stand on the free map: as far from each other as they are now."""
        diagram = self._canvas.diagram
        held = diagram.box_rect(drag.held)
        # A branch that is shown alone does not stand where it does on the whole map.
        if held is None or self._session.view.focus is not None:
            return {}
        x, y = self._canvas.map_point(drag.pointer - drag.grip)
        corners = {
            item: (x + rect.x - held.x, y + rect.y - held.y)
            for item in drag.items
            if (rect := diagram.box_rect(item)) is not None
        }
        structure = self._canvas.structure()
        if drag.how.mode is Mode.MOVE:
            return positions_for(structure, diagram, corners)
        # The originals stay, and with them what positions count from.
        left, top = diagram.origin
        return {item: (float(round(x - left)), float(round(y - top))) for item, (x, y) in corners.items()}

    def _added(self, before: ArgumentMap) -> tuple[Id, ...]:
        """The tops among the claims that a copy added."""
        now = self._session.map
        return tops(structure_of(now), claim_changes(before, now).added)

    # --- its picture --------------------------------------------------------------

    def _ghost(self, rect: Rect, window: QRectF, *, several: bool) -> QPixmap:
        """A picture of the dragged piece, at most as large as the window."""
        ratio = self._canvas.viewport().devicePixelRatioF()
        size = window.size().boundedTo(QSizeF(self._canvas.viewport().size()))
        gap = COUNT_GAP if several else 0
        pixmap = QPixmap(((size + QSizeF(gap, gap)) * ratio).toSize().expandedTo(QSize(1, 1)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        diagram, zoom = self._canvas.diagram, self._canvas.zoom()
        radius = diagram.theme.metrics.box_radius
        if several:
            behind = QRectF(gap, gap, size.width() - 1, size.height() - 1)
            overlay.paint_behind(painter, behind, diagram.theme, radius=radius * zoom)
        painter.scale(zoom, zoom)
        painter.translate(-rect.x, -rect.y)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(*rect), radius, radius)
        painter.setClipPath(outline)
        map_painter.paint(painter, diagram, visible=rect)
        painter.end()
        return pixmap

    def _ghost_place(self, drag: Drag) -> QRectF:
        return QRectF(drag.pointer - drag.grip, drag.ghost_size.size())

    def _hint_place(self, drag: Drag, plan: DropPlan) -> QRect:
        viewport = self._canvas.viewport().rect()
        theme = self._canvas.last_diagram.theme
        return overlay.hint_rect(theme, plan.words, drag.pointer.toPoint(), viewport, refused=plan.refused)

    def _covered(self, drag: Drag) -> QRect:
        area = QRect()
        if drag.ghost is not None:
            area = self._ghost_place(drag).toAlignedRect().adjusted(0, 0, COUNT_GAP, COUNT_GAP)
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
        theme, plan = self._canvas.last_diagram.theme, drag.plan
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


def _cursor(plan: DropPlan, how: How) -> Qt.CursorShape:
    if plan.refused:
        return Qt.CursorShape.ForbiddenCursor
    shapes = {Mode.COPY: Qt.CursorShape.DragCopyCursor, Mode.AGAIN: Qt.CursorShape.DragLinkCursor}
    return shapes.get(how.mode, Qt.CursorShape.DragMoveCursor)
