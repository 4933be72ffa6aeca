"""The headings of the article: where one is, and a way to go elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QTreeWidget, QTreeWidgetItem, QWidget

from contention.article.blocks import ArticleText, BlockKind
from contention.reader.progress import Progress, Reading
from contention.reader.surface import ReadingSurface

_PLACE = Qt.ItemDataRole.UserRole
LONGEST = 200
"""Characters of a heading that are shown."""
ROOM = 4
"""Pixels over and under each."""


class Contents(QWidget):
    """Follows the reading; a click or Enter on a heading goes there."""

    left = Signal()
    """A heading was gone to, or Esc pressed: the focus may go back to the article."""

    def __init__(self, surface: ReadingSurface, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contents")
        self._surface = surface
        self._text: ArticleText | None = None
        self._items: list[QTreeWidgetItem] = []
        self._starts: list[int] = []
        self.tree = QTreeWidget()
        self.tree.setObjectName("contents-tree")
        self.tree.setAccessibleName(self.tr("Headings of the article"))
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.tree.setIndentation(14)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.itemClicked.connect(self._go)
        self.tree.installEventFilter(self)
        self._none = QLabel(self.tr("This article has no headings."))
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setProperty("role", "muted")
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setMargin(12)
        self._none.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._none.installEventFilter(self)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.tree)
        self._layers.addWidget(self._none)
        surface.page_set.connect(self._fill)
        reading.moved.connect(self._follow)
        self._fill()

    def current_place(self) -> int | None:
        """Where the heading begins that one is under; None above the first."""
        item = self._item_at(self._surface.place_at_top())
        return None if item is None else int(item.data(0, _PLACE))

    def _fill(self) -> None:
        text = self._surface.article_text
        if text is self._text:
            return
        self._text = text
        self.tree.clear()
        self._items, self._starts = [], []
        above: list[tuple[int, QTreeWidgetItem]] = []
        for block in text.blocks:
            words = " ".join(block.text.split())
            if block.kind is not BlockKind.HEADING or not words:
                continue
            while above and above[-1][0] >= block.level:
                above.pop()
            item = QTreeWidgetItem([words[:LONGEST]])
            item.setData(0, _PLACE, block.start)
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 2 * ROOM))
            item.setToolTip(0, f"<p>{escape(words)}</p>")
            if above:
                above[-1][1].addChild(item)
            else:
                self.tree.addTopLevelItem(item)
            above.append((block.level, item))
            self._items.append(item)
            self._starts.append(block.start)
        self.tree.expandAll()
        self._layers.setCurrentIndex(0 if self._items else 1)
        self.setFocusProxy(self.tree if self._items else self._none)
        self._mark(self._surface.place_at_top())

    def _follow(self, progress: Progress) -> None:
        # Who goes through the headings with the keys is not to be pulled back.
        if not self.tree.hasFocus():
            self._mark(progress.top)

    def _mark(self, place: int) -> None:
        item = self._item_at(place)
        if item is None:
            self.tree.setCurrentIndex(QModelIndex())
            self.tree.clearSelection()
        elif item is not self.tree.currentItem():
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def _item_at(self, place: int) -> QTreeWidgetItem | None:
        """The last heading that begins at a place or above it."""
        index = bisect_right(self._starts, place) - 1
        return self._items[index] if index >= 0 else None

    def _go(self, item: QTreeWidgetItem) -> None:
        self._surface.jump_to_top(item.data(0, _PLACE))
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            item = self.tree.currentItem()
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
                self._go(item)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)
