"""The picture of the current map: drawn anew where the map, or how it is looked at, has changed.

What the reader works on stays where it is in the window; boxes move to their new places.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from contention.canvas.anchoring import anchor
from contention.canvas.looks import NONE, Looks, looks
from contention.canvas.movement import Movement
from contention.canvas.navigation import home, piece_rect
from contention.canvas.shown import Shown
from contention.canvas.transform import Transform, union
from contention.diagram import painter as map_painter
from contention.diagram.compose import compose
from contention.diagram.drawing import Diagram, MapView, Rect
from contention.diagram.fonts import register_fonts
from contention.diagram.measure import TextMeasure
from contention.diagram.themes import Theme, theme
from contention.model.project import ArgumentMap, Id
from contention.model.structure import Structure
from contention.session.session import Session

NEAR = 0.4
"""The zoom from which on what stands beside a line of reasoning recedes."""


class MapPicture(Shown):
    """Follows the session's project and view state, and paints the map; knows no gestures."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        register_fonts()
        self.session = self._session = session
        self._measure = TextMeasure()
        self._theme = theme("classic")
        self._map: ArgumentMap = session.map
        self._badges = True
        self._view = self._wanted_view()
        self._diagram: Diagram = compose(self._map, self._measure, self._theme, None, self._view)
        self._hovered: Id = ""
        self._looks: Looks | None = None
        self._held: tuple[Id, ...] = ()
        """What stays where it is on the screen the next time, before what is worked on."""
        self._loose: frozenset[Id] = NONE
        """What may move the next time even though it is worked on: it was dropped elsewhere."""
        self._left_at: dict[Id, Transform] = {}
        """Where the other maps stood in the window when they were left."""
        self._movement = Movement(self)
        self._movement.moved.connect(self.viewport().update)
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self._refresh)
        session.changed.connect(self._follow_project)
        session.map_shown.connect(lambda _map: self._refresh_soon.start())
        session.view.changed.connect(self._follow_view)
        session.selection.changed.connect(self._look_again)
        self.zoom_changed.connect(self._zoomed)

    # --- for the canvas -----------------------------------------------------------

    def works_on(self) -> Iterable[Id]:
        """What the reader works on, the most important first: it stays where it is on the screen."""
        return reversed(self._session.selection.ids)

    def about_to_redraw(self) -> None:
        """Another value of the map, or another map, is about to be drawn."""

    def redrawn(self) -> None:
        """The map was drawn anew."""

    def keep_still(self, *items: Id, but: Iterable[Id] = ()) -> None:
        """In the next drawing these stay where they are on the screen; those of `but` may move."""
        self._held, self._loose = items, frozenset(but)

    def look_at(self, item: Id) -> None:
        """Stress the line of reasoning from this piece; of an empty id, from what is selected."""
        if item != self._hovered:
            self._hovered = item
            self._look_again()

    def _zoomed(self) -> None:
        self._movement.stop()
        self._look_again()

    def _look_again(self) -> None:
        self._looks = None
        self.viewport().update()

    def paint_pieces(self, painter: QPainter, visible: Rect, ringed: frozenset[Id]) -> None:
        """Paint the map's visible part in its coordinates, with rings round some pieces."""
        if self._looks is None:
            selected = self._session.selection.ids
            near = self.zoom() >= NEAR
            self._looks = looks(self.structure(), self._session.view, selected, self._hovered, recede=near)
        frame = self._movement.frame(self.diagram)
        map_painter.paint(painter, frame, visible=visible, selected=ringed, **self._looks._asdict())

    # --- what is shown ------------------------------------------------------------

    @property
    def diagram(self) -> Diagram:
        """The drawing of the current map; composed anew here where the map has changed."""
        self._refresh()
        return self._diagram

    @property
    def last_diagram(self) -> Diagram:
        return self._diagram

    @property
    def moving(self) -> bool:
        """Whether boxes are on their way to their places."""
        return self._movement.running

    @property
    def animated(self) -> bool:
        """Whether boxes are seen to move to their new places."""
        return self._movement.animated

    def set_animated(self, wanted: bool | None) -> None:
        """Let boxes be seen to move to their new places or not; None does as the system asks."""
        self._movement.set_animated(wanted)

    @Slot(bool)
    def set_badges(self, wanted: bool) -> None:
        """Show basis, rating and tags on the map, or not."""
        self._badges = wanted
        self._refresh()

    def structure(self) -> Structure:
        return self._session.view.structure()

    def drawn(self) -> Rect:
        return self._diagram.bounds

    def head(self) -> Rect:
        first = self._view.focus or home(self.structure())
        rect = piece_rect(self._diagram, first) if first is not None else None
        return rect if rect is not None else self.drawn()

    @Slot(object)
    def set_theme(self, new: Theme) -> None:
        """Draw in other colours, or with other fonts and spacing."""
        if new is self._theme:
            return
        self._theme = new
        self._compose(self._map, self._view, self._diagram)
        self._movement.stop()
        self.redrawn()

    @Slot(str)
    def show_piece(self, item: Id) -> None:
        """Scroll as little as needed to see a claim or an inference; unfold what hides it."""
        rect = piece_rect(self.diagram, item)
        if rect is None:
            self._session.view.reveal(item)
            rect = piece_rect(self.diagram, item)
        if rect is not None:
            self.show_rect(rect)

    @Slot()
    def zoom_to_selection(self) -> None:
        """Show what is selected as large as the window allows, at most at 100 %."""
        rects = [
            rect
            for item in self._session.selection.ids
            if (rect := self.diagram.panel_rect(item) or self.diagram.box_rect(item)) is not None
        ]
        if rects:
            self.frame_rect(union(rects))

    # --- following the session ----------------------------------------------------

    def _wanted_view(self) -> MapView:
        view = self._session.view
        return MapView(
            folded=view.folded, focus=view.focus, badges=self._badges, tags=self._session.project.tags
        )

    def _follow_project(self, _before: object, _after: object, origin: str) -> None:
        if self._session.map is not self._map or self._session.project.tags != self._view.tags:
            # Composed once for all edits of one turn of the event loop, or when it is asked for.
            self._refresh_soon.start()
        if origin == "open":
            self._left_at.clear()
            self._framing = self.show_opening

    def _follow_view(self) -> None:
        self._looks = None
        self._refresh_soon.start()
        self.viewport().update()

    def _refresh(self) -> None:
        """Draw the session's map where it is another value than the one that is drawn, or looked at anew."""
        current, view = self._session.map, self._wanted_view()
        if current is self._map and view == self._view:
            return
        before = self._map
        same = current.id == before.id
        if not same:
            self._left_at[before.id] = self.transform()
        self.about_to_redraw()
        refocused = view.focus if view.focus != self._view.focus else None
        framing = self._framing if same and current.orientation is not before.orientation else None
        self._compose(current, view, self._diagram if same else None)
        if framing is not None:
            framing()  # turned round: all of it is elsewhere
        elif not same:
            self._come_to(current.id)
        elif refocused is not None:
            self._show_branch(refocused)
        self.redrawn()

    def _show_branch(self, top: Id) -> None:
        """Bring the branch that is shown alone into the window: whole where there is room, else its top."""
        page, zoom, whole = self.viewport().size(), self.zoom(), self.drawn()
        x, y, width, height = piece_rect(self._diagram, top) or whole
        if whole.width * zoom <= page.width():
            x, width = whole.x, whole.width
        if whole.height * zoom <= page.height():
            y, height = whole.y, whole.height
        self.show_rect(Rect(x, y, width, height))

    def _compose(self, argument_map: ArgumentMap, view: MapView, previous: Diagram | None) -> None:
        """Compose, and keep what the reader works on where it is in the window."""
        before, seen = self._diagram, self.visible_part()
        made = compose(argument_map, self._measure, self._theme, previous, view)
        self._map, self._view, self._diagram, self._looks = argument_map, view, made, None
        now = self.transform()
        left, top = now.left, now.top
        shift = (0.0, 0.0)
        if previous is not None:
            loose = self._loose
            still = anchor(
                before,
                seen,
                self._held,
                [item for item in self.works_on() if item not in loose],
                lambda item: item not in loose and piece_rect(made, item) is not None,
            )
            rect = piece_rect(made, still[0]) if still is not None else None
            if still is not None and rect is not None:
                shift = rect.center[0] - still[1].center[0], rect.y - still[1].y
                left, top = left + shift[0] * now.zoom, top + shift[1] * now.zoom
        self._held, self._loose = (), NONE
        if self._framing is not None and previous is not None and previous.bounds.width == 0:
            self._framing()
        else:
            self.scroll_to(left, top)
        if previous is not None and self.isVisible():
            self._movement.start(before, made, shift)
        else:
            self._movement.stop()
        self.viewport().update()

    def _come_to(self, map_id: Id) -> None:
        """Show another map where it was left, or from its contention."""
        left_at = self._left_at.get(map_id)
        if left_at is not None:
            self.set_zoom(left_at.zoom)
            self.scroll_to(left_at.left, left_at.top)
            return
        self._framing = self.show_opening
        if self.isVisible():
            self.show_opening()
