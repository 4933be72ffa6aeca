"""Tabs for items of the project that have an order: chosen by click, moved by dragging, with a menu each."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QToolButton

from contention.model.project import Id

LEAST = 12
"""Characters of a title that a tab keeps: where there are too many tabs, arrows go through them."""


class ItemTabs(QTabBar):
    """Shows what it is told to; what is done to it is told by signals and done elsewhere."""

    chosen = Signal(str)
    """The id of an item that is not shown yet."""
    moved = Signal(str, int)
    """An item was dragged: its id, and how many places later (or, below 0, earlier)."""
    menu_wanted = Signal(QPoint)
    """A menu for the current item is asked for at this point of the screen."""

    def __init__(self, name: str, words: str, *, longest: int) -> None:
        """`longest` is the characters of a title on a tab; the tip has it whole."""
        super().__init__()
        self._longest = longest
        self._ids: list[Id] = []
        self._shown: Id = ""
        self._filling = False
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for button, way in zip(
            self.findChildren(QToolButton),
            (self.tr("Tabs to the left"), self.tr("Tabs to the right")),
            strict=False,
        ):
            button.setAccessibleName(way)
        self.currentChanged.connect(self._choose)

    def show_items(self, items: Sequence[tuple[Id, str]], shown: Id) -> list[int]:
        """Have a tab for each item, by id and title, in order; gives the places of those that are new there.

        The one that is shown becomes the current one, where it is among them.
        """
        self._ids, self._shown, changed = [item for item, _ in items], shown, []
        self._filling = True
        while self.count() > len(items):
            self.removeTab(self.count() - 1)
        while self.count() < len(items):
            self.addTab("")
        for index, (item, title) in enumerate(items):
            short = title if len(title) <= self._longest else f"{title[: self._longest - 1].rstrip()}…"
            words = " ".join(short.split()).replace("&", "&&")
            if self.tabText(index) != words:
                self.setTabText(index, words)
            self.setTabToolTip(index, html.escape(title))
            self.setAccessibleTabName(index, title)
            if self.tabData(index) != item:
                self.setTabData(index, item)
                changed.append(index)
        if shown in self._ids:
            self.setCurrentIndex(self._ids.index(shown))
        self._filling = False
        return changed

    def place_of(self, item: Id) -> int:
        """The index of an item's tab, where it stands on the screen; -1 for none."""
        return next((index for index in range(self.count()) if self.tabData(index) == item), -1)

    def item_at(self, index: int) -> Id:
        """The id of the item at an index; "" where there is none."""
        item = self.tabData(index)
        return item if isinstance(item, str) else ""

    def narrowest(self) -> int:
        """Pixels that a tab keeps: Qt presses tabs together to one letter each before it shows arrows."""
        letters = self.fontMetrics()
        return letters.averageCharWidth() * LEAST + 2 * letters.height()

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        wanted = self.tabSizeHint(index)
        return QSize(min(wanted.width(), self.narrowest()), wanted.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # The tabs stand in their new order when that is over.
        QTimer.singleShot(0, self, self._settle)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.tabAt(event.pos())
        if index >= 0:
            self.setCurrentIndex(index)
        self.menu_wanted.emit(event.globalPos())

    def _choose(self, index: int) -> None:
        item = self.item_at(index)
        if not self._filling and item and item != self._shown:
            self.chosen.emit(item)

    def _settle(self) -> None:
        """Tell where the dragged tab, which is the current one, was put."""
        dragged = self.item_at(self.currentIndex())
        if dragged in self._ids and (step := self.currentIndex() - self._ids.index(dragged)):
            self.moved.emit(dragged, step)
