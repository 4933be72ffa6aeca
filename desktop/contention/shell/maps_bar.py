"""The maps of a project as tabs over the map; put away while there is only one."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRubberBand,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QWidget,
)

from contention.model.project import Id, in_order
from contention.session.session import Session

LONGEST = 32
"""Characters of a title on a tab; the tip has it whole."""
LONGEST_TITLE = 200
FIELD_WIDTH = 240
"""Pixels to write a title in, at least, where there is room."""


LEAST = 12
"""Characters of a title that a tab keeps: where there are too many tabs, arrows go through them."""


class MapTabs(QTabBar):
    """Tabs that can be told apart: Qt presses them together to one letter each before it shows arrows."""

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802
        wanted = self.tabSizeHint(index)
        least = self.fontMetrics().averageCharWidth() * LEAST + 2 * self.fontMetrics().height()
        return QSize(min(wanted.width(), least), wanted.height())


class MapsBar(QFrame):
    """Follows the session's maps; what is asked of it is told by signals and done elsewhere."""

    map_wanted = Signal(str)
    new_wanted = Signal()
    moved = Signal(str, int)
    """A map was dragged: its id, and how many places later (or, below 0, earlier)."""
    renamed = Signal(str, str)
    """A map's id and its new title."""
    left = Signal()
    """The title was written: the focus may go back to the map."""
    menu_wanted = Signal(QPoint)
    """A menu for the shown map is asked for at this point of the screen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("maps")
        self.setAccessibleName(self.tr("Maps of the project"))
        self._session = session
        self._filling = False
        self._field: QLineEdit | None = None
        self._renaming: Id = ""
        self._aim: QRubberBand | None = None
        self.tabs = MapTabs()
        self.tabs.setObjectName("map-tabs")
        self.tabs.setAccessibleName(self.tr("Maps"))
        self.tabs.setMovable(True)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for button, words in zip(
            self.tabs.findChildren(QToolButton),
            (self.tr("Tabs to the left"), self.tr("Tabs to the right")),
            strict=False,
        ):
            button.setAccessibleName(words)
        self.tabs.currentChanged.connect(self._choose)
        self.tabs.installEventFilter(self)
        self.tabs.tabBarDoubleClicked.connect(self._rename_tab)
        more = QToolButton()
        more.setObjectName("maps-new")
        more.setText("+")
        more.setAutoRaise(True)
        more.setAccessibleName(self.tr("New map"))
        more.setToolTip(self.tr("New map"))
        more.clicked.connect(self.new_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 0)
        row.setSpacing(4)
        row.addWidget(self.tabs)
        row.addWidget(more)
        row.addStretch(1)
        session.changed.connect(self._follow)
        session.map_shown.connect(self._follow)
        self._follow()

    def rename(self) -> None:
        """Write the title of the shown map, in its tab; the bar is shown for it where there is one map."""
        self.show()
        self._edit(self._session.map_id)

    def map_at(self, point: QPoint) -> tuple[Id, str] | None:
        """The map, by id and title, whose tab is at a point of the screen."""
        if not self.isVisible():
            return None
        index = self.tabs.tabAt(self.tabs.mapFromGlobal(point))
        if index < 0:
            return None
        return self.tabs.tabData(index), self.tabs.accessibleTabName(index)

    def aim(self, map_id: Id) -> None:
        """Frame the tab that a drop would go to; an empty id takes the frame away."""
        index = next((i for i in range(self.tabs.count()) if self.tabs.tabData(i) == map_id), -1)
        if self._aim is None and index >= 0:
            self._aim = QRubberBand(QRubberBand.Shape.Rectangle, self.tabs)
        if self._aim is not None:
            self._aim.setGeometry(self.tabs.tabRect(index))
            self._aim.setVisible(index >= 0)

    # -- following -------------------------------------------------------------------------

    def _follow(self, *_: object) -> None:
        maps = in_order(self._session.project.maps.values())
        ids = [one.id for one in maps]
        if self._renaming and self._renaming not in ids:
            self._close_field()
        self._filling = True
        while self.tabs.count() > len(ids):
            self.tabs.removeTab(self.tabs.count() - 1)
        while self.tabs.count() < len(ids):
            self.tabs.addTab("")
        for index, one in enumerate(maps):
            title = one.title or self.tr("Map {number}").format(number=index + 1)
            short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
            words = " ".join(short.split()).replace("&", "&&")
            if self.tabs.tabText(index) != words:
                self.tabs.setTabText(index, words)
            self.tabs.setTabToolTip(index, html.escape(title))
            self.tabs.setTabData(index, one.id)
            self.tabs.setAccessibleTabName(index, title)
        self.tabs.setCurrentIndex(ids.index(self._session.map_id))
        self._filling = False
        self.setVisible(len(ids) > 1 or bool(self._renaming))

    # -- gestures --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.tabs and kind is QEvent.Type.MouseButtonRelease:
            # After the bar's own handling: the tabs stand in their new order then.
            QTimer.singleShot(0, self, self._settle)
        elif watched is self.tabs and isinstance(event, QContextMenuEvent):
            index = self.tabs.tabAt(event.pos())
            if index >= 0:
                self.tabs.setCurrentIndex(index)
            self.menu_wanted.emit(event.globalPos())
            return True
        elif watched is self._field and isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Escape:
                return False
            self._close_field()
            return True
        return super().eventFilter(watched, event)

    def _choose(self, index: int) -> None:
        wanted = self.tabs.tabData(index)
        if not self._filling and isinstance(wanted, str) and wanted != self._session.map_id:
            self.map_wanted.emit(wanted)

    def _settle(self) -> None:
        """Tell where the dragged tab, which is the current one, was put."""
        dragged = self.tabs.tabData(self.tabs.currentIndex())
        before = [one.id for one in in_order(self._session.project.maps.values())]
        if dragged in before and (step := self.tabs.currentIndex() - before.index(dragged)):
            self.moved.emit(dragged, step)

    # -- writing a title -------------------------------------------------------------------

    def _rename_tab(self, index: int) -> None:
        if isinstance(wanted := self.tabs.tabData(index), str):
            self._edit(wanted)

    def _edit(self, map_id: Id) -> None:
        self._close_field()
        self._renaming = map_id
        field = self._field = QLineEdit(self._session.project.maps[map_id].title, self)
        field.setObjectName("map-title")
        field.setAccessibleName(self.tr("Title of the map"))
        field.setMaxLength(LONGEST_TITLE)
        field.setGeometry(self._place_of(map_id))
        field.selectAll()
        field.installEventFilter(self)
        field.editingFinished.connect(self._keep_title)
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of(self, map_id: Id) -> QRect:
        """Where the field stands: over the map's tab, and wide enough to write in."""
        index = next((i for i in range(self.tabs.count()) if self.tabs.tabData(i) == map_id), 0)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        place = self.tabs.tabRect(index).translated(self.tabs.pos())
        place.setWidth(min(max(place.width(), FIELD_WIDTH), max(80, self.width() - place.x() - 8)))
        return place

    def _keep_title(self) -> None:
        field, map_id = self._field, self._renaming
        title = " ".join(field.text().split()) if field is not None else ""
        self._close_field()
        if field is not None and title:
            self.renamed.emit(map_id, title)

    def _close_field(self) -> None:
        field, self._field, self._renaming = self._field, None, ""
        if field is None:
            return
        # Losing the focus would keep the title: that is decided already.
        field.blockSignals(True)
        had_focus = field.hasFocus()
        field.hide()
        field.deleteLater()
        if had_focus:
            self.left.emit()
        self.setVisible(self.tabs.count() > 1)
