"""What the actions of the window may call: its parts by name, before any of them is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from contention.canvas.view import MapCanvas
    from contention.reader.pane import ReadingPane
    from contention.session.session import Session
    from contention.shell.appearance import Appearance
    from contention.shell.article_column import ArticleColumn
    from contention.shell.articles import Articles
    from contention.shell.columns import Columns
    from contention.shell.documents import Documents
    from contention.shell.exports import Exports
    from contention.shell.find_bar import FindBar
    from contention.shell.mapping import Mapping
    from contention.shell.maps import Maps
    from contention.shell.maps_bar import MapsBar
    from contention.shell.pasteboard import Pasteboard
    from contention.shell.preferences import Preferences
    from contention.shell.reading import ReadingDesk


class Window(QMainWindow):
    """A window with one session, as the table of actions sees it."""

    session: Session
    appearance: Appearance
    preferences: Preferences
    article: ArticleColumn
    reader: ReadingPane
    reading: ReadingDesk
    canvas: MapCanvas
    documents: Documents
    articles: Articles
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

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1) through what was looked at: in the article, or on the map."""
        raise NotImplementedError

    def find_words(self) -> None:
        """Find words in the article, where it has the focus, or on the map."""
        raise NotImplementedError

    def find_next(self, step: int) -> None:
        """Go to the next of what was found, or with -1 to the one before."""
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
