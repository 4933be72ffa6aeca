"""The main window: the article, the map, and around them what says and does things.

It places and joins; what the commands do is in `mapping`, `maps`, `documents` and `exports`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QVBoxLayout, QWidget

from contention.canvas.view import MapCanvas
from contention.diagram.themes import Theme
from contention.reader.memory import ReadingMemory
from contention.session.session import Session
from contention.shell import hints
from contention.shell.actions import Actions
from contention.shell.appearance import Appearance, reading_colours
from contention.shell.article_column import ArticleColumn
from contention.shell.articles import Articles
from contention.shell.asks import Asks, Boxes
from contention.shell.chips import STATE_MARK, ChipBar
from contention.shell.columns import Columns
from contention.shell.documents import Documents
from contention.shell.exports import Exports
from contention.shell.find_bar import FindBar
from contention.shell.keyguard import KeyGuard
from contention.shell.list_menus import move_menu, recent_menu, tag_menu
from contention.shell.mapping import Mapping
from contention.shell.maps import Maps
from contention.shell.maps_bar import MapsBar
from contention.shell.message import MessageLine
from contention.shell.pasteboard import Pasteboard
from contention.shell.point_menus import ARTICLE_MENU, MAP_MENU, MAPS_MENU, pop_up
from contention.shell.preferences import Preferences
from contention.shell.reading import ReadingDesk
from contention.shell.safekeeping import Safekeeping
from contention.shell.situation import situation_of, state_of
from contention.shell.status import StatusLine
from contention.shell.window import Window

ICONS_AFTER_MS = 250
"""QtAwesome is loaded when the window stands and its first paint is over."""


class MainWindow(Window):
    """One window with one session."""

    safekeeping: Safekeeping | None

    def __init__(
        self,
        session: Session,
        settings: QSettings,
        *,
        appearance: Appearance | None = None,
        preferences: Preferences | None = None,
        memory: ReadingMemory | None = None,
        asks: Asks | None = None,
        data: Path | None = None,
    ) -> None:
        """`data` is the program's own folder; without one, nothing is kept there for a crash."""
        super().__init__()
        self.setObjectName("MainWindow")
        self.setAcceptDrops(True)
        self.session, self.settings = session, settings
        self.appearance = appearance or Appearance(settings, self)
        self.preferences = preferences or Preferences(settings, self)
        asks = asks or Boxes(self)
        self.article = ArticleColumn(session, settings, memory or ReadingMemory(settings, self))
        self.reader = self.article.reader
        self.canvas = MapCanvas(session)
        self.documents = Documents(session, settings, asks, self, data=data)
        self.safekeeping = Safekeeping(session, self.documents, data, self) if data is not None else None
        if self.safekeeping is not None:
            self.safekeeping.add_draft(self.canvas)
        self.exports = Exports(
            session, self.documents, appearance=self.appearance, settings=settings, asks=asks, parent=self
        )
        self.mapping = Mapping(session, self.article, self.canvas, asks)
        self.articles = Articles(session, self.article, self.documents, asks, self)
        self.pasteboard = Pasteboard(session, self.article, self.documents)
        self.reading = ReadingDesk(self.article, settings, asks, self)
        self._dressed = False
        self._themed: list[Callable[[Theme], None]] = []
        """What else is drawn in the map's theme: the panes that were made late."""
        self._writing: list[Callable[[], None]] = []
        """Who else may hold words half written."""
        self.actions_table = Actions(self, self.preferences)
        self._build_panes()
        self.maps = Maps(session, self.maps_bar, self.canvas)
        self._refresh_actions()  # before anything shows them
        self.actions_table.add_pane(self.article.views)
        self.actions_table.add_pane(self.canvas, canvas=True)
        self._build_menus()
        for name, word, first in (
            ("show-contents", self.tr("Contents"), True),
            ("show-pages", self.tr("Pages"), False),
            ("reading-options", self.tr("Aa"), False),
        ):
            self.article.bar.add_button(self.actions_table[name], f"button-{name}", word, first=first)
        self._guard = KeyGuard((), self)
        self._connect()
        self._restore_geometry()
        self.dress()
        self._prefer()
        self._refresh()
        self.reader.setFocus()

    # -- what the table of actions calls ---------------------------------------------------

    def zoom_by(self, factor: float) -> None:
        """Show the map larger or smaller."""
        self.canvas.set_zoom(self.canvas.zoom() * factor)

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1) through what was looked at: in the article, or on the map."""
        if self.article.has_focus() and self.article.can_go(step):
            self.article.go(step)
        elif step < 0:
            self.session.view.back()
        else:
            self.session.view.forward()

    def find_words(self) -> None:
        """Find words in the article, where it has the focus, or on the map."""
        if self.article.has_focus() and self.session.project.articles:
            self.article.find_bar.open()
        else:
            self.find_bar.open()

    def find_next(self, step: int) -> None:
        """Go to the next of what was found, or with -1 to the one before."""
        if self.article.finds() and (self.article.has_focus() or not self.session.view.filter):
            self.article.find_bar.go(step)
        else:
            self.find_bar.go(step)

    def show_keys(self) -> None:
        """The sheet of keys."""
        from contention.shell.dialogs.keys import KeysDialog

        self._run(KeysDialog(self.preferences, self))

    def show_preferences(self) -> None:
        """Keys, and what the map shows."""
        from contention.shell.dialogs.preferences import PreferencesDialog

        self._run(PreferencesDialog(self.preferences, self))

    def show_about(self) -> None:
        """What this is."""
        from contention.shell.dialogs.about import AboutDialog

        self._run(AboutDialog(self))

    def quit(self) -> None:
        """Close every window of the program; each asks for its own work."""
        QApplication.closeAllWindows()

    # -- Qt's events -----------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.documents.may_close():
            event.ignore()
            return
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.panes.keep()
        if self.safekeeping is not None:
            self.safekeeping.close()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._dressed:
            self._dressed = True
            QTimer.singleShot(ICONS_AFTER_MS, self, self.load_icons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no pane has a use for it: first the search ends, then the focus on a branch."""
        if event.key() != Qt.Key.Key_Escape or event.modifiers():
            super().keyPressEvent(event)
        elif not self.find_bar.isHidden():
            self.find_bar.close_bar()
        else:
            self.session.view.set_focus(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if any(url.isLocalFile() for url in data.urls()) or (
            (data.hasText() or data.hasHtml()) and event.source() is None
        ):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.documents.drop(event.mimeData())

    # -- appearance ------------------------------------------------------------------------

    def dress(self) -> None:
        """Wear the appearance's colours, in the panes and around them."""
        theme = self.appearance.map_theme
        self.canvas.set_theme(theme)
        self.reader.set_colours(
            reading_colours(theme),
            light=self.appearance.page_colours(dark=False),
            dark=self.appearance.page_colours(dark=True),
        )
        for dress in self._themed:
            dress(theme)
        self.chips.dress(theme, self.appearance.colours)
        self._refresh_actions()
        if self._dressed:
            self.load_icons()

    def load_icons(self) -> None:
        """Give the menus and the window their icons, in the colours of the moment."""
        from contention.shell import icons

        icons.dress(self.actions_table.icons(), self.appearance.colours)
        if self.windowIcon().isNull():
            self.setWindowIcon(icons.application_icon())

    def _prefer(self) -> None:
        """Take over what the reader prefers."""
        self.actions_table.set_keys()
        self._guard.set_keys(self.actions_table.guarded_keys())
        self.article.keys.set_actions(self.actions_table.in_article())
        self.reading.set_key_names(self.preferences.key_name)
        self.chips.set_keys()
        self.canvas.set_key_names(self.preferences.key_name)
        self.canvas.set_minimap(self.preferences.minimap)
        self.canvas.set_badges(self.preferences.badges)
        self.canvas.set_animated(None if self.preferences.motion else False)
        self._refresh()

    # -- building --------------------------------------------------------------------------

    def _build_panes(self) -> None:
        self.maps_bar = MapsBar(self.session)
        self.find_bar = FindBar(self.session)
        column = QWidget()
        column.setObjectName("map-column")
        stacked = QVBoxLayout(column)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        for one in (self.maps_bar, self.find_bar, self.canvas):
            stacked.addWidget(one, 1 if one is self.canvas else 0)
        self.panes = Columns(
            self.settings,
            self.article.views,
            self.canvas,
            reader_column=self.article,
            map_column=column,
            make={
                "contents": self.article.make_contents,
                "outline": self._make_outline,
                "details": self._make_details,
            },
        )
        below = QWidget()
        within = QVBoxLayout(below)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.panes)
        self.message = MessageLine(below)
        self.chips = ChipBar(self.actions_table)
        self.title = self.chips.title
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chips)
        layout.addWidget(below, 1)
        self.setCentralWidget(centre)
        status = StatusLine()
        self.counts, self.hint, self.zoom = status.counts, status.hint, status.zoom
        self.article.read.connect(status.say_reading)
        self.setStatusBar(status)

    def _make_outline(self) -> QWidget:
        from contention.outline.pane import OutlinePane

        pane = OutlinePane(self.session)
        pane.set_theme(self.appearance.map_theme)
        pane.context_menu_requested.connect(self._context_menu)
        self._themed.append(pane.set_theme)
        self.actions_table.add_pane(pane)
        return pane

    def _make_details(self) -> QWidget:
        from contention.inspector.pane import DetailsPane

        pane = DetailsPane(self.session)
        pane.set_theme(self.appearance.map_theme)
        pane.passage_wanted.connect(self.article.reveal)
        pane.find_again_wanted.connect(self.articles.show_orphans)
        self._themed.append(pane.set_theme)
        self._writing.append(pane.commit_text)
        if self.safekeeping is not None:
            self.safekeeping.add_draft(pane)
        return pane

    def _build_menus(self) -> None:
        self._lists = {
            "open": recent_menu(self, self.documents),
            "mark-unstated": tag_menu(self, self.session),
            "map-later": move_menu(self, self.session, self.maps.move_branch),
        }
        self.actions_table.fill_menus(self._lists)
        more = self.menuBar().findChild(QToolButton, "qt_menubar_ext_button")
        if more is not None:
            more.setAccessibleName(self.tr("More menus"))

    def _connect(self) -> None:
        session = self.session
        self.appearance.changed.connect(self.dress)
        self.preferences.changed.connect(self._prefer)
        session.changed.connect(self._refresh)
        session.map_shown.connect(self._refresh)
        session.selection.changed.connect(self._refresh)
        session.view.changed.connect(self._refresh)
        session.refused.connect(self.message.refuse)
        session.noticed.connect(self.message.notice)
        self.documents.noticed.connect(self.message.notice)
        self.articles.noticed.connect(self.message.notice)
        self.documents.offered.connect(self.message.offer)
        if self.safekeeping is not None:
            self.safekeeping.noticed.connect(self.message.notice)
        self.documents.named.connect(self._refresh_name)
        self.exports.noticed.connect(self.message.notice)
        self.documents.settling.connect(self._settle)
        self.exports.settling.connect(self._settle)
        for signal in (session.history.changed, session.history.clean_changed):
            signal.connect(self._refresh_actions)
        self.article.passage_selected.connect(self._refresh_hint)
        self.article.changed.connect(self._refresh_actions)
        self.article.bar.new_wanted.connect(self.actions_table["add-article"].trigger)
        self.article.bar.details_wanted.connect(self.actions_table["article-details"].trigger)
        self.article.bar.menu_wanted.connect(self._article_menu)
        self.reading.changed.connect(self._refresh_actions)
        self.canvas.zoom_changed.connect(self._refresh_zoom)
        self.canvas.context_menu_requested.connect(self._context_menu)
        self.find_bar.look_wanted.connect(self.canvas.show_piece)
        self.find_bar.left.connect(self.canvas.setFocus)
        self.maps_bar.left.connect(self.canvas.setFocus)
        self.maps_bar.menu_wanted.connect(self._maps_menu)
        self.panes.toggled.connect(self._refresh_actions)
        self.panes.toggled.connect(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """The map has another width: what is selected may have slipped out of it."""
        current = self.session.selection.current
        if current is not None:
            QTimer.singleShot(0, self, lambda: self.canvas.show_piece(current))

    def _settle(self) -> None:
        """Keep what is being written, wherever it is."""
        self.canvas.commit_text()
        for commit in self._writing:
            commit()

    def _restore_geometry(self) -> None:
        self.resize(1360, 850)
        geometry = self.settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.panes.restore()

    # -- following the session -------------------------------------------------------------

    def _refresh(self) -> None:
        self.counts.setText(hints.counts(self.session.map))
        self._refresh_name()
        self._refresh_actions()
        self._refresh_hint()
        self._refresh_zoom()

    def _refresh_name(self) -> None:
        name, state = self.documents.name, self.documents.state
        self.setWindowTitle(f"[*]{name} – Contention")
        self.setWindowModified(self.session.modified)
        self.title.setText(f"{name}{STATE_MARK}{state}" if state else name)
        self.setWindowFilePath("")

    def _refresh_actions(self) -> None:
        history = self.session.history
        self.actions_table.enable(state_of(self))
        self.actions_table["undo"].setText(self.tr("&Undo {step}").format(step=history.undo_text).rstrip())
        self.actions_table["redo"].setText(self.tr("&Redo {step}").format(step=history.redo_text).rstrip())

    def _refresh_hint(self) -> None:
        self.hint.setText(hints.hint(self.session.map, situation_of(self), self.preferences.key_name))

    def _refresh_zoom(self) -> None:
        percent = 100 * self.canvas.zoom()
        said = str(round(percent)) if percent >= 1 else f"{percent:.1g}"
        self.zoom.setText(self.tr("{percent} %").format(percent=said))

    # -- menus at a point ------------------------------------------------------------------

    def _context_menu(self, point: QPoint) -> None:
        """What can be done with the selected claims and inferences."""
        pop_up(self, self.actions_table, "map-menu", MAP_MENU, point)

    def _maps_menu(self, point: QPoint) -> None:
        """What can be done with the map that is shown."""
        pop_up(self, self.actions_table, "maps-menu", MAPS_MENU, point)

    def _article_menu(self, point: QPoint) -> None:
        """What can be done with the article that is shown."""
        pop_up(self, self.actions_table, "article-menu", ARTICLE_MENU, point)

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
