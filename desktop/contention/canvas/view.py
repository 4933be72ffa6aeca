"""The map pane: shows the current map's drawing and follows the session.

The canvas draws a `Diagram` value; it holds no items that could become the data.
A gesture becomes one edit of the session, and what is on the screen changes only
when the session says that the project has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from contention.canvas import overlay, teaching
from contention.canvas.breadcrumbs import Breadcrumbs
from contention.canvas.describe import describe
from contention.canvas.gestures import Gestures
from contention.canvas.keys import MapKeys
from contention.canvas.minimap import Minimap
from contention.canvas.navigation import piece_rect
from contention.canvas.picture import MapPicture
from contention.canvas.places import Where, place_at
from contention.canvas.screen_readers import register_factory, tell_focus
from contention.canvas.shown import ORIGIN
from contention.canvas.tips import as_tooltip, tip_at
from contention.canvas.writing import Writing
from contention.model.project import Id, Project
from contention.session import commands
from contention.session.session import Session

HOVER_MS = 120
"""How long the pointer stands on a piece before its line of reasoning is stressed."""


class MapCanvas(MapPicture):
    """The argument map of a session."""

    editing_changed = Signal(bool)
    """Whether a claim is being written in place; letters are words then."""
    typed = Signal()
    """What is half written, see `draft`, may have changed."""
    context_menu_requested = Signal(QPoint)
    """A menu is asked for at this point of the screen, for what is selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        register_factory()
        self._selected: tuple[Id, ...] = session.selection.ids
        self._selected_before: tuple[Id, ...] = ()
        self._key_of: Callable[[str], str] = teaching.usual_key
        self._writing = Writing(self, session)
        self._writing.changed.connect(self.editing_changed)
        self._writing.typed.connect(self.typed)
        self._gestures = self._make_gestures()
        self._keys = MapKeys(
            self, session.selection, self._gestures, select=self._select, edit=self.edit_text
        )
        self._minimap = Minimap(self)
        self._crumbs = Breadcrumbs(self)
        self._crumbs.wanted.connect(lambda item: session.view.set_focus(item or None))
        self._crumbs.dress(self._theme)
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Argument map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._hover_soon = QTimer(self)
        self._hover_soon.setSingleShot(True)
        self._hover_soon.setInterval(HOVER_MS)
        self._hover_soon.timeout.connect(lambda: self.look_at(self._gestures.hover))
        session.selection.changed.connect(self._follow_selection)
        session.hover.changed.connect(self._follow_hover)
        self._describe()

    def _make_gestures(self) -> Gestures:
        gestures = Gestures(self, self._session)
        gestures.edit_wanted.connect(self.edit_text)
        gestures.claim_wanted.connect(self._add_claim_at)
        gestures.show_wanted.connect(self.show_piece)
        gestures.fold_wanted.connect(self._toggle_fold)
        gestures.hovered.connect(self._hover)
        # What is dropped goes where it was dropped: the target stays, not the dropped.
        gestures.dropping.connect(lambda items, target: self.keep_still(target, but=items))
        return gestures

    @property
    def editing(self) -> Id | None:
        """The claim that is being written in place."""
        return self._writing.claim

    def set_key_names(self, key_of: Callable[[str], str]) -> None:
        """How the key of an action, by its name, is said in the sentences of an empty map; "" for none."""
        self._key_of = key_of
        self.viewport().update()

    @Slot(bool)
    def set_minimap(self, wanted: bool) -> None:
        """Show an overview in the corner where the map does not fit the window, or never."""
        self._minimap.set_wanted(wanted)

    def works_on(self) -> Iterable[Id]:
        edited = self._writing.claim
        # Of a box that was just added, what it was added to stays.
        return (*((edited,) if edited else ()), *super().works_on(), *reversed(self._selected_before))

    def about_to_redraw(self) -> None:
        edited, current = self._writing.claim, self._session.map
        if edited is not None and (current.id != self._map.id or edited not in current.claims):
            self._writing.close()
        self._gestures.cancel()

    def redrawn(self) -> None:
        # What the pointer stands on now is not known before it moves.
        self._gestures.leave()
        self._crumbs.dress(self._theme)
        if self._view.focus is not None:
            self._crumbs.show_way(self.structure(), self._session.view.crumbs())
        self._lay_out_crumbs()
        self._after_scroll()
        self._describe()

    @Slot(str)
    def _toggle_fold(self, item: Id) -> None:
        self.keep_still(item)
        self._session.view.fold((item,), item not in self._session.view.folded)

    # --- selection and looking ----------------------------------------------------

    def _follow_selection(self, ids: tuple[Id, ...], origin: str) -> None:
        if ids and ids != self._selected:
            self._selected_before = self._selected
        self._selected = ids
        if ids and origin != ORIGIN:
            self.show_piece(ids[-1])
        self._describe()
        if ids and self.hasFocus():
            tell_focus(self, ids[-1])

    def _select(self, item: Id | None) -> None:
        if item is not None:
            self._session.selection.select(item, origin=ORIGIN)
            self.show_piece(item)

    @Slot(str)
    def _hover(self, item: Id) -> None:
        """Wait until the pointer rests; what it has left is not stressed any more at once."""
        self._session.hover.point_at(item, origin=ORIGIN)
        if item:
            self._hover_soon.start()
        else:
            self._hover_soon.stop()
            self.look_at("")

    def _follow_hover(self, item: Id, origin: str) -> None:
        """Stress what is pointed at in the article."""
        if origin != ORIGIN:
            self._hover_soon.stop()
            self.look_at(item)

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
        self._writing.start(claim_id, new=new)

    @Slot()
    def commit_text(self) -> None:
        """Keep what is being written, if anything is: before saving, exporting or closing."""
        self._writing.commit()

    def draft(self, project: Project) -> Project:
        """The project with what is half written on the map."""
        return self._writing.draft(project)

    def _add_claim_at(self, point: QPointF) -> None:
        """A new claim that stands alone where the point is."""
        self.commit_text()
        x, y = self.map_point(point)
        place = place_at(self.structure(), self.diagram, x, y)
        at = place.at if place.where is Where.MAP else None
        added = commands.add_passage_as(self._session, commands.Part.CLAIM, None, at=at, origin=ORIGIN)
        if added is not None:
            self.edit_text(added, new=True)

    # --- painting -----------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._refresh()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, area, window = self.transform(), event.rect(), self.viewport().rect()
        overlay.paint_paper(painter, area, self._theme, left=now.left, top=now.top, zoom=now.zoom)
        if self._map.claims:
            painter.save()
            painter.translate(-now.left, -now.top)
            painter.scale(now.zoom, now.zoom)
            # The claim that is written has the editor's frame as its ring.
            ringed = frozenset(item for item in self._selected if item != self.editing)
            self.paint_pieces(painter, self.visible_part(area), ringed)
            painter.restore()
        words = self._teaching()
        if words:
            overlay.paint_words(painter, window, self._theme, words, low=bool(self._map.claims))
        self._gestures.paint(painter)
        if self.hasFocus():
            overlay.focus_frame(painter, window, self._theme)
        painter.end()

    def _teaching(self) -> str:
        """What to do next, where a map is empty or has a single claim."""
        if not self._map.claims:
            return teaching.empty_map(self._key_of)
        if len(self._map.claims) == 1 and self.editing is None:
            return teaching.single_claim(self._key_of)
        return ""

    def _after_scroll(self) -> None:
        self._writing.place()
        self._minimap.follow()

    def _lay_out_crumbs(self) -> None:
        shown = self._view.focus is not None
        height = self._crumbs.sizeHint().height() if shown else 0
        if self.viewportMargins().top() != height:
            self.setViewportMargins(0, height, 0, 0)
        self._crumbs.setGeometry(0, 0, self.width(), height)
        self._crumbs.setVisible(shown)

    # --- Qt -----------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._after_scroll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        selected = self._selected[-1] if self._selected else None
        rect = piece_rect(self._diagram, selected) if selected is not None else None
        seen = rect is not None and rect.intersects(self.visible_part(QRect(QPoint(), event.oldSize())))
        super().resizeEvent(event)
        if seen and selected is not None:
            self.show_piece(selected)
        self._lay_out_crumbs()
        self._after_scroll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        if self._selected:
            tell_focus(self, self._selected[-1])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._gestures.let_space_go()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keys.press(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.release(event)

    def event(self, event: QEvent) -> bool:
        # Qt sends other events while the canvas is still being made.
        if event.type() is QEvent.Type.ShortcutOverride and self._keys.overrides(event):
            event.accept()
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = tip_at(self.structure(), self.diagram, *self.map_point(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), as_tooltip(words) if words else "", self.viewport())
            return True
        if event.type() is QEvent.Type.Leave:
            self._gestures.leave()
        return super().viewportEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002
        """Tab is a command of the map; F6 leads out of it."""
        return False

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
