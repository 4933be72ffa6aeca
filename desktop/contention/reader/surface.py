"""The page on the screen: one article in the reader's type and colours, and what part of it is in sight.

It knows articles, but no map: the highlights and what a gesture on them means are
`ReadingPane`'s, which is built on this.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from contention.article.blocks import ArticleText
from contention.article.numbering import Numbering
from contention.model.project import Article, Span
from contention.reader import geometry, painting
from contention.reader.document import MARGIN, body_font, column_width
from contention.reader.gutter import Gutter
from contention.reader.jumps import Jumps
from contention.reader.memory import ReadingMemory
from contention.reader.page import Page, make_page
from contention.reader.position_map import PositionMap
from contention.reader.preferences import LARGEST, SMALLEST, style_of
from contention.reader.scrolling import Scroller
from contention.reader.style import DARK, LIGHT, ReadingColours, ReadingStyle
from contention.reader.themes import page_colours


class ReadingSurface(QTextBrowser):
    """Shows a page, keeps its place by character, and lets nothing in it read a file or open a link."""

    article_shown = Signal(str)
    """The id of the article that is shown now; empty for none."""
    page_set = Signal()
    """The document is another one, of the same article or of another: its places are to be asked anew."""
    colours_set = Signal()
    jumps_changed = Signal()
    """Whether there is a place to go back or forward to."""
    _made = False
    """Qt sends events to what is still being made."""

    def __init__(self, memory: ReadingMemory | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.memory = memory or ReadingMemory(parent=self)
        self._window = (LIGHT, LIGHT, DARK)
        """The colours that go with the window now, and with its light and its dark side."""
        self._style, self._colours = style_of(self.memory.preferences), LIGHT
        self._page = make_page(None, self._style, self._colours)
        self._column = column_width(self._style)
        self._numbered: tuple[ArticleText, tuple[Span, ...], Numbering] = (
            self._page.text,
            (),
            Numbering(self._page.text),
        )
        self._extras: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._gutter = Gutter(self)
        self._scroller = Scroller(self)
        self._jumps = Jumps()
        self._key_of: Callable[[str], str] = {"open": "Ctrl+O", "paste": "Ctrl+V"}.__getitem__

        self.setObjectName("reader")
        self.setAccessibleName(self.tr("Article"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        # Files and texts dropped here belong to the window.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setAutoFillBackground(True)
        self.memory.changed.connect(self._follow_preferences)
        self._wear(page_colours(self.memory.preferences.theme, *self._window))
        self._made = True

    # What is shown

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._page.article

    @property
    def article_text(self) -> ArticleText:
        """Its blocks and canonical text; empty ones where no article is shown."""
        return self._page.text

    @property
    def positions(self) -> PositionMap:
        """Places of its canonical text in the document that is shown, and back."""
        return self._page.positions

    @property
    def page(self) -> Page:
        """The article as it is set now."""
        return self._page

    def numbering(self) -> Numbering:
        """The numbers that its paragraphs are cited by."""
        aside = self._page.article.set_aside if self._page.article else ()
        if self._numbered[0] is not self._page.text or self._numbered[1] != aside:
            self._numbered = (self._page.text, aside, Numbering(self._page.text, aside))
        return self._numbered[2]

    def paragraph_number(self, place: int) -> int | None:
        """The number that the paragraph at a place is cited by; None before the first."""
        return self.numbering().number(place)

    # Type and colours

    def reading_style(self) -> ReadingStyle:
        """The type that the article is set in."""
        return self._style

    @property
    def colours(self) -> ReadingColours:
        """The colours of the page."""
        return self._colours

    def set_colours(
        self, window: ReadingColours, *, light: ReadingColours = LIGHT, dark: ReadingColours = DARK
    ) -> None:
        """Go with the window's colours, as when it turns dark; a theme that the reader chose stays.

        `light` and `dark` are the colours of the window's two sides.
        """
        self._window = (window, light, dark)
        self._follow_preferences()

    @Slot()
    def zoom_in(self) -> None:
        """Larger type."""
        self._zoom(1)

    @Slot()
    def zoom_out(self) -> None:
        """Smaller type."""
        self._zoom(-1)

    @Slot()
    def zoom_reset(self) -> None:
        """The type's own size."""
        self.memory.set_preferences(replace(self.memory.preferences, size=0.0))

    def _zoom(self, steps: int) -> None:
        size = min(LARGEST, max(SMALLEST, self._style.size + steps))
        self.memory.set_preferences(replace(self.memory.preferences, size=size))

    def _follow_preferences(self) -> None:
        """Set the article in the type and colours that are wanted now, if they are others."""
        preferences = self.memory.preferences
        style, colours = style_of(preferences), page_colours(preferences.theme, *self._window)
        anew = (style, colours) != (self._style, self._colours)
        self._style, self._column = style, column_width(style)
        self._wear(colours)
        if anew:
            self._reset_keeping_place()
        else:
            self._fit()

    def _wear(self, colours: ReadingColours) -> None:
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, colours.paper),
            (QPalette.ColorRole.Window, colours.paper),
            (QPalette.ColorRole.Text, colours.text),
            (QPalette.ColorRole.WindowText, colours.text),
            (QPalette.ColorRole.Highlight, colours.selection),
            (QPalette.ColorRole.HighlightedText, colours.text),
            (QPalette.ColorRole.PlaceholderText, colours.quiet),
        ):
            palette.setColor(role, QColor(colour))
        self.setPalette(palette)
        # Under a style sheet a viewport within a widget within a splitter does not take over its parent's.
        self.viewport().setPalette(palette)
        self._colours = colours
        self.colours_set.emit()

    def set_marks(self, owner: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Set words off in front of the page for one owner; each owner's are its own to change."""
        if marks or self._extras.get(owner):
            self._extras[owner] = marks
            self.setExtraSelections([mark for group in self._extras.values() for mark in group])

    # Where one is

    def place_at_top(self) -> int:
        """The place whose line is the first in sight."""
        return self._scroller.place_at_top(self._page)

    def last_place_in_sight(self) -> int:
        """The place at the end of what is in sight."""
        bar, view = self.verticalScrollBar(), self.viewport()
        if bar.value() >= bar.maximum() - MARGIN:  # below the last line is nothing to read
            return len(self._page.text.text)
        end = geometry.line_at(self.document(), bar.value() + view.height())
        return self._page.positions.to_canonical(end)

    def caret_place(self) -> int:
        """The caret's place in the canonical text."""
        return self._page.positions.to_canonical(self.textCursor().position())

    def jump_to(self, place: int, end: int | None = None) -> None:
        """Go to a place, or to a stretch of words, so that `go_back` leads to where one was."""
        self._jump_into_sight(place, place if end is None else end)
        self.setTextCursor(self._page.cursor(place, place))

    def jump_to_top(self, place: int) -> None:
        """Go to a place so that its line is the first in sight, as a heading is read."""
        here = self.here()
        self.setTextCursor(self._page.cursor(place, place))
        self._put_at_top(place)
        if self.here() != here:
            self.leave(here)

    def leave(self, here: tuple[str, int]) -> None:
        """Note where one was before a jump."""
        self._jumps.leave(here)
        self.jumps_changed.emit()

    def show_range(self, start: int, end: int) -> None:
        """Bring words into sight; unlike a jump, it is nothing to go back from."""
        self._bring(start, end)

    def _jump_into_sight(self, start: int, end: int) -> None:
        """Bring words into sight; where that scrolls, it is a jump."""
        here = self.here()
        if self._bring(start, end):
            self.leave(here)

    def _bring(self, start: int, end: int) -> bool:
        """Scroll to words, unless they are in sight; tells whether it scrolled."""
        return self._scroller.show(self._page, start, end)

    def can_go_back(self) -> bool:
        """Whether something was jumped from."""
        return self._jumps.can_go_back()

    def can_go_forward(self) -> bool:
        """Whether one went back."""
        return self._jumps.can_go_forward()

    @Slot()
    def go_back(self) -> None:
        """To where one was before the last jump."""
        self._go(self._jumps.back(self.here()))

    @Slot()
    def go_forward(self) -> None:
        """To where one was before going back."""
        self._go(self._jumps.forward(self.here()))

    def _go(self, there: tuple[str, int] | None) -> None:
        if there is not None:
            self._open_place(*there)
            self.jumps_changed.emit()

    def _open_place(self, article_id: str, place: int) -> None:
        """Show a place; the pane also turns to its article."""
        if article_id == self._page.article_id:
            self._put_at_top(place)

    def here(self) -> tuple[str, int]:
        """The article, and the place whose line is the first in sight."""
        return self._page.article_id, self.place_at_top()

    def _open_at(self, place: int) -> None:
        """Show an article from a place on, with the caret there: for who reads by keys, and because Qt
        scrolls to the caret when the pane is shown for the first time."""
        place = min(place, len(self._page.text.text))
        self.setTextCursor(self._page.cursor(place, place))
        self._put_at_top(place)

    def _put_at_top(self, place: int) -> None:
        self._scroller.put_at_top(self._page, min(place, len(self._page.text.text)))

    def keeping_place(self, work: Callable[[], object]) -> None:
        """Do what may change heights, such as folding lines away; what is at the top stays there."""
        top = self.place_at_top()
        work()
        self._put_at_top(top)

    def keep_place(self) -> None:
        """Remember where reading stopped in the article that is shown."""
        if self._page.article is not None:
            self.memory.keep_place(self._page.article_id, self.place_at_top(), self._page.file)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_place()
        super().hideEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._page.article is None:
            painter.setPen(QColor(self._colours.quiet))
            area = self.viewport().rect().adjusted(MARGIN, 0, -MARGIN, 0)
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(area, flags, self._invitation())
            painter.end()
            return
        offset = self._offset()
        painter.translate(-offset)
        seen = QRectF(event.rect()).translated(offset)
        first = geometry.block_at(self.document(), seen.top())
        if first.previous().isValid():
            first = first.previous()
        painting.paint_blocks(painter, self.document(), first, seen.bottom(), self._colours)
        self._paint_under(painter, seen)
        painter.end()
        super().paintEvent(event)

    def _paint_under(self, painter: QPainter, area: QRectF) -> None:
        """Draw what lies under the words, in an area of the document."""

    def _offset(self) -> QPointF:
        """From the viewport's coordinates to the document's."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def set_key_names(self, key_of: Callable[[str], str]) -> None:
        """How the key of an action, by its name, is said in the sentence of the empty pane; "" for none."""
        self._key_of = key_of
        if self._page.article is None:
            self.setAccessibleDescription(self._invitation())
            self.viewport().update()

    def _invitation(self) -> str:
        keys = {name: f" ({key})" if (key := self._key_of(name)) else "" for name in ("open", "paste")}
        words = self.tr("Open an article{open}, drop a file here, or paste its text{paste}.")
        return words.format(**keys)

    # What Qt asks

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's names
        """A picture of the project's own; for all else an empty one, which keeps Qt from reading files."""
        address = name.toString() if isinstance(name, QUrl) else name
        return self._page.pictures.image(address) if address.startswith("asset:") else QImage()

    def event(self, event: QEvent) -> bool:
        """The margins beside the column scroll as it does; the keys that zoom are the article's in here."""
        match event.type():
            case QEvent.Type.Wheel:
                return self.viewportEvent(event)
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and self._steps(event):
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._made and event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            # Qt has set the page in the letters of the window.
            self.document().setDefaultFont(body_font(self._style))
            self._follow_preferences()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if steps := self._steps(event):
            self._zoom(steps)
        else:
            super().keyPressEvent(event)

    def _steps(self, event: QKeyEvent) -> int:
        """By how many steps a key zooms the article: 1 for Ctrl + (or the = below it), -1 for Ctrl -."""
        if self._page.article is None:
            return 0
        if event.matches(QKeySequence.StandardKey.ZoomOut):
            return -1
        plus = event.key() == Qt.Key.Key_Equal and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return int(plus or event.matches(QKeySequence.StandardKey.ZoomIn))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self._zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, top = self.document().textWidth(), self.place_at_top()
        self._scroller.centre(self._column, self._gutter.room())
        super().resizeEvent(event)
        self._gutter.fit()
        if self.document().textWidth() != width:
            self._put_at_top(top)

    # Inner workings

    def _turn_to(self, page: Page) -> None:
        """Show a page in place of the one before."""
        old, self._page = self._page, page
        page.document.setParent(self)
        self._extras = {}
        self.setDocument(page.document)
        old.document.deleteLater()
        self._fit()
        self.viewport().update()
        self.page_set.emit()

    def _fit(self) -> None:
        """Give column and margins their room."""
        self._scroller.centre(self._column, self._gutter.room())
        self._gutter.fit()

    def _reset_keeping_place(self) -> None:
        """Set the article anew; scroll position, caret and selection stay, by character."""
        to_canonical, top = self._page.positions.to_canonical, self.place_at_top()
        anchor, position = (
            to_canonical(self.textCursor().anchor()),
            to_canonical(self.textCursor().position()),
        )
        self._turn_to(self._page.set_anew(self._style, self._colours))
        self.setTextCursor(self._page.cursor(anchor, position))
        self._put_at_top(top)
