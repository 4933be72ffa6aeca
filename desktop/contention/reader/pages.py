"""The pages of a PDF article as pictures, with the passages that stand on the map marked on them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDrag,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from contention.article.errors import ArticleError
from contention.model.project import Article, Id, Passage, Project, Span
from contention.reader import page_painting, painting
from contention.reader.flash import Flash
from contention.reader.highlights import Highlight, highlights
from contention.reader.page_book import PageBook
from contention.reader.page_layout import PlaceOnPage
from contention.reader.page_pointing import PagePointing
from contention.reader.page_strips import union
from contention.reader.page_surface import PageSurface
from contention.session import passage_mime
from contention.session.session import Session


class PagesView(PageSurface):
    """Shows the pages of one article of the session's project.

    Like the reading pane, it changes nothing but the selection that all views share.
    """

    passage_selected = Signal(bool)
    """Whether there is a selected passage, whenever that changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._message = ""
        self._highlights: tuple[Highlight, ...] = ()
        self._scene: page_painting.Scene | None = None
        self._range = (0, 0)
        """The selected words: where the selection began, and where it ends now."""
        self._press: QPoint | None = None
        self._press_in_selection = False
        self._pending: Span | None = None
        """What is to be brought into view once its page has been read."""
        self._had_passage = False
        self._flash = Flash(self)
        self._flash.changed.connect(self.viewport().update)
        self.setObjectName("pages")
        self.setAccessibleName(self.tr("Pages of the article"))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        PagePointing(self, session)
        session.changed.connect(self._follow_project)
        session.map_shown.connect(self._mark_again)
        session.selection.changed.connect(self._follow_selection)
        self.show_article(None)

    def show_article(self, article_id: Id | None) -> None:
        """Show the pages of an article from the first; None, or one without pages, shows a sentence."""
        project = self._session.project
        article = project.articles.get(article_id or "")
        self._message = self.tr("This article has no pages to show.")
        book = None
        if article is not None and PageBook.has_pages(article, project):
            try:
                book = PageBook(article, project)
            except ArticleError as error:
                self._message = str(error)
        self.clear_text_selection()
        self._pending = None
        self._show_book(book)
        self.select_range(0, 0)
        self._scene = None
        if self._book is not None and self._pictures is not None:
            self._scene = page_painting.Scene(self._book, self._pictures)
        self._highlights = ()
        self._mark_again()
        self.setAccessibleDescription(article.title if article and book else self._message)

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._book.article if self._book else None

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """What is marked in it, by place."""
        return self._highlights

    def has_pages(self, article_id: Id) -> bool:
        """Whether an article of the project has pages to show."""
        project = self._session.project
        return PageBook.has_pages(project.articles.get(article_id), project)

    def selected_passage(self) -> Passage | None:
        """The selected words with their place, or None where no words are selected."""
        return self._book.passage(*sorted(self._range)) if self._book else None

    def clear_text_selection(self) -> None:
        """Select no words."""
        self.select_range(self._range[1], self._range[1])

    def select_range(self, start: int, end: int) -> None:
        """Select words by their place in the canonical text."""
        if (start, end) != self._range:
            self._range = (start, end)
            self.viewport().update()
        has_passage = self.selected_passage() is not None
        if has_passage != self._had_passage:
            self._had_passage = has_passage
            self.passage_selected.emit(has_passage)

    @Slot()
    def copy(self) -> None:
        """Put the selected words on the clipboard, and the passage for a map."""
        if (data := self._selected_data()) is not None:
            QGuiApplication.clipboard().setMimeData(data)

    def _selected_data(self) -> QMimeData | None:
        passage = self.selected_passage()
        return passage_mime.encode(passage) if passage is not None else None

    def _follow_project(self, _before: Project, after: Project, _origin: str) -> None:
        if self._book is None:
            return
        shown, current = self._book.article, after.articles.get(self._book.article.id)
        if current is None:
            self.show_article(None)
        elif (current.source, current.pages, current.original) != (shown.source, shown.pages, shown.original):
            place = self._layout.place_at(self.verticalScrollBar().value())
            self.show_article(current.id)
            self._scroll_to(place)
        else:
            self._mark_again()

    def _mark_again(self, *_: object) -> None:
        marks = self._current_highlights()
        if marks != self._highlights:
            self._highlights = marks
            if self._scene is not None:
                self._scene.mark(marks)
            self.viewport().update()

    def _current_highlights(self) -> tuple[Highlight, ...]:
        if self._book is None:
            return ()
        return highlights(self._session.map, self._book.article.id, self._book.text.text)

    def _follow_selection(self, ids: tuple[Id, ...], origin: str) -> None:
        self.viewport().update()
        if origin != "reader" and ids and self.isVisible():
            self.reveal(ids[-1])

    def reveal(self, claim_id: Id, passage_id: Id = "") -> bool:
        """Bring a passage of a claim (else its first) into view and let it flash; tells if it is there."""
        mine = [h for h in self._highlights if h.claim == claim_id and passage_id in {"", h.passage}]
        if not mine or not self.show_range(mine[0].start, mine[0].end):
            return False
        self._flash.start(claim_id)
        return True

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._book.sizes) if self._book else 0

    def show_range(self, start: int, end: int) -> bool:
        """Bring words into view by their place in the text; tells whether they stand on a page."""
        ranges = self._book.places.on_pages(start, end) if self._book else []
        if not ranges:
            return False
        self._pending = (start, end)
        if not self._show_pending() and ranges[0].page not in self._in_sight():
            self._scroll_to(PlaceOnPage(ranges[0].page, 0.0))
        self._ask_soon()
        return True

    def show_place(self, place: int) -> None:
        """Bring a place of the text into view, or what stands next on a page."""
        if self._book is None:
            return
        following = [run for run in self._book.article.pages if run[0] + run[3] > place]
        if following:
            start = max(place, min(run[0] for run in following))
            self.show_range(start, start + 1)

    def place_in_sight(self) -> int:
        """The place of the text that stands first on the page in the middle of the view."""
        runs = self._book.places.of_page(self.page - 1) if self._book else []
        return min((run[0] for run in runs), default=0)

    def _show_pending(self) -> bool:
        """Scroll to the passage that was asked for, if its page has been read."""
        if self._book is None or self._pictures is None or self._pending is None:
            return False
        start, end = self._pending
        page = self._book.places.on_pages(start, end)[0].page
        if self._pictures.characters(page) is None:
            return False
        scene = self._current_scene()
        found = scene.boxes(page, start, end) if scene else ()
        self._pending = None
        if not found:
            return False
        rect = self._layout.rect(page)
        box = page_painting.on_view(union(found), rect, self._layout.scale)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if box.top() < bar.value() or box.bottom() > bar.value() + height:
            bar.setValue(round(box.top() - min(height / 3, max(0.0, height - box.height()))))
        across = self.horizontalScrollBar()
        if box.left() < across.value() or box.right() > across.value() + self.viewport().width():
            across.setValue(round(box.left() - 20))
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), page_painting.surroundings(self._colours))
        scene = self._current_scene()
        if scene is None:
            painter.setPen(QColor(self._colours.quiet))
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(self.viewport().rect().adjusted(28, 0, -28, 0), flags, self._message)
            return
        emphasis = painting.Emphasis(
            selected=frozenset(self._session.selection.ids),
            hovered=self._session.hover.item,
            flashing=self._flash.claim,
            flash=self._flash.strength,
        )
        start, end = sorted(self._range)
        scene.paint(painter, self._area(), emphasis, (start, end))

    def _current_scene(self) -> page_painting.Scene | None:
        """What is marked in the book, at the scale and in the colours of now."""
        if self._scene is not None:
            self._scene.layout, self._scene.colours = self._layout, self._colours
        return self._scene

    def highlights_under(self, point: QPoint) -> list[Highlight]:
        """The highlights under a point of the viewport, the most particular first."""
        place = QPointF(point) + self._offset()
        scene = self._current_scene()
        return painting.hit(scene.marked(self._layout.page_at(place.y())), place) if scene else []

    def range_rects(self, start: int, end: int) -> list[QRectF]:
        """Where words stand, in the viewport's coordinates, as far as their pages have been read."""
        scene = self._current_scene()
        if scene is None or self._book is None:
            return []
        return [
            page_painting.on_view(box, self._layout.rect(page), self._layout.scale).translated(
                -self._offset()
            )
            for page in sorted({place.page for place in self._book.places.on_pages(start, end)})
            for box in scene.boxes(page, start, end)
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self._press = point
        place = self._place_at(point)
        start, end = sorted(self._range)
        self._press_in_selection = place is not None and start < place < end and not event.modifiers()
        if place is not None and not self._press_in_selection:
            extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.select_range(self._range[0] if extends else place, place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        self._press = None
        if self._book is not None and place is not None:
            self.select_range(*self._book.word_at(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        point = event.position().toPoint()
        far = (point - self._press).manhattanLength() >= QApplication.startDragDistance()
        if self._press_in_selection:
            if far:
                self._press, self._press_in_selection = None, False
                self._drag_selection()
        elif (place := self._place_at(point)) is not None:
            self.select_range(self._range[0], place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._press = self._press, None
        if pressed is None:
            return
        point = event.position().toPoint()
        if self._press_in_selection:
            self._press_in_selection = False
            self.clear_text_selection()
        near = (point - pressed).manhattanLength() < QApplication.startDragDistance()
        if near and self.selected_passage() is None:
            self._choose(self.highlights_under(point))

    def _choose(self, under: list[Highlight]) -> None:
        """Select the claim of a highlight; where several overlap, the next one each time."""
        claims = list(dict.fromkeys(mark.claim for mark in under))
        if claims:
            current = self._session.selection.current
            index = (claims.index(current) + 1) % len(claims) if current in claims else 0
            self._session.selection.select(claims[index], origin="reader")

    def _choose_next(self) -> None:
        """Go to the highlight after that of the selected claim, or to the first on the page in sight."""
        if not self._highlights or self._book is None:
            return
        current = self._session.selection.current
        mine = [index for index, mark in enumerate(self._highlights) if mark.claim == current]
        if mine:
            following = self._highlights[(mine[-1] + 1) % len(self._highlights)]
        else:
            runs = self._book.places.of_page(self.page - 1)
            first = min((run[0] for run in runs), default=0)
            after = [mark for mark in self._highlights if mark.end > first]
            following = (after or list(self._highlights))[0]
        self._session.selection.select(following.claim, origin="reader")
        self.reveal(following.claim, following.passage)

    def _drag_selection(self) -> None:
        """Carry the selected passage away; the map takes it, other programs its words."""
        if (data := self._selected_data()) is not None:
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Escape and self.selected_passage() is not None:
            self.clear_text_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_next()
        else:
            super().keyPressEvent(event)

    def _picture_came(self, page: int) -> None:
        self._show_pending()
        super()._picture_came(page)
