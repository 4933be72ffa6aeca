"""The map pane: shows the current map's drawing and follows the session.

The canvas draws a `Diagram` value; it holds no items that could become the data.
A gesture becomes one edit of the session, and what is on the screen changes only
when the session says that the project has.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from contention.canvas import overlay
from contention.canvas.describe import describe
from contention.canvas.gestures import ORIGIN, Gestures, Shown
from contention.canvas.navigation import Direction, home, neighbour, piece_rect
from contention.canvas.places import Where, place_at
from contention.canvas.text_editor import ClaimEditor
from contention.diagram import painter as map_painter
from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import Theme, theme
from contention.model import edits
from contention.model.project import ArgumentMap, Id
from contention.model.structure import Role
from contention.session import commands
from contention.session.session import Session

ARROWS = {
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}


class MapCanvas(Shown):
    """The argument map of a session."""

    editing_changed = Signal(bool)
    """Whether a claim is being written in place; letters are words then."""
    context_menu_requested = Signal(QPoint)
    """A menu is asked for at this point of the screen, for what is selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_fonts()
        self._session = session
        self._measure = TextMeasure()
        self._theme = theme("classic")
        self._map: ArgumentMap = session.map
        self._diagram: Diagram = compose(self._map, self._measure, self._theme)
        self._selected: tuple[Id, ...] = session.selection.ids
        self._editor: ClaimEditor | None = None
        self._edited: Id | None = None
        self._added_at: int | None = None
        """Place in the undo stack of the step that added the edited claim, if it was added for this."""
        self._gestures = Gestures(self, session)
        self._gestures.edit_wanted.connect(self.edit_text)
        self._gestures.claim_wanted.connect(self._add_claim_at)
        self._gestures.show_wanted.connect(self.show_piece)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Argument map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self._refresh)
        session.changed.connect(self._follow_project)
        session.selection.changed.connect(self._follow_selection)
        self._describe()

    # --- what is shown ------------------------------------------------------------

    @property
    def diagram(self) -> Diagram:
        """The drawing of the current map; composed anew here where the map has changed."""
        self._refresh()
        return self._diagram

    @property
    def editing(self) -> Id | None:
        """The claim that is being written in place."""
        return self._edited

    def drawn(self) -> Rect:
        return self._diagram.bounds

    def head(self) -> Rect:
        first = home(self._gestures.structure())
        rect = piece_rect(self._diagram, first) if first is not None else None
        return rect if rect is not None else self.drawn()

    @Slot(object)
    def set_theme(self, new: Theme) -> None:
        """Draw in other colours, or with other fonts and spacing."""
        if new is self._theme:
            return
        self._theme = new
        self._compose(self._map, self._diagram)
        self._place_editor()

    @Slot(str)
    def show_piece(self, item: Id) -> None:
        """Scroll as little as needed to see a claim or an inference."""
        rect = piece_rect(self.diagram, item)
        if rect is not None:
            self.show_rect(rect)

    def _follow_project(self, _before: object, _after: object, origin: str) -> None:
        if self._session.map is not self._map:
            # Composed once for all edits of one turn of the event loop, or when it is asked for.
            self._refresh_soon.start()
        if origin == "open":
            self._framing = self.show_opening
            self._describe()

    def _refresh(self) -> None:
        """Draw the session's map where it is another value than the one that is drawn."""
        current = self._session.map
        if current is self._map:
            return
        same = current.id == self._map.id
        if self._edited is not None and (not same or self._edited not in current.claims):
            self._close_editor()
        if self._gestures.dragging:
            self._gestures.cancel()
        self._compose(current, self._diagram if same else None)
        if not same:
            self._framing = self.show_opening
            if self.isVisible():
                self.show_opening()
        self._place_editor()
        self._describe()

    def _compose(self, argument_map: ArgumentMap, previous: Diagram | None) -> None:
        """Compose, and keep what the reader works on where it is in the window."""
        anchor = self._anchor(argument_map) if previous is not None else None
        self._map = argument_map
        self._diagram = compose(argument_map, self._measure, self._theme, previous)
        now = self.transform()
        left, top = now.left, now.top
        if anchor is not None:
            item, (x, y) = anchor
            rect = piece_rect(self._diagram, item)
            if rect is not None:
                left = rect.center[0] * now.zoom - x
                top = rect.y * now.zoom - y
        if self._framing is not None and previous is not None and previous.bounds.width == 0:
            self._framing()
        else:
            self.scroll_to(left, top)
        self.viewport().update()

    def _anchor(self, after: ArgumentMap) -> tuple[Id, tuple[float, float]] | None:
        """A piece that is seen now and stays, with its place in the window (middle, top)."""
        visible = self.visible_part()
        now = self.transform()
        wanted = [self._edited, *reversed(self._selected)]
        for item in wanted:
            rect = piece_rect(self._diagram, item) if item is not None else None
            stays = item in after.claims or item in after.inferences
            if item is not None and stays and rect is not None and rect.intersects(visible):
                return item, now.to_window(rect.center[0], rect.y)
        middle_x, middle_y = visible.center
        best: tuple[float, Id, Rect] | None = None
        for left, top, brick, _ in self._diagram.bricks:
            if not visible.intersects(Rect(left, top, brick.width, brick.height)):
                continue
            for box in brick.boxes:
                rect = box.rect.moved(left, top)
                distance = abs(rect.center[0] - middle_x) + abs(rect.center[1] - middle_y)
                if not box.stub and box.claim in after.claims and (best is None or distance < best[0]):
                    best = (distance, box.claim, rect)
        if best is None:
            return None
        return best[1], now.to_window(best[2].center[0], best[2].y)

    # --- selection ----------------------------------------------------------------

    def _follow_selection(self, ids: tuple[Id, ...], origin: str) -> None:
        before, self._selected = self._selected, ids
        for item in {*before} ^ {*ids}:
            rect = piece_rect(self._diagram, item)
            if rect is not None:
                self.viewport().update(self.window_rect(rect.grown(8)).toAlignedRect())
        if ids and origin != ORIGIN:
            self.show_piece(ids[-1])
        self._describe()

    def _select(self, item: Id | None) -> None:
        if item is not None:
            self._session.selection.select(item, origin=ORIGIN)
            self.show_piece(item)

    def _describe(self) -> None:
        """Say in words what is selected, for those who do not see it."""
        words = describe(self._session.map, self._selected)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # --- writing in place ---------------------------------------------------------

    @Slot(str)
    def edit_text(self, claim_id: Id, new: bool = False) -> None:
        """Write a claim in place; one just added (`new`) is taken back where it is left empty."""
        if self._edited == claim_id:
            return
        self.commit_text()
        claim = self._session.map.claims.get(claim_id)
        if claim is None or self.diagram.box_rect(claim_id) is None:
            return
        if self._session.selection.current != claim_id:
            self._session.selection.select(claim_id, origin=ORIGIN)
        self.show_piece(claim_id)
        self._edited = claim_id
        self._added_at = self._session.undo_stack.index() if new else None
        self._editor = ClaimEditor(claim.text, self.viewport())
        self._editor.committed.connect(self._commit)
        self._editor.dropped.connect(self._drop_text)
        self._place_editor()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editing_changed.emit(True)

    @Slot()
    def commit_text(self) -> None:
        """Keep what is being written, if anything is: before saving, exporting or closing."""
        if self._editor is not None:
            self._editor.commit()

    def _commit(self, text: str) -> None:
        claim_id, added_at = self._edited, self._added_at
        self._close_editor()
        if claim_id is None or claim_id not in self._session.map.claims:
            return
        change = partial(edits.set_text, map_id=self._session.map_id, claim_id=claim_id, text=text)
        # Only the first words of a box just added are one step with adding it.
        merge = commands.text_key(claim_id) if added_at is not None else ""
        self._session.edit(self.tr("Edit claim"), change, origin=ORIGIN, merge=merge)
        self._take_back_if_empty(claim_id, added_at)

    def _drop_text(self) -> None:
        claim_id, added_at = self._edited, self._added_at
        self._close_editor()
        if claim_id is not None:
            self._take_back_if_empty(claim_id, added_at)

    def _take_back_if_empty(self, claim_id: Id, added_at: int | None) -> None:
        """Undo the adding of a claim that was left without words, where nothing came after it."""
        claim = self._session.map.claims.get(claim_id)
        stack = self._session.undo_stack
        if added_at is None or claim is None or claim.text or stack.index() != added_at:
            return
        use = self._gestures.structure().primary_use(claim_id)
        above = use.target if use is not None else None
        stack.undo()
        if above is not None and not self._session.selection.ids:
            self._select(above)

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        self._edited, self._added_at = None, None
        if editor is not None:
            # Losing the focus would commit: that is decided already.
            editor.blockSignals(True)
            if editor.hasFocus():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.hide()
            editor.deleteLater()
            self.editing_changed.emit(False)

    def _place_editor(self) -> None:
        if self._editor is None or self._edited is None:
            return
        rect, box = self._diagram.box_rect(self._edited), self._diagram.box(self._edited)
        if rect is not None and box is not None:
            contention = box.role is Role.CONTENTION
            self._editor.dress(self._theme, self.window_rect(rect), self.zoom(), contention=contention)

    def _add_claim_at(self, point: QPointF) -> None:
        """A new claim that stands alone, in its order where the point is."""
        self.commit_text()
        place = place_at(self._gestures.structure(), self.diagram, *self.map_point(point))
        at = place.at if place.where is Where.MAP else None
        added = commands.add_passage_as(self._session, commands.Part.CLAIM, None, at=at, origin=ORIGIN)
        if added is not None:
            self.edit_text(added, new=True)

    # --- painting -----------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        diagram = self.diagram
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, area = self.transform(), event.rect()
        overlay.paint_paper(painter, area, self._theme, left=now.left, top=now.top, zoom=now.zoom)
        if not self._map.claims:
            overlay.paint_words(
                painter,
                self.viewport().rect(),
                self._theme,
                self.tr(
                    "Select a passage in the article and press C, or double-click here to write a claim."
                ),
            )
        else:
            painter.save()
            painter.translate(-now.left, -now.top)
            painter.scale(now.zoom, now.zoom)
            visible = self.visible_part(area)
            # The claim that is written has the editor's frame as its ring.
            ringed = frozenset(item for item in self._selected if item != self._edited)
            map_painter.paint(painter, diagram, visible=visible, selected=ringed)
            painter.restore()
        self._gestures.paint(painter)
        if self.hasFocus():
            overlay.focus_frame(painter, self.viewport().rect(), self._theme)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # --- keys ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        selection = self._session.selection
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier)
        if key is Qt.Key.Key_Escape and self._gestures.cancel():
            return
        if plain and key in ARROWS:
            structure = self._gestures.structure()
            self._select(neighbour(structure, self.diagram, selection.current, ARROWS[key]))
        elif plain and key is Qt.Key.Key_Home:
            self._select(home(self._gestures.structure(), selection.current))
        elif plain and key in {Qt.Key.Key_F2, Qt.Key.Key_Space}:
            self.edit_text(selection.current or "")
        elif plain and key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            page = self.viewport().height() * 0.8
            self.scroll_by(0, page if key is Qt.Key.Key_PageDown else -page)
        elif key not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            # All other keys are the window's: its actions are the commands. Only Tab, which is one
            # too, would make the window move the focus where that action is off for the moment.
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._gestures.dragging
        ):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002
        """Tab is a command of the map; F6 leads out of it."""
        return False

    # --- mouse: handed on to the gestures ------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit_text()
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._gestures.double_click(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._gestures.drag_enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._gestures.drag_move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._gestures.drag_leave(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.commit_text()
        self._gestures.drop(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self._selected:
            rect = piece_rect(self.diagram, self._selected[-1])
            if rect is not None:
                corner = self.window_rect(rect).bottomLeft().toPoint()
                point = self.viewport().mapToGlobal(corner)
        self.context_menu_requested.emit(point)
        event.accept()
