"""The maps of a project as tabs over the map; put away while there is only one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRubberBand,
    QWidget,
)

from contention.model.project import Id, in_order
from contention.reader.bar_parts import tool_button
from contention.session.session import Session
from contention.shell.tabs import ItemTabs

LONGEST = 32
"""Characters of a title on a tab; the tip has it whole."""
LONGEST_TITLE = 200
FIELD_WIDTH = 240
"""Pixels to write a title in, at least, where there is room."""


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
        self._field: QLineEdit | None = None
        self._renaming: Id = ""
        self._aim: QRubberBand | None = None
        self.tabs = ItemTabs("map-tabs", self.tr("Maps"), longest=LONGEST)
        self.tabs.chosen.connect(self.map_wanted)
        self.tabs.moved.connect(self.moved)
        self.tabs.menu_wanted.connect(self.menu_wanted)
        self.tabs.tabBarDoubleClicked.connect(self._rename_tab)
        more = tool_button("maps-new", "+", self.tr("New map"))
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
        return self.tabs.item_at(index), self.tabs.accessibleTabName(index)

    def aim(self, map_id: Id) -> None:
        """Frame the tab that a drop would go to; an empty id takes the frame away."""
        index = self.tabs.place_of(map_id)
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
        titles = [
            one.title or self.tr("Map {number}").format(number=number) for number, one in enumerate(maps, 1)
        ]
        self.tabs.show_items(list(zip(ids, titles, strict=True)), self._session.map_id)
        self.setVisible(len(ids) > 1 or bool(self._renaming))

    # -- gestures --------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() != Qt.Key.Key_Escape:
                return False
            self._close_field()
            return True
        return super().eventFilter(watched, event)

    # -- writing a title -------------------------------------------------------------------

    def _rename_tab(self, index: int) -> None:
        if wanted := self.tabs.item_at(index):
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
        index = max(0, self.tabs.place_of(map_id))
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
