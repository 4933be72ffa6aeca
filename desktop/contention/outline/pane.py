"""The outline pane: every claim of the map in reading order, as a tree that can be heard as well."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from contention.diagram.themes import Theme
from contention.model.project import Id
from contention.outline.delegate import LineDelegate
from contention.outline.model import OutlineModel
from contention.outline.tree import TOP, Key
from contention.session.session import Session

ORIGIN = "outline"

_REPLACE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_GOING = {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Down}
_KEEP = QItemSelectionModel.SelectionFlag.NoUpdate
LEAST_WORDS = 7.0
"""Room for the words of the deepest row in sight, in heights of a line, where the pane has it."""


class OutlinePane(QTreeView):
    """Shows the session's map as a tree and shares its selection; it changes nothing else.

    While it is hidden it does not follow, and catches up when it is shown.
    """

    context_menu_requested = Signal(QPoint)
    """A menu is asked for at this point of the screen, for what is selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = OutlineModel(session.map, self._folded, self)
        self._delegate = LineDelegate(self._rows, self)
        self._closed: set[Key] = set()
        """Rows that the reader folded here; all others are open."""
        self._busy = False
        """Rows come and go, or the selection of the session is taken over: not the reader's doing."""
        self.setObjectName("outline")
        self.setAccessibleName(self.tr("Outline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(self._delegate)
        self.setModel(self._rows)
        self._dress()
        self._open_all()
        self.collapsed.connect(self._note_closed)
        self.expanded.connect(self._note_opened)
        self._rows.rowsInserted.connect(self._open_inserted)
        for moved in (self.verticalScrollBar().valueChanged, self.verticalScrollBar().rangeChanged):
            moved.connect(self._make_room)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.clicked.connect(self._jump)
        session.changed.connect(self._follow_project)
        session.map_shown.connect(self._follow_map)
        session.selection.changed.connect(self._follow_selection)
        self._take_selection()
        self._describe()

    @Slot(object)
    def set_theme(self, new: Theme) -> None:
        """Draw the signs in the colours of another theme of the map."""
        self._delegate.theme = new
        self.viewport().update()

    def spoken(self) -> list[str]:
        """Every row that is not folded away, from the top, as a screen reader is told it."""
        said: list[str] = []
        index = self._rows.index(0, 0)
        while index.isValid():
            said.append("  " * self._depth(index) + index.data(Qt.ItemDataRole.AccessibleTextRole))
            index = self.indexBelow(index)
        return said

    # --- the project ----------------------------------------------------------------

    def _follow_project(self, *_: object) -> None:
        if self.isVisible():
            self._refresh()

    def _follow_map(self, _map_id: str) -> None:
        self._follow_project()

    def _refresh(self) -> None:
        """Show the session's map where it is another value than the one that is shown."""
        current = self._session.map
        if current is self._rows.tree.map:
            return
        same = current.id == self._rows.tree.map.id
        top = self._rows.key_at(self.indexAt(QPoint(4, 4)))
        at_focus = self._rows.key_at(self.currentIndex())
        self._busy = True
        try:
            if self._rows.show_map(current):
                self._open_all()
            if not same:
                self.header().setMinimumSectionSize(0)
                self.scrollToTop()
            elif (index := self._rows.index_of(top)).isValid() and self.indexAt(QPoint(4, 4)) != index:
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
            if (index := self._rows.index_of(at_focus)).isValid() and self.currentIndex() != index:
                self.selectionModel().setCurrentIndex(index, _KEEP)
        finally:
            self._busy = False
        self._take_selection(scroll=False)
        self._describe()
        self.viewport().update()

    def _folded(self) -> Collection[Id]:
        return self._session.view.folded

    def _describe(self) -> None:
        self.setAccessibleDescription("" if self._rows.rowCount() else self._invitation())

    def _invitation(self) -> str:
        return self.tr("The claims of the map are listed here in reading order.")

    # --- open and closed rows -------------------------------------------------------

    def _open_all(self) -> None:
        busy, self._busy = self._busy, True
        self.expandAll()
        for key in self._closed:
            self.collapse(self._rows.index_of(key))
        self._busy = busy

    def _open_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        busy, self._busy = self._busy, True
        waiting = [self._rows.index(row, 0, parent) for row in range(first, last + 1)]
        if parent.isValid():
            self._open(parent)
        while waiting:
            index = waiting.pop()
            count = self._rows.rowCount(index)
            if count:
                self._open(index)
                waiting.extend(self._rows.index(row, 0, index) for row in range(count))
        self._busy = busy

    def _open(self, index: QModelIndex) -> None:
        if not self.isExpanded(index) and self._rows.key_at(index) not in self._closed:
            self.expand(index)

    def _note_closed(self, index: QModelIndex) -> None:
        if not self._busy:
            self._closed.add(self._rows.key_at(index))

    def _note_opened(self, index: QModelIndex) -> None:
        if not self._busy:
            self._closed.discard(self._rows.key_at(index))

    # --- the selection --------------------------------------------------------------

    def _tell_selection(self, *_: object) -> None:
        """Hand the reader's selection on: what was selected before comes first, the current row last."""
        if self._busy:
            return
        chosen = {self._rows.key_at(index).item for index in self.selectedIndexes()}
        current = self._rows.key_at(self.currentIndex()).item
        earlier = [item for item in self._session.selection.ids if item in chosen]
        ids = dict.fromkeys([*earlier, *sorted(chosen - {*earlier})])
        if current in ids:
            del ids[current]
            ids[current] = None
        self._session.selection.select(*ids, origin=ORIGIN)

    def _follow_selection(self, _ids: tuple[Id, ...], origin: str) -> None:
        if origin != ORIGIN and self.isVisible():
            self._refresh()
            self._take_selection()

    def _take_selection(self, *, scroll: bool = True) -> None:
        """Select the rows of what is selected everywhere."""
        shown = self._rows.key_at(self.currentIndex())
        indexes: list[QModelIndex] = []
        for item in self._session.selection.ids:
            # Where the reader is on a "see …" row of what is selected, that row stays the one.
            key = shown if shown.used_in and shown.item == item else self._rows.tree.row_for(item)
            indexes.append(self._rows.index_of(key))
        indexes = [index for index in indexes if index.isValid()]
        selected = QItemSelection()
        for index in indexes:
            selected.select(index, index)
        busy, self._busy = self._busy, True
        self.selectionModel().select(selected, _REPLACE)
        if indexes:
            self.selectionModel().setCurrentIndex(indexes[-1], _KEEP)
            if scroll:
                self.scrollTo(indexes[-1])
        self._busy = busy

    # --- deep rows ------------------------------------------------------------------

    def _least(self) -> int:
        """Pixels that a row needs in the pane: its sign and its first words."""
        return min(round(self.fontMetrics().height() * LEAST_WORDS), self.viewport().width() * 3 // 4)

    def _make_room(self, *_: object) -> None:
        """Let the pane be scrolled sideways as far as the deepest row in sight needs.

        Only rows in sight are asked, so that a map of 5,000 claims costs no more than a small one.
        """
        index, below = self.indexAt(QPoint(4, 4)), self.viewport().height()
        indent = 0
        while index.isValid() and (row := self.visualRect(index)).top() < below:
            indent = max(indent, row.left() + self.horizontalOffset())
            index = self.indexBelow(index)
        header = self.header()
        wanted = indent + self._least()
        if wanted > max(header.minimumSectionSize(), self.viewport().width()):
            header.setMinimumSectionSize(wanted)

    def scrollTo(  # noqa: N802
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight, and its first words: Qt shows the beginning of the column alone."""
        aside = self.horizontalScrollBar()
        before = aside.value()
        super().scrollTo(index, hint)
        self._make_room()
        aside.setValue(before)
        left = self.visualRect(index).left() + aside.value()
        room = self.viewport().width()
        if left + self._least() <= room:
            aside.setValue(0)
        elif not 0 <= left - aside.value() <= room - self._least():
            aside.setValue(left + self._least() - room)

    def _jump(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """From a "see …" row to the claim's own."""
        key = self._rows.key_at(index)
        goal = self._rows.index_of(Key(key.item))
        if key.used_in and goal.isValid():
            self.setCurrentIndex(goal)

    # --- Qt -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            if self._rows.key_at(self.currentIndex()).used_in:
                self._jump(self.currentIndex())
            else:
                event.ignore()
            return
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            beyond = self._beside(forward=event.key() == Qt.Key.Key_Right)
            if beyond.isValid():
                self.setCurrentIndex(beyond)
                return
        super().keyPressEvent(event)
        if event.key() in _GOING and not self.selectionModel().hasSelection():
            # The row that was current without being selected, as after Tab into the pane.
            self.selectionModel().select(self.currentIndex(), _REPLACE)

    def _beside(self, *, forward: bool) -> QModelIndex:
        """Where Right leads from an open row, and Left from one that is closed or has nothing under it;
        not every style goes there."""
        index = self.currentIndex()
        opened = self._rows.hasChildren(index) and self.isExpanded(index)
        if forward:
            return self._rows.index(0, 0, index) if opened and index.isValid() else QModelIndex()
        return QModelIndex() if opened else index.parent()

    def showEvent(self, event: QShowEvent) -> None:
        self._refresh()
        self._take_selection()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header().setMinimumSectionSize(0)
        self._make_room()
        if self.currentIndex().isValid() and self.selectionModel().hasSelection():
            self.scrollTo(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            point = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.context_menu_requested.emit(point)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rows.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self.palette().color(QPalette.ColorRole.PlaceholderText)))
        area = self.viewport().rect().adjusted(16, 24, -16, -16)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self._invitation())
        painter.end()

    def _dress(self) -> None:
        self.setIndentation(round(QFontMetrics(self.font()).height() * 1.1))

    def _depth(self, index: QModelIndex) -> int:
        depth = 0
        while self._rows.key_at(index := index.parent()) != TOP:
            depth += 1
        return depth
