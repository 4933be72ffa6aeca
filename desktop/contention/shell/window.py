"""What the actions of the window may call: its parts by name, before any of them is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from contention.canvas.view import MapCanvas
    from contention.reader.pane import ReadingPane
    from contention.session.session import Session
    from contention.shell.appearance import Appearance
    from contention.shell.columns import Columns
    from contention.shell.documents import Documents
    from contention.shell.exports import Exports
    from contention.shell.find_bar import FindBar
    from contention.shell.mapping import Mapping
    from contention.shell.maps import Maps
    from contention.shell.maps_bar import MapsBar
    from contention.shell.pasteboard import Pasteboard
    from contention.shell.preferences import Preferences


class Window(QMainWindow):
    """A window with one session, as the table of actions sees it."""

    session: Session
    appearance: Appearance
    preferences: Preferences
    reader: ReadingPane
    canvas: MapCanvas
    documents: Documents
    exports: Exports
    mapping: Mapping
    maps: Maps
    pasteboard: Pasteboard
    panes: Columns
    maps_bar: MapsBar
    find_bar: FindBar

    def zoom_by(self, factor: float) -> None:
        """Show the map larger or smaller."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """The sheet of keys."""
        raise NotImplementedError

    def show_preferences(self) -> None:
        """Keys, and what the map shows."""
        raise NotImplementedError

    def show_about(self) -> None:
        """What this is."""
        raise NotImplementedError

    def quit(self) -> None:
        """Close every window of the program; each asks for its own work."""
        raise NotImplementedError
