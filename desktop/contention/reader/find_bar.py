"""The bar that finds words in the article that is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)

from contention.model.project import Span
from contention.reader.bar_parts import side_by_side, tool_button
from contention.reader.finding import Finder, Wanted
from contention.reader.surface import ReadingSurface
from contention.reader.ticks import Ticks

LONGEST_TAKEN = 100
"""Characters of selected words that the bar takes over when it is opened."""


class ArticleFindBar(QFrame):
    """Marks every place of some words, tells how many there are, and goes from one to the next."""

    left = Signal()
    """The bar was closed: the focus may go back to the article."""
    changed = Signal()
    """Whether there is something to go on to may be otherwise."""
    looked_at = Signal(int, int)
    """The words that are looked at now, by their place."""

    def __init__(self, surface: ReadingSurface, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article-find-bar")
        self.setAccessibleName(self.tr("Find in the article"))
        self._surface = surface
        self._text = ""
        self._finder = Finder("")
        self._hits: list[Span] = []
        self._current: int | None = None
        """Index of the hit that is looked at."""
        self._origin = 0
        """The place that the search began at."""
        self._came_from = surface.here()
        self._marked: tuple[int, int] = (0, -1)
        """The part of the text whose hits are marked."""
        self._ticks = Ticks(surface.verticalScrollBar())
        self.field = QLineEdit()
        self.field.setObjectName("article-find-text")
        self.field.setAccessibleName(self.tr("Words to find in the article"))
        self.field.setPlaceholderText(self.tr("Find in the article"))
        self.field.setClearButtonEnabled(True)
        for button in self.field.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the words"))
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(320)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setObjectName("article-find-count")
        self.count.setProperty("role", "muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.case = self._switch("article-find-case", "Aa", self.tr("Tell capitals and small letters apart"))
        self.accents = self._switch("article-find-accents", "éa", self.tr("Tell accents apart"))
        self.whole = self._switch("article-find-whole", "|ab|", self.tr("Whole words only"))
        self._words = side_by_side(
            (self.field, 4),
            (self._button("article-find-previous", "▲", self.tr("Previous one"), lambda: self.go(-1)), 0),
            (self._button("article-find-next", "▼", self.tr("Next one"), lambda: self.go(1)), 0),
            (self.count, 1),
        )
        close = self._button("article-find-close", "×", self.tr("Close"), self.close_bar)
        self._switches = side_by_side((self.case, 0), (self.accents, 0), (self.whole, 0), (close, 0))
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(12, 6, 12, 6)
        self._rows.setSpacing(6)
        self._rows.addWidget(self._words, 1)
        self._rows.addWidget(self._switches, 0, Qt.AlignmentFlag.AlignRight)
        surface.page_set.connect(self._follow)
        surface.verticalScrollBar().valueChanged.connect(self._mark_in_sight)
        surface.installEventFilter(self)
        self.hide()

    @property
    def hits(self) -> list[Span]:
        """Every place of the words, from first to last."""
        return self._hits

    def open(self) -> None:
        """Show the bar, ready to write in; a few selected words are taken over."""
        cursor = self._surface.textCursor()
        chosen = cursor.selectedText().strip() if cursor.hasSelection() else ""
        self._origin = self._surface.page.range_of(cursor)[0] if chosen else self._surface.place_at_top()
        if self.isHidden():
            self._came_from = self._surface.here()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if chosen and len(chosen) <= LONGEST_TAKEN and "\u2029" not in chosen and chosen != self.field.text():
            self.field.setText(chosen)
        else:
            self._search()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Put the bar away; the words that were looked at are selected, to go on with."""
        focused = self.isAncestorOf(self.focusWidget() or self)
        self.hide()
        if self._current is not None:
            start, end = self._hits[self._current]
            self._surface.setTextCursor(self._surface.page.cursor(start, end))
        if self._surface.here() != self._came_from:
            self._surface.leave(self._came_from)
        self._hits, self._current = [], None
        self._mark()
        self.changed.emit()
        if focused:
            self.left.emit()

    def can_go(self) -> bool:
        """Whether there is something to go on to."""
        return bool(self._hits)

    def go(self, step: int) -> bool:
        """Go to the next place, or with -1 to the one before, round the ends; tells whether there is one."""
        if not self._hits:
            return False
        if self._current is None:
            after = bisect_left(self._hits, (self._origin, 0))
            self._current = (after if step > 0 else after - 1) % len(self._hits)
        else:
            self._current = (self._current + step) % len(self._hits)
        self._look()
        return True

    def minimumSizeHint(self) -> QSize:
        """That of the broader of its two rows: they can stand below each other."""
        rows = (self._words.minimumSizeHint(), self._switches.minimumSizeHint())
        margins = self._rows.contentsMargins()
        wide = max(row.width() for row in rows) + margins.left() + margins.right()
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane, or with large letters, the switches stand below."""
        super().resizeEvent(event)
        needed = self._words.minimumSizeHint().width() + self._switches.minimumSizeHint().width() + 30
        way = QBoxLayout.Direction
        self._rows.setDirection(way.LeftToRight if self.width() >= needed else way.TopToBottom)

    # -- searching -------------------------------------------------------------------------

    def _search(self) -> None:
        """Find the words anew; looked at is the first that comes where the search began."""
        text = self._surface.article_text.text
        if text is not self._text:
            self._text, self._finder = text, Finder(text)
        self._hits = self._finder.find(
            Wanted(
                self.field.text(),
                case=self.case.isChecked(),
                accents=self.accents.isChecked(),
                whole=self.whole.isChecked(),
            )
        )
        self._current = None
        if self._hits:
            self._current = bisect_left(self._hits, (self._origin, 0)) % len(self._hits)
            self._look()
        else:
            self._mark()
        self.changed.emit()

    def _look(self) -> None:
        """Bring the current one in sight."""
        if self._current is not None:
            start, end = self._hits[self._current]
            self._surface.show_range(start, end)
            self.looked_at.emit(start, end)
        self._mark()

    def _follow(self) -> None:
        """The page was set anew, or is of another article."""
        self._marked = (0, -1)
        if self.isHidden():
            return
        if self._surface.article_text.text is self._text:
            self._mark()
            return
        self._origin = 0
        self._current = None
        self._search()

    # -- showing ---------------------------------------------------------------------------

    def _mark(self) -> None:
        self._marked = (0, -1)
        self._mark_in_sight()
        current = None if self._current is None else self._hits[self._current][0]
        places = [start for start, _ in self._hits]
        self._ticks.show_places(places, current, len(self._text), self._surface.colours.ring)
        self._say_count()

    def _mark_in_sight(self) -> None:
        """Set off the hits that can be seen: thousands at once would cost seconds."""
        if not self._hits:
            self._surface.set_marks("find", [])
            return
        top, bottom = self._surface.place_at_top(), self._surface.last_place_in_sight()
        if self._marked[0] <= top and bottom <= self._marked[1]:
            return
        room = bottom - top
        self._marked = (top - room, bottom + room)
        first = max(0, bisect_left(self._hits, (top - room, 0)) - 1)
        last = bisect_right(self._hits, (bottom + room, 0))
        colours, page = self._surface.colours, self._surface.page
        usual, looked_at = QTextCharFormat(), QTextCharFormat()
        usual.setBackground(QColor(colours.hit))
        looked_at.setBackground(QColor(colours.found))
        looked_at.setForeground(QColor(colours.found_text))
        marks = []
        for index in range(first, last):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = page.cursor(*self._hits[index])
            mark.format = looked_at if index == self._current else usual
            marks.append(mark)
        self._surface.set_marks("find", marks)

    def _say_count(self) -> None:
        words = ""
        if self.isVisible() and self.field.text().strip():
            words = self.tr("Not found")
            if self._current is not None:
                words = self.tr("{place} of {all}").format(place=self._current + 1, all=len(self._hits))
        if words != self.count.text():
            self.count.setText(words)
            self.field.setAccessibleDescription(words)
            event = QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)

    # -- keys ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isHidden() and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F3:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self._key(watched, event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Do what a key means here; tells whether it means something."""
        enter = watched is self.field and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter or event.key() == Qt.Key.Key_F3:
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        return False

    # -- making ----------------------------------------------------------------------------

    def _switch(self, name: str, sign: str, words: str) -> QToolButton:
        made = self._button(name, sign, words, self._search)
        made.setCheckable(True)
        return made

    def _button(self, name: str, sign: str, words: str, run: Callable[[], object]) -> QToolButton:
        button = tool_button(name, sign, words)
        button.clicked.connect(run)
        button.installEventFilter(self)
        return button
