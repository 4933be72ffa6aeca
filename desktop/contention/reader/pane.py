"""The reading pane: shows the article, marks what is on the map, and yields the selected passage."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDrag,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QWidget

from contention.article.blocks import ArticleText
from contention.model.project import Article, Id, Passage, Project, in_order
from contention.reader import geometry, painting
from contention.reader.document import MARGIN, column_width
from contention.reader.flash import Flash
from contention.reader.highlights import Highlight, at, highlights
from contention.reader.page import Page, make_page
from contention.reader.position_map import PositionMap
from contention.reader.scrolling import Scroller
from contention.reader.style import LIGHT, ReadingColours, ReadingStyle
from contention.session import passage_mime
from contention.session.session import Session

SMALLEST, LARGEST = 7.0, 40.0
"""Points, of the body's type."""


class ReadingPane(QTextBrowser):
    """Shows one article of the session's project.

    It changes nothing but the selection that all views share; what becomes of the
    selected passage is the commands' matter.
    """

    passage_selected = Signal(bool)
    """Whether there is a selected passage, whenever that changes."""
    article_shown = Signal(str)
    """The id of the article that is shown now; empty for none."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._style, self._colours = ReadingStyle(), LIGHT
        self._page = make_page(None, self._style, self._colours)
        self._highlights: tuple[Highlight, ...] = ()
        self._column = column_width(self._style)
        self._scroller = Scroller(self)
        self._had_passage = False
        self._press: QPoint | None = None
        self._press_in_selection = False
        self._double_clicked = 0
        """When the last double click was, in milliseconds."""
        self._flash = Flash(self)
        self._flash.changed.connect(self.viewport().update)

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
        self.selectionChanged.connect(self._tell_selection)
        session.changed.connect(self._follow_project)
        session.map_shown.connect(self._mark_again)
        session.selection.changed.connect(self._follow_selection)
        self.set_colours(LIGHT)
        self.show_article(_first_article(session.project))

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
    def highlights(self) -> tuple[Highlight, ...]:
        """What is marked in it, by place."""
        return self._highlights

    @property
    def positions(self) -> PositionMap:
        """Places of its canonical text in the document that is shown, and back."""
        return self._page.positions

    def show_article(self, article_id: Id | None) -> None:
        """Show an article of the project from its beginning; None shows the empty pane."""
        article = self._session.project.articles.get(article_id or "")
        self._turn_to(make_page(article, self._style, self._colours))
        self._scroller.to_beginning()
        self._highlights = self._current_highlights()
        self.setAccessibleDescription(article.title if article else self._invitation())
        self.article_shown.emit(self._page.article_id)

    def reading_style(self) -> ReadingStyle:
        """The type that the article is set in."""
        return self._style

    def set_reading_style(self, style: ReadingStyle) -> None:
        """Set the article in other type; what was at the top stays there, selection and caret too."""
        if style == self._style:
            return
        self._style, self._column = style, column_width(style)
        self._reset_keeping_place()

    def set_colours(self, colours: ReadingColours) -> None:
        """Use other colours, as when the window turns dark."""
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
        if colours != self._colours:
            self._colours = colours
            self._reset_keeping_place()

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
        self.set_reading_style(replace(self._style, size=ReadingStyle().size))

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's names
        """Nothing: an empty picture is the one answer that keeps Qt from reading local files."""
        return QImage()

    # The selected passage

    def selected_passage(self) -> Passage | None:
        """The selected words with their place, or None where no words are selected."""
        cursor = self.textCursor()
        return self._page.passage(*self._page.range_of(cursor)) if cursor.hasSelection() else None

    def clear_text_selection(self) -> None:
        """Select no words; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def select_range(self, start: int, end: int) -> None:
        """Select words by their place in the canonical text."""
        self.setTextCursor(self._page.cursor(start, end))

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged: the words, with line breaks, and the passage for a map."""
        passage = self.selected_passage()
        data = passage_mime.encode(passage) if passage is not None else QMimeData()
        data.setText(self._page.words(*self._page.range_of(self.textCursor())))
        return data

    # Following the session

    def _follow_project(self, before: Project, after: Project, origin: str) -> None:
        added = [item.id for item in in_order(after.articles.values()) if item.id not in before.articles]
        if added and origin != "undo":
            self.show_article(added[0] if origin == "open" else added[-1])
            return
        shown = self._page.article
        current = after.articles.get(self._page.article_id)
        if current is None:
            if shown is not None or after.articles:
                self.show_article(_first_article(after))
            return
        if shown is None or current.source != shown.source:
            self.show_article(current.id)
            return
        self._page = self._page._replace(article=current)
        self._mark_again()

    def _mark_again(self, *_: object) -> None:
        """Mark the passages of the map that is shown now."""
        marks = self._current_highlights()
        if marks != self._highlights:
            self._highlights = marks
            self.viewport().update()

    def _current_highlights(self) -> tuple[Highlight, ...]:
        return highlights(self._session.map, self._page.article_id, self._page.text.text)

    def _follow_selection(self, ids: tuple[Id, ...], origin: str) -> None:
        self.viewport().update()
        if origin != "reader" and ids:
            self.reveal(ids[-1])

    def reveal(self, claim_id: Id, passage_id: Id = "") -> bool:
        """Bring a passage of a claim (else its first) into view and let it flash; tells if it is there."""
        claim = self._session.map.claims.get(claim_id)
        passages = [p for p in claim.passages if passage_id in {"", p.id}] if claim is not None else []
        if not passages:
            return False
        wanted = {passage.id for passage in passages}
        mine = [mark for mark in self._highlights if mark.claim == claim_id and mark.passage in wanted]
        if not mine:
            # It may rest on another article than the one that is open.
            others = [p.article for p in passages if p.article in self._session.project.articles]
            if not others or self._page.article_id in others:
                return False
            self.show_article(others[0])
            mine = [mark for mark in self._highlights if mark.claim == claim_id and mark.passage in wanted]
            if not mine:
                return False
        self._scroller.show(self._page, mine[0].start, mine[0].end)
        self._flash.start(claim_id)
        return True

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
        page = QRectF(event.rect()).translated(offset)
        first = geometry.block_at(self.document(), page.top())
        if first.previous().isValid():
            first = first.previous()
        painting.paint_blocks(painter, self.document(), first, page.bottom(), self._colours)
        emphasis = painting.Emphasis(
            selected=frozenset(self._session.selection.ids),
            flashing=self._flash.claim,
            flash=self._flash.strength,
        )
        painting.paint_highlights(painter, self._marked(page), emphasis, self._colours)
        painter.end()
        super().paintEvent(event)

    def _marked(self, area: QRectF) -> list[painting.Marked]:
        """The highlights within an area of the document, with room for outlines and flash."""
        first = geometry.block_at(self.document(), area.top() - 4)
        last = first
        for block, _ in geometry.blocks_between(self.document(), first, area.bottom() + 4):
            last = block
        start = self._page.positions.to_canonical(first.position()) - 1
        end = self._page.positions.to_canonical(last.position() + last.length())
        near = [mark for mark in self._highlights if mark.start <= end and mark.end >= start]
        return painting.marked(
            near, self.document(), self._page.positions.to_shown, area.top() - 4, area.bottom() + 4
        )

    def _offset(self) -> QPointF:
        """From the viewport's coordinates to the document's."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def highlights_under(self, point: QPoint) -> list[Highlight]:
        """The highlights under a point of the viewport, the most particular first."""
        place = QPointF(point) + self._offset()
        strip = QRectF(0, place.y() - 1, self.viewport().width(), 2)
        return painting.hit(self._marked(strip), place)

    def _invitation(self) -> str:
        return self.tr("Open an article (Ctrl+O), drop a file here, or paste its text (Ctrl+V).")

    # Gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if not plain:
            self._press = None
        third = (
            event.timestamp() - self._double_clicked < QGuiApplication.styleHints().mouseDoubleClickInterval()
        )
        self._press_in_selection = plain and not third and self._in_selection(event.position().toPoint())
        if not self._press_in_selection:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press, self._double_clicked = None, event.timestamp()
        self._press_in_selection = False
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = self._press is not None and _far(event.position().toPoint(), self._press)
        if not self._press_in_selection:
            super().mouseMoveEvent(event)
        elif moved:
            self._press_in_selection = False
            self._drag_selection()
        if moved:
            self._press = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        clicked, self._press = self._press is not None, None
        if self._press_in_selection:
            self._press_in_selection = False
            self.setTextCursor(self.cursorForPosition(point))
        else:
            super().mouseReleaseEvent(event)
        if clicked and not self.textCursor().hasSelection():
            self._choose(self.highlights_under(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            place = self._page.positions.to_canonical(self.textCursor().position())
            if self._choose(at(self._highlights, place)):
                return
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom_in()
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_out()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self._zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, top = self.document().textWidth(), self._scroller.place_at_top(self._page)
        self._scroller.centre(self._column)
        super().resizeEvent(event)
        if self.document().textWidth() != width:
            self._scroller.put_at_top(self._page, top)

    def _choose(self, under: list[Highlight]) -> bool:
        """Select the claim of a highlight; where several overlap, the next one each time."""
        if not under:
            return False
        claims = list(dict.fromkeys(mark.claim for mark in under))
        current = self._session.selection.current
        index = (claims.index(current) + 1) % len(claims) if current in claims else 0
        self._session.selection.select(claims[index], origin="reader")
        return True

    def _in_selection(self, point: QPoint) -> bool:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        place = (
            self.document()
            .documentLayout()
            .hitTest(QPointF(point) + self._offset(), Qt.HitTestAccuracy.ExactHit)
        )
        return cursor.selectionStart() <= place < cursor.selectionEnd()

    def _drag_selection(self) -> None:
        """Carry the selected passage away; the map takes it, other programs its words."""
        drag = QDrag(self)
        drag.setMimeData(self.createMimeDataFromSelection())
        drag.exec(Qt.DropAction.CopyAction)

    # Inner workings

    def _turn_to(self, page: Page) -> None:
        """Show a page in place of the one before."""
        old, self._page = self._page, page
        page.document.setParent(self)
        self.setDocument(page.document)
        old.document.deleteLater()
        self._scroller.centre(self._column)
        self.viewport().update()
        self._tell_selection()

    def _reset_keeping_place(self) -> None:
        """Set the article anew; scroll position, caret and selection stay, by character."""
        to_canonical, top = self._page.positions.to_canonical, self._scroller.place_at_top(self._page)
        anchor, position = (
            to_canonical(self.textCursor().anchor()),
            to_canonical(self.textCursor().position()),
        )
        self._turn_to(self._page.set_anew(self._style, self._colours))
        self.setTextCursor(self._page.cursor(anchor, position))
        self._scroller.put_at_top(self._page, top)

    def _tell_selection(self) -> None:
        has_passage = self.selected_passage() is not None
        if has_passage != self._had_passage:
            self._had_passage = has_passage
            self.passage_selected.emit(has_passage)

    def _zoom(self, steps: int) -> None:
        size = min(LARGEST, max(SMALLEST, self._style.size + steps))
        self.set_reading_style(replace(self._style, size=size))


def _first_article(project: Project) -> Id | None:
    articles = in_order(project.articles.values())
    return articles[0].id if articles else None


def _far(point: QPoint, origin: QPoint) -> bool:
    return (point - origin).manhattanLength() >= QApplication.startDragDistance()
