"""What the menu Map does where a command of the session alone is not enough."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from contention.canvas.view import MapCanvas
from contention.model import details
from contention.model.project import MAX_WIDTH, MIN_WIDTH, Id, in_order
from contention.session import map_commands
from contention.session.session import Session
from contention.shell.maps_bar import MapsBar


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Maps", text)


class Maps:
    """Joins the maps of a session with their tabs and with the boxes on the screen."""

    def __init__(self, session: Session, bar: MapsBar, canvas: MapCanvas) -> None:
        self._session, self._bar, self._canvas = session, bar, canvas
        bar.map_wanted.connect(session.show_map)
        bar.new_wanted.connect(self.new)
        bar.renamed.connect(self._rename)
        bar.moved.connect(self._move)
        canvas.map_finder = bar.map_at
        canvas.aimed_at_map.connect(bar.aim)

    def new(self) -> None:
        """An empty map, shown, its title ready to be written."""
        if map_commands.new_map(self._session) is not None:
            self._bar.rename()

    def rename(self) -> None:
        """Write the title of the map that is shown."""
        self._bar.rename()

    def step(self, step: int) -> None:
        """Show the next map, or with -1 the one before, round and round."""
        ids = [one.id for one in in_order(self._session.project.maps.values())]
        self._session.show_map(ids[(ids.index(self._session.map_id) + step) % len(ids)])

    def move_branch(self, to_map: Id) -> None:
        """Take the selected branches to another map."""
        map_commands.move_selected_to(self._session, to_map)

    def widen(self, factor: float | None) -> None:
        """Make the selected claims' boxes wider or narrower, or the map's; None gives the usual width."""
        session = self._session
        claims = [item for item in session.selection.ids if item in session.map.claims]
        if not claims:
            width = None if factor is None else _within((session.map.box_width or self._usual()) * factor)
            map_commands.set_box_width(session, width)
            return
        rect = self._canvas.diagram.box_rect(claims[-1])
        now = session.map.claims[claims[-1]].width or (rect.width if rect is not None else self._usual())
        width = None if factor is None else _within(now * factor)
        change = partial(details.set_width, map_id=session.map_id, ids=claims, width=width)
        session.edit(tr("Change box width"), change, origin="shell")

    def _usual(self) -> float:
        """The width of a box that nobody chose one for."""
        metrics = self._canvas.diagram.theme.metrics
        return metrics.text_width + 2.0 * metrics.box_pad_x

    def _rename(self, map_id: Id, title: str) -> None:
        map_commands.rename_map(self._session, title, map_id)

    def _move(self, map_id: Id, step: int) -> None:
        map_commands.reorder_map(self._session, step, map_id)


def _within(width: float) -> float:
    return round(min(MAX_WIDTH, max(MIN_WIDTH, width)))
