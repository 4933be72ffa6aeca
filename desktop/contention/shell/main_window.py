"""The main window: the article, the map, and around them what says and does things.

It places and joins; what the commands do is in `mapping`, `documents` and `exports`.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from contention.canvas.view import MapCanvas
from contention.model.project import Kind
from contention.reader.pane import ReadingPane
from contention.session.session import Session
from contention.shell import hints
from contention.shell.actions import Actions
from contention.shell.appearance import Appearance, reading_colours
from contention.shell.asks import Asks, Boxes
from contention.shell.chips import Chip
from contention.shell.documents import Documents
from contention.shell.exports import Exports
from contention.shell.keyguard import KeyGuard
from contention.shell.mapping import Mapping
from contention.shell.message import MessageLine
from contention.shell.table import SPECS, Scope, State

CONTEXT_MENU = (
    "edit-text",
    "",
    "add-reason",
    "add-objection",
    "add-co-premise",
    "link-passage",
    "",
    "move-earlier",
    "move-later",
    "mark-unstated",
    "detach",
    "",
    "delete",
)
SIDE = 18
"""Pixels from the window's edge to what stands first and last in each bar."""
ICONS_AFTER_MS = 250
"""QtAwesome is loaded when the window stands and its first paint is over."""


class MainWindow(QMainWindow):
    """One window with one session."""

    session: Session
    appearance: Appearance
    reader: ReadingPane
    canvas: MapCanvas
    documents: Documents
    exports: Exports
    mapping: Mapping

    def __init__(
        self,
        session: Session,
        settings: QSettings,
        *,
        appearance: Appearance | None = None,
        asks: Asks | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("MainWindow")
        self.setAcceptDrops(True)
        self.session, self.settings = session, settings
        self.appearance = appearance or Appearance(settings, self)
        asks = asks or Boxes(self)
        self.reader = ReadingPane(session)
        self.canvas = MapCanvas(session)
        self.documents = Documents(session, settings, asks, self)
        self.exports = Exports(
            session, self.documents, appearance=self.appearance, settings=settings, asks=asks, parent=self
        )
        self.mapping = Mapping(session, self.reader, self.canvas)
        self.actions_table = Actions(self, (self.reader, self.canvas), self.canvas)
        self._dressed = False
        self._text_selected = False
        self._build_panes()
        self._build_menus()
        self._build_bars()
        self._guard = KeyGuard(
            (key for spec in SPECS if spec.scope is Scope.PANES for key in (*spec.keys, *spec.map_keys)), self
        )
        self._connect()
        self._restore_geometry()
        self.dress()
        self._refresh()
        self.reader.setFocus()

    # -- what the table of actions calls ---------------------------------------------------

    def zoom_by(self, factor: float) -> None:
        """Show the map larger or smaller."""
        self.canvas.set_zoom(self.canvas.zoom() * factor)

    def next_pane(self) -> None:
        """Give the focus to the other pane."""
        pane = (
            self.canvas
            if self.reader.isAncestorOf(self._focus()) or self._focus() is self.reader
            else self.reader
        )
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_keys(self) -> None:
        """The sheet of keys."""
        from contention.shell.dialogs.keys import KeysDialog

        self._run(KeysDialog(self))

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
        self.settings.setValue("window/panes", self.panes.saveState())
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._dressed:
            self._dressed = True
            QTimer.singleShot(ICONS_AFTER_MS, self, self.load_icons)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if any(url.isLocalFile() for url in data.urls()) or (data.hasText() and event.source() is None):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.documents.drop(event.mimeData())

    # -- appearance ------------------------------------------------------------------------

    def dress(self) -> None:
        """Wear the appearance's colours, in the panes and around them."""
        theme = self.appearance.map_theme
        colours = self.appearance.colours
        self.canvas.set_theme(theme)
        self.reader.set_colours(reading_colours(theme))
        for chip, kind in self._chips:
            chip.dress(theme.side(kind).words if kind else colours.text, colours.cap)
        self.actions_table.tick("theme", self.appearance.scheme)
        self.actions_table.tick("palette", self.appearance.palette_id)
        if self._dressed:
            self.load_icons()

    def load_icons(self) -> None:
        """Give the menus and the window their icons, in the colours of the moment."""
        from contention.shell import icons

        icons.dress(self.actions_table.icons(), self.appearance.colours)
        if self.windowIcon().isNull():
            self.setWindowIcon(icons.application_icon())

    # -- building --------------------------------------------------------------------------

    def _build_panes(self) -> None:
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        self.panes.setObjectName("panes")
        self.panes.setAccessibleName(self.tr("Article and map"))
        self.panes.setHandleWidth(1)
        self.panes.setChildrenCollapsible(False)
        self.panes.addWidget(self.reader)
        self.panes.addWidget(self.canvas)
        self.reader.setMinimumWidth(280)
        self.canvas.setMinimumWidth(320)
        self.panes.setStretchFactor(0, 39)
        self.panes.setStretchFactor(1, 61)
        below = QWidget()
        within = QVBoxLayout(below)
        within.setContentsMargins(0, 0, 0, 0)
        within.addWidget(self.panes)
        self.message = MessageLine(below)
        centre = QWidget()
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_chips())
        layout.addWidget(below, 1)
        self.setCentralWidget(centre)

    def _build_menus(self) -> None:
        self._recent = QMenu(self.tr("Open &recent"), self)
        self._recent.setObjectName("open-recent")
        self._recent.menuAction().setObjectName("open-recent")
        self._recent.aboutToShow.connect(self._fill_recent)
        self.actions_table.fill_menus(self, self._recent)
        more = self.menuBar().findChild(QToolButton, "qt_menubar_ext_button")
        if more is not None:
            more.setAccessibleName(self.tr("More menus"))

    def _build_chips(self) -> QWidget:
        """The slim bar over the panes: the chips, and at its end the project's name and state."""
        bar = QFrame()
        bar.setObjectName("chips")
        bar.setAccessibleName(self.tr("Mapping"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(SIDE, 4, SIDE, 9)
        row.setSpacing(8)
        self._chips: list[tuple[Chip, Kind | None]] = []
        for name, word, kind in (
            ("add-claim", self.tr("Claim"), None),
            ("add-reason", self.tr("Reason"), Kind.REASON),
            ("add-objection", self.tr("Objection"), Kind.OBJECTION),
            ("add-co-premise", self.tr("Co-premise"), Kind.REASON),
        ):
            chip = Chip(self.actions_table[name], word)
            self._chips.append((chip, kind))
            row.addWidget(chip)
        self.title = _label("title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.title, 1)
        return bar

    def _build_bars(self) -> None:
        status = QStatusBar()
        status.setSizeGripEnabled(False)
        status.setContentsMargins(SIDE - 6, 0, SIDE - 6, 0)
        self.counts, self.hint, self.zoom = _label("counts"), _label("hint"), _label("zoom")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.zoom.setMinimumWidth(52)
        self.zoom.setAccessibleName(self.tr("Zoom of the map"))
        status.addWidget(self.counts)
        status.addWidget(self.hint, 1)
        status.addPermanentWidget(self.zoom)
        self.setStatusBar(status)

    def _connect(self) -> None:
        session = self.session
        self.appearance.changed.connect(self.dress)
        session.changed.connect(self._refresh)
        session.selection.changed.connect(self._refresh)
        session.refused.connect(self.message.refuse)
        session.noticed.connect(self.message.notice)
        self.documents.noticed.connect(self.message.notice)
        self.documents.named.connect(self._refresh_name)
        self.exports.noticed.connect(self.message.notice)
        self.documents.settling.connect(self.canvas.commit_text)
        self.exports.settling.connect(self.canvas.commit_text)
        stack = session.undo_stack
        for signal in (stack.undoTextChanged, stack.redoTextChanged, stack.cleanChanged, stack.indexChanged):
            signal.connect(self._refresh_actions)
        self.reader.passage_selected.connect(self._follow_text)
        self.canvas.zoom_changed.connect(self._refresh_zoom)
        self.canvas.context_menu_requested.connect(self._context_menu)
        # The usual key for pasting makes an article while there is none to read.
        self._paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        self._paste.activated.connect(self.documents.paste)

    def _restore_geometry(self) -> None:
        self.resize(1360, 850)
        geometry, panes = self.settings.value("window/geometry"), self.settings.value("window/panes")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(panes, QByteArray):
            self.panes.restoreState(panes)

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
        self.title.setText(f"{name} · {state}" if state else name)
        self.setWindowFilePath("")

    def _refresh_actions(self) -> None:
        session, stack = self.session, self.session.undo_stack
        current = session.selection.current
        self.actions_table.enable(
            State(
                selected=current is not None,
                claim=current in session.map.claims,
                claims=bool(session.map.claims),
                article=bool(session.project.articles),
                file=session.path is not None,
                undo=stack.canUndo(),
                redo=stack.canRedo(),
            )
        )
        self.actions_table["undo"].setText(self.tr("&Undo {step}").format(step=stack.undoText()).rstrip())
        self.actions_table["redo"].setText(self.tr("&Redo {step}").format(step=stack.redoText()).rstrip())
        self._paste.setEnabled(not session.project.articles)

    def _refresh_hint(self) -> None:
        session = self.session
        situation = hints.Situation(
            article=bool(session.project.articles),
            claims=bool(session.map.claims),
            passage=self._text_selected,
            current=session.selection.current,
        )
        self.hint.setText(hints.hint(session.map, situation))

    def _follow_text(self, selected: bool) -> None:
        self._text_selected = selected
        self._refresh_hint()

    def _refresh_zoom(self) -> None:
        self.zoom.setText(self.tr("{percent} %").format(percent=round(self.canvas.zoom() * 100)))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self.documents.recent.paths():
            action = self._recent.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, chosen=path: self.documents.open_recent(chosen))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("Nothing opened yet")).setEnabled(False)
            return
        self._recent.addSeparator()
        self._recent.addAction(self.tr("&Forget them")).triggered.connect(self.documents.recent.clear)

    def _context_menu(self, point: QPoint) -> None:
        """What can be done with the selected claim or inference."""
        menu = QMenu(self)
        for name in CONTEXT_MENU:
            if name:
                menu.addAction(self.actions_table[name])
            else:
                menu.addSeparator()
        menu.setObjectName("map-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
