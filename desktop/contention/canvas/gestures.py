"""What the mouse does on the map: select, take hold, pan, draw a rubber band, follow a chip.

At any time there is at most one of: a press, a pan, a band, a drag (`dragging`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from contention.canvas import overlay
from contention.canvas.dragging import Drag, Dragging
from contention.canvas.rubber_band import RubberBand
from contention.canvas.shown import ORIGIN, Shown
from contention.diagram.drawing import Hit
from contention.model.project import Id
from contention.session import passage_mime
from contention.session.session import Session

ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""Held in a click or a band, what it touches joins what is selected."""


class Gestures(QObject):
    """The mouse's part of the canvas."""

    edit_wanted = Signal(str)
    """A claim was double-clicked."""
    claim_wanted = Signal(QPointF)
    """The empty map was double-clicked, at this point of the window."""
    show_wanted = Signal(str)
    """This claim or inference should be seen: it was dropped, or a chip was followed."""
    fold_wanted = Signal(str)
    """The mark of a folded branch was clicked."""
    dropping = Signal(object, str)
    """A drop is about to change the map (see `Dragging.dropping`)."""
    hovered = Signal(str)
    """The pointer stands on this claim or inference now; empty for none."""

    def __init__(self, canvas: Shown, session: Session) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._session = session
        self._dragging = Dragging(canvas, session)
        self._dragging.show_wanted.connect(self.show_wanted)
        self._dragging.dropping.connect(self.dropping)
        self._pressed: tuple[QPointF, Hit | None] | None = None
        self._on_release: Qt.KeyboardModifier | None = None
        """The keys of a press on what is selected already: it may begin a drag of all of it, so
        the click counts when the button goes up."""
        self._adds = False
        self._band: RubberBand | None = None
        self._space = False
        self._space_used = False
        self._hover: Id = ""
        self._turns: dict[Id, int] = {}
        """How often the chip of a claim was followed: it leads to one use after the other."""
        canvas.edge_scrolled.connect(self._follow_band)

    @property
    def dragging(self) -> bool:
        """Whether something is being dragged over the map."""
        return self._dragging.drag is not None

    @property
    def drag(self) -> Drag | None:
        """What is being dragged, with what a drop would do now."""
        return self._dragging.drag

    @property
    def band(self) -> RubberBand | None:
        """The rubber band that is being drawn."""
        return self._band

    @property
    def hover(self) -> Id:
        """What the pointer stands on; empty for nothing."""
        return self._hover

    @property
    def busy(self) -> bool:
        """Whether Escape has something to end here."""
        return self.dragging or self._band is not None

    # --- mouse --------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button goes down: select, or take hold."""
        left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (left and self._space):
            self._space_used = self._space
            self._canvas.begin_pan(event)
            return
        if not left:
            self._select_for_menu(event)
            return
        hit = self._hit(event.position())
        self._pressed = (event.position(), hit)
        self._adds = bool(event.modifiers() & ADDING)
        self._on_release = None
        if hit is None:
            if not self._adds:
                self._session.selection.clear(origin=ORIGIN)
        elif hit.part == "fold":
            self._pressed = None
            self.fold_wanted.emit(hit.id)
        elif hit.part == "chip":
            self._follow_chip(hit.id, event.position())
        elif hit.id in self._session.selection.ids:
            self._on_release = event.modifiers()
        else:
            self._click(hit.id, event.modifiers())

    def _click(self, item: Id, held: Qt.KeyboardModifier) -> None:
        selection = self._session.selection
        if held & Qt.KeyboardModifier.ControlModifier:
            selection.toggle(item, origin=ORIGIN)
        elif held & Qt.KeyboardModifier.ShiftModifier:
            selection.select(*(i for i in selection.ids if i != item), item, origin=ORIGIN)
        else:
            selection.select(item, origin=ORIGIN)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, with a button held or without."""
        if self._canvas.pan(event):
            return
        if self._band is not None:
            self._band.to(event.position())
            self._canvas.scroll_at_edge(event.position())
        elif self.dragging:
            self._dragging.to(event.position(), event.modifiers())
        elif self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._look(self._hit(event.position()))
        else:
            start, hit = self._pressed
            if (event.position() - start).manhattanLength() < QApplication.startDragDistance():
                return
            self._look(None)
            if hit is None:
                self._band = RubberBand(self._canvas, self._session, start, adds=self._adds)
                self._band.to(event.position())
            else:
                self._dragging.begin(hit.id, start, event.modifiers())
                self._dragging.to(event.position(), event.modifiers())

    def release(self, event: QMouseEvent) -> None:
        """A button goes up: drop, or finish the click."""
        pressed, self._pressed = self._pressed, None
        if self._canvas.end_pan():
            self._show_cursor(None)
        elif event.button() is not Qt.MouseButton.LeftButton:
            return
        elif self._band is not None:
            self._band.to(event.position())
            self._end_band()
        elif self.dragging:
            self._dragging.to(event.position(), event.modifiers())
            self._dragging.drop()
        elif pressed is not None and pressed[1] is not None and self._on_release is not None:
            self._click(pressed[1].id, self._on_release)

    def double_click(self, event: QMouseEvent) -> None:
        """Write in the box, or a new claim on the empty map."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        hit = self._hit(event.position())
        if hit is None:
            self.claim_wanted.emit(event.position())
        elif hit.part in {"box", "badge"} and hit.id in self._session.map.claims:
            self.edit_wanted.emit(hit.id)

    def leave(self) -> None:
        """The pointer leaves the map."""
        self._look(None)

    def cancel(self) -> bool:
        """End a drag or a band without a drop; False where there was none."""
        self._pressed = None
        if self._band is not None:
            self._band.cancel()
            self._end_band()
            return True
        return self._dragging.end()

    def _hit(self, point: QPointF) -> Hit | None:
        return self._canvas.diagram.hit(*self._canvas.map_point(point))

    def _select_for_menu(self, event: QMouseEvent) -> None:
        """A context menu is about what is under the pointer, or about all that is selected."""
        hit = self._hit(event.position())
        if hit is None:
            self._session.selection.clear(origin=ORIGIN)
        elif hit.id not in self._session.selection.ids:
            self._session.selection.select(hit.id, origin=ORIGIN)

    def _follow_chip(self, claim: Id, point: QPointF) -> None:
        """From a reference to the claim's box; from the chip on its box to its other uses in turn."""
        rect = self._canvas.diagram.box_rect(claim)
        goal = claim
        if rect is not None and rect.contains(*self._canvas.map_point(point)):
            others = self._canvas.structure().uses_of.get(claim, [])[1:]
            if others:
                turn = self._turns.get(claim, 0)
                self._turns[claim] = turn + 1
                goal = others[turn % len(others)].id
        self._session.selection.select(goal, origin=ORIGIN)
        self.show_wanted.emit(goal)

    def _end_band(self) -> None:
        self._band = None
        self._canvas.scroll_at_edge(None)
        self._canvas.viewport().update()

    def _follow_band(self) -> None:
        if self._band is not None:
            self._band.follow()

    # --- looking ------------------------------------------------------------------

    def _look(self, hit: Hit | None) -> None:
        """The pointer stands on a piece: tell, once for each."""
        self._show_cursor(hit)
        item = hit.id if hit is not None else ""
        if item != self._hover:
            self._hover = item
            self.hovered.emit(item)

    def _show_cursor(self, hit: Hit | None) -> None:
        if self._space:
            shape = Qt.CursorShape.OpenHandCursor
        elif hit is not None and hit.part in {"chip", "fold"}:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)

    # --- keys held ----------------------------------------------------------------

    def hold_space(self) -> None:
        """Space goes down: the mouse takes hold of the map now."""
        if not self._space:
            self._space, self._space_used = True, False
            self._show_cursor(None)

    def let_space_go(self) -> bool:
        """Space goes up; True where nothing was panned meanwhile: it was only pressed."""
        tapped = self._space and not self._space_used
        self._space = self._space_used = False
        self._show_cursor(None)
        return tapped

    def hold(self, key: Qt.Key, *, down: bool) -> bool:
        """Ctrl, Shift or Alt changes during a drag; False where there is none."""
        return self._dragging.hold(key, down=down)

    # --- passages from the article ------------------------------------------------

    def drag_enter(self, event: QDragEnterEvent) -> None:
        """Something comes over the map: a passage is welcome."""
        self._bring(event)

    def drag_move(self, event: QDragMoveEvent) -> None:
        """A passage moves over the map."""
        if self.drag is None or self.drag.passage is None:
            event.ignore()
        else:
            self._passage_to(event)

    def drag_leave(self, event: QDragLeaveEvent) -> None:
        """A passage leaves the map again."""
        self._dragging.end()
        event.accept()

    def drop(self, event: QDropEvent) -> None:
        """A passage is dropped."""
        if self.drag is not None or self._bring(event):
            self._passage_to(event)
            self._dragging.drop()

    def _bring(self, event: QDropEvent) -> bool:
        passage = passage_mime.decode(event.mimeData())
        if passage is None:
            event.ignore()
            return False
        self._dragging.bring(passage)
        self._passage_to(event)
        return True

    def _passage_to(self, event: QDropEvent) -> None:
        self._dragging.to(event.position(), event.modifiers())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    # --- its picture --------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Draw the drag or the band over the map, in window pixels."""
        if self._band is not None:
            overlay.paint_band(painter, self._band.window_rect(), self._canvas.last_diagram.theme)
        self._dragging.paint(painter)
